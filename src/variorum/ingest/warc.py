"""Web archives -> pages: WARC (ISO 28500), WACZ and ARC, read as a stream, damaged ones as far as they can be read.

Memory does not grow with the archive, but for 8 bytes a page: what is held is one record and one block of the file.
"""

from __future__ import annotations

import lzma
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import BinaryIO

from variorum.errors import BadInput
from variorum.ingest.archived import OWN, Contents, find_contents
from variorum.ingest.members import Members
from variorum.model import Page

MOST = 20_000_000  # bytes of a record
HEADER = 1 << 16  # bytes of a record's header
MAX_SKIPPED = 1_000_000_000  # unpacked bytes without a record, over which the rest is not read
LINE = 1 << 13  # bytes of the line with which a record begins
MAX_WAITING = 5_000  # entries of feeds that are held until all pages are known
UNREADABLE = "page that cannot be read"  # told by itself
MAX_KINDS = 12  # of what was left out that a message names
_INSIDE = re.compile(r"\.(?:warc|arc)(?:\.gz|\.zst)?$", re.IGNORECASE)
_START = re.compile(rb"(?:^|\r?\n)(?=WARC/[01]\.\d+\r?\n)")
_ARC = rb"([a-zA-Z][\w+.-]*:\S*) (\S{1,60}) (\d{12,17}) (\S{1,200})(?: \S{1,999}){0,5} (\d{1,15})\r?\n"
_ARC_START, _ARC_LINE = re.compile(rb"(?:^|\r?\n)(?=" + _ARC + rb")"), re.compile(_ARC)
_END = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(rb"^([\w-]+):[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)


def read_warc(stream: BinaryIO, where: str) -> Iterator[Page | BadInput]:
    """The pages of an archive, a fault for every stretch or record that cannot be read, and one for what is no page."""
    found = _Found()
    yield from _read(stream, where, found)
    yield from found.rest(where)


def read_wacz(stream: BinaryIO, where: str) -> Iterator[Page | BadInput]:
    """The pages of the archives that are packed into a WACZ file."""
    found = _Found()
    try:
        with zipfile.ZipFile(stream) as pack:
            inside = [name for name in sorted(pack.namelist()) if _INSIDE.search(name)]
            if not inside:
                yield BadInput(where, "holds no WARC file")
            for name in inside:
                with pack.open(name) as part:
                    yield from _read(part, f"{where}, {name}", found)  # type: ignore[arg-type]
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, ValueError, EOFError, RuntimeError) as error:
        yield BadInput(where, f"is no WACZ archive, or a broken one: {error}")
    yield from found.rest(where)


class _Found:
    """What was found in an archive so far: pages, entries of feeds that wait for them, and what is no page, counted."""

    def __init__(self) -> None:
        self.instead: Counter[str] = Counter()
        self._pages: set[bytes] = set()  # digests of their addresses
        self._number = 0
        self._waiting: list[Page] = []

    def take(self, contents: Contents) -> Iterator[Page | BadInput]:
        """The pages of a record, but those that a feed lists, which may be in the archive themselves."""
        if contents.instead:
            self.instead[contents.instead] += 1
        for page in contents.pages:
            if isinstance(page, BadInput):
                yield page
            elif contents.listed and len(self._waiting) < MAX_WAITING:
                self._waiting.append(page)
            else:
                self._pages.add(_digest(page.url))
                self._number += 1
                yield page

    def rest(self, where: str) -> Iterator[Page | BadInput]:
        """The entries of feeds whose pages are not here, and the count of what was left out."""
        alone = [page for page in self._waiting if not page.url or _digest(page.url) not in self._pages]
        yield from alone
        if len(alone) < len(self._waiting):
            self.instead["entry of a feed whose page is here too"] += len(self._waiting) - len(alone)
        pages = self._number + len(alone)
        others = {kind: number for kind, number in self.instead.items() if kind not in OWN}
        left = others if others or pages else dict(self.instead)
        if set(left) - {UNREADABLE}:
            total = sum(left.values())
            records = f"{total} records" if total > 1 else "1 record"
            no_pages = "that are no pages" if total > 1 else "that is no page"
            what = f"left out {records} {no_pages}" if pages else f"holds {records}, none of them a page"
            yield BadInput(where, f"{what}: {_told(left)}")


def _told(left: Mapping[str, int]) -> str:
    """What was left out, the most frequent kinds by name, the others by number."""
    kinds = sorted(left.items(), key=lambda pair: (-pair[1], pair[0]))
    told = [f"{number} {kind}" for kind, number in kinds[:MAX_KINDS]]
    rest = sum(number for _, number in kinds[MAX_KINDS:])
    return ", ".join([*told, f"{rest} others"] if rest else told)


def _digest(url: str | None) -> bytes:
    """An address as pages are compared by: without its scheme, its fragment and the marks of a campaign."""
    bare = re.sub(r"^https?://|#.*$|[?&]utm_[^#]*$", "", url or "").rstrip("/")
    return blake2b(bare.encode("utf-8", "replace"), digest_size=8).digest()


def _read(stream: BinaryIO, where: str, found: _Found) -> Iterator[Page | BadInput]:
    archive = _Archive(stream, where)
    while (record := archive.record()) is not None:
        at, header, body, note = record
        if note and body is None:
            yield BadInput(f"{where}, byte {at}", note)
        elif body is not None:
            try:
                yield from found.take(find_contents(header, body, f"{where}, byte {at}", (note,) if note else ()))
            except BadInput as fault:
                found.instead[UNREADABLE] += 1
                yield fault
        yield from archive.faults()
    yield from archive.faults()
    if not archive.records:
        yield BadInput(where, "holds no WARC record")


Record = tuple[int, dict[str, str], bytes | None, str | None]  # first byte, header, body, what is wrong


class _Archive:
    """The unpacked bytes of an archive, from which records are cut."""

    def __init__(self, stream: BinaryIO, where: str) -> None:
        self.records = 0
        self._where = where
        self._source = Members(stream)
        self._held = bytearray()
        self._borders: list[int] = []  # where packed members end, in held bytes
        self._passed = 0  # unpacked bytes before the held ones
        while len(self._held) < 16 and self._fill():
            pass
        self._is_arc = self._held.startswith(b"filedesc:") or bool(re.search(r"\.arc(\.gz|\.zst)?$", where, re.IGNORECASE))
        self._start, self._hint = (_ARC_START, b" ") if self._is_arc else (_START, b"WARC/")

    def faults(self) -> Iterator[BadInput]:
        """What could not be unpacked since the last call."""
        for at, until in self._source.lost:
            yield BadInput(f"{self._where}, byte {at}", f"cannot be unpacked up to byte {until}: what it held is lost")
        self._source.lost.clear()

    def record(self) -> Record | None:
        """The next record, None at the end."""
        at = self._find()
        if at is None:
            return None
        self.records += 1
        end = self._until(_ARC_LINE if self._is_arc else _END, HEADER)
        if end is None:
            self._drop(1)
            return at, {}, None, "has a header without an end"
        header = (_arc_header if self._is_arc else _header)(bytes(self._held[: end[1]]))
        self._drop(end[1])
        said = header.get("content-length", "")
        if not (said.isascii() and said.isdigit()) or len(said) > 15:
            return at, header, None, "has no Content-Length"
        if int(said) > MOST:
            self._skip(int(said))
            return at, header, None, f"is over {MOST // 1_000_000} MB"
        body, note = self._body(int(said))
        return at, header, body, note

    def _find(self) -> int | None:
        """Go to the next record; its place in the unpacked archive. None at the end, or where none comes for long."""
        begin = self._passed
        while self._passed - begin < MAX_SKIPPED:
            m = self._start.search(self._held) if self._hint in self._held else None  # much quicker than the pattern
            if m is not None and (m.end() < len(self._held) or not self._fill()):
                lost = bytes(self._held[: m.end()]).strip()
                self._drop(m.end())
                if lost:
                    self._source.lost.append((self._passed - len(lost), self._passed))
                return self._passed
            if m is None:
                keep = min(len(self._held), LINE)
                if len(self._held) > HEADER:
                    self._drop(len(self._held) - keep)
                if not self._fill():
                    return None
        self._source.lost.append((begin, self._passed))
        return None

    def _body(self, length: int) -> tuple[bytes, str | None]:
        """The bytes of a record, and what is wrong with them: the length, or the end of the file."""
        while len(self._held) < length + 4 and not self._border(length) and self._fill():
            pass
        border = self._border(length)
        if border is None and len(self._held) < length:
            border = len(self._held)
        wrong = border is not None and border < length
        if not wrong and self._held[length : length + 1].strip(b"\r\n"):
            wrong, border = True, self._next_border(length)
        if not wrong:
            body = bytes(self._held[:length])
            self._drop(length)
            return body, None
        marker = self._start.search(self._held, 0, len(self._held) if border is None else border)
        end = min(border or len(self._held), marker.start() if marker else len(self._held))
        body = bytes(self._held[:end])
        self._drop(end)
        return body.removesuffix(b"\r\n\r\n"), f"says that it has {length} bytes, but has {len(body.rstrip())}"

    def _border(self, length: int) -> int | None:
        return next((b for b in self._borders if b <= length), None)

    def _next_border(self, length: int) -> int:
        """Where the record can end that is longer than it says: at the member's end, or before the next record."""
        while not self._borders and not self._start.search(self._held, length) and len(self._held) < MOST and self._fill():
            pass
        m = self._start.search(self._held, length)
        return min([*self._borders[:1], m.start() if m else len(self._held)])

    def _until(self, pattern: re.Pattern[bytes], most: int) -> tuple[int, int] | None:
        while (m := pattern.search(self._held)) is None and len(self._held) < most and self._fill():
            pass
        return (m.start(), m.end()) if m else None

    def _skip(self, length: int) -> None:
        """Pass over a record, but not over the member or the mark with which another begins."""
        while length > 0:
            mark = self._start.search(self._held)
            step = min([length, len(self._held), *self._borders[:1], *([mark.start()] if mark else [])])
            stop = (step < length and step < len(self._held)) or bool(self._borders and step == self._borders[0])
            self._drop(step)
            length -= step
            if stop or (length and not self._fill()):
                return

    def _drop(self, count: int) -> None:
        del self._held[:count]
        self._passed += count
        self._borders = [b - count for b in self._borders if b > count]

    def _fill(self) -> bool:
        """Take in the next unpacked bytes; False at the end."""
        part = self._source.next()
        if part is None:
            return False
        self._held += part
        if self._source.ended and (not self._borders or self._borders[-1] != len(self._held)):
            self._borders.append(len(self._held))
        return True


def _header(raw: bytes) -> dict[str, str]:
    """The fields of a WARC record, names in small letters."""
    return {name.decode("latin-1").lower(): value.decode("utf-8", "replace") for name, value in _FIELD.findall(raw)}


def _arc_header(raw: bytes) -> dict[str, str]:
    """The line of an ARC record as the fields of a WARC record."""
    m = _ARC_LINE.search(raw)
    if m is None:
        return {}
    url, _, stamp, kind, length = (part.decode("utf-8", "replace") for part in m.groups())
    times = [stamp[:4], *(stamp[at : at + 2] for at in range(4, 14, 2))]
    scheme = url.partition(":")[0].lower()
    return {
        "warc-type": "warcinfo" if scheme == "filedesc" else "response",
        "warc-target-uri": url,
        "warc-date": "{}-{}-{}T{}:{}:{}Z".format(*(part.zfill(2) for part in times)),
        "content-type": "application/http" if scheme in ("http", "https") else kind,
        "content-length": length,
    }
