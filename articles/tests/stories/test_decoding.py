"""Bytes: encodings, line ends, broken files."""

import pytest

from articles.interchange.stories import Story, StoryError, read_story

from .samples import FIRST, MARKED, PASTED, RIGA, SECOND, paragraphs, read, remarks

STORY = f"A café by the bridge\n\n{FIRST}\n\n{SECOND}\n"


def same(one: Story, other: Story) -> bool:
    return (one.headline, one.blocks, one.credits, one.identity) == (
        other.headline,
        other.blocks,
        other.credits,
        other.identity,
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028"])
@pytest.mark.parametrize("text", [STORY, PASTED, MARKED])
def test_every_encoding_and_line_end_gives_the_same_story(text: str, encoding: str, line_end: str) -> None:
    if encoding == "cp1252" and line_end == "\u2028":
        line_end = "\n"
    assert same(read(text.replace("\n", line_end).encode(encoding)), read(text))


@pytest.mark.parametrize(
    ("encoding", "said"), [("cp1252", "Windows-1252"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16")]
)
def test_a_guessed_encoding_is_said(encoding: str, said: str) -> None:
    assert said in remarks(read(STORY.encode(encoding)), "guess")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_certain_encoding_is_not_remarked_on(encoding: str) -> None:
    assert remarks(read(STORY.encode(encoding)), "guess") == ""


def test_a_broken_last_byte_of_utf_16_is_dropped() -> None:
    assert paragraphs(read(STORY.encode("utf-16") + b"\x41")) == [FIRST, SECOND]


@pytest.mark.parametrize("dirt", ["\0", "\x07", "\u200b", "\ufeff", "\u2060", "\u202e", "\u200d", "\x1b"])
def test_invisible_characters_are_taken_out(dirt: str) -> None:
    story = read(f"A brid{dirt}ge\n\n{dirt}{FIRST}\n\n{SECOND}{dirt}")
    assert (story.headline, paragraphs(story)) == ("A bridge", [FIRST, SECOND])


def test_control_characters_that_were_taken_out_are_counted() -> None:
    assert "2 unreadable" in remarks(read(f"A brid\0ge\n\n{FIRST}\x07"), "left_out")


def test_a_lone_surrogate_is_taken_out_and_said() -> None:
    story = read(f"A brid\ud800ge\n\n{FIRST}".encode("utf-8", "surrogatepass"))
    assert story.headline == "A bridge"
    assert "1 unreadable" in remarks(story, "left_out")
    assert read(f"A brid\udc00ge\n\n{FIRST}".encode("utf-16", "surrogatepass")).headline == "A bridge"


def test_letters_with_accents_are_composed() -> None:
    assert read(f"A cafe\u0301\n\n{FIRST}").headline == "A café"


def test_joiners_inside_persian_words_stay() -> None:
    assert "می\u200cرود" in paragraphs(read(f"پل باز است\n\nاو می\u200cرود.\n\n{FIRST}"))[0]


def test_a_replacement_character_is_said_with_its_line() -> None:
    assert "3: A character was lost" in remarks(read(f"A bridge\n\n{FIRST}\ufffd"), "problem")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n ", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\0\0\0\0", "not readable|empty|binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "PNG picture"),
        (b"\xff\xd8\xff\xe0" + bytes(range(256)), "JPEG picture"),
        (b"%PDF-1.7\n1 0 obj", "PDF document"),
        (b"PK\x03\x04" + b"word/document.xml" * 9, "Word document"),
        (b"{\\rtf1\\ansi A bridge}", "rich-text"),
        (b"<!DOCTYPE html><html><body>A bridge", "web page"),
        (bytes(range(256)) * 20, "not readable"),
        (b"\xff\xfe" + bytes([1, 0, 2, 0, 3, 0]) * 50, "binary data"),
        ("Мост снова открыт\n\nМост открыли во вторник утром.".encode("cp1251"), "old encoding|not readable"),
        (b"A bridge\n\n" + b"x" * 5 * 1024 * 1024, "larger than 5 MB"),
        (b"A bridge\n", "has a headline but no text"),
        (b"Section: City\n", "has no headline"),
    ],
)
def test_a_broken_file_is_refused_in_one_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(StoryError, match=reason) as refused:
        read_story(data, zone=RIGA, name="bridge.txt")
    assert str(refused.value).startswith("bridge.txt ")
    assert "\n" not in str(refused.value)
    assert str(refused.value).endswith(".")
