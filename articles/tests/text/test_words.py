"""Characters, slugs and counts, in any script."""

import pytest

from articles.text import clean_line, clean_text, is_blank, plain_text, reading_minutes, slug_from, word_count


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  two\n lines\t", "two lines"),
        ("nul\x00 and \ud800surrogate\ufeff", "nul and surrogate"),
        ("e\u0301", "é"),
        ("March\u00a08", "March\u00a08"),
        ("\u200bhidden", "\u200bhidden"),
    ],
)
def test_a_line_is_one_line_of_what_can_be_stored(raw: str, clean: str) -> None:
    assert clean_line(raw) == clean


def test_line_ends_become_line_feeds() -> None:
    assert clean_text("a\r\nb\rc\u2028d") == "a\nb\nc\nd"


@pytest.mark.parametrize("text", ["", " ", "\u200b\u200d\ufeff", "\u2800", "\u3164", "\u00ad"])
def test_what_nobody_sees_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", "Ж", "新", "🚀", "—"])
def test_what_somebody_sees_is_not_blank(text: str) -> None:
    assert not is_blank(text)


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("Alliance doesn’t seek a wider war", "alliance-doesnt-seek-a-wider-war"),
        ("Tromsø café: 3% up!", "tromsø-cafe-3-up"),
        ("Столтенберг в Риге", "столтенберг-в-риге"),
        ("北约 秘书长", "北约-秘书长"),
        ("الأمين العام للناتو", "الأمين-العام-للناتو"),
        ("हिन्दी समाचार", "हिन्दी-समाचार"),
        ("🚀🚀", "story"),
        ("", "story"),
        ("---", "story"),
        ("x" * 200, "x" * 80),
        ("word " * 40, "-".join(["word"] * 16)),
    ],
)
def test_a_slug_is_made_in_any_script(headline: str, slug: str) -> None:
    assert slug_from(headline) == slug


def test_plain_text_has_a_line_for_each_block() -> None:
    body = "<h2>Head</h2><p>One &amp; two.</p><ul><li><p>Three</p></li></ul>"
    assert plain_text(body) == "Head\nOne & two.\nThree"


@pytest.mark.parametrize(
    ("body", "words"),
    [("", 0), ("<p>One, two’s three-four.</p><p>five</p>", 4), ("<p>北约秘书长</p>", 5), ("<p>1,335 people</p>", 2)],
)
def test_words_are_counted_as_editors_count_them(body: str, words: int) -> None:
    assert word_count(body) == words


def test_reading_takes_at_least_a_minute() -> None:
    assert reading_minutes("<p>Short.</p>") == 1
    assert reading_minutes("<p>" + "word " * 920 + "</p>") == 4
