"""Numbers: digits, words and mixtures, with bounds and units, as offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from variorum.text.lexicon import classes
from variorum.text.periods import find_times

ABOUT = 0.1  # "about 5,000" reaches from 4,500 to 5,500; "nearly 5,000" from 4,500 to 5,000

_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
         "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SMALL = {w: i for i, w in enumerate(_ONES)} | {w: 10 * (i + 2) for i, w in enumerate(_TENS)}
_SCALE = {"dozen": 12, "score": 20, "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9,
          "trillion": 10**12, "m": 10**6, "bn": 10**9, "k": 1_000}  # fmt: skip
_VAGUE = {"dozens": (24, 99), "scores": (40, 99), "hundreds": (200, 999), "thousands": (2_000, 9_999),
          "tens": (20, 99), "millions": (2 * 10**6, None), "billions": (2 * 10**9, None)}  # fmt: skip

_BOUNDS = {
    "low": ("at least", "no fewer than", "no less than", "not less than", "more than", "over", "above", "upwards of",
            "in excess of", "exceeding", "as many as at least", "well over", "greater than", "a minimum of"),
    "high": ("at most", "no more than", "not more than", "fewer than", "less than", "under", "up to", "as many as",
             "as much as", "a maximum of", "below"),
    "near": ("nearly", "almost", "close to", "just under", "some", "about", "around", "approximately", "roughly",
             "an estimated", "estimated", "circa"),
}  # fmt: skip
_BOUND = re.compile(
    "(" + "|".join(sorted((re.escape(w) for ws in _BOUNDS.values() for w in ws), key=len, reverse=True)) + r")\s+$",
    re.IGNORECASE,
)
_BOUND_OF = {w: side for side, ws in _BOUNDS.items() for w in ws}

_WORDS = r"\b(?:" + "|".join([*(f"(?:{t})[ -](?:{'|'.join(_ONES[1:10])})" for t in _TENS), *_TENS, *_ONES]) + ")"
_CORE = (
    rf"(?:(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?|(?:{_WORDS})\b|\b(?:a|half a)\b(?=\s+(?:hundred|thousand|million|billion"
    r"|dozen|score)\b))(?:[ -]?(?:hundred|thousand|million|billion|trillion|dozen|bn)\b(?!s)|(?<=\d)[mk]\b)*"
    rf"(?:(?<=hundred|housand)\s+(?:and\s+)?(?:{_WORDS})\b(?=\s+\w))?"
)
_NUMBER = re.compile(
    rf"(?P<money>(?:US|A|C|HK|NZ)?[$£€¥₹]\s?)?(?P<core>{_CORE})"
    r"|\b(?P<vague>(?:tens|hundreds|dozens|scores|thousands|millions|billions)(?:\s+of\s+(?:thousands|millions))?)\b",
    re.IGNORECASE,
)
_AGE = re.compile(r"[- ]years?[- ]olds?\b", re.IGNORECASE)
_RANGE = re.compile(r"^\s*(?:-|–|to|and|or)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """A number at its offsets, bounds included; ``unit`` is "" for a plain count; ``about`` where it is rounded."""

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str = ""
    about: bool = False


def find_numbers(text: str) -> list[Number]:
    """All numbers of ``text`` that are neither dates nor clock times, in order; ranges and bounds are one number."""
    masked = [(t.start, t.end) for t in find_times(text) if t.kind not in ("ago", "shift")]
    found: list[Number] = []
    for m in _NUMBER.finditer(text):
        if any(m.start() < e and s < m.end() for s, e in masked) or _is_part_of_a_name(text, m):
            continue
        number = _with_unit(text, m)
        if number is not None:
            found.append(number)
    return [_with_bound(text, n) for n in _join_ranges(text, found)]


_NAMED = re.compile(
    r"(?:\bNo\.?|#|\b(?:Channel|Route|Highway|Flight|Page|Chapter|Article|Section|Building|Boeing|Airbus|Resolution"
    r"|Room|Unit|Group|Level|Phase))\s*$"
)
_ONE_AS_PRONOUN = re.compile(r"\s+(?:of|another|can|could|by|is|was|who|that)\b|\s*[^\sa-z-]|\s*$")

_ONE_BEHIND = re.compile(r"\b(?:the|this|that|each|every|any|another|no|which)\s+(?:[a-z]+\s+)?$", re.IGNORECASE)


_STREET = re.compile(
    r"\s+(?:block of\s+)?(?:[NSEW]\.?\s+)?(?:[A-Z][\w.’'-]*\s+){1,3}"
    r"(?:Ave|Avenue|Blvd|Boulevard|Court|Ct|Dr|Drive|Highway|Hwy|Lane|Ln|Parkway|Place|Rd|Road|Square|St|Street|Way)\b"
)
_CALLED = re.compile(r"\b(?:call(?:s|ed|ing)?|dial(?:s|l?ed|l?ing)?)\s+$", re.IGNORECASE)


def _is_part_of_a_name(text: str, m: re.Match[str]) -> bool:
    """B-52, Su-24, No. 3, Channel 11, 4K, three-way: what names, scores or forms a word rather than counts."""
    before, behind = text[max(0, m.start() - 2) : m.start()], text[m.end() : m.end() + 2]
    if m.group()[0].isdigit() and (before[-1:].isalpha() or behind[:1].isalpha()):
        return True
    if before[-1:] == "." and not before[:1].isdigit() and m.group()[0].isdigit():
        return True
    if before[-1:] in ("-", "–", "/", ".", ":") and before[:1].isalnum() and not before[:1].isdigit():
        return True
    if behind[:1] == "-" and behind[1:].isalpha() and not _AGE.match(text, m.end()):
        return _units().match(text, m.end()) is None
    if m.group().lower() == "one" and (_ONE_AS_PRONOUN.match(text, m.end()) or _ONE_BEHIND.search(text[: m.start()][-30:])):
        return True
    if _STREET.match(text, m.end()) or _CALLED.search(text[: m.start()][-12:]):
        return True
    return bool(_NAMED.search(text[max(0, m.start() - 20) : m.start()]))


def _value(core: str) -> float:
    total, current = 0.0, 0.0
    for token in re.findall(r"\d[\d,]*(?:\.\d+)?|[a-z]+", core.lower()):
        if token[0].isdigit():
            current += float(token.replace(",", ""))
        elif token in SMALL:
            current += SMALL[token]
        elif token == "half":
            current = 0.5
        elif token == "a":
            current = current or 1
        elif token == "hundred":
            current = (current or 1) * 100
        elif token in _SCALE:
            total += (current or 1) * _SCALE[token]
            current = 0
    return total + current


@cache
def _units() -> re.Pattern[str]:
    names = sorted(classes("units"), key=len, reverse=True)
    return re.compile(rf"[ -]?(?P<unit>{'|'.join(re.escape(n) for n in names)})(?!\w)", re.IGNORECASE)


_MONEY = {"$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR"}


def _with_unit(text: str, m: re.Match[str]) -> Number | None:
    if m.group("vague"):
        words = m.group("vague").lower().split()
        low, high = _VAGUE[words[0]]
        factor = {"thousands": 1_000, "millions": 10**6}[words[2]] if len(words) == 3 else 1
        if words[0] == "hundreds" and factor > 1:
            low, high = 200, 999
        return Number(m.start(), m.end(), low * factor, high and high * factor, about=True)
    value = _value(m.group("core"))
    if m.group("money"):
        return Number(m.start(), m.end(), value, value, _MONEY[m.group("money").strip()[-1]])
    age = _AGE.match(text, m.end())
    if age:
        return Number(m.start(), age.end(), value, value, "years old")
    unit = _units().match(text, m.end())
    if unit and not (unit.group("unit").isupper() and len(unit.group("unit")) == 1):
        return Number(m.start(), unit.end(), value, value, classes("units")[unit.group("unit").lower()])
    if re.match(r"\s*(?:st|nd|rd|th)\b", text[m.end() : m.end() + 4]):
        return None
    return Number(m.start(), m.end(), value, value)


def _join_ranges(text: str, numbers: list[Number]) -> list[Number]:
    """Make "between 30 and 40" and "15-20 knots" one number, and "100 km (62 miles)" the first of the two."""
    out: list[Number] = []
    for number in numbers:
        last = out[-1] if out else None
        if last is not None and _is_conversion(text, last, number):
            continue
        if last is not None and last.unit in ("", number.unit) and _is_range(text, last, number):
            out[-1] = Number(last.start, number.end, last.low, number.high, number.unit)
        else:
            out.append(number)
    return out


def _is_conversion(text: str, a: Number, b: Number) -> bool:
    """Is ``b`` the bracketed conversion of ``a`` into another unit?"""
    opened = re.fullmatch(r"\s*\(\s*(?:about |around )?", text[a.end : b.start])
    return bool(opened and a.unit and b.unit and text[b.end : b.end + 1] == ")")


def _is_range(text: str, a: Number, b: Number) -> bool:
    joint = text[a.end : b.start]
    if not _RANGE.match(joint) or not (a.low or 0) < (b.high or 0):
        return False
    word = joint.strip().lower()
    if word == "and":
        return bool(re.search(r"\bbetween\s+$", text[: a.start], re.IGNORECASE))
    return word != "or" or (b.high or 0) - (a.low or 0) <= max(2.0, 0.3 * (b.high or 0))


def _with_bound(text: str, number: Number) -> Number:
    start, low, high, about = number.start, number.low, number.high, number.about
    before = re.search(r"\b(?:between|from)\s+$", text[:start], re.IGNORECASE)
    if before and low != high:
        return Number(before.start(), number.end, low, high, number.unit, about)
    bound = _BOUND.search(text[:start][-40:])
    if bound and low is not None:
        side, word = _BOUND_OF[bound.group(1).lower()], bound.group(1).lower()
        start -= len(bound.group())
        if side == "low":
            high = None
        elif side == "high":
            low = None
        else:
            about = True
            under = word in ("nearly", "almost", "close to", "just under")
            low, high = low * (1 - ABOUT), high if under or high is None else high * (1 + ABOUT)
    elif re.match(r"\s+(?:or more|or so|plus)\b", text[number.end :]):
        about = True
        high = None if "so" not in text[number.end : number.end + 6] else (high or 0) * (1 + ABOUT)
    return Number(start, number.end, low, high, number.unit, about)
