"""Files, folders, globs and standard input -> pages."""

from __future__ import annotations

import codecs
import os
import re
import sys
from collections.abc import Iterable, Iterator
from glob import glob, has_magic
from pathlib import Path
from typing import BinaryIO

from variorum.errors import BadInput
from variorum.ingest.encoding import decode
from variorum.ingest.lines import parse_line, parse_object
from variorum.model import Page

MAX_BYTES = 20_000_000  # of one page: a file, or one line of a JSON-lines file
TEXT, HTML, LINES, JSON = (".txt", ".text", ".md", ".markdown"), (".html", ".htm", ".xhtml"), (".jsonl", ".ndjson"), (".json",)
KNOWN = TEXT + HTML + LINES + JSON

Read = Page | BadInput


def read(*paths: str | Path) -> Iterator[Read]:
    """Pages of files, folders (all known endings below them), globs, and ``-`` (JSON lines on standard input).

    A file that is named twice is read once. A file's page carries the name of its folder, so that ``bbc/index.html`` and
    ``cnn/index.html`` are two pages though they hold the same.
    """
    seen: set[str] = set()
    for path in paths:
        if str(path) == "-" and sys.stdin is None:
            yield BadInput("standard input", "is closed")
        elif str(path) == "-":
            yield from read_lines(sys.stdin.buffer, "standard input")
        else:
            for file in _files(str(path)):
                if isinstance(file, BadInput):
                    yield file
                elif (place := os.path.realpath(file)) not in seen:
                    seen.add(place)
                    yield from _read_file(file)


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
    try:
        kind = "folder" if here.is_dir() else "file" if here.exists() else "none"
        found = list(_below(here)) if kind == "folder" else []
    except OSError as error:
        yield BadInput(shown(path), f"cannot be read: {error.strerror or error}")
        return
    if kind == "folder":
        yield from found
        if not found:
            yield BadInput(shown(path), f"holds no file that ends in {', '.join(KNOWN)}")
    elif kind == "file":
        yield here
    elif has_magic(path):
        matches = sorted(glob(path, recursive=True))
        for match in matches:
            yield from _files(match)
        if not matches:
            yield BadInput(shown(path), "matches no file")
    else:
        yield BadInput(shown(path), "does not exist")


def _below(folder: Path) -> Iterator[Path | BadInput]:
    """The files of known endings below a folder in order, and the folders that cannot be entered."""
    blocked: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=blocked.append):
        folders.sort()
        for name in sorted(names):
            file = Path(root) / name
            if file.suffix.lower() in KNOWN and file.is_file() and not _hidden(file, folder):
                yield file
    for error in blocked:
        yield BadInput(shown(str(error.filename)), f"cannot be read: {error.strerror}")


def shown(name: str) -> str:
    """A file's name as it can be printed: no control characters, nothing that UTF-8 cannot hold."""
    whole = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", "\ufffd", whole)


def _hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def _read_file(file: Path) -> Iterator[Read]:
    where = shown(str(file))
    try:
        if file.suffix.lower() in LINES:
            with file.open("rb") as lines:
                yield from read_lines(_as_utf8(lines, where), where)
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
    name, folder = shown(file.stem), (("folder", shown(file.parent.name)),)
    if ending in JSON:
        yield from parse_object(text, where, name)
    elif ending in HTML or (ending not in TEXT and start.startswith(("<!doctype html", "<html"))):
        yield Page(name, where, html=text, notes=notes, extra=folder)
    else:
        yield Page(name, where, text=text, notes=notes, extra=folder)


def _as_utf8(lines: BinaryIO, where: str) -> Iterable[bytes]:
    """The lines of a file, those of a file in UTF-16 or UTF-32 as UTF-8, without a byte order mark."""
    start = lines.read(4)
    lines.seek(0)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)):
        return decode(lines.read(), where)[0].encode("utf-8", "replace").splitlines(keepends=True)
    lines.seek(3 if start.startswith(codecs.BOM_UTF8) else 0)
    return lines
