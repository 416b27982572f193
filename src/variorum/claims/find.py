"""Report -> claims, the whole way."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from variorum.claims.beside import find_beside, find_tag, is_inside
from variorum.claims.casting import find_papers, find_person, meet
from variorum.claims.clauses import find_predicate
from variorum.claims.contents import Range, lemmas
from variorum.claims.counting import count_all
from variorum.claims.datings import Dating, find_dating
from variorum.claims.details import Detail, find_details
from variorum.claims.modality import is_arranged, is_hedge, is_negated, is_planned, leaves_open, left_undone
from variorum.claims.parser import Parser
from variorum.claims.pieces import MIN_WORDS, find_pieces, find_pointer
from variorum.claims.quotations import inherit, near
from variorum.claims.references import PRONOUNS, Cast, agrees, proper_words
from variorum.claims.roles import find_ages, find_given_ages, find_roles
from variorum.claims.saying import Saying
from variorum.claims.sayings import find_sayings
from variorum.claims.speakers import can_speak, find_named
from variorum.claims.subjects import find_about, find_subject, lacks_subject
from variorum.claims.timing import Dated, find_bounds, find_clock, find_periods
from variorum.model import AGED, ROLE, Attribution, Claim, Clock, Figure, Report, Span, Stance
from variorum.text.lexicon import classes
from variorum.text.periods import find_times
from variorum.text.quotes import Quote, balanced, find_quotes
from variorum.text.sentences import find_sentences, is_crosshead
from variorum.text.words import find_words, fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

POINTING = 4  # words under which "that was two" only points at what stands before it
WHOLE = 8  # words from which a clause is kept whatever it lacks
_CALLED = re.compile(r"[?!][\"”’]\s*$")  # before "Berg asked."
_DATELINE = re.compile(r"[A-Z][A-Z/.\- ]{3,30}(?:, [A-Z][\w. ]{1,24})?,?(?:\s*\([^)]{2,40}\))?\s*(?:—|–|--|-|_)\s+(?=[A-Z\"“])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed sentence at its place, with its sayings, the ranges of its quotations, and its figures."""

    start: int
    text: str
    doc: Doc
    sayings: tuple[Saying, ...]
    quotes: tuple[Range, ...]
    figures: tuple[Figure, ...]

    def span(self, report: str, tokens: Range) -> Span:
        """Where the tokens stand in the report."""
        last = self.doc[tokens[1] - 1]
        start, end = balanced(self.text, self.doc[tokens[0]].idx, last.idx + len(last))
        return Span(report, self.start + start, self.start + end)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a report: as of which day, in which order of day and month, and whom it has met so far."""

    report: Report
    dating: Dating
    cast: Cast
    details: bool  # are they wanted?
    pointers: dict[int, tuple[Attribution, ...]]  # sentence to whose word it is by the next: "That's according to Lee."


def find_claims(report: Report, parser: Parser, day: date | None = None, *, details: bool = False) -> tuple[Claim, ...]:
    """All claims of a report in its order, with the ``details`` that stand in them if wanted.

    ``day`` stands in for the day of publication where that is not known.
    """
    bounds = [_behind_dateline(report.text, *b) for b in _without_title(report, find_sentences(report.text))]
    quotes = find_quotes(report.text)
    reader = Reader(report, find_dating(report, day), Cast(), details, {})
    spoken: list[bool] = []
    spoke: dict[int, tuple[Attribution, ...]] = {}
    drafts: list[Claim] = []
    docs = parser.parse(report.text[s:e] for s, e in bounds)
    for i, (place, doc) in enumerate(zip(bounds, docs, strict=True)):  # one at a time: a book's parses fill the memory
        sentence = _sentence(report, place, doc, near(quotes, *place))
        spoken.append(any(not is_inside(saying, sentence.quotes) for saying in sentence.sayings))
        drafts += _claims(reader, sentence, i, spoke)
    givers = inherit(bounds, spoken, quotes, report.text)
    return tuple(_finish(reader, drafts, givers, [s for s, _ in bounds], spoke))


def _without_title(report: Report, bounds: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sentences, the title as one of its own where no mark parts it from the first: "Blast kills two A blast has"."""
    title = [fold(w.text) for w in find_words(report.title or "")]
    start, end = bounds[0] if bounds else (0, 0)
    words = find_words(report.text[start:end])
    same = len(words) > len(title) > 2 and [fold(w.text) for w in words[: len(title)]] == title
    if not same or not words[len(title)].text[0].isupper():
        return bounds
    return [(start, start + words[len(title) - 1].end), (start + words[len(title)].start, end), *bounds[1:]]


def _behind_dateline(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence without the dateline before it: "GENEVA, Switzerland (AP) -- "."""
    m = _DATELINE.match(text, start, end)
    return (m.end(), end) if m and m.end() < end else (start, end)


def _sentence(report: Report, place: tuple[int, int], doc: Doc, quotes: list[Quote]) -> Sentence:
    start, text = place[0], report.text[slice(*place)]
    ranges = []
    for quote in quotes:
        if quote.end <= start or quote.start >= start + len(text):
            continue
        inside = [t.i for t in doc if quote.start <= start + t.idx and start + t.idx + len(t) <= quote.end and not t.is_space]
        if inside:
            ranges.append((inside[0], inside[-1] + 1))
    found = find_beside(doc, ranges, find_sayings(doc, ranges))
    sayings = tuple(s for s in found if not (is_inside(s, ranges) and _is_of_whom_it_quotes(doc, s)))
    return Sentence(start, text, doc, sayings, tuple(ranges), tuple(count_all(report.id, start, text, doc)))


def _is_of_whom_it_quotes(doc: Doc, saying: Saying) -> bool:
    """ "“Lee thought so”, "“the tests show that”": what a quotation tells of others is the word of whom it quotes."""
    thinks = doc[saying.cue[0]].lemma_.lower() in lemmas("think")
    spoken = saying.speaker is not None and can_speak(doc, saying.speaker)
    return saying.stance == "say" and (saying.whole or thinks or not spoken)


def _claims(reader: Reader, sentence: Sentence, index: int, spoke: dict[int, tuple[Attribution, ...]]) -> Iterator[Claim]:
    """The claims of one sentence; keeps the sentence's last chain of voices in ``spoke``."""
    persons = (proper_words(e.text.removesuffix("'s")) for e in sentence.doc.ents if e.label_ == "PERSON")
    reader.cast.named.append(frozenset(words[-1] for words in persons if words))
    roles = find_roles(sentence.doc)
    for tokens, name, role in roles:
        if classes("roles").get(role) == "lawyer":
            others = [e.text for e in sentence.doc.ents if e.label_ == "PERSON" and e.text not in name]
            reader.cast.engage(name, sentence.doc[slice(*tokens)].text, others)
    chains = {s: _chain(reader, sentence, s) for s in sentence.sayings}
    outside = [s for s in sentence.sayings if not is_inside(s, sentence.quotes)]
    if outside:
        spoke[index] = chains[outside[0]]
    meet(sentence.doc, reader.cast)
    pointer = find_pointer(sentence.doc, sentence.sayings)
    if pointer is not None:
        reader.pointers[index - 1] = chains[pointer]
    elif _CALLED.search(reader.report.text, max(0, sentence.start - 9), sentence.start) and (tag := find_tag(sentence.doc)):
        reader.pointers[index - 1] = spoke[index] = _chain(reader, sentence, tag)
    none = pointer is not None or is_crosshead(sentence.text)
    pieces = [] if none else find_pieces(sentence.doc, sentence.sayings, sentence.quotes)
    for tokens, said in pieces:
        chain = tuple(link for s in said for link in chains[s])
        claim = _claim(reader, sentence, tokens, chain)
        if claim is not None:
            yield claim
    wanted = reader.details and bool(pieces)
    for detail in find_details(sentence.doc, sentence.sayings, [tokens for tokens, _ in pieces]) if wanted else ():
        yield _detail(reader, sentence, detail)
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


def _claim(reader: Reader, sentence: Sentence, tokens: Range, chain: tuple[Attribution, ...]) -> Claim | None:
    """The claim of a token range; None where too few words are left."""
    doc = sentence.doc
    words = [t for t in doc[slice(*tokens)] if t.is_alpha or t.like_num]
    if len(words) < (MIN_WORDS if not chain else 2) or _is_stamp(sentence, tokens):
        return None
    at, says = _quoted(reader, sentence, tokens)
    head = find_predicate(doc, tokens)
    if _points_back(tokens, head):
        return None
    core, unsettled = left_undone(head), leaves_open(head)
    planned = is_planned(doc, tokens, head)
    periods = find_periods(sentence.text, sentence.doc, tokens, reader.dating, future=planned or is_arranged(head))
    quoted = any(q[0] <= head.i < q[1] for q in sentence.quotes)
    about = find_about(doc, tokens, head, None if quoted else reader.cast, chain[-1] if chain and not quoted else None)
    if len(words) < WHOLE and lacks_subject(doc, tokens, head, about) and not (chain and quoted):
        return None
    return Claim(
        id="",
        at=at,
        says=says,
        attribution=chain,
        figures=_figures(sentence, tokens, periods),
        period=next((p.period for p in periods if p.own), None),
        clock=_clock(reader, sentence, tokens, periods),
        place=_place(doc, tokens),
        denied=(is_negated(head) and not unsettled) or core is not head or bool(chain and chain[-1].stance == "deny"),
        hedged=unsettled or any(is_hedge(t) for t in words),
        planned=planned,
        about=about,
        subject=about or find_subject(doc, head),
        predicate=str(core.lemma_).lower(),
        names=_names(doc, tokens),
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
                if entity is not None:
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
