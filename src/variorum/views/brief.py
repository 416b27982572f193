"""Points -> brief: ten lines at most, made of the reports' own passages."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.model import DIVERGENT, Claim, Line, Point

MOST = 10  # lines
AGREED = 4  # of them on what is agreed
GOOD = 90  # characters of a passage that reads well as a line
BETWEEN = " ⁄ "  # between passages that part: a mark, not a word


def write_brief(claims: Sequence[Claim], points: Sequence[Point]) -> tuple[Line, ...]:
    """What most origins agree on first, then what is disputed, then where the reports part otherwise."""
    by_id = {c.id: c for c in claims}
    agreed = sorted(
        (p for p in points if p.status == "agreed"),
        key=lambda p: (-p.readings[0].origins[1], -p.readings[0].origins[0], -len(p.readings[0].claims)),
    )
    parting = sorted(
        (p for p in points if p.status in DIVERGENT), key=lambda p: ("disputed", "conflict", "updated").index(p.status)
    )
    lines = [_line(p, by_id) for p in agreed[:AGREED]]
    return tuple((lines + [_line(p, by_id) for p in parting])[:MOST])


def _line(point: Point, claims: dict[str, Claim]) -> Line:
    """The shortest passage of each reading, with the places of all that say the same words."""
    texts, cites = [], []
    for reading in point.readings:
        given = [claims[i] for i in reading.claims]
        best = min(given, key=lambda c: (bool(c.about), c.hedged, abs(len(c.says) - GOOD), c.at))
        texts.append(" ".join(best.says.split()))
        cites += [best.at, *(c.at for c in given if c.says == best.says and c is not best)]
    return Line(BETWEEN.join(dict.fromkeys(texts)), tuple(cites))
