"""Words with their offsets, and the stems by which they are compared."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

from variorum.text.lexicon import entries, members, shares

STEM = 6  # letters: with the story's own idf this separated same-claim pairs better than lemmas or embeddings
BACKGROUND = 200  # reports that a set is imagined among: the smaller it is, the more the words' common use counts
LONG = 1_000  # letters of a text whose words are not kept at hand
ELIDING = frozenset(("ca", "fr", "it"))  # languages that cut an article before a vowel
KIN = {"bs": "hr", "ms": "id", "nn": "nb", "no": "nb"}  # languages whose function words are those of another
UNSEEN = 0.002  # share of reports that hold a word too rare to be in the background

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_WHOLE = re.compile(r"(?<![\w-])[a-z]{3,8}-[a-z]{3,8}(?:[’'][^\W_]+)*(?![\w-])|" + _WORD.pattern)
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu|un|(?:d|n|s)?[eu]?[gla]?l{1,2})['’](?=\w)", re.IGNORECASE)
_QUOTES = str.maketrans("’‘“”–—", "''\"\"--")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as written, and the offsets of its first letter and behind its last."""

    text: str
    start: int
    end: int


def find_words(text: str) -> list[Word]:
    """All words of ``text`` in order; an apostrophe inside stays, a hyphen parts."""
    return list(_words(text)) if len(text) < LONG else list(_words.__wrapped__(text))


@lru_cache(maxsize=1 << 14)
def _words(text: str) -> tuple[Word, ...]:
    return tuple(Word(m.group(), m.start(), m.end()) for m in _WORD.finditer(text))


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """The word without case, accents, curly quotes and the possessive."""
    plain = unicodedata.normalize("NFKD", word.translate(_QUOTES)).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return plain.removesuffix("'s").removesuffix("'")


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The first six letters of the folded word; digits stay whole."""
    folded = fold(word)
    return folded if folded.isdigit() else folded[:STEM]


def is_function_word(word: str, language: str | None = None) -> bool:
    """Is the word an article, pronoun, preposition, auxiliary ...: one that carries no subject matter?

    English ones are in any text; with another ``language`` (ISO 639-1) those of that language are too.
    """
    folded = fold(word)
    return folded in entries("function_words") or (language not in (None, "en") and folded in _foreign(language))


def without_elision(word: str, language: str | None) -> str:
    """The word without the article or preposition that is written as one with it: "l'école"."""
    return _ELIDED.sub("", word) if language in ELIDING else word


@cache
def _foreign(language: str | None) -> frozenset[str]:
    return frozenset(members("foreign_function_words").get(KIN.get(language or "", language or ""), ()))


def content_stems(text: str) -> list[str]:
    """Stems of the words that carry subject matter, in order, with repetitions.

    A compound is one word, written with a hyphen or without: "cease-fire", "ceasefire".
    """
    return [stem(w) for w in compounds(text) if not is_function_word(w)]


def compounds(text: str) -> list[str]:
    """The words of ``text``, small letters joined by a hyphen as one."""
    return [text[start:end].replace("-", "") for start, end in find_compounds(text)]


def find_compounds(text: str) -> list[tuple[int, int]]:
    """Start and end of all words of ``text`` in order, small letters joined by a hyphen as one word: "cease-fire"."""
    return [m.span() for m in _WHOLE.finditer(text)]


def find_idf(counts: Counter[str], units: int) -> dict[str, float]:
    """Inverse document frequency of each stem: ``counts`` of ``units`` hold it, and what common use says of it."""
    whole = math.log(units + BACKGROUND + 1)
    return {s: whole - _log_count(s, n) for s, n in counts.items()}


@lru_cache(maxsize=1 << 17)
def _log_count(stem: str, n: int) -> float:
    return math.log(n + BACKGROUND * shares("background").get(stem, UNSEEN))
