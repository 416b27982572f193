"""One saying: who is said to have said what."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.claims.contents import Range
from variorum.model import Stance


@dataclass(frozen=True, slots=True)
class Saying:
    """One attribution: cue token, speaker (None: the one of the sentence before), contents, stance.

    ``whole``: the claim is the whole clause ("X accused Y of Z", "X denied Z"), not its content alone.
    ``accused``: of whom an accusation is made.
    ``via``: whom the sentence names as having passed it on ("X told AFP", "Tass said, citing X").
    """

    cue: Range
    speaker: Range | None
    contents: tuple[Range, ...]
    stance: Stance
    whole: bool = False
    via: Range | None = None
    accused: Range | None = None
    outer: Range | None = None  # the cue of ``via``, where it has one of its own
