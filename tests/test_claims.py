"""Claims of small texts: cut, voiced, resolved and flagged."""

from __future__ import annotations

import pytest

from tests.test_stages import claims_of
from variorum.claims import Parser
from variorum.model import Claim


def said(claims: list[Claim]) -> list[tuple[str, str | None]]:
    """What is claimed, on whose word, roles left out."""
    return [(" ".join(c.says.split()), c.voice) for c in claims if not c.is_role]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Storm sinks ferry Coast guard AFP Monday 3 Oct 2016 A ferry sank off the coast as it left the harbour. It was new.",
            ["Storm sinks ferry Coast guard", "A ferry sank off the coast as it left the harbour", "It was new"],
        ),
        (
            "A total of 37 boats had to leave the race, many having lost a mast or a man.",
            ["A total of 37 boats had to leave the race, many having lost a mast or a man"],
        ),
        (
            "The ban was lifted in August, leaving no reason why he should have been turned away at the airport.",
            ["The ban was lifted in August, leaving no reason why he should have been turned away at the airport"],
        ),
        (
            "Speaking at a meeting in Oslo, the minister said that the bridge would be rebuilt.",
            ["the bridge would be rebuilt"],
        ),
        (
            "Just before midnight, officers of the harbour police responded to a call of a man hurt on the west side.",
            ["Just before midnight, officers of the harbour police responded to a call of a man hurt on the west side"],
        ),
    ],
)
def test_a_claim_is_one_whole_thought(parser: Parser, text: str, claims: list[str]) -> None:
    assert [says for says, _ in said(claims_of(parser, text))] == claims


@pytest.mark.parametrize(
    ("text", "claim", "voice"),
    [
        (
            "At a hearing before Judge David Cash, prosecutors and police said the driver was drunk.",
            "the driver was drunk",
            "prosecutors and police",
        ),
        (
            "The hospital took in three men: a baker, 36, in critical condition; and a cook, 27, in fair condition, "
            "a hospital spokesman, Brent Andrews, said at a news conference.",
            "The hospital took in three men: a baker, 36, in critical condition; and a cook, 27, in fair condition",
            "Brent Andrews",
        ),
        (
            "Shelling of the old town killed 90 people said the observatory adding that ten of them were children.",
            "Shelling of the old town killed 90 people",
            "the observatory",
        ),
        (
            "The harbour group said in a statement that its men had fired first. The claim said 40 men had fallen.",
            "40 men had fallen",
            "The harbour group",
        ),
        (
            "The clerk was hit in the arm by a stray bullet. That's according to Robert Stone, the manager of the inn.",
            "The clerk was hit in the arm by a stray bullet",
            "Robert Stone",
        ),
        (
            "Robert Stone owns the mill. Anna Berg is the mayor of the town. He said the fire began at noon.",
            "the fire began at noon",
            "Robert Stone",
        ),
        (
            "“I saw a man in a black coat pass by” a witness named Robert said.",
            "I saw a man in a black coat pass by",
            "Robert",
        ),
        (
            '"I thought he looked strange and then it went off. "People had fallen," the baker Robert Stone said.',
            "People had fallen",
            "Robert Stone",
        ),
    ],
)
def test_a_claim_has_its_voice(parser: Parser, text: str, claim: str, voice: str) -> None:
    assert dict(said(claims_of(parser, text))).get(claim, "not claimed") == voice


@pytest.mark.parametrize(
    ("text", "denied", "hedged", "planned"),
    [
        ("Certainly I'll be asking about it on Monday.", False, False, True),
        ("The president is set to sit down with the mayor.", False, False, True),
        ("The traveller had been refused entry because he planned to speak at a rally.", False, False, False),
        ("It was not clear if there was any link between the two fires.", False, True, False),
        ("The driver declined to answer questions.", True, False, False),
        ("The ministry had reported the deaths on Sunday.", False, False, False),
        ("The deaths were reportedly caused by smoke.", False, True, False),
    ],
)
def test_what_is_open_negated_or_to_come_is_so_by_its_own_verb(
    parser: Parser, text: str, denied: bool, hedged: bool, planned: bool
) -> None:
    claim = claims_of(parser, text)[0]
    assert (claim.denied, claim.hedged, claim.planned) == (denied, hedged, planned)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The leaders are holding a summit Monday in Oslo.", "2023-09-25"),
        ("The leaders held a summit Monday in Oslo.", "2023-09-18"),
        ("The mayor played down the fire when asked about it last week.", "2023-09-11"),
        ("Robert Stone is charged in the theft of the bell last week.", None),
    ],
)
def test_a_time_is_of_the_verb_that_it_can_be_of(parser: Parser, text: str, first: str | None) -> None:
    claim = claims_of(parser, text)[0]
    assert (claim.period.first if claim.period else None) == first


@pytest.mark.parametrize(
    ("text", "claim", "about"),
    [
        (
            "A county spokeswoman, Amy Downs, said he'd been at the jail on Friday.",
            "he'd been at the jail on Friday",
            None,
        ),
        (
            "The bureau said Scott, armed with two guns, fired shots through the window of an inn.",
            "Scott, armed with two guns, fired shots through the window of an inn",
            None,
        ),
        (
            "There was fear of war between the country and Armenia, which has been part of a dispute for years.",
            "which has been part of a dispute for years",
            "Armenia",
        ),
    ],
)
def test_what_a_claim_is_about_is_left_open_rather_than_wrong(parser: Parser, text: str, claim: str, about: str | None) -> None:
    found = {" ".join(c.says.split()): c.about for c in claims_of(parser, text)}
    assert found.get(claim, "not claimed") == about


def test_what_women_and_men_are_counted_as(parser: Parser) -> None:
    claim = claims_of(parser, "Three of the victims were women and two were men.")[0]
    assert [(f.low, f.counted) for f in claim.figures] == [(3.0, "woman"), (2.0, "man")]
