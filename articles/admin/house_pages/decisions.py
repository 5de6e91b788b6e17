"""The pages behind the buttons: each asks, says what will happen, and calls `publishing`."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ... import publishing
from ...permissions import can_edit_house_pages, can_publish_house_pages
from ..decisions import DecisionForm
from ..local_time_field import moment_with_zone
from ..moments import zone_name
from ..people import person_name
from ..when import WhenForm
from .seen import seen_by_readers
from .view import HousePageView


class PublishHousePageForm(WhenForm):
    """When, and a word for the history."""

    verb = "Publish"

    note = forms.CharField(
        max_length=255, required=False, label="Note", help_text="For the history of this page. Readers do not see it."
    )


class HousePageDecision(HousePageView):
    """One decision about a page, on the version that was seen."""

    http_method_names = ["get", "head", "post"]
    template_name = "admin/articles/housepage/decision.html"
    may_open = staticmethod(can_publish_house_pages)
    form_class: type[forms.Form] = DecisionForm
    button = ""
    is_final = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.asked(self.form_class(initial=self.initial()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form_class(request.POST, initial=self.initial())
        if not form.is_valid():
            return self.asked(form)
        try:
            messages.success(request, self.carry_out(form.cleaned_data))
        except publishing.NotReady as error:
            if "at" in form.fields:
                form.add_error("at", error.reasons)
                return self.asked(form)
            messages.error(request, str(error))
        except publishing.PublishingError as error:
            messages.error(request, str(error))
        return self.back()

    def asked(self, form: forms.Form) -> HttpResponse:
        context = self.get_context_data(
            form=form, sentences=self.sentences(), button=self.button, is_final=self.is_final
        )
        return self.render_to_response(context)

    def initial(self) -> dict[str, Any]:
        return {"version": self.page.version}

    def sentences(self) -> list[str]:
        """What will happen, in plain words."""
        raise NotImplementedError

    def carry_out(self, choice: dict[str, Any]) -> SafeString | str:
        """Do it; what was done, for the person who did it. Raises PublishingError."""
        raise NotImplementedError


class PublishHousePageView(HousePageDecision):
    form_class = PublishHousePageForm
    title = "Publish"
    button = "Publish"

    def initial(self) -> dict[str, Any]:
        return super().initial() | {"when": PublishHousePageForm.NOW}

    def sentences(self) -> list[str]:
        return [
            f"What readers see now: {seen_by_readers(self.page, at=timezone.now())}",
            f"The text as it was saved last takes its place, at {self.page.get_absolute_url()}.",
        ]

    def carry_out(self, choice: dict[str, Any]) -> SafeString | str:
        edition = publishing.publish_house_page(
            self.page, by=self.request.user, version=choice["version"], at=choice["at"], note=choice["note"]
        )
        if choice["at"]:
            at_words = f"{moment_with_zone(edition.visible_from)} ({zone_name()})"
            return f"Scheduled. Readers will see it from {at_words} on."
        return format_html('Published. <a href="{}">See it as readers do.</a>', self.page.get_absolute_url())


class WithdrawHousePageView(HousePageDecision):
    title = "Withdraw"
    button = "Yes, take it from readers"
    is_final = True

    def sentences(self) -> list[str]:
        return [
            "Readers will no longer find this page, nor a link to it.",
            "The text stays here, and what is scheduled stays scheduled.",
        ]

    def carry_out(self, choice: dict[str, Any]) -> str:
        publishing.withdraw_house_page(self.page, by=self.request.user)
        return "Readers no longer see it."


class CancelHousePageView(HousePageDecision):
    title = "Cancel the schedule"
    button = "Yes, cancel it"
    is_final = True

    def sentences(self) -> list[str]:
        at = moment_with_zone(self.edition.visible_from)
        return [f"The text scheduled for {at} will not appear. What readers see before goes on."]

    def carry_out(self, choice: dict[str, Any]) -> str:
        publishing.cancel_house_page(self.page, by=self.request.user, edition_id=self.edition.pk)
        return "The schedule is cancelled."


class RestoreHousePageView(HousePageDecision):
    may_open = staticmethod(can_edit_house_pages)
    title = "Restore an earlier text"
    button = "Bring it back to the desk"

    def sentences(self) -> list[str]:
        at, name = moment_with_zone(self.edition.visible_from), person_name(self.edition.by)
        return [
            f"The text of {at}, published by {name}, takes the place of what is written now.",
            "Readers see it when it is published again.",
        ]

    def carry_out(self, choice: dict[str, Any]) -> str:
        publishing.restore_house_page(self.page, self.edition, by=self.request.user, version=choice["version"])
        return "The earlier text is back at the desk. Readers see it when it is published."
