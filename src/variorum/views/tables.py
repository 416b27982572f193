"""The tables of a sheet: ledgers of figures, what each report adds and omits, and what it calls a party."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from variorum.model import Claim, Collation, Count, Ledger, Naming, Span
from variorum.points.coverage import pick_telling
from variorum.points.split import spell

SHOWN = 5  # claims that a report has alone, and points that it lacks, that are printed

Letters = dict[str, str]  # report id to its letter


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of a ledger: as of when, as written, whose word, whose text, and the claims by the letters of their reports."""

    as_of: str
    text: str
    voice: str
    origin: str
    passages: tuple[tuple[str, Claim], ...]
    count: Count

    @property
    def letters(self) -> str:
        """The letters of its reports."""
        return " ".join(dict.fromkeys(mark for mark, _ in self.passages))


@dataclass(frozen=True, slots=True)
class Figures:
    """A ledger as it is printed, and its unit; ``parts`` says whether its figures differ."""

    of: str
    unit: str
    rows: tuple[Row, ...]
    parts: bool


@dataclass(frozen=True, slots=True)
class Share:
    """What one report adds (claims: id, words) and omits (what the points are about, the letters of those that have it)."""

    letter: str
    adds: tuple[tuple[str, str], ...]
    omits: tuple[tuple[str, str], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Names:
    """What reports call one party: the words, the letters of those that use them, and where."""

    of: str
    rows: tuple[tuple[str, str, tuple[Span, ...]], ...]


def lay_out_ledgers(collation: Collation, letters: Letters) -> tuple[Figures, ...]:
    """All ledgers, those whose figures differ first."""
    claims = {c.id: c for c in collation.claims}
    return tuple(_figures(g, claims, letters) for g in collation.ledgers)


def _figures(ledger: Ledger, claims: dict[str, Claim], letters: Letters) -> Figures:
    rows = []
    for count in ledger.counts:
        given = sorted((claims[i] for i in count.claims), key=lambda c: list(letters).index(c.at.report))
        passages = tuple((letters[c.at.report], c) for c in given)
        rows.append(Row(_spell_moment(count.as_of), count.text, count.voice or "", count.origin or "", passages, count))
    return Figures(ledger.of, ledger.unit, tuple(rows), ledger.differ)


def _spell_moment(moment: str | None) -> str:
    """The day, with the hour where it is known."""
    if moment is None:
        return "no date"
    return f"{moment[:10]} {moment[11:16]}" if len(moment) > len("2023-09-21T10") else moment[:10]


def lay_out_shares(collation: Collation, letters: Letters) -> tuple[Share, ...]:
    """For each report that has something alone or lacks something, the most telling of both."""
    claims, points = {c.id: c for c in collation.claims}, {p.id: p for p in collation.points}
    found = []
    for coverage in collation.coverage:
        adds = pick_telling([claims[i] for i in coverage.adds], SHOWN)
        omits = []
        for point in (points[i] for i in coverage.omits[:SHOWN]):
            homes = {claims[i].at.report for r in point.readings for i in r.claims}
            omits.append((point.readings[0].answer, sort_letters({letters[h] for h in homes})))
        more = len(coverage.adds) - len(adds)
        if adds or omits:
            found.append(Share(letters[coverage.report], tuple((c.id, spell(c)) for c in adds), tuple(omits), more))
    return tuple(found)


def lay_out_names(namings: Sequence[Naming], letters: Letters) -> tuple[Names, ...]:
    """The parties that are called by several words."""
    found = []
    for naming in namings:
        rows = tuple((x.text, sort_letters({letters[s.report] for s in x.cites}), x.cites) for x in naming.names)
        found.append(Names(naming.of, rows))
    return tuple(found)


def sort_letters(marks: set[str]) -> str:
    """ "A B AA": letters of reports in the order of the reports."""
    return " ".join(sorted(marks, key=lambda x: (len(x), x)))
