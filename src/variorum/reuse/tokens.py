"""A report as folded words and weighted sentences, made once for all its comparisons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from variorum.model import Report
from variorum.text.sentences import find_sentences
from variorum.text.words import content_stems, find_idf, find_words, fold

GRAM = 4  # words of a fingerprint


@dataclass(frozen=True, slots=True)
class Prepared:
    """The words of a report with their offsets, its sentences, and the stems of each with their weights.

    ``holders`` tells for a stem which sentences hold it and with what weight, ``places`` for a fingerprint at which words it
    begins.
    """

    report: Report
    words: tuple[str, ...]
    offsets: tuple[tuple[int, int], ...]
    sentences: tuple[tuple[int, int], ...]
    stems: tuple[dict[str, float], ...]
    weights: tuple[float, ...]
    holders: dict[str, list[tuple[int, float]]]
    places: dict[tuple[str, ...], list[int]]

    @property
    def weight(self) -> float:
        """Total weight of all sentences."""
        return sum(self.weights)


def prepare(reports: Sequence[Report]) -> list[Prepared]:
    """The reports made ready; stems are weighted by how rare they are among all their sentences."""
    found = [_sentences(r) for r in reports]
    counts = Counter(s for _, bags in found for bag in bags for s in bag)
    idf = find_idf(counts, sum(len(bags) for _, bags in found))
    return [_prepared(r, spans, bags, idf) for r, (spans, bags) in zip(reports, found, strict=True)]


def _sentences(report: Report) -> tuple[list[tuple[int, int]], list[Counter[str]]]:
    spans = find_sentences(report.text, report.language)
    return spans, [Counter(content_stems(report.text[s:e])) for s, e in spans]


def _prepared(report: Report, spans: list[tuple[int, int]], bags: list[Counter[str]], idf: dict[str, float]) -> Prepared:
    words = find_words(report.text)
    folded = tuple(fold(w.text) for w in words)
    places: dict[tuple[str, ...], list[int]] = {}
    for i in range(len(folded) - GRAM + 1):
        places.setdefault(folded[i : i + GRAM], []).append(i)
    stems = tuple({s: n * idf[s] for s, n in bag.items()} for bag in bags)
    holders: dict[str, list[tuple[int, float]]] = {}
    for j, bag in enumerate(stems):
        for stem, weight in bag.items():
            holders.setdefault(stem, []).append((j, weight))
    weights = tuple(sum(bag.values()) for bag in stems)
    offsets = tuple((w.start, w.end) for w in words)
    return Prepared(report, folded, offsets, tuple(spans), stems, weights, holders, places)
