"""One exchange over HTTP with an address that was checked before, within a time and a number of bytes."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from variorum.errors import BadInput

CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered: status, headers by lower-case name (joined by commas), and the unpacked body."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes: the parts of its address, and the network address that was checked for its host."""

    url: str
    tls: bool
    host: str
    port: int
    path: str
    address: str


def exchange(target: Target, headers: Mapping[str, str], *, deadline: float, most: int, clock: Callable[[], float]) -> Response:
    """The answer to a GET. Raises BadInput where it is broken, too large once unpacked, or not there in time."""
    connection = http.client.HTTPConnection(target.host, target.port)
    plain: socket.socket | None = None
    try:
        plain = _connect(target, deadline - clock())
        connection.sock = _Timed(plain, deadline, clock)
        connection.request("GET", target.path, headers=dict(headers))
        answer = connection.getresponse()
        named: dict[str, str] = {}
        for name, value in answer.getheaders():
            named[name.lower()] = f"{named[name.lower()]}, {value}" if name.lower() in named else value
        body = b"" if answer.status in (204, 304) else _body(answer, named.get("content-encoding", ""), target.url, most)
        return Response(target.url, answer.status, named, body)
    except TimeoutError as error:
        raise BadInput(target.url, "did not answer in time") from error
    except ssl.SSLError as error:
        raise BadInput(target.url, f"has no valid certificate or no TLS: {error.reason or error}") from error
    except (http.client.HTTPException, OSError, ValueError) as error:
        raise BadInput(target.url, f"broke off: {error or type(error).__name__}") from error
    finally:
        if plain is not None:
            plain.close()


def _connect(target: Target, seconds: float) -> socket.socket:
    if seconds <= 0:
        raise TimeoutError
    plain = socket.create_connection((target.address, target.port), timeout=seconds)
    if not target.tls:
        return plain
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=target.host)
    except BaseException:
        plain.close()
        raise


def _body(answer: http.client.HTTPResponse, coding: str, url: str, most: int) -> bytes:
    """The body, unpacked as it comes, so that a small answer cannot become a large one unseen."""
    unpack, ended = _unpacker(coding.strip().lower(), url)
    parts: list[bytes] = []
    size = 0
    while chunk := answer.read(CHUNK):
        while chunk:
            part, chunk = unpack(chunk, most - size + 1)
            size += len(part)
            if size > most:
                raise BadInput(url, f"is over {most // 1_000_000} MB")
            parts.append(part)
            if not part:
                break
    if size and not ended():
        raise BadInput(url, "broke off: the packed body has no end")
    if answer.length:
        raise BadInput(url, f"broke off: {answer.length} bytes are missing")
    return b"".join(parts)


Unpack = Callable[[bytes, int], tuple[bytes, bytes]]


def _unpacker(coding: str, url: str) -> tuple[Unpack, Callable[[], bool]]:
    """From packed bytes and a bound to unpacked bytes and what is left to unpack; and whether the pack has come to its end."""
    if coding in ("", "identity"):
        return lambda chunk, most: (chunk[:most], chunk[most:]), lambda: True
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise BadInput(url, f"is packed as {coding!r}, which was not asked for")
    stream = zlib.decompressobj(47 if coding != "deflate" else 15)

    def unpack(chunk: bytes, most: int) -> tuple[bytes, bytes]:
        try:
            return stream.decompress(chunk, most), stream.unconsumed_tail
        except zlib.error as error:
            raise BadInput(url, f"is not {coding} as it says: {error}") from error

    return unpack, lambda: stream.eof


class _Timed:
    """A socket whose every wait ends at one moment: a server that drips cannot hold the line."""

    def __init__(self, plain: socket.socket, deadline: float, clock: Callable[[], float]) -> None:
        self._plain, self._deadline, self._clock = plain, deadline, clock

    def left(self) -> float:
        """Seconds to the deadline. Raises TimeoutError behind it."""
        seconds = self._deadline - self._clock()
        if seconds <= 0:
            raise TimeoutError
        return seconds

    def sendall(self, data: bytes) -> None:
        """Send all of it in time."""
        self._plain.settimeout(self.left())
        self._plain.sendall(data)

    def makefile(self, mode: str = "rb", buffering: int = -1) -> io.BufferedReader:
        """The answer as a file."""
        return io.BufferedReader(_Answer(self, self._plain), CHUNK)

    def close(self) -> None:
        """Nothing: http.client closes before the body is read, and counts on the file; the exchange hangs up."""


class _Answer(io.RawIOBase):
    """What comes over a timed socket."""

    def __init__(self, timed: _Timed, plain: socket.socket) -> None:
        self._timed, self._plain = timed, plain

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Number of bytes that came."""
        self._plain.settimeout(self._timed.left())
        return self._plain.recv_into(buffer)
