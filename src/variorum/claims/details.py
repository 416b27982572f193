"""Details: what a sentence tells in a phrase besides what it asserts: what came of it, where it was, when it was said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.claims.clauses import find_predicate, trim
from variorum.claims.contents import FINITE, Range
from variorum.claims.pieces import find_frame
from variorum.claims.saying import Saying
from variorum.claims.speakers import noun_phrase
from variorum.model import Kind
from variorum.text.lexicon import entries

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LEAST = 3  # words of a clause
MOST = 16  # tokens of a detail: what is longer tells more than one thing
PLACES = ("FAC", "GPE", "LOC")
_WHERE = frozenset({"at", "in", "inside", "near", "on", "outside"})
_OPEN = frozenset({"if", "unless", "until", "whether"})  # what follows is not said to be so
_BESIDE = frozenset({"after", "before", "by", "with"})  # "before killing himself", "with two crewmen being hurt"


@dataclass(frozen=True, slots=True)
class Detail:
    """Where a detail stands, what kind it is, the token that it hangs on, and what it tells of or whose saying it frames."""

    tokens: Range
    kind: Kind
    head: Token
    of: str | None = None


def find_details(doc: Doc, sayings: Sequence[Saying], told: Sequence[Range]) -> list[Detail]:
    """The details of a sentence that the report tells itself; ``told`` are the ranges of its claims."""
    said = {i for s in sayings for r in s.contents for i in range(*r)}
    clauses = list(_clauses(doc, {s.cue[0] for s in sayings}))
    found = [*_frames(doc, sayings), *clauses, *_cores(doc, clauses, told), *_appositions(doc), *_places(doc)]
    own = (d for d in found if d.kind == "saying" or not said & set(range(*d.tokens)))
    return sorted({d.tokens: d for d in own if d.tokens not in told}.values(), key=lambda d: d.tokens)


def _clauses(doc: Doc, cues: set[int]) -> Iterator[Detail]:
    """Clauses that stay with the one that they hang on: "…, killing two", "invaded in 1975"."""
    for verb in (t for t in doc if t.pos_ == "VERB" and t.i not in cues and t.tag_ in ("VBD", "VBG", "VBN", "VBZ")):
        at = verb.head if verb.dep_ == "conj" and verb.head.pos_ == "VERB" else verb
        beside = at.dep_ == "pcomp" and at.head.lower_ in _BESIDE
        if (at.dep_ not in ("acl", "advcl", "relcl") and not beside) or any(c.lower_ in _OPEN for c in at.children):
            continue
        tokens = trim(doc, (verb.left_edge.i, verb.right_edge.i + 1))
        size = sum(t.is_alpha or t.like_num for t in doc[slice(*tokens)])
        if size + beside >= LEAST and tokens[1] - tokens[0] <= MOST:
            yield Detail(tokens, "clause", verb)


def _cores(doc: Doc, clauses: Sequence[Detail], told: Sequence[Range]) -> Iterator[Detail]:
    """What is left of a claim before the clause that ends it: "the bus fell into the gorge", without "killing two"."""
    for start, end in told:
        inner = [c.tokens for c in clauses if start < c.tokens[0] and end - 1 <= c.tokens[1] <= end]
        if inner:
            tokens = trim(doc, (start, min(inner)[0]))
            while tokens[1] > tokens[0] and doc[tokens[1] - 1].dep_ in ("mark", "prep"):
                tokens = trim(doc, (tokens[0], tokens[1] - 1))
            head = find_predicate(doc, tokens) if tokens[1] > tokens[0] else None
            if head is not None and tokens[1] - tokens[0] >= LEAST + 2 and head.tag_ in FINITE:
                yield Detail(tokens, "clause", head)


def _appositions(doc: Doc) -> Iterator[Detail]:
    """What a thing or a place is: "the mill, a former prison"."""
    for noun in (t for t in doc if t.dep_ == "appos" and t.pos_ == "NOUN" and t.head.i < t.i):
        start, end = noun_phrase(noun.head)[0], noun.right_edge.i + 1
        if noun.head.pos_ == "PROPN" and noun.head.ent_type_ != "PERSON" and end - start <= MOST:
            yield Detail(trim(doc, (start, end)), "description", noun, noun.head.text)


def _places(doc: Doc) -> Iterator[Detail]:
    """Where something was: "a shooting in Dorn", "fell on Mill Street"."""
    for place in (e for e in doc.ents if e.label_ in PLACES):
        where = place.root.head
        if place.root.dep_ == "pobj" and where.lower_ in _WHERE:
            yield Detail((_begin(doc, where), place.end), "place", place.root)
        elif place.root.dep_ == "compound" and where.lemma_.lower() in entries("happenings") and where.i - place.start < MOST:
            yield Detail((noun_phrase(where)[0], where.i + 1), "place", place.root)


def _begin(doc: Doc, where: Token) -> int:
    """Where the phrase begins that the preposition hangs on, if it is near."""
    head = where.head
    start = noun_phrase(head)[0] if head.pos_ in ("NOUN", "PROPN") else head.i
    return start if 0 < where.i - start < MOST // 2 else where.i


def _frames(doc: Doc, sayings: Sequence[Saying]) -> Iterator[Detail]:
    """Who said something when or where: "the mayor told reporters in Dorn on Friday"."""
    for saying in sayings:
        heard = (c for c in doc[saying.cue[0]].children if c.dep_ in ("dative", "dobj") and saying.cue[0] < c.i)
        said = {i for r in saying.contents for i in range(*r)}
        frame = find_frame(doc, saying) | ({t.i for c in heard for t in c.subtree} - said)
        start = end = saying.cue[0]
        while start - 1 in frame:
            start -= 1
        while end + 1 in frame:
            end += 1
        start, end = trim(doc, (start, end + 1))
        inside = doc[start:end]
        tells = any(t.ent_type_ in (*PLACES, "DATE", "TIME") or t.lemma_.lower() in entries("media") for t in inside)
        if tells and saying.speaker is not None and end - start <= MOST:
            yield Detail((start, end), "saying", doc[saying.cue[0]], doc[slice(*saying.speaker)].text)
