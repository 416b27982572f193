"""The entries of a live page or a round-up: what stands under a time of day of its own."""

from __future__ import annotations

import re

from variorum.model import Part

ENTRIES = 2  # timed entries that make a report a round-up
_CLOCK = re.compile(
    r"(?:[01]?\d|2[0-3])[:.][0-5]\d ?(?:[ap]\.?m\.?)?(?: ?(?:[A-Z]{2,4}|\([A-Z]{2,4}\)))?|\d{1,2} [ap]\.?m\.?", re.IGNORECASE
)


def is_clock(line: str) -> bool:
    """Is the line a time of day and nothing else?"""
    return bool(_CLOCK.fullmatch(line))


def find_parts(text: str) -> tuple[Part, ...]:
    """The entries of ``text`` in its order, each with its time as written; empty where it is one text."""
    parts: list[Part] = []
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        if is_clock(line):
            parts.append(Part(line, end + 1, end + 1))
        elif parts:
            parts[-1] = Part(parts[-1].time, parts[-1].start, end)
        at = end + 1
    entries = tuple(p for p in parts if p.end > p.start)
    return entries if len(entries) >= ENTRIES else ()
