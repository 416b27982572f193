"""Who took what from whom, and what changed on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from variorum.model.reports import Span

EditKind = Literal["cut", "added", "replaced"]
ReuseKind = Literal["word for word", "edited", "reworded", "translated"]
Certainty = Literal["sure", "likely", "possible"]
VariantKind = Literal["number", "date", "name", "role", "place", "preposition", "negation", "contrary", "tense"]


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
