"""Marked blocks that show what is more than one picture, or stands elsewhere: galleries and embeds.

Readers work as in `marked`.
"""

import re
from collections.abc import Sequence
from html import escape

from ...text.embeds import embed_of, service_names
from .draft import Draft
from .inline import to_html
from .lines import Line
from .marked import block_end, build_picture, opener, picture_end
from .story import Elsewhere, Figure, Gallery, Paragraph, Picture

WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
FEWEST_IN_A_GALLERY = 2


def read_gallery(lines: Sequence[Line], start: int, draft: Draft) -> int:
    """`Gallery:` and right below it, without a blank line, its pictures as `Picture:` blocks."""
    opening = opener(lines, start, "gallery")
    if opening is None:
        return start
    number = lines[start].number
    if opening.value:
        draft.say(number, "problem", f"A gallery has no title; left out: \u201c{opening.value}\u201d.")
    pictures, end = gallery_pictures(lines, start + 1, draft)
    if not pictures:
        draft.say(
            number,
            "problem",
            "This gallery has no pictures: write them right below \u201cGallery:\u201d, without a blank line, each"
            " after \u201cPicture:\u201d.",
        )
    elif len(pictures) < FEWEST_IN_A_GALLERY:
        draft.say(number, "problem", "This gallery has one picture only; it was put in as a picture.")
        draft.blocks.append(Figure(pictures[0].line, pictures[0]))
    else:
        draft.blocks.append(Gallery(number, tuple(pictures)))
    return end


def gallery_pictures(lines: Sequence[Line], start: int, draft: Draft) -> tuple[list[Picture], int]:
    """The pictures that stand from `start` on without a gap between them, and where they end."""
    pictures: list[Picture] = []
    while start < len(lines) and not lines[start].after_gap:
        opening = opener(lines, start, "picture")
        if opening is None:
            break
        end = picture_end(lines, start)
        pictures.append(build_picture(lines[start:end], opening.value, draft))
        start = end
    return pictures, start


def read_embed(lines: Sequence[Line], start: int, draft: Draft) -> int:
    """`Embed: address`, and what readers see there in words, after it or below it.

    What is none of the known services stays in the story as a link, and what is no address as text.
    """
    opening = opener(lines, start, "embed")
    if opening is None:
        return start
    number = lines[start].number
    end = block_end(lines, start) if draft.has_gaps else start + 1
    address, _, after = opening.value.partition(" ")
    title = " ".join(filter(None, [after.strip(), *(line.text for line in lines[start + 1 : end])]))
    found = embed_of(address) if address else None
    if found is not None:
        draft.blocks.append(Elsewhere(number, found.address, title))
    elif WEB_ADDRESS.fullmatch(address):
        draft.say(
            number,
            "problem",
            f"\u201c{address}\u201d was put in as a link: a story can show what stands at"
            f" {', '.join(service_names())}, and nothing else.",
        )
        words = escape(title or address, quote=False)
        draft.blocks.append(Paragraph(number, f'<a href="{escape(address)}">{words}</a>'))
    else:
        draft.say(
            number,
            "problem",
            "After \u201cEmbed:\u201d stands no address that begins with https://; the words were kept as text.",
        )
        words = " ".join(filter(None, [address, title]))
        draft.blocks += [Paragraph(number, to_html(words))] if words else []
    return end
