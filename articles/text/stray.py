"""What the sanitiser's list of elements cannot say: wrappers that wrap nothing of the dialect. Their words stay."""

import re
from html import escape

from lxml import html as lxml_html
from lxml.html import HtmlElement

from .embeds import embed_of

# The elements of which some have no place in a body, as the sanitiser writes them.
_SUSPECT = re.compile(r"<(?:aside|fig|section|a>)")
_STRAY = (
    ".//a[not(@href)]", ".//figure[not(@data-image) and not(@data-embed)]", ".//aside[not(@data-type)]",
    ".//section[not(@data-type)]",
)  # fmt: skip


def without_strays(html: str) -> str:
    """`html`, which holds elements of the dialect alone, without those that are not whole; itself where all are.

    Figures that show nothing, boxes of no type, links without an address and galleries without pictures
    are unwrapped; what stands in a gallery and is no picture is put behind it; an embed of no known
    service becomes a link, and others get the address that is stored for them.
    """
    if not _SUSPECT.search(html):
        return html
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    embeds, galleries = root.xpath(".//figure[@data-embed]"), root.xpath(".//section[@data-type]")
    mended = [
        *(_mend_embed(figure) for figure in embeds),
        *(_unwrap(stray) for path in _STRAY for stray in root.xpath(path)),
        *(_make_paragraph(caption) for caption in root.xpath(".//figcaption[not(parent::figure)]")),
        *(_mend_gallery(gallery) for gallery in galleries),
    ]
    return _inner(root) if any(mended) else html


def _unwrap(stray: HtmlElement) -> bool:
    for caption in stray.findall("figcaption"):
        caption.tag = "p"
    stray.drop_tag()
    return True


def _make_paragraph(caption: HtmlElement) -> bool:
    caption.tag = "p"
    return True


def _mend_embed(figure: HtmlElement) -> bool:
    """Nothing to do for a figure with its stored address and a caption of plain words."""
    embed = None if figure.get("data-image") else embed_of(figure.get("data-embed"))
    caption = figure.find("figcaption")
    if embed and _is_whole(figure, caption) and figure.attrib == {"data-embed": embed.address}:
        return False
    if figure.get("data-image"):
        del figure.attrib["data-embed"]
        return True
    address, title = figure.get("data-embed"), "" if caption is None else caption.text_content()
    figure.addprevious(_embed(embed.address, title) if embed else _link(address, title))
    if caption is not None:
        caption.drop_tree()
    # Whatever else stood in it stands behind it.
    figure.drop_tag()
    return True


def _is_whole(figure: HtmlElement, caption: HtmlElement | None) -> bool:
    words_beside = (figure.text or "") + ("" if caption is None else caption.tail or "")
    inside = 0 if caption is None else 1
    return len(figure) == inside and not words_beside.strip() and (caption is None or len(caption) == 0)


def _embed(address: str, title: str) -> HtmlElement:
    figure = lxml_html.Element("figure", {"data-embed": address})
    caption = lxml_html.Element("figcaption")
    caption.text = title
    figure.append(caption)
    return figure


def _link(address: str, title: str) -> HtmlElement:
    paragraph = lxml_html.Element("p")
    link = lxml_html.Element("a", {"href": address})
    link.text = title or address
    paragraph.append(link)
    return paragraph


def _mend_gallery(gallery: HtmlElement) -> bool:
    """Nothing to do for a gallery of pictures alone."""
    pictures = gallery.xpath(".//figure[@data-image]")
    words_beside = "".join([gallery.text or "", *(child.tail or "" for child in gallery)])
    if pictures and pictures == list(gallery) and not words_beside.strip():
        return False
    if pictures:
        made = lxml_html.Element("section", {"data-type": "gallery"})
        gallery.addprevious(made)
        for picture in pictures:
            picture.drop_tree()
            picture.tail = None
            made.append(picture)
    gallery.drop_tag()
    return True


def _inner(root: HtmlElement) -> str:
    return escape(root.text or "") + "".join(lxml_html.tostring(child, encoding="unicode") for child in root)
