"""Feeds: one small class each."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.template.defaultfilters import linebreaks
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from .. import reading
from ..reading import PublicNotice


class SteadyAtomFeed(Atom1Feed):
    """The same bytes until something changes: an empty feed is not dated with the moment that it was asked for."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else datetime(1970, 1, 1, tzinfo=UTC)


class CorrectionsFeed(Feed):
    """The latest notices, each under an identity that it keeps for good. One query.

    Addresses are the site's own, whatever host was asked.
    """

    feed_type = SteadyAtomFeed

    def get_object(self, request: HttpRequest) -> list[PublicNotice]:
        return reading.latest_notices(at=timezone.now())

    def title(self) -> str:
        return f"{settings.NEWSROOM_NAME}: corrections"

    def subtitle(self) -> str:
        return "What we got wrong, made clearer or took back."

    def link(self) -> str:
        return _absolute(reverse_lazy("articles:corrections"))

    def feed_url(self) -> str:
        return _absolute(reverse_lazy("articles:corrections_feed"))

    def feed_guid(self) -> str:
        return self.feed_url()

    def author_name(self) -> str:
        return settings.NEWSROOM_NAME

    def items(self, notices: list[PublicNotice]) -> list[PublicNotice]:
        return notices

    def item_title(self, item: PublicNotice) -> str:
        return f"{item.notice.label}: {item.headline}"

    def item_description(self, item: PublicNotice) -> str:
        return linebreaks(item.notice.text, autoescape=True)

    def item_link(self, item: PublicNotice) -> str:
        return f"{_absolute(iri_to_uri(item.path))}#notice-{item.notice.uuid}"

    def item_guid(self, item: PublicNotice) -> str:
        return f"urn:uuid:{item.notice.uuid}"

    def item_pubdate(self, item: PublicNotice) -> datetime:
        return item.notice.at

    def item_updateddate(self, item: PublicNotice) -> datetime:
        return item.notice.at


def _absolute(path: Any) -> str:
    return f"{settings.SITE_URL}{path}"


corrections = require_safe(CorrectionsFeed())
