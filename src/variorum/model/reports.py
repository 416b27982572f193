"""What was read, and what cleaning made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Removed:
    """A passage that reading or cleaning took out of a page, why, and the offset in the report's text at which it stood."""

    text: str
    because: str
    at: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """What was read, raw: a file, an HTML page, a JSON line. ``where`` tells file and line for messages.

    ``published`` and ``updated`` are dates as they came with it, in any form. ``removed`` is what reading took out,
    at offsets in ``text``; with ``html`` it is 0 for what stood before it and 1 for what stood behind it.
    ``is_document``: it is the report alone, without a site's furniture around it.
    """

    name: str
    where: str
    text: str | None = None
    html: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    extra: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    removed: tuple[Removed, ...] = ()
    is_document: bool = False
    byline: str | None = None


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
    of a round-up, empty for one text. ``versions`` are the ids of all versions of its page, the first one first, itself
    among them; empty where only this one is known.
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
    versions: tuple[str, ...] = ()

    @property
    def captured(self) -> str | None:
        """When an archive took the page (ISO), None where that is not told."""
        return dict(self.extra).get("archived")

    @property
    def moment(self) -> str | None:
        """As of when its text tells (ISO): of a version of a page its update or capture, else its publication."""
        if self.doubt is not None:
            return None
        return (self.updated or self.captured or self.published) if self.versions else self.published

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
class Problem:
    """An input that could not be used, with the reason; the run goes on."""

    stage: str
    subject: str
    message: str
