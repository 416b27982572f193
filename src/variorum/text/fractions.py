"""Shares of a whole in words: "a third of", "two-thirds", "half of", "one in three", "nine out of ten"."""

from __future__ import annotations

import re
from collections.abc import Iterator

ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}

_SMALL = "|".join(ONES)
_OF = r"(?=\s+of\b|\s+(?:the|all|its|his|her|their|our|those|these)\b|\s+majority\b)"
_FRACTION = re.compile(
    rf"\b(?P<many>an?|{_SMALL})[ -](?P<part>{'|'.join(list(PARTS)[1:])})s?{_OF}|\b(?P<half>half){_OF}", re.IGNORECASE
)
_OF_A = re.compile(r"\s+of\s+a\s+(?P<scale>million|billion)\b", re.IGNORECASE)
_ROUND = frozenset({2, 3, 4, 5, 10, 20, 50, 100, 1_000, 10_000, 100_000})  # of others it counts: "31 out of 33 died"
_RATIO = re.compile(
    rf"(?<![\w-])(?P<many>{_SMALL}|1)\s+in\s+(?P<all>{_SMALL}|\d{{1,3}}(?:,\d{{3}})*)\b(?![,.]?\d)"
    rf"|(?<![\w-])(?P<some>{_SMALL}|\d+)\s+out\s+of\s+(?P<every>every\s+)?(?P<whole>{_SMALL}|\d+)\b",
    re.IGNORECASE,
)


def find_shares(text: str) -> Iterator[tuple[int, int, float]]:
    """Start, end and value of every share that is said in words, 0 to 1, or of a million ("a quarter of a million")."""
    for m in _FRACTION.finditer(text):
        share = _value(m.group("many") or "one") / PARTS[(m.group("part") or "half").lower()]
        scale = _OF_A.match(text, m.end())
        if scale:
            yield m.start(), scale.end(), share * {"million": 10**6, "billion": 10**9}[scale.group("scale").lower()]
        else:
            yield m.start(), m.end(), share
    for m in _RATIO.finditer(text):
        some, whole = _value(m.group("many") or m.group("some")), _value(m.group("all") or m.group("whole"))
        if 0 < some < whole and (m.group("many") or m.group("every") or whole in _ROUND):
            yield m.start(), m.end(), some / whole


def _value(word: str) -> int:
    word = word.lower().replace(",", "")
    return int(word) if word.isdigit() else ONES.index(word) + 1 if word in ONES else 1
