"""Where the files of an image are: their addresses and their names in the storage, from the image's row alone.

A page with a hundred pictures names all their files without a query. The token cannot be guessed; the
version changes with whatever a file shows or says, so that a file under one address never changes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ..imaging import FORMAT_DETAILS, FORMATS, SPECS, Crop, Spec, planned, spec_named
from ..models import Image

# Where readers ask for pictures.
DOOR = "/media/"

_FORMAT_OF = {details.ending: name for name, details in FORMAT_DETAILS.items()}


@dataclass(frozen=True)
class Wanted:
    """One of the renditions that there can be: a spec of the fixed list, in one of the fixed formats."""

    spec: Spec
    format: str

    @property
    def name(self) -> str:
        return f"{self.spec.name}{FORMAT_DETAILS[self.format].ending}"

    @property
    def media_type(self) -> str:
        return FORMAT_DETAILS[self.format].media_type


def wanted_by(name: str) -> Wanted | None:
    """What the last part of an address asks for; None where it is on no list: no size comes from an address."""
    spec_name, dot, ending = name.rpartition(".")
    spec, format = spec_named(spec_name), _FORMAT_OF.get(f"{dot}{ending}")
    return Wanted(spec, format) if spec and format else None


def address(image: Image, wanted: Wanted, *, door: str = DOOR) -> str:
    """Where the rendition is asked for; `door` begins the address. For an image that has a file."""
    return f"{door}{image.token}/{image.version}/{wanted.name}"


def stored_name(image: Image, wanted: Wanted) -> str:
    """Where the rendition is kept in the storage."""
    return f"renditions/{image.token[:2]}/{image.token}/{image.version}/{wanted.name}"


def size_of(image: Image, spec: Spec) -> tuple[int, int] | None:
    """Width and height of the image's renditions of `spec`; None where it gets none, for it is never enlarged."""
    if not image.file or not image.width or not image.height:
        return None
    return planned(spec, image.width, image.height, crops_of(image).get(spec.shape))


def crops_of(image: Image) -> dict[str, Crop]:
    """What somebody cut by hand, by the name of the ratio. What is no crop is passed over: the focal point decides."""
    crops = {}
    for shape, sides in (image.crops or {}).items():
        try:
            crops[shape] = Crop(*map(float, sides))
        except (TypeError, ValueError):
            continue
    return crops


def offered(image: Image) -> Iterator[Wanted]:
    """Every rendition that the image gets."""
    for spec in SPECS:
        if size_of(image, spec):
            yield from (Wanted(spec, format) for format in FORMATS)


def nearest(image: Image, wanted: Wanted) -> Wanted | None:
    """`wanted`, or where the image gets none of that width, the widest that it gets."""
    if size_of(image, wanted.spec):
        return wanted
    whole = [spec for spec in SPECS if spec.ratio is None and spec.name.startswith("w") and size_of(image, spec)]
    return Wanted(whole[-1], wanted.format) if whole and wanted.spec.ratio is None else None
