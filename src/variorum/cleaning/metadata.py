"""What a page's own lines say of it: title, byline, published date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from variorum.text.periods import find_date
from variorum.text.words import content_stems

_BYLINE = re.compile(r"^(?:By|Author|Written by|Reported by)\b[:\s]+(?P<names>\S.{1,100})$", re.IGNORECASE)
DATE_STAMP = "date stamp"  # why a line was removed that only tells the date
HEADLINE = "headline, kept as the title"
FIRST_YEAR = 1600  # the first newspapers; a date before is a default or a mistake
_ISO = re.compile(r"(?<![\d-])\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a page so far; ``published`` is ISO 8601."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None


def find_metadata(lines: list[str], verdicts: list[str | None], given: Metadata) -> Metadata:
    """``given``, with what is missing taken from the lines, the removed ones among them."""
    return Metadata(
        given.title or _title(lines, verdicts),
        given.outlet,
        given.byline or _byline(lines),
        find_iso(given.published) or _stamp(lines, verdicts),
    )


def find_iso(date: str | None) -> str | None:
    """The date as ISO 8601, None where it is none or of no newspaper's time."""
    if not date or not date.strip():
        return None
    m = _ISO.search(date)
    try:
        found = datetime.fromisoformat(date.strip() if m is None else m.group().replace(" ", "T").replace("Z", "+00:00"))
        if found.year >= FIRST_YEAR:
            return m.group().replace(" ", "T") if m else found.isoformat()
    except ValueError:
        pass
    day = find_date(date) if m is None and re.search(r"[^\W\d_]{3}", date) else None
    return day.isoformat() if day and day.year >= FIRST_YEAR else None


def _stamp(lines: list[str], verdicts: list[str | None]) -> str | None:
    """The date of a line that was removed as a stamp, else of one that opens the text."""
    for line, because in zip(lines, verdicts, strict=True):
        if because == DATE_STAMP:
            return find_iso(line)
    opening = re.match(r"(?:Published |Posted |Updated )?(?:\w{3,9},? )?(?P<date>.{6,24}?\d{4})\b", lines[0]) if lines else None
    return find_iso(opening.group()) if opening and len(opening.group()) < 40 else None


def _byline(lines: list[str]) -> str | None:
    for line in lines[:12]:
        m = _BYLINE.match(line)
        if m and len(line.split()) <= 12:
            return re.sub(r"\s+", " ", m.group("names")).strip()
    return None


def _title(lines: list[str], verdicts: list[str | None]) -> str | None:
    """The line of those removed before the text that shares the most words with the text."""
    try:
        first = verdicts.index(None)
    except ValueError:
        return None
    body = {s for line, because in zip(lines, verdicts, strict=True) if because is None for s in content_stems(line)}
    best, most = None, 1
    for line in [line for line, because in zip(lines[:first], verdicts, strict=False) if because == HEADLINE]:
        shared = len(set(content_stems(line)) & body)
        if shared > most:
            best, most = line, shared
    return best
