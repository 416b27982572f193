"""How far what is said reaches, where the parser has cut it short or hung it elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.claims.contents import FINITE, Range, around, has_subject_alone, lemmas, trim_range

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

STOPS = frozenset({",", ";", ":", "-", "--", "(", ")", '"'})  # marks at which a clause may end
LEAST = 3  # words of a clause that is taken for what is said by its place alone
HEARER = 8  # tokens within which a "that" stands behind the verb and whom it was said to
_OPENERS = frozenset({"ADJ", "DET", "NOUN", "NUM", "PRON", "PROPN", "VERB"})  # what a clause begins with
_HELD = ("nummod", "compound", "dobj", "attr", "pobj")  # what goes on with the words before it
_FROM_THERE = frozenset({"because", "if", "unless", "until"})  # a clause that they open belongs to the thought before it


def find_reach(token: Token, lemma: str, speaker: Range, contents: tuple[Range, ...]) -> tuple[Range, ...]:
    """The contents of a verb of saying, grown to where the clause ends, or found by place where the parse shows none."""
    as_others = _as_told(token)
    if as_others:
        return as_others
    if not contents and speaker[1] <= token.i and lemma in lemmas("say") and token.dep_ not in ("relcl", "acl", "amod"):
        start = _clause_start(token)
        return (trim_range(token.doc, (start, _clause_end(token.doc, start))),) if start else ()
    if token.dep_ in ("relcl", "csubj") or not contents or contents[-1][0] <= token.i:
        return contents
    return (*contents[:-1], _grown(token, contents[-1]))


def _as_told(token: Token) -> tuple[Range, ...]:
    """ "As the paper reported, S", "S, as a spokesman put it,": the clause that the comparison hangs on."""
    subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
    opened = subject is not None and subject.left_edge.i > 0 and token.doc[subject.left_edge.i - 1].lower_ == "as"
    told = any(c.dep_ in ("ccomp", "dobj", "xcomp", "oprd") and c.i > token.i for c in token.children)
    if subject is None or not opened or told or token.dep_ not in ("advcl", "ccomp", "parataxis") or token.head == token:
        return ()
    left = subject.left_edge.i - 1
    if left > 0 and not token.doc[left - 1].is_punct and token.doc[left - 1].dep_ != "cc":
        return ()  # "the same as he said"
    end = token.right_edge.i + 1
    parts = around(token.doc, set(range(left, end)), token.head)
    if end + 1 < len(token.doc) and token.doc[end + 1].dep_ == "cc":
        parts = parts[:1]  # "…, as the paper reported, and he will go": the paper reported what stands before
    return tuple(p for p in parts if any(t.tag_ in FINITE for t in token.doc[slice(*p)]))


def _clause_start(token: Token) -> int | None:
    """Where the clause begins that follows the verb at once, or behind a hearer, a day or a "that"; None where none does."""
    doc, at = token.doc, token.i + 1
    that = next((t.i for t in doc[at : at + HEARER] if t.lower_ == "that" or t.is_punct or t.tag_ in FINITE), None)
    if that is not None and doc[that].lower_ == "that" and (that == at or doc[that].tag_ == "IN"):
        at = that + 1 + (that + 1 < len(doc) and doc[that + 1].is_punct)
    while at < len(doc) and (doc[at].ent_type_ in ("DATE", "TIME") or doc[at].tag_ in ("RP", "RB") or doc[at].lower_ == "on"):
        at += 1
    inside = doc[at : _clause_end(doc, at)]
    verb = next((t for t in inside if t.tag_ in FINITE or (t.tag_ == "VB" and has_subject_alone(t))), None)
    if verb is None or verb.i == at or sum(t.is_alpha for t in inside) < LEAST or doc[at].pos_ not in _OPENERS:
        return None
    subject = any(c.dep_ in ("nsubj", "nsubjpass", "csubj", "expl") and at <= c.i for c in (*verb.children, *verb.head.children))
    broken = any(
        t.dep_ == "mark" or t.pos_ == "SCONJ" or t.tag_ in ("WP", "WRB") or t.lower_ in ("according", "but")
        for t in doc[at : verb.i]
    )
    return at if subject and not broken else None


def _clause_end(doc: Doc, start: int) -> int:
    """The end of the sentence, or the comma behind which somebody adds something: ", adding that"."""
    for token in doc[start:]:
        if (
            token.tag_ == "VBG"
            and token.i > start + LEAST
            and doc[token.i - 1].text == ","
            and token.lemma_.lower() in lemmas("say")
        ):
            return int(token.i - 1)
        if token.text == ";":
            return int(token.i)
    return len(doc)


def _tells(verb: Token) -> bool:
    """ "…, but has signalled he will go": a second saying, not what was said first."""
    main = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    return main.lemma_.lower() in lemmas("say") and any(c.dep_ == "ccomp" for c in main.children)


def _goes_on(subject: Token) -> bool:
    """Is it a pronoun with a verb of its own that tells nothing of who says what?"""
    verb = subject.head
    return subject.dep_ in ("nsubj", "nsubjpass", "expl") and subject.pos_ == "PRON" and verb.i > subject.i and not _tells(verb)


def _grown(token: Token, content: Range) -> Range:
    """The content with what follows it without a mark: its own verb or its own reason, which the parser hung elsewhere."""
    doc, (start, end) = token.doc, content
    joined = doc[end : end + 3]
    if len(joined) == 3 and joined[0].text in (",", "and", "but") and "that" in (joined[1].lower_, joined[2].lower_):
        return trim_range(doc, (start, _clause_end(doc, end)))  # "that it rained, and that it snowed"
    rest = next((t.i for t in doc[end:] if not (t.is_quote or t.text == "," or t.is_space)), len(doc))
    if rest + 1 < len(doc) and doc[rest].dep_ == "cc" and doc[rest + 1].tag_ in FINITE and not _tells(doc[rest + 1]):
        return trim_range(doc, (start, _clause_end(doc, rest)))  # "that it was late and had been dark"
    if rest == end and rest + 2 < len(doc) and doc[rest].dep_ == "cc" and _goes_on(doc[rest + 1]):
        return trim_range(doc, (start, _clause_end(doc, rest)))  # "that it was late but it was a great day"
    if end >= len(doc) or doc[end].is_punct or doc[end].dep_ == "cc" or doc[end].is_space:
        return content
    own = token.dep_ != "acl" and doc[end].tag_ in FINITE
    held = doc[end].dep_ in _HELD or (doc[end].lower_ in _FROM_THERE and doc[end].dep_ in ("mark", "advmod"))
    subject = doc[end].dep_ in ("nsubj", "nsubjpass") or doc[end].head.dep_ in ("nsubj", "nsubjpass")
    if not (own or held or (subject and doc[end].head.i > end)):
        return content
    while end < len(doc) and doc[end].text not in STOPS:
        end += 1
    return trim_range(doc, (start, end))
