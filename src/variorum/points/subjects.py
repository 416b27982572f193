"""Of whom or what a claim tells: the names in its subject."""

from __future__ import annotations

import re

from variorum.model import Claim
from variorum.text.lexicon import entries
from variorum.text.words import content_stems, find_words, fold, is_function_word, stem

_EACH = re.compile(r"\b(?:both|each)\b", re.IGNORECASE)
HE = re.compile(r"(?:he|she)$", re.IGNORECASE)  # a subject of whom no more is known
ME = re.compile(r"\b(?:I|me|my|our|us|we)\b")  # words for whoever speaks
_THEY = re.compile(r"(?:he|she|they)$", re.IGNORECASE)
_BLOCK = re.compile(r"\b(\d{2,5}) block of\b")
_AGE = re.compile(r"\b(\d{1,3})-year-old\b")


def subject_names(claim: Claim) -> set[str]:
    """Stems of the words with a capital in the claim's subject, titles left out."""
    words = [w.text for w in find_words(claim.subject or "") if w.text[0].isupper()]
    return {stem(w) for w in words if not is_function_word(w) and fold(w) not in entries("speaker_nouns")}


def are_of_others(a: Claim, b: Claim) -> bool:
    """Have the two subjects names, or persons in the two claims ages, and none in common: two persons, two events?"""
    pairs = [(subject_names(a), subject_names(b)), (set(_AGE.findall(a.says)), set(_AGE.findall(b.says)))]
    listed = any(_names_in_list(x) and subject_names(y) and not subject_names(y) & _names_in_list(x) for x, y in ((a, b), (b, a)))
    return listed or any(mine and theirs and not mine & theirs for mine, theirs in pairs)


def _names_in_list(claim: Claim) -> set[str]:
    """Stems of the names in a claim that tells of each of several: "Lee, 20, and Berg, 22, each pleaded guilty"."""
    return {s for n in claim.names for s in content_stems(n)} if _EACH.search(claim.says) else set()


def are_elsewhere(a: Claim, b: Claim) -> bool:
    """Do both name blocks of streets, and none in common: two places, two events?"""
    mine, theirs = (set(_BLOCK.findall(c.says)) for c in (a, b))
    return bool(mine and theirs and not mine & theirs)


def is_one_unnamed(a: Claim, b: Claim) -> bool:
    """Is the one of a "he" of whom no more is known, the other of somebody named?"""
    he, named = (a, b) if HE.match(a.subject or "") else (b, a)
    return bool(HE.match(he.subject or "")) and bool(subject_names(named))


def are_unnamed(a: Claim, b: Claim) -> bool:
    """Are both, of two reports, of a "he" or "she" of whom no more is known?"""
    return a.at.report != b.at.report and all(_THEY.match(c.subject or "") for c in (a, b))


def share_subject(a: Claim, b: Claim) -> bool:
    """Is a word of the one subject in the other, or is one of them not known?"""
    mine, theirs = (set(content_stems(c.subject or "")) for c in (a, b))
    return not (a.subject and b.subject) or bool(mine & theirs) or a.subject.casefold() == b.subject.casefold()


def is_state(claim: Claim) -> bool:
    """Does the claim tell how things stand, which is told anew each day: "no one was in custody on Monday"?"""
    return claim.denied or claim.predicate in ("be", "have", "remain", "stand")
