"""Promises about all files: nothing but StoryError is raised, and no word is lost."""

import re
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.interchange.stories import Paragraph, Story, StoryError, body_html, read_story

from .samples import FIRST, MARKED, PASTED, RIGA, SECOND, read, words_of

BOUNDED = settings(
    max_examples=200,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
MARKS = [
    "",
    "",
    "",
    "## ",
    "- ",
    "* ",
    "1. ",
    "> ",
    "| ",
    "Picture: ",
    "Lead picture: ",
    "Gallery: ",
    "Embed: ",
    "Embed: https://youtu.be/dQw4w9WgXcQ ",
    "Box: ",
    "Pull quote: ",
]
LABELS = [
    "Headline: ",
    "Byline: ",
    "By ",
    "Topics: ",
    "Kind: ",
    "Section: ",
    "Colour: ",
    "Author: ",
    "Profile: ",
    "Job: ",
]
NOTICES = [
    "Correction: ",
    "Update (soon): ",
    "Was: ",
    "Now: ",
    "Embargo: ",
    "EMBARGOED UNTIL ",
    "Published: ",
    "Alt: ",
]
# Words whose loss would show: none of them is a label, a role, a month or a zone.
WORD = st.text("bcdfghklpqrvwxzжшф漢", min_size=3, max_size=8)
LINE = st.builds(
    lambda mark, words, end: f"{mark}{' '.join(words)}{end}",
    st.sampled_from(MARKS + LABELS + NOTICES),
    st.lists(
        st.one_of(WORD, WORD.map(str.title), WORD.map("({})".format), WORD.map("**{}**".format)),
        min_size=1,
        max_size=14,
    ),
    st.sampled_from(["", ".", "!", ":", ")", " |", "-", " (Xqzrt/Bqrst)", ". Xqzrt/Bqrst"]),
)
TEXT = st.lists(st.tuples(LINE, st.sampled_from(["\n", "\n\n", "\n  "])), min_size=1, max_size=14)


def words_in(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[bcdfghklpqrvwxzжшф漢]{3,}", text, re.IGNORECASE)}


def read_or_refuse(data: bytes) -> Story | None:
    try:
        return read_story(data, zone=RIGA)
    except StoryError:
        return None


@BOUNDED
@given(st.binary(max_size=400))
def test_any_bytes_are_a_story_or_refused(data: bytes) -> None:
    read_or_refuse(data)


@BOUNDED
@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-16-be"]))
def test_any_text_is_a_story_or_refused(text: str, encoding: str) -> None:
    read_or_refuse(f"A bridge\n\n{text}".encode(encoding, "surrogatepass"))


@BOUNDED
@given(st.sampled_from([PASTED, MARKED]), st.data())
def test_a_damaged_story_is_a_story_or_refused(text: str, data: st.DataObject) -> None:
    whole = text.encode()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    story = read_or_refuse(whole[:start] + data.draw(st.binary(max_size=6)) + whole[end:])
    assert story is None or body_html(story.blocks, key_of=lambda picture: "key")


@BOUNDED
@given(TEXT)
def test_no_word_is_lost(lines: list[tuple[str, str]]) -> None:
    text = "".join(line + end for line, end in lines)
    story = read_or_refuse(text.encode())
    if story is not None:
        kept = words_in(re.sub(r"-?\s", " ", " ".join(words_of(story))))
        assert not {word for word in words_in(text) if word not in kept and not any(word in other for other in kept)}


@BOUNDED
@given(TEXT)
def test_no_word_is_lost_below_a_proper_head(lines: list[tuple[str, str]]) -> None:
    text = f"Headline: Bridge\n\n{FIRST}\n\n{SECOND}\n\n" + "".join(line + end for line, end in lines)
    kept = " ".join(words_of(read(text))).casefold()
    assert not {word for word in words_in(text) if word not in kept}


@pytest.mark.parametrize(
    "piece",
    ["*", "**a", "[", "[a](https://", "(", "((((a) ", "a. ", "A. ", "| ", "|a|\n", "> ", "- ",
     "# ", ":", "By ", "By A and ", "By A, Jr, ", "-", "- - ", "x\n", "x\n\n", "Embargo",
     "Correction (", "Now: a\n", "March 8 ", "8 March ", "— ", "A — ", "in A, ", "Anna Berg\n",
     "Picture: a\n", "Topics: a, ", "\xa0", "\xad\n", "a-\n", "“", "漢", "\u6f22\n", "@a ", "tag: "],
)  # fmt: skip
@pytest.mark.parametrize("start", ["A bridge\n\n", ""])
def test_a_long_file_of_one_thing_is_read_to_its_end(piece: str, start: str) -> None:
    read_or_refuse((start + piece * (100_000 // len(piece.encode()))).encode())


def test_a_megabyte_in_one_line_is_one_paragraph() -> None:
    story = read(f"A bridge\n\n{'word (a) *b [c] — ' * 60_000}.")
    assert [type(block) for block in story.blocks] == [Paragraph]


def test_reading_is_the_same_every_time() -> None:
    assert read(MARKED) == read(MARKED)
    assert read(PASTED, ZoneInfo("UTC")).blocks == read(PASTED, RIGA).blocks
