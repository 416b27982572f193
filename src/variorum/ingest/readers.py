"""One file -> its pages, by the file's ending, packed or not."""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO, cast

from variorum.errors import BadInput
from variorum.ingest.documents import read_docx
from variorum.ingest.encoding import decode
from variorum.ingest.feeds import is_feed, read_feed
from variorum.ingest.letters import is_mailbox, read_letter, read_mailbox
from variorum.ingest.lines import parse_line, parse_object
from variorum.ingest.pdf import read_pdf
from variorum.ingest.tables import read_csv, read_parquet
from variorum.ingest.warc import read_wacz, read_warc
from variorum.model import Page

Read = Page | BadInput

MAX_BYTES = 20_000_000  # of one page: a file, unpacked, or one line of a JSON-lines file
MAX_SKIPPED = 500_000_000  # of one line
TEXT, HTML, JSON = (".txt", ".text", ".md", ".markdown"), (".html", ".htm", ".xhtml"), (".json",)
STREAMS = {".jsonl": "lines", ".ndjson": "lines", ".csv": "table", ".tsv": "table", ".warc": "warc", ".arc": "warc",
           ".wacz": "wacz", ".mbox": "mailbox", ".mbx": "mailbox"}  # fmt: skip
FEEDS, OTHERS = (".xml", ".rss", ".atom"), (".parquet", ".eml", ".pdf", ".docx")
KNOWN = (*TEXT, *HTML, *JSON, *STREAMS, *FEEDS, *OTHERS)
PACKED = (".gz", ".zst")


def is_known(file: Path) -> bool:
    """Does a file's ending, or its place in a folder of mail, tell how it is read?"""
    return kind_of(file) in KNOWN


def kind_of(file: Path) -> str:
    """The file's ending without that of its packing, in small letters; that of a letter in a Maildir, where files have none."""
    if file.parent.name in ("cur", "new") and all(file.parent.with_name(name).is_dir() for name in ("cur", "new")):
        return ".eml"
    return (file.with_suffix("") if file.suffix.lower() in PACKED else file).suffix.lower()


def read_file(file: Path, where: str) -> Iterator[Read]:
    """The pages of a file; ``where`` is its name as messages show it."""
    kind, name = kind_of(file), _name(where) or Path(where).name
    try:
        if kind == ".parquet":
            yield from read_parquet(file, where, name)
        elif kind in FEEDS:
            yield from _feed(file, kind, where, name)
        elif kind in STREAMS:
            with _opened(file, raw=STREAMS[kind] == "warc") as stream:
                yield from _streamed(stream, STREAMS[kind], where, name)
        else:
            yield from _whole(_bytes(file, where), kind, where, name, file.parent.name)
    except BadInput as fault:
        yield fault
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield BadInput(where, f"is no {file.suffix.lower()[1:]} file, or a broken one: {error}")
    except OSError as error:
        yield BadInput(where, f"cannot be read: {error.strerror or error}")


def _name(where: str) -> str:
    """The name of a file without its endings."""
    name = Path(where).name
    return next((name.removesuffix(end) for end in PACKED if name.endswith(end)), name).rpartition(".")[0]


def read_stream(stream: BinaryIO, where: str) -> Iterator[Read]:
    """Pages of a stream of JSON lines, in UTF-8 or, with a byte order mark, UTF-16 or UTF-32."""
    try:
        yield from read_lines(_bounded(stream, where), where)
    except UnicodeError as error:
        yield BadInput(where, f"cannot be decoded: {error}")


def read_lines(lines: Iterable[bytes], where: str) -> Iterator[Read]:
    """Pages of JSON lines; ``where`` names their source in messages."""
    name = _name(where) or where
    seen: dict[bytes, int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        at = f"{where}, line {number}"
        try:
            if len(line) > MAX_BYTES:
                raise BadInput(at, f"is over {MAX_BYTES // 1_000_000} MB")
            yield _once(parse_line(line, at, f"{name}-{number}"), f"{name}-{number}", number, seen)
        except BadInput as fault:
            yield fault


def _once(page: Page, usual: str, number: int, seen: dict[bytes, int]) -> Page:
    """The page, with a note where another line had its id."""
    if page.name in (usual, page.url):
        return page  # it has none
    first = seen.setdefault(blake2b(page.name.encode("utf-8", "replace"), digest_size=8).digest(), number)
    note = f"has the id of line {first}: {page.name[:40]!r}"
    return page if first == number else replace(page, notes=(*page.notes, note))


@contextmanager
def _opened(file: Path, *, raw: bool = False) -> Iterator[BinaryIO]:
    """A file as a stream, unpacked unless its reader does that itself."""
    packing = file.suffix.lower()
    with file.open("rb") as plain:
        if raw or packing not in PACKED:
            yield plain
        else:
            with _frames(plain) if packing == ".zst" else gzip.GzipFile(fileobj=plain) as unpacked:
                yield cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, unpacked)))


@contextmanager
def _frames(plain: BinaryIO) -> Iterator[io.RawIOBase]:
    """What Zstandard frames hold. Raises EOFError where they are broken."""
    from variorum.ingest.zstandard import zstd

    try:
        with zstd.ZstdFile(plain) as unpacked:
            yield cast(io.RawIOBase, unpacked)
    except zstd.ZstdError as error:
        raise EOFError(str(error)) from error


def _bytes(file: Path, where: str) -> bytes:
    with _opened(file) as stream:
        found = stream.read(MAX_BYTES + 1)
    if len(found) > MAX_BYTES:
        raise BadInput(where, f"is over {MAX_BYTES // 1_000_000} MB")
    return found


def _feed(file: Path, kind: str, where: str, name: str) -> Iterator[Read]:
    """The pages of a feed of any size, of which only a part is held."""
    with _opened(file) as stream:
        raw = stream.read(MAX_BYTES + 1)
        if len(raw) <= MAX_BYTES:
            yield from _whole(raw, kind, where, name, file.parent.name)
        elif is_feed(raw):
            yield from read_feed(raw, where, stream)
        else:
            raise BadInput(where, f"is over {MAX_BYTES // 1_000_000} MB")


def _streamed(stream: BinaryIO, kind: str, where: str, name: str) -> Iterator[Read]:
    if kind == "lines":
        yield from read_stream(stream, where)
    elif kind == "table":
        yield from read_csv(stream, where, name)
    elif kind == "warc":
        yield from read_warc(stream, where)
    elif kind == "mailbox":
        yield from read_mailbox(stream, where, name)
    else:
        yield from read_wacz(stream, where)


def _whole(raw: bytes, kind: str, where: str, name: str, folder: str) -> Iterator[Read]:
    """The pages of a file that is read as one."""
    if kind not in (*TEXT, *HTML) and is_mailbox(raw):
        yield from read_mailbox(io.BytesIO(raw), where, name)
    elif kind == ".eml":
        yield from read_letter(raw, where, name)
    elif kind == ".pdf" or raw.startswith(b"%PDF-"):
        yield read_pdf(raw, where, name)
    elif kind == ".docx":
        yield read_docx(raw, where, name)
    elif kind not in (*TEXT, *HTML) and is_feed(raw):
        yield from read_feed(raw, where)
    else:
        text, note = decode(raw, where)
        yield from _pages(text, kind, where, name, folder, (note,) if note else ())


def _pages(text: str, kind: str, where: str, name: str, folder: str, notes: tuple[str, ...]) -> Iterator[Read]:
    start = text.lstrip("\ufeff \t\r\n")[:300].lower()
    extra = (("folder", re.sub(r"[\x00-\x1f\x7f-\x9f]", "\ufffd", folder.encode("utf-8", "replace").decode())),)
    if kind in JSON:
        yield from parse_object(text, where, name)
    elif kind in HTML or (kind not in TEXT and start.startswith(("<!doctype html", "<html"))):
        yield Page(name, where, html=text, notes=notes, extra=extra)
    elif kind in FEEDS:
        raise BadInput(where, "is XML, but no feed and no sitemap")
    else:
        yield Page(name, where, text=text, notes=notes, extra=extra)


def _bounded(stream: BinaryIO, where: str) -> Iterator[bytes]:
    """The lines as UTF-8 without a byte order mark, none longer than a page can be: the rest of one is skipped, not held.

    Raises BadInput for a line that does not come to an end.
    """
    start = stream.peek(4)[:4] if isinstance(stream, io.BufferedReader) else b""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)):
        wide = "utf-32" if start in (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE) else "utf-16"
        stream = cast(BinaryIO, codecs.StreamRecoder(stream, *codecs.lookup("utf-8")[:2], *codecs.lookup(wide)[2:], "replace"))
    elif start.startswith(codecs.BOM_UTF8):
        stream.read(3)
    while line := stream.readline(MAX_BYTES + 2):
        yield line
        skipped = 0
        while len(line) > MAX_BYTES and not line.endswith(b"\n"):
            line = stream.readline(MAX_BYTES + 2)
            skipped += len(line)
            if skipped > MAX_SKIPPED:
                raise BadInput(where, f"has a line without an end, over {MAX_SKIPPED // 1_000_000} MB: the rest is not read")
