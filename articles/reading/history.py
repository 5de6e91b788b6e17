"""The public history of an article: the editions that readers have seen, and what changed between two of them.

It is there while the article itself is. Nothing that readers have not seen yet shows through: no
edition that lies ahead, and no end that has not come.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.db.models.fields.json import KeyTransform

from ..models import Article, Edition, Redaction, Revision
from ..text import without_notes
from .article import ArticlePage, Notice, assemble, notices_of
from .bylines import Byline
from .references import Navigation, References, navigation, references

# Fields of a revision that readers of the article see as they stand there.
_AS_WRITTEN = (
    "headline", "standfirst", "dateline", "body", "lead_caption", "lead_alt_text", "source_line", "source_url",
)  # fmt: skip


@dataclass(frozen=True)
class Version:
    """An edition that readers have seen, counted from 1 in the order in which they saw them.

    `until` is the moment when they saw it last, None while they see it. `changes` are words for what it
    brought: first, again (after it had been withdrawn), retracted, kinds of notices, minor, update.
    `withdrawn_at` is set where nothing followed at once. Of a redacted edition nothing but the times may
    be shown; `is_readable` says that its text may be, `is_comparable` that it may be beside the one before.
    """

    number: int
    edition: Edition
    until: datetime | None
    changes: tuple[str, ...]
    notices: tuple[Notice, ...]
    withdrawn_at: datetime | None
    is_redacted: bool
    is_readable: bool
    is_comparable: bool


@dataclass(frozen=True)
class HistoryPage:
    """The versions of the article, newest first; the first of them is what readers see."""

    versions: list[Version]
    navigation: Navigation

    @property
    def current(self) -> Version:
        return self.versions[0]


@dataclass(frozen=True)
class VersionPage:
    """One version as its page shows it; `page` is None where its text may not be shown."""

    version: Version
    current: Version
    page: ArticlePage | None
    navigation: Navigation


@dataclass(frozen=True)
class Changes:
    """Two neighbouring versions as far as readers see them: field by field, with the names of the day.

    `before` and `after` are None where the two may not be compared.
    """

    version: Version
    current: Version
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    navigation: Navigation


def history_page(path: str, *, at: datetime) -> HistoryPage | None:
    """The history of the article that readers see at `path`, None where they see none. Two queries."""
    versions = _versions(path, at)
    return HistoryPage(versions[::-1], navigation(at=at)) if versions else None


def version_page(path: str, number: int, *, at: datetime) -> VersionPage | None:
    """The version `number` of the article at `path`, None where there is none. Four queries at most."""
    versions = _versions(path, at)
    version = _numbered(versions, number)
    if version is None:
        return None
    if not version.is_readable:
        return VersionPage(version, versions[-1], None, navigation(at=at))
    edition = Edition.objects.select_related("section").get(pk=version.edition.pk)
    page = assemble(edition, at=at, public_pictures_only=True)
    return VersionPage(version, versions[-1], page, page.navigation)


def changes_page(path: str, number: int, *, at: datetime) -> Changes | None:
    """What the version `number` changed, None where there is none or none before it. Three queries."""
    versions = _versions(path, at)
    version, earlier = _numbered(versions, number), _numbered(versions, number - 1)
    if version is None or earlier is None:
        return None
    if not version.is_comparable:
        return Changes(version, versions[-1], None, None, navigation(at=at))
    editions = [earlier.edition, version.edition]
    refer = references(editions, at=at)
    written = Revision.objects.in_bulk([edition.revision_id for edition in editions])
    before, after = (_as_seen(edition, written[edition.revision_id].data, refer) for edition in editions)
    return Changes(version, versions[-1], before, after, refer.navigation)


def _versions(path: str, at: datetime) -> list[Version]:
    """All that readers have seen of the article that they see at `path`, oldest first. One query.

    A redaction counts from the moment that it is recorded.
    """
    seen = (
        Edition.objects.filter(
            visible_from__lte=at, article__in=Edition.objects.visible_at(at).filter(path=path).values("article")
        )
        .select_related("section")
        .defer("content")
        .annotate(
            carried=KeyTransform("corrections", "content"),
            is_redacted=Exists(Redaction.objects.filter(edition=OuterRef("pk"))),
        )
        .order_by("visible_from")
    )
    editions = list(seen)
    # While the article stands retracted, its earlier text is as much withdrawn from view as the last.
    is_retracted = bool(editions) and editions[-1].is_retracted
    versions: list[Version] = []
    for number, edition in enumerate(editions, 1):
        after = editions[number] if number < len(editions) else None
        before = versions[-1] if versions else None
        versions.append(_version(number, edition, before=before, after=after, at=at, is_retracted=is_retracted))
    return versions


def _version(
    number: int, edition: Any, *, before: Version | None, after: Edition | None, at: datetime, is_retracted: bool
) -> Version:
    notices = _new_notices(edition, before)
    is_readable = not edition.is_redacted and (edition.is_retracted or not is_retracted)
    until = edition.visible_until if edition.visible_until <= at else None
    return Version(
        number,
        edition,
        until,
        tuple(_changes(edition, before, notices)),
        () if edition.is_redacted else notices,
        until if after and until and until < after.visible_from else None,
        edition.is_redacted,
        is_readable,
        bool(before and before.is_readable and is_readable and not _is_withheld(before.edition, edition)),
    )


def _is_withheld(*editions: Edition) -> bool:
    """Whether one of them shows no text, so that there is nothing to compare."""
    return any(edition.is_retracted for edition in editions)


def _new_notices(edition: Any, before: Version | None) -> tuple[Notice, ...]:
    known = {notice["uuid"] for notice in _carried(before.edition)} if before else set()
    return tuple(notice for notice in notices_of(_carried(edition)) if notice.uuid not in known)


def _carried(edition: Any) -> list[dict[str, str]]:
    return list(edition.carried or [])


def _changes(edition: Edition, before: Version | None, notices: tuple[Notice, ...]) -> list[str]:
    """Words for what the edition brought; there is always one."""
    if before is None:
        return ["first", *(notice.kind for notice in notices)]
    words = ["again"] if before.withdrawn_at else []
    words += dict.fromkeys(notice.kind for notice in notices)
    if edition.is_retracted and not before.edition.is_retracted and "retraction" not in words:
        words.append("retraction")
    return words or ["minor" if edition.is_minor else "update"]


def _numbered(versions: list[Version], number: int) -> Version | None:
    return versions[number - 1] if 1 <= number <= len(versions) else None


def _as_seen(edition: Edition, written: dict[str, Any], refer: References) -> dict[str, Any]:
    """What readers saw of the edition. Names are those of the day, as they are everywhere."""
    return {
        **{name: written[name] for name in _AS_WRITTEN},
        "body": without_notes(written["body"]),
        "lead_image": edition.lead_image_id,
        "section": edition.section.name,
        "kind": str(Article.Kind(edition.kind).label),
        "contributors": [
            _named(byline, author.name) for byline in refer.bylines.get(edition.pk, ()) for author in byline.authors
        ],
        "topics": [topic.name for topic in refer.topics.get(edition.pk, [])],
    }


def _named(byline: Byline, name: str) -> str:
    return f"{byline.lead} {name}"
