"""Where a reader can pass an article on: addresses alone, so that nobody hears of a reader who follows none."""

from typing import Any, NamedTuple
from urllib.parse import quote

from ..reading import ArticlePage
from .addresses import absolute


class Share(NamedTuple):
    """A place, and the address that opens it with the article filled in."""

    label: str
    address: str


# What each takes: `address` and `words` (the headline), both quoted.
PLACES = (
    ("E-mail", "mailto:?subject={words}&body={address}"),
    ("WhatsApp", "https://wa.me/?text={words}%20{address}"),
    ("Facebook", "https://www.facebook.com/sharer/sharer.php?u={address}"),
    ("X", "https://x.com/intent/post?text={words}&url={address}"),
    ("Bluesky", "https://bsky.app/intent/compose?text={words}%20{address}"),
    ("LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url={address}"),
)


def names(page: ArticlePage) -> dict[str, Any]:
    """What the template prints: the places and the address. Nobody is asked to pass on what was retracted."""
    if page.edition.is_retracted:
        return {}
    address = absolute(page.edition.path)
    quoted = {"address": quote(address, safe=""), "words": quote(page.edition.headline, safe="")}
    return {
        "shares": [Share(label, place.format(**quoted)) for label, place in PLACES],
        "shared_address": address,
    }
