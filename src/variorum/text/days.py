"""The days that a time expression can mean, by its kind, against a day and a tense.

Weekdays said in the past mean the last such day, the day of the report included: "Thursday" in a report of a
Thursday is that day, which general date parsers send a week back.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from variorum.text.dates import (
    WEEKDAYS,
    Days,
    Parts,
    find_date_days,
    find_decade_days,
    find_fiscal_days,
    find_month_days,
    find_months_days,
    find_numeric_days,
    find_range_days,
    find_week_days,
    find_year_days,
    find_years_days,
    whole_month,
)
from variorum.text.holidays import find_holiday

SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
SMALL = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
         "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}  # fmt: skip

Rule = Callable[[Parts, date | None, bool], Days | None]


def _holiday(parts: Parts, day: date | None, future: bool) -> Days | None:
    name = " ".join(parts["name"].lower().replace("’", "'").split())
    if "year" in parts:
        at = find_holiday(name, int(parts["year"]))
    elif day is not None:
        at = find_holiday(name, day.year)
        if (future and at < day) or (not future and at > day):
            at = find_holiday(name, day.year + (1 if future else -1))
    else:
        return None
    return at, at


def _weekdays(parts: Parts, day: date | None, future: bool) -> Days | None:
    """Two weekdays: the last such stretch that had ended, or the next that begins."""
    if day is None:
        return None
    if future:
        first = _weekday({"day": parts["first"]}, day, True)
        last = _weekday({"day": parts["last"]}, first[0], True) if first and first[0] else None
    else:
        last = _weekday({"day": parts["last"]}, day, False)
        first = _weekday({"day": parts["first"]}, last[0], False) if last and last[0] else None
    return None if first is None or last is None else (first[0], last[1])


def _quarter(parts: Parts, day: date | None, future: bool) -> Days | None:
    order = {"first": 0, "second": 1, "third": 2, "fourth": 3}
    if "year" in parts:
        months = 3 if parts["unit"].lower() == "quarter" else 6
        index = int(parts["year"]) * 12 + order[parts["part"].lower()] * months
    elif day is not None:
        months = 3
        index = day.year * 12 + (day.month - 1) // 3 * 3 + {"last": -3, "this": 0, "next": 3}[parts["part"].lower()]
    else:
        return None
    return whole_month(index // 12, index % 12 + 1)[0], _end(index + months - 1)


def _end(index: int) -> date | None:
    """The last day of a month, counted from the year 0."""
    return whole_month(index // 12, index % 12 + 1)[1]


def _ahead(parts: Parts, day: date | None, future: bool) -> Days | None:
    """ "in three days", said of what is to come; else it is how long something took."""
    if day is None or not future:
        return None
    return _shifted(day, parts["unit"].lower(), *_count(parts), 1)


def _since(parts: Parts, day: date | None, future: bool) -> Days | None:
    if "kind" in parts:
        days = find_days(parts["kind"], parts, day, future=future)
        return None if days is None else (days[0], day if parts["side"] == "since" else None)
    year = int(parts["year"])
    if parts["side"].lower() == "since":
        return date(year, 1, 1), day
    return None, date(year, 12, 31)


def _season(parts: Parts, day: date | None, future: bool) -> Days | None:
    first, last = SEASONS[parts["season"].lower()]
    if "year" in parts:
        year = int(parts["year"])
    elif day is not None:
        year = day.year + {"last": -1, "this": 0, "next": 1}[parts["which"].lower()]
        if parts["which"].lower() == "last" and day.month > last >= first:
            year = day.year
    else:
        return None
    end_year = year + 1 if last < first else year
    return date(year, first, 1), date(end_year, last, monthrange(end_year, last)[1])


def _weekday(parts: Parts, day: date | None, future: bool) -> Days | None:
    if day is None:
        return None
    if "week" in parts:
        monday = (
            day - timedelta(days=day.weekday()) + timedelta(days=7 * {"last": -1, "this": 0, "next": 1}[parts["week"].lower()])
        )
        return (at := monday + timedelta(days=WEEKDAYS.index(parts["day"].lower()))), at
    which = {"this": ""}.get(parts.get("which", "").lower(), parts.get("which", "").lower())
    back = (day.weekday() - WEEKDAYS.index(parts["day"].lower())) % 7
    if which in ("next", "this coming") or (future and not which):
        ahead = -back % 7
        at = day + timedelta(days=ahead or (7 if which else 0))
    else:
        at = day - timedelta(days=back or (7 if which == "last" else 0))
    return at, at


def _today(parts: Parts, day: date | None, future: bool) -> Days | None:
    if day is None:
        return None
    word = parts.get("which", parts.get("word", "")).lower()
    shift = {"yesterday": -1, "last night": -1, "tomorrow": 1, "before yesterday": -2, "after tomorrow": 2}.get(word, 0)
    at = day + timedelta(days=shift)
    return at, at


def _count(parts: Parts) -> tuple[int, int]:
    word = parts.get("count", "one").lower()
    if word == "couple of":
        return 2, 2
    if word in ("several", "some", "few"):
        return 3, 9
    return (int(word), int(word)) if word.isdigit() else (SMALL[word], SMALL[word])


def _shifted(day: date, unit: str, low: int, high: int, sign: int) -> Days:
    if unit in ("hour", "minute"):
        return day - timedelta(days=1), day
    length = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3652}[unit]
    slack = {"day": 0, "week": 3, "month": 15, "year": 183, "decade": 1826}[unit]
    ends = sorted((day + timedelta(days=sign * low * length), day + timedelta(days=sign * high * length)))
    return ends[0] - timedelta(days=slack), ends[1] + timedelta(days=slack)


def _ago(parts: Parts, day: date | None, future: bool) -> Days | None:
    if day is None:
        return None
    low, high = _count(parts)
    return _shifted(day, parts["unit"].lower(), low, high, -1)


def _near(parts: Parts, day: date | None, future: bool) -> Days | None:
    if day is None:
        return None
    which, unit = parts["which"].lower(), parts["unit"].lower()
    step = -1 if which == "last" else 1 if which == "next" else 0
    if unit in ("year", "month") and which in ("this past", "the past"):
        return day - timedelta(days=365 if unit == "year" else 30), day
    if unit == "year":
        return date(day.year + step, 1, 1), date(day.year + step, 12, 31)
    if unit == "month":
        index = day.year * 12 + day.month - 1 + step
        return whole_month(index // 12, index % 12 + 1)
    monday = day - timedelta(days=day.weekday())
    if unit == "weekend":
        if which == "the":
            step = 0 if future or day.weekday() >= 5 else -1
        saturday = monday + timedelta(days=5 + 7 * (step if day.weekday() >= 5 or step >= 0 else -1))
        return saturday, saturday + timedelta(days=1)
    if which in ("this past", "the past"):
        return day - timedelta(days=7), day
    return monday + timedelta(days=7 * step), monday + timedelta(days=7 * step + 6)


_RULES: dict[str, Rule] = {
    "iso": find_date_days,
    "numeric": find_numeric_days,
    "date": find_date_days,
    "range": find_range_days,
    "weekof": find_week_days,
    "month": find_month_days,
    "months": find_months_days,
    "year": find_year_days,
    "fiscal": find_fiscal_days,
    "between": find_years_days,
    "decade": find_decade_days,
    "since": _since,
    "season": _season,
    "weekday": _weekday,
    "today": _today,
    "ago": _ago,
    "near": _near,
    "holiday": _holiday,
    "weekdays": _weekdays,
    "quarter": _quarter,
    "ahead": _ahead,
}  # "shift" is relative to another time of the text, "clock" has no day: both are found, neither resolved alone


def find_days(kind: str, parts: Parts, day: date | None, *, future: bool) -> Days | None:
    """First and last day meant, None for an open side.

    None alone where it needs a day and has none, where it may be either of two ("11/3/2026" in no known order), or
    where no month has such a day.
    """
    rule = _RULES.get(kind)
    try:
        days = rule(parts, day, future) if rule else None
    except (ValueError, OverflowError):
        return None
    backwards = days is not None and days[0] is not None and days[1] is not None and days[0] > days[1]
    return None if backwards else days
