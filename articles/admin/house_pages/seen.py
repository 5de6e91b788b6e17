"""What readers see of a page about the newspaper, in words."""

from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from ...models import HousePage, HousePageEdition
from ..moments import moment


def with_what_readers_see(pages: QuerySet[HousePage], *, at: datetime) -> QuerySet[HousePage]:
    """`pages` with their editions that are seen or wait, in one query more."""
    editions = _not_over(HousePageEdition.objects.all(), at).defer("body", "summary")
    return pages.prefetch_related(Prefetch("editions", editions, to_attr="not_over"))


def is_seen(page: HousePage, *, at: datetime) -> bool:
    return any(edition.visible_from <= at for edition in _editions(page, at))


def seen_by_readers(page: HousePage, *, at: datetime) -> str:
    """What readers see of `page` at `at`, and what waits."""
    if page.pk is None:
        return "Nothing yet. Save it, then publish it."
    editions = _editions(page, at)
    live = next((edition for edition in editions if edition.visible_from <= at), None)
    ahead = [edition for edition in editions if edition.visible_from > at]
    said = f"The text published on {moment(live.visible_from)}." if live else "Nothing."
    if live and live.version != page.version:
        said = f"{said[:-1]}, not yet what was saved since."
    return f"{said} Another is scheduled for {moment(ahead[0].visible_from)}." if ahead else said


def _editions(page: Any, at: datetime) -> list[HousePageEdition]:
    return page.not_over if hasattr(page, "not_over") else list(_not_over(page.editions.all(), at))


def _not_over(editions: QuerySet[HousePageEdition], at: datetime) -> QuerySet[HousePageEdition]:
    return editions.filter(visible_until__gt=at).order_by("visible_from")
