"""Stories as they are copied from pages and wires: parts are known by their shape."""

from datetime import UTC, date, datetime

import pytest

from articles.interchange.stories import Credit, Figure, Paragraph, Subhead

from .samples import FIRST, PASTED, RIGA, SECOND, THIRD, paragraphs, read, remarks


def test_a_pasted_story_falls_into_its_parts() -> None:
    story = read(PASTED)
    assert story.headline == "Library Opens Its Doors Again"
    assert story.lead is not None
    assert story.lead.credit == "Mara Ozola/City Archive via Northlight"
    assert story.credits == (Credit("Anna Berg"),)
    assert [type(block) for block in story.blocks] == [Paragraph, Paragraph, Figure, Paragraph, Paragraph]
    assert story.authors[0].job_title == "Reporter"
    assert story.reported_on == date(2024, 9, 2)


def test_an_empty_updated_line_is_no_date() -> None:
    assert read(f"A headline\nUpdated:\n\n{FIRST}").updated is None
    assert read(f"A headline\nUpdated\n\n{FIRST}").blocks == (Paragraph(4, FIRST),)


def test_a_headline_and_one_paragraph_are_a_story() -> None:
    story = read(f"A bridge opens\n\n{FIRST}\n")
    assert (story.headline, paragraphs(story)) == ("A bridge opens", [FIRST])
    assert (story.lead, story.credits, story.authors) == (None, (), ())


def test_no_byline_is_no_byline() -> None:
    assert read(f"A bridge opens\n\n{FIRST}\n\n{SECOND}").credits == ()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Anna Berg", ["Anna Berg"]),
        ("BY ANNA BERG", ["ANNA BERG"]),
        ("By Anna Berg and Jonas Kalns", ["Anna Berg", "Jonas Kalns"]),
        ("By Anna Berg, Jonas Kalns & Eva van der Lind", ["Anna Berg", "Jonas Kalns", "Eva van der Lind"]),
        ("By Anna Berg, Jr. and Jonas Kalns", ["Anna Berg, Jr.", "Jonas Kalns"]),
        ("By J. P. Kalns and Berg & Sons", ["J. P. Kalns", "Berg & Sons"]),
        ("By Anna Berg in Harbour", ["Anna Berg"]),
        ("By Anna Berg, City Correspondent", ["Anna Berg"]),
        ("Anna Berg", ["Anna Berg"]),
    ],
)
def test_a_byline_names_its_authors(line: str, names: list[str]) -> None:
    story = read(f"A bridge opens\n\n{line}\n\n{FIRST}")
    assert [credit.name for credit in story.credits] == names
    assert paragraphs(story) == [FIRST]


def test_words_of_a_byline_that_name_nobody_are_said() -> None:
    story = read(f"A bridge opens\nBy Anna Berg in Harbour, City Correspondent\n\n{FIRST}")
    assert "in Harbour" in remarks(story, "left_out")
    assert "City Correspondent" in remarks(story, "left_out")


def test_a_byline_may_carry_a_date() -> None:
    story = read(f"A bridge opens\nBy Anna Berg | March 8, 2022 9:30 p.m. EET\n\n{FIRST}")
    assert story.credits == (Credit("Anna Berg"),)
    assert story.published == datetime(2022, 3, 8, 19, 30, tzinfo=UTC)


def test_a_sentence_that_begins_with_by_is_no_byline() -> None:
    text = "By noon the bridge had been closed twice, and the ferries took over the traffic of the whole day."
    assert paragraphs(read(f"A bridge closes\n\n{text}\n\n{FIRST}")) == [text, FIRST]


def test_a_sign_off_at_the_end_is_part_of_the_byline() -> None:
    story = read(f"A bridge opens\n\n{FIRST}\n\n{SECOND}\n\n(Reporting by Anna Berg in Riga; Editing by Eva Lind)")
    assert story.credits == (Credit("Anna Berg", "reporting"), Credit("Eva Lind", "edited"))
    assert paragraphs(story) == [FIRST, SECOND]


@pytest.mark.parametrize(
    ("opening", "place", "source"),
    [
        ("HARBOUR, Westland (Northlight) — ", "HARBOUR, Westland", "Northlight"),
        ("LONDON — ", "LONDON", ""),
        ("LONDON – ", "LONDON", ""),
        ("NEW YORK -- ", "NEW YORK", ""),
        ("HARBOUR, Westland, March 8 (Northlight) - ", "HARBOUR, Westland", "Northlight"),
        ("Harbour, Westland (Northlight) — ", "Harbour, Westland", "Northlight"),
        ("HARBOUR/WESTLAND — ", "", ""),
        ("РИГА — ", "РИГА", ""),
    ],
)
def test_a_dateline_is_taken_off_the_first_paragraph(opening: str, place: str, source: str) -> None:
    story = read(f"A bridge opens\n\n{opening}{FIRST}\n\n{SECOND}")
    assert (story.dateline, story.source_line) == (place, source)
    assert paragraphs(story)[0] == (FIRST if place else opening + FIRST)
    assert (opening.strip() in remarks(story, "guess")) is bool(place)


def test_an_acronym_before_a_dash_is_no_dateline() -> None:
    text = "UNESCO — the body that lists old bridges — has added one more, and UNESCO says more will follow."
    story = read(f"A bridge is listed\n\n{text}\n\n{FIRST}")
    assert story.dateline == ""
    assert paragraphs(story)[0] == text


def test_a_day_in_the_dateline_is_the_day_of_the_report() -> None:
    story = read(f"A bridge opens\nPublished: 2022-03-09 08:00 UTC\n\nHARBOUR, March 8 (Northlight) — {SECOND}")
    assert story.reported_on == date(2022, 3, 8)


def test_without_a_year_no_day_is_proposed() -> None:
    assert read(f"A bridge opens\n\nThe bridge opened on Tuesday, March 8, as planned.\n\n{SECOND}").reported_on is None


def test_a_weekday_that_contradicts_the_day_stops_the_guess() -> None:
    text = "The bridge opened on Friday after the tests of March 8, 2022, had gone well, the builders said."
    assert read(f"A bridge opens\n\n{text}\n\n{SECOND}").reported_on is None


def test_a_line_between_headline_and_byline_is_the_standfirst() -> None:
    story = read(f"A bridge opens\n\nThe ferries have had their day.\n\nBy Anna Berg\n\n{FIRST}")
    assert story.standfirst == "The ferries have had their day."
    assert "standfirst" in remarks(story, "guess")


def test_a_subhead_that_looks_like_a_name_makes_no_standfirst() -> None:
    story = read(f"A bridge opens\n\n{FIRST}\n\nNext Steps\n\n{SECOND}\n\n{THIRD}")
    assert (story.standfirst, story.credits) == ("", ())
    assert len(story.blocks) == 4


def test_a_caption_that_stands_once_is_known_by_its_credit_and_said() -> None:
    story = read(f"A bridge opens\n\n{FIRST}\n\nThe bridge on May 3, 2024. (Mara Ozola/City Archive)\n\n{SECOND}")
    figure = story.blocks[1]
    assert isinstance(figure, Figure)
    assert (figure.picture.caption, figure.picture.credit) == (
        "The bridge on May 3, 2024.",
        "Mara Ozola/City Archive",
    )
    assert "caption" in remarks(story, "guess")


def test_an_initial_in_a_credit_does_not_cut_it() -> None:
    story = read(f"A bridge opens\nThe bridge on May 3. Mara F. Ozola/City Archive\n\n{FIRST}")
    assert story.lead is not None
    assert (story.lead.caption, story.lead.credit) == ("The bridge on May 3.", "Mara F. Ozola/City Archive")


def test_brackets_that_may_be_no_credit_stay_in_the_text_and_are_said() -> None:
    text = "The bridge was drawn by two engineers. (Mara Ozola)"
    story = read(f"A bridge opens\n\n{FIRST}\n\n{text}\n\n{SECOND}")
    assert text in paragraphs(story)
    assert "credit" in remarks(story, "guess")


def test_brackets_in_a_paragraph_are_text() -> None:
    text = "The bridge carries 4,000 cars a day (it was built for half of them)."
    assert text in paragraphs(read(f"A bridge opens\n\n{FIRST}\n\n{text}"))


def test_the_same_paragraph_twice_is_kept_and_said() -> None:
    story = read(f"A bridge opens\n\n{FIRST}\n\n{FIRST}")
    assert paragraphs(story) == [FIRST, FIRST]
    assert "5: This line says the same" in remarks(story, "problem")


def test_a_few_words_alone_are_a_subhead_and_that_is_said() -> None:
    story = read(f"A bridge opens\n\n{FIRST}\n\nWhat comes next\n\n{FIRST}")
    assert story.blocks[1] == Subhead(5, 2, "What comes next")
    assert "subhead" in remarks(story, "guess")


def test_related_topics_with_a_list_are_topics() -> None:
    story = read(f"A bridge opens\n\n{FIRST}\n\nRelated Topics\nBridges\nTraffic\n")
    assert story.topics == ("Bridges", "Traffic")
    assert paragraphs(story) == [FIRST]


def test_two_authors_at_the_end_are_two() -> None:
    tail = "Anna Berg\nAnna Berg\nReporter\nAnna Berg likes roofs.\ntwitter\n"
    tail += "Jonas Kalns\nJonas Kalns\nEditor\n@jonask"
    story = read(f"A bridge opens\nBy Anna Berg and Jonas Kalns\n\n{FIRST}\n\n{tail}")
    assert [(author.name, author.job_title) for author in story.authors] == [
        ("Anna Berg", "Reporter"),
        ("Jonas Kalns", "Editor"),
    ]
    assert story.authors[1].profiles == (("@jonask", ""),)


def test_authors_at_the_end_are_credited_when_there_is_no_byline() -> None:
    story = read(f"A bridge opens\n\n{FIRST}\n\n{SECOND}\n\nAnna Berg\nAnna Berg\nReporter")
    assert story.credits == (Credit("Anna Berg"),)
    assert "no byline" in remarks(story, "guess")


def test_a_byline_that_stands_twice_is_not_the_tail() -> None:
    story = read(f"A bridge opens\n\nAnna Berg\nAnna Berg\n\n{FIRST}\n\n{SECOND}")
    assert paragraphs(story) == [FIRST, SECOND]
    assert story.credits == (Credit("Anna Berg"),)


def test_a_profile_with_its_address_keeps_both() -> None:
    story = read(f"{PASTED.removesuffix('Related Topics').strip()} https://x.com/annaberg")
    assert story.authors[0].profiles == (("twitter", "https://x.com/annaberg"),)


def test_a_date_alone_below_the_headline_is_the_publication_and_said() -> None:
    story = read(f"A bridge opens\n8 March 2022, 9:30 p.m.\n\n{FIRST}")
    assert story.published == datetime(2022, 3, 8, 21, 30, tzinfo=RIGA)
    assert "without a label" in remarks(story, "guess")
    assert "Europe/Riga" in remarks(story, "guess")


def test_an_end_mark_is_left_out_and_said() -> None:
    story = read(f"FOR IMMEDIATE RELEASE\n\nA bridge opens\n\n{FIRST}\n\nENDS\n\n###")
    assert paragraphs(story) == [FIRST]
    assert "ENDS" in remarks(story, "left_out")
    assert "FOR IMMEDIATE RELEASE" in remarks(story, "left_out")


@pytest.mark.parametrize(
    ("headline", "first", "second"),
    [
        ("Мост снова открыт", "Мост открыли во вторник утром.", "Паромы больше не ходят."),
        ("الجسر مفتوح", "فتح الجسر صباح الثلاثاء.", "هل تعود العبارات؟"),
        ("大桥重新开放", "大桥星期二上午重新开放。", "渡轮停止了服务！"),
        ("Η γέφυρα άνοιξε", "Η γέφυρα άνοιξε την Τρίτη.", "Τα πλοία σταμάτησαν;"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_other_scripts_keep_headline_and_paragraphs(headline: str, first: str, second: str, encoding: str) -> None:
    story = read(f"{headline}\n\n{first}\n\n{second}\n".encode(encoding))
    assert (story.headline, paragraphs(story)) == (headline, [first, second])


def test_without_blank_lines_each_line_is_a_paragraph() -> None:
    story = read(f"A bridge opens\nBy Anna Berg\n{FIRST}\n{SECOND}\n{THIRD}")
    assert paragraphs(story) == [FIRST, SECOND, THIRD]
