"""Facts that read otherwise in a copy -> splits: the claims in which the two readings stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations

from variorum.model import Claim, Figure, Report, Span, Status, Variant
from variorum.points.context import Context
from variorum.points.moments import may_be_one_moment
from variorum.points.quantities import agree
from variorum.points.slots import CLOCKS, dimension, find_slots
from variorum.points.split import Split, shorten, spell
from variorum.points.subjects import is_state
from variorum.text.dates import MONTHS, WEEKDAYS
from variorum.text.figures import is_house
from variorum.text.lexicon import both_ways
from variorum.text.periods import Time, find_times
from variorum.text.words import find_words, fold, is_function_word

_DAYS = frozenset((*MONTHS, *WEEKDAYS))
PRINT = 0.7  # likeness of two claims that are one passage in two prints
SPELLED = 0.7  # likeness by letters from which on two names are one, in two spellings
ANY_DAY = date(2000, 1, 1)  # against which each date without a year is a day, if it can be one
HELD = 0.6  # of a variant's letters that its claim must hold
_ERRAND = re.compile(  # what reporters tell of their own errands is another errand on another day
    r"\b(?:answered the door|return(?:ed)? (?:a |any )?(?:calls?|messages?)|be reached|for comment"
    r"|respond(?:ed)? to (?:a |an )?(?:request|message))",
    re.IGNORECASE,
)
PARTING = frozenset(
    ("number", "date", "role", "place", "name", "negation", "contrary", "preposition")
)  # tenses follow the day of print


def find_variant_splits(
    context: Context, roles: Sequence[Claim], variants: Sequence[Variant], reports: Sequence[Report], splits: Sequence[Split]
) -> list[Split]:
    """A split for each variant that parts two claims which none of the ``splits`` sets apart."""
    apart = {frozenset((a.id, b.id)) for s in splits for a, b in combinations(s.claims, 2)}
    by_report: dict[str, list[Claim]] = {}
    for claim in (*context.claims, *roles):
        by_report.setdefault(claim.at.report, []).append(claim)
    days = {r.id: r.day for r in reports}
    found = []
    for variant in variants:
        if variant.kind in PARTING and _is_fact(variant) and not _is_told(variant, splits):
            copy, source = _holder(variant.copy, by_report), _holder(variant.source, by_report)
            if (
                copy
                and source
                and not any(_ERRAND.search(c.says) for c in (copy, source))
                and not context.both_have(copy, source)
                and not (variant.kind == "date" and (is_state(copy) or is_state(source)))
                and not _are_one_number(variant, copy, source)
                and not _are_one_time(variant, copy, source)
                and not _are_of_others(variant, copy, source)
                and frozenset((copy.id, source.id)) not in apart
            ):
                split = _split(
                    variant, _with_prints(source, variant.was, context), _with_prints(copy, variant.became, context), days
                )
                apart |= {frozenset((a.id, b.id)) for a, b in combinations(split.claims, 2)}
                found.append(split)
    return found


def _are_one_number(variant: Variant, copy: Claim, source: Claim) -> bool:
    """Can the two figures be the same ("about 5,000" and "5,100"), or are they numbers of houses?"""
    places = ((copy, variant.copy), (source, variant.source))
    if all(is_house(c.says, span.end - c.at.start) for c, span in places):
        return True
    mine, theirs = _slots_in(copy, variant.copy), _slots_in(source, variant.source)
    return variant.kind == "number" and any(agree(f, g) or _are_of_two_kinds(f, g) for f in mine for g in theirs)


def _are_of_two_kinds(f: Figure, g: Figure) -> bool:
    """Are they in units that nothing converts: dollars and pounds, degrees of an unknown scale?"""
    return bool(f.unit and g.unit) and dimension(f.unit) != dimension(g.unit)


def _are_one_time(variant: Variant, copy: Claim, source: Claim) -> bool:
    """Can the two times be one ("the 1960s" and "1964", "10 p.m. EST" and "0300 GMT"), or is one of them no day?"""
    mine, theirs = _times_in(copy, variant.copy), _times_in(source, variant.source)
    met = copy.clock.meets(source.clock) if copy.clock and source.clock else None
    if met is False or not (mine and theirs):
        return False
    if may_be_one_moment(copy, source):
        return True
    if len(mine) != 1 or len(theirs) != 1:
        return False
    if "clock" in (mine[0].kind, theirs[0].kind):
        return bool(copy.clock and source.clock)
    if any(t.kind in ("date", "iso", "numeric") and t.days(ANY_DAY) is None for t in (mine[0], theirs[0])):
        return not (copy.period and source.period)  # "11/3/2026" in no known order, "April 31"
    return bool(copy.period and source.period and copy.period.meets(source.period))


def _times_in(claim: Claim, span: Span) -> list[Time]:
    """The times of the claim that the span stands in."""
    start, end = span.start - claim.at.start, span.end - claim.at.start
    return [t for t in find_times(claim.says) if t.start < end and start < t.end]


def _slots_in(claim: Claim, span: Span) -> list[Figure]:
    """The claim's figures and hours that the span stands in."""
    slots = find_slots(claim)
    return [f for f in slots if f.unit in CLOCKS and f.at.overlap(span)] or [f for f in claim.figures if f.at.overlap(span)]


def _are_of_others(variant: Variant, copy: Claim, source: Claim) -> bool:
    """Is each told of a person whom the other does not name: two reports of one make, on two events?"""
    mine, theirs = _names(copy, variant.became), _names(source, variant.was)
    return not copy.is_role and bool(mine - theirs) and bool(theirs - mine)


def _names(claim: Claim, besides: str) -> set[str]:
    """The words with a capital in the claim and its subject, but for its first and the changed ones."""
    words = [w.text for w in find_words(claim.says)[1:]] + [w.text for w in find_words(claim.subject or "")]
    named = {fold(w) for w in words if w[0].isupper() and not is_function_word(w)} - _DAYS
    return named - {fold(w.text) for w in find_words(besides)}


def _is_told(variant: Variant, splits: Sequence[Split]) -> bool:
    """Does a split already set the two words apart, for these two reports?"""
    sides = (variant.copy.report, _folded(variant.became)), (variant.source.report, _folded(variant.was))
    return any(
        all(
            any(
                f" {words} " in f" {_folded(answer)} " and any(c.at.report == report for c in given)
                for answer, given in s.readings
            )
            for report, words in sides
        )
        for s in splits
    )


def _with_prints(claim: Claim, words: str, context: Context) -> tuple[Claim, ...]:
    """The claim, and the same in other prints of the text, with the same words for the fact."""
    if claim.is_role:
        return (claim,)
    plain = f" {_folded(words)} "
    others = [c for c in context.claims if c.at.report != claim.at.report and context.together(c, claim)]
    return (claim, *(c for c in others if plain in f" {_folded(c.says)} " and context.alike(c, claim) >= PRINT))


@lru_cache(maxsize=1 << 14)
def _folded(text: str) -> str:
    return " ".join(fold(w.text) for w in find_words(text))


def _holder(span: Span, claims: dict[str, list[Claim]]) -> Claim | None:
    """The shortest claim that holds the span, but for a little word at its edge ("that 22 people")."""
    holding = [c for c in claims.get(span.report, ()) if c.at.overlap(span) > HELD * len(span)]
    return min(holding, key=lambda c: (len(c.at), c.at), default=None)


def _is_fact(variant: Variant) -> bool:
    """Can the two not both be right: is a name another one in full, a preposition the contrary of the other?"""
    was, became = ([w.text for w in find_words(text)] for text in (variant.was, variant.became))
    if variant.kind == "preposition":
        return {(fold(a), fold(b)) for a in was for b in became} <= both_ways("opposites")
    if (
        variant.kind in ("name", "place")
        and SequenceMatcher(None, variant.was.casefold(), variant.became.casefold()).ratio() >= SPELLED
    ):
        return False
    if variant.kind == "name":
        named = all(sum(w[0].isupper() for w in side) > 1 for side in (was, became))
        return named and bool({fold(w) for w in was} & {fold(w) for w in became})  # with no word in common it is another's
    return True


def _split(variant: Variant, source: tuple[Claim, ...], copy: tuple[Claim, ...], days: dict[str, date | None]) -> Split:
    was, became = (" ".join(text.split()) for text in (variant.was, variant.became))
    first, second = days[source[0].at.report], days[copy[0].at.report]
    timed = any(f.unit in CLOCKS for f in _slots_in(copy[0], variant.copy))
    moved = variant.kind == "number" and not timed and first is not None and second is not None and first != second
    status: Status = "updated" if moved else "conflict"
    readings = ((shorten(spell(source[0]), 120), source), (shorten(spell(copy[0]), 120), copy))
    why = f"one text, but “{was}” in the one is “{became}” in the other"
    return Split(shorten(spell(source[0])), status, readings, why)
