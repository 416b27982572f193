"""Claims -> groups that answer one question."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import sqrt

from variorum.linkage import link
from variorum.model import Claim, Reuse
from variorum.points.alike import Bag, like_pairs
from variorum.text.words import content_stems

SAME = 0.25  # mean likeness of the claims of a group; measured on 13 marked stories
PLAIN = 0.2  # likeness without the names of two claims that are put together a second time
AGAIN = 0.6  # likeness of two claims of one report that say the same again
FAINT = 0.05  # likeness under which a pair counts as unlike
COPIED = 0.25  # added where the claims stand in passages of which one was copied from the other


def align(bags: Sequence[Bag], copied: dict[tuple[str, str], float]) -> list[list[Claim]]:
    """The claims in groups, each claim in exactly one; no group is a chain of pairs."""
    groups = link(len(bags), find_pairs(bags, copied), SAME)
    return [[bags[i].claim for i in group] for group in groups]


def find_others(
    bags: Sequence[Bag], copied: dict[tuple[str, str], float], groups: Sequence[Sequence[Claim]]
) -> list[list[Claim]]:
    """More groups, for pairs that answer one question but were parted, since a claim may answer several.

    Each is a pair of two reports' claims with all those that are as much like both.
    """
    home = {c.id: i for i, group in enumerate(groups) for c in group}
    like: list[dict[int, float]] = [{} for _ in bags]
    for i, j, value in find_pairs(bags, copied):
        if value >= SAME and plain_likeness(bags[i], bags[j]) >= PLAIN:
            like[i][j] = like[j][i] = value
    parted = [
        (-value, i, j)
        for i, near in enumerate(like)
        for j, value in near.items()
        if i < j and home[bags[i].claim.id] != home[bags[j].claim.id] and bags[i].claim.at.report != bags[j].claim.at.report
    ]
    found: list[list[Claim]] = []
    joined: set[tuple[int, int]] = set()
    for _, i, j in sorted(parted):
        if (i, j) not in joined:
            members = sorted({i, j, *(like[i].keys() & like[j].keys())})
            joined.update(combinations(members, 2))
            found.append([bags[k].claim for k in members])
    return found


def plain_likeness(a: Bag, b: Bag) -> float:
    """Likeness of two claims but for the names of the story, which stand in claims of all kinds."""
    names = {s for bag in (a, b) for name in bag.claim.names for s in content_stems(name)}
    mine, theirs = ({s: w for s, w in bag.weights.items() if s not in names} for bag in (a, b))
    total = sqrt(sum(mine.values()) * sum(theirs.values()))
    return sum(min(w, theirs[s]) for s, w in mine.items() if s in theirs) / total if total else 0.0


def find_pairs(bags: Sequence[Bag], copied: dict[tuple[str, str], float]) -> list[tuple[int, int, float]]:
    """The pairs of claims that are at all alike, with their likeness."""
    out = []
    for i, j, value in like_pairs(bags, FAINT):
        a, b = bags[i].claim, bags[j].claim
        if a.at.report == b.at.report and (value < AGAIN or a.at.overlap(b.at)):
            continue
        out.append((i, j, min(1.0, value + COPIED * copied.get((a.id, b.id), 0.0))))
    return out


def copied_pairs(claims: Sequence[Claim], reuses: Sequence[Reuse]) -> dict[tuple[str, str], float]:
    """Pairs of claims in aligned passages, with how well their places in the passages fit, 0 to 1; both orders."""
    by_report: dict[str, list[Claim]] = {}
    for claim in claims:
        by_report.setdefault(claim.at.report, []).append(claim)
    found: dict[tuple[str, str], float] = {}
    for reuse in reuses:
        for passage in reuse.passages:
            mine = [c for c in by_report.get(passage.copy.report, ()) if c.at.overlap(passage.copy) > 0.5 * len(c.at)]
            theirs = [c for c in by_report.get(passage.source.report, ()) if c.at.overlap(passage.source) > 0.5 * len(c.at)]
            for a in mine:
                for b in theirs:
                    fit = _fit(a, b, passage.copy.start, len(passage.copy), passage.source.start, len(passage.source))
                    if fit > 0.3:
                        found[a.id, b.id] = found[b.id, a.id] = max(fit, found.get((a.id, b.id), 0.0))
    return found


def _fit(a: Claim, b: Claim, start_a: int, length_a: int, start_b: int, length_b: int) -> float:
    """Overlap of two claims' places when both passages are laid one over the other."""
    a0, a1 = (a.at.start - start_a) / length_a, (a.at.end - start_a) / length_a
    b0, b1 = (b.at.start - start_b) / length_b, (b.at.end - start_b) / length_b
    union = max(a1, b1) - min(a0, b0)
    return max(0.0, (min(a1, b1) - max(a0, b0)) / union) if union > 0 else 0.0
