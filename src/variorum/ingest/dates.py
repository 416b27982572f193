"""Dates as feeds carry them -> ISO 8601: of mail, of the web, numeric ones, Unix time, months named in many languages."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from functools import cache

from variorum.text.lexicon import members

LONGEST = 100  # characters of a date
FIRST_YEAR = 1600  # what is before is a default or a mistake
_EPOCH = (datetime(1969, 12, 31).date(), datetime(1970, 1, 1).date())  # what programs write that know no date
_ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_UNIX = re.compile(r"(?P<seconds>\d{9,10})(?P<thousandths>\d{3})?(?:\d{3})?(?:\.\d+)?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(?=\D|$)")
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>\d{4})\s?[-/.年년]\s?(?P<month>\d{1,2})\s?[-/.月월]\s?(?P<day>\d{1,2})(?!\d)[日일]?")
_NUMERIC = re.compile(r"(?<!\d)(?P<first>\d{1,2})(?P<mark>[-/.])\s?(?P<second>\d{1,2})(?P=mark)\s?(?P<year>\d{4}|\d\d)(?!\d)")
_VIETNAMESE = re.compile(r"(?<!\d)(?P<day>\d{1,2})\s*tháng\s*(?P<month>\d{1,2})[,\s]*(?:năm\s)?(?P<year>\d{4})")
_YEAR = re.compile(r"(?<![\d:+-])\d{4}(?![\d:])")
_BEFORE_NOON = r"a\.?\s?m\b\.?|上午|午前|오전|π\.?μ\.?|ص"
_AFTER_NOON = r"p\.?\s?m\b\.?|下午|午後|오후|μ\.?μ\.?|م"
_ENGLISH = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
            "december")  # fmt: skip
_HALF = rf"(?P<{{}}>(?P<{{}}>{_AFTER_NOON})|{_BEFORE_NOON})"
_TIME = re.compile(
    rf"(?:{_HALF.format('half_before', 'late_before')}\s*)?(?<![\d+-])(?P<hour>\d{{1,2}})"
    r"(?:\s?(?P<mark>[:.h時时시])\s?(?P<minute>\d{1,2})[分분]?(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?(?!\d))?"
    rf"(?:\s*{_HALF.format('half', 'late')})?"
    r"\s*(?P<zone>Z|[A-Z]{2,5}(?![a-z]))?\s*(?P<offset>[+-]\d\d?(?::?\d\d)?(?!\d))?",
    re.IGNORECASE,
)
_ZONES = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "SAST": 2,
    "EET": 2, "EEST": 3, "MSK": 3, "HKT": 8, "SGT": 8, "AWST": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12,
    "NZDT": 13, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9,
    "AKDT": -8, "HST": -10,
}  # fmt: skip
_ORDER = re.compile(r">(?:<!\[CDATA\[)?\s*(?:[^\W\d_]+,?\s)?(\d{1,2})[-/](\d{1,2})[-/](?:\d{4}|\d\d)(?=[\s<\]T,])")


def read_date(said: str, *, month_first: bool | None = None) -> str | None:
    """The day, with the time where one is told, as ISO 8601; None for what is no date, or can be two.

    ``month_first`` tells the order of a numeric date that may have either.
    """
    text = _plain(said)
    if _ISO.fullmatch(text):
        return text if _is_sound(datetime.fromisoformat(text) if _is_valid(text) else None) else None
    if unix := _UNIX.fullmatch(text):
        return _from_unix(int(unix.group("seconds")), int(unix.group("thousandths") or 0))
    found = _find_day(text, month_first)
    if found is None:
        return None
    (year, month, day), rest = found
    return _assembled(year, month, day, rest)


def find_order(source: str, language: str = "") -> bool | None:
    """Do the numeric dates of a feed name the month first? None where neither they nor its language tell."""
    pairs = [(int(first), int(second)) for first, second in _ORDER.findall(source)]
    day_first, month_first = any(first > 12 for first, _ in pairs), any(second > 12 for _, second in pairs)
    if day_first != month_first:
        return month_first
    tag = language.strip().lower().replace("_", "-")
    return None if day_first or tag in ("", "en") else tag == "en-us"


def _plain(said: str) -> str:
    """The date in one kind of digits and blanks, without what only directs the writing."""
    if said.isascii():
        return " ".join(said[:LONGEST].split())
    text = "".join(
        str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c
        for c in unicodedata.normalize("NFKC", said[:LONGEST])
        if unicodedata.category(c) != "Cf"
    )
    return " ".join(text.split())


def _is_valid(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_sound(moment: datetime | None) -> bool:
    return moment is not None and moment.year >= FIRST_YEAR and moment.date() not in _EPOCH


def _from_unix(seconds: int, thousandths: int) -> str | None:
    moment = datetime.fromtimestamp(seconds, UTC)
    return moment.isoformat() if _is_sound(moment) and thousandths < 1_000 else None


Day = tuple[int, int, int]


def _find_day(text: str, month_first: bool | None) -> tuple[Day, str] | None:
    """Year, month and day of a date, and what stands around them."""
    if compact := _COMPACT.match(text):
        year, month, day, *clock = compact.groups()
        return (int(year), int(month), int(day)), ":".join(part for part in clock if part) + text[compact.end() :]
    for patterns in ((_YEAR_FIRST,), *map(_named, (True, False) if re.search(r"[^\W\d_]{2}", text) else ()), (_VIETNAMESE,)):
        if found := next(filter(None, (pattern.search(text) for pattern in patterns)), None):
            return _parts(found, text)
    found = _NUMERIC.search(text)
    numbers = _ordered(found, month_first) if found else None
    return (numbers, text[: found.start()] + " " + text[found.end() :]) if found and numbers else None


def _parts(found: re.Match[str], text: str) -> tuple[Day, str] | None:
    rest = text[: found.start()] + " " + text[found.end() :]
    year = found.groupdict().get("year")
    if year is None:  # "Nov 16 10:00:00 2026"
        behind = _YEAR.search(rest)
        if behind is None:
            return None
        year, rest = behind.group(), rest[: behind.start()] + rest[behind.end() :]
    month = found.group("month")
    number = int(month) if month.isdigit() else _months()[_folded(month)]
    return (_whole_year(year), number, int(found.group("day"))), rest


def _ordered(found: re.Match[str], month_first: bool | None) -> Day | None:
    """The day that a numeric date names; None where its order cannot be told."""
    first, second, year = int(found.group("first")), int(found.group("second")), found.group("year")
    if found.group("mark") == ".":  # no language that parts by points names the month first
        return _whole_year(year), second, first
    if len(year) == 2 and first > 12 and month_first is None:
        return None  # may be the year
    if first > 12 or second > 12:
        month_first = second > 12
    elif first == second:
        month_first = True
    if month_first is None:
        return None
    return (_whole_year(year), first, second) if month_first else (_whole_year(year), second, first)


def _whole_year(year: str) -> int:
    return int(year) if len(year) > 2 else int(year) + (2000 if int(year) < 50 else 1900)


def _assembled(year: int, month: int, day: int, rest: str) -> str | None:
    try:
        moment = datetime(year, month, day)
    except ValueError:
        return None
    if not _is_sound(moment):
        return None
    clock = next((m for m in _TIME.finditer(rest) if m.group("minute") or m.group("half") or m.group("half_before")), None)
    if clock is None:
        return moment.date().isoformat()
    hour, minute = _hour(clock), int(clock.group("minute") or 0)
    if hour > 24 or minute > 59:
        return moment.date().isoformat()
    moment += timedelta(hours=hour, minutes=minute, seconds=min(59, int(clock.group("second") or 0)))
    return moment.replace(tzinfo=_zone(clock)).isoformat()


def _hour(clock: re.Match[str]) -> int:
    hour = int(clock.group("hour"))
    if clock.group("half") or clock.group("half_before"):
        late = clock.group("late") or clock.group("late_before")
        return hour % 12 + (12 if late else 0) if hour <= 12 else hour
    return hour


def _zone(clock: re.Match[str]) -> timezone | None:
    """The time zone behind a time, None where it is not known."""
    offset, name = clock.group("offset"), (clock.group("zone") or "").upper()
    if offset:
        digits = offset[1:].replace(":", "")
        hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
        if hours > 14 or minutes > 59:
            return None
        return timezone((1 if offset[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))
    return timezone(timedelta(hours=_ZONES[name])) if name in _ZONES else None


def _folded(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))


@cache
def _months() -> dict[str, int]:
    return {_folded(name): int(number) for number, names in members("month_names").items() for name in names}


@cache
def _named(english: bool) -> tuple[re.Pattern[str], ...]:
    """Dates with a named month: its day before it, its day behind it, all from the year on.

    The few English names go first, for nearly all feeds have them, and the others take a tenth of a second to prepare.
    """
    names = {form for name in _ENGLISH for form in (name, name[:3])} | {"sept"}
    if not english:
        names = {name for names in members("month_names").values() for name in names} | set(_months())
    either = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    month = rf"(?<![^\W\d_])(?P<month>{either})(?![^\W\d_])\.?"
    day = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|er|[ºª°])?\.?[\s/-]*"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"{day}(?:de |d['’]|of |ta' )?{month}[\s/.,-]*(?:del? |of )?['’]?(?P<year>\d{{4}}|\d\d)(?![\d:])",
            rf"(?<!\d)(?P<year>\d{{4}})(?:\s?m)?\.?[\s/-]*(?:ko |оны )?{month}(?:ren|aren)?[\s/-]*(?P<day>\d{{1,2}})(?!\d)",
            rf"{month}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:]),?",
            rf"{day}{month}(?!\s*\d{{1,2}}\b(?!:))",
        )
    )
