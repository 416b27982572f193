"""What a clause is about: its subject, written, left out or named by a pronoun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.claims.contents import FINITE, Range, lemmas
from variorum.claims.references import PERSONAL, PRONOUNS, Cast, agrees, is_other
from variorum.claims.speakers import noun_phrase
from variorum.model import Attribution
from variorum.text.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLAUSES = ("ccomp", "xcomp", "csubj", "advcl")


def find_about(doc: Doc, tokens: Range, head: Token, cast: Cast | None, told: Attribution | None = None) -> str | None:
    """The subject that the clause leaves out or names by a pronoun, by its name; None where it is not sure.

    ``cast`` is None inside a quotation: whom the speaker means by "it" the report has not said. ``told`` is by whom the
    clause is said in other words: "they" are the officers where the officers said so.
    """
    own = next((c for c in head.children if c.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    if head.dep_ == "relcl" and doc[tokens[0]].lower_ in ("where", "whom") and head.head.pos_ in ("NOUN", "PROPN"):
        return _phrase(head.head, cast)
    if own is not None and tokens[0] <= own.i < tokens[1] and own.lower_ not in ("who", "which", "that"):
        stands_for_a_clause = own.lower_ == "it" and any(c.dep_ in _CLAUSES for c in _complements(head))
        if fold(own.text) not in PRONOUNS or stands_for_a_clause:
            return None
        if told and cast and agrees(own.text, told.voice) and not is_other(own.text, told.speaker):
            return told.voice if fold(told.voice) not in PRONOUNS else None
        return cast.meant_by(own.text) if fold(own.text) in PERSONAL and cast else None
    parallel = _parallel(head)
    if parallel is not None:
        return _phrase(parallel, cast)
    at = head
    for _ in range(4):
        if at.dep_ in ("relcl", "acl") and at.head.pos_ in ("NOUN", "PROPN"):
            return _phrase(_nearest(at), cast)
        if at.dep_ == "pcomp":  # "hit back by calling it a farce"
            at = at.head
        elif at.dep_ not in ("conj", "advcl") or at.head == at or at.head.lemma_.lower() in lemmas("accuse"):
            return None
        at = at.head
        if any(c.dep_ in ("nsubj", "nsubjpass") and at.i < c.i < head.i and tokens[0] <= c.i for c in at.children):
            return None  # "The bureau said Lee, armed with a gun, fired": Lee, whom the parser has hung on "said"
        subject = next((c for c in at.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None and subject.lower_ not in ("who", "which", "that"):
            return _phrase(subject, cast) if _agree(subject, head) else _phrase_before(head, cast)
    return None


def _parallel(verb: Token) -> Token | None:
    """ "Vesna is run by men who hate its neighbours and is often attacked": the subject of the passive that this one goes on,
    where the parser has joined it to the clause between them."""
    if verb.dep_ != "conj" or verb.head.dep_ != "relcl" or not _is_passive(verb) or _is_passive(verb.head):
        return None
    above = next((t for t in verb.head.head.ancestors if t.pos_ == "VERB"), verb)
    return next((c for c in above.children if c.dep_ == "nsubjpass"), None) if above != verb else None


def _is_passive(verb: Token) -> bool:
    return any(c.dep_ == "auxpass" for c in verb.children)


def _agree(subject: Token, verb: Token) -> bool:
    """Can the verb be the subject's: not "claims" of "representatives"?"""
    several = subject.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in subject.children)
    return verb.tag_ != "VBZ" or not several or any(c.dep_ in ("aux", "auxpass") for c in verb.children)


def _phrase_before(verb: Token, cast: Cast | None) -> str | None:
    """The name right before the verb ("the region Vesna claims to hold"), None where none stands there."""
    before = verb.nbor(-1) if verb.i > 0 else verb
    return _phrase(before, cast) if before.pos_ == "PROPN" else None


def _nearest(clause: Token) -> Token:
    """The noun that a relative clause tells of: the last of a list, where its verb is of one ("Vesna and Orlow, which has")."""
    noun, doc = clause.head, clause.doc
    verb = next((c for c in clause.children if c.dep_ in ("aux", "auxpass")), clause)
    last = next((c for c in noun.children if c.dep_ == "conj" and c.i < clause.left_edge.i), None)
    if verb.tag_ == "VBZ" and noun.tag_ in ("NNS", "NNPS"):  # "the forces in the region, which is part of"
        near = [t for t in noun.subtree if noun.i < t.i < clause.left_edge.i and t.tag_ in ("NN", "NNP")]
        return near[-1] if near else noun
    single = verb.tag_ == "VBZ" and last is not None and last.pos_ in ("NOUN", "PROPN") and last.tag_ not in ("NNS", "NNPS")
    return last if single and last is not None and doc[clause.left_edge.i].lower_ in ("which", "who") else noun


def _complements(head: Token) -> list[Token]:
    """What stands behind the verb, and behind its adjective: "it was unclear whether", "it says here that"."""
    return [c for t in (head, *(c for c in head.children if c.dep_ in ("acomp", "attr"))) for c in t.children if c.i > head.i]


def _phrase(noun: Token, cast: Cast | None) -> str | None:
    """The noun's phrase by its name: no more than the noun and what stands before it, where a clause has got into it."""
    doc, (start, end) = noun.doc, noun_phrase(noun)
    if any(t.tag_ in FINITE for t in doc[start:end]):
        end = noun.i + 1
    if any(t.tag_ in FINITE for t in doc[start:end]):
        return None
    if noun.ent_type_ in ("CARDINAL", "DATE", "QUANTITY", "TIME"):
        return None
    phrase = doc[start:end].text
    return _known(phrase, cast) if fold(phrase) in PRONOUNS else (cast.name(phrase) if cast else phrase)


def _known(pronoun: str, cast: Cast | None) -> str | None:
    """Whom the pronoun means; of "he" and "she", where that is not sure, the pronoun; None where nobody has been named."""
    if fold(pronoun) in PERSONAL and cast:
        return cast.meant_by(pronoun) or pronoun
    name = cast.name(pronoun) if cast else pronoun
    return None if fold(name) in PRONOUNS else name


def find_subject(doc: Doc, head: Token) -> str | None:
    """The subject of the head as it is written."""
    own = next((c for c in head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if own is None:
        return None
    start, end = noun_phrase(own)
    return str(doc[start:end].text)


def lacks_subject(doc: Doc, tokens: Range, head: Token, about: str | None) -> bool:
    """Is the clause a question's ("where the town lies"), or one whose subject is not known?"""
    if doc[tokens[0]].tag_ == "WRB":
        return True
    subject = any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in head.children)
    return head.pos_ in ("VERB", "AUX") and head.tag_ != "VB" and not subject and about is None
