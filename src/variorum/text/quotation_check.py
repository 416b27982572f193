"""What a text quotes, and whether a passage has these words: with what was left out or put in marked as such."""

from __future__ import annotations

import re
from collections.abc import Iterator

from variorum.text.words import find_words, fold

_MARKS = re.compile("[“”„«»‹›「」『』＂❝❞\"]|``|''|&(?:quot|[lr]dquo|[lr]aquo);|</?q>")
_OPENING = frozenset({"“", "„", "«", "‹", "「", "『", "❝", "``"})
_SINGLE = re.compile(r"(?<!\w)[‘'‚`]([^‘'‚`’\n]*(?:[’'](?=\w)[^‘'‚`’\n]*)*)[’'](?!\w)")
_LETTER = re.compile(r"\[(\w)\](?=\w)")  # "[w]e", for a capital made small
_CHANGED = re.compile(r"[\[(]\s*(?:…|\.\s?\.\s?\.|-{2,3}|—)\s*[\])]|…|\.\s?\.\s?\.(?:\s?\.)?|\[[^\[\]]{1,80}\]")


def quotations(text: str) -> Iterator[tuple[str, int]]:
    """What stands between marks of any kind, and its offset; where one lacks its partner, whatever it may begin or end."""
    marks = list(_MARKS.finditer(text))
    cuts = [0, *(m.end() for m in marks)]
    ends = [*(m.start() for m in marks), len(text)]
    for i, (start, end) in enumerate(zip(cuts, ends, strict=True)):
        inner = 0 < i < len(cuts) - 1 and marks[i - 1].group() in _OPENING  # a quotation inside another
        quoted = inner or i % 2 == 1 or len(cuts) % 2 == 0
        part = text[start:end]
        if quoted and marks and find_words(part):
            yield part.strip(), start + len(part) - len(part.lstrip())
    for m in _SINGLE.finditer(text):
        if len(find_words(m[1])) > 1:
            yield m[1], m.start(1)


def holds(passage: str, quote: str) -> bool:
    """Are the quotation's words in the passage, one behind the other?

    At "…" words may be left out, and what stands in square brackets may stand for others: the parts must stand in order.
    """
    parts = [p for p in (plain_words(part) for part in _CHANGED.split(_LETTER.sub(r"\1", quote))) if p]
    whole, at = f" {plain_words(passage)} ", 0
    for part in parts:
        found = whole.find(f" {part} ", at)
        if found < 0:
            return False
        at = found + len(part) + 1
    return bool(parts)


def plain_words(text: str) -> str:
    """The words of ``text``, folded, with blanks between."""
    return " ".join(fold(w.text) for w in find_words(text))
