"""Colours as every screen understands them: sRGB, eight bits, with or without transparency."""

import io

from PIL import Image, ImageCms

_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
# What a profile calls its colour space → the mode of the pictures that it describes.
_SPACES = {"RGB": "RGB", "CMYK": "CMYK", "GRAY": "L"}
_DEEP = {"I;16", "I;16L", "I;16B", "I;16N", "I", "F"}


def to_srgb(picture: Image.Image) -> Image.Image:
    """`picture` (loaded) as RGB, or as RGBA where something shows through it. Its profile is applied, not kept.

    A profile that is broken or of another colour space than the picture is passed over. `picture` may be changed.
    """
    profile = picture.info.get("icc_profile")
    picture, alpha = _without_alpha(picture)
    picture = _converted(picture, profile) if profile else picture
    if picture.mode != "RGB":
        picture = picture.convert("RGB")
    if alpha is not None:
        picture.putalpha(alpha)
    return picture


def on_white(picture: Image.Image) -> Image.Image:
    """`picture` without transparency, as on paper."""
    if picture.mode != "RGBA":
        return picture
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def _without_alpha(picture: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    """The colours of `picture` in a mode that profiles describe, and its transparency; None where nothing shows."""
    if picture.mode in _DEEP:
        return _eight_bits(picture), None
    if picture.has_transparency_data:
        whole = picture.convert("RGBA")
        alpha = whole.getchannel("A")
        gray = picture.mode in {"LA", "La"}
        colours = whole.convert("L") if gray else whole.convert("RGB")
        return colours, None if alpha.getextrema() == (255, 255) else alpha
    if picture.mode == "1":
        return picture.convert("L"), None
    if picture.mode not in {"L", "RGB", "CMYK"}:
        return picture.convert("RGB"), None
    return picture, None


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Gray of sixteen bits in eight; Pillow's own conversion clips instead of scaling for some modes."""
    return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")


def _converted(picture: Image.Image, data: bytes) -> Image.Image:
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
        if _SPACES.get(profile.profile.xcolor_space.strip()) != picture.mode or _is_srgb(profile):
            return picture
        transform = ImageCms.buildTransform(
            profile,
            _SRGB,
            picture.mode,
            "RGB",
            # What both can show stays as it is, and the darkest becomes the darkest: for photographs.
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
        return ImageCms.applyTransform(picture, transform) or picture
    # Broken profiles make littleCMS and its wrapper raise one or the other.
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture


def _is_srgb(profile: ImageCms.ImageCmsProfile) -> bool:
    """Most pictures are: converting them would change nothing and take a third of the time."""
    return (profile.profile.profile_description or "").startswith("sRGB")
