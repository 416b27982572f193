"""The lines of a page on their way to a text: what is cut keeps its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from variorum.model import Removed


@dataclass(slots=True)
class Line:
    """A line of a page in its order: what is left of it, why it goes (None: it stays), and what was cut off its ends."""

    text: str
    because: str | None = None
    before: list[tuple[str, str]] = field(default_factory=list)
    behind: list[tuple[str, str]] = field(default_factory=list)

    def keep(self, start: int, end: int, because: str) -> None:
        """Cut off what stands before ``start`` and behind ``end``."""
        head, tail = self.text[:start].strip(), self.text[end:].strip()
        self.before += [(head, because)] if head else []
        self.behind[:0] = [(tail, because)] if tail else []
        self.text = self.text[start:end].strip()


def assemble(lines: Sequence[Line]) -> tuple[str, tuple[Removed, ...]]:
    """The text of the lines that stay, and what was removed with the offset in the text at which it stood."""
    kept: list[str] = []
    removed: list[Removed] = []
    at = 0
    for line in lines:
        if line.because is not None:
            here = [*line.before, (line.text, line.because), *line.behind]
            removed += [Removed(text, because, at) for text, because in here if text]
            continue
        start = at + 1 if kept else 0
        removed += [Removed(text, because, start) for text, because in line.before]
        kept.append(line.text)
        at = start + len(line.text)
        removed += [Removed(text, because, at) for text, because in line.behind]
    return "\n".join(kept), tuple(removed)
