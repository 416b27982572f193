"""Quotations: what stands between quotation marks of any kind."""

from __future__ import annotations

import re
from dataclasses import dataclass

from variorum.text.paragraphs import find_paragraphs

_MARK = re.compile(r"``|''|[“”„«»\"]")
_OPENING = {"“", "„", "«", "``"}
_CLOSING = {"”", "»", "''"}
STRAY = 5  # paragraphs that may stand between a quotation left open and the mark that closes it


@dataclass(frozen=True, slots=True)
class Quote:
    """Offsets of what is quoted, without its marks; ``open`` where no closing mark ends it in its paragraph."""

    start: int
    end: int
    open: bool = False


def find_quotes(text: str) -> list[Quote]:
    """All quotations in order; straight marks open and close in turn, single ones count where no double ones hold them.

    What is left open ends with its paragraph, but goes on where one of the next begins with no mark and has the one that
    closes it: pages are often broken behind every sentence.
    """
    found: list[Quote] = []
    paired = "``" in text  # where these open, '' only closes
    paragraphs = find_paragraphs(text)
    behind = 0  # paragraphs since the last quotation
    for start, end in paragraphs:
        begin = start
        if found and found[-1].open and behind < STRAY and (mark := _late_mark(text, start, end, found[-1], paired=paired)):
            found[-1] = Quote(found[-1].start, mark.start())
            begin = mark.end()
        inside = _in_paragraph(text, begin, end, paired=paired)
        behind = 0 if inside else behind + 1
        found.extend(inside)
    return _with_single(text, paragraphs, found)


_SINGLE_OPENS = re.compile(r"(?<![\w.,;!?’'])[‘'](?=[\"“(]?[A-Za-z])(?!(?:bout|cause|em|gainst|n|round|til|tis|twas|un)\b)")
_SINGLE_SHUTS = re.compile(r"(?<=\S)[’'](?![\w’'])")
_STOPS = ".,!?…;—–-"


def _with_single(text: str, paragraphs: list[tuple[int, int]], doubles: list[Quote]) -> list[Quote]:
    """The quotations with those in single marks that open outside of them; what stands in double marks inside one is its own."""
    singles: list[Quote] = []
    for start, end in paragraphs:
        at = start
        while (opening := _SINGLE_OPENS.search(text, at, end)) is not None:
            at = opening.end()
            if any(q.start <= opening.start() < q.end for q in doubles):
                continue
            close = _single_close(text, opening, end)
            if close is not None and close > opening.end():
                singles.append(Quote(opening.end(), close))
                at = close
    if not singles:
        return doubles
    outer = [q for q in doubles if not any(s.start <= q.start < s.end for s in singles)]
    return sorted([*outer, *singles], key=lambda q: (q.start, q.end))


def _single_close(text: str, opening: re.Match[str], end: int) -> int | None:
    """Where the mark stands that closes a single one, among the apostrophes behind it: "‘The guards’ hut was shut,’ he said".

    The first that can close does, but for one behind an "s", which is a genitive where another closes behind a stop.
    """
    following = _SINGLE_OPENS.search(text, opening.end(), end) if opening.group() == "‘" else None
    limit = following.start() if following else end
    marks = [
        m.start() for m in _SINGLE_SHUTS.finditer(text, opening.end(), limit) if (m.group() == "'") == (opening.group() == "'")
    ]
    stopped = next((m for m in marks if text[m - 1] in _STOPS), None)
    for mark in marks:
        genitive = text[mark - 1] in "sS" and text[mark + 1 : mark + 2] == " " and text[mark + 2 : mark + 3].islower()
        if mark == stopped or not (genitive and stopped is not None):
            return mark
    return None


def _late_mark(text: str, start: int, end: int, left_open: Quote, *, paired: bool) -> re.Match[str] | None:
    """The mark in a paragraph that closes a quotation left open before it: at its end, or put behind the break by mistake.

    A quotation that runs over paragraphs has a mark before each, and one at the end of its last.
    """
    marks = list(_MARK.finditer(text, start, end))
    if not marks:
        return None
    opened = text[: left_open.start][-1:]
    first = marks[0]
    if first.start() == start:
        return first if len(marks) == 1 and first.group() == opened == '"' else None
    return first if _closes_only(first, text, start, paired=paired) and (opened == '"') == (first.group() == '"') else None


def _in_paragraph(text: str, start: int, end: int, *, paired: bool) -> list[Quote]:
    found = []
    opened: int | None = None
    for mark in _MARK.finditer(text, start, end):
        if opened is None and not _closes_only(mark, text, start, paired=paired):
            opened = mark.end()
        elif opened is not None and _opens_anew(mark, text, end):
            found.append(Quote(opened, mark.start(), open=True))  # the mark that closes the one before it is missing
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


def _opens_anew(mark: re.Match[str], text: str, end: int) -> bool:
    """ "… went off. "I saw it": a straight mark behind a full stop and a blank, right before a capital."""
    at = mark.start()
    stopped = at > 1 and text[at - 1] == " " and text[at - 2] in ".!?"
    return mark.group() in ('"', "''") and stopped and mark.end() < end and text[mark.end()].isupper()


def _closes_only(mark: re.Match[str], text: str, start: int, *, paired: bool) -> bool:
    """A closing mark, or a straight one behind a digit (inches) or glued to a word's end, opens nothing."""
    if mark.group() in _CLOSING and (paired or mark.group() != "''"):
        return True
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < len(text) else " "
    return mark.group() in ('"', "''") and not before.isspace() and before not in "([—–-" and (after.isspace() or after in ".,;")


_PAIRS = {"(": ")", "[": "]", "“": "”", "``": "''", "«": "»", "„": "“", '"': '"', "‘": "’"}


_SHUT = re.compile(r"’(?!\w)")


def balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """The passage with the quotation mark or bracket at its edge that one inside it lacks."""
    for opening, closing in _PAIRS.items():
        inside = text[start:end]
        if closing == "’":  # also an apostrophe
            more, less = inside.count(opening) > len(_SHUT.findall(inside)), False
        elif opening == closing:
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
