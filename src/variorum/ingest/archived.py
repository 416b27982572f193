"""One record of a web archive -> the page that it holds, if it holds one."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping

from variorum.errors import BadInput
from variorum.ingest.encoding import decode
from variorum.model import Page

MOST = 20_000_000  # bytes of an unpacked page
_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
_STATUS = re.compile(rb"HTTP/[\d.]+ (\d{3})")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def page_of(header: Mapping[str, str], body: bytes, where: str, notes: tuple[str, ...] = ()) -> Page | None:
    """The page of a record; None where it is a request, a picture, an error. Raises BadInput where it is broken."""
    kind = header.get("warc-type", "").lower()
    content_type = header.get("content-type", "").lower()
    if kind == "response" and content_type.startswith("application/http"):
        answer = _answer(body)
        if answer is None:
            return None
        headers, body = answer
        content_type = headers.get("content-type", "text/html").lower()
        body, short = _unpacked(headers, body, where)
        notes += ("breaks off: its body is not whole",) if short else ()
    elif kind not in ("resource", "conversion"):
        return None
    if content_type.split(";")[0].strip() not in _TYPES:
        return None
    charset = _CHARSET.search(content_type)
    text, note = decode(body, where, declared=charset.group(1) if charset else None)
    url = header.get("warc-target-uri", "").strip("<> ") or None
    plain = content_type.startswith("text/plain")
    return Page(
        name=url or where,
        where=where,
        text=text if plain else None,
        html=None if plain else text,
        url=url,
        notes=notes + ((note,) if note else ()),
        extra=(("archived", header["warc-date"]),) if header.get("warc-date") else (),
    )


def _answer(body: bytes) -> tuple[dict[str, str], bytes] | None:
    """Headers and content of an HTTP answer with a page; None for errors and redirects."""
    status = _STATUS.match(body)
    if status is None or not 200 <= int(status.group(1)) < 300:
        return None
    parts = re.split(rb"\r?\n\r?\n", body, maxsplit=1)
    headers: dict[str, str] = {}
    for line in parts[0].splitlines()[1:]:
        name, _, value = line.partition(b":")
        headers[name.strip().decode("latin-1").lower()] = value.strip().decode("latin-1")
    return headers, parts[1] if len(parts) > 1 else b""


def _unpacked(headers: Mapping[str, str], body: bytes, where: str) -> tuple[bytes, bool]:
    """The content without the codings of its transfer, where it still has them, and whether it breaks off."""
    short = False
    if "chunked" in headers.get("transfer-encoding", "").lower() and re.match(rb"[0-9a-fA-F]{1,8}(?:;[^\r\n]*)?\r\n", body):
        body, short = _joined(body)
    coding = headers.get("content-encoding", "").strip().lower()
    if coding in ("gzip", "x-gzip", "deflate"):
        try:
            stream = zlib.decompressobj(47 if body[:2] in (b"\x1f\x8b", b"\x78\x9c", b"\x78\x01", b"\x78\xda") else -15)
            unpacked = stream.decompress(body, MOST + 1)
        except zlib.error:
            return body, short  # many archives keep the header of what they have unpacked
        if len(unpacked) > MOST:
            raise BadInput(where, f"is over {MOST // 1_000_000} MB unpacked")
        return unpacked, short or not stream.eof
    if coding and coding != "identity" and not body.lstrip()[:1] == b"<":
        raise BadInput(where, f"is packed as {coding}, which cannot be unpacked here")
    return body, short


def _joined(body: bytes) -> tuple[bytes, bool]:
    """The chunks of a transfer put together, as far as they go, and whether the last one is missing."""
    parts: list[bytes] = []
    at = 0
    while m := re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]*\r\n").match(body, at):
        size = int(m.group(1), 16)
        if size == 0:
            return b"".join(parts), False
        parts.append(body[m.end() : m.end() + size])
        at = m.end() + size + 2
    return b"".join(parts), True
