"""README and docs tell the truth: their runs are run, their Python is run, cli.md is what --help prints."""

from __future__ import annotations

import doctest
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.conftest import ROOT
from variorum.cli.main import COMMANDS, main

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_run_in_the_readme_is_a_real_one() -> None:
    block = re.search(r"\$ variorum collate examples/ferry/reports.jsonl\n(.*?)\n…\n```", README, re.DOTALL)
    assert block is not None
    assert (ROOT / "tests" / "golden" / "ferry.txt").read_text(encoding="utf-8").startswith(block.group(1))


def test_the_figures_in_the_readme_are_not_above_what_the_gate_holds() -> None:
    floors = json.loads((ROOT / "evals" / "floors.json").read_text(encoding="utf-8"))["stories2"]
    printed = re.findall(r"^\| ([\w.]+) \| \.(\d\d) \|$", README, re.MULTILINE)
    assert printed
    for name, value in printed:
        assert int(value) / 100 <= floors[name] + 0.015


@pytest.mark.parametrize("name", ["README.md", "docs/tutorial.md"])
def test_python_in_the_docs_runs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, run = doctest.testfile(str(ROOT / name), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert run > 0
    assert failed == 0


def test_the_commands_page_is_what_help_prints(request: pytest.FixtureRequest) -> None:
    runner = CliRunner()
    parts = ["# Commands\nWritten by `make docs` from what `--help` prints."]
    for args in [[], *([c] for c in sorted(COMMANDS))]:
        shown = runner.invoke(main, [*args, "--help"], prog_name="variorum", terminal_width=100)
        parts.append(f"## {' '.join(['variorum', *args])}\n```\n{shown.stdout.rstrip()}\n```")
    made = "\n\n".join(parts) + "\n"
    page = ROOT / "docs" / "cli.md"
    if request.config.getoption("--rewrite"):
        page.write_text(made, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == made


def test_links_in_the_docs_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / Path(target)).exists(), f"{page.name} links to {target}"
