"""As of which day a report tells, and in which order it writes day and month."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from variorum.model import Report
from variorum.text.conventions import Country, find_country, find_habits, find_own_order, find_region
from variorum.text.dates import Days
from variorum.text.periods import Time, find_times

WORLD = Country(None, -10 * 60, 0)  # of a stamp in UTC: hardly an English report is written west of Hawaii; a judgement
LOOSE = frozenset({"ago", "ahead", "near", "today"})  # times that move with the day itself
_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?(\d\d)[/-]?(\d\d)(?=[/_.-]|$)")
_DATELINE = re.compile(r"^[A-Z][A-Z'’./-]{2,}[^\n]{0,60}?(?:\(|--|[—–]|\s-\s)")  # "VELMORE, Nov. 23 (AP) —"
_UTC = re.compile(r"(?:Z|[+-]00:?00)$")

LAST_DAY = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Dating:
    """As of which day a report tells: none where it is not known, two where its stamp leaves open which; and the order of its
    dates in numbers, None where nothing tells."""

    days: tuple[date, ...]
    month_first: bool | None

    def read(self, time: Time, *, future: bool = False) -> Days | None:
        """First and last day that the time can mean, None for an open side; None alone where it names no day."""
        found = [time.days(day, future=future, month_first=self.month_first) for day in self.days or (None,)]
        known = list(dict.fromkeys(days for days in found if days is not None))
        if len(known) < 2:
            return known[0] if known else None
        if dict(time.parts).get("kind", time.kind) in LOOSE:
            firsts, lasts = [f for f, _ in known if f], [last for _, last in known if last]
            return min(firsts, default=None), max(lasts, default=None)
        return known[0] if future else known[-1]  # "Tuesday" is rather today than a week back, or ahead


def find_dating(report: Report, day: date | None) -> Dating:
    """The dating of a report; ``day`` stands in for its day where that is not known."""
    own, country = find_own_order(report.text), _country(report)
    order = own if own is not None else country.month_first if country else find_habits(report.text)
    return Dating(tuple(_days(report, country, day)), order)


def _country(report: Report) -> Country | None:
    """The country of the report's language tag, else of its address."""
    tags = [c.value for c in report.candidates if c.field == "language"]
    tags += [value for name, value in report.extra if name in ("language", "lang", "locale")]
    found = next((country for tag in tags if (country := find_region(tag))), None)
    return found or find_country(_host(report.url).rpartition(".")[2])


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:
        return ""


def _days(report: Report, country: Country | None, day: date | None) -> list[date]:
    """The days that "today" may be: that of the dateline, of a stamp's own zone, of the address, or those of a stamp in UTC."""
    if report.day is None or report.published is None:
        return [day] if day else []
    near = [date.fromordinal(n) for n in range(report.day.toordinal() - 1, report.day.toordinal() + 2) if 1 <= n <= LAST_DAY]
    told = _dateline(report.text, report.day)
    if told in near:
        return [told]
    if not _UTC.search(report.published) or "T" not in report.published:
        return [report.day]
    addressed = _addressed(report.url)
    return [addressed] if addressed in near else list(_local_days(report.published, country or WORLD))


def _dateline(text: str, day: date) -> date | None:
    """The day of the dateline that begins the text, None where it has none."""
    m = _DATELINE.match(text)
    times = find_times(m.group()) if m else ()
    days = next((t.days(day) for t in times if t.kind == "date"), None)
    return days[0] if days else None


def _addressed(url: str | None) -> date | None:
    m = _ADDRESS.search(url or "")
    try:
        return date(int(m[1]), int(m[2]), int(m[3])) if m else None
    except ValueError:
        return None


def _local_days(stamp: str, country: Country) -> Iterator[date]:
    """The days of a moment in UTC on the clocks of the country, the earlier one first."""
    moment = datetime.fromisoformat(_UTC.sub("", stamp))
    days = {(moment + timedelta(minutes=minutes)).date() for minutes in (country.least, country.most)}
    yield from sorted(days)
