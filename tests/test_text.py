"""Strings to offsets: figures, periods, quotes, sentences, words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import cases, check
from variorum.text.figures import find_numbers
from variorum.text.paragraphs import find_paragraphs
from variorum.text.periods import find_date, find_times
from variorum.text.quotes import balanced, find_quotes
from variorum.text.sentences import find_sentences
from variorum.text.words import content_stems, find_words, fold


@pytest.mark.parametrize("case", cases("figures"), ids=lambda c: c["text"][:40])
def test_figures(case: dict[str, Any]) -> None:
    found = [(case["text"][n.start : n.end], n.low, n.high, n.unit) for n in find_numbers(case["text"])]
    wanted = [(q, None if low == "open" else low, None if high == "open" else high, unit) for q, low, high, unit in case["want"]]
    holds = [(f[0], f[3]) for f in found] == [(w[0], w[3]) for w in wanted] and all(
        _near(a, b) for mine, theirs in zip(found, wanted, strict=True) for a, b in zip(mine[1:3], theirs[1:3], strict=True)
    )
    check(case, holds, found)


def _near(a: float | None, b: float | None) -> bool:
    return a is b if a is None or b is None else a == pytest.approx(b, rel=2e-3)


@pytest.mark.parametrize("case", cases("periods"), ids=lambda c: c["text"][:40])
def test_periods(case: dict[str, Any]) -> None:
    found = []
    for time in find_times(case["text"]):
        days = time.days(case["day"], future=case.get("future", False))
        if days is not None:
            found.append([case["text"][time.start : time.end], *(d.isoformat() if d else "" for d in days)])
    check(case, found == case["want"], found)


def test_a_date_needs_day_month_and_year() -> None:
    assert find_date("Posted: 3:14 AM, July 16, 2018") == date(2018, 7, 16)
    assert find_date("Thursday, in July") is None


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“Go,” he said, “now.”", ["Go,", "now."]),
        ('"Go," he said. "Now."', ["Go,", "Now."]),
        ("``Go,'' he said.", ["Go,"]),
        ("«Geh», sagte er.", ["Geh"]),
        ("“It goes on\n“and on,” she said.", ["It goes on", "and on,"]),
        ('a 6" pipe', []),
    ],
)
def test_quotes(text: str, inside: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotes(text)] == inside


def test_a_passage_takes_the_quotation_mark_that_it_lacks() -> None:
    text = "came under “heavy fire.” Then"
    start, end = balanced(text, 0, text.index(".”"))
    assert text[start:end] == "came under “heavy fire.”"


def test_sentences_do_not_break_at_titles_and_initials() -> None:
    text = "Mr. Lee of the U.S. Army came on Oct. 3.\nHe left."
    assert [text[s:e] for s, e in find_sentences(text)] == ["Mr. Lee of the U.S. Army came on Oct. 3.", "He left."]


def test_a_compound_is_one_word_with_or_without_a_hyphen() -> None:
    assert content_stems("a cease-fire") == content_stems("a ceasefire")
    assert fold("Lee’s") == "lee"


@given(st.text(max_size=400))
def test_offsets_quote_the_text(text: str) -> None:
    for word in find_words(text):
        assert text[word.start : word.end] == word.text
    for start, end in find_paragraphs(text) + find_sentences(text):
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip()
    for number in find_numbers(text):
        assert 0 <= number.start < number.end <= len(text)
        assert number.low is None or number.high is None or number.low <= number.high
    for quote in find_quotes(text):
        assert 0 <= quote.start < quote.end <= len(text)
