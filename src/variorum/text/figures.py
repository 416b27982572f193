"""Numbers: digits, words and mixtures, with bounds and units, as offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from variorum.text.ages import OLDEST, is_age
from variorum.text.fractions import find_shares
from variorum.text.lexicon import as_written, classes
from variorum.text.numerals import ONES, SCALES, SHORT, SMALL, THOUSAND, Numeral, find_numerals, value_of
from variorum.text.periods import find_times
from variorum.text.units import find_money, find_unit, is_money

ABOUT = 0.1  # "about 5,000" reaches from 4,500 to 5,500; "nearly 5,000" from 4,500 to 5,000
OR = 0.34  # of the greater of two numbers, the most that the lesser may be less: "twenty or thirty"
ODD = 1.5  # times the number, the most that "20-odd" or "300-odd" can be; a judgement

_BOUNDS = {
    "low": ("just over", "slightly more than", "a little more than", "a little over", "slightly over", "at least",
            "at the very least", "no fewer than", "no less than", "not fewer than", "not less than", "more than", "over", "above",
            "upwards of", "upward of", "in excess of", "exceeding", "exceeded", "as many as at least", "well over",
            "greater than", "as few as", "as little as", "a minimum of", "north of", "surpassing", "topping", ">", "≥"),
    "high": ("at most", "no more than", "not more than", "no greater than", "fewer than", "less than", "under", "up to",
             "anything up to", "as many as", "as much as", "a maximum of", "below", "<", "≤"),
    "near": ("some", "about", "around", "approximately", "roughly", "an estimated", "estimated", "circa", "in the region of",
             "in the order of", "somewhere around", "~", "≈"),
    "under": ("nearly", "almost", "close to", "just under", "just below", "just short of", "just shy of", "slightly under",
              "a little under", "a little less than", "slightly less than", "approaching", "nearing", "not quite", "virtually"),
}  # fmt: skip
_BOUND_OF = {w: side for side, ws in _BOUNDS.items() for w in ws}
_BOUND = re.compile(
    "(?P<word>" + "|".join(rf"(?<!\w){re.escape(w)}" for w in sorted(_BOUND_OF, key=len, reverse=True)) + r")(?P<gap>\s*)$",
    re.IGNORECASE,
)
_OF_PLACE = frozenset({"about", "above", "around", "below", "close to", "over", "under"})  # "served under five presidents"
_BEFORE_A_COUNT = re.compile(
    r"(?:^|[^\w\s]\s*|\b(?:a|and|are|as|at|be|been|but|by|can|for|from|had|has|have|in|is|it|just|kill(?:ed|ing|s)?|left|leaving|of"
    r"|on|only|or|than|that|there|to|was|were|well|with|now|hurt|injured|wounded|least|took|takes?|last(?:ed|s)?|employs?)\s+)$",
    re.IGNORECASE,
)
_BOUND_BEHIND = re.compile(
    r"(?P<more>\+(?!\s?\d)|-plus\b|\s+plus\b|\s+(?:or|and)\s+(?:more|over|above|upwards?|older)\b)"
    r"|(?P<less>\s+or\s+(?:fewer|less|under|younger)\b)|(?P<so>\s+or\s+so\b|\s+or\s+thereabouts\b)|(?P<odd>[ -]odd\b)",
    re.IGNORECASE,
)
_AGE = re.compile(r"[- ]years?[- ]olds?\b|\s+years?\s+of\s+age\b|\s?y/?o\b", re.IGNORECASE)
_YOUNG = re.compile(r"[- ](?P<unit>month|week|day|hour)s?[- ]olds?\b", re.IGNORECASE)
_RANGE = re.compile(r"^(?:-\s)?\s*(?P<word>-|–|to|and|or)\s*$", re.IGNORECASE)


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


_PHONE = re.compile(
    r"(?:\(\d{3}\)\s?|\b\d{3}[-. ])?\b\d{3}[-.][\dA-Z]{4}\b(?:\s?\(\d{4}\))?|\b\d-8\d\d-[\dA-Z-]{7,9}"
    r"|(?<!\w)\+\d{1,3}[ -]\d[\d -]{5,14}\d\b|\b0\d{2,4}[ -]\d{3,4}(?:[ -]?\d{3,4})?\b"
)


def find_numbers(text: str) -> list[Number]:
    """All numbers of ``text`` that are neither dates nor clock times, in order; ranges and bounds are one number."""
    shares = [Number(start, end, share, share) for start, end, share in find_shares(text)]
    lasting = list(_halves(text))
    found = [*lasting, *(_measured(text, n) for n in shares), *_counted(text, [*lasting, *shares])]
    apart = _not_overlapping(sorted(found, key=lambda n: n.start))
    stated = _share_units(text, _join_ranges(text, apart))
    return [replace(_with_bound(text, n), said=() if n.about else (n.low, n.high)) for n in stated]


def _counted(text: str, known: list[Number]) -> Iterator[Number]:
    """The numerals that are no part of a name, beside what is known already, with their units."""
    for numeral in find_numerals(_masked(text, known)):
        named = numeral.exact and _is_part_of_a_name(text, numeral)
        number = None if named else _with_unit(text, numeral)
        if number is not None:
            yield number


def _not_overlapping(found: list[Number]) -> list[Number]:
    """The numbers without those that stand in the one before: the "zero" of "10 degrees below zero"."""
    return [n for i, n in enumerate(found) if i == 0 or found[i - 1].end <= n.start]


def _masked(text: str, found: list[Number]) -> str:
    """The text with a mark for every letter of a time, a telephone number, a score, or what is found already."""
    spans = [(t.start, t.end) for t in find_times(text) if t.kind not in ("ago", "ahead", "shift")]
    spans += [m.span() for pattern in (_HOUR, _SEASON, _PHONE) for m in pattern.finditer(text)]
    spans += [m.span("score") for m in _SCORE.finditer(text)]
    spans += [(n.start, n.end) for n in found]
    for start, end in spans:
        text = text[:start] + "\0" * (end - start) + text[end:]
    return text


def _measured(text: str, number: Number) -> Number:
    """ "three-quarters of a mile": a share that is one of a unit."""
    of = re.compile(r"\s+of\s+an?\s+").match(text, number.end)
    unit, end = find_unit(text, number.start, of.end() - 1) if of else ("", number.end)
    return replace(number, end=end, unit=unit) if unit else number


def _share_units(text: str, numbers: list[Number]) -> list[Number]:
    """The numbers, those of a list with the unit that only its last one is written with: "10, 12 and 15 years"."""
    for i in range(len(numbers) - 2, -1, -1):
        one, next_ = numbers[i], numbers[i + 1]
        listed = re.fullmatch(r"\s*(?:,|and|or|,\s*(?:and|or))\s*", text[one.end : next_.start])
        if listed and not one.unit and next_.unit and not is_money(next_.unit):
            numbers[i] = replace(one, unit=next_.unit)
    return numbers


_HALF = re.compile(
    rf"\bhalf(?:-| an? |-an-)(?P<unit>\w+)\b|\b(?:(?P<many>an?|{'|'.join(SMALL)}|\d+)\s+)(?P<whole>\w+)\s+and\s+a\s+half\b",
    re.IGNORECASE,
)


def _halves(text: str) -> Iterator[Number]:
    """ "half an hour", "a year and a half"."""
    for m in _HALF.finditer(text):
        word = (m["unit"] or m["whole"]).lower()
        unit = "second" if word == "second" and m["unit"] else classes("units").get(word, "")
        if unit and not is_money(unit):
            value = 0.5 if m["unit"] else value_of(m["many"]) + 0.5
            yield Number(m.start(), m.end(), value, value, unit)


_HOUR = re.compile(
    rf"\b(?:{'|'.join(ONES)}|\d{{1,2}}) o['’]clock\b|\b(?:half|quarter) (?:past|to) (?:{'|'.join(ONES)})\b", re.IGNORECASE
)
_SEASON = re.compile(r"\b(?:19|20)\d\d/\d\d\b")
_SCORE = re.compile(
    r"\b(?:beat|beaten|won|win|wins|lost|lose|loses|drew|draw|defeat(?:ed)?|victory|led|leads?|tied)\b[^.;()]{0,40}?"
    r"(?P<score>\b\d{1,3}[-–]\d{1,3}\b(?:, \d{1,2}[-–]\d{1,2}\b)*)(?![\w%-]|\s+(?:people|percent|votes?))",
    re.IGNORECASE,
)

_NAMED = re.compile(rf"(?:\bNo\.?|#|(?<![\w-])(?:{'|'.join(re.escape(w) for w in as_written('numbered'))}))\s*$")
_COMPOUND = re.compile(
    r"-(?:storey|story|member|lane|strong|seat|seater|person|man|woman|car|page|point|room|bed|bedroom|country|nation|party|piece"
    r"|run|goal|game|vehicle|ship|judge|vote)\b|-(?:odd|plus)\b|-\s|-an?-(?:day|head|month|night|piece|share|week|year)\b"
)
_ONE_AS_PRONOUN = re.compile(
    r"\s+(?:after|another|by|can|could|is|of|or another|point|that|thing|time|was|way|who)\b|\s*[^\sa-z-]|\s*$"
)

_BUT = re.compile(r"\ball but $", re.IGNORECASE)
_ONE_BEHIND = re.compile(r"\b(?:the|this|that|each|every|any|another|no|which)\s+(?:[a-z]+\s+)?$", re.IGNORECASE)


_STREET = re.compile(
    r"\s+(?:block of\s+)?(?:[NSEW]\.?\s+)?(?:[A-Z][\w.’'-]*\s+){1,3}"
    r"(?:Ave|Avenue|Blvd|Boulevard|Court|Ct|Dr|Drive|Highway|Hwy|Lane|Ln|Parkway|Place|Rd|Road|Square|St|Street|Way)\b"
)
_CALLED = re.compile(r"\b(?:call(?:s|ed|ing)?|dial(?:s|l?ed|l?ing)?)\s+$", re.IGNORECASE)


def is_house(text: str, end: int) -> bool:
    """Is the number that ends here that of a house or block: "2006 South Western Avenue"?"""
    return bool(_STREET.match(text, end))


def _is_part_of_a_name(text: str, numeral: Numeral) -> bool:
    """B-52, Su-24, No. 3, Channel 11, 4K, three-way: what names, scores or forms a word rather than counts."""
    start, end, written = numeral.start, numeral.end, text[numeral.start : numeral.end]
    money = find_money(text, start, end)[0]
    before = "" if money else text[max(0, start - 2) : start]
    if _stands_in_a_word(text, numeral, before):
        return True
    if written.istitle() and before and text[:start].rstrip()[-1:] not in ("", ".", "!", "?", ":", '"', "“", "\n"):
        return True  # "Formula One", "the Six Nations"
    if written.lower() == "one" and _is_pronoun(text, start, end):
        return True
    if is_house(text, end) or _CALLED.search(text[:start][-12:]):
        return True
    return bool(_NAMED.search(text[max(0, start - 20) : start]))


def _is_pronoun(text: str, start: int, end: int) -> bool:
    """Does the "one" at these offsets stand for a noun: "one of them", "this one", but not "all but one of the crew"?"""
    if _BUT.search(text, max(0, start - 9), start):
        return False
    return bool(_ONE_AS_PRONOUN.match(text, end) or _ONE_BEHIND.search(text[:start][-30:]))


def _stands_in_a_word(text: str, numeral: Numeral, before: str) -> bool:
    """Do letters, or marks that bind, stand right before or behind the numeral, and no unit?"""
    start, end = numeral.start, numeral.end
    if _MAGNITUDE.search(text, max(0, start - 15), start):
        return False
    bound = re.search(r"[^\W\d][-–/.:]$", before)
    if text[start].isdigit():
        known = not text[end : end + 1].isalpha() or find_unit(text, start, end)[0]
        bound = bound or re.search(r"[^\W\d]$|(?:^|\D)\.$", before)
        return bool(bound) or not known or _is_bound_behind(text, start, end)
    return bool(bound) or _is_bound_behind(text, start, end)


def _is_bound_behind(text: str, start: int, end: int) -> bool:
    """ "a 12-step plan", but not "12-year-old", "a 12-mile walk", "a 12-member panel"."""
    if not re.match(r"-[^\W\d_]", text[end : end + 2]):
        return False
    known = _AGE.match(text, end) or _YOUNG.match(text, end) or _COMPOUND.match(text, end)
    return not known and not find_unit(text, start, end)[0]


def _with_unit(text: str, numeral: Numeral) -> Number | None:
    """The number with its sign and its unit; None for an ordinal."""
    start, end, value = numeral.start, numeral.end, numeral.value
    money, first = find_money(text, start, end)
    if not numeral.exact:
        return _vague_with_unit(text, numeral)
    if money:
        return Number(first, end, value, value, money)
    age, young = _AGE.match(text, end), _YOUNG.match(text, end)
    if age:
        return Number(start, age.end(), value, value, "years old")
    if young:
        return Number(start, young.end(), value, value, young["unit"].lower())
    unit, last = find_unit(text, start, end)
    if unit:
        return _signed(text, Number(start, last, value, value, unit))
    return _bare(text, Number(start, end, value, value))


def _vague_with_unit(text: str, numeral: Numeral) -> Number:
    """ "thousands of dollars", "several hundred miles"."""
    of = re.compile(r"\s+of\b").match(text, numeral.end)
    unit, last = find_unit(text, numeral.start, of.end() if of else numeral.end)
    money, first = find_money(text, numeral.start, numeral.end)
    return Number(first, last if unit else numeral.end, numeral.low, numeral.high, unit or money, about=True)


def _bare(text: str, number: Number) -> Number | None:
    """A number without a unit behind it: of an earthquake, below nought, or a plain count; None for an ordinal."""
    strength = _MAGNITUDE.search(text, max(0, number.start - 15), number.start)
    if strength:
        return replace(number, start=strength.start(), unit="magnitude")
    if re.match(r"\s*(?:st|nd|rd|th)\b", text[number.end : number.end + 4]):
        return None
    return _signed(text, number)


_MAGNITUDE = re.compile(r"\bmagnitude[ -](?:of )?\Z", re.IGNORECASE)
_MINUS = re.compile(r"(?:\b(?:minus|negative)\s|(?<![\w\d)])[-−–])$", re.IGNORECASE)
_BELOW = re.compile(r"\s+below(?:\s+(?:zero|freezing))?(?=\s*(?:[,.;]|$|in\b|on\b|at\b|and\b))", re.IGNORECASE)
_TO_DEGREES = re.compile(r"\s*(?:to|and|or|-|–)\s*[-−–]?\d+\s?(?:[°º]|[CF]\b|degrees\b)")
_WITH_SIGN = frozenset({"celsius", "degree", "fahrenheit", "percent"})


def _signed(text: str, number: Number) -> Number:
    """The number below nought where it is said to be: "minus 5", "-5C", "5 degrees below zero"."""
    minus = _MINUS.search(text, max(0, number.start - 9), number.start)
    worded = minus is not None and minus.group()[0].isalpha()
    low, high = number.low or 0.0, number.high or 0.0
    if minus and (worded or number.unit in _WITH_SIGN or _TO_DEGREES.match(text, number.end)):
        return replace(number, start=minus.start(), low=-high, high=-low)
    below = _BELOW.match(text, number.end) if number.unit in _WITH_SIGN else None
    return replace(number, end=below.end(), low=-high, high=-low) if below else number


def _join_ranges(text: str, numbers: list[Number]) -> list[Number]:
    """Make "between 30 and 40" and "15-20 knots" one number, and "100 km (62 miles)" the first of the two."""
    out: list[Number] = []
    for number in numbers:
        last = out[-1] if out else None
        if last is not None and _is_conversion(text, last, number):
            continue
        if last is not None and _is_range(text, last, number):
            out[-1] = _range(text, last, number)
        else:
            out.append(number)
    return out


def _range(text: str, a: Number, b: Number) -> Number:
    """One number of both ends: "$1.2-1.5bn", "minus 5 to minus 10"."""
    low, high = sorted((_scaled(text, a, b), b.high or 0.0))
    return Number(a.start, b.end, low, high, b.unit or a.unit)


def _is_conversion(text: str, a: Number, b: Number) -> bool:
    """Is ``b`` the bracketed conversion of ``a`` into another unit?"""
    opened = re.fullmatch(r"\s*\(\s*(?:about |around |roughly |some |nearly |approximately |~|≈)?", text[a.end : b.start])
    return bool(opened and a.unit and b.unit and a.unit != "years old" and text[b.end : b.end + 1] == ")")


_SCALE_BEHIND = re.compile(rf"({'|'.join(sorted({*SCALES, *SHORT}, key=len, reverse=True))})$", re.IGNORECASE)


def _scaled(text: str, a: Number, b: Number) -> float:
    """The lower end of a range, with the scale that only the upper one is written with: "two to three million"."""
    low, upper = a.low or 0.0, text[b.start : b.end]
    if _SCALE_BEHIND.search(text[a.start : a.end]) or low >= THOUSAND:
        return low
    if scale := _scale_of(upper):
        return low * scale
    return low * THOUSAND if upper.endswith(",000") and 1 <= low < (b.high or 0.0) / THOUSAND else low  # "10 to 15,000"


def _scale_of(written: str) -> int:
    """The scale that a number is written with, 0 for none."""
    for numeral in find_numerals(written):
        if m := _SCALE_BEHIND.search(written[numeral.start : numeral.end]):
            return SCALES.get(m[1].lower()) or SHORT[m[1].lower()]
    return 0


_MOVED = re.compile(
    r"\b(?:rose|risen|rises?|rising|fell|fallen|falls?|falling|climb(?:ed|s|ing)?|dropped|drops|jumped|grew|grown|grows"
    r"|increas(?:ed?|es|ing)|decreas(?:ed?|es|ing)|soared|slid|declined|widened|narrowed|slipped|raised|raising|cut|lowered|revised"
    r"|upped|lifted|corrected|gone|went|doubled|updated|changed|changing|moved|up from|down from)\b[^.;]{0,40}$",
    re.IGNORECASE,
)


def _can_be_ends(a: Number, b: Number) -> bool:
    """Do the two rise, or lie below nought, and have they no two units?"""
    low, high = a.low or 0.0, b.high or 0.0
    return (low < high or low < 0) and (a.unit == b.unit or not (a.unit and b.unit))


def _is_range(text: str, a: Number, b: Number) -> bool:
    """Are the two the ends of one range: "10 to 12", "between 10 and 12", "ten or twelve"?"""
    joint = _RANGE.match(text[a.end : b.start])
    low, high = a.low or 0.0, b.high or 0.0
    if joint is None or not _can_be_ends(a, b):
        return False
    word = joint["word"].lower()
    if word == "and":
        return bool(re.search(r"\b(?:between|ages? of)\s+$", text[: a.start], re.IGNORECASE))
    if word == "or":
        return high - low <= max(2.0, OR * high)
    return word != "to" or not _MOVED.search(text[: a.start][-60:])  # "rose from 30 to 45"


def _with_bound(text: str, number: Number) -> Number:
    """The number with the words before or behind it that bound it, and as an age where it is one."""
    before = re.search(r"\b(?:between|from)\s+$", text[: number.start], re.IGNORECASE)
    if before and number.low != number.high:
        return _with_age(text, replace(number, start=before.start()))
    bound = _BOUND.search(text[: number.start][-40:])
    aged = _with_age(text, number, bounded=bound.group() if bound else "")
    if bound and number.low is not None and not _is_of_place(text, aged, bound):
        return _bounded(replace(aged, start=number.start - len(bound.group())), _BOUND_OF[bound["word"].lower()])
    behind = _BOUND_BEHIND.match(text, number.end)
    if behind and number.low is not None:
        side = str(behind.lastgroup)
        return _bounded(replace(number, end=behind.end()), {"more": "low", "less": "high", "so": "near", "odd": "odd"}[side])
    return aged


_WENT = re.compile(
    r"\b(?:adjusted|brought|climbed|drove|gone|goes|going|moved|pushed|raised|revised|updated|went)\s+$", re.IGNORECASE
)


def _is_of_place(text: str, number: Number, bound: re.Match[str]) -> bool:
    """ "sailed around four islands", "revised up to 12": does the word tell where, of what or whither, not how many?"""
    if bound["word"].lower() == "up to" and _WENT.search(text[: number.start - len(bound.group())]):
        return True
    small = text[number.start : number.end].lower() in ONES[:10]
    if not small or number.unit or bound["word"].lower() not in _OF_PLACE:
        return False
    return not _BEFORE_A_COUNT.search(text[: number.start - len(bound.group())])


def _bounded(number: Number, side: str) -> Number:
    """The number as its bound makes it: open at one end, or wider at both."""
    low, high = number.low or 0.0, number.high
    if side == "low":
        return replace(number, high=None)
    if side == "high":
        return replace(number, low=None)
    if side == "odd":
        noughts = len(f"{low:.0f}") - len(f"{low:.0f}".rstrip("0"))
        return replace(number, low=low * (1 - ABOUT), high=min(low + 10**noughts - 1, low * ODD), about=True)
    wide = high if side == "under" or high is None else high * (1 + ABOUT)
    return replace(number, low=low * (1 - ABOUT), high=wide, about=True)


def _with_age(text: str, number: Number, *, bounded: str = "") -> Number:
    """The number as an age where it stands as one: "aged 14 and 16", "Ann Lee, 52,"."""
    if number.unit or number.low is None or number.high is None or not 0 < number.high <= OLDEST:
        return number
    return replace(number, unit="years old") if is_age(text, number.start, number.end, bounded=bounded) else number
