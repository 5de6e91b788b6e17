"""What is typed into the desk's search, taken apart."""

import pytest

from articles.text import Token, folded, parse_query


def tokens(text: str) -> list[tuple[str, str, bool]]:
    return [(token.key, token.value, token.is_excluded) for token in parse_query(text).tokens]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("   \t\n", []),
        ("nato", [("", "nato", False)]),
        ("nato summit", [("", "nato", False), ("", "summit", False)]),
        ('"press freedom"', [("", "press freedom", False)]),
        ("“press freedom”", [("", "press freedom", False)]),
        ("„Freiheit der Presse“", [("", "Freiheit der Presse", False)]),
        ("«свобода слова»", [("", "свобода слова", False)]),
        ("「報道の自由」", [("", "報道の自由", False)]),
        ('"without an end', [("", "without an end", False)]),
        ("-sport", [("", "sport", True)]),
        ('-"press freedom"', [("", "press freedom", True)]),
        ("section:world", [("section", "world", False)]),
        ("Section:World", [("section", "World", False)]),
        ("section：世界", [("section", "世界", False)]),
        ('section:"Home affairs"', [("section", "Home affairs", False)]),
        ("-state:draft", [("state", "draft", True)]),
        ("Live: what we know", [("", "Live:", False), ("", "what", False), ("", "we", False), ("", "know", False)]),
        ("11:30", [("", "11:30", False)]),
        ("by:me section:world state:review nato",
         [("by", "me", False), ("section", "world", False), ("state", "review", False), ("", "nato", False)]),
        ("nato nato", [("", "nato", False)]),
        ("- -- \"\"", [("", "-", True)]),
        ("a\x00b", [("", "ab", False)]),
        ("O’Brien’s well-known", [("", "O’Brien’s", False), ("", "well-known", False)]),
    ],
)  # fmt: skip
def test_what_is_typed_is_taken_apart(text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(
    "text",
    ['nato "press freedom" -sport section:"Home affairs" -state:draft', "11:30 「報道の自由」", '"foo:bar" "-minus"'],
)
def test_a_query_written_out_is_the_same_query(text: str) -> None:
    query = parse_query(text)
    assert parse_query(str(query)) == query


def test_a_term_is_taken_out_and_put_in() -> None:
    query = parse_query("nato state:draft -state:live by:me")
    assert str(query.without("state").having("state", "review")) == "nato -state:live by:me state:review"


def test_the_values_of_a_term_are_those_asked_for() -> None:
    assert parse_query("state:draft state:live -state:review draft").values("state") == ["draft", "live"]


def test_a_long_text_is_cut_and_not_refused() -> None:
    assert len(parse_query("word " * 10_000).tokens) == 1
    assert len(parse_query(" ".join(f"w{number}" for number in range(1000))).tokens) == 30


def test_words_and_terms_are_told_apart() -> None:
    query = parse_query("nato by:me")
    assert (query.words, query.terms) == ((Token("nato"),), (Token("me", "by"),))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Bērziņa", "berzina"),
        ("ÇA VA", "ca va"),
        ("Ёлка", "елка"),
        ("STRASSE straße", "strasse strasse"),
        ("ﬁne", "fine"),
        ("ＮＡＴＯ", "nato"),
        ("  two\n words ", "two words"),
        ("हिन्दी", "हिन्दी"),
        ("北京", "北京"),
        ("İstanbul", "istanbul"),
    ],
)
def test_folded(written: str, expected: str) -> None:
    assert folded(written) == expected
