"""What picture files say of themselves, read and written: IPTC by way of XMP, IIM and Exif."""

from .instructions import instruction_flags
from .reading import Fact, read_facts, read_metadata
from .rights import RightsMetadata, iim_segment, xmp_packet

__all__ = [
    "Fact",
    "RightsMetadata",
    "iim_segment",
    "instruction_flags",
    "read_facts",
    "read_metadata",
    "xmp_packet",
]
