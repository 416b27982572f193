"""The quality gate: marked stories and pages in, figures out; fails under the floors of floors.json.

python -m evals.gate [--floors]     --floors raises the floors to what was measured, less a slack; never lowers one
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from evals.briefs import measure_gate
from evals.marks import read_marked
from evals.pages import measure_credits, measure_html
from evals.pairs import judge_without
from evals.planted import measure_planted
from evals.score import Score, score_story
from variorum.claims import load_parser
from variorum.ingest import read
from variorum.pipeline import Methods, collate

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
SHARED = HERE.parent.parent / "shared"
SLACK = 0.01
MARKED = ("points", "witness", "divergences", "typed", "families")
WIDE = {"planted": 0.05}  # which conflicts are drawn changes with every point, and one of them is a seventieth


def measure(folder: Path) -> dict[str, float]:
    """The figures over all marked stories of a folder, each judged by trees that were learned without it."""
    score, parser = Score(), load_parser()
    for marked in read_marked(folder):
        methods = Methods(parser, judge_without(marked.name))
        score_story(marked, collate(read(marked.reports), methods), score)
    return {name: round(value, 3) for name, value in score.figures().items()}


def measure_held_out(folder: Path) -> dict[str, float]:
    """The figures over stories of which points and families alone are marked."""
    return {name: value for name, value in measure(folder).items() if name.split(".")[0] in MARKED}


SETS: dict[str, tuple[Callable[[Path], dict[str, float]], Path, str]] = {
    "examples": (measure, HERE.parent / "examples", "stories marked by hand, shipped"),
    "stories": (measure, SHARED / "stories", "stories marked by hand"),
    "stories2": (measure_held_out, SHARED / "stories2", "stories marked by hand that nothing was fitted to"),
    "briefs": (measure_gate, HERE.parent / "examples", "briefs of the examples, and words planted in them"),
    "briefs.stories": (measure_gate, SHARED / "stories", "briefs of the marked stories, and words planted in them"),
    "planted": (measure_planted, SHARED / "stories", "conflicts planted in the marked stories"),
    "credits": (measure_credits, SHARED / "data" / "helsinki" / "reports.jsonl", "pages whose credits were marked by hand"),
    "html": (measure_html, SHARED / "data" / "html", "pages with their true paragraphs"),
}


def main() -> int:
    """Print every figure beside its floor; 1 where one is under it."""
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    failed = 0
    for name, (method, where, what) in SETS.items():
        if not where.exists():
            print(f"{name}: skipped, {where.name} is not here")
            continue
        print(f"{name}: {what}")
        known = floors.setdefault(name, {})
        for figure, value in method(where).items():
            floor = known.get(figure, 0.0)
            failed += value < floor
            print(f"  {figure:24} {value:.3f}   floor {floor:.3f}{'   UNDER' if value < floor else ''}")
            known[figure] = max(floor, round(value - WIDE.get(name, SLACK), 3))
    if "--floors" in sys.argv:
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
