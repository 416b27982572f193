"""Points -> brief: ten lines at most, made of the reports' own passages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from variorum.model import DIVERGENT, Claim, Line, Point, Reading
from variorum.points.split import spell

MOST = 10  # lines
PARTING = 6  # of them that may tell where the reports part
GOOD = 90  # characters of a passage that reads well as a line
BETWEEN = " ⁄ "  # between passages that part: a mark, not a word
_LEANS = re.compile(  # words that lean on what stands before, or on who speaks
    r"^(?:he|her|hers|him|his|it|its|she|that|their|them|there|these|they|this|those|which|who|whom|whose)\b|\b(?:I|me|my|our|us|we|you|your)\b",
    re.IGNORECASE,
)


def write_brief(claims: Sequence[Claim], points: Sequence[Point]) -> tuple[Line, ...]:
    """What most origins agree on first, then what is disputed, then where the reports part otherwise."""
    by_id = {c.id: c for c in claims}
    agreed = sorted(
        (p for p in points if p.status == "agreed" and _asserts(p, by_id)),
        key=lambda p: (_leans(p, by_id), -p.readings[0].origins[1], -p.readings[0].origins[0], -len(p.readings[0].claims)),
    )
    parting = sorted(
        (p for p in points if p.status in DIVERGENT),
        key=lambda p: (_leans(p, by_id), ("disputed", "conflict", "updated").index(p.status)),
    )[:PARTING]
    parting.sort(key=lambda p: ("disputed", "conflict", "updated").index(p.status))
    lines = [_line(p, by_id) for p in agreed]
    told = list({line.text: line for line in lines}.values())[: MOST - len(parting)]
    return tuple(told + [_line(p, by_id) for p in parting])


def _asserts(point: Point, claims: dict[str, Claim]) -> bool:
    """Does a passage say something by itself, and not only what a person is, where it was, what came of it?"""
    return any(not (c.is_role or c.is_detail) for c in _given(point.readings[0], claims))


def _leans(point: Point, claims: dict[str, Claim]) -> bool:
    """Does one of the passages that would be printed not stand by itself?"""
    best = [_best(_given(r, claims)) for r in point.readings]
    return any(c.is_detail or _LEANS.search(c.says) for c in best)


def _given(reading: Reading, claims: dict[str, Claim]) -> list[Claim]:
    """The claims that give the answer, without those that only touch on it."""
    return [claims[i] for i in reading.claims if i not in reading.beside]


def _best(claims: Sequence[Claim]) -> Claim:
    """The claim that reads best as a line: whole, plain, and neither long nor short."""
    return min(
        claims, key=lambda c: (c.is_detail, bool(_LEANS.search(c.says)), bool(c.about), c.hedged, abs(len(c.says) - GOOD), c.at)
    )


def _line(point: Point, claims: dict[str, Claim]) -> Line:
    """The best passage of each reading, with the places of all that say the same words."""
    texts, cites = [], []
    for reading in point.readings:
        given = _given(reading, claims)
        best = _best(given)
        texts.append(" ".join(spell(best).split()))
        cites += [best.at, *(c.at for c in given if c.says == best.says and c is not best)]
    return Line(BETWEEN.join(dict.fromkeys(texts)), tuple(cites))
