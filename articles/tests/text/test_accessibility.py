"""What keeps somebody from reading a text, found in its words and structure."""

import pytest

from articles.text import Place, accessibility_findings


def found(body: str, language: str = "en") -> list[tuple[str, Place | None]]:
    return [(finding.code, finding.place) for finding in accessibility_findings(body, language=language)]


def test_nothing_is_found_in_a_plain_story() -> None:
    body = (
        "<p>It rained.</p><h2>What came</h2><p>More in <a href='/x/'>the report of the council</a>.</p><h3>Then</h3>"
        "<table><tbody><tr><th>Day</th></tr><tr><td>One</td></tr></tbody></table>"
        '<figure data-image="bridge" data-alt="A bridge at dawn"><figcaption>The bridge.</figcaption></figure>'
    )
    assert found(body) == []


@pytest.mark.parametrize("body", ["", "   ", "<p></p>", "bare text"])
def test_next_to_nothing_is_no_fault(body: str) -> None:
    assert found(body) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h3>Deep</h3>", [("heading_order", Place(0, "Deep"))]),
        ("<p>x</p><h2>One</h2><h3>Two</h3><h2>Three</h2><h3>Four</h3>", []),
        ("<h2>One</h2><h3>Two</h3>", []),
        ("<p>x</p><h2> \u200b</h2>", [("heading_empty", Place(1))]),
        ("<h2>One</h2><h2></h2><h3>Two</h3>", [("heading_empty", Place(1))]),
    ],
)
def test_headings_come_in_their_order(body: str, expected: list[object]) -> None:
    assert found(body) == expected


@pytest.mark.parametrize(
    "words",
    [
        "here", "Here", "click here", "HERE.", "“here”", "read more →", "this", "mehr", "En savoir plus", "šeit",
        "Здесь", "هنا", "Подробнее…",
    ],
)  # fmt: skip
def test_a_link_says_where_it_leads(words: str) -> None:
    assert found(f'<p>x</p><p>Look <a href="/x/">{words}</a></p>', "") == [("link_says_nothing", Place(1, words))]


@pytest.mark.parametrize("words", ["the report", "here in Riga", "heresy", "Said this week", "1,200", "e.g.", "U.N."])
def test_words_that_say_something_are_left_alone(words: str) -> None:
    assert found(f'<p><a href="/x/">{words}</a></p>') == []


@pytest.mark.parametrize(
    "words", ["https://example.com/a?b=1", "http://x", "www.example.com", "example.com/reports/2022"]
)
def test_a_link_is_not_a_bare_address(words: str) -> None:
    assert found(f'<p><a href="/x/">{words}</a></p>') == [("link_bare", Place(0, words))]


def test_a_link_has_words() -> None:
    assert found('<p>x <a href="/x/">\u00a0</a></p>') == [("link_empty", Place(0))]


def test_links_in_lists_and_tables_count_to_their_block() -> None:
    body = '<p>x</p><ul><li>a</li><li><a href="/x/">here</a></li></ul>'
    assert found(body) == [("link_says_nothing", Place(1, "here"))]


@pytest.mark.parametrize(
    ("alt", "caption", "expected"),
    [
        ("DSC_0042.JPG", "", "alt_file_name"),
        ("IMG-1234", "", "alt_file_name"),
        ("The Bridge.", "The <em>bridge</em>.", "alt_is_caption"),
        ("A bridge at dawn", "The bridge.", None),
        ("", "", None),
    ],
)
def test_an_alt_text_describes(alt: str, caption: str, expected: str | None) -> None:
    body = f'<figure data-image="x" data-alt="{alt}"><figcaption>{caption}</figcaption></figure>'
    assert found(body) == ([(expected, Place(0))] if expected else [])


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("<tr><td>a</td></tr><tr><td>b</td></tr>", 1),
        ("<tr><th>a</th></tr><tr><td>b</td></tr>", 0),
        ("<tr><th>a</th><td>b</td></tr>", 0),
        ("<tr><td>a</td></tr><tr><th>b</th></tr>", 1),
    ],
)
def test_a_table_has_headings(rows: str, expected: int) -> None:
    assert found(f"<table><tbody>{rows}</tbody></table>") == [("table_headings", Place(0))] * expected


@pytest.mark.parametrize(
    ("text", "is_shouted"),
    [
        ("THE PRESIDENT SAID NOTHING AT ALL TODAY", True),
        ("ПРЕЗИДЕНТ НЕ СКАЗАЛ СЕГОДНЯ НИЧЕГО", True),
        ("NATO, EU, UN AND US", False),
        ("THE PRESIDENT said nothing at all today", False),
        ("1914 1918 1939 1945 1989 2001 2022", False),
        ("قال الرئيس إنه لم يقل شيئا اليوم على الإطلاق", False),
        ("大統領は今日 何も 言わなかった と 報道官が 述べた そうだ と", False),
    ],
)
def test_paragraphs_in_capitals(text: str, is_shouted: bool) -> None:
    codes = [code for code, _ in found(f"<p>{text}</p>", "")]
    assert codes == (["capitals"] if is_shouted else [])


def test_very_long_paragraphs_each_in_its_place() -> None:
    body = f"<p>{'word ' * 121}</p><p>{'word ' * 120}</p><ul><li>{'item ' * 130}</li></ul>"
    assert [(code, place.block) for code, place in found(body) if place] == [
        ("paragraph_long", 0),
        ("paragraph_long", 2),
    ]


@pytest.mark.parametrize(
    ("language", "text", "is_wrong"),
    [
        ("en", "Президент сказал, что ничего не сказал, и сразу ушёл.", True),
        ("ru", "The president said that he had said nothing, and left.", True),
        ("lv", "Prezidents sacīja, ka neko nav teicis, un aizgāja projām.", False),
        ("sr", "Председник је рекао да није рекао ништа и отишао.", False),
        ("sr-Latn", "Predsednik je rekao da nije rekao ništa i otišao je.", False),
        ("ja", "大統領は何も言わなかったと述べ、そのまま会場を去ったと報道官が昨日の会見で明らかにした。", False),
        ("xx", "Президент сказал, что ничего не сказал, и сразу ушёл.", False),
        ("", "Президент сказал, что ничего не сказал, и сразу ушёл.", False),
        ("en", "Да.", False),
        ("en", "Президент said in English that he had said nothing at all, and then left.", False),
    ],
)
def test_the_language_is_the_text_s(language: str, text: str, is_wrong: bool) -> None:
    assert found(f"<p>{text}</p>", language) == ([("language", None)] if is_wrong else [])


def test_a_note_of_the_desk_is_nobody_s_to_read() -> None:
    note = '<aside data-type="note"><p>Ask <a href="/x/">here</a></p></aside>'
    body = f'{note}<blockquote>{note}<p>x</p></blockquote><p><a href="/x/">here</a></p>'
    assert found(body) == [("link_says_nothing", Place(2, "here"))]


def test_galleries_are_looked_through() -> None:
    pictures = '<figure data-image="a" data-alt="a.jpg"></figure><figure data-image="b" data-alt="A bridge"></figure>'
    assert found(f'<p>x</p><section data-type="gallery">{pictures}</section>') == [("alt_file_name", Place(1))]


def test_findings_come_in_the_order_of_the_text() -> None:
    body = '<table><tbody><tr><td>a</td></tr></tbody></table><p><a href="/x/">here</a></p><h3>Deep</h3>'
    assert [place.block for _, place in found(body) if place] == [0, 1, 2]
