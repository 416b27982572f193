"""What a clause is about: its subject, written, left out or named by a pronoun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.claims.contents import Range, lemmas
from variorum.claims.references import PRONOUNS, Cast
from variorum.claims.speakers import noun_phrase
from variorum.text.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def find_about(doc: Doc, tokens: Range, head: Token, cast: Cast) -> str | None:
    """The subject that the clause leaves out or names by a pronoun, by its name."""
    own = next((c for c in head.children if c.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    if own is not None and tokens[0] <= own.i < tokens[1] and own.lower_ not in ("who", "which", "that"):
        return cast.name(own.text) if fold(own.text) in PRONOUNS else None
    at = head
    for _ in range(4):
        if at.dep_ in ("relcl", "acl") and at.head.pos_ in ("NOUN", "PROPN"):
            start, end = noun_phrase(at.head)
            return cast.name(doc[start:end].text)
        if at.dep_ not in ("conj", "advcl") or at.head == at or at.head.lemma_.lower() in lemmas("accuse"):
            return None
        at = at.head
        subject = next((c for c in at.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None and subject.lower_ not in ("who", "which", "that"):
            start, end = noun_phrase(subject)
            return cast.name(doc[start:end].text)
    return None


def find_subject(doc: Doc, head: Token) -> str | None:
    """The subject of the head as it is written."""
    own = next((c for c in head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if own is None:
        return None
    start, end = noun_phrase(own)
    return str(doc[start:end].text)


def lacks_subject(doc: Doc, tokens: Range, head: Token, about: str | None) -> bool:
    """Is the clause a question's ("where the town lies"), or one whose subject is not known?"""
    if doc[tokens[0]].tag_ == "WRB":
        return True
    subject = any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in head.children)
    return head.pos_ in ("VERB", "AUX") and head.tag_ != "VB" and not subject and about is None
