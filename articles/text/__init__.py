"""Words: characters, slugs, the body's dialect. Pure functions that know nothing of models or requests."""

from .blocks import FigurePart, HtmlPart, Part, body_parts, image_keys
from .body import DIALECT, Feature, editor_extensions, sanitise
from .characters import clean_line, clean_text, is_blank
from .plain import plain_text, reading_minutes, word_count
from .slugs import is_slug, slug_from

__all__ = [
    "DIALECT",
    "Feature",
    "FigurePart",
    "HtmlPart",
    "Part",
    "body_parts",
    "clean_line",
    "clean_text",
    "editor_extensions",
    "image_keys",
    "is_blank",
    "is_slug",
    "plain_text",
    "reading_minutes",
    "sanitise",
    "slug_from",
    "word_count",
]
