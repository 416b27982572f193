"""The gate of a brief: what it refuses, what it lets pass."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from evals.briefs import HARMLESS, WRONG

from tests.conftest import FERRY, cases
from tests.test_cli import run
from variorum.codec import encode_edition
from variorum.model import Edition
from variorum.text.support import find_unsupported
from variorum.views.gate import check_brief
from variorum.views.markdown import to_markdown

PASSAGE = "Mayor Ann Lee said at least 200 people, two of them children, were hurt on Tuesday, Sept. 19: “We were not warned.”"


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee: at least 200 people hurt",
        "Two children were hurt on 19 September",
        "The mayor said “we were not warned”",
        "Residents were hurt on Tuesday.",
        "at least 200 hurt; the mayor was “not warned”",
        "",
    ],
)
def test_what_is_in_the_passage_passes(text: str) -> None:
    assert find_unsupported(text, [PASSAGE]) == []


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Ann Leigh was hurt", "name", "Leigh"),
        ('"We were “not rather warned" on Tuesday”', "quotation", "not rather warned"),
        ("Police in Ostrava: at least 200 hurt", "name", "Ostrava"),
        ("200 people were hurt", "number", "200"),
        ("9 to 200 people were hurt", "number", "9 to 200"),
        ("at least 200 miles", "number", "at least 200 miles"),
        ("She said ‘we were warned in time’", "quotation", "we were warned in time"),
        ("The mayor hopes for rain in May", "date", "May"),
        ("They were hurt at 6 a.m.", "date", "6 a.m."),
        ("201 people were hurt", "number", "201"),
        ("at most 200 people were hurt", "number", "at most 200"),
        ("three children were hurt", "number", "three"),
        ("They were hurt on Wednesday", "date", "Wednesday"),
        ("They were hurt on 20 September", "date", "20 September"),
        ("“We were warned,” she said", "quotation", "We were warned,"),
        ("The US said so", "name", "US"),
        ("Flight 370 was lost", "number", "370"),
    ],
)
def test_what_is_not_is_refused_by_its_kind(text: str, kind: str, words: str) -> None:
    assert [(u.kind, u.words) for u in find_unsupported(text, [PASSAGE])] == [(kind, words)]


@pytest.mark.parametrize("case", cases("notation"), ids=lambda c: f"{c['passage'][:20]}-{c['text'][:25]}")
def test_another_notation_of_one_value_is_the_same(case: dict[str, Any]) -> None:
    assert [u.kind for u in find_unsupported(case["text"], [case["passage"]])] == case["refused"]


def test_the_printed_brief_passes(ferry: Edition) -> None:
    verdict = check_brief(to_markdown(ferry), ferry)
    assert verdict.faults == ()
    assert verdict.checked > 5


@pytest.mark.parametrize("change", WRONG, ids=lambda c: c.__name__)
def test_planted_words_are_refused(ferry: Edition, change: object) -> None:
    chance, line = random.Random(1), _lines(ferry)[1]
    for _ in range(10):
        other = change(line, ferry, chance)  # type: ignore[operator]
        assert other is None or check_brief(other, ferry).faults, other


@pytest.mark.parametrize("change", HARMLESS, ids=lambda c: c.__name__)
def test_another_layout_passes(ferry: Edition, change: object) -> None:
    chance = random.Random(1)
    for line in _lines(ferry):
        other = change(line, ferry, chance)  # type: ignore[operator]
        assert other is None or check_brief(other, ferry).faults == (), other


def test_a_bare_letter_cites_what_is_nearest_in_the_report(ferry: Edition) -> None:
    assert check_brief("The Stella Brava left Ostrel shortly before 6 a.m. [A B]", ferry).faults == ()
    assert [f.words for f in check_brief("The Stella Brava left Ostrel at 7.30 a.m. [A]", ferry).faults] == ["7.30 a.m."]


def test_headings_and_long_paragraphs_are_read_or_refused(ferry: Edition) -> None:
    line = "The Stella Brava left Ostrel shortly before 6 a.m. [A]"
    assert [f.words for f in check_brief(f"# 300 dead in Paris\n\n{line}", ferry).faults] == ["300", "Paris"]
    assert check_brief(f"# Ferry sinks off Port Maren\n\n## Summary\n\n{line}", ferry).faults == ()
    assert [f.line for f in check_brief("x " * 5_000 + "\n\n" + line, ferry).faults] == [1]
    assert check_brief("# a" + " " * 20_000 + f"b\n\n{line}", ferry).checked == 1
    assert check_brief(f"## In brief\n\n{line}\n\n## More\n\nPutin.", ferry).unread == 2


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Some people\nwere aboard,\nand 77 goats. [A]", [3]),
        ("It left at 9.40 a.m.\n[A]\nIt sank at 9.50 a.m.\n[A]", [1, 3]),
        ("1. It sank off Port Maren. [A]\n2. It left\n   at 9.40 a.m. [A]", [3]),
        ("| what | when |\n|---|---|\n| it sank [A] | 9.40 a.m. [A] |\n| it left [A] | 9.50 a.m. [A] |", [3, 4]),
        ("# Ferry\n\n## 300 dead\n\nIt sank. [A]\n\n77 dead\n=======\n", [3, 7]),
        ("It sank. [A]\n[Z] says so too.\n", [2]),
        ("\r\nIt sank\r\nat 9.40 a.m. [A]\r\n", [3]),
        ("**It** sank `off` Port Maren\nat <b>9.40</b> a.m.\n[A]", [2]),
    ],
)
def test_a_fault_names_its_own_line(ferry: Edition, text: str, lines: list[int]) -> None:
    assert [f.line for f in check_brief(text, ferry).faults] == lines


def test_sentences_without_a_citation_in_a_cited_paragraph_are_told(ferry: Edition) -> None:
    cited = "The Stella Brava left Ostrel shortly before 6 a.m. [A]"
    verdict = check_brief(f"{cited}\nA whole town mourns.\nNobody slept.", ferry)
    assert [(f.line, f.words) for f in verdict.uncited] == [(2, "A whole town mourns."), (3, "Nobody slept.")]
    assert verdict.faults == ()
    assert [f.line for f in check_brief(f"Zebras mourned loudly.\n{cited}", ferry).uncited] == [1]
    assert check_brief(f"Nobody slept.\n\n{cited}", ferry).uncited == ()
    assert check_brief(cited, ferry).uncited == ()


def test_what_has_no_end_is_not_read(tmp_path: Path, ferry: Edition) -> None:
    collation, brief = tmp_path / "collation.json", tmp_path / "brief.md"
    collation.write_text(encode_edition(ferry), encoding="utf-8")
    brief.write_text("It sank. [A]", encoding="utf-8")
    endless = run("check", "/dev/zero", collation)
    assert (endless.exit_code, "is larger than 8 MB" in endless.stderr) == (1, True)
    endless = run("check", brief, "/dev/zero")
    assert (endless.exit_code, "no collation: it does not begin with {" in endless.stderr) == (1, True)
    brief.write_bytes(b"It sank. [A]\n" * 1_000_000)
    assert "is larger than 8 MB" in run("check", brief, collation).stderr


def test_what_cites_nothing_or_no_known_passage_is_refused(ferry: Edition) -> None:
    assert [f.because for f in check_brief("Norrik Lines sank.", ferry).faults] == ["name without a citation"] * 2
    assert [f.because for f in check_brief("It sank. [A](#nothing) [Z]", ferry).faults] == ["no such passage"] * 2


def test_check_names_file_and_line_and_fails(tmp_path: Path, ferry: Edition) -> None:
    collation, brief = tmp_path / "collation.json", tmp_path / "brief.md"
    collation.write_text(encode_edition(ferry), encoding="utf-8")
    brief.write_text(to_markdown(ferry), encoding="utf-8")
    assert run("check", brief, collation).exit_code == 0
    brief.write_text("# Ferry\n\nIt left\nOstrel at 9.40 a.m. [A]\n", encoding="utf-8")
    done = run("check", brief, collation)
    assert done.exit_code == 1
    assert done.stdout.startswith(f"{brief}:4: 9.40 a.m.: date that is not in the cited passage")


@pytest.mark.parametrize("content", [b"", b"{", b'{"schema": "other/1", "collations": [], "problems": []}', b"\xff\x00"])
def test_check_says_what_is_no_collation(tmp_path: Path, content: bytes) -> None:
    collation, brief = tmp_path / "collation.json", tmp_path / "brief.md"
    collation.write_bytes(content)
    brief.write_text("It sank. [A]", encoding="utf-8")
    done = run("check", brief, collation)
    assert done.exit_code == 1
    assert "no collation" in done.stderr


def test_check_says_what_is_no_text(tmp_path: Path) -> None:
    brief = tmp_path / "brief.md"
    brief.write_bytes(b"\xff\xfe\x00bad")
    done = run("check", brief, FERRY)
    assert done.exit_code == 1
    assert "cannot be read as text" in done.stderr


def _lines(edition: Edition) -> list[str]:
    return [line for line in to_markdown(edition).splitlines() if line.startswith("- ") and "](index.html#" in line]


def test_letters_count_under_the_title_of_their_story_where_there_are_several(ferry: Edition) -> None:
    one = ferry.collations[0]
    other = replace(one, story=replace(one.story, title="Another story"))
    several = Edition((one, other))
    faults = check_brief("Nine people were killed [A].", several).faults
    assert any("heading that is its story's title" in fault.because for fault in faults)
    assert not check_brief(f"# {one.story.title}\n\nNine people were killed [C].", several).faults
