"""Marks that a line begins with: lists, quotations, tables, subheads, breaks. Readers work as in `marked`."""

import re
from collections.abc import Sequence

from .draft import Draft
from .inline import to_html
from .lines import Line
from .story import Block, Bullets, Paragraph, Quotation, Subhead, Table

BULLET = re.compile(r"^[-*\u2022] (?=\S)")
NUMBER = re.compile(r"^(?P<number>\d{1,3})[.)] (?=\S)")
SUBHEAD = re.compile(r"^(?P<marks>#{1,6}) (?=[^\s#])")
END_MARKS = frozenset({"ends", "(ends)", "-30-", "- 30 -", "-ends-", "- ends -"})


def list_end(lines: Sequence[Line], start: int) -> tuple[int, bool]:
    """Where the list ends that begins at `start`, and whether it is numbered; numbers must run from 1."""
    end = start
    while end < len(lines) and BULLET.match(lines[end].text):
        end += 1
    if end > start:
        return end, False
    while end < len(lines) and (match := NUMBER.match(lines[end].text)) and int(match["number"]) == end - start + 1:
        end += 1
    return end, True


def list_block(lines: Sequence[Line], start: int, end: int, is_ordered: bool) -> Bullets:
    """The lines of a list as its block."""
    mark = NUMBER if is_ordered else BULLET
    items = tuple(to_html(mark.sub("", line.text, count=1)) for line in lines[start:end])
    return Bullets(lines[start].number, items, is_ordered)


def list_blocks(lines: Sequence[Line]) -> list[Block]:
    """Lines as paragraphs and lists: what a fact box can hold."""
    blocks: list[Block] = []
    start = 0
    while start < len(lines):
        end, is_ordered = list_end(lines, start)
        if end > start:
            blocks.append(list_block(lines, start, end, is_ordered))
        else:
            blocks.append(Paragraph(lines[start].number, to_html(lines[start].text)))
        start = max(end, start + 1)
    return blocks


def read_list(lines: Sequence[Line], start: int, draft: Draft) -> int:
    """A list, with or without blank lines between its items. One lone number is a paragraph's own."""
    end, is_ordered = list_end(lines, start)
    if end == start or (is_ordered and end == start + 1):
        return start
    draft.blocks.append(list_block(lines, start, end, is_ordered))
    return end


def read_quotation(lines: Sequence[Line], start: int, draft: Draft) -> int:
    """Lines that begin with ">"; a bare ">" parts two paragraphs."""
    end = start
    paragraphs: list[list[str]] = [[]]
    while end < len(lines) and lines[end].text.startswith(">") and (end == start or not lines[end].after_gap):
        words = lines[end].text.lstrip("> ")
        paragraphs += [] if words else [[]]
        paragraphs[-1] += [words] if words else []
        end += 1
    html = tuple(to_html(" ".join(words)) for words in paragraphs if words)
    if html:
        draft.blocks.append(Quotation(lines[start].number, html))
    return end


def read_table(lines: Sequence[Line], start: int, draft: Draft) -> int:
    """Rows of "| a | b |"; a row of dashes below the first makes it the head."""
    end = start
    while end < len(lines) and is_row(lines[end].text) and (end == start or not lines[end].after_gap):
        end += 1
    rows = [row_cells(line.text) for line in lines[start:end]]
    head = rows[0] if len(rows) > 1 and is_rule(rows[1]) and not is_rule(rows[0]) else ()
    body = tuple(row for row in rows[1 if head else 0 :] if not is_rule(row))
    if head or body:
        draft.blocks.append(
            Table(
                lines[start].number,
                tuple(map(to_html, head)),
                tuple(tuple(map(to_html, row)) for row in body),
            )
        )
    return end


def is_row(text: str) -> bool:
    """True for a table's row, bars at both ends."""
    return len(text) > 2 and text.startswith("|") and text.endswith("|")


def row_cells(text: str) -> tuple[str, ...]:
    """The words between the bars."""
    return tuple(cell.strip() for cell in text[1:-1].split("|"))


def is_rule(cells: tuple[str, ...]) -> bool:
    """True for the row of dashes."""
    return all(cell and set(cell) <= set("-:") for cell in cells)


def read_subhead(lines: Sequence[Line], start: int, draft: Draft) -> int:
    """`## ` is a subhead; `### ` and deeper are one below it."""
    match = SUBHEAD.match(lines[start].text)
    if match is None:
        return start
    level = 2 if len(match["marks"]) <= 2 else 3
    draft.blocks.append(Subhead(lines[start].number, level, to_html(lines[start].text[match.end() :])))
    return start + 1


def read_break(lines: Sequence[Line], start: int, draft: Draft) -> int:
    """A rule or a wire's end mark: nothing that readers should see, so it is dropped and said."""
    text = lines[start].text
    marks = set(text.replace(" ", ""))
    is_break = len(text) > 2 and len(marks) == 1 and marks <= set("-*_#=~")
    if not is_break and text.casefold() not in END_MARKS:
        return start
    draft.say(lines[start].number, "left_out", f"A break or end mark was left out: \u201c{text[:20]}\u201d.")
    return start + 1
