"""Claims that say the same but for one word that turns it round: "to a camp" and "from a camp", "found", "not found"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations

from variorum.linkage import link
from variorum.model import Claim, Report, Status
from variorum.points.alike import key_of
from variorum.points.context import Context
from variorum.points.split import Split, shorten, spell
from variorum.points.subjects import HE, ME, are_unnamed
from variorum.text.lexicon import both_ways, entries
from variorum.text.words import content_stems, find_words, fold, is_function_word, stem

ALIKE = 0.42  # likeness of two claims of which one turns the other round
PERSONS = 0.6  # the same where the word is for a person: "a girl" may be another than "the boy"
NEGATED = 0.4  # the same for a claim and its plain negation
STATE = 0.7  # of the words of two claims that one state is denied and asserted in
SCENE = 0.35  # the same in their surroundings
_MANY_USES = ("from", "to")  # stand in a sentence for many things: only the place counts
_WITH = re.compile(r"\b(?:against|at|for|from|in|of|on|to|with)\b")  # behind it stands no more what it is done to
_NOT = re.compile(r"\b(?:cannot|never|no|none|not)\b|n['’]t\b", re.IGNORECASE)
_CAN = re.compile(r"\b(?:can|cannot|can['’]t|could|must|should|would)\b", re.IGNORECASE)  # what may be, not what is
_LIGHT = frozenset({"be", "do", "go", "have"})
_SECOND = re.compile(r"\band (?:then |later )?(\w+ed)\b")
_PASSIVE = re.compile(r"\b(?:are|been|is|was|were)\b", re.IGNORECASE)
_ORDER = frozenset({"after", "before"})
_PERFECT = re.compile(r"\b(?:had|has|have)(?:n['’]t)?\b", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:not|n['’]t|never|nor)\b.{0,80}\b(?:till|until)\b", re.IGNORECASE)  # what came about in the end
_YET = re.compile(r"\b(?:yet|so far|immediately|still|initially|at first|earlier|until)\b", re.IGNORECASE)


def find_turns(context: Context, reports: Sequence[Report]) -> list[Split]:
    """Points where one claim has a word that turns the other round, or denies what the other asserts."""
    days = {r.id: r.day for r in reports}
    found: list[tuple[Claim, Claim, str]] = []
    for a, b in context.like(min(ALIKE, NEGATED)):
        if a.says == b.says or (a.at.report == b.at.report and (a.voice is None or b.voice is None or a.voice == b.voice)):
            continue
        if context.same_scene(a, b) >= SCENE and not _stances_differ(a, b) and not context.both_have(a, b):
            like = context.alike(a, b)
            turned = _turned(a, b, like)
            why = turned or _negated(a, b, like)
            if why and (turned or not _tells_apart(a, b, context)):
                found.append((a, b, why))
    return [_split([found[n] for n in group], days) for group in link(len(found), _joined(found), 0.5)]


def _joined(found: list[tuple[Claim, Claim, str]]) -> list[tuple[int, int, float]]:
    """Pairs of findings that share a claim and the reason."""
    return [
        (m, n, 1.0)
        for m, n in combinations(range(len(found)), 2)
        if _words(found[m][2]) == _words(found[n][2]) and {found[m][0].id, found[m][1].id} & {found[n][0].id, found[n][1].id}
    ]


def _words(why: str) -> set[str]:
    return set(re.findall(r"“([^”]+)”", why))


def _stances_differ(a: Claim, b: Claim) -> bool:
    """A denial and what it denies are a dispute, found elsewhere."""
    return any(c.attribution and c.attribution[-1].stance == "deny" for c in (a, b))


def _turned(a: Claim, b: Claim, alike: float) -> str:
    """The pair of opposites that the claims have before or behind the same word, else ""."""
    if bool(_NOT.search(a.says)) != bool(_NOT.search(b.says)):
        return ""  # "who came after may stay", "who came before cannot": one rule
    mine, theirs = _neighbours(a.says), _neighbours(b.says)
    for word, other in sorted(both_ways("opposites")):
        if alike < (PERSONS if word in entries("person_nouns") else ALIKE):
            continue
        if word not in _MANY_USES and (other in mine or word in theirs):
            continue
        if word in _ORDER and key_of(a.predicate) != key_of(b.predicate):
            continue  # "drove off before the fight", "fell after the fight"
        shared = mine.get(word, set()) & theirs.get(other, set())
        if shared - mine.get(other, set()) - theirs.get(word, set()):
            return f"“{word}” in the one, “{other}” in the other"
    return ""


@lru_cache(maxsize=1 << 13)
def _neighbours(text: str) -> dict[str, set[str]]:
    """Each word with the stems of the content words nearest to it on either side."""
    words = [w.text for w in find_words(text)]
    named = {w for i, w in enumerate(words) if i and w[0].isupper()}  # "South Indiana Avenue" lies nowhere south
    out: dict[str, set[str]] = {}
    for i, word in enumerate(words):
        behind = next((stem(w) for w in words[i + 1 :] if not is_function_word(w)), None)
        before = next((stem(w) for w in reversed(words[:i]) if not is_function_word(w)), None)
        follows = fold(words[i + 1]) if i + 1 < len(words) else ""
        if follows in ("that", "then", "this"):
            continue  # "before that"
        if word in named or (fold(word) in _MANY_USES and behind is not None and behind[0].isdigit()):
            continue  # "down from 1.6 to 1.4"
        both = {f"<{before} >{behind}"} if fold(word) in _MANY_USES else {f"<{before}", f">{behind}"}
        if follows == "of":  # "west of Dorn", "east of Holm Street": from there
            both = {f">{behind}"}
        out.setdefault(fold(word), set()).update(both)
    return out


def _negated(a: Claim, b: Claim, alike: float) -> str:
    """Is the same predicate asserted by one and negated by the other, neither planned nor supposed?"""
    negated, plain = (a, b) if a.denied else (b, a)
    verb = negated.predicate
    if alike < NEGATED or a.denied == b.denied or are_unnamed(a, b):
        return ""
    if verb in _LIGHT and not (verb == "be" and _tell_one_state(negated, plain)):
        return ""
    if a.planned or b.planned or _UNTIL.search(negated.says) or _NOT.search(plain.says):
        return ""
    if key_of(verb) != key_of(plain.predicate) and key_of(verb) not in _verbs(plain):
        return ""
    if ME.search(a.says) and ME.search(b.says) and (a.voice is None or a.voice != b.voice):
        return ""  # who "I" is need not be one person
    if _are_one_and_more(negated, plain) or _calls_others(a, b, verb) or _does_else(negated, plain, verb):
        return ""
    if not _objects(a, verb) & _objects(b, verb) or _CAN.search(a.says) or _CAN.search(b.says):
        return ""
    return f"“{verb}” asserted by the one, negated by the other"


def _tell_one_state(negated: Claim, plain: Claim) -> bool:
    """ "the gates were not open", "the gates were open": has each nearly all words that the other has, the judging ones apart?"""
    judging = {stem(w) for w in (*entries("claim_nouns"), *entries("falsehood"))}
    mine, theirs = ({stem(w) for w in content_stems(c.says)} - judging for c in (negated, plain))
    common = len(mine & theirs)
    vouched = not (negated.hedged or plain.hedged)
    return vouched and common > 1 and common >= STATE * max(len(mine), len(theirs))


def _are_one_and_more(a: Claim, b: Claim) -> bool:
    """ "he was not hurt", "six others were hurt": one person, and several."""
    one, more = (a, b) if HE.match(a.subject or "") else (b, a)
    counted = any((f.low or 0) > 1 and f.at.start - more.at.start < len(more.subject or "") + 2 for f in more.figures)
    return bool(HE.match(one.subject or "")) and counted


def _calls_others(a: Claim, b: Claim, verb: str) -> bool:
    """ "have not called Lee a suspect", "have called Berg a suspect": has the verb a name behind it in both, not the same?"""
    mine, theirs = (set(re.findall(rf"\b{re.escape(verb[:4])}\w* ([A-Z]\w+)", c.says)) for c in (a, b))
    return bool(mine and theirs and not mine & theirs)


def _does_else(negated: Claim, plain: Claim, verb: str) -> bool:
    """ "no charges were filed", "the lawyer filed a motion": is it done to other things?"""
    suffered = re.compile(rf"{_PASSIVE.pattern}\s+(?:\w+\s+){{0,2}}{re.escape(verb[:4])}", re.IGNORECASE)
    passive, active = bool(suffered.search(negated.says)), not suffered.search(plain.says)
    done = set(content_stems(_WITH.split(negated.subject or "")[0]))
    words = [stem(w.text) for w in find_words(plain.says) if not is_function_word(w.text)]
    at = next((i for i, w in enumerate(words) if w[:4] == stem(verb)[:4]), len(words))
    return passive and active and bool(done) and at < len(words) and not done & set(words[at + 1 : at + 3])


def _tells_apart(a: Claim, b: Claim, context: Context) -> bool:
    """Has the report that negates the verb of one also asserted it of another ("the trooper did not return fire")?"""
    negated = a if a.denied else b
    if a.at.report == b.at.report or _PASSIVE.search(negated.says):
        return False
    objects, verb = _objects(negated, negated.predicate) - set(content_stems(negated.subject or "")), key_of(negated.predicate)
    here = (c for c in context.claims if c.at.report == negated.at.report and not c.denied and c.at.overlap(negated.at) == 0)
    words = ({stem(w.text): key_of(w.text) for w in find_words(c.says)} for c in here)
    return any(verb in told.values() and objects & set(told) for told in words)


def _verbs(claim: Claim) -> set[str]:
    """Keys of the past forms behind an "and": "confirmed her name and answered the questions"."""
    return {key_of(m[1].lower()) for m in _SECOND.finditer(claim.says)}


def _objects(claim: Claim, verb: str) -> set[str]:
    """Stems of the words before the verb and of the two behind it: what is found, and who finds it."""
    words = [stem(w.text) for w in find_words(claim.says) if not is_function_word(w.text)]
    at = next((i for i, w in enumerate(words) if w[:4] == stem(verb)[:4]), len(words))
    return {*words[:at], *words[at + 1 : at + (2 if claim.predicate == verb else 3)]}


def _split(found: list[tuple[Claim, Claim, str]], days: Mapping[str, date | None]) -> Split:
    first, second, why = found[0]
    sides: tuple[list[Claim], list[Claim]] = ([first], [second])
    word = re.findall(r"“([^”]+)”", why)
    for a, b, _ in found:
        for claim in (a, b):
            if claim not in sides[0] and claim not in sides[1]:
                sides[_side(claim, sides, word)].append(claim)
    yet = any(_YET.search(c.says) for c in sides[0] + sides[1]) or any(_has_come(a, b, days) for a, b, _ in found)
    status: Status = "updated" if yet else "conflict"
    readings = tuple((shorten(spell(side[0]), 120), tuple(side)) for side in sides)
    return Split(shorten(spell(first)), status, readings, why)


def _has_come(a: Claim, b: Claim, days: Mapping[str, date | None]) -> bool:
    """ "No arrests have been made", and in a later report: "An arrest has been made"."""
    early, late = (a, b) if a.denied else (b, a)
    first, last = days[early.at.report], days[late.at.report]
    later = first is not None and last is not None and first < last
    return later and early.denied and not late.denied and bool(_PERFECT.search(early.says))


def _side(claim: Claim, sides: tuple[list[Claim], list[Claim]], words: list[str]) -> int:
    if len(words) == 2:
        return 0 if (words[0] in _neighbours(claim.says)) == (words[0] in _neighbours(sides[0][0].says)) else 1
    return 0 if claim.denied == sides[0][0].denied else 1
