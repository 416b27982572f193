"""Each claim with its counterpart in every other report: a report answers a question once, mostly."""

from __future__ import annotations

from collections.abc import Set

from variorum.model import Claim
from variorum.points.agreement import differ
from variorum.points.align import find_pairs
from variorum.points.context import Context

LIKE, PLAIN = 0.2, 0.1  # likeness of a claim to the likest one of another report, with and without the names of the story
SCENE = 0.25  # likeness of their surroundings
APART = 0.35  # likeness of two claims that both stand in splits


def find_counterparts(context: Context, apart: Set[str]) -> list[list[Claim]]:
    """Each claim that has a counterpart in another report, with all its counterparts; those with most of them first."""
    found = []
    for claim, likest in zip(context.claims, _find_best(context), strict=True):
        near = [c for like, c in likest.values() if like >= LIKE and _answers_the_same(claim, c, like, context, apart)]
        if near:
            found.append(sorted([claim, *near], key=lambda c: context.order[c.id]))
    return sorted(found, key=lambda f: -len(f))


def _find_best(context: Context) -> list[dict[str, tuple[float, Claim]]]:
    """For each claim the likest one of every other report, with its likeness."""
    claims = context.claims
    best: list[dict[str, tuple[float, Claim]]] = [{} for _ in claims]
    for i, j, like in find_pairs([context.bags[c.id] for c in claims], context.copied):
        for one, other in ((i, claims[j]), (j, claims[i])):
            if claims[one].at.report != other.at.report and like > best[one].get(other.at.report, (0.0, other))[0]:
                best[one][other.at.report] = like, other
    return best


def _answers_the_same(a: Claim, b: Claim, like: float, context: Context, apart: Set[str]) -> bool:
    """Does the likest claim of a report answer the same question, as far as likeness tells?"""
    if like < APART and a.id in apart and b.id in apart:
        return False
    in_scene = like >= 2 * SCENE or context.same_scene(a, b) >= SCENE  # half of which is their own likeness
    return in_scene and context.plainly(a, b) >= PLAIN and not differ(a, b)
