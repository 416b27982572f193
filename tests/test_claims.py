"""Claims of small texts: cut, voiced, resolved and flagged."""

from __future__ import annotations

import pytest

from tests.test_stages import claims_of
from variorum.claims import Parser
from variorum.model import Claim
from variorum.points.voices import name_voices


def said(claims: list[Claim]) -> list[tuple[str, str | None]]:
    """What is claimed, on whose word, roles left out."""
    return [(" ".join(c.says.split()), c.voice) for c in claims if not c.is_role]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Storm sinks ferry Coast guard AFP Tuesday 11 Mar 2031 A ferry sank as it left the harbour. It was new.",
            ["Storm sinks ferry Coast guard", "A ferry sank as it left the harbour", "It was new"],
        ),
        (
            "Half of the orchards were cleared in spring, most having lost their fruit to frost.",
            ["Half of the orchards were cleared in spring, most having lost their fruit to frost"],
        ),
        (
            "The school closed its doors in August, leaving the village without a teacher for its forty children.",
            ["The school closed its doors in August, leaving the village without a teacher for its forty children"],
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
            "The museum sold two paintings: a landscape, 36 inches wide, for a song; and a portrait, small, for a fortune, "
            "a museum spokesman, Robert Stone, said at a reception.",
            "The museum sold two paintings: a landscape, 36 inches wide, for a song; and a portrait, small, for a fortune",
            "Robert Stone",
        ),
        (
            "The floods in the old town drove out 300 families said the council adding that ten of them were abroad.",
            "The floods in the old town drove out 300 families",
            "the council",
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
            "“I heard the bells ring twice” a farmer named Robert said.",
            "I heard the bells ring twice",
            "Robert",
        ),
        (
            '"I opened the oven and the bread was gone. "Children had eaten it," the baker Robert Stone said.',
            "Children had eaten it",
            "Robert Stone",
        ),
    ],
)
def test_a_claim_has_its_voice(parser: Parser, text: str, claim: str, voice: str) -> None:
    assert dict(said(claims_of(parser, text))).get(claim, "not claimed") == voice


@pytest.mark.parametrize(
    ("text", "denied", "hedged", "planned"),
    [
        ("We are going to gather the facts and then make a decision.", False, False, True),
        ("The council is determined to see the last sheep sold.", False, False, True),
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
            "The island is run by a league that includes the former pirates and is often attacked by the fleet and its ally.",
            "is often attacked by the fleet and its ally",
            "The island",
        ),
        (
            "A theatre spokeswoman, Anna Berg, said he'd left the stage on Friday.",
            "he'd left the stage on Friday",
            None,
        ),
        (
            "The club said Robert, dressed in green, rode the horse over the last fence.",
            "Robert, dressed in green, rode the horse over the last fence",
            None,
        ),
        (
            "A ferry runs between the island and Norway, which has been part of a customs union for years.",
            "which has been part of a customs union for years",
            "Norway",
        ),
    ],
)
def test_what_a_claim_is_about_is_left_open_rather_than_wrong(parser: Parser, text: str, claim: str, about: str | None) -> None:
    found = {" ".join(c.says.split()): c.about for c in claims_of(parser, text)}
    assert found.get(claim, "not claimed") == about


def test_what_women_and_men_are_counted_as(parser: Parser) -> None:
    claim = claims_of(parser, "Three of the victims were women and two were men.")[0]
    assert [(f.low, f.counted) for f in claim.figures] == [(3.0, "woman"), (2.0, "man")]


def test_a_voice_has_one_name_however_it_is_spelled(parser: Parser) -> None:
    told = claims_of(
        parser,
        "The Port Maren Coast Office said the crane was old. PMCO said nobody was hurt. Zachary Voorhal said he saw it fall. "
        "The engine was new, Zach Vorhal said.",
    )
    voices = {c.voice for c in name_voices(told) if c.voice}
    assert len(voices) == 2
