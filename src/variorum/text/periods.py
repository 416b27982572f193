"""Times: date, weekday, part of day, season, decade, "the day before" ... as offsets."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from variorum.text.days import SEASONS, SMALL, WEEKDAYS, Days, find_days
from variorum.text.holidays import NAMES


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression: its offsets, its kind, and what resolves it to days against a day and a tense."""

    start: int
    end: int
    kind: str
    parts: tuple[tuple[str, str], ...]

    def days(self, day: date | None, *, future: bool = False) -> Days | None:
        """First and last day meant, None for an open side; None alone where it needs a day and has none."""
        return find_days(self.kind, dict(self.parts), day, future=future)


_MONTH = (
    r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(SMALL)}|several|some|few|couple of)"
_UNIT = r"(?P<unit>day|week|month|year|decade|hour|minute)s?"
_PART = r"(?:\s+(?:early\s+)?(?P<part>morning|midday|noon|afternoon|evening|night|midnight))?"
_WEEKDAY = "|".join(WEEKDAYS)
_HOURS = r"(?:(?:early hours|morning|afternoon|evening|night)\s+of\s+)?"
_NAMED = rf"(?:(?:{_WEEKDAY}),?\s+)?"  # "Thursday, Sept. 21"
_TITLE = r"(?!\s+(?:Times|Telegraph|Express|Mirror|Mail|Herald|school|Addams|Agreement))"  # newspapers, not days
_TO = r"\s+(?:to|and|until|till|through)\s+"


def _again(pattern: str) -> str:
    """The pattern a second time in one expression: its groups get other names."""
    return pattern.replace("(?P<month>", "(?P<month2>").replace("(?P<day>", "(?P<day2>")


_PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso", r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?:[T ]\d\d:\d\d(?::\d\d)?\S*)?"),
    ("iso", r"(?P<day>3[01]|[12]\d|0?[1-9])(?P<mark>[./])(?P<month>1[0-2]|0?[1-9])(?P=mark)(?P<year>(?:19|20)\d\d)"),
    ("holiday", rf"(?P<name>{NAMES})(?:,?\s+{_YEAR})?{_TITLE}"),
    ("range", rf"(?:from|between)\s+{_MONTH}\s+{_DAY}{_TO}{_again(_MONTH)}\s+{_again(_DAY)}(?:,?\s+{_YEAR})?"),
    ("range", rf"(?:from|between)\s+{_DAY}\s+{_MONTH}{_TO}{_again(_DAY)}\s+{_again(_MONTH)}(?:,?\s+{_YEAR})?"),
    ("range", rf"{_MONTH}\s+{_DAY}\s*[-–]\s*{_again(_DAY)}(?:,?\s+{_YEAR})?(?![\d,]*\d)"),
    ("weekdays", rf"(?:from|between)\s+(?P<first>{_WEEKDAY}){_TO}(?P<last>{_WEEKDAY})"),
    ("date", rf"{_HOURS}{_NAMED}{_MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?(?![\d,]*\d)"),
    ("date", rf"{_HOURS}{_NAMED}{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?"),
    ("quarter", rf"(?P<part>first|second|third|fourth)\s+(?P<unit>quarter|half)(?:\s+of)?\s+{_YEAR}"),
    ("quarter", r"(?P<part>last|next|this)\s+(?P<unit>quarter)"),
    ("month", rf"(?P<edge>early|mid-?|late)?\s*{_MONTH}(?:\s+of)?,?\s+{_YEAR}"),
    ("clock", r"(?:1[0-2]|0?[1-9])\.[0-5]\d\s*[ap]\.?m\b\.?"
              r"|(?:[01]?\d|2[0-3])(?::[0-5]\d)(?:\s*[ap]\.?m\b\.?)?(?:\s*(?:GMT|UTC|[ECMP][SD]T))?"
              r"|(?:1[0-2]|[1-9])\s*[ap]\.?m\b\.?|(?<=at )(?:[01]\d|2[0-3])[0-5]\d(?=\s+(?:GMT|hours|local))"),
    ("between", r"(?:between|from)\s+(?P<first>(?:1[5-9]|20)\d\d)\s+(?:and|to|until)\s+(?P<last>(?:1[5-9]|20)\d\d)"),
    ("between", r"(?<![\d,.])(?P<first>(?:1[5-9]|20)\d\d)\s*[-–]\s*(?P<last>(?:(?:1[5-9]|20)\d\d|\d\d))(?![\d,-])"),
    ("decade", r"(?:(?P<edge>early|mid|late)[\s-]+)?(?:the\s+)?(?:(?P<edge2>early|mid|late)[\s-]+)?"
               r"(?P<year>(?:1[5-9]|20)\d0)['’]?s"),
    ("season", rf"(?P<season>{'|'.join(SEASONS)})(?:\s+of)?\s+{_YEAR}"),
    ("season", rf"(?P<which>last|this|next)\s+(?P<season>{'|'.join(SEASONS)})"),
    ("weekday", rf"(?P<day>{_WEEKDAY})(?:\s+of)?\s+(?P<week>last|this|next)\s+week"),
    ("weekday", rf"(?:(?P<which>last|next|this past|this coming|this)\s+|(?:early|late)\s+|{_HOURS})"
                rf"(?<!\ba )(?<!every )(?<!each )(?<!Sheffield )(?P<day>{_WEEKDAY}){_PART}{_TITLE}"),
    ("today", r"the day (?P<which>before yesterday|after tomorrow)"),
    ("today", rf"(?<!USA )today|tonight|this (?:morning|afternoon|evening)|(?P<which>yesterday|tomorrow){_PART}|last night"),
    ("ago", rf"{_COUNT}\s+{_UNIT}\s+ago"),
    ("ahead", rf"in\s+{_COUNT}\s+{_UNIT}"),
    ("near", r"(?<=over )(?P<which>the)\s+(?P<unit>weekend)"),
    ("month", rf"(?P<which>last|next)\s+{_MONTH}(?=[\s,.;]|$)"),
    ("shift", rf"{_COUNT}\s+{_UNIT}\s+(?P<way>earlier|before|later|after)"
              r"|the\s+(?:(?P<way2>previous|following|next)\s+day|day\s+(?P<way3>before|after))"),
    ("near", r"(?P<which>earlier this|later this|last|this|next|this past|the past)\s+(?P<unit>week|month|year|weekend)"),
    ("since", rf"(?P<side>since|until|till)\s+{_YEAR}"),
    ("year", rf"(?:(?P<edge>early|mid|late)[\s-]+)?(?<![\d,.$£€])(?<!flight )(?<!novel ){_YEAR}(?![\d,.]*\d)"
             r"(?!\s*(?:%|percent|people|troops|dollars|euros|pounds|met(?:re|er)s|miles|km|tons|tonnes|overture))"),
    ("month", rf"(?<=in )(?:(?P<edge>early|mid|late)[\s-]+)?{_MONTH}(?=[\s,.;]|$)"),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)) for kind, pattern in _PATTERNS)


@lru_cache(maxsize=1 << 10)  # one sentence is asked for its figures and for the times of each of its claims
def find_times(text: str) -> tuple[Time, ...]:
    """All time expressions of ``text`` in order, none overlapping: the earlier pattern of the table wins."""
    found: list[Time] = []
    taken: list[tuple[int, int]] = []  # in order, and none overlapping
    for kind, pattern in _COMPILED:
        for m in pattern.finditer(text):
            at = bisect_left(taken, m.span())
            overlaps = (at < len(taken) and taken[at][0] < m.end()) or (at > 0 and m.start() < taken[at - 1][1])
            if overlaps or _is_modal_may(kind, m):
                continue
            parts = tuple((k, v) for k, v in m.groupdict().items() if v)
            start = m.start() + len(m.group()) - len(m.group().lstrip())
            found.append(Time(start, m.end(), kind, parts or (("word", m.group()),)))
            taken.insert(at, m.span())
    return tuple(_open(text, t) for t in sorted(found, key=lambda t: t.start))


def _open(text: str, time: Time) -> Time:
    """ "since Monday", "from 2030 onwards": the time with the words that leave its end open."""
    before, behind = _SINCE.search(text, 0, time.start), _ONWARD.match(text, time.end)
    if time.kind in ("since", "between", "clock", "decade", "shift") or not (before or behind):
        return time
    start = before.start() if before else max(0, time.start - 5 * text[: time.start].lower().endswith("from "))
    end = behind.end() if behind and not before else time.end
    side = "since" if before else "onward"
    return Time(start, end, "since", (*time.parts, ("kind", time.kind), ("side", side)))


_SINCE = re.compile(r"\bsince\s+(?:the\s+)?$", re.IGNORECASE)
_ONWARD = re.compile(r"\s+onwards?\b", re.IGNORECASE)


def find_date(text: str) -> date | None:
    """The first full calendar date (day, month and year) that ``text`` names."""
    for time in find_times(text):
        if time.kind in ("iso", "date") and "year" in dict(time.parts):
            days = time.days(None)
            if days and days[0]:
                return days[0]
    return None


def _is_modal_may(kind: str, m: re.Match[str]) -> bool:
    return kind in ("date", "month") and m.group("month") in ("may", "march", "mar") and "year" not in {
        k for k, v in m.groupdict().items() if v
    }  # fmt: skip
