"""Days and times of day of two claims that may be one moment, told in two zones."""

from __future__ import annotations

from datetime import date

from variorum.model import Claim, Period
from variorum.model.claims import MINUTES


def may_be_one_moment(a: Claim, b: Claim) -> bool:
    """Are two days one moment in two zones or at midnight, or may they be, where the zone of one of them is not told?

    Moments on days that only their zones part are compared by the hour, elsewhere.
    """
    zones = {c.clock.zone for c in (a, b) if c.clock is not None}
    if not zones - {None}:
        return _is_midnight_of_both(a, b)
    moments = [c.clock.moment for c in (a, b) if c.clock is not None and c.clock.moment is not None]
    if len(moments) == 2:
        return moments[0].meets(moments[1]) or (len(zones) > 1 and not _are_days_apart(*moments))
    return (len(zones) > 1 or not (a.clock and b.clock)) and not _are_days_apart(a.period, b.period)


def _is_midnight_of_both(a: Claim, b: Claim) -> bool:
    """ "midnight on Sunday", "shortly after midnight on Monday": may the one midnight be said to be of either day?"""
    if a.clock is None or b.clock is None or not a.clock.meets(b.clock):
        return False
    edge = any(c.first <= 0 or c.last >= MINUTES for c in (a.clock, b.clock))
    return edge and not _are_days_apart(a.period, b.period)


def _are_days_apart(a: Period | None, b: Period | None) -> bool:
    """Does a whole day lie between the two?"""
    if a is None or b is None or not (a.first and a.last and b.first and b.last):
        return False
    return days_between(a.last[:10], b.first[:10]) > 1 or days_between(b.last[:10], a.first[:10]) > 1


def days_between(first: str, last: str) -> int:
    """The days from the one to the other (ISO), below 0 where the other is earlier."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
