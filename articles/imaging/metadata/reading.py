"""What a picture file says of itself, in the house's words, each with where it was found.

Sources of the mapping: IPTC Photo Metadata Standard 2025.1; XMP wins over IIM, IIM over Exif.
Nothing that could give a source away (place of the camera, serial numbers, owners) is read.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from PIL import Image

from ...text import clean_line, clean_text, is_blank
from . import dates, iim, vocabulary
from .exif import read_exif
from .xmp import Value, read_xmp, structures_of, text_of

Source = Literal["XMP", "IIM", "Exif"]

_XMP = {
    "title": "dc:title",
    "headline": "photoshop:Headline",
    "caption": "dc:description",
    "alt_text": "Iptc4xmpCore:AltTextAccessibility",
    "extended_description": "Iptc4xmpCore:ExtDescrAccessibility",
    "creator": "dc:creator",
    "credit_line": "photoshop:Credit",
    "copyright_notice": "dc:rights",
    "date_created": "photoshop:DateCreated",
    "keywords": "dc:subject",
    "instructions": "photoshop:Instructions",
    "source": "photoshop:Source",
    "job_id": "photoshop:TransmissionReference",
    "usage_terms": "xmpRights:UsageTerms",
    "web_statement": "xmpRights:WebStatement",
    "digital_source_type": "Iptc4xmpExt:DigitalSourceType",
    "data_mining": "plus:DataMining",
    "ai_prompt": "Iptc4xmpExt:AIPromptInformation",
    "ai_system": "Iptc4xmpExt:AISystemUsed",
}
# Our word → its place in the older fields, and in the structures that say exactly which place is meant.
_PLACE = {
    "city": ("photoshop:City", "Iptc4xmpExt:City"),
    "state": ("photoshop:State", "Iptc4xmpExt:ProvinceState"),
    "country": ("photoshop:Country", "Iptc4xmpExt:CountryName"),
    "country_code": ("Iptc4xmpCore:CountryCode", "Iptc4xmpExt:CountryCode"),
    "location": ("Iptc4xmpCore:Location", "Iptc4xmpExt:Sublocation"),
}
_IIM = {
    "title": iim.TITLE,
    "headline": iim.HEADLINE,
    "caption": iim.CAPTION,
    "creator": iim.CREATOR,
    "credit_line": iim.CREDIT_LINE,
    "copyright_notice": iim.COPYRIGHT_NOTICE,
    "city": iim.CITY,
    "state": iim.STATE,
    "country": iim.COUNTRY,
    "country_code": iim.COUNTRY_CODE,
    "location": iim.LOCATION,
    "keywords": iim.KEYWORDS,
    "instructions": iim.INSTRUCTIONS,
    "source": iim.SOURCE,
    "job_id": iim.JOB_ID,
}
_TIDIED: Mapping[str, Callable[[str], str]] = {
    "caption": lambda text: clean_text(text).strip(),
    "alt_text": lambda text: clean_text(text).strip(),
    "extended_description": lambda text: clean_text(text).strip(),
    "instructions": lambda text: clean_text(text).strip(),
    "usage_terms": lambda text: clean_text(text).strip(),
    "ai_prompt": lambda text: clean_text(text).strip(),
    "digital_source_type": vocabulary.digital_source_type,
    "data_mining": vocabulary.data_mining,
}
LONGEST = 5_000


@dataclass(frozen=True)
class Fact:
    """One thing that a file says of itself: cleaned, not blank, at most `LONGEST` characters."""

    value: str
    source: Source


def read_facts(picture: Image.Image) -> dict[str, Fact]:
    """The facts that the file of an opened `picture` carries, by name; {} where it carries none. Decodes nothing.

    Packets that cannot be read count as absent: a picture is not refused for its caption. Dates are those of
    ISO 8601 where the file's own can be read so; keywords and several creators are joined by commas.
    """
    found: dict[str, Fact] = {}
    readings: tuple[tuple[Source, dict[str, str]], ...] = (
        ("XMP", _from_xmp(read_xmp(picture))),
        ("IIM", _from_iim(iim.read_iim(picture))),
        ("Exif", read_exif(picture)),
    )
    for source, texts in readings:
        for name, text in texts.items():
            value = _TIDIED.get(name, clean_line)(text[: 2 * LONGEST])[:LONGEST]
            if name not in found and not is_blank(value):
                found[name] = Fact(value, source)
    return found


def read_metadata(picture: Image.Image) -> dict[str, str]:
    """The values of `read_facts`, without where they were found."""
    return {name: fact.value for name, fact in read_facts(picture).items()}


def _from_xmp(properties: dict[str, Value]) -> dict[str, str]:
    texts = {name: text_of(properties.get(named)) for name, named in _XMP.items()}
    texts |= _place(properties)
    licensor = next(iter(structures_of(properties.get("plus:Licensor"))), {})
    texts["licensor_name"] = text_of(licensor.get("plus:LicensorName"))
    texts["licensor_url"] = text_of(licensor.get("plus:LicensorURL"))
    version = text_of(properties.get("Iptc4xmpExt:AISystemVersionUsed"))
    texts["ai_system"] = f"{texts['ai_system']} {version}".strip()
    return texts


def _place(properties: dict[str, Value]) -> dict[str, str]:
    """One place, whole: a city of one field and a country of another may be two.

    The place where the camera stood comes first, then the older fields, which mean it or what is shown.
    """
    older = {name: text_of(properties.get(named)) for name, (named, _) in _PLACE.items()}
    created, shown = (
        [{name: text_of(place.get(named)) for name, (_, named) in _PLACE.items()} for place in structures_of(value)]
        for value in (properties.get("Iptc4xmpExt:LocationCreated"), properties.get("Iptc4xmpExt:LocationShown"))
    )
    return next((place for place in (*created, older, *shown) if any(place.values())), {})


def _from_iim(datasets: dict[iim.Dataset, list[str]]) -> dict[str, str]:
    texts = {name: ", ".join(datasets.get(dataset, [])) for name, dataset in _IIM.items()}
    date, time = (datasets.get(dataset, [""])[0] for dataset in (iim.DATE_CREATED, iim.TIME_CREATED))
    texts["date_created"] = dates.from_iim(date.strip(), time.strip())
    return texts
