"""What all tests share."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from variorum.claims import Parser, load_parser
from variorum.ingest import read
from variorum.model import Edition
from variorum.pipeline import Methods, collate

ROOT = Path(__file__).parent.parent
FERRY = ROOT / "examples" / "ferry" / "reports.jsonl"


def pytest_addoption(parser: pytest.Parser) -> None:
    """--rewrite writes golden files and generated docs anew instead of comparing them."""
    parser.addoption("--rewrite", action="store_true", help="write golden files and generated docs anew")


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The parser, loaded once."""
    return load_parser()


@pytest.fixture(scope="session")
def ferry() -> Edition:
    """The collated ferry story."""
    return collate(read(FERRY), Methods())


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of a table in tests/cases."""
    found: list[dict[str, Any]] = tomllib.loads((ROOT / "tests" / "cases" / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return found


def check(case: dict[str, Any], holds: bool, found: object) -> None:
    """Fail where a case does not hold; one that is marked as a known fault may, until it is mended."""
    if case.get("known"):
        assert not holds, "is mended: take the mark off"
        pytest.xfail("a known fault")
    assert holds, f"found {found}, not {case['want']}"
