"""The newspaper's name as a picture: for what is shared, or listed elsewhere, without a picture of its own."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

_PAPER, _INK, _RULE = "#f7f4ee", "#17171a", "#a3171f"
# Pillow's own font, which is there wherever Pillow is: Aileron, with the letters of English.
_LARGEST = 150
_SMALLEST = 40


def card(name: str, width: int, height: int) -> bytes:
    """A PNG of that size with `name` in its middle; without words where the font has no letters for them."""
    pixels = Image.new("RGB", (width, height), _PAPER)
    draw = ImageDraw.Draw(pixels)
    size = _LARGEST
    while size > _SMALLEST and _font(size).getlength(name) > width * 0.84:
        size -= 2
    font = _font(size)
    if _has_letters(font, name) and font.getlength(name) <= width * 0.94:
        draw.text((width / 2, height / 2), name, font=font, fill=_INK, anchor="mm")
    top, left = height / 2 + size * 0.95, width * 0.42
    draw.rectangle((left, top, width - left, top + 7), fill=_RULE)
    file = BytesIO()
    pixels.quantize(16).save(file, "PNG", optimize=True)
    return file.getvalue()


def _font(size: int) -> "ImageFont.FreeTypeFont":
    font = ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont)
    return font


def _has_letters(font: "ImageFont.FreeTypeFont", name: str) -> bool:
    """Whether none of the letters is drawn as the sign for one that is missing."""
    missing = bytes(font.getmask("\U0010fffd"))
    return all(bytes(font.getmask(letter)) != missing for letter in set(name) if not letter.isspace())
