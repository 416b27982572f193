"""How a claim is asserted: as it stands, negated, left open, called false, or for what is still to come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.claims.clauses import find_predicate
from variorum.claims.contents import Range
from variorum.claims.modality import is_hedge, is_negated, is_planned, leaves_open, left_undone, withholds_answer
from variorum.claims.verdicts import Verdict, find_verdict
from variorum.text.lexicon import members

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Factuality:
    """The word that a claim turns on, and how it is asserted.

    ``within``: the clause that tells what is or is not so, inside a verdict on it ("The claim that S is false").
    ``core``: the verb of what was not done ("declined to answer"). ``refuted``: the claim calls another false.
    ``withheld``: somebody neither confirms nor denies it.
    """

    within: Range
    head: Token
    core: Token
    denied: bool
    hedged: bool
    planned: bool
    refuted: bool
    withheld: bool


def find_factuality(doc: Doc, tokens: Range) -> Factuality:
    """How the claim of a token range is asserted, its voices apart."""
    verdict = find_verdict(doc, tokens)
    within = tokens if verdict is None or verdict.judged is None else verdict.judged
    head = find_predicate(doc, within)
    core, withheld = left_undone(head), withholds_answer(head)
    is_open = withheld or leaves_open(head)
    negated = (is_negated(head) or core is not head) and not is_open
    refuted = verdict is not None and verdict.false
    return Factuality(
        within,
        head,
        core,
        denied=_is_denied(verdict, negated=negated),
        hedged=is_open or (verdict is not None and not refuted) or _is_doubted(doc, tokens),
        planned=is_planned(doc, tokens, head) and not withheld,
        refuted=refuted,
        withheld=withheld,
    )


def is_vouched(doc: Doc, tokens: Range) -> bool:
    """Is what a claim holds said to be so: not called false or left open, and not withheld?"""
    return find_verdict(doc, tokens) is None and not withholds_answer(find_predicate(doc, tokens))


def _is_denied(verdict: Verdict | None, *, negated: bool) -> bool:
    """Is it told not to be so? What calls a negation false asserts; what calls false what was said before denies it."""
    if verdict is None or verdict.judged is None:
        return negated or (verdict is not None and verdict.false)
    return negated != verdict.false


def _is_doubted(doc: Doc, tokens: Range) -> bool:
    """Has the claim a word of doubt, or the verb that says it, right before it, an adverb of error ("falsely claimed that")?"""
    if any(map(is_hedge, doc[slice(*tokens)])):
        return True
    return any(t.lower_ in members("notes")["wrong"] for t in doc[max(0, tokens[0] - 3) : tokens[0]])
