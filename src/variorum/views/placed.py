"""A text in which every character knows the line of the file that it comes from, whatever is taken out of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Placed:
    """A text, and the line (from 1) of each of its characters."""

    text: str
    lines: tuple[int, ...]

    def line_at(self, offset: int) -> int:
        """The line of the character at an offset; of the last one beyond the end."""
        return self.lines[min(offset, len(self.lines) - 1)] if self.lines else 0

    def cut(self, start: int, end: int) -> Placed:
        """The part between two offsets."""
        return Placed(self.text[start:end], self.lines[start:end])

    def strip(self) -> Placed:
        """The text without white space at its ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, start + len(self.text.strip()))

    def replace(self, pattern: re.Pattern[str], by: str) -> Placed:
        r"""The text with ``by`` in the place of every match, in which "\1" stands for its first group."""
        parts, lines, end = list[str](), list[int](), 0
        for m in pattern.finditer(self.text):
            new = m.expand(by)
            parts += self.text[end : m.start()], new
            lines += [*self.lines[end : m.start()], *[self.line_at(m.start())] * len(new)]
            end = m.end()
        return Placed("".join(parts) + self.text[end:], (*lines, *self.lines[end:]))


def place(lines: Sequence[tuple[str, int]]) -> Placed:
    """The lines with their numbers as one text, joined by blanks."""
    joined = [(text if n == len(lines) - 1 else text + " ", number) for n, (text, number) in enumerate(lines)]
    return Placed("".join(text for text, _ in joined), tuple(number for text, number in joined for _ in text))
