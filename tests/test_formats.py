"""Every form that reports come in gives pages; what is damaged is told with its place, and the rest is read."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path

import pytest

from variorum.errors import BadInput
from variorum.ingest import read
from variorum.ingest.feeds import find_entries
from variorum.ingest.warc import read_warc
from variorum.model import Page

BODY = "The dam at Orle broke on Monday, and the lower town is under water, the mayor said."


def pages(*paths: str | Path) -> list[Page]:
    return [p for p in read(*paths) if isinstance(p, Page)]


def faults(*paths: str | Path) -> list[str]:
    return [str(p) for p in read(*paths) if isinstance(p, BadInput)]


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a.json", "a.csv"])
def test_a_packed_file_reads_as_the_plain_one(name: str, tmp_path: Path) -> None:
    row = json.dumps({"id": "x", "text": BODY})
    content = {"a.txt": BODY, "a.html": f"<p>{BODY}</p>", "a.jsonl": row, "a.json": row, "a.csv": f'id,text\nx,"{BODY}"\n'}[name]
    (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / f"{name}.gz").write_bytes(gzip.compress(content.encode()))
    plain, packed = pages(tmp_path / name), pages(tmp_path / f"{name}.gz")
    assert [(p.name, p.text, p.html) for p in plain] == [(p.name, p.text, p.html) for p in packed]


def test_a_broken_packed_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(BODY.encode() * 50)[:-20])
    (tmp_path / "b.txt.gz").write_bytes(b"no gzip at all")
    (tmp_path / "c.txt").write_text(BODY, encoding="utf-8")
    assert len(pages(tmp_path)) == 1
    assert ["a.txt.gz" in f or "b.txt.gz" in f for f in faults(tmp_path)] == [True, True]


def test_a_packed_file_that_unpacks_too_large_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bomb.txt.gz").write_bytes(gzip.compress(b"a" * 30_000_000))
    assert "is over 20 MB" in faults(tmp_path)[0]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_a_table_gives_a_page_a_row(mark: str, tmp_path: Path) -> None:
    rows = [["Link", "Headline", "Body", "Date", "Desk"], ["http://a.example/1", "Dam", f'"{BODY}"', "2031-05-02", "home"],
            ["http://a.example/2", "Flood", '"Two\nlines, with a ""word"""', "3 May 2031", ""]]  # fmt: skip
    (tmp_path / "t.csv").write_text("\n".join(mark.join(r) for r in rows), encoding="utf-8-sig")
    one, two = pages(tmp_path)
    assert (one.url, one.title, one.text, one.published) == ("http://a.example/1", "Dam", BODY, "2031-05-02")
    assert one.extra == (("Desk", "home"),)
    assert two.text == 'Two\nlines, with a "word"'


def test_a_table_without_a_text_column_says_what_it_has(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("name,size\nx,1\n", encoding="utf-8")
    (tmp_path / "e.csv").write_text("", encoding="utf-8")
    assert [f.partition("t.csv")[2] or f.partition("e.csv")[2] for f in faults(tmp_path)] == [
        ": is empty", ": has no column named text or html, but name, size",
    ]  # fmt: skip


def test_a_row_without_text_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(f"id,text\na,\nb,{BODY.split(',')[0]}\n", encoding="utf-8")
    assert len(pages(tmp_path)) == 1
    assert "line 2" in faults(tmp_path)[0]


def test_parquet_gives_a_page_a_row(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = pyarrow.table({"id": [1, 2], "text": [BODY, None], "published": ["2031-05-02", None]})
    parquet.write_table(table, tmp_path / "t.parquet")
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 no")
    assert [(p.name, p.text) for p in pages(tmp_path)] == [("1", BODY)]
    assert len(faults(tmp_path)) == 2


RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Orle Post</title><item><title>Dam breaks</title><link>http://a.example/dam</link>
<pubDate>Mon, 05 May 2031 10:00:00 +0200</pubDate><description>Short</description>
<content:encoded><![CDATA[<p>{BODY}</p>]]></content:encoded></item>
<item><title>Only a title</title><link>http://a.example/two</link></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Orle Post</title><entry><title>Dam</title>
<link rel="self" href="http://a.example/self"/><link href="http://a.example/dam"/>
<updated>2031-05-05T10:00:00Z</updated><summary>{BODY}</summary></entry></feed>"""


def test_feeds_give_the_entries_that_hold_text(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text(RSS, encoding="utf-8")
    (tmp_path / "b.atom").write_text(ATOM, encoding="utf-8")
    rss, atom = pages(tmp_path)
    assert (rss.url, rss.title, rss.outlet, rss.published) == (
        "http://a.example/dam", "Dam breaks", "Orle Post", "2031-05-05T10:00:00+02:00",
    )  # fmt: skip
    assert rss.html == f"<p>{BODY}</p>"
    assert (atom.url, atom.text) == ("http://a.example/dam", BODY)
    assert "names 1 pages without their text" in faults(tmp_path)[0]


def test_a_sitemap_names_its_pages() -> None:
    sitemap = (
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
        b"<url><loc>http://a.example/1</loc><news:news><news:publication_date>2031-05-05</news:publication_date>"
        b"<news:title>Dam</news:title></news:news></url></urlset>"
    )
    (entry,) = find_entries(sitemap, "s")
    assert (entry.url, entry.title, entry.published) == ("http://a.example/1", "Dam", "2031-05-05")


def test_xml_entities_are_not_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret", encoding="utf-8")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    xml = (
        f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">{laughs}]><rss><channel><title>t</title>'
        f"<item><link>http://a.example/1</link><description>{BODY} &x; &l9;</description></item></channel></rss>"
    )
    found = find_entries(xml.encode(), "f")
    assert all("the secret" not in str(p) and len(str(p)) < 10_000 for p in found)


def test_a_letter_gives_its_html_or_text(tmp_path: Path) -> None:
    letter = EmailMessage()
    letter["From"], letter["Subject"], letter["Date"] = (
        "Orle Daily <news@a.example>",
        "The dam",
        "Mon, 05 May 2031 10:00:00 +0000",
    )
    letter.set_content(BODY)
    (tmp_path / "a.eml").write_bytes(letter.as_bytes())
    letter.add_alternative(f"<p>{BODY}</p>", subtype="html")
    (tmp_path / "b.eml").write_bytes(letter.as_bytes())
    (tmp_path / "c.eml").write_bytes(b"no header, no letter\n")
    text, html = pages(tmp_path)
    assert (text.outlet, text.title, text.published) == ("Orle Daily", "The dam", "2031-05-05T10:00:00+00:00")
    assert (text.text or "").strip() == BODY
    assert (html.html or "").strip() == f"<p>{BODY}</p>"
    assert len(faults(tmp_path)) == 1


def test_a_word_document_gives_its_paragraphs(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    document = docx.Document()
    document.add_paragraph(BODY)
    document.save(tmp_path / "a.docx")
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04 broken")
    assert [(p.name, p.text) for p in pages(tmp_path)] == [("a", BODY)]
    assert "b.docx" in faults(tmp_path)[0]


def test_a_pdf_gives_its_text_and_a_broken_one_is_told(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed")
    (tmp_path / "a.pdf").write_bytes(_pdf(BODY))
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 broken")
    assert [(p.text or "").split() for p in pages(tmp_path)] == [BODY.split()]
    assert "b.pdf" in faults(tmp_path)[0]


def _pdf(text: str) -> bytes:
    """The smallest PDF with a line of text."""
    stream = f"BT /F1 10 Tf 20 700 Td ({text}) Tj ET".encode()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream), b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + table + end


def record(number: int, *, lie: int = 0, cut: int = 0, kind: bytes = b"response") -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>" + BODY.encode() * 20 + b"</p>"
    head = (
        b"WARC/1.0\r\nWARC-Type: %s\r\nWARC-Date: 2031-05-05T00:00:00Z\r\nWARC-Target-URI: http://a.example/%d\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % (kind, number, len(http) + lie)
    )
    return head + http[: len(http) - cut] + b"\r\n\r\n"


def archive(records: Sequence[bytes], *, packed: bool) -> bytes:
    return b"".join(gzip.compress(r) if packed else r for r in records)


def found(raw: bytes) -> tuple[list[str], list[str]]:
    made = list(read_warc(io.BytesIO(raw), "a.warc"))
    return [p.name[-1] for p in made if isinstance(p, Page)], [str(p) for p in made if isinstance(p, BadInput)]


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_gives_its_pages_and_nothing_else(packed: bool) -> None:
    records = [record(1, kind=b"warcinfo"), record(2), record(3, kind=b"request"), record(4)]
    assert found(archive(records, packed=packed)) == (["2", "4"], [])


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize(("lie", "cut"), [(40, 0), (-40, 0), (0, 100)])
def test_a_record_of_another_length_than_it_says_is_noted_and_the_rest_read(packed: bool, lie: int, cut: int) -> None:
    made = list(read_warc(io.BytesIO(archive([record(1), record(2, lie=lie, cut=cut), record(3)], packed=packed)), "a.warc"))
    assert [p.name[-1] for p in made if isinstance(p, Page)] == ["1", "2", "3"]
    assert ["says that it has" in "".join(p.notes) for p in made if isinstance(p, Page)] == [False, True, False]


def test_a_bad_member_is_told_with_its_bytes_and_the_rest_read() -> None:
    members = [gzip.compress(record(n)) for n in (1, 2, 3)]
    bad = members[1][:40] + bytes(b ^ 0x5A for b in members[1][40:60]) + members[1][60:]
    names, told = found(members[0] + bad + members[2])
    assert names == ["1", "3"]
    assert told == [
        f"a.warc, byte {len(members[0])}: cannot be unpacked up to byte {len(members[0] + bad)}: what it held is lost"
    ]


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_that_breaks_off_is_told(packed: bool) -> None:
    raw = archive([record(1), record(2)], packed=packed)
    names, told = found(raw[:-200])
    assert names[0] == "1"
    assert told or len(names) == 2


def test_what_is_no_archive_is_told() -> None:
    assert found(b"") == ([], ["a.warc: holds no WARC record"])
    assert "holds no WARC record" in found(b"no archive, but text " * 10_000)[1][-1]
    assert found(b"\x1f\x8b\x08 and nothing behind")[0] == []


def test_a_wacz_gives_the_pages_of_its_archives(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as pack:
        pack.writestr("archive/one.warc.gz", gzip.compress(record(1)))
        pack.writestr("datapackage.json", "{}")
    (tmp_path / "b.wacz").write_bytes(b"no zip")
    assert [p.url for p in pages(tmp_path)] == ["http://a.example/1"]
    assert "b.wacz" in faults(tmp_path)[0]


def test_codings_of_the_transfer_are_undone() -> None:
    body = gzip.compress(f"<p>{BODY}</p>".encode())
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:20], body[20:])) + b"0\r\n\r\n"
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n" + chunked
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n" % len(http)
    (page,) = read_warc(io.BytesIO(head + http + b"\r\n\r\n"), "a.warc")
    assert isinstance(page, Page)
    assert page.html == f"<p>{BODY}</p>"


def test_a_folder_tells_what_it_leaves_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "style.css").write_text("p {}", encoding="utf-8")
    (tmp_path / "script.js").write_text("1", encoding="utf-8")
    assert faults(tmp_path) == [f"{tmp_path}: 2 files were left out (.css, .js): name one to have it read as text"]
