"""Where others cut our words: search engines and networks show so many characters of a title."""

from typing import NamedTuple

# Pictures' widths decide it there; these are the lengths at which most titles and descriptions are cut.
SEARCH_TITLE, SEARCH_DESCRIPTION = 60, 155
SHARE_TITLE, SHARE_DESCRIPTION = 70, 120


class Cut(NamedTuple):
    """What is shown, and what is cut away; "" where all of it is shown."""

    shown: str
    rest: str
    limit: int

    @property
    def length(self) -> int:
        return len(self.shown) + len(self.rest)


def cut(text: str, limit: int) -> Cut:
    """`text` as it is shown where `limit` characters are; between words, unless one is as long as that."""
    if len(text) <= limit:
        return Cut(text, "", limit)
    head = text[: limit + 1].rpartition(" ")[0]
    shown = head if len(head) > limit // 2 else text[:limit]
    return Cut(shown, text[len(shown) :], limit)
