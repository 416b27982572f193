"""Times of day in any notation, as minutes of the day: "07:20", "7.20 a.m.", "twenty past seven", "19h20", "noon"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

HALF_DAY = 12 * 60  # minutes
DAY = 2 * HALF_DAY

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
         "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
_COUNTS = {w: n for n, w in enumerate(_ONES, 1)} | {"quarter": 15, "half": 30, "twenty": 20}
_COUNTS |= {f"twenty{joint}{w}": 20 + n for n, w in enumerate(_ONES[:9], 1) for joint in "- "}
_HOUR_WORDS = "|".join(_ONES[:12])
_MINUTE_WORDS = "|".join(sorted((w for w in _COUNTS if w not in ("half", "quarter")), key=len, reverse=True))

_HALF = r"(?:\s*(?P<half>[ap])\.?\s?m\b\.?)"
_ZONE = r"(?:\s*(?P<zone>GMT|UTC|BST|CES?T|EES?T|IST|JST|MSK|[ECMP][SD]?T)\b)"
_AHEAD = _ZONE.replace("?P<zone>", "?:")
_LEAD = r"(?<=\bat )|(?<=\bby )|(?<=\buntil )|(?<=\bsince )|(?<=\baround )|(?<=\babout )|(?<=\bbefore )|(?<=\bafter )"
_O_CLOCK = r"\s+o['’]clock\b"
_HOUR = rf"(?:(?P<hour>2[0-4]|[01]?\d)|(?P<word>{_HOUR_WORDS}))"
_PART_OF_DAY = (
    r",?\s+(?:(?:in|during)\s+the\s+|at\s+|this\s+|(?:on\s+)?(?:\w+day|yesterday|tomorrow)\s+)"
    r"(?P<part>morning|afternoon|evening|night)\b"
)
_NOT_A_MEASURE = (
    r"(?!\d|[.,:]\d|\s*(?:%|percent\b|per cent\b|million\b|billion\b|points?\b|m\b|km\b|seconds?\b|metres\b|meters\b))"
)

_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\d:.,/$£€])(?P<hour>2[0-4]|[01]?\d):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:]){_HALF}?{_ZONE}?",
        rf"(?<![\d:.,/$£€])(?P<hour>1[0-2]|0?\d)\.(?P<minute>[0-5]\d){_HALF}{_ZONE}?",
        rf"(?:{_LEAD})(?P<hour>2[0-4]|[01]?\d)\.(?P<minute>[0-5]\d){_NOT_A_MEASURE}{_ZONE}?",
        r"(?<![\d:.,/])(?P<hour>2[0-4]|[01]?\d)h(?P<minute>[0-5]\d)\b",
        rf"(?<![\d:.,/])(?P<hour>2[0-3]|[01]\d)(?P<minute>[0-5]\d)(?=\s+(?:hours|hrs|local)\b|{_AHEAD}){_ZONE}?",
        rf"\b(?P<few>half|(?:a\s+)?quarter|{_MINUTE_WORDS}|[1-5]?\d)(?:\s+minutes?)?\s+past\s+{_HOUR}\b(?:{_O_CLOCK})?{_HALF}?",
        rf"\b(?P<few>(?:a\s+)?quarter)\s+(?P<to>to|before)\s+{_HOUR}\b(?:{_O_CLOCK})?{_HALF}?",
        rf"(?:{_LEAD})(?P<few>{_MINUTE_WORDS}|[1-5]?\d)(?:\s+minutes?)?\s+(?:(?P<to>to|before)|after)\s+{_HOUR}\b(?:{_O_CLOCK})?{_HALF}?",
        rf"(?<![\d:.,/$£€-])(?P<hour>1[0-2]|0?[1-9]){_HALF}{_ZONE}?",
        rf"\b{_HOUR}{_O_CLOCK}{_HALF}?",
        rf"\b(?P<word>{_HOUR_WORDS}){_HALF}",
        rf"\b{_HOUR}(?=(?:\s+(?:in\s+the\s+(?:morning|afternoon|evening)|at\s+night))\b)",
        r"\b(?:(?:12|twelve)\s+)?(?P<name>noon|midday|midnight)\b(?!\s+(?-i:[A-Z]))",
    )
)
_AFTER = re.compile(_PART_OF_DAY, re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?P<part>morning|afternoon|evening|night|tonight),?\s+(?:(?:at|by|around|about|shortly|just|before|after|until|some)\s+)+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day at its offsets: the minutes of the day that it may mean, two where morning or evening is not told.

    ``shown`` is the time as its words or digits show it, on a dial of 24 hours; ``told`` is true where they say which half of
    the day is meant; ``zone`` is the zone in small letters, "" for none.
    """

    start: int
    end: int
    minutes: frozenset[int]
    shown: int
    told: bool
    zone: str = ""

    def follows_from(self, other: Clock) -> bool:
        """Does the other say all that this one says, in whatever notation?"""
        if self.zone not in ("", other.zone):
            return False
        plain = not self.told and not other.told and self.shown == other.shown
        return plain or other.minutes <= self.minutes


def find_clocks(text: str) -> list[Clock]:
    """All times of day of ``text`` in order, none overlapping: the earlier pattern of the table wins."""
    found: list[Clock] = []
    for pattern in _PATTERNS:
        for m in pattern.finditer(text):
            if not any(c.start < m.end() and m.start() < c.end for c in found):
                found += _read(text, m)
    return sorted(found, key=lambda c: c.start)


def _read(text: str, m: re.Match[str]) -> Iterator[Clock]:
    """The clock of a match; none where its hour is on no dial."""
    told = m.groupdict()
    if told.get("name"):
        moment = 0 if told["name"].lower() == "midnight" else HALF_DAY
        yield Clock(m.start(), m.end(), frozenset({moment}), moment, True)
        return
    hour = int(told["hour"]) if told.get("hour") else _COUNTS[(told.get("word") or "").lower()]
    minute = int(told.get("minute") or 0)
    if few := (told.get("few") or "").lower().removeprefix("a ").strip():
        count = int(few) if few.isdigit() else _COUNTS[few]
        minute = -count if told.get("to") else count
    half = (told.get("half") or "").lower() or _part_of_day(text, m, hour)
    if hour > 24 or (half and hour > 12 and told.get("half")):
        return
    shown = (60 * hour + minute) % DAY
    definite = hour > 12 or hour == 0 or bool(re.match(r"0\d", told.get("hour") or ""))
    yield Clock(m.start(), m.end(), _minutes(shown, half, definite), shown, bool(half), (told.get("zone") or "").lower())


def _minutes(shown: int, half: str, definite: bool) -> frozenset[int]:
    """The minutes of the day that are meant; ``half`` is "a", "p" or "" where it is not told."""
    on_dial = shown % HALF_DAY
    if half:
        return frozenset({on_dial + HALF_DAY * (half == "p")})
    return frozenset({shown}) if definite else frozenset({on_dial, on_dial + HALF_DAY})


def _part_of_day(text: str, m: re.Match[str], hour: int) -> str:
    """ "a" or "p" by the part of the day that is named beside the time, "" where none is or the hour says it."""
    near = _AFTER.match(text, m.end()) or _BEFORE.search(text[max(0, m.start() - 50) : m.start()])
    if near is None or hour > 12 or hour == 0:
        return ""
    part = near["part"].lower()
    if part.endswith("night"):
        return "p" if 6 <= hour < 12 else "a"
    return "a" if part == "morning" else "p"
