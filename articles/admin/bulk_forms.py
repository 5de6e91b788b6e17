"""What a bulk action asks before it is carried out."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db.models import Q

from ..models import Section, Topic
from ..text import folded
from .local_time_field import LocalTimeField
from .moments import zone_name
from .people import editing_people
from .steps import PersonChoiceField
from .when import fault_of


class NothingForm(forms.Form):
    """For what asks nothing more than whether it is meant."""


class CommentForm(forms.Form):
    comment = forms.CharField(
        required=False,
        label="Comment (optional)",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Colleagues read it on each article and in its trail.",
    )


class ChangesForm(CommentForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["comment"].required = True
        self.fields["comment"].label = "Comment"
        self.fields["comment"].error_messages["required"] = "Say what has to change."


class AssignForm(forms.Form):
    to = PersonChoiceField(queryset=None, required=False, label="Assigned to", empty_label="Nobody")
    due = LocalTimeField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = User.objects.filter(editing_people()).order_by(
            "first_name", "last_name", "username"
        )
        self.fields["due"].help_text = f"In the newsroom’s zone, {zone_name()}. Empty: no hurry."


class ScheduleForm(forms.Form):
    at = LocalTimeField(label="Date and time", error_messages={"required": "Say when."})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].help_text = f"In the newsroom’s zone, {zone_name()}."

    def clean_at(self) -> datetime:
        at: datetime = self.cleaned_data["at"]
        if fault := fault_of(at):
            raise forms.ValidationError(fault)
        return at


class SectionForm(forms.Form):
    section = forms.ModelChoiceField(
        Section.objects.all(), empty_label="Choose a section", error_messages={"required": "Choose a section."}
    )


class TopicsForm(forms.Form):
    """Topics by their names, so that it works without scripts."""

    ADD, REPLACE = "add", "replace"

    topics = forms.CharField(
        label="Topics",
        help_text="Names of topics, with commas between them.",
        error_messages={"required": "Name a topic."},
    )
    how = forms.ChoiceField(
        label="What becomes of the topics that an article has",
        choices=[(ADD, "They stay; these are added"), (REPLACE, "These take their place")],
        initial=ADD,
        widget=forms.RadioSelect,
    )

    def clean_topics(self) -> list[Topic]:
        return topics_called(self.cleaned_data["topics"])


def topics_called(text: str) -> list[Topic]:
    """The topics whose names stand in `text`, with commas between them. Raises ValidationError for what is none."""
    names = [name for part in text.split(",") if (name := " ".join(part.split()))]
    found = [(name, _topic_called(name)) for name in names]
    unknown = [name for name, topic in found if topic is None]
    if unknown:
        raise forms.ValidationError(f"There is no topic “{'”, “'.join(unknown)}”. Add it under Topics first.")
    if not names:
        raise forms.ValidationError("Name a topic.")
    return list(dict.fromkeys(topic for _, topic in found if topic))


def _topic_called(name: str) -> Topic | None:
    named = Q(name__iexact=name) | Q(slug=folded(name)) | Q(slug=name) | Q(aliases__name__iexact=name)
    return Topic.objects.filter(named).order_by("pk").first()
