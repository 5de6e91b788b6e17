"""The head of a story file: all that stands before the first paragraph of the body."""

from collections.abc import Callable, Sequence

from .bylines import is_byline
from .captions import find_caption
from .draft import Draft
from .embargoes import read_embargo_line
from .fields import apply_date_line, apply_label, is_date_line
from .inline import to_html
from .labels import AUTHOR_FIELDS, BLOCK_OPENERS, read_label
from .lines import BLOCK_MARK, Line
from .marked import read_author_block, read_notice, read_picture
from .shapes import fold, is_name
from .story import Paragraph, Picture, StoryError

LONGEST_HEADLINE = 250
LONGEST_STANDFIRST = 400
HeadReader = Callable[[Sequence[Line], int, Draft], int]


def read_head(lines: Sequence[Line], draft: Draft) -> Sequence[Line]:
    """Fill in what the head says and return the lines of the body."""
    start = 0
    while start < len(lines):
        end = next((end for reader in READERS if (end := reader(lines, start, draft)) > start), start)
        if end == start:
            break
        start = end
    return lines[start:]


def read_lead_picture(lines: Sequence[Line], start: int, draft: Draft) -> int:
    """A marked lead picture; one that is marked "Picture:" begins the body."""
    labelled = read_label(lines[start].text)
    if labelled is None or labelled.name != "lead picture":
        return start
    return read_picture(lines, start, draft)


def read_head_author(lines: Sequence[Line], start: int, draft: Draft) -> int:
    """An "Author:" that goes on with a job or profile is an author block, else it is the byline."""
    following = read_label(lines[start + 1].text) if start + 1 < len(lines) else None
    if following is None or following.name not in AUTHOR_FIELDS or lines[start + 1].after_gap:
        return start
    return read_author_block(lines, start, draft)


def read_labelled(lines: Sequence[Line], start: int, draft: Draft) -> int:
    """A line with a label that is known."""
    labelled = read_label(lines[start].text)
    if labelled is None or not labelled.field:
        return start
    apply_label(labelled, lines[start].number, draft)
    return start + 1


def read_release_line(lines: Sequence[Line], start: int, draft: Draft) -> int:
    """The words "For immediate release" say nothing that a story needs."""
    if fold(lines[start].text).strip(" :.*-") != "for immediate release":
        return start
    draft.say(lines[start].number, "left_out", f"This line was left out: \u201c{lines[start].text}\u201d.")
    return start + 1


def read_by_line(lines: Sequence[Line], start: int, draft: Draft) -> int:
    """A line that begins with "By" or with a role; "By A | March 8, 2022" carries a date as well."""
    parts = [part.strip() for part in lines[start].text.split("|")]
    if not is_byline(parts[0]) or not all(map(is_date_line, parts[1:])):
        return start
    draft.add_credits(parts[0], lines[start].number)
    for part in parts[1:]:
        apply_date_line(part, lines[start].number, draft)
    return start + 1


def read_date_line(lines: Sequence[Line], start: int, draft: Draft) -> int:
    """A date alone on its line, with "Updated" or "Published" before it or nothing."""
    if not is_date_line(lines[start].text):
        return start
    apply_date_line(lines[start].text, lines[start].number, draft)
    return start + 1


def read_headline(lines: Sequence[Line], start: int, draft: Draft) -> int:
    """The first line that is nothing else; and the same words again, as pages show them twice."""
    text = lines[start].text.removeprefix("# ")
    if "headline" in draft.texts:
        return start + (fold(text) == fold(draft.texts["headline"]))
    if has_labelled_headline(lines[start + 1 : start + 6]) or begins_block(lines[start].text):
        return start
    if len(text) > LONGEST_HEADLINE:
        raise StoryError(
            f"Line {lines[start].number} is too long for a headline ({len(text)} characters): "
            "write a headline alone on the first line, or put \u201cHeadline:\u201d before it."
        )
    draft.texts["headline"] = text
    return start + 1


def has_labelled_headline(lines: Sequence[Line]) -> bool:
    """True when the headline is announced by its label a little further down."""
    labels = (read_label(line.text) for line in lines)
    return any(label is not None and label.field == "headline" and label.value for label in labels)


def begins_block(text: str) -> bool:
    """True for the marks of the body's blocks, which end the head."""
    labelled = read_label(text)
    if labelled is not None and labelled.name in BLOCK_OPENERS:
        return True
    return BLOCK_MARK.match(text) is not None and not text.startswith("# ")


def read_lead_caption(lines: Sequence[Line], start: int, draft: Draft) -> int:
    """A caption before the body belongs to the lead picture."""
    caption = find_caption(lines, start) if draft.lead is None and "headline" in draft.texts else None
    if caption is None:
        return start
    draft.lead = Picture(caption.text, caption.credit, lines[start].number)
    if not caption.is_doubled:
        draft.say(
            lines[start].number,
            "guess",
            "This line was read as the lead picture's caption, for it ends in a credit.",
        )
    return caption.end


def read_bare_name(lines: Sequence[Line], start: int, draft: Draft) -> int:
    """A name alone below the headline is the byline."""
    text = lines[start].text
    if "headline" not in draft.texts or not is_name(text) or start + 1 == len(lines):
        return start
    if not draft.credits:
        draft.say(lines[start].number, "guess", f"\u201c{text}\u201d stands alone and was read as the byline.")
    draft.add_credits(text, lines[start].number)
    return start + 1


def read_unknown_label(lines: Sequence[Line], start: int, draft: Draft) -> int:
    """A label nobody knows among known ones: kept as a paragraph, so that the head can go on below it."""
    text = lines[start].text
    if begins_block(text) or not (is_unknown_label(text) or has_labelled_headline(lines[start + 1 : start + 6])):
        return start
    if not any(map(is_label_line, lines[start + 1 : start + 3])):
        return start
    draft.blocks.append(Paragraph(lines[start].number, to_html(text)))
    draft.say(
        lines[start].number,
        "problem",
        f"This line is not understood and was kept as text: \u201c{text}\u201d.",
    )
    return start + 1


def is_unknown_label(text: str) -> bool:
    """True for "Name: value" with a name that means nothing here."""
    labelled = read_label(text)
    return labelled is not None and not labelled.field and labelled.name not in BLOCK_OPENERS


def is_label_line(line: Line) -> bool:
    """True for a line of the head with a known label."""
    labelled = read_label(line.text)
    return labelled is not None and bool(labelled.field)


def read_standfirst(lines: Sequence[Line], start: int, draft: Draft) -> int:
    """One line between the headline and what can only stand in a head is the standfirst."""
    text = lines[start].text
    unset = "headline" in draft.texts and "standfirst" not in draft.texts and not draft.credits
    if not unset or len(text) > LONGEST_STANDFIRST or begins_block(text) or not head_goes_on(lines, start + 1, draft):
        return start
    draft.texts["standfirst"] = text
    draft.say(
        lines[start].number,
        "guess",
        "This line stands between headline and byline and was read as the standfirst.",
    )
    return start + 1


def head_goes_on(lines: Sequence[Line], start: int, draft: Draft) -> bool:
    """True when the next line, captions apart, can only stand in a head: a label, a byline, a date.

    A name alone could as well be a subhead; it counts when the tail knows it, or a label or date follows.
    """
    caption = find_caption(lines, start) if start < len(lines) else None
    at = caption.end if caption else start
    if at + 1 >= len(lines):
        return False
    if is_head_line(lines[at]) or not is_name(lines[at].text):
        return is_head_line(lines[at])
    known = {fold(author.name) for author in draft.authors}
    return fold(lines[at].text) in known or is_head_line(lines[at + 1])


def is_head_line(line: Line) -> bool:
    """True for a line that is a label with its value, a byline or a date."""
    return is_label_line(line) or is_byline(line.text) or is_date_line(line.text)


READERS: tuple[HeadReader, ...] = (
    read_embargo_line,
    read_notice,
    read_lead_picture,
    read_head_author,
    read_labelled,
    read_release_line,
    read_by_line,
    read_date_line,
    read_headline,
    read_lead_caption,
    read_bare_name,
    read_unknown_label,
    read_standfirst,
)
