"""Which renditions a picture gets, of which size, and which part of it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.imaging import CROPS, DESK, FORMAT_DETAILS, FORMATS, SPECS, WIDTHS, Crop, crop_box, planned, spec_named

WIDE = Fraction(16, 9)
SIDE = st.integers(1, 20_000)
FRACTION = st.floats(-1, 2)


def sizes(width: int, height: int) -> dict[str, tuple[int, int]]:
    return {spec.name: size for spec in WIDTHS if (size := planned(spec, width, height))}


def test_a_large_original_gets_every_width() -> None:
    assert sizes(6000, 4000) == {
        "w320": (320, 213),
        "w480": (480, 320),
        "w640": (640, 427),
        "w960": (960, 640),
        "w1280": (1280, 853),
        "w1600": (1600, 1067),
        "w2048": (2048, 1365),
    }


@pytest.mark.parametrize(
    ("width", "names"),
    [
        (200, {"w320": (200, 100)}),
        (320, {"w320": (320, 160)}),
        (321, {"w320": (320, 160), "w480": (321, 160)}),
        (700, {"w320": (320, 160), "w480": (480, 240), "w640": (640, 320), "w960": (700, 350)}),
    ],
)
def test_a_small_original_gets_its_own_width_as_the_next_one(width: int, names: dict[str, tuple[int, int]]) -> None:
    assert sizes(width, width // 2) == names


def test_the_desk_gets_a_picture_of_any_original() -> None:
    assert [planned(DESK, 6000, 4000), planned(DESK, 90, 60)] == [(400, 267), (90, 60)]


def test_crops_have_1200_pixels_where_the_original_has_them() -> None:
    assert [planned(spec, 6000, 4000) for spec in CROPS] == [(1200, 675), (1200, 900), (1200, 1200)]


def test_a_crop_of_a_small_original_is_the_largest_that_fits() -> None:
    assert [planned(spec, 800, 600) for spec in CROPS] == [(800, 450), (800, 600), (600, 600)]


def test_a_chosen_crop_is_not_enlarged() -> None:
    assert planned(CROPS[0], 6000, 4000, Crop(0.4, 0.4, 0.1, 0.5)) == (600, 338)


def test_nothing_is_longer_than_its_format_can_hold() -> None:
    assert planned(WIDTHS[-1], 2000, 60_000) == (546, 16_383)


@given(width=SIDE, height=SIDE)
def test_nothing_is_enlarged_and_something_always_exists(width: int, height: int) -> None:
    made = [size for spec in SPECS if (size := planned(spec, width, height))]
    assert made
    assert all(1 <= across <= width and 1 <= down <= height for across, down in made)


@pytest.mark.parametrize(
    ("focal", "box"),
    [
        ((0.5, 0.5), (350, 0, 750, 400)),
        ((0.0, 0.5), (0, 0, 400, 400)),
        ((1.0, 0.5), (700, 0, 1100, 400)),
        ((0.25, 0.9), (75, 0, 475, 400)),
        ((-3.0, 7.0), (0, 0, 400, 400)),
    ],
)
def test_a_crop_keeps_the_focal_point_in_sight(focal: tuple[float, float], box: tuple[int, ...]) -> None:
    assert crop_box(Fraction(1), 1100, 400, *focal) == box


def test_a_crop_of_a_tall_picture_moves_up_and_down() -> None:
    assert crop_box(WIDE, 1600, 2000, 0.5, 0.75) == (0, 1050, 1600, 1950)


def test_a_chosen_crop_goes_before_the_focal_point() -> None:
    assert crop_box(WIDE, 1000, 1000, 0.9, 0.9, Crop(0.1, 0.2, 0.32, 0.18)) == (100, 200, 420, 380)


def test_a_chosen_crop_of_another_ratio_is_cut_around_its_middle() -> None:
    assert crop_box(Fraction(1), 1000, 1000, 0.5, 0.5, Crop(0.1, 0.2, 0.4, 0.2)) == (200, 200, 400, 400)


@given(width=SIDE, height=SIDE, x=FRACTION, y=FRACTION, wide=FRACTION, high=FRACTION, spec=st.sampled_from(CROPS))
def test_a_crop_lies_in_the_picture(
    width: int, height: int, x: float, y: float, wide: float, high: float, spec: object
) -> None:
    left, top, right, bottom = crop_box(spec.ratio, width, height, x, y, Crop(x, y, wide, high))
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height


def test_a_spec_is_found_by_its_name_and_by_nothing_else() -> None:
    assert [spec_named(spec.name) for spec in SPECS] == list(SPECS)
    assert [spec_named(name) for name in ("w9999", "W320", "", "16x9.jpg", "../w320")] == [None] * 5


def test_every_format_has_a_media_type_and_an_ending() -> None:
    assert {name: (FORMAT_DETAILS[name].media_type, FORMAT_DETAILS[name].ending) for name in FORMATS} == {
        "avif": ("image/avif", ".avif"),
        "webp": ("image/webp", ".webp"),
        "jpeg": ("image/jpeg", ".jpg"),
    }
