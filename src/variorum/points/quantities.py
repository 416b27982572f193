"""Figures in their claims: what they count, and whether two of them can be the same number of the same thing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf

from variorum.model import Claim, Figure, Period
from variorum.points.alike import key_of
from variorum.points.slots import AGE, CLOCKS, YEAR, dimension, find_slots, in_base, same_time
from variorum.text.lexicon import classes
from variorum.text.words import content_stems, is_function_word, stem

ROUNDED = 0.03  # figures that differ by less are roundings of one another
LOOSE = 1.25  # "more than 400" still says 412, or 450, but hardly 600, where the count rises from report to report
LOOSER = 1.5  # the same of what does not rise: only a number that is far off contradicts it
GROWING = frozenset({"arrested", "captured", "damaged", "destroyed", "displaced", "evacuated", "hospitalised", "infected",
                     "killed", "missing", "rescued", "treated", "wounded"})  # fmt: skip
HAPPENS = frozenset(
    {"arrive", "be", "begin", "call", "come", "go", "happen", "have", "occur", "report", "respond", "start", "take"}
)
_OF = re.compile(r"(?:\s+[\w-]+){0,3}?\s+of\s+((?:[\w’'-]+\s*){1,4})")
GENERIC = frozenset({"", "body", "casualty", "civilian", "death", "fatality", "injury", "life", "number", "one", "other",
                     "others", "people", "person", "soul", "toll", "total", "victim"})  # fmt: skip
PLAIN_ROLES = frozenset({"", "earlier", "total"})
KNOWN = frozenset(classes("events").values())
PARTS = frozenset({"member", "part"})  # tell nothing without their whole
PERSONS = GENERIC | {"crew", "demonstrator", "man", "marcher", "passenger", "protester"}
_WINDOW = re.compile(r"\b(?:in|over|within)\s+(?:just\s+|only\s+)?(?:the\s+)?(?:last\s+|next\s+|past\s+)?$", re.IGNORECASE)
_GROUP = re.compile(r"\b(?:bottom|lower|lowest|poorest|richest|top|upper|wealthiest)\s+$", re.IGNORECASE)
_CULPRIT = re.compile(
    r"\bincluding (?:him|her)self\b|\bincluding (?:an? |the )?(?:alleged |suspected )?"
    rf"(?:{'|'.join(sorted(n for n, kind in classes('cases').items() if kind == 'suspect'))})\b",
    re.IGNORECASE,
)
_GOVERNING = re.compile(r"(\w+ed|\w+t|\w+n)\s+(?:in|at|since|on)\s+$")


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure in its claim."""

    claim: Claim
    figure: Figure

    @property
    def value(self) -> float:
        """The number that the figure stands for."""
        figure = in_base(self.figure)
        low, high = figure.low, figure.high
        if self.figure.about and low is not None and high is not None:
            return (low + high) / 2
        return low if low is not None else high or 0.0


def agree(f: Figure, g: Figure) -> bool:
    """Can both be the same number: "at least 200" and "200", "about 5,000" and "5,000", "dozens" and 55, 60 miles and 100 km?"""
    if f.unit != g.unit:
        f, g = in_base(f, loose=True), in_base(g, loose=True)
    if f.unit in CLOCKS or g.unit in CLOCKS:
        return f.unit == g.unit and same_time(f, g)
    if f.unit in (YEAR, AGE):
        return (f.low or 0.0) <= (g.high or 0.0) and (g.low or 0.0) <= (f.high or 0.0)
    if f.low is not None and g.low is not None and f.high is None and g.high is None:
        return abs(f.low - g.low) <= ROUNDED * max(f.low, g.low)
    low = max(x for x in (f.low, g.low, -inf) if x is not None)
    high = min(x for x in (f.high, g.high, inf) if x is not None)
    if low > high and low - high > ROUNDED * abs(high):
        return False
    open_, other = (f, g) if f.high is None else (g, f)
    if open_.high is None and open_.low is not None and other.low is not None and not open_.about:
        return other.low <= (LOOSE if f.event in GROWING or f.unit else LOOSER) * open_.low
    return True


def same_role(f: Figure, g: Figure) -> bool:
    """Can both answer one question: is none a part, a whole or a rate where the other is none, and both of one event?"""
    roles = ["" if x.role in PLAIN_ROLES else x.role for x in (f, g)]
    return roles[0] == roles[1] and f.other_event == g.other_event


def contradict(a: Claim, b: Claim) -> bool:
    """Do two claims of one question have figures of one slot that cannot be the same, so that they do not agree?"""
    for f in find_slots(a, ages=True):
        same = [g for g in find_slots(b, ages=True) if f.unit == g.unit and same_role(f, g) and f.counted == g.counted]
        known = [g for g in same if same_slot(f, g)]
        known = known or [g for g in find_slots(b) if f.event == g.event and f.event in GROWING and not (f.unit or g.unit)]
        if known and not any(agree(f, g) for g in known):
            return True
    return False


def thing_of(figure: Figure) -> str:
    """What the figure counts; where it is a time, of what like thing: "fighting" for an offensive."""
    lasts = classes("durations") if dimension(figure.unit) == "hour" else {}
    return lasts.get(figure.counted, figure.counted)


def same_slot(f: Figure, g: Figure) -> bool:
    """Can two figures of claims that answer one question stand for the same: of a like thing, with a like event?"""
    if f.unit == YEAR or f.unit in CLOCKS:
        return True
    if (f.event in GROWING or g.event in GROWING) and f.event != g.event:
        return False
    if f.event == g.event and f.event in KNOWN:
        return f.counted == g.counted or (f.event in GROWING and {f.counted, g.counted} <= PERSONS)
    return thing_of(f) == thing_of(g) and bool(f.counted or f.unit)


def same_thing(f: Figure, g: Figure) -> bool:
    """Do two figures, of claims that need not answer one question, count one thing: the same noun or people, the same event?"""
    if f.event in GROWING or g.event in GROWING:
        if f.event != g.event:
            return False
        none = 0 in (f.high, g.high)
        return none or f.counted == g.counted or (f.counted in GENERIC and g.counted in GENERIC)
    if f.event == g.event and f.event in KNOWN:
        return f.counted == g.counted or (f.event in GROWING and {f.counted, g.counted} <= PERSONS)
    if dimension(f.unit) == "hour":
        return thing_of(f) == thing_of(g)
    return f.counted == g.counted and f.counted not in GENERIC and (f.event == g.event or not f.event or not g.event)


def are_apart(a: Figure, b: Figure) -> bool:
    """Are they of days that do not meet?"""
    if a.period is None or b.period is None:
        return False
    return do_not_meet(a.period, b.period)


def do_not_meet(a: Period, b: Period) -> bool:
    """Does one of the two end before the other begins?"""
    return not a.meets(b)


def same_act(a: Counted, b: Counted) -> bool:
    """Can two claims tell when one thing was: of one verb, or one of them with a verb for whatever happens?"""
    return bool(verbs_of(a) & verbs_of(b)) or bool({a.claim.predicate, b.claim.predicate} & HAPPENS)


def verbs_of(item: Counted) -> set[str]:
    """What the figure can tell of: the claim's verb, and the word that it hangs on ("built in 1998, is licensed")."""
    said = _GOVERNING.search(item.claim.says[: item.figure.at.start - item.claim.at.start])
    return {key_of(item.claim.predicate)} | ({key_of(said[1].lower())} if said else set())


def same_spell(a: Counted, b: Counted) -> bool:
    """Can two durations be of one thing: of an event ("a 24-hour offensive"), or of one act of one person, and no windows?"""
    if any(_WINDOW.search(c.claim.says[: c.figure.at.start - c.claim.at.start]) for c in (a, b)):
        return False
    one = a.figure.counted == b.figure.counted != ""  # "two days of mourning"
    if one or any(c.figure.counted in classes("durations") for c in (a, b)):
        return True
    mine, theirs = (set(content_stems(c.claim.subject or "")) for c in (a, b))
    return bool(verbs_of(a) & verbs_of(b)) and (not (mine and theirs) or bool(mine & theirs))


def same_ratio(a: Counted, b: Counted) -> bool:
    """Can two shares be of one thing: of one act, and none the name of a group ("the bottom 90 percent")?"""
    return same_act(a, b) and not any(_GROUP.search(c.claim.says[: c.figure.at.start - c.claim.at.start]) for c in (a, b))


def same_whole(a: Counted, b: Counted) -> bool:
    """Are the two no parts of different things: "four members of a family", "seven members of the gang"?"""
    mine, theirs = _whole(a), _whole(b)
    if {a.figure.counted, b.figure.counted} & PARTS and not (mine and theirs):
        return not (mine or theirs)
    return not (mine and theirs) or bool(mine & theirs)


def _whole(item: Counted) -> set[str]:
    """Stems of the words behind "of" behind the figure's noun."""
    of = _OF.match(_behind(item))
    return {stem(w) for w in of[1].split() if not is_function_word(w)} if of else set()


def same_circle(a: Counted, b: Counted) -> bool:
    """Is whoever did it counted in both, or in neither: "seven died, including the gunman", "he killed six"?"""
    return a.figure.event not in GROWING or bool(_CULPRIT.search(_behind(a))) == bool(_CULPRIT.search(_behind(b)))


def same_reference(a: Counted, b: Counted) -> bool:
    """Are two lengths measured from the same place: do they name one behind the figure, or none?"""
    names = [set(re.findall(r"[A-Z]\w{2,}", _behind(item)[:50])) for item in (a, b)]
    return bool(names[0] & names[1]) or not (names[0] or names[1])


def _behind(item: Counted) -> str:
    return item.claim.says[item.figure.at.end - item.claim.at.start :]


def counts_alone(figure: Figure) -> bool:
    """Does the figure say enough of what it counts to be compared with any other of the story?"""
    if dimension(figure.unit) == "hour":
        return figure.counted in classes("durations")
    return figure.unit == "" and bool(figure.event or figure.counted) and (figure.event in KNOWN or figure.counted not in GENERIC)
