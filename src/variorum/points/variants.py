"""Facts that read otherwise in a copy -> splits: the claims in which the two readings stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher

from variorum.model import Claim, Report, Span, Status, Variant
from variorum.points.split import Split, shorten, spell
from variorum.text.lexicon import pairs
from variorum.text.words import find_words, fold

SPELLED = 0.7  # likeness by letters from which on two names are one, in two spellings
HELD = 0.6  # of a variant's letters that its claim must hold
PARTING = frozenset(("number", "date", "role", "place", "name", "negation", "preposition"))  # tenses follow the day of print


def find_variant_splits(
    claims: Sequence[Claim], variants: Sequence[Variant], reports: Sequence[Report], apart: set[frozenset[str]]
) -> list[Split]:
    """A split for each variant that parts two claims which no other split has set ``apart`` (pairs of ids)."""
    by_report: dict[str, list[Claim]] = {}
    for claim in claims:
        by_report.setdefault(claim.at.report, []).append(claim)
    days = {r.id: r.day for r in reports}
    found = []
    for variant in variants:
        if variant.kind in PARTING and _is_fact(variant):
            copy, source = _holder(variant.copy, by_report), _holder(variant.source, by_report)
            if copy and source and frozenset((copy.id, source.id)) not in apart:
                apart.add(frozenset((copy.id, source.id)))
                found.append(_split(variant, copy, source, days))
    return found


def _holder(span: Span, claims: dict[str, list[Claim]]) -> Claim | None:
    """The shortest claim that holds the span, but for a little word at its edge ("that 22 people")."""
    holding = [c for c in claims.get(span.report, ()) if c.at.overlap(span) > HELD * len(span)]
    return min(holding, key=lambda c: (len(c.at), c.at), default=None)


def _is_fact(variant: Variant) -> bool:
    """Can the two not both be right: is a name another one in full, a preposition the contrary of the other?"""
    was, became = ([w.text for w in find_words(text)] for text in (variant.was, variant.became))
    if variant.kind == "preposition":
        return {(fold(a), fold(b)) for a in was for b in became} <= {p for a, b in pairs("opposites") for p in ((a, b), (b, a))}
    if (
        variant.kind in ("name", "place")
        and SequenceMatcher(None, variant.was.casefold(), variant.became.casefold()).ratio() >= SPELLED
    ):
        return False
    if variant.kind == "name":
        return all(sum(w[0].isupper() for w in side) > 1 for side in (was, became))
    return True


def _split(variant: Variant, copy: Claim, source: Claim, days: dict[str, date | None]) -> Split:
    was, became = (" ".join(text.split()) for text in (variant.was, variant.became))
    first, second = days[source.at.report], days[copy.at.report]
    moved = variant.kind == "number" and first is not None and second is not None and first != second
    status: Status = "updated" if moved else "conflict"
    readings = ((shorten(spell(source), 120), (source,)), (shorten(spell(copy), 120), (copy,)))
    why = f"one text, but “{was}” in the one is “{became}” in the other"
    return Split(shorten(spell(source)), status, readings, why)
