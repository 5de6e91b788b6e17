"""Whole addresses, for machines: the site's own, whatever host was asked."""

from django.conf import settings
from django.urls import reverse
from django.utils.encoding import iri_to_uri


def absolute(address: str) -> str:
    """`address` on this site with everything before it; one that is whole already is left as it is."""
    return iri_to_uri(f"{settings.SITE_URL}{address}" if address.startswith("/") else address) or ""


def of_page(name: str, *args: object) -> str:
    """The whole address of the page that is called `name` in public/urls.py."""
    return absolute(reverse(f"articles:{name}", args=args))
