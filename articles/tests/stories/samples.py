"""Short texts in the shapes in which stories come, and the way the tests read them."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from zoneinfo import ZoneInfo

from articles.interchange.stories import Paragraph, Story, read_story
from articles.interchange.stories.html import plain

RIGA = ZoneInfo("Europe/Riga")

FIRST = "The city library opened its doors again on Monday after four years of repairs to its roof and its halls."
SECOND = "Visitors can borrow books from nine in the morning, and the children’s floor follows in the autumn."
THIRD = "The work cost less than had been planned, the city’s building office said in a note to the council."

PASTED = f"""Library Opens Its Doors Again

Library Opens Its Doors Again
Readers wait before the library in Harbour Street on Sept. 2, 2024. Mara Ozola/City Archive via Northlight
Anna Berg
Updated:

{FIRST}

“We have missed the sound of pages,” the librarian said on a Sept. 2 walk in Harbour, Westland.

A reader looks up at the new roof in Harbour, on Sept. 2, 2024. (Mara Ozola/City Archive)
A reader looks up at the new roof in Harbour, on Sept. 2, 2024. Mara Ozola/City Archive
{SECOND}

{THIRD}

Anna Berg
Anna Berg
Reporter
Anna Berg writes about buildings and books. She has a broad knowledge of roofs.
twitter
Related Topics"""

MARKED = f"""Headline: Library opens its doors again
Short headline: Library reopens
Slug: library-reopens
Id: library-2024
Standfirst: Four years of repairs are over,
  and the reading room is dry.
Byline: Reporting by Anna Berg and Jonas Kalns; photographs by Mara Ozola; edited by Eva Lind
Dateline: HARBOUR, Westland
Section: City
Topics: Libraries, Buildings, libraries
Kind: explainer
Language: en-GB
Source: City Wire
Source URL: https://example.org/library
Published: 2024-09-02 21:00 +02:00
Updated:
Status: in review

{FIRST}

## What comes next

{SECOND}

Lead picture: library.jpg
Readers wait in front of the library. (Mara Ozola/City Archive)
Alt: A queue before a brick house.

Picture: roof.jpg
A reader looks up. (Mara Ozola)
Alt: A woman beneath a roof.
Size: wide
Creator: Mara Ozola
Place: Harbour, Westland
Date: 2024-09-02
Terms: For this story only

- one shelf of maps
- two shelves of **music**

1. Come in
2. Sit down

> The roof is tight.
>
> So is the budget.

| Floor | Books |
|---|---|
| Ground | 1,200 |

Box: Opening hours
- Monday to Friday
The house is closed on feast days.

Pull quote: We have missed the sound of pages -- the librarian

---

{THIRD}

Correction (2024-09-03 09:40 +02:00): The number of books was wrong.
Was: 1,100
Now: nine in the morning

Author: Anna Berg
Job: Reporter
Anna Berg writes about buildings.
Profile: X https://x.com/annaberg
Profile: twitter
"""


def read(text: str | bytes, zone: ZoneInfo = RIGA) -> Story:
    """Read a text as the file it would be in UTF-8."""
    return read_story(text.encode() if isinstance(text, str) else text, zone=zone)


def paragraphs(story: Story) -> list[str]:
    """The words of the body's own paragraphs."""
    return [plain(block.html) for block in story.blocks if isinstance(block, Paragraph)]


def remarks(story: Story, kind: str) -> str:
    """All remarks of a kind, for asking what is among them."""
    return "\n".join(f"{remark.line}: {remark.message}" for remark in story.remarks if remark.kind == kind)


def words_of(part: object) -> Iterator[str]:
    """Every text anywhere in a story, HTML taken for the words it shows and the addresses it holds."""
    if isinstance(part, str):
        yield plain(part.replace('<a href="', " ").replace('">', " "))
    elif isinstance(part, tuple):
        for inner in part:
            yield from words_of(inner)
    elif is_dataclass(part):
        for field in fields(part):
            yield from words_of(getattr(part, field.name))
