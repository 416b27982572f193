"""Days, clocks and zones: whatever stands in a text, reading it never fails, and no time ends before it begins."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import cases, check
from tests.test_stages import make
from variorum.claims import Parser, find_claims
from variorum.claims.datings import find_dating
from variorum.model import Clock, Page, Period, Report, Span
from variorum.pipeline import Methods, collate
from variorum.text.clocks import find_clocks, join_clocks
from variorum.text.conventions import find_habits, find_own_order
from variorum.text.periods import find_times
from variorum.text.zones import find_zone

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
NUMBER = st.integers(0, 40).map(str)
WORDS = """January Feb. march Apr May june Jul. August Sept. October Nov. december Monday Tue. Wednesday Thu Friday Sat.
Sunday today yesterday tomorrow tonight last next this the of to from between and until since before after in on at early mid-
late week month year years ago weekend quarter first fourth half spring winter fiscal FY26 2019-20 1999-00 2026-11 '60s 1960s
noon midnight a.m. p.m. pm EST GMT Z local time past quarter six o'clock Easter New Year's Day Feb. 29 / - –"""
WORD = st.one_of(
    NUMBER,
    st.sampled_from(WORDS.split()),
    st.integers(1899, 2101).map(str),
    st.tuples(NUMBER, st.sampled_from("/.-"), NUMBER, st.integers(0, 2101)).map(lambda p: f"{p[0]}{p[1]}{p[2]}{p[1]}{p[3]}"),
    st.tuples(st.integers(0, 99), st.sampled_from((":", ".", "h", "")), st.integers(0, 99)).map(
        lambda p: f"{p[0]:02d}{p[1]}{p[2]:02d}"
    ),
)
PHRASE = st.tuples(st.lists(WORD, max_size=8), st.sampled_from((" ", ", ", ""))).map(lambda p: p[1].join(p[0]))


@given(PHRASE, DAYS, st.booleans(), st.sampled_from((None, True, False)))
def test_any_words_are_times_that_end_after_they_begin_or_none(
    text: str, day: date, future: bool, month_first: bool | None
) -> None:
    for time in find_times(text):
        for known in (day, None):
            days = time.days(known, future=future, month_first=month_first)
            assert days is None or days[0] is None or days[1] is None or days[0] <= days[1], (text, days)


@given(PHRASE)
def test_any_words_are_clocks_of_one_stretch_or_none(text: str) -> None:
    for clock in join_clocks(text, find_clocks(text)):
        assert clock.first <= clock.last
        assert -60 <= clock.first < 24 * 60
        assert text[clock.start : clock.end].strip()


@given(st.integers(1, 12), st.integers(1, 31), st.integers(1900, 2099), st.booleans())
def test_a_full_date_is_the_same_day_in_any_order_of_its_words_or_no_day(month: int, day: int, year: int, future: bool) -> None:
    name = f"{date(2000, month, 1):%B}"
    forms = (f"{day} {name} {year}", f"{name} {day}, {year}", f"{year}-{month:02d}-{day:02d}", f"{day:02d}.{month:02d}.{year}")
    found = [[t.days(None, future=future) for t in find_times(form)] for form in forms]
    try:
        at = date(year, month, day)
    except ValueError:
        assert found == [[None]] * len(forms)
    else:
        assert found == [[(at, at)]] * len(forms)


@pytest.mark.parametrize("case", cases("clocks"), ids=lambda c: c["text"][:40])
def test_clocks(case: dict[str, Any]) -> None:
    day = case.get("day")
    found = []
    for clock in join_clocks(case["text"], find_clocks(case["text"])):
        zone = clock.zone.offset(day) if clock.zone else "local" if clock.local else "none"
        found.append([_spell(clock.first), _spell(clock.last), zone, *(["or twelve hours later"] if clock.halves else [])])
    check(case, found == case["want"], found)


def _spell(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def test_where_no_clock_stands_none_is_read() -> None:
    assert [c.minute for c in find_clocks("3.14 a.m.")] == [194]
    assert not find_clocks("three of them")
    assert find_zone("Nowhere time") is None
    assert find_zone("GMT+99") is None


def _clock(first: int, zone: int | None = None, *, moment: str | None = None, halves: bool = False, local: bool = False) -> Clock:
    at = Period(moment, moment) if moment else None
    return Clock(first, first, Span("a", 0, 1), zone, local, halves, at)


@pytest.mark.parametrize(
    ("one", "other", "met"),
    [
        (_clock(22 * 60, -300), _clock(3 * 60, 0), True),  # 10 p.m. EST, 0300 GMT
        (_clock(20 * 60, -300), _clock(17 * 60, -480), True),
        (_clock(22 * 60, -300), _clock(5 * 60, 0), False),
        (_clock(6 * 60), _clock(2 * 60, 0), None),  # "local time" is of no known zone
        (_clock(6 * 60, 240, local=True), _clock(6 * 60), True),  # it tells both
        (_clock(150, halves=True), _clock(870), True),  # half past two, 14:30
        (_clock(22 * 60, -300, moment="2026-11-23T03:00Z"), _clock(180, 0, moment="2026-11-24T03:00Z"), False),
        (_clock(-20), _clock(1420), True),  # around midnight
    ],
)
def test_clocks_are_compared_where_their_zones_let_them(one: Clock, other: Clock, met: bool | None) -> None:
    assert one.meets(other) is met
    assert other.meets(one) is met


REPORT = Report("a", "a", "The mayor spoke.")


@pytest.mark.parametrize(
    ("published", "url", "days"),
    [
        ("2026-11-24", None, [24]),
        ("2026-11-24T01:30:00Z", None, [23, 24]),  # the evening of the 23rd in America
        ("2026-11-24T01:30:00+00:00", "https://x.example/2026/11/23/dam", [23]),
        ("2026-11-24T01:30:00Z", "https://x.example/2026/11/24/dam", [24]),
        ("2026-11-24T01:30:00Z", "https://x.example/2019/01/02/dam", [23, 24]),  # of another page
        ("2026-11-24T14:00:00Z", None, [24]),
        ("2026-11-23T20:30:00-05:00", "https://x.example/2026/11/24/dam", [23]),  # its own zone is told
        ("2026-11-24T01:30:00", None, [24]),
        ("2026-11-24T01:30:00Z", "https://ledger.example.us/dam", [23]),
        ("2026-11-24T01:30:00Z", "https://post.example.co.uk/dam", [24]),
        ("2026-11-23T20:30:00Z", "https://post.example.com.au/dam", [24]),
    ],
)
def test_a_report_tells_as_of_the_day_where_it_was_written(published: str, url: str | None, days: list[int]) -> None:
    found = find_dating(replace(REPORT, published=published, url=url), None)
    assert [d.day for d in found.days] == days


def test_a_dateline_tells_the_day() -> None:
    report = replace(REPORT, text="KORRIN, Nov. 23 (LPA) — A dam broke today.", published="2026-11-24T09:00:00-05:00")
    assert find_dating(report, None).days == (date(2026, 11, 23),)


@pytest.mark.parametrize(
    ("text", "url", "month_first"),
    [
        ("It was checked on 11/3/2026.", None, None),
        ("It was checked on 11/3/2026 and 11/23/2026.", None, True),
        ("It was checked on 11/3/2026 and 23/11/2026.", None, False),
        ("It was checked on 11/23/2026 and 23/11/2026.", None, None),
        ("It was checked on 11/3/2026 at 3 p.m. sharp.", None, True),
        ("It was checked on 11/3/2026 at 3pm.", None, False),
        ("It was checked on 11/3/2026 by the neighbors.", None, True),
        ("It was checked on 11/3/2026 by the neighbours.", None, False),
        ("It was checked on 11/3/2026 by the neighbours at 3 p.m. sharp.", None, None),  # parts
        ("It was checked on 11/3/2026 by the neighbours.", "https://ledger.example.us/a", True),
        ("It was checked on 11/3/2026.", "https://ledger.example.co.nz/a", False),
        ("It was checked on 11/3/2026.", "https://ledger.example.ca/a", None),
        ("It was organized on 11/3/2026.", None, None),  # -ize is written on both sides
    ],
)
def test_the_order_of_day_and_month_needs_evidence(text: str, url: str | None, month_first: bool | None) -> None:
    assert find_dating(replace(REPORT, text=text, url=url), None).month_first is month_first


def test_habits_that_part_tell_nothing() -> None:
    assert find_habits("The color of the harbour") is None
    assert find_own_order("from 1/2/2026 to 3/4/2026") is None
    assert Page("a", "a").url is None


ONE = """A dam above the town of Korrin gave way on Monday evening after three days of rain, flooding the old quarter.
{}
Mayor Anna Velt said that the warning sirens had sounded twenty minutes before the water came."""
OTHER = """Floodwater swept through the old quarter of Korrin on Monday evening when a dam above the town broke.
{}
Schools in the valley are closed and trains to Aldery have been stopped, the railway said."""
MORNING, DAY_BEFORE = "2026-11-24T10:00:00Z", "2026-11-23T15:00:00-05:00"


@pytest.mark.parametrize("case", cases("moments"), ids=lambda c: c["text"][:60])
def test_two_times_part_where_they_cannot_be_one_moment(case: dict[str, Any], parser: Parser) -> None:
    stamp = DAY_BEFORE if "published" in case else MORNING
    pages = [
        Page("a", "a", ONE.format(case["text"]), url=case.get("url"), published=case.get("published", MORNING)),
        Page("b", "b", OTHER.format(case["other"]), published=stamp),
    ]
    edition = collate(pages, Methods(parser), one_story=True)
    alarms = [p for c in edition.collations for p in c.points if p.status in ("conflict", "disputed", "updated")]
    wanted = {"conflict"} if case["alarm"] else set()
    check({**case, "want": wanted}, {p.status for p in alarms} == wanted, [p.because for p in alarms])


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_report_of_the_first_or_last_day_there_is_is_read(parser: Parser, day: str) -> None:
    assert find_claims(make("r", "Six people died in Mora today.", published=day), parser)
