"""What a report asserts, on whose word, with its figures and times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from variorum.model.reports import Span

Stance = Literal["say", "deny", "accuse"]
FigureRole = Literal["", "total", "part", "rest", "additional", "earlier", "excluded", "whole", "rate"]
Kind = Literal["assertion", "clause", "description", "place", "saying"]

ROLE = "be "  # how the predicate of a claim begins that only says what a person is: "be lawyer"
AGED = "years old"
MINUTES = 24 * 60  # of a day
LATEST = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Period:
    """The first and last day (ISO) that a time expression can mean; None is open."""

    first: str | None
    last: str | None

    def meets(self, other: Period) -> bool:
        """Does neither end before the other begins?"""
        return _begins(self) <= _ends(other) and _begins(other) <= _ends(self)


def _begins(period: Period) -> str:
    return period.first or ""


def _ends(period: Period) -> str:
    return period.last or LATEST


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day that a claim tells: the first and last minute of the day that it can mean, and where it stands.

    ``zone`` is in minutes ahead of UTC, None where none is told; ``local``: it is the clock of the place, its zone known
    only from a second notation beside it. ``halves``: it may be twelve hours later too ("half past two"). A minute below 0
    or above 1439 is of the day before or after. ``moment`` is the first and last minute in UTC (ISO), where the day is known.
    """

    first: int
    last: int
    at: Span
    zone: int | None = None
    local: bool = False
    halves: bool = False
    moment: Period | None = None

    def meets(self, other: Clock) -> bool | None:
        """Can both be one time: one moment where both days are known? None where their zones keep them from comparing."""
        if self.moment is not None and other.moment is not None:
            return self.moment.meets(other.moment)
        if self.zone is not None and other.zone is not None:
            return self._meets(other, other.zone - self.zone)
        return self._meets(other, 0) if self._is_of_place and other._is_of_place else None

    @property
    def _is_of_place(self) -> bool:
        return self.zone is None or self.local

    def _meets(self, other: Clock, shift: int) -> bool:
        """Do the two stretches meet on any day, the first put later by ``shift`` minutes?"""
        turn = MINUTES // 2 if self.halves or other.halves else MINUTES
        first, last = self.first + shift, self.last + shift
        return (last - other.first) // turn >= -((other.last - first) // turn)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its bounds (None: open), its unit ("" for a plain count) and what it counts.

    ``counted`` is the lemma of the noun, ``event`` what happened to it ("killed", "evacuated") or "". ``about``: it is
    rounded. ``role`` is what it is beside other figures: the "total" of all; "part" of another ("200, including 10
    civilians", the 3 of "3 of the 31"), the "rest" ("12 others"), "additional" ("two more"), "earlier" ("up from 9"),
    "excluded" ("all but two"), the "whole" of which another is a part (the 31 of "3 of the 31"), or a "rate" ("31 a year").
    ``other_event``: it is said to be of another event ("the last such flood"). ``period`` is the time that stands nearest
    to it in its claim.
    """

    low: float | None
    high: float | None
    unit: str
    of: str
    at: Span
    counted: str = ""
    event: str = ""
    about: bool = False
    role: FigureRole = ""
    other_event: bool = False
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """One link of the chain of voices: who is said to have said it, where, by which word, and how."""

    speaker: str
    at: Span | None
    cue: str
    stance: Stance
    voice: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a report asserts, at its span.

    ``attribution`` runs from the report inwards, its last link is the voice. ``about`` is the subject where the
    clause leaves it out or names it by a pronoun; ``subject`` is the subject in every case.
    ``predicate`` is the lemma of what is asserted. ``kind`` tells an assertion from a detail that stands in one or frames one:
    a clause that hangs on it, what a thing is, a place, who said it when or where. ``denied``: it is said not to be so, by its
    own negation, by a denial, or because it is called false. ``withdrawn``: a correction takes it back, so that it supports
    nothing.
    """

    id: str
    at: Span
    says: str
    attribution: tuple[Attribution, ...] = ()
    figures: tuple[Figure, ...] = ()
    period: Period | None = None
    clock: Clock | None = None
    place: str | None = None
    denied: bool = False
    hedged: bool = False
    planned: bool = False
    about: str | None = None
    subject: str | None = None
    predicate: str = ""
    names: tuple[str, ...] = ()
    kind: Kind = "assertion"
    withdrawn: bool = False

    @property
    def voice(self) -> str | None:
        """Canonical name of the innermost speaker, None where the report speaks itself."""
        if not self.attribution:
            return None
        return self.attribution[-1].voice or self.attribution[-1].speaker

    @property
    def is_role(self) -> bool:
        """Does the claim only say what a person is ("human rights lawyer Ann Lee")?"""
        return self.predicate.startswith(ROLE)

    @property
    def is_bare(self) -> bool:
        """Does it assert nothing by itself: what it is of, a place, who spoke when, a clause of nobody known?"""
        return self.is_role or self.kind in ("description", "place", "saying") or (self.kind == "clause" and self.subject is None)

    @property
    def is_detail(self) -> bool:
        """Is the claim a phrase of an assertion, or of what frames one?"""
        return self.kind != "assertion"
