"""Claims -> points: what answers one question together, its readings, its status and why."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.model import Claim, Family, Point, Reading, Report, Reuse
from variorum.points.align import align
from variorum.points.origins import count_origins, find_voices


def find_points(
    claims: Sequence[Claim], reports: Sequence[Report], families: Sequence[Family], reuses: Sequence[Reuse]
) -> tuple[Point, ...]:
    """All points of a story in the order of the reports."""
    points = []
    for group in align(claims, reuses):
        if len({c.at.report for c in group}) < 2:
            continue
        o = count_origins(group, families, reports)
        points.append(Point(f"p{len(points)+1}", group[0].says, "agreed" if o[1] > 1 else "single", (Reading(group[0].says, tuple(c.id for c in group), o, find_voices(group)),), ""))
    return tuple(points)
