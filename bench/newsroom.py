"""How surely copies are found in a generated newsroom, beside MinHash where datasketch is installed.

python -m bench.newsroom [ORIGINALS]     each original is copied at 80, 60, 40 and 20 per cent among own text, with two words in
a hundred changed and the sentences in another order; a reported pair is right where both hold text of one original
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

from variorum.cleaning import clean
from variorum.ingest import read
from variorum.model import Page, Report
from variorum.reuse import find_reuse
from variorum.text.words import find_words

HERE = Path(__file__).parent.parent
KEPT = (80, 60, 40, 20)  # per cent of an original in a copy
SENTENCES = 20  # of a report
CHANGED = 0.02  # part of the words of a copy

Pair = frozenset[str]


def generate(originals: int) -> list[Report]:
    """Originals ``o7`` and their copies ``o7-80`` ...: words of the examples in sentences of drawn length, by a seed."""
    draw = random.Random(23)
    texts = [p.text or "" for p in read(*sorted((HERE / "examples").glob("*/reports.jsonl"))) if isinstance(p, Page)]
    words = [w.text for text in texts for w in find_words(text)]

    def sentence() -> str:
        return " ".join(draw.choices(words, k=draw.randint(12, 30))).capitalize() + "."

    reports = []
    for n in range(originals):
        source = [sentence() for _ in range(SENTENCES)]
        reports.append(_report(f"o{n}", source))
        for kept in KEPT:
            taken = [_edited(s, words, draw) for s in draw.sample(source, SENTENCES * kept // 100)]
            mixed = taken + [sentence() for _ in range(SENTENCES - len(taken))]
            draw.shuffle(mixed)
            reports.append(_report(f"o{n}-{kept}", mixed))
    return reports


def _report(name: str, sentences: list[str]) -> Report:
    return clean(Page(name, name, text="\n".join(" ".join(sentences[i : i + 4]) for i in range(0, len(sentences), 4))))


def _edited(sentence: str, words: list[str], draw: random.Random) -> str:
    return " ".join(draw.choice(words) if draw.random() < CHANGED else word for word in sentence.split())


def show(name: str, pairs: set[Pair], reports: list[Report], seconds: float) -> None:
    """A line of the table: recall of original and copy by the part kept, precision of all pairs, rate."""
    true = {
        frozenset(two) for n in {_origin(r.name) for r in reports} for two in combinations([n, *(f"{n}-{k}" for k in KEPT)], 2)
    }
    recalls = []
    for kept in KEPT:
        wanted = {frozenset((_origin(r.name), r.name)) for r in reports if r.name.endswith(f"-{kept}")}
        recalls.append(f"{kept} %: {len(pairs & wanted) / len(wanted):.3f}")
    precision = len(pairs & true) / max(1, len(pairs))
    print(f"{name:28} {'  '.join(recalls)}   precision {precision:.3f}   {len(reports) / seconds:8.1f} reports/s")


def _origin(name: str) -> str:
    return name.split("-")[0]


def minhash(reports: Iterable[Report], threshold: float) -> set[Pair]:
    """Pairs by datasketch: MinHash of word trigrams with 128 permutations, and its LSH."""
    from datasketch import MinHash, MinHashLSH

    index, found = MinHashLSH(threshold=threshold, num_perm=128), set()
    for report in reports:
        words = [w.text.casefold() for w in find_words(report.text)]
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(words[i : i + 3]).encode() for i in range(len(words) - 2)])
        found |= {frozenset((report.name, other)) for other in index.query(sketch)}
        index.insert(report.name, sketch)
    return found


def main() -> None:
    """Print recall, precision and rate of both."""
    reports = generate(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
    names = {r.id: r.name for r in reports}
    start = time.perf_counter()
    pairs = {frozenset((names[r.copy], names[r.other])) for r in find_reuse(reports)}
    show("variorum", pairs, reports, time.perf_counter() - start)
    for threshold in (0.5, 0.2, 0.1):
        start = time.perf_counter()
        try:
            pairs = minhash(reports, threshold)
        except ImportError:
            print("datasketch                   skipped: it is not installed")
            return
        show(f"datasketch, threshold {threshold}", pairs, reports, time.perf_counter() - start)


if __name__ == "__main__":
    main()
