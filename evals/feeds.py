"""How feeds are read, by the feeds that come with feedparser's source: right of all, by what is looked at.

python -m evals.feeds FOLDER     FOLDER is the unpacked source of feedparser (pip download --no-deps --no-binary :all:
                                 feedparser), or its tests; -v names each difference

Each of these feeds says in its first comment what feedparser makes of it. Counted are the comparisons in it of an
entry's title, link, dates, text (description, summary, content) and author; "entries" are the feeds that speak of an
entry, right where as many are read; "wide" are the feeds in UTF-16 and UTF-32 that decode as they say. Texts and titles
are compared as words, after markup, dates as moments, authors without mail addresses. ``CHOICES`` are differences with
a reason; they count as wrong all the same.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from variorum.errors import BadInput
from variorum.ingest.encoding import decode, find_wide
from variorum.ingest.entries import Body
from variorum.ingest.feeds import find_entries
from variorum.model import Page

FIELDS = {
    "title": "titles", "link": "addresses", "published": "dates", "updated": "dates", "created": "dates",
    "published_parsed": "dates", "updated_parsed": "dates", "created_parsed": "dates", "description": "texts",
    "summary": "texts", "content": "texts", "author": "authors", "author_detail": "authors", "authors": "authors",
}  # fmt: skip
CHOICES = {
    "encoding/bozo_linenoise.xml": "its bytes are UTF-8 with odd ones among them, whatever it declares",
    "wellformed/atom/entry_created_multiple_values.xml": "of two dates the first is believed",
    "wellformed/atom/entry_updated_multiple_values.xml": "of two dates the first is believed",
    "wellformed/atom10/entry_content_and_summary.xml": "a report has one text: the longer of summary and content",
    "wellformed/rss/item_description_and_summary.xml": "a report has one text: the longer of both",
    "wellformed/rss/item_summary_and_description.xml": "a report has one text: the longer of both",
    "wellformed/sanitize/entry_summary_iframe.xml": "what is within a frame is shown only where frames are not",
}
_EXPECT = re.compile(r"^\s*Expect:\s*(.+?)\s*$", re.MULTILINE)
_HEADER = re.compile(r"^\s*Header:\s*([\w-]+):\s*(.+?)\s*$", re.MULTILINE)
HERE = "http://127.0.0.1:8097/"  # where feedparser's tests serve these feeds


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a feed says that one of its entries is: the number of the entry, the field and the value."""

    entry: int
    field: str
    value: object


def wanted(expression: str) -> Iterator[Wanted]:
    """The comparisons of an expression that concern a field of an entry."""
    try:
        tree = ast.parse(expression.strip(), mode="eval")
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq):
            path = _path(node.left)
            try:
                value = ast.literal_eval(node.comparators[0])
            except ValueError:
                continue
            if len(path) >= 3 and path[0] == "entries" and isinstance(path[1], int):
                yield from _named(path[1], [str(part) for part in path[2:]], value)


def _named(entry: int, path: list[str], value: object) -> Iterator[Wanted]:
    first = path[0].removesuffix("_detail") if path[-1] == "value" else path[0]
    whole = len(path) == 1 and first not in ("author_detail", "authors", "content")
    if first in FIELDS and (whole or path[-1] == "value" or (first in ("author_detail", "authors") and path[-1] == "name")):
        yield Wanted(entry, first, value)


def _path(node: ast.expr) -> list[str | int]:
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute):
        return [*_path(node.value), node.attr]
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str | int):
        return [*_path(node.value), node.slice.value]
    return []


def is_right(want: Wanted, page: Page) -> bool:
    """Is a page what a feed says of its entry?"""
    kind = FIELDS[want.field]
    if kind == "dates":
        return _moment(want.value) in {_moment(page.published), _moment(page.updated)} - {None}
    if kind == "addresses":
        return want.value == (page.url or "")
    found = {"titles": page.title, "authors": page.byline}.get(kind)
    if kind == "texts":
        found = Body(page.html, html=True).visible if page.html else page.text
    said = re.sub(r"\S+@\S+", " ", str(want.value)) if kind == "authors" else Body(str(want.value), html=True).visible
    if want.field == "authors":
        return _words(said) <= _words(found or "")
    return _words(found or "") in (_words(said), _words(str(want.value)))


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def _moment(said: object) -> datetime | None:
    if isinstance(said, tuple):
        year, month, day, hour, minute, second = said[:6]
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(str(said))
        except (ValueError, TypeError):
            continue
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    return None


def score(folder: Path, *, verbose: bool) -> dict[str, tuple[int, int]]:
    """Right and all by what is looked at."""
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for file in sorted(folder.rglob("*.xml")):
        raw = file.read_bytes()
        name = str(file.relative_to(folder))
        head = raw.decode(find_wide(raw) or "latin-1", "replace").replace("\r", "")
        for kind, good, what in _judged(file, raw, head):
            every[kind] += 1
            right[kind] += good
            if verbose and not good and name not in CHOICES:
                print(f"{kind:10} {name}: {what}")
    return {kind: (right[kind], every[kind]) for kind in every}


def _judged(file: Path, raw: bytes, head: str) -> Iterator[tuple[str, bool, str]]:
    """What is looked at in a feed, whether it is right, and what is read instead."""
    headers = {name.lower(): value for name, value in _HEADER.findall(head[:4_000])}
    charset = re.search(r"charset=[\"']?([\w.:-]+)", headers.get("content-type", ""))
    base = headers.get("content-location") or HERE + file.name
    try:
        pages = find_entries(raw, file.name, base=base, declared=charset.group(1) if charset else None)
    except BadInput as fault:
        pages, why = [], str(fault)
    else:
        why = f"{len(pages)} entries"
    if re.search(r"utf.?(?:16|32)|ucs|u16|10646", file.name, re.IGNORECASE) and find_wide(raw):
        yield "wide", _decodes(raw), "cannot be decoded"
    expression = _EXPECT.search(head)
    if expression is None or "entries[" not in expression.group(1):
        return
    most = max(map(int, re.findall(r"entries\[(\d+)\]", expression.group(1))), default=0)
    yield "entries", len(pages) > most, why
    for want in wanted(expression.group(1)):
        page = pages[want.entry] if want.entry < len(pages) else Page("", "")
        yield FIELDS[want.field], is_right(want, page), f"{want.field} is not {want.value!r} but {page}"


def _decodes(raw: bytes) -> bool:
    try:
        return "<" in decode(raw, "f")[0][:200]
    except BadInput:
        return False


def main(arguments: Sequence[str]) -> int:
    """Print right of all, and with -v each difference."""
    folders = [Path(a) for a in arguments if a != "-v"]
    if not folders or not list(folders[0].rglob("*.xml")):
        print("NOT MEASURED: name the folder of feedparser's source (pip download --no-deps --no-binary :all: feedparser)")
        return 2
    found = score(folders[0], verbose="-v" in arguments)
    for kind, (good, every) in sorted(found.items()):
        print(f"{kind:10} {good:>5} of {every}")
    for name, reason in sorted(CHOICES.items()):
        print(f"chosen so: {name}: {reason}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
