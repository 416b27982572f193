"""Quotations: what stands between quotation marks of any kind."""

from __future__ import annotations

import re
from dataclasses import dataclass

from variorum.text.paragraphs import find_paragraphs

_MARK = re.compile(r"``|''|[“”„«»\"]")
_OPENING = {"“", "„", "«", "``"}
_CLOSING = {"”", "»", "''"}


@dataclass(frozen=True, slots=True)
class Quote:
    """Offsets of what is quoted, without its marks; ``open`` where no closing mark ends it in its paragraph."""

    start: int
    end: int
    open: bool = False


def find_quotes(text: str) -> list[Quote]:
    """All quotations in order. A paragraph's end closes what is open; straight marks open and close in turn."""
    found: list[Quote] = []
    paired = "``" in text  # where these open, '' only closes
    for start, end in find_paragraphs(text):
        found.extend(_in_paragraph(text, start, end, paired=paired))
    return found


def _in_paragraph(text: str, start: int, end: int, *, paired: bool) -> list[Quote]:
    found = []
    opened: int | None = None
    for mark in _MARK.finditer(text, start, end):
        if opened is None and not _closes_only(mark, text, start, paired=paired):
            opened = mark.end()
        elif opened is not None and mark.group() not in _OPENING:
            if mark.start() > opened:
                found.append(Quote(opened, mark.start()))
            opened = None
        elif opened is not None:
            opened = mark.end()
    if opened is not None and opened < end:
        found.append(Quote(opened, end, open=True))
    return found


def _closes_only(mark: re.Match[str], text: str, start: int, *, paired: bool) -> bool:
    """A closing mark, or a straight one behind a digit (inches) or glued to a word's end, opens nothing."""
    if mark.group() in _CLOSING and (paired or mark.group() != "''"):
        return True
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < len(text) else " "
    return mark.group() in ('"', "''") and not before.isspace() and before not in "([—–-" and (after.isspace() or after in ".,;")


_PAIRS = {"(": ")", "“": "”", "``": "''", "«": "»", "„": "“", '"': '"'}


def balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """The passage with the quotation mark or bracket at its edge that one inside it lacks."""
    for opening, closing in _PAIRS.items():
        inside = text[start:end]
        if opening == closing:
            odd = inside.count(opening) % 2 == 1
            more = less = odd
        else:
            more, less = inside.count(opening) > inside.count(closing), inside.count(opening) < inside.count(closing)
        tail = text[end : end + 3].lstrip(".,!?;")
        if more and tail.startswith(closing):
            end = text.index(closing, end) + len(closing)
        elif less and text[:start].endswith(opening):
            start -= len(opening)
    return start, end
