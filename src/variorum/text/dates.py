"""Days of the calendar: dates, ranges of days, months, years, decades, as first and last day.

A day that no month has raises ValueError, which is no error of the text: its words are no day.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

Parts = dict[str, str]
Days = tuple[date | None, date | None]

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
AHEAD = 60  # days after the report of a date that is told in the present: plans often are
SHORT = 30  # years after the report from which a year of two digits is one of the century before
DAY_FIRST, MONTH_FIRST = "day", "month"  # the orders of a date in numbers, as its part "order"
NEW_DECADE = 20  # "the '20s" are of this century, "the '30s" of the last
LEAP = 8  # years within which every date has a day, February 29 too


def month_number(name: str) -> int:
    """The number of a month by its name, its first letters, or its digits; ValueError for none."""
    if name.isdigit():
        return int(name)
    short = name.lower()[:3]
    return 1 + [m[:3] for m in MONTHS].index(short)


def whole_month(year: int, month: int, edge: str | None = None) -> tuple[date, date]:
    """First and last day of a month, or of its "early", "mid" or "late" third."""
    last = monthrange(year, month)[1]
    part = (edge or "").lower().strip("-")
    first_day, last_day = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}.get(part, (1, last))
    return date(year, month, first_day), date(year, month, last_day)


def full_year(written: str, day: date | None) -> int:
    """The year of four digits or of two, which is near the day or lies before it: "26", "'98"."""
    digits = written.strip("'’‘ ")
    if len(digits) > 2:
        return int(digits)
    limit = (day.year if day else 2030) + SHORT
    year = limit // 100 * 100 + int(digits)
    return year if year <= limit else year - 100


def nearest_year(make: Callable[[int], date], day: date, *, future: bool) -> date:
    """The date in the year that fits the tense: a report's "Oct. 3" is the last one, or the next in the future.

    Raises ValueError for a date that is in no year.
    """
    step = 1 if future else -1
    for year in range(day.year, day.year + step * (LEAP + 1), step):
        at = _or_none(make, year)
        if at is not None and (at >= day if future else at <= day + timedelta(days=AHEAD)):
            return at
    raise ValueError("a day that no month has")


def _or_none(make: Callable[[int], date], year: int) -> date | None:
    try:
        return make(year)
    except ValueError:
        return None


def _day_or_none(year: int, month: int, number: int) -> date | None:
    return _or_none(lambda one: date(one, month, number), year)


def find_date_days(parts: Parts, day: date | None, future: bool) -> Days | None:
    """ "3 November 2026", "Tuesday, Nov. 3": the day itself."""
    month, number = month_number(parts["month"]), int(parts["day"])
    if "year" in parts:
        at = date(full_year(parts["year"], day), month, number)
    elif day is not None:
        at = nearest_year(lambda year: date(year, month, number), day, future=future)
        at = _on_weekday(at, parts.get("weekday"))
    else:
        return None
    return at, at


def _on_weekday(at: date, weekday: str | None) -> date:
    """The date in a year beside, where it falls on the weekday told with it and not in the nearest year."""
    if weekday is None or _is_on(at, weekday):
        return at
    beside = (_or_none(lambda year: at.replace(year=year), at.year + step) for step in (-1, 1))
    return next((other for other in beside if other and _is_on(other, weekday)), at)


def _is_on(at: date, weekday: str) -> bool:
    return WEEKDAYS[at.weekday()].startswith(weekday.lower().rstrip(".")[:3])


def find_numeric_days(parts: Parts, day: date | None, future: bool) -> Days | None:
    """ "11/3/2026": the day in the order that is known, or that only can be; None where either order is a day."""
    orders = [(parts["two"], parts["one"]), (parts["one"], parts["two"])]  # month, day: with the day first, the month first
    year = full_year(parts["year"], day)
    found = [at for month, number in orders if (at := _day_or_none(year, int(month), int(number)))]
    told = [at for at in found if "weekday" in parts and _is_on(at, parts["weekday"])]
    real = sorted(set(told or found))
    if len(real) == 1:
        return real[0], real[0]
    if not real:
        raise ValueError("a day that no month has")
    order = DAY_FIRST if parts["mark"] == "." else parts.get("order")
    at = found[order == MONTH_FIRST]
    return (at, at) if order else None


def find_range_days(parts: Parts, day: date | None, future: bool) -> Days | None:
    """Two dates; the one may leave out its month, and either its year."""
    last_parts = {"day": parts["day2"], "month": parts.get("month2") or parts["month"]}
    year = parts.get("year2") or parts.get("year")
    last = find_date_days({**last_parts, **({"year": year} if year else {})}, day, future)
    if last is None or last[1] is None:
        return None
    month, number = month_number(parts.get("month") or parts["month2"]), int(parts["day"])
    first = date(full_year(parts["year"], day) if "year" in parts else last[1].year, month, number)
    if first > last[1] and "year" not in parts and "month" in parts and "month2" in parts:
        first = date(first.year - 1, month, number)
    return first, last[1]


def find_week_days(parts: Parts, day: date | None, future: bool) -> Days | None:
    """ "the week of Nov. 3": the seven days from a Monday or Sunday, the week of any other day; "week ending" before it."""
    days = find_date_days(parts, day, future)
    if days is None or days[0] is None:
        return None
    at, side = days[0], parts["side"].lower()
    if side == "ending":
        return at - timedelta(days=6), at
    if side == "of" and at.weekday() not in (0, 6):
        at -= timedelta(days=at.weekday())
    return at, at + timedelta(days=6)


def find_month_days(parts: Parts, day: date | None, future: bool) -> Days | None:
    """ "November 2026", "last May", "in early June"."""
    month = month_number(parts["month"])
    if "year" in parts:
        return whole_month(int(parts["year"]), month, parts.get("edge"))
    if day is None:
        return None
    if "which" in parts:
        last = parts["which"].lower() == "last"
        return whole_month(day.year - (last and month >= day.month) + (not last and month <= day.month), month)
    first = _month_of(day, month, future=future)
    return whole_month(first.year, month, parts.get("edge"))


def _month_of(day: date, month: int, *, future: bool) -> date:
    """The first day of the month in the year that fits the tense; of the month of the day itself, that one."""
    if month == day.month:
        return day.replace(day=1)
    return nearest_year(lambda year: date(year, month, 1), day, future=future)


def find_months_days(parts: Parts, day: date | None, future: bool) -> Days | None:
    """ "between April and June", "from March to May 2026"."""
    year = parts.get("year2") or parts.get("year")
    second = {"month": parts["month2"], **({"year": year} if year else {})}
    last = find_month_days(second, day, future)
    if last is None or last[1] is None:
        return None
    month = month_number(parts["month"])
    first_year = int(parts["year"]) if "year" in parts else last[1].year - (month > last[1].month)
    return date(first_year, month, 1), last[1]


def find_year_days(parts: Parts, day: date | None, future: bool) -> Days:
    """ "2026", "early 2026"."""
    year = int(parts["year"])
    first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(parts.get("edge", "").lower(), (1, 12))
    return date(year, first, 1), whole_month(year, last)[1]


def find_fiscal_days(parts: Parts, day: date | None, future: bool) -> Days:
    """ "fiscal 2026": from the spring before to the spring after it, as houses and countries begin it and name it."""
    year = full_year(parts["year"], day)
    if "year2" in parts:
        return date(year, 1, 1), date(year + 1, 12, 31)
    return date(year - 1, 4, 1), date(year + 1, 3, 31)


def find_years_days(parts: Parts, day: date | None, future: bool) -> Days | None:
    """ "between 1988 and 1994", "2019-20", "2026-11": years, or a year and its month where that can be no second year."""
    first, written = int(parts["first"]), parts["last"]
    if len(written) > 2:
        return date(first, 1, 1), date(int(written), 12, 31)
    last = first // 100 * 100 + int(written)
    if written == "00":
        last += 100
    if last < first and 1 <= int(written) <= len(MONTHS):
        return whole_month(first, int(written))
    return date(first, 1, 1), date(last, 12, 31)


def find_decade_days(parts: Parts, day: date | None, future: bool) -> Days:
    """ "the 1960s", "the mid-1960s", "the late '90s"."""
    year = int(parts["year"])
    if year < 100:
        year += 2000 if year <= NEW_DECADE else 1900
    edge = (parts.get("edge") or parts.get("edge2") or "").lower()
    first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(edge, (0, 9))
    return date(year + first, 1, 1), date(year + last, 12, 31)
