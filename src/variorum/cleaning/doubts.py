"""Dates that the page itself contradicts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from variorum.cleaning.metadata import believed
from variorum.model import Candidate
from variorum.text.dates import MONTHS, WEEKDAYS

APART = 30  # days between two dates of one page from which they cannot both be its day
OLD = 14  # days: a dateline is not older at publication
BEGINNING = 20_000  # characters of a text that are searched for its days
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATELINE = re.compile(rf"^[A-Z][A-Z .,/-]{{2,40}}\b[^()\n]{{0,30}}?,?\s+{_MONTH}\s+(?P<day>\d{{1,2}})\b[^\n]{{0,20}}?"
    r"(?:\(|--|[—–-]\s)",
                       re.IGNORECASE)  # fmt: skip
_NAMED_DAY = re.compile(
    rf"\b(?P<weekday>{'|'.join(WEEKDAYS)}),?\s+(?:the\s+)?(?:{_MONTH}\s+(?P<day>\d{{1,2}})|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?"
    rf"(?P<month2>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\b(?!,?\s+\d{{4}})",
    re.IGNORECASE,
)
_FIT = 28  # years after which weekdays fall on the same dates again


def find_doubt(candidates: Sequence[Candidate], text: str) -> str | None:
    """Why the page's date is not to be believed, None where nothing speaks against it."""
    said = believed(candidates, "published")
    if said is None:
        return None
    day = date.fromisoformat(said[:10])
    return _other_date(day, candidates) or _other_dateline(day, text[:BEGINNING]) or _other_weekday(day, text[:BEGINNING])


def _other_date(day: date, candidates: Sequence[Candidate]) -> str | None:
    """Does the address or a visible line tell another day? Other places of the markup may speak of other pages."""
    believed_at = next(c.found for c in candidates if c.field == "published")
    for c in candidates:
        if c.field == "published" and c.found in ("address", "line") and c.found != believed_at:
            other = date.fromisoformat(c.value[:10])
            if abs((other - day).days) > APART:
                return f"page date {day} ({believed_at}), but its {c.found} says {other}"
    return None


def _other_dateline(day: date, text: str) -> str | None:
    """Does the dateline name a day that is not shortly before?"""
    m = _DATELINE.match(text)
    if m is None:
        return None
    month, number = _month(m.group("month")), int(m.group("day"))
    days = [d for year in (day.year - 1, day.year, day.year + 1) if (d := _date(year, month, number))]
    if not days or min(abs((d - day).days) for d in days) <= OLD:
        return None
    return f"page date {day}, but the dateline says {number} {MONTHS[month - 1].title()}"


def _other_weekday(day: date, text: str) -> str | None:
    """Do the days that the text names with their weekday fall into another year than the page's?"""
    named = [
        (m.group(), _month(m.group("month") or m.group("month2")), int(m.group("day") or m.group("day2")), m.group("weekday"))
        for m in _NAMED_DAY.finditer(text)
    ]
    fits: Counter[int] = Counter()
    for _, month, number, weekday in named:
        for year in range(day.year - _FIT // 2, day.year + 2):
            at = _date(year, month, number)
            if at and at.weekday() == WEEKDAYS.index(weekday.lower()):
                fits[year] += 1
    if not named or any(fits[year] for year in (day.year - 1, day.year, day.year + 1)):
        return None
    years = [y for y in fits if fits[y] == len(named)]
    return f"page date {day}, but {named[0][0]!r} fell in {max(years)}" if years else None


def _month(name: str) -> int:
    return next(n for n, month in enumerate(MONTHS, 1) if month.startswith(name.lower()))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
