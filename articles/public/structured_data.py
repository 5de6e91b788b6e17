"""What search engines are told in a page's structured data (JSON-LD, schema.org)."""

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from .. import renditions
from ..imaging import WIDTHS
from ..reading import ArticlePage, Figure, Gallery
from ..renditions import Wanted

# A script's text ends at "</script", wherever that stands: inside a JSON string these are written as escapes.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}

# How a picture was made, in schema.org's words for IPTC's: https://schema.org/IPTCDigitalSourceEnumeration.
_SOURCE_TYPES = {
    name: f"https://schema.org/{term}DigitalSource"
    for name, term in {
        "digitalCapture": "DigitalCapture",
        "negativeFilm": "NegativeFilm",
        "print": "Print",
        "humanEdits": "MinorHumanEdits",
        "compositeCapture": "CompositeCapture",
        "digitalCreation": "DigitalArt",
        "algorithmicMedia": "AlgorithmicMedia",
        "screenCapture": "ScreenCapture",
        "virtualRecording": "VirtualRecording",
        "trainedAlgorithmicMedia": "TrainedAlgorithmicMedia",
        "compositeWithTrainedAlgorithmicMedia": "CompositeWithTrainedAlgorithmicMedia",
        "compositeSynthetic": "CompositeSynthetic",
    }.items()
}


def image_object(image: Any, *, caption: str = "") -> dict[str, Any] | None:
    """The picture as an ImageObject with its rights, as Google's image metadata asks for; None without a file.

    It is named by the address of its largest JPEG. Not for a picture that may not leave our pages.
    """
    sizes = [(spec, size) for spec in WIDTHS if (size := renditions.size_of(image, spec))]
    if not sizes or image.allowed_use == "site":
        return None
    spec, (width, height) = sizes[-1]
    told = {
        "@context": "https://schema.org",
        "@type": "ImageObject",
        "contentUrl": f"{settings.SITE_URL}{renditions.address(image, Wanted(spec, 'jpeg'))}",
        "encodingFormat": "image/jpeg",
        "width": width,
        "height": height,
        "caption": caption or image.caption,
    }
    return {name: value for name, value in told.items() if value} | rights(image)


def rights(image: Any) -> dict[str, Any]:
    """Who made the picture, who is named, and on what terms it may be had."""
    told = {
        "creator": {"@type": "Person", "name": image.creator} if image.creator else None,
        "creditText": image.credit_line,
        "copyrightNotice": image.copyright_notice,
        "license": image.licence_address,
        "acquireLicensePage": image.licensor_url,
        "digitalSourceType": _SOURCE_TYPES.get(image.digital_source_type),
    }
    return {name: value for name, value in told.items() if value}


def pictures_of(page: ArticlePage) -> SafeString:
    """The page's pictures as JSON-LD, the lead first; empty where there are none."""
    found = [told for figure in _figures(page) if (told := image_object(figure.image))]
    return as_script(found) if found else SafeString("")


def graph(nodes: list[dict[str, Any]]) -> dict[str, Any]:
    """Several nodes as one piece of schema.org's."""
    return {"@context": "https://schema.org", "@graph": nodes}


def as_script(data: Any) -> SafeString:
    """`data` in a script element that is data: a browser runs nothing of it."""
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


def _figures(page: ArticlePage) -> Iterator[Figure]:
    """Each picture once."""
    seen = set()
    standing = [page.lead, *page.parts]
    for part in standing:
        for figure in part.pictures if isinstance(part, Gallery) else [part]:
            if isinstance(figure, Figure) and figure.image.pk not in seen:
                seen.add(figure.image.pk)
                yield figure
