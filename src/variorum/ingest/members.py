"""The unpacked bytes of a file of gzip members or Zstandard frames, damaged ones as far as they can be unpacked."""

from __future__ import annotations

import re
import zlib
from typing import BinaryIO, Protocol

BLOCK = 1 << 18  # bytes read at a time
MAX_DICTIONARY = 20_000_000  # bytes of an unpacked dictionary
_PIECE = 1 << 13  # bytes that a Zstandard frame is fed at a time: what is searched again for the next frame after damage
_GZIP, _ZSTD, _DICTIONARY = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18"
_SKIPPABLE = re.compile(rb"[\x50-\x5f]\x2a\x4d\x18")


class _Unpacker(Protocol):
    """What unpacks one member, part by part."""

    @property
    def ended(self) -> bool:
        """Is the member whole?"""

    @property
    def waiting(self) -> bytes:
        """The packed bytes last taken in that may not be used up; empty where none are."""

    @property
    def has_more(self) -> bool:
        """Is there more to come without further packed bytes?"""

    def unpack(self, raw: bytes) -> tuple[bytes, bytes]:
        """Unpacked bytes, and the packed ones that are left. Raises ValueError for damage."""


class Members:
    """The unpacked bytes of a packed file, or of a plain one, part by part."""

    def __init__(self, stream: BinaryIO) -> None:
        self.lost: list[tuple[int, int]] = []
        self.ended = False  # did the last part end a member?
        self._stream = stream
        self._raw = b""
        self._at = 0  # bytes of the file before the raw ones
        self._unpacker: _Unpacker | None = None
        self._dictionary: bytes = b""
        self._magic: bytes | None = None  # with which members begin; empty for a plain file
        self._since = 0  # where the member began that is being unpacked

    def next(self) -> bytes | None:
        """The next unpacked bytes, possibly none of them; None at the end."""
        pending = self._unpacker is not None and self._unpacker.has_more
        if not self._raw and not pending and not self._read():
            if self._unpacker is not None:
                self.lost.append((self._since, self._at))
                self._unpacker = None
            return None
        if self._magic is None:
            self._magic = self._begin()
        if not self._magic:
            part, self._raw, self._at = self._raw, b"", self._at + len(self._raw)
            return part
        return self._member()

    def _begin(self) -> bytes:
        """What the members of the file begin with; the dictionary that opens a Zstandard file is taken in."""
        while len(self._raw) < 8 and self._read(add=True):
            pass
        if not self._raw.startswith(_DICTIONARY):
            return next((magic for magic in (_GZIP, _ZSTD) if self._raw.startswith(magic)), b"")
        size = int.from_bytes(self._raw[4:8], "little")
        while len(self._raw) < 8 + min(size, MAX_DICTIONARY) and self._read(add=True):
            pass
        self._dictionary = _dictionary(self._raw[8 : 8 + size]) if size <= MAX_DICTIONARY else b""
        if not self._dictionary:
            self.lost.append((self._at, self._at + 8 + size))
        return _ZSTD

    def _member(self) -> bytes:
        self.ended = False
        if self._unpacker is None:
            if not self._to_member():
                return b""
            self._unpacker = _Gzip() if self._magic == _GZIP else _Zstandard(self._dictionary)
            self._since = self._at
        try:
            part, rest = self._unpacker.unpack(self._raw)
        except ValueError:
            held = self._unpacker.waiting
            self._raw, self._at, self._unpacker = held + self._raw, self._at - len(held), None
            return self._lose()
        self._at += len(self._raw) - len(rest)
        self._raw = rest
        if self._unpacker.ended:
            self._unpacker, self.ended = None, True
        return part

    def _lose(self) -> bytes:
        """Give up a member, and go on behind its first bytes at what may be the next one."""
        begin, end = self._since, self._at
        magic = self._magic or b""
        first = 1 if begin >= end else 0
        cut = self._raw.find(magic, first)
        while cut < 0 and len(self._raw) <= BLOCK and self._read(add=True):
            cut = self._raw.find(magic, first)
        step = cut if cut >= 0 else max(1, len(self._raw) - len(magic) + 1)
        self._at += step
        self._raw = self._raw[step:]
        if self.lost and self.lost[-1][1] >= begin:
            begin = self.lost.pop()[0]
        self.lost.append((begin, self._at))
        self.ended = True
        return b""

    def _to_member(self) -> bool:
        """Go to the next member's first byte; what lies before it is lost, but for what a frame says to skip."""
        if len(self._raw) < 8:
            self._read(add=True)
        if self._raw.startswith(self._magic or b""):
            return True
        if self._magic == _ZSTD and _SKIPPABLE.match(self._raw):
            self._skip(8 + int.from_bytes(self._raw[4:8], "little"))
            return False
        if not self._raw.strip(b"\x00\r\n"):
            self._at += len(self._raw)
            self._raw = b""
            return False
        self._since = self._at
        self._lose()
        return False

    def _skip(self, size: int) -> None:
        while size > len(self._raw):
            size -= len(self._raw)
            self._at += len(self._raw)
            if not self._read():
                return
        self._at += size
        self._raw = self._raw[size:]

    def _read(self, *, add: bool = False) -> bool:
        try:
            block = self._stream.read(BLOCK)
        except EOFError:
            block = b""
        self._raw = self._raw + block if add else block
        return bool(block)


class _Gzip:
    """A gzip member."""

    waiting = b""
    has_more = False

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(31)

    @property
    def ended(self) -> bool:
        """Is the member whole?"""
        return self._stream.eof

    def unpack(self, raw: bytes) -> tuple[bytes, bytes]:
        """Unpacked bytes, and the packed ones that are left. Raises ValueError for damage."""
        try:
            part = self._stream.decompress(raw, BLOCK * 4)
        except zlib.error as error:
            raise ValueError(str(error)) from error
        return part, self._stream.unused_data or self._stream.unconsumed_tail


class _Zstandard:
    """A Zstandard frame, packed with a dictionary or without."""

    def __init__(self, dictionary: bytes) -> None:
        from variorum.ingest.zstandard import zstd

        self._error = zstd.ZstdError
        self._stream = zstd.ZstdDecompressor(zstd.ZstdDict(dictionary) if dictionary else None)
        self.waiting = b""

    @property
    def ended(self) -> bool:
        """Is the frame whole?"""
        return self._stream.eof

    @property
    def has_more(self) -> bool:
        """Is there more to come without further packed bytes?"""
        return not self._stream.eof and not self._stream.needs_input

    def unpack(self, raw: bytes) -> tuple[bytes, bytes]:
        """Unpacked bytes, and the packed ones that are left. Raises ValueError for damage."""
        piece = raw[:_PIECE] if self._stream.needs_input else b""
        try:
            part = self._stream.decompress(piece, BLOCK * 4)
        except self._error as error:
            if piece:
                self.waiting = b""
            raise ValueError(str(error)) from error
        self.waiting = (piece or self.waiting) if self.has_more else b""
        return part, self._stream.unused_data + raw[len(piece) :]


def _dictionary(raw: bytes) -> bytes:
    """A dictionary as it stands in a file, itself packed or not; empty where it is broken."""
    from variorum.ingest.zstandard import zstd

    try:
        if raw.startswith(_ZSTD):
            raw = zstd.ZstdDecompressor().decompress(raw, MAX_DICTIONARY)
        zstd.ZstdDict(raw)
    except (zstd.ZstdError, ValueError, EOFError):
        return b""
    return raw
