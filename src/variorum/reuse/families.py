"""Reuses -> families: reports that come from one text. By average linkage: no chain of pairs makes a family."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from variorum.linkage import link
from variorum.model import Family, Report, Reuse

SAME_CREDIT = 0.05  # added to the share of two reports that credit one source
ROUND_UP = 0.15  # taken from the share of a round-up and a single text: it takes passages from many
SAME_TEXT = 0.4  # mean share between two groups that makes them one text; measured on 13 marked stories


def find_families(reports: Sequence[Report], reuses: Sequence[Reuse]) -> tuple[Family, ...]:
    """Every report in exactly one family, in the order of ``reports``."""
    shares = {frozenset((r.copy, r.other)): r.share for r in reuses}
    index = {r.id: i for i, r in enumerate(reports)}
    pairs = sorted(
        (index[r.copy], index[r.other], r.share + _weight(reports[index[r.copy]], reports[index[r.other]])) for r in reuses
    )
    groups = link(len(reports), pairs, SAME_TEXT)
    return tuple(_family([reports[i] for i in group], shares) for group in groups)


def _weight(a: Report, b: Report) -> float:
    """What is added to the share of text for a credit of the same source or the other's outlet, less for a round-up."""
    mine = {*a.credits, *(_initials(a.outlet))}
    same = bool(mine & {*b.credits, *(_initials(b.outlet))})
    return SAME_CREDIT * same - ROUND_UP * (bool(a.parts) != bool(b.parts))


def _initials(outlet: str | None) -> tuple[str, ...]:
    """The outlet's name, and its initials where it has three words or more: Norland Press Agency, NPA."""
    words = [w for w in (outlet or "").split() if w[0].isupper()]
    return (outlet or "", "".join(w[0] for w in words)) if len(words) > 2 else (outlet,) if outlet else ()


def _family(members: list[Report], shares: dict[frozenset[str], float]) -> Family:
    ids = tuple(r.id for r in members)
    origin, why = _origin(members)
    if len(members) == 1:
        return Family(origin, ids, f"own text; {why}")
    inside = [shares.get(frozenset((a, b)), 0.0) for n, a in enumerate(ids) for b in ids[n + 1 :]]
    low, high = f"{min(inside):.0%}", f"{max(inside):.0%}"
    return Family(origin, ids, f"one text: they share {low if low == high else f'{low} to {high}'} pairwise; {why}")


def _origin(members: list[Report]) -> tuple[str | None, str]:
    """Whom most members credit; a report alone with several credits, or none, has its outlet for origin."""
    credited = Counter(c for r in members for c in r.credits)
    if len(members) == 1:
        report = members[0]
        if len(report.credits) == 1:
            return report.credits[0], f"credits {report.credits[0]}"
        return report.outlet, f"credits {', '.join(report.credits)}" if report.credits else "credits nobody"
    if not credited:
        return None, "no credit names its source"
    name, times = min(credited.items(), key=lambda item: (-item[1], item[0]))
    if times * 2 < len(members):
        return None, f"only {times} of {len(members)} credit {name}"
    return name, f"{times} of {len(members)} credit {name}"
