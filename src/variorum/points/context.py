"""Claims with what surrounds them: the claims before and behind them in their report lend them their words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from variorum.model import Claim, Report, Reuse
from variorum.points.align import align, copied_pairs, find_others, plain_likeness
from variorum.points.alike import Bag, bag_claims, key_of, like_pairs, likeness
from variorum.text.words import find_words, fold

if TYPE_CHECKING:
    from variorum.compare.judge import Judge

NEAR = 0.4  # weight of the words of a neighbouring claim
LOW = 0.25  # likeness from which pairs are kept at hand
LIKE = 0.4  # likeness of two claims that are near each other
REACH = 250  # characters between two claims that are neighbours


class Context:
    """All claims of a story that are not taken back, each once, with their likeness as they stand and in their surroundings;
    roles stand apart."""

    def __init__(self, claims: Sequence[Claim], reuses: Sequence[Reuse], reports: Sequence[Report], judge: Judge) -> None:
        from variorum.compare.judged import Judged  # loads numpy

        claims = [c for c in claims if not c.withdrawn]
        self.roles = tuple(c for c in claims if c.is_role)
        self.details = tuple(c for c in claims if c.is_detail)
        told = {
            (c.at.report, c.says, c.voice): c for c in reversed(claims) if not (c.is_role or c.is_detail)
        }  # a sentence said twice is one
        self.claims = claims = tuple(reversed(told.values()))
        self.reuses = tuple(reuses)
        self.judged = Judged(claims, reports, judge)
        self.by_id = {c.id: c for c in claims}
        self.order = {c.id: i for i, c in enumerate(claims)}
        bags = bag_claims(claims, self.details)
        self.bags = {bag.claim.id: bag for bag in bags}
        bags = bags[: len(claims)]
        self.wide = {c.id: self._widened(i) for i, c in enumerate(claims)}
        self.copied = copied_pairs(claims, reuses)
        self.groups = align(bags, self.copied)
        self.others = find_others(bags, self.copied, self.groups)
        self._told: dict[str, set[str]] = {}
        self._near: dict[str, list[Claim]] | None = None
        self._alike: tuple[float, list[tuple[int, int, float]]] | None = None
        for claim in (*claims, *self.roles):
            self._told.setdefault(wording(claim), set()).add(claim.at.report)
        self._home = {c.id: i for i, group in enumerate(self.groups) for c in group}

    def _widened(self, index: int) -> Bag:
        claim = self.claims[index]
        weights = dict(self.bags[claim.id].weights)
        for other in self.claims[max(0, index - 2) : index + 3]:
            gap = max(other.at.start - claim.at.end, claim.at.start - other.at.end)
            if other is not claim and other.at.report == claim.at.report and gap <= REACH:
                for stem, weight in self.bags[other.id].weights.items():
                    weights[stem] = max(weights.get(stem, 0.0), NEAR * weight)
        return Bag(claim, weights, sum(weights.values()), self.bags[claim.id].shares)

    def alike(self, a: Claim, b: Claim) -> float:
        """Likeness of two claims as they stand, 0 to 1."""
        return likeness(self.bags[a.id], self.bags[b.id]) if a.id in self.bags and b.id in self.bags else 0.0

    def plainly(self, a: Claim, b: Claim) -> float:
        """Likeness of two claims but for the names of the story, 0 to 1."""
        return plain_likeness(self.bags[a.id], self.bags[b.id])

    def held(self, a: Claim, b: Claim) -> float:
        """The part of the first claim's weight that the second has too, 0 to 1."""
        mine, theirs = self.bags[a.id].weights, self.bags[b.id].weights
        common = sum(min(w, theirs[s]) for s, w in mine.items() if s in theirs)
        return common / self.bags[a.id].total if self.bags[a.id].total else 0.0

    def has_verb_of(self, claim: Claim, other: Claim) -> bool:
        """Is the other's verb among the claim's words?"""
        verb = key_of(other.predicate)
        return verb == key_of(claim.predicate) or self.bags[claim.id].shares.get(verb) == 1.0

    def common(self, a: Claim, b: Claim) -> int:
        """How many words the two claims have in common."""
        return len(self.bags[a.id].shares.keys() & self.bags[b.id].shares.keys())

    def same_scene(self, a: Claim, b: Claim) -> float:
        """Likeness of two claims in their surroundings, raised where the one is a copy of the other, 0 to 1."""
        value = 0.5 * likeness(self.bags[a.id], self.bags[b.id]) + 0.5 * likeness(self.wide[a.id], self.wide[b.id])
        return min(1.0, value + 0.3 * self.copied.get((a.id, b.id), 0.0))

    def together(self, a: Claim, b: Claim) -> bool:
        """Do the two stand in one group of claims that answer one question?"""
        return self._home[a.id] == self._home[b.id]

    def both_have(self, a: Claim, b: Claim) -> bool:
        """Has one of the two reports both claims, in the same words? Then neither is the other one changed."""
        if a.at.report == b.at.report:
            return False
        return b.at.report in self._told.get(wording(a), ()) or a.at.report in self._told.get(wording(b), ())

    def before(self, claim: Claim, *, most: int = 2) -> list[Claim]:
        """The claims of the report that end before ``claim`` begins, nearest first."""
        index = self.order[claim.id]
        near = self.claims[max(0, index - most - 8) : index]
        found = [c for c in near if c.at.report == claim.at.report and c.at.end <= claim.at.start]
        return found[::-1][:most]

    def near(self, claim: Claim) -> tuple[Claim, ...]:
        """The claims that are much like this one, its own report's too."""
        if self._near is None:
            self._near = {}
            for a, b in self.like(LIKE):
                self._near.setdefault(a.id, []).append(b)
                self._near.setdefault(b.id, []).append(a)
        return tuple(self._near.get(claim.id, ()))

    def like(self, least: float) -> list[tuple[Claim, Claim]]:
        """The pairs of claims whose likeness is ``least`` or more, in order."""
        if self._alike is None or least < self._alike[0]:
            low = min(least, LOW)
            self._alike = (low, like_pairs([self.bags[c.id] for c in self.claims], low))
        return [(self.claims[i], self.claims[j]) for i, j, value in self._alike[1] if value >= least]


def wording(claim: Claim) -> str:
    """The claim's words, folded: the same for a sentence and its reprint."""
    return " ".join(fold(w.text) for w in find_words(claim.says))
