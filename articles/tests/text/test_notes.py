"""Notes of the desk inside a text: nothing of them is counted, printed or shown."""

import pytest

from articles.text import (
    body_parts,
    image_keys,
    notes_of,
    plain_text,
    reading_minutes,
    sanitise,
    without_notes,
    word_count,
)

NOTE = '<aside data-type="note"><p>Zqnote</p></aside>'


@pytest.mark.parametrize(
    ("body", "left"),
    [
        (f"<p>One.</p>\n{NOTE}\n<p>Two.</p>", "<p>One.</p>\n<p>Two.</p>"),
        (NOTE, ""),
        (f"{NOTE}{NOTE}<p>One.</p>", "<p>One.</p>"),
        ('<aside data-type="factbox"><p>Fact.</p></aside>', '<aside data-type="factbox"><p>Fact.</p></aside>'),
        (
            f'<aside data-type="factbox"><p>Fact.</p>{NOTE}</aside><p>One.</p>',
            '<aside data-type="factbox"><p>Fact.</p>\n</aside><p>One.</p>',
        ),
        (f'<aside data-type="note"><p>a</p>{NOTE}<p>Zqrest</p></aside><p>One.</p>', "<p>One.</p>"),
        (
            '<aside data-type="note"><aside data-type="factbox"><p>Zq</p></aside><p>Zq</p></aside><p>One.</p>',
            "<p>One.</p>",
        ),
        ('<aside data-type="note"><p>Zqnever closed', ""),
        ('<p>data-type="note" in words</p>', '<p>data-type="note" in words</p>'),
    ],
)
def test_notes_go_with_all_that_stands_in_them(body: str, left: str) -> None:
    assert without_notes(body) == left


@pytest.mark.parametrize(
    "body",
    [
        f"<p>One.</p>{NOTE}",
        f"<blockquote><p>One.</p>{NOTE}</blockquote>",
        f'<aside data-type="factbox"><p>One.</p>{NOTE}</aside>',
        f"<table><tr><td><p>One.</p>{NOTE}</td></tr></table>",
        f"<ul><li><p>One.</p>{NOTE}</li></ul>",
        f"<p>One.<strong>{NOTE}</strong></p>",
        f'<p>One.</p><a href="/">{NOTE}</a>',
        f"<table>{NOTE}<tr><td>One.</td></tr></table>",
        "<p>One.</p><ASIDE DATA-TYPE='note'><p>Zqnote</ASIDE>",
    ],
)
def test_wherever_a_note_stands_nothing_of_it_is_printed(body: str) -> None:
    body = sanitise(body)
    assert "Zqnote" in body
    assert "Zqnote" not in str(body_parts(body))
    assert plain_text(body) == "One."


def test_a_note_is_not_counted() -> None:
    long = NOTE.replace("Zqnote", "word " * 1000)
    assert word_count(f"<p>Two words.</p>{long}") == 2
    assert reading_minutes(f"<p>Two words.</p>{long}") == 1


def test_a_picture_in_a_note_is_not_shown() -> None:
    body = NOTE.replace("<p>", '<figure data-image="secret"></figure><p>')
    assert image_keys(body) == []


def test_the_desk_reads_its_notes() -> None:
    assert notes_of(f"<p>One.</p>{NOTE}<p>Two.</p>{NOTE}") == ["<p>Zqnote</p>"] * 2
    assert notes_of("<p>One.</p>") == []
