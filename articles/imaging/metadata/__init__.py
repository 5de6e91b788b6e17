"""What picture files say of themselves, read and written: IPTC by way of XMP, IIM and Exif."""

from .credentials import Credentials, can_read_credentials, read_credentials
from .instructions import instruction_flags
from .reading import Fact, read_facts, read_metadata
from .rights import RightsMetadata, iim_segment, xmp_packet

__all__ = [
    "Credentials",
    "Fact",
    "RightsMetadata",
    "can_read_credentials",
    "iim_segment",
    "instruction_flags",
    "read_credentials",
    "read_facts",
    "read_metadata",
    "xmp_packet",
]
