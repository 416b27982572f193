"""Two wordings of one passage -> what was cut, added and replaced."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from variorum.model import EditKind

Change = tuple[EditKind, int, int, int, int]  # words of the copy from, to; words of the source from, to


def find_changes(copy: Sequence[str], source: Sequence[str], copy_at: int = 0, source_at: int = 0) -> tuple[Change, ...]:
    """What turns ``source`` into ``copy``, in order; all words between are kept. Places count from the two ``_at``."""
    head = 0
    limit = min(len(copy), len(source))
    while head < limit and copy[head] == source[head]:
        head += 1
    tail = 0
    while tail < limit - head and copy[-1 - tail] == source[-1 - tail]:
        tail += 1
    mine, theirs = copy[head : len(copy) - tail], source[head : len(source) - tail]
    if not mine and not theirs:
        return ()
    i, j = copy_at + head, source_at + head
    if not mine or not theirs:
        return ((_kind(bool(mine), bool(theirs)), i, i + len(mine), j, j + len(theirs)),)
    matcher = SequenceMatcher(None, theirs, mine, autojunk=False)
    return tuple(
        (_kind(b1 < b2, a1 < a2), i + b1, i + b2, j + a1, j + a2)
        for tag, a1, a2, b1, b2 in matcher.get_opcodes()
        if tag != "equal"
    )


def _kind(here: bool, there: bool) -> EditKind:
    return "replaced" if here and there else "added" if here else "cut"
