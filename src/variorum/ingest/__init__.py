"""Anything a user names -> pages. What cannot be read is yielded as a BadInput in its place, and the rest goes on."""

from __future__ import annotations

from variorum.ingest.files import read
from variorum.ingest.readers import read_lines

__all__ = ["read", "read_lines"]
