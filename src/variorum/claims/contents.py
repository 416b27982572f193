"""Contents: what a verb of saying governs, as token ranges of its sentence."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from variorum.text.lexicon import members

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Range = tuple[int, int]  # token indexes, half-open

FINITE = ("VBD", "VBP", "VBZ", "MD")
MIN_QUOTED = 4  # words of a quotation that is said as it stands; fewer are words that the report borrows
PRIZES = frozenset(
    {
        "asylum",
        "benefit",
        "cup",
        "damage",
        "life",
        "medal",
        "prize",
        "record",
        "seat",
        "title",
        "trophy",
        "victim",
        "victory",
        "win",
    }
)
_SEES = frozenset({"paint", "view"})  # … something as something
PARENTHESIS = 12  # tokens: "…, the Defence Ministry in Kyiv said Friday": a longer clause is no parenthesis
_MARKS = frozenset({",", ";", ":", "--", "(", '"'})


@cache
def lemmas(kind: str) -> frozenset[str]:
    """The cue verbs of one class of the lexicon."""
    return frozenset(members("saying")[kind])


def around(doc: Doc, inside: set[int], head: Token) -> tuple[Range, ...]:
    """The clause of ``head`` without the parenthesis ``inside``: one range or two."""
    left, right = head.left_edge.i, head.right_edge.i + 1
    start, end = min(inside), max(inside) + 1
    return tuple(trim_range(doc, r) for r in ((left, start), (end, right)) if trim_range(doc, r)[0] < trim_range(doc, r)[1])


def trim_range(doc: Doc, tokens: Range) -> Range:
    """The range without punctuation, conjunctions and "that" at its edges."""
    start, end = tokens
    while start < end and _leads(doc[start]):
        start += 1
    while end > start and (doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].dep_ == "cc"):
        end -= 1
    return start, end


def _leads(token: Token) -> bool:
    return bool(token.is_punct or token.is_space or token.dep_ == "cc" or (token.lower_ == "that" and token.dep_ == "mark"))


def find_contents(token: Token, lemma: str, speaker: Range | None, quotes: list[Range]) -> tuple[tuple[Range, ...], bool]:
    """The ranges of what is said, and whether the claim is the whole clause."""
    clauses = [c for c in token.children if (c.dep_ == "ccomp" and is_finite(c)) or (c.dep_ == "xcomp" and c.tag_ in FINITE)]
    clause = next((c for c in clauses if c.i > token.i), clauses[0] if clauses else None)
    ranges: list[Range] = []
    unsaid = clause is not None and (lemma in lemmas("demand") or _is_wish(clause) or _is_question(clause))
    if clause is not None and unsaid and clause.i > token.i:
        return (trim_range(token.doc, (token.i, clause.right_edge.i + 1)),), True  # it does not say that it is so
    if clause is not None:
        ranges.append(_clear_of(token, (_opening(token, clause), _ending(token, clause, speaker)), speaker))
    elif lemma in lemmas("order") and (order := _order(token, lemma)):
        return (order,), True
    elif lemma in lemmas("say"):
        found = _behind_that(token) or _that_clause(token) or _overlying(token) or _behind_time(token) or _of_object(token)
        ranges += found or _all_before(token, lemma, speaker)
    elif lemma in lemmas("think"):
        ranges += _of_object(token)
    if not ranges and (whole := _by_noun(token, lemma)) is not None:
        return whole
    inside = _parenthesis(token, speaker) or _closing(token, speaker)
    if not ranges and inside and lemma not in lemmas("name"):  # "…, the ship began to list"
        told = tuple(r for r in around(token.doc, inside, _said_in_passing(token, inside)) if not _concedes(token.doc[r[0]]))
        if any(t.pos_ in ("VERB", "AUX") for r in told for t in token.doc[slice(*r)]):  # not "At noon, he replied"
            ranges += told
    if lemma in lemmas("think") and not ranges:
        return (), False
    for quote in quotes:
        if _is_borrowed(token.doc, quote):
            continue
        if not quote[0] <= token.i < quote[1] and not any(overlap(quote, r) for r in ranges) and _is_near(token, quote, speaker):
            ranges.append(quote)
    trimmed = [trim_range(token.doc, r) for r in ranges]
    return tuple(r for r in sorted(trimmed) if r[1] > r[0]), False


def _concedes(opening: Token) -> bool:
    """ "While many blamed Orlow, Vesna pointed to the council": nothing that Vesna said."""
    return opening.lower_ in ("although", "though", "whereas", "while") and opening.dep_ == "mark"


def _ending(token: Token, clause: Token, speaker: Range | None) -> int:
    """Where the clause ends: right before the speaker or the cue that close the sentence, however early the parser ends it."""
    end = int(clause.right_edge.i) + 1
    if speaker is None or clause.i > token.i:
        return end
    closing = {token.i} if speaker[0] == token.i + 1 else _closing(token, speaker)  # "… said the group", "… a group said"
    if end <= speaker[0] < token.i and token.doc[speaker[0] - 1].text == ",":
        closing |= {speaker[0]}  # ", a spokesman, Ida Berg, said"
    return min(closing, default=end)


def _all_before(token: Token, lemma: str, speaker: Range | None) -> list[Range]:
    """ "The floods drove out 300 families said the council": all before the cue, in a text without commas."""
    behind = lemma == "say" and speaker is not None and speaker[0] == token.i + 1
    return [(0, token.i)] if behind and not any(t.is_punct or t.is_quote for t in token.doc[: token.i]) else []


def _is_question(clause: Token) -> bool:
    """ "whether the firm wanted it", "if he left": nothing that anybody asserts."""
    return any(c.dep_ == "mark" and c.lower_ in ("if", "whether") and c.i < clause.i for c in clause.children)


def _is_wish(clause: Token) -> bool:
    """ "asked that he be held": a bare form behind "that", with a subject."""
    parts = [clause, *(c for c in clause.children if c.dep_ in ("aux", "auxpass"))]
    that = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
    helped = any(p.tag_ in (*FINITE, "TO") for p in parts)
    return that and not helped and any(p.tag_ == "VB" for p in parts)


def _opening(token: Token, clause: Token) -> int:
    """Where the clause begins: at the noun behind the cue, where the parser has made its subject the cue's object."""
    left: int = clause.left_edge.i
    if clause.i < token.i or any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj", "mark") for c in clause.children):
        return left
    noun = next((c for c in token.children if c.dep_ in ("dobj", "ccomp") and token.i < c.i < left), None)
    return noun.left_edge.i if noun is not None else left


def _order(token: Token, lemma: str) -> Range | None:
    """ "urged both sides to stop", "vowed to stay": the verb and all behind it; not "who asked not to be named"."""
    order = next((c for c in token.children if c.dep_ in ("xcomp", "ccomp") and c.i > token.i), None)
    if order is None or not any(c.tag_ == "TO" for c in order.children):
        return None
    asked = any(c.dep_ in ("dobj", "dative", "nsubj") and c.i > token.i for c in (*token.children, *order.children))
    return trim_range(token.doc, (token.i, order.right_edge.i + 1)) if asked or lemma != "ask" else None


def _by_noun(token: Token, lemma: str) -> tuple[tuple[Range, ...], bool] | None:
    """ "condemned the attack", "called him a liar": the whole clause, None where the verb takes none such."""
    noun = next((c for c in token.children if c.dep_ == "dobj"), None)
    won = noun is not None and lemma == "claim" and noun.lemma_.lower() in PRIZES
    if lemma in lemmas("claim") and _is_full_object(noun) and not won:
        return _whole(token, noun)
    if lemma not in lemmas("name"):
        return None
    held = [*token.children, *(noun.children if noun is not None else ())]  # "portrayed migrants as criminals"
    links = ("as",) if lemma in _SEES else ("as", "for", "to")
    named = any(
        (c.dep_ in ("oprd", "ccomp", "attr") and lemma not in _SEES) or (c.dep_ == "prep" and c.lower_ in links) for c in held
    )
    phoned = lemma == "call" and noun is not None and not any(c.dep_ in ("oprd", "ccomp", "attr") for c in held)
    named = named and not phoned  # "called 911 for help"
    quoted = noun is not None and any(t.is_quote and t.i > token.i for t in token.subtree)  # "called protesters “thugs”"
    return _whole(token, noun or next(token.children)) if named or quoted else None


def _behind_that(token: Token) -> list[Range]:
    """ "said that, because it rained, the race is off": all behind the comma, which the parser has hung elsewhere."""
    that = token.doc[token.i + 1 : token.i + 3]
    opened = len(that) == 2 and that[0].lower_ == "that" and that[1].text == ","
    return [(token.i + 3, len(token.doc))] if opened else []


def _that_clause(token: Token) -> list[Range]:
    """ "said earlier that", "said in a statement that": the clause that the parser hung on the words between."""
    doc = token.doc
    for that in doc[token.i + 1 : token.i + PARENTHESIS]:
        if that.lower_ == "that" and that.tag_ in ("IN", "WDT") and that.head.i > that.i and that.head.pos_ in ("VERB", "AUX"):
            return [(that.i + 1, max(that.head.right_edge.i, that.i) + 1)]
        if that.pos_ == "VERB" and that.i != token.i:
            break
    return []


def _behind_time(token: Token) -> list[Range]:
    """ "said at the time he did not know", "said Sunday the road was cut": a clause that the parser has hung on the time."""
    nouns = [g for c in token.children if c.i > token.i for g in (c, *c.children)]
    times = [t for t in nouns if t.ent_type_ in ("DATE", "TIME") or t.lemma_.lower() in ("day", "hour", "time", "week")]
    clauses = [c for t in times for c in t.children if c.dep_ == "relcl" and is_finite(c)]
    bare = [c for c in clauses if any(g.dep_ in ("nsubj", "nsubjpass") and g.i == c.left_edge.i for g in c.children)]
    return [(c.left_edge.i, c.right_edge.i + 1) for c in bare[:1] if c.doc[c.left_edge.i].lower_ not in ("who", "which", "that")]


def _of_object(token: Token) -> list[Range]:
    """ "stressed the path to peace runs through talks": a clause whose subject the parser has made the cue's object."""
    doc = token.doc
    noun = next((c for c in token.children if c.dep_ == "dobj" and c.i > token.i), None)
    if noun is None or noun.left_edge.i != token.i + 1:
        return []
    verb = next((t for t in doc[noun.i + 1 :] if t.tag_ in (*FINITE, "WDT") or t.dep_ == "relcl" or t.text in _MARKS), None)
    held = () if verb is None else (c for c in (*verb.children, *verb.head.children) if c.i > noun.i)
    joined = verb is not None and any(t.dep_ == "cc" for t in doc[noun.i + 1 : verb.i])  # "confirmed her name and answered"
    if verb is None or joined or verb.tag_ not in FINITE or any(c.dep_ in ("nsubj", "nsubjpass") and c.i < verb.i for c in held):
        return []
    stop = next((t.i for t in doc[verb.i :] if t.text in (",", ";")), len(doc))
    return [(noun.left_edge.i, stop)]


def _overlying(token: Token) -> list[Range]:
    """ "Even though Lee insisted the army struck": what is said, where the parser has made it govern the cue."""
    head = token.head
    subject = next((c for c in head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if head.i <= token.i or subject is None or subject.left_edge.i != token.i + 1 or not is_finite(head):
        return []
    return [(token.i + 1, head.right_edge.i + 1)]


def is_finite(verb: Token) -> bool:
    """ "said that he left", but not "found her guilty"."""
    return (
        verb.tag_ in FINITE
        or any(c.dep_ in ("aux", "auxpass", "cop") and c.tag_ in (*FINITE, "VB") for c in verb.children)
        or verb.pos_ == "AUX"
        or (verb.tag_ == "VB" and has_subject_alone(verb))
    )


def has_subject_alone(verb: Token) -> bool:
    """A bare form with a subject and no helper is a present that the parser has not known: "hundreds show"."""
    deps = {c.dep_ for c in verb.children}
    return "nsubj" in deps and not deps & {"aux", "auxpass"}


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
    by = token.dep_ == "pcomp" and token.head.lower_ == "by"  # "hit back by calling him a liar"
    hangs = token.dep_ in ("pcomp", "advcl", "acl", "xcomp") and not by and not any(c.dep_ == "nsubj" for c in token.children)
    if hangs or noun is None:
        return (), False
    return (trim_range(token.doc, (token.i, max(noun.right_edge.i, token.right_edge.i) + 1)),), True


def _parenthesis(token: Token, speaker: Range | None) -> set[int]:
    """The tokens of "…, Tass said, citing …": speaker and cue between a comma and a comma or the end; else none."""
    if speaker is None or any(c.dep_ == "mark" or (c.dep_ == "xcomp" and c.i > token.i) for c in token.children):
        return set()  # "…, the rebels agreed to leave" says nothing of what stands before it
    doc, start, end = token.doc, min(speaker[0], token.i), max(speaker[1], token.i + 1)
    while start > 0 and doc[start - 1].ent_type_ in ("DATE", "TIME") and doc[start - 1].text != ",":
        start -= 1
    if start < 2 or end - start > PARENTHESIS or doc[min(speaker[0], token.i) - 1].text not in (",", '"', "-", "--"):
        return set()
    while end < len(doc) and not doc[end].is_punct and end - start < PARENTHESIS + 8:
        end += 1
    if any(t.tag_ in FINITE and t.dep_ not in ("relcl", "aux", "auxpass") for t in doc[max(token.i, speaker[1] - 1) + 1 : end]):
        return set()  # "…, the mayor has signalled to the council he will go": what he says stands behind
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
    closes = max(inside) == len(token.doc) - 1 and token.dep_ == "relcl"  # "… for the first time a monitoring group said"
    while (at.i in inside or closes) and at.head != at:
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


def overlap(a: Range, b: Range) -> bool:
    """Have the two a token in common?"""
    return a[0] < b[1] and b[0] < a[1]
