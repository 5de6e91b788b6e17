"""Choosing an article's topics: by autocomplete, kept in the order chosen."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.db.models import Model

from ..models import TaggedArticle, Topic
from .related import KnownRows


class TopicSelect(KnownRows, AutocompleteSelectMultiple):
    """Shows the chosen topics in the order of the value; the stock widget sorts them by name."""

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        # The button that would clear them all is no item of the list that it stands in; each has one of its own.
        return super().build_attrs(*args, **kwargs) | {"data-allow-clear": "false"}

    def optgroups(self, name: str, value: list[str], attr: Any = None) -> list[Any]:
        groups = super().optgroups(name, value, attr)
        position = {str(chosen): number for number, chosen in enumerate(value)}
        groups[0][1].sort(key=lambda option: position[str(option["value"])])
        return groups


class TopicsField(forms.ModelMultipleChoiceField):
    """Gives a list of topics, in the order in which they were sent.

    Those in `known`, by their keys, are not asked for.
    """

    known: dict[str, Model] = {}

    def __init__(self, **kwargs: Any) -> None:
        widget = TopicSelect(TaggedArticle._meta.get_field("tag"), admin.site)
        super().__init__(Topic.objects.all(), widget=widget, **kwargs)

    def clean(self, value: Any) -> list[Topic]:
        keys = dict.fromkeys(map(str, value or []))
        if keys.keys() <= self.known.keys():
            return [self.known[key] for key in keys]
        chosen = {str(topic.pk): topic for topic in super().clean(value)}
        return [chosen[key] for key in keys]
