"""An HTTP answer as an archive keeps it -> its status, headers and content, the codings of the transfer undone."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from variorum.errors import BadInput

MAX_UNPACKED = 20_000_000  # bytes of an unpacked page
_STATUS = re.compile(rb"HTTP/[\d.]+ (\d{3})")
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]*\r\n")
_CHUNKED = re.compile(rb"[0-9a-fA-F]{1,8}(?:;[^\r\n]*)?\r\n")
_MARKUP = (b"<", b"{", b"[")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered. ``status`` is 0 where it is no HTTP answer."""

    status: int
    headers: Mapping[str, str]
    content: bytes


def parse_answer(raw: bytes) -> Answer:
    """The parts of an answer; names of headers in small letters, its content still coded."""
    status = _STATUS.match(raw)
    parts = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)
    headers: dict[str, str] = {}
    for line in parts[0].splitlines()[1:]:
        name, _, value = line.partition(b":")
        headers[name.strip().decode("latin-1").lower()] = value.strip().decode("latin-1")
    return Answer(int(status.group(1)) if status else 0, headers, parts[1] if len(parts) > 1 else b"")


def undo_codings(answer: Answer, where: str) -> tuple[bytes, bool]:
    """The content without the codings of its transfer, where it still has them, and whether it breaks off."""
    body, short = answer.content, False
    if "chunked" in answer.headers.get("transfer-encoding", "").lower() and _CHUNKED.match(body):
        body, short = _joined(body)
    codings = [coding.strip().lower() for coding in answer.headers.get("content-encoding", "").split(",")]
    for coding in reversed([coding for coding in codings if coding and coding != "identity"]):
        body, whole = _unpacked(body, coding, where)
        short = short or not whole
    return body, short


def _unpacked(body: bytes, coding: str, where: str) -> tuple[bytes, bool]:
    """The content without one coding, and whether it is whole; as it stands where it is unpacked already."""
    unpack = _CODINGS.get(coding)
    if unpack is None:
        if body.lstrip()[:1] in _MARKUP:
            return body, True
        raise BadInput(where, f"is packed as {coding}, which cannot be unpacked here")
    try:
        unpacked, whole = unpack(body)
        if body and not unpacked:
            raise ValueError("holds nothing")
    except ValueError as error:
        if coding in _MARKED or not body.strip() or _is_text(body):
            return body, True  # many archives keep the header of what they have unpacked
        raise BadInput(where, f"is packed as {coding}, but cannot be unpacked") from error
    if len(unpacked) > MAX_UNPACKED:
        raise BadInput(where, f"is over {MAX_UNPACKED // 1_000_000} MB unpacked")
    if not whole and body.lstrip()[:1] in _MARKUP and _is_text(body):
        return body, True
    return unpacked, whole


def _is_text(body: bytes) -> bool:
    """Are the first bytes UTF-8 without control characters?"""
    return not re.search(rb"[\x00-\x08\x0e-\x1a]", body[:4_096]) and bool(body[:4_096].decode("utf-8", "ignore").strip())


def _inflated(body: bytes) -> tuple[bytes, bool]:
    stream = zlib.decompressobj(47 if body[:2] in (b"\x1f\x8b", b"\x78\x9c", b"\x78\x01", b"\x78\xda") else -15)
    try:
        return stream.decompress(body, MAX_UNPACKED + 1), stream.eof
    except zlib.error as error:
        raise ValueError(str(error)) from error


def _from_brotli(body: bytes) -> tuple[bytes, bool]:
    import brotli

    stream = brotli.Decompressor()
    try:
        parts = [stream.process(body, output_buffer_limit=MAX_UNPACKED + 1)]
        while parts[-1] and not stream.is_finished() and sum(map(len, parts)) <= MAX_UNPACKED:
            parts.append(stream.process(b"", output_buffer_limit=MAX_UNPACKED + 1))
    except brotli.error as error:
        raise ValueError(str(error)) from error
    return b"".join(parts), stream.is_finished()


def _from_zstandard(body: bytes) -> tuple[bytes, bool]:
    from variorum.ingest.zstandard import zstd

    unpacked = b""
    while body and len(unpacked) <= MAX_UNPACKED:
        stream = zstd.ZstdDecompressor()
        try:
            unpacked += stream.decompress(body, MAX_UNPACKED + 1 - len(unpacked))
        except zstd.ZstdError as error:
            if unpacked:
                return unpacked, False
            raise ValueError(str(error)) from error
        if not stream.eof:
            return unpacked, False
        body = stream.unused_data
    return unpacked, True


_CODINGS: dict[str, Callable[[bytes], tuple[bytes, bool]]] = {
    "gzip": _inflated,
    "x-gzip": _inflated,
    "deflate": _inflated,
    "br": _from_brotli,
    "zstd": _from_zstandard,
}
_MARKED = ("gzip", "x-gzip", "deflate")  # a failure at the first bytes shows that the content is not so packed


def _joined(body: bytes) -> tuple[bytes, bool]:
    """The chunks of a transfer put together, as far as they go, and whether the last one is missing."""
    parts: list[bytes] = []
    at = 0
    while m := _CHUNK.match(body, at):
        size = int(m.group(1), 16)
        if size == 0:
            return b"".join(parts), False
        parts.append(body[m.end() : m.end() + size])
        at = m.end() + size + 2
    return b"".join(parts), True
