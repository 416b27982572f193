"""What a number counts: the noun it stands with, and what happened to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.claims.figure_roles import ALL_BUT, APART, find_role, is_of_other_event
from variorum.model import Figure, FigureRole, Span
from variorum.text.ages import parent_before
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
_UNBORN = re.compile(
    r"[^.;,]{0,30}\band (?:an? |her |his |their |the )?unborn\b", re.IGNORECASE
)  # counted by some, by others not
LIGHT = frozenset({"be", "have", "include", "leave", "say", "put", "see", "bring", "make", "get", "report"})
_TOLLS = frozenset({"count", "death", "figure", "number", "tally", "toll", "total"})
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj")
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
    unit = number.unit
    if parent_before(text, number.start) and not unit:
        event = ""  # "a mother of three was killed": neither three mothers nor three killed
        counted = counted if noun is not None and noun.i > token.i else "child"
    if before is not None and (counted in _OTHERS or not counted) and not unit:
        counted = "people" if before.counted in entries("person_nouns") else before.counted
    if unit == "years old":
        counted, event = "age", ""
    what = " ".join(x for x in (counted, event) if x and x != "life") or unit
    return Figure(number.low, number.high, unit, what, at, counted, event, number.about)


def count_all(report: str, start: int, text: str, doc: Doc) -> Iterator[Figure]:
    """All figures of a sentence, each with what it counts."""
    first, before, people = True, None, None
    left_out: tuple[Number, Figure] | None = None
    for number in find_numbers(text):
        at = Span(report, start + number.start, start + number.end)
        figure = count(doc, text, number, at, people if _INCLUDING.search(text, 0, number.start) and people else before)
        figure = _in_its_role(figure, find_role(text, number, first=first), before)
        figure = replace(figure, other_event=is_of_other_event(text, number))
        if figure.role != "part" and not figure.unit:
            before = figure
            people = figure if figure.counted in entries("person_nouns") | {"people"} else people
        if figure.high is not None and _UNBORN.match(text[number.end :]):
            figure = replace(figure, high=figure.high + 1)
        first = False
        if left_out and figure.role == "whole":
            yield _all_but(left_out, figure, count(doc, text, number, at, before), text)
        yield figure
        left_out = (number, figure) if figure.role == "excluded" else None


def _in_its_role(figure: Figure, role: FigureRole, before: Figure | None) -> Figure:
    """The figure with its role, and without what happened where it counts nothing of that."""
    event = figure.event
    if role in APART and event != ABOARD:
        event = ""
    elif role == "additional" and before is not None and not figure.unit:
        event = event or before.event
    if event == figure.event:
        return replace(figure, role=role)
    of = " ".join(w for w in (figure.counted, event) if w) or figure.unit
    return replace(figure, role=role, event=event, of=of)


def _all_but(left_out: tuple[Number, Figure], whole: Figure, counted: Figure, text: str) -> Figure:
    """ "all but two of the 33 died": 31, from the word "all" on."""
    number, excluded = left_out
    lead = ALL_BUT.search(text, 0, number.start)
    start = excluded.at.start - (number.start - lead.start() if lead else 0)
    low = None if whole.low is None or excluded.high is None else whole.low - excluded.high
    high = None if whole.high is None or excluded.low is None else whole.high - excluded.low
    return replace(counted, low=low, high=high, at=Span(whole.at.report, start, whole.at.end), role="")


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


_PASSIVE = re.compile(
    r"(?:\s+(?!(?:after|and|as|but|or|that|when|while|who)\b)[a-z-]+){0,4}?(?:,[^,]{0,60},)?"
    r"\s+(?:was|were|are|is|been|being)\s+(?:also\s+|\w+ly\s+)?([a-z]+)"
)


def _passive(behind: str) -> str:
    """ "four others, including one woman, were injured": the class of the passive right behind, else ""."""
    m = _PASSIVE.match(behind)
    return classes("events").get(m.group(1), "") if m else ""


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
    toll = _toll(token)
    if toll is not None:
        return toll
    above = token.head.head
    if token.dep_ == "pobj" and token.head.lower_ in ("of", "at", "to") and above.pos_ == "NOUN":
        return None if token.head.lower_ == "to" and above.dep_ == "pobj" else above  # "in addition to the six killed"
    return None


def _toll(token: Token) -> Token | None:
    """What is said to be so many: "the death toll stands at 31", "put the number of dead at 31", "the toll rose from 9 to 31"."""
    verb = token.head
    if token.dep_ == "pobj":
        if verb.lower_ not in ("at", "from", "of", "to"):
            return None
        while verb.dep_ in ("prep", "pobj"):  # "rose to 31 from 9"
            verb = verb.head
    elif token.dep_ not in ("attr", "dobj", "acomp"):
        return None
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    return next((c for c in verb.children if c.dep_ in _ARGUMENTS and c != token and c.lemma_.lower() in _TOLLS), None)


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
    if token.lemma_.lower() in _TOLLS and (of := _those(token)):
        return of
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


def _those(token: Token) -> str:
    """ "the number of dead", "the injury count": what happened to those who are counted, else ""."""
    of = (g for c in token.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj")
    near = (c for c in token.children if c.dep_ in ("compound", "amod", "nmod"))
    return next((_known(t) for t in (*of, *near) if _known(t)), "")


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
