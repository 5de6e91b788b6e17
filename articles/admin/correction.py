"""Notices to readers: added here through `publishing`, and never changed or deleted afterwards."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator

from .. import publishing
from ..models import Correction
from ..permissions import can_add_notice
from .keyset import KeysetList
from .moments import moment
from .people import person_name
from .related import only_added


class NoticeChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, notice: Correction) -> str:
        return f"{notice.get_kind_display()} of {moment(notice.at)}: {Truncator(notice.text).chars(70)}"


class CorrectionForm(forms.ModelForm):
    """Takes a notice from somebody who may publish the article; `user` is set by the admin."""

    user: Any = None

    supersedes = NoticeChoiceField(
        queryset=Correction.objects.none(),
        required=False,
        label="Takes the place of",
        help_text="An earlier notice of the same article, which is kept. Come here from the article to choose one.",
    )

    class Meta:
        model = Correction
        fields = ["article", "kind", "text", "supersedes"]
        help_texts = {
            "kind": "Corrections, clarifications and retractions stand above the text, the others below it."
            " A retraction takes the text and its pictures away and leaves the reason."
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        article = str(self.data.get("article") or self.initial.get("article") or "")
        if "supersedes" in self.fields and article.isdecimal():
            self.fields["supersedes"].queryset = Correction.objects.filter(article=article, superseded_by=None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        article = cleaned.get("article")
        if article and not can_add_notice(self.user, article):
            self.add_error("article", "You may not add a notice to this article. Ask somebody who may publish it.")
        return cleaned


@admin.register(Correction)
class CorrectionAdmin(admin.ModelAdmin):
    form = CorrectionForm

    list_display = ["dated", "kind", "article", "words", "person", "is_shown"]
    list_display_links = ["dated", "kind"]
    list_filter = ["kind"]
    list_select_related = ["article", "by"]
    search_fields = ["text", "article__headline"]
    sortable_by = ()
    show_full_result_count = False
    ordering = ["-at", "-id"]

    autocomplete_fields = ["article"]
    actions = None

    class Media:
        css = {"all": ["articles/admin/decisions.css"]}

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[KeysetList]:
        return KeysetList.by("at", unread=("article__body", "article__standfirst", "article__found_by"))

    @admin.display
    def dated(self, correction: Correction) -> str:
        return moment(correction.at)

    @admin.display(description="text")
    def words(self, correction: Correction) -> str:
        return Truncator(correction.text).words(40)

    @admin.display(description="by")
    def person(self, correction: Correction) -> str:
        return person_name(correction.by)

    @admin.display(description="shown", boolean=True)
    def is_shown(self, correction: Correction) -> bool:
        return correction.revision_after_id is not None

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return only_added(super().formfield_for_dbfield(db_field, request, **kwargs))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": "Corrections"} | (extra_context or {}))

    def get_fields(self, request: HttpRequest, obj: Correction | None = None) -> list[str]:
        if obj is None:
            return ["article", "kind", "text", "supersedes"]
        return ["article", "kind", "text", "at", "by", "revision_before", "revision_after", "supersedes"]

    def get_form(self, request: HttpRequest, obj: Correction | None = None, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, **kwargs)
        # The class was made for this request alone.
        form.user = request.user
        return form

    def save_model(self, request: HttpRequest, obj: Correction, form: Any, change: bool) -> None:
        stored = publishing.add_correction(
            obj.article,
            kind=obj.kind,
            text=obj.text,
            by=request.user,
            identity=obj.uuid,
            supersedes=form.cleaned_data["supersedes"],
        )
        obj.pk = stored.pk
        obj.refresh_from_db()
        messages.info(
            request,
            format_html(
                'Readers see the notice with the next edition: <a href="{}">publish the article</a>.',
                reverse("admin:articles_article_change", args=[obj.article_id]),
            ),
        )

    def has_change_permission(self, request: HttpRequest, obj: Correction | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Correction | None = None) -> bool:
        return False
