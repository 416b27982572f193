"""Two reports -> the passages that they share, to the word, and what was changed in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from math import sqrt

import numpy as np

from variorum.model import Report
from variorum.reuse.chains import Like, best_of_each, keep_order
from variorum.reuse.edits import Change, find_changes
from variorum.reuse.fingerprints import GRAM
from variorum.reuse.tokens import Prepared
from variorum.text.words import find_idf

MIN_WORDS = 8  # of a passage that is no whole sentence: shorter runs are phrases that any two reports of an event share
GAP = 4  # words of either text that an edit inside a run may have
LIKE = 0.4  # likeness of two sentences, by weighted stems, that makes one the other's rewording
MIN_NAMES = 3  # names, numbers and like words that sentences of two languages must share
LIKEST = 20  # sentences of the other report that one is paired with at most: bounds the memory for lists of like lines
HALF = 0.5  # of the words of two sentences, kept in order
MOVED = 1.5  # a sentence goes with its likest one even out of order where that is so many times as like
QUOTED = 0.3  # weight of quoted words: what somebody said may stand in two reports of which neither copied

Words = tuple[int, int]  # from a word to the one before another


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage as words of either report, and the changes from the second's wording to the first's."""

    mine: Words
    theirs: Words
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two reports share. ``likeness`` is the part of the shorter one's weight that stands in the other, 0 to 1."""

    passages: tuple[Shared, ...]
    likeness: float


def compare(a: Prepared, b: Prepared) -> Overlap:
    """The overlap of two reports, ``a`` the shorter; passages in its order."""
    if is_foreign(a.report, b.report):
        return _translated(a, b)
    likes, whole = _alike(a.stems, b.stems, _weights(a, b), a)
    partners, likeness = _pair(likes, whole)
    passages = _sentences(a, b, partners)
    passages += _runs(a, b, [s.mine for s in passages])
    return Overlap(tuple(sorted(passages, key=lambda s: (s.mine, s.theirs))), likeness)


def is_foreign(a: Report, b: Report) -> bool:
    """Are the two known to be in two languages?"""
    return None not in (a.language, b.language) and a.language != b.language


def _translated(a: Prepared, b: Prepared) -> Overlap:
    """The overlap of reports in two languages: by names, numbers and words that begin alike in both, in their order."""
    shared = a.spread.keys() & b.spread.keys()
    mine, theirs = _told(a, shared), _told(b, shared)
    likes, whole = _alike(mine, theirs, _weights(a, b), a)
    told = [(i, j, w) for i, j, w in likes if len(mine[i].keys() & theirs[j].keys()) >= MIN_NAMES]
    partners, likeness = _pair(told, whole)
    found = []
    for i, j in sorted(partners.items()):
        steps = [(n, partners[i + n] - j) for n in (-3, -2, -1, 1, 2, 3) if i + n in partners]
        if any(n * step > 0 and abs(step) <= 3 for n, step in steps):  # others near by, in the same order
            here, there = a.sentences[i], b.sentences[j]
            found.append(Shared(here, there, (("replaced", *here, *there),)))
    return Overlap(tuple(found), likeness)


def _told(prepared: Prepared, shared: Set[str]) -> list[dict[str, int]]:
    """The stems of each sentence that another language can keep: of names, of numbers, and those that it has too."""
    kept = shared | prepared.names
    return [{s: n for s, n in bag.items() if s in kept} for bag in prepared.stems]


def _pair(likes: list[Like], whole: float) -> tuple[dict[int, int], float]:
    """Each sentence of the first report with its sentence of the second, and the likeness of the reports, 0 to 1."""
    chain = {i: (j, w) for i, j, w in keep_order(likes)}
    best = {i: (j, w) for i, j, w in best_of_each(likes)}
    partners = {i: best[i][0] if best[i][1] > MOVED * chain.get(i, (0, 0.0))[1] else chain[i][0] for i in best}
    total = sum(w for _, w in chain.values()) + sum(w for _, w in best.values())
    return partners, min(1.0, total / (2 * (whole or 1.0)))


def _weights(a: Prepared, b: Prepared) -> dict[str, float]:
    """The weight of every stem of the two: how rare it is in their sentences and in common use."""
    counts = {s: n + b.spread.get(s, 0) for s, n in a.spread.items()}
    return find_idf(Counter(b.spread | counts), len(a.sentences) + len(b.sentences))


def _alike(
    mine: Sequence[dict[str, int]], theirs: Sequence[dict[str, int]], weights: dict[str, float], a: Prepared
) -> tuple[list[Like], float]:
    """Pairs of like sentences, with likeness times the weight of the sentence of ``a``, and the weight of all of them."""
    totals = [sum([n * weights[s] for s, n in bag.items()]) for bag in theirs]
    holders: dict[str, list[tuple[int, int]]] = {}
    for j, bag in enumerate(theirs):
        for stem in bag.keys() & a.spread.keys():
            holders.setdefault(stem, []).append((j, bag[stem]))
    out: list[Like] = []
    whole = 0.0
    for i, bag in enumerate(mine):
        total = sum([n * weights[s] for s, n in bag.items()])
        quoted = a.part_quoted(*a.sentences[i])
        told = total * (1 - (1 - QUOTED) * quoted)
        whole += told
        common: dict[int, float] = {}
        for stem, times in bag.items():
            weight = weights[stem]
            for j, n in holders.get(stem, ()):
                common[j] = common.get(j, 0.0) + (n if n < times else times) * weight
        least = LIKE * LIKE * total
        like = [(i, j, c / sqrt(total * totals[j]) * told) for j, c in sorted(common.items()) if c * c > least * totals[j]]
        out += like if len(like) <= LIKEST else sorted(sorted(like, key=lambda p: (-p[2], p[1]))[:LIKEST])
    return out, whole


def _sentences(a: Prepared, b: Prepared, partners: dict[int, int]) -> list[Shared]:
    """Passages of like sentences, those that follow one another in both reports as one.

    A sentence that keeps less than half of its words is only believed beside another one: two writers may put one fact alike.
    """
    changes = {
        (i, j): find_changes(a.words[m1:m2], b.words[t1:t2], m1, t1)
        for i, j in partners.items()
        for (m1, m2), (t1, t2) in [(a.sentences[i], b.sentences[j])]
    }
    passages: list[Shared] = []
    last = (-2, -2)
    for i, j in sorted(changes):
        (m1, m2), (t1, t2) = a.sentences[i], b.sentences[j]
        if _kept(changes[i, j], m2 - m1, t2 - t1) < HALF and not any((i + n, j + n) in changes for n in (-1, 1)):
            continue
        if (i - 1, j - 1) == last:
            before = passages.pop()
            passages.append(Shared((before.mine[0], m2), (before.theirs[0], t2), before.changes + changes[i, j]))
        else:
            passages.append(Shared((m1, m2), (t1, t2), changes[i, j]))
        last = (i, j)
    return passages


def _kept(changes: tuple[Change, ...], mine: int, theirs: int) -> float:
    """The part of the words of both sentences that both have, in order."""
    return 1 - sum(c[2] - c[1] + c[4] - c[3] for c in changes) / (mine + theirs)


def _runs(a: Prepared, b: Prepared, taken: Sequence[Words]) -> list[Shared]:
    """Runs of the same words outside the ``taken`` words of ``a``, small edits inside allowed."""
    free = [s for s in a.sentences if s not in taken and not any(t[0] <= s[0] and s[1] <= t[1] for t in taken)]
    if not free:
        return []
    starts = [i for first, behind in free for i in range(first, behind - GRAM + 1)]
    common = np.flatnonzero(np.isin(b.grams, a.grams[starts]))
    places: dict[int, list[int]] = {}
    for j, gram in zip(common.tolist(), b.grams[common].tolist(), strict=True):
        places.setdefault(gram, []).append(j)
    runs: list[list[int]] = []
    for i, gram in zip(starts, a.grams[starts].tolist(), strict=True) if places else ():
        for j in places.get(gram, ())[:8]:
            _lengthen(runs, i, j)
    kept: list[Shared] = []
    for i, j, i2, j2 in sorted(runs, key=lambda r: (r[0] - r[2], r[0], r[1])):
        if i2 - i >= MIN_WORDS and not any(i < k.mine[1] and k.mine[0] < i2 for k in kept):
            kept.append(Shared((i, i2), (j, j2), find_changes(a.words[i:i2], b.words[j:j2], i, j)))
    return kept


def _lengthen(runs: list[list[int]], i: int, j: int) -> None:
    """Take the sequence at ``i`` and ``j`` into the run that it goes on from, or let one begin."""
    for run in reversed(runs[-6:]):
        if -GRAM <= i - run[2] <= GAP and -GRAM - 1 <= j - run[3] <= GAP:
            run[2], run[3] = max(run[2], i + GRAM), max(run[3], j + GRAM)
            return
    runs.append([i, j, i + GRAM, j + GRAM])
