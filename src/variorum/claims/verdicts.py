"""Verdicts: sentences that call what others say false ("The claim that S is a myth", "It is not true that S") or open.

They are found by the order of their words, since a parser often hangs the clause that is judged on the wrong word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from variorum.claims.contents import FINITE, Range, lemmas
from variorum.text.lexicon import entries, members

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MAX_GAP = 8  # tokens between a noun ("claims by the rebels") and the "that" of its clause
MAX_LEAD = 4  # tokens between the judgement and "that" ("false to say that")
_LABELS = frozenset({"fake", "false", "fiction", "hoax", "myth", "untrue"})  # "False: the mayor resigned"
_CLAIMED = frozenset({"allegation", "claim", "rumor", "rumour"})  # "Claim: the mayor resigned"
_NOT = frozenset({"n't", "never", "no", "not", "n’t"})
_AGAINST = frozenset({"behind", "for", "in", "to"})  # "no truth in", "no basis for"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which clause is judged (None: what was said before), and whether it is called false, or only left open."""

    judged: Range | None
    false: bool


def find_verdict(doc: Doc, within: Range) -> Verdict | None:
    """How a claim judges what others say; None where it judges nothing."""
    start, end = within
    if start + 2 < end and doc[start + 1].text == ":" and doc[start].lower_ in _LABELS | _CLAIMED:
        return Verdict((start + 2, end), false=doc[start].lower_ in _LABELS)
    if doc[start].lower_ == "contrary":
        return _of_noun(doc, start + 2, end)
    for token in doc[start:end]:
        found = _by_predicate(token, within) or _by_attribute(token, end) or _by_lack(token, end)
        if found is not None:
            return found
    return None


def find_contrary(doc: Doc) -> Iterator[Range]:
    """ "Contrary to reports that S, …", "…, contrary to claims that S": the phrase, which is a claim of its own."""
    for token in doc[:-1]:
        if token.lower_ != "contrary" or token.nbor().lower_ != "to":
            continue
        judged = _of_noun(doc, token.i + 2, len(doc))
        if judged is None or judged.judged is None:
            continue
        comma = next((t.i for t in doc[judged.judged[0] :] if t.text in (",", ";", ".")), len(doc))
        yield token.i, comma


def is_judged(noun: Token) -> bool:
    """Is the noun's claim called false where it is named: "a false claim that", "contrary to reports that", "no truth in"?"""
    doc = noun.doc
    attributes = [t for t in doc[noun.left_edge.i : noun.i] if t.head == noun]
    before = doc[max(0, noun.left_edge.i - 2) : noun.left_edge.i]
    if [t.lower_ for t in before] == ["contrary", "to"] or any(is_false(t) for t in attributes):
        return True
    return len(before) == 2 and before[1].lower_ in _AGAINST and _is_lack(before[0])


def is_false(token: Token) -> bool:
    """Is it a word that calls something untrue?"""
    lemma = token.lemma_.lower()
    if lemma in _words("debunk"):
        return token.tag_ == "VBN"
    if lemma in _words("open") or (lemma in ("lie", "tale") and token.pos_ != "NOUN"):
        return False
    return not {lemma, token.lower_}.isdisjoint(entries("falsehood"))


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(members("verdicts")[kind])


def _by_predicate(token: Token, within: Range) -> Verdict | None:
    """ "The claim that S is false", "It turned out to be untrue that S", "Reports of S were a hoax"."""
    kind = _judgement(token)
    group = _verb_group(token, within[0]) if kind else None
    if group is None:
        return None
    inside = {t.lower_ for t in token.doc[group : token.i]}
    negated = not inside.isdisjoint(_NOT)
    if (kind == "false" and negated) or (kind == "true" and not negated):
        return None  # it is called true
    whole = kind != "open" and inside.isdisjoint(_words("part"))
    return _judging(token, group, within, false=whole)


def _judgement(token: Token) -> str:
    """Whether a word calls something "false", "true" or "open"; "" for all others."""
    if is_false(token):
        return "false"
    lemma = token.lemma_.lower()
    return "true" if lemma in _words("true") else "open" if lemma in _words("open") else ""


def _judging(token: Token, group: int, within: Range, *, false: bool) -> Verdict | None:
    """The verdict on the clause before the verb group, or on the one behind an "it is false that"."""
    doc, (start, end) = token.doc, within
    if group > start and doc[group - 1].lower_ == "it":
        that = next((t.i for t in doc[token.i + 1 : token.i + 1 + MAX_LEAD] if t.tag_ not in ("TO", "VB")), end)
        return Verdict((that + 1, end), false) if that + 1 < end and doc[that].lower_ == "that" else None
    judged = _of_noun(doc, start, group)
    if judged is not None:
        return Verdict(judged.judged, false)
    return Verdict(None, false) if _is_of_sayings(doc, start, group) else None


def _is_of_sayings(doc: Doc, start: int, group: int) -> bool:
    """ "Rumours of a second gunman" … were false: a noun for something said, without a clause, as the subject."""
    head = next((t for t in doc[start:group] if t.lemma_.lower() in entries("claim_nouns") and t.pos_ == "NOUN"), None)
    named = head is not None and head.dep_ in ("nsubj", "nsubjpass") and head.head.i >= group
    return named and not _has_finite(doc, start, group)


def _verb_group(token: Token, start: int) -> int | None:
    """Where the verbs begin that lead to the judgement: "turned out to be", "has been shown to be a"; None where none do."""
    doc, at, finite = token.doc, token.i, False
    while at > start and _leads_on(doc[at - 1]):
        at -= 1
        finite = finite or doc[at].tag_ in FINITE or (doc[at].lower_ in ("proved", "turned") and doc[at - 1].pos_ != "AUX")
    return at if finite else None


def _leads_on(token: Token) -> bool:
    if token.pos_ in ("ADV", "AUX", "DET", "PART") or token.lower_ in (*_NOT, "as", "out", "to"):
        return True
    return token.lemma_.lower() in _words("shows") or (token.pos_ == "ADJ" and token.head.i > token.i)


def _of_noun(doc: Doc, start: int, end: int) -> Verdict | None:
    """The clause of a noun for something said: "claims by the rebels that S"; it has a verb of its own."""
    for noun in doc[start:end]:
        if not names_saying(noun):
            continue
        that = _that(doc, noun.i + 1, end)
        if that is not None and _has_finite(doc, that + 1, end):
            return Verdict((that + 1, end), false=True)
    return _of_posts(doc, start, end)


def _of_posts(doc: Doc, start: int, end: int) -> Verdict | None:
    """ "Posts claiming that S", "a video alleging S": the clause that a participle brings in."""
    for verb in doc[start + 1 : end]:
        if verb.tag_ == "VBG" and verb.lemma_.lower() in lemmas("say") and doc[verb.i - 1].pos_ in ("NOUN", "PROPN"):
            begin = verb.i + 1 + (verb.i + 1 < end and doc[verb.i + 1].lower_ == "that")
            return Verdict((begin, end), false=True) if _has_finite(doc, begin, end) else None
    return None


def is_of_judged(doc: Doc, cue: int, contents: tuple[Range, ...]) -> bool:
    """ "Posts claiming that S are false": is what the participle brings in judged by the rest of the sentence?"""
    verdict = find_verdict(doc, (0, len(doc))) if doc[cue].tag_ == "VBG" and contents else None
    if verdict is None or verdict.judged is None or cue >= verdict.judged[0]:
        return False
    return all(verdict.judged[0] <= start for start, _ in contents)


def names_saying(token: Token) -> bool:
    """Is it a noun for something said, whatever the parser takes "Reports that" for?"""
    forms = {token.lemma_.lower(), token.lower_.removesuffix("s")}
    return token.pos_ in ("NOUN", "PROPN", "VERB") and not forms.isdisjoint(entries("claim_nouns") | entries("cue_nouns"))


def _has_finite(doc: Doc, start: int, end: int) -> bool:
    return any(t.tag_ in FINITE or (t.tag_ == "VB" and t.pos_ == "VERB") for t in doc[start:end])


def _by_attribute(token: Token, end: int) -> Verdict | None:
    """ "A false claim that S spread", "baseless rumours that S": the clause that the noun has by the parse."""
    if not is_false(token) or token.dep_ not in ("amod", "compound") or not names_saying(token.head):
        return None
    clause = next((c for c in token.head.children if c.dep_ in ("acl", "ccomp", "relcl") and c.i > token.head.i), None)
    that = token.head.i + 1 < end and token.doc[token.head.i + 1].lower_ == "that"
    return Verdict((token.head.i + 2, clause.right_edge.i + 1), false=True) if clause is not None and that else None


def _by_lack(token: Token, end: int) -> Verdict | None:
    """ "There is no truth in rumours that S" (false), "there is no evidence that S" (open), "is without foundation"."""
    if not _is_lack(token):
        return None
    doc, false = token.doc, token.lemma_.lower() in _words("ground")
    that = _that(doc, token.i + 1, end)
    if that is not None and doc[that + 1].tag_ not in FINITE and _has_finite(doc, that + 1, end):
        return Verdict((that + 1, end), false)
    judged = _of_noun(doc, 0, token.i) if false and token.head.lower_ == "without" else None
    if judged is None or judged.judged is None or token.head.head.i <= judged.judged[0]:
        return None
    return Verdict((judged.judged[0], token.head.head.i), false)


def _that(doc: Doc, start: int, end: int) -> int | None:
    """The "that" which follows a noun, no verb between; None where none does or nothing stands behind it."""
    near = doc[start : min(end - 1, start + MAX_GAP)]
    first = next((t for t in near if t.lower_ == "that" or t.tag_ in FINITE), None)
    return first.i if first is not None and first.lower_ == "that" else None


def _is_lack(noun: Token) -> bool:
    """ "no truth", "n't any evidence", "without foundation"."""
    held = [*noun.children, *noun.head.children]
    lacks = any(t.lower_ in ("no", "n't", "n’t", "not", "little", "scant", "zero") and t.i < noun.i for t in held)
    known = noun.lemma_.lower() in _words("ground") | _words("proof")
    return known and (lacks or noun.head.lower_ == "without")
