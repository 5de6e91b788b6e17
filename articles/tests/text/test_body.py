"""What a body may contain, and what becomes of the rest."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text import body_parts, image_keys, sanitise

FIGURE = '<figure data-image="bridge" data-size="wide"><figcaption>The <em>bridge</em>.</figcaption></figure>'


@pytest.mark.parametrize(
    "body",
    [
        "<p>One <strong>bold</strong> and <em>leaning</em> word.</p>",
        "<h2>Subhead</h2><h3>Smaller</h3>",
        "<ul><li><p>One</p></li></ul><ol><li><p>Two</p></li></ol>",
        "<blockquote><p>Said.</p></blockquote>",
        '<p><a href="https://example.org/">link</a></p>',
        '<table><tbody><tr><th colspan="2"><p>Head</p></th></tr><tr><td><p>1</p></td></tr></tbody></table>',
        FIGURE,
        '<aside data-type="pullquote"><p>Said.</p><p>— Who</p></aside>',
        '<aside data-type="factbox"><h3>Facts</h3><p>One.</p></aside>',
        '<figure data-alt="a &gt; b &quot;c&quot;" data-image="bridge"><figcaption></figcaption></figure>',
    ],
)
def test_what_the_dialect_has_is_kept_as_it_is(body: str) -> None:
    assert sanitise(body) == body


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
        ('<p onclick="alert(1)">a</p>', "<p>a</p>"),
        ('<p><a href="javascript:alert(1)">a</a></p>', "<p><a>a</a></p>"),
        ("<p><b>a</b> <i>b</i></p>", "<p><strong>a</strong> <em>b</em></p>"),
        ("<h1>a</h1>", "<h2>a</h2>"),
        ("<div><p>a</p></div>", "<p>a</p>"),
        ("<p>a\x00b\ud800c</p>", "<p>abc</p>"),
        ("<figure><figcaption>kept</figcaption></figure><p>a</p>", "<p>kept</p><p>a</p>"),
        ('<figure data-image="../etc"></figure><p>a</p>', "<p>a</p>"),
        ("<aside><p>a</p></aside>", "<p>a</p>"),
        ("<p></p>", ""),
        ("<p> <br></p>\n", ""),
        ("<p>\u200b</p>", ""),
        ('<img src="x" onerror="alert(1)"><p>a</p>', "<p>a</p>"),
        ("<svg><p>a</p></svg>", "<p>a</p>"),
    ],
)
def test_what_the_dialect_has_not_is_dropped(raw: str, clean: str) -> None:
    assert sanitise(raw) == clean


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<b>",
                "a",
                "<figure data-image='k'>",
                "</figure>",
                "<aside>",
                "<",
                ">",
                '"',
                "<table>",
                "<td>",
            ]
        )
    ).map("".join)
)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_cleaning_twice_is_cleaning_once(raw: str) -> None:
    assert sanitise(sanitise(raw)) == sanitise(raw)


def test_figures_stand_between_runs_of_html() -> None:
    parts = body_parts(f"<p>One.</p><p>Two.</p>{FIGURE}<p>Three.</p>")
    assert parts == [
        {"type": "html", "html": "<p>One.</p><p>Two.</p>"},
        {"type": "figure", "image": "bridge", "size": "wide", "alt": "", "caption": "The <em>bridge</em>."},
        {"type": "html", "html": "<p>Three.</p>"},
    ]


def test_a_figure_inside_a_box_is_printed_behind_it() -> None:
    parts = body_parts(f'<aside data-type="factbox"><p>One.</p>{FIGURE}<p>Two.</p></aside><p>Three.</p>')
    assert [part["type"] for part in parts] == ["html", "figure", "html"]
    assert parts[0] == {"type": "html", "html": '<aside data-type="factbox"><p>One.</p><p>Two.</p></aside>'}


def test_no_word_is_lost_between_blocks() -> None:
    parts = body_parts("Loose.<p>One.</p>Between.<p>Two.</p>")
    assert parts == [{"type": "html", "html": "<p>Loose.</p><p>One.</p><p>Between.</p><p>Two.</p>"}]


def test_images_are_named_once_in_their_order() -> None:
    assert image_keys(FIGURE + FIGURE.replace("bridge", "river") + FIGURE) == ["bridge", "river"]


def test_an_empty_body_has_no_parts() -> None:
    assert body_parts("") == []
    assert image_keys("") == []
