"""Archives of every form give their pages; what is no page is told in one line; damage and bombs come to an end."""

from __future__ import annotations

import gzip
import io
import json
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest

from variorum.errors import BadInput
from variorum.ingest import read
from variorum.ingest.warc import read_warc
from variorum.ingest.zstandard import zstd
from variorum.model import Page

BODY = "The dam at Orle broke on Monday, and the lower town is under water, the mayor said."
PAGE = f"<html><body><h1>Dam breaks</h1><p>{BODY}</p></body></html>".encode()
FEED = (
    f"<rss><channel><title>Orle Daily</title><item><title>Dam</title><link>https://a.example/1</link>"
    f"<description>{BODY}</description></item><item><title>Two</title><link>https://a.example/9?utm_source=rss</link>"
    f"<description>Another blurb of another story.</description></item></channel></rss>"
).encode()


def record(kind: str, url: str, content_type: str, body: bytes) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2031-05-05T00:00:00Z\r\nWARC-Target-URI: {url}\r\n"
    return f"{head}Content-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n"


def answer(url: str, body: bytes = PAGE, kind: str = "text/html", *, status: str = "200 OK", coding: str = "") -> bytes:
    packed = f"Content-Encoding: {coding}\r\n" if coding else ""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{packed}\r\n".encode() + body
    return record("response", url, "application/http; msgtype=response", http)


def arc(url: str, body: bytes, kind: str = "text/html", *, more: str = "") -> bytes:
    return f"{url} 192.0.2.7 20010911123456 {kind} {more}{len(body)}\n".encode() + body + b"\n"


def made(raw: bytes, where: str = "a.warc") -> tuple[list[str], list[str]]:
    found = list(read_warc(io.BytesIO(raw), where))
    return [p.url or p.name for p in found if isinstance(p, Page)], [f.why for f in found if isinstance(f, BadInput)]


FILEDESC = arc(
    "filedesc://one.arc", b"1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n\n", "text/plain"
)
HTTP = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("br", brotli.compress(PAGE)),
        ("zstd", zstd.compress(PAGE)),
        ("gzip, br", brotli.compress(gzip.compress(PAGE))),
        ("br", PAGE),
        ("zstd", PAGE),
        ("compress", PAGE),
    ],
)
def test_a_page_is_unpacked_however_it_was_packed(coding: str, body: bytes) -> None:
    (page,) = read_warc(io.BytesIO(answer("https://a.example/1", body, coding=coding)), "a.warc")
    assert isinstance(page, Page)
    assert page.html == PAGE.decode()


@pytest.mark.parametrize(("coding", "body"), [("br", brotli.compress(PAGE * 50)[:-9]), ("zstd", zstd.compress(PAGE * 50)[:-9])])
def test_a_pack_that_breaks_off_is_noted_or_told(coding: str, body: bytes) -> None:
    (found,) = read_warc(io.BytesIO(answer("https://a.example/1", body, coding=coding)), "a.warc")
    assert isinstance(found, BadInput) or found.notes == ("breaks off: its body is not whole",)


@pytest.mark.parametrize(
    ("coding", "body"),
    [("br", brotli.compress(b"a" * 60_000_000, quality=1)), ("zstd", zstd.compress(b"a" * 60_000_000))],
)
def test_a_pack_that_unpacks_too_large_is_refused(coding: str, body: bytes) -> None:
    pages, told = made(answer("https://a.example/1", body, coding=coding) + answer("https://a.example/2"))
    assert pages == ["https://a.example/2"]
    assert "is over 20 MB unpacked" in told


def test_a_pack_of_an_unknown_kind_is_told() -> None:
    pages, told = made(
        answer("https://a.example/1", b"\x00\x01\x02", coding="dcb") + answer("https://a.example/2", b"\x00", coding="br")
    )
    assert not pages
    assert told[:2] == ["is packed as dcb, which cannot be unpacked here", "is packed as br, but cannot be unpacked"]


@pytest.mark.parametrize("name", ["a.warc.zst", "a.warc.gz", "a.warc"])
def test_an_archive_may_be_packed_in_frames_or_members(name: str, tmp_path: Path) -> None:
    packs: dict[str, Callable[[bytes], bytes]] = {".zst": zstd.compress, ".gz": gzip.compress, ".warc": bytes}
    records = [answer(f"https://a.example/{n}", PAGE * 300) for n in range(9)]
    (tmp_path / name).write_bytes(b"".join(packs[Path(name).suffix](r) for r in records))
    found = [p for p in read(tmp_path) if isinstance(p, Page)]
    assert [p.url for p in found] == [f"https://a.example/{n}" for n in range(9)]
    assert all(("archived", "2031-05-05T00:00:00Z") in p.extra for p in found)


@pytest.mark.parametrize("packed", [True, False])
def test_the_dictionary_of_a_zstandard_archive_is_used(packed: bool) -> None:
    records = [answer(f"https://a.example/{n}", PAGE + str(n).encode() * 40) for n in range(40)]
    words = zstd.train_dict(records, 4_000)
    content = zstd.compress(words.dict_content) if packed else words.dict_content
    head = b"\x5d\x2a\x4d\x18" + len(content).to_bytes(4, "little") + content
    raw = head + b"".join(zstd.compress(r, zstd_dict=words) for r in records)
    assert len(made(raw)[0]) == 40
    assert made(head[:30])[0] == []
    broken = b"\x5d\x2a\x4d\x18\xff\xff\xff\xff" + raw[8:]
    assert made(broken)[0] == []


def test_a_bad_frame_is_told_and_the_rest_read() -> None:
    frames = [zstd.compress(answer(f"https://a.example/{n}", PAGE * 20)) for n in range(3)]
    bad = frames[1][:20] + bytes(b ^ 0x5A for b in frames[1][20:60]) + frames[1][60:]
    pages, told = made(frames[0] + bad + frames[2])
    assert {"https://a.example/0", "https://a.example/2"} <= set(pages)
    assert any("cannot be unpacked" in t for t in told) or len(pages) == 3
    skipped = b"\x50\x2a\x4d\x18\x04\x00\x00\x00none"
    assert made(frames[0] + skipped + frames[2]) == (["https://a.example/0", "https://a.example/2"], [])


def test_a_frame_that_unpacks_without_an_end_is_read_in_bounds() -> None:
    before = time.monotonic()
    pages, _ = made(zstd.compress(b"\x00" * 300_000_000 + b"\n") + zstd.compress(answer("https://a.example/1")))
    assert pages == ["https://a.example/1"]
    assert time.monotonic() - before < 30


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("more", ["", "200 - - 1234 one.arc.gz "])
def test_old_archives_of_version_1_and_2_are_read(packed: bool, more: str, tmp_path: Path) -> None:
    records = [FILEDESC, arc("dns:a.example", b"20010911123456\na.example. 60 IN A 192.0.2.7\n", "text/dns"),
               arc("http://a.example/1", HTTP, more=more),
               arc("http://a.example/2", b"HTTP/1.0 404 Not Found\r\n\r\nno", more=more),
               arc("http://a.example/robots.txt", HTTP, more=more), arc("http://a.example/3", HTTP, more=more)]  # fmt: skip
    name = "a.arc.gz" if packed else "a.arc"
    (tmp_path / name).write_bytes(b"".join(gzip.compress(r) if packed else r for r in records))
    found = list(read(tmp_path))
    pages = [p for p in found if isinstance(p, Page)]
    assert [p.url for p in pages] == ["http://a.example/1", "http://a.example/3"]
    assert pages[0].extra == (("archived", "2001-09-11T12:34:56Z"),)
    assert [f.why for f in found if isinstance(f, BadInput)] == [
        "left out 3 records that are no pages: 1 dns: record, 1 error 404, 1 robots.txt"
    ]


def test_a_damaged_old_archive_is_read_as_far_as_it_goes() -> None:
    raw = FILEDESC + arc("http://a.example/1", HTTP)
    pages, told = made(raw + arc("http://a.example/2", HTTP)[:-90])
    assert pages == ["http://a.example/1", "http://a.example/2"]
    pages, _ = made(raw.replace(b" 20010911123456 text/html ", b" 2001 text/html ") + arc("http://a.example/3", HTTP))
    assert pages == ["http://a.example/3"]
    pages, told = made(FILEDESC + b"http://a.example/1 192.0.2.7 20010911123456 text/html 999999999\n" + HTTP)
    assert not pages
    assert "is over 20 MB" in told
    assert made(FILEDESC)[1] == ["holds 1 record, none of them a page: 1 warcinfo"]


OWN_RECORDS = {
    "metadata://gnu.org/software/wget/warc/wget.log": "metadata: record",
    "urn:text:https://a.example/1": "urn:text",
    "urn:view:https://a.example/1": "urn:view",
    "urn:thumbnail:https://a.example/1": "urn:thumbnail",
    "urn:X-wpull:log": "urn:X-wpull",
    "screenshot:https://a.example/1": "screenshot: record",
    "whois://whois.example/a.example": "whois: record",
    "https://a.example/robots.txt": "robots.txt",
    "https://a.example/app-ads.txt": "app-ads.txt",
    "https://a.example/.well-known/security.txt": ".well-known",
    "https://a.example/sitemap.xml": "sitemap.xml",
}


@pytest.mark.parametrize(("url", "kind"), OWN_RECORDS.items())
def test_what_a_crawler_writes_of_its_own_is_no_report(url: str, kind: str) -> None:
    pages, told = made(answer("https://a.example/1") + record("resource", url, "text/plain", BODY.encode()))
    assert pages == ["https://a.example/1"]
    assert told == [f"left out 1 record that is no page: 1 {kind}"]


def test_redirects_errors_and_repeats_are_counted() -> None:
    raw = (
        answer("https://a.example/1", status="301 Moved") + answer("https://a.example/2", status="503 Busy")
        + record("revisit", "https://a.example/3", "application/http", b"HTTP/1.1 200 OK\r\n\r\n")
        + answer("https://a.example/4", b" ")
        + record("request", "https://a.example/5", "application/http", b"GET / HTTP/1.1\r\n\r\n")
    )  # fmt: skip
    assert made(raw)[1] == ["holds 4 records, none of them a page: 1 empty, 1 error 503, 1 redirect, 1 revisit"]


@pytest.mark.parametrize(
    ("kind", "body", "pages"),
    [
        ("application/json", json.dumps({"title": "Dam breaks", "text": BODY}).encode(), 1),
        ("application/json", json.dumps([{"title": "Dam", "text": BODY}, {"title": "Two", "html": BODY}]).encode(), 2),
        ("application/json", json.dumps({"ok": True, "text": BODY}).encode(), 0),
        ("text/html", b'{"items": [1, 2], "next": null}', 0),
        ("application/json", b")]}'\n{}", 0),
        ("text/plain", BODY.encode(), 1),
        ("text/plain", b"https://a.example/1\nhttps://a.example/2\n", 0),
        ("text/xml", PAGE, 1),
        ("application/xml", b"<urlset><url><loc>https://a.example/1</loc></url></urlset>", 0),
        ("image/svg+xml", b"<svg></svg>", 0),
        ("text/css", b"p {}", 0),
    ],
)
def test_a_record_is_read_as_the_same_form_is_as_a_file(kind: str, body: bytes, pages: int) -> None:
    found, told = made(answer("https://a.example/x", body, kind))
    assert len(found) == pages
    assert bool(told) != bool(pages)


def test_an_entry_of_a_feed_whose_page_is_here_is_no_second_report() -> None:
    pages, told = made(answer("https://a.example/feed", FEED, "application/rss+xml") + answer("http://a.example/1"))
    assert pages == ["http://a.example/1", "https://a.example/9?utm_source=rss"]
    assert told == ["left out 1 record that is no page: 1 entry of a feed whose page is here too"]


def test_a_feed_inside_an_archive_knows_where_it_was() -> None:
    relative = FEED.replace(b"https://a.example/1", b"/1")
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Orle Daily", "items": [{"url": "/2", "content_text": BODY}]}
    raw = answer("https://a.example/feed", relative, "text/xml") + answer(
        "https://a.example/feed.json", json.dumps(feed).encode(), "application/feed+json"
    )
    assert made(raw)[0] == ["https://a.example/1", "https://a.example/9?utm_source=rss", "https://a.example/2"]


def test_the_archives_of_a_wacz_are_counted_together(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as pack:
        pack.writestr("archive/one.warc.gz", gzip.compress(answer("https://a.example/1")))
        pack.writestr(
            "archive/text.warc.gz", gzip.compress(record("resource", "urn:text:https://a.example/1", "text/plain", b"x"))
        )
        pack.writestr("archive/two.warc.zst", zstd.compress(answer("https://a.example/2")))
    found = list(read(tmp_path / "a.wacz"))
    assert [p.url for p in found if isinstance(p, Page)] == ["https://a.example/1", "https://a.example/2"]
    assert [f.why for f in found if isinstance(f, BadInput)] == ["left out 1 record that is no page: 1 urn:text"]


def test_files_may_be_packed_as_zstandard(tmp_path: Path) -> None:
    (tmp_path / "a.txt.zst").write_bytes(zstd.compress(BODY.encode()))
    (tmp_path / "b.txt.zst").write_bytes(zstd.compress(BODY.encode())[:-4])
    (tmp_path / "c.txt.zst").write_bytes(b"no frame at all")
    (tmp_path / "d.txt.zst").write_bytes(zstd.compress(b"a" * 30_000_000))
    found = list(read(tmp_path))
    assert [(p.name, p.text) for p in found if isinstance(p, Page)] == [("a", BODY)]
    told = [str(f) for f in found if isinstance(f, BadInput)]
    assert ["zst file, or a broken one" in t for t in told[:2]] == [True, True]
    assert "is over 20 MB" in told[2]
