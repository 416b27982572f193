"""Whether a claim is asserted, negated, held at a distance, or only planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.claims.contents import Range, lemmas
from variorum.text.lexicon import entries

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WILL = frozenset({"'ll", "shall", "will", "wo", "would", "’ll"})
_PLANS = frozenset({"expect", "intend", "plan", "schedule"})
_DUE = frozenset(
    {"about", "determined", "due", "eager", "keen", "poised", "prepared", "ready", "scheduled", "set", "slated", "willing"}
)  # "is set to meet"
_ASIDE = frozenset({"acl", "advcl", "relcl"})
_UNDONE = frozenset({"decline", "fail", "neglect", "refuse"})
_NONE = frozenset({"neither", "no", "nobody", "none", "nothing"})
_BEFORE = frozenset({"as", "earlier", "first", "initially", "previously", "than"})  # … reported: not a word of doubt
_OPEN = frozenset({"certain", "clear", "known", "know", "sure"})  # "it is not clear whether"
_SUBJECTS = ("nsubj", "nsubjpass")


def is_planned(doc: Doc, tokens: Range, head: Token) -> bool:
    """Is what the head tells still to come: "will open", "is expected to rise", "is set to meet"; not "left because she will"?"""
    ahead = [t for t in doc[slice(*tokens)] if _looks_ahead(t)]
    return any(_is_of(t, head, tokens) for t in ahead) or _follows_plan(head)


def _looks_ahead(token: Token) -> bool:
    going = token.lower_ in ("going", "gonna") and any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in token.children)
    return token.lower_ in _WILL or token.lemma_.lower() in _PLANS or going or _is_due(token)


def _follows_plan(head: Token) -> bool:
    """ "We will look and then decide": is it a bare form behind an "and", of what is still to come?"""
    first = head
    while first.dep_ in ("conj", "xcomp") and first.tag_ == "VB" and first.head != first:
        first = first.head
    return head.dep_ == "conj" and head.tag_ == "VB" and any(_looks_ahead(t) for t in (first, *first.children))


def is_present(head: Token) -> bool:
    """ "is charged", "faces": what holds now, which cannot have been last week."""
    helpers = [c for c in head.children if c.dep_ in ("aux", "auxpass")]
    first = min(helpers, key=lambda t: t.i, default=head)
    return first.tag_ in ("VBP", "VBZ") and first.lemma_ != "have"


def is_arranged(head: Token) -> bool:
    """ "The leaders are meeting on Monday": a present that tells what has been arranged."""
    helpers = [c for c in head.children if c.dep_ == "aux"]
    return head.tag_ == "VBG" and any(c.lemma_ == "be" and c.tag_ in ("VBP", "VBZ") for c in helpers)


def _is_due(token: Token) -> bool:
    be = token.head if token.dep_ in ("acomp", "attr") else token
    to = (c for t in {be, token} for c in t.children if c.dep_ == "xcomp")
    return token.lower_ in _DUE and any(g.tag_ == "TO" for c in to for g in c.children)


def _is_of(token: Token, head: Token, tokens: Range) -> bool:
    """Does the token belong to the head's own clause, and not to one that hangs on it by "because" or "who"?"""
    while token != head and token.head != token and tokens[0] <= token.head.i < tokens[1]:
        if token.dep_ in _ASIDE or (token.dep_ == "ccomp" and token.head != head and token.head.lemma_.lower() in lemmas("say")):
            return False
        token = token.head
    return True


def is_hedge(token: Token) -> bool:
    """Does the word keep the claim at a distance? Not "May" the month, "appeared in court", "could not"."""
    known = {token.lower_, token.lemma_.lower()} & entries("hedges")
    behind = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    plain = ("appear" in known and behind in ("at", "before", "in", "on")) or (
        "could" in known and behind in ("n't", "n’t", "not")
    )
    plain = plain or (token.lower_ == "reported" and token.i > 0 and token.nbor(-1).lower_ in _BEFORE)
    tells = token.pos_ == "VERB" and token.lemma_ not in ("appear", "seem") and any(c.dep_ == "nsubj" for c in token.children)
    return bool(known) and token.pos_ != "PROPN" and not (plain or tells)  # "the ministry reported the deaths" vouches for them


def left_undone(head: Token) -> Token:
    """ "declined to answer", "failed to score": the verb of what was not done; else the head itself."""
    undone = (c for c in head.children if c.dep_ == "xcomp" and any(g.tag_ == "TO" for g in c.children))
    yet = head.lemma_.lower() in ("be", "have", "remain") and any(
        c.lower_ == "yet" for c in head.children
    )  # "have yet to be filed"
    left = (head.lemma_.lower() in _UNDONE or yet) and not any(c.dep_ == "neg" for c in head.children)
    return next(undone, head) if left else head


def is_negated(head: Token) -> bool:
    """Is the head negated: "not", "never", "no …" as subject or object?"""
    if any(c.dep_ == "neg" for c in head.children):
        return True
    near = [c for c in head.children if c.dep_ in (*_SUBJECTS, "dobj", "attr", "expl")]
    return any(t.lower_ in _NONE for c in near for t in [c, *c.children])


def leaves_open(head: Token) -> bool:
    """ "it was not clear whether", "it is not known if": neither asserted nor negated."""
    held = [head, *(c for c in head.children if c.dep_ in ("acomp", "attr", "oprd"))]
    asked = any(
        g.lower_ in ("if", "whether") for t in held for c in t.children if c.dep_ in ("ccomp", "advcl") for g in c.children
    )
    return asked and any(t.lemma_.lower() in _OPEN for t in held) and is_negated(head)
