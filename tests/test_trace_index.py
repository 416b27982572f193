"""The index of "trace": two runs at once, a run that is killed, an index that cannot be read or written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.test_cli import run
from tests.test_reuse import prose
from variorum.reuse import Store, locked, open_store

RUNS = 6  # of two processes each; without a lock nine in ten lose a report
TWO = """
import sys, time
from pathlib import Path
from variorum.cli.main import main
while not Path(sys.argv[1]).exists():
    time.sleep(0.001)
main(["trace", "-q", "--index", sys.argv[2], sys.argv[3]])
"""
SLOW = """
import sys, time
from pathlib import Path
import numpy as np
from variorum.reuse import locked, open_store, store
file = Path(sys.argv[1])
with locked(file, print):
    held = open_store(file)
    write = np.savez_compressed
    def half(out, **arrays):
        out.write(b"PK half of it")
        out.flush()
        print("writing", flush=True)
        time.sleep(60)
    np.savez_compressed = half
    held.save(file)
"""


def start(code: str, *arguments: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)], stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    )


def test_two_runs_at_once_lose_nothing(tmp_path: Path) -> None:
    index = tmp_path / "index"
    for n in range(RUNS):
        files = [tmp_path / f"{n}{side}.txt" for side in "ab"]
        for k, file in enumerate(files):
            file.write_text("\n".join(prose(100 * n + k, 6)), encoding="utf-8")
        go = tmp_path / f"go{n}"
        both = [start(TWO, go, index, file) for file in files]
        time.sleep(0.05)
        go.touch()
        assert [p.wait(60) for p in both] == [0, 0]
        for process in both:
            process.stdout.close()  # type: ignore[union-attr]
    assert sorted(r.name for r in open_store(index).reports) == sorted(f"{n}{side}" for n in range(RUNS) for side in "ab")
    assert not list(tmp_path.glob("index.*")), "no lock and no part of a file is left"


def test_a_killed_run_leaves_the_index_as_it_was_and_no_lock(tmp_path: Path) -> None:
    index, page = tmp_path / "index", tmp_path / "page.txt"
    page.write_text("\n".join(prose(1, 6)), encoding="utf-8")
    assert run("trace", "-q", "--index", index, page).exit_code == 0
    before = index.read_bytes()
    slow = start(SLOW, index)
    assert slow.stdout is not None
    assert slow.stdout.readline() == "writing\n"
    slow.send_signal(signal.SIGKILL)
    slow.wait(10)
    slow.stdout.close()
    assert index.read_bytes() == before
    page.write_text("\n".join(prose(2, 6)), encoding="utf-8")
    assert run("trace", "-q", "--index", index, page).exit_code == 0
    assert len(open_store(index).reports) == 2


def test_a_run_says_that_it_waits_and_where_there_is_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index, told = tmp_path / "index", list[str]()
    Store().save(index)
    slow = start(SLOW, index)
    assert slow.stdout is not None
    slow.stdout.readline()
    try:
        waiting = start("import sys\nfrom pathlib import Path\nfrom variorum.reuse import locked\n"
                        "with locked(Path(sys.argv[1]), lambda t: print(t, flush=True)):\n    print('held')", index)  # fmt: skip
        assert waiting.stdout is not None
        assert waiting.stdout.readline().startswith("waiting for another run")
    finally:
        slow.kill()
    assert waiting.communicate(timeout=20)[0] == "held\n"
    slow.communicate(timeout=20)
    monkeypatch.setitem(sys.modules, "fcntl", None)
    with locked(index, told.append):
        assert told == ["this system has no file locks: let no other run write the index at the same time"]


@pytest.mark.parametrize("content", [b"", b"{}", b"\x00" * 10_000, b"PK\x03\x04 half"])
def test_a_corrupt_index_is_told_and_left_alone(tmp_path: Path, content: bytes) -> None:
    index, page = tmp_path / "index", tmp_path / "page.txt"
    page.write_text("\n".join(prose(1, 6)), encoding="utf-8")
    index.write_bytes(content)
    done = run("trace", "-q", "--index", index, page)
    assert done.exit_code == 1
    assert "is no index of variorum, or a damaged one" in done.stderr
    assert index.read_bytes() == content
    assert not list(tmp_path.glob("index.*"))


def test_an_index_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("\n".join(prose(1, 6)), encoding="utf-8")
    done = run("trace", "-q", "--index", "/proc/index", page)
    assert done.exit_code == 1
    assert "cannot write /proc/index" in done.stderr
