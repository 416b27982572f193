"""Kinds of fault that users' own files show, each with small inputs and the right answers: right of all, per kind.

python -m evals.cases [FOLDER]     FOLDER holds a folder a kind; its rows.toml or, where it has none, the one of
                                   tests/faults says what must come out of its files

A row names a file, a command and what is wanted of it; ``WANTED`` lists what can be wanted.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from variorum.cli.main import main as variorum
from variorum.model import ROLE

KINDS = Path(__file__).parent.parent / "tests" / "faults"
DIVERGENT = {"conflict", "disputed", "updated"}


@dataclass(frozen=True, slots=True)
class Row:
    """One input of a kind, the command that reads it, and what must come out."""

    kind: str
    folder: Path
    file: str
    command: str
    want: dict[str, Any]
    known: str = ""

    def __str__(self) -> str:
        return f"{self.kind}/{self.file}: variorum {self.command}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command printed, and the JSON in it."""

    exit: int
    out: str
    err: str
    crash: str

    @property
    def reports(self) -> list[dict[str, Any]]:
        """The reports that ``clean`` or ``claims`` printed."""
        objects = [json.loads(line) for line in self.out.splitlines() if line.startswith("{")]
        return [r for o in objects for r in o.get("reports", [o])]

    @property
    def whole(self) -> dict[str, Any]:
        """The one JSON object that was printed."""
        found: dict[str, Any] = json.loads(self.out)
        return found

    @property
    def claims(self) -> list[dict[str, Any]]:
        """The claims of ``claims`` or ``collate``."""
        return [c for o in self.whole.get("collations", [self.whole]) for c in o["claims"]]

    @property
    def points(self) -> list[dict[str, Any]]:
        """The points of all collations."""
        return [p for c in self.whole["collations"] for p in c["points"]]

    @property
    def text(self) -> str:
        """The text of all reports."""
        return "\n".join(r["text"] for r in self.reports)


Check = Callable[[Outcome, Any], object]  # what is found instead of what is wanted; nothing where it is right


def rows(folder: Path) -> Iterator[Row]:
    """The rows of all kinds of a folder, by name."""
    for kind in sorted(p for p in folder.iterdir() if p.is_dir()):
        table = next((t for t in (kind / "rows.toml", KINDS / kind.name / "rows.toml") if t.exists()), None)
        if table is None:
            continue
        for row in tomllib.loads(table.read_text(encoding="utf-8"))["row"]:
            if (kind / row["file"]).exists():
                yield Row(kind.name, kind, row["file"], row["command"], row["want"], row.get("known", ""))


def run(row: Row) -> Outcome:
    """What the command of a row prints of its file."""
    words = [
        str(row.folder / row.file) if w == "FILE" else str(row.folder / w[1:]) if w[0] == "@" else w for w in row.command.split()
    ]
    if "FILE" not in row.command.split():
        words.append(str(row.folder / row.file))
    result = CliRunner().invoke(variorum, words)
    crash = "" if result.exception is None or isinstance(result.exception, SystemExit) else repr(result.exception)
    return Outcome(result.exit_code, result.stdout, result.stderr, crash)


def judge(row: Row) -> list[str]:
    """What is wrong with what comes of a row; nothing where all of it is right."""
    outcome = run(row)
    if outcome.crash:
        return [f"ends in {outcome.crash}"]
    faults = []
    for name, value in {"exit": 0, **row.want}.items():
        try:
            found = WANTED[name](outcome, value)
        except (ValueError, LookupError) as error:
            found = f"{type(error).__name__}: {error}; {(outcome.err or outcome.out)[:200]!r}"
        if found:
            faults.append(f"{name} is not {value!r}: {found}")
    return faults


def _alarms(outcome: Outcome, wanted: list[str]) -> object:
    found = [
        f"{p['status']}: {' / '.join(r['answer'] for r in p['readings'])}" for p in outcome.points if p["status"] in DIVERGENT
    ]
    if not wanted:
        return found
    return not any(f.startswith(tuple(wanted)) for f in found) and (found or "nothing printed")


def _quiet(outcome: Outcome, wanted: list[str]) -> object:
    found = [
        f"{p['status']}: {' / '.join(r['answer'] for r in p['readings'])}" for p in outcome.points if p["status"] in DIVERGENT
    ]
    return [f for f in found if any(f.startswith(w) for w in wanted)]


def _not_agreed(outcome: Outcome, wanted: list[str]) -> object:
    answers = [r["answer"] for p in outcome.points if p["status"] == "agreed" for r in p["readings"]]
    return [a for a in answers if any(re.search(w, a) for w in wanted)]


def _stories(outcome: Outcome, wanted: list[int]) -> object:
    sizes = sorted((len(s["reports"]) for s in outcome.whole["stories"]), reverse=True)
    return sizes != sorted(wanted, reverse=True) and sizes


def _apart(outcome: Outcome, wanted: list[str]) -> object:
    groups = [[r["name"] for r in s["reports"] if r["name"] in wanted] for s in outcome.whole["stories"]]
    return [g for g in groups if len(g) > 1]


def _figures(outcome: Outcome, wanted: list[list[Any]]) -> object:
    found = [(f["low"], f["high"], f["unit"]) for c in outcome.claims for f in c["figures"]]
    bounds = [(-inf if low is None else low, inf if high is None else high, unit) for low, high, unit in found]
    return [w for w in wanted if not any(list(b[: len(w)]) == w for b in bounds)] and (found or "no figure")


def _no_figures(outcome: Outcome, wanted: list[float]) -> object:
    return [f for c in outcome.claims for f in c["figures"] if f["low"] in wanted and f["event"] and f["role"] != "whole"]


def _said(outcome: Outcome, wanted: list[list[str]]) -> object:
    found = [(c["says"], c["attribution"][-1]["speaker"] if c["attribution"] else "") for c in outcome.claims]
    return [w for w in wanted if not any(w[0] in says and (not w[1]) == (not who) and w[1] in who for says, who in found)] and (
        found or "no claim"
    )


def _unsaid(outcome: Outcome, wanted: list[str]) -> object:
    told = [c["says"] for c in outcome.claims if not c["predicate"].startswith(ROLE)]
    return [says for says in told if any(w in says for w in wanted)]


def _voices(outcome: Outcome, wanted: list[str]) -> object:
    found = sorted({c["attribution"][-1]["speaker"] for c in outcome.claims if c["attribution"]})
    return found != sorted(wanted) and (found or "nothing")


def _denied(outcome: Outcome, wanted: list[list[Any]]) -> object:
    return [
        (c["says"], c["denied"]) for c in outcome.claims for part, denied in wanted if part in c["says"] and c["denied"] != denied
    ]


def _periods(outcome: Outcome, wanted: list[str]) -> object:
    found = {f"{c['period']['first']} {c['period']['last']}" for c in outcome.claims if c["period"]}
    return [w for w in wanted if (w if " " in w else f"{w} {w}") not in found] and (sorted(found) or "no time")


def _field(name: str) -> Check:
    def check(outcome: Outcome, wanted: str) -> object:
        found = [r.get(name) for r in outcome.reports]
        return not any((f or "") == wanted or (f or "").startswith(wanted or "-") for f in found) and found

    return check


def _exact(name: str) -> Check:
    return lambda outcome, wanted: [r.get(name) for r in outcome.reports] != wanted and [r.get(name) for r in outcome.reports]


def _copies(outcome: Outcome, wanted: int) -> object:
    found = [r["because"] for r in outcome.whole["reuses"] if r["certainty"] == "sure"]
    return len(found) != wanted and found


WANTED: dict[str, Check] = {
    "exit": lambda o, want: o.exit != want and f"{o.exit}, {o.err[:300]!r}",
    "alarms": _alarms,  # [] none at all; else one of any of these statuses, or that begins so
    "quiet": _quiet,  # none of these statuses
    "not_agreed": _not_agreed,  # no agreed answer holds any of these patterns
    "stories": _stories,  # the sizes of all stories
    "apart": _apart,  # names of reports of which no two share a story
    "reports": lambda o, want: len(o.reports) != want and [r["text"] for r in o.reports],
    "has": lambda o, want: [w for w in want if w not in o.text] and [o.text],
    "lacks": lambda o, want: [w for w in want if w in o.text],
    "text": lambda o, want: o.text != want and [o.text],
    "removed": lambda o, want: [w for w in want if not any(w in x["text"] for r in o.reports for x in r["removed"])],
    "title": _field("title"),
    "titles": _exact("title"),
    "byline": _field("byline"),
    "url": _exact("url"),
    "outlet": _field("outlet"),
    "published": _field("published"),  # begins so; "" for none
    "updated": _field("updated"),
    "doubted": lambda o, want: [r["doubt"] for r in o.reports if bool(r["doubt"]) != want],
    "undated": lambda o, want: [r["published"] for r in o.reports if r["published"] and not r["doubt"]],
    "figures": _figures,  # [low, high] or [low, high, unit]; inf for an open bound
    "no_figures": _no_figures,  # no figure of what happened begins at one of these; ages and wholes are of nothing that happened
    "said": _said,  # [part of the claim, part of the voice]; "" for the report's own
    "unsaid": _unsaid,  # parts that no claim has, what persons are apart
    "voices": _voices,  # whom all claims together are attributed to
    "denied": _denied,  # [part of the claim, is it denied]
    "periods": _periods,  # "first last", or one day
    "sure_copies": _copies,
    "families": lambda o, want: len(o.whole["families"]) != want and o.whole["families"],
    "out": lambda o, want: [w for w in want if w not in o.out] and o.out,
    "err": lambda o, want: [w for w in want if w not in o.err] and o.err,
    "out_lacks": lambda o, want: [w for w in want if w in o.out],
}


def main(arguments: Sequence[str]) -> int:
    """Print right of all per kind, and what is wrong with the rest."""
    folder = Path(arguments[0]) if arguments else KINDS
    right: dict[str, list[bool]] = {}
    for row in rows(folder):
        faults = judge(row)
        right.setdefault(row.kind, []).append(not faults)
        if faults:
            print(f"{row}\n    " + "\n    ".join(f[:400] for f in faults) + (f"\n    known: {row.known}" if row.known else ""))
    for kind, found in right.items():
        print(f"{kind:28} {sum(found)}/{len(found)}")
    every = [r for found in right.values() for r in found]
    print(f"{'all':28} {sum(every)}/{len(every)}  {sum(every) / max(1, len(every)):.3f}")
    return 0 if every and sum(every) / len(every) >= 0.95 else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
