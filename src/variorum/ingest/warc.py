"""Web archives -> pages: WARC and WACZ (ISO 28500), read as a stream, damaged ones as far as they can be read.

Memory does not grow with the archive: what is held is one record and one block of the file.
"""

from __future__ import annotations

import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from variorum.errors import BadInput
from variorum.ingest.archived import page_of
from variorum.model import Page

BLOCK = 1 << 18  # bytes read at a time
MOST = 20_000_000  # bytes of a record
HEADER = 1 << 16  # bytes of a record's header
_GZIP = b"\x1f\x8b\x08"
_START = re.compile(rb"(?:^|\r?\n)(?=WARC/[01]\.\d+\r?\n)")
_END = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(rb"^([\w-]+):[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)


def read_warc(stream: BinaryIO, where: str) -> Iterator[Page | BadInput]:
    """The pages of an archive, and a fault for every stretch or record that cannot be read."""
    archive = _Archive(stream, where)
    while (found := archive.record()) is not None:
        at, header, body, note = found
        if note and body is None:
            yield BadInput(f"{where}, byte {at}", note)
        elif body is not None:
            try:
                page = page_of(header, body, f"{where}, byte {at}", (note,) if note else ())
                if page is not None:
                    yield page
            except BadInput as fault:
                yield fault
        yield from archive.faults()
    yield from archive.faults()
    if not archive.records:
        yield BadInput(where, "holds no WARC record")


def read_wacz(stream: BinaryIO, where: str) -> Iterator[Page | BadInput]:
    """The pages of the archives that are packed into a WACZ file."""
    try:
        with zipfile.ZipFile(stream) as pack:
            inside = [name for name in sorted(pack.namelist()) if re.search(r"\.warc(?:\.gz)?$", name)]
            if not inside:
                yield BadInput(where, "holds no WARC file")
            for name in inside:
                with pack.open(name) as part:
                    yield from read_warc(part, f"{where}, {name}")  # type: ignore[arg-type]
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, ValueError, EOFError, RuntimeError) as error:
        yield BadInput(where, f"is no WACZ archive, or a broken one: {error}")


Record = tuple[int, dict[str, str], bytes | None, str | None]  # first byte, header, body, what is wrong


class _Archive:
    """The unpacked bytes of an archive, from which records are cut."""

    def __init__(self, stream: BinaryIO, where: str) -> None:
        self.records = 0
        self._where = where
        self._source = _Members(stream)
        self._held = bytearray()
        self._borders: list[int] = []  # where packed members end, in held bytes
        self._passed = 0  # unpacked bytes before the held ones

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
        end = self._until(_END, HEADER)
        if end is None:
            self._drop(1)
            return at, {}, None, "has a header without an end"
        header = {
            k.decode("latin-1").lower(): v.decode("utf-8", "replace") for k, v in _FIELD.findall(bytes(self._held[: end[0]]))
        }
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
        """Go to the next record; its place in the unpacked archive."""
        while True:
            m = _START.search(self._held)
            if m is not None and (m.end() < len(self._held) or not self._fill()):
                lost = bytes(self._held[: m.end()]).strip()
                self._drop(m.end())
                if lost:
                    self._source.lost.append((self._passed - len(lost), self._passed))
                return self._passed
            if m is None:
                keep = min(len(self._held), 32)
                if len(self._held) > HEADER:
                    self._drop(len(self._held) - keep)
                if not self._fill():
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
        marker = _START.search(self._held, 0, len(self._held) if border is None else border)
        end = min(border or len(self._held), marker.start() if marker else len(self._held))
        body = bytes(self._held[:end])
        self._drop(end)
        return body.removesuffix(b"\r\n\r\n"), f"says that it has {length} bytes, but has {len(body.rstrip())}"

    def _border(self, length: int) -> int | None:
        return next((b for b in self._borders if b <= length), None)

    def _next_border(self, length: int) -> int:
        """Where the record can end that is longer than it says: at the member's end, or before the next record."""
        while not self._borders and not _START.search(self._held, length) and len(self._held) < MOST and self._fill():
            pass
        m = _START.search(self._held, length)
        return min([*self._borders[:1], m.start() if m else len(self._held)])

    def _until(self, pattern: re.Pattern[bytes], most: int) -> tuple[int, int] | None:
        while (m := pattern.search(self._held)) is None and len(self._held) < most and self._fill():
            pass
        return (m.start(), m.end()) if m else None

    def _skip(self, length: int) -> None:
        """Pass over a record, but not over the member or the mark with which another begins."""
        while length > 0:
            mark = _START.search(self._held)
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


class _Members:
    """The unpacked bytes of a file of gzip members, or of a plain one, part by part."""

    def __init__(self, stream: BinaryIO) -> None:
        self.lost: list[tuple[int, int]] = []
        self.ended = False  # did the last part end a member?
        self._stream = stream
        self._raw = b""
        self._at = 0  # bytes of the file before the raw ones
        self._unpack: zlib._Decompress | None = None
        self._plain: bool | None = None
        self._since = 0  # where the member began that is being unpacked

    def next(self) -> bytes | None:
        """The next unpacked bytes, possibly none of them; None at the end."""
        if not self._raw and not self._read():
            if self._unpack is not None:
                self.lost.append((self._since, self._at))
                self._unpack = None
            return None
        if self._plain is None:
            self._plain = not self._raw.startswith(_GZIP)
        if self._plain:
            part, self._raw, self._at = self._raw, b"", self._at + len(self._raw)
            return part
        return self._member()

    def _member(self) -> bytes:
        self.ended = False
        if self._unpack is None:
            if not self._to_member():
                return b""
            self._unpack, self._since = zlib.decompressobj(31), self._at
        try:
            part = self._unpack.decompress(self._raw, BLOCK * 4)
        except zlib.error:
            self._unpack = None
            return self._lose()
        rest = self._unpack.unused_data or self._unpack.unconsumed_tail
        self._at += len(self._raw) - len(rest)
        self._raw = rest
        if self._unpack.eof:
            self._unpack, self.ended = None, True
        return part

    def _lose(self) -> bytes:
        """Give up a member, and go on behind its first bytes at what may be the next one."""
        begin, end = self._since, self._at
        cut = self._raw.find(_GZIP, 1 if begin == end else 0)
        while cut < 0 and len(self._raw) <= BLOCK and self._read(add=True):
            cut = self._raw.find(_GZIP, 1 if begin == end else 0)
        step = cut if cut >= 0 else max(1, len(self._raw) - 2)
        self._at += step
        self._raw = self._raw[step:]
        if self.lost and self.lost[-1][1] >= begin:
            begin = self.lost.pop()[0]
        self.lost.append((begin, self._at))
        self.ended = True
        return b""

    def _to_member(self) -> bool:
        """Go to the next member's first byte; what lies before it is lost."""
        if len(self._raw) < 3:
            self._read(add=True)
        if self._raw.startswith(_GZIP):
            return True
        if not self._raw.strip(b"\x00\r\n"):
            self._at += len(self._raw)
            self._raw = b""
            return False
        self._since = self._at
        self._lose()
        return False

    def _read(self, *, add: bool = False) -> bool:
        try:
            block = self._stream.read(BLOCK)
        except EOFError:
            block = b""
        self._raw = self._raw + block if add else block
        return bool(block)
