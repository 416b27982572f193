"""A parsed sentence with all that is found in it before its claims: sayings, quotations, figures."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from variorum.claims.beside import find_beside, is_inside
from variorum.claims.contents import Range, lemmas
from variorum.claims.counting import count_all
from variorum.claims.notes import find_taken_back, is_itself, skip_label
from variorum.claims.saying import Saying
from variorum.claims.sayings import find_sayings
from variorum.claims.signatures import part_signatures
from variorum.claims.speakers import can_speak
from variorum.model import Figure, Report, Span
from variorum.text.quotes import Quote, balanced
from variorum.text.sentences import find_sentences
from variorum.text.words import find_words, fold

if TYPE_CHECKING:
    from spacy.tokens import Doc

_DASH = r"\s*(?:—|–|--|-|_)\s+(?=[A-Z\"“])"
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z/.\- ]{3,30}(?:, [A-Z][\w. ]{1,24})?,?(?:\s*\([^)]{2,40}\))?"
    r"|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}(?:, [A-Z][\w. ]{1,24})?"
    r"(?:,? (?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.? \d{1,2})(?:,? \d{4})?(?:\s*\([^)]{2,40}\))?|\s*\([A-Z][^)]{1,40}\)))"
    rf"{_DASH}"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed sentence at its place, with its sayings, the ranges of its quotations, and its figures."""

    start: int
    text: str
    doc: Doc
    sayings: tuple[Saying, ...]
    quotes: tuple[Range, ...]
    figures: tuple[Figure, ...]
    noted: bool  # does it stand in a note of the editors?

    def span(self, report: str, tokens: Range) -> Span:
        """Where the tokens stand in the report."""
        last = self.doc[tokens[1] - 1]
        start, end = balanced(self.text, self.doc[tokens[0]].idx, last.idx + len(last))
        return Span(report, self.start + start, self.start + end)


def part_sentences(report: Report) -> list[Range]:
    """Start and end of every sentence, its title, labels, datelines and signatures apart."""
    whole = part_signatures(report.text, _without_title(report, find_sentences(report.text)))
    return [_behind_dateline(report.text, *b) for b in whole]


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
    start = skip_label(text, start, end)
    m = _DATELINE.match(text, start, end)
    return (m.end(), end) if m and m.end() < end else (start, end)


def read_sentence(report: Report, place: Range, doc: Doc, quotes: list[Quote], *, noted: bool) -> Sentence:
    """A parsed sentence with what is found in it; ``quotes``: the report's that reach into it."""
    start, text = place[0], report.text[slice(*place)]
    ranges = []
    for quote in quotes:
        if quote.end <= start or quote.start >= start + len(text):
            continue
        inside = [t.i for t in doc if quote.start <= start + t.idx and start + t.idx + len(t) <= quote.end and not t.is_space]
        if inside:
            ranges.append((inside[0], inside[-1] + 1))
    found = find_beside(doc, ranges, find_sayings(doc, ranges))
    found = [_before_semicolon(doc, s) if s.speaker and is_itself(doc[slice(*s.speaker)].root) else s for s in found]
    sayings = tuple(s for s in found if not (is_inside(s, ranges) and _is_of_whom_it_quotes(doc, s)))
    return Sentence(start, text, doc, sayings, tuple(ranges), _count(report, start, text, doc), noted)


def _before_semicolon(doc: Doc, saying: Saying) -> Saying:
    """ "An earlier version said nine were killed; the number is eleven": what stood there ends at the semicolon."""
    stops = [next((t.i for t in doc[a:b] if t.text == ";"), b) for a, b in saying.contents]
    return replace(saying, contents=tuple((a, stop) for (a, _), stop in zip(saying.contents, stops, strict=True)))


def _count(report: Report, start: int, text: str, doc: Doc) -> tuple[Figure, ...]:
    """The figures of a sentence but those that it sets aside ("11, not 19")."""
    aside = [start + doc[i].idx for i in find_taken_back(doc)]
    return tuple(f for f in count_all(report.id, start, text, doc) if not any(f.at.start <= i < f.at.end for i in aside))


def _is_of_whom_it_quotes(doc: Doc, saying: Saying) -> bool:
    """ "“Lee thought so”, "“the tests show that”": what a quotation tells of others is the word of whom it quotes."""
    thinks = doc[saying.cue[0]].lemma_.lower() in lemmas("think")
    spoken = saying.speaker is not None and can_speak(doc, saying.speaker)
    return saying.stance == "say" and (saying.whole or thinks or not spoken)
