"""Who signs a report: the names in an author field, without the address, date, paper or account that stand there too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from variorum.cleaning.names import is_agency, is_name
from variorum.text.lexicon import classes, entries
from variorum.text.stamps import find_stamps

MAX_BYLINE = 300  # characters: longer fields are texts
MAX_NAME_WORDS = 8  # of one name with its role: more is a sentence
_BY = re.compile(
    r"^(?:(?:written|reported|posted|published|words|text|story|analysis|opinion|edited)\s+by|by|(?:guest\s+)?authors?|autor(?:es|en|in)?|auteurs?"
    r"|автор|text|words|reporting)\b(?!\.)\s*:?\s*|^(?:von|por|par|di|door|av|af|od|от)\s+(?=\w+\s+\w)",
    re.IGNORECASE,
)
_APART = re.compile(r"\s*[|•·‖\n]\s*|\s+[—–-]+\s+|\s*/{2,}\s*")
_PIECE = re.compile(r"\s*[,;]\s*")
_MAIL = re.compile(r"[(<\[]?(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+[)>\]]?")
_ADDRESS = re.compile(r"(?:https?:)?//\S+|\bwww\.\S+|[(\[]?@\w+[)\]]?|\S+\.(?:com|org|net|html?|php|aspx?)\b\S*", re.IGNORECASE)
_CLOCK = re.compile(r"\b(?:published|updated|posted|last)\b.*$|\d{1,2}[:.]\d\d.*$", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:[JS]r|I{1,3}|IV|Ph\.?D|M\.?D|MP|MEP)\.?", re.IGNORECASE)


def find_byline(value: str, outlets: Iterable[str]) -> str | None:
    """The names that ``value`` holds, without those of the paper itself; None where it names nobody."""
    if len(value) > MAX_BYLINE:
        return None
    ours = list(outlets)
    plain = _ADDRESS.sub(" ", _MAIL.sub(" ", value)).strip()
    parts = [byline for part in _APART.split(plain) if (byline := ", ".join(_pieces(part, ours)))]
    return next((part for part in parts if not is_name(part)), parts[0] if parts else None)


def _pieces(part: str, outlets: list[str]) -> Iterator[str]:
    """The names of a list of names."""
    seen: set[str] = set()
    stamps = find_stamps(part, month_first=True)
    plain = part[: stamps[0].start] if stamps else part
    plain = _CLOCK.sub("", plain)
    for piece in _PIECE.split(_BY.sub("", plain.strip(" \t,;:-–—|•·"))):
        name = " ".join(_BY.sub("", piece).split()).strip(' ,;:-–—|•·@()[]<>"“”')
        known = _SUFFIX.fullmatch(name) and seen
        if name and name.casefold() not in seen and (known or _is_somebody(name, outlets)):
            seen.add(name.casefold())
            yield name


def _is_somebody(name: str, outlets: list[str]) -> bool:
    words = re.findall(r"[^\W_]+(?:[’'./-][^\W_]+)*", name.casefold())
    if len(words) > MAX_NAME_WORDS or not re.search(r"[^\W\d_]{2}", name):
        return False
    return not (_is_account(name, words) or _is_date(name, words) or _is_paper(name, words, outlets))


def _is_account(name: str, words: list[str]) -> bool:
    """Is it a placeholder, or one word as nobody writes a name ("mquill22")?"""
    if all(word in entries("byline_placeholders") for word in words):
        return True
    return len(words) == 1 and name.isascii() and (name.islower() or any(c.isdigit() for c in name))


def _is_date(name: str, words: list[str]) -> bool:
    dated = all(word.isdigit() or word in _days_and_months() for word in words)
    return dated and (name[-1].isdigit() or len(words) == 1)


@cache
def _days_and_months() -> frozenset[str]:
    return frozenset((*classes("month_names"), *classes("weekday_names"))) - {"april", "august", "june", "may"}


def _is_paper(name: str, words: list[str], outlets: list[str]) -> bool:
    """Is it the outlet's own name, perhaps with its staff? A host spells a person's name too, so it needs a paper's."""
    spelt = set(_without_staff(words))
    for outlet in outlets:
        host = re.fullmatch(r"[\w.-]+\.\w{2,}", outlet)
        label = outlet.split(".")[-2] if host else outlet
        if _squashed(label) in spelt and (not host or (is_name(name) and not is_agency(name)) or name == outlet):
            return True
    return False


def _without_staff(words: list[str]) -> Iterator[str]:
    """The spellings of what is left when placeholders at both ends go, one after another."""
    empty = [word in entries("byline_placeholders") for word in words]
    for start in range(len(words)):
        yield from (_squashed("".join(words[start:end])) for end in range(start + 1, len(words) + 1) if all(empty[end:]))
        if not empty[start]:
            return


@cache
def _squashed(name: str) -> str:
    return re.sub(r"^the|\W+|_", "", name.casefold())
