"""Exact slots: what two claims that answer one question say of one figure, and whether both can be right."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.model import Figure

ROUNDED = 0.03  # figures that differ by less are roundings of one another


def fit(one: Figure, other: Figure) -> bool:
    """Can two figures of one unit be the same number, rounded or bounded?"""
    low = max((x for x in (one.low, other.low) if x is not None), default=0.0)
    high = min((x for x in (one.high, other.high) if x is not None), default=float("inf"))
    return low <= high + ROUNDED * abs(high)


def likeness(one: Figure, other: Figure) -> int:
    """How like the things are that two figures count, 0 to 4."""
    mine, theirs = one.of.split(), other.of.split()
    return 2 * (mine == theirs) + (mine[-1:] == theirs[-1:]) + bool(set(mine) & set(theirs))


def is_one_count(one: Figure, other: Figure) -> bool:
    """Do two figures count like things, to which the same happened, in one unit and role?"""
    if one.unit != other.unit or one.role != other.role or not likeness(one, other):
        return False
    return one.event == other.event or not (one.event and other.event)


def ratio(one: Figure, other: Figure) -> float:
    """The smaller over the larger of two numbers, 1 where one is not bounded or 0."""
    first = one.low if one.low is not None else one.high
    second = other.low if other.low is not None else other.high
    if first is None or second is None or max(first, second) <= 0:
        return 1.0
    return min(first, second) / max(first, second)


def unmatched(mine: Sequence[Figure], theirs: Sequence[Figure]) -> tuple[list[Figure], list[Figure], int]:
    """The figures of each claim that no figure of the other can be, and how many pairs can be one number."""
    rest, left, matched = list(mine), list(theirs), 0
    pairs = [(-likeness(f, g), n, m) for n, f in enumerate(mine) for m, g in enumerate(theirs) if f.unit == g.unit and fit(f, g)]
    for _, n, m in sorted(pairs):
        if mine[n] in rest and theirs[m] in left:
            rest.remove(mine[n])
            left.remove(theirs[m])
            matched += 1
    return rest, left, matched


def compare_figures(mine: Sequence[Figure], theirs: Sequence[Figure]) -> tuple[float, ...]:
    """How many figures match; the likeness and ratio of the likest pair of those that do not; how many are left."""
    rest, left, matched = unmatched(mine, theirs)
    pairs = [(likeness(f, g), ratio(f, g)) for f in rest for g in left if f.unit == g.unit]
    like, least = max(pairs, default=(-1, -1.0))
    return (float(matched), float(like), least, float(len(rest) + len(left)))
