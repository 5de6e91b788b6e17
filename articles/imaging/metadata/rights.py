"""What a delivered picture says of itself: the rights and the description that travel with the file."""

from dataclasses import dataclass, fields, replace

from ...text import clean_line, clean_text
from . import dates, iim, vocabulary
from .xmp import write_packet

_LINES_KEPT = {"caption", "alt_text", "usage_terms"}
# Bytes of each value once it is written. Together with the markup they stay below the 65,502 that one
# segment of a JPEG leaves for XMP; a value that is longer is cut where a character ends.
_LONG_VALUES = {"caption": 24_000, "alt_text": 12_000, "usage_terms": 6_000}
_LONGEST_VALUE = 1_500


@dataclass(frozen=True)
class RightsMetadata:
    """What a file says to whoever meets it outside the site; "" where there is nothing to say.

    `digital_source_type` is an IPTC code or its address, `data_mining` a PLUS code ("DMI-PROHIBITED") or its
    address, `date_created` a date of ISO 8601; values outside these vocabularies are not written.
    """

    title: str = ""
    caption: str = ""
    alt_text: str = ""
    creator: str = ""
    credit_line: str = ""
    copyright_notice: str = ""
    web_statement: str = ""
    usage_terms: str = ""
    licensor_name: str = ""
    licensor_url: str = ""
    digital_source_type: str = ""
    data_mining: str = ""
    date_created: str = ""
    city: str = ""
    country: str = ""
    source: str = ""


def xmp_packet(rights: RightsMetadata) -> bytes:
    """`rights` as an XMP packet, for a file of any format; b"" where there is nothing to say.

    Several creators stay one text, as the desk wrote them: a comma may stand inside a name.
    """
    told = written(rights)
    licensor = {"plus:LicensorName": told.licensor_name, "plus:LicensorURL": told.licensor_url}
    mining = vocabulary.DATA_MINING + told.data_mining if told.data_mining else ""
    return write_packet(
        [
            ("dc:title@Alt", told.title),
            ("dc:description@Alt", told.caption),
            ("dc:creator@Seq", told.creator),
            ("dc:rights@Alt", told.copyright_notice),
            ("photoshop:Credit", told.credit_line),
            ("photoshop:Source", told.source),
            ("photoshop:DateCreated", told.date_created),
            ("photoshop:City", told.city),
            ("photoshop:Country", told.country),
            ("xmpRights:WebStatement", told.web_statement),
            ("xmpRights:UsageTerms@Alt", told.usage_terms),
            ("Iptc4xmpCore:AltTextAccessibility@Alt", told.alt_text),
            ("Iptc4xmpExt:DigitalSourceType", told.digital_source_type),
            ("plus:DataMining", mining),
            ("plus:Licensor@Seq", [{**licensor}] if any(licensor.values()) else None),
        ]
    )


def iim_segment(rights: RightsMetadata) -> bytes:
    """`rights` as the APP13 segment of a JPEG, with the values of `xmp_packet`, cut to IIM's limits; b"" for nothing.

    IIM has no place for the alt text, the web statement, the terms, the licensor and the two vocabularies.
    """
    told = written(rights)
    date, time = dates.to_iim(told.date_created)
    return iim.write_segment(
        [
            (iim.TITLE, told.title),
            (iim.DATE_CREATED, date),
            (iim.TIME_CREATED, time),
            (iim.CREATOR, told.creator),
            (iim.CITY, told.city),
            (iim.COUNTRY, told.country),
            (iim.CREDIT_LINE, told.credit_line),
            (iim.SOURCE, told.source),
            (iim.COPYRIGHT_NOTICE, told.copyright_notice),
            (iim.CAPTION, told.caption),
        ]
    )


def written(rights: RightsMetadata) -> RightsMetadata:
    """`rights` as files hold them: without characters that XML cannot hold, bounded, with codes of the vocabularies."""
    told = {field.name: _told(field.name, getattr(rights, field.name)) for field in fields(rights)}
    return replace(
        rights,
        **told
        | {
            "digital_source_type": vocabulary.digital_source_type(told["digital_source_type"]),
            "data_mining": vocabulary.data_mining(told["data_mining"]),
            "date_created": dates.iso_date(told["date_created"]),
        },
    )


def _told(name: str, value: str) -> str:
    text = clean_text(value).strip() if name in _LINES_KEPT else clean_line(value)
    limit = _LONG_VALUES.get(name, _LONGEST_VALUE)
    if _bytes(text) <= limit:
        return text
    taken = 0
    for place, character in enumerate(text):
        taken += _bytes(character)
        if taken > limit:
            return text[:place].rstrip()
    return text


def _bytes(text: str) -> int:
    """How long `text` is in XML: UTF-8, with “&amp;” for an ampersand."""
    return len(text.encode()) + 4 * text.count("&") + 3 * (text.count("<") + text.count(">"))
