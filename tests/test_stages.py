"""Stories, reuse, claims and points, each on reports small enough to see through."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import cases, check
from variorum.claims import Parser, find_claims
from variorum.compare.judge import load_judge
from variorum.linkage import link
from variorum.model import Claim, Point, Report
from variorum.points import Context, find_points
from variorum.points.voices import name_voices
from variorum.reuse import trace
from variorum.stories import find_stories

FIRE = (
    "A fire destroyed the old grain mill of Aldern on Tuesday night, the fire brigade said. "
    "At least 12 people were hurt, two of them badly. Sparks from a welding torch may have set the dust alight. "
    "The mill, built in 1904, had been empty for years."
)
SPORT = "The Norland skiers won both races at Hocheck on Sunday. Ida Berg came first in the slalom, ahead of her sister."


OWN = "A baker on Canal Street said flames stood higher than the church. Neighbours carried buckets until engines arrived."


def make(name: str, text: str, **known: Any) -> Report:
    return Report(id=name, name=name, text=text, **known)


def points_of(parser: Parser, *reports: Report) -> tuple[Point, ...]:
    found = trace(reports)
    claims = name_voices(tuple(c for r in reports for c in find_claims(r, parser, details=True)))
    return find_points(Context(claims, found.reuses, reports, load_judge()), reports, found.families, found.variants)


def claims_of(parser: Parser, text: str) -> list[Claim]:
    return list(find_claims(make("r", text, published="2023-09-21"), parser))


def test_linkage_does_not_chain() -> None:
    chain = [(0, 1, 0.9), (1, 2, 0.9)]
    assert link(3, chain, 0.5) == [[0, 1], [2]]
    assert link(3, [*chain, (0, 2, 0.8)], 0.5) == [[0, 1, 2]]
    assert link(2, [], 0.1) == [[0], [1]]


def test_unlike_reports_are_several_stories_in_any_order() -> None:
    reports = [
        make("a", FIRE),
        make("b", SPORT),
        make("c", FIRE.replace("Tuesday", "the same")),
        make("d", SPORT + " Snow fell."),
    ]
    stories = find_stories(reports)
    assert sorted(sorted(r.name for r in s.reports) for s in stories) == [["a", "c"], ["b", "d"]]
    assert find_stories(reports[::-1]) == stories
    assert find_stories(reports + reports) == stories
    assert len(find_stories(reports, one_story=True)) == 1


@pytest.mark.parametrize("case", cases("sayings"), ids=lambda c: c["text"][:50])
def test_sayings(parser: Parser, case: dict[str, Any]) -> None:
    """Every saying has a claim that begins so; nobody else is said to have said anything."""
    found = [(c.attribution[-1], _letters(c.says)) for c in claims_of(parser, case["text"]) if c.attribution]
    told = [
        any(
            (link_.speaker, link_.cue, link_.stance) == (speaker, cue, stance)
            and (_letters(content)[:40] in says or says[:40] in _letters(content))
            for link_, says in found
        )
        for speaker, cue, stance, content in case["want"]
    ]
    check(case, all(told) and {link_.speaker for link_, _ in found} <= {w[0] for w in case["want"]}, found)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum() or c == " ").strip()


def test_a_quotation_over_several_sentences_has_one_speaker(parser: Parser) -> None:
    found = claims_of(parser, "“We heard a bang. The lights went out,” Ann Lee said. “Then we ran.”\nIt rained all night.")
    assert [c.voice for c in found] == ["Ann Lee"] * 3 + [None]


def test_a_pronoun_has_its_name_as_voice(parser: Parser) -> None:
    found = [
        c
        for c in claims_of(parser, "Mayor Ann Lee said the bridge was safe. She added that it would open on Monday.")
        if not c.is_role
    ]
    assert found[1].attribution[-1].speaker == "She"
    assert found[1].voice == found[0].voice


def test_figures_tell_what_they_count(parser: Parser) -> None:
    text = "Over 70 villagers, including 5 children, were killed and at least 90 others were hurt when the dam gave way."
    found = [f for c in claims_of(parser, text) for f in c.figures]
    assert [(f.low, f.counted, f.event, f.role) for f in found] == [
        (70, "villager", "killed", ""),
        (5, "child", "killed", "part"),
        (90, "people", "wounded", "rest"),
    ]


def test_denial_hedge_and_plan_are_told_apart(parser: Parser) -> None:
    by = {
        c.says.split()[1]: c
        for c in claims_of(parser, "The bridge was not damaged. The dam may have cracked. The road will reopen on Monday.")
    }
    assert [by[k].denied for k in ("bridge", "dam", "road")] == [True, False, False]
    assert [by[k].hedged for k in ("bridge", "dam", "road")] == [False, True, False]
    assert [by[k].planned for k in ("bridge", "dam", "road")] == [False, False, True]
    assert by["road"].period is not None
    assert by["road"].period.first == "2023-09-25"


def statuses(points: tuple[Point, ...]) -> set[str]:
    return {p.status for p in points}


def test_own_texts_that_say_the_same_agree_and_copies_do_not_count(parser: Parser) -> None:
    a = make("a", "A fire destroyed the grain mill of Aldern. Nobody was inside the mill when the roof fell in.")
    b = make("b", "The grain mill of Aldern was destroyed by a fire, police in the town said late on Monday evening.")
    told = [p for p in points_of(parser, a, b) if p.status == "agreed"]
    assert [len(p.readings[0].claims) - len(p.readings[0].beside) for p in told] == [2]
    copied = points_of(parser, make("a", FIRE), make("b", FIRE))
    assert statuses(copied) == {"single"}
    assert all(r.origins == (1, 1) for p in copied for r in p.readings)


def test_one_voice_in_two_own_texts_is_one_origin_at_least(parser: Parser) -> None:
    said = "the fire in the grain mill of Aldern was set on purpose"
    a = make("a", f"{SPORT} In other news, {said}, police chief Ann Lee said. Rain fell in the north all day long.")
    b = make("b", f"Officers searched homes in two streets near the river. Police chief Ann Lee said {said}. {OWN}")
    agreed = [p for p in points_of(parser, a, b) if p.status == "agreed" and p.about != "what Ann Lee is"]
    assert [p.readings[0].origins for p in agreed] == [(1, 2)]


@pytest.mark.parametrize(
    ("one", "other", "status"),
    [
        ("The blaze at the mill killed 12 people.", "The blaze at the mill killed 18 people.", "conflict"),
        ("The blaze at the mill killed at least 12 people.", "The blaze at the mill killed 12 people.", None),
        ("The blaze at the mill killed about 5,000 hens.", "The blaze at the mill killed 5,100 hens.", None),
        ("The blaze at the mill killed 12 people.", "The blaze at the mill wounded 18 people.", None),
        ("The families were taken to a school in Aldern.", "The families were taken from a school in Aldern.", "conflict"),
        ("Owner Ida Berg, 51, lives at the mill.", "Owner Ida Berg, 53, lives at the mill.", "conflict"),
        ("The council accused the owner of neglect.", "The owner denied the accusation of neglect by the council.", "disputed"),
    ],
)
def test_what_parts_is_set_apart_and_what_agrees_is_not(parser: Parser, one: str, other: str, status: str | None) -> None:
    a = make("a", f"{one} The old grain mill of Aldern burned on Tuesday night.")
    b = make("b", f"Firemen came from three towns. {other}")
    found = statuses(points_of(parser, a, b)) & {"conflict", "disputed", "updated"}
    assert found == ({status} if status else set())


def test_a_count_that_rises_with_the_days_is_an_update(parser: Parser) -> None:
    a = make("a", "The blaze at the mill killed at least 12 people. The mill burned on Tuesday.", published="2023-09-19")
    b = make("b", "Firemen found more bodies. The blaze at the mill killed 18 people.", published="2023-09-21")
    assert "updated" in statuses(points_of(parser, a, b))


@pytest.mark.parametrize("case", cases("roles"), ids=lambda c: c["text"][:50])
def test_a_figure_says_what_it_is_beside_others(parser: Parser, case: dict[str, Any]) -> None:
    figures = [f for c in claims_of(parser, case["text"]) for f in c.figures]
    found = [[f.low, f.counted, f.event, f.role, *(["other"] if f.other_event else [])] for f in figures]
    holds = len(found) == len(case["want"]) and all(
        mine[0] == pytest.approx(theirs[0]) and mine[1:] == theirs[1:] for mine, theirs in zip(found, case["want"], strict=True)
    )
    check(case, holds, found)
