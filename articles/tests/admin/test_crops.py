"""Crops and the focal point as the desk sets them, and what of it is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.models import Image

from ..factories import make_image
from .forms import filled_in

SignIn = Callable[[User], Client]


def page(image: Image) -> str:
    return reverse("admin:articles_image_crops", args=[image.pk])


def keep(client: Client, image: Image, **typed: Any) -> Any:
    response = client.post(page(image), filled_in(client.get(page(image)), **typed))
    image.refresh_from_db()
    return response


@pytest.fixture
def image(db: None) -> Image:
    return make_image(width=1600, height=1000)


def test_a_crop_is_kept_in_parts_of_the_picture_with_its_ratio(desk: Client, image: Image) -> None:
    was = image.version
    response = keep(desk, image, **{"16x9_x": "400", "16x9_y": "100", "16x9_width": "800"})
    assert response.status_code == 302
    assert image.crops == {"16x9": [0.25, 0.1, 0.5, 0.45]}
    assert image.version != was


def test_a_crop_comes_back_as_it_was_set(desk: Client, image: Image) -> None:
    keep(desk, image, **{"1x1_x": "333", "1x1_y": "77", "1x1_width": "501"})
    [cut] = [cut for cut in desk.get(page(image)).context["cuts"] if cut.name == "1x1"]
    assert (cut.x, cut.y, cut.width, cut.height, cut.is_chosen) == (333, 77, 501, 501, True)


def test_every_place_survives_being_kept_again(desk: Client, image: Image) -> None:
    for x, y, width in [(0, 0, 1600), (1, 99, 1599), (37, 41, 777), (1399, 887, 201)]:
        keep(desk, image, **{"16x9_x": str(x), "16x9_y": str(y), "16x9_width": str(width)})
        crops = image.crops
        keep(desk, image)
        assert image.crops == crops


def test_the_focal_point_is_kept_and_automatic_crops_follow_it(desk: Client, image: Image) -> None:
    keep(desk, image, focal_x="75", focal_y="50")
    assert (image.focal_x, image.focal_y, image.crops) == (0.75, 0.5, {})
    [cut] = [cut for cut in desk.get(page(image)).context["cuts"] if cut.name == "1x1"]
    assert (cut.x, cut.width, cut.is_chosen) == (600, 1000, False)


def test_three_empty_numbers_are_automatic_again(desk: Client, image: Image) -> None:
    keep(desk, image, **{"4x3_x": "0", "4x3_y": "0", "4x3_width": "800"})
    keep(desk, image, **{"4x3_x": "", "4x3_y": "", "4x3_width": ""})
    assert image.crops == {}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("900", "0", "800"), "The crop 16:9 reaches beyond the picture, which is 1600 × 1000 pixels."),
        (("0", "700", "800"), "The crop 16:9 reaches beyond the picture, which is 1600 × 1000 pixels."),
        (("0", "0", "199"), "The crop 16:9 has to be at least 200 pixels wide."),
        (("0", "", "800"), "Give left edge, top edge and width of the crop 16:9, or none of them."),
        (("-1", "0", "800"), "greater than or equal to 0"),
        (("0", "0", "9" * 400), "less than or equal to"),
        (("x", "0", "800"), "Enter a whole number."),
        (("\x00", "0", "800"), "Enter a whole number."),
    ],
)
def test_what_is_no_crop_is_refused_with_a_sentence(
    desk: Client, image: Image, typed: tuple[str, ...], sentence: str
) -> None:
    names = ("16x9_x", "16x9_y", "16x9_width")
    response = keep(desk, image, **dict(zip(names, typed, strict=True)))
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert image.crops == {}


@pytest.mark.parametrize("typed", ["101", "-1", "nan", "inf", ""])
def test_a_focal_point_outside_is_refused(desk: Client, image: Image, typed: str) -> None:
    assert keep(desk, image, focal_x=typed).status_code == 200
    assert image.focal_x == 0.5


def test_a_picture_smaller_than_the_smallest_crop_can_be_cropped(desk: Client) -> None:
    small = make_image(width=120, height=90)
    assert keep(desk, small, **{"1x1_x": "10", "1x1_y": "0", "1x1_width": "90"}).status_code == 302
    assert list(small.crops) == ["1x1"]


def test_a_crop_says_that_it_is_not_sharp(desk: Client, image: Image) -> None:
    assert "1000 × 1000 pixels: not sharp on large screens, which want 1200" in desk.get(page(image)).content.decode()


def test_what_is_no_box_in_the_row_counts_as_automatic(desk: Client, image: Image) -> None:
    Image.objects.filter(pk=image.pk).update(crops={"16x9": "all", "1x1": [1, 2], "9x9": [0, 0, 1, 1]})
    assert desk.get(page(image)).status_code == 200


def test_without_a_file_there_is_nothing_to_crop(desk: Client) -> None:
    bare = make_image(file="", width=None, height=None, content_hash="")
    response = desk.get(page(bare), follow=True)
    assert "There is no file yet, so there is nothing to crop." in response.content.decode()
    assert desk.post(page(bare), {"focal_x": "50", "focal_y": "50"}).status_code == 302


def test_who_may_not_change_pictures_may_not_crop(reporter: User, signed_in: SignIn, image: Image) -> None:
    client = signed_in(reporter)
    assert client.get(page(image)).status_code == 403
    assert client.post(page(image), {"focal_x": "10", "focal_y": "10"}).status_code == 403
    image.refresh_from_db()
    assert image.focal_x == 0.5
