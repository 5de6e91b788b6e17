"""What a picture file says of itself, put into the columns that the desk has left empty."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from ..imaging import instruction_flags
from ..models import AllowedUse, DataMining, Image, Licence, SourceType

Facts = Mapping[str, str]

# Our column → the names of `imaging` that fill it, the first that says something.
_SAID_BY = {
    "title": ("title", "headline"),
    "caption": ("caption",),
    "alt_text": ("alt_text",),
    "creator": ("creator",),
    "credit_line": ("credit_line",),
    "copyright_notice": ("copyright_notice",),
    "keywords": ("keywords",),
    "instructions": ("instructions",),
    "usage_terms": ("usage_terms",),
    "web_statement": ("web_statement",),
    "licensor_name": ("licensor_name",),
    "licensor_url": ("licensor_url",),
    "digital_source_type": ("digital_source_type",),
    "data_mining": ("data_mining",),
    "date_created": ("date_created",),
    "place": ("location", "city", "country"),
}
NOT_FOR_WEB, EMBARGO = "not_for_web", "embargo"
_CREATIVE_COMMONS = re.compile(r"https?://creativecommons\.org/(?:licenses|publicdomain)/[a-z/0-9.-]+", re.IGNORECASE)


def describe(image: Image) -> None:
    """Fill what the desk has left empty on `image` (unsaved) from what its file says, and give it a title.

    Instructions that forbid the web make it a picture for print only, until somebody at the desk decides otherwise.
    """
    for column, (value, _) in said_by_file(image.file_metadata).items():
        if not getattr(image, column):
            setattr(image, column, value)
    if image.licence == Licence.UNKNOWN:
        image.licence = licence_in(image.web_statement, image.usage_terms)
    if image.allowed_use == AllowedUse.EVERYWHERE and NOT_FOR_WEB in instruction_flags(image.instructions):
        image.allowed_use = AllowedUse.PRINT
    image.title = image.title or fitting("title", image.original_name.rpartition(".")[0]) or image.key


def said_by_file(file_metadata: Mapping[str, Any]) -> dict[str, tuple[Any, str]]:
    """By our columns: the value that the file gives, as the column holds it, and where: “XMP”, “IIM” or “Exif”."""
    facts, sources = plain(file_metadata), sources_of(file_metadata)
    found: dict[str, tuple[Any, str]] = {}
    for column, names in _SAID_BY.items():
        value = _READ.get(column, _first)(facts, names)
        if isinstance(value, str):
            value = fitting(column, value)
        if value:
            source = next((sources[name] for name in names if sources.get(name)), "")
            found[column] = (value, source)
    return found


def plain(file_metadata: Mapping[str, Any]) -> dict[str, str]:
    """The values alone. Rows of earlier days hold no more than these."""
    return {name: fact["value"] if isinstance(fact, dict) else fact for name, fact in file_metadata.items()}


def sources_of(file_metadata: Mapping[str, Any]) -> dict[str, str]:
    return {name: fact["source"] if isinstance(fact, dict) else "" for name, fact in file_metadata.items()}


def licence_in(*texts: str) -> str:
    """The Creative Commons licence whose address stands in one of `texts`; “unknown” where none does."""
    addresses = {licence.address.removeprefix("https://").rstrip("/"): licence for licence in Licence}
    for text in texts:
        for match in _CREATIVE_COMMONS.finditer(text):
            address = match[0].lower().partition("://")[2]
            # The address of a text in one language leads to the licence too: “…/by/4.0/deed.de”.
            address = "/".join(address.rstrip("/.").split("/")[:4])
            if address in addresses:
                return addresses[address]
    return Licence.UNKNOWN


def date_from(text: str) -> date | None:
    """The day in “2022-03-07T14:05:00+02:00”, “2022-03-07” or “20220307”; None for anything vaguer."""
    for length in (10, 8):
        try:
            return date.fromisoformat(text[:length])
        except ValueError:
            continue
    return None


def fitting(column: str, text: str) -> str:
    """`text` cut to what the column holds: files carry captions of any length in any field."""
    return text[: getattr(Image._meta.get_field(column), "max_length", None)]


def _first(facts: Facts, names: tuple[str, ...]) -> str:
    return next((facts[name] for name in names if facts.get(name)), "")


def _address(facts: Facts, names: tuple[str, ...]) -> str:
    """An address that a reader can follow; one cut to fit would lead nowhere."""
    address = _first(facts, names)
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        return ""
    return address if address == fitting(names[0], address) else ""


def _place(facts: Facts, names: tuple[str, ...]) -> str:
    return ", ".join(dict.fromkeys(facts[name] for name in names if facts.get(name)))


def _source_type(facts: Facts, names: tuple[str, ...]) -> str:
    term = _first(facts, names).rpartition("/")[2]
    return term if term in SourceType.values else ""


def _data_mining(facts: Facts, names: tuple[str, ...]) -> str:
    code = _first(facts, names)
    return code if code in DataMining.values else ""


_READ: dict[str, Callable[[Facts, tuple[str, ...]], Any]] = {
    "web_statement": _address,
    "licensor_url": _address,
    "place": _place,
    "digital_source_type": _source_type,
    "data_mining": _data_mining,
    "date_created": lambda facts, names: date_from(_first(facts, names)),
}
