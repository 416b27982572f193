"""Claims as columns: for every field the keys that it holds, as sparse rows, so that many pairs are compared at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from variorum.compare.keys import key_of, keys_of, weight_of
from variorum.compare.told import Told
from variorum.text.lexicon import entries
from variorum.text.words import find_words, fold, is_function_word

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
GRAM = 4  # letters of the runs by which the letters of two claims are compared

KEYS: dict[str, Callable[[Told], Iterable[str]]] = {
    "own": lambda t: keys_of(t.says),
    "full": lambda t: keys_of(f"{t.says} {t.subject}"),
    "whole": lambda t: keys_of(t.sentence or t.says),
    "around": lambda t: keys_of(f"{t.sentence} {t.before}"),
    "reach": lambda t: keys_of(f"{t.sentence} {t.before} {t.says} {t.subject}"),
    "who": lambda t: keys_of(t.subject),
    "by": lambda t: keys_of(t.voice),
    "verb": lambda t: (key_of(t.predicate),) if t.predicate else (),
}
SETS: dict[str, Callable[[Told], Iterable[str]]] = {
    "events": lambda t: (k for k in keys_of(f"{t.says} {t.subject}") if k.isupper()),
    "named": lambda t: (fold(w.text) for n in t.names for w in find_words(n) if not is_function_word(w.text)),
    "words": lambda t: words_of(t),
    "runs": lambda t: (" ".join(run) for run in zip(words_of(t), words_of(t)[1:], strict=False)),
    "grams": lambda t: _grams(" ".join(words_of(t))),
    "numbers": lambda t: re.findall(r"\d[\d.,]*", t.says),
    "negators": lambda t: set(words_of(t)) & entries("negators"),
}


def words_of(told: Told) -> tuple[str, ...]:
    """The folded words of a claim, function words too."""
    return _words_in(told.says)


@lru_cache(maxsize=1 << 14)
def _words_in(text: str) -> tuple[str, ...]:
    return tuple(fold(w.text) for w in find_words(text))


def _grams(flat: str) -> set[str]:
    return {flat[i : i + GRAM] for i in range(len(flat) - GRAM + 1)}


class Table:
    """The claims of a story (or of many pairs) with their columns; ``shared`` and its like take index arrays of pairs."""

    def __init__(self, told: Sequence[Told]) -> None:
        self.told = tuple(told)
        self._index: dict[str, int] = {}
        self._rows: dict[str, csr_matrix] = {}
        self._weighted: dict[str, csr_matrix] = {}
        self._totals: dict[str, Floats] = {}
        self._columns: dict[Callable[[Told], float], Floats] = {}

    def rows(self, field: str) -> csr_matrix:
        """The keys of a field, a row a claim: 1 where the claim has the key."""
        if field not in self._rows:
            found = [sorted({self._number(k) for k in KEYS[field](t)}) for t in self.told]
            self._rows[field] = self._matrix(found)
        return self._rows[field]

    def _number(self, key: str) -> int:
        return self._index.setdefault(key, len(self._index))

    def _matrix(self, found: Sequence[Sequence[int]]) -> csr_matrix:
        starts = np.cumsum([0, *map(len, found)])
        columns = np.array([k for row in found for k in row], dtype=np.int64)
        return csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(found), 1 << 20))

    @cached_property
    def weights(self) -> Floats:
        """The weight of every key, by its number."""
        for field in KEYS:
            self.rows(field)
        found = np.zeros(1 << 20)
        for key, number in self._index.items():
            found[number] = weight_of(key)
        return found

    def total(self, field: str) -> Floats:
        """The weight of each claim's keys."""
        if field not in self._totals:
            self._totals[field] = np.asarray(self.rows(field) @ self.weights).ravel()
        return self._totals[field]

    def weighted(self, field: str) -> csr_matrix:
        """The rows of a field with the weights of its keys."""
        if field not in self._weighted:
            rows = self.rows(field)
            self._weighted[field] = csr_matrix((self.weights[rows.indices], rows.indices, rows.indptr), shape=rows.shape)
        return self._weighted[field]

    def shared(self, one: str, other: str, i: Ints, j: Ints) -> Floats:
        """The weight of what field ``one`` of claims ``i`` and field ``other`` of claims ``j`` have in common."""
        return np.asarray(self.weighted(one)[i].multiply(self.rows(other)[j]).sum(axis=1)).ravel()

    def sets(self, field: str) -> csr_matrix:
        """The members of a set, a row a claim."""
        if field not in self._rows:
            index: dict[str, int] = {}
            found = [sorted({index.setdefault(k, len(index)) for k in SETS[field](t)}) for t in self.told]
            self._rows[field] = self._matrix(found)
        return self._rows[field]

    def sizes(self, field: str) -> Floats:
        """How many members each claim's set has."""
        found: Floats = np.diff(self.sets(field).indptr).astype(np.float64)
        return found

    def common(self, field: str, i: Ints, j: Ints) -> Floats:
        """How many members the sets of claims ``i`` and ``j`` have in common."""
        rows = self.sets(field)
        return np.asarray(rows[i].multiply(rows[j]).sum(axis=1)).ravel()

    def column(self, pick: Callable[[Told], float]) -> Floats:
        """A number for every claim."""
        if pick not in self._columns:
            self._columns[pick] = np.array([float(pick(t)) for t in self.told])
        return self._columns[pick]
