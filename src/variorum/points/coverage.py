"""Coverage: what a report has alone, and what it lacks though others had told it before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from variorum.model import Claim, Coverage, Family, Point, Report
from variorum.points.context import Context

NEAR = 0.17  # likeness from which a claim may say the same: it is neither alone nor lacking; read on 13 stories
ORIGINS = 2  # other origins that must have told a thing before it can be left out


def find_coverage(
    context: Context, points: Sequence[Point], reports: Sequence[Report], families: Sequence[Family]
) -> tuple[Coverage, ...]:
    """For each report, in their order, what it adds and what it omits; a story of one report has none."""
    if len(reports) < 2:
        return ()
    near = _near(context)
    held: dict[str, set[str]] = {}
    for point in points:
        ids = [i for r in point.readings for i in r.claims if i in context.by_id]
        saying = {i for r in point.readings for i in r.claims if i not in r.beside}
        for one in ids:
            if one in saying:
                near[one] |= {context.by_id[i].at.report for i in ids if i in saying}
            held.setdefault(point.id, set()).update(near[one])
        held.setdefault(point.id, set()).update(context.by_id[i].at.report for i in ids)
    alone = [c for c in context.claims if not near[c.id] - {c.at.report}]
    home = {r: n for n, f in enumerate(families) for r in f.reports}
    moments = {r.id: r.published for r in reports if r.published and not r.doubt}
    return tuple(
        Coverage(
            report.id,
            tuple(c.id for c in sorted(alone, key=lambda c: c.at) if c.at.report == report.id),
            _without_twins(
                [p for p in points if report.id not in held.get(p.id, {report.id}) and _knew(report, p, context, home, moments)]
            ),
        )
        for report in reports
    )


def _without_twins(points: Sequence[Point]) -> tuple[str, ...]:
    """The ids of the points but for those that share a claim with an earlier one."""
    seen: set[str] = set()
    kept = []
    for point in points:
        ids = {i for r in point.readings for i in r.claims}
        if not ids & seen:
            kept.append(point.id)
        seen |= ids
    return tuple(kept)


def _near(context: Context) -> dict[str, set[str]]:
    """For each claim, the reports that have one like it."""
    found = {c.id: {c.at.report} for c in context.claims}
    pairs = [*context.like(NEAR), *((context.by_id[a], context.by_id[b]) for a, b in context.copied)]
    for a, b in pairs:
        found[a.id].add(b.at.report)
        found[b.id].add(a.at.report)
    return found


def _knew(report: Report, point: Point, context: Context, home: dict[str, int], moments: dict[str, str]) -> bool:
    """Had two other origins or more told it before the report came out, as far as dates tell?"""
    if report.id not in moments:
        return False
    claims = [context.by_id[i] for r in point.readings for i in r.claims if i in context.by_id]
    before = {home[c.at.report] for c in claims if _is_earlier(moments.get(c.at.report), moments[report.id])}
    return len(before - {home[report.id]}) >= ORIGINS


def _is_earlier(one: str | None, other: str) -> bool:
    """Is the first moment before the other, by the clock where both have one, else by the day?"""
    if one is None:
        return False
    if len(one) > len("2023-09-21") < len(other):
        return _instant(one) < _instant(other)
    return one[:10] < other[:10]


def _instant(moment: str) -> float:
    found = datetime.fromisoformat(moment)
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()


def pick_telling(claims: Sequence[Claim], most: int) -> list[Claim]:
    """The claims that tell most, by figures, names and words, in the order of the text."""
    best = sorted(claims, key=lambda c: (-len(c.figures) - len(c.names) - min(len(c.says), 120) / 60, c.at))[:most]
    return sorted(best, key=lambda c: c.at)
