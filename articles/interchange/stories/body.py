"""The body of a story file: every line becomes a block, or is reported."""

import re
from collections.abc import Callable, Sequence
from itertools import islice

from .captions import find_caption, may_be_credit, split_bracket
from .datelines import split_dateline
from .draft import Draft
from .embargoes import read_embargo_line
from .html import plain
from .inline import to_html
from .labels import read_label
from .lines import Line
from .lists import read_break, read_list, read_quotation, read_subhead, read_table
from .marked import read_author_block, read_box, read_notice, read_picture, read_pull_quote
from .shapes import ends_sentence, fold
from .shown import read_embed, read_gallery
from .story import Figure, Paragraph, Picture, Subhead

SIGN_OFF = re.compile(r"^\(?(?:additional )?(?:reporting|writing|editing|photographs|photography) by \S", re.IGNORECASE)
LONGEST_SIGN_OFF = 400
LONGEST_SUBHEAD = 60
SHORTEST_TEXT = 100
BodyReader = Callable[[Sequence[Line], int, Draft], int]


def read_body(lines: Sequence[Line], draft: Draft) -> None:
    """Add the blocks of these lines to the draft, in order."""
    start = read_first_paragraph(lines, draft)
    while start < len(lines):
        start = next(end for reader in READERS if (end := reader(lines, start, draft)) > start)


def read_first_paragraph(lines: Sequence[Line], draft: Draft) -> int:
    """The dateline, where the body begins with one, and the paragraph it opens; 0 when there is none."""
    if not lines:
        return 0
    found = split_dateline(lines[0].text, "\n".join(line.text for line in lines))
    if found is None or fold(draft.texts.get("dateline", found.place)) != fold(found.place):
        return 0
    number = lines[0].number
    draft.texts["dateline"] = found.place
    draft.say(
        number,
        "guess",
        f"The dateline \u201c{found.place}\u201d was read from these words: \u201c{found.opening}\u201d.",
    )
    if found.agency:
        draft.set_text("source_line", found.agency, number)
        draft.say(number, "guess", f"\u201c{found.agency}\u201d stands in the dateline and was read as the source.")
    draft.dateline_day = found.day
    draft.blocks.append(Paragraph(number, to_html(found.text)))
    return 1


def read_sign_off(lines: Sequence[Line], start: int, draft: Draft) -> int:
    """ "(Reporting by A; editing by B)" at the very end, as wires close a story."""
    text = lines[start].text
    if start + 2 < len(lines) or len(text) > LONGEST_SIGN_OFF or not SIGN_OFF.match(text):
        return start
    draft.add_credits(text.rstrip("."), lines[start].number)
    draft.say(lines[start].number, "guess", f"The last line was read as part of the byline: \u201c{text}\u201d.")
    return start + 1


def read_caption(lines: Sequence[Line], start: int, draft: Draft) -> int:
    """A pasted caption: a picture in its place."""
    caption = find_caption(lines, start)
    if caption is None:
        return start
    number = lines[start].number
    draft.blocks.append(Figure(number, Picture(caption.text, caption.credit, number)))
    if not caption.is_doubled:
        draft.say(
            number,
            "guess",
            f"Read as a picture's caption, for it ends in a credit: \u201c{caption.credit}\u201d.",
        )
    return caption.end


def read_guessed_subhead(lines: Sequence[Line], start: int, draft: Draft) -> int:
    """A few words alone between two paragraphs, without a full stop."""
    text = lines[start].text
    if not (2 < len(text) <= LONGEST_SUBHEAD) or ends_sentence(text) or not text[-1].isalnum() or not text[0].isupper():
        return start
    if not is_between_paragraphs(lines, start, draft):
        return start
    draft.blocks.append(Subhead(lines[start].number, 2, to_html(text)))
    draft.say(
        lines[start].number,
        "guess",
        f"These words stand alone and were read as a subhead: \u201c{text}\u201d.",
    )
    return start + 1


def is_between_paragraphs(lines: Sequence[Line], start: int, draft: Draft) -> bool:
    """True for a line with gaps around it, a paragraph before it, and a long text after it."""
    if start + 1 >= len(lines) or not (lines[start].after_gap and lines[start + 1].after_gap):
        return False
    following = lines[start + 1].text
    before = draft.blocks[-1] if draft.blocks else None
    return isinstance(before, Paragraph) and len(following) >= SHORTEST_TEXT and ends_sentence(following)


def read_paragraph(lines: Sequence[Line], start: int, draft: Draft) -> int:
    """Whatever is nothing else is a paragraph; what looks odd in it is said."""
    line = lines[start]
    labelled = read_label(line.text)
    if labelled is not None and labelled.field:
        draft.say(
            line.number,
            "problem",
            f"\u201c{labelled.name}:\u201d is no label here, after the story began; the line is text.",
        )
    if may_be_credit(split_bracket(line.text)[1]):
        draft.say(
            line.number,
            "guess",
            "The words in brackets at its end may be a credit; the line was kept as text.",
        )
    if start and fold(lines[start - 1].text) == fold(line.text):
        draft.say(line.number, "problem", "This line says the same as the one before it; both were kept.")
    draft.blocks.append(Paragraph(line.number, to_html(line.text)))
    return start + 1


def check_replaced_words(draft: Draft) -> None:
    """A correction's `Now` has to stand in the body, once, or its `Was` cannot be shown in its place."""
    whole = "\n".join(plain(block.html) for block in draft.blocks if isinstance(block, Paragraph | Subhead))
    for notice in islice(draft.corrections, MOST_CHECKED):
        times = whole.count(notice.now) if notice.now else 1
        if times != 1:
            stands = "does not stand in the body" if times == 0 else f"stands in the body {times} times"
            draft.say(
                1,
                "problem",
                f"The corrected words \u201c{notice.now}\u201d {stands}; they must stand there once.",
            )


# Searching a body for each of a thousand notices is work without an end; no story has as many.
MOST_CHECKED = 50
READERS: tuple[BodyReader, ...] = (
    read_embargo_line,
    read_notice,
    read_picture,
    read_gallery,
    read_embed,
    read_box,
    read_pull_quote,
    read_author_block,
    read_table,
    read_list,
    read_quotation,
    read_subhead,
    read_break,
    read_sign_off,
    read_caption,
    read_guessed_subhead,
    read_paragraph,
)
