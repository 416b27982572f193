"""Details that reports have in common: what came of it, where it was, who said it when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from variorum.linkage import link
from variorum.model import Claim
from variorum.points.agreement import find_agreeing
from variorum.points.align import copied_pairs, find_pairs
from variorum.points.alike import Bag
from variorum.points.context import Context
from variorum.text.dates import WEEKDAYS
from variorum.text.lexicon import entries
from variorum.text.words import find_words, fold

TOLD = 0.35  # mean likeness of the claims of a group: a detail is short, and soon like what it is not
PLACES = 2  # phrases of one report in which one place is named that are kept


def find_details(context: Context) -> list[list[Claim]]:
    """Groups of claims of two reports or more in each of which a detail says what the others say."""
    found = (*_clauses(context), *_sayings(context), *_places(context))
    return [group for group in found if any(c.is_detail for c in group)]


def _clauses(context: Context) -> Iterator[list[Claim]]:
    """Clauses inside claims, with the claims and clauses that say the same."""
    claims = [*context.claims, *(c for c in context.details if c.kind in ("clause", "description"))]
    bags = [context.bags[c.id] for c in claims]
    pairs = (p for p in find_pairs(bags, copied_pairs(claims, context.reuses)) if _share_two(bags[p[0]], bags[p[1]]))
    for group in link(len(claims), pairs, TOLD):
        if any(claims[i].is_detail for i in group):
            yield _without_parts(find_agreeing([claims[i] for i in group], context, frozenset()))


def _share_two(a: Bag, b: Bag) -> bool:
    """Have the claims two words in common? One is soon found where a claim has but three."""
    return len(a.shares.keys() & b.shares.keys()) > 1


def _without_parts(group: Sequence[Claim]) -> list[Claim]:
    """The claims but those that stand in another one of them."""
    return [c for c in group if not any(o is not c and o.at.overlap(c.at) == len(c.at) for o in group)]


def _sayings(context: Context) -> Iterator[list[Claim]]:
    """Who is said to have spoken on one day, at one place, in one interview."""
    frames = [c for c in context.details if c.kind == "saying"]
    bags = [context.bags[c.id] for c in frames]
    occasions = [_occasion(c) for c in frames]
    pairs = ((i, j, value) for i, j, value in find_pairs(bags, {}) if occasions[i] & occasions[j])
    yield from ([frames[i] for i in group] for group in link(len(frames), pairs, TOLD))


def _occasion(claim: Claim) -> set[str]:
    """The days, the place and the kind of text that a saying is dated, placed or put in by."""
    words = {fold(w.text) for w in find_words(claim.says)}
    return (words & {*WEEKDAYS, *entries("media")}) | ({fold(claim.place)} if claim.place else set())


def _places(context: Context) -> list[list[Claim]]:
    """The phrases that name one place, of each report the first ones."""
    named: dict[str, list[Claim]] = {}
    for claim in context.details:
        if claim.kind == "place":
            named.setdefault(fold(claim.predicate), []).append(claim)
    return [_first(group) for group in named.values()]


def _first(group: Sequence[Claim]) -> list[Claim]:
    kept: list[Claim] = []
    for claim in sorted(group, key=lambda c: c.at.start):
        if sum(c.at.report == claim.at.report for c in kept) < PLACES:
            kept.append(claim)
    return kept
