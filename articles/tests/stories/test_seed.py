"""The story this project was given, whose words are not ours: only its first words and hashes stand here."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from articles.interchange.stories import Figure, Paragraph, Story, read_story

from .samples import RIGA, paragraphs, remarks

SEED = Path(__file__).resolve().parents[4] / "shared" / "seeds" / "000_e998de04464d9642.txt"
pytestmark = pytest.mark.skipif(not SEED.is_file(), reason=f"the given story is not there ({SEED})")


@pytest.fixture(scope="module")
def story() -> Story:
    return read_story(SEED.read_bytes(), zone=RIGA, name=SEED.name)


def opening(text: str, words: int = 3) -> str:
    return " ".join(text.split()[:words])


def closing(text: str, words: int = 2) -> str:
    return " ".join(text.split()[-words:])


def test_the_headline_that_stands_twice_is_one(story: Story) -> None:
    assert opening(story.headline) == "NATO Must Ensure"
    assert closing(story.headline) == "Ukraine: Stoltenberg"
    assert not any("NATO Must Ensure" in text for text in paragraphs(story))


def test_the_lead_picture_has_caption_and_credit_apart(story: Story) -> None:
    assert story.lead is not None
    assert opening(story.lead.caption) == "NATO Secretary General"
    assert closing(story.lead.caption, 3) == "Feb. 15, 2022."
    assert story.lead.credit == "Kenzo Tribouillard/AFP via Getty Images"
    assert story.lead.line == 4


def test_the_byline_names_one_author(story: Story) -> None:
    assert [(credit.name, credit.role) for credit in story.credits] == [("Tom Ozimek", "by")]


def test_the_empty_updated_line_is_no_date_and_no_text(story: Story) -> None:
    assert story.updated is None
    assert story.published is None
    assert not any("Updated" in text for text in paragraphs(story))


def test_the_body_has_27_paragraphs_in_order(story: Story) -> None:
    texts = paragraphs(story)
    assert len(texts) == 27
    assert [opening(texts[number]) for number in (0, 1, 2, 9, 14, 21, 26)] == [
        "NATO Secretary General",
        "“We need to",
        "Key to achieving",
        "At least 47",
        "Russia has denied",
        "Latvia, along with",
        "Stoltenberg’s visit to",
    ]
    assert [closing(texts[number]) for number in (0, 9, 26)] == [
        "the country.",
        "tallying difficult.",
        "in line.",
    ]


def test_the_body_is_word_for_word_what_the_file_holds(story: Story) -> None:
    source = SEED.read_text("utf-8").replace("\u00a0", " ").split("\n")
    lines = [" ".join(line.split()) for line in source]
    expected = [line for line in lines[7:68] if line and not line.startswith(("Local", "Residential", "U.S. soldiers"))]
    digest = sha256("\n".join(expected).encode()).hexdigest()
    assert sha256("\n".join(paragraphs(story)).encode()).hexdigest() == digest


def test_three_more_pictures_stand_each_in_its_place(story: Story) -> None:
    places = [position for position, block in enumerate(story.blocks) if isinstance(block, Figure)]
    assert places == [9, 15, 23]
    assert len(story.blocks) == 30


def test_doubled_captions_are_one_with_the_credit_apart(story: Story) -> None:
    pictures = [block.picture for block in story.blocks if isinstance(block, Figure)]
    assert [picture.credit for picture in pictures] == [
        "Jedrzej Nowicki/Agencja Wyborcza.pl via Reuters",
        "Anastasia Vlasova/Getty Images",
        "Wojtek Radwanski/AFP via Getty Images",
    ]
    assert [closing(picture.caption, 3) for picture in pictures] == [
        "March 7, 2022.",
        "March 5, 2022.",
        "March 3, 2022.",
    ]


def test_the_paragraph_right_below_a_caption_is_its_own(story: Story) -> None:
    following = story.blocks[10]
    assert isinstance(following, Paragraph)
    assert following.line == 28
    assert following.html.startswith("At least 47")


def test_the_author_has_job_title_biography_and_a_profile_without_address(story: Story) -> None:
    author = story.authors[0]
    assert len(story.authors) == 1
    assert (author.name, author.job_title) == ("Tom Ozimek", "Reporter")
    assert opening(author.biography) == "Tom Ozimek is"
    assert closing(author.biography) == "adult education."
    assert author.profiles == (("twitter", ""),)
    assert "twitter" in remarks(story, "profile_without_address")


def test_related_topics_with_nothing_below_are_no_topics_and_no_text(story: Story) -> None:
    assert story.topics == ()
    assert not any("Related" in text for text in paragraphs(story))


def test_the_day_of_the_report_is_proposed_from_day_weekday_and_captions(story: Story) -> None:
    assert story.reported_on == date(2022, 3, 8)
    said = remarks(story, "guess")
    assert "2022-03-08 from “March 8” and “Tuesday” with the year 2022" in said


def test_the_possible_dateline_is_said_and_not_set(story: Story) -> None:
    assert story.dateline == ""
    assert "“Riga, Latvia”" in remarks(story, "guess")


def test_non_breaking_spaces_of_pasting_are_gone(story: Story) -> None:
    assert not any("\u00a0" in text for text in paragraphs(story))


def test_nothing_of_the_file_is_a_problem_or_left_out(story: Story) -> None:
    assert remarks(story, "problem") == ""
    assert remarks(story, "left_out") == ""


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encoding_and_line_ends_change_nothing(story: Story, encoding: str, line_end: str) -> None:
    text = SEED.read_text("utf-8").replace("\n", line_end)
    again = read_story(text.encode(encoding), zone=RIGA)
    assert again.blocks == story.blocks
    assert (again.headline, again.lead, again.credits) == (story.headline, story.lead, story.credits)
    assert (again.authors, again.identity) == (story.authors, story.identity)


def test_without_any_blank_line_the_parts_are_the_same(story: Story) -> None:
    text = "\n".join(line for line in SEED.read_text("utf-8").split("\n") if line)
    again = read_story(text.encode(), zone=RIGA)
    assert paragraphs(again) == paragraphs(story)
    assert again.authors == story.authors
    assert len(again.blocks) == 30
