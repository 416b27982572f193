"""The commands: what they print, where, and with which exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.conftest import FERRY
from variorum.cli import main

LINE = json.dumps({"id": "x", "text": "The mayor said the bridge was closed on Friday after a truck had hit it."}) + "\n"


def run(*args: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(a) for a in args], input=stdin, catch_exceptions=False)


def test_collate_prints_and_writes_an_edition(tmp_path: Path) -> None:
    done = run("collate", FERRY, "-o", tmp_path / "edition")
    assert done.exit_code == 0
    assert done.stdout.startswith("8 reports, 1 story, 4 families")
    assert "WHERE THE REPORTS PART" in done.stdout
    assert sorted(f.name for f in (tmp_path / "edition").iterdir()) == ["brief.md", "collation.json", "index.html"]
    assert json.loads((tmp_path / "edition" / "collation.json").read_text(encoding="utf-8"))["schema"] == "variorum.collation/1"


@pytest.mark.parametrize(("flag", "start"), [("--json", "{"), ("--markdown", "# "), ("--html", "<!doctype html>")])
def test_collate_prints_one_form(flag: str, start: str) -> None:
    done = run("collate", "-", flag, stdin=LINE)
    assert done.exit_code == 0
    assert done.stdout.lstrip().startswith(start)
    assert done.stderr == ""


def test_each_stage_reads_json_lines_and_prints_json() -> None:
    cleaned = run("clean", "-", stdin=LINE)
    report = json.loads(cleaned.stdout)
    assert report["name"] == "x"
    assert report["language"] == "en"
    stories = json.loads(run("stories", "-", "--json", stdin=LINE).stdout)
    assert stories["schema"] == "variorum.stories/1"
    assert [[r["name"] for r in s["reports"]] for s in stories["stories"]] == [["x"]]
    trace = json.loads(run("trace", FERRY, "--json").stdout)
    assert trace["schema"] == "variorum.trace/1"
    assert {"reports", "families", "reuses", "problems"} <= set(trace)
    claims = json.loads(run("claims", "-", "--json", stdin=LINE).stdout)
    assert claims["schema"] == "variorum.claims/1"
    assert claims["claims"][0]["attribution"][0]["speaker"] == "The mayor"
    assert json.loads(run("schema").stdout)["title"] == "variorum.collation/1"


def test_the_output_of_clean_is_input_again() -> None:
    once = run("clean", FERRY).stdout
    again = json.loads(run("clean", "-", stdin=once.splitlines()[0] + "\n").stdout)
    assert again["text"] == json.loads(once.splitlines()[0])["text"]


@pytest.mark.parametrize("command", ["stories", "trace", "claims"])
def test_the_plain_form_of_each_stage_is_readable(command: str) -> None:
    done = run(command, FERRY)
    assert done.exit_code == 0
    assert "ferry-1" in done.stdout


def test_problems_go_to_standard_error_or_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.jsonl").write_text(LINE + "{\n", encoding="utf-8")
    told = run("clean", tmp_path)
    assert told.exit_code == 0
    assert "a.txt: is empty" in told.stderr
    assert "b.jsonl, line 2: is not JSON" in told.stderr
    assert run("clean", tmp_path, "-q").stderr == ""
    run("clean", tmp_path, "--problems", tmp_path / "p.out")
    problems = [json.loads(line) for line in (tmp_path / "p.out").read_text(encoding="utf-8").splitlines()]
    assert {p["stage"] for p in problems} == {"ingest"}
    assert len(problems) == 2


@pytest.mark.parametrize("command", ["collate", "clean", "stories", "trace", "claims"])
def test_exit_codes(command: str, tmp_path: Path) -> None:
    empty = run(command, tmp_path / "no.txt")
    assert empty.exit_code == 1
    assert "does not exist" in empty.stderr
    assert "nothing could be read" in empty.stderr
    assert run(command).exit_code == 2
    assert run(command, "x", "--no-such-option").exit_code == 2


def test_output_into_a_file_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert run("collate", "-", "-o", tmp_path / "file", stdin=LINE).exit_code == 2


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, variorum.cli.main as m; m.main(['--help'], standalone_mode=False);"
        "print([x for x in ('spacy', 'numpy', 'lxml') if x in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")
    light = subprocess.run(
        [sys.executable, "-c", "import sys, variorum; print('spacy' in sys.modules)"], capture_output=True, text=True, check=True
    )
    assert light.stdout == "False\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    assert "_VARIORUM_COMPLETE" in run("completion", shell).stdout


def test_claims_are_shown_under_their_paragraphs() -> None:
    shown = run(
        "claims",
        "--show",
        "-",
        stdin='{"id": "x", "text": "At least 12 people were hurt, the mayor said. He denied that the dam broke."}\n',
    )
    assert shown.exit_code == 0
    assert "the mayor (said): At least 12 people were hurt" in shown.stdout
    assert "12 or more people wounded" in shown.stdout
    assert ": deny" in shown.stdout


def test_an_index_grows_from_run_to_run_and_a_bad_one_is_told(tmp_path: Path) -> None:
    first = run("trace", FERRY, "--index", tmp_path / "i")
    assert first.exit_code == 0
    again = run("trace", "-", "--index", tmp_path / "i", stdin=LINE)
    assert again.stdout.startswith("1 report, 1 family")
    (tmp_path / "bad").write_bytes(b"no index")
    bad = run("trace", FERRY, "--index", tmp_path / "bad")
    assert bad.exit_code == 1
    assert "is no index of variorum" in bad.stderr
    assert run("trace", FERRY, "--index", tmp_path / "no" / "i").exit_code == 2
