"""Where an article's page leads: related stories, previous coverage, and ways to pass it on."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from articles import publishing
from articles.public.sharing import PLACES
from articles.tests.factories import NOON, make_article, make_link, make_live_article, make_section, make_topic

pytestmark = pytest.mark.django_db

PATH = "/2026/03/08/one/"
DAY = timedelta(days=1)


def text_of(client: Client, path: str = PATH) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_related_stories_stand_under_the_article(client: Client) -> None:
    topic = make_topic(name="Lighthouses")
    make_live_article(headline="One", topics=[topic])
    make_live_article(
        headline="Two <b>", topics=[topic], section=make_section(name="World"), kind="analysis", at=NOON - DAY
    )
    text = text_of(client)
    assert '<h2 id="related">Related</h2>' in text
    assert '<span class="kicker-section">World</span><span class="kicker-kind">Analysis</span>' in text
    assert '<a href="/2026/03/07/two-b/">Two &lt;b&gt;</a>' in text
    assert '<time datetime="2026-03-07T12:00:00+00:00">March 7, 2026</time>' in text
    assert "earlier" not in text


def test_previous_coverage_leads_to_the_topic(client: Client) -> None:
    topic = make_topic(name="Lighthouses")
    make_live_article(headline="One", topics=[topic])
    for days in range(1, 8):
        make_live_article(headline=f"Story {days}", topics=[topic], at=NOON - days * DAY)
    text = text_of(client)
    assert '<h2 id="earlier">Earlier on Lighthouses</h2>' in text
    assert '<a href="/topic/lighthouses/">All stories on Lighthouses</a>' in text
    assert text.count(">Story 5</a>") == text.count(">Story 1</a>") == 1


def test_an_article_alone_leads_nowhere(client: Client) -> None:
    make_live_article(headline="One")
    assert "onward" not in text_of(client)


def test_a_headline_in_another_language_says_so(client: Client) -> None:
    topic = make_topic()
    make_live_article(headline="One", topics=[topic])
    make_live_article(headline="خبر", slug="khabar", topics=[topic], language="ar", at=NOON - DAY)
    text = text_of(client)
    assert '<li class="kind-news" dir="rtl">' in text
    assert '<h3 class="card-headline" lang="ar">' in text


def test_an_article_can_be_passed_on_by_plain_links(client: Client) -> None:
    make_live_article(headline="Fire & rain?", slug="one")
    text = text_of(client).replace("&amp;", "&")
    links = re.findall(r'<a href="([^"]+)" rel="noopener nofollow">([^<]+)</a>', text)
    assert [label for _, label in links] == [label for label, _ in PLACES]
    address = f"{settings.SITE_URL}{PATH}"
    for link, _ in links:
        assert any(address in value for values in parse_qs(urlsplit(link).query).values() for value in values), link
    mail = parse_qs(urlsplit(links[0][0]).query)
    assert mail == {"subject": ["Fire & rain?"], "body": [address]}
    assert f'<input id="share-address" value="{address}" readonly>' in text


def test_nothing_on_the_page_comes_from_elsewhere(client: Client) -> None:
    make_live_article(headline="One")
    loaded = re.findall(r'<(?:script|img|iframe|source)\b[^>]*?(?:src|srcset)="([^"]+)"', text_of(client))
    assert loaded
    assert [address for address in loaded if not address.startswith("/")] == []


def test_nobody_is_asked_to_pass_on_what_is_not_for_everybody(client: Client) -> None:
    article = make_live_article(headline="One", topics=[make_topic()])
    publishing.add_correction(article, kind="retraction", text="It was not so.", by=None, now=NOON + DAY)
    publishing.publish(article, by=None, now=NOON + DAY)
    draft = make_article(headline="Draft")
    publishing.save_revision(draft, by=None)
    _, token = make_link(draft, now=timezone.now())
    for path in (PATH, f"{PATH}history/2/", f"/preview/{token}/"):
        text = text_of(client, path)
        assert 'class="share"' not in text
        assert "share.js" not in text
