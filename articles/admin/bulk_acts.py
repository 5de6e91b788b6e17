"""What can be done to many articles at once. Each act is the one of the buttons, through the same `publishing`."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.models import User

from .. import publishing
from ..models import OPEN_ENDED, Article
from ..permissions import can_approve, can_edit, can_ever, can_publish, can_take_step
from .bulk_forms import (
    AssignForm,
    ChangesForm,
    CommentForm,
    NothingForm,
    ScheduleForm,
    SectionForm,
    TopicsForm,
)
from .local_time_field import moment_with_zone
from .outgoing import lacks_other_eyes, outgoing
from .people import people_for, person_name

Choice = dict[str, Any]


class BulkAct:
    """One act: what it asks, what will become of an article, and doing it."""

    name = ""
    label = ""
    button = ""
    # Without it nothing of this is offered; whether it counts for an article is asked with each.
    permission = ""
    form_class: type[forms.Form] = NothingForm
    sentence = ""

    def is_offered(self, user: User) -> bool:
        return can_ever(user, self.permission)

    def refusals(self, article: Article, *, by: User, now: datetime) -> list[str]:
        """Why this would be refused for `article` as it stands; empty where it would not. Nothing is written."""
        raise NotImplementedError

    def advice(self, article: Article, *, by: User, now: datetime) -> list[str]:
        """What a person should know of `article` before; called where nothing is refused."""
        return []

    def carry_out(self, article: Article, choice: Choice, *, by: User) -> str:
        """Do it; what was done. Raises PublishingError. Called in the transaction that holds the article."""
        raise NotImplementedError


class StepAct(BulkAct):
    """A step of the workflow."""

    def __init__(self, step: publishing.Step, sentence: str, form_class: type[forms.Form] = CommentForm) -> None:
        self.step = step
        self.name, self.label, self.button = step.name, step.label, step.label
        self.permission, self.sentence, self.form_class = step.permission, sentence, form_class

    def refusals(self, article: Article, *, by: User, now: datetime) -> list[str]:
        if not can_take_step(by, article, self.step.permission):
            return ["You may not do this with this article."]
        if article.status not in self.step.begins:
            return [f"It is “{article.get_status_display()}”: this is not the next step."]
        if self.step.ends == Article.Status.APPROVED:
            latest = article.revisions.defer("data").order_by("-number").first()
            if lacks_other_eyes(article, latest, by=by):
                return ["You changed this text since it was last approved. Somebody else has to approve it."]
        return []

    def carry_out(self, article: Article, choice: Choice, *, by: User) -> str:
        publishing.take_step(article, self.step.name, by=by, comment=choice["comment"])
        return f"Now “{article.get_status_display()}”."


class AssignAct(BulkAct):
    name, label, button = "assign", "Assign …", "Assign them"
    permission = "review_article"
    form_class = AssignForm
    sentence = "Whoever has an article assigned may write on it while it is a draft or changes are requested."

    def refusals(self, article: Article, *, by: User, now: datetime) -> list[str]:
        return [] if can_approve(by, article) else ["You may not assign this article."]

    def carry_out(self, article: Article, choice: Choice, *, by: User) -> str:
        to, due = choice["to"], choice["due"]
        if to is not None and not people_for(article).filter(pk=to.pk).exists():
            raise publishing.NotReady([f"{person_name(to)} does not work for this article’s section."])
        publishing.assign(article, to=to, due=due, by=by)
        if to is None:
            return "Assigned to nobody."
        return f"Assigned to {person_name(to)}{f', due {moment_with_zone(due)}' if due else ''}."


class PublishAct(BulkAct):
    name, label, button = "publish", "Publish now …", "Publish them now"
    permission = "publish_article"
    sentence = (
        "Readers see these articles at once. What the checks do not let pass stays in: mend it, or publish it alone"
        " and give a reason."
    )

    def refusals(self, article: Article, *, by: User, now: datetime) -> list[str]:
        if not can_publish(by, article):
            return ["You may not publish this article."]
        found = outgoing(article, by=by, at=self.goes_out(article, now))
        if not found.words:
            return ["Nobody has approved this article yet. Submit it for review."]
        eyes = "You changed this text since it was last approved. Somebody else has to approve it."
        blocking = [one.finding.message for one in found.blocking]
        return [eyes, *blocking] if found.lacks_other_eyes else blocking

    def advice(self, article: Article, *, by: User, now: datetime) -> list[str]:
        if article.editions.visible_at(now).filter(revision__number=article.version, visible_until=OPEN_ENDED).exists():
            return ["Readers see this version already: nothing will change."]
        found = outgoing(article, by=by, at=self.goes_out(article, now))
        return [found.words, *(one.finding.message for one in found.advisory)]

    def goes_out(self, article: Article, now: datetime) -> datetime:
        """The moment for which the checks look at the article."""
        return now

    def carry_out(self, article: Article, choice: Choice, *, by: User) -> str:
        edition = publishing.publish(article, by=by)
        return f"Readers see revision {edition.revision.number} of it."


class ScheduleAct(PublishAct):
    name, label, button = "schedule", "Schedule …", "Schedule them"
    form_class = ScheduleForm
    sentence = "Readers see these articles from that moment on, as they are saved now."

    def goes_out(self, article: Article, now: datetime) -> datetime:
        # The moment is not known yet: an embargo may be over by then, and is looked at again when it is.
        return max(now, article.embargo) if article.embargo else now

    def carry_out(self, article: Article, choice: Choice, *, by: User) -> str:
        edition = publishing.publish(article, by=by, at=choice["at"])
        return f"Readers see it from {moment_with_zone(edition.visible_from)} on."


class WithdrawAct(BulkAct):
    name, label, button = "withdraw", "Withdraw …", "Yes, withdraw them"
    permission = "publish_article"
    sentence = (
        "Readers no longer see these articles: their addresses answer as if they had never existed. What is"
        " scheduled is cancelled. The desk keeps everything."
    )

    def refusals(self, article: Article, *, by: User, now: datetime) -> list[str]:
        if not can_publish(by, article):
            return ["You may not withdraw this article."]
        if article.visible_until is None or article.visible_until <= now:
            return ["Readers do not see this article: there is nothing to withdraw."]
        return []

    def carry_out(self, article: Article, choice: Choice, *, by: User) -> str:
        publishing.withdraw(article, by=by)
        return "Readers no longer see it."


class ChangeAct(BulkAct):
    """A change of the working copy, which is a new revision: what readers see stays until it is published."""

    permission = "change_article"
    note = ""

    def refusals(self, article: Article, *, by: User, now: datetime) -> list[str]:
        return [] if can_edit(by, article) else ["You may not change this article."]

    def changed(self, data: dict[str, Any], choice: Choice) -> dict[str, Any]:
        raise NotImplementedError

    def carry_out(self, article: Article, choice: Choice, *, by: User) -> str:
        before = publishing.snapshot(article)
        data = self.changed(before, choice)
        if data == before:
            return "Nothing had to change."
        revision, _ = publishing.save_snapshot(article, data, by=by, version=article.version, note=self.note)
        return f"Saved as revision {revision.number}."


class SectionAct(ChangeAct):
    name, label, button = "section", "Move to a section …", "Move them"
    form_class = SectionForm
    note = "Moved to another section, with others"
    sentence = "Each article is saved as a new revision. Readers see the change when it is published."

    def changed(self, data: dict[str, Any], choice: Choice) -> dict[str, Any]:
        return data | {"section": choice["section"].slug}


class TopicsAct(ChangeAct):
    name, label, button = "topics", "Add or replace topics …", "Change the topics"
    form_class = TopicsForm
    note = "Topics changed, with those of others"
    sentence = "Each article is saved as a new revision. Readers see the change when it is published."

    def changed(self, data: dict[str, Any], choice: Choice) -> dict[str, Any]:
        slugs = [topic.slug for topic in choice["topics"]]
        kept = data["topics"] if choice["how"] == TopicsForm.ADD else []
        return data | {"topics": list(dict.fromkeys([*kept, *slugs]))}


_STEPS: list[tuple[str, str, type[forms.Form]]] = [
    ("submit", "These articles go to those who review them.", CommentForm),
    (
        "approve",
        "These articles are approved as they are saved now. What is changed afterwards needs approval again.",
        CommentForm,
    ),
    ("request_changes", "These articles go back to their writers, with your comment.", ChangesForm),
    ("take_back", "These articles are drafts again, to be written on.", CommentForm),
]

ACTS: dict[str, BulkAct] = {
    act.name: act
    for act in (
        *(StepAct(publishing.STEPS[name], sentence, form) for name, sentence, form in _STEPS),
        AssignAct(),
        PublishAct(),
        ScheduleAct(),
        WithdrawAct(),
        SectionAct(),
        TopicsAct(),
    )
}
