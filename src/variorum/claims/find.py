"""Report -> claims, the whole way."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from variorum.claims.beside import find_tag, is_inside
from variorum.claims.casting import find_papers, find_person, meet
from variorum.claims.clauses import find_predicate, trim
from variorum.claims.contents import Range
from variorum.claims.datings import Dating, find_dating
from variorum.claims.details import Detail, find_details
from variorum.claims.factuality import find_factuality, is_vouched
from variorum.claims.modality import is_arranged
from variorum.claims.notes import (
    find_mended,
    find_notes,
    is_about_itself,
    is_mark,
    is_withdrawn,
    was_told_as,
)
from variorum.claims.parser import Parser
from variorum.claims.pieces import MIN_WORDS, find_pieces, find_pointer, part_contrary
from variorum.claims.quotations import inherit, near, with_turns
from variorum.claims.references import PRONOUNS, Cast, agrees, proper_words
from variorum.claims.roles import find_ages, find_given_ages, find_roles
from variorum.claims.saying import Saying
from variorum.claims.sentence import Sentence, part_sentences, read_sentence
from variorum.claims.signatures import find_signature, is_signed
from variorum.claims.speakers import find_named, noun_phrase
from variorum.claims.subjects import find_about, find_subject, lacks_subject
from variorum.claims.timing import Dated, find_bounds, find_clock, find_periods
from variorum.model import AGED, ROLE, Attribution, Claim, Clock, Figure, Report, Span, Stance
from variorum.text.lexicon import classes
from variorum.text.periods import find_times
from variorum.text.quotes import find_quotes
from variorum.text.sentences import is_crosshead
from variorum.text.words import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Chains = dict[Saying, tuple[Attribution, ...]]

POINTING = 4  # words under which "that was two" only points at what stands before it
WHOLE = 8  # words from which a clause is kept whatever it lacks
_CALLED = re.compile(r"[?!][\"”’]\s*$")  # before "Berg asked."


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a report: as of which day, in which order of day and month, and whom it has met so far."""

    report: Report
    dating: Dating
    cast: Cast
    details: bool  # are they wanted?
    pointers: dict[int, tuple[Attribution, ...]] = field(default_factory=dict)
    # sentence to whose word it is by the next: "That's according to Lee."
    signed: set[int] = field(default_factory=set)  # sentences that only sign the quotation before them


def find_claims(report: Report, parser: Parser, day: date | None = None, *, details: bool = False) -> tuple[Claim, ...]:
    """All claims of a report in its order, with the ``details`` that stand in them if wanted.

    ``day`` stands in for the day of publication where that is not known.
    """
    bounds = part_sentences(report)
    quotes = find_quotes(report.text)
    reader = Reader(report, find_dating(report, day), Cast(), details)
    spoken: list[bool] = []
    spoke: dict[int, tuple[Attribution, ...]] = {}
    drafts: list[Claim] = []
    turns: list[bool] = []
    notes = find_notes(report.text)
    docs = parser.parse(report.text[s:e] for s, e in bounds)
    for i, (place, doc) in enumerate(zip(bounds, docs, strict=True)):  # one at a time: a book's parses fill the memory
        noted = any(a <= place[0] < b for a, b in notes)
        sentence = read_sentence(report, place, doc, near(quotes, *place), noted=noted)
        sentence = _with_known(reader, sentence)
        turns.append(_takes_turn(report.text, sentence))
        spoken.append(any(not is_inside(saying, sentence.quotes) for saying in sentence.sayings))
        drafts += _claims(reader, sentence, i, spoke)
        if i in reader.signed:
            spoken[i - 1] = True
    givers = with_turns(inherit(bounds, spoken, quotes, report.text), report.text, bounds, turns, spoken)
    return tuple(_finish(reader, drafts, givers, [s for s, _ in bounds], spoke))


def _with_known(reader: Reader, sentence: Sentence) -> Sentence:
    """The sentence with the saying of "Berg: It was late.", where a person of that name has been met in the report."""
    doc = sentence.doc
    if sentence.sayings or len(doc) < MIN_WORDS + 2 or doc[1].text != ":":
        return sentence
    if not any(fold(doc[0].text) in names for names in reader.cast.named):
        return sentence
    return replace(sentence, sayings=(Saying((1, 2), (0, 1), (trim(doc, (2, len(doc))),), "say"),))


def _takes_turn(text: str, sentence: Sentence) -> bool:
    """Does a speaker take a turn here, as in an interview: a name and a colon at the beginning of a line, without marks?"""
    begins = sentence.start == 0 or text[sentence.start - 1] == "\n"
    colons = (s for s in sentence.sayings if s.speaker and sentence.doc[s.cue[0]].text in (":", "):"))
    return begins and not sentence.quotes and any(s.speaker is not None and s.speaker[0] < s.cue[0] for s in colons)


def _claims(reader: Reader, sentence: Sentence, index: int, spoke: dict[int, tuple[Attribution, ...]]) -> Iterator[Claim]:
    """The claims of one sentence; keeps the sentence's last chain of voices in ``spoke``."""
    persons = (proper_words(e.text.removesuffix("'s")) for e in sentence.doc.ents if e.label_ == "PERSON")
    reader.cast.named.append(frozenset(words[-1] for words in persons if words))
    roles = find_roles(sentence.doc)
    _engage(reader, sentence, roles)
    chains = {s: _chain(reader, sentence, s) for s in sentence.sayings}
    own = {s for s in sentence.sayings if _is_of_itself(reader, sentence, s)}
    outside = [s for s in sentence.sayings if s not in own and not is_inside(s, sentence.quotes)]
    if outside:
        spoke[index] = chains[outside[0]]
    meet(sentence.doc, reader.cast)
    none = _points(reader, sentence, index, spoke, chains)
    pieces = [] if none else list(part_contrary(sentence.doc, find_pieces(sentence.doc, sentence.sayings, sentence.quotes)))
    vouched: list[Range] = []  # what is said to be so, in part too
    for tokens, said in pieces:
        if sentence.noted and is_about_itself(find_predicate(sentence.doc, tokens)):
            continue
        chain = tuple(link for s in said if s not in own for link in chains[s])
        claim = _claim(reader, sentence, tokens, chain, withdrawn=_is_withdrawn(reader, sentence, tokens, said))
        if claim is not None:
            yield claim
        if (claim is None or not claim.withdrawn) and is_vouched(sentence.doc, tokens):
            vouched.append(tokens)
    if reader.details and pieces:
        yield from _details(reader, sentence, [tokens for tokens, _ in pieces], vouched)
    yield from _bearers(reader, sentence, roles)


def _details(reader: Reader, sentence: Sentence, told: list[Range], vouched: list[Range]) -> Iterator[Claim]:
    """The claims of details, but for what stands only in claims that do not say it is so ("It is a lie that S")."""
    for detail in find_details(sentence.doc, sentence.sayings, told):
        start, end = detail.tokens
        within = [t for t in told if t[0] <= start and end <= t[1]]
        if not within or any(t in vouched for t in within):
            yield _detail(reader, sentence, detail)


def _points(reader: Reader, sentence: Sentence, index: int, spoke: dict[int, tuple[Attribution, ...]], chains: Chains) -> bool:
    """Does the sentence tell nothing but whose the one before it is, or nothing at all? Keeps whose it is in the reader."""
    pointer = find_pointer(sentence.doc, sentence.sayings)
    if pointer is not None:
        reader.pointers[index - 1] = chains[pointer]
    elif _CALLED.search(reader.report.text, max(0, sentence.start - 9), sentence.start) and (tag := find_tag(sentence.doc)):
        reader.pointers[index - 1] = spoke[index] = _chain(reader, sentence, tag)
    signature = _sign(reader, sentence, index, spoke)
    if signature is not None:
        reader.pointers[index - 1] = spoke[index - 1] = (signature,)
        reader.signed.add(index)
    return pointer is not None or signature is not None or is_crosshead(sentence.text) or is_mark(sentence.text)


def _sign(reader: Reader, sentence: Sentence, index: int, spoke: dict[int, tuple[Attribution, ...]]) -> Attribution | None:
    """Whose the quotation before is, where the sentence is only a name with what its bearer is."""
    quoted, dashed = is_signed(reader.report.text, sentence.start)
    broken = "\n" in reader.report.text[max(0, sentence.start - 2) : sentence.start]
    if not quoted or not (dashed or broken) or index == 0 or index - 1 in spoke:
        return None
    name = find_signature(sentence.doc, dashed=dashed)
    return _link(reader, sentence, name, "—" if dashed else "", "say") if name is not None else None


def _engage(reader: Reader, sentence: Sentence, roles: Sequence[tuple[Range, str, str]]) -> None:
    """Keep who is whose lawyer."""
    for tokens, name, role in roles:
        if classes("roles").get(role) == "lawyer":
            others = [e.text for e in sentence.doc.ents if e.label_ == "PERSON" and e.text not in name]
            reader.cast.engage(name, sentence.doc[slice(*tokens)].text, others)


def _bearers(reader: Reader, sentence: Sentence, roles: Sequence[tuple[Range, str, str]]) -> Iterator[Claim]:
    """The claims of what persons are, and how old."""
    for tokens, name, role in roles:
        at, says = _quoted(reader, sentence, tokens)
        yield Claim("", at, says, about=name, predicate=f"{ROLE}{role}", names=(name,))
    for _, name in find_ages(sentence.doc):
        reader.cast.meet(name, person=True)
    given = ((tokens, reader.cast.name(owner)) for tokens, owner in find_given_ages(sentence.doc))
    for tokens, name in (*find_ages(sentence.doc), *(g for g in given if len(g[1].split()) > 1)):
        at, says = _quoted(reader, sentence, tokens)
        figures = tuple(f for f in _figures(sentence, tokens, []) if f.unit == "years old")
        yield Claim("", at, says, figures=figures, about=name, predicate=f"{ROLE}{AGED}", names=(name,))


def _is_of_itself(reader: Reader, sentence: Sentence, saying: Saying) -> bool:
    """Does the report tell what it said itself before, or says now in its place? Then nobody else speaks."""
    if saying.speaker is None:
        return False
    mended = find_mended(sentence.doc[saying.cue[0]])
    return mended is not None or _takes_back(reader, sentence, saying.speaker, sentence.doc[saying.cue[0]])


def _takes_back(reader: Reader, sentence: Sentence, subject: Range | None, verb: Token) -> bool:
    return is_withdrawn(sentence.doc, subject, verb, outlet=reader.report.outlet or "", noted=sentence.noted)


def _is_withdrawn(reader: Reader, sentence: Sentence, tokens: Range, said: tuple[Saying, ...]) -> bool:
    """Is the claim one that the report takes back?"""
    doc = sentence.doc
    if any(s.speaker and _takes_back(reader, sentence, s.speaker, doc[s.cue[0]]) for s in said):
        return True
    head = find_predicate(doc, tokens)
    subject = next((c for c in head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return was_told_as(head) or _takes_back(reader, sentence, noun_phrase(subject) if subject else None, head)


def _quoted(reader: Reader, sentence: Sentence, tokens: Range) -> tuple[Span, str]:
    """Where the tokens stand in the report, and what stands there."""
    at = sentence.span(reader.report.id, tokens)
    return at, reader.report.text[at.start : at.end]


def _chain(reader: Reader, sentence: Sentence, saying: Saying) -> tuple[Attribution, ...]:
    """The attribution of one saying, whoever passed it on first."""
    cue = sentence.doc[slice(*saying.cue)].text
    links = []
    if saying.via is not None:
        links.append(_link(reader, sentence, saying.via, cue, "say"))
    if saying.speaker is not None:
        link = _link(reader, sentence, saying.speaker, cue, saying.stance)
        named = find_named(sentence.doc, saying.speaker, saying.cue)
        links.append(replace(link, at=sentence.span(reader.report.id, named)))
        reader.cast.issue(find_papers(sentence.doc, saying.cue), links[-1].voice)
    if saying.accused is not None:
        reader.cast.accused = _quoted(reader, sentence, saying.accused)[1]
    return tuple(links)


def _link(reader: Reader, sentence: Sentence, tokens: Range, cue: str, stance: Stance) -> Attribution:
    at, phrase = _quoted(reader, sentence, tokens)
    speaker, cast = phrase.strip("\"“”'’‘ "), reader.cast
    person = find_person(sentence.doc, tokens) or (speaker if cast.knows(speaker) else "")
    answers = stance == "deny" and cast.accused and fold(speaker) in PRONOUNS and agrees(speaker, cast.accused)
    link = Attribution(speaker, at, cue, stance, cast.name(cast.accused if answers else person or speaker, speaks=True))
    if person:
        cast.entitle(speaker, person)
    cast.meet(person or speaker, person=bool(person), speaks=True)
    cast.hear(speaker)
    return link


def _claim(reader: Reader, sentence: Sentence, tokens: Range, chain: tuple[Attribution, ...], *, withdrawn: bool) -> Claim | None:
    """The claim of a token range; None where too few words are left."""
    doc = sentence.doc
    words = [t for t in doc[slice(*tokens)] if t.is_alpha or t.like_num]
    if len(words) < (MIN_WORDS if not chain else 2) or _is_stamp(sentence, tokens):
        return None
    at, says = _quoted(reader, sentence, tokens)
    fact = find_factuality(doc, tokens)
    head = fact.head
    if _points_back(tokens, head):
        return None
    if fact.refuted and chain:
        chain = (*chain[:-1], replace(chain[-1], stance="deny"))
    periods = find_periods(sentence.text, sentence.doc, tokens, reader.dating, future=fact.planned or is_arranged(head))
    quoted = any(q[0] <= head.i < q[1] for q in sentence.quotes)
    about = find_about(doc, fact.within, head, None if quoted else reader.cast, chain[-1] if chain and not quoted else None)
    if len(words) < WHOLE and lacks_subject(doc, tokens, head, about) and not (chain and quoted):
        return None
    return Claim(
        id="",
        at=at,
        says=says,
        attribution=chain,
        figures=() if fact.withheld else _figures(sentence, tokens, periods),
        period=next((p.period for p in periods if p.own), None),
        clock=_clock(reader, sentence, tokens, periods),
        place=_place(doc, tokens),
        denied=fact.denied or (not fact.refuted and bool(chain) and chain[-1].stance == "deny"),
        hedged=fact.hedged,
        planned=fact.planned,
        about=about,
        subject=about or find_subject(doc, head),
        predicate=str(fact.core.lemma_).lower(),
        names=_names(doc, tokens),
        withdrawn=withdrawn,
    )


def _detail(reader: Reader, sentence: Sentence, detail: Detail) -> Claim:
    """The claim of a detail, with what it is told of."""
    doc, tokens, head = sentence.doc, detail.tokens, detail.head
    at, says = _quoted(reader, sentence, tokens)
    of = reader.cast.name(detail.of) if detail.of else find_about(doc, tokens, head, reader.cast)
    periods = find_periods(sentence.text, sentence.doc, tokens, reader.dating, future=False)
    return Claim(
        id="",
        at=at,
        says=says,
        figures=_figures(sentence, tokens, periods),
        period=next((p.period for p in periods), None),
        clock=_clock(reader, sentence, tokens, periods),
        place=_place(doc, tokens),
        about=of if detail.kind in ("clause", "description") else None,
        subject=of or find_subject(doc, head),
        predicate=str(head.lemma_).lower(),
        names=_names(doc, tokens),
        kind=detail.kind,
    )


def _is_stamp(sentence: Sentence, tokens: Range) -> bool:
    """ "LPA Tuesday 11 Mar 2031", "Date of publication": no verb, and hardly a word beside the time."""
    start, end = find_bounds(sentence.doc, tokens)
    bare = sentence.text[start:end]
    for time in find_times(sentence.text):
        if start <= time.start and time.end <= end:
            bare = bare.replace(sentence.text[time.start : time.end], " ")
    verb = any(t.pos_ in ("VERB", "AUX") for t in sentence.doc[slice(*tokens)])
    return not verb and len(bare.split()) <= MIN_WORDS


def _points_back(tokens: Range, head: Token) -> bool:
    """Are these a few words on what was said before ("That was two")?"""
    subject = next((c for c in head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    pointing = subject is not None and subject.lower_ in ("that", "this") and tokens[0] == subject.i
    return pointing and tokens[1] - tokens[0] < POINTING


def _figures(sentence: Sentence, tokens: Range, periods: list[Dated]) -> tuple[Figure, ...]:
    """The figures in the range, each with the time nearest to it."""
    start, end = find_bounds(sentence.doc, tokens)
    found = []
    for figure in sentence.figures:
        place = figure.at.start - sentence.start
        if start <= place < end:
            near = min(periods, key=lambda p: (abs(p.start - place), p.start), default=None)
            found.append(replace(figure, period=near.period if near else None))
    return tuple(found)


def _clock(reader: Reader, sentence: Sentence, tokens: Range, periods: list[Dated]) -> Clock | None:
    """The time of day in the range."""
    place = Span(reader.report.id, sentence.start, sentence.start + len(sentence.text))
    return find_clock(sentence.text, place, find_bounds(sentence.doc, tokens), periods, reader.dating)


def _place(doc: Doc, tokens: Range) -> str | None:
    """The first place name that a preposition of place brings in."""
    for t in doc[slice(*tokens)]:
        if (t.ent_type_ in ("GPE", "LOC", "FAC") and t.ent_iob_ == "B") or (t.dep_ == "pobj" and t.pos_ == "PROPN"):
            head = t if t.dep_ == "pobj" else t.head
            if head.dep_ == "pobj" and head.head.lower_ in ("in", "at", "near", "outside", "from", "to", "on", "into"):
                entity = next((e for e in doc.ents if e.start <= t.i < e.end and e.label_ in ("GPE", "LOC", "FAC")), None)
                if entity is not None and any(c.isalpha() for c in entity.text):
                    return str(entity.text).removeprefix("the ")
    return None


def _names(doc: Doc, tokens: Range) -> tuple[str, ...]:
    kinds = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT")
    return tuple(
        dict.fromkeys(
            str(e.text).removeprefix("the ").removeprefix("The ").removesuffix("'s")
            for e in doc.ents
            if e.label_ in kinds and tokens[0] <= e.start < tokens[1]
        )
    )


def _finish(
    reader: Reader,
    drafts: list[Claim],
    inherited: list[int | None],
    starts: list[int],
    spoke: dict[int, tuple[Attribution, ...]],
) -> Iterator[Claim]:
    """The claims with the voices of quotations that run on, numbered in the order of the text; no question that nobody asks."""
    report, numbers = reader.report, {"": 0, "d": 0}
    for claim in sorted(drafts, key=lambda c: (c.at.start, c.at.end)):
        index = bisect_right(starts, claim.at.start) - 1
        giver = inherited[index]
        if claim.is_detail and (giver is not None or index in reader.pointers):
            continue  # of what somebody else says
        chain = claim.attribution or (reader.pointers.get(index, ()) if not (claim.is_role or claim.is_detail) else ())
        if giver is not None and giver in spoke and not claim.is_role:
            chain = (*(replace(link, stance="say") for link in spoke[giver]), *chain)
        if chain or claim.is_role or report.text[claim.at.end : claim.at.end + 2].lstrip('"”’')[:1] != "?":
            kind = "d" if claim.is_detail else ""
            numbers[kind] += 1
            yield replace(claim, id=f"{report.id}.{kind}{numbers[kind]}", attribution=chain)
