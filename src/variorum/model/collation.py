"""What was found in a story: points, and the views of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from variorum.model.claims import Claim, Period
from variorum.model.copying import Family, Reuse, Variant
from variorum.model.reports import Problem, Span, Story

Status = Literal["agreed", "single", "conflict", "disputed", "updated"]
DIVERGENT: tuple[Status, ...] = ("conflict", "disputed", "updated")


@dataclass(frozen=True, slots=True)
class Reading:
    """One answer, the claims that give it (ids), how many independent origins stand behind it, and its voices.

    ``because`` says why the fewest origins are fewer than the most, "" where they are not. ``beside`` are those of the claims
    that only touch on the answer: they count for no origin and lend no voice.
    """

    answer: str
    claims: tuple[str, ...]
    origins: tuple[int, int]
    voices: tuple[str, ...]
    because: str = ""
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One question of fact that the reports answer, its readings, its status and the reason for the status."""

    id: str
    about: str
    status: Status
    readings: tuple[Reading, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a brief: own passages of the reports, and where they stand."""

    text: str
    cites: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of a timeline: a dated passage. ``against`` cites the passages that date it otherwise, ``because`` says how."""

    period: Period
    text: str
    cites: tuple[Span, ...]
    against: tuple[Span, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """A figure of a ledger as the claims of one origin give it: as written, its bounds, whose word, and as of which
    moment, day, month or year (ISO).

    ``origin`` is that of the family, None where it is unseen; ``claims`` are ids, all of reports of that family.
    """

    text: str
    low: float | None
    high: float | None
    unit: str
    voice: str | None
    as_of: str | None
    origin: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """All figures of one thing counted, over all reports, in order of the time for which they are given.

    ``unit`` is the one that most of them have; ``differ`` says that they cannot all be the same number, rounded or converted.
    """

    of: str
    unit: str
    differ: bool
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a report has alone (ids of claims), and what it lacks though others had it before (ids of points)."""

    report: str
    adds: tuple[str, ...]
    omits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Naming:
    """A party, and what each report calls it: the words, in lower case but for names, and their passages."""

    of: str
    names: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Collation:
    """All that was found in one story."""

    story: Story
    families: tuple[Family, ...]
    reuses: tuple[Reuse, ...]
    claims: tuple[Claim, ...]
    points: tuple[Point, ...]
    brief: tuple[Line, ...] = ()
    timeline: tuple[Moment, ...] = ()
    variants: tuple[Variant, ...] = ()
    ledgers: tuple[Ledger, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    namings: tuple[Naming, ...] = ()

    def _repr_html_(self) -> str:
        """The collation as an HTML fragment, for notebooks."""
        from variorum.views.edition import fragment  # the one look upwards: only a notebook asks for it

        return fragment(self)


@dataclass(frozen=True, slots=True)
class Edition:
    """The collations of one run, and what could not be used. Iterates over the collations."""

    collations: tuple[Collation, ...]
    problems: tuple[Problem, ...] = field(default=())

    def __iter__(self) -> Iterator[Collation]:
        return iter(self.collations)

    def __len__(self) -> int:
        return len(self.collations)
