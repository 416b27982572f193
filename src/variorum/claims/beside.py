"""Sayings that stand beside a quotation, by their place alone: for sentences that the parser has read otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.claims.contents import MIN_QUOTED, PARENTHESIS, Range, lemmas, trim_range
from variorum.claims.sayings import Saying

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CUES = frozenset({"VBD", "VBZ", "VBP"})  # tags of a verb that says something now or then
MARKS = frozenset({",", ":", "--", "-", "(", ")", ";"})


def find_beside(doc: Doc, quotes: list[Range], found: tuple[Saying, ...]) -> tuple[Saying, ...]:
    """A saying for every quotation that none of ``found`` has for its content: "…," X said; "…," said X; X said: "…"."""
    out = []
    for quote in quotes:
        words = sum(t.is_alpha for t in doc[slice(*quote)])
        if words < MIN_QUOTED or any(r[0] < quote[1] and quote[0] < r[1] for s in found for r in s.contents):
            continue
        saying = _behind(doc, quote) or _before(doc, quote)
        if saying is not None:
            out.append(saying)
    return tuple(out)


def _behind(doc: Doc, quote: Range) -> Saying | None:
    """The saying that begins right behind the quotation."""
    start = quote[1]
    while start < len(doc) and (doc[start].is_quote or doc[start].is_space):
        start += 1
    if start == quote[1] or (doc[quote[1] - 1].text not in (",", "?", "!", ".") and doc[quote[1] - 1].is_alpha):
        return None
    cue = next((t for t in doc[start : start + PARENTHESIS] if _is_cue(t)), None)
    if cue is None or any(t.is_quote for t in doc[start : cue.i]):
        return None
    if cue.i == start:
        return _saying(doc, quote, cue, _phrase(doc, cue.i + 1))
    speaker = _phrase(doc, start)
    between = doc[speaker[1] : cue.i]
    if any(t.pos_ in ("VERB", "AUX") and t.tag_ in CUES for t in doc[start : cue.i]) or (
        len(between) and between[0].text not in MARKS
    ):
        return None
    return _saying(doc, quote, cue, speaker)


def _before(doc: Doc, quote: Range) -> Saying | None:
    """The saying that ends right before the quotation, with a comma or a colon."""
    end = quote[0]
    while end > 0 and doc[end - 1].is_quote:
        end -= 1
    if end < 2 or doc[end - 1].text not in (",", ":"):
        return None
    cue = next((t for t in reversed(doc[max(0, end - PARENTHESIS) : end]) if _is_cue(t)), None)
    subject = next((c for c in cue.children if c.dep_ == "nsubj"), None) if cue is not None else None
    if cue is None or subject is None or any(t.is_quote for t in doc[cue.i : end - 1]):
        return None
    return _saying(doc, quote, cue, (subject.left_edge.i, subject.i + 1))


def _is_cue(token: Token) -> bool:
    return token.tag_ in CUES and token.lemma_.lower() in lemmas("say") and not any(c.dep_ == "neg" for c in token.children)


def _phrase(doc: Doc, start: int) -> Range:
    """The noun phrase that begins at ``start``: up to a mark, a verb, a relative or a preposition of time."""
    end = start
    while end < len(doc) and end - start < PARENTHESIS:
        token = doc[end]
        if token.is_punct or token.is_space or token.lower_ in ("who", "which", "that", "when", "after", "during", "while"):
            break
        if token.tag_ in (*CUES, "MD") or (token.ent_type_ in ("DATE", "TIME") and end > start) or token.dep_ == "neg":
            break
        end += 1
    while end > start and doc[end - 1].tag_ in ("IN", "RB", "TO", "CC", "DT"):
        end -= 1
    return start, end


def _saying(doc: Doc, quote: Range, cue: Token, speaker: Range) -> Saying | None:
    """The saying, where the phrase can be who says it."""
    inside = doc[slice(*speaker)]
    named = any(t.pos_ in ("PROPN", "NOUN") or (t.pos_ == "PRON" and t.dep_ != "dobj") for t in inside)
    if not named or inside[0].lower_ in ("i", "we", "you", "it", "that", "this"):
        return None
    return Saying((cue.i, cue.i + 1), speaker, (trim_range(doc, quote),), "say")
