"""The claims of a story with the judge's verdict on every pair that may answer one question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from variorum.compare.candidates import find_candidates
from variorum.compare.judge import Judge
from variorum.compare.keys import key_of, keys_of, weight_of
from variorum.compare.slots import fit, is_one_count
from variorum.compare.table import Table
from variorum.compare.told import tell
from variorum.model import Claim, Report
from variorum.text.words import is_function_word


@dataclass(frozen=True, slots=True)
class Pair:
    """What the judge holds of two claims: the probabilities that they answer one question, say the same, part."""

    one_question: float
    fits: float
    parts: float


UNRELATED = Pair(0.0, 0.0, 0.0)


class Judged:
    """Claims by number, and for each the claims of other reports that were compared with it."""

    def __init__(self, claims: Sequence[Claim], reports: Sequence[Report], judge: Judge) -> None:
        self.claims = tuple(claims)
        self.number = {c.id: n for n, c in enumerate(claims)}
        place = {r.id: n for n, r in enumerate(reports)}
        self.home = np.array([place[c.at.report] for c in claims], dtype=np.int64)
        self.table = Table(tell(claims, reports))
        i, j = find_candidates(self.table, self.home)
        verdicts = judge.judge(self.table, i, j)
        self.near: tuple[dict[int, Pair], ...] = tuple({} for _ in claims)
        columns = (i, j, verdicts.one_question, verdicts.fits, verdicts.parts)
        for a, b, *found in zip(*(column.tolist() for column in columns), strict=True):
            self.near[a][b] = self.near[b][a] = Pair(*found)
        self._wholes: dict[int, frozenset[str]] = {}

    def pair(self, a: Claim, b: Claim) -> Pair:
        """The verdict on two claims; of two that were never compared, that they have nothing in common."""
        mine, theirs = self.number.get(a.id), self.number.get(b.id)
        return UNRELATED if mine is None or theirs is None else self.near[mine].get(theirs, UNRELATED)

    def held(self, a: int, b: int) -> float:
        """The part of the weight of the first claim's words that stand in the second or its sentence, 0 to 1."""
        weights = {key: weight_of(key) for key in keys_of(self.claims[a].says)}
        total, whole = sum(weights.values()), self._whole(b)
        return sum(weight for key, weight in weights.items() if key in whole) / total if total else 0.0

    def has_verb(self, a: int, b: int) -> bool:
        """Has the second claim or its sentence a word for what the first tells, if that tells more than that something is so?"""
        verb = self.claims[a].predicate
        return is_function_word(verb) or key_of(verb) in self._whole(b)

    def has_all_figures(self, a: int, b: int) -> bool:
        """Has the second claim, for every figure of the first, one of a like thing that can be the same number?"""
        theirs = self.claims[b].figures
        return all(any(is_one_count(f, g) and fit(f, g) for g in theirs) for f in self.claims[a].figures)

    def has_all_names(self, a: int, b: int) -> bool:
        """Has the second claim, its sentence or what stands before it a word of every name in the first?"""
        reach = self._whole(b) | frozenset(keys_of(self.table.told[b].before))
        return all(reach.intersection(keys_of(name)) for name in self.claims[a].names if keys_of(name))

    def _whole(self, number: int) -> frozenset[str]:
        """The keys of a claim, its subject and its sentence."""
        if number not in self._wholes:
            told = self.table.told[number]
            self._wholes[number] = frozenset(keys_of(f"{told.sentence} {told.says} {told.subject}"))
        return self._wholes[number]
