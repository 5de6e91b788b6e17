"""The body as HTML in the house's dialect."""

import pytest

from articles.interchange.stories import (
    Block,
    Box,
    Bullets,
    Elsewhere,
    Figure,
    Gallery,
    Paragraph,
    Picture,
    PullQuote,
    Quotation,
    Subhead,
    Table,
    body_html,
)

from .samples import MARKED, PASTED, read


def key_of(picture: Picture) -> str:
    return f"picture-{picture.line}"


@pytest.mark.parametrize(
    ("block", "html"),
    [
        (Paragraph(1, "a <em>b</em>"), "<p>a <em>b</em></p>"),
        (Subhead(1, 2, "a"), "<h2>a</h2>"),
        (Subhead(1, 3, "a"), "<h3>a</h3>"),
        (Bullets(1, ("a", "b")), "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        (Bullets(1, ("a",), True), "<ol><li><p>a</p></li></ol>"),
        (Quotation(1, ("a", "b")), "<blockquote><p>a</p><p>b</p></blockquote>"),
        (
            Table(1, ("a",), (("b",),)),
            "<table><tbody><tr><th><p>a</p></th></tr><tr><td><p>b</p></td></tr></tbody></table>",
        ),
        (
            Figure(1, Picture("a < b", "c", 7, alt='"d"', size="wide")),
            '<figure data-image="picture-7" data-size="wide" data-alt="&quot;d&quot;">'
            "<figcaption>a &lt; b</figcaption></figure>",
        ),
        (Figure(1, Picture("", "c", 7)), '<figure data-image="picture-7"><figcaption></figcaption></figure>'),
        (
            Gallery(1, (Picture("a", "c", 7), Picture("b", "c", 9, alt="d"))),
            '<section data-type="gallery"><figure data-image="picture-7"><figcaption>a</figcaption></figure>'
            '<figure data-image="picture-9" data-alt="d"><figcaption>b</figcaption></figure></section>',
        ),
        (
            Elsewhere(1, "https://www.google.com/maps?q=a&z=1", "a < b"),
            '<figure data-embed="https://www.google.com/maps?q=a&amp;z=1"><figcaption>a &lt; b</figcaption></figure>',
        ),
        (PullQuote(1, "a", "b & c"), '<aside data-type="pullquote"><p>a</p><p>— b &amp; c</p></aside>'),
        (PullQuote(1, "a"), '<aside data-type="pullquote"><p>a</p></aside>'),
        (
            Box(1, "a < b", (Paragraph(2, "c"), Bullets(3, ("d",)))),
            '<aside data-type="factbox"><h3>a &lt; b</h3><p>c</p><ul><li><p>d</p></li></ul></aside>',
        ),
    ],
)
def test_a_block_has_its_element(block: Block, html: str) -> None:
    assert body_html([block], key_of=key_of) == html


@pytest.mark.parametrize("text", [PASTED, MARKED])
def test_a_storys_blocks_stand_one_to_a_line_in_order(text: str) -> None:
    story = read(text)
    lines = body_html(story.blocks, key_of=key_of).split("\n")
    assert len(lines) == len(story.blocks)


def test_an_unknown_block_is_an_error() -> None:
    with pytest.raises(TypeError, match="Block is no block"):
        body_html([Block(1)], key_of=key_of)
