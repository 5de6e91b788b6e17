"""What stands where a picture cannot be made: a grey area of its shape."""

import io
from functools import lru_cache

from PIL import Image

_GREY = (200, 198, 194)
# Sixteen pixels are as grey as a thousand; browsers stretch it to the size that the page gives.
_LONGEST = 16


@lru_cache(maxsize=64)
def placeholder(format: str, width: int, height: int) -> bytes:
    """A small neutral picture in `format` (one of FORMATS), nearly of the shape `width` × `height`."""
    longest = max(width, height)
    size = max(1, round(_LONGEST * width / longest)), max(1, round(_LONGEST * height / longest))
    file = io.BytesIO()
    Image.new("RGB", size, _GREY).save(file, format)
    return file.getvalue()
