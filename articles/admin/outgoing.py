"""What would go out if a person published now, and what the checks say of it."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib.auth.models import User
from django.urls import reverse

from .. import publishing
from ..models import Article, AuditEntry, Revision
from ..permissions import can_approve, can_override_checks, can_override_four_eyes
from .people import person_name

# Where the edit page has no element named id_<field>.
_PLACES = {"contributors": "contributors-group", "embargo": "id_embargo_0"}


@dataclass(frozen=True)
class Found:
    """A finding, with the address of the field to mend."""

    finding: publishing.Finding
    address: str


@dataclass(frozen=True)
class Outgoing:
    """The revision that would go out, in words, and what the checks find in it. `words` is empty where none may."""

    words: str
    # Its number; None where none may go out.
    number: int | None
    # The last revision; None where there is none.
    latest: Revision | None
    blocking: list[Found]
    advisory: list[Found]
    # Whether the person wrote what they would let pass, where four eyes are asked for.
    lacks_other_eyes: bool


def outgoing(article: Article, *, by: User, at: datetime) -> Outgoing:
    """What `by` would publish. Four queries or some more, where the article was read with what it names."""
    latest = publishing.last_revision(article)
    data = publishing.snapshot(article)
    is_saved = latest is not None and latest.content_hash == publishing.content_hash(data)
    approved = article.approved_revision
    number = latest.number if latest and is_saved else _next_number(latest)
    if is_saved and approved == latest:
        words = _approved_words(article, latest)
    elif can_approve(by, article):
        words = f"Revision {number}, the latest, goes out. Publishing approves it."
    elif approved is not None:
        data, number = approved.data, approved.number
        words = f"{_approved_words(article, approved)} What was saved since stays at the desk."
    else:
        words = ""
    images = publishing.images_of(data, known=article.lead_image)
    found = [_found(article, finding) for finding in publishing.findings(article, data, at=at, images=images)]
    return Outgoing(
        words=words,
        number=number if words else None,
        latest=latest,
        blocking=[one for one in found if one.finding.blocking],
        advisory=[one for one in found if not one.finding.blocking],
        lacks_other_eyes=can_approve(by, article) and lacks_other_eyes(article, latest, by=by),
    )


def lacks_other_eyes(article: Article, latest: Revision | None, *, by: User) -> bool:
    """Whether four eyes are asked for and `by` wrote some of what `latest` has and the approved revision has not."""
    if latest is None or not publishing.needs_four_eyes(article):
        return False
    return by.pk in publishing.changed_since_approval(article, latest)


def may_override(user: User, article: Article, found: Outgoing) -> bool:
    """Whether there is something that `user` may pass over, giving a reason."""
    if found.lacks_other_eyes and can_override_four_eyes(user, article):
        return True
    # One that cannot be passed over keeps the article in whatever reason is given for the others.
    may_all = bool(found.blocking) and all(one.finding.can_be_overridden for one in found.blocking)
    return may_all and can_override_checks(user, article)


def override_field() -> forms.CharField:
    """The reason for passing over a rule."""
    return forms.CharField(
        required=False,
        label="Reason for passing over this",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Kept in the audit trail with your name.",
    )


def approved_by(article: Article, revision: Revision) -> str:
    """Who approved `revision`; empty where no person did."""
    entry = (
        AuditEntry.objects.filter(
            article_uuid=article.uuid, action=AuditEntry.Action.APPROVED, revision_number=revision.number
        )
        .select_related("by")
        .first()
    )
    return person_name(entry.by) if entry and entry.by else ""


def _approved_words(article: Article, revision: Revision) -> str:
    name = approved_by(article, revision)
    return f"Revision {revision.number} goes out, approved{f' by {name}' if name else ''}."


def _next_number(latest: Revision | None) -> int:
    return latest.number + 1 if latest else 1


def address_of(article: Article, field: str) -> str:
    """The address of `field` on the edit page."""
    return f"{reverse('admin:articles_article_change', args=[article.pk])}#{_PLACES.get(field, f'id_{field}')}"


def _found(article: Article, finding: publishing.Finding) -> Found:
    return Found(finding, address_of(article, finding.field))
