"""Light marks inside a paragraph, as escaped HTML: strong, em, links. What is unbalanced stays as typed."""

import re
from html import escape

LINK = re.compile(r"\[(?P<words>[^\[\]]+)\]\((?P<address>https?://[^\s()\[\]<>\"]+)\)")
STARS = re.compile(r"\*{1,3}")


def to_html(text: str) -> str:
    """The text with its marks as HTML. Emphasis does not run across a link's edge from within."""
    pieces: list[str] = []
    end = 0
    for link in LINK.finditer(text):
        pieces += [text[end : link.start()], link_html(link)]
        end = link.end()
    pieces.append(text[end:])
    return emphasised(pieces)


def link_html(link: re.Match[str]) -> str:
    """One link, with the emphasis inside its words."""
    return f'<a href="{escape(link["address"])}">{emphasised([link["words"]])}</a>'


def emphasised(pieces: list[str]) -> str:
    """Escape the even pieces (text) and make their balanced stars elements; odd pieces are HTML already."""
    tokens: list[str] = []
    stars: list[int] = []
    for position, piece in enumerate(pieces):
        if position % 2:
            tokens.append(piece)
        else:
            add_text(tokens, stars, piece)
    pair_stars(tokens, stars)
    return "".join(tokens)


def add_text(tokens: list[str], stars: list[int], text: str) -> None:
    """Add text to the tokens, each run of stars a token of its own whose place is noted."""
    end = 0
    for run in STARS.finditer(text):
        if run.start() > end:
            tokens.append(escape(text[end : run.start()], quote=False))
        stars.append(len(tokens))
        tokens.append(run[0])
        end = run.end()
    if end < len(text):
        tokens.append(escape(text[end:], quote=False))


def pair_stars(tokens: list[str], stars: list[int]) -> None:
    """Replace each pair of equal runs that hug their words; a pair inside an open one is nested."""
    open_runs: list[int] = []
    for position in stars:
        run = tokens[position]
        opened = next((other for other in open_runs[-3:][::-1] if tokens[other] == run), None)
        if opened is not None and not spaced(tokens, position - 1, -1):
            del open_runs[open_runs.index(opened, max(0, len(open_runs) - 3)) :]
            tokens[opened], tokens[position] = OPENINGS[run], CLOSINGS[run]
        elif not spaced(tokens, position + 1, 0):
            open_runs.append(position)


OPENINGS = {"*": "<em>", "**": "<strong>", "***": "<strong><em>"}
CLOSINGS = {"*": "</em>", "**": "</strong>", "***": "</em></strong>"}


def spaced(tokens: list[str], position: int, side: int) -> bool:
    """True when no word stands right beside the run: marks hug the words they mean."""
    neighbour = tokens[position] if 0 <= position < len(tokens) else ""
    return not neighbour or neighbour[side].isspace()
