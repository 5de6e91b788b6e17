"""Pages that are made once and served until something that readers see changes: docs/developers/caching.md."""

from .making import made_once
from .pages import kept
from .purging import purge, purge_all_when_saved, purge_when_told
from .remembered import forget

__all__ = ["forget", "kept", "made_once", "purge", "purge_all_when_saved", "purge_when_told"]
