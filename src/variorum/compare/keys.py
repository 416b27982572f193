"""Words -> the keys by which claims are compared, and how much each of them tells."""

from __future__ import annotations

from functools import lru_cache
from math import log

from variorum.text.lexicon import classes, shares
from variorum.text.numerals import SMALL
from variorum.text.words import compounds, fold, is_function_word, stem

REPORTS = 3660  # the background was counted over so many reports
EVENT_SHARE = 0.05  # of news reports hold a word of one class of events
UNSEEN_SHARE = 0.002  # ... and a word that is too rare to be in the background
ENDINGS = ("", "s", "es", "ed", "d", "ing")


@lru_cache(maxsize=1 << 16)
def key_of(word: str) -> str:
    """The class of a word that tells an event, in capitals ("died": KILLED); a number's digits; else its base's stem."""
    folded = fold(word)
    if folded in SMALL:
        return str(SMALL[folded])
    events = classes("events")
    for ending in ENDINGS:
        base = folded.removesuffix(ending)
        if base in events:
            return events[base].upper()
    return stem(classes("irregulars").get(folded, folded))


@lru_cache(maxsize=1 << 16)
def weight_of(key: str) -> float:
    """How much a key tells: the logarithm of how rare it is among news reports, some 0.3 to 2."""
    share = EVENT_SHARE if key.isupper() else shares("background").get(key, UNSEEN_SHARE)
    return -log(max(share, 1 / REPORTS)) / 4


@lru_cache(maxsize=1 << 14)
def keys_of(text: str) -> tuple[str, ...]:
    """The keys of the content words of a text, each once, in order."""
    return tuple(dict.fromkeys(key_of(w) for w in compounds(text) if not is_function_word(w)))
