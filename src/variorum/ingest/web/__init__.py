"""Pages of the web: fetched politely, within bounds, and from public addresses only."""

from __future__ import annotations

from variorum.ingest.web.fetch import Fetcher, Limits, fetch_pages

__all__ = ["Fetcher", "Limits", "fetch_pages"]
