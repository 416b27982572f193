"""Reports -> who took what from whom: passages, families."""

from __future__ import annotations

from variorum.reuse.dates import doubt_dates
from variorum.reuse.families import find_families
from variorum.reuse.find import find_reuse

__all__ = ["doubt_dates", "find_families", "find_reuse"]
