"""What a story file says, in parts: the result of reading one. Plain data, no database."""

import datetime
from dataclasses import dataclass


class StoryError(ValueError):
    """The file cannot be read as a story. One sentence tells an editor what is wrong and what to do."""


@dataclass(frozen=True)
class Credit:
    """One name in the byline. Roles: by, reporting, photographs, additional_reporting, edited."""

    name: str
    role: str = "by"


@dataclass(frozen=True)
class Picture:
    """A picture as the story speaks of it; `file` is empty where the story names none."""

    caption: str
    credit: str
    line: int
    file: str = ""
    alt: str = ""
    size: str = ""
    creator: str = ""
    place: str = ""
    date: datetime.date | None = None
    terms: str = ""


@dataclass(frozen=True)
class Block:
    """One block of the body. `html` in the blocks below is escaped and holds only strong, em and a[href]."""

    line: int


@dataclass(frozen=True)
class Paragraph(Block):
    """A paragraph of the running text."""

    html: str


@dataclass(frozen=True)
class Subhead(Block):
    """A heading inside the body; `level` is 2 or 3."""

    level: int
    html: str


@dataclass(frozen=True)
class Bullets(Block):
    """A list; the numbers of an ordered one are not kept, for they always run from 1."""

    items: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Quotation(Block):
    """A block quotation; one entry of `html` per paragraph."""

    html: tuple[str, ...]


@dataclass(frozen=True)
class Table(Block):
    """A table; `head` is empty when no row heads it."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Figure(Block):
    """A picture in its place in the body."""

    picture: Picture


@dataclass(frozen=True)
class Gallery(Block):
    """Pictures that are shown together, two or more."""

    pictures: tuple[Picture, ...]


@dataclass(frozen=True)
class Elsewhere(Block):
    """Something that stands elsewhere, by its address as it is stored; `title` is plain text and may be empty."""

    address: str
    title: str = ""


@dataclass(frozen=True)
class Box(Block):
    """A fact box; `title` is plain text, `blocks` are paragraphs and lists."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class PullQuote(Block):
    """Words lifted out of the story; `who` is plain text and may be empty."""

    html: str
    who: str = ""


@dataclass(frozen=True)
class Author:
    """What the file says about a writer. A profile is (label, address); the address may be empty."""

    name: str
    job_title: str = ""
    biography: str = ""
    profiles: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class CorrectionNotice:
    """A public notice. Kinds: correction, clarification, update, editors_note, retraction."""

    kind: str
    text: str
    at: datetime.datetime | None
    was: str = ""
    now: str = ""


@dataclass(frozen=True)
class Remark:
    """What a person should know. Kinds: guess, left_out, problem, profile_without_address."""

    line: int
    kind: str
    message: str


@dataclass(frozen=True)
class Story:
    """A story file, read. Texts are plain and "" when not said; times are aware; None means not said."""

    headline: str
    identity: str
    short_headline: str = ""
    slug: str = ""
    standfirst: str = ""
    dateline: str = ""
    section: str = ""
    topics: tuple[str, ...] = ()
    kind: str = "news"
    language: str = ""
    # The identity of the original, as its file says it.
    translation_of: str = ""
    source_line: str = ""
    source_url: str = ""
    search_title: str = ""
    search_description: str = ""
    canonical_url: str = ""
    status: str = ""
    credits: tuple[Credit, ...] = ()
    lead: Picture | None = None
    blocks: tuple[Block, ...] = ()
    authors: tuple[Author, ...] = ()
    corrections: tuple[CorrectionNotice, ...] = ()
    published: datetime.datetime | None = None
    updated: datetime.datetime | None = None
    withdrawn: datetime.datetime | None = None
    embargo: datetime.datetime | None = None
    # An embargo that was announced and could not be understood, as it stands: such a story must be held.
    embargo_unread: str = ""
    # The day the report is about, found in its words; a remark names them.
    reported_on: datetime.date | None = None
    remarks: tuple[Remark, ...] = ()

    @property
    def pictures(self) -> list[Picture]:
        """The pictures of the body, those of galleries among them, in order."""
        found: list[Picture] = []
        for block in self.blocks:
            if isinstance(block, Figure):
                found.append(block.picture)
            elif isinstance(block, Gallery):
                found += block.pictures
        return found
