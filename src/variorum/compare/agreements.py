"""What the judge holds together: for each claim its counterparts in the other reports, and which of them say what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model import Claim
from variorum.text.lexicon import entries
from variorum.text.words import find_words, fold

if TYPE_CHECKING:
    from variorum.compare.judged import Judged

TOUCHES = 0.35  # probability of saying the same from which a claim stands in the point at all; set on 27 marked stories
SAYS = 0.8  # ... from which its report gets a letter: of 7,000 judged pairs nine in ten at .8 did say the same
SURE = 0.95  # ... from which it needs no word for what the printed one tells: ninety-six in a hundred were the same
HELD = 0.5  # part of the printed claim that the other's sentence must tell too


def find_counterparts(judged: Judged) -> list[list[Claim]]:
    """Each claim with the likest one of every other report that may say the same; the likeliest sets first."""
    found = []
    for claim, near in enumerate(judged.near):
        best: dict[int, tuple[float, int]] = {}
        for other, pair in near.items():
            there = int(judged.home[other])
            if pair.fits >= TOUCHES and pair.fits > best.get(there, (0.0, 0))[0]:
                best[there] = (pair.fits, other)
        if best:
            members = sorted([claim, *(other for _, other in best.values())])
            found.append((round(sum(fits for fits, _ in best.values()), 3), members))
    return [[judged.claims[n] for n in members] for _, members in sorted(found, key=lambda f: (-f[0], f[1]))]


def says_so(judged: Judged, printed: Claim, other: Claim) -> bool:
    """Does the other claim say what the printed one says: each of its figures and names, most of its words, in its manner?"""
    fits = judged.pair(printed, other).fits
    if fits < SAYS or _manner(printed) != _manner(other):
        return False
    mine, theirs = judged.number[printed.id], judged.number[other.id]
    if judged.held(mine, theirs) < HELD or (fits < SURE and not judged.has_verb(mine, theirs)):
        return False
    return judged.has_all_figures(mine, theirs) and judged.has_all_names(mine, theirs)


def _manner(claim: Claim) -> tuple[bool, ...]:
    """Is it denied, doubted, planned?"""
    stance = bool(claim.attribution) and claim.attribution[-1].stance == "deny"
    negated = bool({fold(w.text) for w in find_words(claim.says)} & entries("negators"))
    return claim.denied or stance or negated, claim.hedged, claim.planned
