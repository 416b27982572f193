"""One event told with another day, or one count of other people: slots of a claim beside its figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import combinations

from variorum.linkage import link
from variorum.model import Claim, Figure, Status
from variorum.points.alike import key_of
from variorum.points.context import Context
from variorum.points.moments import days_between, may_be_one_moment
from variorum.points.quantities import GROWING, HAPPENS
from variorum.points.split import Split, shorten, spell
from variorum.points.subjects import are_of_others, is_state
from variorum.text.dates import WEEKDAYS
from variorum.text.lexicon import classes, entries
from variorum.text.periods import find_times
from variorum.text.words import find_words, fold

DAYS = 0.35  # likeness of two claims of one event of which one names another day
ONE = 0.45  # the same of two with other verbs
PEOPLE = 0.3  # the same of two that count as many, but other people
SCENE = 0.3
LONGEST = 14  # days that a period may have to name a day
PLAIN = frozenset({"be", "come", "do", "get", "go", "have", "make", "say", "take", "tell"})  # verbs of many events

_ITS_OWN = re.compile(rf"\b(\w+ed|held|said|seen|sought|told)\s+(?:(?:late|early|on)\s+)*({'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
_NIGHT = re.compile(r"\b(?:last night|overnight|tonight)\b", re.IGNORECASE)
_GOING_ON = re.compile(r"\b(?:was|were) \w+ing\b")  # may go on for days

Found = tuple[Claim, Claim, str]


def find_matters(context: Context) -> list[Split]:
    """Points where the day of one event, or who was counted, differs."""
    found: list[Found] = []
    for a, b in context.like(min(DAYS, PEOPLE)):
        if a.denied or b.denied or a.planned or b.planned or context.same_scene(a, b) < SCENE:
            continue
        why = _other_day(a, b, context) or _other_people(a, b)
        if why:
            found.append((a, b, why))
    return [_split([found[i] for i in group]) for group in link(len(found), _joined(found), 0.5)]


def _other_day(a: Claim, b: Claim, context: Context) -> str:
    """Is one predicate of one subject told of days that do not meet?"""
    like = context.alike(a, b)
    happens = all(key_of(c.predicate).isupper() or c.predicate in HAPPENS for c in (a, b))
    same = key_of(a.predicate) == key_of(b.predicate) or (like >= ONE and happens)
    stands = is_state(a) or is_state(b)  # "remained in custody on Monday"
    if a.at.report == b.at.report or a.predicate in PLAIN or stands or not same or like < DAYS or are_of_others(a, b):
        return ""
    if _are_of_two_bodies(a, b):
        return ""
    if _NIGHT.search(a.says) or _NIGHT.search(b.says):  # the evening before or the hours after midnight
        return ""
    if _times(a) & _times(b) or _is_that_weekday(a, b) or _is_that_weekday(b, a):
        return ""
    if may_be_one_moment(a, b):
        return ""
    if len(_weekdays(a)) == len(_weekdays(b)) == 1 and not any(_GOING_ON.search(c.says) for c in (a, b)):
        return "one event on different days of the week" if _weekdays(a) != _weekdays(b) else ""
    p, q = a.period, b.period
    if p is None or q is None or not (p.first and p.last and q.first and q.last) or (a.id, b.id) in context.copied:
        return ""  # a copy printed a day later still says "yesterday"
    apart = p.last < q.first or q.last < p.first
    short = all(days_between(x.first, x.last) <= LONGEST for x in (p, q) if x.first and x.last)
    return "one event on days that do not meet" if apart and short else ""


def _are_of_two_bodies(a: Claim, b: Claim) -> bool:
    """ "the Senate voted on Monday", "the House voted last week"."""
    mine, theirs = ((c.subject or " ").split(" ")[-1] for c in (a, b))
    named = mine[:1].isupper() and theirs[:1].isupper() and fold(mine) != fold(theirs)
    return named and bool({fold(mine), fold(theirs)} & entries("speaker_nouns"))


def _is_that_weekday(a: Claim, b: Claim) -> bool:
    """Does the one name the day of the week of the other's date: "Monday", "9/19/16"?"""
    day = a.period.first if a.period and a.period.first == a.period.last else None
    return day is not None and WEEKDAYS[date.fromisoformat(day).weekday()] in _weekdays(b)


def _weekdays(claim: Claim) -> set[str]:
    """The days of the week that the claim names, but for those of another verb ("the three identified on Saturday")."""
    others = {
        m[2].casefold()
        for m in _ITS_OWN.finditer(claim.says)
        if key_of(m[1].lower()) not in (key_of(claim.predicate), claim.predicate)
    }
    return ({fold(w.text) for w in find_words(claim.says)} & set(WEEKDAYS)) - others


def _times(claim: Claim) -> set[str]:
    return {claim.says[t.start : t.end].casefold() for t in find_times(claim.says) if t.kind != "clock"}


def _other_people(a: Claim, b: Claim) -> str:
    """Are as many counted, with the same happening to them, but as civilians in the one and as fighters in the other?"""
    for f in _counts(a):
        for g in _counts(b):
            same = f.event == g.event and (f.low, f.high) == (g.low, g.high) and "part" not in (f.role, g.role)
            if same and (f.low or 0) > 1 and {_party(f), _party(g)} == {"civilian", "combatant"}:
                return f"{f.counted}s in the one, {g.counted}s in the other"
    return ""


def _counts(claim: Claim) -> list[Figure]:
    """The figures of what grows of which the claim has one of a kind."""
    return [f for f in claim.figures if f.event in GROWING and sum(g.event == f.event for g in claim.figures) == 1]


def _party(figure: Figure) -> str:
    return classes("parties").get(figure.counted, "")


def _joined(found: Sequence[Found]) -> list[tuple[int, int, float]]:
    return [
        (i, j, 1.0)
        for i, j in combinations(range(len(found)), 2)
        if found[i][2] == found[j][2] and {found[i][0].id, found[i][1].id} & {found[j][0].id, found[j][1].id}
    ]


def _split(found: list[Found]) -> Split:
    first, second, why = found[0]
    sides: tuple[list[Claim], list[Claim]] = ([first], [second])
    for a, b, _ in found[1:]:
        for claim in (a, b):
            if claim not in sides[0] and claim not in sides[1]:
                sides[_like(second, claim)].append(claim)
    status: Status = "conflict"
    return Split(shorten(spell(first)), status, tuple((_answer(s[0], why), tuple(s)) for s in sides), why)


def _answer(claim: Claim, why: str) -> str:
    """The claim in short, behind its day where the days differ: "last week: The mayor played down the fire …"."""
    times = [" ".join(claim.says[t.start : t.end].split()) for t in find_times(claim.says) if t.kind != "clock"]
    text = shorten(spell(claim), 110)
    return f"{times[0]}: {text}" if times and "one event" in why and times[0] not in text else shorten(spell(claim), 120)


def _like(second: Claim, claim: Claim) -> int:
    """Does the claim stand with the second reading: by its day, or by whom it counts?"""
    if second.period is not None and claim.period == second.period:
        return 1
    return int(bool({_party(f) for f in second.figures} & {_party(f) for f in claim.figures} - {""}))
