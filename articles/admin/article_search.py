"""What the desk's search means: the terms that there are, and what each asks of an article."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, QuerySet

from ..models import Article, Edition, TaggedArticle
from ..text import Query, folded
from .dates import days_from, span_of
from .list_names import Names
from .terms import Meaning, NotUnderstood, Term, days_named, narrowed_by_terms, topics_named
from .words import Words

STATUSES = {
    "draft": Article.Status.DRAFT,
    "review": Article.Status.IN_REVIEW,
    "changes": Article.Status.CHANGES_REQUESTED,
    "approved": Article.Status.APPROVED,
}
READERS = ("live", "scheduled", "withdrawn", "unpublished")
# As people may write them who know the words of the pages.
_SAME = {"in_review": "review", "changes_requested": "changes", "published": "live", "drafts": "draft"}


@dataclass(frozen=True)
class Asked:
    """Who asks, when, and the names that they may use."""

    by: User
    now: datetime
    names: Names


def _state(asked: Asked, value: str) -> Meaning:
    word = _SAME.get(value.casefold(), value.casefold())
    if word in STATUSES:
        return "status", Q(status=STATUSES[word])
    if word in READERS:
        return "readers", seen_by_readers(word, at=asked.now)
    raise NotUnderstood(f"“{value}” is no state. The states are {', '.join([*STATUSES, *READERS])}.")


def seen_by_readers(word: str, *, at: datetime) -> Q:
    """What readers see at `at`: live, scheduled, withdrawn or unpublished."""
    editions = Edition.objects.filter(article=OuterRef("pk"))
    if word == "live":
        return Q(visible_until__gt=at) & Q(Exists(editions.visible_at(at)))
    if word == "scheduled":
        return Q(pk__in=Edition.objects.filter(visible_from__gt=at).values("article"))
    return Q(visible_until__lte=at) if word == "withdrawn" else Q(visible_until=None)


def _section(asked: Asked, value: str) -> Meaning:
    if value.casefold() == "none":
        return "section", Q(section=None)
    found = asked.names.sections_called(value)
    if not found:
        raise NotUnderstood(f"There is no section “{value}”.")
    return "section", Q(section__in=found)


def _people(asked: Asked, value: str) -> list[int]:
    if value.casefold() == "me":
        return [asked.by.pk]
    found = asked.names.people_called(value)
    if not found:
        raise NotUnderstood(f"Nobody at the desk is called “{value}”.")
    return found


def _by(asked: Asked, value: str) -> Meaning:
    people = _people(asked, value)
    return "by", Q(created_by__in=people) | Q(assigned_to__in=people)


def _assigned(asked: Asked, value: str) -> Meaning:
    if value.casefold() == "nobody":
        return "assigned", Q(assigned_to=None)
    return "assigned", Q(assigned_to__in=_people(asked, value))


def _due(asked: Asked, value: str) -> Meaning:
    word = value.casefold()
    if word == "late":
        return "due", Q(due_at__lt=asked.now) & ~Q(status=Article.Status.APPROVED)
    span = days_from(asked.now, days=6) if word == "week" else span_of(word, now=asked.now)
    if span is None:
        raise NotUnderstood(f"“{value}” is no day. Write due:today, due:late, due:week or due:2026-03-08.")
    return "due", Q(due_at__gte=span[0], due_at__lt=span[1])


def _kind(asked: Asked, value: str) -> Meaning:
    wanted = folded(value).replace(" ", "_")
    for kind, label in Article.Kind.choices:
        if wanted in {kind, folded(label).replace(" ", "_")}:
            return "kind", Q(kind=kind)
    raise NotUnderstood(f"“{value}” is no kind of article. The kinds are {', '.join(Article.Kind.values)}.")


def _topic(asked: Asked, value: str) -> Meaning:
    found = topics_named(value)
    return "topic", Q(Exists(TaggedArticle.objects.filter(content_object=OuterRef("pk"), tag__in=found)))


def _before(asked: Asked, value: str) -> Meaning:
    return "before", Q(updated_at__lt=days_named(value, key="before", now=asked.now)[0])


def _after(asked: Asked, value: str) -> Meaning:
    return "after", Q(updated_at__gte=days_named(value, key="after", now=asked.now)[0])


def _updated(asked: Asked, value: str) -> Meaning:
    begins, ends = days_named(value, key="updated", now=asked.now)
    return "updated", Q(updated_at__gte=begins, updated_at__lt=ends)


TERMS = {
    term.key: term
    for term in (
        Term("state", "draft review changes approved live scheduled withdrawn unpublished", "where it stands", _state),
        Term("by", "me ana", "begun by or assigned to somebody", _by),
        Term("assigned", "me nobody ana", "assigned to somebody", _assigned),
        Term("section", "world none", "of a section", _section),
        Term("kind", "opinion analysis", "of a kind", _kind),
        Term("topic", "nato", "about a topic", _topic),
        Term("due", "today late week 2026-03-08", "due on a day, or too late", _due),
        Term("updated", "today week month 2026-03", "last changed then", _updated),
        Term("before", "2026-03-01", "last changed before that day", _before),
        Term("after", "2026-03-01", "last changed on that day or later", _after),
    )
}


@dataclass(frozen=True)
class Understood:
    """A search, read: what its terms leave of the articles, the words that remain, and what was not understood."""

    rows: QuerySet[Article]
    words: Words
    said: list[str]
    # Whether its terms leave all that there are.
    is_of_words: bool

    @property
    def found(self) -> QuerySet[Article]:
        """The articles that have it all."""
        return self.words.find(self.rows)


def understood(articles: QuerySet[Article], query: Query, asked: Asked) -> Understood:
    """What `query` asks of `articles`."""
    rows, plain, said = narrowed_by_terms(articles, query, TERMS, asked)
    words = Words(plain)
    return Understood(rows, words, [*said, *words.said()], is_of_words=not query.terms)
