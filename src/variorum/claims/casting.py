"""Whom a sentence names, and as what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.claims.beside import CRIES
from variorum.claims.contents import Range
from variorum.claims.references import Cast, proper_words
from variorum.claims.roles import find_persons
from variorum.claims.speakers import AGENTS, LETTERS, noun_phrase
from variorum.text.lexicon import entries

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NAME = 4  # tokens of a name


def find_person(doc: Doc, tokens: Range) -> str:
    """The person's name that a phrase ends with or is followed up by, "" where it names none."""
    names = [e for e in doc.ents if e.label_ == "PERSON" and tokens[0] <= e.start and e.end <= tokens[1]]
    if not names:
        return _titled_name(doc, tokens) or _described_name(doc, tokens)
    if names[-1].root.dep_ == "pobj" or (names[-1].end < tokens[1] and names[-1].root.dep_ not in ("appos", "nsubj")):
        return ""
    return names[-1].text.removesuffix("'s")


def _titled_name(doc: Doc, tokens: Range) -> str:
    """The name behind a noun for a person ("coast guard spokeswoman Ilka Torvand"), where the parser knows it for none."""
    start = tokens[1]
    while start > tokens[0] and doc[start - 1].pos_ == "PROPN" and doc[start - 1].text[0].isupper():
        start -= 1
    titled = start > tokens[0] and doc[start - 1].lemma_.lower() in entries("speaker_nouns") | entries("person_nouns")
    return str(doc[start : tokens[1]].text) if titled and tokens[1] - start > 1 else ""


def _described_name(doc: Doc, tokens: Range) -> str:
    """ "Danel Orsk, a driver from the island": a name that a noun for a person describes, where the parser knows it for none."""
    inside = doc[slice(*tokens)]
    named = 1 < len(inside) <= NAME and all(t.pos_ == "PROPN" and t.text[:1].isupper() for t in inside)
    nouns = (c.lemma_.lower() for c in inside.root.children if c.dep_ == "appos" and c.pos_ == "NOUN" and c.i >= tokens[1])
    known = entries("person_nouns") | entries("speaker_nouns")
    return str(inside.text) if named and any(n in known or n.endswith(AGENTS) for n in nouns) else ""


def meet(doc: Doc, cast: Cast) -> None:
    """Remember whom the sentence is about."""
    cast.seen += [p.text.removesuffix("'s") for p in find_persons(doc) if len(p) > 1 and p[0].is_alpha]
    for token in doc:
        if token.dep_ in ("nsubj", "nsubjpass") and token.pos_ in ("PROPN", "NOUN") and token.lower_ not in CRIES:
            start, end = noun_phrase(token)
            name = _name(doc, token)
            person = (bool(name) and doc[start].lower_ != "the") or cast.knows(token.text)  # "the Stella Brava"
            if person or token.ent_type_ in ("ORG", "GPE", "NORP") or token.lemma_.lower() in entries("speaker_nouns"):
                cast.meet(name or doc[start:end].text, person=person)
                if person and cast.named:
                    cast.named[-1] |= frozenset(proper_words(name or token.text)[-1:])
                if name:
                    cast.entitle(doc[start:end].text, name)


def _name(doc: Doc, token: Token) -> str:
    """The person's name that the token belongs to, "" where it is none."""
    known = next((e.text.removesuffix("'s") for e in doc.ents if e.label_ == "PERSON" and e.start <= token.i < e.end), "")
    if known or token.lemma_.lower() not in entries("person_nouns") | entries("speaker_nouns"):
        return known
    named = (c for c in token.children if c.dep_ == "acl" and c.lower_ in ("called", "named"))  # "a witness named Ali"
    return next((str(g.text) for c in named for g in c.children if g.pos_ == "PROPN"), "")


def find_papers(doc: Doc, cue: Range) -> list[str]:
    """ "said in a statement", "a letter issued by": the papers in which the cue is uttered."""
    near = {g.i for t in doc[slice(*cue)] for c in t.children for g in (c, *c.children)}
    return [t.lemma_.lower() for t in doc if t.lemma_.lower() in LETTERS and (t.i in near or t.head.i in range(*cue))]
