"""Sayings: who is said to have said what, inside one parsed sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from variorum.claims.speakers import find_speaker, noun_phrase
from variorum.model import Stance
from variorum.text.lexicon import entries, members

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Range = tuple[int, int]  # token indexes, half-open

FINITE = ("VBD", "VBP", "VBZ", "MD")
MIN_QUOTED = 4  # words of a quotation that is said as it stands; fewer are words that the report borrows
PARENTHESIS = 12  # tokens: "…, the Defence Ministry in Kyiv said Friday": a longer clause is no parenthesis


@dataclass(frozen=True, slots=True)
class Saying:
    """One attribution: cue token, speaker (None: the one of the sentence before), contents, stance.

    ``whole``: the claim is the whole clause ("X accused Y of Z", "X denied Z"), not its content alone.
    ``via``: whom the sentence names as having passed it on ("X told AFP", "Tass said, citing X").
    """

    cue: Range
    speaker: Range | None
    contents: tuple[Range, ...]
    stance: Stance
    whole: bool = False
    via: Range | None = None
    outer: Range | None = None  # the cue of ``via``, where it has one of its own


@cache
def lemmas(kind: str) -> frozenset[str]:
    """The cue verbs of one class of the lexicon."""
    return frozenset(members("saying")[kind])


def find_sayings(doc: Doc, quotes: list[Range]) -> list[Saying]:
    """All attributions of the sentence, outer ones first. ``quotes``: token ranges of its quotations."""
    found: list[Saying] = []
    for token in doc:
        saying = _according(token) or _quoted_as(token) or _verb(token, quotes)
        if saying is not None and not _speaks_of_itself(token, saying, doc):
            found.append(saying)
    return _with_citing(doc, [s for s in found if not _is_repeated(doc, s, found)])


def _is_repeated(doc: Doc, saying: Saying, found: list[Saying]) -> bool:
    """ "He said he believes that": one saying, not two."""
    cue = doc[saying.cue[0]]
    if saying.speaker is None or cue.lemma_.lower() not in lemmas("think") or saying.speaker[1] - saying.speaker[0] > 1:
        return False
    pronoun = doc[saying.speaker[0]].pos_ == "PRON"
    return pronoun and any(s is not saying and r[0] <= cue.i < r[1] for s in found for r in s.contents)


def _speaks_of_itself(token: Token, saying: Saying, doc: Doc) -> bool:
    """ "I think", "we hope", "as you know": the one who is quoted, not an attribution of its own."""
    return saying.speaker is not None and doc[saying.speaker[0]].lower_ in ("i", "we", "you", "one", "let", "there")


def _according(token: Token) -> Saying | None:
    """ "according to X", "in the words of X"; content is the clause that it hangs on."""
    if token.lower_ != "according" or token.i + 1 >= len(token.doc) or token.nbor().lower_ != "to":
        return None
    to = token.nbor()
    source = next((t for t in [*to.children, *token.children] if t.dep_ in ("pobj", "pcomp", "dobj") and t.i > to.i), None)
    if source is None:
        return None
    speaker = noun_phrase(source)
    inside = set(range(token.i, max(source.right_edge.i + 1, to.i + 1)))
    head = _governor(token)
    parts = _around(token.doc, inside, head)
    held = tuple(r for r in parts if r[0] <= head.i < r[1] or _has_verb(token.doc, r)) if head.i < token.i else parts
    return Saying((token.i, to.i + 1), speaker, held or parts, "say")


def _has_verb(doc: Doc, tokens: Range) -> bool:
    """Does a finite verb head the range, not one of a relative clause?"""
    return any(
        t.tag_ in FINITE and t.dep_ not in ("relcl", "acl") and not (t.dep_ == "aux" and t.head.dep_ == "relcl")
        for t in doc[slice(*tokens)]
    )


def _governor(token: Token) -> Token:
    """The head of the clause that an adverbial hangs on, through nouns that the parser may have hung it on."""
    head: Token = token.head
    while head.pos_ not in ("VERB", "AUX") and head.head != head:
        head = head.head
    while head.dep_ in ("relcl", "acl", "xcomp", "pcomp", "advcl") and head.head != head and not _own_commas(token, head):
        head = head.head
    return head


def _own_commas(token: Token, head: Token) -> bool:
    return abs(token.i - head.i) < 4


def _around(doc: Doc, inside: set[int], head: Token) -> tuple[Range, ...]:
    """The clause of ``head`` without the parenthesis ``inside``: one range or two."""
    left, right = head.left_edge.i, head.right_edge.i + 1
    start, end = min(inside), max(inside) + 1
    return tuple(_trim(doc, r) for r in ((left, start), (end, right)) if _trim(doc, r)[0] < _trim(doc, r)[1])


def _trim(doc: Doc, tokens: Range) -> Range:
    """The range without punctuation, conjunctions and "that" at its edges."""
    start, end = tokens
    while start < end and _leads(doc[start]):
        start += 1
    while end > start and (doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].dep_ == "cc"):
        end -= 1
    return start, end


def _leads(token: Token) -> bool:
    return bool(token.is_punct or token.is_space or token.dep_ == "cc" or (token.lower_ == "that" and token.dep_ == "mark"))


def _quoted_as(token: Token) -> Saying | None:
    """ "X quoted Y as saying …": Y speaks, by way of X."""
    if token.lemma_.lower() not in ("quote", "cite") or token.pos_ != "VERB":
        return None
    as_ = next((c for c in token.children if c.lower_ == "as" and c.dep_ in ("prep", "mark")), None)
    saying = next((c for c in as_.children if c.dep_ == "pcomp"), None) if as_ else None
    if saying is None:
        return None
    passive = next((c for c in token.children if c.dep_ == "nsubjpass"), None)
    quoted = passive or next((c for c in token.children if c.dep_ in ("dobj", "dative")), None)
    if quoted is None:
        return None
    agent = next((g for c in token.children if c.dep_ == "agent" for g in c.children), None)
    outer = next((c for c in token.children if c.dep_ == "nsubj"), None) or agent
    content = next((c for c in saying.children if c.dep_ in ("ccomp", "dobj")), None)
    if content is not None:
        ranges: tuple[Range, ...] = (_trim(token.doc, (content.left_edge.i, content.right_edge.i + 1)),)
    else:
        ranges = _around(token.doc, set(range(min(token.i, outer.left_edge.i if outer else token.i), saying.i + 1)), token)
    return Saying((token.i, token.i + 1), noun_phrase(quoted), ranges, "say", via=noun_phrase(outer) if outer else None)


def _verb(token: Token, quotes: list[Range]) -> Saying | None:
    """A verb of saying, denying or accusing with its content."""
    lemma = token.lemma_.lower()
    if token.pos_ not in ("VERB", "AUX") or _is_negated(token) or (lemma == "ask" and token.tag_ == "VBN"):
        return None
    speaker = find_speaker(token)
    if speaker is None:
        return None
    if lemma in lemmas("accuse"):
        return _accusation(token, speaker)
    denial = _denial(token, speaker)
    if denial is not None:
        return denial
    if not any(lemma in lemmas(kind) for kind in ("say", "claim", "think", "order", "name")) or _is_bare_infinitive(token):
        return None
    contents, whole = _contents(token, lemma, speaker, quotes)
    if not contents:
        return None
    return Saying((token.i, token.i + 1), speaker, contents, "say", whole=whole, via=_told(token))


def _is_bare_infinitive(token: Token) -> bool:
    """ "about asking him", "plans to say": nothing is said yet; but "he left, saying that" is."""
    return token.dep_ in ("pcomp", "xcomp", "csubj") or (token.tag_ == "VB" and not any(c.tag_ == "MD" for c in token.children))


def _is_negated(token: Token) -> bool:
    """ "did not say", "declined to say", "without saying": nothing is said."""
    if any(c.dep_ == "neg" for c in token.children):
        return True
    head = token.head
    return token.dep_ in ("xcomp", "pcomp") and head.lemma_.lower() in ("decline", "refuse", "fail", "without")


def _accusation(token: Token, speaker: Range | None) -> Saying | None:
    """ "X accused Y of Z", "X blamed Y for Z"; in the passive only with "by X"."""
    target = next((c for c in token.children if c.dep_ in ("dobj", "nsubjpass")), None)
    charge = next((c for w in ("of", "for", "with", "on") for c in token.children if c.dep_ == "prep" and c.lower_ == w), None)
    if target is None or speaker is None or (charge is None and token.lemma_.lower() != "blame"):
        return None
    if token.lemma_.lower() == "charge" and (charge is None or charge.lower_ not in ("of", "that")):
        return None
    end = max(target.right_edge.i, charge.right_edge.i if charge else 0) + 1
    return Saying(
        (token.i, token.i + 1), speaker, (_trim(token.doc, (min(token.i, target.left_edge.i), end)),), "accuse", whole=True
    )


def _denial(token: Token, speaker: Range | None) -> Saying | None:
    """ "X denied Z", "X rejected the claims", "X called it false"."""
    lemma = token.lemma_.lower()
    objects = [c for c in token.children if c.dep_ in ("dobj", "ccomp", "xcomp", "oprd", "nsubjpass", "acomp", "prep")]
    falsehood = lemma in ("call", "describe", "label", "brand", "dismiss") and any(
        t.lemma_.lower() in entries("falsehood") for o in objects for t in o.subtree
    )
    if lemma not in lemmas("deny") and not falsehood:
        return None
    if (
        not objects
        or any(o.dep_ == "dobj" and o.lemma_.lower() in entries("grants") for o in objects)
        or (lemma in ("decline", "reject", "dismiss", "dispute") and not _denies_saying(objects, lemma))
    ):
        return None
    end = max(o.right_edge.i for o in objects) + 1
    start = min([token.i, *(o.left_edge.i for o in objects)])
    return Saying((token.i, token.i + 1), speaker, (_trim(token.doc, (start, end)),), "deny", whole=True)


def _denies_saying(objects: list[Token], lemma: str) -> bool:
    """Is what is rejected a claim, and not an offer or a law?"""
    if lemma == "decline":
        return False
    nouns = {t.lemma_.lower() for o in objects for t in o.subtree}
    return bool(nouns & (entries("claim_nouns") | entries("falsehood")))


def _contents(token: Token, lemma: str, speaker: Range | None, quotes: list[Range]) -> tuple[tuple[Range, ...], bool]:
    """The ranges of what is said, and whether the claim is the whole clause."""
    clauses = [c for c in token.children if c.dep_ == "ccomp" and _is_finite(c)]
    clause = next((c for c in clauses if c.i > token.i), clauses[0] if clauses else None)
    ranges: list[Range] = []
    noun = next((c for c in token.children if c.dep_ == "dobj"), None)
    if clause is not None:
        ranges.append(_clear_of(token, (clause.left_edge.i, clause.right_edge.i + 1), speaker))
    elif lemma in lemmas("order"):
        order = next((c for c in token.children if c.dep_ == "xcomp"), None)
        if order is not None and lemma not in ("call", "promise", "invite", "offer"):
            ranges.append((order.left_edge.i, order.right_edge.i + 1))
    if not ranges and lemma in lemmas("claim") and _is_full_object(noun):
        return _whole(token, noun)
    if (
        not ranges
        and lemma in lemmas("name")
        and any(
            c.dep_ in ("oprd", "ccomp", "attr") or (c.dep_ == "prep" and c.lower_ in ("as", "for", "to")) for c in token.children
        )
    ):
        return _whole(token, noun or next(token.children))
    inside = _parenthesis(token, speaker) or _closing(token, speaker)
    if not ranges and inside:
        ranges += _around(token.doc, inside, _said_in_passing(token, inside))
    if lemma in lemmas("think") and not ranges:
        return (), False
    for quote in quotes:
        if _is_borrowed(token.doc, quote):
            continue
        if not quote[0] <= token.i < quote[1] and not any(_overlap(quote, r) for r in ranges) and _is_near(token, quote, speaker):
            ranges.append(quote)
    if ranges:
        trimmed = [_trim(token.doc, r) for r in ranges]
        return tuple(r for r in sorted(trimmed) if r[1] > r[0]), False
    return (), False


def _is_finite(verb: Token) -> bool:
    """ "said that he left", but not "found her guilty"."""
    return (
        verb.tag_ in FINITE
        or any(c.dep_ in ("aux", "auxpass", "cop") and c.tag_ in (*FINITE, "VB") for c in verb.children)
        or verb.pos_ == "AUX"
    )


def _is_full_object(noun: Token | None) -> bool:
    """ "condemned the attack", but not "which X condemned"."""
    return (
        noun is not None
        and noun.pos_ in ("NOUN", "PROPN", "PRON")
        and noun.i > noun.head.i
        and noun.lower_ not in ("that", "which", "it", "so")
    )


def _whole(token: Token, noun: Token | None) -> tuple[tuple[Range, ...], bool]:
    """The verb and all behind it; nothing where the verb has no subject of its own ("In announcing the plan, X …")."""
    if token.dep_ in ("pcomp", "advcl", "acl", "xcomp") or noun is None:
        return (), False
    return (_trim(token.doc, (token.i, max(noun.right_edge.i, token.right_edge.i) + 1)),), True


def _parenthesis(token: Token, speaker: Range | None) -> set[int]:
    """The tokens of "…, Tass said, citing …": speaker and cue between a comma and a comma or the end; else none."""
    if speaker is None or any(c.dep_ == "mark" for c in token.children):
        return set()
    doc, start, end = token.doc, min(speaker[0], token.i), max(speaker[1], token.i + 1)
    while start > 0 and doc[start - 1].ent_type_ in ("DATE", "TIME") and doc[start - 1].text != ",":
        start -= 1
    if start < 2 or end - start > PARENTHESIS or doc[min(speaker[0], token.i) - 1].text not in (",", '"', "-", "--"):
        return set()
    while end < len(doc) and not doc[end].is_punct and end - start < PARENTHESIS + 8:
        end += 1
    return set(range(max(start, min(speaker[0], token.i)), end))


def _closing(token: Token, speaker: Range | None) -> set[int]:
    """The tokens of a sentence's last words "a monitoring group said" where no comma parts them from what was said."""
    doc = token.doc
    rest = [t for t in doc[token.i + 1 :] if not t.is_punct and t.ent_type_ not in ("DATE", "TIME") and t.lower_ != "on"]
    if speaker is None or rest or speaker[1] > token.i or token.i - speaker[0] > PARENTHESIS or speaker[0] < 5:
        return set()
    return set(range(speaker[0], len(doc)))


def _said_in_passing(token: Token, inside: set[int]) -> Token:
    """The head of the clause that the parenthesis reports."""
    at = token
    while at.i in inside and at.head != at:
        at = at.head
    return at.doc[min(inside) - 2].sent.root if at.i in inside else at


def _clear_of(token: Token, content: Range, speaker: Range | None) -> Range:
    """The content without the cue and its speaker, where the parser let it run over them."""
    start, end = content
    for blocked in (token.i, *(range(*speaker) if speaker else ())):
        if start <= blocked < end:
            if blocked - start > end - blocked:
                end = blocked
            else:
                start = blocked + 1
    return start, end


def _is_near(token: Token, quote: Range, speaker: Range | None) -> bool:
    """Does the quotation begin or end within a few words of the saying, no other finite verb between?"""
    edges = [token.i, *(speaker or ())]
    gap = range(max(edges) + 1, quote[0]) if quote[0] >= max(edges) else range(quote[1], min(edges))
    return len(gap) <= 8 and not any(token.doc[i].pos_ == "VERB" and token.doc[i].tag_ in ("VBD", "VBZ", "VBP") for i in gap)


def _is_borrowed(doc: Doc, quote: Range) -> bool:
    """Is the quotation a few words inside a clause of the report's own?"""
    words = [t for t in doc[slice(*quote)] if not t.is_punct]
    return len(words) < MIN_QUOTED and not any(t.dep_ in ("nsubj", "nsubjpass") for t in words)


def _overlap(a: Range, b: Range) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _told(token: Token) -> Range | None:
    """Whom it was told to, where that is a news outlet by the look of it: "told AFP", "told VOA's service"."""
    if token.lemma_.lower() != "tell":
        return None
    hearer = next((c for c in token.children if c.dep_ in ("dobj", "dative")), None)
    if hearer is None or hearer.pos_ != "PROPN":
        return None
    return noun_phrase(hearer) if hearer.ent_type_ in ("ORG", "") or hearer.is_upper else None


def _with_citing(doc: Doc, found: list[Saying]) -> list[Saying]:
    """ "Tass said, citing the Kremlin": the Kremlin speaks, by way of Tass."""
    out = list(found)
    for token in doc:
        if token.lower_ != "citing":
            continue
        cited = next((c for c in token.children if c.dep_ == "dobj"), None)
        outer = [s for s in out if s.cue[1] <= token.i and s.speaker is not None and not s.whole]
        if cited is None or not outer or cited.pos_ not in ("PROPN", "NOUN"):
            continue
        last = outer[-1]
        if cited.ent_type_ in ("ORG", "PERSON", "NORP", "GPE") or cited.lemma_.lower() in entries("speaker_nouns"):
            contents = tuple(_before(r, token.i) for r in last.contents if r[0] < token.i)
            cue = (token.i, token.i + 1)
            inner = replace(last, cue=cue, speaker=noun_phrase(cited), contents=contents, via=last.speaker, outer=last.cue)
            out[out.index(last)] = inner
    return out


def _before(tokens: Range, i: int) -> Range:
    return tokens[0], min(tokens[1], i - 1) if tokens[0] < i <= tokens[1] else tokens[1]
