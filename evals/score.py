"""What is printed against what is marked: figures of points, divergences, attributions, families and cleaning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from evals.marks import Folded, Marked, Place
from variorum.model import DIVERGENT, Claim, Collation, Edition, Point

KEPT_AT_WILL = {"byline", "stamp", "embed"}  # furniture that a reader may want to keep


@dataclass(slots=True)
class Count:
    """What was marked and found, what was printed and right."""

    marked: int = 0
    found: int = 0
    printed: int = 0
    right: int = 0

    @property
    def recall(self) -> float:
        """Part of the marked that was found."""
        return self.found / self.marked if self.marked else 0.0

    @property
    def precision(self) -> float:
        """Part of the printed that is right."""
        return self.right / self.printed if self.printed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.right and self.found else 0.0


@dataclass(slots=True)
class Score:
    """The counts over all stories scored so far."""

    points: Count = field(default_factory=Count)
    witness: Count = field(default_factory=Count)
    divergences: Count = field(default_factory=Count)
    typed: Count = field(default_factory=Count)
    attributions: Count = field(default_factory=Count)
    stance: Count = field(default_factory=Count)
    families: Count = field(default_factory=Count)
    furniture: Count = field(default_factory=Count)
    body: Count = field(default_factory=Count)

    def figures(self) -> dict[str, float]:
        """The figures that the floors hold, 0 to 1."""
        return {
            "points.recall": self.points.recall,
            "witness.f1": self.witness.f1,
            "divergences.precision": self.divergences.precision,
            "divergences.recall": self.divergences.recall,
            "divergences.f1": self.divergences.f1,
            "typed.f1": self.typed.f1,
            "attributions.precision": self.attributions.precision,
            "attributions.recall": self.attributions.recall,
            "attributions.f1": self.attributions.f1,
            "stance.accuracy": self.stance.recall,
            "families.f1": self.families.f1,
            "furniture.gone": self.furniture.recall,
            "body.kept": self.body.recall,
        }


class Sheet:
    """One story's marks and what was printed of it, in the same places."""

    def __init__(self, marked: Marked, edition: Edition) -> None:
        self.gold = marked.gold
        self.names = {r.id: r.name for c in edition for r in c.story.reports}
        self.texts = {r.name: Folded(r.text) for c in edition for r in c.story.reports}
        self.claims = {c.id: c for collation in edition for c in collation.claims}
        self.points = [p for collation in edition for p in collation.points]
        self.collations: Sequence[Collation] = edition.collations

    def place(self, mark: dict[str, Any], key: str = "quote") -> Place | None:
        """Where a mark stands in the printed text."""
        at = self.texts[mark["report"]].find(mark[key]) if mark["report"] in self.texts else None
        return Place(mark["report"], *at) if at else None

    def of(self, claim: Claim) -> Place:
        """Where a claim stands."""
        return Place(self.names[claim.at.report], claim.at.start, claim.at.end)

    def readings(self, point: Point) -> list[list[Place]]:
        """The places of a point's claims, by reading."""
        return [[self.of(self.claims[i]) for i in r.claims] for r in point.readings]

    def marks(self, point: dict[str, Any]) -> list[list[Place]]:
        """The places of a marked point's witnesses, by reading."""
        return [[p for w in r["witnesses"] if (p := self.place(w))] for r in point["readings"]]


def score_story(marked: Marked, edition: Edition, score: Score) -> None:
    """Add one story to the score."""
    sheet = Sheet(marked, edition)
    _points(sheet, score)
    _divergences(sheet, score)
    _attributions(sheet, score)
    _families(sheet, score)
    _cleaning(sheet, score)


def _hits(marks: Iterable[Place], printed: Sequence[Place]) -> list[Place]:
    return [m for m in marks if any(p.holds(m) for p in printed)]


def _points(sheet: Sheet, score: Score) -> None:
    every = [m for p in sheet.gold["points"] for reading in sheet.marks(p) for m in reading]
    printed = [[p for reading in sheet.readings(point) for p in reading] for point in sheet.points]
    for point in sheet.gold["points"]:
        marks = [m for reading in sheet.marks(point) for m in reading]
        best = max(printed, key=lambda places: len(_hits(marks, places)), default=[])
        hits = _hits(marks, best)
        reports = {w["report"] for r in point["readings"] for w in r["witnesses"]}
        score.points.marked += 1
        score.points.found += len({h.report for h in hits}) >= min(2, len(reports))
        score.witness.marked += sum(len(r["witnesses"]) for r in point["readings"])
        score.witness.found += len(hits)
        if hits:
            home = [p for p in best if any(p.holds(m) for m in marks)]
            score.witness.right += len(home)
            score.witness.printed += len(home) + sum(p not in home and any(p.holds(m) for m in every) for p in best)


def _sets_apart(shown: list[list[Place]], marks: list[list[Place]]) -> bool:
    """Do two marked readings stand in two different printed ones?"""
    touched = [{i for i, places in enumerate(shown) if _hits(reading, places)} for reading in marks]
    return any(a and b and len(a | b) > 1 for a, b in combinations(touched, 2))


def _divergences(sheet: Sheet, score: Score) -> None:
    marked = [(p["status"], sheet.marks(p)) for p in sheet.gold["points"] if p["status"] in DIVERGENT]
    unclear = [sheet.marks(p) for p in sheet.gold["points"] if p["status"] == "unclear"]
    printed = [(p.status, sheet.readings(p)) for p in sheet.points if p.status in DIVERGENT]
    for status, marks in marked:
        met = [kind for kind, shown in printed if _sets_apart(shown, marks)]
        score.divergences.marked += 1
        score.divergences.found += bool(met)
        score.typed.marked += 1
        score.typed.found += status in met
    for kind, shown in printed:
        if any(_sets_apart(shown, marks) for marks in unclear):
            continue
        kinds = [status for status, marks in marked if _sets_apart(shown, marks)]
        score.divergences.printed += 1
        score.divergences.right += bool(kinds)
        score.typed.printed += 1
        score.typed.right += kind in kinds


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower())) - {"the", "a", "an", "of", "s"} or {text.lower()}


def _attributions(sheet: Sheet, score: Score) -> None:
    said = [(sheet.of(c), c.attribution[-1]) for c in sheet.claims.values() if c.attribution]
    marked = [(at, a) for a in sheet.gold["attributions"] if (at := sheet.place(a, "content"))]
    optional = [at for a in sheet.gold.get("attributions_optional", []) if (at := sheet.place(a, "content"))]
    score.attributions.marked += len(sheet.gold["attributions"])
    for at, gold in marked:
        same = [a for place, a in said if place.holds(at) and _words(a.speaker) & _words(gold["source"])]
        score.attributions.found += bool(same)
        score.stance.marked += bool(same)
        score.stance.found += any(a.stance == gold["stance"] for a in same)
    last = {at.report: max(m.end for m, _ in marked if m.report == at.report) for at, _ in marked}
    for place, link in said:
        if place.end > last.get(place.report, 0):
            continue  # beyond the part of the report that is marked
        right = any(place.holds(at) and _words(link.speaker) & _words(gold["source"]) for at, gold in marked)
        if right or not _hits(optional, [place]):
            score.attributions.printed += 1
            score.attributions.right += right


def _families(sheet: Sheet, score: Score) -> None:
    def pairs(groups: Iterable[Iterable[str]]) -> set[frozenset[str]]:
        return {frozenset(two) for group in groups for two in combinations(group, 2)}

    gold = pairs(f["reports"] for f in sheet.gold["families"])
    ours = pairs([sheet.names[r] for r in f.reports] for c in sheet.collations for f in c.families)
    score.families.marked += len(gold)
    score.families.found += len(gold & ours)
    score.families.printed += len(ours)
    score.families.right += len(gold & ours)


def _cleaning(sheet: Sheet, score: Score) -> None:
    for mark in sheet.gold.get("boilerplate", []):
        if mark.get("kind") not in KEPT_AT_WILL and len(mark["quote"]) >= 6:
            score.furniture.marked += 1
            score.furniture.found += sheet.place(mark) is None
    for mark in sheet.gold.get("body", []):
        score.body.marked += 1
        score.body.found += sheet.place(mark) is not None
