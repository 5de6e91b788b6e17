"""The edit page and text that was typed and not saved: it is offered, shown in the form, and gone once it is saved."""

import secrets
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.datastructures import MultiValueDict

from .. import publishing
from ..models import Article, Draft, Image
from ..permissions import can_edit
from .autosave import KNOWS_OF, PAGE
from .byline import BylineFormSet
from .edit_page import counts
from .json_answers import clock
from .moments import zone_name
from .saved_pages import is_page_name, note_saved
from .saving_urls import saving_urls

# In the address of the edit page: show my unsaved text; show what is posted, and do not save it.
DRAFT, SHOW = "draft", "show"

Typed = MultiValueDict[str, str]


class KeepsTypedText(admin.ModelAdmin):
    """What the edit page does about unsaved text, apart from what it does otherwise."""

    def get_urls(self) -> list[URLPattern]:
        return [*saving_urls(self), *super().get_urls()]

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _take_shown(request)
        return super().add_view(request, *args, **kwargs)

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        _take_shown(request)
        return super().change_view(request, object_id, *args, **kwargs)

    def get_formset_kwargs(self, request: HttpRequest, obj: Article, inline: Any, prefix: str) -> dict[str, Any]:
        """Rows as they were typed, where typed text is shown."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        typed = _typed_to_show(request, obj) if request.method == "GET" else None
        if typed is not None and f"{prefix}-TOTAL_FORMS" in typed and issubclass(inline.formset, BylineFormSet):
            kwargs["data"] = typed
        return kwargs

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article = kwargs.get("obj")
        if request.shown is not None and article is not None and not can_edit(request.user, article):
            # What was posted to be shown has no form to be shown in.
            raise PermissionDenied
        typed = _typed_to_show(request, article or Article()) if request.method == "GET" else None
        if typed is not None:
            fill(context["adminform"].form, typed)
            context |= counts(typed.get("body", ""))
        context["saving"] = _saving(request, article, is_shown=typed is not None)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: list[Any], change: bool) -> None:
        super().save_related(request, form, formsets, change)
        publishing.discard_draft(form.instance, by=request.user)
        note_saved(request)


def fill(form: forms.ModelForm, typed: Typed) -> None:
    """Show `typed` in `form` without judging it: what is wrong with it is said when it is saved."""
    shown = MultiValueDict(dict(typed.lists()))
    # Asked anew at each save.
    shown.pop("confirm_picture_loss", None)
    form.data, form.is_bound = shown, True
    form._errors, form.cleaned_data = ErrorDict(), {}
    if (picture := shown.get("lead_image", "")).isdecimal():
        form.instance.lead_image = Image.objects.filter(pk=picture[:18]).first()


def _take_shown(request: HttpRequest) -> None:
    """Take what was posted to be shown, and answer as if the page had been opened."""
    # A button that saves does save, whatever address its form has.
    is_shown = request.method == "POST" and SHOW in request.GET and not {"_save", "_then"} & request.POST.keys()
    request.shown = request.POST if is_shown else None
    if request.shown is not None:
        request.method = "GET"


def _typed_to_show(request: HttpRequest, article: Article) -> Typed | None:
    """What was posted to be shown; else the person's unsaved text, where the address asks for it."""
    if article.pk and not can_edit(request.user, article):
        return None
    if request.shown is None and DRAFT in request.GET and article.pk and (draft := _draft_asked_for(request, article)):
        return MultiValueDict({name: list(values) for name, values in draft.data["form"].items()})
    return request.shown


def _draft_asked_for(request: HttpRequest, article: Article) -> Draft | None:
    """One query for the whole request."""
    if not hasattr(request, "unsaved_text"):
        request.unsaved_text = publishing.draft_of(article, by=request.user)
        if request.unsaved_text is None:
            messages.info(request, "There is no unsaved text of yours: it was saved or discarded.")
    return request.unsaved_text


def _saving(request: HttpRequest, article: Article | None, *, is_shown: bool) -> dict[str, Any]:
    """What the page says of unsaved text, and what its scripts have to know. One query, none for a new article."""
    draft = None
    if article is not None:
        draft = getattr(request, "unsaved_text", None) or publishing.draft_without_text(article, by=request.user)
    page = request.POST.get(PAGE, "")
    known = request.POST.get(KNOWS_OF, "")
    if is_shown and request.shown is None and draft is not None:
        known = draft.saved_at.isoformat()
    return {
        "draft": draft,
        "draft_clock": clock(draft.saved_at) if draft else "",
        "is_stale": draft is not None and article is not None and draft.base_version != article.version,
        "is_shown": is_shown,
        # What stands in the form is not on the server, neither saved nor unsaved.
        "is_unsent": request.shown is not None or request.method == "POST",
        "may_edit": article is None or can_edit(request.user, article),
        # The same page to the browser's copy of its text, when it comes back with errors.
        "page": page if is_page_name(page) else secrets.token_urlsafe(12),
        "known": known,
        "article": article.pk if article else "new",
        "version": article.version if article else 0,
        "zone": zone_name(),
        "max_bytes": settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
        "max_fields": settings.DATA_UPLOAD_MAX_NUMBER_FIELDS,
    }
