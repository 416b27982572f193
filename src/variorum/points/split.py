"""A split: answers to one question that do not agree, and why they are set apart."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.model import Claim, Status


@dataclass(frozen=True, slots=True)
class Split:
    """One question with two or more answers, each with its claims; ``about`` names the question."""

    about: str
    status: Status
    readings: tuple[tuple[str, tuple[Claim, ...]], ...]
    because: str

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of all readings, in their order."""
        return tuple(dict.fromkeys(c for _, claims in self.readings for c in claims))


def shorten(text: str, most: int = 90) -> str:
    """The text on one line, cut behind a word where it is longer than ``most`` characters."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return line[: line.rfind(" ", 0, most)].rstrip(" ,;:") + " …"
