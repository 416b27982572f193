"""Dates that cannot be right, seen from the copies of the same text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from variorum.model import Family, Report

APART = 30  # days: the same news text does not come out anew so late; the date is that of the page, not of the report


def doubt_dates(reports: Sequence[Report], families: Sequence[Family]) -> tuple[Report, ...]:
    """The reports, with ``doubt`` on every date that is far later than that of the same text elsewhere."""
    by_id = {r.id: r for r in reports}
    first: dict[str, date] = {}
    for family in families:
        days = [day for i in family.reports if (day := by_id[i].day)]
        if days:
            first |= dict.fromkeys(family.reports, min(days))
    return tuple(_doubted(r, first.get(r.id)) for r in reports)


def _doubted(report: Report, first: date | None) -> Report:
    if report.day is None or first is None or (report.day - first).days <= APART:
        return report
    return replace(report, doubt=f"page date {report.day}, but the same text was out on {first}")
