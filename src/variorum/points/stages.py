"""Things that moved on: talks under way, then ended; a man questioned, arrested, charged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import combinations

from variorum.linkage import link
from variorum.model import Claim, Report
from variorum.points.alike import key_of
from variorum.points.context import Context
from variorum.points.split import Split, shorten, spell
from variorum.points.subjects import are_of_others, subject_names
from variorum.text.lexicon import entries, sequences
from variorum.text.words import content_stems, find_words, fold, stem

SCENES = (0.22, 0.14)  # likeness, in their surroundings, of two claims of one person or thing, of one event, at two stages
JOINED = 0.5  # mean of links that makes pairs of claims one point

ACT = 0.35  # likeness of two claims of one act, planned and done
MOVED, DONE = "it moved on from one stage to the next", "planned or possible in the one, done in the other"
_CALLS = frozenset({"be", "call", "consider", "identify", "name"})  # … a suspect
_LIGHT = frozenset({"be", "do", "face", "have", "say"})
_BARE = re.compile(r"(?<!to )(?<!not )\bbe \w+ed\b")  # "asked that he be allowed to go"
_AHEAD = r"\b(?:could|expected to|may|might|plan(?:s|ned)? to|scheduled to|set to|shall|will|would)\s+(?:\w+\s+){0,2}"

Stage = tuple[str, float]  # line of the lexicon or predicate, place in it; half a step before where it is "not yet"

_WHOLE = re.compile(r"\w+(?:-\w+)*")
_NOT_YET = re.compile(r"\b(?:has|have|had)(?:n['’]t| not| no)\b|\byet\b|\bnot immediately\b|\bso far\b", re.IGNORECASE)


def find_stages(context: Context, reports: Sequence[Report]) -> list[Split]:
    """Points where one thing stands at different stages in different claims."""
    awaited = {key_of(c.predicate) for c in context.claims if _is_awaited(c)}
    staged = [(c, _stage(c, awaited)) for c in context.claims if not c.hedged or c.planned]
    days = {r.id: r.day for r in reports}
    persons = {stem(w.text) for c in context.roles for w in find_words(c.about or "")}
    found: list[tuple[Claim, Claim, str]] = []
    for (a, x), (b, y) in combinations([(c, s) for c, s in staged if s is not None], 2):
        if x is None or y is None or x[0] != y[0] or x[1] == y[1]:
            continue
        what = _shared_thing(a, b, x[0], persons)
        early, late = (a, b) if x[1] < y[1] else (b, a)
        if (
            what
            and not _tells_both(early, late, x[0], max(x[1], y[1]))
            and not (all(_is_told_by_verb(c, x[0]) for c in (a, b)) and are_of_others(early, late))
            and not (x[0] == "event" and _apart(a, b))
            and _in_order(early, late, days)
            and (x[0] != "case" or days[early.at.report] != days[late.at.report] or days[early.at.report] is None)
            and context.same_scene(a, b) >= SCENES[x[0] == "event"]
            and not _has_reached(early, late, (x[0], max(x[1], y[1])), staged, persons)
        ):
            found.append((early, late, what))
    groups = link(len(found), _alike(found), JOINED)
    staged_splits = [_split([found[i] for i in group], MOVED) for group in groups]
    taken = {c.id for s in staged_splits for c in s.claims}
    done = [(a, b, "") for a, b in _carried_out(context, days) if not {a.id, b.id} & taken]
    pairs = [
        (i, j, 1.0) for i, j in combinations(range(len(done)), 2) if {c.id for c in done[i][:2]} & {c.id for c in done[j][:2]}
    ]
    return staged_splits + [_split([done[i] for i in group], DONE) for group in link(len(done), pairs, JOINED)]


def _has_reached(
    early: Claim, late: Claim, stage: Stage, staged: Sequence[tuple[Claim, Stage | None]], persons: set[str]
) -> bool:
    """Has the report of the earlier stage the later one as well, of the same thing?"""
    here = [(c, z) for c, z in staged if z is not None and c.at.report == early.at.report]
    return any(z[0] == stage[0] and z[1] >= stage[1] and _shared_thing(c, late, z[0], persons) for c, z in here)


def _tells_both(early: Claim, late: Claim, line: str, place: float) -> bool:
    """ "was arrested and charged": the claim of the earlier stage has the later one as well."""
    stages = sequences("stages").get(line, ())
    told = {key_of(late.predicate)} | ({key_of(f) for f in stages[int(place)]} if stages else set())
    return bool(told & {key_of(w.text) for w in find_words(early.says)}) and not _NOT_YET.search(early.says)


def _carried_out(context: Context, days: dict[str, date | None]) -> list[tuple[Claim, Claim]]:
    """Pairs of claims of one act: planned or possible in the one, under way or done in a later or another report."""
    found = []
    for a, b in context.like(ACT):
        for plan, act in ((a, b), (b, a)):
            settled = not (act.hedged or act.denied or plan.denied or _is_ahead(act) or _is_bare(act))
            same = key_of(plan.predicate) == key_of(act.predicate) and plan.predicate not in _LIGHT
            whose = set(content_stems(plan.subject or "")) & set(content_stems(act.subject or ""))
            if (
                same
                and whose
                and settled
                and _is_ahead(plan)
                and _in_order(plan, act, days)
                and _names(plan) & _names(act)
                and not _apart(plan, act)
            ):
                found.append((plan, act))
    return found


def _is_bare(claim: Claim) -> bool:
    """ "asked that he be allowed to go", "it issues a report": nothing that was done."""
    habit = re.search(rf"\b{re.escape(claim.predicate)}s?\b", claim.says, re.IGNORECASE)
    return bool(habit or _BARE.search(claim.says))


def _is_ahead(claim: Claim) -> bool:
    """Is the predicate itself planned or possible: "may send", "is expected to open"?"""
    return bool(re.search(_AHEAD + re.escape(claim.predicate[:4]), claim.says, re.IGNORECASE))


def _is_awaited(claim: Claim) -> bool:
    """ "has not been named", "no suspect yet": what may come and is told as not there."""
    return (
        claim.denied and bool(_NOT_YET.search(claim.says)) and not (claim.attribution and claim.attribution[-1].stance == "deny")
    )


def _stage(claim: Claim, awaited: set[str]) -> Stage | None:
    """Where in one of the lexicon's lines the claim's predicate stands, or before or behind what others await."""
    if claim.denied and not _is_awaited(claim):
        return None
    back = 0.5 if claim.denied else 0.0
    for line, stages in sequences("stages").items():
        for i, forms in enumerate(stages):
            told = claim.predicate in forms or (
                claim.predicate in _CALLS and any(f" {f}" in claim.says for f in forms if " " in f)
            )
            if told and not (claim.planned and i) and (line != "event" or _event_nouns(claim, subject=i > 0)):
                return line, i - back
    named = {key_of(w.text) for w in find_words(claim.says)} & awaited if not claim.denied and not claim.planned else set()
    event = min((k for k in named if k.isupper()), default="")  # "has not been charged", "announced the indictment"
    if event and key_of(claim.predicate) not in awaited:
        return _at_line(event) or (event, 1.0)
    if key_of(claim.predicate) in awaited and not claim.planned and claim.predicate not in ("be", "have", "do"):
        return key_of(claim.predicate), 1 - back
    return None


def _at_line(event: str) -> Stage | None:
    """Where in the lexicon's lines an event stands: "indictment" beside "charge"."""
    lines = sequences("stages").items()
    return next(((line, i) for line, stages in lines for i, forms in enumerate(stages) if event in map(key_of, forms)), None)


def _event_nouns(claim: Claim, *, subject: bool = False) -> set[str]:
    """The event that the claim is about: its subject, or what else it names first."""
    words = [fold(w.text) for w in find_words(claim.subject or "")]
    words += [] if subject else [fold(w.text) for w in find_words(claim.says)[:10]]
    return {w for w in words if w in entries("event_nouns")}


def _shared_thing(a: Claim, b: Claim, line: str, persons: set[str]) -> str:
    """The event noun, or the name in the subject, that both claims have, else ""."""
    if line == "event":
        return min(_event_nouns(a) & _event_nouns(b), default="")
    if line in sequences("stages"):
        of = [subject_names(c) if _is_told_by_verb(c, line) else _names(c) & persons for c in (a, b)]
        whole = [set(_WHOLE.findall(f"{c.subject} {c.says}".casefold())) for c in (a, b)]  # "Roberts" is not "Roberts-Cole"
        return min((n for n in of[0] & of[1] if any(w.startswith(n) for w in whole[0] & whole[1])), default="")
    return min(_names(a) & _names(b), default="")


def _is_told_by_verb(claim: Claim, line: str) -> bool:
    """Is it the claim's verb that tells the stage, and not a noun as in "announced the indictment of"?"""
    return line not in sequences("stages") or any(claim.predicate in forms for forms in sequences("stages")[line])


def _names(claim: Claim) -> set[str]:
    """The names that the claim has anywhere, its subject included."""
    return subject_names(claim) | {stem(w.text) for w in find_words(claim.says)[1:] if w.text[0].isupper()}


def _apart(a: Claim, b: Claim) -> bool:
    """Are both claims of times more than a month apart by their own words?"""
    if a.period is None or b.period is None or not (a.period.first and b.period.first and a.period.last and b.period.last):
        return False
    return a.period.last[:7] < b.period.first[:7] or b.period.last[:7] < a.period.first[:7]


def _in_order(early: Claim, late: Claim, days: dict[str, date | None]) -> bool:
    """Are they of two reports, the later stage not in the earlier one?"""
    first, last = days[early.at.report], days[late.at.report]
    return early.at.report != late.at.report and (first is None or last is None or first <= last)


def _alike(found: list[tuple[Claim, Claim, str]]) -> list[tuple[int, int, float]]:
    claims = [{a.id, b.id} for a, b, _ in found]
    pairs = combinations(range(len(found)), 2)
    return [(i, j, 1.0) for i, j in pairs if found[i][2] == found[j][2] or claims[i] & claims[j]]


def _split(found: list[tuple[Claim, Claim, str]], why: str) -> Split:
    early = tuple(dict.fromkeys(a for a, _, _ in found))
    early = tuple(c for c in early if not are_of_others(c, early[0]))
    late = tuple(c for c in dict.fromkeys(b for _, b, _ in found) if c not in early)
    readings = tuple((shorten(spell(side[0]), 120), side) for side in (early, late) if side)
    return Split(shorten(spell(late[0] if late else early[0])), "updated", readings, why)
