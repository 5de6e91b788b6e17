"""From what the browser shows to a small file: written only where something can be seen to have changed."""

import io
from pathlib import Path

from PIL import Image, ImageChops

# The guide is read over a newsroom's network, and its pictures are kept in the repository.
BYTES_AT_MOST = 60_000
QUALITIES = (80, 70, 60, 50, 40)
# A pixel is another one when it differs by so much of 255, and a picture when so many pixels are: about one letter.
# Less comes of how another machine smooths its letters.
OTHER_BY = 16
OTHER_PIXELS = 60


def develop(seen: bytes, path: Path) -> str:
    """Write the PNG `seen` to `path` as WebP, unless it looks like what is there; says which of these it was."""
    view = Image.open(io.BytesIO(seen)).convert("RGB")
    data = _small(view)
    if path.exists() and _look_alike(path.read_bytes(), data):
        return "as it was"
    word = "changed" if path.exists() else "new"
    path.write_bytes(data)
    return f"{word} ({len(data) / 1000:.0f} kB)"


def _small(view: Image.Image) -> bytes:
    """The best quality that fits; the last one where none does."""
    data = b""
    for quality in QUALITIES:
        file = io.BytesIO()
        view.save(file, "WEBP", quality=quality, method=6)
        data = file.getvalue()
        if len(data) <= BYTES_AT_MOST:
            break
    return data


def _look_alike(before: bytes, after: bytes) -> bool:
    one, other = (Image.open(io.BytesIO(data)).convert("RGB") for data in (before, after))
    if one.size != other.size:
        return False
    differences = ImageChops.difference(one, other).convert("L").histogram()
    return sum(differences[OTHER_BY:]) < OTHER_PIXELS
