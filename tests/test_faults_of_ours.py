"""Where the program itself fails on one input, that is told as its fault and the rest goes on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from variorum import cleaning, pipeline
from variorum.cli.main import main
from variorum.ingest import files

PLANTED = "a planted fault"
STORY = [
    {"id": "a", "outlet": "Korrin Post", "text": "A dam broke near Korrin on Monday. Nine people were killed, police said."},
    {"id": "b", "outlet": "Velmore Ledger", "text": "Nine people died near Korrin when a dam broke on Monday, police said."},
    {"id": "broken", "outlet": "Alder Echo", "text": "The dam at Korrin broke on Monday. Police said that nine had died."},
]


def failing(work: Callable[..., Any], name_of: Callable[..., str]) -> Callable[..., Any]:
    """The work, but for the input named "broken"."""

    def fail(*args: Any, **options: Any) -> Any:
        if name_of(*args) == "broken":
            raise ZeroDivisionError(PLANTED)
        return work(*args, **options)

    return fail


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for row in STORY:
        (tmp_path / f"{row['id']}.json").write_text(json.dumps(row), encoding="utf-8")
    return tmp_path


def invoke(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(w) for w in words])


@pytest.mark.parametrize(
    ("room", "stage", "name_of"),
    [
        (files, "read_file", lambda file, where: file.stem),
        (pipeline, "clean", lambda page: page.name),
        (pipeline, "find_claims", lambda report, *rest: report.name),
    ],
    ids=["reading", "cleaning", "claims"],
)
def test_a_fault_in_one_report_is_that_reports_problem(
    folder: Path, monkeypatch: pytest.MonkeyPatch, room: Any, stage: str, name_of: Callable[..., str]
) -> None:
    monkeypatch.setattr(room, stage, failing(getattr(room, stage), name_of))
    result = invoke("collate", "--one-story", "--json", folder)
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    held = [p for p in found["problems"] if PLANTED in p["message"]]
    assert len(held) == 1
    assert "broken" in held[0]["subject"]
    assert "fault of the program" in held[0]["message"]
    assert {c["at"]["report"] for c in found["collations"][0]["claims"]} >= {
        r["id"] for r in found["collations"][0]["story"]["reports"] if r["name"] in "ab"
    }
    assert "Traceback" not in result.stderr


def test_a_fault_in_one_story_leaves_the_others(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = {
        "id": "c",
        "title": "broken",
        "text": "The council of Marn raised the tax on dogs. Owners were angry, the mayor said.",
    }
    (folder / "c.json").write_text(json.dumps(other), encoding="utf-8")
    monkeypatch.setattr(pipeline, "date_story", failing(pipeline.date_story, lambda story, reports: story.title))
    found = json.loads(invoke("collate", "--json", folder).stdout)
    assert [c["story"]["title"] for c in found["collations"]]
    assert [p["stage"] for p in found["problems"] if PLANTED in p["message"]] == ["collation"]


@pytest.mark.parametrize("command", ["clean", "claims", "stories", "trace", "collate"])
def test_the_traceback_is_told_on_demand(folder: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setattr(pipeline, "clean", failing(cleaning.clean, lambda page: page.name))
    assert "Traceback" not in invoke(command, folder).stderr
    result = invoke(command, "-v", folder)
    assert result.exit_code == 0
    assert "Traceback" in result.stderr
    assert "ZeroDivisionError" in result.stderr
