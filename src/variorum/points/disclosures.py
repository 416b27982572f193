"""What one report says is not told or not known, and a later one tells: names, causes, motives, how the injured are."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from datetime import date
from functools import cache

from variorum.model import Claim, Report
from variorum.points.alike import key_of
from variorum.points.context import Context
from variorum.points.split import Split, shorten, spell
from variorum.points.subjects import ME
from variorum.text.lexicon import classes, entries, sequences
from variorum.text.words import find_words, fold

SHOWN = 3  # claims by which it is told
CHARGED, HARMED = frozenset({"ARRESTED", "CHARGED"}), frozenset({"KILLED", "WOUNDED"})
NAMING = frozenset({"identify", "name"})

_TELL = r"(?:confirm|disclose|identif|name|provide|publish|release|reveal)\w*"
_WITHHELD = re.compile(
    rf"\b(?:not|n['’]t|declin\w+ to|refus\w+ to|yet to)\b(?:\W+\w+){{0,3}}?\W+{_TELL}\b|\bwithh[eo]ld\w*\b", re.IGNORECASE
)
_NAMES = re.compile(
    r"\b(?:names?|identit(?:y|ies)|been (?:identified|named)(?! (?:an?|as|in)\b)|(?:identify|name) (?:the|a|any))\b",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(
    r"\b(?:un(?:clear|determined|known)|(?:not|n['’]t|yet to)(?: \w+){0,2} (?:clear|determined?|discussed|establish(?:ed)?|known)"
    r"|(?:investigat|look|try|work)ing (?:into |to (?:determine|establish|find out|learn)))",
    re.IGNORECASE,
)

Known = tuple[str, date | None]  # a report's text, folded, and its day
Told = tuple[Claim, set[str], set[str]]  # a claim, of what or whom it tells, and the names that it tells


def find_disclosures(context: Context, reports: Sequence[Report]) -> list[Split]:
    """Points where something is not known or held back at first, and told later."""
    known = {r.id: (fold(r.text), r.day) for r in reports}
    held = [(c, kinds) for c in context.claims if (kinds := _held(c))]
    told = [(c, *found) for c in context.claims if (found := _told(c, context))[0]] if held else []
    accused = {n for _, kinds, names in told if "suspect" in kinds and len(names) == 1 for n in names}
    accused |= {r.about for r in context.roles if r.about and "suspect" in _kinds(r.says)}
    suspects = {fold(n.split()[-1]) for n in accused}
    splits = []
    for kind in sorted({k for _, kinds in held for k in kinds}):
        of_kind = [t for t in told if kind in t[1]]
        named = kind not in _matters()
        news = ((h, c) for h, kinds in held if kind in kinds for c in _news(h, of_kind, known, named=named))
        pairs = [(h, c) for h, c in news if named or not _is_of_suspect(c, suspects) or "suspect" in _kinds(h.says)]
        early, late = (tuple(dict.fromkeys(p[side] for p in pairs)) for side in (0, 1))
        if pairs:
            readings = ((shorten(spell(early[0]), 120), early), (shorten(spell(late[0]), 120), late[:SHOWN]))
            what = kind if kind in _matters() else f"name of the {kind}"
            why = f"the {kind} not known" if kind in _matters() else "a name held back"
            about = f"{what}: {shorten(spell(early[0]), 70)}"
            splits.append(Split(about, "updated", readings, f"{why} in the one, told in the other"))
    return splits


def _is_of_suspect(claim: Claim, suspects: Set[str]) -> bool:
    """Is it told of a suspect, whose health answers nothing that is asked of the victims?"""
    of = f"{claim.about or ''} {claim.subject or ''}"
    return "suspect" in _kinds(of) or bool({fold(w.text) for w in find_words(of)} & suspects)


@cache
def _matters() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """What is often not known: how it is named, and how it is told."""
    return {kind: (_any(named), _any(told)) for kind, (named, told) in sequences("unknowns").items()}


def _any(forms: Set[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, forms)))})\b", re.IGNORECASE)


def _held(claim: Claim) -> set[str]:
    """What the claim says is not known, or whose names it says are not told."""
    found = {kind for kind, (what, _) in _matters().items() if _UNKNOWN.search(claim.says) and what.search(claim.says)}
    withheld = _WITHHELD.search(claim.says)
    if withheld and _NAMES.search(claim.says):
        found |= _kinds(f"{claim.subject} {claim.says[withheld.start() :]}")
    return found


def _told(claim: Claim, context: Context) -> tuple[set[str], set[str]]:
    """What the claim tells: a matter, or who somebody is, "suspect" or "victim" or as it is worded; and the names."""
    if claim.denied or claim.planned:
        return set(), set()
    own = _UNKNOWN.search(claim.says) or ME.search(claim.says)
    matters = {kind for kind, (_, how) in _matters().items() if how.search(claim.says) and not own}
    event = key_of(claim.predicate)
    of_subject = {n for n in claim.names if n in (claim.subject or "") and len(n.split()) > 1}
    if event in HARMED and of_subject:
        return matters | {"victim"}, of_subject
    persons = {r.about for r in context.roles if r.about} & set(claim.names)
    if claim.predicate in NAMING and persons:
        return matters | _kinds(claim.says), persons
    charged = event in CHARGED or {key_of(fold(w.text)) for w in find_words(claim.says)} & CHARGED
    return matters | ({"suspect"} if charged and persons else set()), persons


def _kinds(text: str) -> set[str]:
    """The nouns for persons, those for who is suspected and who was harmed as one each."""
    cases = classes("cases")
    words = {fold(w.text) for w in find_words(text)} | {fold(w.text).removesuffix("s") for w in find_words(text)}
    return {cases.get(w, w) for w in words if w in cases or w in entries("person_nouns")}


def _news(held: Claim, told: Sequence[Told], known: dict[str, Known], *, named: bool) -> list[Claim]:
    """The claims of later reports that tell what the report of ``held`` does not have anywhere."""
    text, day = known[held.at.report]
    if not named and any(c.at.report == held.at.report for c, _, _ in told):
        return []
    out = []
    for claim, _, names in told:
        later = known[claim.at.report][1]
        in_order = claim.at.report != held.at.report and (day is None or later is None or day <= later)
        if in_order and not (named and any(fold(n.split()[-1]) in text for n in names)):
            out.append(claim)
    return out
