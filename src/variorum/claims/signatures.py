"""Speakers named beside a quotation without a verb: "Ida Berg, baker: “…”", "“…” — Ida Berg", a name on the line under it.

They are known by their form: a name, with what its bearer is in commas or brackets, and nothing else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.claims.contents import FINITE, Range, lemmas
from variorum.claims.verdicts import names_saying
from variorum.text.lexicon import classes, entries, members

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MAX_NAME = 6  # words of a name with its titles
MAX_ROLE = 14  # tokens of what its bearer is
MAX_BEFORE_CHARS = 8  # between a quotation's mark and a signature: blanks, a break, a dash
_MARKS = frozenset("\"”’»'")
_DASHED = re.compile(r"\s*(?:—|–|--?|―)\s*(?=[A-Z][^“”\"!?]{2,120}$)")
_SIGNED = re.compile(r"(?<=[\"”’»'])\s*(?:—|–|--?|―)\s*(?=[A-Z][^“”\"!?]{2,120}$)")
_SAID = re.compile(r"\b(?:said|says|told|tells|asked|added|wrote|writes)\b")
DASHES = frozenset({"-", "--", "—", "–"})
_PARTICLES = frozenset({"al", "bin", "da", "de", "del", "der", "di", "dos", "el", "la", "le", "of", "the", "van", "von"})
_LETTERS = frozenset({"a", "q"})  # "Q:", "A:"


def find_signed(doc: Doc, start: int, end: int) -> Range | None:
    """The name in tokens that hold a name and what its bearer is, and nothing else: "Ida Berg, baker", "Ida Berg (baker)"."""
    end = min(end, len(doc))
    while end > start and doc[end - 1].text in (".", ":", ","):
        end -= 1
    begin = start
    while begin < end and _leads(doc[begin]):
        begin += 1
    stop = begin
    while stop < min(end, begin + MAX_NAME) and _is_of_name(doc[stop]):
        stop += 1
    return (begin, stop) if _is_name(doc, (begin, stop)) and _is_role(doc, (stop, end)) else None


def _leads(token: Token) -> bool:
    """A dash or mark before a name, or the verb of "Said Berg: “…”"."""
    return token.text in DASHES or token.is_space or token.is_quote or token.lemma_.lower() in lemmas("say")


def _is_role(doc: Doc, tokens: Range) -> bool:
    """Nothing, or what the bearer is in commas or brackets, without a verb that tells more."""
    role = doc[slice(*tokens)]
    if len(role) == 0:
        return True
    told = any(t.is_quote or (t.tag_ in FINITE and t.dep_ not in ("relcl", "aux", "auxpass")) for t in role)
    return len(role) <= MAX_ROLE and role[0].text in (",", "(") and not told


def _is_of_name(token: Token) -> bool:
    return bool(token.text[:1].isupper()) or token.lower_ in _PARTICLES or token.text == "-"


def _is_name(doc: Doc, name: Range) -> bool:
    """A person by the model, by a title, or two words or more with capitals that name no note and nothing said."""
    words = [t for t in doc[slice(*name)] if t.text[:1].isupper()]
    if not words or doc[name[1] - 1].lower_ in _PARTICLES | _LETTERS or _is_label(doc, name):
        return False
    if any(t.ent_type_ == "PERSON" for t in words) or words[0].lower_ in classes("roles"):
        return len(words) > 1 or words[0].pos_ == "PROPN"
    return len(words) > 1 and not any(t.ent_type_ in ("DATE", "GPE", "LOC", "TIME") for t in words)


def _is_label(doc: Doc, name: Range) -> bool:
    """ "Correction", "Claim", "Photo Credit"."""
    text = doc[slice(*name)].text.casefold()
    noted = text in members("notes")["label"] or text.split()[0] in ("file", "image", "photo", "picture", "video")
    return noted or names_saying(doc[name[1] - 1]) or doc[name[1] - 1].lower_ in entries("falsehood")


def find_signature(doc: Doc, *, dashed: bool) -> Range | None:
    """The name, where a sentence is nothing but a signature; one without a dash ends with no stop and has a person's name, or
    what its bearer is."""
    if len(doc) == 0 or doc[-1].text in ("?", "!", ":"):
        return None
    name = find_signed(doc, 0, len(doc))
    if name is None or dashed:
        return name
    person = any(t.ent_type_ == "PERSON" for t in doc[slice(*name)])
    short = name[1] - name[0] > 1 and doc[-1].text != "."
    return name if short and (person or len(doc) - name[1] > 1) else None


def part_signatures(text: str, bounds: list[Range]) -> list[Range]:
    """The sentences, a name behind a dash as one of its own: "“We lost the school.” —Greta Starling"."""
    found: list[Range] = []
    for start, end in bounds:
        dash = _SIGNED.search(text, start, end) or (_DASHED.match(text, start, end) if _is_behind_quote(text, start) else None)
        if dash is None or _SAID.search(text, dash.end(), end):
            found.append((start, end))
            continue
        head = (start, start + len(text[start : dash.start()].rstrip()))
        found += [head, (dash.end(), end)] if head[1] > head[0] else [(dash.end(), end)]
    return found


def is_signed(text: str, start: int) -> tuple[bool, bool]:
    """Does a quotation end right before, and does a dash stand between it and here?"""
    before = text[max(0, start - MAX_BEFORE_CHARS) : start].rstrip()
    bare = before.rstrip("—–- ").rstrip()
    return bare[-1:] in _MARKS, bare != before


def _is_behind_quote(text: str, start: int) -> bool:
    return text[max(0, start - MAX_BEFORE_CHARS) : start].rstrip()[-1:] in _MARKS
