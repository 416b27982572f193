"""Offers of subscriptions and accounts inside a text: the call, and the list of what subscribers get."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from variorum.text.lexicon import members
from variorum.text.words import find_words, is_function_word

OFFER = "offer to subscribers"
LONGEST = 40  # words of a line of an offer
CALL_WORDS = 16  # words of a call that does not speak to the reader
PROMISES = 0.2  # part of a line's content words that are goods, from which it promises something
_TELLS = re.compile(
    r"[“”\"]|\b(?:said|says|told|according|was|were|had|has been|have been|reported|announced|after|police|percent|per cent)\b",
    re.IGNORECASE,
)
_READER = re.compile(r"\b(?:you|your|our|us|we)\b", re.IGNORECASE)


def find_offers(lines: Sequence[str], groups: Sequence[object] | None = None) -> list[bool]:
    """For each line whether it is part of an offer.

    The lines beside a call are, where they promise something, or stand in the same group of ``groups`` (None: in none).
    A call alone is none: a report may tell its readers where to register.
    """
    calls = [is_call(line) for line in lines]
    if not any(calls):
        return calls
    boxes = {group for group, call in zip(groups, calls, strict=True) if call and group is not None} if groups else set()
    boxed = [bool(groups) and group in boxes for group in groups or ()] or [False] * len(lines)
    part = [call or box or promises(line) for call, box, line in zip(calls, boxed, lines, strict=True)]
    found = [False] * len(lines)
    start = 0
    for at in range(len(lines) + 1):
        if at == len(lines) or not part[at]:
            whole = any(calls[start:at]) and (at - start > 1 or any(boxed[start:at]))
            found[start:at] = [whole] * (at - start)
            start = at + 1
    return found


def tells(line: str) -> bool:
    """Is the line too long for an offer, or does it tell what somebody said or what happened?"""
    return len(line.split()) > LONGEST or bool(_TELLS.search(line))


def is_call(line: str) -> bool:
    """Does a line ask the reader to subscribe, to register or to sign in?"""
    words = line.split()
    if not words or tells(line):
        return False
    asked = _pattern("call").search(line)
    if asked is None:
        return False
    opens = not re.search(r"\w", line[: asked.start()])
    return bool(_READER.search(line)) or len(words) <= (CALL_WORDS if opens else CALL_WORDS // 2)


def promises(line: str) -> bool:
    """Does a line name what subscribers get, without telling that anything happened?"""
    words = find_words(line[:1000])
    if not words or tells(line):
        return False
    content = [w for w in words if not is_function_word(w.text)]
    hits = len(_pattern("goods").findall(line))
    return hits >= PROMISES * len(content) and hits >= min(2, len(content) // 2)


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    forms = sorted(members("offers")[kind], key=len, reverse=True)
    written = "|".join(re.escape(form).replace("'", "['’]") for form in forms)
    return re.compile(rf"(?<![\w-])(?:{written})(?![\w-])", re.IGNORECASE)
