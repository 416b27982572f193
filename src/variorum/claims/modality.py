"""Whether a claim is asserted, negated, held at a distance, or only planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.claims.contents import FINITE, Range, lemmas
from variorum.text.lexicon import entries

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WILL = frozenset({"'ll", "shall", "will", "wo", "would", "’ll"})
_PLANS = frozenset({"expect", "intend", "plan", "schedule"})
_DUE = frozenset(
    {"about", "determined", "due", "eager", "keen", "poised", "prepared", "ready", "scheduled", "set", "slated", "willing"}
)  # "is set to meet"
_TIMETABLED = frozenset({"begin", "convene", "depart", "expire", "kick", "open", "reopen", "resume", "sail", "start"})
_ASIDE = frozenset({"acl", "advcl", "relcl"})
_UNDONE = frozenset({"decline", "fail", "neglect", "refuse"})
_SHUNS = frozenset({"avoid", "forbear", "hesitate", "refrain", "shun", "stop"})  # … denying, … short of denying
_CANNOT = frozenset({"reluctant", "unable", "unwilling"})
_NEITHER = frozenset({"neither", "nor"})
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
    """ "The leaders are meeting on Monday", "the trial starts on Monday": a present that tells what has been arranged."""
    if head.tag_ in ("VBP", "VBZ") and head.lemma_.lower() in _TIMETABLED:
        return True
    helpers = [c for c in head.children if c.dep_ == "aux"]
    return head.tag_ == "VBG" and any(c.lemma_ == "be" and c.tag_ in ("VBP", "VBZ") for c in helpers)


def _is_due(token: Token) -> bool:
    be = token.head if token.dep_ in ("acomp", "attr") else token
    to = (c for t in {be, token} for c in t.children if c.dep_ == "xcomp")
    timed = token.lower_ == "due" and be.tag_ in ("VBP", "VBZ") and any(_tells_when(c) for t in {be, token} for c in t.children)
    return token.lower_ in _DUE and (timed or any(g.tag_ == "TO" for c in to for g in c.children))


def _tells_when(token: Token) -> bool:
    """ "due on Wednesday", "due Friday"."""
    return token.dep_ == "npadvmod" or (token.dep_ == "prep" and token.lower_ in ("at", "before", "by", "in", "on"))


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
    """Is the head negated: "not", "never", "neither", "no …" as subject or object?"""
    if any(c.dep_ == "neg" or (c.lower_ in _NEITHER and c.i < head.i) for c in head.children):
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


def is_withheld(verb: Token) -> bool:
    """Is it told that the verb was not done: "did not deny", "neither confirmed nor denied", "has yet to say", "refused to
    confirm or deny", "without saying", "stopped short of denying"?"""
    while verb.dep_ == "conj" and verb.head != verb:
        if any(c.lower_ in ("neither", "nor") and c.i < verb.i for c in verb.children):
            return True
        join = next((c.lower_ for c in verb.head.children if c.dep_ in ("cc", "preconj") and verb.head.i < c.i < verb.i), "")
        if join == "nor":
            return True
        if join != "or" or (verb.head.tag_ == "VB" and verb.tag_ in FINITE):
            return False  # "did not confirm or contradicted it"
        verb = verb.head
    if _is_denied_itself(verb):
        return True
    above = verb.head
    if verb.dep_ == "pcomp":
        return above.lower_ == "without" or above.head.lower_ == "short" or above.head.lemma_.lower() in _SHUNS
    if verb.dep_ not in ("xcomp", "ccomp") or above == verb:
        return False
    yet = any(c.lower_ == "yet" for c in above.children) and above.lemma_.lower() in ("be", "have", "remain")
    undone = above.lemma_.lower() in _UNDONE | _SHUNS or above.lower_ in _CANNOT
    able = above.lower_ in ("able", "willing") and is_negated(above.head)
    return (yet or undone or able) and any(c.tag_ == "TO" or verb.tag_ == "VBG" for c in (verb, *verb.children))


def _is_denied_itself(verb: Token) -> bool:
    """Has the verb a "not" or "neither" of its own, or a subject that is nobody?"""
    if any(c.dep_ == "neg" or (c.lower_ in _NEITHER and c.i < verb.i) for c in verb.children):
        return True
    subjects = [c for c in verb.children if c.dep_ in _SUBJECTS]
    return any(t.lower_ in _NONE and (t == c or t.dep_ in ("det", "preconj", "cc")) for c in subjects for t in [c, *c.children])


def withholds_answer(head: Token) -> bool:
    """ "neither confirmed nor denied that", "would not say whether": it is left open whether what follows is so."""
    tails = [c for c in head.children if c.dep_ in ("acomp", "advmod", "prep", "xcomp")]
    tails += [g for c in tails for g in c.children if c.lower_ in (*_CANNOT, "able", "short", "willing")]
    tails += [g for c in tails for g in c.children if c.dep_ == "prep" and g.dep_ == "pcomp"]
    verbs = [t for t in (head, *tails) if t.lemma_.lower() in lemmas("settle") or _asks(t)]
    return any(is_withheld(t) for t in verbs)


def _asks(verb: Token) -> bool:
    """ "say whether", "tell if"."""
    clauses = (c for c in verb.children if c.dep_ in ("ccomp", "advcl") and c.i > verb.i)
    asked = any(verb.doc[c.left_edge.i].lower_ in ("if", "whether") for c in clauses)
    return asked and verb.lemma_.lower() in lemmas("say")
