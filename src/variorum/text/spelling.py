"""One spelling of words that houses write in two ways: British or American, numbers in words or digits."""

from __future__ import annotations

import re
from functools import cache

from variorum.text.lexicon import pairs
from variorum.text.numerals import SMALL

_RULES = [
    (re.compile(r"(?<=[a-z]{3})our(?=(?:s|ed|ing|ite|ites|able|ful|ist|hood|hoods)?$)"), "or"),  # harbour: harbor
    (re.compile(r"(?<=[a-z]{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations)$)"), "iz"),  # organise: organize
    (re.compile(r"(?<=[a-z]{3})ys(?=(?:e|ed|es|er|ers|ing)$)"), "yz"),  # analyse: analyze
    (re.compile(r"(?<=[a-z]{2})tre(?=s?$)"), "ter"),  # centre: center
    (re.compile(r"(?<=[a-z]{4})ll(?=(?:ed|ing|er|ers)$)"), "l"),  # travelled: traveled
]


def one_spelling(folded: str) -> str:
    """The folded word in the one spelling that stands for both; only good for telling whether two words are one."""
    if folded in SMALL:
        return str(SMALL[folded])
    folded = _pairs().get(folded, folded)
    if len(folded) > 5:
        for rule, other in _RULES:
            folded = rule.sub(other, folded)
    return folded


@cache
def _pairs() -> dict[str, str]:
    return dict(pairs("spellings"))
