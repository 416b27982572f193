"""Groups of like things, by average linkage: a group grows only where the newcomer is like its members on the whole.

So no chain of likenesses, a like b, b like c, makes a and c one (Sokal & Michener 1958).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable


def link(things: int, likeness: Iterable[tuple[int, int, float]], threshold: float) -> list[list[int]]:
    """Indexes of the things of each group, every one in exactly one group, groups in order of their first member.

    ``likeness`` holds each pair once, as index, index, likeness; a pair that it lacks is unlike (0). Two groups become
    one while the mean likeness of their members is ``threshold`` or more, the likest first.
    """
    members = {i: [i] for i in range(things)}
    links: dict[int, dict[int, float]] = {i: {} for i in members}
    for i, j, value in likeness:
        links[i][j] = links[j][i] = value
    queue = [(-v, i, j, 1, 1) for i in links for j, v in links[i].items() if i < j and v >= threshold]
    heapq.heapify(queue)
    fresh = len(members)
    while queue:
        _, i, j, size_i, size_j = heapq.heappop(queue)
        if i not in members or j not in members or (len(members[i]), len(members[j])) != (size_i, size_j):
            continue
        _merge(members, links, i, j, fresh)
        for k, total in links[fresh].items():
            mean = total / (len(members[k]) * len(members[fresh]))
            if mean >= threshold:
                heapq.heappush(queue, (-mean, k, fresh, len(members[k]), len(members[fresh])))
        fresh += 1
    return sorted(sorted(group) for group in members.values())


def _merge(members: dict[int, list[int]], links: dict[int, dict[int, float]], i: int, j: int, fresh: int) -> None:
    """Make the groups ``i`` and ``j`` the group ``fresh``; links hold sums of likeness between members."""
    members[fresh] = members.pop(i) + members.pop(j)
    one, other = links.pop(i), links.pop(j)
    joined = {k: one.get(k, 0.0) + other.get(k, 0.0) for k in (one.keys() | other.keys()) - {i, j}}
    links[fresh] = joined
    for k, total in joined.items():
        links[k].pop(i, None)
        links[k].pop(j, None)
        links[k][fresh] = total
