"""The same story in other languages: readers of one find those that they may see, and so do machines."""

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from articles import publishing
from articles.models import Article
from articles.tests.factories import NOON, make_article, make_live_article, make_section

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def at_one(frozen: Callable[[datetime], None]) -> None:
    frozen(NOON + HOUR)


@pytest.fixture
def original() -> Article:
    return make_live_article(headline="The bridge", language="en-US", section=make_section(name="World"))


def page_of(client: Client, article: Article) -> str:
    return str(client.get(article.path).content.decode())


def alternates(page: str) -> dict[str, str]:
    """The addresses of the other languages, by language."""
    found = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page)
    assert len(found) == len(dict(found))
    return {language: address.removeprefix(SITE) for language, address in found}


def work(page: str) -> dict[str, Any]:
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    nodes = [node for script in scripts for node in json.loads(script).get("@graph", [])]
    return next(node for node in nodes if "headline" in node)


def test_each_names_all_of_them_and_the_original_is_the_default(client: Client, original: Article) -> None:
    german = make_live_article(headline="Die Brücke", language="de", translation_of=original)
    arabic = make_live_article(headline="الجسر", language="ar", translation_of=original)
    expected = {"x-default": original.path, "en-US": original.path, "de": german.path}
    pages = [page_of(client, article) for article in (original, german, arabic)]
    for page in pages:
        found = alternates(page)
        assert found.items() >= expected.items()
        assert found.keys() == {"x-default", "en-US", "de", "ar"}
    assert 'hreflang="de" lang="de" dir="ltr">Deutsch</a>' in pages[0]
    assert 'lang="ar" dir="rtl">العربيّة</a>' in pages[0]
    assert ">English</a>" not in pages[0]
    assert f'<a href="{original.path}" hreflang="en-US"' in pages[1]


def test_machines_are_told_which_is_the_original(client: Client, original: Article) -> None:
    german = make_live_article(headline="Die Brücke", language="de", translation_of=original)
    (told,) = work(page_of(client, original))["workTranslation"]
    assert (told["url"], told["inLanguage"]) == (f"{SITE}{german.path}", "de")
    assert work(page_of(client, german))["translationOfWork"]["@id"] == f"{SITE}{original.path}#article"
    assert "translationOfWork" not in work(page_of(client, original))


def test_a_story_in_one_language_says_nothing_of_others(client: Client, original: Article) -> None:
    page = page_of(client, original)
    assert alternates(page) == {}
    assert "Read this in" not in page


def test_nothing_is_said_of_what_readers_do_not_see(
    client: Client, original: Article, frozen: Callable[[datetime], None]
) -> None:
    before = page_of(client, original)
    draft = make_article(headline="Entwurf", language="de", translation_of=original)
    publishing.save_revision(draft, by=None)
    assert page_of(client, original) == before
    publishing.publish(draft, by=None, at=NOON + 3 * HOUR, now=NOON + HOUR)
    assert page_of(client, original) == before
    frozen(NOON + 3 * HOUR)
    draft.refresh_from_db()
    assert alternates(page_of(client, original))["de"] == draft.path
    publishing.withdraw(draft, by=None, now=NOON + 4 * HOUR)
    frozen(NOON + 4 * HOUR)
    assert page_of(client, original) == before


def test_translations_of_a_withdrawn_original_still_know_each_other(
    client: Client, original: Article, frozen: Callable[[datetime], None]
) -> None:
    german = make_live_article(language="de", translation_of=original)
    make_live_article(language="lv", translation_of=original)
    publishing.withdraw(original, by=None, now=NOON + 2 * HOUR)
    frozen(NOON + 2 * HOUR)
    page = page_of(client, german)
    assert alternates(page).keys() == {"de", "lv"}
    assert original.path not in page
    assert str(original.uuid) not in page


def test_a_retracted_translation_is_offered_to_nobody(client: Client, original: Article) -> None:
    german = make_live_article(language="de", translation_of=original)
    publishing.add_correction(german, kind="retraction", text="It was wrong.", by=None, now=NOON + HOUR)
    publishing.publish(german, by=None, now=NOON + HOUR)
    assert alternates(page_of(client, original)) == {}
    assert alternates(page_of(client, german)) == {}


def test_what_the_desk_says_counts_when_it_is_published(client: Client, original: Article) -> None:
    german = make_live_article(headline="Die Brücke", language="de")
    german.translation_of = original
    german.save()
    publishing.save_revision(german, by=None)
    assert alternates(page_of(client, original)) == {}
    publishing.publish(german, by=None, now=NOON + HOUR)
    assert alternates(page_of(client, original)).keys() == {"x-default", "en-US", "de"}


def test_of_two_in_one_language_one_is_named(client: Client, original: Article) -> None:
    first, second = (make_live_article(language="de", translation_of=original) for _ in range(2))
    assert alternates(page_of(client, original)).keys() == {"x-default", "en-US", "de"}
    assert alternates(page_of(client, second))["de"] == second.path
    assert alternates(page_of(client, first))["de"] == first.path


def test_it_costs_no_query(client: Client, original: Article, django_assert_num_queries: Any) -> None:
    make_live_article(language="de", translation_of=original)
    with django_assert_num_queries(2):
        page_of(client, original)


@pytest.mark.usefixtures("kept_pages")
def test_a_kept_page_follows_its_translations(
    client: Client, original: Article, frozen: Callable[[datetime], None]
) -> None:
    german = make_article(headline="Die Brücke", language="de", translation_of=original)
    publishing.publish(german, by=None, at=NOON + 3 * HOUR, now=NOON)
    german.refresh_from_db()
    assert german.path not in page_of(client, original)
    frozen(NOON + 3 * HOUR)
    assert german.path in page_of(client, original)
    publishing.withdraw(german, by=None, now=NOON + 4 * HOUR)
    frozen(NOON + 4 * HOUR)
    assert german.path not in page_of(client, original)
