"""A claim as the comparer sees it: its own words and fields, with what surrounds it in its report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from variorum.model import Claim, Figure, Period, Report
from variorum.text.sentences import find_sentences

BEFORE = 400  # characters of the text before a claim's sentence that are kept


@dataclass(frozen=True, slots=True)
class Told:
    """One claim, its sentence, and the text before that; ``start`` is its offset in the report, ``day`` the report's (ISO)."""

    says: str
    subject: str = ""
    predicate: str = ""
    voice: str = ""
    denied: bool = False
    hedged: bool = False
    planned: bool = False
    figures: tuple[Figure, ...] = ()
    period: Period | None = None
    names: tuple[str, ...] = ()
    sentence: str = ""
    before: str = ""
    outlet: str = ""
    day: str = ""
    start: int = 0


def tell(claims: Sequence[Claim], reports: Sequence[Report]) -> list[Told]:
    """Every claim with its surroundings, in the order of the claims."""
    by_report: dict[str, list[Claim]] = {}
    for claim in claims:
        by_report.setdefault(claim.at.report, []).append(claim)
    told = {c.id: t for r in reports for c, t in _tell_report(r, by_report.get(r.id, []))}
    return [told[c.id] for c in claims]


def _tell_report(report: Report, claims: Sequence[Claim]) -> Iterator[tuple[Claim, Told]]:
    bounds = find_sentences(report.text) if claims else []
    for claim in claims:
        start, end = next(((s, e) for s, e in bounds if s <= claim.at.start < e), (claim.at.start, claim.at.end))
        yield (
            claim,
            Told(
                says=claim.says,
                subject=claim.subject or claim.about or "",
                predicate=claim.predicate,
                voice=claim.voice or "",
                denied=claim.denied,
                hedged=claim.hedged,
                planned=claim.planned,
                figures=claim.figures,
                period=claim.period,
                names=claim.names,
                sentence=report.text[start : max(end, claim.at.end)],
                before=report.text[max(0, start - BEFORE) : start],
                outlet=report.outlet or "",
                day=(report.published or "")[:10] if report.doubt is None else "",
                start=claim.at.start,
            ),
        )
