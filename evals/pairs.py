"""The judge against pairs of claims judged by reading: average precision of its probabilities.

python -m evals.pairs PATH [--json]     each pair is judged by trees that were learned without its story
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from variorum.compare.judge import LABELS, Trees, Verdicts, load_judge, read_trees
from variorum.compare.table import Floats, Ints, Table
from variorum.compare.told import Told
from variorum.model import Figure, Period, Span

JUDGES = Path(__file__).parent / "judges"
LETTERS = "scudo"  # of LABELS, as the readers wrote them


def read_pairs(path: Path) -> list[dict[str, Any]]:
    """The pairs of a file, a JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def make_table(pairs: Sequence[dict[str, Any]]) -> tuple[Table, Ints, Ints]:
    """All claims of the pairs as one table, and the places of the two claims of each pair."""
    first = 2 * np.arange(len(pairs))
    return Table([_told(p[side]) for p in pairs for side in ("a", "b")]), first, first + 1


def _told(side: dict[str, Any]) -> Told:
    period = side.get("period")
    bounds = period if isinstance(period, list) else [period["first"], period["last"]] if period else None
    nowhere = Span("", 0, 0)
    return Told(
        says=side["says"],
        subject=side.get("subject") or side.get("about") or "",
        predicate=side.get("predicate") or "",
        voice=side.get("voice") or "",
        denied=bool(side.get("denied")),
        hedged=bool(side.get("hedged")),
        planned=bool(side.get("planned")),
        figures=tuple(Figure(f["low"], f["high"], f["unit"], f["of"], nowhere) for f in side.get("figures") or ()),
        period=Period(*bounds) if bounds else None,
        names=tuple(side.get("names") or ()),
        sentence=side.get("sentence") or "",
        before=side.get("before") or "",
        outlet=side.get("outlet") or "",
        day=(side.get("published") or side.get("day") or "")[:10],
        start=side.get("start") or 0,
    )


@cache
def _folds() -> dict[str, int]:
    found: dict[str, int] = json.loads((JUDGES / "folds.json").read_text(encoding="utf-8"))
    return found


@cache
def judge_without(story: str) -> Trees:
    """Trees that were learned without the story: those of its fold, or those that come with variorum if it was in none."""
    fold = _folds().get(story)
    return load_judge() if fold is None else _fold(fold)


@cache
def _fold(number: int) -> Trees:
    with (JUDGES / f"fold-{number}.npz").open("rb") as file:
        return read_trees(file)


def judge_pairs(pairs: Sequence[dict[str, Any]]) -> Verdicts:
    """The verdict on each pair by trees that do not know its story."""
    table, i, j = make_table(pairs)
    rows = np.zeros((len(pairs), len(LABELS)))
    judges = [judge_without(p.get("story", "")) for p in pairs]
    for trees in {id(t): t for t in judges}.values():
        mine = np.array([t is trees for t in judges])
        rows[mine] = trees.judge(table, i[mine], j[mine]).rows
    return Verdicts(rows)


def average_precision(right: np.ndarray, score: Floats) -> float:
    """The mean of the precision at the rank of each right one; equal scores share their rank."""
    order = np.argsort(-score, kind="stable")
    hits, score = right[order].astype(float), score[order]
    last = np.append(np.flatnonzero(np.diff(score)), len(score) - 1)  # of each run of equal scores
    found = np.cumsum(hits)[last]
    precision = found / (last + 1)
    return float((np.diff(found, prepend=0.0) * precision).sum() / max(1.0, hits.sum()))


def measure(pairs: Sequence[dict[str, Any]]) -> dict[str, float]:
    """The figures over pairs with labels."""
    verdicts = judge_pairs(pairs)
    labels = np.array([p["label"] for p in pairs])
    tasks = {
        "one question": (labels != "o", verdicts.one_question),
        "fits": (labels == "s", verdicts.fits),
        "parts": (np.isin(labels, ["c", "u", "d"]), verdicts.parts),
        **{name: (labels == letter, verdicts.rows[:, n]) for n, (name, letter) in enumerate(zip(LABELS, LETTERS, strict=True))},
    }
    found = {}
    for name, (right, score) in tasks.items():
        found[f"{name}.ap"] = average_precision(right, score)
        found[f"{name}.prior"] = float(right.mean())
        printed = score >= 0.5
        found[f"{name}.precision"] = float(right[printed].mean()) if printed.any() else 0.0
        found[f"{name}.recall"] = float(printed[right].mean()) if right.any() else 0.0
    return {name: round(value, 4) for name, value in found.items()}


def main(arguments: Sequence[str]) -> int:
    """Print the figures."""
    pairs = read_pairs(Path(arguments[0]))
    figures = measure(pairs)
    if "--json" in arguments:
        print(json.dumps({"pairs": len(pairs), **figures}))
        return 0
    unseen = sum(p.get("story", "") not in _folds() for p in pairs)
    print(f"{len(pairs)} pairs, {unseen} of stories that no judge was taught; the others by trees learned without their fold")
    for name in dict.fromkeys(f.rpartition(".")[0] for f in figures):
        row = [figures[f"{name}.{x}"] for x in ("ap", "prior", "precision", "recall")]
        print(f"  {name:14} AP {row[0]:.3f} (prior {row[1]:.3f})   at .5: precision {row[2]:.3f}, recall {row[3]:.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
