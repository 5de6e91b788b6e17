"""What there is to do, as querysets: whose work it is, what waits for whom, what is due."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from .. import publishing
from ..models import Article, AuditEntry, Correction, EditionImage, Image, Revision
from ..permissions import WITH_THE_WRITER, can_publish_articles, can_review_articles
from .people import narrowed

Status = Article.Status

# For how long what is late is still somebody's work and not a forgotten date.
LATE_FOR = timedelta(days=7)
RIGHTS_RUN_OUT_WITHIN = publishing.RIGHTS_END_WITHIN
# For how long a right that ended is news at the desk; the command check_pictures knows all of them.
HOLES_OF = timedelta(days=30)

# Not approved as they stand. Named one by one, since an index finds these and not "every other one".
_OPEN = [Status.DRAFT, Status.IN_REVIEW, Status.CHANGES_REQUESTED]
# Approved, and neither out nor scheduled: an article has a path from its first edition on.
_WAITS_TO_GO_OUT = Q(status=Status.APPROVED, path=None)

_UNREAD_HERE = ["body", "standfirst", "lead_caption", "lead_alt_text"]


def waiting_for(user: User, *, until: datetime) -> QuerySet[Article]:
    """What `user` has to decide or mend: the most pressing first.

    In review where they may approve it, approved where they may publish it, handed back to them, and
    theirs with a date before `until` (the end of the day).
    """
    handed_back = Q(status=Status.CHANGES_REQUESTED)
    pressing = Q(status__in=WITH_THE_WRITER, due_at__lt=until)
    found = [own.filter(waits) for own in _own(user) for waits in (handed_back, pressing)]
    if can_review_articles(user):
        found.append(Article.objects.filter(status=Status.IN_REVIEW).exclude(_lacks_other_eyes(user)))
    if can_publish_articles(user):
        found.append(Article.objects.filter(_WAITS_TO_GO_OUT))
    return _among(_rows(user), found).order_by(F("due_at").asc(nulls_last=True), "updated_at", "id")


def work_of(user: User) -> QuerySet[Article]:
    """What `user` began or has assigned and that is not done yet: what is due soonest first, then the newest."""
    found = [own.filter(unfinished) for own in _own(user) for unfinished in (Q(status__in=_OPEN), _WAITS_TO_GO_OUT)]
    return _among(_rows(user), found).order_by(F("due_at").asc(nulls_last=True), "-updated_at", "-id")


def due_between(user: User, begins: datetime, ends: datetime) -> QuerySet[Article]:
    """What is due between two moments and not done, then what was due in the days before and is not done either."""
    is_earlier = Case(When(due_at__lt=begins, then=Value(1)), default=Value(0), output_field=IntegerField())
    return (
        _rows(user)
        .filter(due_at__gte=begins - LATE_FOR, due_at__lt=ends, status__in=_OPEN)
        .order_by(is_earlier, "due_at", "id")
    )


def asked_for(articles: Iterable[Article]) -> dict[UUID, AuditEntry]:
    """By the article's uuid, what was last asked for of those that were handed back. One query, if there are any."""
    handed_back = [article.uuid for article in articles if article.status == Status.CHANGES_REQUESTED]
    if not handed_back:
        return {}
    entries = AuditEntry.objects.filter(article_uuid__in=handed_back, action=AuditEntry.Action.CHANGES_REQUESTED)
    return {entry.article_uuid: entry for entry in entries.select_related("by").order_by("at", "id")}


def notices_since(user: User, begins: datetime) -> QuerySet[Correction]:
    """Public notices dated since then, newest first."""
    return (
        narrowed(Correction.objects.filter(at__gte=begins), user, article="article__")
        .select_related("article", "by")
        .defer(*(f"article__{name}" for name in _UNREAD_HERE))
        .order_by("-at", "-id")
    )


def pictures_without_credit() -> QuerySet[Image]:
    """Pictures that have come and name nobody, newest first."""
    return Image.objects.filter(credit_line="").exclude(file="").defer("file_metadata").order_by("-created_at", "-id")


def pictures_running_out(*, at: datetime) -> QuerySet[Image]:
    """Pictures that may soon no longer be shown, soonest first."""
    ends = Image.objects.filter(usable_until__gt=at, usable_until__lte=at + RIGHTS_RUN_OUT_WITHIN)
    return ends.exclude(file="").defer("file_metadata").order_by("usable_until", "id")


def holes_since(user: User, begins: datetime, *, at: datetime) -> QuerySet[EditionImage]:
    """Where articles that `user` works for lack a picture: all but those whose right ended before `begins`."""
    return narrowed(publishing.holes_at(at, since=begins), user, article="edition__article__")


def pictures_missing(*, at: datetime) -> QuerySet[Image]:
    """Pictures that the same articles lack."""
    return Image.objects.filter(pk__in=publishing.holes_at(at, since=at - HOLES_OF).order_by().values("image"))


def _own(user: User) -> list[QuerySet[Article]]:
    """What `user` began and what they have assigned: apart, since each has an index and “either” has none."""
    return [Article.objects.filter(created_by=user), Article.objects.filter(assigned_to=user)]


def _among(rows: QuerySet[Article], found: list[QuerySet[Article]]) -> QuerySet[Article]:
    """Those of `rows` that are in one of `found`. Each is looked up for itself: SQLite walks the archive for an OR."""
    first, *others = (one.order_by().values("pk") for one in found)
    return rows.filter(pk__in=first.union(*others))


def _rows(user: User) -> QuerySet[Article]:
    """Articles that `user` sees and that were not removed, without what a line of a list does not print."""
    seen = narrowed(Article.objects.filter(removal=None), user)
    return seen.select_related("section", "assigned_to", "created_by").defer(*_UNREAD_HERE)


def _lacks_other_eyes(user: User) -> Q:
    """As `outgoing.lacks_other_eyes`: four eyes are asked for, and `user` changed it since it was last approved."""
    needed = Q(section__four_eyes=True)
    if settings.NEWSROOM_FOUR_EYES:
        needed |= Q(section__four_eyes=None)
    changed = Revision.objects.filter(
        article=OuterRef("pk"), by=user, number__gt=Coalesce(OuterRef("approved_revision__number"), 0)
    )
    return needed & Exists(changed)
