"""The whole way: what must hold for any input, and what stands in the example."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from bench.run import generate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import FERRY, ROOT
from variorum.claims import Parser, find_claims
from variorum.codec import decode_edition, encode_edition, find_schema
from variorum.errors import BadInput
from variorum.ingest import read
from variorum.model import DIVERGENT, Collation, Edition, Page, Report, Span
from variorum.pipeline import Methods, collate

FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def spans(collation: Collation) -> list[Span]:
    found = [c.at for c in collation.claims]
    found += [f.at for c in collation.claims for f in c.figures]
    found += [a.at for c in collation.claims for a in c.attribution if a.at is not None]
    found += [s for r in collation.reuses for p in r.passages for s in (p.copy, p.source)]
    found += [s for line in collation.brief for s in line.cites]
    found += [s for moment in collation.timeline for s in moment.cites]
    return found


def test_every_span_lies_in_its_report_and_every_claim_quotes_it(ferry: Edition) -> None:
    for collation in ferry:
        texts = {r.id: r.text for r in collation.story.reports}
        for span in spans(collation):
            assert 0 <= span.start < span.end <= len(texts[span.report])
        for claim in collation.claims:
            assert claim.says == texts[claim.at.report][claim.at.start : claim.at.end]
            assert claim.says == claim.says.strip()


def test_brief_and_timeline_print_nothing_that_is_not_in_their_passages(ferry: Edition) -> None:
    for collation in ferry:
        texts = {r.id: r.text for r in collation.story.reports}
        printed = [(line.text, line.cites) for line in collation.brief] + [(m.text, m.cites) for m in collation.timeline]
        for text, cites in printed:
            passages = {" ".join(texts[s.report][s.start : s.end].split()) for s in cites}
            for part in text.split(" ⁄ "):
                subject = re.match(r"\[([^\]]+)\] ", part)  # a subject that the passage leaves out, in the report's words
                assert part[subject.end() if subject else 0 :] in passages
                assert subject is None or any(subject[1] in " ".join(texts[s.report].split()) for s in cites)
        assert len(collation.brief) <= 10


def test_ids_are_unique_and_references_resolve(ferry: Edition) -> None:
    for collation in ferry:
        reports = [r.id for r in collation.story.reports]
        claims = [c.id for c in collation.claims]
        assert len(set(reports)) == len(reports)
        assert len(set(claims)) == len(claims)
        assert sorted(i for f in collation.families for i in f.reports) == sorted(reports)
        for point in collation.points:
            assert {i for r in point.readings for i in r.claims} <= set(claims)
            assert len(point.readings) >= (2 if point.status in DIVERGENT else 1)
            assert all(1 <= r.origins[0] <= r.origins[1] <= len(collation.families) for r in point.readings)
            assert point.because


def test_order_and_repetition_change_nothing(ferry: Edition) -> None:
    pages = list(read(FERRY))
    again = collate([*pages[::-1], *pages[:3]], Methods())
    assert encode_edition(again) == encode_edition(ferry)


def test_the_json_fits_its_schema_and_comes_back_the_same(ferry: Edition) -> None:
    printed = encode_edition(ferry)
    jsonschema.validate(json.loads(printed), find_schema())
    assert decode_edition(printed) == ferry


def test_the_printed_keys_are_those_of_the_contract(ferry: Edition) -> None:
    collation = json.loads(encode_edition(ferry))["collations"][0]
    assert set(collation) >= {"story", "families", "reuses", "claims", "points", "brief", "timeline"}
    assert set(collation["story"]) >= {"id", "title", "first", "last", "reports"}
    keys = {"id", "name", "outlet", "title", "url", "published", "language", "credits", "text", "removed"}
    assert set(collation["story"]["reports"][0]) >= keys
    keys = {"id", "at", "says", "attribution", "figures", "period", "place", "denied", "hedged"}
    assert set(collation["claims"][0]) >= keys
    assert set(collation["reuses"][0]) >= {"copy", "source", "share", "passages", "because"}
    assert set(collation["points"][0]) >= {"id", "about", "status", "readings", "because"}


def test_what_the_example_sets_as_traps_is_found(ferry: Edition) -> None:
    collation = ferry.collations[0]
    names = {r.id: r.name for r in collation.story.reports}
    families = [sorted(names[i] for i in f.reports) for f in collation.families]
    assert ["ferry-1", "ferry-2", "ferry-3", "ferry-4", "ferry-5"] in families
    junk = next(r for r in collation.story.reports if r.name == "ferry-4")
    assert junk.doubt is not None
    assert "Zentrave" not in junk.text
    kinds = {p.status for p in collation.points}
    assert kinds >= {"agreed", "single", "conflict", "disputed", "updated"}


def test_bad_pages_are_problems_and_the_rest_goes_on() -> None:
    pages = [BadInput("a.txt", "is empty"), Page("b", "b.txt", text="\u200b"), *read(FERRY)]
    edition = collate(pages, Methods())
    assert sorted(p.subject for p in edition.problems) == ["a.txt", "b.txt"]
    assert len(edition) == 1
    assert collate([], Methods()) == Edition(())


def test_a_report_in_another_language_is_kept_and_told() -> None:
    german = (
        "Bei einem Brand in der alten Mühle von Aldern sind am Dienstag zwölf Menschen verletzt worden, teilte die Polizei mit. "
        * 3
    )
    edition = collate([Page("d", "d", text=german)], Methods())
    assert [p.message for p in edition.problems] == ["is in de: claims are found in English only"]
    assert edition.collations[0].claims == ()


def test_a_collation_shows_itself_in_a_notebook(ferry: Edition) -> None:
    shown = ferry.collations[0]._repr_html_()
    assert "Ferry sinks off Port Maren" in shown
    assert "<script" not in shown


NASTY = [
    "x", "word", "?!", "No sentence end", "\u202eright to left\u202c", "שלום עולם זה דיווח קצר על מה שקרה אתמול",
    "“unclosed quote he said", "a\nb\nc", "He said " * 300, "said said said, said", "12 34 56 7.8.9 $ £€ 1,2,3",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 \U0001f600 text with 3 astral 😀 signs, he said.", "..." * 200, "\t\t", "A. B. C. D. E.",
    "According to", "denied", "“”", "‘’ said X", "- - - -", "1", "In 9999 and 0000, on 31 February 2020, 99 people died.",
]  # fmt: skip


@pytest.mark.parametrize("text", NASTY, ids=lambda t: repr(t[:20]))
def test_nasty_text_never_crashes(text: str, parser: Parser) -> None:
    edition = collate([Page("n", "n", text=text), Page("m", "m", text=text + " again")], Methods(parser=parser))
    assert len(edition.collations) + len(edition.problems) >= 1
    encode_edition(edition)


@FEW
@given(st.text(min_size=1, max_size=300))
def test_arbitrary_text_never_crashes(parser: Parser, text: str) -> None:
    report = Report("r", "r", text=text)
    for claim in find_claims(report, parser):
        assert claim.says == text[claim.at.start : claim.at.end]


def test_a_line_of_a_megabyte_is_read(parser: Parser) -> None:
    text = "word and " * 120_000
    edition = collate([Page("n", "n", text=text)], Methods(parser=parser))
    assert len(edition) == 1


@pytest.mark.skipif(not (ROOT.parent / "shared" / "texts" / "karabakh").is_dir(), reason="the five reports are not here")
def test_five_real_reports_are_one_story_with_one_copied_text(parser: Parser) -> None:
    edition = collate(read(Path(ROOT.parent / "shared" / "texts" / "karabakh")), Methods(parser=parser))
    assert len(edition) == 1
    collation = edition.collations[0]
    names = {r.id: r.name[:3] for r in collation.story.reports}
    families = [{names[i] for i in f.reports} for f in collation.families]
    assert any({"001", "003"} <= f for f in families)
    assert "Related" not in next(r.text for r in collation.story.reports if r.name.startswith("001"))


def test_many_reports_in_nearly_the_same_words_are_collated() -> None:
    edition = collate(generate(8, 300), one_story=True)
    points = edition.collations[0].points
    assert any(p.status == "conflict" for p in points)
    assert all(r.claims for p in points for r in p.readings)
