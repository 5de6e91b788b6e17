"""The page that publishes an article, now or at a moment ahead."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .. import publishing
from ..models import Article, Edition
from .decisions import DecisionView
from .live import LiveState, live_state
from .local_time_field import moment_with_zone
from .moments import zone_name
from .outgoing import Outgoing, may_override, outgoing, override_field
from .when import WhenForm
from .withdrawals import withdrawal_words


class PublishForm(WhenForm):
    """When, and whether readers should see it as modified."""

    verb = "Publish"

    change_note = forms.CharField(
        max_length=255,
        required=False,
        label="What readers are told",
        help_text="One sentence for the public history: “Adds the minister’s answer.”",
    )
    override = override_field()
    minor = forms.BooleanField(
        required=False,
        label="Minor edit",
        help_text="A typing error, say. The date that readers see as “updated” stays as it is.",
    )

    def __init__(self, *args: Any, is_live: bool = False, may_override: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_live:
            del self.fields["minor"]
        if not may_override:
            del self.fields["override"]
        # The reason stands under what it is for.
        self.order_fields(["version", "override", "when", "at"])


def _scheduled_words(edition: Edition, going_out: int | None) -> str:
    """What becomes of an edition that is scheduled when revision `going_out` is published."""
    begins = moment_with_zone(edition.visible_from)
    if edition.revision.number == going_out:
        return f"This version is scheduled for {begins}. Published before that, it does not appear a second time."
    return f"Another version, revision {edition.revision.number}, is scheduled for {begins}, and stays so."


class PublishView(DecisionView):
    form_class = PublishForm
    title = "Publish"
    button = "Publish"

    # A form that is only read need not know whether it should ask for a reason, which many queries say.
    is_shown = False

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.is_shown = request.method != "POST"

    def get_article(self, pk: int) -> Article:
        """With the edition that readers see, and with what it names where that is shown: `publish` reads it anew."""
        seen = Edition.objects.visible_at(timezone.now()).filter(article=OuterRef("pk"))
        articles = Article.objects.annotate(seen_edition=Subquery(seen.values("pk")[:1]))
        if self.is_shown:
            articles = articles.select_related("section", "lead_image", "approved_revision")
            articles = articles.defer("approved_revision__data", "lead_image__file_metadata")
        return get_object_or_404(articles, pk=pk)

    def show(self) -> None:
        """Prepare to answer a form that was sent with this page."""
        self.is_shown = True
        self.article = self.get_article(self.article.pk)

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"when": PublishForm.NOW}

    def get_form_kwargs(self) -> dict[str, Any]:
        # A reason that was asked for is read in any case: `publishing` knows whether it counts.
        may = "override" in self.request.POST
        may = may or (self.is_shown and may_override(self.request.user, self.article, self.outgoing))
        return super().get_form_kwargs() | {"is_live": self.article.seen_edition is not None, "may_override": may}

    @cached_property
    def outgoing(self) -> Outgoing:
        return outgoing(self.article, by=self.request.user, at=timezone.now())

    @cached_property
    def live_state(self) -> LiveState:
        return live_state(self.article, at=timezone.now(), latest=self.outgoing.latest)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(outgoing=self.outgoing, **kwargs)

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        self.show()
        return super().form_invalid(self.get_form())

    def refused(self, form: forms.Form, reasons: list[str]) -> HttpResponse:
        """Asks again on this page, since a reason or another moment may be the answer."""
        for reason in reasons:
            messages.error(self.request, reason)
        at = form.cleaned_data["at"] or timezone.now()
        self.show()
        self.outgoing = outgoing(self.article, by=self.request.user, at=at)
        return self.render_to_response(self.get_context_data(form=self.get_form()))

    def sentences(self) -> list[str]:
        state = self.live_state
        if state.live is None:
            said = ["Readers do not see this article."]
        elif state.has_changes or state.waiting_notices:
            said = ["Readers see an earlier version. This one will take its place."]
        else:
            said = ["Readers see this version already. Publishing now will change nothing."]
        said += [_scheduled_words(edition, self.outgoing.number) for edition in state.scheduled]
        return said + withdrawal_words(state)

    def decide(self, choice: dict[str, Any]) -> str:
        """`publish` looks at the version itself."""
        return self.carry_out(choice)

    def carry_out(self, choice: dict[str, Any]) -> SafeString | str:
        edition = publishing.publish(
            self.article,
            by=self.request.user,
            version=choice["version"],
            at=choice["at"],
            minor=choice.get("minor", False),
            change_note=choice["change_note"],
            override=choice.get("override", ""),
        )
        if edition.pk == self.article.seen_edition:
            return "Readers see this version already: nothing had to change."
        if edition.visible_from > timezone.now():
            return f"Scheduled. Readers will see it from {moment_with_zone(edition.visible_from)} ({zone_name()}) on."
        return format_html('Published. <a href="{}">See it as readers do.</a>', edition.path)
