"""Whether a file's name promises what its bytes are."""

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
_OTHERS = set(
    ["svg", "svgz", "pdf", "eps", "ps", "ai", "tif", "tiff", "bmp", "psd", "psb", "ico", "jp2", "jxl", "dng", "nef", "nrw", "cr2", "cr3", "crw", "arw", "srf", "raf", "orf", "rw2", "pef", "mp4", "mov", "m4v", "avi", "mkv", "webm", "mpg", "mpeg", "mp3", "wav", "m4a", "zip", "rar", "7z", "gz", "tar", "doc", "docx", "odt", "xls", "xlsx", "ppt", "pptx", "txt", "csv", "rtf", "htm", "html", "xhtml", "xml", "json", "js", "mjs", "css", "php", "phtml", "phar", "py", "sh", "bat", "cmd", "exe", "com", "dll", "msi", "jar", "jsp", "asp", "aspx", "svgz"]
)


def ending_of(kind: str) -> str:
    """The ending that our copy of a file of `kind` gets, without a point."""
    return _ENDINGS[kind][0]


def refuse_wrong_name(name: str, kind: str) -> None:
    """Raise PictureRefused where `name` promises something else than `kind`; a name without an ending promises nothing."""
    stem, point, ending = name.rpartition(".")
    ending = ending.lower()
    known = {one for endings in _ENDINGS.values() for one in endings} | _OTHERS
    if point and ending in known and ending not in _ENDINGS[kind]:
        raise PictureRefused(
            f"The file is called “{name}” and is really a {kind}."
            f" If it is the picture that you mean, rename it to “{stem}.{ending_of(kind)}” and send it again."
        )
