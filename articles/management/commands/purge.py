"""`manage.py purge`: have what is in front of the site, a CDN or Varnish, drop every page."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ...public.caching import purge


class Command(BaseCommand):
    help = "Has the CDN or Varnish in front of the site drop every page. NEWSROOM_PURGE_URL says where it is asked to."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.NEWSROOM_PURGE_URL:
            raise CommandError("NEWSROOM_PURGE_URL is not set: nothing in front of the site can be told anything.")
        try:
            purge()
        except OSError as error:
            raise CommandError(f"{settings.NEWSROOM_PURGE_URL} could not be told: {error}") from error
        self.stdout.write("Every page is dropped in front of the site.")
