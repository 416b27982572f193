"""Page -> Report: the text of the report alone, what was removed and why, and what the page says of itself."""

from __future__ import annotations

from variorum.cleaning.clean import clean
from variorum.cleaning.metadata import find_iso
from variorum.cleaning.repetition import remove_repeated

__all__ = ["clean", "find_iso", "remove_repeated"]
