"""Units of measure and of money: what stands before and behind a numeral and says in what it is counted."""

from __future__ import annotations

import re
from functools import cache

from variorum.text.lexicon import classes, members
from variorum.text.numerals import is_run

_TEMPERATURE = re.compile(r"\s?(?:[°º]\s?)?(?P<scale>[CF])(?![\w'’/]|-\w|\.\w)")
_DEGREES = {"C": "celsius", "F": "fahrenheit"}
_MILLIMETRES = re.compile(
    r"\s?mm(?=\s+(?:of|thick|wide|long|deep|in|per|fell|above|below|high)\b|[,;]|\.(?:\s|$))"
)  # no "9mm pistol"
_WON = re.compile(r"\s+won\b")  # behind a scale, else a verb: "five won"
_SCALED = re.compile(r"(?:thousand|million|billion|trillion|bn|tn)$", re.IGNORECASE)
_LETTER = 1  # a sign of one letter, the R of rand, needs a number that is written as one of money
_WRITTEN_AS_MONEY = re.compile(r"\d{4,}|\d+[\s,.]\d|\d+\s?(?:k|m|bn|million|billion|trillion)\b", re.IGNORECASE)


def find_unit(text: str, start: int, end: int) -> tuple[str, int]:
    """The unit that stands behind the numeral at these offsets, and where it ends; "" and ``end`` for none."""
    behind = _names().match(text, end)
    if behind and not (behind["unit"].isupper() and len(behind["unit"]) == _LETTER):
        return classes("units")[behind["unit"].lower()], behind.end()
    sign = _signs_behind().match(text, end)
    if sign:
        return _codes()[sign["sign"]], sign.end()
    if text[end - 1 : end].isdigit():
        return _find_short(text, end)
    won = _WON.match(text, end)
    return ("KRW", won.end()) if won and _SCALED.search(text[start:end]) else ("", end)


def _find_short(text: str, end: int) -> tuple[str, int]:
    """A unit of a letter or two behind digits: "104F", "40 mm of rain", "a 10K run"."""
    degrees, length = _TEMPERATURE.match(text, end), _MILLIMETRES.match(text, end)
    if degrees:
        return _DEGREES[degrees["scale"]], degrees.end()
    if length:
        return "mm", length.end()
    return ("km", end + 1) if text[end : end + 1] in ("k", "K") and is_run(text, end + 1) else ("", end)


def find_money(text: str, start: int, end: int) -> tuple[str, int]:
    """The money whose sign stands before the numeral at these offsets, and where the sign begins; "" and ``start`` for none."""
    before = _signs_before().search(text, max(0, start - 8), start)
    if before is None:
        return "", start
    if len(before["sign"]) == _LETTER and before["sign"].isalpha() and not _WRITTEN_AS_MONEY.match(text[start : end + 4]):
        return "", start
    return _codes()[before["sign"]], before.start()


def is_money(unit: str) -> bool:
    """Is the unit one of money?"""
    return (len(unit) == len("USD") and unit.isupper()) or unit in _currencies()


@cache
def _names() -> re.Pattern[str]:
    names = sorted(classes("units"), key=len, reverse=True)
    return re.compile(rf"[ \u00a0\u202f-]?(?P<unit>{'|'.join(re.escape(n) for n in names)})(?!\w)", re.IGNORECASE)


@cache
def _codes() -> dict[str, str]:
    """Each sign to its code."""
    return {sign: code for code, signs in members("currency_signs").items() for sign in signs}


@cache
def _signs_before() -> re.Pattern[str]:
    signs = sorted(_codes(), key=len, reverse=True)
    return re.compile(rf"(?<![\w.])(?P<sign>{'|'.join(re.escape(s) for s in signs)})\s?\Z")


@cache
def _signs_behind() -> re.Pattern[str]:
    """Codes and signs that are written behind the number too: "300 €", "200 kr", "5 million USD"."""
    signs = sorted((s for s in _codes() if len(s) > _LETTER or not (s.isalpha() or s == "$")), key=len, reverse=True)
    return re.compile(rf"\s?(?P<sign>{'|'.join(re.escape(s) for s in signs)})(?![\w\d$]|\s?\d)")


@cache
def _currencies() -> frozenset[str]:
    """Money that several countries call so: "dollar", "rupee"."""
    return frozenset({"crown", "dinar", "dirham", "dollar", "euro", "franc", "lira", "peso", "pound", "rial", "riyal", "ruble",
                      "rupee", "shilling", "taka", "yen", "yuan"})  # fmt: skip
