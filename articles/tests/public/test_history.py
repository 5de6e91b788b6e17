"""What readers find of earlier versions of an article, and what they do not."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import publishing
from articles.models import Article
from articles.tests.factories import NOON, make_author, make_image, make_live_article, make_section, make_topic
from articles.tests.public.pictures import address_of

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
PATH = "/2026/03/08/one/"
HISTORY = f"{PATH}history/"
ALL = [HISTORY, f"{HISTORY}1/", f"{HISTORY}2/", f"{HISTORY}2/changes/"]


@pytest.fixture(autouse=True)
def at_nine(frozen: Callable[[datetime], None]) -> None:
    frozen(NOON + 9 * HOUR)


def changed(article: Article, *, at: datetime = NOON + HOUR, minor: bool = False, note: str = "", **fields) -> Article:
    """The article with other words, published at `at`."""
    article.refresh_from_db()
    for name, value in fields.items():
        setattr(article, name, value)
    article.save()
    publishing.publish(article, by=None, at=at, now=min(at, NOON + 9 * HOUR), minor=minor, change_note=note)
    return article


def two_versions(**overrides) -> Article:
    article = make_live_article(**{"slug": "one", "headline": "First headline", "body": "<p>Ten died.</p>"} | overrides)
    return changed(article, headline="Second headline", body="<p>Two died.</p>", note="New count.")


def text_of(path: str, status: int = 200) -> str:
    response = Client().get(path)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def said(path: str = HISTORY) -> list[str]:
    """What each version brought, newest first."""
    return re.findall(r'class="entry-kind">([^<]+)<', text_of(path))


def test_each_version_has_a_row_newest_first() -> None:
    two_versions()
    text = text_of(HISTORY)
    assert text.index('id="version-2"') < text.index('id="version-1"')
    assert '<time datetime="2026-03-08T13:00:00+00:00">' in text
    assert "New count." in text
    assert f'href="{HISTORY}1/"' in text
    assert f'href="{HISTORY}2/changes/"' in text
    assert f'href="{HISTORY}1/changes/"' not in text


def test_the_kind_of_each_change_is_said() -> None:
    article = two_versions()
    changed(article, at=NOON + 2 * HOUR, minor=True, headline="Third")
    publishing.add_correction(article, kind="correction", text="It was Riga.", by=None, now=NOON + 3 * HOUR)
    publishing.publish(article, by=None, now=NOON + 3 * HOUR)
    publishing.withdraw(article, by=None, now=NOON + 4 * HOUR)
    publishing.publish(article, by=None, now=NOON + 5 * HOUR)
    assert said() == ["Published again", "Withdrawn", "Correction", "Minor edit", "Updated", "First published"]
    assert "It was Riga." in text_of(HISTORY)


def test_a_version_is_shown_as_it_was_under_a_banner() -> None:
    two_versions(authors=[make_author(name="Ana")], topics=[make_topic(name="NATO")])
    text = text_of(f"{HISTORY}1/")
    assert "<h1>First headline</h1>" in text
    assert "<p>Ten died.</p>" in text
    assert "Second" not in text
    assert "This is an earlier version,</strong> seen from <time" in text
    assert '<meta name="robots" content="noindex">' in text
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{PATH}">' in text
    assert "/author/ana/" not in text
    assert "/topic/nato/" not in text
    assert "This is the version that readers see now" in text_of(f"{HISTORY}2/")


def test_the_changes_are_marked_word_by_word() -> None:
    two_versions(section=make_section(name="World"))
    text = text_of(f"{HISTORY}2/changes/")
    assert "<p><del>Ten</del><ins>Two</ins> died.</p>" in text
    assert "<del>First</del><ins>Second</ins> headline" in text


def test_names_in_the_changes_are_those_of_the_day() -> None:
    ana, topic = make_author(name="Ana"), make_topic(name="NATO")
    article = make_live_article(slug="one", section=make_section(name="World"), authors=[ana], topics=[topic])
    article.topics.set([])
    changed(article, section=make_section(name="Data"), kind="analysis")
    ana.name = "Ana Silva"
    ana.save()
    text = text_of(f"{HISTORY}2/changes/")
    assert "<del>NATO</del>" in text
    assert "<del>World</del> <ins>Data</ins>" in text
    assert "<del>News</del> <ins>Analysis</ins>" in text


def test_words_in_the_changes_are_escaped() -> None:
    two_versions(standfirst="<script>alert(1)</script>", headline="A <b>")
    assert "<script>" not in text_of(f"{HISTORY}2/changes/")
    assert "&lt;b&gt;" in text_of(f"{HISTORY}2/changes/")


def test_what_readers_do_not_see_is_not_in_the_changes() -> None:
    article = two_versions()
    changed(article, at=NOON + 2 * HOUR, search_title="Secret", slug="one")
    assert "Secret" not in text_of(f"{HISTORY}3/changes/")
    assert "No word of the article was changed" in text_of(f"{HISTORY}3/changes/")


def test_a_scheduled_version_appears_at_its_second(frozen: Callable[[datetime], None]) -> None:
    changed(two_versions(), at=NOON + 12 * HOUR, headline="Secret headline", body="<p>Secret.</p>")
    frozen(NOON + 12 * HOUR - timedelta(microseconds=1))
    for path in ALL:
        assert "Secret" not in text_of(path)
        assert "T00:00:00" not in text_of(path)
    assert text_of(f"{HISTORY}3/", 404) == text_of(f"{HISTORY}3/changes/", 404) == text_of("/never/was/", 404)
    frozen(NOON + 12 * HOUR)
    assert "Secret" in text_of(f"{HISTORY}3/")
    assert "Secret" in text_of(f"{HISTORY}3/changes/")
    assert said() == ["Updated", "Updated", "First published"]


def test_a_withdrawal_that_lies_ahead_is_not_told() -> None:
    publishing.withdraw(two_versions(), by=None, at=NOON + 12 * HOUR, now=NOON + 2 * HOUR)
    for path in ALL:
        assert "T00:00:00" not in text_of(path)
    assert said() == ["Updated", "First published"]


def test_nothing_of_a_later_revision_shows() -> None:
    article = two_versions()
    article.headline, article.body = "Secret", "<p>Secret</p>"
    article.save()
    publishing.save_revision(article, by=None, note="Secret", now=NOON + 2 * HOUR)
    for path in ALL:
        assert "Secret" not in text_of(path)


@pytest.mark.parametrize("path", [*ALL, f"{HISTORY}3/", f"{HISTORY}1/changes/"])
def test_a_hidden_article_has_no_history(path: str) -> None:
    publishing.withdraw(two_versions(), by=None, now=NOON + 2 * HOUR)
    assert text_of(path, 404) == text_of("/never/was/", 404)


@pytest.mark.parametrize("path", ALL)
def test_a_removed_article_has_no_history(path: str) -> None:
    publishing.remove(two_versions(), by=None, reason="A court order.", now=NOON + 2 * HOUR)
    assert text_of(path, 404) == text_of("/never/was/", 404)


@pytest.mark.parametrize("part", ["0/", "01/", "3/", "9999999/", "1/changes/", "3/changes/", "x/"])
def test_there_is_nothing_else_below_the_history(part: str) -> None:
    two_versions()
    assert text_of(f"{HISTORY}{part}", 404) == text_of("/never/was/", 404)


def test_an_old_address_has_no_history() -> None:
    changed(two_versions(), at=NOON + 2 * HOUR, slug="two")
    assert text_of(HISTORY, 404)
    assert said("/2026/03/08/two/history/") == ["Updated", "Updated", "First published"]
    assert '<link rel="canonical" href="http://127.0.0.1:8000/2026/03/08/two/">' in text_of(
        "/2026/03/08/two/history/1/"
    )


def with_a_redacted_version() -> Article:
    article = two_versions()
    changed(article, at=NOON + 2 * HOUR, headline="Third headline", body="<p>Secret died.</p>", note="Secret note.")
    changed(article, at=NOON + 3 * HOUR, headline="Fourth headline", body="<p>One died.</p>")
    edition = article.editions.get(headline="Third headline")
    publishing.redact(edition, by=None, reason="Secret reason", now=NOON + 4 * HOUR)
    return article


def test_a_redacted_version_leaves_its_mark() -> None:
    with_a_redacted_version()
    text = text_of(HISTORY)
    assert "Redacted." in text
    assert text.count('id="version-') == 4
    assert f'href="{HISTORY}4/"' in text


@pytest.mark.parametrize(
    ("part", "status"),
    [("", 200), ("2/", 200), ("3/", 410), ("4/", 200), ("2/changes/", 200), ("3/changes/", 410), ("4/changes/", 410)],
)
def test_a_redacted_text_is_at_no_address(part: str, status: int) -> None:
    with_a_redacted_version()
    text = text_of(f"{HISTORY}{part}", status)
    assert "Secret" not in text
    assert "Third" not in text


@pytest.mark.parametrize(("part", "status"), [("", 200), ("1/", 410), ("2/", 410), ("2/changes/", 410), ("3/", 200)])
def test_a_retraction_withdraws_earlier_texts_too(part: str, status: int) -> None:
    article = two_versions()
    publishing.add_correction(article, kind="retraction", text="It was not so.", by=None, now=NOON + 2 * HOUR)
    publishing.publish(article, by=None, now=NOON + 2 * HOUR)
    text = text_of(f"{HISTORY}{part}", status)
    assert "died" not in text
    assert said() == ["Retracted", "Updated", "First published"]


@pytest.mark.parametrize("is_public", [True, False])
def test_an_earlier_version_shows_only_pictures_that_are_public(is_public: bool) -> None:
    image = make_image(key="lead")
    changed(two_versions(lead_image=image), at=NOON + 2 * HOUR, lead_image=None)
    if is_public:
        make_live_article(lead_image=image)
    assert (address_of(image) in text_of(f"{HISTORY}1/")) is is_public


@pytest.mark.parametrize("versions", [2, 12])
def test_queries_do_not_grow_with_the_history(versions: int, client: Client, django_assert_num_queries) -> None:
    image = make_image(key="bridge")
    body = f'<p>Text.</p><figure data-image="{image.key}"></figure>'
    article = make_live_article(slug="one", body=body, authors=[make_author()], topics=[make_topic()])
    for number in range(versions - 1):
        changed(article, at=NOON + (number + 1) * timedelta(minutes=1), headline=f"Headline {number}")
    for path, queries in {PATH: 3, HISTORY: 2, f"{HISTORY}1/": 4, f"{HISTORY}2/changes/": 3}.items():
        with django_assert_num_queries(queries):
            assert client.get(path).status_code == 200


def test_the_article_leads_to_its_history_once_there_is_one() -> None:
    article = make_live_article(slug="one")
    assert HISTORY not in text_of(PATH)
    changed(article, headline="Other")
    assert f'<a href="{HISTORY}">What was changed</a>' in text_of(PATH)


def test_a_minor_edit_leads_to_the_history_too() -> None:
    changed(make_live_article(slug="one"), minor=True, headline="Other")
    assert f'<a href="{HISTORY}">Earlier versions</a>' in text_of(PATH)


@pytest.mark.parametrize("path", ALL)
def test_a_site_may_keep_its_history_to_itself(path: str, settings, django_assert_num_queries) -> None:
    two_versions()
    settings.NEWSROOM_PUBLIC_HISTORY = False
    with django_assert_num_queries(2):
        text = text_of(path, 404)
    assert text == text_of("/never/was/", 404)
    assert HISTORY not in text_of(PATH)
    assert Client().post(path).status_code == 404


@pytest.mark.parametrize("path", ALL)
def test_everybody_gets_the_same_bytes(path: str, client: Client, administrator: User) -> None:
    two_versions()
    stranger = client.get(path).content
    client.force_login(administrator)
    assert client.get(path).content == stranger
