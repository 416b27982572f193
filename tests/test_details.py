"""Details: phrases in which reports agree, though no sentence of the one says what a sentence of the other says."""

from __future__ import annotations

import pytest

from tests.test_stages import make
from variorum.claims import Parser, find_claims
from variorum.model import Kind, Story
from variorum.pipeline import Methods, collate_story

QUARRY = "A lorry slid into the quarry of Tolmin on Monday, killing two drivers."
BELL = "Officers said Marsh, the keeper of the bell, was not hurt. The chapel of Aldern, a former granary, stands empty."


def details(parser: Parser, text: str, kind: Kind) -> list[str]:
    """The details of one kind in a text."""
    return [c.says for c in find_claims(make("r", text, published="2031-03-11"), parser, details=True) if c.kind == kind]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        (QUARRY, "clause", "killing two drivers"),
        (QUARRY, "clause", "A lorry slid into the quarry of Tolmin on Monday"),
        ("Orlow gave back the island invaded by Vesna in 1905.", "clause", "invaded by Vesna in 1905"),
        (
            "The barge Ostrel sank off Aldern, the capital of the old county.",
            "description",
            "Aldern, the capital of the old county",
        ),
        ("The mayor told reporters on Friday that the quay was safe.", "saying", "The mayor told reporters on Friday"),
        ("Sailors lit a fire in London when the strike began.", "place", "a fire in London"),
    ],
)
def test_what_a_sentence_tells_besides(parser: Parser, text: str, kind: Kind, found: str) -> None:
    assert found in " | ".join(details(parser, text, kind))


@pytest.mark.parametrize(
    "text",
    [
        "The road will open if the snow melts in the pass of Tolmin before Sunday comes.",
        "The mayor said the lorry slid into the quarry, killing two drivers.",
        "“The lorry slid into the quarry, killing two drivers,” the mayor said.",
    ],
)
def test_no_detail_is_made_of_what_may_be_or_is_said_by_others(parser: Parser, text: str) -> None:
    assert details(parser, text, "clause") == []


def test_a_report_alone_is_told_in_assertions(parser: Parser) -> None:
    claims = find_claims(make("r", QUARRY), parser)
    assert claims
    assert {c.kind for c in claims} == {"assertion"}


def test_two_reports_agree_on_a_detail_and_no_other_detail_stays(parser: Parser) -> None:
    first = make(
        "a",
        "A lorry that had lost its brakes slid on Monday from the old mill road into the flooded quarry, killing two drivers.",
        published="2031-03-11",
    )
    second = make("b", "Snow fell all night. The accident killed two drivers.", published="2031-03-12")
    collation = collate_story(Story("s", "Slide", None, None, (first, second)), Methods(parser=parser))
    kept = [c for c in collation.claims if c.is_detail]
    held = {i for p in collation.points for r in p.readings for i in r.claims}
    agreed = {i for p in collation.points if p.status == "agreed" for r in p.readings for i in r.claims}
    assert {c.at.report for c in collation.claims if c.id in agreed} == {"a", "b"}
    assert all(c.id in held for c in kept)
    cited = {s for line in collation.brief for s in line.cites}
    assert not cited & {c.at for c in kept}
