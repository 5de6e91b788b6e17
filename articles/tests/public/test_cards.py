"""What stands for a page that has no picture: the newspaper's name, in three shapes."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from PIL import Image as Pixels

from articles.imaging import card

SHAPES = {"16x9": (1200, 675), "4x3": (1200, 900), "1x1": (1200, 1200)}


def drawn(content: bytes) -> Any:
    return Pixels.open(BytesIO(content)).convert("RGB")


@pytest.mark.parametrize("shape", SHAPES)
def test_the_newspapers_name_is_a_small_picture_in_each_shape(client: Client, shape: str) -> None:
    response = client.get(f"/card/{shape}.png")
    assert (response["Content-Type"], drawn(response.content).size) == ("image/png", SHAPES[shape])
    assert len(response.content) < 20_000


@pytest.mark.django_db
def test_there_are_no_other_shapes(client: Client) -> None:
    assert client.get("/card/2x1.png").status_code == 404


@pytest.mark.parametrize("name", ["The Newsroom", "A", "A very long name of a newspaper in a very small town"])
def test_a_name_is_drawn_within_the_picture(name: str) -> None:
    pixels = drawn(card(name, 1200, 675))
    without = drawn(card("", 1200, 675))
    assert pixels.tobytes() != without.tobytes()
    assert pixels.crop((0, 0, 20, 675)).getcolors() == pixels.crop((1180, 0, 1200, 675)).getcolors()


@pytest.mark.parametrize("name", ["新聞", "Århus Avis"])
def test_a_name_in_letters_that_the_font_does_not_have_is_left_out_whole(name: str) -> None:
    assert drawn(card(name, 1200, 675)).crop((0, 0, 1200, 330)).getcolors() == [(1200 * 330, (247, 244, 238))]
