"""Speed of each stage, of whole commands from cold, and peak memory, on generated reports.

python -m bench.run [REPORTS]     the reports are made of the example stories' sentences, by a seed; default 40

Stages are timed in one process, the median of five runs; beside the claims stands the parser alone, which bounds them, and
beside the reading of HTML trafilatura alone.
"""

from __future__ import annotations

import json
import random
import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.timing import RUNS, timed
from variorum.claims import find_claims, load_parser
from variorum.claims.parser import SpacyParser
from variorum.cleaning import clean
from variorum.compare.judge import load_judge
from variorum.ingest import read
from variorum.model import Page, Report
from variorum.pipeline import Methods, collate
from variorum.points import Context, find_points
from variorum.points.voices import name_voices
from variorum.reuse import trace
from variorum.stories import find_stories
from variorum.text.sentences import find_sentences

HERE = Path(__file__).parent.parent
WORDS = 450  # of a generated report


def generate(reports: int, words: int = WORDS) -> list[Page]:
    """Pages of sentences of the examples, drawn by a seed, each with names and numbers of its own, about ``words`` words each."""
    draw = random.Random(11)
    texts = [clean(p).text for p in read(*sorted((HERE / "examples").glob("*/reports.jsonl"))) if isinstance(p, Page)]
    sentences = sorted({t[s:e] for t in texts for s, e in find_sentences(t)})
    pages = []
    for n in range(reports):
        lines: list[str] = []
        while sum(len(line.split()) for line in lines) < words:
            lines.append(" ".join(_varied(sentence, draw) for sentence in draw.sample(sentences, 3)))
        pages.append(Page(f"r{n:05}", "generated", text="\n".join(lines), published=f"2031-03-{1 + n % 28:02}"))
    return pages


def _varied(sentence: str, draw: random.Random) -> str:
    """The sentence with one of its names, and its last number, changed: no sentence is met twice, as in own reports."""
    names = list(re.finditer(r"(?<=[a-z,] )[A-Z][a-z]{3,}", sentence))
    name = "".join(draw.choice(letters) for letters in ("BDFGKLMNPRSTV", "aeiou", "lmnrst", "aeiou", "kndrs"))
    if names:
        m = draw.choice(names)
        sentence = sentence[: m.start()] + name + sentence[m.end() :]
    return re.sub(r"\d+(?!.*\d)", lambda m: str(draw.randint(2, 10 ** len(m[0]))), sentence)


def show(stage: str, seconds: float, reports: int, size: int) -> None:
    """A line of the table."""
    print(f"{stage:34} {seconds * 1000:9.1f} ms {reports / seconds:10.1f} reports/s {size / seconds / 1e6:8.2f} MB/s")


def stages(count: int) -> None:
    """Time every stage."""
    pages = generate(count)
    size = sum(len((p.text or "").encode()) for p in pages)
    reports: list[Report] = [clean(p) for p in pages]
    parser = load_parser()
    sentences = [r.text[s:e] for r in reports for s, e in find_sentences(r.text)]
    nlp = parser.nlp  # type: ignore[attr-defined]
    parsing = timed(lambda: list(SpacyParser(nlp).parse(sentences)))  # a new one each time: it remembers what it has parsed

    def claim() -> None:
        fresh = SpacyParser(nlp)
        for report in reports:
            find_claims(report, fresh)

    claiming = timed(claim)
    claims = name_voices(tuple(c for r in reports for c in find_claims(r, parser)))
    traced = trace(reports)
    show("clean", timed(lambda: [clean(p) for p in pages]), count, size)
    show("stories", timed(lambda: find_stories(reports)), count, size)
    show("reuse and families", timed(lambda: trace(reports)), count, size)
    show("parser alone", parsing, count, size)
    show("claims, parser included", claiming, count, size)
    show(
        "points",
        timed(lambda: find_points(Context(claims, traced.reuses, reports, load_judge()), reports, traced.families)),
        count,
        size,
    )
    print(f"{'claims beside the parser':34} {claiming / parsing:9.2f} times its time")


def growth() -> None:
    """Time whole stories of more and more reports of 500 words, after start, by a parser that remembers nothing."""
    nlp = load_parser().nlp  # type: ignore[attr-defined]
    for count in (10, 25, 50, 100):
        pages = generate(count, 500)
        seconds = timed(lambda pages=pages: collate(pages, Methods(parser=SpacyParser(nlp)), one_story=True), runs=1)  # type: ignore[misc]
        print(f"{f'a story of {count} reports of 500 words':34} {seconds:9.2f} s {seconds / count * 1000:12.0f} ms/report")


def html() -> None:
    """Time the cleaning of HTML beside trafilatura alone, on a page of the first example."""
    from trafilatura import bare_extraction

    text = (HERE / "examples" / "ferry" / "reports.jsonl").read_text(encoding="utf-8").splitlines()[0]
    body = "".join(f"<p>{p}</p>" for p in json.loads(text)["text"].split("\n") if p)
    page = f"<html><head><title>x</title></head><body><nav><a href='/'>Home</a></nav><article>{body}</article></body></html>"
    ours = timed(lambda: [clean(Page("p", "p", html=page)) for _ in range(20)])
    theirs = timed(lambda: [bare_extraction(page, with_metadata=True) for _ in range(20)])
    show("clean HTML", ours, 20, 20 * len(page))
    show("trafilatura alone", theirs, 20, 20 * len(page))
    print(f"{'clean HTML beside trafilatura':34} {ours / theirs:9.2f} times its time")


def cold(*args: str) -> None:
    """Time a whole command in a process of its own."""
    command = [str(Path(sys.executable).parent / "variorum"), *args]
    seconds = timed(lambda: subprocess.run(command, check=True, capture_output=True))
    shown = " ".join(Path(a).name if "/" in a else a for a in args)
    print(f"{'variorum ' + shown:34} {seconds * 1000:9.1f} ms from cold")


def main() -> None:
    """Print the whole table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    print(f"{count} generated reports of {WORDS} words, median of {RUNS} runs")
    stages(count)
    growth()
    html()
    cold("--help")
    cold("collate", "-q", str(HERE / "examples" / "ferry" / "reports.jsonl"))
    karabakh = HERE.parent / "shared" / "texts" / "karabakh"
    if karabakh.is_dir():
        cold("collate", "-q", str(karabakh))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "r.jsonl"
        file.write_text("".join(json.dumps({"id": p.name, "text": p.text}) + "\n" for p in generate(count)), encoding="utf-8")
        cold("collate", "-q", "--one-story", str(file))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"{'peak memory of a command':34} {peak / 1024:9.0f} MB")


if __name__ == "__main__":
    main()
