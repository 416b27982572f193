"""The judge of pairs of claims: what it holds together, what it holds apart, and that it decides alike everywhere."""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import pytest
from evals.pairs import average_precision, judge_without, main, measure
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_stages import make
from variorum.claims import Parser, find_claims
from variorum.compare.agreements import find_counterparts, says_so
from variorum.compare.candidates import find_candidates
from variorum.compare.features import NAMES, find_features
from variorum.compare.judge import LABELS, load_judge, read_trees
from variorum.compare.judged import UNRELATED, Judged
from variorum.compare.table import Table
from variorum.compare.told import Told
from variorum.model import Claim

ONE = "A freight train derailed near Korrin on Monday, killing four people."
SAME = "Four people died on Monday when a goods train left the rails near Korrin."
OTHER = "The opera house of Velmore will reopen in spring with a new roof."


def told(says: str) -> Told:
    return Told(says=says, sentence=says, day="2031-03-11")


def probabilities(one: str, other: str) -> np.ndarray:
    verdicts = load_judge().judge(Table([told(one), told(other)]), np.array([0]), np.array([1]))
    found: np.ndarray = verdicts.rows[0]
    return found


def judged(parser: Parser, *texts: str) -> Judged:
    reports = [make(f"r{n}", text, published="2031-03-11") for n, text in enumerate(texts)]
    claims = [c for r in reports for c in find_claims(r, parser)]
    return Judged(claims, reports, load_judge())


def claim_of(found: Judged, words: str) -> Claim:
    return next(c for c in found.claims if words in c.says)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ONE, SAME),
        ("The mayor of Orle resigned on Friday.", "Orle's mayor stepped down on Friday."),
        ("Police arrested two men in the harbour of Tarn.", "Two men were arrested by police in the harbour of Tarn."),
    ],
)
def test_rewordings_are_likelier_to_say_the_same_than_what_tells_of_something_else(one: str, other: str) -> None:
    assert probabilities(one, other)[0] > 0.5
    assert probabilities(one, OTHER)[LABELS.index("other")] > 0.8


def test_the_probabilities_of_a_pair_sum_to_one_and_do_not_depend_on_its_order() -> None:
    assert probabilities(ONE, SAME).sum() == pytest.approx(1, abs=1e-3)
    assert probabilities(ONE, SAME).tolist() == probabilities(SAME, ONE).tolist()


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=120), st.text(max_size=120))
def test_any_two_texts_have_features_that_are_the_same_turned_round(one: str, other: str) -> None:
    table = Table([told(one), told(other)])
    first, second = np.array([0]), np.array([1])
    features = find_features(table, first, second)
    assert features.shape == (1, len(NAMES))
    assert np.isfinite(features).all()
    assert features.tolist() == find_features(table, second, first).tolist()


def test_no_pair_gives_no_verdict() -> None:
    none = np.zeros(0, dtype=np.int64)
    assert load_judge().judge(Table([]), none, none).rows.shape == (0, len(LABELS))


def test_trees_that_were_learned_on_other_features_are_refused() -> None:
    file = io.BytesIO()
    np.savez(file, names=np.frombuffer(b"length", np.uint8))
    file.seek(0)
    with pytest.raises(ValueError, match="other features"):
        read_trees(file)


def test_candidates_are_pairs_of_two_reports_that_share_words() -> None:
    table = Table([told(ONE), told(SAME), told(OTHER), told(ONE)])
    i, j = find_candidates(table, np.array([0, 1, 2, 0]))
    assert set(zip(i.tolist(), j.tolist(), strict=True)) == {(0, 1), (1, 3)}


def test_a_claim_stands_with_its_counterpart_in_each_other_report(parser: Parser) -> None:
    found = judged(parser, f"{ONE} Rain fell all night.", f"{SAME} {OTHER}", OTHER)
    sets = [{c.at.report for c in group} for group in find_counterparts(found)]
    assert {"r0", "r1"} in sets
    assert {"r1", "r2"} in sets
    assert {"r0", "r2"} not in sets
    assert found.pair(claim_of(found, "Rain"), claim_of(found, "opera")) == UNRELATED


@pytest.mark.parametrize(
    ("printed", "other", "says"),
    [
        ("Four people were killed near Korrin.", "Four people were killed near Korrin on Monday.", True),
        ("Four people were killed near Korrin.", "Six people were killed near Korrin.", False),
        ("Four people were killed near Korrin.", "Four people were not killed near Korrin.", False),
        ("Four people were killed near Korrin.", "Four people may have been killed near Korrin.", False),
        ("Four people were killed near Korrin by Otto Marsh.", "Four people were killed near Korrin.", False),
    ],
)
def test_a_letter_needs_the_same_figures_names_and_manner(parser: Parser, printed: str, other: str, says: bool) -> None:
    found = judged(parser, printed, other)
    mine, theirs = (next(c for c in found.claims if c.at.report == r) for r in ("r0", "r1"))
    assert says_so(found, mine, theirs) is says


def test_average_precision_is_the_mean_of_the_precision_at_each_right_one() -> None:
    right = np.array([True, False, True, False])
    assert average_precision(right, np.array([0.9, 0.8, 0.7, 0.1])) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision(right, np.array([0.5, 0.5, 0.5, 0.5])) == pytest.approx(0.5)


def test_pairs_of_a_file_are_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pairs = [
        {"id": "p1", "story": "train", "a": {"says": ONE}, "b": {"says": SAME}, "label": "s"},
        {"id": "p2", "story": "train", "a": {"says": ONE}, "b": {"says": OTHER}, "label": "o"},
    ]
    assert measure(pairs)["one question.ap"] == 1.0
    file = tmp_path / "pairs.jsonl"
    file.write_text("".join(json.dumps(p) + "\n" for p in pairs), encoding="utf-8")
    assert main([str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["pairs"] == 2


def test_a_story_is_judged_by_trees_that_do_not_know_it() -> None:
    assert judge_without("a story of no pair") is load_judge()
    assert judge_without("kursk") is not load_judge()
