"""Whole addresses, for machines: the site's own, whatever host was asked."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.encoding import iri_to_uri


def absolute(address: str) -> str:
    """`address` on this site with everything before it; one that is whole already is left as it is."""
    return iri_to_uri(f"{settings.SITE_URL}{address}" if address.startswith("/") else address) or ""


def of_page(name: str, *args: object) -> str:
    """The whole address of the page that is called `name` in public/urls.py."""
    return absolute(_path(name, args, get_urlconf(), get_script_prefix()))


# A feed and an article's structured data have dozens, and Django goes through its patterns for each.
@lru_cache(maxsize=2048)
def _path(name: str, args: tuple[object, ...], urlconf: Any, prefix: str) -> str:
    return reverse(f"articles:{name}", urlconf=urlconf, args=args)
