"""The workflow at the desk: the panel that says where an article stands, and the pages behind its buttons."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property

from .. import publishing
from ..models import Article, AuditEntry, Revision
from ..permissions import (
    WITH_THE_WRITER,
    can_approve,
    can_override_four_eyes,
    can_take_step,
)
from .decisions import DecisionForm, DecisionView
from .live import LiveState
from .local_time_field import LocalTimeField, moment_with_zone
from .moments import zone_name
from .outgoing import approved_by, lacks_other_eyes, override_field
from .people import people_for, person_name, unnamed

PUBLISH = "publish"

_WHAT_HAPPENS = {
    "submit": "The article goes to those who review it. Its writer can change it again once it comes back.",
    "approve": "Revision {} is approved, as it is saved now. What is changed afterwards needs approval again.",
    "request_changes": "The article goes back to its writer, with your comment.",
    "take_back": "The article is a draft again, to be written on.",
}
_STEP_ACTIONS = [step.action for step in publishing.STEPS.values()]
# How many of the last steps are read to say who approved what stands approved.
_STEPS_READ = 10


@dataclass(frozen=True)
class Workflow:
    """Where an article stands at the desk, and what one person may do about it."""

    steps: list[publishing.Step]
    # The name of the one step to take next, or PUBLISH; empty where the article waits for somebody else.
    next_action: str
    approval: str
    # The last step with its comment, for whoever has the article now.
    last_step: AuditEntry | None
    may_assign: bool
    is_late: bool


def workflow(
    article: Article, state: LiveState, latest: Revision | None, *, user: User, may_publish: bool, at: datetime
) -> Workflow:
    """For `user`, at `at`; `latest` is the last revision. One query, some more where approval lies far back."""
    steps = publishing.steps_for(user, article)
    taken = AuditEntry.objects.filter(article_uuid=article.uuid, action__in=_STEP_ACTIONS).select_related("by")
    entries = list(taken.defer(*unnamed("by"))[:_STEPS_READ])
    return Workflow(
        steps=steps,
        next_action=_next_action(article, state, steps, latest, user=user, may_publish=may_publish),
        approval=_approval(article, entries),
        last_step=entries[0] if entries else None,
        may_assign=can_approve(user, article),
        is_late=article.due_at is not None and article.due_at < at and article.status != Article.Status.APPROVED,
    )


def _next_action(
    article: Article,
    state: LiveState,
    steps: list[publishing.Step],
    latest: Revision | None,
    *,
    user: User,
    may_publish: bool,
) -> str:
    last = state.scheduled[-1] if state.scheduled else state.live
    if last and last.revision.number == article.version and not state.waiting_notices:
        return ""
    names = {step.name for step in steps}
    writers = {article.created_by_id, article.assigned_to_id} - {None}
    if article.status in WITH_THE_WRITER and writers and user.pk not in writers:
        return ""
    needs_others = lacks_other_eyes(article, latest, by=user)
    if may_publish and not needs_others:
        return PUBLISH
    if "approve" in names and article.status == Article.Status.IN_REVIEW and not needs_others:
        return "approve"
    return "submit" if "submit" in names else ""


def _approval(article: Article, entries: list[AuditEntry]) -> str:
    approved = article.approved_revision
    if approved is None:
        return "No revision is approved yet."
    entry = next((one for one in entries if _approves(one, approved)), None)
    if entry is None and len(entries) == _STEPS_READ:
        name = approved_by(article, approved)
    else:
        name = person_name(entry.by) if entry and entry.by else ""
    said = f"Revision {approved.number} is approved{f', by {name}' if name else ''}."
    if approved.number == article.version:
        return said
    return f"{said} Revision {article.version}, saved since, needs approval again."


def _approves(entry: AuditEntry, revision: Revision) -> bool:
    return entry.action == AuditEntry.Action.APPROVED and entry.revision_number == revision.number


class StepForm(DecisionForm):
    """A comment for colleagues, and a reason where the person passes over four eyes."""

    comment = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}), help_text="Colleagues read it on the article and in its trail."
    )
    override = override_field()

    def __init__(self, *args: Any, needs_comment: bool, needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["comment"].required = needs_comment
        if needs_comment:
            self.fields["comment"].error_messages["required"] = "Say what has to change."
        else:
            self.fields["comment"].label = "Comment (optional)"
        if needs_reason:
            self.fields["override"].required = True
        else:
            del self.fields["override"]


class StepView(DecisionView):
    """One step of the workflow, for who may take it."""

    form_class = StepForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if kwargs["name"] not in publishing.STEPS:
            raise Http404
        self.step = publishing.STEPS[kwargs["name"]]
        self.title = self.step.label

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.article.status not in self.step.begins:
            stands = self.article.get_status_display()
            messages.error(request, f"The article is “{stands}” now: {self.title.lower()} is not the next step.")
            return self._back()
        return super().get(request, *args, **kwargs)

    def is_allowed(self, user: User) -> bool:
        return can_take_step(user, self.article, self.step.permission)

    @property
    def button(self) -> str:
        return "" if self.lacks_other_eyes and not self.may_override else self.title

    @cached_property
    def lacks_other_eyes(self) -> bool:
        if self.step.ends != Article.Status.APPROVED:
            return False
        latest = self.article.revisions.order_by("-number").first()
        return lacks_other_eyes(self.article, latest, by=self.request.user)

    @cached_property
    def may_override(self) -> bool:
        return can_override_four_eyes(self.request.user, self.article)

    def get_form_kwargs(self) -> dict[str, Any]:
        needs_comment = self.step.ends == Article.Status.CHANGES_REQUESTED
        needs_reason = self.lacks_other_eyes and self.may_override
        return super().get_form_kwargs() | {"needs_comment": needs_comment, "needs_reason": needs_reason}

    def sentences(self) -> list[str]:
        said = [_WHAT_HAPPENS[self.step.name].format(self.article.version or 1)]
        if self.lacks_other_eyes:
            said.append("You changed this text since it was last approved: somebody else has to approve it.")
            if self.may_override:
                said.append("You may pass over this, and your reason is kept in the audit trail.")
        return [*said, "Nothing that readers see changes."]

    def carry_out(self, choice: dict[str, Any]) -> str:
        publishing.take_step(
            self.article,
            self.step.name,
            by=self.request.user,
            comment=choice["comment"],
            override=choice.get("override", ""),
        )
        return f"{AuditEntry.Action(self.step.action).label}. Nothing that readers see has changed."


class PersonChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, person: User) -> str:
        return person_name(person)


class AssignForm(DecisionForm):
    """To whom, until when."""

    to = PersonChoiceField(queryset=None, required=False, label="Assigned to", empty_label="Nobody")
    due = LocalTimeField(required=False)

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people_for(article)
        self.fields["due"].help_text = f"In the newsroom’s zone, {zone_name()}. Empty: no hurry."


class AssignView(DecisionView):
    form_class = AssignForm
    title = "Assign"
    button = "Assign"

    def is_allowed(self, user: User) -> bool:
        return can_approve(user, self.article)

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"to": self.article.assigned_to_id, "due": self.article.due_at}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"article": self.article}

    def sentences(self) -> list[str]:
        return ["Whoever has the article assigned may write on it while it is a draft or changes are requested."]

    def carry_out(self, choice: dict[str, Any]) -> str:
        to, due = choice["to"], choice["due"]
        publishing.assign(self.article, to=to, due=due, by=self.request.user)
        if to is None:
            return "Assigned to nobody."
        return f"Assigned to {person_name(to)}{f', due {moment_with_zone(due)}' if due else ''}."
