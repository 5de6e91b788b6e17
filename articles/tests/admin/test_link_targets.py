"""What the link dialog finds."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles import publishing
from articles.models import SectionAccess

from ..factories import NOON, make_article, make_live_article, make_section

SignIn = Callable[[User], Client]
HOUR = timedelta(hours=1)

pytestmark = pytest.mark.django_db


def found(client: Client, words: str) -> list[dict[str, Any]]:
    response = client.get(reverse("admin:articles_article_link_targets"), {"q": words})
    assert response.status_code == 200
    return response.json()["targets"]


def headlines(client: Client, words: str) -> list[str]:
    return [target["headline"] for target in found(client, words)]


def test_every_word_has_to_be_in_the_headline(desk: Client) -> None:
    make_live_article(headline="Storm over Riga")
    make_live_article(headline="Storm over Tallinn")
    assert headlines(desk, "RIGA  sto") == ["Storm over Riga"]
    assert headlines(desk, "") == []
    assert headlines(desk, "\x00") == []
    assert headlines(desk, "' OR 1=1 --") == []


def test_a_published_story_has_its_path_and_the_headline_that_readers_see(desk: Client) -> None:
    article = make_live_article(headline="Storm over Riga", section=make_section(name="World"))
    article.headline = "Storm over all"
    article.save()
    assert found(desk, "storm") == [
        {
            "headline": "Storm over Riga",
            "path": article.path,
            "section": "World",
            "state": "Published 8 Mar 2026, 12:00",
        }
    ]


def test_what_readers_do_not_see_yet_says_so(desk: Client, frozen: Callable[[datetime], None]) -> None:
    make_article(headline="Storm draft")
    scheduled = make_article(headline="Storm scheduled")
    publishing.publish(scheduled, by=None, at=NOON + HOUR, now=NOON)
    withdrawn = make_live_article(headline="Storm withdrawn", at=NOON - HOUR)
    publishing.withdraw(withdrawn, by=None, now=NOON - HOUR / 2)
    frozen(NOON)
    states = {target["headline"]: (target["path"], target["state"]) for target in found(desk, "storm")}
    scheduled.refresh_from_db()
    assert states == {
        "Storm draft": ("", "Not published yet"),
        "Storm scheduled": (scheduled.path, "Scheduled for 8 Mar 2026, 13:00"),
        "Storm withdrawn": (withdrawn.path, "Withdrawn"),
    }


def test_drafts_of_other_sections_stay_there(reporter: User, signed_in: SignIn) -> None:
    world, sport = make_section(name="World"), make_section(name="Sport")
    SectionAccess.objects.create(user=reporter, section=sport)
    make_live_article(headline="Storm seen by all", section=world)
    make_article(headline="Storm of theirs", section=world)
    make_article(headline="Storm of ours", section=sport)
    make_article(headline="Storm of mine", section=world, created_by=reporter)
    assert set(headlines(signed_in(reporter), "storm")) == {"Storm seen by all", "Storm of ours", "Storm of mine"}


def test_what_was_removed_is_not_found(desk: Client, chief: User) -> None:
    article = make_live_article(headline="Storm removed")
    publishing.remove(article, by=chief, reason="A court order", public_note="")
    assert headlines(desk, "storm") == []


@pytest.mark.parametrize("stories", [1, 30])
def test_it_takes_the_same_queries_whatever_is_found(
    stories: int, desk: Client, django_assert_num_queries: Any
) -> None:
    for _ in range(stories):
        make_live_article(headline="Storm")
        make_article(headline="Storm")
    # The session, the person, the stories that readers see, those of the desk.
    with django_assert_num_queries(4):
        assert len(found(desk, "storm")) == min(2 * stories, 16)


def test_who_has_no_business_at_the_desk_is_sent_away(client: Client, outsider: User, signed_in: SignIn) -> None:
    address = reverse("admin:articles_article_link_targets")
    assert client.get(address).status_code == 302
    assert signed_in(outsider).get(address).status_code == 302


def test_who_may_not_see_stories_is_refused(publisher: User, signed_in: SignIn) -> None:
    publisher.groups.clear()
    response = signed_in(publisher).get(reverse("admin:articles_article_link_targets"), {"q": "storm"})
    assert response.status_code == 403
    assert "error" in response.json()


def test_other_methods_are_refused(desk: Client) -> None:
    assert desk.post(reverse("admin:articles_article_link_targets")).status_code == 405


def test_only_the_newest_stories_are_looked_through(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.admin.link_targets.LOOKED_THROUGH", 2)
    for hours in range(3):
        make_live_article(headline=f"Storm {hours}", at=NOON - 3 * HOUR + hours * HOUR)
    assert headlines(desk, "storm") == ["Storm 2", "Storm 1"]
