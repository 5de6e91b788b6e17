"""Folding: the same words for a search, however they are written, in any script."""

import re
import unicodedata

# The accents of Latin, Greek and Cyrillic. Marks of other scripts are letters there, and stay.
_ACCENTS = re.compile("[\u0300-\u036f]")


def folded(text: str) -> str:
    """`text` for comparing: no capitals, no accents, no widths or ligatures, single spaces.

    “Bērziņa” and “berzina” fold to the same, so that a name is found by whoever cannot type it.
    """
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text).casefold())
    return " ".join(unicodedata.normalize("NFC", plain).split())
