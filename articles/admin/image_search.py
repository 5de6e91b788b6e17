"""What the search of pictures means: the terms that there are, and what each asks of a picture."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from ..models import AllowedUse, Article, Collection, Edition, EditionImage, Image, Licence, shown_at
from ..models.image_rights import AI_LABELS
from ..text import Query, folded
from .terms import Meaning, NotUnderstood, Term, days_named, narrowed_by_terms, topics_named
from .words import Words
from .work import RIGHTS_RUN_OUT_WITHIN

RIGHTS = {
    "ok": "May be shown now",
    "ended": "Ended",
    "soon": "End within 14 days",
    "notyet": "Begin later",
    "embargo": "Under embargo",
    "print": "Print only",
    "killed": "Killed",
    "limited": "Limited to some",
}
USES = {
    "live": "Live",
    "before": "Shown before, not now",
    "desk": "Leads a working copy, never shown",
    "never": "Not used yet",
}
SHAPES = {"landscape": "Landscape", "portrait": "Portrait", "square": "Square", "panorama": "Panorama"}
DAYS = {"today": "Today", "yesterday": "Yesterday", "week": "Last seven days", "month": "Last thirty days"}
MISSING = {"credit": "Credit", "alt": "Alt text", "file": "File", "caption": "Caption"}
# So much wider than high, in hundredths, and it is no plain landscape any more.
_PANORAMA = 200


@dataclass(frozen=True)
class AskedOfPictures:
    """When the search is made."""

    now: datetime


def search_pictures(images: QuerySet[Image], query: Query, *, now: datetime) -> tuple[QuerySet[Image], list[str]]:
    """Those of `images` that have what the terms and words of `query` ask, and what of it was not understood."""
    images, plain, said = narrowed_by_terms(images, query, TERMS, AskedOfPictures(now))
    words = Words(plain, model=Image, moment="created_at")
    return words.find(images), [*said, *words.said()]


def _rights(asked: AskedOfPictures, value: str) -> Meaning:
    at = asked.now
    states = {
        "ok": shown_at(at) & ~Q(file=""),
        "ended": Q(usable_until__lte=at),
        "soon": Q(usable_until__gt=at, usable_until__lte=at + RIGHTS_RUN_OUT_WITHIN),
        "notyet": Q(usable_from__gt=at),
        "embargo": Q(embargo__gt=at),
        "print": Q(allowed_use=AllowedUse.PRINT),
        "killed": Q(killed_at__isnull=False),
        "limited": Q(maximum_uses__isnull=False)
        | Exists(Image.limited_to_sections.through.objects.filter(image=OuterRef("pk")))
        | Exists(Image.limited_to_articles.through.objects.filter(image=OuterRef("pk"))),
    }
    return "rights", states[_one_of(RIGHTS, value, "rights")]


def _missing(asked: AskedOfPictures, value: str) -> Meaning:
    lacks = {
        "credit": Q(credit_line="") & ~Q(file=""),
        "alt": Q(alt_text="", is_decorative=False) & ~Q(file=""),
        "file": Q(file=""),
        "caption": Q(caption=""),
    }
    return "missing", lacks[_one_of(MISSING, value, "missing")]


def _licence(asked: AskedOfPictures, value: str) -> Meaning:
    word = value.casefold()
    if word == "cc":
        return "licence", Q(licence__startswith="cc")
    found = [code for code, label in Licence.choices if word in {code, folded(label)}]
    if not found:
        raise NotUnderstood(f"“{value}” is no licence. They are cc, {', '.join(Licence.values)}.")
    return "licence", Q(licence__in=found)


def _ai(asked: AskedOfPictures, value: str) -> Meaning:
    made = Q(digital_source_type__in=list(AI_LABELS))
    return "ai", made if _one_of({"yes": "", "no": ""}, value, "ai") == "yes" else ~made


def _shape(asked: AskedOfPictures, value: str) -> Meaning:
    shapes = {
        "landscape": Q(width__gt=F("height")),
        "portrait": Q(width__lt=F("height")),
        "square": Q(width=F("height")),
        "panorama": Q(width__gte=F("height") * _PANORAMA / 100),
    }
    return "shape", shapes[_one_of(SHAPES, value, "shape")]


def _used(asked: AskedOfPictures, value: str) -> Meaning:
    shown = EditionImage.objects.filter(image=OuterRef("pk"))
    live = shown.filter(edition__in=Edition.objects.visible_at(asked.now))
    leads = Article.objects.filter(lead_image=OuterRef("pk"))
    states = {
        "live": Q(Exists(live)),
        "before": Q(Exists(shown)) & ~Q(Exists(live)),
        "desk": Q(Exists(leads)) & ~Q(Exists(shown)),
        "never": ~Q(Exists(leads)) & ~Q(Exists(shown)),
    }
    return "used", states[_one_of(USES, value, "used")]


def _topic(asked: AskedOfPictures, value: str) -> Meaning:
    found = topics_named(value)
    return "topic", Q(Exists(Image.topics.through.objects.filter(image=OuterRef("pk"), topic__in=found)))


def _collection(asked: AskedOfPictures, value: str) -> Meaning:
    found = list(Collection.objects.filter(name__iexact=value).order_by().values_list("pk", flat=True))
    if not found:
        raise NotUnderstood(f"There is no collection “{value}”.")
    kept = Collection.images.through.objects.filter(image=OuterRef("pk"), collection__in=found)
    return "collection", Q(Exists(kept))


def _added(asked: AskedOfPictures, value: str) -> Meaning:
    begins, ends = days_named(value, key="added", now=asked.now)
    return "added", Q(created_at__gte=begins, created_at__lt=ends)


def _taken(asked: AskedOfPictures, value: str) -> Meaning:
    begins, ends = (timezone.localtime(moment) for moment in days_named(value, key="taken", now=asked.now))
    # The span ends where the next day begins.
    return "taken", Q(date_created__gte=begins.date(), date_created__lte=(ends - timedelta(hours=1)).date())


def _one_of(known: dict[str, str], value: str, key: str) -> str:
    word = value.casefold()
    if word not in known:
        raise NotUnderstood(f"“{value}” is nothing that {key}: knows. Write one of {', '.join(known)}.")
    return word


TERMS = {
    term.key: term
    for term in (
        Term("rights", " ".join(RIGHTS), "whether it may be shown", _rights),
        Term("missing", " ".join(MISSING), "what it lacks", _missing),
        Term("licence", "own agency handout cc unknown", "on what ground it is shown", _licence),
        Term("used", " ".join(USES), "where it stands", _used),
        Term("ai", "yes no", "whether AI made or changed it", _ai),
        Term("shape", " ".join(SHAPES), "how it lies", _shape),
        Term("taken", "today week 2026-03-08 2026", "when it was taken", _taken),
        Term("added", "today week month 2026-03", "when it came in", _added),
        Term("topic", "nato", "about a topic", _topic),
        Term("collection", '"Election 2026"', "in a collection", _collection),
    )
}
