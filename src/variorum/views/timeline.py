"""Points -> timeline: dated passages in the order of their days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from variorum.model import Claim, Moment, Period, Point, Span
from variorum.points.split import spell
from variorum.views.brief import GOOD


def write_timeline(claims: Sequence[Claim], points: Sequence[Point]) -> tuple[Moment, ...]:
    """One line for each day or stretch of days that the claims of a point name, shorter stretches first.

    Where readings that conflict are of days that do not meet, each line cites the other's passages against it.
    """
    by_id = {c.id: c for c in claims}
    order = {c.at: i for i, c in enumerate(claims)}
    moments = []
    for point in points:
        found: dict[tuple[str, str | None], list[Claim]] = {}
        for claim in (by_id[i] for r in point.readings for i in r.claims):
            if claim.period is not None and claim.period.first is not None:
                found.setdefault((claim.period.first, claim.period.last), []).append(claim)
        for (first, last), given in found.items():
            against = _against(given, point, by_id)
            moments.append(_moment(Period(first, last), given, order, against, point.because if against else ""))
    unique = {(m.period, m.text): m for m in sorted(moments, key=_order)}
    return tuple(sorted(unique.values(), key=_order))


def _against(given: Sequence[Claim], point: Point, by_id: dict[str, Claim]) -> list[Claim]:
    """The claims of the point's other readings, where it is a conflict, that are of days which do not meet those given."""
    if point.status != "conflict":
        return []
    mine = {c.id for c in given}
    others = [by_id[i] for r in point.readings if not mine & set(r.claims) for i in r.claims]
    return [c for c in others if all(_apart(c.period, g.period) for g in given)]


def _apart(a: Period | None, b: Period | None) -> bool:
    """Are both known, and does one end before the other begins?"""
    return a is not None and b is not None and not a.meets(b)


def _moment(period: Period, claims: list[Claim], order: dict[Span, int], against: Sequence[Claim], because: str) -> Moment:
    best = min(claims, key=lambda c: (bool(c.about), abs(len(c.says) - GOOD), c.at))
    return Moment(
        period,
        " ".join(spell(best).split()),
        tuple(sorted({best.at, *(c.at for c in claims if c.says == best.says)}, key=order.__getitem__)),
        tuple(sorted((c.at for c in against), key=order.__getitem__)),
        because,
    )


def _order(moment: Moment) -> tuple[str, int, str]:
    first, last = moment.period.first or "", moment.period.last
    length = (date.fromisoformat(last) - date.fromisoformat(first)).days if last and first else 10**6
    return first, length, moment.text
