"""Pictures as the desk's lists show them."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from ..models import Image


def thumbnail(image: Image | None) -> SafeString | str:
    """A small view of the picture; words where there is no picture or no file yet."""
    if image is None:
        return "No picture"
    if not image.file:
        return "No file yet"
    return format_html(
        '<img class="desk-thumbnail" src="{}" alt="{}" loading="lazy" decoding="async">',
        image.file.url,
        image.alt_text,
    )
