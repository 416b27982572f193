"""How alike two claims are: by the words they share, rare ones in the story counting most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from variorum.model import Claim
from variorum.text.lexicon import classes
from variorum.text.words import compounds, find_idf, fold, is_function_word, stem

ABOUT = 0.5  # weight of the words of a subject that the clause itself leaves out
SPEAKER = 0.25  # weight of the words of its voice


@dataclass(frozen=True, slots=True)
class Bag:
    """A claim as weighted stems, events under their class."""

    claim: Claim
    weights: dict[str, float]
    total: float


def bag_claims(claims: Sequence[Claim]) -> list[Bag]:
    """A bag for each claim, in order, weighted over all of them."""
    counted = [_stems(c) for c in claims]
    spread = Counter(s for c in counted for s in c)
    idf = find_idf(spread, len(claims))
    out = []
    for claim, stems in zip(claims, counted, strict=True):
        weights = {s: n * idf[s] for s, n in stems.items()}
        out.append(Bag(claim, weights, sum(weights.values())))
    return out


def _stems(claim: Claim) -> dict[str, float]:
    found: dict[str, float] = {}
    for text, weight in ((claim.says, 1.0), (claim.about or "", ABOUT), (claim.voice or "", SPEAKER)):
        for word in compounds(text):
            if not is_function_word(word):
                key = key_of(word)
                found[key] = max(found.get(key, 0.0), weight)
    return found


def key_of(word: str) -> str:
    """The class of a word that tells an event ("died", "deaths": killed), else its stem."""
    known = classes("events")
    folded = fold(word)
    for form in (
        folded,
        folded.removesuffix("s"),
        folded.removesuffix("ed"),
        folded.removesuffix("ing"),
        folded.removesuffix("d"),
    ):
        if form in known:
            return known[form].upper()
    return stem(word)


def likeness(a: Bag, b: Bag) -> float:
    """Weight of the common stems over the mean weight of the two, 0 to 1."""
    if not a.total or not b.total:
        return 0.0
    small, large = (a, b) if len(a.weights) <= len(b.weights) else (b, a)
    common = sum(min(w, large.weights[s]) for s, w in small.weights.items() if s in large.weights)
    return common / sqrt(a.total * b.total)
