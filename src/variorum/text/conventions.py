"""Whether a text, a country or a language tag writes the month first in dates in numbers, and how it spells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from variorum.text.dates import MONTHS
from variorum.text.lexicon import classes, members

_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2(?:(?:19|20)\d\d|\d\d)(?![\d/-])")
_GLUED = re.compile(r"\b\d{1,2}(?:[:.]\d\d)?[ap]m\b|\b\d{1,2}\.\d\d\s?[ap]\.?m\b")  # 3pm, 3.15 p.m.
_POINTED = re.compile(r"\b\d{1,2}(?::\d\d)?\s[ap]\.m\.")  # 3 p.m., 3:15 p.m.
_DAY_THEN_MONTH = re.compile(rf"\b(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th)?\s+(?:{'|'.join(m.title() for m in MONTHS)})\b")
_SMALL_WORD = re.compile(r"\b[a-z]{3,}\b")
_REGION = re.compile(r"^[a-z]{2,3}(?:[-_][A-Za-z]{4})?[-_]([A-Za-z]{2})$")
MAX_MONTH = 12


@dataclass(frozen=True, slots=True)
class Country:
    """How a country writes and when it wakes: is the month first (None: both are usual), minutes ahead of UTC at least and at
    most."""

    month_first: bool | None
    least: int
    most: int


def find_country(code: str) -> Country | None:
    """The country of an address's last label or of a tag's region, None for a label of no country."""
    label = classes("countries").get(code.casefold())
    if label is None:
        return None
    order, least, most = label.split("|")
    return Country(order == "month" if order else None, int(least), int(most))


def find_region(tag: str) -> Country | None:
    """The country of a language tag ("en-GB", "en_US"), None where it names none."""
    m = _REGION.match(tag.strip())
    return find_country(m[1]) if m else None


def find_own_order(text: str) -> bool | None:
    """Does the text put the month first, by its dates in numbers that are days in one order only? None where nothing tells."""
    orders = {int(m[1]) <= MAX_MONTH for m in _NUMERIC.finditer(text) if (int(m[1]) > MAX_MONTH) != (int(m[3]) > MAX_MONTH)}
    return orders.pop() if len(orders) == 1 else None


def find_habits(text: str) -> bool | None:
    """Does the text put the month first, by its spelling, hours and dates in words? None where they tell nothing, or part."""
    votes = set(_votes(text))
    return votes.pop() if len(votes) == 1 else None


def _votes(text: str) -> Iterator[bool]:
    words = set(_SMALL_WORD.findall(text))
    spellings = members("orthography")
    for side, american in (("american", True), ("british", False)):
        if words & set(spellings[side]):
            yield american
    if _POINTED.search(text):
        yield True
    if _GLUED.search(text) or _DAY_THEN_MONTH.search(text):
        yield False
