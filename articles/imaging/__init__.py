"""Pixels and what picture files say of themselves. Pure functions that know nothing of models or requests."""

from .alike import is_alike
from .card import card
from .inspection import Inspection, inspect
from .making import PictureBroken, Rendition, make
from .metadata import (
    Credentials,
    Fact,
    RightsMetadata,
    can_read_credentials,
    instruction_flags,
    read_credentials,
    read_facts,
)
from .opening import open_picture
from .placeholder import placeholder
from .refusal import PictureRefused
from .renditions import (
    CARD_CROPS,
    CROPS,
    DESK,
    FORMAT_DETAILS,
    FORMATS,
    PUBLIC_SPECS,
    SPECS,
    WIDTHS,
    Crop,
    Spec,
    crop_box,
    planned,
    spec_named,
)

__all__ = [
    "CARD_CROPS",
    "CROPS",
    "DESK",
    "FORMATS",
    "FORMAT_DETAILS",
    "PUBLIC_SPECS",
    "SPECS",
    "WIDTHS",
    "Credentials",
    "Crop",
    "Fact",
    "Inspection",
    "PictureBroken",
    "PictureRefused",
    "Rendition",
    "RightsMetadata",
    "Spec",
    "can_read_credentials",
    "card",
    "crop_box",
    "inspect",
    "instruction_flags",
    "is_alike",
    "make",
    "open_picture",
    "placeholder",
    "planned",
    "read_credentials",
    "read_facts",
    "spec_named",
]
