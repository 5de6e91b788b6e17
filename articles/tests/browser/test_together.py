"""Two people on one article see each other, and what the other one saved."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles import publishing
from articles.models import Article
from articles.tests.factories import make_article

from .test_saving import BODY, type_on

Open = Callable[..., Page]

PRESENT = "#desk-presence"
WITHIN_TEN_SECONDS = 10_000
# Sooner when the browser gets to say that the page was left.
ABOUT_FIFTEEN_SECONDS = 20_000


def edit(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


@pytest.fixture
def article(transactional_db: None) -> Article:
    article = make_article(headline="Stored", body="<p>It rained.</p>")
    publishing.save_revision(article, by=None)
    return article


@pytest.fixture
def ana(editor: User) -> User:
    User.objects.filter(pk=editor.pk).update(first_name="Ana", last_name="Silva")
    return editor


@pytest.fixture
def ben(publisher: User) -> User:
    User.objects.filter(pk=publisher.pk).update(first_name="Ben", last_name="Okri")
    return publisher


def test_two_people_see_each_other_and_who_types(open_page: Open, article: Article, ana: User, ben: User) -> None:
    hers, his = open_page(edit(article), ana), open_page(edit(article), ben)
    expect(his.locator(PRESENT)).to_contain_text("Ana Silva is here", timeout=WITHIN_TEN_SECONDS)
    expect(hers.locator(PRESENT)).to_contain_text("Ben Okri is here", timeout=WITHIN_TEN_SECONDS)
    type_on(hers, " Then it stopped.")
    expect(his.locator(PRESENT)).to_contain_text("Ana Silva is typing", timeout=WITHIN_TEN_SECONDS)
    hers.on("dialog", lambda dialog: dialog.accept())
    hers.goto("about:blank")
    expect(his.locator(f"{PRESENT} li")).to_have_count(0, timeout=ABOUT_FIFTEEN_SECONDS)


def test_who_only_looks_shows_too(open_page: Open, article: Article, ana: User, reporter: User) -> None:
    open_page(edit(article), reporter)
    page = open_page(edit(article), ana)
    expect(page.locator(PRESENT)).to_contain_text("reporter is here", timeout=WITHIN_TEN_SECONDS)


def test_a_colleagues_save_is_told_with_a_link_to_what_changed(
    open_page: Open, article: Article, ana: User, ben: User
) -> None:
    page = open_page(edit(article), ana)
    data = publishing.snapshot(article) | {"headline": "His"}
    publishing.save_snapshot(article, data, by=ben, version=1)
    moved = page.locator(PRESENT)
    expect(moved).to_contain_text(
        "Ben Okri saved revision 2: your save will be merged with it", timeout=WITHIN_TEN_SECONDS
    )
    address = page.get_by_role("link", name="See what changed").get_attribute("href")
    assert re.search(r"/compare/\?old=1&new=2$", address or "")
    assert page.locator(BODY).first.is_visible()
