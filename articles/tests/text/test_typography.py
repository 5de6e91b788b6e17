"""Quotation marks by language, and text that is still to come."""

import pytest

from articles.text import QUOTES, first_placeholder, quotes_of


@pytest.mark.parametrize(
    ("language", "quoted"),
    [
        ("en", "“so” ‘so’"),
        ("en-GB", "“so” ‘so’"),
        ("de", "„so“ ‚so‘"),
        ("de-CH", "«so» ‹so›"),
        ("de_AT", "„so“ ‚so‘"),
        ("fr", "«\u202fso\u202f» “so”"),
        ("pl", "„so” «so»"),
        ("ru", "«so» „so“"),
        ("sv", "”so” ’so’"),
        ("fi", "”so” ’so’"),
        ("lv", "“so” ‘so’"),
        ("xx", "“so” ‘so’"),
        ("", "“so” ‘so’"),
    ],
)
def test_each_language_has_its_marks(language: str, quoted: str) -> None:
    opening, closing, opening_single, closing_single = quotes_of(language)
    assert f"{opening}so{closing} {opening_single}so{closing_single}" == quoted


def test_no_language_has_straight_marks() -> None:
    assert not [language for language, marks in QUOTES.items() if set("\"'") & set("".join(marks))]
    assert [language for language in QUOTES if language != language.lower()] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He was TK years old.", "He was TK years old."),
        ("TKTK", "TKTK"),
        ("a XXXX b", "a XXXX b"),
        ("Lorem ipsum dolor", "Lorem ipsum dolor"),
        ("The TKO of the year, ATK and XX.", ""),
        ("ÄTK", ""),
    ],
)
def test_what_is_still_to_come_is_found(text: str, found: str) -> None:
    assert first_placeholder(text) == found
