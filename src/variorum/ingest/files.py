"""Files, folders, globs and standard input -> pages."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from glob import glob, has_magic
from pathlib import Path

from variorum.errors import BadInput
from variorum.ingest.encoding import decode
from variorum.ingest.lines import parse_line, parse_object
from variorum.model import Page

MAX_BYTES = 20_000_000  # of one page: a file, or one line of a JSON-lines file
TEXT, HTML, LINES, JSON = (".txt", ".text", ".md", ".markdown"), (".html", ".htm", ".xhtml"), (".jsonl", ".ndjson"), (".json",)
KNOWN = TEXT + HTML + LINES + JSON

Read = Page | BadInput


def read(*paths: str | Path) -> Iterator[Read]:
    """Pages of files, folders (all known endings below them), globs, and ``-`` (JSON lines on standard input)."""
    for path in paths:
        if str(path) == "-":
            yield from read_lines(sys.stdin.buffer, "standard input")
        else:
            for file in _files(str(path)):
                yield from [file] if isinstance(file, BadInput) else _read_file(file)


def read_lines(lines: Iterable[bytes], where: str) -> Iterator[Read]:
    """Pages of JSON lines; ``where`` names their source in messages."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        at = f"{where}, line {number}"
        try:
            if len(line) > MAX_BYTES:
                raise BadInput(at, f"is over {MAX_BYTES // 1_000_000} MB")
            yield parse_line(line, at, f"{Path(where).stem}-{number}")
        except BadInput as fault:
            yield fault


def _files(path: str) -> Iterator[Path | BadInput]:
    here = Path(path)
    if here.is_dir():
        found = sorted(f for f in here.rglob("*") if f.suffix.lower() in KNOWN and f.is_file() and not _hidden(f, here))
        yield from found
        if not found:
            yield BadInput(path, f"holds no file that ends in {', '.join(KNOWN)}")
    elif here.exists():
        yield here
    elif has_magic(path):
        matches = sorted(glob(path, recursive=True))
        for match in matches:
            yield from _files(match)
        if not matches:
            yield BadInput(path, "matches no file")
    else:
        yield BadInput(path, "does not exist")


def _hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def _read_file(file: Path) -> Iterator[Read]:
    where = str(file)
    try:
        if file.suffix.lower() in LINES:
            with file.open("rb") as lines:
                yield from read_lines(lines, where)
            return
        if file.stat().st_size > MAX_BYTES:
            raise BadInput(where, f"is over {MAX_BYTES // 1_000_000} MB")
        text, note = decode(file.read_bytes(), where)
        yield from _pages(text, file, where, (note,) if note else ())
    except BadInput as fault:
        yield fault
    except OSError as error:
        yield BadInput(where, f"cannot be read: {error.strerror or error}")


def _pages(text: str, file: Path, where: str, notes: tuple[str, ...]) -> Iterator[Read]:
    ending, start = file.suffix.lower(), text.lstrip("\ufeff \t\r\n")[:300].lower()
    if ending in JSON:
        yield from parse_object(text, where, file.stem)
    elif ending in HTML or (ending not in TEXT and start.startswith(("<!doctype html", "<html"))):
        yield Page(file.stem, where, html=text, notes=notes)
    else:
        yield Page(file.stem, where, text=text, notes=notes)
