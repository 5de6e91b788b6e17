"""Addresses: only one that readers have seen leads anywhere, and it goes on leading there."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from articles import publishing, reading
from articles.models import Article, Redirect
from articles.publishing import addresses
from articles.tests.factories import NOON, make_article, make_live_article

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
ONE, TWO, THREE = "/2026/03/08/one/", "/2026/03/08/two/", "/2026/03/08/three/"


def schedule(article: Article, slug: str, at: datetime, *, now: datetime = NOON) -> None:
    article.refresh_from_db()
    article.slug = slug
    article.save()
    publishing.publish(article, by=None, at=at, now=now)


def make_hidden() -> Article:
    """Scheduled twice, under two addresses, and seen by nobody yet."""
    article = make_article(slug="one")
    publishing.publish(article, by=None, at=NOON + HOUR, now=NOON)
    schedule(article, "two", NOON + 2 * HOUR)
    return article


def make_live_with_two_ahead() -> Article:
    article = make_live_article(slug="one", at=NOON - HOUR)
    schedule(article, "two", NOON + HOUR)
    schedule(article, "three", NOON + 2 * HOUR)
    return article


def path_of(article: Article) -> str | None:
    return Article.objects.values_list("path", flat=True).get(pk=article.pk)


def leads_to(path: str, *, at: datetime) -> str | None:
    """Where a reader ends up who asks for `path`."""
    page = reading.article_page(path, at=at)
    return path if page else reading.destination(path, at=at)


# What nobody has seen leads nowhere


@pytest.mark.parametrize("path", [ONE, TWO])
def test_an_unseen_address_of_a_hidden_article_leads_nowhere(path: str) -> None:
    make_hidden()
    assert leads_to(path, at=NOON) is None


@pytest.mark.parametrize("path", [TWO, THREE])
def test_an_unseen_address_of_a_live_article_leads_nowhere(path: str) -> None:
    make_live_with_two_ahead()
    assert leads_to(path, at=NOON) is None
    assert leads_to(ONE, at=NOON) == ONE


def test_an_address_scheduled_behind_one_that_was_put_in_before_it_leads_nowhere() -> None:
    article = make_live_article(slug="one", at=NOON - HOUR)
    schedule(article, "three", NOON + 2 * HOUR)
    schedule(article, "two", NOON + HOUR)
    assert leads_to(TWO, at=NOON) is None
    assert leads_to(THREE, at=NOON) is None


def test_a_stranger_is_not_led_from_an_unseen_slug(client: Client, frozen: Any) -> None:
    make_live_with_two_ahead()
    frozen(NOON)
    assert client.get(TWO).status_code == 404
    assert client.get(TWO).content == client.get("/2026/03/08/never-was/").content


# What readers have seen leads on, on the second


def test_each_address_leads_to_the_one_of_its_hour() -> None:
    make_live_with_two_ahead()
    assert [leads_to(path, at=NOON + HOUR) for path in (ONE, TWO, THREE)] == [TWO, TWO, None]
    assert [leads_to(path, at=NOON + 2 * HOUR) for path in (ONE, TWO, THREE)] == [THREE, THREE, THREE]


def test_an_address_that_was_put_in_before_another_is_not_lost() -> None:
    article = make_live_article(slug="one", at=NOON - HOUR)
    schedule(article, "three", NOON + 2 * HOUR)
    schedule(article, "two", NOON + HOUR)
    assert [leads_to(path, at=NOON + 2 * HOUR) for path in (ONE, TWO, THREE)] == [THREE, THREE, THREE]
    assert path_of(article) == THREE


def test_an_address_that_is_to_come_back_leads_on_meanwhile() -> None:
    article = make_live_article(slug="one", at=NOON - HOUR)
    schedule(article, "two", NOON + HOUR)
    schedule(article, "one", NOON + 2 * HOUR)
    assert leads_to(ONE, at=NOON + HOUR) == TWO
    assert leads_to(TWO, at=NOON + 2 * HOUR) == ONE


def test_an_address_from_another_site_leads_to_the_article() -> None:
    article = make_live_article(slug="one", at=NOON - HOUR)
    Redirect.objects.create(path="/old-site/one.html", article=article)
    assert leads_to("/old-site/one.html", at=NOON) == ONE


def test_a_withdrawn_article_is_led_to_from_nowhere() -> None:
    article = make_live_with_two_ahead()
    publishing.withdraw(article, by=None, now=NOON)
    assert [leads_to(path, at=NOON) for path in (ONE, TWO, THREE)] == [None, None, None]


# Cancelled


def test_cancelling_frees_every_address_that_nobody_saw() -> None:
    article = make_hidden()
    publishing.cancel_schedule(article, by=None, now=NOON)
    assert path_of(article) is None
    assert make_live_article(slug="one").path == ONE
    assert make_live_article(slug="two").path == TWO


def test_cancelling_keeps_the_address_that_readers_have_seen_and_no_other() -> None:
    article = make_live_with_two_ahead()
    publishing.cancel_schedule(article, by=None, now=NOON)
    assert path_of(article) == ONE
    assert leads_to(TWO, at=NOON + 3 * HOUR) is None


def test_cancelling_what_is_left_keeps_what_has_been_seen_meanwhile() -> None:
    article = make_live_with_two_ahead()
    publishing.cancel_schedule(article, by=None, now=NOON + HOUR)
    assert path_of(article) == TWO


def test_an_address_that_readers_have_seen_is_nobody_elses_after_a_way_back_was_cancelled() -> None:
    article = make_live_article(slug="one", at=NOON - 2 * HOUR)
    schedule(article, "two", NOON - HOUR, now=NOON - HOUR)
    schedule(article, "one", NOON + HOUR)
    publishing.cancel_schedule(article, by=None, now=NOON)
    assert path_of(article) == TWO
    assert make_live_article(slug="one").path == "/2026/03/08/one-2/"


def test_withdrawing_frees_what_nobody_saw() -> None:
    article = make_live_with_two_ahead()
    publishing.withdraw(article, by=None, at=NOON + HOUR, now=NOON)
    assert path_of(article) == ONE


def test_removing_frees_what_nobody_saw() -> None:
    article = make_live_with_two_ahead()
    publishing.remove(article, by=None, reason="A court said so.", now=NOON)
    assert path_of(article) == ONE
    assert reading.removal_note(TWO, at=NOON) is None


# Moved


def test_moved_over_midnight_the_unseen_addresses_are_free() -> None:
    article = make_hidden()
    publishing.move_schedule(article, by=None, at=NOON + HOUR + timedelta(minutes=30), now=NOON)
    assert path_of(article) == TWO
    publishing.cancel_schedule(article, by=None, now=NOON)
    assert path_of(article) is None


def test_moved_to_another_day_the_unseen_addresses_are_free() -> None:
    article = make_article(slug="one")
    publishing.publish(article, by=None, at=NOON + HOUR, now=NOON)
    schedule(article, "two", NOON + 2 * DAY)
    publishing.move_schedule(article, by=None, at=NOON + DAY, now=NOON)
    assert path_of(article) == "/2026/03/09/two/"
    assert [leads_to(path, at=NOON) for path in (ONE, TWO, "/2026/03/09/one/")] == [None, None, None]
    assert make_live_article(slug="one").path == ONE


def test_publishing_makes_no_redirect_rows() -> None:
    make_live_with_two_ahead()
    assert not Redirect.objects.exists()


# Taken


@pytest.mark.parametrize("slug", ["one", "two", "three"])
def test_no_address_of_an_article_is_given_to_another(slug: str) -> None:
    make_live_with_two_ahead()
    assert make_live_article(slug=slug).path == f"/2026/03/08/{slug}-2/"


def test_an_address_that_leads_elsewhere_is_given_to_no_article() -> None:
    Redirect.objects.create(path=ONE, target="/about/")
    assert make_live_article(slug="one").path == "/2026/03/08/one-2/"


def test_an_address_is_claimed_before_it_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who takes it in the same moment is waited for by the claim, and found by the look that follows."""
    taken = make_live_article(slug="one")
    Article.objects.filter(pk=taken.pk).update(path=TWO)
    claimed: list[tuple[str, bool]] = []
    look = addresses._is_anothers

    def watched(article: Article, path: str) -> bool:
        claimed.append((path, Article.objects.get(pk=article.pk).path == path))
        return look(article, path)

    monkeypatch.setattr(addresses, "_is_anothers", watched)
    assert make_live_article(slug="one").path == "/2026/03/08/one-2/"
    assert claimed == [(ONE, True), ("/2026/03/08/one-2/", True)]


# Without a slug


def test_without_a_slug_an_article_keeps_the_address_of_its_hour() -> None:
    article = make_live_article(headline="One", at=NOON - HOUR)
    schedule(article, "three", NOON + 2 * HOUR)
    schedule(article, "", NOON + HOUR)
    assert list(article.editions.order_by("visible_from").values_list("path", flat=True)) == [ONE, ONE, THREE]
