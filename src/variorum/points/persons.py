"""Persons whose age or description differs between reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from variorum.model import AGED, ROLE, Claim, Family, Report, Status
from variorum.points.alike import key_of
from variorum.points.context import Context
from variorum.points.split import Split
from variorum.text.lexicon import classes
from variorum.text.words import content_stems, find_words, fold, stem

LIST = 120  # characters between the ages of two persons of a list
_WITH = re.compile(r"\bwith\b|\bwho\b")  # what is told besides: "a father of three with a child on the way"
GROWN, CHILD = 18, 12  # years: a child and somebody so much older are two of one name, a father and his son
MOVED_ON = 21  # days between two reports after which a birthday may lie between them

FORM = 4  # first letters that two forms of one word share


def find_age_splits(context: Context, reports: Sequence[Report]) -> list[Split]:
    """Persons who are given different ages, with the claims in which the ages stand."""
    ages: dict[tuple[str, str], list[tuple[float, Claim]]] = {}
    for claim in context.roles:
        for figure in claim.figures[:1]:
            if figure.low is not None and claim.about:
                ages.setdefault(_key(claim.about), []).append((figure.low, claim))
    found = []
    for known in ages.values():
        group = _without_lists(known)
        years = sorted({age for age, _ in group})
        if len(years) > 1 and not (years[0] < GROWN and years[-1] > years[0] + CHILD):
            readings = tuple((f"{age:g}", _with_holders([c for a, c in group if a == age], context)) for age in years)
            status, why = _age_status(readings, reports)
            if status == "updated" and _has_died(group[0][1].about or "", context):
                status, why = "conflict", "one person has one age, and the dead no birthday"
            found.append(
                Split(f"age of {max((c.about or '' for _, c in group), key=lambda n: (len(n), n))}", status, readings, why)
            )
    return found


def _with_holders(aged: Sequence[Claim], context: Context) -> tuple[Claim, ...]:
    """The ages, each behind the shortest claim that holds it: "Ann Lee, 39" is no whole thought."""
    found: list[Claim] = []
    for age in aged:
        holding = [c for c in context.claims if c.at.report == age.at.report and c.at.overlap(age.at) == len(age.at)]
        found += [*sorted(holding, key=lambda c: (len(c.at), c.at))[:1], age]
    return tuple(dict.fromkeys(found))


def _without_lists(known: Sequence[tuple[float, Claim]]) -> list[tuple[float, Claim]]:
    """The ages but those that stand in a list beside the next person's, or that one report gives to two of a family."""
    listed = {
        c
        for (one, a), (other, b) in combinations(known, 2)
        for c in (a, b)
        if one != other and a.at.report == b.at.report and _named(a) and _named(b)
        if abs(a.at.start - b.at.start) <= LIST or a.about != b.about
    }
    return [(age, c) for age, c in known if c not in listed]


def _has_died(name: str, context: Context) -> bool:
    """Does a claim tell that who bears the name was killed or died?"""
    killed = (c for c in context.claims if key_of(c.predicate) == "KILLED" and not c.denied)
    of = ({fold(w.text) for w in find_words(f"{c.subject or ''} {c.about or ''}")} for c in killed)
    return bool(name) and any(set(_key(name)) <= words for words in of)


def _named(claim: Claim) -> bool:
    """ "Ann Lee, 39", not "her age as 38", which is told beside another on purpose."""
    return (claim.about or "").split(" ")[-1] in claim.says


def _key(name: str) -> tuple[str, str]:
    words = [fold(w.text) for w in find_words(name)]
    return words[0], words[-1]


def _age_status(readings: Sequence[tuple[str, tuple[Claim, ...]]], reports: Sequence[Report]) -> tuple[Status, str]:
    days = {r.id: r.day for r in reports}
    young, old = readings[0][1], readings[-1][1]
    first = [d for c in young if (d := days[c.at.report])]
    last = [d for c in old if (d := days[c.at.report])]
    if first and last and (min(last) - max(first)).days > MOVED_ON and float(readings[-1][0]) - float(readings[0][0]) <= 1:
        return "updated", "a birthday may lie between the reports"
    return "conflict", "one person has one age"


def find_role_splits(roles: Sequence[Claim], families: Sequence[Family]) -> list[Split]:
    """Persons who are described otherwise in a copy of one text, or by another noun of the same office."""
    home = {r: i for i, f in enumerate(families) for r in f.reports}
    people: dict[tuple[str, str], list[Claim]] = {}
    for claim in (c for c in roles if c.predicate != ROLE + AGED):
        people.setdefault(_key(claim.about or ""), []).append(claim)
    found = []
    for group in people.values():
        pairs = [(a, b) for a, b in combinations(group, 2) if _differ(a, b, copied=home[a.at.report] == home[b.at.report])]
        if pairs:
            found.append(_role_split(group, pairs))
    return found


def _differ(a: Claim, b: Claim, *, copied: bool) -> bool:
    """Do the descriptions differ: each has a word that the other lacks, in a copy, or for the noun alone?"""
    mine, theirs = _description(a), _description(b)
    if a.at.report == b.at.report or not (mine - theirs) or not (theirs - mine):
        return False
    if _is_spelled_out(a, b) or _is_spelled_out(b, a):
        return False
    if {x[:FORM] for x in mine - theirs} == {y[:FORM] for y in theirs - mine}:
        return False  # "tribe councilman", "tribal councilman"
    same_noun = _noun(a) == _noun(b)
    if not same_noun and not {_noun(a), _noun(b)} <= set(classes("roles").values()):
        return False  # "a former model", "a former actress"
    if copied:
        return bool(mine & theirs) and all(side & _weighty(c) for side, c in ((mine - theirs, a), (theirs - mine, b)))
    return (
        not same_noun
        and mine - theirs == {stem(a.predicate.removeprefix(ROLE))}
        and theirs - mine == {stem(b.predicate.removeprefix(ROLE))}
        and bool(mine & theirs)
    )


def _is_spelled_out(short: Claim, long: Claim) -> bool:
    """ "PMCO spokeswoman", "Port Maren Coast Office spokeswoman": has the one the initials of the other's name?"""
    initials = "".join(w.text[0] for w in find_words(long.says) if w.text[0].isupper())
    letters = {w.text for w in find_words(short.says) if len(w.text) > 1 and w.text.isupper()}
    return any(len(w) > 2 and w in initials and w not in long.says for w in letters)


def _weighty(claim: Claim) -> set[str]:
    """Stems of the words that make another of a description: its noun, and names ("of the Socialist Party")."""
    names = {stem(w.text) for w in find_words(claim.says) if w.text[0].isupper()}
    return names | {stem(claim.predicate.removeprefix(ROLE))}


def _description(claim: Claim) -> set[str]:
    return set(content_stems(_WITH.split(claim.says)[0])) - set(content_stems(claim.about or ""))


def _noun(claim: Claim) -> str:
    noun = claim.predicate.removeprefix(ROLE)
    return classes("roles").get(noun, noun)


def _role_split(group: list[Claim], pairs: list[tuple[Claim, Claim]]) -> Split:
    """The descriptions that differ, each with the claims that share its noun and words."""
    seeds: list[Claim] = []
    for claim in (c for pair in pairs for c in pair):
        if not any(_description(claim) <= _description(s) or _description(s) <= _description(claim) for s in seeds):
            seeds.append(claim)
    readings: dict[str, list[Claim]] = {s.id: [] for s in seeds}
    for claim in group:
        home = max(
            seeds, key=lambda s: (len(_description(s) & _description(claim)) - len(_description(s) ^ _description(claim)), s.id)
        )
        if claim.id == home.id or _noun(claim) == _noun(home):
            readings[home.id].append(claim)
    name = max((c.about or "" for c in group), key=lambda n: (len(n), n))
    shown = tuple((" ".join(s.says.split()), tuple(readings[s.id])) for s in seeds if readings[s.id])
    return Split(f"what {name} is", "conflict", shown, "one text and its copy describe the person otherwise")


def find_known_roles(roles: Sequence[Claim]) -> list[list[Claim]]:
    """For each person whom two reports or more describe by one noun, or give one age, those descriptions."""
    people: dict[tuple[tuple[str, str], str], list[Claim]] = {}
    for claim in roles:
        aged = f"{claim.figures[0].low:g}" if claim.predicate == ROLE + AGED and claim.figures else ""
        people.setdefault((_key(claim.about or ""), aged or _noun(claim)), []).append(claim)
    return [group for group in people.values() if len({c.at.report for c in group}) > 1]
