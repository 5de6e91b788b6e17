"""Words: characters, slugs, the body's dialect. Pure functions that know nothing of models or requests."""

from .blocks import FigurePart, HtmlPart, Part, body_parts, image_keys
from .body import DIALECT, Feature, editor_extensions, sanitise
from .characters import clean_line, clean_text, is_blank
from .diff import (
    BlockChange,
    Detail,
    FieldChange,
    ItemChange,
    Marks,
    Run,
    diff_body,
    diff_sequence,
    diff_snapshots,
    diff_words,
    inline_html,
    runs_html,
    side_by_side,
)
from .folding import folded
from .local_times import LocalTime, Moment, Occurs, moments_of, zone_mark
from .merge import Conflict, Merge, merge_snapshots, resolve
from .plain import plain_text, reading_minutes, word_count
from .query import Query, Token, parse_query
from .slugs import is_slug, slug_from

__all__ = [
    "DIALECT",
    "BlockChange",
    "Conflict",
    "Detail",
    "Feature",
    "FieldChange",
    "FigurePart",
    "HtmlPart",
    "ItemChange",
    "LocalTime",
    "Marks",
    "Merge",
    "Moment",
    "Occurs",
    "Part",
    "Query",
    "Run",
    "Token",
    "body_parts",
    "clean_line",
    "clean_text",
    "diff_body",
    "diff_sequence",
    "diff_snapshots",
    "diff_words",
    "editor_extensions",
    "folded",
    "image_keys",
    "inline_html",
    "is_blank",
    "is_slug",
    "merge_snapshots",
    "moments_of",
    "parse_query",
    "plain_text",
    "reading_minutes",
    "resolve",
    "runs_html",
    "sanitise",
    "side_by_side",
    "slug_from",
    "word_count",
    "zone_mark",
]
