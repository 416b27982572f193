"""Figures that make one when they are added: nine civilians and three soldiers are twelve people."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.model import Claim, Figure
from variorum.points.quantities import GROWING, Counted, agree

REACH = 400  # characters of a report between the first and the last figure that are added; a judgement
MOST = 4  # figures that are added
ADDED = frozenset({"additional", "rest"})
SUMMED = ADDED | {""}


class Sums:
    """The counts of what grows, in their order in each report, with all that runs of them add up to."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._told: dict[tuple[str, str], list[Figure]] = {}
        for claim in claims:
            for figure in claim.figures:
                if figure.event in GROWING and not figure.unit and figure.role in SUMMED and not claim.denied:
                    self._told.setdefault((claim.at.report, figure.event), []).append(figure)
        for figures in self._told.values():
            figures.sort(key=lambda f: f.at)

    def make_up(self, item: Counted, other: Counted) -> bool:
        """Is the one figure, added to others that its report tells beside it, the other figure?"""
        return any(agree(total, other.figure) for total in self._totals(item.figure))

    def _totals(self, figure: Figure) -> list[Figure]:
        """What the figure makes with those beside it that do not count the same."""
        figures = self._told.get((figure.at.report, figure.event), [])
        if figure not in figures:
            return []
        at, found = figures.index(figure), []
        for start in range(max(0, at - MOST + 1), at + 1):
            for end in range(max(at + 1, start + 2), min(start + MOST, len(figures)) + 1):
                run = figures[start:end]
                if run[-1].at.end - run[0].at.start <= REACH and _are_of_others(run):
                    found.append(_sum(run))
        return found


def _are_of_others(run: Sequence[Figure]) -> bool:
    """Does each count others than those before it: other people, or so many more?"""
    kinds = [f.counted for f in run if f.role not in ADDED]
    return len(set(kinds)) == len(kinds)


def _sum(run: Sequence[Figure]) -> Figure:
    """One figure of all."""
    low = sum(f.low or 0.0 for f in run)
    high = None if any(f.high is None for f in run) else sum(f.high or 0.0 for f in run)
    first = run[0]
    return Figure(low, high, first.unit, first.of, first.at, first.counted, first.event, any(f.about for f in run))
