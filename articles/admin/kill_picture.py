"""Killing a picture and releasing it again: each asks first, and says which articles it touches."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.generic import FormView

from .. import publishing
from ..models import Edition, EditionImage, Image
from ..permissions import can_kill_pictures, can_view
from .local_time_field import moment_with_zone

# How many articles a page or an answer names.
NAMED = 30


def kill_urls(model_admin: admin.ModelAdmin) -> list[URLPattern]:
    """The addresses under a picture at the desk."""
    views = [("kill", KillView), ("release", ReleaseView)]
    return [
        path(
            f"<int:pk>/{name}/",
            model_admin.admin_site.admin_view(view.as_view(model_admin=model_admin)),
            name=f"articles_image_{name}",
        )
        for name, view in views
    ]


class KillForm(forms.Form):
    reason = forms.CharField(
        max_length=255,
        error_messages={"required": "Say why the picture is killed.", "max_length": "Use at most 255 characters."},
        help_text="Kept in the audit trail with your name, and told to who uses the picture; never shown to readers.",
    )


class ReleaseForm(forms.Form):
    reason = forms.CharField(
        max_length=255, required=False, label="Reason (optional)", help_text="Kept in the audit trail with your name."
    )


class PictureDecisionView(FormView):
    """One decision about a picture, for those who may kill pictures."""

    http_method_names = ["get", "head", "post"]
    template_name = "admin/articles/image/decision.html"
    model_admin: Any = None

    title = ""
    button = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # Before the picture is looked up: who may not do it does not learn which pictures there are.
        if not can_kill_pictures(request.user):
            raise PermissionDenied
        self.image = get_object_or_404(Image.objects.defer("file_metadata"), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = shown_in(self.image)
        return super().get_context_data(
            **self.model_admin.admin_site.each_context(self.request),
            opts=Image._meta,
            image=self.image,
            title=self.title,
            button=self.button,
            sentences=self.sentences(),
            named=[named_edition(edition, self.request.user) for edition in shown[:NAMED]],
            has_more=len(shown) > NAMED,
            back=back_to(self.image),
            **kwargs,
        )

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            done = self.carry_out(form.cleaned_data)
        except publishing.PublishingError as error:
            form.add_error(None, getattr(error, "reasons", str(error)))
            return self.form_invalid(form)
        messages.success(self.request, done)
        return redirect(back_to(self.image))

    def sentences(self) -> list[str]:
        """What will happen, in plain words."""
        raise NotImplementedError

    def carry_out(self, choice: dict[str, Any]) -> SafeString | str:
        """Do it; what was done, for the person who did it. Raises PublishingError."""
        raise NotImplementedError


class KillView(PictureDecisionView):
    form_class = KillForm
    title = "Kill this picture"
    button = "Kill it now"
    extra_context = {"is_final": True}

    def sentences(self) -> list[str]:
        if self.image.killed_at:
            return [f"It was killed on {moment_with_zone(self.image.killed_at)}: {self.image.kill_reason}"]
        return [
            "Readers will no longer see this picture anywhere, from this second on: not in articles, lists or on"
            " fronts, and its files answer as if they had never existed.",
            "No article that shows it can be published until it has another picture, or none. It can be released.",
        ]

    def carry_out(self, choice: dict[str, Any]) -> SafeString | str:
        found = publishing.kill_picture(self.image, by=self.request.user, reason=choice["reason"])
        # An article that is live may be scheduled too.
        holes = list({hole.edition.article_id: hole for hole in reversed(found)}.values())
        if not holes:
            return "Killed. No article that readers see, or that is scheduled, shows it."
        return format_html(
            "Killed. {} without it now: {}. Give each another picture, or take the place out.",
            "This article is" if len(holes) == 1 else f"These {len(holes)} articles are",
            _links(holes, self.request.user),
        )


class ReleaseView(PictureDecisionView):
    form_class = ReleaseForm
    title = "Release this picture"
    button = "Release it"

    def sentences(self) -> list[str]:
        if not self.image.killed_at:
            return ["It is not killed."]
        return [
            f"It was killed on {moment_with_zone(self.image.killed_at)}: {self.image.kill_reason}",
            "Readers will see it again wherever it stands, as far as its other rights let them.",
        ]

    def carry_out(self, choice: dict[str, Any]) -> str:
        publishing.release_picture(self.image, by=self.request.user, reason=choice["reason"])
        if self.image.is_usable_at(timezone.now()):
            return "Released. Readers see it again wherever it stands."
        return "Released. Its other rights still keep it from readers."


def shown_in(image: Image) -> list[Edition]:
    """The editions that show `image` to readers, or will; live ones first, one more than a page names. One query."""
    now = timezone.now()
    shown = Edition.objects.filter(edition_images__image=image, visible_until__gt=now, is_retracted=False)
    shown = shown.select_related("section", "article").defer("content", "article__body")
    return list(shown.order_by("visible_from", "-id")[: NAMED + 1])


def named_edition(edition: Edition, user: Any) -> dict[str, Any]:
    """How a page names an edition to `user`: a story that is not out yet only to who may see it."""
    is_live = edition.visible_from <= timezone.now()
    may_see = can_view(user, edition.article)
    return {
        "words": edition.headline if is_live or may_see else "A story of another desk, not out yet",
        "address": reverse("admin:articles_article_change", args=[edition.article_id]) if may_see else "",
        "readers_address": edition.path if is_live else "",
        "when": "" if is_live else moment_with_zone(edition.visible_from),
        "section": edition.section.name if is_live or may_see else "",
    }


def back_to(image: Image) -> str:
    return reverse("admin:articles_image_change", args=[image.pk])


def _links(holes: list[EditionImage], user: Any) -> SafeString:
    named = (named_edition(hole.edition, user) for hole in holes[:NAMED])
    links = format_html_join(", ", "{}", ((_link(one),) for one in named))
    return format_html("{} and others", links) if len(holes) > NAMED else links


def _link(named: dict[str, Any]) -> SafeString | str:
    if not named["address"]:
        return named["words"]
    return format_html('<a href="{}">{}</a>', named["address"], named["words"])
