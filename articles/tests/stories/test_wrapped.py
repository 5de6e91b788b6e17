"""Lines that a program cut to a width are joined again; lines that were whole are left alone."""

import textwrap

import pytest

from articles.interchange.stories import Bullets, Paragraph

from .samples import FIRST, SECOND, THIRD, paragraphs, read

LONG = f"{FIRST} {SECOND} A well-known and long-standing rule about late-returned books was dropped."


def wrap(text: str, width: int) -> str:
    return "\n".join(textwrap.wrap(text, width))


@pytest.mark.parametrize("width", [60, 65, 72, 76, 80])
def test_cut_lines_are_joined(width: int) -> None:
    text = "\n\n".join(["A bridge opens", "By Anna Berg", wrap(LONG, width), wrap(SECOND + " " + THIRD, width)])
    story = read(text)
    assert paragraphs(story) == [LONG, SECOND + " " + THIRD]
    assert [credit.name for credit in story.credits] == ["Anna Berg"]


def test_cut_lines_without_blank_lines_part_at_short_lines() -> None:
    first = f"{LONG} So be it."
    text = "\n".join(["A bridge opens", wrap(first, 72), wrap(THIRD, 72)])
    assert paragraphs(read(text)) == [first, THIRD]


def test_an_indented_line_begins_a_paragraph_among_cut_lines() -> None:
    cut = [wrap(LONG, 72), wrap(THIRD, 72)]
    text = "A bridge opens\n\n" + "\n".join("    " + paragraph for paragraph in cut)
    assert paragraphs(read(text)) == [LONG, THIRD]


def test_line_numbers_are_those_of_the_file() -> None:
    story = read(f"A bridge opens\n\n{wrap(LONG, 72)}\n\n{wrap(THIRD, 72)}")
    assert [block.line for block in story.blocks] == [3, 3 + wrap(LONG, 72).count("\n") + 2]


def test_a_cut_headline_is_joined() -> None:
    headline = "The city library opens its doors again after four long years of repairs"
    assert read(f"{wrap(headline, 60)}\n\n{wrap(LONG, 60)}").headline == headline


def test_a_hyphen_of_its_own_stays_and_one_that_cut_a_word_goes() -> None:
    text = (
        "The information desk of the library in the harbour is a well-\n"
        "known place, and those who work there collected the infor-\n"
        "mation that the visitors of the last four years had asked\n"
        "for."
    )
    joined = "is a well-known place, and those who work there collected the information that"
    assert joined in paragraphs(read(f"A bridge opens\n\n{text}"))[0]


def test_a_soft_hyphen_at_a_line_end_joins() -> None:
    text = "The people of the city collected all the infor\u00ad\nmation that the visitors had wanted to\nknow."
    assert "the information that" in paragraphs(read(f"A bridge opens\n\n{text}"))[0]


def test_a_dash_at_a_line_end_keeps_its_space() -> None:
    text = "The people of the city collected all words that -\nas visitors of late had asked for -\nmattered."
    assert "words that - as visitors" in paragraphs(read(f"A bridge opens\n\n{text}"))[0]


def test_chinese_lines_are_joined_without_a_space() -> None:
    sentence = "大桥星期二上午重新开放渡轮停止了服务市政府说工程比计划便宜很多市民可以步行过河" * 3
    cut = "\n".join(sentence[start : start + 30] for start in range(0, len(sentence), 30))
    assert paragraphs(read(f"大桥重新开放\n\n{cut}。")) == [sentence + "。"]


def test_short_whole_lines_are_not_joined() -> None:
    lines = [
        "The bridge opened on Monday morning at nine.",
        "The ferries stopped on Monday at noon.",
        "Nobody was late to school.",
    ]
    assert paragraphs(read("A bridge opens\n" + "\n".join(lines))) == lines


def test_bullets_of_a_cut_file_stay_apart() -> None:
    items = "\n".join("- " + wrap(text, 60) for text in (FIRST, SECOND))
    story = read(f"A bridge opens\n\n{wrap(LONG, 60)}\n\n{items}")
    assert story.blocks[1:] == (Bullets(story.blocks[1].line, (FIRST, SECOND)),)


def test_a_label_goes_on_in_indented_lines() -> None:
    story = read(f"Headline: A bridge\nStandfirst: It opened\n  on Monday\n  at nine.\nSection: City\n\n{FIRST}")
    assert (story.standfirst, story.section) == ("It opened on Monday at nine.", "City")
    assert story.blocks == (Paragraph(7, FIRST),)


def test_non_breaking_spaces_go_but_for_figures_and_french_marks() -> None:
    text = "The\u00a0bridge carries 4\u00a0000 cars\u00a0: enough, they\u00a0say."
    assert paragraphs(read(f"A bridge\n\n{text}")) == ["The bridge carries 4\u00a0000 cars\u00a0: enough, they say."]
