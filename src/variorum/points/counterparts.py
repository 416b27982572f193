"""Each claim with its counterpart in every other report: a report answers a question once, mostly."""

from __future__ import annotations

from collections.abc import Sequence, Set

from variorum.model import Claim
from variorum.points.agreement import differ
from variorum.points.align import find_pairs
from variorum.points.context import Context

LIKE, PLAIN = 0.25, 0.2  # likeness of a claim to the likest one of another report, with and without the names of the story
MUTUAL, MUTUAL_PLAIN = 0.15, 0.1  # the same where each is the likest to the other in its report
SCENE = 0.25  # likeness of their surroundings
APART = 0.35  # likeness of two claims that both stand in splits


def find_counterparts(context: Context, apart: Set[str]) -> list[list[Claim]]:
    """Each claim that has a counterpart in another report, with all its counterparts; those with most of them first."""
    claims = context.claims
    best = _find_best(context)
    found = []
    for i, likest in enumerate(best):
        near = [claims[j] for report, (like, j) in likest.items() if _is_counterpart(context, i, j, like, best, apart)]
        if near:
            found.append(sorted([claims[i], *near], key=lambda c: context.order[c.id]))
    return sorted(found, key=lambda f: -len(f))


def _find_best(context: Context) -> list[dict[str, tuple[float, int]]]:
    """For each claim the likest one of every other report, with its likeness."""
    reports = [c.at.report for c in context.claims]
    best: list[dict[str, tuple[float, int]]] = [{} for _ in reports]
    for i, j, like in find_pairs([context.bags[c.id] for c in context.claims], context.copied):
        if reports[i] != reports[j]:
            for one, other in ((i, j), (j, i)):
                if like > best[one].get(reports[other], (0.0, 0))[0]:
                    best[one][reports[other]] = like, other
    return best


def _is_counterpart(
    context: Context, i: int, j: int, like: float, best: Sequence[dict[str, tuple[float, int]]], apart: Set[str]
) -> bool:
    """Does the likest claim of a report answer the same question, as far as likeness tells?"""
    a, b = context.claims[i], context.claims[j]
    mutual = best[j][a.at.report][1] == i
    least, plainly = (MUTUAL, MUTUAL_PLAIN) if mutual else (LIKE, PLAIN)
    if like < least or (like < APART and a.id in apart and b.id in apart):
        return False
    in_scene = like >= 2 * SCENE or context.same_scene(a, b) >= SCENE  # half of which is their own likeness
    return in_scene and context.plainly(a, b) >= plainly and not differ(a, b)
