"""When what a claim tells was: the times in its range, which of them are its verb's own, and the time of day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from variorum.claims.clauses import find_predicate
from variorum.claims.contents import Range
from variorum.claims.datings import Dating
from variorum.claims.modality import is_present
from variorum.model import Clock, Period, Span
from variorum.text.clocks import DAY, HALF, HOUR, ClockTime, find_clocks, join_clocks
from variorum.text.lexicon import entries
from variorum.text.periods import Time, find_times

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NOUNS_OWN = ("compound", "nmod", "poss")  # of a time that is a noun's own: "the March 9 shooting"
_DELAYS = frozenset({"adjourn", "defer", "delay", "extend", "postpone", "reschedule"})
_UNTIL = re.compile(r"\b(?:for|till|to|until)\s+$")
SMALL_HOURS = 6 * HOUR  # "at 2 a.m. last night" is of the day after the evening
MOST_DAYS = 2  # days that a period may have to give a time of day its moment
EARLIEST, LATEST = date(2, 1, 1), date(9998, 12, 31)  # days on either side of which there is a day in any zone


@dataclass(frozen=True, slots=True)
class Dated:
    """A time expression of a sentence at its offsets, the days that it can mean, and whether it is of the claim's verb."""

    start: int
    end: int
    period: Period
    own: bool


def find_periods(text: str, doc: Doc, tokens: Range, dating: Dating, *, future: bool) -> list[Dated]:
    """A range's time expressions: where in the sentence they stand, the days that they can mean, whether of its verb."""
    start, end = find_bounds(doc, tokens)
    head = find_predicate(doc, tokens)
    found = []
    for time in find_times(text):
        if not (start <= time.start and time.end <= end):
            continue
        ahead = future or (_puts_off(head) and bool(_UNTIL.search(text, 0, time.start)))
        if (days := dating.read(time, future=ahead)) is not None:
            own = _is_of(head, doc, time) and not (_is_past(time) and is_present(head))
            found.append(Dated(time.start, time.end, Period(_iso(days[0]), _iso(days[1])), own))
    return found


def _puts_off(head: Token) -> bool:
    """ "adjourned until Monday", "put off to Thursday": does the verb tell of a day that lay ahead?"""
    return head.lemma_.lower() in _DELAYS or (head.lemma_.lower() == "put" and any(c.lower_ == "off" for c in head.children))


def find_clock(text: str, place: Span, bounds: tuple[int, int], periods: Sequence[Dated], dating: Dating) -> Clock | None:
    """The time of day between the bounds in a sentence; None where there is none or more than one.

    ``place`` is the sentence in its report. With a zone and a day, the day that stands nearest, it has its moment in UTC.
    """
    inside = tuple(c for c in find_clocks(text) if bounds[0] <= c.start and c.end <= bounds[1])
    joined = join_clocks(text, inside)
    if len(joined) != 1:
        return None
    clock = joined[0]
    near = min(periods, key=lambda p: (_gap(clock, p), p.start), default=None)
    day = date.fromisoformat(near.period.first) if near and near.period.first else next(iter(dating.days[::-1]), None)
    zone = clock.zone.offset(day) if clock.zone else None
    at = Span(place.report, place.start + clock.start, place.start + clock.end)
    moment = _moment(text, clock, near, zone) if near is not None and zone is not None else None
    return Clock(clock.first, clock.last, at, zone, clock.local, clock.halves, moment)


def _gap(clock: ClockTime, dated: Dated) -> int:
    """Characters between the two."""
    return max(dated.start - clock.end, clock.start - dated.end)


def _moment(text: str, clock: ClockTime, near: Dated, zone: int) -> Period | None:
    """The first and last minute in UTC, None where the day is not known to a day or two."""
    if near.period.first is None or near.period.last is None:
        return None
    first, last = date.fromisoformat(near.period.first), date.fromisoformat(near.period.last)
    if (last - first).days >= MOST_DAYS or first < EARLIEST or last > LATEST:
        return None
    later = HALF if clock.halves else 0
    later += DAY if "midnight" in text[clock.start : clock.end].lower() else 0  # that which begins the day or ends it
    later += DAY if "night" in text[near.start : near.end].lower() and clock.first < SMALL_HOURS else 0
    return Period(_minute(first, clock.first - zone), _minute(last, clock.last + later - zone))


def _minute(day: date, minutes: int) -> str:
    """The moment so many minutes after the day's midnight, as ISO to the minute in UTC."""
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minutes)
    return moment.strftime("%Y-%m-%dT%H:%MZ") if day.year >= 1000 else moment.isoformat(timespec="minutes")


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
