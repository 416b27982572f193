"""Were two texts made from one form, for other events: the same sentences around other names, numbers and days?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from variorum.text.dates import WEEKDAYS
from variorum.text.days import SMALL
from variorum.text.lexicon import shares
from variorum.text.sentences import find_sentences
from variorum.text.words import fold, is_function_word, stem

READ_CHARS = 900  # of a text: its lead and what fills the form
MAX_SENTENCES = 5
MIN_FRAME = 0.6  # share of the other words of two sentences that are the same in both, in order
MIN_SLOTS = 3  # places where the sentences have other names, numbers or days
MAX_KEPT = 1 / 3  # numbers and days that are the same in both, per place where they are not
RARE = 0.01  # share of reports that hold a word: a rarer one with a capital at the head of a sentence is a name

_WORD = re.compile(r"\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?|[^\W\d_]+(?:[’'][^\W_]+)*")
_MONTHS = frozenset({"january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                     "november", "december"})  # fmt: skip
_DAYS = frozenset(WEEKDAYS) | (_MONTHS - {"march", "may"}) | {"today", "yesterday", "tonight", "tomorrow"}
_COUNTS = (frozenset(SMALL) - {"one", "a", "an"}) | {"hundred", "thousand", "million"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word, folded, and what it specifies: "name", "number", "day" or "" for a word of the form."""

    word: str
    kind: str


@dataclass(slots=True)
class Filled:
    """How often the texts differ in each kind of what fills the form, and how many numbers and days they have in common.

    ``exact`` is true where all other words of the sentences that differ are the same.
    """

    name: int = 0
    number: int = 0
    day: int = 0
    kept: int = 0
    exact: bool = True

    @property
    def slots(self) -> int:
        """How often they differ."""
        return self.name + self.number + self.day


def is_same_form(one: str, other: str) -> bool:
    """Do the sentences of two texts agree but for their names, numbers and days, and these hardly ever?

    A copy in which a number was changed or a toll brought up to date keeps the names; a copy that was edited keeps the numbers.
    """
    filled = Filled()
    for mine, theirs in zip(_sentences(one[:READ_CHARS]), _sentences(other[:READ_CHARS]), strict=False):
        _compare(mine, theirs, filled)
        if filled.slots == 0 and filled.kept:
            return False  # the lead is the same
    if filled.slots < MIN_SLOTS or filled.kept > MAX_KEPT * filled.slots:
        return False
    if filled.name:
        return filled.number + filled.day > 0
    return filled.day > 0 and filled.number > 0 and not filled.kept and filled.exact


@lru_cache(maxsize=1 << 10)  # a report is held against many others
def _sentences(opening: str) -> list[list[Token]]:
    """The first sentences of an opening, as tokens."""
    return [_tokens(opening[start:end]) for start, end in find_sentences(opening, "en")[:MAX_SENTENCES]]


def _tokens(sentence: str) -> list[Token]:
    """The words of a sentence; the number beside a month is the day, and the month a word of the form."""
    words = [m.group() for m in _WORD.finditer(sentence)]
    tokens = [Token(fold(word), _kind(word, first=n == 0)) for n, word in enumerate(words)]
    for n, word in enumerate(words):
        beside = [k for k in (n - 1, n + 1) if 0 <= k < len(words) and tokens[k].kind == "number" and words[k][0].isdigit()]
        if word[0].isupper() and tokens[n].word in _MONTHS and beside:
            tokens[n] = Token(tokens[n].word, "")
            tokens[beside[0]] = Token(tokens[beside[0]].word, "day")
    return tokens


def _kind(word: str, *, first: bool) -> str:
    folded = fold(word)
    if word[0].isdigit() or folded in _COUNTS:
        return "number"
    if folded in _DAYS:
        return "day"
    if not word[0].isupper() or is_function_word(word):
        return ""
    return "" if first and shares("background").get(stem(word), 0.0) >= RARE else "name"


def _compare(mine: Sequence[Token], theirs: Sequence[Token], filled: Filled) -> None:
    """Count what fills two sentences of one frame; sentences of other frames tell nothing."""
    steps = SequenceMatcher(None, [t.word for t in mine], [t.word for t in theirs], autojunk=False).get_opcodes()
    same = [t.kind for step, i1, i2, _, _ in steps if step == "equal" for t in mine[i1:i2]]
    plain = max(sum(not t.kind for t in sentence) for sentence in (mine, theirs))
    if same.count("") < MIN_FRAME * plain:
        return
    differ = list(_differing(mine, theirs, steps))
    if not differ and filled.slots:
        return  # a sentence of the form itself
    filled.name += differ.count("name")
    filled.number += differ.count("number")
    filled.day += differ.count("day")
    filled.exact &= same.count("") == plain
    filled.kept += same.count("number") + same.count("day")


def _differing(mine: Sequence[Token], theirs: Sequence[Token], steps: Sequence[tuple[str, int, int, int, int]]) -> Iterator[str]:
    """The kinds of what was put in the place of something of the same kind."""
    for step, i1, i2, j1, j2 in steps:
        if step == "replace":
            for kind in ("name", "number", "day"):
                here = {t.word for t in mine[i1:i2] if t.kind == kind}
                there = {t.word for t in theirs[j1:j2] if t.kind == kind}
                if here and there and not here & there:
                    yield kind
