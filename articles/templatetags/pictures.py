"""Pictures in templates of the readers' pages: `{% load pictures %}{% picture image "river" %}`."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from .. import renditions
from ..imaging import CARD_CROPS, CROPS, FORMAT_DETAILS, FORMATS, WIDTHS, Crop, Spec, planned
from ..renditions import DOOR, Wanted

register = template.Library()

# What is told to browsers that know nothing of `srcset`: no wider than this.
FALLBACK_WIDTH = 1280


@dataclass(frozen=True)
class Layout:
    """A place on a page: what is shown there, the whole picture or a crop, and how wide it is (static/css/)."""

    sizes: str
    shape: str = ""

    @property
    def specs(self) -> tuple[Spec, ...]:
        if not self.shape:
            return WIDTHS
        return tuple(spec for spec in (*CARD_CROPS, *CROPS) if spec.shape == self.shape)


_WIDE = "(min-width: 60rem) 56rem, 100vw"
LAYOUTS = {
    # An article: --wide, --measure and the gallery's columns.
    "lead": Layout(_WIDE),
    "wide": Layout(_WIDE),
    "column": Layout("(min-width: 48rem) 38rem, (min-width: 36rem) 34rem, calc(100vw - 2rem)"),
    "gallery": Layout("(min-width: 60rem) 28rem, (min-width: 42rem) 50vw, calc(100vw - 2rem)", "4x3"),
    # The fronts: the lead beside others, those others, the sections' bands.
    "top": Layout("(min-width: 76rem) 47rem, (min-width: 64rem) 62vw, 100vw", "16x9"),
    "beside": Layout("8rem", "1x1"),
    "band": Layout("(min-width: 64rem) 20rem, (min-width: 40rem) 45vw, calc(100vw - 2rem)", "4x3"),
    # Lists: the newest is set large.
    "newest": Layout("(min-width: 52rem) 25rem, (min-width: 36rem) 48vw, calc(100vw - 2rem)", "4x3"),
    "river": Layout("(min-width: 36rem) 11rem, 5.5rem", "4x3"),
    "portrait": Layout("(min-width: 36rem) 14rem, 28vw", "4x3"),
    "face": Layout("8rem", "1x1"),
}


@dataclass(frozen=True)
class Candidate:
    """A file with its size in pixels."""

    address: str
    width: int
    height: int


@register.simple_tag
def picture(image: Any, layout: str, alt: str = "", door: str = DOOR, is_first: bool = False) -> SafeString:
    """The picture in a place of LAYOUTS, in all formats and widths that there are, with the size that it will take.

    `is_first` says that it is what the page shows first: loaded at once and before others. No query. Put together
    here and not by a template: a front has twenty of these, with a dozen addresses each.
    """
    if not image.file or not image.width or not image.height:
        return SafeString("")
    files = _files(layout, image.width, image.height, tuple(renditions.crops_of(image).items()))
    if not files:
        return SafeString("")
    base, sizes = conditional_escape(f"{door}{image.token}/{image.version}/"), LAYOUTS[layout].sizes
    *sources, (_, ending, last) = [
        (media_type, ending, ", ".join([f"{base}{name}{ending} {width}w" for name, width, _ in files]))
        for media_type, ending in _FORMATS
    ]
    told = "".join([f'<source type="{kind}" srcset="{srcset}" sizes="{sizes}">' for kind, _, srcset in sources])
    _, width, height = files[-1]
    fallback = next((name for name, width, _ in reversed(files) if width <= FALLBACK_WIDTH), files[0][0])
    loading = 'fetchpriority="high"' if is_first else 'loading="lazy" decoding="async"'
    return SafeString(
        f'<picture>{told}<img src="{base}{fallback}{ending}" srcset="{last}" sizes="{sizes}" width="{width}"'
        f' height="{height}" alt="{conditional_escape(alt)}" {loading}></picture>'
    )


# The media type and the ending of each format.
_FORMATS = [(FORMAT_DETAILS[name].media_type, FORMAT_DETAILS[name].ending) for name in FORMATS]


@lru_cache(maxsize=4096)
def _files(layout: str, width: int, height: int, crops: tuple[tuple[str, Crop], ...]) -> list[tuple[str, int, int]]:
    """The spec, width and height of the files in a place of the page, narrowest first: of an original so large."""
    chosen, found = dict(crops), dict[int, tuple[str, int, int]]()
    for spec in LAYOUTS[layout].specs:
        if size := planned(spec, width, height, chosen.get(spec.shape)):
            found.setdefault(size[0], (spec.name, *size))
    return [found[width] for width in sorted(found)]


@register.simple_tag
def whole_picture(image: Any, door: str = DOOR) -> str:
    """The address of the largest file of the whole picture; "" where there is none."""
    found = candidates(image, WIDTHS, FORMATS[-1], door=door)
    return found[-1].address if found else ""


@register.simple_tag
def shared_picture(image: Any) -> Candidate | None:
    """What stands for a page where it is shared: 16:9, as JPEG. None where the picture may not leave our pages."""
    wide = [spec for spec in CROPS if spec.shape == "16x9"]
    return next(iter(candidates(image, wide, "jpeg")), None) if may_be_passed_on(image) else None


def may_be_passed_on(image: Any) -> bool:
    return image.allowed_use != "site"


def candidates(image: Any, specs: Any, format: str, *, door: str = DOOR) -> list[Candidate]:
    """The files of `specs` that the image gets in `format`, each width once, narrowest first."""
    found: dict[int, Candidate] = {}
    for spec in specs:
        if size := renditions.size_of(image, spec):
            address = renditions.address(image, Wanted(spec, format), door=door)
            found.setdefault(size[0], Candidate(address, *size))
    return [found[width] for width in sorted(found)]
