"""What every page's template knows."""

from django.conf import settings
from django.http import HttpRequest


def newsroom(request: HttpRequest | None) -> dict[str, dict[str, str]]:
    """The newspaper itself, as `newsroom` in templates. No query, no session: this runs on every page."""
    return {
        "newsroom": {
            "name": settings.NEWSROOM_NAME,
            "tagline": settings.NEWSROOM_TAGLINE,
            "site_url": settings.SITE_URL,
            "language": settings.LANGUAGE_CODE,
        }
    }
