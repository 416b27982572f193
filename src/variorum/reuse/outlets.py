"""What an outlet is called, and whether a text cites it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from variorum.text.lexicon import members

_BEFORE = r"(?:according to|told|citing|cited by|quoted by|reported by|published by|interview (?:with|to)|statement to|via)"
_AFTER = r"(?:has |had |first |also )?(?:reported|reports|said|says|wrote|writes|quoted|cited|was told|has learned|learned)"
MOST = 4  # words of a name
LONGEST = 40  # words of a run of capitalised words that are looked through
_NAME = rf"(?:[A-Z][\w.&’'-]{{0,30}}(?:\s+|(?!\w))){{1,{MOST}}}|(?:[\w-]{{1,40}}\.){{1,4}}[a-z]{{2,20}}\b"
_CITED = re.compile(rf"\b(?i:{_BEFORE})\s+(?:the\s+)?({_NAME})|({_NAME})(?:news agency\s+)?{_AFTER}\b")
_NAMES = re.compile(r"(?<![\w.&’'-])[A-Z][\w.&’'-]{0,30}(?:[ \t]+[A-Z][\w.&’'-]{0,30}){0,40}")
SHORT = 4  # letters of a name that must all be capitals: "AP", not "Ap"


@lru_cache(maxsize=1 << 12)
def names_of(outlet: str | None) -> frozenset[str]:
    """What an outlet is called, casefolded: its name and the forms of it that are known, its initials, its web address."""
    if not outlet:
        return frozenset()
    plain = outlet.casefold().removeprefix("www.")
    words = [w for w in outlet.split() if w[0].isupper()]
    initials = ["".join(w[0] for w in words).casefold()] if len(words) > 2 else []
    host = [label for label in plain.split("/")[0].split(".")[:-1] if label not in ("co", "com", "net", "org", "news")]
    address = [host[-1]] if host and " " not in plain else []
    names = {n for n in (plain, plain.removeprefix("the "), *initials, *address) if _squash(n)}
    return frozenset(names.union(*(_forms().get(_squash(n), frozenset()) for n in names)))


def is_agency(name: str) -> bool:
    """Is it the short name of a news agency?"""
    return name in members("agencies")


@cache
def _forms() -> dict[str, frozenset[str]]:
    """Every form of a known name, by its letters, to all forms."""
    lists = (*members("agencies").items(), *members("outlets").items())
    groups = [frozenset({short.casefold(), *(form.casefold() for form in forms)}) for short, forms in lists]
    return {_squash(form): group for group in groups for form in group}


def _squash(name: str) -> str:
    return re.sub(r"\W+", "", name.casefold().removeprefix("the "))


def is_cited(names: frozenset[str], text: str) -> bool:
    """Does the text give something on the word of the outlet of these names ("according to X", "X reported")?"""
    return bool(({_squash(n) for n in names} - {""}) & _cited(text))


def is_named(names: frozenset[str], texts: tuple[str, ...]) -> bool:
    """Does one of the texts hold one of the names as whole words, with a capital?"""
    return bool(({_squash(n) for n in names} - {""}) & _named(texts))


@lru_cache(maxsize=1 << 12)
def _cited(text: str) -> frozenset[str]:
    """What can be the name of a cited outlet, squashed: the capitalised words beside the words that cite, or a domain."""
    found: set[str] = set()
    for m in _CITED.finditer(text):
        words = (m.group(1) or m.group(2)).split()
        found.add(_spelled(words))
    return frozenset(found)


@lru_cache(maxsize=1 << 10)
def _named(texts: tuple[str, ...]) -> frozenset[str]:
    """All runs of capitalised words of the texts, squashed."""
    found: set[str] = set()
    for text in texts:
        for m in _NAMES.finditer(text):
            words = m.group().split()[:LONGEST]
            found.update(_spelled(words[i:j]) for i in range(len(words)) for j in range(i + 1, min(i + MOST, len(words)) + 1))
    return frozenset(found)


def _spelled(words: list[str]) -> str:
    """The words squashed; a short name must be all capitals: "AP", not "Ap"."""
    words = words[words[0] in ("The", "the") :] or words
    name = _squash("".join(words).rstrip("."))
    if "." in words[0].strip("."):
        return name  # a domain
    return name if len(name) > SHORT or "".join(words).isupper() else ""
