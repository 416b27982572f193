"""What is put together in one point, and what gives a report its letter."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import cases, check
from tests.test_stages import make, points_of
from variorum.claims import Parser, find_claims
from variorum.points.alike import key_of


@pytest.mark.parametrize(
    ("one", "other"),
    [("eight", "8"), ("Eighty", "80"), ("slid", "slide"), ("women", "woman"), ("fought", "fight"), ("deaths", "died")],
)
def test_forms_of_one_word_have_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


def test_other_words_have_other_keys() -> None:
    assert key_of("left") != key_of("leave")  # more often the side
    assert key_of("18") != key_of("eighty")


def test_a_number_in_words_is_found_in_digits(parser: Parser) -> None:
    reports = (
        make("a", "Eight sailors of the Ostrel yard were flown to a clinic in Dorn.", published="2031-03-11"),
        make("b", "Doctors in Dorn expect the 8 sailors of the yard who were flown in.", published="2031-03-11"),
        make("c", "The mayor opened the new fish market.", published="2031-03-11"),
    )
    assert [{i[0] for r in p.readings for i in r.claims} for p in points_of(parser, *reports)] == [{"a", "b"}]


def test_a_claim_that_answers_two_questions_stands_in_two_points(parser: Parser) -> None:
    reports = (
        make(
            "a",
            "The bridge over the Sarn, built by convicts in 1891, fell into the river on Monday after a barge hit its pier.",
            published="2031-03-11",
        ),
        make("b", "Convicts built the bridge over the Sarn in 1891.", published="2031-03-11"),
        make("c", "A barge hit a pier of the bridge over the Sarn on Monday.", published="2031-03-11"),
        make("d", "The price of cod rose by a third in the market of Dorn.", published="2031-03-11"),
    )
    found = [{i[0] for r in p.readings for i in r.claims} for p in points_of(parser, *reports)]
    assert any({"a", "b"} <= f for f in found)
    assert any({"a", "c"} <= f for f in found)


def test_no_claim_is_printed_for_two_points(parser: Parser) -> None:
    texts = (
        "A crane fell on the fish market of Dorn on Monday. Two traders were hurt when the crane fell on the market.",
        "Two traders were hurt on Monday when a crane fell on the market. The crane had been set up on Sunday.",
        "The crane that fell on the market had been set up on Sunday by a firm from Aldern. The firm set up the crane.",
    )
    points = points_of(parser, *(make(n, t, published="2031-03-11") for n, t in zip("abc", texts, strict=True)))
    printed = [p.readings[0].answer for p in points]
    assert points
    assert len(printed) == len(set(printed))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "In addition to the six killed, three others were hurt in the fire at the Aldern mill.",
            "Otto Marsh was hurt in the fire at the Aldern mill that killed six people, three of them his nephews.",
        ),
        (
            "The leaders are well inside the race record of 2 days and 14 hours for the cup of Ostrel.",
            "The Wild Geese set a race record of 2 days and 14 hours for the cup of Ostrel in 2026.",
        ),
        (
            "Four sailors were hurt on the pier of Ostrel, and most have gone home from the clinic.",
            "Four sailors and two anglers were hurt on the pier of Ostrel.",
        ),
    ],
)
def test_half_a_sentence_gives_no_letter(parser: Parser, first: str, second: str) -> None:
    points = points_of(parser, make("a", first, published="2031-03-11"), make("b", second, published="2031-03-11"))
    assert not [p for p in points if p.status == "agreed" and p.readings[0].answer == first.rstrip(".")]


def test_what_stands_behind_in_addition_to_is_not_what_is_counted(parser: Parser) -> None:
    (claim,) = find_claims(make("r", "In addition to the six killed, three others were hurt in the fire."), parser)
    assert [(f.low, f.counted, f.event) for f in claim.figures] == [(6.0, "", "killed"), (3.0, "", "wounded")]


FLOOD = (
    "A dam above the town of Korrin gave way on Monday evening after three days of rain, flooding the old quarter.\n{}\n"
    "Mayor Anna Velt said that the warning sirens had sounded twenty minutes before the water came.",
    "Floodwater swept through the old quarter of Korrin on Monday evening when a dam above the town broke.\n{}\n"
    "Schools in the valley are closed and trains to Aldery have been stopped, the railway said.",
)


@pytest.mark.parametrize("case", cases("counts"), ids=lambda c: f"{c['one'][:40]} {c['other'][:40]}")
def test_figures_of_two_reports_part_where_they_cannot_both_be_right(parser: Parser, case: dict[str, Any]) -> None:
    one, other = (
        make(name, frame.format(case[side]), published="2026-11-24T10:00:00Z")
        for name, frame, side in (("a", FLOOD[0], "one"), ("b", FLOOD[1], "other"))
    )
    found = [p for p in points_of(parser, one, other) if p.status in ("conflict", "disputed", "updated")]
    wanted = case["want"]
    check(case, not found if wanted == "none" else any(p.status == wanted for p in found), found)
