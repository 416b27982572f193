"""The command line: one file a command; parse, call one library function, print."""

from __future__ import annotations

from variorum.cli.main import main, run

__all__ = ["main", "run"]
