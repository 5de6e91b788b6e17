"""Pictures as the desk's lists show them."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from ..imaging import DESK, spec_named
from ..models import Image
from ..renditions import Wanted, address, nearest

# WebP: every browser of the last years shows it, and it is small.
_SMALL = Wanted(DESK, "webp")


_SEEN = {"id", "key", "token", "version", "file", "title", "alt_text"}


def unseen(relation: str) -> tuple[str, ...]:
    """What of the picture of `relation` is not read where it is only named and seen small: columns for `defer`."""
    return tuple(f"{relation}__{column.name}" for column in Image._meta.concrete_fields if column.name not in _SEEN)


def picture_address(image: Image | None) -> str:
    """Where a small view of the picture is; empty where there is nothing to see."""
    return address(image, _SMALL) if image is not None and image.file else ""


def large_address(image: Image | None) -> str:
    """Where a view of the picture that fills a page is; empty where there is nothing to see."""
    spec = spec_named("w1280")
    wanted = nearest(image, Wanted(spec, "webp")) if image is not None and spec else None
    return address(image, wanted) if image is not None and wanted else picture_address(image)


def thumbnail(image: Image | None) -> SafeString | str:
    """A small view of the picture; words where there is no picture or no file yet."""
    if image is None:
        return "No picture"
    if not image.file:
        return "No file yet"
    return format_html(
        '<img class="desk-thumbnail" src="{}" alt="{}" loading="lazy" decoding="async">',
        picture_address(image),
        image.alt_text,
    )
