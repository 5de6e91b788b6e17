"""Words: characters, slugs, the body's dialect. Pure functions that know nothing of models or requests."""

from .accessibility import LONGEST_PARAGRAPH, AccessibilityFinding, accessibility_findings
from .blocks import EmbedPart, FigurePart, GalleryPart, HtmlPart, Part, body_parts, image_keys
from .body import DIALECT, Feature, editor_extensions, sanitise
from .characters import clean_line, clean_text, is_blank
from .cutting import SEARCH_DESCRIPTION, SEARCH_TITLE, SHARE_DESCRIPTION, SHARE_TITLE, Cut, cut
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
from .embeds import Embed, embed_of, embed_table, service_names
from .folding import folded
from .local_times import LocalTime, Moment, Occurs, moments_of, zone_mark
from .merge import Conflict, Merge, merge_snapshots, resolve
from .notes import notes_of, without_notes
from .placeholders import PLACEHOLDER, first_placeholder
from .places import Place, place_of_link, place_of_picture, place_of_words
from .plain import plain_text, reading_minutes, word_count
from .query import Query, Token, parse_query
from .slugs import is_path_for, is_slug, slug_from
from .stems import MARK, language_of, languages_for, stems_of
from .tokens import LONGEST_WORD, fold_word, is_unspaced, parts_of, tokens_of, word_at, words_of
from .typography import QUOTES, quotes_of

__all__ = [
    "DIALECT",
    "LONGEST_PARAGRAPH",
    "LONGEST_WORD",
    "MARK",
    "PLACEHOLDER",
    "QUOTES",
    "SEARCH_DESCRIPTION",
    "SEARCH_TITLE",
    "SHARE_DESCRIPTION",
    "SHARE_TITLE",
    "AccessibilityFinding",
    "BlockChange",
    "Conflict",
    "Cut",
    "Detail",
    "Embed",
    "EmbedPart",
    "Feature",
    "FieldChange",
    "FigurePart",
    "GalleryPart",
    "HtmlPart",
    "ItemChange",
    "LocalTime",
    "Marks",
    "Merge",
    "Moment",
    "Occurs",
    "Part",
    "Place",
    "Query",
    "Run",
    "Token",
    "accessibility_findings",
    "body_parts",
    "clean_line",
    "clean_text",
    "cut",
    "diff_body",
    "diff_sequence",
    "diff_snapshots",
    "diff_words",
    "editor_extensions",
    "embed_of",
    "embed_table",
    "first_placeholder",
    "fold_word",
    "folded",
    "image_keys",
    "inline_html",
    "is_blank",
    "is_path_for",
    "is_slug",
    "is_unspaced",
    "language_of",
    "languages_for",
    "merge_snapshots",
    "moments_of",
    "notes_of",
    "parse_query",
    "parts_of",
    "place_of_link",
    "place_of_picture",
    "place_of_words",
    "plain_text",
    "quotes_of",
    "reading_minutes",
    "resolve",
    "runs_html",
    "sanitise",
    "service_names",
    "side_by_side",
    "slug_from",
    "stems_of",
    "tokens_of",
    "without_notes",
    "word_at",
    "word_count",
    "words_of",
    "zone_mark",
]
