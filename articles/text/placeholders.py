"""Text that somebody still has to write: TK, as newspapers have marked it since hot metal, XXX, lorem ipsum."""

import re

# For Python and, with `\\w` widened to letters of every script, for the editor.
PLACEHOLDER = r"(?<!\w)(?:(?:TK)+|XXX+|[Ll]orem ipsum)(?!\w)"

_PATTERN = re.compile(PLACEHOLDER)


def first_placeholder(text: str) -> str:
    """The first placeholder of a plain `text` with some words around it; "" where there is none."""
    match = _PATTERN.search(text)
    return text[max(0, match.start() - 20) : match.end() + 20].strip() if match else ""
