"""Is every name, number, date and quotation of a text in the passages that it cites, in whatever notation?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from variorum.text.clocks import ClockTime, find_clocks
from variorum.text.figures import Number, find_numbers
from variorum.text.lexicon import entries
from variorum.text.notation import Ordinal, Parts, find_currency, find_numeric_days, find_ordinals
from variorum.text.periods import Time, find_times
from variorum.text.quotation_check import holds, quotations
from variorum.text.words import Word, find_words, fold, is_function_word

_DIGITS = re.compile(r"\d(?:[\d.,:]*\d)?")
_NEW_SENTENCE = re.compile(r"(?:[.!?:…⁄]|[.!?][”\"’')\]]+)\s*[“\"‘'(«„-]*\s*$")
_LAST = re.compile(r"([\w.]*\w)\.\s+$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY = re.compile(
    r"\b(?:(mon|tues|wednes|thurs|fri|satur|sun)day|(mon|tues?|wed|thur?s?|fri|sat|sun)\.?(?=,?\s))", re.IGNORECASE
)
_CUT_WEEKDAY = re.compile(r"\b(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\b\.?,?\s+$")

MONTHLY = frozenset({"may", "will"})  # words of grammar that are names with a capital inside a sentence


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A part of a text that no passage holds: its kind (name, number, date, quotation), the words, and their offset."""

    kind: str
    words: str
    at: int = 0


@dataclass(frozen=True, slots=True)
class Day:
    """A date at its offsets: the parts that it may consist of, its weekday's first letters, and how it is resolved."""

    start: int
    end: int
    parts: tuple[Parts, ...]
    weekday: str = ""


@dataclass(frozen=True, slots=True)
class Values:
    """What a text says that has a value, each kind in order: days, times of day, ordinal numbers, numbers with their units."""

    days: tuple[Day, ...]
    clocks: tuple[ClockTime, ...]
    ordinals: tuple[Ordinal, ...]
    numbers: tuple[tuple[Number, str], ...]  # with the currency's code
    spans: tuple[tuple[int, int], ...]  # of the numbers, currencies included
    digits: frozenset[str]
    weekdays: frozenset[str]

    @property
    def dated(self) -> list[tuple[int, int]]:
        """Where days and times of day stand."""
        return [*((d.start, d.end) for d in self.days), *((c.start, c.end) for c in self.clocks)]


def find_unsupported(text: str, passages: Sequence[str], names: Collection[str] = ()) -> list[Unsupported]:
    """All parts of ``text`` that are in none of ``passages``, in the order of their kinds; empty where all are.

    ``names`` are words that are known to be names, so that even the first word of a sentence is one. Another notation of the
    same value is the same: "07:20" and "twenty past seven", "$1.2 million" and "US$1,200,000".
    """
    mine, known = find_values(text), [find_values(p) for p in passages]
    found = [("quotation", q, at) for q, at in quotations(text) if not any(holds(p, q) for p in passages)]
    found += [("date", text[s:e], s) for s, e in _days(text, mine, passages, known)]
    found += [("date", text[c.start : c.end], c.start) for c in mine.clocks if not _has_clock(c, known)]
    found += [("number", n, at) for n, at in _numbers(text, mine, known)]
    found += [("name", n, at) for n, at in _names(text, [*mine.dated, *mine.spans], passages, names)]
    return [Unsupported(kind, words, at) for kind, words, at in found]


@lru_cache(maxsize=1 << 10)  # a passage is cited by several sentences; a heading is held against all reports
def find_values(text: str) -> Values:
    """All values of ``text``."""
    clocks = tuple(find_clocks(text))
    written = [Day(start, end, tuple(days)) for start, end, days in find_numeric_days(text)]
    taken = [*((c.start, c.end) for c in clocks), *((d.start, d.end) for d in written)]
    days = [*written, *(_day(text, t) for t in find_times(text) if not _overlaps(t.start, t.end, taken))]
    dated = [*taken, *((d.start, d.end) for d in days)]
    ordinals = tuple(o for o in find_ordinals(text) if not _overlaps(o.start, o.end, dated))
    sums = [(n, *find_currency(text, n)) for n in find_numbers(text) if not _overlaps(n.start, n.end, dated)]
    digits = frozenset(_bare(m.group()) for m in _DIGITS.finditer(text))
    weekdays = frozenset(_weekday(m) for m in _WEEKDAY.finditer(text))
    return Values(
        tuple(sorted(days, key=lambda d: d.start)),
        clocks,
        ordinals,
        tuple((n, code) for n, _, _, code in sums),
        tuple((start, end) for _, start, end, _ in sums),
        digits,
        weekdays,
    )


def value_keys(text: str) -> set[str]:
    """The numbers and times of ``text`` as words that are the same in every notation, to tell which passage is meant."""
    found = find_values(text)
    keys = {f"{value:g}" for n, _ in found.numbers for value in (n.low, n.high, *n.said) if value is not None}
    return keys | {f"clock {minute}" for c in found.clocks for minute in c.minutes}


def _day(text: str, time: Time) -> Day:
    """The day of a time expression, the month by its number, with the weekday written before it."""
    parts = set()
    for name, value in time.parts:
        if name == "weekday" and time.kind == "date":
            continue
        short = fold(value)[:3]
        month = str(_MONTHS.index(short) + 1) if name == "month" and short in _MONTHS else value
        parts.add((name, month.lstrip("0") if month.isdigit() else fold(month)))
    start = time.start
    if cut := _CUT_WEEKDAY.search(text[max(0, start - 8) : start]):
        start -= len(cut.group())
    weekday = _WEEKDAY.search(text, start, time.end) if cut or time.kind == "date" else None
    return Day(start, time.end, (frozenset(parts),), _weekday(weekday) if weekday else "")


def _weekday(m: re.Match[str]) -> str:
    return m.group()[:3].lower()


def _days(text: str, mine: Values, passages: Sequence[str], known: Sequence[Values]) -> Iterator[tuple[int, int]]:
    """Where the days stand that no passage has."""
    for day in mine.days:
        words = text[day.start : day.end]
        if not any(holds(p, words) or _has_day(day, v) for p, v in zip(passages, known, strict=True)):
            yield day.start, day.end


def _has_day(day: Day, known: Values) -> bool:
    """Has the passage the same day, by its parts: "Sept. 19" is "19 September", and a weekday is one that it names?"""
    if day.weekday and day.weekday not in known.weekdays:
        return False
    return any(mine and mine <= theirs for mine in day.parts for other in known.days for theirs in other.parts)


def _has_clock(clock: ClockTime, known: Sequence[Values]) -> bool:
    return any(clock.follows_from(other) for values in known for other in values.clocks)


def _numbers(text: str, mine: Values, known: Sequence[Values]) -> Iterator[tuple[str, int]]:
    """Numbers in words or digits, ordinal ones too, and what else is written in digits."""
    numbers = [n for v in known for n in v.numbers]
    for own, (start, end) in zip(mine.numbers, mine.spans, strict=True):
        if not any(_is_same(own, other) for other in numbers):
            yield text[start:end], start
    numbered = {o.value for v in known for o in v.ordinals}
    numbered |= {
        int(value) for v in known for d in v.days for p in d.parts for name, value in p if name == "day" and value.isdigit()
    }
    for ordinal in mine.ordinals:
        if ordinal.value not in numbered:
            yield text[ordinal.start : ordinal.end], ordinal.start
    read = [*mine.dated, *mine.spans, *((o.start, o.end) for o in mine.ordinals)]
    written = {d for v in known for d in v.digits}
    for m in _DIGITS.finditer(text):
        if not _inside(m.start(), read) and _bare(m.group()) not in written:
            yield m.group(), m.start()


def _bare(digits: str) -> str:
    """The digits without the commas that part thousands."""
    return digits.replace(",", "")


def _is_same(one: tuple[Number, str], other: tuple[Number, str]) -> bool:
    """The same values of the same unit, and as open or closed; "about" may come or go."""
    (a, mine), (b, theirs) = one, other
    if ((a.low is None, a.high is None) != (b.low is None, b.high is None)) or not _is_same_unit(a, mine, b, theirs):
        return _is_share(a, b) or _is_share(b, a)
    if not a.said or not b.said:
        return (a.low, a.high) == (b.low, b.high)
    return set(a.said) <= set(b.said)


def _is_same_unit(a: Number, mine: str, b: Number, theirs: str) -> bool:
    if mine and theirs:
        return mine == theirs
    if mine or theirs:
        return bool(a.unit) and a.unit == b.unit  # "50 pounds" and "50 lb"
    return {a.unit, b.unit} in ({a.unit}, {"", "years old"})


def _is_share(a: Number, b: Number) -> bool:
    """Is "a quarter of them" the "25 percent"?"""
    if a.unit or b.unit != "percent" or a.low is None or b.low is None:
        return False
    return 0 < a.low < 1 and a.low == a.high and b.low == b.high and abs(100 * a.low - b.low) < 1e-9


def _inside(place: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in ranges)


def _overlaps(start: int, end: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(start < e and s < end for s, e in ranges)


def _names(text: str, read: list[tuple[int, int]], passages: Sequence[str], names: Collection[str]) -> Iterator[tuple[str, int]]:
    """Words with a capital that no passage has; the first of a sentence only where it is known for a name."""
    known = {fold(w.text) for p in passages for w in find_words(p)}
    written = {w.text for p in passages for w in find_words(p)}
    for word in find_words(text):
        first = _begins(text, word)
        if not word.text[0].isupper() or _inside(word.start, read) or word.text in written:
            continue
        if fold(word.text) in MONTHLY and not first:  # "May" is no "may"
            yield word.text, word.start
            continue
        plain = is_function_word(word.text) and not (word.text.isupper() and len(word.text) > 1)  # "us" is not "US"
        if fold(word.text) not in known and not plain and not (first and word.text not in names):
            yield word.text, word.start


def _begins(text: str, word: Word) -> bool:
    """Does a sentence begin with the word: not behind "St." or "Gen."?"""
    before = text[: word.start]
    last = _LAST.search(before)
    abbreviated = last is not None and ("." in last[1] or len(last[1]) == 1 or last[1].casefold() in entries("abbreviations"))
    return not before.strip() or (not abbreviated and bool(_NEW_SENTENCE.search(before[-12:])))
