"""Which of day and month stands first in a page's dates in numbers, where the page itself tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import urlsplit

from variorum.model import Candidate
from variorum.text.stamps import find_stamps, month_is_first

MAX_LINE = 200  # characters of the lines that are searched for other dates: stamps are short
_MONTH_FIRST = ("fm", "mh", "ph", "pr", "pw", "us", "vi")  # regions that write the month first
_MIXED = ("ca",)  # regions that write both
_AMERICAN_ENDS = ("edu", "gov", "mil", "us")  # of hosts
_WORLDWIDE_ENDS = (
    "ai",
    "cc",
    "co",
    "eu",
    "fm",
    "gg",
    "io",
    "ly",
    "me",
    "sh",
    "to",
    "tv",
    "ws",
)  # of two letters, but no country's
# Languages that write dates in numbers with strokes, and with hyphens, by the short forms of the Common Locale Data Repository.
_SLASHED = frozenset((
    "ar", "bn", "ca", "el", "en", "es", "eu", "fa", "fr", "gl", "hi", "id", "it", "ms", "pt", "ro", "sw", "ta", "th", "tl",
    "ur", "vi",
))  # fmt: skip
_HYPHENED = frozenset(("bn", "en", "es", "hi", "id", "it", "ms", "nl", "pt", "ta", "ur", "vi"))
_POINTED = re.compile(r"\d ?[ap]\.m\.", re.IGNORECASE)


def find_order(value: str, known: Iterable[date], shown: frozenset[bool], candidates: Sequence[Candidate]) -> bool | None:
    """Is the month first in ``value``? By other dates of the page, then by its language and address; None where open.

    ``known`` are days that the page names for sure, as in its address, ``shown`` the orders of its other dates in numbers.
    """
    near = {order for order in (True, False) if _is_near(value, order, known)}
    fitting = near if len(near) == 1 else shown
    if len(fitting) == 1:
        return next(iter(fitting))
    return None if fitting else _by_custom(value, candidates)


def shown_orders(lines: Iterable[str]) -> frozenset[bool]:
    """The orders that a page's dates in numbers have where only one is possible; True for the month first."""
    return frozenset(order for line in lines if len(line) <= MAX_LINE for order in month_is_first(line))


def _is_near(value: str, month_first: bool, known: Iterable[date]) -> bool:
    days = [s.day for s in find_stamps(value, month_first=month_first)]
    return any(abs((day - other).days) <= 1 for day in days for other in known)


def _by_custom(value: str, candidates: Sequence[Candidate]) -> bool | None:
    """What is customary where the page says it comes from; None where its signs differ, or there are none."""
    tag = _first(candidates, "language").lower().replace("_", "-")
    if tag and tag.partition("-")[0] not in (_SLASHED if "/" in value else _HYPHENED):
        return None  # not written so in this language: made by a program that speaks another
    signs = {_by_language(tag), _by_host(_end(_first(candidates, "url")))} - {None}
    if not signs and _POINTED.search(value):
        return True
    return signs.pop() if len(signs) == 1 else None


def _first(candidates: Iterable[Candidate], field: str) -> str:
    return next((c.value for c in candidates if c.field == field), "")


def _by_language(tag: str) -> bool | None:
    language, _, rest = tag.partition("-")
    region = rest.split("-")[-1]
    open_ones = ("", "en")  # languages of which the name alone tells nothing
    return None if region in _MIXED or (language in open_ones and not region) else region in _MONTH_FIRST


def _by_host(end: str) -> bool | None:
    if end in _AMERICAN_ENDS:
        return True
    return None if len(end) != 2 or end in _MIXED or end in _WORLDWIDE_ENDS else end in _MONTH_FIRST


def _end(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").rsplit(".", 1)[-1]
    except ValueError:
        return ""
