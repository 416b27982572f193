"""How many independent origins stand behind a reading: a range, never a proof, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from variorum.model import Claim, Family, Report, Reuse, Span
from variorum.text.lexicon import members
from variorum.text.words import fold

COVERED = 0.5  # of a claim's letters that must stand in a reused passage


class Origins:
    """The families, credits and reused passages of a story, by which the origins of a reading are counted."""

    def __init__(self, families: Sequence[Family], reports: Sequence[Report], reuses: Sequence[Reuse]) -> None:
        self._families = families
        self._home = {r: n for n, f in enumerate(families) for r in f.reports}
        self._reports = {r.id: r for r in reports}
        self._passages: dict[frozenset[int], list[tuple[Span, Span]]] = {}
        for reuse in reuses:
            pair = frozenset((self._home[reuse.copy], self._home[reuse.other]))
            if len(pair) == 2:
                self._passages.setdefault(pair, []).extend((p.copy, p.source) for p in reuse.passages)

    def count(self, claims: Sequence[Claim]) -> tuple[tuple[int, int], str]:
        """Fewest and most origins, and why the fewest are fewer.

        The most counts families. The fewest joins those whose very passage was reused, that rest on one voice, that credit
        one source, or of which one cites what the other is.
        """
        given: dict[int, list[Claim]] = {}
        for claim in claims:
            given.setdefault(self._home[claim.at.report], []).append(claim)
        high = sorted(given)
        joined = {i: i for i in high}
        reasons: dict[str, None] = {}
        for i, j in combinations(high, 2):
            why = joined[i] != joined[j] and self._why_one(i, j, given[i], given[j])
            if why:
                reasons[why] = None
                old, new = joined[j], joined[i]
                joined = {k: new if root == old else root for k, root in joined.items()}
        return (len(set(joined.values())), len(high)), "; ".join(reasons)

    def _why_one(self, i: int, j: int, mine: Sequence[Claim], theirs: Sequence[Claim]) -> str:
        """Why the claims of two families may have one origin, "" where nothing says so."""
        voices = {c.voice for c in mine}, {c.voice for c in theirs}
        shared = voices[0] & voices[1]
        if None not in voices[0] | voices[1] and shared:
            return f"one voice: {min(v for v in shared if v)}"
        both = self._credited(i) & self._credited(j)
        if both:
            return f"both credit {min(both)}"
        cited = next((c for a, b in ((i, theirs), (j, mine)) if (c := self._cites(a, b))), None)
        if cited:
            return f"one cites {cited}, which the other is"
        return "the passage stands in both" if self._reused(i, j, mine, theirs) else ""

    def _credited(self, family: int) -> set[str]:
        found = {c for r in self._families[family].reports if r in self._reports for c in self._reports[r].credits}
        origin = self._families[family].origin
        return found | ({origin} if origin else set())

    def _cites(self, family: int, claims: Sequence[Claim]) -> str | None:
        """The outlet or agency of the family that all the claims are told on the word of."""
        names = {n for r in self._families[family].reports if (n := self._reports[r].outlet)} | self._credited(family)
        forms = {
            fold(form): n for n in sorted(names) for form in (n, *members("agencies").get(n, ()), *members("outlets").get(n, ()))
        }
        found = [next((forms[k] for a in c.attribution if (k := fold(a.voice or a.speaker)) in forms), None) for c in claims]
        return found[0] if found and all(found) else None

    def _reused(self, i: int, j: int, mine: Sequence[Claim], theirs: Sequence[Claim]) -> bool:
        """Does a claim of the one stand in a passage that was reused together with one of the other?"""
        return any(
            (_stands(mine, a) and _stands(theirs, b)) or (_stands(mine, b) and _stands(theirs, a))
            for a, b in self._passages.get(frozenset((i, j)), ())
        )


def _stands(claims: Sequence[Claim], passage: Span) -> bool:
    return any(c.at.overlap(passage) >= COVERED * len(c.at) > 0 for c in claims)


def find_voices(claims: Sequence[Claim]) -> tuple[str, ...]:
    """The canonical names of the voices of the claims, in their order."""
    return tuple(dict.fromkeys(c.voice for c in claims if c.voice))
