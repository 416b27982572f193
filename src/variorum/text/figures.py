"""Numbers: digits, words and mixtures, with bounds and units, as offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from variorum.text.fractions import find_shares
from variorum.text.lexicon import as_written, classes
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
    "low": ("just over", "slightly more than", "a little more than", "at least", "no fewer than", "no less than",
            "not less than", "more than", "over", "above", "upwards of", "in excess of", "exceeding", "as many as at least",
            "well over", "greater than", "a minimum of"),
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
    r"|\b(?P<vague>(?:tens|hundreds|dozens|scores(?=\s+(?:of|more|were|are)\b)|thousands|millions|billions)"
    r"(?:\s+of\s+(?:thousands|millions))?|(?:several|a few)\s+(?:dozen|hundred|thousand|million|billion)s?)\b",
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
    said: tuple[float | None, ...] = ()  # the values as written, bounds and roundings aside; empty for "dozens"


_PHONE = re.compile(r"(?:\(\d{3}\)\s?|\b\d{3}[-. ])?\b\d{3}[-.][\dA-Z]{4}\b(?:\s?\(\d{4}\))?|\b\d-8\d\d-[\dA-Z-]{7,9}")


def find_numbers(text: str) -> list[Number]:
    """All numbers of ``text`` that are neither dates nor clock times, in order; ranges and bounds are one number."""
    masked = [(t.start, t.end) for t in find_times(text) if t.kind not in ("ago", "ahead", "shift")]
    masked += [m.span() for pattern in (_HOUR, _SEASON) for m in pattern.finditer(text)]
    masked += [m.span() for m in _PHONE.finditer(text)]
    masked += [m.span("score") for m in _SCORE.finditer(text)]
    found = [Number(start, end, share, share) for start, end, share in find_shares(text)]
    masked += [(n.start, n.end) for n in found]
    for m in _NUMBER.finditer(text):
        if any(m.start() < e and s < m.end() for s, e in masked) or _is_part_of_a_name(text, m):
            continue
        number = _with_unit(text, m)
        if number is not None:
            found.append(number)
    found += [n for n in _halves(text) if not any(n.start < m.end and m.start < n.end and m.low == n.low for m in found)]
    found = [n for n in found if not any(n is not m and m.start <= n.start and n.end <= m.end for m in found)]
    found.sort(key=lambda n: n.start)
    stated = _share_units(text, _join_ranges(text, found))
    return [replace(_with_age(text, _with_bound(text, n)), said=() if n.about else (n.low, n.high)) for n in stated]


def _share_units(text: str, numbers: list[Number]) -> list[Number]:
    """The numbers, those of a list with the unit that only its last one is written with: "10, 12 and 15 years"."""
    for i in range(len(numbers) - 2, -1, -1):
        one, next_ = numbers[i], numbers[i + 1]
        listed = re.fullmatch(r"\s*(?:,|and|or|,\s*(?:and|or))\s*", text[one.end : next_.start])
        if listed and not one.unit and next_.unit and next_.unit not in _MONEY.values():
            numbers[i] = replace(one, unit=next_.unit)
    return numbers


_HALF = re.compile(
    r"\bhalf(?: an? |-)(?P<unit>hour|mile|day|second|ton)\b"
    rf"|\b(?P<many>{'|'.join(_ONES)}|an?|\d+) and a half(?: (?P<scale>million|billion|thousand))?|\b(?P<digits>\d+)½",
    re.IGNORECASE,
)


def _halves(text: str) -> Iterator[Number]:
    """ "half an hour", "two and a half years", "one and a half million", "2½ hours"."""
    for m in _HALF.finditer(text):
        if m.group("unit"):
            yield Number(m.start(), m.end(), 0.5, 0.5, m.group("unit").lower())
            continue
        value = (_value(m.group("many") or m.group("digits")) + 0.5) * _SCALE.get((m.group("scale") or "").lower(), 1)
        unit = _units().match(text, m.end())
        known = classes("units")[unit.group("unit").lower()] if unit else ""
        yield Number(m.start(), unit.end() if unit else m.end(), value, value, known)


_HOUR = re.compile(
    rf"\b(?:{'|'.join(_ONES)}|\d{{1,2}}) o['’]clock\b|\b(?:half|quarter) (?:past|to) (?:{'|'.join(_ONES)})\b", re.IGNORECASE
)
_SEASON = re.compile(r"\b(?:19|20)\d\d/\d\d\b")
_SCORE = re.compile(
    r"\b(?:beat|beaten|won|win|wins|lost|lose|loses|drew|draw|defeat(?:ed)?|victory|led|leads?|tied)\b[^.;()]{0,40}?"
    r"(?P<score>\b\d{1,3}[-–]\d{1,3}\b(?:, \d{1,2}[-–]\d{1,2}\b)*)(?![\w%-]|\s+(?:people|percent|votes?))",
    re.IGNORECASE,
)
_AGED = re.compile(r"\baged?\s+(?:between\s+|from\s+)?(?:\w+(?:,| and| or)\s+)*$")
_ASIDE = re.compile(
    r"(?:[A-Z][\w’'-]+|\b(?:victim|son|daughter|wife|husband|widow|man|woman|boy|girl|brother|sister|mother|father|driver|suspect)),\s$"
)
OLDEST = 115  # years


def _with_age(text: str, number: Number) -> Number:
    """The number as an age where it stands as one: "aged 14 and 16", "Ann Lee, 52,"."""
    if number.unit or number.low is None or number.high is None or number.high > OLDEST:
        return number
    before, behind = text[: number.start][-60:], text[number.end : number.end + 1]
    inside = text[number.start : number.end].lower().startswith(("between ", "from "))
    aside = behind in (",", ".") and _ASIDE.search(before) and text[number.start].isdigit() and number.low == number.high
    if not (_AGED.search(before) or (inside and before.endswith("aged ")) or aside):
        return number
    return replace(number, unit="years old")


_NAMED = re.compile(rf"(?:\bNo\.?|#|(?<![\w-])(?:{'|'.join(re.escape(w) for w in as_written('numbered'))}))\s*$")
_COMPOUND = re.compile(
    r"-(?:storey|story|member|lane|strong|seat|seater|person|man|woman|car|page|point|room|bed|bedroom|country|nation|party|piece"
    r"|run|goal|game|vehicle|ship|judge|vote)\b"
)
_ONE_AS_PRONOUN = re.compile(
    r"\s+(?:after|another|by|can|could|is|of|or another|point|that|thing|time|was|way|who)\b|\s*[^\sa-z-]|\s*$"
)

_ONE_BEHIND = re.compile(r"\b(?:the|this|that|each|every|any|another|no|which)\s+(?:[a-z]+\s+)?$", re.IGNORECASE)


_STREET = re.compile(
    r"\s+(?:block of\s+)?(?:[NSEW]\.?\s+)?(?:[A-Z][\w.’'-]*\s+){1,3}"
    r"(?:Ave|Avenue|Blvd|Boulevard|Court|Ct|Dr|Drive|Highway|Hwy|Lane|Ln|Parkway|Place|Rd|Road|Square|St|Street|Way)\b"
)
_CALLED = re.compile(r"\b(?:call(?:s|ed|ing)?|dial(?:s|l?ed|l?ing)?)\s+$", re.IGNORECASE)


def is_house(text: str, end: int) -> bool:
    """Is the number that ends here that of a house or block: "2006 South Western Avenue"?"""
    return bool(_STREET.match(text, end))


def _is_part_of_a_name(text: str, m: re.Match[str]) -> bool:
    """B-52, Su-24, No. 3, Channel 11, 4K, three-way: what names, scores or forms a word rather than counts."""
    before, behind = text[max(0, m.start() - 2) : m.start()], text[m.end() : m.end() + 2]
    if m.group()[0].isdigit() and (before[-1:].isalpha() or (behind[:1].isalpha() and not _units().match(text, m.end()))):
        return True
    if m.group().istitle() and before and text[: m.start()].rstrip()[-1:] not in ("", ".", "!", "?", ":", '"', "“", "\n"):
        return True  # "Formula One", "the Six Nations"
    if before[-1:] == "." and not before[:1].isdigit() and m.group()[0].isdigit():
        return True
    if before[-1:] in ("-", "–", "/", ".", ":") and before[:1].isalnum() and not before[:1].isdigit():
        return True
    if behind[:1] == "-" and behind[1:].isalpha() and not _AGE.match(text, m.end()):
        return _units().match(text, m.end()) is None and not _COMPOUND.match(text, m.end())
    if m.group().lower() == "one" and (_ONE_AS_PRONOUN.match(text, m.end()) or _ONE_BEHIND.search(text[: m.start()][-30:])):
        return True
    if is_house(text, m.end()) or _CALLED.search(text[: m.start()][-12:]):
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
        words = re.sub(r"(?:several|a few)\s+(\w+?)s?$", r"\1s", m.group("vague").lower()).split()
        low, high = _VAGUE[words[0]]
        factor = {"thousands": 1_000, "millions": 10**6}[words[2]] if len(words) == 3 else 1
        if words[0] == "hundreds" and factor > 1:
            low, high = 200, 999
        of = re.match(r"\s+of", text[m.end() :])
        unit = _units().match(text, m.end() + of.end()) if of else None
        if unit and " " in unit.group()[:1]:
            known = classes("units")[unit.group("unit").lower()]
            return Number(m.start(), unit.end(), low * factor, high and high * factor, known, about=True)
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
        if last is not None and (last.unit in ("", number.unit) or not number.unit) and _is_range(text, last, number):
            out[-1] = Number(last.start, number.end, _scaled(text, last, number), number.high, number.unit or last.unit)
        else:
            out.append(number)
    return out


def _is_conversion(text: str, a: Number, b: Number) -> bool:
    """Is ``b`` the bracketed conversion of ``a`` into another unit?"""
    opened = re.fullmatch(r"\s*\(\s*(?:about |around )?", text[a.end : b.start])
    return bool(opened and a.unit and b.unit and text[b.end : b.end + 1] == ")")


def _scaled(text: str, a: Number, b: Number) -> float | None:
    """The lower end of a range, with the scale that only the upper one is written with: "two to three million"."""
    scale = re.search(r"(million|billion|trillion|thousand)$", text[b.start : b.end], re.IGNORECASE)
    plain = scale and not re.search(r"illion|thousand", text[a.start : a.end]) and (a.low or 0) < 1_000
    return (a.low or 0) * _SCALE[scale.group().lower()] if scale and plain else a.low


_MOVED = re.compile(
    r"\b(?:rose|risen|rises?|rising|fell|fallen|falls?|falling|climb(?:ed|s)|dropped|drops|jumped|grew|grown|grows|increas(?:ed|es)"
    r"|decreas(?:ed|es)|soared|slid|declined|widened|narrowed|slipped|raised|cut|lowered)\b[^.;]{0,40}$",
    re.IGNORECASE,
)


def _is_range(text: str, a: Number, b: Number) -> bool:
    joint = text[a.end : b.start]
    if not _RANGE.match(joint) or not (a.low or 0) < (b.high or 0):
        return False
    word = joint.strip().lower()
    if word == "to" and _MOVED.search(text[: a.start][-60:]):
        return False  # "rose from 30 to 45"
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
    elif more := re.match(r"\s+(?:or more|or so|plus)\b", text[number.end :]):
        so = more.group().endswith("so")
        low, high = (low or 0) * (1 - ABOUT * so), (high or 0) * (1 + ABOUT) if so else None
        return Number(start, number.end + more.end(), low, high, number.unit, True)
    return Number(start, number.end, low, high, number.unit, about)
