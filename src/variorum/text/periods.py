"""Times: date, weekday, part of day, season, decade, "the day before" ... as offsets."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from variorum.text.clocks import CLOCK
from variorum.text.dates import DAY_FIRST, MONTH_FIRST, WEEKDAYS, Days
from variorum.text.days import SEASONS, SMALL, find_days
from variorum.text.holidays import NAMES
from variorum.text.lexicon import as_written


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression: its offsets, its kind, and what resolves it to days against a day and a tense."""

    start: int
    end: int
    kind: str
    parts: tuple[tuple[str, str], ...]

    def days(self, day: date | None, *, future: bool = False, month_first: bool | None = None) -> Days | None:
        """First and last day meant, None for an open side; None alone where it needs a day and has none, or names none.

        ``month_first`` is the order of dates in numbers, None where it is not known: "11/3/2026" then is no day.
        """
        order = {} if month_first is None else {"order": MONTH_FIRST if month_first else DAY_FIRST}
        return find_days(self.kind, {**dict(self.parts), **order}, day, future=future)


_MONTH = (
    r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_AND_YEAR = rf"(?:,?\s+{_YEAR}|,?\s+['’‘](?P<year_short>\d\d)(?!\w|['’]))?"
_DAY = r"(?P<day>3[01]|[12]\d|0?\d)(?:st|nd|rd|th)?"
_OLD_YEAR = r"(?P<year_old>1[0-4]\d\d(?=\s*(?:[,.;)]|$)))"
_BARE_YEAR = r"(?P<year_bare>\d\d(?=\s*(?:[,.;:)\]](?!\d)|$)))"  # "3 Nov 26."
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(SMALL)}|several|some|few|couple of)"
_UNIT = r"(?P<unit>day|week|month|year|decade|hour|minute)s?"
_PART = r"(?:\s+(?:early\s+)?(?P<part>morning|midday|noon|afternoon|evening|night|midnight))?"
_WEEKDAY = "|".join(WEEKDAYS)
_HOURS = r"(?:(?:early hours|morning|afternoon|evening|night)\s+of\s+)?"
_DAY_NAME = r"(?P<weekday>(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)"
_NAMED = rf"(?:{_DAY_NAME}\.?,?\s+(?:the\s+)?)?"  # "Thursday, Sept. 21"
_TO = r"\s+(?:to|and|until|till|through)\s+"
_UP_TO = r"(?:\s*[-–—]\s*|\s+(?:to|until|till|through|thru)\s+)"
_STOP = (  # behind a bare day, so that it is no count: "Nov. 3 to 5, …", not "fell from Nov. 3 to 5 percent"
    r"(?=\s*(?:$|[.,;:)\]”\"](?!\d)|\b(?:after|and|as|at|because|before|but|for|in|when|where|which|while|with)\b))"
)


def _again(pattern: str) -> str:
    """The pattern a second time in one expression: its groups get other names."""
    return re.sub(r"\(\?P<(\w+?)>", r"(?P<\g<1>2>", pattern)


_FIRST_DATE, _SECOND_DATE = rf"{_MONTH}\s+{_DAY}{_AND_YEAR}", rf"{_DAY}\s+(?:of\s+)?{_MONTH}{_AND_YEAR}"  # month first, day first

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso", r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?:[T ]\d\d:\d\d(?::\d\d)?\S*)?"),
    ("iso", r"(?P<year>(?:19|20)\d\d)(?P<mark>[./])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)"),
    ("numeric", rf"{_NAMED}(?P<one>\d\d?)(?P<mark>[./-])(?P<two>\d\d?)(?P=mark)(?P<year>(?:19|20)\d\d)"
                rf"(?:,?\s+\(?(?:a\s+)?{_DAY_NAME.replace('weekday', 'weekday_behind')}(?!['’]))?"),
    ("numeric", rf"{_NAMED}(?<![\d/])(?P<one>[0-3]?\d)(?P<mark>/)(?P<two>[0-3]?\d)/(?P<year>\d\d)(?![/\d])"),
    ("numeric", r"(?P<one>[0-3]\d)(?P<mark>\.)(?P<two>[0-3]\d)\.(?P<year>\d\d)(?![.\d])"),
    ("date", rf"(?P<day>[0-3]?\d)(?P<mark>[-/]){_MONTH}(?P=mark)(?P<year>(?:19|20)?\d\d)"),
    ("holiday", rf"(?P<name>{NAMES})(?:,?\s+{_YEAR})?"),
    ("weekof", rf"week\s+(?P<side>of|beginning|commencing|starting|ending)\s+(?:on\s+)?{_NAMED}{_FIRST_DATE}(?![\d,]*\d)"),
    ("weekof", rf"week\s+(?P<side>of|beginning|commencing|starting|ending)\s+(?:on\s+)?{_NAMED}{_SECOND_DATE}"),
    ("range", rf"(?:from|between)\s+{_FIRST_DATE}{_TO}{_again(_FIRST_DATE)}(?![\d,]*\d)"),
    ("range", rf"(?:from|between)\s+{_SECOND_DATE}{_TO}{_again(_SECOND_DATE)}"),
    ("range", rf"{_FIRST_DATE}{_UP_TO}{_again(_FIRST_DATE)}(?![\d,]*\d)"),
    ("range", rf"{_SECOND_DATE}{_UP_TO}{_again(_SECOND_DATE)}"),
    ("range", rf"(?:between\s+)?{_MONTH}\s+{_DAY}(?:\s*[-–]\s*|\s*/\s*){_again(_DAY)}{_AND_YEAR}(?![\d,]*\d)"),
    ("range", rf"(?:(?:from|between)\s+)?{_MONTH}\s+{_DAY}(?:{_UP_TO}|\s+and\s+){_again(_DAY)}(?:,\s+{_YEAR}(?!\d)|{_STOP})"),
    ("range", rf"(?:(?:from|between)\s+)?{_DAY}(?:{_UP_TO}|\s+and\s+|\s*/\s*){_again(_DAY)}\s+(?:of\s+)?{_again(_MONTH)}"
              rf"{_AND_YEAR}"),
    ("months", rf"(?:from|between)\s+{_MONTH}(?:\s+{_YEAR})?{_TO}{_again(_MONTH)}(?:\s+{_again(_YEAR)})?(?=[\s,.;]|$)"),
    ("weekdays", rf"(?:from|between)\s+(?P<first>{_WEEKDAY}){_TO}(?P<last>{_WEEKDAY})"),
    ("date", rf"{_HOURS}{_NAMED}(?<!\d\s){_FIRST_DATE}(?![\d,]*\d)"),
    ("date", rf"{_HOURS}{_NAMED}{_DAY}\s+(?:of\s+)?{_MONTH}(?:{_AND_YEAR[:-1]}|,?\s+(?:{_OLD_YEAR}|{_BARE_YEAR}))?"),
    ("quarter", rf"(?P<part>first|second|third|fourth)\s+(?P<unit>quarter|half)(?:\s+of)?\s+{_YEAR}"),
    ("quarter", r"(?P<part>last|next|this)\s+(?P<unit>quarter)"),
    ("month", rf"(?P<edge>early|mid-?|late)?[\s-]*{_MONTH}(?:\s+of)?,?\s+{_YEAR}"),
    ("clock", CLOCK),
    ("fiscal", r"(?:fiscal|financial)(?:\s+year)?\s+(?P<year>(?:19|20)\d\d)(?:\s*[-–/]\s*(?P<year2>(?:19|20)?\d\d))?"
               r"|(?-i:FY)\s?(?P<year_short>(?:20)?\d\d)(?:\s*[-–/]\s*(?P<year2_short>(?:20)?\d\d))?"),
    ("between", r"(?:between|from)\s+(?P<first>(?:1[5-9]|20)\d\d)\s+(?:and|to|until)\s+(?P<last>(?:1[5-9]|20)\d\d)"),
    ("between", r"(?<![\d,.])(?P<first>(?:1[5-9]|20)\d\d)\s*[-–]\s*(?P<last>(?:(?:1[5-9]|20)\d\d|\d\d))(?![\d,-])"),
    ("between", r"(?<![\d,.])(?P<first>(?:19|20)\d\d)/(?P<last>\d\d)(?![\d,/-])"),
    ("decade", r"(?:(?P<edge>early|mid|late)[\s-]+)?(?:the\s+)?(?:(?P<edge2>early|mid|late)[\s-]+)?"
               r"(?P<year>(?:1[5-9]|20)\d0)['’]?s"),
    ("decade", r"the\s+(?:(?P<edge>early|mid|late)[\s-]+)?['’‘](?P<year>\d0)['’]?s"),
    ("season", rf"(?P<season>{'|'.join(SEASONS)})(?:\s+of)?\s+{_YEAR}"),
    ("season", rf"(?P<which>last|this|next)\s+(?P<season>{'|'.join(SEASONS)})"),
    ("weekday", rf"(?P<day>{_WEEKDAY})(?:\s+of)?\s+(?P<week>last|this|next)\s+week"),
    ("weekday", rf"(?:(?P<which>last|next|this past|this coming|this)\s+|(?:early|late)\s+|{_HOURS})"
                rf"(?<!\ba )(?<!every )(?<!each )(?P<day>{_WEEKDAY}){_PART}"),
    ("today", r"the day (?P<which>before yesterday|after tomorrow)"),
    ("today", rf"today|tonight|this (?:morning|afternoon|evening)|(?P<which>yesterday|tomorrow){_PART}|last night"),
    ("ago", rf"{_COUNT}\s+{_UNIT}\s+ago"),
    ("ahead", rf"in\s+{_COUNT}\s+{_UNIT}"),
    ("near", r"(?<=over )(?P<which>the)\s+(?P<unit>weekend)"),
    ("month", rf"(?P<which>last|next)\s+{_MONTH}(?=[\s,.;]|$)"),
    ("shift", rf"{_COUNT}\s+{_UNIT}\s+(?P<way>earlier|before|later|after)"
              r"|the\s+(?:(?P<way2>previous|following|next)\s+day|day\s+(?P<way3>before|after))"),
    ("near", r"(?P<which>earlier this|later this|last|this|next|this past|the past)\s+(?P<unit>week|month|year|weekend)"),
    ("since", rf"(?P<side>since|until|till)\s+{_YEAR}"),
    ("year", rf"(?:(?P<edge>early|mid|late)[\s-]+)?(?<![\d,.$£€]){_YEAR}(?![\d,.]*\d)"
             r"(?!\s*(?:%|percent|people|troops|dollars|euros|pounds|met(?:re|er)s|miles|km|tons|tonnes))"),
    ("month", rf"(?P<edge>early|mid|late)[\s-]+{_MONTH}(?=[\s,.;]|$)"),
    ("month", rf"(?<=in )(?:(?P<edge>early|mid|late)[\s-]+)?{_MONTH}(?=[\s,.;]|$)"),
)  # fmt: skip
_LAW = "Act|Amendment|Bill|Code|Decree|Law|Measure|Order|Ordinance|Proposition|Regulations|Statute"
_COMPILED = tuple((kind, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)) for kind, pattern in _PATTERNS)


@lru_cache(maxsize=1 << 10)  # one sentence is asked for its figures and for the times of each of its claims
def find_times(text: str) -> tuple[Time, ...]:
    """All time expressions of ``text`` in order, none overlapping: the earlier pattern of the table wins."""
    found: list[Time] = []
    taken = [m.span() for m in _names().finditer(text)]  # in order, and none overlapping
    for kind, pattern in _COMPILED:
        for m in pattern.finditer(text):
            at = bisect_left(taken, m.span())
            overlaps = (at < len(taken) and taken[at][0] < m.end()) or (at > 0 and m.start() < taken[at - 1][1])
            if overlaps or _is_modal_may(kind, m) or (kind == "year" and _numbered().search(text, 0, m.start())):
                continue
            parts = tuple(_parts(m).items())
            start = m.start() + len(m.group()) - len(m.group().lstrip())
            found.append(Time(start, m.end(), kind, parts or (("word", m.group()),)))
            taken.insert(at, m.span())
    return tuple(_open(text, t) for t in sorted(found, key=lambda t: t.start))


@cache
def _names() -> re.Pattern[str]:
    """The names that hold a word of time and tell none, as written or in capitals."""
    names = {form for name in as_written("time_names") for form in (name, name.upper())}
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n)))})(?!\w)")


@cache
def _numbered() -> re.Pattern[str]:
    """Words before a year that make it a number of theirs or a part of a law's name: "flight", "the Voting Rights Act of"."""
    words = "|".join(re.escape(w) for w in as_written("numbered"))
    return re.compile(rf"(?<![\w-])(?:(?:{words}|[Nn]ovel|flight)|(?:{_LAW})(?:\s+of)?)\s+$")


def _parts(m: re.Match[str]) -> dict[str, str]:
    """The named parts of a match; those of one kind that stand in several places by one name ("year", "year_short")."""
    return {name.split("_")[0] + "2" * name.endswith("_short2"): value for name, value in m.groupdict().items() if value}


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
        if time.kind in ("iso", "date", "numeric") and "year" in dict(time.parts):
            days = time.days(None)
            if days and days[0]:
                return days[0]
    return None


def _is_modal_may(kind: str, m: re.Match[str]) -> bool:
    return kind in ("date", "month") and m.group("month") in ("may", "march", "mar") and "year" not in {
        k for k, v in m.groupdict().items() if v
    }  # fmt: skip
