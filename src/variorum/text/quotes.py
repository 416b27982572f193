"""Quotations: what stands between quotation marks of any kind."""

from __future__ import annotations

import re
from dataclasses import dataclass

from variorum.text.paragraphs import find_paragraphs

_MARK = re.compile(r"``|''|[“”„«»\"]")
_OPENING = {"“", "„", "«", "``"}
_CLOSING = {"”", "»", "''"}
STRAY = 3  # paragraphs that may stand between a quotation left open and the mark that closes it


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
    between: list[tuple[int, int]] = []  # the paragraphs behind one that was left open
    for start, end in find_paragraphs(text):
        inside = _in_paragraph(text, start, end, paired=paired)
        if len(inside) == 1 and _closes_last(text, start, inside[0], found, between):
            found.extend(Quote(a, b, open=True) for a, b in between)
            inside = []
        elif inside or len(between) == STRAY:
            between = []
        if not inside and found and found[-1].open:
            between.append((start, end))
        found.extend(inside)
    return found


def _closes_last(text: str, start: int, quote: Quote, found: list[Quote], between: list[tuple[int, int]]) -> bool:
    """Is the straight mark before a paragraph the one that the quotation left open lacks, put behind the break by mistake?

    A quotation that runs over paragraphs has a mark before each, but one at the end of its last; this one has none.
    """
    left_open = bool(found) and found[-1].open and text[found[-1].start - 1] == '"'
    stray = quote.open and quote.start == start + 1 and text[start] == '"'
    near = left_open and found[-1].end <= start and len(between) < STRAY
    return near and stray


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
