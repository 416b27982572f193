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


@dataclass(frozen=True, slots=True)
class Period:
    """The first and last day (ISO) that a time expression can mean; None is open."""

    first: str | None
    last: str | None


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
    a clause that hangs on it, what a thing is, a place, who said it when or where.
    """

    id: str
    at: Span
    says: str
    attribution: tuple[Attribution, ...] = ()
    figures: tuple[Figure, ...] = ()
    period: Period | None = None
    place: str | None = None
    denied: bool = False
    hedged: bool = False
    planned: bool = False
    about: str | None = None
    subject: str | None = None
    predicate: str = ""
    names: tuple[str, ...] = ()
    kind: Kind = "assertion"

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
