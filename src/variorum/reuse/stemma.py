"""Edges -> which report stands between others, as the witnesses of one text stand in a tree.

Where x and y share nothing of a text that z lacks, and each shares with z what the other has lost or changed, z stands between
them (Maas 1927; Quentin 1926 on triples of witnesses). The tree has no root of its own: that a report stands between several is
evidence that it is their source, not proof.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from variorum.reuse.edges import VERBATIM, Edge

NEAREST = 12  # neighbours of a report that are looked at: bounds the work for a text that hundreds print
OWN = 8  # words that each of the two has kept and the other has not
SHARED = 12  # words that both have kept: else they only meet in a report that took from both
LOST = 0.1  # of those words may be missing between: chance likenesses
SLIPS = 2  # words that the third may lack of those that two have word for word: else the two are nearer to each other than to it
HELD = 0.8  # of what two share that a third must hold to be the source of both: rewordings are not aligned alike


class Stemma:
    """Between which pairs of its neighbours every report stands."""

    def __init__(self, edges: Sequence[Edge]) -> None:
        """Look at every report's nearest neighbours, two by two."""
        self._edges = {frozenset((e.short, e.long)): e for e in edges}
        self._leaves: dict[int, dict[int, set[int]]] = {}
        near: dict[int, list[tuple[float, int]]] = {}
        for edge in edges:
            near.setdefault(edge.short, []).append((-edge.likeness, edge.long))
            near.setdefault(edge.long, []).append((-edge.likeness, edge.short))
        for hub in sorted(near):
            for x, y in combinations(sorted(n for _, n in sorted(near[hub])[:NEAREST]), 2):
                if self._stands_between(hub, x, y):
                    leaves = self._leaves.setdefault(hub, {})
                    leaves.setdefault(x, set()).add(y)
                    leaves.setdefault(y, set()).add(x)

    def between(self, hub: int, leaf: int) -> int:
        """Number of reports from which ``hub`` parts ``leaf``."""
        return len(self._leaves.get(hub, {}).get(leaf, ()))

    def holds(self, third: int, edge: Edge) -> bool:
        """Does a third report hold all that two share, but for chance likenesses? More is asked of words that are the same."""
        exact = edge.exactness >= VERBATIM
        return all(
            (edge.kept_of(one) & ~self._kept(one, third)).bit_count()
            <= (SLIPS if exact else (1 - HELD) * edge.kept_of(one).bit_count())
            for one in (edge.short, edge.long)
        )

    def _stands_between(self, hub: int, x: int, y: int) -> bool:
        xy, yx = self._kept(x, y), self._kept(y, x)
        if min(xy.bit_count(), yx.bit_count()) < SHARED:
            return False
        xz, yz = self._kept(x, hub), self._kept(y, hub)
        own = min((xz & ~xy).bit_count(), (yz & ~yx).bit_count())
        return own >= OWN and max((xy & ~xz).bit_count(), (yx & ~yz).bit_count()) <= LOST * own

    def _kept(self, report: int, other: int) -> int:
        edge = self._edges.get(frozenset((report, other)))
        return edge.kept_of(report) if edge else 0
