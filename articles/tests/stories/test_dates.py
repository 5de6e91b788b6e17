"""Dates in words and figures, and embargoes, which hang on them."""

from datetime import UTC, datetime

import pytest

from articles.interchange.stories.dates import DateUnreadError, read_moment

from .samples import FIRST, RIGA, SECOND, paragraphs, read, remarks


@pytest.mark.parametrize(
    "text",
    [
        "2022-03-08 21:30 +02:00",
        "2022-03-08T19:30:00Z",
        "2022-03-08T21:30+0200",
        "March 8, 2022, 9:30 p.m. EET",
        "8 March 2022, 9:30 p.m. EET",
        "8 March 2022 at 19:30 GMT",
        "Tuesday, March 8th, 2022 9.30pm UTC+2",
        "19:30 UTC on Tuesday 8 March 2022",
        "1930 GMT, Mar. 8, 2022",
        "2022年3月8日 19:30 UTC",
    ],
)
def test_a_date_with_its_zone_is_read_without_a_guess(text: str) -> None:
    moment = read_moment(text, RIGA)
    assert moment.at == datetime(2022, 3, 8, 19, 30, tzinfo=UTC)
    assert moment.guesses == ()


def test_a_missing_zone_and_a_missing_time_are_said() -> None:
    moment = read_moment("2022-03-08", RIGA)
    assert moment.at == datetime(2022, 3, 8, tzinfo=RIGA)
    assert len(moment.guesses) == 2


@pytest.mark.parametrize(
    ("text", "hour"), [("noon", 12), ("12 noon", 12), ("12 a.m.", 0), ("12 p.m.", 12), ("12:01 a.m.", 0)]
)
def test_twelve_is_read_as_it_is_meant(text: str, hour: int) -> None:
    assert read_moment(f"8 March 2022, {text} UTC", RIGA).at.hour == hour


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("03/04/2022", "day and month"),
        ("3.4.2022 10:00", "day and month"),
        ("30 February 2022", "no such day"),
        ("2022-13-01", "no such day"),
        ("March 8", "year is missing"),
        ("soon", "no date"),
        ("", "no date"),
        ("March 8, 2022 and March 9, 2022", "several dates"),
        ("Monday, March 8, 2022", "was a Tuesday"),
        ("March 8, 2022, 25:00", "no such time"),
        ("March 8, 2022, 13 p.m.", "no such time"),
        ("March 8, 2022, 10:00 CST", "“cst”"),
        ("March 8, 2022, midnight", "“midnight”"),
        ("March 8, 2022, 10:00 +19:00", "no such time zone"),
        ("March 8, 2022, 10:00 +02:00 GMT", "two time zones"),
        ("March 27, 2022, 03:30", "clocks skip"),
    ],
)
def test_an_impossible_or_ambiguous_date_is_not_guessed(text: str, reason: str) -> None:
    with pytest.raises(DateUnreadError, match=reason):
        read_moment(text, RIGA)


def test_a_time_that_comes_twice_is_the_later_and_said() -> None:
    moment = read_moment("2022-10-30 03:30", RIGA)
    assert moment.at.astimezone(UTC) == datetime(2022, 10, 30, 1, 30, tzinfo=UTC)
    assert any("twice" in guess for guess in moment.guesses)


@pytest.mark.parametrize(
    "line",
    [
        "Embargo: 2022-03-08 10:00 UTC",
        "EMBARGOED UNTIL March 8, 2022, 10 a.m. GMT",
        "*** Strictly embargoed until 10:00 GMT on Tuesday 8 March 2022 ***",
        "Not for release before 8 March 2022, 12:00 EET",
        "NOT FOR PUBLICATION UNTIL: 8 March 2022, 10:00 UTC",
        "EMBARGO 10:00 GMT, March 8, 2022",
    ],
)
@pytest.mark.parametrize(
    "layout", ["{line}\n\nA bridge\n\n{text}", "A bridge\n{line}\n\n{text}", "A bridge\n\n{text}\n\n{line}"]
)
def test_an_embargo_is_obeyed_wherever_it_stands(line: str, layout: str) -> None:
    story = read(layout.format(line=line, text=FIRST))
    assert story.embargo == datetime(2022, 3, 8, 10, tzinfo=UTC)
    assert story.embargo.tzinfo is not None
    assert story.embargo_unread == ""
    assert paragraphs(story) == [FIRST]


def test_an_embargos_guessed_zone_is_said() -> None:
    story = read(f"A bridge\nEmbargo: 8 March 2022, 10:00\n\n{FIRST}")
    assert story.embargo == datetime(2022, 3, 8, 10, tzinfo=RIGA)
    assert "2: In “8 March 2022, 10:00” no time zone is given" in remarks(story, "guess")


@pytest.mark.parametrize(
    "line",
    [
        "EMBARGOED UNTIL 10 a.m. Tuesday",
        "Embargo: 03/04/2022",
        "EMBARGOED",
        "Not for release before the speech",
    ],
)
def test_an_embargo_that_is_not_understood_holds_the_story(line: str) -> None:
    story = read(f"A bridge\n{line}\n\n{FIRST}")
    assert story.embargo is None
    assert story.embargo_unread == line
    assert line in remarks(story, "problem")


def test_of_two_embargoes_the_later_counts() -> None:
    story = read(f"A bridge\nEmbargo: 2022-03-09 10:00 UTC\nEmbargo: 2022-03-08 10:00 UTC\n\n{FIRST}")
    assert story.embargo == datetime(2022, 3, 9, 10, tzinfo=UTC)
    assert "second embargo" in remarks(story, "problem")


@pytest.mark.parametrize("line", ["Embargo on old bridges lifted", "Embargoed goods pile up at the bridge"])
def test_a_headline_about_an_embargo_is_a_headline(line: str) -> None:
    story = read(f"{line}\n\n{FIRST}\n\n{SECOND}")
    assert (story.headline, story.embargo_unread) == (line, "")


def test_a_figure_date_in_a_label_is_said_and_not_taken() -> None:
    story = read(f"Headline: A bridge\nPublished: 03/04/2022\n\n{FIRST}")
    assert story.published is None
    assert "03/04/2022" in remarks(story, "problem")
