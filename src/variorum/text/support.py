"""Is every name, number, date and quotation of a text in the passages that it cites?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from variorum.text.clocks import read_clock
from variorum.text.figures import Number, find_numbers
from variorum.text.lexicon import entries
from variorum.text.periods import Time, find_times
from variorum.text.words import Word, find_words, fold, is_function_word
from variorum.text.zones import Zone

_DIGITS = re.compile(r"\d(?:[\d.,:]*\d)?")
_NEW_SENTENCE = re.compile(r"(?:[.!?:…⁄]|[.!?][”\"’')\]]+)\s*[“\"‘'(«„-]*\s*$")
_LAST = re.compile(r"([\w.]*\w)\.\s+$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MARKS = re.compile("[“”„«»‹›「」『』＂❝❞\"]|``|''|&(?:quot|[lr]dquo|[lr]aquo);|</?q>")
_OPENING = frozenset({"“", "„", "«", "‹", "「", "『", "❝", "``"})
_SINGLE = re.compile(r"(?<!\w)[‘'‚`]([^‘'‚`’\n]*(?:[’'](?=\w)[^‘'‚`’\n]*)*)[’'](?!\w)")


MONTHLY = frozenset({"may", "will"})  # words of grammar that are names with a capital inside a sentence


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A part of a text that no passage holds: its kind (name, number, date, quotation), and the words."""

    kind: str
    words: str


def find_unsupported(text: str, passages: Sequence[str], names: Collection[str] = ()) -> list[Unsupported]:
    """All parts of ``text`` that are in none of ``passages``, in the order of their kinds; empty where all are.

    ``names`` are words that are known to be names, so that even the first word of a sentence is one.
    """
    times = find_times(text)
    dated = [(t.start, t.end) for t in times]
    found = [Unsupported("quotation", q) for q in _quotations(text) if not any(_holds(p, q) for p in passages)]
    found += [Unsupported("date", text[t.start : t.end]) for t in times if not any(_is_dated(text, t, p) for p in passages)]
    found += [Unsupported("number", n) for n in _numbers(text, dated, passages)]
    found += [Unsupported("name", n) for n in _names(text, dated, passages, names)]
    return found


def _quotations(text: str) -> Iterator[str]:
    """What stands between marks of any kind; where one lacks its partner, whatever it may begin or end."""
    parts, marks = _MARKS.split(text), _MARKS.findall(text)
    for i, part in enumerate(parts):
        inner = 0 < i < len(parts) - 1 and marks[i - 1] in _OPENING  # a quotation inside another
        quoted = inner or i % 2 == 1 or len(parts) % 2 == 0
        if quoted and len(parts) > 1 and find_words(part):
            yield part.strip()
    for m in _SINGLE.finditer(text):
        if len(find_words(m[1])) > 1:
            yield m[1]


def _holds(passage: str, quote: str) -> bool:
    """Are the quotation's words in the passage, one behind the other?"""
    return f" {_plain(quote)} " in f" {_plain(passage)} "


def _plain(text: str) -> str:
    return " ".join(fold(w.text) for w in find_words(text))


def _is_dated(text: str, time: Time, passage: str) -> bool:
    """Has the passage the same time, by its words or by its parts: "Sept. 19" is "19 September"?"""
    if _holds(passage, text[time.start : time.end]):
        return True
    if time.kind == "clock":
        return any(o.kind == "clock" and _hour(passage, o) == _hour(text, time) for o in find_times(passage))
    parts = _parts(time)
    return bool(parts) and any(parts <= _parts(other) for other in find_times(passage))


def _hour(text: str, time: Time) -> tuple[int, bool, Zone | None]:
    """Minute of the day, whether it may be twelve hours later too, and the zone where it is told."""
    clock = read_clock(text, time.start, time.end)
    return clock.minute, clock.halves, clock.zone


def _parts(time: Time) -> set[tuple[str, str]]:
    """The parts of a date, the month by its first letters and the numbers without a leading nought."""
    out = set()
    for name, value in time.parts:
        short = fold(value)[:3]
        month = str(_MONTHS.index(short) + 1) if name == "month" and short in _MONTHS else value
        out.add((name, month.lstrip("0") if month.isdigit() else fold(month)))
    return out


def _numbers(text: str, dated: list[tuple[int, int]], passages: Sequence[str]) -> Iterator[str]:
    """Numbers in words or digits, and what else is written in digits."""
    known = [n for p in passages for n in find_numbers(p)]
    written = {_bare(m.group()) for p in passages for m in _DIGITS.finditer(p)}
    seen: list[tuple[int, int]] = []
    for number in find_numbers(text):
        if _inside(number.start, dated):
            continue
        seen.append((number.start, number.end))
        if not any(_is_same(number, other) for other in known):
            yield text[number.start : number.end]
    for m in _DIGITS.finditer(text):
        if not _inside(m.start(), dated + seen) and _bare(m.group()) not in written:
            yield m.group()


def _bare(digits: str) -> str:
    """The digits without the commas that part thousands."""
    return digits.replace(",", "")


def _is_same(a: Number, b: Number) -> bool:
    """The same values of the same unit, and as open or closed; "about" may come or go."""
    open_ends = [(n.low is None, n.high is None) for n in (a, b)]
    if {a.unit, b.unit} not in ({a.unit}, {"", "years old"}) or open_ends[0] != open_ends[1]:
        return False
    if not a.said or not b.said:
        return (a.low, a.high) == (b.low, b.high)
    return set(a.said) <= set(b.said)


def _inside(place: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in ranges)


def _names(text: str, dated: list[tuple[int, int]], passages: Sequence[str], names: Collection[str]) -> Iterator[str]:
    """Words with a capital that no passage has; the first of a sentence only where it is known for a name."""
    known = {fold(w.text) for p in passages for w in find_words(p)}
    written = {w.text for p in passages for w in find_words(p)}
    for word in find_words(text):
        first = _begins(text, word)
        if not word.text[0].isupper() or _inside(word.start, dated) or word.text in written:
            continue
        if fold(word.text) in MONTHLY and not first:  # "May" is no "may"
            yield word.text
            continue
        plain = is_function_word(word.text) and not (word.text.isupper() and len(word.text) > 1)  # "us" is not "US"
        if fold(word.text) not in known and not plain and not (first and word.text not in names):
            yield word.text


def _begins(text: str, word: Word) -> bool:
    """Does a sentence begin with the word: not behind "St." or "Gen."?"""
    before = text[: word.start]
    last = _LAST.search(before)
    abbreviated = last is not None and ("." in last[1] or len(last[1]) == 1 or last[1].casefold() in entries("abbreviations"))
    return not before.strip() or (not abbreviated and bool(_NEW_SENTENCE.search(before[-12:])))
