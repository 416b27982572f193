"""Report -> claims: clauses, on whose word, with figures and times."""

from __future__ import annotations

from variorum.claims.find import find_claims
from variorum.claims.parser import Parser, load_parser

__all__ = ["Parser", "find_claims", "load_parser"]
