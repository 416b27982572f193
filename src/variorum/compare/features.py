"""What tells whether two claims answer one question and whether their answers fit: a row a feature.

A feature takes the table of all claims and the index arrays of the pairs, and is the same for a pair turned round.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np

from variorum.compare.slots import compare_figures
from variorum.compare.table import Floats, Ints, Table, words_of
from variorum.model import Period
from variorum.text.dates import MONTHS, WEEKDAYS
from variorum.text.lexicon import both_ways, entries

Feature = Callable[[Table, Ints, Ints], Floats]
DIGITS = 4  # decimals that a feature keeps, so that every machine decides alike
MOST_DAYS = 30.0
_DAYS = frozenset((*WEEKDAYS, *MONTHS))


def cosine(field: str) -> Feature:
    """The weight of what two have in common over the mean weight of both, 0 to 1."""

    def feature(table: Table, i: Ints, j: Ints) -> Floats:
        both = np.sqrt(table.total(field)[i] * table.total(field)[j])
        return _over(table.shared(field, field, i, j), both)

    return feature


def held(one: str, other: str, pick: Callable[[Floats, Floats], Floats]) -> Feature:
    """The part of the weight of one field of a claim that stands in another field of the other claim: least or most."""

    def feature(table: Table, i: Ints, j: Ints) -> Floats:
        mine = _over(table.shared(one, other, i, j), table.total(one)[i])
        theirs = _over(table.shared(one, other, j, i), table.total(one)[j])
        return pick(mine, theirs)

    return feature


def alone(pick: Callable[[Floats, Floats], Floats]) -> Feature:
    """The weight of the claim's own words that stand nowhere about the other claim: least or most."""

    def feature(table: Table, i: Ints, j: Ints) -> Floats:
        mine = table.total("own")[i] - table.shared("own", "reach", i, j)
        theirs = table.total("own")[j] - table.shared("own", "reach", j, i)
        return pick(mine, theirs)

    return feature


def jaccard(field: str) -> Feature:
    """Common members over all members of two sets, 0.5 where both are empty."""

    def feature(table: Table, i: Ints, j: Ints) -> Floats:
        common = table.common(field, i, j)
        every = table.sizes(field)[i] + table.sizes(field)[j] - common
        return np.where(every > 0, common / np.maximum(every, 1), 0.5)

    return feature


def common(field: str) -> Feature:
    """How many members two sets have in common."""
    return lambda table, i, j: table.common(field, i, j)


def apart(field: str) -> Feature:
    """How many members each of two sets has that the other lacks: the fewer of the two."""

    def feature(table: Table, i: Ints, j: Ints) -> Floats:
        both, sizes = table.common(field, i, j), table.sizes(field)
        return np.minimum(sizes[i] - both, sizes[j] - both)

    return feature


def contained(field: str) -> Feature:
    """Common members over the members of the smaller set."""

    def feature(table: Table, i: Ints, j: Ints) -> Floats:
        sizes = table.sizes(field)
        return _over(table.common(field, i, j), np.minimum(sizes[i], sizes[j]))

    return feature


def total(pick: Callable[..., float]) -> Feature:
    """The sum of a claim's number over both claims."""
    return lambda table, i, j: table.column(pick)[i] + table.column(pick)[j]


def differ(pick: Callable[..., float]) -> Feature:
    """How far a claim's number is from the other's."""
    return lambda table, i, j: np.abs(table.column(pick)[i] - table.column(pick)[j])


def least(pick: Callable[..., float]) -> Feature:
    """The lesser of the two claims' numbers."""
    return lambda table, i, j: np.minimum(table.column(pick)[i], table.column(pick)[j])


def most(pick: Callable[..., float]) -> Feature:
    """The greater of the two claims' numbers."""
    return lambda table, i, j: np.maximum(table.column(pick)[i], table.column(pick)[j])


def has_any(word_list: str) -> Callable[..., float]:
    """Does the claim hold a word of a list?"""
    known = entries(word_list)
    return lambda told: float(bool(known.intersection(words_of(told))))


def _over(part: Floats, whole: Floats) -> Floats:
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1.0), 0.0)


def _days_between(table: Table, i: Ints, j: Ints) -> Floats:
    days = np.array([date.fromisoformat(t.day).toordinal() if t.day else np.nan for t in table.told])
    gap = np.abs(days[i] - days[j])
    return np.where(np.isnan(gap), -1.0, np.minimum(gap, MOST_DAYS))


def _periods(table: Table, i: Ints, j: Ints) -> Floats:
    """1 where both have a time and these meet, 0 where they do not, below where not both have one."""
    periods = [t.period for t in table.told]
    return np.array([_meet(periods[a], periods[b]) for a, b in zip(i, j, strict=True)])


def _meet(one: Period | None, other: Period | None) -> float:
    if one is None or other is None:
        return -1.0 if one is other else -0.5
    first, last = max(one.first or "", other.first or ""), min(one.last or "9", other.last or "9")
    return float(first <= last)


def _named_days(table: Table, i: Ints, j: Ints) -> Floats:
    """1 where each of the two names a weekday or month that the other does not."""
    days = [_DAYS.intersection(words_of(t)) for t in table.told]
    return np.array([float(bool(days[a] - days[b]) and bool(days[b] - days[a])) for a, b in zip(i, j, strict=True)])


def _opposed(table: Table, i: Ints, j: Ints) -> Floats:
    """Pairs of opposite words of which each claim has one."""
    known = both_ways("opposites")
    sides = {word for pair in known for word in pair}
    words = [sides.intersection(words_of(t)) for t in table.told]
    return np.array([float(sum((x, y) in known for x in words[a] - words[b] for y in words[b] - words[a]))
                     for a, b in zip(i, j, strict=True)])  # fmt: skip


ROWS: dict[str, Feature] = {
    "own": cosine("own"),
    "full": cosine("full"),
    "whole": cosine("whole"),
    "around": cosine("around"),
    "own in own, least": held("own", "own", np.minimum),
    "own in own, most": held("own", "own", np.maximum),
    "own in whole, least": held("own", "whole", np.minimum),
    "own in whole, most": held("own", "whole", np.maximum),
    "own in around, least": held("own", "around", np.minimum),
    "own in around, most": held("own", "around", np.maximum),
    "full in full, most": held("full", "full", np.maximum),
    "shared": lambda table, i, j: table.shared("full", "full", i, j),
    "alone, least": alone(np.minimum),
    "alone, most": alone(np.maximum),
    "who": cosine("who"),
    "who in full": held("who", "full", np.maximum),
    "who in around": held("who", "around", np.minimum),
    "has subject": total(lambda t: bool(t.subject)),
    "verb": cosine("verb"),
    "verb in full, least": held("verb", "full", np.minimum),
    "verb in full, most": held("verb", "full", np.maximum),
    "voice": cosine("by"),
    "voice in whole": held("by", "whole", np.maximum),
    "has voice": total(lambda t: bool(t.voice)),
    "events": jaccard("events"),
    "events shared": common("events"),
    "names": jaccard("named"),
    "names shared": common("named"),
    "names apart": apart("named"),
    "words contained": contained("words"),
    "runs contained": contained("runs"),
    "runs": jaccard("runs"),
    "letters": jaccard("grams"),
    "numbers shared": common("numbers"),
    "numbers apart": apart("numbers"),
    "negators": jaccard("negators"),
    "negates differs": differ(lambda t: bool(set(words_of(t)) & entries("negators"))),
    "denied differs": differ(lambda t: t.denied),
    "denied": total(lambda t: t.denied),
    "planned differs": differ(lambda t: t.planned),
    "planned": total(lambda t: t.planned),
    "hedged": total(lambda t: t.hedged),
    "figures, least": least(lambda t: len(t.figures)),
    "figures, most": most(lambda t: len(t.figures)),
    "days between": _days_between,
    "periods": _periods,
    "days named": _named_days,
    "opposed": _opposed,
    "rejects differs": differ(has_any("rejecting")),
    "rejects": total(has_any("rejecting")),
    "open differs": differ(has_any("unsettled")),
    "open": total(has_any("unsettled")),
    "words, least": least(lambda t: len(words_of(t))),
    "words, most": most(lambda t: len(words_of(t))),
    "start, first": least(lambda t: t.start),
    "start, last": most(lambda t: t.start),
    "start, apart": differ(lambda t: t.start),
}
FIGURES = ("figures matched", "figure apart", "figure ratio", "figures left")
NAMES = (*ROWS, *FIGURES)


def find_features(table: Table, i: Ints, j: Ints) -> Floats:
    """The features of the pairs, a row a pair, a column for each of NAMES."""
    columns = [row(table, i, j) for row in ROWS.values()]
    figures = [compare_figures(table.told[a].figures, table.told[b].figures) for a, b in zip(i, j, strict=True)]
    return np.round(np.column_stack([*columns, *np.array(figures).reshape(-1, len(FIGURES)).T]), DIGITS)
