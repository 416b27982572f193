"""How well pages are cleaned: credits against marks, and the text of HTML pages against their true paragraphs."""

from __future__ import annotations

import gzip
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

from variorum.cleaning import clean
from variorum.errors import BadInput
from variorum.ingest import read
from variorum.model import Page
from variorum.pipeline import clean_all

MARKS = Path(__file__).parent / "credits.json"
GRAM = 4  # words of the runs that are compared


def measure_credits(reports: Path) -> dict[str, float]:
    """Precision and recall of the credits of marked reports, on the test marks and on those developed on."""
    marks = json.loads(MARKS.read_text(encoding="utf-8"))
    found = {r.name: {c.casefold() for c in r.credits} for r in clean_all(read(reports))[0]}
    figures = {}
    for part in ("test", "dev"):
        marked = {name: {c.casefold() for c in credited} for name, credited in marks[part].items() if name in found}
        right = sum(len(found[n] & credited) for n, credited in marked.items())
        figures[f"{part}.precision"] = right / sum(len(found[n]) for n in marked)
        figures[f"{part}.recall"] = right / sum(len(credited) for credited in marked.values())
    return figures


def measure_html(folder: Path) -> dict[str, float]:
    """Mean F1 of word runs of the cleaned pages, and of trafilatura's own text of the same pages.

    In the marks a paragraph in square brackets may be left out: ``f1`` counts it as wanted all the same, ``f1.spared``
    counts it only where it was printed.
    """
    truth = json.loads((folder / "ground_truth.json").read_text(encoding="utf-8"))
    totals: dict[str, float] = defaultdict(float)
    seconds: dict[str, float] = defaultdict(float)
    for name, marked in truth.items():
        with gzip.open(folder / "pages" / name, "rt", encoding="utf-8", errors="replace") as file:
            page = file.read()
        for label, method in METHODS.items():
            start = time.perf_counter()
            text = method(page)
            seconds[label] += time.perf_counter() - start
            here = " ".join(re.findall(r"\w+", text.lower()))
            wanted = [p for p in marked["body"] if not p.startswith("[") or " ".join(re.findall(r"\w+", p.lower())) in here]
            totals[f"{label}f1"] += f1(text, "\n".join(marked["body"]))
            totals[f"{label}f1.spared"] += f1(text, "\n".join(wanted))
    rates = {label or "variorum.": len(truth) / spent for label, spent in seconds.items()}
    print("  " + ", ".join(f"{label.rstrip('.')} {rate:.0f} pages/s" for label, rate in rates.items()))
    return {name: value / len(truth) for name, value in totals.items()}


def own_text(html: str) -> str:
    """The cleaned text of a page, empty where there is none."""
    try:
        return clean(Page("page", "page", html=html)).text
    except BadInput:
        return ""


def peer_text(html: str) -> str:
    """What trafilatura takes for a page's text."""
    from trafilatura import extract

    return extract(html, include_comments=False) or ""


METHODS: dict[str, Callable[[str], str]] = {"": own_text, "trafilatura.": peer_text}


def f1(text: str, truth: str) -> float:
    """F1 of the runs of words, 0 to 1, each counted as often as it stands."""
    ours, true = _runs(text), _runs(truth)
    both = (ours & true).total()
    return 2 * both / (ours.total() + true.total()) if both else 0.0


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return Counter(tuple(words[i : i + GRAM]) for i in range(len(words) - GRAM + 1)) or Counter([tuple(words)])
