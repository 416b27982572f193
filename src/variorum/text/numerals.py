"""Numerals: what digits, words and mixtures of both are worth, at their offsets; without units, bounds and ages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ONES = (*_ONES, *_TEENS)
SMALL = {w: i for i, w in enumerate(ONES)} | {w: 10 * (i + 2) for i, w in enumerate(_TENS)}

HUNDRED, THOUSAND, LAKH, MILLION, CRORE, BILLION, TRILLION = 100, 10**3, 10**5, 10**6, 10**7, 10**9, 10**12
SCALES = {"dozen": 12, "score": 20, "hundred": HUNDRED, "thousand": THOUSAND, "lakh": LAKH, "lakhs": LAKH, "lac": LAKH,
          "lacs": LAKH, "million": MILLION, "crore": CRORE, "crores": CRORE, "arab": BILLION, "billion": BILLION,
          "trillion": TRILLION}  # fmt: skip
SHORT = {"k": THOUSAND, "m": MILLION, "mn": MILLION, "mln": MILLION, "cr": CRORE, "bn": BILLION, "bln": BILLION,
         "b": BILLION, "tn": TRILLION, "trn": TRILLION}  # fmt: skip
_ARTICLES = frozenset({"a", "an", "half"})  # no numeral by themselves
_GLUED = frozenset({"k", "m"})  # scales only right behind their digits: "12 m" is a length
_OF_MONEY = frozenset({"b", "cr", "tn"})  # scales only of money: "$3b", "Rs 40 cr"
_BREAKS = "\u00a0\u202f\u2009"  # blanks that no line is broken at
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}

FEW = (2, 10)  # "several hundred" is 200 to 999
COUPLE = (1.8, 2.2)  # "a couple of hundred" is about 200
HANDFUL = (2, 9)
_VAGUE = {"tens": (20, 99), "dozens": (24, 99), "scores": (40, 99), "hundreds": (200, 999), "thousands": (2_000, 9_999),
          "lakhs": (2 * LAKH, None), "millions": (2 * MILLION, None), "crores": (2 * CRORE, None),
          "billions": (2 * BILLION, None)}  # fmt: skip

_SCALE_WORDS = "|".join(sorted(SCALES, key=len, reverse=True))
_MEASURES = r"(?:bn|m|km|cm|mm|kg|ha|tonnes|hectares|met(?:re|er)s|lit(?:re|er)s|degrees)\b"
_DECIMAL_COMMA = rf"\d{{1,3}},\d{{1,2}}(?=\s?(?:%|per\s?cent\b|(?:{_SCALE_WORDS})\b|{_MEASURES}))"
_TOKEN = re.compile(
    rf"(?P<fraction>(?:\d+\s?)?[½¼¾⅓⅔]|\b\d{{1,3}}\s[1-3]/[2-4]\b)"
    rf"|(?P<digits>(?P<comma>{_DECIMAL_COMMA})|\d{{1,3}}(?:\.\d{{3}}){{2,}}(?![.\d])(?:,\d+)?"
    r"|(?:\d{1,2}(?:,\d{2})+,\d{3}(?!\d)|\d{1,3}(?:,\d{3})+"
    rf"|[1-9]\d{{0,2}}(?P<gap>[{_BREAKS}'’ ])\d{{3}}(?:(?P=gap)\d{{3}})*(?!\d|[{_BREAKS} ]\d|-[a-z]|,\d)|\d+)(?:\.\d+)?)"
    r"|(?P<word>[a-z]+)",
    re.IGNORECASE,
)
_VAGUE_NUMERAL = re.compile(
    r"\b(?:(?P<plural>tens|dozens|scores(?=\s+(?:of|more|were|are)\b)|hundreds|thousands|lakhs|millions|crores|billions)\b"
    r"(?:\s+of\s+(?P<times>thousands|lakhs|millions|crores|billions))?"
    rf"|(?P<few>several|an?\s+few|few|an?\s+couple(?:\s+of)?)\s+(?P<scales>(?:(?:{_SCALE_WORDS})s?\b\s*)+)"
    r"|(?P<handful>(?:an?|only\s+a)\s+(?:small\s+)?handful)(?=\s+of\b))",
    re.IGNORECASE,
)


_MEASURED = re.compile(
    r"[- ](?:high|tall|long|wide|deep|thick|across|away|apart|above|below|beneath|under|underground|underwater|up|down|from|off"
    r"|inland|offshore|out|short|north|south|east|west|in (?:diameter|height|length|depth)|square|by|x|hurdles|freestyle|relay"
    r"|sprint|dash|final|heats?|race|butterfly|backstroke|breaststroke|medley|record|champion(?:ship)?s?|gold|title|cable|drop"
    r"|dive|fall|radius|exclusion|stretch|section)\b|\s?[x×]\s?\d",
    re.IGNORECASE,
)
_MEASURE_OF = re.compile(
    r"\b(?:altitude|depth|diameter|distance|elevation|height|length|radius|thickness|waves?|width|range)s? "
    r"(?:of|is|was|reached|to|at) (?:\w+ ){0,2}$|\b[x×] ?$",
    re.IGNORECASE,
)
_SOLID = re.compile(r"[- ](?!strong\b|increase|rise|turnout|majority|population|crowd|people|drop|fall|budget|fund|deal)[a-z]+\b")
_RUN = re.compile(
    r"(?: \w+)? (?:charity|course|event|fun|jog|race|races|road|row|run|runner|runners|runs|time|trial|walk)\b", re.IGNORECASE
)
_SCREEN = re.compile(r" (?:camera|display|film|footage|movie|quality|resolution|screen|television|tv|ultra|video)", re.IGNORECASE)
_FAR = 1_000  # "1,500m" is a race, and no 1,500 million


def is_length(text: str, start: int, end: int, value: float) -> bool:
    """Is the "m" or "k" of ``text`` at these offsets, right behind digits, one of metres, of a run or of a screen?"""
    if text[start].lower() == "k":
        return is_run(text, end) or bool(_SCREEN.match(text, end))
    before = re.search(r"(.*?)[\d,.]+$", text[max(0, start - 60) : start], re.DOTALL)
    lead = before[1] if before else ""
    single = re.search(r"\ban?\s$", lead, re.IGNORECASE) and _SOLID.match(text, end)
    return bool(value >= _FAR or _MEASURED.match(text, end) or _MEASURE_OF.search(lead) or single)


def is_run(text: str, end: int) -> bool:
    """Does the "k" that ends here stand for kilometres: "a 10K run"?"""
    return bool(_RUN.match(text, end))


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written, at its offsets: its least and greatest value; ``exact`` unless it is vague, as "dozens" is."""

    start: int
    end: int
    low: float
    high: float | None
    exact: bool = True

    @property
    def value(self) -> float:
        """What an exact one is worth."""
        return self.low


def find_numerals(text: str) -> Iterator[Numeral]:
    """All numerals of ``text`` in order, none overlapping."""
    vague = [n for m in _VAGUE_NUMERAL.finditer(text) if (n := _vague(m)) is not None]
    tokens = [m for m in _TOKEN.finditer(text) if not any(n.start <= m.start() < n.end for n in vague)]
    found, at = [], 0
    while at < len(tokens):
        reading = _Reading(text, tokens[at])
        used = reading.read(tokens, at)
        if used:
            found.append(Numeral(tokens[at].start(), reading.end, reading.value, reading.value))
        at += used or 1
    yield from sorted([*found, *vague], key=lambda n: n.start)


def value_of(word: str) -> float:
    """What one word or group of digits is worth; 1 for "a" and whatever is no number."""
    m = _TOKEN.match(word)
    if m is None or (m["word"] and word.lower() not in SMALL):
        return 1.0
    return float(SMALL[word.lower()]) if m["word"] else _digits(m)


def _vague(m: re.Match[str]) -> Numeral | None:
    """ "dozens", "tens of thousands", "several hundred thousand", "a couple of hundred", "a handful"."""
    if m["handful"]:
        return Numeral(m.start(), m.end(), *HANDFUL, exact=False)
    if m["plural"]:
        low, high = _VAGUE[m["plural"].lower()]
        factor = SCALES[m["times"].lower().removesuffix("s")] if m["times"] else 1
        return Numeral(m.start(), m.end(), low * factor, high and high * factor, exact=False)
    factor, end = 1, m.start("scales")
    for word in re.finditer(r"[a-z]+", m["scales"], re.IGNORECASE):
        if word.group().lower() not in SCALES:
            factor *= SCALES[word.group().lower().removesuffix("s")]
        else:
            factor *= SCALES[word.group().lower()]
        end = m.start("scales") + word.end()
    if "couple" in m["few"].lower():
        return Numeral(m.start(), end, round(COUPLE[0] * factor, 1), round(COUPLE[1] * factor, 1), exact=False)
    high = 99 if factor == SCALES["dozen"] else FEW[1] * factor - 1
    return Numeral(m.start(), end, FEW[0] * factor, high, exact=False)


def _digits(m: re.Match[str]) -> float:
    written = m["digits"]
    if m["comma"]:
        return float(written.replace(",", "."))
    if written.count(".") > 1:
        return float(written.replace(".", "").replace(",", "."))
    return float(re.sub(rf"[,{_BREAKS}'’ ]", "", written))


def _fraction(written: str) -> float:
    """ "2½", "3 1/2"."""
    if "/" in written:
        whole, _, part = written.partition(" ")
        above, _, below = part.partition("/")
        return int(whole) + int(above) / int(below)
    return int(written[:-1].strip() or 0) + _FRACTIONS[written[-1]]


class _Reading:
    """One numeral as it is read token by token: what its finished parts are worth, and the part that is still open."""

    def __init__(self, text: str, first: re.Match[str]) -> None:
        self.text, self.end = text, first.start()
        self.total = 0.0
        self.part: float | None = None  # below the next scale: the 12 of "three million twelve thousand"
        self.scale = float("inf")  # of the last finished part
        self.written = False  # is the open part written in digits?
        self.money = bool(re.search(r"(?:[$£€¥₹₩₽]|\b(?:Rs\.?|[A-Z]{3}))\s?$", text[: first.start()][-6:]))

    @property
    def value(self) -> float:
        """What the numeral is worth as far as it is read."""
        return self.total + (self.part or 0.0)

    def read(self, tokens: list[re.Match[str]], at: int) -> int:
        """Take tokens from ``at`` on as far as they are one numeral; how many, 0 where it is none."""
        if not self._begin(tokens, at):
            return 0
        used = 1
        while at + used < len(tokens):
            taken = self._take(tokens, at + used)
            if not taken:
                break
            used += taken
            self.end = tokens[at + used - 1].end()
        return used if self.end > tokens[at].start() else 0

    def _begin(self, tokens: list[re.Match[str]], at: int) -> bool:
        """Take the first token, if a numeral can begin with it."""
        token = tokens[at]
        word = token.group().lower()
        self.written = not token["word"]
        if token["fraction"]:
            self.part = _fraction(token.group())
        elif token["digits"]:
            self.part = _digits(token)
        else:
            self.part = SMALL.get(word, self._of_a_scale(tokens, at))
        self.end = token.start() if word in _ARTICLES else token.end()
        return self.part is not None

    def _of_a_scale(self, tokens: list[re.Match[str]], at: int) -> float | None:
        """What "a" or "half" is worth before a scale: "a million", "half a dozen"; None for any other word."""
        word, behind = (t.group().lower() if t else "" for t in (tokens[at], next(iter(tokens[at + 1 : at + 2]), None)))
        if word == "half" and self._is_scale(tokens, at + 2 if behind == "a" else at + 1):
            return 0.5
        return 1.0 if word in ("a", "an") and self._is_scale(tokens, at + 1) else None

    def _is_scale(self, tokens: list[re.Match[str]], at: int) -> bool:
        if at >= len(tokens) or tokens[at].group().lower() not in SCALES:
            return False
        return self._gap(tokens, at) in (" ", "-") and tokens[at].group().lower() != "arab"

    def _gap(self, tokens: list[re.Match[str]], at: int) -> str:
        """What stands before a token, blanks of every kind as one."""
        return re.sub(r"\s+", " ", self.text[tokens[at - 1].end() : tokens[at].start()])

    def _take(self, tokens: list[re.Match[str]], at: int) -> int:
        """Take what stands at ``at`` into the numeral; how many tokens, 0 where it is no part of it."""
        token, gap = tokens[at], self._gap(tokens, at)
        word = token.group().lower()
        if gap not in ("", " ", "-"):
            return 0
        if word == "and":
            return self._join(tokens, at)
        if word == "a" and self.part == 0.5:  # "half a million"
            return int(self._is_scale(tokens, at + 1))
        if self._times(token, gap):
            return 1
        bound_on = gap == " " and self._is_bound_on(token)
        return int(gap != "" and not bound_on and self._add(tokens, at, joined=False))

    def _join(self, tokens: list[re.Match[str]], at: int) -> int:
        """ "and a half", "and five": how many tokens belong to the numeral."""
        words = [t.group().lower() for t in tokens[at + 1 : at + 3]]
        gaps = [self._gap(tokens, i) for i in range(at + 1, min(at + 3, len(tokens)))]
        if words == ["a", "half"] and gaps == [" ", " "]:
            if self.part is not None:
                self.part += 0.5
            else:
                self.total += 0.5 * self.scale
            return 3
        if not words or gaps[0] != " " or self._is_bound_on(tokens[at + 1]):
            return 0
        return 2 * self._add(tokens, at + 1, joined=True)

    def _times(self, token: re.Match[str], gap: str) -> bool:
        """Multiply by the scale that the word is, if it is one here."""
        word = token.group().lower()
        scale = SCALES.get(word) or self._short(token, gap)
        if not scale or (word == "arab" and not self._counts_money()):
            return False
        if self.part is None:
            return self._scale_again(scale, gap)
        if scale == HUNDRED and self.part < HUNDRED:
            self.part *= scale
            return True
        if scale >= self.scale:
            return False
        self.total, self.part, self.scale = self.total + self.part * scale, None, scale
        self.written = False
        return True

    def _short(self, token: re.Match[str], gap: str) -> int:
        """The scale that a letter or two behind digits stand for, 0 where they do not: "5k", "$3 m", but "a 3m wall"."""
        word = token.group().lower()
        if not self.written or gap == "-" or word not in SHORT:
            return 0
        if not self.money:
            loose = word in _GLUED and gap
            if word in _OF_MONEY or loose or is_length(self.text, token.start(), token.end(), self.part or 0.0):
                return 0
        return SHORT[word]

    def _scale_again(self, scale: int, gap: str) -> bool:
        """ "seven lakh crore", "ten thousand million": one scale times another."""
        if gap != " " or scale <= self.scale or self.total / self.scale >= THOUSAND:
            return False
        self.total, self.scale = self.total * scale, self.scale * scale
        return True

    def _counts_money(self) -> bool:
        return self.money or bool(re.match(r"\s?arab\s+(?:rupees|rupaye|taka)\b", self.text[self.end : self.end + 14]))

    def _add(self, tokens: list[re.Match[str]], at: int, *, joined: bool) -> bool:
        """Add the next words: "forty-" two, "hundred and" five, "thousand" two hundred."""
        token = tokens[at]
        if token["digits"]:
            return not joined and self._begins_a_part(tokens, at)
        value = SMALL.get(token.group().lower())
        if not value or self.written:
            return False
        if self.part is not None:
            return self._add_to_part(token, value, joined)
        if self.scale < HUNDRED or (joined and not self._reads_on(token, value)):  # "two dozen five"
            return False
        self.part = value
        return True

    def _begins_a_part(self, tokens: list[re.Match[str]], at: int) -> bool:
        """ "2 million 300 thousand": take digits behind a scale, where a lesser scale follows."""
        lesser = at + 1 < len(tokens) and SCALES.get(tokens[at + 1].group().lower(), self.scale) < self.scale
        if self.part is not None or not lesser or self._gap(tokens, at + 1) != " ":
            return False
        self.part, self.written = _digits(tokens[at]), True
        return True

    def _add_to_part(self, token: re.Match[str], value: int, joined: bool) -> bool:
        part = self.part or 0.0
        if part >= HUNDRED and part % HUNDRED == 0:
            if joined and not self._reads_on(token, value):
                return False
        elif joined or part % 10 or not 20 <= part % HUNDRED < HUNDRED or value >= 10:
            return False
        self.part = part + value
        return True

    def _reads_on(self, token: re.Match[str], value: int) -> bool:
        """Is "and five" part of it: does the sentence go on behind it, or is it no small number?"""
        return value >= 10 or bool(re.match(r"[\s-]+\w", self.text[token.end() : token.end() + 3]))

    def _is_bound_on(self, token: re.Match[str]) -> bool:
        """ "one hundred two-year-olds": does the word belong to what stands behind its hyphen?"""
        behind = re.match(r"-([a-z]+)", self.text[token.end() : token.end() + 12], re.IGNORECASE)
        return bool(behind and behind[1].lower() not in SMALL and behind[1].lower() not in SCALES)
