"""Pixels and what picture files say of themselves. Pure functions that know nothing of models or requests."""

from .inspection import Inspection, PictureRefused, inspect

__all__ = ["Inspection", "PictureRefused", "inspect"]
