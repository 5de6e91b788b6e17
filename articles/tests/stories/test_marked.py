"""Stories written with labels and light marks."""

from datetime import UTC, date, datetime

import pytest

from articles.interchange.stories import (
    Author,
    Block,
    Box,
    Bullets,
    CorrectionNotice,
    Credit,
    Figure,
    Paragraph,
    Picture,
    PullQuote,
    Quotation,
    StoryError,
    Subhead,
    Table,
)

from .samples import FIRST, MARKED, RIGA, SECOND, THIRD, paragraphs, read, remarks


def block_of(text: str) -> Block:
    """The one block between two paragraphs."""
    story = read(f"A bridge opens\n\n{FIRST}\n\n{text}\n\n{SECOND}")
    assert len(story.blocks) == 3, story.blocks
    return story.blocks[1]


def test_every_label_sets_its_part() -> None:
    story = read(MARKED)
    assert (story.headline, story.short_headline) == ("Library opens its doors again", "Library reopens")
    assert (story.slug, story.identity) == ("library-reopens", "library-2024")
    assert story.standfirst == "Four years of repairs are over, and the reading room is dry."
    assert (story.dateline, story.section, story.kind) == ("HARBOUR, Westland", "City", "explainer")
    assert (story.language, story.status) == ("en-GB", "in_review")
    assert (story.source_line, story.source_url) == ("City Wire", "https://example.org/library")
    assert story.topics == ("Libraries", "Buildings")
    assert story.published == datetime(2024, 9, 2, 19, tzinfo=UTC)
    assert story.updated is None


def test_a_byline_in_words_gives_each_name_its_role() -> None:
    assert read(MARKED).credits == (
        Credit("Anna Berg", "reporting"),
        Credit("Jonas Kalns", "reporting"),
        Credit("Mara Ozola", "photographs"),
        Credit("Eva Lind", "edited"),
    )


def test_the_body_has_every_kind_of_block_in_order() -> None:
    kinds = [type(block) for block in read(MARKED).blocks]
    middle = [Figure, Bullets, Bullets, Quotation, Table, Box, PullQuote]
    assert kinds == [Paragraph, Subhead, Paragraph, *middle, Paragraph]


def test_a_marked_story_leaves_only_what_it_says_out() -> None:
    story = read(MARKED)
    assert remarks(story, "problem") == ""
    assert remarks(story, "left_out").endswith("left out: “---”.")


def test_a_lead_picture_is_the_storys_own() -> None:
    lead = read(MARKED).lead
    assert lead is not None
    assert (lead.file, lead.caption) == ("library.jpg", "Readers wait in front of the library.")
    assert (lead.credit, lead.alt) == ("Mara Ozola/City Archive", "A queue before a brick house.")


def test_a_picture_block_keeps_every_field() -> None:
    figure = read(MARKED).blocks[3]
    assert isinstance(figure, Figure)
    assert figure.picture == Picture(
        caption="A reader looks up.",
        credit="Mara Ozola",
        line=29,
        file="roof.jpg",
        alt="A woman beneath a roof.",
        size="wide",
        creator="Mara Ozola",
        place="Harbour, Westland",
        date=date(2024, 9, 2),
        terms="For this story only",
    )


def test_a_picture_in_the_head_keeps_its_date_for_itself() -> None:
    story = read(f"Headline: A bridge\n\nLead picture: a.jpg\nThe bridge. (Mara Ozola)\nDate: 2024-09-02\n\n{FIRST}")
    assert story.published is None
    assert story.lead is not None
    assert story.lead.date == date(2024, 9, 2)


def test_without_blank_lines_a_picture_ends_with_its_fields() -> None:
    story = read(
        f"Headline: A bridge\n{FIRST}\nPicture: a.jpg\nThe bridge. (Mara Ozola)\nAlt: Steel\n{SECOND}\n{THIRD}"
    )
    assert [type(block) for block in story.blocks] == [Paragraph, Figure, Paragraph, Paragraph]


def test_an_unknown_size_is_said() -> None:
    story = read(f"A bridge\n\n{FIRST}\n\nPicture: a.jpg\nThe bridge.\nSize: enormous\nDate: 03/04/2022")
    assert "enormous" in remarks(story, "problem")
    assert "03/04/2022" in remarks(story, "problem")


def test_a_second_lead_picture_stays_in_the_body() -> None:
    story = read(f"A bridge\n\nLead picture: a.jpg\nOne.\n\nLead picture: b.jpg\nTwo.\n\n{FIRST}")
    assert isinstance(story.blocks[0], Figure)
    assert "second lead picture" in remarks(story, "problem")


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("## What comes next", Subhead(5, 2, "What comes next")),
        ("### In detail", Subhead(5, 3, "In detail")),
        ("- one\n- two", Bullets(5, ("one", "two"))),
        ("* one\n\n* two", Bullets(5, ("one", "two"))),
        ("• one\n• two\n  and a half", Bullets(5, ("one", "two and a half"))),
        ("1. one\n2. two", Bullets(5, ("one", "two"), ordered=True)),
        ("> one\n> and on\n>\n> two", Quotation(5, ("one and on", "two"))),
        ("| a | b |\n|---|---|\n| 1 | 2 |", Table(5, ("a", "b"), (("1", "2"),))),
        ("| a | b |\n| 1 | 2 |", Table(5, (), (("a", "b"), ("1", "2")))),
        ("Pull quote: It holds -- the builder", PullQuote(5, "It holds", "the builder")),
        ("Pull quote: It holds", PullQuote(5, "It holds", "")),
        (
            "Box: Facts\nIt is long.\n- steel",
            Box(5, "Facts", (Paragraph(6, "It is long."), Bullets(7, ("steel",)))),
        ),
    ],
)
def test_a_mark_makes_its_block(text: str, block: Block) -> None:
    assert block_of(text) == block


@pytest.mark.parametrize("text", ["5. Fifth of all things.", "1. One alone.", "- ", "#hashtag days are over."])
def test_what_only_looks_like_a_mark_is_a_paragraph(text: str) -> None:
    assert block_of(text) == Paragraph(5, text.strip())


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a **b** c.", "a <strong>b</strong> c."),
        ("a *b* c.", "a <em>b</em> c."),
        ("a **b *c* d** e.", "a <strong>b <em>c</em> d</strong> e."),
        ("a ***b*** c.", "a <strong><em>b</em></strong> c."),
        ("[a & b](https://x.org/?a=1&b=2).", '<a href="https://x.org/?a=1&amp;b=2">a &amp; b</a>.'),
        ("**[a](https://x.org)**.", '<strong><a href="https://x.org">a</a></strong>.'),
        ("2 * 3 * 4.", "2 * 3 * 4."),
        ("a **b c.", "a **b c."),
        ("[a](javascript:alert).", "[a](javascript:alert)."),
        ("<b>a</b> & c.", "&lt;b&gt;a&lt;/b&gt; &amp; c."),
        ("*a **b* c**.", "<em>a **b</em> c**."),
    ],
)
def test_light_marks_become_escaped_html(text: str, html: str) -> None:
    assert block_of(text) == Paragraph(5, html)


def test_a_correction_keeps_its_time_and_both_wordings() -> None:
    assert read(MARKED).corrections == (
        CorrectionNotice(
            "correction",
            "The number of books was wrong.",
            datetime(2024, 9, 3, 7, 40, tzinfo=UTC),
            "1,100",
            "nine in the morning",
        ),
    )


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Clarification", "clarification"),
        ("Update", "update"),
        ("Editor's note", "editors_note"),
        ("EDITOR’S NOTE", "editors_note"),
        ("Retraction", "retraction"),
    ],
)
def test_a_notice_may_have_no_date(name: str, kind: str) -> None:
    story = read(f"A bridge\n\n{name}: The river was named wrongly.\n\n{FIRST}")
    assert story.corrections == (CorrectionNotice(kind, "The river was named wrongly.", None),)
    assert paragraphs(story) == [FIRST]


def test_a_notices_unreadable_date_is_said() -> None:
    story = read(f"A bridge\n\n{FIRST}\n\nCorrection (last week): The river was named wrongly.")
    assert story.corrections[0].at is None
    assert "last week" in remarks(story, "problem")


def test_corrected_words_that_are_not_in_the_body_are_said() -> None:
    story = read(f"A bridge\n\n{FIRST}\n\nCorrection: Wrong name.\nWas: the Elbe\nNow: the Oder")
    assert "“the Oder” does not stand in the body" in remarks(story, "problem")


def test_an_author_block_keeps_job_biography_and_profiles() -> None:
    story = read(MARKED)
    profiles = (("X", "https://x.com/annaberg"), ("twitter", ""))
    assert story.authors == (Author("Anna Berg", "Reporter", "Anna Berg writes about buildings.", profiles),)
    assert "twitter" in remarks(story, "profile_without_address")


def test_an_unknown_label_stays_in_the_body_and_is_said() -> None:
    story = read(f"Headline: A bridge\nColour: blue\nSection: City\n\n{FIRST}")
    assert paragraphs(story) == ["Colour: blue", FIRST]
    assert story.section == "City"
    assert "2: This line is not understood" in remarks(story, "problem")


def test_a_label_after_the_story_began_is_text_and_said() -> None:
    story = read(f"A bridge\n\n{FIRST}\n\n{SECOND}\n\nSection: City\n\n{THIRD}")
    assert story.section == ""
    assert "Section: City" in paragraphs(story)
    assert "7: “section:” is no label here" in remarks(story, "problem")


def test_labels_are_known_in_any_case_and_with_a_full_width_colon() -> None:
    story = read(f"HEADLINE: A bridge\nsection：City\nTAGS: Bridges、Rivers\n\n{FIRST}")
    assert (story.headline, story.section, story.topics) == ("A bridge", "City", ("Bridges", "Rivers"))


def test_empty_labels_say_nothing() -> None:
    story = read(f"Headline: A bridge\nByline:\nSection:\nPublished:\nEmbargo:\nTopics:\n\n{FIRST}")
    assert (story.credits, story.section, story.published, story.topics) == ((), "", None, ())
    assert (story.embargo, story.embargo_unread) == (None, "")
    assert story.remarks == ()


@pytest.mark.parametrize(
    "line",
    [
        "Kind: gossip",
        "Status: live",
        "Language: plain English",
        "Canonical: www.example.org",
        "Published: soon",
    ],
)
def test_a_value_that_is_not_taken_is_said_in_its_words(line: str) -> None:
    story = read(f"Headline: A bridge\n{line}\n\n{FIRST}")
    assert f"“{line.split(': ')[1]}”" in remarks(story, "problem")


def test_a_label_that_stands_twice_is_said() -> None:
    story = read(f"Headline: A bridge\nSection: City\nSection: World\n\n{FIRST}")
    assert story.section == "City"
    assert "World" in remarks(story, "problem")


def test_the_identity_without_a_label_depends_on_the_words_only() -> None:
    text = f"A bridge\n\n{FIRST}\n\n{SECOND}\n"
    assert read(text).identity == read(text.replace("\n", "\r\n").encode("utf-16")).identity
    assert read(text).identity != read(text + "More.").identity


def test_light_marks_and_pasted_shapes_may_be_mixed() -> None:
    story = read(
        f"A bridge\nBy Anna Berg\nSection: City\n\n{FIRST}\n\n## Next\n\n"
        "The bridge. (Mara O/Archive)\nThe bridge. Mara O/Archive"
    )
    assert (story.section, story.credits) == ("City", (Credit("Anna Berg"),))
    assert [type(block) for block in story.blocks] == [Paragraph, Subhead, Figure]


@pytest.mark.parametrize(
    "text", ["A bridge", "Headline: A bridge\nSection: City", f"Section: City\n\n## Next\n\n{FIRST}"]
)
def test_without_headline_or_text_there_is_no_story(text: str) -> None:
    with pytest.raises(StoryError, match="headline"):
        read(text)


def test_a_paragraph_where_the_headline_should_be_is_refused() -> None:
    with pytest.raises(StoryError, match="Line 1 is too long for a headline"):
        read(f"{FIRST} {SECOND} {THIRD}\n\n{FIRST}")


def test_times_are_in_the_newsrooms_zone_when_they_name_none() -> None:
    story = read(f"Headline: A bridge\nPublished: March 8, 2022, 9:30 p.m.\n\n{FIRST}")
    assert story.published == datetime(2022, 3, 8, 21, 30, tzinfo=RIGA)
    assert "Europe/Riga" in remarks(story, "guess")
