"""What reports have in common: groups of claims that answer one question, each with the claim that is printed for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import chain, permutations

from variorum.compare.agreements import find_counterparts
from variorum.model import Claim
from variorum.points.agreement import find_agreeing, find_more, find_told
from variorum.points.context import Context, wording
from variorum.points.details import find_details
from variorum.points.split import Split

ONE = 0.8  # share of the claims of two groups that both have, from which they are one group


def find_groups(context: Context, splits: Sequence[Split]) -> Iterator[tuple[Sequence[Claim], list[Claim]]]:
    """Groups of claims of two reports or more that answer one question, and of each the claims that say the same, first the
    one that is printed for it. None stands in another one whole, or in a split, and no claim is printed for two."""
    apart = {c.id for s in splits for c in s.claims}
    same = (find_more(find_agreeing(g, context, apart), context, apart) for g in chain(context.groups, context.others))
    judged = ([c for c in group if c.id not in apart] for group in find_counterparts(context.judged))
    groups = _distinct(chain(same, find_details(context), judged))
    against = _set_against(splits)
    ways = [(group, find_told(group, context, against)) for group in groups]
    known = [{c.id for c in s.claims} for s in splits]
    printed: set[str] = set()
    for group, told in sorted(ways, key=lambda w: -len({c.at.report for c in w[1][0]})):  # first what most reports bear out
        ids = {c.id for c in group}
        core = next((t for t in told if wording(t[0]) not in printed), None)
        if core and not any(ids <= other for other in known):
            known.append(ids)
            printed.add(wording(core[0]))
            yield group, core


def _distinct(groups: Iterator[Sequence[Claim]]) -> list[Sequence[Claim]]:
    """The groups of more than one report, but those that are nearly the same as one before."""
    kept: list[Sequence[Claim]] = []
    holding: dict[str, list[int]] = {}
    for group in groups:
        shared = Counter(n for c in group for n in holding.get(c.id, ()))
        if len({c.at.report for c in group}) < 2 or any(
            both >= ONE * (len(group) + len(kept[n]) - both) for n, both in shared.items()
        ):
            continue
        for claim in group:
            holding.setdefault(claim.id, []).append(len(kept))
        kept.append(group)
    return kept


def _set_against(splits: Sequence[Split]) -> Set[tuple[str, str]]:
    """The ids of claims that stand in different readings of one split, in both orders."""
    pairs = ((mine, theirs) for s in splits for (_, mine), (_, theirs) in permutations(s.readings, 2))
    return {(a.id, b.id) for mine, theirs in pairs for a in mine for b in theirs}
