"""Two claims -> do they answer one question, and do their answers fit: five probabilities by boosted trees.

The trees are learned from judged pairs of claims (docs/model.md) and shipped as arrays; the same features give the same
probabilities on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import IO, Protocol

import numpy as np
from numpy.typing import NDArray

from variorum.compare.features import NAMES, find_features
from variorum.compare.table import Floats, Ints, Table

LABELS = ("same", "conflict", "update", "dispute", "other")
CHUNK = 4_000  # pairs of which the features are found at once: bounds the memory
ROWS = 256  # pairs that are scored at once: what stays in a cache
FIRST_BIT = np.array([(n & -n).bit_length() - 1 if n else 0 for n in range(256)], np.intp)
DIGITS = 4  # decimals of a probability: more tell nothing


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The probabilities of the pairs, a row a pair, a column for each of LABELS."""

    rows: Floats

    @property
    def one_question(self) -> Floats:
        """That both answer one question."""
        found: Floats = np.round(1 - self.rows[:, 4], DIGITS)
        return found

    @property
    def fits(self) -> Floats:
        """That they do, and that their answers fit together."""
        return self.rows[:, 0]

    @property
    def parts(self) -> Floats:
        """That they do, and that their answers do not: in conflict, moved on or disputed."""
        found: Floats = np.round(self.rows[:, 1:4].sum(axis=1), DIGITS)
        return found


class Judge(Protocol):
    """Whatever gives pairs of claims their probabilities."""

    def judge(self, table: Table, i: Ints, j: Ints) -> Verdicts:
        """The verdicts on the pairs of claims ``i`` and ``j`` of a table."""


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted trees of at most eight leaves as arrays, a row a tree; the trees of the labels follow one another in turn.

    A node sends a pair to the left where its feature is at most the threshold; where it sends it to the right, ``stays``
    has the bits of the leaves that can still be reached. The first leaf that all nodes leave is the pair's (Lucchese and
    others, QuickScorer, 2015); ``value`` holds what each leaf adds.
    """

    feature: NDArray[np.int16]
    threshold: Floats
    stays: NDArray[np.uint8]
    value: Floats

    def judge(self, table: Table, i: Ints, j: Ints) -> Verdicts:
        """The verdicts on the pairs of claims ``i`` and ``j`` of a table."""
        parts = [self.score(find_features(table, i[s : s + CHUNK], j[s : s + CHUNK])) for s in range(0, len(i), CHUNK)]
        return Verdicts(np.concatenate(parts) if parts else np.zeros((0, len(LABELS))))

    def score(self, features: Floats) -> Floats:
        """The probabilities of pairs by their features, a row a pair."""
        raw = np.zeros((len(features), len(LABELS)))
        every, trees = np.uint8(255), np.arange(len(self.value))
        for start in range(0, len(features), ROWS):
            rows = features[start : start + ROWS]
            left = np.full((len(rows), len(trees)), every)
            for node in range(self.feature.shape[1]):
                goes_left = rows[:, self.feature[:, node]] <= self.threshold[:, node]
                left &= np.where(goes_left, every, self.stays[:, node])
            added = self.value[trees, FIRST_BIT[left]]
            raw[start : start + ROWS] = added.reshape(len(rows), -1, len(LABELS)).sum(axis=1)
        raw = np.exp(raw - raw.max(axis=1, keepdims=True))
        found: Floats = np.round(raw / raw.sum(axis=1, keepdims=True), DIGITS)
        return found


def read_trees(file: IO[bytes]) -> Trees:
    """The trees of a file that training wrote. Raises ValueError where they were learned on other features."""
    found = np.load(file)
    if tuple(bytes(found["names"]).decode().split("\n")) != NAMES:
        raise ValueError("the trees were learned on other features: train them anew")
    return Trees(*(found[name] for name in ("feature", "threshold", "stays", "value")))


@cache
def load_judge() -> Trees:
    """The judge that comes with variorum."""
    with (files("variorum.compare") / "judge.npz").open("rb") as file:
        return read_trees(file)
