"""Claims -> groups that answer one question."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.linkage import link
from variorum.model import Claim, Reuse
from variorum.points.alike import Bag, like_pairs

SAME = 0.3  # mean likeness of the claims of a group; measured on 13 marked stories
AGAIN = 0.6  # likeness of two claims of one report that say the same again
FAINT = 0.05  # likeness under which a pair counts as unlike
COPIED = 0.25  # added where the claims stand in passages of which one was copied from the other


def align(bags: Sequence[Bag], copied: dict[tuple[str, str], float]) -> list[list[Claim]]:
    """The claims in groups, each claim in exactly one; no group is a chain of pairs."""
    groups = link(len(bags), _pairs(bags, copied), SAME)
    return [[bags[i].claim for i in group] for group in groups]


def _pairs(bags: Sequence[Bag], copied: dict[tuple[str, str], float]) -> list[tuple[int, int, float]]:
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
