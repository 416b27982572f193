"""What a number counts: the noun it stands with, and what happened to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.model import Figure, Span
from variorum.text.figures import Number, find_numbers
from variorum.text.lexicon import classes, entries

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CROWDS = frozenset(
    {"crew", "crowd", "dozen", "group", "hundred", "majority", "number", "rest", "score", "team", "thousand", "total"}
)
LIST = 9  # tokens behind a number within which a participle still tells what happened to all that are listed
_INCLUDING = re.compile(r"\b(?:among them|including)\s+$")  # of the people told of before, not of what they were in
ABOARD = "aboard"
_PART = re.compile(r"\b(?:including|among (?:them|whom)|of (?:whom|them|which)|\w+ of them)\b[^.;,]{0,40}$", re.IGNORECASE)
_AMONG = re.compile(
    r"[^.;,]{0,60}\b(?:was|were|is|are) among\b"
    r"|\s+of (?:the|its|their|them|those|these|whom|which|his|her)\b|\s+[a-z]+ly\b(?!\s+[a-z])",
    re.IGNORECASE,
)
_SOME = re.compile(  # "two critically wounded", "found two dead at the scene": not all of them
    r"(?:\s+[a-z]+){0,2}\s+(?:(?:badly|critically|fatally|gravely|lightly|seriously|severely|slightly)\s"
    r"|dead\s+(?:at the scene|inside|there))"
)
_UNBORN = re.compile(
    r"[^.;,]{0,30}\band (?:an? |her |his |their |the )?unborn\b", re.IGNORECASE
)  # counted by some, by others not
LIGHT = frozenset({"be", "have", "include", "leave", "say", "put", "see", "bring", "make", "get", "report"})
_WITHIN = ("advmod", "amod", "appos", "compound", "nmod", "npadvmod", "nummod", "quantmod")
_OF_LIFE = frozenset({"claim", "cost", "lose", "take"})
_UNDERGO = frozenset({"receive", "suffer", "sustain"})
_OTHERS = ("other", "others", "more", "another", "rest")


def count(doc: Doc, text: str, number: Number, at: Span, before: Figure | None) -> Figure:
    """The figure of a number of the sentence, ``at`` its place in the report; ``before`` is the figure before it."""
    token = _token(doc, number)
    noun = _told_to_be(token) or _noun(token, number)
    counted = "" if noun is None else _lemma(noun)
    event = _of_known(token) or _event(noun if noun is not None else token)
    event = "killed" if counted == "life" else _passive(text[number.end :]) or event
    if _OF_THE.search(text[: number.start]):
        event = ""  # "one of the two officers was dead": not two
    unit = "years old" if _is_age(text, number) else number.unit
    if before is not None and (counted in _OTHERS or not counted) and not unit:
        counted = "people" if before.counted in entries("person_nouns") else before.counted
    if unit == "years old":
        counted, event = "age", ""
    what = " ".join(x for x in (counted, event) if x and x != "life") or unit
    return Figure(number.low, number.high, unit, what, at, counted, event, number.about)


def count_all(report: str, start: int, text: str, doc: Doc) -> Iterator[Figure]:
    """All figures of a sentence, each with what it counts."""
    first, before, people = True, None, None
    for number in find_numbers(text):
        at = Span(report, start + number.start, start + number.end)
        figure = count(doc, text, number, at, people if _INCLUDING.search(text, 0, number.start) and people else before)
        behind = text[number.end :]
        if (_PART.search(text[: number.start][-60:]) and not first) or _AMONG.match(behind) or _SOME.match(behind):
            figure = replace(figure, part=True)
        elif not figure.unit:
            before = figure
            people = figure if figure.counted in entries("person_nouns") | {"people"} else people
        if figure.high is not None and _UNBORN.match(behind):
            figure = replace(figure, high=figure.high + 1)
        first = False
        yield figure


def _told_to_be(token: Token) -> Token | None:
    """ "three of the victims were women": the noun that the number is said to be."""
    behind = token.nbor() if token.i + 1 < len(token.doc) else token
    verb = behind if behind.lemma_ == "be" else token.head if token.dep_ in ("nsubj", "nsubjpass") else None
    if verb is None or verb.lemma_ != "be" or token.pos_ != "NUM":
        return None
    return next((c for c in verb.children if c.dep_ == "attr" and c.tag_ == "NNS" and c.i > verb.i), None)


def _of_known(token: Token) -> str:
    """ "ten of the dead were children": what happened to those of whom they are some, where a noun tells it."""
    of = (g for c in token.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj")
    return next((_known(g) for g in of if _known(g)), "") if _told_to_be(token) is not None else ""


_OF_THE = re.compile(r"\b(?:one|another|either|neither|which|none) of (?:the|its|his|her|their|these|those)\s*$", re.IGNORECASE)
_PASSIVE = re.compile(
    r"(?:\s+(?!(?:after|and|as|but|or|that|when|while|who)\b)[a-z-]+){0,4}?(?:,[^,]{0,60},)?"
    r"\s+(?:was|were|are|is|been|being)\s+(?:also\s+|\w+ly\s+)?([a-z]+)"
)


def _passive(behind: str) -> str:
    """ "four others, including one woman, were injured": the class of the passive right behind, else ""."""
    m = _PASSIVE.match(behind)
    return classes("events").get(m.group(1), "") if m else ""


def _is_age(text: str, number: Number) -> bool:
    """ "Mary Jones, 39, said": a number between a name's comma and a comma or the end."""
    before, behind = text[: number.start].rstrip(), text[number.end :].lstrip()
    if number.unit or number.low is None or number.low != number.high or not 0 < number.low < 115:
        return False
    if re.search(r"\bage (?:as|at|is|of|was)$", before):
        return True
    return (
        bool(re.search(r"(?:[A-Z][\w’'.-]+|\b(?:man|woman|boy|girl|son|daughter|brother|sister)),$", before))
        and behind[:1] in (",", ".", ";", "")
        and text[number.start].isdigit()
    )


def _token(doc: Doc, number: Number) -> Token:
    """The last token of the number."""
    inside = [t for t in doc if t.idx < number.end and t.idx + len(t) > number.start and not t.is_punct]
    return inside[-1] if inside else doc[0]


def _noun(token: Token, number: Number) -> Token | None:
    """The noun that the number stands with, itself aside: "200 people", "a toll of 200", "200 of the troops"."""
    if number.unit:
        return _measured(token)
    head = token
    while head.head != head and head.dep_ in (*_WITHIN, "conj") and number.start <= head.idx < number.end:
        head = head.head
    if head.pos_ in ("NOUN", "PROPN") and head.ent_type_ != "PERSON" and not number.start <= head.idx < number.end:
        return head
    of = next((g for c in token.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"), None)
    if of is not None:
        return of
    above = token.head.head
    if token.dep_ == "pobj" and token.head.lower_ in ("of", "at", "to") and above.pos_ == "NOUN":
        return None if token.head.lower_ == "to" and above.dep_ == "pobj" else above  # "in addition to the six killed"
    return None


def _measured(token: Token) -> Token | None:
    """What has the measure: "a 24-hour offensive", "a fence 2 km long", "two days of fighting"."""
    of = next((g for c in token.children if c.lower_ == "of" for g in c.children if g.dep_ in ("pobj", "pcomp")), None)
    if of is not None and of.tag_ in ("NN", "NNS", "VBG") and of.lemma_.lower() not in set(classes("units").values()):
        return of
    head = token.head
    while head.dep_ in ("compound", "nummod", "amod", "npadvmod") and head.head != head:
        head = head.head
    if head.pos_ == "PROPN":  # "the 13-metre sloop Wild Geese"
        head = next((c for c in head.children if c.pos_ == "NOUN" and token.i < c.i < head.i), head)
    named = head.pos_ in ("NOUN", "PROPN") and head.lemma_.lower() not in set(classes("units").values())
    return head if named and head != token and head.i > token.i else None


def _lemma(noun: Token) -> str:
    return str(noun.lemma_).lower()


def _event(token: Token) -> str:
    """Class of what happened: by the noun itself, an adjective behind it, its participle, or the verb above it."""
    if _known(token):
        return _known(token)
    for child in token.children:
        if (
            child.dep_ in ("acl", "relcl", "amod", "appos", "acomp")
            and _known(child)
            and child.left_edge.lower_ not in ("of", "including")
        ):
            return _known(child)
        if child.dep_ == "prep" and child.lower_ == "on" and any(_known(g) == ABOARD for g in child.children):
            return ABOARD
    for t in token.doc[token.i + 1 : token.i + LIST]:  # "three other women and a man injured"
        if t.is_punct or t.pos_ in ("AUX", "ADP", "SCONJ") or (t.i > token.i + 3 and t.pos_ == "ADV"):
            break
        if t.pos_ == "CCONJ" and (t.i + 1 >= len(token.doc) or t.nbor().pos_ not in ("DET", "NUM", "NOUN", "ADJ")):
            break
        if _known(t) and t.tag_ in ("JJ", "VBN", "VBG", "NN", "VBD"):
            return _known(t)
    return _verb_event(token)


def _known(token: Token) -> str:
    """The class of the word in the lexicon of events, else ""."""
    if token.lemma_.lower() in _OF_LIFE and any(c.lemma_.lower() == "life" for c in token.children):
        return "killed"
    known = classes("events")
    return known.get(token.lower_) or known.get(token.lemma_.lower(), "")


def _verb_event(token: Token) -> str:
    at = token
    for _ in range(6):
        if at.head == at:
            return ""
        whole = at.head.head
        if at.dep_ == "pobj" and at.head.lower_ == "of" and whole.pos_ == "NOUN" and whole.lemma_.lower() not in _CROWDS:
            return _known(whole)  # "the families of five rebels were killed" does not count rebels killed
        told, at = at.dep_ == "ccomp" and at.pos_ in ("VERB", "AUX"), at.head
        if told and at.pos_ == "VERB":
            return ""  # "Lee found out that three were unharmed"
        if _known(at):
            return _known(at)
        if at.pos_ in ("VERB", "AUX"):
            if at.lemma_.lower() in _UNDERGO:
                return next((_known(c) for c in at.children if c.dep_ == "dobj" and _known(c)), str(at.lemma_.lower()))
            if at.lemma_.lower() not in LIGHT:
                return str(at.lemma_.lower())
            for child in [*at.children, *(g for c in at.children if c.dep_ == "prep" and c.lower_ == "on" for g in c.children)]:
                if _known(child) == ABOARD or (child.dep_ in ("oprd", "acomp", "ccomp", "attr", "xcomp") and _known(child)):
                    return _known(child)
    return ""
