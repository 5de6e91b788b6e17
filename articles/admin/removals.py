"""Removal and redaction for legal reasons: asked for twice, since neither can be undone."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone

from .. import publishing
from ..models import Article, Edition, Redaction
from ..permissions import can_remove
from .decisions import DecisionForm, DecisionView
from .local_time_field import moment_with_zone

CONFIRMATION = "REMOVE"


def redaction_urls(model_admin: admin.ModelAdmin) -> list[URLPattern]:
    """The addresses under an edition at the desk."""
    view = model_admin.admin_site.admin_view(RedactView.as_view(model_admin=model_admin))
    return [path("<int:pk>/redact/", view, name="articles_edition_redact")]


def may_redact(user: User, edition: Edition) -> bool:
    """Whether `user` may redact `edition`, which readers no longer see and which was not redacted before."""
    is_past = edition.visible_until <= timezone.now()
    return is_past and can_remove(user, edition.article) and not Redaction.objects.filter(edition=edition).exists()


class ReasonForm(DecisionForm):
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept in the audit trail with your name; never shown to readers.",
    )


class RemoveForm(ReasonForm):
    public_note = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        label="What readers are told (optional)",
        help_text="Shown at the article’s address, where that is lawful.",
    )
    confirmation = forms.CharField(
        label=f"Type {CONFIRMATION} to confirm", widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def clean_confirmation(self) -> str:
        if self.cleaned_data["confirmation"] != CONFIRMATION:
            raise ValidationError(f"Type {CONFIRMATION}, in capital letters: this cannot be undone.")
        return CONFIRMATION


class RemoveView(DecisionView):
    form_class = RemoveForm
    title = "Remove for legal reasons"
    button = "Remove it for good"
    extra_context = {"is_final": True}

    def is_allowed(self, user: User) -> bool:
        return can_remove(user, self.article)

    def sentences(self) -> list[str]:
        return [
            "Readers will no longer see this article, nor any earlier version of it: its address will answer that it"
            " is gone (410), for good. It cannot be published again. This cannot be undone.",
            "To take an article down for a while, withdraw it. To say that it should not be relied on, add a"
            " retraction. The desk keeps the text and the trail.",
        ]

    def carry_out(self, choice: dict[str, Any]) -> str:
        publishing.remove(
            self.article, by=self.request.user, reason=choice["reason"], public_note=choice["public_note"]
        )
        return "Removed. The address answers that the article is gone."


class RedactView(DecisionView):
    """Of a past edition; `pk` is the edition’s."""

    form_class = ReasonForm
    title = "Redact this edition"
    button = "Redact it for good"
    extra_context = {"is_final": True}

    def get_article(self, pk: int) -> Article:
        self.edition = get_object_or_404(Edition.objects.select_related("article", "revision"), pk=pk)
        return self.edition.article

    def is_allowed(self, user: User) -> bool:
        return can_remove(user, self.article)

    def sentences(self) -> list[str]:
        begins, number = moment_with_zone(self.edition.visible_from), self.edition.revision.number
        return [
            f"The edition of {begins} (revision {number}) is shown in the public history no more."
            " That there was one is still said. This cannot be undone.",
        ]

    def carry_out(self, choice: dict[str, Any]) -> str:
        publishing.redact(self.edition, by=self.request.user, reason=choice["reason"])
        return "Redacted. The public history says that there was an edition, and shows nothing of it."

    def _back(self) -> HttpResponse:
        return redirect("admin:articles_edition_change", self.edition.pk)
