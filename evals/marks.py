"""Marked stories: reports with the truth that people have marked in them, every mark a quote."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FOLD = str.maketrans("’‘“”–—", "''\"\"--")


@dataclass(frozen=True, slots=True)
class Place:
    """A passage in a report by its name."""

    report: str
    start: int
    end: int

    def holds(self, mark: Place) -> bool:
        """Does this printed passage carry the mark: half of it at least, and not a paragraph around a few words?"""
        shared = min(self.end, mark.end) - max(self.start, mark.start)
        if self.report != mark.report:
            return False
        return shared >= 0.5 * (mark.end - mark.start) and shared >= 0.2 * (self.end - self.start)


class Folded:
    """A text without white space and case, with the way back to its offsets."""

    def __init__(self, text: str) -> None:
        self.back = [i for i, c in enumerate(text) if not c.isspace()]
        self.text = "".join(text[i] for i in self.back).translate(_FOLD).lower()

    def find(self, quote: str) -> tuple[int, int] | None:
        """Offsets of the quote in the text as it was, None where it does not stand."""
        wanted = "".join(quote.split()).translate(_FOLD).lower()
        at = self.text.find(wanted) if wanted else -1
        return None if at < 0 or len(wanted) == 0 else (self.back[at], self.back[at + len(wanted) - 1] + 1)


@dataclass(frozen=True, slots=True)
class Marked:
    """A story's folder: its name, where its reports are, and its marks."""

    name: str
    reports: Path
    gold: dict[str, Any]


def read_marked(folder: Path) -> list[Marked]:
    """All marked stories below ``folder``, by name."""
    found = sorted(p.parent for p in folder.glob("*/gold.json"))
    return [Marked(p.name, p / "reports.jsonl", json.loads((p / "gold.json").read_text(encoding="utf-8"))) for p in found]
