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
CHUNK = 4_000  # pairs that are judged at once: bounds the memory
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
    """Boosted trees as arrays: every node's feature, threshold and children; a leaf is its own child and has a value.

    ``roots`` holds the first node of every tree, a row a round, a column for each of LABELS.
    """

    feature: NDArray[np.int16]
    threshold: Floats
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: Floats
    roots: NDArray[np.int32]
    depth: int

    def judge(self, table: Table, i: Ints, j: Ints) -> Verdicts:
        """The verdicts on the pairs of claims ``i`` and ``j`` of a table."""
        parts = [self.score(find_features(table, i[s : s + CHUNK], j[s : s + CHUNK])) for s in range(0, len(i), CHUNK)]
        return Verdicts(np.concatenate(parts) if parts else np.zeros((0, len(LABELS))))

    def score(self, features: Floats) -> Floats:
        """The probabilities of pairs by their features, a row a pair."""
        raw = np.zeros((len(features), len(LABELS)))
        rows = np.arange(len(features))[:, None]
        for roots in self.roots:
            node = np.broadcast_to(roots, (len(features), len(LABELS)))
            for _ in range(self.depth):
                goes_left = features[rows, self.feature[node]] <= self.threshold[node]
                node = np.where(goes_left, self.left[node], self.right[node])
            raw += self.value[node]
        raw = np.exp(raw - raw.max(axis=1, keepdims=True))
        found: Floats = np.round(raw / raw.sum(axis=1, keepdims=True), DIGITS)
        return found


def read_trees(file: IO[bytes]) -> Trees:
    """The trees of a file that training wrote. Raises ValueError where they were learned on other features."""
    found = np.load(file)
    if tuple(bytes(found["names"]).decode().split("\n")) != NAMES:
        raise ValueError("the trees were learned on other features: train them anew")
    arrays = {name: found[name] for name in ("feature", "threshold", "left", "right", "value", "roots")}
    return Trees(**arrays, depth=int(found["depth"]))


@cache
def load_judge() -> Trees:
    """The judge that comes with variorum."""
    with (files("variorum.compare") / "judge.npz").open("rb") as file:
        return read_trees(file)
