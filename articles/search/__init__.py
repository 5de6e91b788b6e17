"""Finding visible editions: one interface, SQLite's FTS5 and PostgreSQL's text search behind it.

What is found is asked of `reading` at the moment of the search, so that what is scheduled is found from its
second on and what ended is not, whatever the index holds. The index itself is kept in step by signals and
made anew by `rebuild`.
"""

from .extracts import Piece
from .finding import LONGEST_QUERY, Hit, Results, search, suggested
from .keeping import Faults, check, keep_captions_in_step, keep_in_step, rebuild

__all__ = [
    "LONGEST_QUERY",
    "Faults",
    "Hit",
    "Piece",
    "Results",
    "check",
    "keep_captions_in_step",
    "keep_in_step",
    "rebuild",
    "search",
    "suggested",
]
