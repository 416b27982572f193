"""Fingerprints -> the reports that hold them: who may share text with whom.

Sorted segments that merge as they grow (O'Neil et al. 1996, the log-structured merge tree): a report is looked up in a few
sorted arrays however many have come before it, and all of them can be written to a file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from variorum.reuse.fingerprints import find_fingerprints

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

TOGETHER = 1_000  # texts looked up at a time
FREQUENT = 20  # reports: a fingerprint that more of them hold counts less, in inverse proportion
ENDS = 16  # of the holders of a fingerprint: so many first and so many last ones are proposed, not those between
LEAST = 2.0  # shared fingerprints, frequent ones counted for less: fewer are a stock phrase
WHOLE = 0.3  # of them, however frequent: a text that hundreds print is still the same text
PART = 0.03  # of the fingerprints of the report that has fewer that must be shared too: names of one event make less


@dataclass(slots=True)
class Index:
    """Reports by number, in the order in which they came, and their fingerprints.

    ``segments`` are pairs of arrays, fingerprints in order and the numbers of the reports that hold them; each segment holds
    the reports that came after those of the one before. ``counts`` tells how many fingerprints each report has.
    """

    counts: Numbers = field(default_factory=lambda: np.empty(0, np.int64))
    segments: list[tuple[NDArray[np.uint64], Numbers]] = field(default_factory=list)

    def add(self, texts: Sequence[str]) -> list[tuple[int, int]]:
        """Take in the texts under the next numbers; the pairs, later number first, that may share text, in order."""
        pairs: list[tuple[int, int]] = []
        for start in range(0, len(texts), TOGETHER):
            pairs += self._add(texts[start : start + TOGETHER])
        return pairs

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """The index as arrays by name, to be written."""
        return {
            "counts": self.counts,
            "lengths": np.array([len(prints) for prints, _ in self.segments], np.int64),
            "prints": np.concatenate([np.empty(0, np.uint64), *(prints for prints, _ in self.segments)]),
            "holders": np.concatenate([np.empty(0, np.int64), *(holders for _, holders in self.segments)]),
        }

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]]) -> Index:
        """The index of such arrays."""
        cuts = np.cumsum(arrays["lengths"])[:-1]
        prints, holders = np.split(arrays["prints"], cuts), np.split(arrays["holders"], cuts)
        return cls(arrays["counts"], [(p, h) for p, h in zip(prints, holders, strict=True) if len(p)])

    def _add(self, texts: Sequence[str]) -> list[tuple[int, int]]:
        prints, owners = find_fingerprints(texts)
        numbers = owners + len(self.counts)
        order = np.lexsort((numbers, prints))
        prints, numbers = prints[order], numbers[order]
        fresh = np.ones(len(prints), bool)
        fresh[1:] = (prints[1:] != prints[:-1]) | (numbers[1:] != numbers[:-1])
        prints, numbers = prints[fresh], numbers[fresh]
        self.counts = np.concatenate([self.counts, np.bincount(numbers - len(self.counts), minlength=len(texts))])
        self._grow(prints, numbers)
        return self._pairs(prints, numbers)

    def _grow(self, prints: NDArray[np.uint64], numbers: Numbers) -> None:
        while self.segments and len(self.segments[-1][0]) < 2 * len(prints):
            before, holders = self.segments.pop()
            prints, numbers = np.concatenate([before, prints]), np.concatenate([holders, numbers])
            order = np.argsort(prints, kind="stable")
            prints, numbers = prints[order], numbers[order]
        self.segments.append((prints, numbers))

    def _pairs(self, prints: NDArray[np.uint64], numbers: Numbers) -> list[tuple[int, int]]:
        """Of these holders of these fingerprints, the pairs with earlier ones whose shared fingerprints weigh enough."""
        spans = [(np.searchsorted(p, prints), np.searchsorted(p, prints, "right")) for p, _ in self.segments]
        total = sum((high - low for low, high in spans), np.zeros(len(prints), np.int64))
        weight = np.minimum(1.0, FREQUENT / np.maximum(total, 1))
        before = np.zeros(len(prints), np.int64)  # holders in earlier segments
        found = []
        for (_, holders), (low, high) in zip(self.segments, spans, strict=True):
            head = np.clip(ENDS - before, 0, high - low)
            tail = np.maximum(np.clip(total - ENDS - before, 0, high - low), head)
            for first, behind in ((low, low + head), (low + tail, high)):
                found.append(_expand(first, behind, holders, numbers, weight))
            before += high - low
        later, earlier, weights = (np.concatenate(part) for part in zip(*found, strict=True))
        size = len(self.counts)
        keys, places = np.unique(later * size + earlier, return_inverse=True)
        later, earlier = keys // size, keys % size
        fewer = np.minimum(self.counts[later], self.counts[earlier])
        plain = np.bincount(places, minlength=len(keys))
        kept = np.bincount(places, weights, minlength=len(keys)) >= np.maximum(LEAST, PART * fewer)
        kept |= plain >= np.maximum(LEAST, WHOLE * fewer)
        return list(zip(later[kept].tolist(), earlier[kept].tolist(), strict=True))


def _expand(
    first: Numbers, behind: Numbers, holders: Numbers, numbers: Numbers, weight: NDArray[np.float64]
) -> tuple[Numbers, Numbers, NDArray[np.float64]]:
    """For every fingerprint the holders between its two places that are earlier than its own report."""
    counts = behind - first
    rows = np.repeat(np.arange(len(counts)), counts)
    steps = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    earlier, later = holders[first[rows] + steps], numbers[rows]
    kept = earlier < later
    return later[kept], earlier[kept], weight[rows[kept]]
