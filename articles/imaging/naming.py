"""Whether a file's name promises what its bytes are."""

import re

from .refusal import PictureRefused

# What a kind of picture may be called; the first is the ending that our copy of the file gets.
_ENDINGS = {
    "JPEG": ("jpg", "jpeg", "jpe", "jfif", "jfi", "mpo"),
    "PNG": ("png", "apng"),
    "WebP": ("webp",),
    "AVIF": ("avif", "heif", "hif"),
    "GIF": ("gif",),
    "HEIC": ("heic", "heif", "hif"),
}
# Endings of other things; what is in neither list (“IMG_2047.jpg-large”, “riga.evening”) promises nothing.
_OTHERS = re.compile(
    r"svgz?|pdf|e?ps|ai|tiff?|bmp|ps[db]|ico|jp2|jxl|dng|nef|nrw|cr[23w]|arw|sr[2fw]|raf|or[fi]|rw2|pef"
    r"|mp[34]|mo[vd]|m4[av]|avi|mkv|webm|mpe?g|wav|zip|rar|7z|t?gz|tar|docx?|odt|xlsx?|pptx?|txt|csv|rtf"
    r"|x?html?|xml|json|m?js|css|php\d?|phtml|phar|py|sh|bat|cmd|exe|com|dll|msi|jar|jsp|aspx?"
)


def ending_of(kind: str) -> str:
    """The ending that our copy of a file of `kind` gets, without a point."""
    return _ENDINGS[kind][0]


def refuse_wrong_name(name: str, kind: str) -> None:
    """Raise PictureRefused where `name` promises something else than `kind`. Without an ending it promises nothing."""
    stem, point, ending = name.rpartition(".")
    ending = ending.lower()
    is_promise = any(ending in endings for endings in _ENDINGS.values()) or _OTHERS.fullmatch(ending)
    if point and is_promise and ending not in _ENDINGS[kind]:
        raise PictureRefused(
            f"The file is called “{name}” and is really a {kind}."
            f" If it is the picture that you mean, rename it to “{stem}.{ending_of(kind)}” and send it again."
        )
