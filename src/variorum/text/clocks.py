"""Times of day: hour and minute with their bounds, and the zone that is told with them, as offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from variorum.text.zones import Zone, find_zone, zone_pattern

DAY, HALF, HOUR = 24 * 60, 12 * 60, 60  # minutes
SOON = 20  # minutes: "shortly before 7 a.m." may be twenty minutes to; a judgement
QUARTER = 15  # minutes: the step of the zones of the world
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
HOURS = {word: hour for hour, word in enumerate(_NUMBERS, 1)}


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day at its offsets, "shortly before" and its like included: first and last minute of the day that it can mean.

    ``minute`` is the one that is written, without the bounds. ``zone`` is None where none is told, ``local`` where it is
    said to be that of the place. ``halves``: it may be twelve hours later too ("half past two").
    A bound may lie before the day or after it ("shortly before midnight").
    """

    start: int
    end: int
    first: int
    last: int
    minute: int
    zone: Zone | None = None
    local: bool = False
    halves: bool = False

    @property
    def minutes(self) -> frozenset[int]:
        """The minutes of the day that it may mean as it is written: two where morning or evening is not told."""
        return frozenset({self.minute, (self.minute + HALF) % DAY}) if self.halves else frozenset({self.minute})

    def follows_from(self, other: ClockTime) -> bool:
        """Does the other say all that this one says, in whatever notation?"""
        if self.zone is not None and self.zone != other.zone:
            return False
        plain = self.halves and other.halves and self.minute == other.minute
        return plain or other.minutes <= self.minutes

    def utc(self, day: date | None = None) -> tuple[int, int] | None:
        """First and last minute, counted from the midnight of UTC that begins the day; None where no zone is told."""
        if self.zone is None:
            return None
        offset = self.zone.offset(day)
        return self.first - offset, self.last - offset


_WORD = "|".join(HOURS)
_PARTS = {"half": 30, "quarter": 15, "a quarter": 15, "twenty-five": 25, "twenty five": 25, "ten": 10, "twenty": 20, "five": 5}
_PART_WORD = r"half|(?:a\s+)?quarter|twenty[- ]five|twenty|ten|five"
_AM_PM = r"(?P<half>[ap])\.?\s?m\b\.?"
_MINUTES = r"[:.][0-5]\d"
_LOCAL = r"local(?:\s+time)?\b"
_TOLD = rf"\s*\(?(?P<zone>{zone_pattern()}|{_LOCAL})(?!\w)"  # a zone behind a clock
_HOURS_WORD = r"\s+(?:hours|hrs)\b"
_ZONED = rf"(?:(?:{_HOURS_WORD})?{_TOLD})"
_AT = rf"(?:{'|'.join(f'(?<={word} )' for word in ('at', 'by', 'about', 'around', 'until', 'before', 'after', 'since', 'from'))})"
_NO_MEASURE = r"(?!\d|[.,:]\d|\s*(?:%|per\s?cent\b|million\b|billion\b|points?\b|m\b|km\b|seconds?\b|met(?:re|er)s?\b))"
_NO_COUNT = (  # "five to ten million birds", "ten to twelve people"
    r"(?!\s+(?:(?:b|m|tr)illion|dozen|hundred|men|people|per\s?cent|thousand|women|(?!as\b|his\b|is\b|its\b|was\b)[a-z]+s)\b)"
)
_FORMS = (
    rf"(?:1[0-2]|0?[1-9])(?:{_MINUTES}(?::\d\d)?)?\s*{_AM_PM}{_ZONED}?",  # 3 a.m., 10.14 p.m. EST
    rf"(?:[01]?\d|2[0-3]):[0-5]\d(?::\d\d)?(?:{_HOURS_WORD})?{_ZONED}?",  # 15:00, 3:30
    rf"(?:[01]?\d|2[0-3])\.[0-5]\d(?:{_ZONED}|{_HOURS_WORD})",  # 15.30 GMT
    rf"{_AT}(?:[01]?\d|2[0-3])\.[0-5]\d{_NO_MEASURE}",  # at 7.20
    rf"(?:{_WORD})\s*{_AM_PM}{_ZONED}?",  # seven a.m.
    rf"{_AT}(?:{_WORD}|1[0-2]|[1-9])(?=\s+(?:in\s+the\s+(?:morning|afternoon|evening)|at\s+night)\b)",
    rf"(?:[01]?\d|2[0-3])h[0-5]\d{_ZONED}?",  # 15h30
    rf"(?:[01]\d|2[0-3])[0-5]\d(?:{_ZONED}|\s?(?P<zulu>(?-i:Z))(?!\w))",  # 1500 GMT, 0300Z
    rf"{_AT}(?:[01]\d|2[0-3])[0-5]\d(?:{_HOURS_WORD})",  # at 1930 hours
    rf"(?:{_PART_WORD})(?:\s+minutes)?\s+(?:past|to|after|before)\s+(?:{_WORD}|midnight|noon)\b(?:{_TOLD})?{_NO_COUNT}",
    rf"half[- ](?:{_WORD})(?=\s+(?:in the|on|that|this|local))",
    rf"(?<=between )(?:1[0-2]|[1-9])(?=\s+and\s+(?:1[0-2]|[1-9])(?:{_MINUTES})?\s*[ap]\.?\s?m\b)",
    rf"(?:{_WORD}|1[0-2]|[1-9])\s+o['’]\s?clock\b(?:{_TOLD})?",
    rf"(?:12\s+)?(?<!high )(?<!-)(?:noon|midday|midnight)\b(?!-)(?:{_TOLD})?",
    rf"(?:(?<=shortly before )|(?<=just before )|(?<=shortly after )|(?<=just after ))(?:{_WORD}|1[0-2]|[1-9])"
    r"(?=\s*[.,;]|\s*$|\s+(?:on|when|as|in the (?:morning|afternoon|evening)|(?:yester|to)day|last|this|local)\b)",
)


def _nameless(pattern: str, index: int) -> str:
    """The pattern with its groups told from those of the others."""
    return re.sub(r"\(\?P<(\w+)>", rf"(?P<\g<1>_{index}>", pattern)


CLOCK = "|".join(_nameless(form, i) for i, form in enumerate(_FORMS))
_CLOCK = re.compile(rf"(?<![\w.,:])(?:{CLOCK})(?!\w)", re.IGNORECASE)

_DIGITS = re.compile(r"(\d{2}(?=\d{2}(?:\D|$))|\d{1,2})(?:[:.h]?([0-5]\d))?", re.IGNORECASE)
_SPOKEN = re.compile(
    rf"(?:(?P<part>{_PART_WORD})(?:\s+minutes)?\s+(?P<side>past|to|after|before)\s+|(?P<bare>half[- ]))?"
    rf"(?:12\s+)?(?P<hour>{_WORD}|noon|midday|midnight|\d{{1,2}}(?=\s+o))",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\W+(?:o.clock\W+)?(?:in the (?:early |late )?|on |that |this |(?:on )?\w+day )?(morning|afternoon|evening)\b",
    re.IGNORECASE,
)
_SIDE = re.compile(r"\b(after|before|by|past)\s+$", re.IGNORECASE)
_VAGUE = re.compile(r"\b(?:shortly|just|soon|minutes|about|around|nearly|almost)\b[\w\s]{0,12}$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)


@lru_cache(maxsize=1 << 10)
def find_clocks(text: str) -> tuple[ClockTime, ...]:
    """All times of day that ``text`` names, in order: "10.14 p.m. EST", "0300Z", "half past two", "shortly before noon"."""
    return tuple(_read(text, m) for m in _CLOCK.finditer(text))


def _read(text: str, m: re.Match[str]) -> ClockTime:
    """The time of day of a match, with what words beside it tell of it."""
    start, end = m.span()
    told = {k.rpartition("_")[0]: v for k, v in m.groupdict().items() if v}
    minute, known = _minute(m.group(), told.get("half", "").lower() or _half_behind(text[end : end + 40]))
    name = "UTC" if "zulu" in told else told.get("zone", "")
    local = name.lower().startswith("local")
    zone = None if local or not name else find_zone(name)
    vague = _VAGUE.search(text[:start])
    before, after = _slack(text[:start], vague)
    start = vague.start() if vague else start
    sure = known or name.startswith(("GMT", "UTC"))  # with which the day has 24 hours
    return ClockTime(start, end, minute - before, minute + after, minute, zone, local, halves=not sure)


def _minute(written: str, half: str) -> tuple[int, bool]:
    """The minute of the day, and whether it is known for that and not for twelve hours later."""
    if not written[0].isdigit() or re.match(r"\d+\s+(?:o|noon|mid)", written, re.IGNORECASE):
        return _spoken_minute(written, half)
    m = _DIGITS.match(written)
    hour, minute = (int(m[1]), int(m[2] or 0)) if m else (0, 0)
    known = bool(half) or hour > 12 or hour == 0 or written[0] == "0" or bool(re.match(r"\d{4}|\d+h", written))
    return _in_half(hour, half) * HOUR + minute, known


def _spoken_minute(written: str, half: str) -> tuple[int, bool]:
    m = _SPOKEN.match(written)
    if m is None:
        return 0, False
    word = m["hour"].lower()
    fixed = {"noon": 12, "midday": 12, "midnight": 0}.get(word)
    hour = fixed if fixed is not None else _in_half(HOURS[word] if word in HOURS else int(word), half)
    shift = 30 if m["bare"] else _PARTS[" ".join(m["part"].lower().split())] if m["part"] else 0
    before = (m["side"] or "").lower() in ("to", "before")
    return (hour * HOUR + (-shift if before else shift)) % DAY, bool(half) or fixed is not None


def _in_half(hour: int, half: str) -> int:
    """The hour of the day, by whether it is before noon ("a"), after it ("p") or neither told (""): as it stands."""
    if not half or hour > 12:
        return hour
    return hour % 12 + (12 if half == "p" else 0)


def _half_behind(behind: str) -> str:
    """ "4:30 on Saturday afternoon": "a" before noon, "p" after it, "" where nothing tells."""
    m = _BEHIND.match(behind)
    if m is None:
        return ""
    return "a" if m[1].lower() == "morning" else "p"


def _slack(before: str, vague: re.Match[str] | None) -> tuple[int, int]:
    """The minutes by which it can have been earlier and later than it says: "shortly before", "about", "after"."""
    if vague:
        word = vague.group().lower()
        return SOON * ("after" not in word), SOON * ("before" not in word)
    side = _SIDE.search(before)
    if side is None:
        return 0, 0
    return (HOUR, 0) if side[1].lower() in ("before", "by") else (0, HOUR)  # "after 3 a.m.": some time in the hour after it


_JOINT = re.compile(  # between two notations of one moment
    r"\s*(?:\((?:or |about |around )?|,\s*(?:or |which is )?|/|\bor\s|[–—=-])\s*", re.IGNORECASE
)
_DAY_WORDS = re.compile(
    r"\s*(?:(?:on\s+|early\s+|late\s+|the\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun|to|yester|same )day)"
    r"(?:\s+(?:morning|afternoon|evening|night))?)",
    re.IGNORECASE,
)


def join_clocks(text: str, clocks: tuple[ClockTime, ...]) -> tuple[ClockTime, ...]:
    """The clocks, those as one that tell one moment in two notations, or the ends of a stretch between two times.

    "10.14 p.m. on Sunday (0314 GMT)" is the first, with the zone that makes the two one.
    """
    out: list[ClockTime] = []
    for clock in clocks:
        one = _joined(text, out[-1], clock) if out else None
        if one is None:
            out.append(clock)
        else:
            out[-1] = one
    return tuple(out)


def _joined(text: str, a: ClockTime, b: ClockTime) -> ClockTime | None:
    """The two as one clock, None where they are two."""
    words = text[a.end : b.start]
    if words.strip() == "and" and _BETWEEN.search(text[: a.start]):
        return _stretch(a, b)
    day = _DAY_WORDS.match(words)
    if (a.zone is None and b.zone is None) or not _JOINT.fullmatch(words[day.end() if day else 0 :]):
        return None
    if not day and a.zone is None and _DAY_WORDS.match(text, b.end):
        return b if _offset_of(a, b) is not None else None  # the day is told with the second: "(0314 GMT Monday)"
    return _one_moment(a, b)


def _stretch(a: ClockTime, b: ClockTime) -> ClockTime:
    """ "between 3 and 5 p.m.": from the first to the second, past midnight where need be."""
    first = a.first + (HALF if a.halves and not b.halves and a.minute + HALF <= b.minute else 0)
    last = b.last if b.last >= first else b.last + DAY
    return ClockTime(a.start, b.end, first, last, first, a.zone or b.zone, a.local or b.local, a.halves and b.halves)


def _one_moment(a: ClockTime, b: ClockTime) -> ClockTime | None:
    """The first clock, with the zone that the second gives it; None where they cannot be one moment."""
    offset = _offset_of(a, b)
    if offset is None:
        return None
    return replace(a, end=b.end, zone=a.zone or Zone(offset), local=a.zone is None)


def _offset_of(a: ClockTime, b: ClockTime) -> int | None:
    """The minutes by which the zone of the one that tells none is ahead of UTC; None where no zone makes the two one."""
    known, bare = (b, a) if b.zone else (a, b)
    if known.zone is None:
        return None
    apart = (bare.minute - known.minute + known.zone.offset(None) + HALF) % DAY - HALF
    told = bare.zone is None or (apart - bare.zone.offset(None)) % DAY == 0
    return apart if told and apart % QUARTER == 0 else None
