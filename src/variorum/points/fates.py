"""Fates: one and the same person dead in the one report, safe in the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import combinations

from variorum.linkage import link
from variorum.model import Claim, Report, Status
from variorum.points.context import Context
from variorum.points.split import Split, shorten, spell
from variorum.text.lexicon import classes, entries
from variorum.text.words import find_words, fold, is_function_word, stem

FATE = 0.25  # likeness of two claims that can tell of one person's fate
_OTHERS = re.compile(r"\w[^,]* (?:after|as|because|before|that|when|while|whose)\b", re.IGNORECASE)
_WHOSE = re.compile(r"\w,? who\b")  # "the parents of the boy, who was unharmed"
MOST = 5  # words of a subject that names one or two persons


def find_fates(context: Context, reports: Sequence[Report]) -> list[Split]:
    """Points where somebody is told to be dead and to be safe."""
    days = {r.id: r.day for r in reports}
    fates = {c.id: fate for c in context.claims if not (c.denied or c.planned) and (fate := _fate(c))}
    found = []
    for a, b in context.like(FATE):
        if a.id in fates and b.id in fates and fates[a.id] != fates[b.id] and _persons(a) & _persons(b):
            found.append((a, b) if fates[a.id] == "dead" else (b, a))
    pairs = [(i, j, 1.0) for i, j in combinations(range(len(found)), 2) if set(found[i]) & set(found[j])]
    splits = []
    for group in link(len(found), pairs, 0.5):
        dead, safe = (tuple(dict.fromkeys(found[i][side] for i in group)) for side in (0, 1))
        first, last = ({days[c.at.report] for c in side} for side in (dead, safe))
        status: Status = "conflict" if first & last or None in first | last else "updated"
        readings = tuple((shorten(spell(side[0]), 120), side) for side in (dead, safe))
        splits.append(Split(shorten(spell(dead[0])), status, readings, "dead in the one, safe in the other"))
    return splits


@cache
def _told() -> re.Pattern[str]:
    states = "|".join(sorted(classes("fates")))
    became = rf"\b(?:are|be|been|being|is|was|were)\s+(?:\w+\s+){{0,2}}?({states})\b"
    return re.compile(rf"{became}|\b(died|perished|survived)\b", re.IGNORECASE)


def _fate(claim: Claim) -> str:
    """ "dead" or "safe", the first that the claim tells; "" for none."""
    m = _told().search(claim.says)
    if (
        m is None or _WHOSE.search(claim.says, 0, m.start()) or _OTHERS.search(claim.says, 0, m.start())
    ):  # "watched as her children were killed"
        return ""
    return classes("fates")[(m[1] or m[2]).casefold()]


def _persons(claim: Claim) -> set[str]:
    """Stems of the nouns for one person in the subject, or of a person's name."""
    words = [w.text for w in find_words(claim.subject or "") if not is_function_word(w.text)]
    if len(words) > MOST:
        return set()
    named = {stem(w) for w in words if w[0].isupper() and fold(w) not in entries("speaker_nouns")}
    kin = {stem(w) for w in words if fold(w) in entries("kin")}
    return kin | (named if len(words) > 1 and named else set())
