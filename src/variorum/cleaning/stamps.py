"""Stamps: lines that tell when a page was published or changed, and nothing else."""

from __future__ import annotations

import re
from functools import lru_cache

from variorum.text.dates import MONTHS, WEEKDAYS
from variorum.text.periods import find_times
from variorum.text.words import find_words

LONGEST = 120  # characters of a stamp
OTHER_WORDS = 4  # words of a stamp that belong to no date
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_AGO = re.compile(
    r"(?:(?:published|posted|updated|last)(?: on| updated)?:? ?)?"
    r"(?:(?:\d+|an?|one|two) ?(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)"
    r"(?: \d+ ?(?:m|mins?|minutes?))? ago|yesterday|today)\.?",
    re.IGNORECASE,
)
_STAMP_WORDS = {"posted", "updated", "published", "date", "last", "at", "on", "first", "modified", "created", "time",
                "by", "am", "pm", "a", "m", "p", "gmt", "utc", "edt", "est", "pdt", "pst", "t", "z"}  # fmt: skip
_CHANGED = frozenset(("created", "edited", "modified", "posted", "published", "revised", "updated"))
_PAGE = frozenset(("article", "date", "first", "last", "originally", "page", "report", "story", "this", "was"))
_PLAIN = _CHANGED | _PAGE | frozenset(WEEKDAYS) | frozenset(MONTHS) | frozenset(w[:3] for w in (*WEEKDAYS, *MONTHS)) | {
    "a", "ago", "am", "an", "at", "bst", "by", "cest", "cet", "cst", "day", "days", "edt", "est", "et", "gmt", "hour", "hours",
    "hr", "hrs", "ist", "local", "m", "midnight", "min", "mins", "minute", "minutes", "mst", "nd", "noon", "on", "p", "pm",
    "pst", "pdt", "ct", "pt", "rd", "sec", "sept", "st", "t", "th", "the", "time", "today", "tues", "thurs", "utc", "week",
    "weeks", "yesterday", "z",
}  # fmt: skip
_TOKEN = re.compile(r"\d+|[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[^\s\w]|\S")


@lru_cache(maxsize=4096)
def is_stamp(line: str) -> bool:
    """Is the line a date with a year, and little else?"""
    if len(line) > LONGEST or not _YEAR.search(line):
        return False
    times = [t for t in find_times(line) if t.kind in ("iso", "date", "clock")]
    if not any(t.kind != "clock" and ("year" in dict(t.parts)) for t in times):
        return False
    rest = line
    for t in reversed(find_times(line)):
        rest = rest[: t.start] + " " + rest[t.end :]
    if line.endswith(".") and re.search(r"\b(?:is|was|were|are|had|has|died|said)\b", rest):
        return False
    left = [w.text for w in find_words(rest) if w.text.lower() not in _STAMP_WORDS and not w.text.isdigit()]
    return len(left) <= OTHER_WORDS


def is_update(line: str) -> bool:
    """Does a line without a whole date tell when the page came out or was changed ("Updated at 5 p.m.", "3 hours ago")?

    A date that was glued together ("Feb 28 20246:03 AM") is one too.
    """
    if len(line) > LONGEST:
        return False
    if _AGO.fullmatch(line):
        return True
    words = [t.lower() for t in _TOKEN.findall(line) if t[0].isalnum()]
    if not words or not all(w.isdigit() or w in _PLAIN for w in words):
        return False
    told = next((w for w in words if w not in _PAGE), "")
    if told in _CHANGED:
        return any(w.isdigit() or w in WEEKDAYS or w in ("today", "yesterday") for w in words)
    day = sum(w.isdigit() for w in words) >= 2
    return day and any(w[:3] in _MONTHS for w in words) and any(_YEAR.match(w) for w in words)


_MONTHS = frozenset(name[:3] for name in MONTHS)
