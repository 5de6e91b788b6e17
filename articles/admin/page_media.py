"""The scripts and styles of a page, as tags: put together once, since each file's name has to be looked up."""

from django.forms import Media as DjangoMedia
from django.utils.safestring import SafeString, mark_safe
from js_asset import Media

# Stands in the stored tags for the nonce of the request.
_NONCE = "nonce-of-the-request"
_tags: dict[str, str] = {}


def tags_of(media: DjangoMedia, *, nonce: str) -> SafeString:
    """What a page prints for `media`, with `nonce` on all of it: its import map is an inline script.

    Remembered by the names of the files, as long as the process lives: no collectstatic changes them under it.
    """
    named = repr((media._css, media._js, getattr(media, "_importmap", None)))
    if named not in _tags:
        _tags[named] = Media.from_media(media, nonce=_NONCE).render()
    return mark_safe(_tags[named].replace(_NONCE, nonce))
