"""Pairs of like sentences -> the heaviest set that keeps the order of both reports."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

Like = tuple[int, int, float]  # a sentence of the one report, one of the other, the weight of their being alike


def best_of_each(likes: list[Like]) -> list[Like]:
    """For every sentence of the first report its likest one of the second."""
    best: dict[int, Like] = {}
    for pair in likes:
        if pair[0] not in best or pair[2] > best[pair[0]][2]:
            best[pair[0]] = pair
    return list(best.values())


def keep_order(likes: list[Like]) -> list[Like]:
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
