"""Kinds of fault that users' own files show: each input of tests/faults gives what its row wants."""

from __future__ import annotations

import pytest
from evals.cases import KINDS, Row, judge, rows


@pytest.mark.parametrize("row", list(rows(KINDS)), ids=str)
def test_an_input_of_a_kind_of_fault_gives_the_right_answer(row: Row) -> None:
    faults = judge(row)
    if row.known:
        assert faults, "is mended: take the mark off"
        pytest.xfail(row.known)
    assert not faults, faults
