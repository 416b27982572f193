"""Reports -> who took what from whom: passages, direction, families, variants."""

from __future__ import annotations

from variorum.reuse.lock import locked
from variorum.reuse.store import Store, open_store
from variorum.reuse.trace import Trace, trace

__all__ = ["Store", "Trace", "locked", "open_store", "trace"]
