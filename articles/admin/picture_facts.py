"""What a picture's file says of itself, as the desk reads it: each value with where it stands in the file."""

from dataclasses import dataclass
from typing import Any

from ..imaging import instruction_flags
from ..interchange.described import plain, said_by_file, sources_of
from ..models import Image

SOURCES = {"XMP": "XMP in the file", "IIM": "IPTC in the file", "Exif": "Exif of the camera"}
FLAGS = {
    "not_for_web": "The instructions forbid the web: it is for print only until somebody decides otherwise.",
    "embargo": "The instructions name an embargo: set its moment before anybody uses the picture.",
}
_STATES = {
    "Valid": "As it was signed",
    "Trusted": "As it was signed, by a signer on the list of trust",
    "Invalid": "Changed since it was signed",
}


@dataclass(frozen=True)
class Sourced:
    """What the file says for one of our columns, where it stands, and whether the desk has it so."""

    value: str
    source: str
    is_kept: bool


@dataclass(frozen=True)
class FactLine:
    """One thing that the file says, whether a column of ours holds it or not."""

    name: str
    value: str
    source: str


def sourced(image: Image) -> dict[str, Sourced]:
    """By our columns, what the file of `image` says."""
    return {
        column: Sourced(str(value), SOURCES.get(source, "the file"), getattr(image, column) == value)
        for column, (value, source) in said_by_file(image.file_metadata).items()
    }


def fact_lines(image: Image) -> list[FactLine]:
    """All that the file of `image` says, by name."""
    sources = sources_of(image.file_metadata)
    return [
        FactLine(name.replace("_", " ").capitalize(), value, SOURCES.get(sources[name], "the file"))
        for name, value in sorted(plain(image.file_metadata).items())
    ]


def flags_of(image: Image) -> list[str]:
    """What the instructions ask, where that keeps readers from the picture."""
    return [FLAGS[flag] for flag in sorted(instruction_flags(image.instructions))]


def credential_lines(image: Image) -> list[tuple[str, str]]:
    """What the Content Credentials of `image` say; empty where it has none."""
    told: dict[str, Any] = image.credentials
    if not told:
        return []
    actions = ", ".join(str(action).removeprefix("c2pa.").replace("_", " ") for action in told.get("actions", []))
    lines = [
        ("Signature", _STATES.get(told.get("state", ""), told.get("state", ""))),
        ("Signed by", told.get("signed_by", "")),
        ("Made with", told.get("claim_generator", "")),
        ("What was done", actions),
        ("How it was made", str(told.get("digital_source_type", "")).rpartition("/")[2]),
    ]
    return [(name, value) for name, value in lines if value]
