"""Figures of the same thing that differ."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from variorum.linkage import link
from variorum.model import Claim, Figure, Period, Report, Span, Status
from variorum.points.alike import key_of
from variorum.points.context import Context
from variorum.points.slots import AGE, CLOCK, YEAR, dimension, find_slots, in_base
from variorum.points.split import Split, shorten, spell
from variorum.text.lexicon import classes

SCENE = 0.15  # likeness of two claims, with their surroundings, that makes their figures count the same
RATIOS = ((1.3, 0.08), (2.5, 0.0), (4.0, -0.08))  # factor between two figures, up to which so much is added to the
FAR = -0.2  # likeness of their claims: figures of one thing rarely lie far apart
FEW, FEW_SCENE = 5, 0.3  # small figures are of many things: their claims must be as much alike
TIMED = 0.35  # likeness of two claims of one event whose times of day or years differ
TOGETHER = 0.1  # added where the two claims are of one group
BESIDE = 250  # characters between two counts of one report that it sets side by side
ROUNDED = 0.03  # figures that differ by less are roundings of one another
LOOSE = 1.25  # "more than 400" still says 412, or 450, but hardly 600
OLD = 60  # days before the story: what is counted there is history and does not rise any more

GROWING = frozenset({"arrested", "captured", "damaged", "destroyed", "displaced", "evacuated", "hospitalised", "infected",
                     "killed", "missing", "rescued", "treated", "wounded"})  # fmt: skip
HAPPENS = frozenset(
    {"arrive", "be", "begin", "call", "come", "go", "happen", "have", "occur", "report", "respond", "start", "take"}
)
HARMED = frozenset({"killed", "missing", "wounded"})
_GOVERNING = re.compile(r"(\w+ed|\w+t|\w+n)\s+(?:in|at|since|on)\s+$")
_NONE = re.compile(r"\b(?:no one|nobody|no(?! (?:further|more|other|others|longer)\b)|zero)\b", re.IGNORECASE)
GENERIC = frozenset({"", "body", "casualty", "civilian", "death", "fatality", "injury", "life", "number", "one", "other",
                     "others", "people", "person", "soul", "toll", "total", "victim"})  # fmt: skip
KNOWN = frozenset(classes("events").values())
PERSONS = GENERIC | {"crew", "demonstrator", "man", "marcher", "passenger", "protester"}
_ADDED = re.compile(r"^\s*(?:more|further|additional)\b|\b(?:another|a further|also)\W*$", re.IGNORECASE)
LENGTHS = frozenset({"km", "mile", "m", "foot", "nautical mile", "yard"})
_REVISED = re.compile(
    r"\b(?:(?:earlier|initial|previous|first|lower|higher|revised|updated|new) (?:\w+ )?"
    r"(?:toll|count|figure|number|estimate|report)s?"
    r"|initially|previously|earlier|rose|risen|put the (?:toll|number|figure)|other estimates)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\b(?:lower|higher|revised) (?:\w+ )?(?:toll|count|figure|number)\b", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:earlier|initial(?:ly)?|previous(?:ly)?|at first|first|so far|lower|higher|rose|risen|later|now|update[ds]?"
    r"|revised|remain)\b",
    re.IGNORECASE,
)


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


def find_count_splits(context: Context, reports: Sequence[Report]) -> list[Split]:
    """Points where figures of the same thing cannot all be right, or moved on."""
    counted = [Counted(c, f) for c in context.claims for f in _own_slots(c) if not c.denied and not _is_added(c, f)]
    counted += [Counted(c, f) for c in context.claims if c.denied and (f := find_none(c)) is not None]
    kinds: dict[tuple[str, str], list[int]] = {}
    for i, item in enumerate(counted):
        figure = item.figure
        kinds.setdefault((dimension(figure.unit), figure.event if figure.event in KNOWN else figure.counted), []).append(i)
    told = _told(counted)
    pairs = []
    for i, j in (pair for kind in kinds.values() for pair in itertools.combinations(kind, 2)):
        value = _same_question(counted[i], counted[j], context)
        if value > 0 and not _knows_both(counted[i], counted[j], told):
            pairs.append((i, j, value))
    groups = link(len(counted), pairs, SCENE)
    found = [_split([counted[i] for i in g], reports, context) for g in groups if len(g) > 1]
    return [s for s in found if s is not None]


def _told(counted: Sequence[Counted]) -> dict[tuple[str, str, str], list[Counted]]:
    """For each report, and each thing counted or done, the figures that it gives anywhere."""
    found: dict[tuple[str, str, str], list[Counted]] = {}
    for item in counted:
        for what in (item.figure.event if item.figure.event in KNOWN else "", item.figure.counted):
            if what:
                found.setdefault((item.claim.at.report, dimension(item.figure.unit), what), []).append(item)
    return found


def _knows_both(a: Counted, b: Counted, told: dict[tuple[str, str, str], list[Counted]]) -> bool:
    """Has one of the two reports both numbers, and no word of revision? Then it counts two things, and so does the other.

    A toll that rises may stand with an earlier one in one report, but not in the next sentence.
    """
    if a.claim.at.report == b.claim.at.report or agree(a.figure, b.figure):
        return False
    if any(_EARLIER.search(c.claim.says) or _REVISED.search(c.claim.says) for c in (a, b)):
        return False
    f, g = a.figure, b.figure
    whats = {f.event, g.event} & KNOWN or {f.counted, g.counted} - {""}
    reach = BESIDE if f.event in GROWING else float("inf")
    return any(
        c.value == other.value
        and abs(c.figure.at.start - one.figure.at.start) <= reach
        and (f.unit not in (YEAR, CLOCK) or _same_act(c, other))
        for one, other in ((a, b), (b, a))
        for what in whats
        for c in told.get((one.claim.at.report, dimension(f.unit), what), ())
    )


def find_none(claim: Claim) -> Figure | None:
    """ "no Americans were injured", "there were no deaths": a count of none, where what is told is one that can be counted."""
    m = _NONE.search(claim.says)
    if m is None or (claim.attribution and claim.attribution[-1].stance == "deny"):
        return None
    words = claim.says[m.end() :].split()[:4]
    events = [e for e in (key_of(w.strip(".,;")).lower() for w in (*words, claim.predicate)) if e in HARMED]
    start = claim.at.start + m.start()
    return (
        Figure(0.0, 0.0, "", f"people {events[0]}", Span(claim.at.report, start, start + len(m[0])), "people", events[0])
        if events
        else None
    )


def _own_slots(claim: Claim) -> list[Figure]:
    """The claim's figures of which it has one of a kind: "four inside and two outside" cannot be told apart."""
    slots = find_slots(claim)
    kinds = Counter((f.unit, f.counted, f.event) for f in slots if not f.part)
    return [f for f in slots if f.part or kinds[f.unit, f.counted, f.event] == 1]


def _counts_alone(figure: Figure) -> bool:
    """Does the figure say enough of what it counts to be compared with any other of the story?"""
    return figure.unit == "" and bool(figure.event or figure.counted) and (figure.event in KNOWN or figure.counted not in GENERIC)


def _is_added(claim: Claim, figure: Figure) -> bool:
    """ "three more died": counted on top of another figure."""
    start, end = figure.at.start - claim.at.start, figure.at.end - claim.at.start
    return bool(_ADDED.search(claim.says[end : end + 20])) or bool(_ADDED.search(claim.says[:start][-20:]))


def _same_question(a: Counted, b: Counted, context: Context) -> float:
    """How surely two figures answer one question, 0 where they cannot."""
    f, g = a.figure, b.figure
    if f.at == g.at or a.claim is b.claim or f.part != g.part or dimension(f.unit) != dimension(g.unit) or _apart(f, g):
        return 0.0
    value = context.same_scene(a.claim, b.claim)
    if (
        f.event in GROWING
        and a.claim.at.report == b.claim.at.report
        and (_COMPARED.search(a.claim.says) or _COMPARED.search(b.claim.says))
    ):
        value += TOGETHER  # the report itself sets one count beside another
    if context.together(a.claim, b.claim) and _same_slot(f, g):
        value += TOGETHER
    elif f.unit == CLOCK:
        return value if context.alike(a.claim, b.claim) >= TIMED and _same_act(a, b) else 0.0
    elif not (_counts_alone(f) and _counts_alone(g) and _same_thing(f, g)) or (
        min(a.value, b.value) <= FEW and value < FEW_SCENE
    ):
        return 0.0
    if f.event in GROWING and min(a.value, b.value) <= FEW and context.same_scene(a.claim, b.claim) < FEW_SCENE:
        return 0.0
    if f.unit in LENGTHS and not _same_reference(a, b):
        return 0.0
    if a.claim.at.report == b.claim.at.report and not (_REVISED.search(a.claim.says) or _REVISED.search(b.claim.says)):
        return 0.0
    if f.unit in (YEAR, CLOCK):
        enough = TIMED - TOGETHER if context.together(a.claim, b.claim) and _verbs(a) & _verbs(b) - HAPPENS else TIMED
        return value if context.alike(a.claim, b.claim) >= enough and _same_act(a, b) else 0.0
    low, high = sorted((a.value, b.value))
    if low == 0:
        return value
    ratio = high / low
    return max(0.0, value + next((bonus for most, bonus in RATIOS if ratio <= most), FAR))


def _is_other(item: Counted) -> bool:
    """ "two other children": beside one who is not counted."""
    start, end = item.figure.at.start - item.claim.at.start, item.figure.at.end - item.claim.at.start
    return "other" in (item.claim.says[end : end + 8] + item.claim.says[max(0, start - 8) : start])


def _same_act(a: Counted, b: Counted) -> bool:
    """Can two claims tell when one thing was: of one verb, or one of them with a verb for whatever happens?"""
    return bool(_verbs(a) & _verbs(b)) or bool({a.claim.predicate, b.claim.predicate} & HAPPENS)


def _verbs(item: Counted) -> set[str]:
    """What the figure can tell of: the claim's verb, and the word that it hangs on ("built in 1998, is licensed")."""
    said = _GOVERNING.search(item.claim.says[: item.figure.at.start - item.claim.at.start])
    return {key_of(item.claim.predicate)} | ({key_of(said[1].lower())} if said else set())


def _same_reference(a: Counted, b: Counted) -> bool:
    """Are two lengths measured from the same place: do they name one behind the figure, or none?"""
    names = [set(re.findall(r"[A-Z]\w{2,}", _behind(item)[:50])) for item in (a, b)]
    return bool(names[0] & names[1]) or not (names[0] or names[1])


def _behind(item: Counted) -> str:
    return item.claim.says[item.figure.at.end - item.claim.at.start :]


def _same_slot(f: Figure, g: Figure) -> bool:
    """Can two figures of claims that answer one question stand for the same: of a like thing, with a like event?"""
    if f.unit in (YEAR, CLOCK):
        return True
    if (f.event in GROWING or g.event in GROWING) and f.event != g.event:
        return False
    if f.event == g.event and f.event in KNOWN:
        return f.counted == g.counted or {f.counted, g.counted} <= PERSONS
    return f.counted == g.counted and bool(f.counted or f.unit)


def _same_thing(f: Figure, g: Figure) -> bool:
    if f.event in GROWING or g.event in GROWING:
        if f.event != g.event:
            return False
        return f.counted == g.counted or (f.counted in GENERIC and g.counted in GENERIC)
    if f.event == g.event and f.event in KNOWN:
        return f.counted == g.counted or {f.counted, g.counted} <= PERSONS
    return f.counted == g.counted and f.counted not in GENERIC and (f.event == g.event or not f.event or not g.event)


def _apart(a: Figure, b: Figure) -> bool:
    """Are they of days that do not meet?"""
    if a.period is None or b.period is None:
        return False
    return _ends_before(a.period, b.period) or _ends_before(b.period, a.period)


def _ends_before(a: Period, b: Period) -> bool:
    return a.last is not None and b.first is not None and a.last < b.first


def _split(group: list[Counted], reports: Sequence[Report], context: Context) -> Split | None:
    """The group as a split, None where its figures agree."""
    readings = _readings(group)
    if len(readings) < 2 or len({c.claim.id for c in group}) < 2:
        return None
    if _are_set_side_by_side(readings):
        return None
    status, why = _status(readings, reports)
    return Split(
        _about(group, context), status, tuple((_wording(r), tuple(dict.fromkeys(c.claim for c in r))) for r in readings), why
    )


def _are_set_side_by_side(readings: list[list[Counted]]) -> bool:
    """Does each report that has one of the figures have them all, without a word of revision? Then they count two things."""
    homes = [{c.claim.at.report for c in r} for r in readings]
    return all(h == homes[0] for h in homes) and not any(_REVISED.search(c.claim.says) for r in readings for c in r)


def _about(group: list[Counted], context: Context) -> str:
    """What is counted, and the claim that is most like the others."""
    what = max(sorted({c.figure.of for c in group}), key=lambda o: (sum(c.figure.of == o for c in group), o))
    claims = list(dict.fromkeys(c.claim for c in group))
    typical = max(claims, key=lambda c: (round(sum(context.alike(c, o) for o in claims), 3), -len(c.says), c.at))
    return f"{what}: {shorten(spell(typical), 70)}" if group[0].figure.event in GROWING else shorten(spell(typical))


def _readings(group: list[Counted]) -> list[list[Counted]]:
    """The figures put together that can be the same number, in rising order."""
    out: list[list[Counted]] = []
    for item in sorted(group, key=lambda c: (c.value, c.claim.at)):
        home = next((r for r in out if all(agree(item.figure, c.figure) for c in r)), None)
        if home is None:
            out.append([item])
        else:
            home.append(item)
    return out


def agree(f: Figure, g: Figure) -> bool:
    """Can both be the same number: "at least 200" and "200", "about 5,000" and "5,000", "dozens" and 55, 60 miles and 100 km?"""
    if f.unit != g.unit:
        f, g = in_base(f, loose=True), in_base(g, loose=True)
    if f.unit in (YEAR, CLOCK, AGE):
        return (f.low or 0.0) <= (g.high or 0.0) and (g.low or 0.0) <= (f.high or 0.0)
    if f.low is not None and g.low is not None and f.high is None and g.high is None:
        return abs(f.low - g.low) <= ROUNDED * max(f.low, g.low)
    low = max(f.low or 0.0, g.low or 0.0)
    high = min(x for x in (f.high, g.high, float("inf")) if x is not None)
    if low > high * (1 + ROUNDED):
        return False
    open_, other = (f, g) if f.high is None else (g, f)
    if open_.high is None and open_.low is not None and other.low is not None:
        return other.low <= LOOSE * open_.low
    return True


def contradict(a: Claim, b: Claim) -> bool:
    """Do two claims of one question have figures of one slot that cannot be the same, so that they do not agree?"""
    return any(
        f.unit == g.unit and f.part == g.part and f.counted == g.counted and _same_slot(f, g) and not agree(f, g)
        for f in find_slots(a, ages=True)
        for g in find_slots(b, ages=True)
    )


def _wording(reading: list[Counted]) -> str:
    """The figure with its noun as most of its claims write it, and what happened where that is a known event."""
    forms = [_phrase(c) for c in reading]
    return max(sorted(set(forms)), key=lambda f: (forms.count(f), -len(f)))


def _phrase(item: Counted) -> str:
    says, figure = item.claim.says, item.figure
    start, end = figure.at.start - item.claim.at.start, figure.at.end - item.claim.at.start
    noun = (
        re.match(rf"[\w\s-]{{0,24}}?\b{re.escape(figure.counted[:4])}\w*", says[end:], re.IGNORECASE) if figure.counted else None
    )
    phrase = " ".join(says[start : end + (noun.end() if noun else 0)].split())
    told = figure.event not in GROWING or figure.event.upper() in {key_of(w) for w in phrase.split()}
    return phrase if told else f"{phrase} {figure.event}"


def _status(readings: list[list[Counted]], reports: Sequence[Report]) -> tuple[Status, str]:
    days = {r.id: r.day for r in reports}
    event = readings[0][0].figure.event
    if event not in GROWING or _is_history([c for r in readings for c in r], days):
        return "conflict", "figures of one thing that cannot both be right"
    if any(_EARLIER.search(c.claim.says) for r in readings for c in r):
        return "updated", "the report itself sets an earlier count beside a later one"
    firsts = [min((d for c in r if (d := days[c.claim.at.report])), default=None) for r in readings]
    if all(firsts) and any(a != b for a, b in itertools.pairwise(firsts)):
        known = [d for d in firsts if d is not None]
        if event == "missing" and known == sorted(known, reverse=True):
            return "updated", "the count fell from report to report"
        if event != "missing" and known == sorted(known):
            return "updated", "the count rose from report to report"
        return "conflict", "the counts do not rise with the days of the reports"
    if any(c.figure.high is None for r in readings for c in r):
        return "updated", "a count that was still open, and another"
    return "conflict", "counts of one thing that cannot both be right for the same moment"


def _is_history(group: list[Counted], days: dict[str, date | None]) -> bool:
    """Is the thing counted of a time well before the reports?"""
    known = [d for d in days.values() if d]
    ends = [c.figure.period.last for c in group if c.figure.period and c.figure.period.last]
    return bool(known and ends and all(date.fromisoformat(e) < min(known) - timedelta(days=OLD) for e in ends))
