"""Redirects at the desk."""

from typing import Any

from django import forms
from django.contrib import admin

from ..models import Redirect


class RedirectForm(forms.ModelForm):
    """Says in words what the database would refuse."""

    class Meta:
        model = Redirect
        fields = ["path", "article", "target"]

    def clean_path(self) -> str:
        path = self.cleaned_data["path"]
        if not path.startswith("/"):
            raise forms.ValidationError("Begin the old address with a slash: /2022/03/08/old-name/")
        return path

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        article, target = cleaned.get("article"), cleaned.get("target", "")
        if bool(article) == bool(target):
            raise forms.ValidationError("Choose an article or give an address, and not both.")
        # One slash: an address of this site. Two would lead to another one.
        if target and (not target.startswith("/") or target.startswith("//")):
            self.add_error("target", "Give an address on this site, beginning with one slash.")
        return cleaned


@admin.register(Redirect)
class RedirectAdmin(admin.ModelAdmin):
    form = RedirectForm

    list_display = ["path", "article", "target"]
    list_select_related = ["article"]
    search_fields = ["path", "target", "article__headline"]

    autocomplete_fields = ["article"]
