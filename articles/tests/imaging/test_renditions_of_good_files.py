"""Every good file of the corpus gives renditions that look as it does: upright, in its colours, in every format."""

import io
from collections.abc import Sequence

import pytest
from PIL import Image

from articles.imaging import FORMATS, RightsMetadata, make, planned, spec_named

from .corpus.good import Colour, Good, good_files

# What the encoders may add to what the corpus itself allows: channels of a lossy picture of four flat colours.
LOSS = 24


def corners_of(picture: Image.Image) -> list[tuple[int, ...]]:
    """An eighth from each corner, in the order of `Good.colours`."""
    width, height = picture.size
    across, down = (width // 8, width - 1 - width // 8), (height // 8, height - 1 - height // 8)
    upright = picture.convert("RGB")
    return [tuple(upright.getpixel((x, y))) for y in down for x in across]  # type: ignore[arg-type]


def farthest(seen: Sequence[tuple[int, ...]], meant: Sequence[Colour]) -> int:
    """By how much the worst channel of the worst corner is off."""
    return max(abs(a - b) for one, other in zip(seen, meant, strict=True) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("good", good_files(), ids=lambda good: good.name)
def test_a_good_file_gives_upright_renditions_in_its_colours(good: Good) -> None:
    spec = spec_named("w320")
    assert spec is not None
    made = list(make(io.BytesIO(good.data), [spec], FORMATS, rights=RightsMetadata()))
    assert [rendition.format for rendition in made] == list(FORMATS)
    for rendition in made:
        picture = Image.open(io.BytesIO(rendition.data))
        assert picture.size == (rendition.width, rendition.height) == planned(spec, *good.size)
        assert farthest(corners_of(picture), good.colours) <= good.tolerance + LOSS, rendition.format
