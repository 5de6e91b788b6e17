"""Pages about the newspaper as readers see them, and as they would see what the desk has written."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from ..models import HousePage, HousePageEdition, address_of_house_page
from ..text import without_notes
from .references import Navigation, navigation
from .story import with_boxed_tables


@dataclass(frozen=True)
class ShownHousePage:
    """`html` is its sanitised text; `kind` what it is, by schema.org's name where that has one."""

    title: str
    summary: str
    html: str
    kind: str
    address: str
    changed_at: datetime
    navigation: Navigation


@dataclass(frozen=True)
class AboutPage:
    """What stands at /about/: the page “About us” where readers have one, and the way to all others."""

    page: ShownHousePage | None
    navigation: Navigation


@dataclass(frozen=True)
class MappedHousePages:
    """The addresses of all, each with when its page changed, and when any of them last came, changed or went."""

    pages: list[tuple[str, datetime]]
    changed_at: datetime | None


def house_page(slug: str, *, at: datetime) -> ShownHousePage | None:
    """The page that readers see under `slug`, None where they see none. Two queries, one for none."""
    edition = _visible(at).filter(house_page__slug=slug).first() if "\x00" not in slug else None
    return _shown(edition, navigation(at=at)) if edition else None


def about_page(*, at: datetime) -> AboutPage | None:
    """What stands at /about/; None where readers see no page about the newspaper. Two queries."""
    edition = _visible(at).filter(house_page__kind=HousePage.Kind.ABOUT).first()
    found = navigation(at=at)
    if not found.house_pages:
        return None
    return AboutPage(_shown(edition, found) if edition else None, found)


def mapped_house_pages(*, at: datetime) -> MappedHousePages:
    """All that readers see at `at`, in their order. One query."""
    seen = HousePageEdition.objects.filter(visible_from__lte=at).order_by("house_page__position", "house_page__slug")
    rows = list(seen.values_list("house_page__slug", "house_page__kind", "visible_from", "visible_until"))
    moments = [moment for *_, begun, ended in rows for moment in (begun, ended) if moment <= at]
    pages = [(address_of_house_page(slug, kind), begun) for slug, kind, begun, ended in rows if ended > at]
    return MappedHousePages(pages, max(moments, default=None))


def previewed_house_page(page: HousePage, *, at: datetime, edition: HousePageEdition | None = None) -> ShownHousePage:
    """The page as its `edition` shows it, or as the desk's words would be shown. One query."""
    words = edition or page
    return ShownHousePage(
        words.title,
        words.summary,
        with_boxed_tables(without_notes(words.body)),
        page.kind,
        page.get_absolute_url(),
        edition.visible_from if edition else at,
        navigation(at=at),
    )


def _visible(at: datetime) -> "QuerySet[HousePageEdition]":
    return HousePageEdition.objects.visible_at(at).select_related("house_page")


def _shown(edition: HousePageEdition, found: Navigation) -> ShownHousePage:
    return ShownHousePage(
        edition.title,
        edition.summary,
        with_boxed_tables(edition.body),
        edition.house_page.kind,
        edition.house_page.get_absolute_url(),
        edition.visible_from,
        found,
    )
