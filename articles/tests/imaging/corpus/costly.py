"""Files that cost what is allowed, or more: the sizes that cameras and phones deliver, and what only looks small."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from PIL import Image

from .pieces import quadrants, saved


@dataclass(frozen=True)
class Costly:
    """`is_good` says whether it is to be taken in."""

    name: str
    file_name: str
    data: bytes
    is_good: bool


def costly_files() -> Iterator[Costly]:
    """One after another, since all together are large."""
    for name, file_name, megapixels, is_good, options in [
        ("24 MP of a camera", "a.jpg", 24, True, {"quality": 90}),
        ("50 MP of a camera", "a.jpg", 50, True, {"quality": 85}),
        ("24 MP progressive", "a.jpg", 24, True, {"quality": 85, "progressive": True}),
        ("24 MP progressive 4:4:4", "a.jpg", 24, True, {"quality": 75, "progressive": True, "subsampling": 0}),
        ("32 MP progressive 4:4:4", "a.jpg", 32, False, {"quality": 75, "progressive": True, "subsampling": 0}),
        ("24 MP", "a.png", 24, True, {"compress_level": 1}),
        ("30 MP", "a.png", 30, True, {"compress_level": 1}),
        ("8 MP", "a.webp", 8, True, {"quality": 60, "method": 0}),
        ("12 MP", "a.webp", 12, False, {"quality": 60, "method": 0}),
        ("12 MP", "a.avif", 12, True, {"speed": 10, "quality": 50}),
        ("12 MP of a phone", "a.heic", 12, True, {"quality": 40, "tile_size": 512}),
    ]:
        format = {"jpg": "JPEG", "heic": "HEIF"}.get(file_name[2:], file_name[2:].upper())
        yield Costly(f"{format}: {name}", file_name, saved(grained(megapixels), format, **options), is_good)
    # GIF's pixels are bytes; a palette keeps PNG's as small.
    small = grained(24).quantize(16, dither=Image.Dither.NONE)
    yield Costly("GIF: 24 MP", "a.gif", saved(small, "GIF"), True)
    yield Costly("PNG: 24 MP with a palette", "a.png", saved(small, "PNG", compress_level=1), True)


@cache
def grained(megapixels: int) -> Image.Image:
    """The quadrants, 4 by 3, with some grain, so that they do not pack to nothing."""
    side = round((megapixels * 1_000_000 / 12) ** 0.5)
    size = (4 * side, 3 * side)
    grain = Image.effect_noise((size[0] // 8, size[1] // 8), 60).resize(size).convert("RGB")
    return Image.blend(quadrants(size), grain, 0.4)
