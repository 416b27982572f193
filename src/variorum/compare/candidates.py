"""Claims -> the pairs that may answer one question: recall first, by an index of the words that they share."""

from __future__ import annotations

import numpy as np

from variorum.compare.table import Ints, Table

MIN_LIKENESS = 0.08  # cosine of the weighted words of two claims with their subjects
PER_REPORT = 3  # likest claims of one other report that a claim is compared with
ROWS = 1_000  # claims that are compared with all others at once: bounds the memory


def find_candidates(table: Table, home: Ints) -> tuple[Ints, Ints]:
    """The pairs of claims of two reports (``home`` numbers the report of each claim) that may answer one question."""
    weighted, rows, totals = table.weighted("full"), table.rows("full").T.tocsr(), table.total("full")
    found: set[tuple[int, int]] = set()
    for start in range(0, len(home), ROWS):
        shared = (weighted[start : start + ROWS] @ rows).tocoo()
        i, j = shared.row + start, shared.col
        like = shared.data / np.sqrt(totals[i] * totals[j])
        keep = (like >= MIN_LIKENESS) & (home[i] != home[j])
        found.update(_likest(i[keep], j[keep], like[keep], home))
    pairs = np.array(sorted(found), dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def _likest(i: Ints, j: Ints, like: np.ndarray, home: Ints) -> list[tuple[int, int]]:
    """For each claim its likest ones of every other report."""
    order = np.lexsort((j, -like, home[j], i))
    i, j = i[order], j[order]
    group = np.flatnonzero(np.r_[True, (i[1:] != i[:-1]) | (home[j][1:] != home[j][:-1])])
    rank = np.arange(len(i)) - np.repeat(group, np.diff(np.r_[group, len(i)]))
    best = rank < PER_REPORT
    return list(zip(np.minimum(i, j)[best].tolist(), np.maximum(i, j)[best].tolist(), strict=True))
