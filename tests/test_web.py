"""Fetching against a server that misbehaves: bounded, polite, and never led to an address that was not checked."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from variorum.cli.main import main
from variorum.errors import BadInput
from variorum.ingest import read
from variorum.ingest.web import Fetcher, Limits, addresses, fetch_pages
from variorum.ingest.web.archive import warc_record
from variorum.model import Page

PAGE = "<html><body><p>The dam at Orle broke on Monday, and the lower town is under water.</p></body></html>"
Answer = Callable[[BaseHTTPRequestHandler], None]


class Server(ThreadingHTTPServer):
    """Answers each path as a test says, and remembers what was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, str | None]] = []
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers.get("If-None-Match")))
        answer = self.server.answers.get(self.path)
        try:
            if answer is None:
                say(404)(self)
            else:
                answer(self)
        except OSError:
            pass  # the other side has hung up, as it should

    def log_message(self, *_: object) -> None:
        pass


def say(status: int, body: bytes = b"", **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        sent = {"Content_Type": "text/html; charset=utf-8", "Content_Length": str(len(body))} | headers
        for name, value in sent.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


class Clock:
    """Time that passes only by sleeping, and a little by looking."""

    def __init__(self) -> None:
        self.now, self.slept = 1000.0, [0.0]

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def fetcher(clock: Clock | None = None, **limits: object) -> Fetcher:
    made = Limits(**({"local": True, "pace": 0.0, "seconds": 5.0} | limits))  # type: ignore[arg-type]
    clock = clock or Clock()
    return Fetcher(made, clock, clock.sleep, lambda: datetime(2031, 5, 5, tzinfo=UTC))


def dial(server: Server, timeout: float) -> socket.socket:
    """A connection to the server whatever address was asked for."""
    made = socket.socket()
    made.settimeout(timeout)
    made.connect(("127.0.0.1", server.server_port))
    return made


def fault(made: Fetcher, url: str) -> str:
    with pytest.raises(BadInput) as told:
        made.get(url)
    return told.value.why


def test_a_page_is_fetched_with_what_makes_the_next_visit_cheap(server: Server) -> None:
    server.answers["/a"] = say(200, PAGE.encode(), ETag='"v1"')
    (page,) = fetch_pages([f"{server.url}/a"], fetcher())
    assert isinstance(page, Page)
    assert page.html == PAGE
    assert dict(page.extra) == {"etag": '"v1"', "fetched": "2031-05-05T00:00:00Z"}
    server.answers["/a"] = say(304)
    assert list(fetch_pages([f"{server.url}/a"], fetcher(), {page.name: page})) == [page]
    assert server.asked[-1] == ("/a", '"v1"')


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1",
     "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::1",
     "2001:0:1::1", "255.255.255.255", "::", "::127.0.0.1", "198.18.0.1", "nonsense"],
)  # fmt: skip
def test_addresses_that_are_not_public_are_closed(address: str) -> None:
    assert not addresses.is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700::1111"])
def test_public_addresses_are_open(address: str) -> None:
    assert addresses.is_public(address)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0x7f000001/", "http://2130706433/", "http://127.1/",
     "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://user@127.0.0.1/"],
)  # fmt: skip
def test_local_names_in_any_spelling_are_refused(url: str) -> None:
    assert "not a public address" in fault(Fetcher(Limits()), url) or "cannot be found" in fault(Fetcher(Limits()), url)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://a.example/", "http://", "gopher://a.example", "http://a.example:22/",
                                 "http://a.example:99999/", "http://[::1/"])  # fmt: skip
def test_other_schemes_and_ports_are_refused(url: str) -> None:
    assert fault(Fetcher(Limits()), url)


def test_a_redirect_to_the_own_network_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.answers["/a"] = say(302, Location="http://inner.example/secret")
    known = {"outer.example": "93.184.216.34", "inner.example": "127.0.0.1"}
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, port, *_, **__: [(2, 1, 6, "", (known.get(host, host), port))])
    monkeypatch.setattr(socket, "create_connection", lambda at, timeout: dial(server, timeout))
    made = fetcher(local=False)
    assert "'inner.example' is at 127.0.0.1, which is not a public address" in fault(made, "http://outer.example/a")
    assert "/secret" not in [path for path, _ in server.asked]


def test_the_address_that_was_checked_is_the_one_connected_to(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["93.184.216.34", "93.184.216.34", "127.0.0.1"])  # a name that moves after it was checked
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, port, *_, **__: [(2, 1, 6, "", (next(answers), port))])
    connected: list[str] = []

    def connect(at: tuple[str, int], timeout: float) -> socket.socket:
        connected.append(at[0])
        return dial(server, timeout)

    monkeypatch.setattr(socket, "create_connection", connect)
    server.answers["/a"] = say(200, PAGE.encode())
    assert fetcher(local=False).get("http://moving.example/a").status == 200
    assert connected == ["93.184.216.34", "93.184.216.34"]  # robots.txt, then the page


def test_redirects_come_to_an_end(server: Server) -> None:
    server.answers["/a"] = say(302, Location="/a")
    assert "redirects more than 5 times" in fault(fetcher(), f"{server.url}/a")


def test_a_redirect_out_of_the_web_is_refused(server: Server) -> None:
    server.answers["/a"] = say(302, Location="file:///etc/passwd")
    assert "no http or https" in fault(fetcher(), f"{server.url}/a")


def test_an_endless_body_is_cut_off(server: Server) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"a" * 65_536)

    server.answers["/a"] = endless
    assert "is over 1 MB" in fault(fetcher(most=1_000_000), f"{server.url}/a")


def test_a_small_answer_that_unpacks_large_is_cut_off(server: Server) -> None:
    server.answers["/a"] = say(200, gzip.compress(b"a" * 50_000_000), Content_Encoding="gzip")
    assert "is over 1 MB" in fault(fetcher(most=1_000_000), f"{server.url}/a")
    server.answers["/b"] = say(200, gzip.compress(PAGE.encode()), Content_Encoding="gzip")
    assert fetcher().get(f"{server.url}/b").body.decode() == PAGE
    server.answers["/c"] = say(200, PAGE.encode(), Content_Encoding="gzip")
    assert "is not gzip as it says" in fault(fetcher(), f"{server.url}/c")


@pytest.mark.parametrize("part", ["head", "body"])
def test_a_server_that_drips_is_left(part: str, server: Server) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.0 200 OK\r\n" + (b"\r\n" if part == "body" else b""))
        for _ in range(100):
            handler.wfile.write(b"a")
            time.sleep(0.05)

    server.answers["/a"] = drip
    made = fetcher(seconds=0.5)
    made.clock = time.monotonic
    before = time.monotonic()
    assert "in time" in fault(made, f"{server.url}/a")
    assert time.monotonic() - before < 4  # of the five seconds that it would drip; robots.txt was asked for before


def test_patience_is_kept_where_a_server_asks_for_it(server: Server) -> None:
    turns = iter([say(503, Retry_After="7"), say(429, Retry_After="Mon, 05 May 2031 00:00:09 GMT"), say(200, PAGE.encode())])
    server.answers["/a"] = lambda handler: next(turns)(handler)
    clock = Clock()
    assert fetcher(clock).get(f"{server.url}/a").status == 200
    assert clock.slept == [0.0, 7.0, 9.0]
    server.answers["/b"] = say(503, Retry_After="9999")
    assert "asks for 9999 s of patience" in fault(fetcher(), f"{server.url}/b")
    server.answers["/c"] = say(500)
    assert fault(fetcher(), f"{server.url}/c") == "answered 500"


def test_a_host_is_asked_at_its_pace(server: Server) -> None:
    server.answers |= {"/robots.txt": say(200, b"User-agent: *\nCrawl-delay: 3\n"), "/a": say(200, PAGE.encode())}
    clock = Clock()
    made = fetcher(clock, pace=1.0)
    made.get(f"{server.url}/a")
    made.get(f"{server.url}/a")
    assert clock.slept == [0.0, 3.0, 3.0]


def test_robots_that_forbid_are_heeded(server: Server) -> None:
    server.answers |= {"/robots.txt": say(200, b"User-agent: *\nDisallow: /*.html$\n"), "/a.html": say(200), "/a": say(200)}
    assert fault(fetcher(), f"{server.url}/a.html") == "robots.txt forbids it"
    assert fetcher().get(f"{server.url}/a").status == 200
    server.answers["/robots.txt"] = say(500)
    assert "cannot be read" in fault(fetcher(), f"{server.url}/a")


def test_a_wrong_charset_is_seen_through(server: Server) -> None:
    server.answers["/a"] = say(200, "Erklärung für Öl".encode(), Content_Type="text/plain; charset=iso-8859-1")
    server.answers["/b"] = say(200, "Заявление о плотине".encode("cp1251"), Content_Type="text/plain; charset=windows-1251")
    texts = [p.text for p in fetch_pages([f"{server.url}/a", f"{server.url}/b"], fetcher()) if isinstance(p, Page)]
    assert texts == ["Erklärung für Öl", "Заявление о плотине"]


def test_a_feed_leads_to_its_pages(server: Server) -> None:
    items = "".join(f"<item><link>{server.url}/{n}</link><title>T{n}</title></item>" for n in (1, 2, 3))
    server.answers |= {
        "/feed": say(200, f"<rss><channel><title>Orle Post</title>{items}</channel></rss>".encode(), Content_Type="text/xml"),
        "/1": say(200, PAGE.encode()), "/2": say(404), "/3": say(200, b"\x89PNG", Content_Type="image/png"),
    }  # fmt: skip
    made = list(fetch_pages([f"{server.url}/feed"], fetcher()))
    assert [(p.title, p.outlet) for p in made if isinstance(p, Page)] == [("T1", "Orle Post")]
    assert [p.why for p in made if isinstance(p, BadInput)] == ["answered 404", "is image/png, not a page"]


def test_a_feed_that_lists_itself_comes_to_an_end(server: Server) -> None:
    feed = f"<sitemapindex><sitemap><loc>{server.url}/s</loc></sitemap></sitemapindex>"
    server.answers["/s"] = say(200, feed.encode(), Content_Type="application/xml")
    assert list(fetch_pages([f"{server.url}/s"], fetcher())) == []


OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    "raw",
    [b"", b"nonsense\r\n\r\n", OK + b"Content-Length: 99\r\n\r\nshort", OK + b"X: y\r\n" * 200 + b"\r\n",
     OK + b"X: " + b"y" * 99_999 + b"\r\n\r\n", OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"],
)  # fmt: skip
def test_a_broken_answer_is_told(raw: bytes, server: Server) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(raw)

    server.answers["/a"] = answer
    assert "broke off" in fault(fetcher(), f"{server.url}/a")


def test_what_fetch_writes_is_read_again(server: Server, tmp_path: Path) -> None:
    server.answers["/a"] = say(200, PAGE.encode())
    out = tmp_path / "pages.jsonl"
    local = ["--allow-local", "--pace", "0", "-o", str(out)]
    done = CliRunner().invoke(main, ["fetch", f"{server.url}/a", f"{server.url}/none", *local])
    assert done.exit_code == 0
    assert "answered 404" in done.stderr
    assert json.loads(out.read_text(encoding="utf-8"))["html"] == PAGE
    (page,) = [p for p in read(out) if isinstance(p, Page)]
    (tmp_path / "pages.warc.gz").write_bytes(warc_record(page))
    (again,) = [p for p in read(tmp_path / "pages.warc.gz") if isinstance(p, Page)]
    assert (again.url, again.html) == (page.url, page.html)
    refused = CliRunner().invoke(main, ["fetch", f"{server.url}/a"])
    assert refused.exit_code == 1
    assert "is not allowed" in refused.stderr
