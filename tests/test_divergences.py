"""Where two small reports part, and where they only seem to."""

from __future__ import annotations

import pytest

from tests.test_stages import make, points_of
from variorum.claims import Parser
from variorum.model import Point

PARTED = ("conflict", "disputed", "updated")


def parted(parser: Parser, first: str, second: str) -> list[Point]:
    """The divergences of two reports of two days."""
    reports = (make("a", first, published="2031-03-11"), make("b", second, published="2031-03-14"))
    return [p for p in points_of(parser, *reports) if p.status in PARTED]


@pytest.mark.parametrize(
    ("first", "second", "status", "because"),
    [
        (
            "Police in Aldern have not released the name of the suspect in the mill fire.",
            "Prosecutors on Friday charged Daniel Marsh, 41, of Port Maren, with setting the fire at the Aldern mill.",
            "updated",
            "a name held back in the one, told in the other",
        ),
        (
            "Investigators are trying to determine what provoked the gunman to fire at the ferry.",
            "The gunman told police he was angry about the new timetable of the ferry.",
            "updated",
            "the motive not known in the one, told in the other",
        ),
        (
            "The condition of the stoker who fell from the crane is not known.",
            "The stoker who fell from the crane was in serious condition at St. Adela Hospital.",
            "updated",
            "the condition not known in the one, told in the other",
        ),
        (
            "Daniel Marsh, 41, has not been charged in the fire at the Aldern mill.",
            "The court announced the indictment of Daniel Marsh, 41, in the fire at the Aldern mill.",
            "updated",
            "it moved on from one stage to the next",
        ),
        (
            "The driver of the lorry declined to answer further questions of the harbour police.",
            "The driver of the lorry gave his name and answered further questions of the harbour police.",
            "conflict",
            "“answer” asserted by the one, negated by the other",
        ),
        (
            "No arrests have been made in the theft of the harbour bell.",
            "Two arrests have been made in the theft of the harbour bell.",
            "updated",
            "“make” asserted by the one, negated by the other",
        ),
    ],
)
def test_what_is_not_known_or_done_at_first(parser: Parser, first: str, second: str, status: str, because: str) -> None:
    assert [(p.status, p.because) for p in parted(parser, first, second)] == [(status, because)]


def test_the_dead_have_no_birthday(parser: Parser) -> None:
    reports = (
        make("a", "Frida Holm, 39, died when the wall fell on Monday.", published="2031-03-11"),
        make("b", "Doctors had tried to save Frida Holm, 40, who was buried in spring.", published="2031-05-14"),
    )
    ages = [p.status for p in points_of(parser, *reports) if p.about == "age of Frida Holm"]
    assert ages == ["conflict"]


def test_an_arrest_that_came_later_is_an_update(parser: Parser) -> None:
    found = parted(
        parser,
        "The clerk said no arrest had been made in the theft of the harbour bell.",
        "The clerk said an arrest had been made in the theft of the harbour bell.",
    )
    assert [p.status for p in found] == ["updated"]


def test_nothing_is_denied_of_which_the_denial_has_no_word(parser: Parser) -> None:
    text = (
        "The mayor claimed that the report clears him in the Ostrel inquiry into the sale of the pier. "
        "The council met on Monday. Ostrel has denied bribing the harbour guards."
    )
    assert parted(parser, text, "The mill in Aldern was built in 1904 and stood empty for years.") == []


def test_a_plea_stands_against_the_charge(parser: Parser) -> None:
    text = (
        "Prosecutors have charged Daniel Marsh with setting fire to the mill. "
        "Marsh's lawyer, Alice Penn, said her client maintains his innocence."
    )
    found = parted(parser, text, "The mill in Aldern was built in 1904 and stood empty for years.")
    assert [p.status for p in found] == ["disputed"]
    assert found[0].readings[1].answer == "denied by Daniel Marsh"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Bram Tessel has lived in the village for 16 years.", "Ada Quillon has lived in the village for 36 years."),
        ("The richest families pay 39 percent of the tax.", "They pay more tax than the bottom 90 percent of families."),
        ("The crew was called to the mill at 1938 hours on Tuesday.", "The crew was called to the mill at 7:38 p.m. on Tuesday."),
        (
            "Three of the victims of the crash were women and two were men.",
            "Two men and three women were victims of the crash on the bridge.",
        ),
        (
            "A boat was lost off Ostrel on Monday, the second in just three days.",
            "Fishermen said a fourth boat had been lost off Ostrel in the last eight days.",
        ),
        (
            "Frida Holm was shot in the foot and forced to watch as her dogs were killed.",
            "Frida Holm was shot in the foot but survived.",
        ),
        (
            "A guard at the gate did not return fire. Officers at the bridge returned fire.",
            "The police then returned fire at the men.",
        ),
        (
            "Daniel Marsh and Alice Penn were killed in the fire at the mill.",
            "Daniel Marsh and Alice Penn were the parents of the boy, who was unharmed in the fire.",
        ),
        (
            "The fire began about 8:20 p.m. on the 600 block of Mill Street in Aldern.",
            "The fire began about 9:20 p.m. on the 300 block of Ridge Road in Aldern.",
        ),
        (
            "One sailor of the crew is critical and the others are stable.",
            "Four sailors of the crew are stable.",
        ),
        (
            "Six others were hurt in the crash on the bridge.",
            "He was not hurt in the crash on the bridge.",
        ),
        (
            "Police have not called Marsh a suspect in the theft of the bell.",
            "Police have called Penn a suspect in the theft of the bell.",
        ),
        (
            "No charges in connection with the fire have been filed against Marsh.",
            "The lawyer of Marsh has filed a motion in connection with the fire.",
        ),
        (
            "Three sailors and an unborn child were killed in the crash at Dorn.",
            "Four people were killed in the crash at Dorn.",
        ),
        (
            "The pier is south of Harbour Road and west of Mill Street.",
            "The pier is south of Harbour Road and east of Chapel Street.",
        ),
        (
            "Boats licensed on or after 5 September may fish for cod.",
            "Boats licensed before 5 September cannot fish for cod.",
        ),
        (
            "PMCO spokeswoman Frida Holm spoke of the fire at the mill.",
            "Port Maren Coast Office spokeswoman Frida Holm spoke of the fire at the mill.",
        ),
        (
            "Ten-year-old boys were saved, and 5-year-old John Marsh was hurt in the fire.",
            "Police arrested 49-year-old John Ali Marsh after the fire.",
        ),
        (
            "The poll has a margin of error of 3.1 percentage points.",
            "Both results lie within the margin of error of 3.6 percentage points.",
        ),
        (
            "Marsh realized that he had hit the harbour bell with the crane.",
            "Marsh did not realize that he had hit the harbour bell until later.",
        ),
        (
            "Tessel said that no decision has been made on the crane.",
            "Quillon said they are going to look at the crane and then make a decision on the crane.",
        ),
        ("He leaves behind a wife and two children.", "Marsh leaves behind a wife and four children."),
        ("Marsh killed two guards at the gate of the yard.", "Three people are dead at the gate of the yard."),
        ("Doctors saw six people hurt by debris at the mill in Dorn.", "Seven people were hurt when the mill in Dorn fell."),
        (
            "Today the Norland Senate voted to override the mayor's veto of the bill on dues.",
            "The Norland House voted to override the veto last week.",
        ),
        (
            "Police say the shooting on Mill Street happened about 4:30 Saturday afternoon.",
            "Police say the shooting on Mill Street happened around 4:30 p.m. Saturday.",
        ),
        (
            "A welder of the Ostrel yard killed two guards at the gate before he killed himself on Monday.",
            "Three people were killed at the gate of the Ostrel yard on Monday.",
        ),
        (
            "He is being held at the harbour jail without bail in the theft of the bell.",
            "He is being held at the harbour jail with bail in the theft of the bell.",
        ),
        (
            "The condition of the anglers whom the boat hit is not known.",
            "Otto Marsh, the suspect, was in serious condition at St. Adela Hospital after the boat hit the pier.",
        ),
        (
            "It happened about 8:30 p.m. in the first block of Mill Street in Aldern.",
            "It happened at 8:34 p.m. in the first block of Mill Street in Aldern.",
        ),
        (
            "He did not know where the shots at the pier came from.",
            "He didn’t know if the shots at the pier came from a boat or from a man on foot.",
        ),
        (
            "Tessel drove the stolen van through a field before ditching it.",
            "After ditching the stolen van, Tessel is said to have hit a guard.",
        ),
        (
            "Police said six people were hurt in the fall of the crane and another was hurt trying to flee.",
            "Seven people were hurt in the fall of the crane on the pier.",
        ),
        (
            "Earlier on Sunday a sailor was hit by a boom on the pier of Dorn around 4:35 a.m.",
            "The boom on the pier of Dorn hit four anglers on Sunday around 2:40 p.m.",
        ),
        (
            "Marsh's attorneys said he should not be charged with lying to the harbour board about the crane. "
            "Marsh has denied misleading the board.",
            "The mill in Aldern was built in 1904 and stood empty for years.",
        ),
    ],
)
def test_what_only_seems_to_part(parser: Parser, first: str, second: str) -> None:
    assert parted(parser, first, second) == []


def test_the_same_age_in_two_own_texts_is_agreed(parser: Parser) -> None:
    reports = (
        make("a", "Frida Holm, 39, was hurt when the crane fell on Monday.", published="2031-03-11"),
        make("b", "Doctors said 39-year-old Frida Holm would be home by Easter.", published="2031-03-14"),
    )
    assert ("agreed", "age of Frida Holm") in [(p.status, p.about) for p in points_of(parser, *reports)]


def test_no_denial_and_no_reversal_is_agreed(parser: Parser) -> None:
    reports = (
        make("a", "Vesna accused Orlow of breaking the truce on the river Sarn.", published="2031-03-11"),
        make("b", "Orlow accused Vesna of breaking the truce on the river Sarn.", published="2031-03-11"),
    )
    assert not [p for p in points_of(parser, *reports) if p.status == "agreed"]


def test_a_part_moves_on_with_its_whole(parser: Parser) -> None:
    found = parted(
        parser,
        "A landslide at the quarry of Tolmin killed 15 people including four children.",
        "A landslide at the quarry of Tolmin killed 18 people including five children.",
    )
    assert {p.status for p in found} == {"updated"}


def test_what_only_touches_on_an_answer_counts_for_no_origin(parser: Parser) -> None:
    reports = (
        make(
            "a", "The owner of the Tolmin quarry was fined in March for missing fences on the steep road.", published="2031-03-11"
        ),
        make("b", "The owner of the Tolmin quarry ordered new lamps for the canteen.", published="2031-03-14"),
    )
    for point in points_of(parser, *reports):
        reading = point.readings[0]
        assert point.status == "single" or not reading.beside
        assert set(reading.beside) < set(reading.claims)


def test_a_plea_answers_no_charge_of_another_crime(parser: Parser) -> None:
    text = "Prosecutors have charged Daniel Marsh with murder. Marsh pleaded not guilty in May to charges of harassment."
    assert parted(parser, text, "The mill in Aldern was built in 1904 and stood empty for years.") == []


def test_reports_without_a_telling_word_have_no_point(parser: Parser) -> None:
    assert points_of(parser, make("a", "It was what it was. And so it is."), make("b", "So it is. It was what it was.")) == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "The fall marked the 39th accident at the Tolmin quarry this year.",
            "The fall marked the 40th accident at the Tolmin quarry this year.",
        ),
        ("The monthly report of the harbour has been delayed.", "The monthly report of the harbour could be delayed."),
        (
            "It is a lie that the council sold the harbour crane to the Ostrel yard.",
            "The council sold the harbour crane to the Ostrel yard.",
        ),
    ],
)
def test_no_letter_stands_at_what_a_report_does_not_say(parser: Parser, first: str, second: str) -> None:
    reports = (make("a", first, published="2031-03-11"), make("b", second, published="2031-03-11"))
    assert not [p for p in points_of(parser, *reports) if p.status == "agreed"]


def test_reports_set_apart_share_no_printed_claim(parser: Parser) -> None:
    reports = (
        make("a", "The Aldern council moved about 500 sheep to a farm run by monks near the river Sarn.", published="2031-03-11"),
        make(
            "b", "The Aldern council moved about 500 sheep from a farm run by monks near the river Sarn.", published="2031-03-11"
        ),
    )
    found = points_of(parser, *reports)
    assert [p.status for p in found if p.status in PARTED] == ["conflict"]
    told = [{i.split(".")[0] for i in r.claims if i not in r.beside} for p in found if p.status not in PARTED for r in p.readings]
    assert not any(t == {"a", "b"} for t in told)
