"""What the demo's people do to the pages about the newspaper, as desk.toml says it: done again through `publishing`."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from .. import publishing
from ..models import HousePage


def save(*, by: User, now: datetime, slug: str, **words: Any) -> None:
    """Begin a page, or change what `words` say of it."""
    page = HousePage.objects.filter(slug=slug).first() or HousePage(slug=slug)
    for name, value in words.items():
        setattr(page, name, value)
    publishing.save_house_page(page, by=by, version=page.version, now=now)


def publish(*, by: User, now: datetime, slug: str, when: datetime | None = None, note: str = "") -> None:
    """Show what is written to readers, from now or from a moment ahead."""
    publishing.publish_house_page(HousePage.objects.get(slug=slug), by=by, at=when, note=note, now=now)


HOUSE_PAGE_DOINGS: dict[str, Callable[..., None]] = {
    "save_house_page": save,
    "publish_house_page": publish,
}
