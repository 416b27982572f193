"""Two reports -> the passages that they share, verbatim or sentence by sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from math import sqrt

from variorum.reuse.tokens import GRAM, Prepared

MIN_WORDS = 8  # of a passage: shorter runs are phrases that any two reports of an event share
GAP = 4  # words of either text that an edit inside a passage may have
LIKE = 0.4  # likeness of two sentences, by weighted stems, that makes one the other's rewording

Pair = tuple[tuple[int, int], tuple[int, int]]  # offsets in the one report, and in the other


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two reports share: passages, and the share of the shorter one's weight that stands in the other, 0 to 1."""

    passages: tuple[Pair, ...]
    share: float
    verbatim: float


def compare(a: Prepared, b: Prepared) -> Overlap:
    """The overlap of two reports, passages in the order of ``a``."""
    runs = _runs(a, b)
    likes = _alike(a, b)
    in_order = _in_order(likes)
    best = sum(w for _, _, w in _best_of_each(likes))
    whole = a.weight or 1.0
    verbatim = sum(run[2] for run in runs) / max(1, len(a.words))
    passages = [_offsets(a, b, run) for run in runs]
    for i, j, _ in in_order:
        pair = (a.sentences[i], b.sentences[j])
        if not any(_touch(pair[0], p[0]) for p in passages):
            passages.append(pair)
    return Overlap(tuple(sorted(passages)), (in_order_weight(in_order) + best) / (2 * whole), verbatim)


def in_order_weight(pairs: list[tuple[int, int, float]]) -> float:
    """Total weight of aligned sentences."""
    return sum(w for _, _, w in pairs)


def _runs(a: Prepared, b: Prepared) -> list[tuple[int, int, int, int]]:
    """Verbatim runs, small edits inside allowed: start in a, start in b, length in a, length in b; in words."""
    runs: list[list[int]] = []
    shared = sorted((i, gram) for gram in a.places.keys() & b.places.keys() for i in a.places[gram])
    for i, gram in shared:
        for j in b.places[gram][:8]:
            last = next(
                (r for r in reversed(runs[-6:]) if 0 <= i - r[2] + GRAM <= GAP + GRAM and -1 <= j - r[3] + GRAM <= GAP + GRAM),
                None,
            )
            if last is not None:
                last[2], last[3] = max(last[2], i + GRAM), max(last[3], j + GRAM)
            else:
                runs.append([i, j, i + GRAM, j + GRAM])
    long = [r for r in runs if r[2] - r[0] >= MIN_WORDS]
    kept: list[tuple[int, int, int, int]] = []
    for i, j, i2, j2 in sorted(long, key=lambda r: (r[0] - r[2], r[0], r[1])):
        if not any(i < k[0] + k[2] and k[0] < i2 for k in kept):
            kept.append((i, j, i2 - i, j2 - j))
    return sorted(kept)


def _offsets(a: Prepared, b: Prepared, run: tuple[int, int, int, int]) -> Pair:
    i, j, n, m = run
    return (a.offsets[i][0], a.offsets[i + n - 1][1]), (b.offsets[j][0], b.offsets[j + m - 1][1])


def _touch(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return min(a[1], b[1]) - max(a[0], b[0]) > 0.3 * (a[1] - a[0])


def _alike(a: Prepared, b: Prepared) -> list[tuple[int, int, float]]:
    """Pairs of like sentences, with likeness times the weight of the sentence of ``a``."""
    out = []
    for i, mine in enumerate(a.stems):
        total = a.weights[i]
        common: dict[int, float] = {}
        for stem, weight in mine.items():
            for j, theirs in b.holders.get(stem, ()):
                common[j] = common.get(j, 0.0) + min(weight, theirs)
        for j in sorted(common):
            like = common[j] / sqrt(total * b.weights[j]) if total * b.weights[j] else 0.0
            if like > LIKE:
                out.append((i, j, like * total))
    return out


def _best_of_each(likes: list[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    best: dict[int, tuple[int, int, float]] = {}
    for pair in likes:
        if pair[0] not in best or pair[2] > best[pair[0]][2]:
            best[pair[0]] = pair
    return list(best.values())


def _in_order(likes: list[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """The heaviest set of like pairs that keeps the order in both reports."""
    heads: list[tuple[int, float, int]] = []  # where a chain ends in b, its weight, its last pair; both rise
    before: list[int] = []
    pairs = sorted(likes)
    waiting: list[tuple[int, float, int]] = []
    for k, (i, j, weight) in enumerate(pairs):
        if waiting and pairs[waiting[0][2]][0] != i:  # chains of one sentence of a do not go on from each other
            for head in waiting:
                _put(heads, head)
            waiting = []
        at = bisect_left(heads, (j,))
        best, last = (heads[at - 1][1], heads[at - 1][2]) if at else (0.0, -1)
        before.append(last)
        waiting.append((j, best + weight, k))
    for head in waiting:
        _put(heads, head)
    out = []
    k = heads[-1][2] if heads else -1
    while k >= 0:
        out.append(pairs[k])
        k = before[k]
    return out[::-1]


def _put(heads: list[tuple[int, float, int]], head: tuple[int, float, int]) -> None:
    """Take in a chain, unless one that ends as early is as heavy; drop those that end later and are no heavier."""
    at = bisect_right(heads, (head[0], float("inf"), 0))
    if at and heads[at - 1][1] >= head[1]:
        return
    end = at
    while end < len(heads) and heads[end][1] <= head[1]:
        end += 1
    if at and heads[at - 1][0] == head[0]:
        at -= 1
    heads[at:end] = [head]
