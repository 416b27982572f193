"""Paragraphs as offsets."""

from __future__ import annotations

import re

_LINE = re.compile(r"[^\n]+")


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of every line that holds more than white space, trimmed."""
    found = []
    for m in _LINE.finditer(text):
        line = m.group()
        start = m.start() + len(line) - len(line.lstrip())
        end = m.start() + len(line.rstrip())
        if start < end:
            found.append((start, end))
    return found
