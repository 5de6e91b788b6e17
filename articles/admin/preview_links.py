"""The links by which somebody without an account reads an article: make one, see them all, revoke one."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from .. import publishing
from ..models import Article, PreviewLink
from ..permissions import can_edit
from .article_page import ArticlePage
from .moments import moment, zone_name

LASTS = {
    "1h": ("One hour", timedelta(hours=1)),
    "1d": ("One day", timedelta(days=1)),
    "3d": ("Three days", timedelta(days=3)),
    "7d": ("Seven days", timedelta(days=7)),
}
# How many links a page shows; whoever made more of one article finds the older ones in the audit trail.
MOST = 100


class PreviewLinkForm(forms.Form):
    """For whom, how long, and which text."""

    LATEST, THIS = "latest", "this"

    label = forms.CharField(
        max_length=120,
        label="For whom",
        help_text="A name, and why: “Ana Silva, lawyer”. It stands on the page that they see.",
        error_messages={"required": "Say for whom the link is."},
    )
    number = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False, widget=forms.HiddenInput)
    lasts = forms.ChoiceField(label="How long", initial="1d")
    shows = forms.ChoiceField(label="What it shows", initial=THIS, widget=forms.RadioSelect)

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The revision that the person looks at, should somebody save another one before they press the button.
        self.fields["number"].initial = article.version
        number = self.data.get("number", article.version)
        longest = timedelta(days=settings.NEWSROOM_PREVIEW_LINK_DAYS)
        self.fields["lasts"].choices = [(key, words) for key, (words, lasts) in LASTS.items() if lasts <= longest]
        self.fields["shows"].choices = [
            (self.THIS, f"Revision {number}, as it is saved now, whatever is saved later"),
            (self.LATEST, "Whatever was saved last at the moment when it is opened"),
        ]


class PreviewLinksView(ArticlePage):
    """GET lists; POST makes a link and shows its address, which is told this once."""

    http_method_names = ["get", "head", "post"]
    template_name = "admin/articles/article/preview_links.html"
    title = "Preview links"
    may_open = staticmethod(can_edit)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        links = self.article.preview_links.select_related("by", "revision")[:MOST]
        now = timezone.now()
        return super().get_context_data(
            **{"form": PreviewLinkForm(article=self.article)} | kwargs,
            links=[(link, link.is_valid_at(now)) for link in links],
            is_off=not PreviewLinkForm(article=self.article).fields["lasts"].choices,
            is_under_embargo=self.article.embargo is not None and now < self.article.embargo,
            zone=zone_name(),
        )

    @sensitive_variables("token", "address")
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = PreviewLinkForm(request.POST, article=self.article)
        if not form.is_valid():
            return self._shown(form=form)
        revision = None
        if form.cleaned_data["shows"] == PreviewLinkForm.THIS:
            revision = self.article.revisions.filter(number=form.cleaned_data["number"]).first()
            if revision is None:
                form.add_error("shows", "There is no such revision. Save the article first.")
                return self._shown(form=form)
        try:
            link, token = publishing.make_preview_link(
                self.article,
                label=form.cleaned_data["label"],
                lasts=LASTS[form.cleaned_data["lasts"]][1],
                revision=revision,
                by=request.user,
            )
        except publishing.NotReady as error:
            form.add_error(None, error.reasons)
            return self._shown(form=form)
        address = f"{settings.SITE_URL}{reverse('articles:preview', args=[token])}"
        # Not by way of a redirect: the address would have to be kept somewhere meanwhile.
        return self._shown(made=link, address=address)

    def _shown(self, **names: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**names))


class RevokePreviewLinkView(ArticlePage):
    """Takes a link back, at once."""

    http_method_names = ["post"]
    may_open = staticmethod(can_edit)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        link = get_object_or_404(PreviewLink, article=self.article, pk=kwargs["number"])
        publishing.revoke_preview_link(link, by=request.user)
        messages.success(request, f"The link for {link.label} is revoked, as of {moment(link.revoked_at)}.")
        return redirect("admin:articles_article_links", self.article.pk)
