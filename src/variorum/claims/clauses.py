"""Clauses: a parsed sentence cut into its assertions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.claims.contents import FINITE, Range, lemmas
from variorum.claims.modality import is_withheld

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MIN_TOKENS = 5  # of a clause that stands alone: a shorter one stays with the clause that it belongs to
MIN_REST = 5  # tokens that must be left of the clause it is cut from
TWO_SAID = 10  # words of each of two things said, "that it rained, and that it snowed", that are told apart

_BOUND = frozenset({"before", "for", "if", "once", "so", "than", "unless", "until", "when", "whenever", "whether"})
# subordinators whose clause is part of the thought that it hangs on

_RESULTS = frozenset({"bring", "cause", "force", "leave", "make", "mean", "prompt", "raise", "spark", "trigger"})
_CUT = ("conj", "advcl", "relcl", "acl", "parataxis", "ccomp")


def find_clauses(doc: Doc, within: Range, *, least: int = MIN_TOKENS) -> list[Range]:
    """Token ranges of the clauses inside ``within``, in order; one may stand inside another, none is a fragment.

    ``least`` is how many words a clause must have, and its rest, to be cut off.
    """
    tokens = list(doc[slice(*within)])
    heads = {t.i for t in tokens if _is_cut(t, within, least)}
    above = {t.i: t.head.i for t in tokens}
    own: dict[int | None, list[int]] = {}
    for token in tokens:
        if not token.is_punct:
            own.setdefault(_owner(token.i, heads, above), []).append(token.i)
    return sorted(r for r in {trim(doc, (o[0], o[-1] + 1)) for o in own.values()} if r[1] - r[0] >= 2)


def _is_cut(token: Token, within: Range, least: int) -> bool:
    """Is the token the head of a clause that can stand as a claim of its own?"""
    if token.dep_ not in _CUT or token.pos_ not in ("VERB", "AUX") or _is_infinitive(token):
        return False
    left, right = max(token.left_edge.i, within[0]), min(token.right_edge.i + 1, within[1])
    size = sum(not t.is_punct for t in token.doc[left:right])
    outside = sum(not t.is_punct for t in token.doc[slice(*within)]) - size
    if token.dep_ == "conj" and (_is_governed(token) or _is_absolute(token) or is_withheld(token)):
        return False
    if any(t.text in ("-", "--") and t.whitespace_ and t.nbor(-1).whitespace_ for t in token.doc[left + 1 : token.i]):
        return False  # "who praise plain, honest bread — bakers like me are few": to the parser "bread-bakers"
    if token.dep_ == "conj" and any(c.lower_ == "that" and c.dep_ == "mark" for c in token.children):
        least = TWO_SAID
    if _is_parted(token, left, right):
        least = MIN_TOKENS
    if size < least or outside < max(least, MIN_REST):
        return False
    if token.dep_ == "conj":
        return token.head.pos_ in ("VERB", "AUX") and (_has_subject(token) or size >= MIN_TOKENS + 2)
    if token.dep_ == "ccomp":
        return _is_parted(token, left, right) or (_after_comma(token, left) and token.head.i > token.i)
    if token.dep_ == "acl":
        return token.tag_ in ("VBG", "VBN") and _after_comma(token, left)
    if token.dep_ == "advcl":
        if any(c.lower_ in _BOUND for c in token.children if c.dep_ in ("mark", "advmod")) or _is_absolute(token):
            return False
        if _goes_with_the_rest(token):
            return False
        return (_after_comma(token, left) or left == within[0] or size >= 2 * MIN_TOKENS) and _opens_as_adverbial(token, left)
    if token.dep_ == "relcl":
        return _after_comma(token, left)
    return True


def _is_governed(token: Token) -> bool:
    """ "no evidence that she knew them or that they were chosen": the second of two clauses that hang on one word."""
    first = token.head
    while first.dep_ == "conj" and first.head != first:
        first = first.head
    if first.dep_ == "pcomp" or (first.dep_ in ("acl", "relcl") and token.tag_ == "VBN" and not _has_own_form(token)):
        return True  # "accused of killing two and injuring four", "that is diagnosed and treated"
    return first.dep_ in ("acl", "ccomp") and first.head.pos_ == "NOUN" and first.i > first.head.i


def _has_own_form(token: Token) -> bool:
    """Has the participle an auxiliary or a subject of its own?"""
    return any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for c in token.children)


def _goes_with_the_rest(token: Token) -> bool:
    """ "…, leaving no way out", "…, stressing its cost": a participle whose subject is all before it, or that says nothing
    without it."""
    lemma = token.lemma_.lower()
    told = lemma in lemmas("say") | lemmas("claim") and not any(c.dep_ == "ccomp" for c in token.children)
    return token.tag_ == "VBG" and token.i > token.head.i and (lemma in _RESULTS or told)


def _is_absolute(token: Token) -> bool:
    """ "…, many having lost a mast": a participle with a subject of its own, no sentence without the one that it hangs on."""
    had = any(c.dep_ == "aux" and c.tag_ == "VBG" for c in token.children)  # "most having lost": to the parser no subject
    own = _has_subject(token) or (had and token.left_edge.tag_ in ("CD", "DT", "JJ", "JJR", "JJS", "NN", "NNS", "PRP"))
    return token.tag_ in ("VBG", "VBN") and own and not any(c.tag_ in FINITE for c in token.children)


def _is_parted(token: Token, left: int, right: int) -> bool:
    """ "It rained; the dam held": a clause with its own subject before or behind a semicolon."""
    doc = token.doc
    marked = (left > 0 and doc[left - 1].text == ";") or (right < len(doc) and doc[right].text == ";")
    return marked and _has_subject(token)


def _is_infinitive(token: Token) -> bool:
    """ "to pick up papers and leave": what for, never an assertion of its own."""
    if token.tag_ != "VB":
        return False
    joined = token.dep_ == "conj" and token.head.tag_ == "VB" and not _has_subject(token)
    return any(c.tag_ == "TO" for c in token.children) or (joined and _is_infinitive(token.head))


def _opens_as_adverbial(token: Token, left: int) -> bool:
    """Behind its main clause, or opened by "after", "while", a participle: else it is a misread main clause."""
    return left > token.head.i or token.doc[left].dep_ in ("mark", "advmod") or token.doc[left].i == token.i


def _has_subject(token: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in token.children)


def _after_comma(token: Token, left: int) -> bool:
    return left > 0 and token.doc[left - 1].text in (",", ";", "-", ":", "(")


def _owner(at: int, heads: set[int], above: dict[int, int]) -> int | None:
    """The nearest clause head above a token, None for the clause that the range began with."""
    while at not in heads:
        if above[at] == at or above[at] not in above:
            return None
        at = above[at]
    return at


def trim(doc: Doc, tokens: Range) -> Range:
    """The range without the marks and conjunctions that join it to its neighbours."""
    start, end = tokens
    while start < end and _joins(doc[start]):
        start += 1
    while end > start and _trails(doc[end - 1]):
        end -= 1
    return start, end


def _trails(token: Token) -> bool:
    if token.lower_ in ("however", "therefore") and token.i > 0 and token.nbor(-1).is_punct:
        return True
    hangs = token.tag_ in ("WDT", "WP") and token.dep_ in ("nsubj", "nsubjpass")  # "a code that", of which the rest is told apart
    return bool(token.is_space or (token.is_punct and token.text not in ("%", ")")) or token.dep_ == "cc" or hangs)


_LINKS = frozenset({"after", "although", "as", "because", "even", "since", "that", "though", "whereas", "while"})


def _joins(token: Token) -> bool:
    """Punctuation, "and", and what hangs a clause on another without changing what it asserts (as "if" would)."""
    if token.is_space or (token.is_punct and token.text != "(") or token.dep_ == "cc":
        return True
    if token.lower_ == "when" and token.head.dep_ == "relcl" and token.head.tag_ == "VBD":
        return True  # "at a rally, when shots rang out": what came then
    return token.lower_ in _LINKS and token.dep_ in ("mark", "advmod") and token.head.pos_ in ("VERB", "AUX")


def find_predicate(doc: Doc, tokens: Range) -> Token:
    """The token that heads the range: the one whose own head lies outside it, a verb if there is one."""
    tops = [t for t in doc[slice(*tokens)] if t.head == t or not tokens[0] <= t.head.i < tokens[1]]
    verbs = [t for t in tops if t.pos_ in ("VERB", "AUX")]
    own = [t for t in verbs if t.dep_ not in ("acl", "advcl", "relcl")]  # "the talks, held in Oslo, had ended"
    return (own or verbs or tops or [doc[tokens[0]]])[0]
