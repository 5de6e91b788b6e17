"""Pictures in templates of the readers' pages: `{% load pictures %}{% picture image "river" %}`."""

from dataclasses import dataclass
from typing import Any

from django import template

from .. import renditions
from ..imaging import CARD_CROPS, CROPS, FORMATS, WIDTHS, Spec
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


@register.inclusion_tag("articles/_picture.html")
def picture(image: Any, layout: str, alt: str = "", door: str = DOOR, is_first: bool = False) -> dict[str, Any]:
    """The picture in a place of LAYOUTS, in all formats and widths that there are, with the size that it will take.

    `is_first` says that it is what the page shows first: loaded at once and before others. No query.
    """
    place = LAYOUTS[layout]
    by_format = {name: candidates(image, place.specs, name, door=door) for name in FORMATS}
    last = by_format[FORMATS[-1]]
    return {
        "sources": [
            {"type": Wanted(WIDTHS[0], name).media_type, "srcset": _srcset(by_format[name])} for name in FORMATS[:-1]
        ],
        "srcset": _srcset(last),
        "fallback": max((one for one in last if one.width <= FALLBACK_WIDTH), key=lambda one: one.width, default=None),
        "whole": last[-1] if last else None,
        "sizes": place.sizes,
        "alt": alt,
        "is_first": is_first,
    }


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


def _srcset(found: list[Candidate]) -> str:
    return ", ".join(f"{one.address} {one.width}w" for one in found)
