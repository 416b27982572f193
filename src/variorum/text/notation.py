"""What one value is called in several notations: sums of money, ordinal numbers, dates in digits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from variorum.text.figures import Number
from variorum.text.lexicon import members

_ONES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
         "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth")  # fmt: skip
_TENS = ("twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet")
_ORDINALS = {w: n for n, w in enumerate(_ONES, 1)} | {f"{t}ieth": 10 * n for n, t in enumerate(_TENS, 2)}
_ORDINALS |= {f"{t}y-{w}": 10 * n + k for n, t in enumerate(_TENS, 2) for k, w in enumerate(_ONES[:9], 1)}
_ORDINALS |= {"hundredth": 100, "thousandth": 1_000}

_ORDINAL = re.compile(
    r"(?<![\w.,-])(?:(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?:st|nd|rd|th)"
    rf"|(?P<word>{'|'.join(sorted((w.replace('-', '[- ]') for w in _ORDINALS), key=len, reverse=True))}))(?![\w-]*\w)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+)[ -]$", re.IGNORECASE)
_DETERMINED = re.compile(r"(?:\b(?:the|an?|his|her|its|their|our|my|this|that|every|each)|['’]s|s['’])\s+$", re.IGNORECASE)
_DURATION = re.compile(r"\s+(?:after|ago|before|earlier|half|hand|later)\b", re.IGNORECASE)
_NUMERIC_DAY = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2((?:1[5-9]|20)\d\d|\d\d)(?![\d/-]|\.\d)")
_DIGIT = re.compile(r"\d")
_SAID_AGAIN = re.compile(r"\s(?:US|U\.S\.|dollars?)(?!\w)")  # "$5 US", "US$5 dollars"

Parts = frozenset[tuple[str, str]]  # of a date: "day", "month" and "year" with their numbers


@dataclass(frozen=True, slots=True)
class Ordinal:
    """An ordinal number at its offsets."""

    start: int
    end: int
    value: int


def find_ordinals(text: str) -> Iterator[Ordinal]:
    """The ordinal numbers of ``text``, in words or digits, that number something: no fractions, no "at first"."""
    for m in _ORDINAL.finditer(text):
        if m["digits"]:
            yield Ordinal(m.start(), m.end(), int(m["digits"].replace(",", "")))
            continue
        value = _ORDINALS[m["word"].lower().replace(" ", "-")]
        before = text[max(0, m.start() - 12) : m.start()]
        if value > 2 and _COUNTED.search(before) and not re.match(r"\s+(?!of\b|the\b)[a-z]", text[m.end() :]):
            continue  # "a third of", "two-fifths"
        if value <= 2 and (not _DETERMINED.search(before) or (value == 2 and _DURATION.match(text, m.end()))):
            continue  # "at first", "a second later"
        yield Ordinal(m.start(), m.end(), value)


def find_numeric_days(text: str) -> Iterator[tuple[int, int, list[Parts]]]:
    """Dates in digits, "24/11/2026" or "11/24/26": start, end, and the days that each may mean, by either order."""
    for m in _NUMERIC_DAY.finditer(text):
        one, other = int(m[1]), int(m[3])
        year = m[4] if len(m[4]) == 4 else f"20{m[4]}"
        orders = {(one, other), (other, one)} if m[2] != "." else {(one, other)}
        days = [_parts(day, month, year) for day, month in sorted(orders) if 1 <= day <= 31 and 1 <= month <= 12]
        if days:
            yield m.start(), m.end(), days


def _parts(day: int, month: int, year: str) -> Parts:
    return frozenset({("day", str(day)), ("month", str(month)), ("year", year)})


def find_currency(text: str, number: Number) -> tuple[int, int, str]:
    """Start and end of a number with the currency written before or behind it, and the currency's code; "" for none."""
    digit = _DIGIT.search(text, number.start, number.end)
    if digit:
        near = max(0, digit.start() - 12)
        sign = _before().search(text[near : digit.start()])
        if sign:
            again = _SAID_AGAIN.match(text, number.end)
            start = min(number.start, near + sign.start())
            return start, again.end() if again else number.end, _codes()[sign["form"].casefold()]
    inside = _word_of_it().search(text[number.start : number.end])
    if inside:
        return number.start, number.end, _codes()[inside["form"].casefold()]
    behind = _behind().match(text, number.end)
    if behind:
        return number.start, behind.end(), _codes()[behind["form"].casefold()]
    return number.start, number.end, ""


@cache
def _codes() -> dict[str, str]:
    return {form.casefold(): code for code, forms in members("currencies_written").items() for form in forms}


def _any_of(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda f: (-len(f), f)))


def _forms() -> tuple[list[str], list[str]]:
    """The signs and codes, and the words for currencies."""
    every = [form for forms in members("currencies_written").values() for form in forms]
    words = [f for f in every if re.search("[a-z]{3}", f)]
    return [f for f in every if f not in words], words


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w$])(?P<form>{_any_of(_forms()[0])})\s?$")


@cache
def _behind() -> re.Pattern[str]:
    """A word, a code of three letters or a sign; "Rs" and "R" stand before a sum only."""
    signs, words = _forms()
    codes = [f for f in signs if re.fullmatch("[A-Z]{3}|[^A-Za-z.]+|Kč|zł", f)]
    return re.compile(rf"[\s-]?(?P<form>(?i:{_any_of(words)})|{_any_of(codes)})(?!\w)")


@cache
def _word_of_it() -> re.Pattern[str]:
    """A word at the end of what is taken for the number."""
    return re.compile(rf"(?<!\w)(?P<form>{_any_of(_forms()[1])})$", re.IGNORECASE)
