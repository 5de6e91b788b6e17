"""The pages behind the buttons of the edit page: each asks, says what will happen, and calls `publishing`."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.generic import FormView

from .. import publishing
from ..models import Article
from ..permissions import can_publish
from .live import live_state
from .moments import moment, zone_name

MOVED_ON = (
    "The article was saved by somebody else since you opened it: you saw version {}, it is now at version {}."
    " Nothing was done. Look at it again, then decide."
)


class DecisionForm(forms.Form):
    """The version that was looked at when the button was pressed."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class PublishForm(DecisionForm):
    """When, and whether readers should see it as modified."""

    NOW, LATER = "now", "later"

    when = forms.ChoiceField(choices=[(NOW, "Publish now"), (LATER, "Publish later")], widget=forms.RadioSelect)
    at = forms.DateTimeField(
        required=False,
        label="Date and time",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    minor = forms.BooleanField(
        required=False,
        label="Minor edit",
        help_text="A typing error, say. The date that readers see as “updated” stays as it is.",
    )

    def __init__(self, *args: Any, is_live: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].help_text = f"In the newsroom’s zone, {zone_name()}."
        if not is_live:
            del self.fields["minor"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("when") != self.LATER:
            cleaned["at"] = None
        elif "at" not in self.errors and not cleaned.get("at"):
            self.add_error("at", "Say when.")
        elif cleaned.get("at") and cleaned["at"] <= timezone.now():
            self.add_error("at", "That moment has passed. Choose one ahead, or publish now.")
        return cleaned


class DecisionView(FormView):
    """One decision on what readers see, for those who may take it, on the version that they have seen."""

    http_method_names = ["get", "head", "post"]
    template_name = "admin/articles/article/decision.html"
    form_class: type[forms.Form] = DecisionForm
    model_admin: Any = None

    title = ""
    button = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.article = get_object_or_404(Article, pk=kwargs["pk"])
        if not can_publish(request.user, self.article):
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
            live_state=live_state(self.article, at=timezone.now()),
            title=self.title,
            button=self.button,
            sentences=self.sentences(),
            **kwargs,
        )

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            with transaction.atomic():
                publishing.claim(self.article, version=form.cleaned_data["version"])
                done = self.carry_out(form.cleaned_data)
        except publishing.StaleVersion:
            self.article.refresh_from_db()
            messages.error(self.request, MOVED_ON.format(form.cleaned_data["version"], self.article.version))
        except publishing.NotReady as error:
            for reason in error.reasons:
                messages.error(self.request, reason)
        except publishing.PublishingError as error:
            messages.error(self.request, str(error))
        else:
            messages.success(self.request, done)
            self.model_admin.log_change(self.request, self.article, str(self.title))
        return self._back()

    def _back(self) -> HttpResponse:
        return redirect("admin:articles_article_change", self.article.pk)

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

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"when": PublishForm.NOW}

    def get_form_kwargs(self) -> dict[str, Any]:
        is_live = self.article.editions.visible_at(timezone.now()).exists()
        return super().get_form_kwargs() | {"is_live": is_live}

    def sentences(self) -> list[str]:
        state = live_state(self.article, at=timezone.now())
        if state.live is None:
            said = ["Readers do not see this article. They will see it as it is saved now."]
        elif state.has_changes or state.waiting_notices:
            said = ["Readers see an earlier version. The one that is saved now will take its place."]
        else:
            said = ["Readers see this version already. Publishing now will change nothing."]
        return said + [f"Another version is scheduled for {moment(one.visible_from)}." for one in state.scheduled]

    def carry_out(self, choice: dict[str, Any]) -> SafeString | str:
        before = self.article.editions.visible_at(timezone.now()).first()
        edition = publishing.publish(
            self.article, by=self.request.user, at=choice["at"], minor=choice.get("minor", False)
        )
        if edition == before:
            return "Readers see this version already: nothing had to change."
        if edition.visible_from > timezone.now():
            return f"Scheduled. Readers will see it from {moment(edition.visible_from)} ({zone_name()}) on."
        return format_html('Published. <a href="{}">See it as readers do.</a>', edition.path)


class WithdrawView(DecisionView):
    title = "Withdraw"
    button = "Yes, withdraw it"

    def sentences(self) -> list[str]:
        return [
            "Readers will no longer see this article: its address will answer as if it had never existed.",
            "Versions that are scheduled for later are cancelled. The desk keeps everything.",
        ]

    def carry_out(self, choice: dict[str, Any]) -> str:
        publishing.withdraw(self.article, by=self.request.user)
        return "Withdrawn. Readers no longer see the article."


class CancelScheduleView(DecisionView):
    title = "Cancel the schedule"
    button = "Yes, cancel the schedule"

    def sentences(self) -> list[str]:
        state = live_state(self.article, at=timezone.now())
        said = [f"The version scheduled for {moment(one.visible_from)} will not appear." for one in state.scheduled]
        if not said:
            return ["Nothing is scheduled for this article."]
        return [*said, "What readers see now stays." if state.live else "Readers will not see the article."]

    def carry_out(self, choice: dict[str, Any]) -> str:
        publishing.cancel_schedule(self.article, by=self.request.user)
        return "The schedule is cancelled."
