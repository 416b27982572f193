"""Points -> timeline: dated passages in the order of their days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from variorum.model import Claim, Moment, Period, Point, Span
from variorum.views.brief import GOOD


def write_timeline(claims: Sequence[Claim], points: Sequence[Point]) -> tuple[Moment, ...]:
    """One line for each day or stretch of days that the claims of a point name, shorter stretches first."""
    by_id = {c.id: c for c in claims}
    found: dict[tuple[str, str | None, str | None], list[Claim]] = {}
    for point in points:
        for claim in (by_id[i] for r in point.readings for i in r.claims):
            if claim.period is not None and claim.period.first is not None:
                found.setdefault((point.id, claim.period.first, claim.period.last), []).append(claim)
    order = {c.at: i for i, c in enumerate(claims)}
    moments = [_moment(Period(first, last), given, order) for (_, first, last), given in found.items()]
    unique = {(m.period, m.text): m for m in sorted(moments, key=_order)}
    return tuple(sorted(unique.values(), key=_order))


def _moment(period: Period, claims: list[Claim], order: dict[Span, int]) -> Moment:
    best = min(claims, key=lambda c: (bool(c.about), abs(len(c.says) - GOOD), c.at))
    return Moment(
        period,
        " ".join(best.says.split()),
        tuple(sorted({best.at, *(c.at for c in claims if c.says == best.says)}, key=order.__getitem__)),
    )


def _order(moment: Moment) -> tuple[str, int, str]:
    first, last = moment.period.first or "", moment.period.last
    length = (date.fromisoformat(last) - date.fromisoformat(first)).days if last and first else 10**6
    return first, length, moment.text
