"""What a figure is beside others: a whole, a part, the rest, on top, set aside, earlier, a rate; and whether of this event."""

from __future__ import annotations

import re
from functools import cache

from variorum.model import FigureRole
from variorum.text.figures import Number
from variorum.text.lexicon import entries
from variorum.text.numerals import SMALL

_NUMBER = rf"(?:{'|'.join(sorted(SMALL, key=len, reverse=True))}|\d[\d,.]*|hundreds?|dozens?|scores|thousand|million)"
_THESE = r"(?:the|its|their|his|her|our|those|these|some|about|around|more than|at least|an?)"
_WHOLE = re.compile(
    rf"\b(?:{_NUMBER}|none|most|some|half|many|several|few|any|another|either|neither|which|a third|two-thirds|percent|%)"
    rf"\s+(?:(?:[a-z]+\s+)?out\s+)?of\s+(?:a\s+total\s+of\s+)?(?:{_THESE}\s+){{1,2}}(?:[a-z]+\s+)?(?:of\s+)?$"
    rf"|\b(?:{_NUMBER}|none)\s+out\s+of\s+(?:a\s+total\s+of\s+)?$"
    rf"|(?:^|[.,;:(]\s*)(?:out\s+)?of\s+(?:the|its|their|his|her|those|these)\s+(?:[a-z]+\s+)?$|^(?:out\s+)?of\s+$",
    re.IGNORECASE,
)
_EXCLUDED = re.compile(
    r"\b(?:(?:all|every\w*|everything|none|nobody|no one)\s+but|but\s+for|except(?:\s+for)?|excepting|excluding|other\s+than"
    r"|aside\s+from|apart\s+from|not\s+(?:counting|including)|with\s+the\s+exception\s+of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
ALL_BUT = re.compile(r"\b(?:all|every\w*)\s+but\s+(?:the\s+)?$", re.IGNORECASE)
_SERVED = r"\s+in\s+(?:captivity|custody|exile|hospital|jail|office|orbit|power|prison|space)"  # "a year in jail" is no rate
_RATE = re.compile(
    r"[^.;,:]{0,70}?(?:\b(?:each|every|per)\s+(?:year|month|week|day|night|hour|minute|season|summer|winter|decade|weekend)\b"
    rf"|\ba\s+(?:year|month|week|day|night|hour|minute)\b(?!\s+(?:after|ago|before|earlier|later|since|of|on|for|long|and|old|that)\b|{_SERVED})"
    r"|\bon\s+average\b|\b(?:annually|yearly|weekly|monthly)\b|\ban?\s+(?:average|typical)\s+(?:year|month|week|day)\b)",
    re.IGNORECASE,
)
_RATE_BEFORE = re.compile(
    r"(?:\b(?:each|every)\s+(?:year|month|week|day|night|hour|season|summer|winter|decade),?\s+(?:[\w’']+\s+){0,5}"
    r"|\bon\s+average,?\s+(?:[\w’']+\s+){0,4}|\ban?\s+(?:annual\s+)?average\s+of\s+|\baverag(?:es?|ed|ing)\s+"
    r"|\bin\s+an?\s+(?:average|typical|normal|usual)\s+(?:year|month|week|day),?\s+(?:[\w’']+\s+){0,4}"
    r"|\b(?:annual|yearly|daily|weekly|monthly)\s+(?:[a-z]+\s+){1,3}of\s+)(?:about|around|some|roughly|over|more than)?\s*$",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"(?:\b(?:up|down|revised|raised|lowered|corrected|updated|increase[ds]?|rising|rise[ns]?|rose|climb(?:ed|ing|s)?|jump(?:ed|ing|s)?"
    r"|fell|fall(?:en|ing|s)?|dropp?(?:ed|ing|s)?|gr[eo]wn?|growing|cut|reduced|changed|moved)\s+(?:up\s+|down\s+)?"
    r"(?:[\w-]+\s+){0,3}?from\s+(?:an?\s+|the\s+)?"
    r"(?:(?:earlier|initial|previous|first|original)\s+)?(?:(?:[a-z]+\s+)?of\s+|[a-z]+\s+)?"
    r"|\b(?:revised|raised|lowered|corrected|updated|increased|reduced|cut|rose|risen|climbed|jumped|fell|fallen|dropped|grew|up|down)"
    r"\b[^.;]{0,40}?\bto\s+[\w,.]+\s+(?:[a-z]+\s+)?from\s+(?:an?\s+(?:[a-z]+\s+)?)?"
    r"|\b(?:earlier|initial|previous|preliminary|original|first)\s+(?:death\s+)?"
    r"(?:count|estimate|figure|number|report|tally|toll|total|reading|version)s?"
    r"(?:\s+(?:of|at|that|had|was|were|put|gave|said|spoke|stood|counted|listed|the|it|there))*\s+"
    r"|\b(?:earlier|initially|originally|previously|at\s+first)\s+(?:[a-z]+\s+){0,3}?"
    r"(?:put\s+(?:[a-z]+\s+){1,3}at|at|of|said|reported|given\s+as|stood\s+at|thought\s+to\s+be)\s+)$",
    re.IGNORECASE,
)
_ADDED = re.compile(r"^\s*(?:more(?!\s+than)|further|additional|extra)\b", re.IGNORECASE)
_ADDED_BEFORE = re.compile(
    r"\b(?:another|a\s+further|an?\s+additional|an?\s+extra|a\s+second|also|as\s+well\s+as)\s*$", re.IGNORECASE
)
_OTHERS = re.compile(r"\bothers?\b", re.IGNORECASE)
_REMAINING = re.compile(r"\b(?:remaining|rest,|other)\s*$", re.IGNORECASE)
_PART = re.compile(r"\b(?:including|among (?:them|whom)|of (?:whom|them|which)|\w+ of them)\b[^.;,]{0,40}$", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^()]{0,40}$")  # "twelve people (seven men and five women)"
_AMONG = re.compile(
    r"[^.;,]{0,60}\b(?:was|were|is|are) among\b"
    r"|\s+of (?:the|its|their|them|those|these|whom|which|his|her)\b|\s+out of\b|\s+[a-z]+ly\b(?!\s+[a-z])",
    re.IGNORECASE,
)
_SOME = re.compile(  # "two critically wounded", "found two dead at the scene": not all of them
    r"(?:\s+[a-z]+){0,2}\s+(?:(?:badly|critically|fatally|gravely|lightly|seriously|severely|slightly)\s"
    r"|dead\s+(?:at the scene|inside|there))"
)
_TOTAL = re.compile(
    r"\btotal(?:\s+(?:now|so\s+far))?\s+(?:of|to|at|is|was|stands\s+at|reached)\s*$|\b(?:in all|altogether),?\s*$", re.IGNORECASE
)
_TOTAL_BEHIND = re.compile(r"[^.;,]{0,40}\b(?:in all|in total|altogether|all told)\b", re.IGNORECASE)
REACH = 14  # characters behind a figure in which "others" tells of it

APART = frozenset({"excluded", "whole"})  # roles of figures that count nothing of what the verb says


def find_role(text: str, number: Number, *, first: bool) -> FigureRole:
    """The role of a number of a sentence; ``first``: no figure stands before it."""
    before, behind = text[: number.start], text[number.end :]
    if _EXCLUDED.search(before):
        return "excluded"
    if _RATE.match(behind) or _RATE_BEFORE.search(before):
        return "rate"
    if number.unit:
        return "part" if _is_part(before, behind, first=first) else ""
    if _WHOLE.search(before):
        return "whole"
    if _EARLIER.search(before):
        return "earlier"
    return _role_beside(before, text[number.start : number.end], behind, first=first)


def _role_beside(before: str, written: str, behind: str, *, first: bool) -> FigureRole:
    """On top of another figure, a part of it, what is left of it, or the sum of all."""
    if _ADDED.match(behind) or _ADDED_BEFORE.search(before):
        return "additional"
    if _is_part(before, behind, first=first) or (_IN_BRACKETS.search(before) and not first):
        return "part"
    if _OTHERS.search(written + behind[:REACH]) or _REMAINING.search(before):
        return "rest"
    return "total" if _TOTAL.search(before) or _TOTAL_BEHIND.match(behind) else ""


def _is_part(before: str, behind: str, *, first: bool) -> bool:
    """ "including 10", "three of the", "two critically wounded"."""
    return bool((_PART.search(before[-60:]) and not first) or _AMONG.match(behind) or _SOME.match(behind))


_CLAUSE = re.compile(r"[,;:.]\s|\b(?:since|than|when|after|while|but|and|before)\b")


def is_of_other_event(text: str, number: Number) -> bool:
    """Is the number of another event than is told of: "31 died in the last such flood", "a similar fire killed 31"?"""
    for m in _other_event().finditer(text):
        breaks = [b.end() for b in _CLAUSE.finditer(text, 0, m.start())]
        start = breaks[-1] if breaks else 0
        ahead = re.match(r"\s*(?:in|during|at|by|the last time)\s", text[start:], re.IGNORECASE)
        ends = [b.start() for b in _CLAUSE.finditer(text, m.end()) if not _RELATIVE.match(text, b.start())]
        end = [*ends, len(text), len(text)][1 if ahead else 0]
        if start <= number.start < end:
            return True
    return False


_RELATIVE = re.compile(r",?\s?(?:which|when|in which|that)\b")


@cache
def _other_event() -> re.Pattern[str]:
    nouns = entries("happenings") | entries("disasters") | entries("event_nouns")
    event = rf"(?:{'|'.join(sorted(nouns, key=len, reverse=True))})e?s?"
    return re.compile(
        rf"\b(?:the|a|an|its|their|any|in)\s+(?:last|previous|only\s+other|prior|earlier)\s+such\s+(?:[\w-]+\s+){{0,2}}?\w+"
        rf"|\b(?:the|its)\s+(?:last|previous)\s+(?:(?:big|great|major|deadly|serious|severe|comparable|similar|fatal)\s+)?"
        rf"(?:[a-z]+\s+)?{event}\b"
        rf"|\b(?:an?|another|two|three|some|other)\s+(?:similar|comparable|separate|unrelated|earlier|previous|different)\s+"
        rf"(?:[\w-]+\s+){{0,2}}?{event}\b"
        rf"|\bthe\s+last\s+time\b"
        rf"|\banother\s+(?:[\w-]+\s+)?{event}\s+(?:there|here|in\s+the\s+\w+)?\s*(?:in|of)\s+(?:19|20)\d\d",
        re.IGNORECASE,
    )
