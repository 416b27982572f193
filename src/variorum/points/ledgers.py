"""Ledgers: for each thing counted, all its figures over all reports, in order of time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from variorum.model import Count, Family, Ledger, Period, Report
from variorum.points.context import Context
from variorum.points.counts import about_of, find_readings, group_counts, phrase_of
from variorum.points.past import OLD
from variorum.points.quantities import Counted
from variorum.points.slots import AGE, CLOCKS, YEAR

_AS_OF = re.compile(r"\b(?:as of|by|so far|until)\b", re.IGNORECASE)
UNCOUNTED = frozenset({AGE, YEAR}) | CLOCKS


def find_ledgers(context: Context, reports: Sequence[Report], families: Sequence[Family]) -> tuple[Ledger, ...]:
    """One ledger for each thing whose figures two reports give, those with most different figures first."""
    home = {r: f for f in families for r in f.reports}
    published = {r.id: r.moment for r in reports if r.moment}
    found = []
    for group in group_counts(context):
        if group[0].figure.unit in UNCOUNTED or len({c.claim.at.report for c in group}) < 2:
            continue
        counts = tuple(sorted(_counts(group, home, published), key=_moment))
        unit = Counter(c.figure.unit for c in group).most_common(1)[0][0]
        found.append(Ledger(about_of(group, context), unit, len(find_readings(group)) > 1, counts))
    return tuple(sorted(found, key=lambda g: (not g.differ, -len({(c.low, c.high) for c in g.counts}), -len(g.counts), g.of)))


def _counts(group: Sequence[Counted], home: dict[str, Family], published: dict[str, str]) -> Iterator[Count]:
    """The figures of one family, voice and time as one row each."""
    rows: dict[tuple[object, ...], list[Counted]] = {}
    for item in group:
        figure, claim = item.figure, item.claim
        key = (home[claim.at.report].reports, figure.low, figure.high, figure.unit, claim.voice, _own_time(item, published))
        rows.setdefault(key, []).append(item)
    for items in rows.values():
        first = items[0]
        yield Count(
            min((phrase_of(i) for i in items), key=lambda t: (len(t), t)),
            first.figure.low,
            first.figure.high,
            first.figure.unit,
            first.claim.voice,
            min((t for i in items if (t := _as_of(i, published))), default=None),
            home[first.claim.at.report].origin,
            tuple(dict.fromkeys(i.claim.id for i in items)),
        )


def _as_of(item: Counted, published: dict[str, str]) -> str | None:
    """The day (ISO) for which the figure is given: that of its own time, else the moment at which its report came out."""
    return _own_time(item, published) or published.get(item.claim.at.report)


def _own_time(item: Counted, published: dict[str, str]) -> str | None:
    """The end of the time for which a count is given: one "as of" which it holds, or well before its report; when what
    is counted happened is another time, and one beside a length or a duration is of something else. ISO day, month or year."""
    period, day = item.figure.period, published.get(item.claim.at.report)
    if period is None or period.last is None or item.figure.unit:
        return None
    long_ago = day is None or date.fromisoformat(period.last) < date.fromisoformat(day[:10]) - timedelta(days=OLD)
    return _spell_end(period) if long_ago or _AS_OF.search(item.claim.says) else None


def _spell_end(period: Period) -> str | None:
    """The last day of the period, its last month where it takes months, its year where it takes one: as it is known."""
    first, last = period.first or "", period.last or ""
    if first[5:] == "01-01" and last[5:] == "12-31":
        return last[:4]
    to_end = bool(last) and (date.fromisoformat(last) + timedelta(days=1)).day == 1
    return last[:7] if first[8:] == "01" and to_end else period.last


def _moment(count: Count) -> tuple[bool, str, float, str]:
    low, high = count.low, count.high
    return count.as_of is None, count.as_of or "", low if low is not None else high or 0.0, count.voice or ""
