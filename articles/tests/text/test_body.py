"""What a body may contain, and what becomes of the rest."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text import body_parts, image_keys, sanitise
from articles.text.body import ASIDE_TYPES

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
        '<section data-type="gallery"><figure data-image="a"></figure><figure data-image="b"></figure></section>',
        '<figure data-embed="https://vimeo.com/1234"><figcaption>The &lt;vote&gt;</figcaption></figure>',
        '<aside data-type="note"><p>Ask <em>twice</em>.</p></aside>',
        '<p><a href="/2026/03/08/one/">inside</a> <a href="tel:+37167000000">call</a></p>',
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
        ('<p><a href="javascript:alert(1)">a</a></p>', "<p>a</p>"),
        ("<p><b>a</b> <i>b</i></p>", "<p><strong>a</strong> <em>b</em></p>"),
        ("<h1>a</h1>", "<h2>a</h2>"),
        ("<div><p>a</p></div>", "<p>a</p>"),
        ("<p>a\x00b\ud800c</p>", "<p>abc</p>"),
        ("<figure><figcaption>kept</figcaption></figure><p>a</p>", "<p>kept</p><p>a</p>"),
        ('<figure data-image="../etc"></figure><p>a</p>', "<p>a</p>"),
        ("<aside><p>a</p></aside>", "<p>a</p>"),
        ("&lt;b&gt; stays<aside>words</aside>", "&lt;b&gt; stayswords"),
        ("<section><p>a</p></section>", "<p>a</p>"),
        ('<section data-type="gallery"><p>a</p></section>', "<p>a</p>"),
        (
            '<section data-type="gallery">x<figure data-image="a"></figure><p>y</p></section>',
            '<section data-type="gallery"><figure data-image="a"></figure></section>x<p>y</p>',
        ),
        (
            '<figure data-embed="https://youtu.be/dQw4w9WgXcQ?si=x"></figure>',
            '<figure data-embed="https://www.youtube.com/watch?v=dQw4w9WgXcQ"><figcaption></figcaption></figure>',
        ),
        (
            '<figure data-embed="https://evil.example/v"><figcaption>Title</figcaption></figure>',
            '<p><a href="https://evil.example/v">Title</a></p>',
        ),
        (
            '<figure data-embed="https://evil.example/v"></figure>',
            '<p><a href="https://evil.example/v">https://evil.example/v</a></p>',
        ),
        ('<figure data-embed="javascript:alert(1)"><figcaption>a</figcaption></figure>', "<p>a</p>"),
        (
            '<figure data-embed="https://vimeo.com/1"><figcaption>a <b>b</b> <a href="/">c</a></figcaption></figure>',
            '<figure data-embed="https://vimeo.com/1"><figcaption>a b c</figcaption></figure>',
        ),
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
                "<figure data-embed='https://youtu.be/dQw4w9WgXcQ'>",
                "<figure data-embed='https://evil.example/'>",
                "</figure>",
                "<figcaption>",
                "<aside>",
                "<aside data-type='note'>",
                "</aside>",
                "<section data-type='gallery'>",
                "</section>",
                "<a href='/x'>",
                "<a>",
                "</a>",
                "&lt;",
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


words = st.lists(st.sampled_from(["Riga", "&amp;", "&lt;b&gt;", "„so“", "新闻", "&nbsp;"]), max_size=4).map(" ".join)
lines = st.one_of(
    words,
    words.map("<strong>{}</strong>".format),
    words.map("a <em>{}</em><br>b".format),
    words.map('<a href="/2026/03/08/one/?a=1&amp;b=2">{}</a>'.format),
)
paragraphs = lines.map("<p>{}</p>".format)
pictures = st.builds(
    '<figure data-image="{}"{}><figcaption>{}</figcaption></figure>'.format,
    st.sampled_from(["bridge", "river"]),
    st.sampled_from(["", ' data-size="wide"', ' data-alt="A &quot;b&quot; &amp; c"']),
    lines,
)
dialect = st.lists(
    st.one_of(
        paragraphs,
        lines.map("<h2>{}</h2>".format),
        lines.map("<h3>{}</h3>".format),
        paragraphs.map("<ul><li>{0}<ol><li>{0}</li></ol></li></ul>".format),
        paragraphs.map("<blockquote>{}</blockquote>".format),
        paragraphs.map('<table><tbody><tr><th colspan="2">{0}</th></tr><tr><td>{0}</td></tr></tbody></table>'.format),
        pictures,
        st.lists(pictures, min_size=1, max_size=3).map("".join).map('<section data-type="gallery">{}</section>'.format),
        words.map('<figure data-embed="https://vimeo.com/1"><figcaption>{}</figcaption></figure>'.format),
        st.builds('<aside data-type="{}">{}</aside>'.format, st.sampled_from(ASIDE_TYPES), paragraphs),
    ),
    min_size=1,
    max_size=6,
).map("\n".join)


@given(dialect.filter(lambda body: "Riga" in body))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_nothing_of_the_dialect_is_lost(body: str) -> None:
    assert sanitise(body) == body


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


GALLERY = f'<section data-type="gallery">{FIGURE}{FIGURE.replace("bridge", "river")}</section>'


def test_pictures_of_a_gallery_are_one_part() -> None:
    (part,) = body_parts(GALLERY)
    assert part["type"] == "gallery"
    assert [picture["image"] for picture in part["pictures"]] == ["bridge", "river"]
    assert part["pictures"][0] == body_parts(FIGURE)[0]


def test_a_gallery_inside_a_quotation_is_printed_behind_it() -> None:
    parts = body_parts(f"<blockquote><p>One.</p>{GALLERY}</blockquote>")
    assert [part["type"] for part in parts] == ["html", "gallery"]


def test_what_stands_elsewhere_is_a_part_of_its_own() -> None:
    parts = body_parts(
        '<p>One.</p><figure data-embed="https://vimeo.com/1"><figcaption>A  &amp; B</figcaption></figure><p>Two.</p>'
    )
    assert parts[1] == {"type": "embed", "address": "https://vimeo.com/1", "title": "A & B"}


def test_no_word_is_lost_between_blocks() -> None:
    parts = body_parts("Loose.<p>One.</p>Between.<p>Two.</p>")
    assert parts == [{"type": "html", "html": "<p>Loose.</p><p>One.</p><p>Between.</p><p>Two.</p>"}]


def test_images_are_named_once_in_their_order() -> None:
    assert image_keys(FIGURE + FIGURE.replace("bridge", "river") + FIGURE) == ["bridge", "river"]
    assert image_keys(GALLERY + FIGURE) == ["bridge", "river"]


def test_an_empty_body_has_no_parts() -> None:
    assert body_parts("") == []
    assert image_keys("") == []
