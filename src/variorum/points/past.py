"""Counts of long ago: "in 1978, 44 were killed" is no count of what a report of this week tells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from variorum.model import Claim, Period
from variorum.points.quantities import GROWING, Counted, do_not_meet

OLD = 60  # days before the story: what is counted there is history and does not rise any more


class Times:
    """All times that each report names."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._named: dict[str, list[Period]] = {}
        for claim in claims:
            named = (claim.period, *(f.period for f in claim.figures))
            self._named.setdefault(claim.at.report, []).extend(p for p in named if p)

    def is_of_long_ago(self, a: Counted, b: Counted) -> bool:
        """Is the one count of a time that the report of the other, which is of a later day, never names?"""
        then = a.figure.period
        if a.figure.event not in GROWING or then is None or then.last is None or b.figure.period is not None:
            return False
        late = (date.fromisoformat(then.last) + timedelta(days=OLD)).isoformat()
        theirs = self._named[b.claim.at.report]
        return any(p.first and p.first > late for p in theirs) and all(do_not_meet(p, then) for p in theirs)
