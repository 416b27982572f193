"""Paragraphs and sentences as offsets."""

from __future__ import annotations

import re

import sentencex

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


def find_sentences(text: str, language: str | None = "en") -> list[tuple[int, int]]:
    """Start and end of every sentence, trimmed; a sentence never crosses a line break."""
    found = []
    for start, end in find_paragraphs(text):
        at = start
        for piece in sentencex.segment(language or "en", text[start:end]):
            begin = text.find(piece.strip(), at, end)
            if not piece.strip() or begin < 0:
                continue
            at = begin + len(piece.strip())
            found.append((begin, at))
    return found
