"""Echoes: claims of two reports in nearly the same words, and the facts in which they differ, whoever copied whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher

from variorum.model import Claim, Report, Span, Variant
from variorum.points.context import Context
from variorum.points.subjects import are_unnamed, is_one_unnamed, is_state, share_subject
from variorum.text.changes import Side, kind_of, side_of
from variorum.text.words import Word, find_words, fold

ECHO = 0.55  # likeness from which two claims may be one sentence in two prints
SAME = 0.7  # part of their words that then stand in the same order
KINDS = frozenset({"number", "date", "place", "role", "negation", "contrary", "preposition"})  # names: another's story


def find_echoes(context: Context, reports: Sequence[Report]) -> list[Variant]:
    """The facts that read otherwise in claims that are else one sentence, in the order of the claims."""
    days = {r.id: r.day for r in reports}
    found = []
    for a, b in context.like(ECHO):
        if a.at.report == b.at.report or (a.voice and b.voice and a.voice != b.voice) or context.both_have(a, b):
            continue
        if are_unnamed(a, b) or is_one_unnamed(a, b):
            continue  # two men held, each without bail or on one of his own
        first, second = (b, a) if _is_later(days[a.at.report], days[b.at.report]) else (a, b)
        dated = days[a.at.report] == days[b.at.report] and not (is_state(a) or is_state(b))
        found += _changes(first, second, dated=dated)
    return found


def _is_later(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one > other


def _changes(source: Claim, copy: Claim, *, dated: bool) -> list[Variant]:
    """The changed facts of two prints of one sentence; none where a name tells that it is another's."""
    mine, theirs = find_words(copy.says), find_words(source.says)
    matcher = SequenceMatcher(None, [fold(w.text) for w in theirs], [fold(w.text) for w in mine], autojunk=False)
    if matcher.ratio() < SAME:
        return []
    found = []
    for tag, i, j, k, n in matcher.get_opcodes():
        if tag == "equal":
            continue
        sides = _side(copy, mine, k, n), _side(source, theirs, i, j)
        kind = kind_of(*sides)
        if kind == "name" and len(sides[0].names) > 1 < len(sides[1].names):
            return []  # another person: another sentence of the same make
        if (
            kind in KINDS
            and (dated or kind != "date")
            and not (kind == "negation" and (are_unnamed(source, copy) or not share_subject(source, copy)))
        ):
            here, there = _span(copy, mine, k, n), _span(source, theirs, i, j)
            found.append(Variant(kind, here, there, _text(source, there), _text(copy, here)))
    return found


def _side(claim: Claim, words: Sequence[Word], first: int, last: int) -> Side:
    start, end = _place(claim, words, first, last)
    return side_of(claim.says, start, end, first=0, last=len(claim.says))


def _span(claim: Claim, words: Sequence[Word], first: int, last: int) -> Span:
    """The words from ``first`` to before ``last`` in the report; where there are none, the next, to have something to show."""
    start, end = _place(claim, words, first, max(last, first + 1))
    return Span(claim.at.report, claim.at.start + start, claim.at.start + end)


def _place(claim: Claim, words: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    start = words[first].start if first < len(words) else len(claim.says)
    return start, words[min(last, len(words)) - 1].end if last > first and first < len(words) else start


def _text(claim: Claim, span: Span) -> str:
    return claim.says[span.start - claim.at.start : span.end - claim.at.start]
