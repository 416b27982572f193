"""Publication dates of pages: found, right and wrong, beside htmldate over the same pages in the same run.

python -m evals.dates FOLDER...    FOLDER holds pages with their days in a file eval_*.json, as htmldate's tests/ do
                                   ({address: {"file": name, "date": "2020-05-31"}}), or gzipped pages without; of those
                                   what the markup says is the day that has to be found in what a reader sees alone
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lxml import etree, html

from variorum.cleaning import clean
from variorum.errors import BadInput
from variorum.model import Page

DECLARING = "//script | //meta | //link | //noscript"  # elements that no reader sees
DECLARED = re.compile(r"^(?:JSON-LD|meta) ")  # where the days of pages come from that have no mark

VERDICTS = {"right": "right", "next": "the day before or after", "wrong": "wrong", "missed": "missed",
            "spurious": "where there is none"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dated:
    """A page with the day on which it was published, None where it names none."""

    name: str
    html: str
    address: str | None
    day: str | None


def marked(folder: Path) -> Iterator[Dated]:
    """The pages of a folder of which a table says the day."""
    files = {file.name: file for file in folder.rglob("*.htm*")}
    for table in sorted(folder.glob("eval_*.json")):
        for address, row in json.loads(table.read_text(encoding="utf-8")).items():
            if row["file"] in files:
                page = files[row["file"]].read_text(encoding="utf-8", errors="replace")
                yield Dated(row["file"], page, address, row["date"] if isinstance(row["date"], str) else None)


def stripped(folder: Path) -> Iterator[Dated]:
    """The pages of a folder whose markup says the day, without this markup."""
    for file in sorted((*folder.rglob("*.html.gz"), *folder.rglob("*.html"))):
        raw = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        page = raw.decode("utf-8", errors="replace")
        try:
            dates = [c for c in clean(Page(file.name, file.name, html=page)).candidates if c.field == "published"]
            root = html.document_fromstring(page)
        except (BadInput, etree.LxmlError, ValueError):
            continue
        if dates and DECLARED.match(dates[0].found):
            for element in root.xpath(DECLARING):
                element.drop_tree()
            yield Dated(file.name, html.tostring(root, encoding="unicode"), None, dates[0].value[:10])


def own_day(page: Dated) -> str | None:
    """The day that the cleaned report has; none where it is doubted."""
    try:
        found = clean(Page(page.name, page.name, html=page.html, url=page.address))
    except BadInput:
        return None
    return found.published[:10] if found.published and not found.doubt else None


def peer_day(page: Dated, *, extensive: bool) -> str | None:
    """What htmldate takes for the day."""
    from htmldate import find_date

    try:
        return find_date(page.html, url=page.address, original_date=True, extensive_search=extensive)
    except (ValueError, etree.LxmlError):
        return None


METHODS: dict[str, Callable[[Dated], str | None]] = {
    "variorum": own_day,
    "htmldate": lambda page: peer_day(page, extensive=True),
    "htmldate, fast": lambda page: peer_day(page, extensive=False),
}


def measure(pages: Iterable[Dated], *, show: bool = False) -> dict[str, Counter[str]]:
    """Right, wrong and missed days of each method; ``spurious`` are days of pages that name none.

    The day before or after is counted apart: clocks of readers and of servers stand in different time zones.
    """
    counts: dict[str, Counter[str]] = {name: Counter() for name in METHODS}
    seconds: Counter[str] = Counter()
    for page in pages:
        for name, method in METHODS.items():
            start = time.perf_counter()
            day = method(page)
            seconds[name] += int(1e6 * (time.perf_counter() - start))
            counts[name][_verdict(day, page.day)] += 1
            if show and name == "variorum" and day != page.day:
                print(f"  {page.name}: {day} instead of {page.day}")
    for name, count in counts.items():
        rate = count.total() / max(1e-6, seconds[name] / 1e6)
        said = ", ".join(f"{count[verdict]} {words}" for verdict, words in VERDICTS.items())
        print(f"{name:16} {count.total()} pages: {said}; {rate:.0f} pages/s")
    return counts


def _verdict(found: str | None, day: str | None) -> str:
    if day is None:
        return "spurious" if found else "none"
    if found is None:
        return "missed"
    apart = abs((date.fromisoformat(found) - date.fromisoformat(day)).days)
    return "right" if apart == 0 else "next" if apart == 1 else "wrong"


def main(arguments: Sequence[str]) -> int:
    """Print the figures of every folder; ``-v`` names the pages that are wrong or missed."""
    folders = [Path(a) for a in arguments if a != "-v"]
    for folder in folders:
        known = list(marked(folder))
        print(f"{folder}: {'marked days' if known else 'what a reader sees, without the markup'}")
        measure(known or stripped(folder), show="-v" in arguments)
    return 0 if folders else 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
