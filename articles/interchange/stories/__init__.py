"""Story files: a pure reader of what a text file says, and the writer of its body's HTML.

`read_story` takes the bytes of a marked or a pasted story and gives a `Story`; `body_html` gives its
blocks in the house's dialect. Nothing here knows Django, a database or a disk.
"""

from .html import body_html
from .reader import read_story
from .story import (
    Author,
    Block,
    Box,
    Bullets,
    CorrectionNotice,
    Credit,
    Elsewhere,
    Figure,
    Gallery,
    Paragraph,
    Picture,
    PullQuote,
    Quotation,
    Remark,
    Story,
    StoryError,
    Subhead,
    Table,
)

__all__ = [
    "Author",
    "Block",
    "Box",
    "Bullets",
    "CorrectionNotice",
    "Credit",
    "Elsewhere",
    "Figure",
    "Gallery",
    "Paragraph",
    "Picture",
    "PullQuote",
    "Quotation",
    "Remark",
    "Story",
    "StoryError",
    "Subhead",
    "Table",
    "body_html",
    "read_story",
]
