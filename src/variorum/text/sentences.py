"""Sentences as offsets."""

from __future__ import annotations

import itertools
import re
from functools import cache

import sentencex

from variorum.text.lexicon import as_written, classes, members
from variorum.text.paragraphs import find_paragraphs
from variorum.text.periods import find_times
from variorum.text.quotes import find_quotes
from variorum.text.words import is_function_word
from variorum.text.zones import zone_pattern

LONGEST = 1_000  # characters; 5 of 31,610 sentences of news reports have more


def find_sentences(text: str, language: str | None = "en") -> list[tuple[int, int]]:
    """Start and end of every sentence, trimmed, those inside a quotation too; none crosses a line break."""
    found = []
    for start, end in find_paragraphs(text):
        for a, b in _segments(text, start, end, language):
            whole = [a, *_inside_quotes(text, a, b, language), *_around_stamps(text, a, b), b]
            cuts = [*whole, *(c for x, y in itertools.pairwise(whole) for c in _breaks(text, x, y))]
            cuts.sort()
            for first, last in itertools.pairwise(cuts):
                piece = text[first:last]
                if piece.strip():
                    found.append((first + len(piece) - len(piece.lstrip()), first + len(piece.rstrip())))
    return found


_CROSSHEAD = re.compile(r"(?:(?<=[.!?\"”’'] )|^)- [A-Z][^.?!-]{4,60} -(?= [A-Z\"“])")
_STAMPED = re.compile(r"\b(?:19|20)\d\d\s+(?=[A-Z][\w-]*\s)")  # a year right before a capital


def is_crosshead(sentence: str) -> bool:
    """Is it a heading that stands between dashes in a line of its text?"""
    return sentence.startswith("- ") and sentence.endswith(" -")


def _around_stamps(text: str, start: int, end: int) -> list[int]:
    """Either end of a heading between dashes, and of a date that no sentence has: "sinks LPA Tuesday 11 Mar 2031 A ferry"."""
    cuts = [x for m in _CROSSHEAD.finditer(text, start, end) for x in m.span()]
    if not _STAMPED.search(text, start, end):
        return cuts
    for time in find_times(text[start:end]):
        before = text[start : start + time.start].rstrip().rpartition(" ")[2]
        free = before.isalpha() and not is_function_word(before)
        if time.kind == "date" and free and _STAMPED.match(text, start + time.end - 4, end):
            agency = len(before) + 1 if before.casefold() in classes("agencies") else 0
            cuts += [start + time.start - agency, start + time.end]
    return cuts


def _breaks(text: str, start: int, end: int) -> list[int]:
    """Where a sentence of more than ``LONGEST`` characters is broken, at blanks: a list, or a text without stops."""
    breaks = []
    while end - start > LONGEST:
        blank = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        start = blank + 1 if blank > 0 else start + LONGEST
        breaks.append(start)
    return breaks


def _segments(text: str, start: int, end: int, language: str | None) -> list[tuple[int, int]]:
    """The segmenter's sentences of one paragraph; it keeps a quotation whole."""
    found: list[tuple[int, int]] = []
    at = start
    for piece in sentencex.segment(language or "en", text[start:end]):
        begin = text.find(piece.strip(), at, end)
        if piece.strip() and begin >= 0:
            at = begin + len(piece.strip())
            broken = bool(found) and (
                _abbreviation().search(text, found[-1][0], found[-1][1])
                or (_HOUR.search(text, found[-1][0], found[-1][1]) and _DAY.match(text, begin))
                or (found[-1][1] == begin and _INITIAL.match(text, begin))
                or _is_tag(text, found[-1][1], begin)
            )
            found[-1:] = [(found[-1][0], at)] if broken else [*found[-1:], (begin, at)]
    return found


_HOUR = re.compile(r"\b[ap]\.m\.$")  # "at 9 a.m. Tuesday"
_DAY = re.compile(rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|{zone_pattern()})\b")


_INITIAL = re.compile(r"[A-Z]\.")  # "D-N.Y.", of which the first letter ends no sentence
_CALL = re.compile(r"(?:[?!…]|\.\.\.)[\"'”’]+$")
_TAG = re.compile(
    r"(?:he|she|they|the (?:[a-z-]+ )?[a-z]+|(?-i:[A-Z])[\w.'’-]+(?: (?-i:[A-Z])[\w.'’-]+){0,3}),? ([a-z]+)\b", re.IGNORECASE
)


def _is_tag(text: str, end: int, begin: int) -> bool:
    """Does a tag stand behind a quoted question, a cry or words that trail off: "Where is he?" Ida Berg asked."""
    tag = _TAG.match(text, begin) if _CALL.search(text, max(0, end - 4), end) else None
    return tag is not None and bool(_stems(tag[1].lower()) & frozenset(members("saying")["say"]))


def _stems(verb: str) -> set[str]:
    """What a past or present form can come from."""
    known = {"said": "say", "says": "say", "told": "tell", "wrote": "write", "swore": "swear"}
    cut = {verb.removesuffix(e) for e in ("s", "es", "d", "ed")}
    return {
        known.get(verb, verb),
        *cut,
        *(c[:-1] for c in cut if c[-1:] == c[-2:-1]),
        *(c[:-1] + "y" for c in cut if c.endswith("i")),
    }


@cache
def _abbreviation() -> re.Pattern[str]:
    """An abbreviation that ends no sentence, at the end of what is searched."""
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, as_written('abbreviations')))})\.$")


def _inside_quotes(text: str, start: int, end: int, language: str | None) -> list[int]:
    """Where a sentence begins inside a quotation that has begun with another."""
    cuts = []
    for quote in find_quotes(text[start:end]):
        sentences = _segments(text, start + quote.start, start + quote.end, language)
        cuts += [begin for begin, _ in sentences[1:]]
    return cuts
