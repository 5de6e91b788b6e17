"""Renditions: the fixed list of sizes and crops that readers and the desk are served, and what each gets of a picture.

Nothing about a size comes from an address but a name of this list.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise


@dataclass(frozen=True)
class Spec:
    """One kind of rendition: at most `width` pixels wide; cropped to `ratio` (width to height), or whole where None."""

    name: str
    width: int
    ratio: Fraction | None = None

    @property
    def shape(self) -> str:
        """What all crops to its ratio are called, whatever their size; what somebody cut by hand is kept by it."""
        return self.name.partition("-")[0]

    def __hash__(self) -> int:
        # That of a fraction takes longer than all the rest of a look into a table.
        return hash(self.name)


@dataclass(frozen=True)
class Crop:
    """The part of a picture that somebody chose for one ratio, in fractions of the upright picture's sides."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Format:
    """How the files of one format are served and named."""

    media_type: str
    ending: str


# Left, top, right and bottom edge in pixels.
Box = tuple[int, int, int, int]

# Each step has a half to a third more pixels than the one before: enough for `srcset` to waste little, few enough
# to make. 320 is half a phone, 2048 a column of the widest layout on a screen of two pixels to the point.
WIDTHS = tuple(Spec(f"w{width}", width) for width in (320, 480, 640, 960, 1280, 1600, 2048))
# Google asks for each of these ratios at 1200 pixels or more for an article's picture.
CROPS = (
    Spec("16x9", 1200, Fraction(16, 9)),
    Spec("4x3", 1200, Fraction(4, 3)),
    Spec("1x1", 1200, Fraction(1)),
)
# The same crops for cards in lists, where 1200 pixels would be ten times what a thumbnail shows.
CARD_CROPS = (
    Spec("16x9-640", 640, Fraction(16, 9)),
    Spec("4x3-400", 400, Fraction(4, 3)),
    Spec("1x1-240", 240, Fraction(1)),
)
# For the lists and forms of the desk alone.
DESK = Spec("desk", 400)
PUBLIC_SPECS = WIDTHS + CROPS + CARD_CROPS
SPECS = (*PUBLIC_SPECS, DESK)
# Best first: the order of the sources in a <picture>. Every browser shows the last.
FORMATS = ("avif", "webp", "jpeg")
FORMAT_DETAILS: Mapping[str, Format] = {
    "avif": Format("image/avif", ".avif"),
    "webp": Format("image/webp", ".webp"),
    "jpeg": Format("image/jpeg", ".jpg"),
}

_BY_NAME = {spec.name: spec for spec in SPECS}
_NEXT_SMALLER = {larger.name: smaller.width for smaller, larger in pairwise(WIDTHS)}
# WebP holds no more in either direction.
LONGEST_SIDE = 16_383


def spec_named(name: str) -> Spec | None:
    """The spec of that name; None where the list has none."""
    return _BY_NAME.get(name)


@lru_cache(maxsize=4096)
def planned(spec: Spec, width: int, height: int, crop: Crop | None = None) -> tuple[int, int] | None:
    """The width and height of a rendition of an upright original of `width` × `height`; None where it gets none.

    Nothing is enlarged. Of the widths, an original gets all that are smaller, and its own as the next one: 700
    pixels give 320, 480, 640 and, as w960, 700. A crop is the largest that fits, in a chosen `crop` where there is one.
    """
    if spec.ratio is not None:
        left, top, right, bottom = crop_box(spec.ratio, width, height, 0.5, 0.5, crop)
        return _fitting(spec.width, right - left, bottom - top)
    return _fitting(spec.width, width, height) if width > _NEXT_SMALLER.get(spec.name, 0) else None


def crop_box(ratio: Fraction, width: int, height: int, focal_x: float, focal_y: float, crop: Crop | None = None) -> Box:
    """The largest part of that `ratio`: of the chosen `crop`, around its middle; else of all, around the focal point.

    It lies inside the picture whatever the fractions say, and has at least one pixel.
    """
    left, top, right, bottom = 0.0, 0.0, float(width), float(height)
    if crop is not None:
        left, right = _within(crop.x * width, (crop.x + crop.width) * width, width)
        top, bottom = _within(crop.y * height, (crop.y + crop.height) * height, height)
        focal_x, focal_y = (left + right) / 2 / width, (top + bottom) / 2 / height
    wide = max(1, int(min(right - left, (bottom - top) * ratio)))
    high = max(1, min(round(wide / ratio), round(bottom - top)))
    x = round(min(max(focal_x * width - wide / 2, left), right - wide))
    y = round(min(max(focal_y * height - high / 2, top), bottom - high))
    x, y = min(max(x, 0), width - wide), min(max(y, 0), height - high)
    return x, y, x + wide, y + high


def _within(low: float, high: float, size: int) -> tuple[float, float]:
    """The piece between two edges, inside the picture and not empty."""
    low = min(max(low, 0.0), size - 1.0)
    return low, min(max(high, low + 1.0), float(size))


def _fitting(most: int, width: int, height: int) -> tuple[int, int]:
    scale = min(Fraction(most, width), Fraction(LONGEST_SIDE, height), Fraction(LONGEST_SIDE, width), Fraction(1))
    return max(1, round(width * scale)), max(1, round(height * scale))
