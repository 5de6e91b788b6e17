"""Controlled vocabularies: where a picture comes from (IPTC), and whether machines may learn from it (PLUS)."""

import re

DIGITAL_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
DATA_MINING = "http://ns.useplus.org/ldf/vocab/"

# Retired by IPTC in the third quarter of 2024, and still in files.
_RENAMED = {"minorHumanEdits": "humanEdits", "digitalArt": "digitalCreation"}
_DATA_MINING_CODES = frozenset(
    {
        "DMI-UNSPECIFIED",
        "DMI-ALLOWED",
        "DMI-PROHIBITED-AIMLTRAINING",
        "DMI-PROHIBITED-GENAIMLTRAINING",
        "DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING",
        "DMI-PROHIBITED",
        "DMI-PROHIBITED-SEECONSTRAINT",
        "DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR",
        "DMI-PROHIBITED-SEELINKEDRIGHTSEXPR",
    }
)
_CODE = re.compile(r"(?:https?://cv\.iptc\.org/newscodes/digitalsourcetype/)?([A-Za-z]{2,60})/?")
_MINING = re.compile(r"(?:https?://ns\.useplus\.org/ldf/vocab/)?(DMI-[A-Z-]+)")


def digital_source_type(value: str) -> str:
    """The full address of IPTC's code in `value`, under its name of today; "" where it holds none.

    Codes that are not known here are kept: the list grows between two of our releases.
    """
    found = _CODE.fullmatch(value.strip())
    return DIGITAL_SOURCE_TYPES + _RENAMED.get(found[1], found[1]) if found else ""


def data_mining(value: str) -> str:
    """The PLUS code in `value` ("DMI-PROHIBITED"), with or without its address; "" where it is none."""
    found = _MINING.fullmatch(value.strip())
    return found[1] if found and found[1] in _DATA_MINING_CODES else ""
