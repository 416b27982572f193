"""How alike two claims are: by the words they share, rare ones in the story counting most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from variorum.model import Claim
from variorum.text.lexicon import classes
from variorum.text.numerals import SMALL
from variorum.text.words import compounds, find_idf, fold, is_function_word, stem

ABOUT = 0.5  # weight of the words of a subject that the clause itself leaves out
SPEAKER = 0.25  # weight of the words of its voice


_HOUR = re.compile(r"\b\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b\.?", re.IGNORECASE)  # the hour is what may differ, not what is told
_COMMA = re.compile(r"(?<=\d),(?=\d{3}\b)")  # "5,000" is one word


LEVELS = (SPEAKER, ABOUT, 1.0)  # the shares of its idf that a stem can have in a claim
ROWS = 2_000  # claims that are compared with all others at once: bounds the memory


@dataclass(frozen=True, slots=True)
class Bag:
    """A claim as weighted stems, events under their class; ``shares`` tells how much of its idf each stem has."""

    claim: Claim
    weights: dict[str, float]
    total: float
    shares: dict[str, float]


def bag_claims(claims: Sequence[Claim], details: Sequence[Claim] = ()) -> list[Bag]:
    """A bag for each claim and each detail, in order, weighted over the claims."""
    counted = [_stems(c) for c in (*claims, *details)]
    spread = Counter(s for c in counted[: len(claims)] for s in c)
    idf = find_idf(spread + Counter({s: 1 for c in counted for s in c if s not in spread}), len(claims))
    out = []
    for claim, stems in zip((*claims, *details), counted, strict=True):
        weights = {s: n * idf[s] for s, n in stems.items()}
        out.append(Bag(claim, weights, sum(weights.values()), stems))
    return out


def _stems(claim: Claim) -> dict[str, float]:
    found: dict[str, float] = {}
    for text, weight in ((claim.says, 1.0), (claim.about or "", ABOUT), (claim.voice or "", SPEAKER)):
        for word in compounds(_COMMA.sub("", _HOUR.sub(" ", text))):
            if not is_function_word(word):
                key = key_of(word)
                found[key] = max(found.get(key, 0.0), weight)
    return found


@lru_cache(maxsize=1 << 16)
def key_of(word: str) -> str:
    """The class of a word that tells an event ("died", "deaths": killed), the digits of a number, else its base's stem."""
    known = classes("events")
    folded = fold(word)
    if folded in SMALL:
        return str(SMALL[folded])
    for form in (
        folded,
        folded.removesuffix("s"),
        folded.removesuffix("ed"),
        folded.removesuffix("ing"),
        folded.removesuffix("d"),
    ):
        if form in known:
            return known[form].upper()
    return stem(classes("irregulars").get(folded, word))


def likeness(a: Bag, b: Bag) -> float:
    """Weight of the common stems over the mean weight of the two, 0 to 1."""
    if not a.total or not b.total:
        return 0.0
    small, large = (a, b) if len(a.weights) <= len(b.weights) else (b, a)
    common = sum(min(w, large.weights[s]) for s, w in small.weights.items() if s in large.weights)
    return common / sqrt(a.total * b.total)


def like_pairs(bags: Sequence[Bag], least: float) -> list[tuple[int, int, float]]:
    """All pairs of bags whose likeness is ``least`` or more, by sparse products.

    The lesser of two shares is the sum over the levels that both reach: min(a, b) = .25 [both >= .25] + .25 [both >= .5]
    + .5 [both = 1].
    """
    import numpy as np
    from scipy.sparse import csr_matrix

    index = {key: i for i, key in enumerate(sorted({s for b in bags for s in b.shares}))}
    idf = np.zeros(max(1, len(index)))
    for bag in bags:
        for key, share in bag.shares.items():
            idf[index[key]] = bag.weights[key] / share
    layers = []
    for low, high in zip((0.0, *LEVELS), LEVELS, strict=False):
        cells = [(row, index[s]) for row, b in enumerate(bags) for s, share in b.shares.items() if share >= high]
        rows, columns = [c[0] for c in cells], [c[1] for c in cells]
        layers.append((high - low, csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(bags), len(idf)))))
    norm = np.sqrt(np.array([b.total or np.inf for b in bags]))
    found: list[tuple[int, int, float]] = []
    for start in range(0, len(bags), ROWS):
        part = slice(start, start + ROWS)
        common = sum(step * (layer[part].multiply(idf) @ layer.T) for step, layer in layers).tocoo()
        rows_, columns_ = common.row + start, common.col
        value = common.data / (norm[rows_] * norm[columns_])
        keep = (value >= least) & (rows_ < columns_)
        found += zip(rows_[keep].tolist(), columns_[keep].tolist(), value[keep].tolist(), strict=True)
    return sorted(found)
