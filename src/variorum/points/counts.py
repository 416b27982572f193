"""Figures of the same thing that differ."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from variorum.linkage import link
from variorum.model import Claim, Figure, Report, Span, Status
from variorum.points.alike import key_of
from variorum.points.context import Context
from variorum.points.past import OLD, Times
from variorum.points.quantities import (
    GROWING,
    HAPPENS,
    KNOWN,
    Counted,
    agree,
    are_apart,
    counts_alone,
    same_act,
    same_circle,
    same_ratio,
    same_reference,
    same_role,
    same_slot,
    same_spell,
    same_thing,
    same_whole,
    thing_of,
    verbs_of,
)
from variorum.points.slots import CLOCKS, YEAR, dimension, find_slots
from variorum.points.split import Split, shorten, spell
from variorum.points.subjects import are_elsewhere, are_of_others, is_one_unnamed
from variorum.points.sums import Sums
from variorum.text.lexicon import classes, entries

SCENE = 0.15  # likeness of two claims, with their surroundings, that makes their figures count the same
RATIOS = ((1.3, 0.08), (2.5, 0.0), (4.0, -0.08))  # factor between two figures, up to which so much is added to the
FAR = -0.2  # likeness of their claims: figures of one thing rarely lie far apart
FEW, FEW_SCENE = 5, 0.3  # small figures are of many things: their claims must be as much alike
TIMED = 0.35  # likeness of two claims of one event whose times of day or years differ
PLAIN = 0.4  # likeness of two claims whose figures are of no event that a story has one of: seats, miles, dollars
TOGETHER = 0.1  # added where the two claims are of one group
BESIDE = 250  # characters between two counts of one report that it sets side by side
TELLING, ANY = 10, "*"  # a number from which on it hardly stands twice in a report for two things; its key for any thing
OPEN = 2.5  # factor between the ends of a count that only says "dozens"

HARMED = frozenset({"killed", "missing", "wounded"})
_NONE = re.compile(r"\b(?:no one|nobody|no(?! (?:further|more|other|others|longer)\b)|zero)\b", re.IGNORECASE)
_UNRELATED = re.compile(r"\b(?:unrelated|separate) (?:\w+ )??(\w+)", re.IGNORECASE)  # of another event
_EXCEPT = re.compile(r"\bexcept\b")
_ONE_HAD = re.compile(r"\s+(?:had|has|suffered|with)\b")  # "one had a broken arm": one of those who are counted before
_AND_OTHERS = re.compile(r"[^.;]{0,60}\b(?:and|while) (?:the )?others?\b")  # "one sailor is ill and the others are well"
_BY_ONE = re.compile(r"^(?:(?:the )?[\w-]+ )?[\w-]+(?: allegedly)? (?:killed|shot and killed) \w+")  # "Marsh killed two"
_BY = re.compile(
    r"\b(?:hurt|injured|shot|struck|wounded) (?:by|with) (?:bullets?|debris|glass|gunfire|knives|shrapnel)\b", re.IGNORECASE
)
_HIMSELF = re.compile(
    r"\b(?:killed|killing|shot|shooting) (?:him|her|them)sel(?:f|ves)\b|\bthe gun on (?:him|her)self\b"
    r"|\b(?:took|taken|taking) (?:his|her|their) own li(?:fe|ves)\b|\bsuicide\b(?! (?:attack|bomb))",
    re.IGNORECASE,
)
_AND_ANOTHER = re.compile(r"[^.;]{0,60}\band (?:another|one (?:more|other)|other) (?:[a-z]+ )?(?:had|is|was)\b")
_SOMEWHERE = re.compile(  # none there, or by that, some elsewhere
    r"\b(?:hurt|injured|killed|wounded) by (?:the |an? |any )?(?:blade|bullet|car|debris|fire|glass|gun|knife|shot|vehicle)"
    r"|\b(?:aboard|else|inside|outside|other)\b|\b(?:no one|nobody) (?:at|from|in|on)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?:\w+ )?(?:earlier|before that|later)\b", re.IGNORECASE)  # of another event than is told of
_MARGIN = re.compile(r"\bmargins? of error\b|\bsampling error\b|\bplus[- ]or[- ]minus\b", re.IGNORECASE)  # of each poll
WITH_IT = "it moved on with the count that it is part of"
SHARE = "percent"
LEGAL = frozenset({"charge", "count", "felony"})  # "two counts of theft and one of fraud" are three counts
SPELLS = frozenset({"day", "hour", "minute", "month", "week", "year"})
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


def find_count_splits(context: Context, reports: Sequence[Report]) -> list[Split]:
    """Points where figures of the same thing cannot all be right, or moved on."""
    found = [_split(group, reports, context) for group in group_counts(context)]
    told = {
        frozenset(c.id for c in s.claims): s for s in reversed(found) if s is not None
    }  # "two men and three women" parts once
    splits = list(told.values())[::-1]
    moved = [s for s in splits if s.status == "updated"]
    return [replace(s, status="updated", because=WITH_IT) if any(_moves_with(s, m) for m in moved) else s for s in splits]


def _moves_with(split: Split, moved: Split) -> bool:
    """Are the claims of a conflict in different readings of a count that moved on: "15, four of them children"?"""
    homes = [
        {i for i, (_, theirs) in enumerate(moved.readings) if {c.id for c in claims} & {c.id for c in theirs}}
        for _, claims in split.readings
    ]
    return split.status == "conflict" and all(homes) and not set.intersection(*homes)


@lru_cache(maxsize=1)
def group_counts(context: Context) -> tuple[tuple[Counted, ...], ...]:
    """The figures of the story that count one thing, alike or not, in groups of two or more."""
    counted = [Counted(c, f) for c in context.claims for f in _own_slots(c) if not c.denied and not _is_added(c, f)]
    counted += [Counted(c, f) for c in context.claims if c.denied and (f := find_none(c)) is not None]
    kinds: dict[tuple[str, str], list[int]] = {}
    for i, item in enumerate(counted):
        figure = item.figure
        kinds.setdefault((dimension(figure.unit), figure.event if figure.event in KNOWN else thing_of(figure)), []).append(i)
    told, sums, times = _told(counted), Sums(context.claims), Times(context.claims)
    pairs = []
    for i, j in (pair for kind in kinds.values() for pair in itertools.combinations(kind, 2)):
        value = _same_question(counted[i], counted[j], context)
        if value > 0 and not _are_two(counted[i], counted[j], told, sums, times):
            pairs.append((i, j, value))
    return tuple(_merged([tuple(counted[i] for i in g) for g in link(len(counted), pairs, SCENE) if len(g) > 1]))


def _merged(groups: Sequence[tuple[Counted, ...]]) -> list[tuple[Counted, ...]]:
    """The groups, those as one that count what grows and have a telling number in common: tolls of one event."""
    out: list[tuple[Counted, ...]] = []
    for group in groups:
        same = next((i for i, known in enumerate(out) if _tolls(known) & _tolls(group)), None)
        if same is None:
            out.append(group)
        else:
            out[same] = (*out[same], *group)
    return out


def _tolls(group: Sequence[Counted]) -> set[tuple[str, str, float]]:
    """What happened, to whom and the number, of the counts of the group that tell most."""
    return {(c.figure.event, c.figure.counted, c.value) for c in group if c.figure.event in GROWING and c.value >= TELLING}


def _told(counted: Sequence[Counted]) -> dict[tuple[str, str, str], list[Counted]]:
    """For each report, and each thing counted or done, the figures that it gives anywhere."""
    found: dict[tuple[str, str, str], list[Counted]] = {}
    for item in counted:
        for what in (item.figure.event if item.figure.event in KNOWN else "", item.figure.counted, item.figure.unit or ANY):
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
    whats = {f.event, g.event} & KNOWN or {f.counted, g.counted} - {""} or {f.unit} - {""}
    if f.event not in GROWING and min(a.value, b.value) >= TELLING:
        whats = whats | {ANY}
    reach = BESIDE if f.event in GROWING else float("inf")
    return any(
        c.value == other.value
        and abs(c.figure.at.start - one.figure.at.start) <= reach
        and (f.unit not in (YEAR, *CLOCKS) or same_act(c, other))
        for one, other in ((a, b), (b, a))
        for what in whats
        for c in told.get((one.claim.at.report, dimension(f.unit), what), ())
    )


def _are_two(a: Counted, b: Counted, told: dict[tuple[str, str, str], list[Counted]], sums: Sums, times: Times) -> bool:
    """Do the two count two things: both in one report, the one a part of the other, or the one of long ago?"""
    if agree(a.figure, b.figure):
        return False
    long_ago = times.is_of_long_ago(a, b) or times.is_of_long_ago(b, a)
    return long_ago or _knows_both(a, b, told) or sums.make_up(a, b) or sums.make_up(b, a)


def find_none(claim: Claim) -> Figure | None:
    """ "no Americans were injured", "there were no deaths": a count of none, where what is told is one that can be counted."""
    m = _NONE.search(claim.says)
    if m is None or _SOMEWHERE.search(claim.says) or (claim.attribution and claim.attribution[-1].stance == "deny"):
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
    apart = {"part", "additional", "excluded", "whole", "rate"}
    kinds = Counter((f.unit, f.counted, f.event) for f in slots if f.role not in apart)
    return [f for f in slots if f.role in apart or kinds[f.unit, f.counted, f.event] == 1]


def _is_added(claim: Claim, figure: Figure) -> bool:
    """ "three more died", "all but five", "one had": counted on top of another figure, taken off it, or one of them."""
    end = figure.at.end - claim.at.start
    other = _UNRELATED.search(claim.says)
    if other and (key_of(other[1]).isupper() or other[1].casefold().removesuffix("s") in entries("event_nouns")):
        return True
    if _AND_ANOTHER.match(claim.says[end:]):
        return True  # "six were hurt and another was hurt fleeing": not all of them
    behind = claim.says[end : end + 40]
    if _EXCEPT.search(behind) or (figure.low == 1 and (_ONE_HAD.match(behind) or _AND_OTHERS.match(claim.says[end:]))):
        return True
    return figure.role in ("additional", "excluded")


def _same_question(a: Counted, b: Counted, context: Context) -> float:
    """How surely two figures answer one question, 0 where they cannot."""
    f, g = a.figure, b.figure
    if f.event == "killed" and _are_with_killer(a, b):
        return 0.0
    if bool(_BY.search(a.claim.says)) != bool(_BY.search(b.claim.says)) and f.event in HARMED and min(a.value, b.value) > 0:
        return 0.0  # six hurt by gunfire, seven in all
    if f.at == g.at or a.claim is b.claim or not same_role(f, g) or dimension(f.unit) != dimension(g.unit) or are_apart(f, g):
        return 0.0
    value = context.same_scene(a.claim, b.claim)
    if (
        f.event in GROWING
        and a.claim.at.report == b.claim.at.report
        and (_COMPARED.search(a.claim.says) or _COMPARED.search(b.claim.says))
    ):
        value += TOGETHER  # the report itself sets one count beside another
    if f.unit in CLOCKS:
        return _same_time(a, b, value, context)
    if context.together(a.claim, b.claim) and same_slot(f, g):
        value += TOGETHER
    elif not (counts_alone(f) and counts_alone(g) and same_thing(f, g)) or (_are_few(a, b) and value < FEW_SCENE):
        return 0.0
    if f.event in GROWING and _are_few(a, b) and context.same_scene(a.claim, b.claim) < FEW_SCENE:
        return 0.0
    if not _same_measure(a, b) or (a.claim.at.report == b.claim.at.report and not _are_revised(a, b)):
        return 0.0
    if f.unit in SPELLS and {thing_of(f), thing_of(g)} <= set(classes("durations").values()):
        value += TOGETHER  # a story has one war, one march
    elif f.unit != YEAR and not {f.event, g.event} & GROWING and context.alike(a.claim, b.claim) < PLAIN:
        return 0.0
    if f.unit == YEAR:
        return _same_time(a, b, value, context)
    low, high = sorted((a.value, b.value))
    if low == 0:
        return value
    ratio = high / low
    return max(0.0, value + next((bonus for most, bonus in RATIOS if ratio <= most), FAR))


def _are_with_killer(a: Counted, b: Counted) -> bool:
    """ "killed two and then himself", "three are dead": may the one count the killer among the dead, the other not?"""
    himself = bool(_HIMSELF.search(a.claim.says)) != bool(_HIMSELF.search(b.claim.says))
    by_one = [key_of(c.claim.predicate) == "KILLED" and bool(_BY_ONE.search(c.claim.says)) for c in (a, b)]
    return himself or (by_one[0] != by_one[1] and abs(a.value - b.value) == 1)


def _same_measure(a: Counted, b: Counted) -> bool:
    """Can both be measured alike: of one whole, from one place, as shares or lengths of time of one act, and no charges?"""
    f, g = a.figure, b.figure
    polled = any(_MARGIN.search(c.claim.says) for c in (a, b)) and a.claim.at.report != b.claim.at.report
    unsure = f.event not in GROWING and is_one_unnamed(a.claim, b.claim)  # "he leaves two children"
    if LEGAL & {f.counted, g.counted} or polled or unsure or not same_whole(a, b) or not same_circle(a, b):
        return False
    if f.unit in LENGTHS:
        return same_reference(a, b)
    return same_ratio(a, b) if f.unit == SHARE else same_spell(a, b) if f.unit in SPELLS else True


def _same_time(a: Counted, b: Counted, value: float, context: Context) -> float:
    """The value, where the two times are of one act of the same persons, told by two reports; else 0."""
    apart = are_of_others(a.claim, b.claim) or are_elsewhere(a.claim, b.claim)
    apart = apart or bool(_BEFORE.match(a.claim.says)) != bool(_BEFORE.match(b.claim.says))
    if a.claim.at.report == b.claim.at.report or apart or not same_act(a, b):
        return 0.0
    one_verb = context.together(a.claim, b.claim) and verbs_of(a) & verbs_of(b) - HAPPENS
    return value if context.alike(a.claim, b.claim) >= (TIMED - TOGETHER if one_verb else TIMED) else 0.0


def _are_revised(a: Counted, b: Counted) -> bool:
    return bool(_REVISED.search(a.claim.says) or _REVISED.search(b.claim.says))


def _are_few(a: Counted, b: Counted) -> bool:
    return 0 < min(a.value, b.value) <= FEW


def _split(group: Sequence[Counted], reports: Sequence[Report], context: Context) -> Split | None:
    """The group as a split, None where its figures agree."""
    readings = find_readings(group)
    if len(readings) < 2 or len({c.claim.id for c in group}) < 2:
        return None
    if _are_set_side_by_side(readings):
        return None
    status, why = _status(readings, reports)
    return Split(
        about_of(group, context), status, tuple((_wording(r), tuple(dict.fromkeys(c.claim for c in r))) for r in readings), why
    )


def _are_set_side_by_side(readings: list[list[Counted]]) -> bool:
    """Does each report that has one of the figures have them all, without a word of revision? Then they count two things."""
    homes = [{c.claim.at.report for c in r} for r in readings]
    return all(h == homes[0] for h in homes) and not any(_REVISED.search(c.claim.says) for r in readings for c in r)


def about_of(group: Sequence[Counted], context: Context) -> str:
    """What is counted, and the claim that is most like the others."""
    what = max(sorted({c.figure.of for c in group}), key=lambda o: (sum(c.figure.of == o for c in group), o))
    claims = list(dict.fromkeys(c.claim for c in group))
    typical = max(claims, key=lambda c: (round(sum(context.alike(c, o) for o in claims), 3), -len(c.says), c.at))
    return f"{what}: {shorten(spell(typical), 70)}" if group[0].figure.event in GROWING else shorten(spell(typical))


def find_readings(group: Sequence[Counted]) -> list[list[Counted]]:
    """The figures put together that can be the same number, in rising order."""
    out: list[list[Counted]] = []
    for item in sorted(group, key=lambda c: (c.value, c.claim.at)):
        home = next((r for r in out if all(agree(item.figure, c.figure) for c in r)), None)
        if home is None:
            out.append([item])
        else:
            home.append(item)
    return out


def _wording(reading: list[Counted]) -> str:
    """The figure with its noun as most of its claims write it, and what happened where that is a known event."""
    forms = [phrase_of(c) for c in reading]
    return max(sorted(set(forms)), key=lambda f: (forms.count(f), -len(f)))


def phrase_of(item: Counted) -> str:
    """The figure as written, with its noun, and what happened where that is a known event: "at least nine people killed"."""
    says, figure = item.claim.says, item.figure
    start, end = figure.at.start - item.claim.at.start, figure.at.end - item.claim.at.start
    noun = re.match(rf"[\w\s-]{{0,24}}?\b{_any_number(figure.counted)}\w*", says[end:], re.IGNORECASE) if figure.counted else None
    phrase = " ".join(says[start : end + (noun.end() if noun else 0)].split())
    told = figure.event not in GROWING or figure.event.upper() in {key_of(w) for w in phrase.split()}
    return phrase if told else f"{phrase} {figure.event}"


def _any_number(noun: str) -> str:
    """A pattern for the beginning of the noun, in singular and plural."""
    return re.escape(noun[:-2]) + "[ae]n" if noun.endswith("man") else re.escape(noun[:4])


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
    if any(c.value == 0 for r in readings for c in r):
        return "updated", "none at first, then some"
    if any(_is_open(c.figure) for r in readings for c in r):
        return "updated", "a count that was still open, and another"
    return "conflict", "counts of one thing that cannot both be right for the same moment"


def _is_open(figure: Figure) -> bool:
    """ "at least nine", "dozens": a count that leaves open by how many it may rise."""
    return figure.high is None or figure.high > OPEN * (figure.low or figure.high)


def _is_history(group: list[Counted], days: dict[str, date | None]) -> bool:
    """Is the thing counted of a time well before the reports?"""
    known = [d for d in days.values() if d]
    ends = [c.figure.period.last for c in group if c.figure.period and c.figure.period.last]
    return bool(known and ends and all(date.fromisoformat(e) < min(known) - timedelta(days=OLD) for e in ends))
