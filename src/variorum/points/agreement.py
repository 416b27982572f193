"""Which claims of a group say the same, and which of them stands for it."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from variorum.compare.agreements import says_so
from variorum.model import Claim, Figure
from variorum.points.alike import key_of
from variorum.points.context import Context
from variorum.points.quantities import GROWING, agree, contradict, do_not_meet, same_role
from variorum.points.slots import dimension, find_slots
from variorum.points.subjects import HE, ME, are_of_others, subject_names
from variorum.text.lexicon import entries
from variorum.text.words import compounds, find_words, fold, is_function_word, stem

SURE = 0.5  # likeness from which two claims say the same, whatever else is split off the one
NEAR = 0.25  # the same of a claim that stands in this group alone
SAYS = 0.4  # mean likeness to the claims of a group of one that says the same in another report
LACKS = 0.15  # taken off the mean likeness of a claim that leaves out its subject, where the most typical one is sought
BORNE = 0.3  # added to it for a claim of which the others say all
LIKELY = 8  # claims of a group of which one is printed

# What gives a report its letter beside a printed claim; set by reading what is printed of 13 marked stories.
SAYS_COPIED = 0.34  # likeness of a claim in a passage that was copied from where the printed one stands
SAYS_VERB = 0.42  # likeness of a claim with the printed one's verb; SURE where that is a verb of many events
SAYS_ALL = 0.45  # likeness of a claim with another verb
SAME_WORDS = 0.8  # likeness of a claim in the same words
PLAINLY, PLAINLY_ALL = 0.3, 0.57  # likeness without the names of the story: with the same verb, with another
HELD = 0.5  # of the printed claim's weight that the other must have: it need not say more, but no less
COMMON = 3  # words that they must have in common

LIGHT = frozenset({"be", "do", "go", "have", "make", "take"})  # verbs of many events
_LEANS = re.compile(r"(?:he|her|his|it|its|she|that|their|these|they|this|those|which|who|whose)\b", re.IGNORECASE)
_PARTS = re.compile(r"(?:,|;)\s+(?:(?:and|but|while|with)\b)?|\s(?:and|but|while)\s")
_ORDINAL = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b")


def find_best(group: Sequence[Claim], context: Context) -> Claim:
    """The claim that stands for the group best."""
    return max(group, key=lambda c: (_typical(c, group, context), -len(c.says), -c.at.start))


def find_agreeing(group: Sequence[Claim], context: Context, apart: Set[str]) -> list[Claim]:
    """The claims of the group that can be true together with the one that stands for it best; of those that stand ``apart``,
    in a split, only what surely says the same."""
    best = find_best(group, context)
    close = [c for c in group if context.alike(best, c) >= (SURE if c.id in apart else NEAR)]
    return [c for c in close if c is best or not differ(best, c)]


def differ(a: Claim, b: Claim) -> bool:
    """Can the two claims not be true together?"""
    return contradict(a, b) or _are_turned(a, b)


def find_more(group: Sequence[Claim], context: Context, apart: Set[str]) -> list[Claim]:
    """The group, with the likest claim of each report that has none in it and says the same elsewhere: a claim may stand in
    several points."""
    reports = {c.at.report for c in group}
    others = {o.id: o for c in group for o in context.near(c) if o.at.report not in reports}
    if len(reports) < 2 or not others:
        return list(group)
    best = find_best(group, context)
    found: dict[str, tuple[float, Claim]] = {}
    for claim in sorted(others.values(), key=lambda c: c.at):
        like = sum(context.alike(claim, c) for c in group) / len(group)
        known = found.get(claim.at.report, (SURE if claim.id in apart else SAYS, None))
        if like < known[0] or differ(best, claim):
            continue
        found[claim.at.report] = (like, claim)
    return [*group, *(claim for _, claim in found.values())]


def find_told(group: Sequence[Claim], context: Context, against: Set[tuple[str, str]]) -> list[list[Claim]]:
    """The claims of the group that can be printed for it, each with those that say what it says, itself first; first the
    one that most reports bear out.

    What only touches on it, or lacks one of its numbers, does not say so; nor does what a split sets ``against`` it.
    """
    typical = {c.id: _typical(c, group, context) for c in [c for c in group if not c.is_detail] or group}
    likely = sorted((c for c in group if c.id in typical), key=lambda c: (-typical[c.id], len(c.says), c.at))[:LIKELY]
    told = [[c, *(o for o in group if o is not c and (c.id, o.id) not in against and _says_so(c, o, context))] for c in likely]
    return sorted(
        told,
        key=lambda t: (2 * _leans(t[0]) - len({c.at.report for c in t}), -typical[t[0].id] - BORNE * _least_held(t, context)),
    )


def _leans(claim: Claim) -> bool:
    """Does it not stand by itself? Such a claim is printed only where two more reports bear it out than a whole one."""
    return claim.about is not None or claim.is_detail or bool(_LEANS.match(claim.says))


def _least_held(told: Sequence[Claim], context: Context) -> float:
    """How much of the first claim is said in the one that says least of it."""
    return min(context.held(told[0], o) for o in told)


def _says_so(printed: Claim, claim: Claim, context: Context) -> bool:
    """Does the claim say what the printed one says?"""
    if says_so(context.judged, printed, claim):
        return not (_are_of_other_days(printed, claim) or _may_be_of_others(printed, claim))
    like = context.alike(printed, claim)
    if like < SAYS_COPIED:
        return False
    copied = context.copied.get((printed.id, claim.id), 0.0) >= SURE
    one_verb = context.has_verb_of(printed, claim) and context.has_verb_of(claim, printed)
    told = one_verb and not {printed.predicate, claim.predicate} <= LIGHT
    least = SAYS_COPIED if copied else SAYS_VERB if told else SURE if one_verb else SAYS_ALL
    plainly = PLAINLY if copied or one_verb else PLAINLY_ALL
    if key_of(printed.predicate).isupper() and not context.has_verb_of(claim, printed):
        return False  # "is in critical condition" is no death
    if (printed.predicate in LIGHT) != (claim.predicate in LIGHT) and not copied and like < SAME_WORDS:
        return False  # "were well inside the record" is not "set the record"
    if like < least or context.plainly(printed, claim) < plainly or context.held(printed, claim) < HELD:
        return False
    if not (copied or like >= SAME_WORDS) and (context.common(printed, claim) < COMMON or _may_be_of_others(printed, claim)):
        return False
    if not all(_is_told_of(part, claim, context) for part in _PARTS.split(printed.says)):
        return False
    ranks = [set(_ORDINAL.findall(c.says)) for c in (printed, claim)]
    if _doubts(printed) != _doubts(claim) or (all(ranks) and not ranks[0] & ranks[1]):
        return False
    if printed.planned != claim.planned or _are_of_other_days(printed, claim) or not _names_all(claim, printed, context):
        return False
    theirs = find_slots(claim)
    return all(any(agree(f, g) for g in theirs if _count_one(f, g)) for f in find_slots(printed))


def _are_of_other_days(a: Claim, b: Claim) -> bool:
    """ "still searching on Friday", "were searching on Wednesday"."""
    return a.period is not None and b.period is not None and do_not_meet(a.period, b.period)


def _names_all(claim: Claim, printed: Claim, context: Context) -> bool:
    """Has the claim a word of each name in the printed one?"""
    known = context.bags[claim.id].shares.keys()
    return all({key_of(w) for w in compounds(name) if not is_function_word(w)} & known for name in printed.names)


def _is_told_of(part: str, claim: Claim, context: Context) -> bool:
    """Has the claim a word of the part of a sentence, if it says anything?"""
    keys = {key_of(w) for w in compounds(part) if not is_function_word(w)}
    return len(keys) < 2 or bool(keys & context.bags[claim.id].shares.keys())


def _count_one(f: Figure, g: Figure) -> bool:
    """Can two figures of claims that say the same stand for one another: of one dimension, and no dead for wounded?"""
    if dimension(f.unit) != dimension(g.unit) or not same_role(f, g):
        return False
    return f.event == g.event or not (f.event in GROWING and g.event in GROWING)


def _may_be_of_others(a: Claim, b: Claim) -> bool:
    """Are they of two persons, of the "I" of two voices, or the one of a "he" of whom no more is known, the other of another?"""
    unknown = [bool(HE.match(c.subject or "")) for c in (a, b)]
    of_me = a.voice != b.voice and any(ME.search(c.says) for c in (a, b))
    return are_of_others(a, b) or unknown[0] != unknown[1] or of_me


def _doubts(claim: Claim) -> bool:
    """Does the claim call something false, leave it open or tell of what only may be?"""
    words = {fold(w.text) for w in find_words(claim.says)}
    return claim.hedged or bool(words & (entries("falsehood") | {"whether"}))


def _typical(claim: Claim, group: Sequence[Claim], context: Context) -> float:
    """How well a claim stands for its group, to be printed for it."""
    mean = sum(context.alike(claim, other) for other in group) / len(group)
    leans = 1.0 if claim.about or claim.is_detail else 2.0 if _LEANS.match(claim.says) else 0.0
    torn = claim.is_detail and claim.subject is None  # "set by the Wild Geese in 2026"
    return round(mean - LACKS * leans - torn, 3)


def _are_turned(a: Claim, b: Claim) -> bool:
    """Does one deny, place elsewhere or turn about what the other asserts?"""
    if _denies(a) != _denies(b) or _is_negated_in(a, b) or _is_negated_in(b, a) or _are_reversed(a, b):
        return True
    if a.predicate != b.predicate:
        return a.denied != b.denied and key_of(a.predicate) == key_of(b.predicate) and bool({*a.says.split()} & {*b.says.split()})
    places = {a.place, b.place} - {None}
    return a.denied != b.denied or (len(places) == 2 and not any(p in (a if p == b.place else b).says for p in places if p))


def _denies(claim: Claim) -> bool:
    return bool(claim.attribution) and claim.attribution[-1].stance == "deny"


def _is_negated_in(a: Claim, b: Claim) -> bool:
    """ "the bodies had not been found", "whose heads were found": is the verb that ``a`` negates among the words of ``b``?"""
    asserted = a.denied and not b.denied and a.predicate not in LIGHT
    return asserted and key_of(a.predicate) in {key_of(fold(w.text)) for w in find_words(b.says)}


def _are_reversed(a: Claim, b: Claim) -> bool:
    """ "Vesna accused Orlow", "Orlow accused Vesna": has each the other's subject behind its own, with one verb?"""
    mine, theirs = subject_names(a), subject_names(b)
    if a.predicate != b.predicate or mine & theirs or not (mine and theirs):
        return False
    return mine <= {stem(w.text) for w in find_words(b.says)} and theirs <= {stem(w.text) for w in find_words(a.says)}
