"""The reader of story files: bytes in, a story out, or one sentence that says why not."""

from dataclasses import fields
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from .body import check_replaced_words, read_body
from .decoding import decode
from .draft import Draft
from .head import read_head
from .lines import join_lines, split_lines
from .proposals import propose_day, propose_place
from .story import Credit, Story, StoryError
from .tail import take_tail


def read_story(data: bytes, *, zone: ZoneInfo, name: str = "") -> Story:
    """Read a story file, marked or pasted.

    `zone` is the newsroom's, for times that name none; `name` is the file's, for the messages. Whatever was
    guessed, left out or not understood is among the story's remarks. Raises StoryError, and nothing else,
    when the bytes are no story.
    """
    decoded = decode(data, name=name)
    lines = join_lines(split_lines(decoded.text))
    draft = Draft(zone, has_gaps=any(line.after_gap for line in lines[1:]), remarks=list(decoded.remarks))
    read_body(read_head(take_tail(lines, draft), draft), draft)
    require_story(draft, name or "The file")
    propose_credits(draft)
    check_replaced_words(draft)
    propose_place(draft)
    return build_story(draft, decoded.text)


def require_story(draft: Draft, called: str) -> None:
    """A story has a headline and at least one block."""
    if "headline" not in draft.texts:
        raise StoryError(f"{called} has no headline: write it alone on the first line, or after \u201cHeadline:\u201d.")
    if not draft.blocks:
        raise StoryError(f"{called} has a headline but no text: write the story below it, after a blank line.")


def propose_credits(draft: Draft) -> None:
    """Without a byline, the authors the file tells of are credited."""
    if draft.credits or not draft.authors:
        return
    draft.credits += [Credit(author.name) for author in draft.authors]
    names = " and ".join(author.name for author in draft.authors)
    draft.say(1, "guess", f"The file has no byline; {names}, of whom it tells, was taken for it.")


def build_story(draft: Draft, text: str) -> Story:
    """The draft as a story, its remarks in the order of the file."""
    day = propose_day(draft)
    known = {field.name for field in fields(Story)}
    parts: dict[str, Any] = {key: value for key, value in {**draft.texts, **draft.moments}.items() if key in known}
    parts.setdefault("identity", sha256(" ".join(text.split()).encode()).hexdigest())
    return Story(
        **parts,
        topics=tuple(draft.topics.values()),
        credits=tuple(dict.fromkeys(draft.credits)),
        lead=draft.lead,
        blocks=tuple(draft.blocks),
        authors=tuple(draft.authors),
        corrections=tuple(draft.corrections),
        embargo_unread=draft.embargo_unread,
        reported_on=day,
        remarks=tuple(sorted(draft.remarks, key=lambda remark: remark.line)),
    )
