"""Every command and every option of --help, and every command line of README and tutorial, runs on inputs of many kinds."""

from __future__ import annotations

import re
import shlex
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from tests.conftest import FERRY, ROOT
from tests.test_web import PAGE, Server, say, server  # noqa: F401
from variorum.cli.main import COMMANDS, main

FAULTS = ROOT / "tests" / "faults"
INPUTS = [
    FERRY,
    FAULTS / "feed-caption" / "caption-longer.xml",
    FAULTS / "html-next-article" / "sibling.html",
    FAULTS / "impossible-day" / "feb30.txt",
    FAULTS / "newsletter-digest" / "digest.eml",
    FAULTS / "other-languages-one-story" / "spanish-only.jsonl",
    FAULTS / "warc-not-reports" / "wget.warc.gz",
]
BROKEN = {"empty.jsonl": b"", "binary.txt": bytes(range(256)) * 40, "half.json": b'{"text": "The dam bro', "none.html": b"<p>"}
RUNS = {
    "claims": ["", "--json", "--show", "-q", "-v"],
    "clean": ["", "--show", "-q", "-v", "--problems OUT"],
    "collate": ["", "--json", "--markdown", "--html", "--one-story", "-v", "-q", "-o OUTDIR"],
    "stories": ["", "--json", "-q", "-v"],
    "trace": ["", "--json", "-v", "-q", "--index OUT.npz"],
}
ELSEWHERE = {"check", "completion", "fetch", "schema"}  # they read no PATH; their options are run below and in test_web.py
PLACES = {  # what the documents call a file -> one that is there
    "reports/": str(FERRY.parent),
    "tonight/": str(FERRY.parent),
    "page.html": str(FAULTS / "html-next-article" / "sibling.html"),
    "report.txt": str(FAULTS / "impossible-day" / "feb30.txt"),
    "examples/ferry/reports.jsonl": str(FERRY),
    "PATH...": str(FERRY),
}


def invoke(*words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, list(words), input=given)


def held(result: Result) -> None:
    """It ended as a program ends: with its own exit code, and without a traceback."""
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    assert result.exit_code in (0, 1)


@pytest.mark.parametrize(("command", "options"), [(c, o) for c, found in RUNS.items() for o in found])
def test_a_command_runs_on_inputs_of_every_kind(command: str, options: str, tmp_path: Path) -> None:
    words = options.replace("OUTDIR", str(tmp_path / "edition")).replace("OUT", str(tmp_path / "out")).split()
    for file in INPUTS:
        result = invoke(command, *words, str(file))
        held(result)
        assert result.exit_code == 0, (file.name, result.stderr)
        assert result.stdout.strip()


@pytest.mark.parametrize("command", RUNS)
@pytest.mark.parametrize("name", BROKEN)
def test_a_command_says_why_it_cannot_read(command: str, name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(BROKEN[name])
    result = invoke(command, str(file))
    held(result)
    assert result.exit_code == 1
    assert name in result.stderr


def test_every_option_of_the_help_is_run() -> None:
    for name in COMMANDS.keys() - ELSEWHERE:
        command: click.Command = import_module(f"variorum.cli.{name}").command
        run = {word for options in RUNS[name] for word in options.split()}
        for option in (p for p in command.params if isinstance(p, click.Option)):
            assert run & {*option.opts, *option.secondary_opts}, f"{name} {option.opts} is run by no test"


def lines(page: str) -> list[str]:
    """The command lines of a document's console blocks, without comments and what they print."""
    blocks = re.findall(r"```console\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)
    shown = [line[2:].split("  #")[0].strip() for block in blocks for line in block.splitlines() if line.startswith("$ ")]
    return [line for line in shown if "variorum" in line]


@pytest.mark.parametrize("line", [*lines("README.md"), *lines("docs/tutorial.md")])
def test_a_command_line_of_the_documents_runs(
    line: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    server: Server,  # noqa: F811
) -> None:
    monkeypatch.chdir(tmp_path)
    server.answers = {"/robots.txt": say(404), "/": say(200, PAGE.encode())}
    first = line.split(" | ")[0]
    given = FERRY.read_text(encoding="utf-8") if first.startswith("cat ") else None
    words = shlex.split(line.split(" | ")[1] if first.startswith("cat ") else first)
    words = [PLACES.get(word, word) for word in words[words.index("variorum") + 1 :]]
    if "fetch" in words:
        words = [f"{server.url}/" if w.startswith("http") or w == "URL" else w for w in words] + ["--allow-local", "--pace", "0"]
        (tmp_path / "pages.jsonl").write_text(FERRY.read_text(encoding="utf-8"), encoding="utf-8")
    if "check" in words:
        invoke("collate", str(FERRY), "-o", "edition")
        (tmp_path / "mine.md").write_text("Some 230 people were on board [A].\n", encoding="utf-8")
        words = ["edition/brief.md" if w == "BRIEF.md" else w for w in words]
    result = invoke(*words, given=given)
    held(result)
    assert result.exit_code == (1 if "mine.md" in words else 0), result.output


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed_for_each_shell(shell: str) -> None:
    result = invoke("completion", shell)
    held(result)
    assert result.exit_code == 0
    assert "variorum" in result.stdout
