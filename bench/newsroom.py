"""Copies in a generated newsroom: how surely they are found and told from their sources, and how fast, beside MinHash.

python -m bench.newsroom [ORIGINALS]         recall by the part copied, directions, rates, beside datasketch and rensa
python -m bench.newsroom --scale REPORTS...  the whole trace in a process of its own: reports/s and peak memory

Every original is copied at 80, 60, 40 and 20 per cent of its sentences among own ones, with two words in a hundred changed and
the sentences in another order; a reported pair is right where both hold text of one original.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from pathlib import Path

from bench.timing import RUNS, timed
from variorum.cleaning import clean
from variorum.ingest import read
from variorum.model import Page, Report, Reuse
from variorum.reuse import trace
from variorum.reuse.fingerprints import find_fingerprints
from variorum.text.lexicon import shares
from variorum.text.sentences import find_sentences
from variorum.text.words import find_words, is_function_word

HERE = Path(__file__).parent.parent
KEPT = (80, 60, 40, 20)  # per cent of an original in a copy
WORDS = 450  # of a report
CHANGED = 0.02  # part of the words of a copy
DAYS = 20  # over which a newsroom's originals come out; a copy follows in one to three days
SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]

Pair = frozenset[str]


class Newsroom:
    """Sentences of the examples' shape: their function words stay, the others are drawn anew."""

    def __init__(self) -> None:
        """Read the shapes; the same on every run."""
        self.draw = random.Random(23)
        pages = [p for p in read(*sorted((HERE / "examples").glob("*/reports.jsonl"))) if isinstance(p, Page)]
        texts = [clean(p).text for p in pages]
        self.shapes = [_shape(t[s:e]) for t in texts for s, e in find_sentences(t) if 8 <= len(t[s:e].split()) <= 40]
        rest = ["".join(self.draw.choices(SYLLABLES, k=2)) for _ in range(4_000)]
        self.words = sorted({*(w.text for t in texts for w in find_words(t) if w.text.islower()), *shares("background"), *rest})
        self.names = ["".join(self.draw.choices(SYLLABLES, k=3)).capitalize() for _ in range(4_000)]

    def sentence(self) -> str:
        """A new sentence."""
        return "".join(part if drawn is None else self._word(drawn) for part, drawn in self.draw.choice(self.shapes))

    def text(self) -> list[str]:
        """Sentences of about ``WORDS`` words together."""
        found: list[str] = []
        while sum(s.count(" ") + 1 for s in found) < WORDS:
            found.append(self.sentence())
        return found

    def copy(self, source: Sequence[str], kept: int) -> list[str]:
        """A text that holds ``kept`` per cent of the sentences of ``source``, edited and out of order."""
        taken = [self._edited(s) for s in self.draw.sample(source, len(source) * kept // 100)]
        mixed = taken + [self.sentence() for _ in range(len(source) - len(taken))]
        self.draw.shuffle(mixed)
        return mixed

    def _word(self, kind: str) -> str:
        if kind == "number":
            return str(self.draw.randint(2, 999))
        return self.draw.choice(self.names if kind == "name" else self.words)

    def _edited(self, sentence: str) -> str:
        return " ".join(self.draw.choice(self.words) if self.draw.random() < CHANGED else w for w in sentence.split(" "))


def _shape(sentence: str) -> list[tuple[str, str | None]]:
    """The sentence in pieces: what stays, and what kind of word is drawn."""
    pieces: list[tuple[str, str | None]] = []
    at = 0
    for word in find_words(sentence):
        pieces.append((sentence[at : word.start], None))
        if is_function_word(word.text):
            pieces.append((word.text, None))
        else:
            pieces.append(("", "number" if word.text[0].isdigit() else "name" if word.text[0].isupper() else "word"))
        at = word.end
    return [*pieces, (sentence[at:], None)]


def generate(originals: int) -> Iterator[Report]:
    """Originals ``o7`` and their copies ``o7-80`` ..., dated, by a seed."""
    room = Newsroom()
    for n in range(originals):
        source = room.text()
        day = 1 + n % DAYS
        yield _report(f"o{n}", source, day)
        for kept in KEPT:
            yield _report(f"o{n}-{kept}", room.copy(source, kept), day + room.draw.randint(1, 3))


def _report(name: str, sentences: Sequence[str], day: int) -> Report:
    text = "\n".join(" ".join(sentences[i : i + 4]) for i in range(0, len(sentences), 4))
    return Report(name, name, text, published=f"2031-03-{day:02}", language="en")


def undated(reports: Sequence[Report]) -> list[Report]:
    """The reports without dates, under names that tell nothing, in another order."""
    names = list(range(len(reports)))
    random.Random(5).shuffle(names)
    return [Report(r.id, f"r{n:06}", r.text, language="en") for n, r in zip(names, reports, strict=True)]


def _origin(name: str) -> str:
    return name.split("-")[0]


def show_pairs(method: str, pairs: set[Pair], reports: Sequence[Report], seconds: float) -> None:
    """A line of the table: recall of original and copy by the part kept, precision of all pairs, rate."""
    true = _true_pairs(reports)
    recalls = []
    for kept in KEPT:
        wanted = {frozenset((_origin(r.id), r.id)) for r in reports if r.id.endswith(f"-{kept}")}
        recalls.append(f"{kept} %: {len(pairs & wanted) / len(wanted):.3f}")
    precision = len(pairs & true) / max(1, len(pairs))
    print(f"{method:38} {'  '.join(recalls)}   precision {precision:.3f}   {len(reports) / seconds:8.1f} reports/s")


def _true_pairs(reports: Sequence[Report]) -> set[Pair]:
    origins = {_origin(r.id) for r in reports}
    return {frozenset(two) for n in origins for two in combinations([n, *(f"{n}-{k}" for k in KEPT)], 2)}


def show_directions(label: str, reuses: Sequence[Reuse]) -> None:
    """How many edges are decided, and how many of these rightly: source and copy, or both from their original."""
    right = decided = between = 0
    for reuse in reuses:
        a, b = reuse.copy, reuse.other
        if reuse.source:
            decided, right = decided + 1, right + (reuse.source == _origin(reuse.copy))
        elif reuse.common:
            between += 1
            decided, right = decided + 1, right + (reuse.common == _origin(a) == _origin(b) and reuse.common not in (a, b))
    part, sure = decided / len(reuses), right / max(1, decided)
    print(
        f"directions, {label:14} {part:.3f} of {len(reuses)} edges decided, {sure:.3f} of them right ({between} through a third)"
    )


def lsh(reports: Sequence[Report]) -> None:
    """The peers' pairs, at the settings that find most of those tried at a precision of 0.99."""
    start = time.perf_counter()
    shingles = [_shingles(r.text) for r in reports]
    cutting = time.perf_counter() - start
    for method, settings, find in (
        ("datasketch", (0.5, 0.3, 0.2, 0.1, 0.05), datasketch),
        ("rensa", (0.5, 0.3, 0.2, 0.1, 0.05), rensa),
    ):
        tried = []
        try:
            for setting in settings:
                start = time.perf_counter()
                pairs = find(reports, shingles, setting)
                tried.append((setting, pairs, time.perf_counter() - start + cutting))
        except ImportError:
            print(f"{method:38} skipped: it is not installed")
            continue
        true = _true_pairs(reports)
        sure = [t for t in tried if len(t[1] & true) >= 0.99 * len(t[1])] or tried
        setting, pairs, seconds = max(sure, key=lambda t: len(t[1] & true))
        show_pairs(f"{method}, 128 permutations, from {setting}", pairs, reports, seconds)


def _shingles(text: str) -> list[str]:
    words = text.casefold().split()
    return [" ".join(words[i : i + 3]) for i in range(len(words) - 2)]


def datasketch(reports: Sequence[Report], shingles: Sequence[list[str]], threshold: float) -> set[Pair]:
    """Pairs of MinHashLSH, those kept whose estimated likeness is the threshold or more."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=threshold, num_perm=128)
    found: set[Pair] = set()
    sketches: dict[str, MinHash] = {}
    for report, words in zip(reports, shingles, strict=True):
        sketch = MinHash(num_perm=128)
        sketch.update_batch([w.encode() for w in words])
        found |= {frozenset((report.id, o)) for o in index.query(sketch) if sketch.jaccard(sketches[o]) >= threshold}
        index.insert(report.id, sketch)
        sketches[report.id] = sketch
    return found


def rensa(reports: Sequence[Report], shingles: Sequence[list[str]], threshold: float) -> set[Pair]:
    """Pairs of RMinHashLSH with as many bands as find most, those kept whose estimated likeness is the threshold or more."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=threshold, num_perm=128, num_bands=128 if threshold <= 0.1 else 64)
    found: set[Pair] = set()
    sketches: list[RMinHash] = []
    for n, (report, words) in enumerate(zip(reports, shingles, strict=True)):
        sketch = RMinHash(num_perm=128, seed=1)
        sketch.update(words)
        for other in index.query(sketch):
            if sketch.jaccard(sketches[other]) >= threshold:
                found.add(frozenset((report.id, reports[other].id)))
        index.insert(n, sketch)
        sketches.append(sketch)
    return found


def rates(reports: Sequence[Report]) -> None:
    """Reports per second of the fingerprints alone, from text to hashes, beside the peers' sketches."""
    texts = [r.text for r in reports]
    size = sum(len(t.split()) for t in texts) / len(texts)
    print(f"\nfingerprints alone, {len(texts)} reports of {size:.0f} words, one core, median of {RUNS} runs")
    ours = timed(lambda: find_fingerprints(texts))
    print(f"{'variorum':38} {len(texts) / ours:8.0f} reports/s")
    for method, work in (("datasketch", _datasketch), ("rensa, in bulk", _rensa), ("rensa, one by one", _rensa_single)):
        try:
            seconds = timed(lambda work=work: work(texts))  # type: ignore[misc]
        except ImportError:
            print(f"{method:38} skipped: it is not installed")
            continue
        print(f"{method:38} {len(texts) / seconds:8.0f} reports/s, {seconds / ours:5.1f} times as long")


def _datasketch(texts: Sequence[str]) -> None:
    from datasketch import MinHash

    for text in texts:
        MinHash(num_perm=128).update_batch([w.encode() for w in _shingles(text)])


def _rensa(texts: Sequence[str]) -> None:
    from rensa import RMinHash

    RMinHash.digest_matrix_from_token_sets([_shingles(t) for t in texts], 128, 1)


def _rensa_single(texts: Sequence[str]) -> None:
    from rensa import RMinHash

    for text in texts:
        RMinHash(num_perm=128, seed=1).update(_shingles(text))


def scale(counts: Sequence[int]) -> None:
    """The whole trace over so many reports each, in processes of their own, and how the time grows."""
    done = []
    for count in counts:
        out = subprocess.run(
            [sys.executable, "-m", "bench.newsroom", "--one", str(count)], check=True, capture_output=True, text=True, cwd=HERE
        )
        found = json.loads(out.stdout)
        done.append((count, found["seconds"]))
        rate, peak, before = count / found["seconds"], found["peak"], found["texts"]
        print(f"whole trace of {count:7} reports: {found['seconds']:7.1f} s, {rate:6.0f} reports/s, {found['edges']} edges")
        print(f"  peak memory {peak:6.0f} MB, {before:.0f} MB of it the reports")
    for (few, fast), (many, slow) in pairwise(done):
        print(f"from {few} to {many} reports the time grows {slow / fast / (many / few):.2f} times as fast as their number")


def one(count: int) -> None:
    """Trace and print the figures as JSON."""
    reports = list(generate(count // (1 + len(KEPT))))
    texts = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.perf_counter()
    found = trace(reports)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows = {"seconds": seconds, "peak": peak, "texts": texts, "edges": len(found.reuses), "families": len(found.families)}
    print(json.dumps(rows))


def main() -> None:
    """Print the tables asked for."""
    if sys.argv[1:2] == ["--one"]:
        return one(int(sys.argv[2]))
    if sys.argv[1:2] == ["--scale"]:
        return scale([int(n) for n in sys.argv[2:]] or [10_000, 100_000])
    reports = list(generate(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
    start = time.perf_counter()
    found = trace(reports)
    seconds = time.perf_counter() - start
    show_pairs("variorum", {frozenset((r.copy, r.other)) for r in found.reuses}, reports, seconds)
    lsh(reports)
    print()
    show_directions("dates hidden", trace(undated(reports)).reuses)
    show_directions("with dates", found.reuses)
    rates(reports)
    return None


if __name__ == "__main__":
    main()
