"""Which reports are of one event: forms, towns with two crimes, and reports in other languages."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import cases
from variorum.cleaning import clean
from variorum.model import Page, Report
from variorum.reuse import trace
from variorum.stories import find_stories
from variorum.text.forms import is_same_form


def make(name: str, text: str, title: str | None = None, published: str = "2031-05-02") -> Report:
    return clean(Page(name=name, where=name, text=text, title=title, published=published))


def groups(reports: list[Report]) -> list[list[str]]:
    return sorted(sorted(r.name for r in story.reports) for story in find_stories(reports))


@pytest.mark.parametrize("case", cases("forms"), ids=lambda c: c["one"][:40])
def test_forms_are_told_from_copies(case: dict[str, Any]) -> None:
    assert is_same_form(case["one"], case["other"]) == case["want"]
    assert is_same_form(case["other"], case["one"]) == case["want"]


@pytest.mark.parametrize("case", cases("stories"), ids=lambda c: c["about"])
def test_stories(case: dict[str, Any]) -> None:
    reports = [make(f"{n}", text) for n, text in enumerate(case["texts"])]
    assert groups(reports) == [[str(n) for n in group] for group in case["want"]]


def test_reports_of_one_form_are_no_copies_and_say_so() -> None:
    text = (
        "{}, {}, was jailed for {} years at Orlen Crown Court on {} May for {}.\n"
        "The court heard that the offences came to light after a member of the public called the police, who thanked all who "
        "came forward for their patience and their help."
    )
    filled = [("Ada Brill", 34, 3, 3, "fraud"), ("Tomas Reck", 51, 7, 9, "arson"), ("Ole Varn", 27, 2, 17, "theft")]
    reports = [make(f"r{n}", text.format(*f)) for n, f in enumerate(filled)]
    found = trace(reports)
    assert found.reuses == ()
    assert [len(f.reports) for f in found.families] == [1, 1, 1]
    assert "same form as r1, r2" in found.families[0].because
    copy = trace([reports[0], make("copy", text.format(*filled[0]).replace("for 3 years", "for 4 years"))])
    assert [len(f.reports) for f in copy.families] == [2]
