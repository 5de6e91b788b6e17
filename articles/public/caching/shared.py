"""What caches between us and the reader are told: a CDN, a proxy, the browser."""

from datetime import datetime

from django.conf import settings

from ...reading import State

# On every page, and on every page that lists stories.
EVERYTHING, LISTS = "newsroom", "lists"


def story_key(article_id: int) -> str:
    """What the pages that show or name a story are dropped by."""
    return f"story-{article_id}"


def headers_for_shared_caches(state: State | None, keys: str, *, at: datetime) -> dict[str, str]:
    """How long an answer may be kept elsewhere, and what it is dropped by there.

    Browsers ask each time, and are told in a few bytes that nothing changed: a story may be withdrawn at any moment,
    and nobody can tell them. A shared cache can be told; where there is one, it may keep the page for
    NEWSROOM_SHARED_SECONDS, and never beyond the next moment at which something appears or ends.
    """
    seconds = settings.NEWSROOM_SHARED_SECONDS
    if state is None or not seconds:
        return {"Cache-Control": "no-cache"}
    # Whole seconds, downwards: it is the header's unit.
    seconds = min(seconds, int((state.until - at).total_seconds()))
    told = f"{EVERYTHING} {keys or LISTS}"
    return {
        "Cache-Control": f"public, max-age=0, s-maxage={seconds}, must-revalidate" if seconds > 0 else "no-cache",
        # Fastly and Varnish (xkey reads it too), Cloudflare and Akamai.
        "Surrogate-Key": told,
        "Cache-Tag": told.replace(" ", ","),
    }
