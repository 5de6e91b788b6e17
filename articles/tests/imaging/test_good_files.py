"""Good files of every format are taken in, upright, with the right ending."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from articles.imaging import inspect, is_alike, open_picture

from .corpus.good import Good, good_files
from .corpus.pieces import exif, lying, saved

GOOD = good_files()


def test_the_corpus_is_large_enough() -> None:
    assert len({good.data for good in GOOD}) >= 40


@pytest.mark.parametrize("good", GOOD, ids=lambda good: good.name)
def test_a_good_file_is_taken_in_upright(good: Good) -> None:
    found = inspect(io.BytesIO(good.data), good.file_name)
    assert (found.ending, found.width, found.height) == (good.ending, *good.size)


@pytest.mark.parametrize("good", GOOD, ids=lambda good: good.name)
def test_a_good_file_shows_what_the_corpus_says(good: Good) -> None:
    picture = open_picture(io.BytesIO(good.data))
    picture.load()
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    upright = ImageOps.exif_transpose(picture).convert("RGB")
    width, height = upright.size
    corners = [
        upright.getpixel((x, y))
        for y in (height // 8, height - 1 - height // 8)
        for x in (width // 8, width - 1 - width // 8)
    ]
    off = [
        abs(a - b) for seen, meant in zip(corners, good.colours, strict=True) for a, b in zip(seen, meant, strict=True)
    ]
    assert max(off) <= good.tolerance


def hash_of(picture: Image.Image, format: str = "JPEG", **options: int) -> str:
    return inspect(io.BytesIO(saved(picture, format, **options))).perceptual_hash


DEMO = sorted((Path(__file__).parents[3] / "fixtures/media").glob("*.jpg"))


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_a_picture_is_known_again_in_another_size_quality_and_trim(path: Path) -> None:
    picture = Image.open(path)
    width, height = picture.size
    original = hash_of(picture, quality=95)
    trimmed = picture.crop((width // 50, height // 50, width - width // 50, height - height // 50))
    copies = [
        hash_of(picture, quality=30),
        hash_of(picture.resize((width // 4, height // 4))),
        hash_of(picture.resize((width // 2, height // 2)), "WEBP"),
        hash_of(picture.convert("L")),
        hash_of(trimmed),
    ]
    assert all(is_alike(original, copy) for copy in copies)


def test_different_pictures_are_not_alike() -> None:
    hashes = [inspect(io.BytesIO(path.read_bytes())).perceptual_hash for path in DEMO]
    assert not [(a, b) for n, a in enumerate(hashes) for b in hashes[n + 1 :] if is_alike(a, b)]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_hash_is_that_of_the_upright_picture(orientation: int) -> None:
    picture = Image.open(DEMO[0])
    turned = saved(lying(picture, orientation), "JPEG", exif=exif(orientation))
    assert is_alike(inspect(io.BytesIO(turned)).perceptual_hash, hash_of(picture))


def test_nothing_is_like_a_picture_without_a_hash() -> None:
    assert is_alike("", "0" * 16) is False
