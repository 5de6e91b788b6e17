"""What readers find, the same on both databases: this file is run on each."""

from datetime import timedelta

import pytest
from django.db import connection

from articles import publishing, search
from articles.models import Article
from articles.search import finding, stretches
from articles.search.engine import engine
from articles.tests.factories import NOON, make_author, make_live_article, make_section, make_topic
from articles.text import Query, Token, parse_query

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)

# Slug of the story, then what it is made of.
STORIES = {
    "port": {
        "headline": "Dockers strike at the port",
        "body": "<p>Cranes stood still. The minister’s talks failed.</p>",
    },
    "rail": {"headline": "Trains are late", "body": "<p>Striking drivers met the minister at the port of Riga.</p>"},
    "votes": {"headline": "Elections in Tromsø", "body": "<p>Ærlige folk i Łódź and on Große Straße.</p>"},
    "accents": {"headline": "L’été à Bērziņa", "body": "<p>Les élections municipales.</p>", "language": "fr"},
    "russian": {"headline": "Новые выборы", "body": "<p>Русский министр о выборах.</p>", "language": "ru"},
    "chinese": {"headline": "東京都知事選挙", "body": "<p>港湾労働者がストライキ。</p>", "language": "ja"},
    "arabic": {"headline": "الانتخابات في بيروت", "body": "<p>أحمد يلتقي الوزير مُحَمَّد.</p>", "language": "ar"},
    "hebrew": {"headline": "שָׁלוֹם ירושלים", "body": "<p>הבחירות</p>", "language": "he"},
    "hindi": {"headline": "हिन्दी समाचार", "body": "<p>मंत्री</p>", "language": "hi"},
    "cafe": {"headline": "Café owners don't pay 1,000 euros", "body": "<p>NATO-EU talks, section:nothing.</p>"},
}


@pytest.fixture
def archive(db: None) -> dict[str, Article]:
    world, city = make_section(name="World"), make_section(name="City")
    ana, nato = make_author(name="Ana Silva"), make_topic(name="NATO")
    live = {}
    for number, (slug, parts) in enumerate(STORIES.items()):
        live[slug] = make_live_article(
            slug=slug,
            standfirst="",
            section=city if slug in ("rail", "cafe") else world,
            authors=[ana] if slug == "port" else None,
            topics=[nato] if slug in ("port", "votes") else None,
            at=NOON - number * DAY,
            **parts,
        )
    search.rebuild(now=NOON)
    return live


def found(words: str, *, by_date: bool = False, at=NOON) -> list[str]:
    results = search.search(parse_query(words), at=at, by_date=by_date)
    return [hit.card.edition.slug for hit in results.hits]


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("port", ["port", "rail"]),
        ("strike port", ["port", "rail"]),
        ("port strike", ["port", "rail"]),
        ("STRIKES", ["port", "rail"]),
        ('"the port"', ["port", "rail"]),
        ('"port of Riga"', ["rail"]),
        ('"port the"', []),
        ('"port cranes"', []),
        ("port -riga", ["port"]),
        ('port -"port of riga"', ["port"]),
        ("-minister language:en", ["votes", "cafe"]),
        ("section:world minister", ["port"]),
        ("section:World -section:city talks", ["port"]),
        ("section:city section:world minister", ["port", "rail"]),
        ('author:"Ana Silva"', ["port"]),
        ("author:ana-silva", ["port"]),
        ("topic:nato", ["port", "votes"]),
        ("section:nowhere port", []),
        ("from:2026-03-07 until:2026-03-07", ["rail"]),
        ("from:2026-03 language:en", ["port", "rail", "votes"]),
        ("until:2026-03-06 language:en", ["votes", "cafe"]),
        ("from:yesterday", []),
        ("tromso", ["votes"]),
        ("TROMSØ", ["votes"]),
        ("lodz", ["votes"]),
        ("aerlige", ["votes"]),
        ("strasse", ["votes"]),
        ("election", ["votes", "accents"]),
        ("élections", ["votes", "accents"]),
        ("ete", ["accents"]),
        ("berzina", ["accents"]),
        ("выбор", ["russian"]),
        ("русского министра", ["russian"]),
        ("東京", ["chinese"]),
        ("都", ["chinese"]),
        ("知事選挙", ["chinese"]),
        ("京東", []),
        ("ストライキ", ["chinese"]),
        ("احمد", ["arabic"]),
        ("محمد", ["arabic"]),
        ("שלום", ["hebrew"]),
        ("हिन्दी", ["hindi"]),
        ("language:ru", ["russian"]),
        ("language:ar بيروت", ["arabic"]),
        ("don't", ["cafe"]),
        ("1,000", ["cafe"]),
        ("nato-eu", ["cafe"]),
        ("nothing:section", []),
        ("cafe", ["cafe"]),
        ("xyzzy", []),
        ("port xyzzy", []),
        ("port -xyzzy", ["port", "rail"]),
    ],
)
def test_a_search_finds(words: str, slugs: list[str], archive: dict[str, Article]) -> None:
    assert found(words, by_date=True) == slugs


@pytest.mark.parametrize(
    "words",
    [
        "", '"', '""', "'", "-", "--", "*", "port*", "NEAR(port rail)", "port AND", "OR", "NOT port", "(port", "port)",
        "{head}: port", "head:port", "^port", "port & rail", "port | !rail", "port:*", "<->", "\\", "'port\\", "a\x00b",
        "\ud800", "port \udfff", "😀", "§all", "§s1", "x" * 10_240, "port " * 2_000, '"' * 500, "-port -rail", "%", "_",
        "; DROP TABLE articles_article", "section:", "section:\x00", "author:\ud800", "from:9999-99-99", "from:0",
        "until:99999999999999999999", "from:0001-01-01", "until:9999-12-31", "language:", "language:§", "the", "of the",
        "\u202e\u200b", "ﷺ", "ﬁ", "à́̂̃" * 100, "文" * 600, "ß" * 200,
    ],
)  # fmt: skip
def test_no_question_is_an_error(words: str, archive: dict[str, Article]) -> None:
    for by_date in (True, False):
        results = search.search(parse_query(words), at=NOON, by_date=by_date)
        assert results.is_too_wide is False
    search.suggested(parse_query(words), at=NOON)


def test_a_query_that_was_not_parsed_is_no_error_either(archive: dict[str, Article]) -> None:
    for token in (Token("\ud800\x00", "section"), Token("a\x00\udfff"), Token("'" * 9_000), Token("x", "from")):
        assert search.search(Query((token,)), at=NOON).is_too_wide is False


def test_what_stands_in_the_headline_comes_first(archive: dict[str, Article]) -> None:
    make_live_article(slug="in-text", headline="Other things", body="<p>A port, a port, a port.</p>", at=NOON)
    search.rebuild(now=NOON)
    assert found("port") == ["port", "in-text", "rail"]
    assert found("port", by_date=True)[0] in ("port", "in-text")


def test_of_two_alike_the_newer_comes_first(archive: dict[str, Article]) -> None:
    for number, slug in enumerate(["new", "old", "older"]):
        make_live_article(slug=slug, headline="Lighthouse", body="<p>x</p>", at=NOON - 400 * number * DAY)
    search.rebuild(now=NOON)
    assert found("lighthouse") == ["new", "old", "older"]


def test_by_date_every_match_is_reached_once(db: None) -> None:
    for number in range(45):
        make_live_article(slug=f"story-{number}", headline=f"Flood {number}", at=NOON - number * DAY)
    search.rebuild(now=NOON)
    seen, before = [], None
    while True:
        page = search.search(parse_query("flood"), at=NOON, by_date=True, before=before)
        seen += [hit.card.edition.slug for hit in page.hits]
        if (before := page.older) is None:
            break
    assert seen == [f"story-{number}" for number in range(45)]
    pages = [search.search(parse_query("flood"), at=NOON, page=number) for number in (1, 2, 3, 4)]
    assert [len(page.hits) for page in pages] == [20, 20, 5, 0]
    assert [page.next_page for page in pages] == [2, 3, None, None]


def test_stories_of_one_second_are_all_found(db: None) -> None:
    for number in range(3):
        make_live_article(slug=f"twin-{number}", headline="Twins")
    search.rebuild(now=NOON)
    assert sorted(found("twins")) == ["twin-0", "twin-1", "twin-2"]


def test_the_extract_marks_words_in_every_form(archive: dict[str, Article]) -> None:
    (hit,) = search.search(parse_query("strike riga"), at=NOON).hits
    assert [piece.text for piece in hit.extract if piece.is_marked] == ["Striking", "Riga"]
    assert "".join(piece.text for piece in hit.extract) == "Striking drivers met the minister at the port of Riga."


def test_the_extract_of_a_long_story_is_cut_around_what_was_asked_for(db: None) -> None:
    make_live_article(headline="Long", body=f"<p>{'word ' * 300}needle {'word ' * 300}</p>")
    search.rebuild(now=NOON)
    (hit,) = search.search(parse_query("needle"), at=NOON).hits
    text = "".join(piece.text for piece in hit.extract)
    assert (text.startswith("… word"), "needle" in text, text.endswith("word …"), len(text) < 260) == (True,) * 4


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dokers", "dockers"),
        ("dockres", "dockers"),
        ("elektions", "elections"),
        ("minnnister", "minister"),
        ("dokers -riga", "dockers -riga"),
        ("section:world dokers", "section:world dockers"),
        ("выбары", "выборы"),
        ("zzzzzzzz", None),
        ("dockers", None),
    ],
)
def test_a_misspelt_word_is_guessed(typed: str, meant: str | None, archive: dict[str, Article]) -> None:
    other = search.suggested(parse_query(typed), at=NOON)
    assert (str(other) if other else None) == meant


def test_what_is_not_out_is_neither_found_nor_guessed_and_appears_on_its_second(db: None) -> None:
    article = make_live_article(slug="seen", headline="Seen")
    hidden = make_live_article(slug="comes", headline="Zeppelin arrives", at=NOON)
    publishing.withdraw(hidden, by=None, now=NOON + timedelta(seconds=1))
    publishing.publish(hidden, by=None, at=NOON + DAY, now=NOON + timedelta(seconds=2))
    search.rebuild(now=NOON + timedelta(seconds=3))
    before, on = NOON + DAY - timedelta(microseconds=1), NOON + DAY
    assert (found("zeppelin", at=before), search.suggested(parse_query("zepelin"), at=before)) == ([], None)
    assert found("zeppelin", at=on) == ["comes"]
    assert str(search.suggested(parse_query("zepelin"), at=on)) == "zeppelin"
    publishing.withdraw(hidden, by=None, at=on + DAY, now=on)
    assert found("zeppelin", at=on + DAY - timedelta(microseconds=1)) == ["comes"]
    assert found("zeppelin", at=on + DAY) == []
    assert article.slug == "seen"


@pytest.mark.parametrize(("longer", "few"), [(1.1, 0), (1.6, 0), (100, 0), (10, 2_000)])
def test_the_same_is_found_in_whatever_stretches_it_is_looked_for(
    longer: float, few: int, archive: dict[str, Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(engine()), "knows_order", False)
    monkeypatch.setattr(stretches, "_ENOUGH", 0.01)
    monkeypatch.setattr(finding, "_NEWEST", 1)
    monkeypatch.setattr(stretches, "_LONGER", longer)
    monkeypatch.setattr(stretches, "_FEW", few)
    assert found("port", by_date=True) == ["port", "rail"]
    assert found("port -riga from:2026-03-08", by_date=True) == ["port"]
    assert found('"port of riga"') == ["rail"]
    assert found("-minister language:en", by_date=True) == ["votes", "cafe"]


def test_a_phrase_of_common_words_is_looked_for_as_far_back_as_is_said(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        words = "to be or not to be" if number in (2, 7) else "be to or not"
        make_live_article(slug=f"story-{number}", body=f"<p>{words}</p>", at=NOON - number * DAY)
    search.rebuild(now=NOON)
    monkeypatch.setattr(type(engine()), "most_opened", 5)
    query = parse_query('"to be or"')
    first = search.search(query, at=NOON)
    assert [hit.card.edition.slug for hit in first.hits] == ["story-2"]
    assert first.looked_back_to == NOON - 6 * DAY
    seen, before = [], None
    for _ in range(4):
        page = search.search(query, at=NOON, by_date=True, before=before)
        seen += [hit.card.edition.slug for hit in page.hits]
        before = page.older
        if before is None:
            break
    assert (seen, before, page.looked_back_to) == (["story-2", "story-7"], None, None)


def test_a_search_that_takes_too_long_is_given_up_with_a_word(
    archive: dict[str, Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(*args: object, **kwargs: object) -> None:
        numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, i, '' FROM n"
        with connection.cursor() as cursor:
            cursor.execute(f"{numbers} WHERE i < 0 LIMIT 1")

    monkeypatch.setattr(finding, "_SECONDS", 0.05)
    monkeypatch.setattr(type(engine()), "newest", endless)
    assert search.search(parse_query("port"), at=NOON).is_too_wide is True
    assert search.suggested(parse_query("dokers"), at=NOON) is None
    monkeypatch.undo()
    assert found("port") == ["port", "rail"]
