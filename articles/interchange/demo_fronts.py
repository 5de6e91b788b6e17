"""What the demo's people do to the fronts, as desk.toml says it: done again through `publishing`.

`front` is the slug of a section; "" stands for the home page.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.contrib.auth.models import User

from .. import publishing
from ..models import Arrangement, Article, Front, Pin, Rail, Section


def arrange(
    *,
    by: User,
    now: datetime,
    front: str = "",
    pins: Mapping[str, str],
    until: Mapping[str, datetime] | None = None,
    rails: Sequence[tuple[str, int]] = (),
) -> None:
    """Save a draft: `pins` are slugs by the name of their place, `until` when one of them ends, `rails` with sizes."""
    ends = until or {}
    placed = {place: Pin(Article.objects.get(slug=slug).uuid, ends.get(place)) for place, slug in pins.items()}
    working = _working(front)
    arrangement = Arrangement(placed, tuple(Rail(slug, size) for slug, size in rails))
    publishing.save_front(working, arrangement, by=by, version=working.version, now=now)


def publish(*, by: User, now: datetime, front: str = "", when: datetime | None = None, note: str = "") -> None:
    """Show the draft to readers, from now or from a moment ahead."""
    publishing.publish_front(_working(front), by=by, at=when, note=note, now=now)


def discard(*, by: User, now: datetime, front: str = "") -> None:
    """Go back to what readers see."""
    working = _working(front)
    publishing.discard_changes(working, by=by, version=working.version, now=now)


def _working(front: str) -> Front:
    return publishing.working_front(Section.objects.get(slug=front) if front else None)


FRONT_DOINGS: dict[str, Callable[..., None]] = {
    "arrange_front": arrange,
    "publish_front": publish,
    "discard_front": discard,
}
