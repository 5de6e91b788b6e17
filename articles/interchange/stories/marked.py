"""Marked blocks with labelled lines: pictures, boxes, pull quotes, notices, authors.

Every reader here takes the lines, the index to begin at and the draft, and returns the index after what it
took: the same index when the line is not its own.
"""

import re
from collections.abc import Sequence
from datetime import date
from itertools import takewhile

from .captions import split_bracket, split_credit, without_brackets
from .dates import DateUnreadError, Moment, read_day
from .draft import Draft
from .inline import to_html
from .labels import AUTHOR_FIELDS, BLOCK_OPENERS, PICTURE_FIELDS, Labelled, read_label, read_notice_line
from .lines import BULLET, Line
from .lists import list_blocks
from .story import Author, Block, Box, CorrectionNotice, Figure, Picture, PullQuote

ADDRESS = re.compile(r"https?://\S+|(?<=\s)[\w.+-]{1,64}@[\w-]{1,63}\.\S{2,100}$")
SIZES = frozenset({"wide"})
WHO = re.compile(r"\s(?:--|[\u2014\u2013])\s(?=[^\u2014\u2013]*$)")


def opens_block(text: str) -> bool:
    """True for the first line of any block of this module."""
    labelled = read_label(text)
    named = labelled is not None and labelled.name in BLOCK_OPENERS | {"author"}
    return named or read_notice_line(text) is not None


def block_end(lines: Sequence[Line], start: int) -> int:
    """Where the block ends that begins at `start`: at a gap, or where another opens."""
    end = start + 1
    while end < len(lines) and not lines[end].after_gap and not opens_block(lines[end].text):
        end += 1
    return end


def opener(lines: Sequence[Line], start: int, *names: str) -> Labelled | None:
    """The label of the first line when it is one of these."""
    labelled = read_label(lines[start].text)
    return labelled if labelled is not None and labelled.name in names else None


def read_picture(lines: Sequence[Line], start: int, draft: Draft) -> int:
    """`Picture: file` with its caption and fields; `Lead picture:` is the story's own."""
    opening = opener(lines, start, "picture", "lead picture")
    if opening is None:
        return start
    end = picture_end(lines, start)
    picture = build_picture(lines[start:end], opening.value, draft)
    is_lead = opening.name == "lead picture"
    if is_lead and draft.lead is None:
        draft.lead = picture
    else:
        draft.blocks.append(Figure(picture.line, picture))
    if is_lead and draft.lead is not picture:
        draft.say(
            picture.line,
            "problem",
            "A second lead picture stands here; it was put into the body at this place.",
        )
    return end


def picture_end(lines: Sequence[Line], start: int) -> int:
    """Where the picture's lines end: captions come first, fields after them, and then nothing more."""
    end, seen_field, seen_credit = start + 1, False, ""
    for line in lines[start + 1 : block_end(lines, start)]:
        is_field = opener([line], 0, *PICTURE_FIELDS) is not None
        is_double = without_brackets(line.text) == seen_credit
        if not is_field and (seen_field or (seen_credit and not is_double)):
            break
        seen_field = seen_field or is_field
        if not is_field and split_bracket(line.text)[1]:
            seen_credit = without_brackets(line.text)
        end += 1
    return end


def build_picture(lines: Sequence[Line], file: str, draft: Draft) -> Picture:
    """The picture of a block; what its fields do not take is reported."""
    fields: dict[str, str] = {}
    captions: dict[str, str] = {}
    for line in lines[1:]:
        field = opener([line], 0, *PICTURE_FIELDS)
        if field is None:
            captions.setdefault(without_brackets(line.text), line.text)
        elif fields.setdefault(field.name, field.value) != field.value:
            draft.say(
                line.number,
                "problem",
                f"The picture's {field.name} stands twice; left out: \u201c{field.value}\u201d.",
            )
    words = " ".join(captions.values())
    caption, credit = ("", "") if not words else split_credit(words)
    if fields.get("credit"):
        caption, credit = words, fields["credit"]
    return Picture(
        caption=" ".join(filter(None, [fields.get("caption", ""), caption])),
        credit=credit,
        line=lines[0].number,
        file=file,
        alt=fields.get("alt", ""),
        size=picture_size(fields.get("size", ""), lines[0].number, draft),
        creator=fields.get("creator", ""),
        place=fields.get("place", ""),
        date=picture_date(fields.get("date", ""), lines[0].number, draft),
        terms=fields.get("terms", ""),
    )


def picture_size(value: str, line: int, draft: Draft) -> str:
    """A size the house knows, or "" with a remark."""
    if not value or value.casefold() in SIZES:
        return value.casefold()
    draft.say(line, "problem", f"The picture's size \u201c{value}\u201d is not known; wide is.")
    return ""


def picture_date(value: str, line: int, draft: Draft) -> date | None:
    """The day of a picture, or None with a remark."""
    try:
        return read_day(value) if value else None
    except DateUnreadError as error:
        draft.say(line, "problem", f"The picture's date \u201c{value}\u201d was not taken: {error}.")
        return None


def read_box(lines: Sequence[Line], start: int, draft: Draft) -> int:
    """`Box: Title` with the paragraphs and lists of the same block."""
    opening = opener(lines, start, "box")
    if opening is None:
        return start
    end = block_end(lines, start)
    if not draft.has_gaps:
        end = start + 1 + sum(1 for _line in takewhile(is_bullet, lines[start + 1 : end]))
    inner: tuple[Block, ...] = tuple(list_blocks(lines[start + 1 : end]))
    draft.blocks.append(Box(lines[start].number, opening.value, inner))
    return end


def is_bullet(line: Line) -> bool:
    """True for an item of a list."""
    return BULLET.match(line.text) is not None


def read_pull_quote(lines: Sequence[Line], start: int, draft: Draft) -> int:
    """`Pull quote: words -- who`, on one line or more of the same block."""
    opening = opener(lines, start, "pull quote")
    if opening is None:
        return start
    end = block_end(lines, start) if draft.has_gaps else start + 1
    words = " ".join([opening.value, *(line.text for line in lines[start + 1 : end])]).strip()
    parts = WHO.split(words, maxsplit=1)
    draft.blocks.append(PullQuote(lines[start].number, to_html(parts[0]), parts[1] if len(parts) > 1 else ""))
    return end


def read_notice(lines: Sequence[Line], start: int, draft: Draft) -> int:
    """A correction or another notice, with the words it replaced when it names them."""
    notice = read_notice_line(lines[start].text)
    if notice is None:
        return start
    end = block_end(lines, start)
    texts = {"text": [notice.text], "was": [], "now": []}
    for position in range(start + 1, end):
        words = opener(lines, position, "was", "now")
        if words is None and not draft.has_gaps:
            end = position
            break
        texts[words.name if words else "text"].append(words.value if words else lines[position].text)
    text, was, now = (" ".join(filter(None, parts)) for parts in texts.values())
    moment = notice_moment(notice.at, lines[start].number, draft)
    if text or was or now:
        draft.corrections.append(CorrectionNotice(notice.kind, text, moment.at if moment else None, was, now))
    return end


def notice_moment(value: str, line: int, draft: Draft) -> Moment | None:
    """When a notice was made; its date may be missing, and one that cannot be read is reported."""
    try:
        moment = draft.read_moment(value) if value else None
    except DateUnreadError as error:
        draft.say(line, "problem", f"The notice's date \u201c{value}\u201d was not taken: {error}.")
        return None
    if moment is not None:
        draft.say_guesses(moment, value, line)
    return moment


def read_author_block(lines: Sequence[Line], start: int, draft: Draft) -> int:
    """`Author: name` with job, biography and profiles."""
    opening = opener(lines, start, "author")
    if opening is None or not opening.value:
        return start
    end = block_end(lines, start)
    job: list[str] = []
    biography: list[str] = []
    profiles: list[tuple[str, str]] = []
    for line in lines[start + 1 : end]:
        field = opener([line], 0, *AUTHOR_FIELDS)
        if field is None or field.name == "biography":
            biography.append(field.value if field else line.text)
        elif field.name == "job":
            job.append(field.value)
        else:
            profiles.append(read_profile(field.value, line.number, draft))
    draft.authors.append(Author(opening.value, ", ".join(job), " ".join(biography), tuple(profiles)))
    return end


def read_profile(value: str, line: int, draft: Draft) -> tuple[str, str]:
    """A profile's label and its address, which may be missing: that is reported."""
    value = value.strip()
    match = ADDRESS.search(f" {value}")
    if match is None:
        draft.say(line, "profile_without_address", f"The profile \u201c{value}\u201d has no address.")
        return value, ""
    label = value.replace(match[0], "", 1).strip(" :")
    return label or "website", match[0]
