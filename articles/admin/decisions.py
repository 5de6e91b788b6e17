"""The pages behind the buttons of the edit page: each asks, says what will happen, and calls `publishing`."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.generic import FormView

from .. import publishing
from ..models import OPEN_ENDED, Article, Edition
from ..permissions import can_publish
from .live import LiveState, live_state
from .local_time_field import LocalTimeField, moment_with_zone
from .moments import zone_name
from .outgoing import Outgoing, may_override, outgoing, override_field

MOVED_ON = (
    "The article was saved by somebody else since you opened it: you saw version {}, it is now at version {}."
    " Nothing was done. Look at it again, then decide."
)


class DecisionForm(forms.Form):
    """The version that was looked at when the button was pressed."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class WhenForm(DecisionForm):
    """Now, or at a moment ahead."""

    NOW, LATER = "now", "later"

    when = forms.ChoiceField(widget=forms.RadioSelect)
    at = LocalTimeField(required=False, label="Date and time")

    verb = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["when"].choices = [(self.NOW, f"{self.verb} now"), (self.LATER, f"{self.verb} later")]
        self.fields["at"].help_text = f"In the newsroom’s zone, {zone_name()}."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("when") == self.LATER:
            self._clean_later(cleaned.get("at"))
        elif cleaned.get("when") == self.NOW:
            self._clean_now()
        return cleaned

    def _clean_now(self) -> None:
        self.errors.pop("at", None)
        if self["at"].value().text.strip():
            # Readers would see at once what was meant for later.
            self.add_error("when", f"You typed a time. Choose “{self.verb} later”, or empty the time.")
        self.cleaned_data["at"] = None

    def _clean_later(self, at: datetime | None) -> None:
        if "at" in self.errors:
            return
        if at is None:
            self.add_error("at", "Say when.")
        elif fault := fault_of(at, otherwise=f", or {self.verb.lower()} now"):
            self.add_error("at", fault)


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


class MoveScheduleForm(DecisionForm):
    """The new moment, and the edition that was looked at."""

    edition = forms.IntegerField(required=False, widget=forms.HiddenInput)
    at = LocalTimeField(label="New date and time", error_messages={"required": "Say when."})

    def __init__(self, *args: Any, ends: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ends = ends
        self.fields["at"].help_text = f"In the newsroom’s zone, {zone_name()}."

    def clean_at(self) -> datetime:
        at: datetime = self.cleaned_data["at"]
        if fault := fault_of(at):
            raise forms.ValidationError(fault)
        if at >= self.ends:
            raise forms.ValidationError(f"Choose a moment before {moment_with_zone(self.ends)}.")
        return at


def _scheduled_words(edition: Edition, going_out: int | None) -> str:
    """What becomes of an edition that is scheduled when revision `going_out` is published."""
    begins = moment_with_zone(edition.visible_from)
    if edition.revision.number == going_out:
        return f"This version is scheduled for {begins}. Published before that, it does not appear a second time."
    return f"Another version, revision {edition.revision.number}, is scheduled for {begins}, and stays so."


def withdrawal_words(state: LiveState) -> list[str]:
    """What stays planned, whatever else is decided."""
    if state.withdrawal is None:
        return []
    return [f"The withdrawal that is planned for {moment_with_zone(state.withdrawal)} stays planned."]


def fault_of(at: datetime, *, otherwise: str = "") -> str:
    """What keeps `at` from being a moment to plan for; empty where nothing does."""
    if at <= timezone.now():
        return f"That moment has passed. Choose one ahead{otherwise}."
    if at >= OPEN_ENDED:
        return "That is too far ahead. Look at the year again."
    return ""


class DecisionView(FormView):
    """One decision on what readers see, for those who may take it, on the version that they have seen."""

    http_method_names = ["get", "head", "post"]
    template_name = "admin/articles/article/decision.html"
    form_class: type[forms.Form] = DecisionForm
    model_admin: Any = None

    title = ""
    button = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.article = self.get_article(kwargs["pk"])
        if not self.is_allowed(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        seen = request.GET.get("version", str(self.article.version))
        if seen != str(self.article.version):
            messages.error(request, MOVED_ON.format(seen, self.article.version))
            return self._back()
        return super().get(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"version": self.article.version}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **self.model_admin.admin_site.each_context(self.request),
            opts=Article._meta,
            article=self.article,
            live_state=self.live_state,
            title=self.title,
            button=self.button,
            sentences=self.sentences(),
            **kwargs,
        )

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            done = self.decide(form.cleaned_data)
        except publishing.StaleVersion:
            self.article.refresh_from_db()
            messages.error(self.request, MOVED_ON.format(form.cleaned_data["version"], self.article.version))
        except publishing.NotReady as error:
            return self.refused(form, error.reasons)
        except publishing.PublishingError as error:
            messages.error(self.request, str(error))
        else:
            messages.success(self.request, done)
        return self._back()

    def decide(self, choice: dict[str, Any]) -> str:
        """Carry it out on the version that was looked at. Raises StaleVersion where somebody has saved since."""
        with transaction.atomic():
            publishing.claim(self.article, version=choice["version"])
            return self.carry_out(choice)

    def _back(self) -> HttpResponse:
        return redirect("admin:articles_article_change", self.article.pk)

    def get_article(self, pk: int) -> Article:
        return get_object_or_404(Article, pk=pk)

    @cached_property
    def live_state(self) -> LiveState:
        """What readers see now, and what waits."""
        return live_state(self.article, at=timezone.now())

    def is_allowed(self, user: Any) -> bool:
        return can_publish(user, self.article)

    def refused(self, form: forms.Form, reasons: list[str]) -> HttpResponse:
        """What is wrong with the article is mended on the edit page."""
        for reason in reasons:
            messages.error(self.request, reason)
        return self._back()

    def sentences(self) -> list[str]:
        """What will happen, in plain words."""
        raise NotImplementedError

    def carry_out(self, choice: dict[str, Any]) -> str:
        """Do it; what was done, for the person who did it. Raises PublishingError."""
        raise NotImplementedError


class PublishView(DecisionView):
    form_class = PublishForm
    title = "Publish"
    button = "Publish"

    # A form that is only read need not know whether it should ask for a reason, which many queries say.
    is_shown = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.is_shown = True
        return super().get(request, *args, **kwargs)

    def get_article(self, pk: int) -> Article:
        """With what it names, and the edition that readers see, in one query."""
        seen = Edition.objects.visible_at(timezone.now()).filter(article=OuterRef("pk"))
        named = Article.objects.select_related("section", "lead_image", "approved_revision")
        named = named.defer("approved_revision__data", "lead_image__file_metadata")
        return get_object_or_404(named.annotate(seen_edition=Subquery(seen.values("pk")[:1])), pk=pk)

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
        self.is_shown = True
        return super().form_invalid(self.get_form())

    def refused(self, form: forms.Form, reasons: list[str]) -> HttpResponse:
        """Asks again on this page, since a reason or another moment may be the answer."""
        for reason in reasons:
            messages.error(self.request, reason)
        at = form.cleaned_data["at"] or timezone.now()
        self.is_shown, self.outgoing = True, outgoing(self.article, by=self.request.user, at=at)
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


class MoveScheduleView(DecisionView):
    """Moves the next edition, as it was approved: not what was saved since."""

    form_class = MoveScheduleForm
    title = "Move the schedule"
    button = "Move it"

    def get_initial(self) -> dict[str, Any]:
        edition = self._edition()
        return super().get_initial() | ({"edition": edition.pk, "at": edition.visible_from} if edition else {})

    def get_form_kwargs(self) -> dict[str, Any]:
        edition = self._edition()
        return super().get_form_kwargs() | {"ends": edition.visible_until if edition else OPEN_ENDED}

    def refused(self, form: forms.Form, reasons: list[str]) -> HttpResponse:
        """Another moment may be the answer, as long as what was looked at is there to be moved."""
        edition = self._edition()
        if edition is None or edition.pk != form.cleaned_data["edition"]:
            return super().refused(form, reasons)
        form.add_error("at", reasons)
        return self.form_invalid(form)

    def sentences(self) -> list[str]:
        state = self.live_state
        if not state.scheduled:
            return ["Nothing is scheduled for this article."]
        edition = state.scheduled[0]
        said = [
            f"Revision {edition.revision.number} is scheduled for {moment_with_zone(edition.visible_from)}."
            " It will appear at the moment that you choose, as it is: not with what was saved since."
        ]
        if edition.visible_until < OPEN_ENDED:
            said.append(f"It ends on {moment_with_zone(edition.visible_until)}: choose a moment before that.")
        if state.live and state.live.visible_until == edition.visible_from:
            said.append("What readers see now stays until then.")
        return said

    def carry_out(self, choice: dict[str, Any]) -> str:
        # 0 is no edition: who saw nothing scheduled does not move what was scheduled since.
        looked_at = choice["edition"] or 0
        edition = publishing.move_schedule(self.article, by=self.request.user, at=choice["at"], edition_id=looked_at)
        return f"Moved. Readers will see it from {moment_with_zone(edition.visible_from)} ({zone_name()}) on."

    def _edition(self) -> Edition | None:
        """What is to be moved: the next edition that readers have not seen."""
        return self.article.editions.filter(visible_from__gt=timezone.now()).order_by("visible_from").first()


class CancelScheduleView(DecisionView):
    title = "Cancel the schedule"
    button = "Yes, cancel the schedule"

    def sentences(self) -> list[str]:
        state = self.live_state
        said = [
            f"The version scheduled for {moment_with_zone(one.visible_from)} will not appear."
            for one in state.scheduled
        ]
        if not said:
            return ["Nothing is scheduled for this article."]
        said.append("What readers see now stays." if state.live else "Readers will not see the article.")
        return said + (withdrawal_words(state) if state.live else [])

    def carry_out(self, choice: dict[str, Any]) -> str:
        publishing.cancel_schedule(self.article, by=self.request.user)
        return "The schedule is cancelled."
