"""Time zones by the names that news reports give them, and when they keep summer time."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from variorum.text.lexicon import classes, members

MAX_OFFSET = 14 * 60  # minutes: Kiribati is the farthest ahead
SUMMER = 60  # minutes that summer time adds
_OFFSET = re.compile(r"(?:GMT|UTC)?\s?(?P<sign>[+\N{MINUS SIGN}-])(?P<hours>\d{1,2})(?::?(?P<minutes>[0-5]\d))?$")


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone: minutes ahead of UTC outside summer time, and whose rule of summer time it keeps, "" for none."""

    minutes: int
    rule: str = ""

    def offset(self, day: date | None) -> int:
        """Minutes ahead of UTC on the day; those outside summer time where the day is not known."""
        summer = day is not None and self.rule in _SUMMERS and _SUMMERS[self.rule](day)
        return self.minutes + SUMMER * summer


def find_zone(name: str) -> Zone | None:
    """The zone of that name ("EST", "Moscow time", "GMT+3", "+05:30"), None for a name that is not known."""
    written = " ".join(name.split())
    m = _OFFSET.match(written)
    if m:
        minutes = 60 * int(m["hours"]) + int(m["minutes"] or 0)
        return Zone(minutes if m["sign"] == "+" else -minutes) if minutes <= MAX_OFFSET else None
    label = classes("zones").get(written.casefold())
    if label is None:
        return None
    winter, _, rule = label.partition("|")
    return Zone(int(winter), rule)


@cache
def zone_pattern() -> str:
    """A pattern for the names of all zones: those of letters in capitals only, the others in any case."""
    names = sorted(_written(), key=lambda name: (-len(name), name))
    letters = "|".join(re.escape(n) for n in names if n.isupper() and len(n) > 1)
    single = "|".join(n for n in names if not n.isupper() and " " not in n)
    words = "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in names if " " in n)
    offset = r"(?:(?-i:GMT|UTC)\s?[+\N{MINUS SIGN}-]\d{1,2}(?::?[0-5]\d)?)"
    return rf"(?:{offset}|(?:{words})|(?-i:{letters})|(?-i:(?:{single})(?!\s+[A-Z])))"


@cache
def _written() -> tuple[str, ...]:
    return tuple(name for names in members("zones").values() for name in names)


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta(days=(last.weekday() + 1) % 7)


def _sunday(year: int, month: int, which: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (which - 1))


_SUMMERS: dict[str, Callable[[date], bool]] = {  # the rules that hold today, for all years
    "us": lambda d: _sunday(d.year, 3, 2) <= d < _sunday(d.year, 11, 1),
    "eu": lambda d: _last_sunday(d.year, 3) <= d < _last_sunday(d.year, 10),
    "au": lambda d: not _sunday(d.year, 4, 1) <= d < _sunday(d.year, 10, 1),
    "nz": lambda d: not _sunday(d.year, 4, 1) <= d < _last_sunday(d.year, 9),
}
