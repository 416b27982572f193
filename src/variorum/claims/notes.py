"""Notes of the editors on their own text: what a correction takes back, and the marks that are no part of a sentence."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from variorum.claims.contents import Range, trim_range
from variorum.text.lexicon import members
from variorum.text.paragraphs import find_paragraphs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MAX_STAMP_WORDS = 9  # of "Last updated at 2:05 p.m. on Tuesday, Jan. 3, 2026"
MAX_LABEL_CHARS = 40  # of a label that has a line of its own
MAX_NAMED = 6  # tokens between "version" and what it is a version of
_SUBJECTS = ("nsubj", "nsubjpass")
_PARTS = frozenset(
    {"error", "figure", "it", "mistake", "name", "number", "paragraph", "quotation", "quote", "sentence", "spelling", "we"}
)  # of a text, which a note mends
_TO = ("advcl", "xcomp", "ccomp")
_ASIDE = r"(?:\s*\([^)\n]{1,40}\)|,?\s+[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|,?\s+\d{1,2} [A-Z][a-z]{2,8}\.?(?: \d{4})?)?"
_RECAST = re.compile(
    r"\((?:adds|clarifies|correcting|corrects|deletes|fixes|recasts|refiles|removes|updates|updating|writes)\b[^()]*\)\.?$",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"\(?(?:(?:file )?(?:photo(?:graph)?|image|picture)s?(?: credits?)?|credits?)\s*(?::|by\b)\s*"
    r"[A-Z][\w.’' -]{1,50}(?:/[\w.’' /-]{2,60})?\)?\.?$",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[AQ]\s?[:.]\s+(?=\S)")  # of a question and its answer
_STAFF = re.compile(
    r"[\[(]?(?:additional |with )?(?:compiled|edited|editing|reporting|translated|translation|writing|written) by "
    r"[A-Z][^.!?\n]{2,200}[.)\]]*$",
    re.IGNORECASE,
)
_STAMP = re.compile(r"(?:(?:last|first) )?(?:updated|published|posted|modified)\b(?: (?:at|on))?[:\s]", re.IGNORECASE)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(members("notes")[kind])


@cache
def _label() -> re.Pattern[str]:
    forms = "|".join(sorted(map(re.escape, _words("label")), key=len, reverse=True))
    return re.compile(rf"[\[(]?(?:{forms})(?: \d)?{_ASIDE}\s*(?::|—|–|--|-(?=\S))\s*(?=\S)", re.IGNORECASE)


def skip_label(text: str, start: int, end: int) -> int:
    """Where the sentence begins behind a label such as "Correction (Nov. 24):", "UPDATE 2-" or "Q:"."""
    match = _label().match(text, start, end) or _LETTER.match(text, start, end)
    return match.end() if match and match.end() < end else start


def is_mark(sentence: str) -> bool:
    """Is the sentence nothing but a mark: "(Corrects toll)", "Photo: Ida Berg/LPA", "Editing by Ida Berg", "Updated at 2 pm"?"""
    if _RECAST.match(sentence) or _PICTURE.match(sentence) or _STAFF.match(sentence):
        return True
    stamped = _STAMP.match(sentence) is not None
    return stamped and any(c.isdigit() for c in sentence) and len(sentence.split()) <= MAX_STAMP_WORDS


def find_notes(text: str) -> list[Range]:
    """The paragraphs that speak of their own text: by a label, by an earlier version, by its errors."""
    paragraphs = find_paragraphs(text)
    lines = [text[start:end] for start, end in paragraphs]
    headed = [False, *(_is_correction(line) and len(line) <= MAX_LABEL_CHARS for line in lines)][: len(lines)]
    return [p for p, line, under in zip(paragraphs, lines, headed, strict=True) if under or _is_note(line)]


def _is_note(line: str) -> bool:
    label = _label().match(line)
    return (label is not None and _is_correction(label.group())) or bool(_of_itself().search(line))


def _is_correction(line: str) -> bool:
    return line.casefold().lstrip("[(").startswith(("clarification", "correct", "editor", "note to"))


@cache
def _of_itself() -> re.Pattern[str]:
    selves, early = "|".join(sorted(_words("self"))), "|".join(sorted(_words("early")))
    wrong, once = "|".join(sorted(_words("wrong"))), "|".join(sorted(_words("once")))
    return re.compile(
        rf"\b(?:{early}) (?:[\w-]+ )?version\b|\b(?:this|our) (?:[\w-]+ )?(?:{selves}) (?:\w+ )?(?:{wrong}|{once}|mis\w+ed)\b"
        rf"|\b(?:this|our) (?:[\w-]+ )?(?:{selves}) (?:was|has been) corrected\b|\bregrets? the (?:error|mistake)\b",
        re.IGNORECASE,
    )


def is_withdrawn(doc: Doc, subject: Range | None, verb: Token, *, outlet: str = "", noted: bool = False) -> bool:
    """Does the verb give what the text once said, and takes back: "an earlier version said", "we wrongly reported"?

    ``noted``: it stands in a note, where "we reported earlier" is enough.
    """
    errs = _is_error(verb)
    if _in_earlier(doc) or (errs and _names_itself(doc)):
        return True
    if subject is None:
        return False
    near = {t.lower_ for t in (*verb.children, *doc[max(0, verb.i - 2) : verb.i + 2])}
    wrong, once = errs or not near.isdisjoint(_words("wrong")), not near.isdisjoint(_words("once"))
    if _is_house(doc, subject, outlet):
        return wrong or (noted and once)
    return _is_earlier_self(doc[slice(*subject)].root, wrong=wrong, once=once, noted=noted)


def _is_house(doc: Doc, subject: Range, outlet: str) -> bool:
    """ "We", "the Ledger" in the Velmore Ledger."""
    named = doc[slice(*subject)].text.casefold().removeprefix("the ")
    return named == "we" or (bool(outlet) and named in outlet.casefold())


def _is_earlier_self(noun: Token, *, wrong: bool, once: bool, noted: bool) -> bool:
    """ "an earlier version of this article"; "this article originally", "a headline on Sunday wrongly" … stated."""
    if not is_itself(noun):
        return False
    words = {t.lower_ for t in noun.subtree if abs(t.i - noun.i) <= MAX_NAMED}
    own = not words.isdisjoint(("our", "this"))
    early = not words.isdisjoint(_words("early")) and (own or noted or "version" in words)
    return early or (own and once) or (wrong and (own or noun.lemma_.lower() != "report"))


def _is_error(verb: Token) -> bool:
    """ "misstated", "misidentified", "overstated"."""
    return verb.lower_.startswith(_error_stems())


@cache
def _error_stems() -> tuple[str, ...]:
    return tuple(sorted(w.rstrip("ey") for w in _words("err")))


def find_mended(verb: Token) -> tuple[Range, Range] | None:
    """ "This story has been corrected to show that S": the phrase for the text itself, and what now stands there."""
    mending = verb.head
    if verb.lemma_.lower() not in _words("shows") or mending.lemma_.lower() not in _words("mend") or verb.dep_ not in _TO:
        return None
    itself = next(filter(is_itself, (c for c in mending.children if c.dep_ in _SUBJECTS)), None)
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    if itself is None or clause is None:
        return None
    content = trim_range(verb.doc, (clause.left_edge.i, verb.right_edge.i + 1))
    return (itself.left_edge.i, itself.right_edge.i + 1), content


def is_itself(noun: Token) -> bool:
    """Is it a noun for the text itself: "this story", "an earlier version of it"?"""
    return noun.lemma_.lower() in _words("self")


def is_about_itself(head: Token) -> bool:
    """ "It has been corrected", "We regret the error", "The figure was wrong": in a note, nothing of what happened."""
    subject = next((c for c in head.children if c.dep_ in _SUBJECTS), None)
    if subject is None:
        return False
    own = subject.lemma_.lower() in _words("self") | _PARTS
    mended = head.lemma_.lower() in _words("mend")
    wrong = any(c.lower_ in ("erroneous", "inaccurate", "incorrect", "wrong") for c in head.children)
    return (own and wrong) or (mended and (own or any(c.lemma_ == "error" for c in head.children)))


def find_taken_back(doc: Doc) -> set[int]:
    """Tokens of the numbers that a sentence sets aside: "11, not 19", "11 rather than 19", "11, earlier reported as 19"."""
    found = {t.i for t in doc[1:] if t.like_num and _is_set_aside(doc, t.i)}
    for token in doc:
        if token.tag_ == "VBN" and (number := _told_as(token)) is not None:
            found.add(number)
    return found


def _is_set_aside(doc: Doc, number: int) -> bool:
    before = [t.lower_ for t in doc[max(0, number - 3) : number] if t.lower_ not in ("about", "some", "the", "to")]
    if before[-2:] in (["rather", "than"], ["instead", "of"]):
        return True
    return bool(before) and before[-1] == "not" and (len(before) < 2 or not before[-2].isalpha() or before[-2] == "and")


def _told_as(verb: Token) -> int | None:
    """ "reported earlier as 19", "originally given as nine", "was put at 19 at first": the token of the number."""
    near = verb.doc[max(0, verb.i - 2) : verb.i + MAX_NAMED]
    once = any(t.lower_ in _words("once") | _words("wrong") for t in near)
    if not once or verb.lemma_.lower() not in _words("told"):
        return None
    linked = (t for t in near if t.i > verb.i + 1 and t.like_num and t.nbor(-1).lower_ in ("as", "at"))
    return next((t.i for t in linked), None)


def was_told_as(head: Token) -> bool:
    """ "The toll was reported earlier as 19", "it was wrongly reported that": in the passive, by nobody who is named."""
    passive = any(c.dep_ == "auxpass" for c in head.children) and not any(c.dep_ == "agent" for c in head.children)
    adverbs = {c.lower_ for c in head.children if c.dep_ in ("advmod", "npadvmod")}
    wrong = bool(adverbs & _words("wrong")) and head.lemma_.lower() in _words("told")
    return passive and (_told_as(head) is not None or wrong)


def _in_earlier(doc: Doc) -> bool:
    """ "In an earlier version of this article, …", "… was misspelled in a previous version"."""
    for token in doc:
        if token.lower_ == "version" and token.dep_ == "pobj" and token.head.lower_ in ("from", "in", "on"):
            return any(t.lower_ in _words("early") for t in token.children)
    return False


def _names_itself(doc: Doc) -> bool:
    """ "… was misstated in this article"."""
    return any(t.lemma_.lower() in _words("self") and any(c.lower_ in ("our", "this") for c in t.children) for t in doc)
