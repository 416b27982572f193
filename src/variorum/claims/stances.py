"""Accusations and denials: sayings whose claim is the whole clause."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.claims.contents import Range, lemmas, trim_range
from variorum.claims.saying import Saying
from variorum.model import Stance
from variorum.text.lexicon import entries

if TYPE_CHECKING:
    from spacy.tokens import Token

_OF_OTHERS = frozenset(
    {"debunk", "decline", "discredit", "dismiss", "disprove", "dispute", "rebuff", "reject"}
)  # also an offer, a law, a person
_LEGAL = frozenset({"appeal", "case", "charge", "complaint", "indictment", "lawsuit", "suit"})  # a court dismisses them


def find_accusation(token: Token, speaker: Range) -> Saying | None:
    """ "X accused Y of Z", "X blamed Y for Z", "X pointed the finger at Y"; in the passive only with "by X"."""
    if token.lemma_.lower() == "point":
        found = _whole_clause(token, speaker, [c for c in token.children if c.dep_ in ("nsubj", "dobj", "prep")], "accuse")
        at = next((g for t in token.subtree if t.lower_ == "at" and t.i > token.i for g in t.children if g.dep_ == "pobj"), None)
        return replace(found, accused=(at.left_edge.i, at.i + 1)) if at is not None else found
    target = next((c for c in token.children if c.dep_ in ("dobj", "nsubjpass")), None)
    agent = next((g for c in token.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"), None)
    held = [t for t in (target, agent) if t is not None]
    around = [*token.children, *(c for t in held for c in t.children)]  # the parser may hang it on any of them
    charge = next((c for w in ("of", "for", "with", "on") for c in around if c.dep_ == "prep" and c.lower_ == w), None)
    if target is None or (charge is None and token.lemma_.lower() != "blame"):
        return None
    indicted = any(c.dep_ == "prep" and c.lower_ == "with" for c in around)  # "charged Lee, of Oslo, with theft"
    if token.lemma_.lower() == "charge" and (indicted or charge is None or charge.lower_ not in ("of", "that")):
        return None
    found = _whole_clause(token, speaker, [target, *([charge] if charge else [])], "accuse")
    return replace(found, accused=(target.left_edge.i, target.i + 1))


def find_denial(token: Token, speaker: Range) -> Saying | None:
    """ "X denied Z", "X rejected the claims", "X called it false", "X maintained his innocence", "X pleaded not guilty"."""
    lemma = token.lemma_.lower()
    behind = {t.lower_ for t in token.doc[token.i + 1 : token.i + 4]}
    if (lemma in ("maintain", "protest", "assert") and "innocence" in behind) or (
        lemma == "plead" and {"not", "guilty"} <= behind
    ):
        return _whole_clause(token, speaker, list(token.children), "deny")
    objects = [c for c in token.children if c.dep_ in ("dobj", "ccomp", "xcomp", "oprd", "nsubjpass", "acomp", "prep")]
    taken = next((c for c in token.children if is_noun_taken_for_verb(c)), None)
    objects += [c for c in taken.children if c.dep_ == "ccomp"] if taken is not None else []
    if not objects or _withholds(token, speaker, objects):
        return None
    if lemma in lemmas("deny"):
        claims = lemma not in _OF_OTHERS or bool(taken) or _denies_saying(objects, lemma)
        return _whole_clause(token, speaker, objects, "deny") if claims else None
    named = [o for o in objects if o.dep_ in ("oprd", "acomp", "ccomp", "xcomp") or o.lower_ == "as"]
    words = {t.lemma_.lower() for o in named for t in o.subtree}
    falsehood = lemma in ("call", "describe", "label", "brand", "dismiss") and bool(words & entries("falsehood"))
    return _whole_clause(token, speaker, objects, "deny") if falsehood else None


def is_noun_taken_for_verb(token: Token) -> bool:
    """ "dismissed as a fairy tale claims that S": to the parser the second of two verbs, with nothing to join them."""
    head = token.head
    if token.dep_ != "conj" or token.tag_ != "VBZ" or head.tag_ != "VBD" or token.lemma_.lower() not in entries("claim_nouns"):
        return False
    return not any(t.dep_ == "cc" or t.text == "," for t in token.doc[head.i : token.i])


def _whole_clause(token: Token, speaker: Range, parts: list[Token], stance: Stance) -> Saying:
    """The saying whose claim is the verb with all its parts."""
    start, end = min([token.i, *(p.left_edge.i for p in parts)]), max(p.right_edge.i for p in parts) + 1
    return Saying((token.i, token.i + 1), speaker, (trim_range(token.doc, (start, end)),), stance, whole=True)


def _withholds(token: Token, speaker: Range, objects: list[Token]) -> bool:
    """ "denied her a vote", "denied bail", "nobody denies that", "contradicts his own words": no claim is denied."""
    given = token.i + 1 < len(token.doc) and token.nbor().pos_ in ("PRON", "PROPN")  # "denied him bail"
    if given and any(t.lemma_.lower() in entries("grants") for t in token.doc[token.i + 2 : token.i + 4]):
        return True
    if any(c.dep_ == "dative" for c in token.children) or token.doc[speaker[0]].lower_ in ("nobody", "no", "none"):
        return True
    own = token.lemma_.lower() == "contradict" and any(c.tag_ == "PRP$" for o in objects for c in o.children)
    return own or any(o.dep_ == "dobj" and o.lemma_.lower() in entries("grants") for o in objects)


def _denies_saying(objects: list[Token], lemma: str) -> bool:
    """Is what is rejected a claim, and not an offer or a law?"""
    if lemma == "decline":
        return False
    nouns = {t.lemma_.lower() for o in objects for t in o.subtree}
    if lemma == "dismiss" and nouns & _LEGAL:
        return False
    return bool(nouns & (entries("claim_nouns") | entries("falsehood")))
