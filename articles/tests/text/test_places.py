"""Where in a body something stands."""

import pytest

from articles.text import Place, cut, place_of_link, place_of_picture, place_of_words

BODY = (
    "Loose.<p>One <strong>TK</strong></p><ul><li>Two</li><li><a href='/a/'>three</a> TK</li></ul>"
    '<blockquote><p>x</p></blockquote><figure data-image="bridge"><figcaption>Four</figcaption></figure>'
)


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Loose", Place(0, "Loose")),
        ("One TK", Place(1, "One TK")),
        ("TK", Place(1, "TK")),
        ("three TK", Place(2, "three TK")),
        ("Four", Place(4, "Four")),
        ("None", None),
    ],
)
def test_words_are_found_across_their_marks(words: str, place: Place | None) -> None:
    assert place_of_words(BODY, words) == place


def test_links_and_pictures_are_found() -> None:
    assert place_of_link(BODY, "/a/") == Place(2, "three")
    assert place_of_picture(BODY, "bridge") == Place(4)
    assert (place_of_link(BODY, "/b/"), place_of_picture(BODY, "x"), place_of_words("", "x")) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "shown", "rest"),
    [
        ("", "", ""),
        ("short", "short", ""),
        ("exactly 10", "exactly 10", ""),
        ("some words here", "some words", " here"),
        ("some wordsworth", "some words", "worth"),
        ("unbrokenword", "unbrokenwo", "rd"),
        ("столтенберг в риге", "столтенбер", "г в риге"),
    ],
)
def test_a_text_is_cut_where_others_cut_it(text: str, shown: str, rest: str) -> None:
    found = cut(text, 10)
    assert (found.shown, found.rest, found.length) == (shown, rest, len(text))
