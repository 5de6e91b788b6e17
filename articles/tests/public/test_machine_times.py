"""The moments that pages tell machines."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from articles import publishing
from articles.templatetags.newsroom import machine_time
from articles.tests.crawl import crawl, every_address
from articles.tests.factories import NOON, make_live_article

ODD = NOON + timedelta(microseconds=123456)
MOMENT = re.compile(r'datetime="([^"]*)"|_time" content="([^"]*)"')


@pytest.mark.django_db
def test_no_page_for_readers_names_a_fraction_of_a_second(frozen: Callable[[datetime], None], client: Client) -> None:
    article = make_live_article(at=ODD)
    publishing.add_correction(article, kind="correction", text="It was Riga.", by=None, now=ODD)
    article.body = "<p>Anew.</p>"
    article.save()
    publishing.save_revision(article, by=None, now=ODD + timedelta(hours=1))
    publishing.publish(article, by=None, now=ODD + timedelta(hours=1))
    frozen(NOON + timedelta(hours=2))
    pages = [body.decode() for status, _, body in crawl(every_address()).values() if status == 200 and b"<html" in body]
    found = {"".join(match) for page in pages for match in MOMENT.findall(page)}
    assert "2026-03-08T12:00:00+00:00" in found
    assert [moment for moment in found if not re.fullmatch(r"[\d-]{10}T[\d:]{8}[+-]\d\d:\d\d", moment)] == []


def test_a_moment_is_told_in_the_newsrooms_zone_with_its_offset() -> None:
    with override_settings(TIME_ZONE="Europe/Riga"), timezone.override("Europe/Riga"):
        assert machine_time(datetime(2026, 7, 1, 9, 0, 59, 999999, tzinfo=UTC)) == "2026-07-01T12:00:59+03:00"
