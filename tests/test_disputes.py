"""What denies, what leaves open and what is taken back, from the sentence to what two reports make of it."""

from __future__ import annotations

import pytest

from tests.test_stages import claims_of, make, points_of
from variorum.claims import Parser
from variorum.model import DIVERGENT, Report

SORVA = (
    "A ferry ran aground off the island of Sorva on Saturday night with 140 people on board.\n{}\n"
    "The harbour master, Lena Oak, said that the wind had reached 90 kilometres an hour.",
    "A ferry with 140 people on board hit rocks off Sorva late on Saturday.\n{}\n"
    "Hotels on the island took in the passengers for the night, the council said.",
)
ASHPUR = (
    "A fire destroyed a textile factory in the Ashpur district of Dhanapur on Thursday morning.\n{}\n"
    "The fire brigade said that twelve engines fought the flames for six hours.",
    "Flames swept through a textile factory in Ashpur on Thursday, sending smoke over Dhanapur.\n{}\n"
    "The trade ministry said that it would inspect all factories in the district.",
)
RADAR = "The sailors’ union said that the radar of the ferry was broken on Friday."
DRUNK = "A passenger said that the captain was drunk on the bridge."
DOORS = "A worker said that the doors of the factory were locked on Thursday."
BLAST = "Locals said that a gas cylinder had exploded in the kitchen."
FORTY = "Forty workers were killed in the fire, the hospital said."
FOURTEEN = "Fourteen workers were killed in the fire, the hospital said."


def pair(texts: tuple[str, str], first: str, second: str) -> tuple[Report, Report]:
    days = "2031-05-05T10:00:00Z"
    a, b = texts[0].format(first), texts[1].format(second)
    return make("a", a, outlet="Harbour Post", published=days), make("b", b, outlet="Lake Courier", published=days)


@pytest.mark.parametrize(
    ("texts", "said", "against"),
    [
        (SORVA, RADAR, "It is not true that the radar of the ferry was broken on Friday, the company said."),
        (SORVA, RADAR, "Claims that the radar of the ferry was broken on Friday are baseless, according to the shipping line."),
        (SORVA, RADAR, "Contrary to reports that the radar of the ferry was broken on Friday, it had been serviced."),
        (SORVA, DRUNK, "The story that the captain was drunk on the bridge turned out to be a hoax."),
        (SORVA, DRUNK, "The captain was not drunk on the bridge, police said."),
        (SORVA, DRUNK, "The captain was sober on the bridge, police said."),
        (ASHPUR, DOORS, "The allegation that the doors of the factory were locked on Thursday has been debunked."),
        (ASHPUR, DOORS, "The doors of the factory were unlocked on Thursday, its manager said."),
        (ASHPUR, DOORS, "There is no truth in rumours that the doors of the factory were locked on Thursday."),
        (ASHPUR, DOORS, "Social media posts claiming that the doors of the factory were locked on Thursday are fabricated."),
        (ASHPUR, BLAST, "Reports that a gas cylinder exploded in the kitchen are wrong, the fire brigade said."),
    ],
)
def test_what_is_called_false_or_negated_is_a_parting(parser: Parser, texts: tuple[str, str], said: str, against: str) -> None:
    assert {"disputed", "conflict"} & {p.status for p in points_of(parser, *pair(texts, said, against))}


@pytest.mark.parametrize(
    ("texts", "said", "beside"),
    [
        (SORVA, RADAR, "The shipping line would neither confirm nor deny that the radar of the ferry was broken on Friday."),
        (SORVA, RADAR, "The shipping line stopped short of denying that the radar of the ferry was broken on Friday."),
        (
            ASHPUR,
            DOORS,
            "The owner could neither confirm nor deny reports that the doors of the factory were locked on Thursday.",
        ),
        (ASHPUR, DOORS, "The owner has yet to confirm or deny that the doors of the factory were locked on Thursday."),
        (ASHPUR, DOORS, "“We can neither confirm nor deny that the doors were locked on Thursday,” the owner said."),
        (ASHPUR, DOORS, "The owner would not say whether the doors of the factory were locked on Thursday."),
        (ASHPUR, FOURTEEN, f"{FOURTEEN}\nCorrection: An earlier version of this story said that 40 workers had died."),
        (ASHPUR, FOURTEEN, f"{FOURTEEN}\nThis article was corrected on May 6 to say that 14 workers were killed, not 40."),
        (ASHPUR, FOURTEEN, "The number of workers killed in the fire is 14, not 40 as we reported earlier, the hospital said."),
    ],
)
def test_what_is_left_open_or_taken_back_is_no_parting(parser: Parser, texts: tuple[str, str], said: str, beside: str) -> None:
    assert not [p for p in points_of(parser, *pair(texts, said, beside)) if p.status in DIVERGENT]


@pytest.mark.parametrize(
    "note",
    [
        "Correction: A previous version of this story said that forty workers were killed in the fire.",
        "Correction (May 6): This article initially reported that forty workers were killed in the fire.",
        "In an earlier version of this article, we said that forty workers were killed in the fire.",
    ],
)
def test_what_a_note_takes_back_does_not_bear_out_another_report(parser: Parser, note: str) -> None:
    points = points_of(parser, *pair(ASHPUR, FORTY, f"{FOURTEEN}\n{note}"))
    assert {"conflict", "updated"} & {p.status for p in points}
    assert not [p for p in points if p.status == "agreed" and "orty" in p.readings[0].answer]


@pytest.mark.parametrize(
    ("text", "denied", "hedged", "withdrawn"),
    [
        ("The claim that the tower was empty is false.", True, False, False),
        ("It is a myth that nobody was warned.", False, False, False),
        ("There is no evidence that the vote was rigged.", False, True, False),
        ("The claim that the vaccine causes fever is misleading.", False, True, False),
        ("The palace neither confirmed nor denied that the king had left.", False, True, False),
        ("The mayor neither resigned nor apologised for the flood.", True, False, False),
        ("The union has yet to confirm that the strike is over.", False, True, False),
        ("The death toll was originally given as 19.", False, False, True),
        ("An article on Tuesday about the flood misstated the day on which the dam broke.", False, False, True),
        ("An earlier report by the ministry said the dam was safe.", False, False, False),
        ("Police initially said that 19 people had been killed.", False, False, False),
    ],
)
def test_a_claim_knows_how_it_is_asserted(parser: Parser, text: str, denied: bool, hedged: bool, withdrawn: bool) -> None:
    claim = claims_of(parser, text)[0]
    assert (claim.denied, claim.hedged, claim.withdrawn) == (denied, hedged, withdrawn)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The toll is 11, not 19 as reported earlier.", [11.0]),
        ("The toll, reported earlier as 19, is 11.", [11.0]),
        ("Eleven people, rather than nine, were killed.", [11.0]),
        ("Not 19 but 11 people were killed.", [11.0]),
    ],
)
def test_a_number_that_is_set_aside_is_no_figure(parser: Parser, text: str, figures: list[float]) -> None:
    assert [f.low for f in claims_of(parser, text)[0].figures] == figures


@pytest.mark.parametrize(
    "mark",
    ["Photo: Ida Berg/LPA", "(Corrects number of dead in paragraph 2)", "Last updated at 14:05 GMT", "(Reporting by Ida Berg)"],
)
def test_a_mark_of_the_editors_is_no_claim(parser: Parser, mark: str) -> None:
    assert claims_of(parser, f"The mine has flooded.\n{mark}") == claims_of(parser, "The mine has flooded.")
