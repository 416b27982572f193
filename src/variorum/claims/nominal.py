"""Sayings whose cue is no verb of saying: "the claim that", "in the view of", "put the toll at", "made clear that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.claims.contents import FINITE, PARENTHESIS, Range, around, is_finite, lemmas, trim_range
from variorum.claims.modality import is_withheld
from variorum.claims.notes import find_mended
from variorum.claims.saying import Saying
from variorum.claims.speakers import can_speak, find_speaker, noun_phrase
from variorum.claims.verdicts import is_judged
from variorum.text.lexicon import entries

if TYPE_CHECKING:
    from spacy.tokens import Token

_ACCOUNTS = frozenset(
    {"account", "admission", "assessment", "calculation", "count", "estimate", "estimation", "judgement", "judgment"}
    | {"opinion", "reckoning", "telling", "view", "word"}
)  # "by X's account", "in the view of X"
_REPORTS = frozenset({"accusation", "allegation", "claim", "report", "rumor", "rumour"})  # whose voice may be nobody's
_VOICES = frozenset(
    {"advance", "air", "deliver", "express", "file", "float", "get", "give", "have", "hold", "issue", "make", "offer"}
    | {"peddle", "promote", "publish", "push", "raise", "reiterate", "release", "repeat", "send", "share", "sound"}
    | {"spread", "state", "voice"}
)  # … a claim, a fear
_POLLS = frozenset({"poll", "survey"})
_TOLLS = frozenset({"count", "damage", "estimate", "figure", "number", "tally", "toll", "total"})
_PUTS = frozenset({"estimate", "give", "place", "put", "set"})
_OPEN = frozenset({"certain", "clear", "explicit", "known", "obvious", "plain", "public"})  # "made clear that"


def find_nominal(token: Token) -> Saying | None:
    """The saying that the noun, or the verb with its object or predicate, brings in; None where it brings in none."""
    if token.pos_ == "NOUN":
        return _clause_of(token) or _account(token) or _records_show(token) or _in_poll(token)
    if token.lower_ in entries("feelings"):
        return _feels(token)
    if token.pos_ == "VERB" and not any(c.dep_ == "neg" for c in token.children):
        return (
            _mended(token) or _toll(token) or _made_clear(token) or _voiced(token) or _records_show(token) or _as_reported(token)
        )
    return None


def _clause_of(noun: Token) -> Saying | None:
    """ "X's claim that S", "expressed fears that S", "reports that S"; not where it is denied: the denial has it whole."""
    if is_judged(noun):
        return None
    owned = any(c.dep_ == "poss" for c in noun.children) and not {t.lemma_.lower() for t in noun.head.subtree} & entries(
        "falsehood"
    )
    if noun.lemma_.lower() not in entries("cue_nouns") or (noun.dep_ in ("nsubj", "nsubjpass") and not owned):
        return None  # "reports that the bridge had fallen were false": the predicate judges them
    clause = next((c for c in noun.children if c.dep_ in ("acl", "ccomp") and c.i > noun.i and is_finite(c)), None)
    if clause is None or not any(c.lower_ == "that" and c.dep_ == "mark" for c in clause.children):
        return None
    if any(c.dep_ == "oprd" for c in clause.children) and not any(c.dep_ == "dobj" for c in clause.children):
        return None  # "an accusation that the ministry called false"
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    if above.lemma_.lower() in lemmas("say") or (above.lemma_.lower() in lemmas("settle") and is_withheld(above)):
        return None  # "said in a statement that", "did not deny reports that"
    owner = _owner(noun)
    content = trim_range(noun.doc, (clause.left_edge.i, clause.right_edge.i + 1))
    return Saying((noun.i, noun.i + 1), owner, (content,), "say") if owner else None


def _owner(noun: Token) -> Range | None:
    """Whose claim it is: the possessor, who it is from, who voices it; else the noun itself, where it is no feeling."""
    held = [noun, *(c for c in noun.children if c.dep_ == "nmod")]  # "Berg's Jan. 8 claim"
    poss = next((c for t in held for c in t.children if c.dep_ == "poss"), None)
    if poss is not None and poss.lower_ not in ("its", "their"):
        start, end = noun_phrase(poss)
        return start, end - (noun.doc[end - 1].tag_ == "POS")
    giver = next((g for c in noun.children if c.lower_ in ("by", "from") for g in c.children if g.dep_ == "pobj"), None)
    if giver is not None:
        return noun_phrase(giver)
    voiced = find_speaker(noun.head) if noun.dep_ == "dobj" and noun.head.lemma_.lower() in _VOICES else None
    if voiced is not None and can_speak(noun.doc, voiced):
        return voiced
    start = min([noun.i, *(c.i for c in noun.children if c.dep_ in ("amod", "compound") and c.pos_ != "ADV")])
    return (start, noun.i + 1) if noun.lemma_.lower() in _REPORTS else None


def _account(noun: Token) -> Saying | None:
    """ "by his own account S", "in the words of the mayor, S", "in the view of X, S"."""
    prep = noun.head
    if noun.lemma_.lower() not in _ACCOUNTS or noun.dep_ != "pobj" or prep.lower_ not in ("by", "in", "on"):
        return None
    of = (g for c in noun.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj")
    owner = next((c for c in noun.children if c.dep_ == "poss"), None) or next(of, None)
    head = prep.head
    if owner is None or head.pos_ not in ("VERB", "AUX") or owner.pos_ == "NUM":
        return None
    start, end = noun_phrase(owner)
    inside = set(range(prep.i, prep.right_edge.i + 1))
    return Saying((prep.i, prep.i + 1), (start, end - (noun.doc[end - 1].tag_ == "POS")), around(noun.doc, inside, head), "say")


def _in_poll(noun: Token) -> Saying | None:
    """ "In a poll released Monday, half of the voters were angry": what it found."""
    prep, doc = noun.head, noun.doc
    if noun.lemma_.lower() not in _POLLS or noun.dep_ != "pobj" or prep.i != 0 or prep.lower_ != "in":
        return None
    comma = next((t.i for t in doc[noun.i : noun.i + PARENTHESIS] if t.text == ","), None)
    content = trim_range(doc, (comma + 1, len(doc))) if comma else (0, 0)
    finite = any(t.tag_ in FINITE for t in doc[slice(*content)])
    return Saying((0, 1), noun_phrase(noun), (content,), "say") if finite else None


def _records_show(show: Token) -> Saying | None:
    """ "S, court records show.", "data show S": a verb that the parser takes for a noun."""
    doc, i = show.doc, show.i
    if show.lower_ != "show" or i == 0 or doc[i - 1].dep_ != "compound" or any(c.dep_ == "nsubj" for c in show.children):
        return None
    start = next((t.i + 1 for t in reversed(doc[:i]) if t.is_punct), 0)
    if not {t.lemma_.lower() for t in doc[start:i]} & entries("speaker_nouns") or any(
        t.pos_ == "VERB" for t in doc[start : i - 1]
    ):
        return None
    if i + 1 < len(doc) and not doc[i + 1].is_punct:
        content = trim_range(doc, (i + 1, len(doc)))
        return Saying((i, i + 1), (start, i), (content,), "say") if any(t.tag_ in FINITE for t in doc[slice(*content)]) else None
    behind = doc[i + 2] if i + 2 < len(doc) else None
    ranges = [(0, start)] if behind is not None and behind.dep_ == "cc" else [(0, start), (i + 1, len(doc))]
    parts = (trim_range(doc, r) for r in ranges)
    contents = tuple(r for r in parts if any(t.tag_ in FINITE for t in doc[slice(*r)]))
    return Saying((i, i + 1), (start, i), contents, "say") if contents else None


def _as_reported(verb: Token) -> Saying | None:
    """ "As the Gazette reported, S": whatever the parser makes of the words before the comma."""
    doc, end = verb.doc, verb.i + 1
    while end < len(doc) and (doc[end].ent_type_ in ("DATE", "TIME") or doc[end].lower_ == "on"):
        end += 1
    opens = doc[0].lower_ == "as" and 1 < verb.i < PARENTHESIS and end < len(doc) - 1 and doc[end].text == ","
    if not opens or verb.lemma_.lower() not in lemmas("say") or any(t.is_punct or t.pos_ == "VERB" for t in doc[: verb.i]):
        return None
    content = trim_range(doc, (end + 1, len(doc)))
    finite = any(t.tag_ in FINITE for t in doc[slice(*content)])
    return Saying((verb.i, verb.i + 1), (1, verb.i), (content,), "say") if finite and can_speak(doc, (1, verb.i)) else None


def _mended(verb: Token) -> Saying | None:
    """ "This story has been corrected to show that S"."""
    found = find_mended(verb)
    return Saying((verb.i, verb.i + 1), found[0], (found[1],), "say") if found is not None else None


def _toll(verb: Token) -> Saying | None:
    """ "X put the death toll at 45", "X gave a toll of 31": the whole clause."""
    noun = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if noun is None or verb.lemma_.lower() not in _PUTS or noun.lemma_.lower() not in _TOLLS:
        return None
    figure = any(t.like_num for t in verb.subtree if t.i > verb.i)
    return _whole(verb) if figure else None


def _made_clear(verb: Token) -> Saying | None:
    """ "She made clear that S", "they let it be known that S"."""
    if verb.lemma_.lower() not in ("leave", "make"):
        return None
    plain = next((t for t in verb.doc[verb.i + 1 : verb.i + 4] if t.lower_ in _OPEN), None)
    clauses = [t for t in verb.subtree if plain and t.dep_ in ("advcl", "ccomp") and t.left_edge.i > plain.i and is_finite(t)]
    clause = next((c for c in clauses if c.dep_ == "ccomp" or c.doc[c.left_edge.i].lower_ == "that"), None)
    speaker = find_speaker(verb) if clause is not None else None
    if clause is None or speaker is None:
        return None
    content = trim_range(verb.doc, (clause.left_edge.i, max(clause.right_edge.i, verb.right_edge.i) + 1))
    return Saying((verb.i, verb.i + 1), speaker, (content,), "say")


def _feels(token: Token) -> Saying | None:
    """ "She is convinced that S", "they remain hopeful that S": what somebody believes or feels to be so."""
    verb = token.head if token.dep_ in ("acomp", "oprd") else token
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    held = [c for t in dict.fromkeys((token, verb)) for c in t.children]
    clause = next((c for c in held if c.dep_ == "ccomp" and c.i > token.i and is_finite(c)), None)
    stated = any(c.dep_ == "auxpass" for c in held) or token.dep_ in ("acomp", "oprd")
    if subject is None or clause is None or not stated or any(c.dep_ in ("neg", "agent") for c in held):
        return None
    speaker = noun_phrase(subject)
    if not can_speak(token.doc, speaker) or subject.lower_ == "it":
        return None
    return Saying((token.i, token.i + 1), speaker, (trim_range(token.doc, (clause.left_edge.i, clause.right_edge.i + 1)),), "say")


def _voiced(verb: Token) -> Saying | None:
    """ "made the case to the council that S": the clause of the noun, which the parser has hung on the verb."""
    noun = next((c for c in verb.children if c.dep_ == "dobj" and c.lemma_.lower() in entries("cue_nouns")), None)
    below = [] if noun is None else [t for t in verb.subtree if t.i > noun.i and t.dep_ in ("ccomp", "relcl") and is_finite(t)]
    clause = next((c for c in below if c.head in (verb, verb.doc[c.left_edge.i - 1])), None)  # to the parser of whom it is told
    if verb.lemma_.lower() not in _VOICES or clause is None or noun is None:
        return None
    that = any(c.lower_ == "that" and c.dep_ == "mark" for c in clause.children)
    speaker = find_speaker(verb) if that else None
    if speaker is None or not can_speak(verb.doc, speaker):
        return None
    return Saying((noun.i, noun.i + 1), speaker, (trim_range(verb.doc, (clause.left_edge.i, clause.right_edge.i + 1)),), "say")


def _whole(verb: Token) -> Saying | None:
    speaker = find_speaker(verb)
    content = trim_range(verb.doc, (verb.i, verb.right_edge.i + 1))
    return Saying((verb.i, verb.i + 1), speaker, (content,), "say", whole=True) if speaker else None
