"""When what a claim tells was: the times in its range, and which of them are its verb's own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from variorum.claims.clauses import find_predicate
from variorum.claims.contents import Range
from variorum.claims.modality import is_present
from variorum.model import Period
from variorum.text.lexicon import entries
from variorum.text.periods import Time, find_times

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NOUNS_OWN = ("compound", "nmod", "poss")  # of a time that is a noun's own: "the March 9 shooting"


def find_periods(text: str, doc: Doc, tokens: Range, day: date | None, *, future: bool) -> list[tuple[int, Period, bool]]:
    """A range's time expressions: where in the sentence they stand, the days that they can mean, whether of its verb."""
    start, end = find_bounds(doc, tokens)
    head = find_predicate(doc, tokens)
    found = []
    for time in find_times(text):
        if start <= time.start and time.end <= end and (days := time.days(day, future=future)) is not None:
            own = _is_of(head, doc, time) and not (_is_past(time) and is_present(head))
            found.append((time.start, Period(_iso(days[0]), _iso(days[1])), own))
    return found


def find_bounds(doc: Doc, tokens: Range) -> tuple[int, int]:
    """Where the tokens begin and end in the sentence."""
    last = doc[tokens[1] - 1]
    return doc[tokens[0]].idx, last.idx + len(last)


def _is_past(time: Time) -> bool:
    which = dict(time.parts).get("which", "")
    return time.kind == "ago" or which in ("last", "yesterday")


def _is_of(head: Token, doc: Doc, time: Time) -> bool:
    """Does the time tell when the verb was, and not when something was that is named beside it ("the 2016 election")?"""
    span = doc.char_span(time.start, time.end, alignment_mode="expand")
    if span is None:
        return True
    at, long_ago = span.root, time.kind in ("between", "decade", "month", "since", "year") or span.root.dep_ in _NOUNS_OWN
    while at.pos_ not in ("VERB", "AUX") and at.head != at:
        at = at.head
        if long_ago and at.pos_ in ("NOUN", "PROPN") and not span.start <= at.i < span.end:
            return at.lemma_.lower() in entries("event_nouns") and at.dep_ in ("nsubj", "nsubjpass")
    for _ in range(4):  # "began to fall", "was expected to rise": of one verb with the head
        had = at.dep_ == "ccomp" and at.head.lemma_.lower() in ("get", "have")  # "had the hearing waived on Tuesday"
        if at == head or at.head == at or not (had or at.dep_ in ("xcomp", "conj", "aux", "auxpass")):
            break
        at = at.head
    aside = at.dep_ == "advcl" and ((at.head == head and at.i < head.i) or (_is_bare(at) and head in at.ancestors))
    return bool(at == head or at.pos_ not in ("VERB", "AUX") or aside)


def _is_bare(verb: Token) -> bool:
    """ "when asked last week": a clause without a subject of its own is of its main clause's time."""
    return verb.tag_ == "VBN" and not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
