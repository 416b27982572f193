"""The central types: what was read, what was found in it, and where.

All of them are immutable. Offsets count Unicode code points, half-open, into the text of a report, which never
changes after cleaning. Standard library only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Stance = Literal["say", "deny", "accuse"]
Status = Literal["agreed", "single", "conflict", "disputed", "updated"]

ROLE = "be "  # how the predicate of a claim begins that only says what a person is: "be lawyer"
AGED = "years old"
EditKind = Literal["cut", "added", "replaced"]
ReuseKind = Literal["word for word", "edited", "reworded", "translated"]
Certainty = Literal["sure", "likely", "possible"]
VariantKind = Literal["number", "date", "name", "role", "place", "preposition", "negation", "contrary", "tense"]
DIVERGENT: tuple[Status, ...] = ("conflict", "disputed", "updated")


@dataclass(frozen=True, slots=True)
class Page:
    """What was read, raw: a file, an HTML page, a JSON line. ``where`` tells file and line for messages."""

    name: str
    where: str
    text: str | None = None
    html: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    extra: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Removed:
    """A passage that cleaning took out of a page, why, and the offset in the report's text at which it stood."""

    text: str
    because: str
    at: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """What one place of a page says of a report: the field, its value as it stands there, and the place."""

    field: str
    value: str
    found: str


@dataclass(frozen=True, slots=True)
class Part:
    """An entry of a live page or a round-up: its time as written, and its offsets in the report's text."""

    time: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Report:
    """One news report: a page after cleaning. ``published`` is ISO 8601; ``doubt`` says why it is not believed.

    ``candidates`` holds every value that the page offers for a field, the believed one first. ``parts`` are the entries
    of a round-up, empty for one text.
    """

    id: str
    name: str
    text: str
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    url: str | None = None
    published: str | None = None
    updated: str | None = None
    doubt: str | None = None
    language: str | None = None
    credits: tuple[str, ...] = ()
    removed: tuple[Removed, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    parts: tuple[Part, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def day(self) -> date | None:
        """The day of publication, None where it is not known or doubtful."""
        if self.published is None or self.doubt is not None:
            return None
        return date.fromisoformat(self.published[:10])


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A passage: a report's id and the offsets of its first character and behind its last."""

    report: str
    start: int
    end: int

    def overlap(self, other: Span) -> int:
        """Number of characters that both spans hold; 0 in different reports."""
        if self.report != other.report:
            return 0
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Story:
    """The reports of one event. ``first`` and ``last`` are the ISO days of its reports, None where none is dated."""

    id: str
    title: str
    first: str | None
    last: str | None
    reports: tuple[Report, ...]
    terms: tuple[str, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """What a copy did to its source's words. The span of what is not there (cut, added) is empty, at its place."""

    kind: EditKind
    copy: Span
    source: Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a copy, the passage that it was taken from, and what was changed; all other words are kept."""

    copy: Span
    source: Span
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Reuse:
    """What one report shares with another. ``source`` is the taken-from report, None where direction is not known.

    ``share`` is the part of the copy's words that stand in the passages, 0 to 1; ``likeness`` how much of the matter of the
    shorter one stands in the other, rare words counting most and quoted ones little, 0 to 1. ``common`` is the report from
    which both took it, where there is one.
    """

    copy: str
    source: str | None
    share: float
    passages: tuple[Passage, ...]
    because: str
    likeness: float = 0.0
    kind: ReuseKind = "edited"
    certainty: Certainty = "sure"
    common: str | None = None

    @property
    def other(self) -> str:
        """The id of the report that is not the copy, whether it is the source or not."""
        return self.passages[0].source.report


@dataclass(frozen=True, slots=True)
class Variant:
    """A fact that reads otherwise in a copy: what kind of word, at its passage, from the source's words to the copy's.

    Where ``source`` is only the other report because nobody knows who copied, so is the order of the two.
    """

    kind: VariantKind
    copy: Span
    source: Span
    was: str
    became: str


@dataclass(frozen=True, slots=True)
class Family:
    """Reports that come from one text. ``origin`` is None where the source is unseen and unnamed.

    ``partly_from`` names the reports of other families from which passages are taken; ``round_up`` says that they come from
    several families and make up much of it.
    """

    origin: str | None
    reports: tuple[str, ...]
    because: str
    partly_from: tuple[str, ...] = ()
    round_up: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """The first and last day (ISO) that a time expression can mean; None is open."""

    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its bounds (None: open), its unit ("" for a plain count) and what it counts.

    ``counted`` is the lemma of the noun, ``event`` what happened to it ("killed", "evacuated") or "". ``part``: it is
    said to be part of another figure ("200, including 10 civilians"); ``about``: it is rounded. ``period`` is the time
    that stands nearest to it in its claim.
    """

    low: float | None
    high: float | None
    unit: str
    of: str
    at: Span
    counted: str = ""
    event: str = ""
    about: bool = False
    part: bool = False
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
    ``predicate`` is the lemma of what is asserted.
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


@dataclass(frozen=True, slots=True)
class Reading:
    """One answer, the claims that give it (ids), how many independent origins stand behind it, and its voices.

    ``because`` says why the fewest origins are fewer than the most, "" where they are not.
    """

    answer: str
    claims: tuple[str, ...]
    origins: tuple[int, int]
    voices: tuple[str, ...]
    because: str = ""


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
    """A line of a timeline: a dated passage."""

    period: Period
    text: str
    cites: tuple[Span, ...]


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

    def _repr_html_(self) -> str:
        """The collation as an HTML fragment, for notebooks."""
        from variorum.views.edition import fragment  # the one look upwards: only a notebook asks for it

        return fragment(self)


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that could not be used, with the reason; the run goes on."""

    stage: str
    subject: str
    message: str


@dataclass(frozen=True, slots=True)
class Edition:
    """The collations of one run, and what could not be used. Iterates over the collations."""

    collations: tuple[Collation, ...]
    problems: tuple[Problem, ...] = field(default=())

    def __iter__(self) -> Iterator[Collation]:
        return iter(self.collations)

    def __len__(self) -> int:
        return len(self.collations)
