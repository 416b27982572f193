"""Who is what: a person's name with the office or description that the report gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.claims.contents import Range
from variorum.claims.references import TITLES
from variorum.text.lexicon import classes, entries

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_PEOPLES = ("an", "ch", "ese", "i", "ic", "ish", "s")
MOST = 14  # tokens of a description


def find_persons(doc: Doc) -> list[Span]:
    """The names of persons, with the first names that the parser has left off: "Ilka Maren Torvand"."""
    found = []
    for entity in (e for e in doc.ents if e.label_ == "PERSON"):
        start = entity.start
        while start > 0 and _is_first_name(doc[start - 1]):
            start -= 1
        while start < entity.end - 2 and doc[start].lower_ in entries("person_nouns") | entries("speaker_nouns"):
            start += 1  # "Treasurer Ida Berg", which the parser takes for a name
        if start == 0 and doc[0].tag_ == "VBG":
            continue  # "Stopping Berg looks hard"
        found.append(doc[start : entity.end])
    return found


def _is_first_name(token: Token) -> bool:
    titled = token.lemma_.lower() in entries("speaker_nouns") | entries("person_nouns") or token.lower_.rstrip(".") in TITLES
    people = token.ent_type_ == "NORP" and not token.lower_.endswith(_PEOPLES)  # the parser takes rare first names for peoples
    capital = token.pos_ == "PROPN" and token.dep_ == "compound" and token.text[:1].isupper()
    return capital and not titled and (people or not token.ent_type_)


def find_roles(doc: Doc) -> list[tuple[Range, str, str]]:
    """Token range of name and description, the name, and the noun that tells what the person is."""
    found = []
    for entity in find_persons(doc):
        if len(entity) >= 2:
            role = _before(doc, entity) or _behind(doc, entity) or _apposed(doc, entity)
            if role is not None:
                found.append((*role[:1], entity.text, role[1]))
    return found


def find_ages(doc: Doc) -> list[tuple[Range, str]]:
    """Token range of a name with its age, "Ann Lee, 39" or "39-year-old Ann Lee", and the name."""
    found = []
    for entity in find_persons(doc):
        if len(entity) < 2 or "POS" in (doc[entity.end - 1].tag_, doc[entity.end].tag_ if entity.end < len(doc) else ""):
            continue  # "a 13-year-old, Ann Lee's son"
        behind = doc[entity.end : entity.end + 2]
        if len(behind) == 2 and behind[0].text == "," and behind[1].text.isdigit() and len(behind[1].text) < 3:
            found.append(((entity.start, entity.end + 2), entity.text))
        start = next(
            (i for i in range(entity.start - 1, max(-1, entity.start - 7), -1) if doc[i].lower_ in ("old", "-year-old")), None
        )
        if start is not None and start >= 2 and not any(t.pos_ in ("ADP", "AUX", "VERB") for t in doc[start + 1 : entity.start]):
            first = start
            while first > 0 and (
                doc[first - 1].text == "-" or doc[first - 1].lower_ in ("year", "years") or doc[first - 1].like_num
            ):
                first -= 1
            found.append(((first, entity.end), entity.text))
    return found


def find_given_ages(doc: Doc) -> list[tuple[Range, str]]:
    """Token range of "her age as 38", "Lee's age is 40", and whose age it is, by name or pronoun."""
    found = []
    for token in doc:
        if token.lower_ != "age":
            continue
        owner = next((c for c in token.children if c.dep_ == "poss"), None)
        number = next((t for t in doc[token.i + 1 : token.i + 4] if t.text.isdigit() and len(t.text) < 3), None)
        if owner is not None and number is not None:
            teller = next((c for c in token.head.children if c.dep_ == "nsubj" and c.i < owner.i), owner)
            found.append(((teller.left_edge.i, number.i + 1), doc[owner.left_edge.i : owner.i + 1].text))
    return found


def _before(doc: Doc, entity: Span) -> tuple[Range, str] | None:
    """ "human rights lawyer Ann Lee": nouns and adjectives that end right before the name, the last one a noun."""
    start = entity.start
    while start > 0 and start > entity.start - MOST and _describes(doc, start - 1):
        start -= 1
    while start < entity.start and doc[start].pos_ in ("ADP", "DET", "PART", "PUNCT"):
        start += 1
    title = doc[entity.start - 1] if entity.start > 0 else None
    if title is not None and title.text[:1].isupper() and title.lower_ in entries("person_nouns") | entries("speaker_nouns"):
        while start < entity.start - 1 and not (doc[start].text[:1].isupper() or doc[start].pos_ == "ADJ"):
            start += 1
        return (min(start, entity.start - 1), entity.end), title.lower_  # "US Ambassador Ida Berg"
    noun = doc[entity.start - 1] if start < entity.start else None
    if noun is None or noun.pos_ != "NOUN" or noun.text[0].isupper() or noun.tag_ == "NNS":  # "siblings Ann Lee and …"
        return None
    return (start, entity.end), noun.lemma_.lower()


def _apposed(doc: Doc, entity: Span) -> tuple[Range, str] | None:
    """ "the mill's owner, Ann Lee": the name behind the noun and a comma."""
    noun = entity.root.head
    if entity.root.dep_ != "appos" or noun.pos_ != "NOUN" or noun.tag_ == "NNS" or entity.end - noun.left_edge.i > MOST:
        return None
    known = noun.lemma_.lower() in entries("person_nouns") | entries("speaker_nouns") | set(classes("roles"))
    return ((noun.left_edge.i, entity.end), noun.lemma_.lower()) if known and doc[entity.start - 1].text == "," else None


def _describes(doc: Doc, i: int) -> bool:
    token = doc[i]
    if token.text == "-" and not token.whitespace_ and i > 0 and not doc[i - 1].whitespace_:
        return True
    return token.pos_ in ("NOUN", "PROPN", "ADJ", "PART") and token.dep_ in (
        "compound",
        "amod",
        "nmod",
        "poss",
        "case",
        "nsubj",
        "appos",
        "dobj",
        "pobj",
    )


def _behind(doc: Doc, entity: Span) -> tuple[Range, str] | None:
    """ "Ann Lee, a lawyer for the port": an apposition behind the name."""
    for child in entity.root.children:
        if child.dep_ == "appos" and child.pos_ == "NOUN" and child.i > entity.end - 1 and child.left_edge.i <= entity.end + 1:
            end = min(child.right_edge.i + 1, entity.start + MOST)
            comma = next((t.i for t in doc[child.i : end] if t.text in (",", ";")), end)
            while comma > child.i + 1 and doc[comma - 1].pos_ in ("ADP", "DET", "PUNCT"):
                comma -= 1
            return (entity.start, comma), child.lemma_.lower()
    return None
