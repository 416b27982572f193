"""Files, folders, globs, addresses and standard input -> pages."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from functools import partial
from glob import glob, has_magic
from pathlib import Path

from variorum.errors import BadInput, attempt_each, shown
from variorum.ingest.readers import Read, is_known, read_file, read_stream


def read(*paths: str | Path) -> Iterator[Read]:
    """Pages of files, folders (all known endings below them), globs, addresses (fetched
    politely, with the pages that a feed lists), and ``-`` (JSON lines on standard input).

    A file that is named twice is read once. A file's page carries the name of its folder, so that ``bbc/index.html`` and
    ``cnn/index.html`` are two pages though they hold the same.
    """
    seen: set[str] = set()
    for path in paths:
        if str(path) == "-" and sys.stdin is None:
            yield BadInput("standard input", "is closed")
        elif is_url(str(path)):
            from variorum.ingest.web import Fetcher, fetch_pages  # brings sockets and TLS, which files do not need

            yield from fetch_pages([str(path)], Fetcher())
        elif str(path) == "-":
            yield from _told("standard input", read_stream(sys.stdin.buffer, "standard input"))
        else:
            for file in _files(str(path)):
                if isinstance(file, BadInput):
                    yield file
                elif (place := os.path.realpath(file)) not in seen:
                    seen.add(place)
                    where = shown(str(file))
                    yield from _told(where, attempt_each(where, partial(read_file, file, where)))


def _told(where: str, pages: Iterator[Read]) -> Iterator[Read]:
    """The pages; where there is none, that there is none."""
    empty = True
    for page in pages:
        empty = False
        yield page
    if empty:
        yield BadInput(where, "holds nothing to read")


def is_url(path: str) -> bool:
    """Does a path name a page of the web?"""
    return path.lower().startswith(("http://", "https://"))


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
            yield BadInput(shown(path), "holds no file")
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
    others: Counter[str] = Counter()
    for root, folders, names in os.walk(folder, onerror=blocked.append):
        folders.sort()
        for name in sorted(names):
            file = Path(root) / name
            if _hidden(file, folder):
                continue
            if not file.is_file():
                others["no file"] += 1
            elif is_known(file):
                yield file
            else:
                others[file.suffix.lower() or "no ending"] += 1
    if others:
        kinds = ", ".join(shown(kind) for kind in sorted(others))
        yield BadInput(shown(str(folder)), f"{others.total()} files were left out ({kinds}): name one to have it read as text")
    for error in blocked:
        yield BadInput(shown(str(error.filename)), f"cannot be read: {error.strerror}")


def _hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)
