"""How many independent origins stand behind a reading: a range, never a proof."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from variorum.model import Claim, Family, Report


def count_origins(claims: Sequence[Claim], families: Sequence[Family], reports: Sequence[Report]) -> tuple[int, int]:
    """Fewest and most origins: the most counts families, the fewest joins those with one voice or one credited agency."""
    home = {r: i for i, f in enumerate(families) for r in f.reports}
    given: dict[int, list[Claim]] = {}
    for claim in claims:
        given.setdefault(home[claim.at.report], []).append(claim)
    high = sorted(given)
    credited = {r.id: set(r.credits) for r in reports}
    joined = {i: i for i in high}
    for i, j in combinations(high, 2):
        if joined[i] != joined[j] and (_one_voice(given[i], given[j]) or _one_agency(families[i], families[j], credited)):
            root = joined[j]
            joined = {k: joined[i] if v == root else v for k, v in joined.items()}
    return len(set(joined.values())), len(high)


def _one_voice(a: Sequence[Claim], b: Sequence[Claim]) -> bool:
    """Do both groups rest on the same voice alone?"""
    mine, theirs = {c.voice for c in a}, {c.voice for c in b}
    return None not in mine | theirs and bool(mine & theirs)


def _one_agency(a: Family, b: Family, credited: dict[str, set[str]]) -> bool:
    mine = set().union(*(credited[r] for r in a.reports), {a.origin} if a.origin else set())
    theirs = set().union(*(credited[r] for r in b.reports), {b.origin} if b.origin else set())
    return bool(mine & theirs)


def find_voices(claims: Sequence[Claim]) -> tuple[str, ...]:
    """The canonical names of the voices of the claims, in their order."""
    return tuple(dict.fromkeys(c.voice for c in claims if c.voice))
