"""Galleries, and what stands elsewhere, in marked stories."""

import pytest

from articles.interchange.stories import Block, Elsewhere, Figure, Gallery, Paragraph, Picture, body_html
from articles.text import sanitise

from .samples import FIRST, SECOND, read, remarks

GALLERY = """\
Gallery:
Picture: door.jpg
The door. (Mara Ozola)
Alt: A red door.
Picture: roof.jpg
The roof. (Mara Ozola)"""
VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


def blocks_of(text: str) -> list[Block]:
    """The blocks between two paragraphs; the text begins on line 5."""
    return list(read(f"A bridge opens\n\n{FIRST}\n\n{text}\n\n{SECOND}").blocks[1:-1])


def problems_of(text: str) -> str:
    return remarks(read(f"A bridge opens\n\n{FIRST}\n\n{text}\n\n{SECOND}"), "problem")


def test_a_gallery_holds_the_pictures_right_below_it() -> None:
    door = Picture("The door.", "Mara Ozola", 6, file="door.jpg", alt="A red door.")
    roof = Picture("The roof.", "Mara Ozola", 9, file="roof.jpg")
    assert blocks_of(GALLERY) == [Gallery(5, (door, roof))]
    assert problems_of(GALLERY) == ""


def test_a_gallery_ends_at_a_blank_line() -> None:
    gallery, figure = blocks_of(f"{GALLERY}\n\nPicture: hall.jpg\nThe hall. (Mara Ozola)")
    assert isinstance(gallery, Gallery)
    assert isinstance(figure, Figure)
    assert [picture.file for picture in gallery.pictures] == ["door.jpg", "roof.jpg"]
    assert figure.picture.file == "hall.jpg"


def test_the_pictures_of_a_story_are_those_of_its_figures_and_galleries_in_order() -> None:
    story = read(f"A bridge\n\n{FIRST}\n\nPicture: hall.jpg\n\n{GALLERY}\n\n{SECOND}")
    assert [picture.file for picture in story.pictures] == ["hall.jpg", "door.jpg", "roof.jpg"]


def test_a_gallery_works_in_a_file_without_blank_lines() -> None:
    story = read(f"A bridge opens\n{FIRST}\n{GALLERY}\n{SECOND}")
    gallery = next(block for block in story.blocks if isinstance(block, Gallery))
    assert [picture.file for picture in gallery.pictures] == ["door.jpg", "roof.jpg"]


def test_a_gallery_of_one_picture_is_a_picture_and_that_is_said() -> None:
    (figure,) = blocks_of("Gallery:\nPicture: door.jpg\nThe door. (Mara Ozola)")
    assert isinstance(figure, Figure)
    assert problems_of("Gallery:\nPicture: door.jpg") == (
        "5: This gallery has one picture only; it was put in as a picture."
    )


def test_a_gallery_without_pictures_says_on_which_line_and_what_to_do() -> None:
    text = "Gallery:\n\nPicture: door.jpg\nThe door. (Mara Ozola)"
    (figure,) = blocks_of(text)
    assert isinstance(figure, Figure)
    assert problems_of(text).startswith("5: This gallery has no pictures: write them right below “Gallery:”")


def test_the_title_of_a_gallery_is_left_out_and_said() -> None:
    text = GALLERY.replace("Gallery:", "Gallery: Doors and roofs")
    assert problems_of(text) == "5: A gallery has no title; left out: “Doors and roofs”."


@pytest.mark.parametrize(
    "text",
    [
        f"Embed: {VIDEO}\nThe bridge from the air",
        f"Embed: {VIDEO} The bridge from the air",
        f"Embed: {VIDEO}\n  The bridge\n  from the air",
        "Embed: https://youtu.be/dQw4w9WgXcQ?si=tracks\nThe bridge from the air",
    ],
)
def test_an_embed_is_kept_by_its_stored_address_with_its_title(text: str) -> None:
    assert blocks_of(text) == [Elsewhere(5, VIDEO, "The bridge from the air")]
    assert problems_of(text) == ""


def test_an_embed_needs_no_title() -> None:
    assert blocks_of(f"Embed: {VIDEO}") == [Elsewhere(5, VIDEO)]


def test_an_embed_of_an_unknown_host_becomes_a_link_and_the_known_ones_are_named() -> None:
    text = "Embed: https://video.example/7?a=1&b=2\nThe bridge & the river"
    assert blocks_of(text) == [
        Paragraph(5, '<a href="https://video.example/7?a=1&amp;b=2">The bridge &amp; the river</a>')
    ]
    said = problems_of(text)
    assert said.startswith("5: “https://video.example/7?a=1&b=2” was put in as a link")
    assert "YouTube, Vimeo, X" in said


def test_an_embed_without_an_address_stays_as_text_and_says_why() -> None:
    assert blocks_of("Embed: the video of the bridge") == [Paragraph(5, "the video of the bridge")]
    assert problems_of("Embed: the video of the bridge") == (
        "5: After “Embed:” stands no address that begins with https://; the words were kept as text."
    )


def test_what_the_reader_makes_passes_the_sanitiser_as_it_is() -> None:
    html = body_html(blocks_of(f"{GALLERY}\n\nEmbed: {VIDEO}\nThe bridge"), key_of=lambda picture: picture.file[:4])
    assert sanitise(html) == html
