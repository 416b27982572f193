"""Dates as pages and feeds stamp them on a report: written in many languages, in numbers, with clock and time zone.

A date in numbers whose day and month can be exchanged is read where a weekday, or who calls, tells the order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache

from variorum.text.lexicon import members
from variorum.text.zones import find_zone

NEAR = 25  # characters between a date and what belongs to it: its weekday, its clock
_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|\.|º|ª)?"
_CLOCK = re.compile(
    r"(?<![\d.:])(?P<hour>[01]?\d|2[0-4])(?:(?P<mark>[:.h])\s?(?P<minute>[0-5]\d)(?!\d)(?::(?P<second>[0-5]\d)(?:[.,]\d+)?)?)?"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?(?P<uhr>\s?(?:uhr|hrs?|h)\b)?",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"\s?\(?(?P<name>(?:UTC|GMT)?\s?[+−-]\d\d:?[0-5]\d(?!\d)|(?:UTC|GMT)\s?[+−-]\d\d?(?!\d)|[A-Z]{1,5}(?![A-Za-z]))"
)
_JOINING = ("", "am", "den", "el", "le", "on")  # words between a clock and the date behind it
_BETWEEN = re.compile(
    r"(?:T(?=\d))?[\s,|•·–—@(-]*(?:(?:at|T|um|à|a las|alle|kl|klo|ore|às|o)\b[.:]?)?[\s,|•·–—-]*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date at its offsets, in ISO 8601, with clock and offset from UTC as far as they are given."""

    start: int
    end: int
    iso: str

    @property
    def day(self) -> date:
        """The day it names."""
        return date.fromisoformat(self.iso[:10])

    @property
    def in_zone(self) -> bool:
        """Does it name a moment: a clock in a time zone?"""
        return self.iso[19:] != ""


def find_stamps(text: str, *, month_first: bool | None = None) -> list[Stamp]:
    """All full dates of ``text`` in its order; those in numbers that fit both orders only where ``month_first`` decides."""
    found: list[Stamp] = []
    for m in _dates().finditer(text):
        day = _day(m, text, month_first)
        if day is not None and (not found or m.start() >= found[-1].end):
            found.append(_with_clock(text, m.start(), m.end(), day))
    return found


def month_is_first(text: str) -> set[bool]:
    """The orders of day and month that the dates in numbers of ``text`` show where only one can be."""
    orders: set[bool] = set()
    for m in _dates().finditer(text):
        if m.group("one") and m.group("between") != ".":
            one, other = int(m.group("one")), int(m.group("other"))
            if one <= 12 < other or other <= 12 < one:
                orders.add(other > 12)
    return orders


@cache
def _dates() -> re.Pattern[str]:
    forms = sorted((f for forms in members("month_names").values() for f in forms), key=len, reverse=True)
    month = rf"(?P<month>{'|'.join(map(re.escape, forms))})\.?"
    joint = r"(?:[\s,./-]|de|of|del)+?"
    patterns = (
        r"(?P<year>(?:1[6-9]|20)\d\d)(?P<sep>[./-])\s?(?P<month>\d\d?)(?P=sep)\s?(?P<day>\d\d?)(?!\d)(?![./-]\d)",
        r"(?P<year>(?:1[6-9]|20)\d\d)\s?[年년]\s?(?P<month>\d\d?)\s?[月월]\s?(?P<day>\d\d?)\s?[日일]",
        rf"{_DAY}{joint}{month}{joint}{_YEAR}(?!\d)",
        rf"{month}{joint}{_DAY}{joint}{_YEAR}(?!\d)",
        rf"{_YEAR}[.,]?\s{month}\s{_DAY}(?![\d:])",
        r"(?P<one>\d\d?)\s?(?P<between>[./-])\s?(?P<other>\d\d?)\s?(?P=between)\s?(?P<year>(?:19|20)\d\d)(?!\d)(?![./-]\d)",
    )
    named = "|".join(_renamed(pattern, number) for number, pattern in enumerate(patterns))
    return re.compile(rf"(?<![\w./-])(?:{named})", re.IGNORECASE)


def _renamed(pattern: str, number: int) -> str:
    """The pattern with its groups under names of its own, but for those of the last kind of date."""
    return re.sub(r"\(\?P(<|=)(year|month|day|sep)(?=[>)])", rf"(?P\g<1>\g<2>{number}", pattern)


def _day(m: re.Match[str], text: str, month_first: bool | None) -> date | None:
    parts = {re.sub(r"\d$", "", key): value for key, value in m.groupdict().items() if value}
    if "one" in parts:
        return _in_numbers(parts, _weekdays_near(text, m.start(), m.end()), month_first)
    name = parts["month"].casefold().rstrip(".")
    return _real(int(parts["year"]), int(name) if name.isdigit() else _months()[name], int(parts["day"]))


def _in_numbers(parts: dict[str, str], weekdays: set[int], month_first: bool | None) -> date | None:
    """The day of a date in numbers: the one there is, the one on a weekday that is named, or that of the given order."""
    year, one, other = int(parts["year"]), int(parts["one"]), int(parts["other"])
    by_month, by_day = _real(year, one, other), _real(year, other, one)
    if parts["between"] == ".":
        return by_day or by_month
    days = {day for day in (by_month, by_day) if day}
    if len(days) > 1:
        days = {day for day in days if day.weekday() in weekdays}
    if len(days) == 1:
        return days.pop()
    return {None: None, True: by_month, False: by_day}[month_first]


def _weekdays_near(text: str, start: int, end: int) -> set[int]:
    around = f"{text[max(0, start - NEAR) : start]} {text[end : end + NEAR]}".casefold()
    return {_weekdays()[word] for word in re.findall(r"[^\W\d_]+(?:-feira)?", around) if word in _weekdays()}


def _with_clock(text: str, start: int, end: int, day: date) -> Stamp:
    """The stamp with the clock right after the date, else right before it."""
    gap = _BETWEEN.match(text, end)
    after = gap and _CLOCK.match(text, gap.end())
    if after and (clock := _clock(after)):
        zone, zone_end = _zone(text, after.end(), day)
        return Stamp(start, zone_end, _iso(day, clock, zone))
    for m in _CLOCK.finditer(text, max(0, start - NEAR), start):
        clock = _clock(m)
        zone, zone_end = _zone(text[:start], m.end(), day)
        rest = text[zone_end:start].strip(" \t\n,.|•·–—@(-").casefold()
        if clock and (rest in _weekdays() or rest in _JOINING):
            return Stamp(m.start(), end, _iso(day, clock, zone))
    return Stamp(start, end, day.isoformat())


def _clock(m: re.Match[str]) -> tuple[int, int, int] | None:
    """Hour, minute and second of a clock; None for a number that is none."""
    half, mark = (m["half"] or "").lower(), (m["mark"] or "").lower()
    if half or mark in (":", "h") or (mark and m["uhr"]):
        hour = int(m["hour"]) % (12 if half else 25) + 12 * (half == "p")
        return (hour, int(m["minute"] or 0), int(m["second"] or 0)) if hour < 24 else None
    return None


def _zone(text: str, at: int, day: date) -> tuple[timezone | None, int]:
    """The time zone that stands at an offset, and where it ends; None where there is none that is known."""
    m = _ZONE.match(text, at)
    zone = find_zone(m["name"]) if m else None
    if m is None or zone is None:
        return None, at
    minutes = zone.offset(day)
    return timezone(timedelta(minutes=minutes)) if minutes else UTC, m.end()


def _iso(day: date, clock: tuple[int, int, int], zone: timezone | None) -> str:
    hour, minute, second = clock
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone).isoformat()


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    return {form: int(number) for number, forms in members("month_names").items() for form in forms}


@cache
def _weekdays() -> dict[str, int]:
    return {form: int(number) for number, forms in members("weekday_names").items() for form in forms}
