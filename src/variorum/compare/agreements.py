"""What reports agree on: for each claim its counterparts in the other reports, the best borne out first."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from variorum.compare.judged import Judged
from variorum.model import Claim
from variorum.text.lexicon import entries
from variorum.text.words import find_words, fold

TOUCHES = 0.35  # probability of saying the same from which a claim stands in the point at all
SAYS = 0.8  # ... from which its report gets a letter; at .8, nine in ten of the judged pairs did say the same
HELD = 0.55  # part of the printed claim that the other must tell too, with its sentence and what stands before
ONE = 0.6  # share of the claims of two points that both have, from which they are one point


@dataclass(frozen=True, slots=True)
class Agreement:
    """Claims that answer one question alike: the printed one first among those that say so; all the rest touches on it."""

    claims: tuple[Claim, ...]
    saying: tuple[Claim, ...]


def find_agreements(judged: Judged, against: Collection[tuple[str, str]]) -> Iterator[Agreement]:
    """Agreements of two reports or more, those that most bear out first.

    ``against`` are the ids of claims that stand in different readings of a parting, in both orders. No claim is printed twice.
    """
    printed: set[str] = set()
    for members in _distinct(_counterparts(judged)):
        for saying in _sayings(members, judged, against):
            words = " ".join(judged.claims[saying[0]].says.casefold().split())
            if words not in printed:
                printed.add(words)
                claims = tuple(judged.claims[n] for n in sorted(members))
                yield Agreement(claims, tuple(judged.claims[n] for n in saying))
                break


def _counterparts(judged: Judged) -> Iterator[tuple[float, frozenset[int]]]:
    """Each claim with the likest one of every other report, and the sum of their probabilities."""
    for claim, near in enumerate(judged.near):
        best: dict[int, tuple[float, int]] = {}
        for other, pair in near.items():
            there = int(judged.home[other])
            if pair.fits >= TOUCHES and pair.fits > best.get(there, (0.0, 0))[0]:
                best[there] = (pair.fits, other)
        if best:
            yield sum(fits for fits, _ in best.values()), frozenset([claim, *(other for _, other in best.values())])


def _distinct(found: Iterator[tuple[float, frozenset[int]]]) -> list[frozenset[int]]:
    """The sets, the heaviest first, but those that are nearly the same as one before."""
    kept: list[frozenset[int]] = []
    holding: dict[int, list[int]] = {}
    for _, members in sorted(found, key=lambda f: (-round(f[0], 3), sorted(f[1]))):
        near = {n for m in members for n in holding.get(m, ())}
        if any(len(members & kept[n]) >= ONE * len(members | kept[n]) for n in near):
            continue
        for member in members:
            holding.setdefault(member, []).append(len(kept))
        kept.append(members)
    return kept


def _sayings(members: frozenset[int], judged: Judged, against: Collection[tuple[str, str]]) -> list[list[int]]:
    """For each member that can be printed, itself and those that say what it says; the best borne out first."""
    whole = {n for n in members if not judged.claims[n].is_detail} or members
    found = [[one, *(n for n in sorted(members - {one}) if _says_so(one, n, judged, against))] for one in sorted(whole)]
    return sorted(found, key=lambda s: (-len({int(judged.home[n]) for n in s}), _cost(judged.claims[s[0]]), s))


def _says_so(printed: int, other: int, judged: Judged, against: Collection[tuple[str, str]]) -> bool:
    """Does the other claim say what the printed one says?"""
    pair = judged.near[printed].get(other)
    if pair is None or pair.fits < SAYS or judged.held(printed, other) < HELD:
        return False
    one, two = judged.claims[printed], judged.claims[other]
    if (one.id, two.id) in against or _manner(one) != _manner(two):
        return False
    return judged.has_all_figures(printed, other) and judged.has_all_names(printed, other)


def _manner(claim: Claim) -> tuple[bool, ...]:
    """Is it denied, doubted, planned, negated?"""
    stance = bool(claim.attribution) and claim.attribution[-1].stance == "deny"
    negated = bool({fold(w.text) for w in find_words(claim.says)} & entries("negators"))
    return claim.denied or stance or negated, claim.hedged, claim.planned


def _cost(claim: Claim) -> tuple[int, int]:
    """How badly a claim stands by itself: torn from its subject, or begun in the middle; then how long it is."""
    torn = 2 * (claim.about is not None or claim.is_detail) + (not claim.says[:1].isupper())
    return torn, len(claim.says)
