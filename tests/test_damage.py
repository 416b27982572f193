"""Nasty input, each met once: it becomes a problem or a page with a note, and the rest is read."""

from __future__ import annotations

import gzip
import io
import json
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.test_formats import BODY, archive, faults, pages, record
from tests.test_web import PAGE, Server, fault, fetcher, say, server  # noqa: F401
from variorum.cleaning import clean
from variorum.cli.main import main
from variorum.errors import BadInput
from variorum.ingest.feeds import find_entries
from variorum.ingest.warc import read_warc
from variorum.ingest.web import fetch_pages
from variorum.model import Page


def made(raw: bytes) -> tuple[list[str], list[str]]:
    found = list(read_warc(io.BytesIO(raw), "a.warc"))
    return [p.name[-1] for p in found if isinstance(p, Page)], [str(p) for p in found if isinstance(p, BadInput)]


def test_a_length_in_odd_digits_is_no_length() -> None:
    odd = record(2).replace(b"Content-Length: ", "Content-Length: ²".encode(), 1)
    names, told = made(archive([record(1), odd, record(3)], packed=True))
    assert names == ["1", "3"]
    assert any("has no Content-Length" in t for t in told)


@pytest.mark.parametrize("packed", [True, False])
def test_a_record_that_claims_to_be_huge_swallows_no_other(packed: bool) -> None:
    names, told = made(archive([record(1), record(2, lie=90_000_000), record(3), record(4)], packed=packed))
    assert names == ["1", "3", "4"]
    assert any("is over 20 MB" in t for t in told)


def test_a_body_that_breaks_off_inside_its_pack_is_noted() -> None:
    body = gzip.compress(PAGE.encode() * 50)[:-30]
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + body
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n" % len(http)
    (page,) = read_warc(io.BytesIO(head + http + b"\r\n\r\n"), "a.warc")
    assert isinstance(page, Page)
    assert page.notes == ("breaks off: its body is not whole",)


def test_a_date_out_of_all_time_is_none(tmp_path: Path) -> None:
    when = "Mon, 01 Jan 99999999999 00:00:00 GMT"
    (tmp_path / "a.eml").write_text(f"From: a@b.example\nSubject: x\nDate: {when}\n\n{BODY}\n", encoding="utf-8")
    (tmp_path / "b.rss").write_text(
        f"<rss><channel><item><pubDate>{when}</pubDate><description>{BODY}</description></item></channel></rss>"
    )
    assert len(pages(tmp_path)) == 2
    assert all(clean(page).published is None for page in pages(tmp_path))


def test_letters_that_are_nested_or_long_come_to_an_end(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(
        b"From: " + b"(" * 20_000 + b"\nSubject: " + b"=?utf-8?q?x?= " * 20_000 + b"\n\n" + BODY.encode()
    )
    nest = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3_000))
    (tmp_path / "b.eml").write_bytes(b"Subject: x\n" + nest + b"Content-Type: text/plain\n\n" + BODY.encode())
    before = time.monotonic()
    assert [p.name for p in pages(tmp_path)] == ["a"]
    assert "more than 100 parts" in faults(tmp_path)[0]
    assert time.monotonic() - before < 20


def test_a_letter_with_a_broken_part_gives_the_other(tmp_path: Path) -> None:
    parts = f"--x\nContent-Type: text/html\n\n\x00\x01\x02\n--x\nContent-Type: text/plain\n\n{BODY}\n--x--\n"
    (tmp_path / "a.eml").write_text(f'Subject: x\nContent-Type: multipart/alternative; boundary="x"\n\n{parts}', encoding="utf-8")
    assert [(p.text or "").strip() for p in pages(tmp_path)] == [BODY]


def test_authors_in_lists_of_lists_end() -> None:
    nest = "[" * 600 + '"Ann Lee"' + "]" * 600
    data = f'<script type="application/ld+json">{{"@type": "NewsArticle", "author": {nest}}}</script>'
    assert clean(Page("p", "p", html=f"<html><head>{data}</head><body><p>{BODY}</p></body></html>")).byline is None


def test_parquet_of_odd_types_is_read(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    parquet = pytest.importorskip("pyarrow.parquet")
    when = pyarrow.array([{"at": 0}], pyarrow.struct([("at", pyarrow.timestamp("s"))]))
    parquet.write_table(pyarrow.table({"text": [BODY], "when": when, "raw": [[b"x"]]}), tmp_path / "a.parquet")
    parquet.write_table(
        pyarrow.table({"text": [BODY], "when": pyarrow.array([10**12], pyarrow.timestamp("s"))}), tmp_path / "b.parquet"
    )
    assert len(pages(tmp_path)) + len(faults(tmp_path)) == 2


def test_marks_that_were_not_quoted_do_not_cut_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"id,text\n1,{BODY}\n", encoding="utf-8")
    (page,) = pages(tmp_path)
    assert page.text == BODY
    assert "more than columns" in page.notes[0]


def test_a_quote_that_is_never_closed_is_told(tmp_path: Path) -> None:
    rows = "".join(f'{n},"{BODY}"\n' for n in range(3, 8))
    (tmp_path / "a.csv").write_text(f'id,text\n1,"{BODY}"\n2,"never closed\n{rows}', encoding="utf-8")
    assert next(p.name for p in pages(tmp_path)) == "1"
    assert faults(tmp_path)


def test_items_in_items_do_not_multiply(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text("<rss><channel>" + f"<item><description>{BODY}</description>" * 200 + "</item>" * 200)
    assert len(pages(tmp_path)) <= 1


def test_a_feed_in_another_encoding_or_broken_is_told_or_read() -> None:
    xml = "<rss><channel><item><description>Das Café am Damm ist überflutet.</description></item></channel></rss>"
    assert find_entries(xml.encode("cp1252"), "f")[0].text == "Das Café am Damm ist überflutet."
    assert "broken XML" in find_entries(xml.encode()[:-30], "f")[-1].notes[0]


def test_a_word_documents_tables_are_read(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    document = docx.Document()
    document.add_paragraph(BODY)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Orle", "300 people"
    document.save(tmp_path / "a.docx")
    assert "Orle | 300 people" in (pages(tmp_path)[0].text or "")


def test_lines_in_wide_encodings_are_read_as_a_stream(tmp_path: Path) -> None:
    row = json.dumps({"id": "x", "text": BODY}) + "\n"
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress((row * 3).encode("utf-16")))
    assert [p.text for p in pages(tmp_path)] == [BODY] * 3
    wide = CliRunner().invoke(main, ["clean", "-"], input=row.encode("utf-8-sig"))
    assert wide.exit_code == 0


def test_a_page_that_is_hidden_until_a_script_runs_is_read() -> None:
    assert BODY in clean(Page("p", "p", html=f"<body style='visibility:hidden'><p>{BODY}</p></body>")).text


def test_text_behind_deep_nesting_is_not_lost() -> None:
    deep = f"<p>{BODY}</p>" + "<div>" * 5_000 + "<p>The last word stands here.</p>" + "</div>" * 5_000
    assert "The last word stands here." in clean(Page("p", "p", html=deep)).text


def test_a_long_title_is_compared_in_part() -> None:
    before = time.monotonic()
    clean(
        Page("p", "p", title="Dam breaks above Orle " * 5_000, text="\n".join([f"Line {n} of it" for n in range(300)] + [BODY]))
    )
    assert time.monotonic() - before < 20


def test_nothing_that_a_terminal_obeys_is_printed(tmp_path: Path) -> None:
    evil = "\x1b[2J\x9b2J"
    row = {"id": f"x{evil}", "url": f"http://a.example/{evil}", "outlet": evil + "Post", "text": BODY + evil}
    (tmp_path / f"a{evil}.jsonl").write_text(json.dumps(row) + "\nno JSON\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text(f"na{evil}me,size\n1,2\n", encoding="utf-8")
    for options in ([], ["--show"]):
        printed = CliRunner().invoke(main, ["clean", *options, str(tmp_path)])
        assert not set(printed.stdout + printed.stderr) & set("\x1b\x9b")


def test_what_was_fetched_before_is_not_lost(server: Server, tmp_path: Path) -> None:  # noqa: F811
    out = tmp_path / "pages.jsonl"
    server.answers["/a"] = say(200, PAGE.encode())
    options = ["fetch", "--allow-local", "--pace", "0", "-o", str(out), f"{server.url}/a"]
    assert CliRunner().invoke(main, options).exit_code == 0
    kept = out.read_bytes()
    server.answers["/a"] = say(404)
    assert CliRunner().invoke(main, options).exit_code == 1
    assert out.read_bytes() == kept
    again = CliRunner().invoke(main, [*options, "--known", str(out)])
    assert "answered 404" in again.stderr
    assert out.read_bytes() == kept


def test_an_answer_that_breaks_off_inside_its_pack_is_told(server: Server) -> None:  # noqa: F811
    server.answers["/a"] = say(200, gzip.compress(PAGE.encode() * 50)[:-20], Content_Encoding="gzip")
    assert "the packed body has no end" in fault(fetcher(), f"{server.url}/a")


def test_patience_in_odd_digits_or_out_of_all_time_is_the_pace(server: Server) -> None:  # noqa: F811
    turns = iter(
        [say(503, Retry_After="\xb2"), say(503, Retry_After="Mon, 01 Jan 99999999999 00:00:00 GMT"), say(200, PAGE.encode())]
    )
    server.answers["/a"] = lambda handler: next(turns)(handler)
    assert fetcher().get(f"{server.url}/a").status == 200


def test_robots_that_fail_are_asked_for_once(server: Server) -> None:  # noqa: F811
    server.answers["/robots.txt"] = say(200, b"x" * 3_000_000)
    made_one = fetcher(most=1_000_000)
    for _ in range(3):
        fault(made_one, f"{server.url}/a")
    assert [path for path, _ in server.asked].count("/robots.txt") == 1


def test_feeds_with_odd_links_lead_on(server: Server) -> None:  # noqa: F811
    entries = f'<entry><title>T</title><link href="/a"/></entry><entry><title>U</title><summary>{BODY}</summary></entry>'
    server.answers |= {
        "/rel": say(
            200, f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'.encode(), Content_Type="application/atom+xml"
        ),
        "/none": say(200, b"<rss><channel><title>t</title></channel></rss>", Content_Type="text/xml"),
        "/a": say(200, PAGE.encode()),
    }
    found = list(fetch_pages([f"{server.url}/rel", f"{server.url}/none"], fetcher()))
    assert sorted(p.title or "" for p in found if isinstance(p, Page)) == ["T", "U"]
    assert [p.why for p in found if isinstance(p, BadInput)] == ["is a feed without entries"]


@pytest.mark.parametrize("options", [["--pace", "nan"], ["--pace", "inf"], ["--timeout", "inf"], ["--max-mb", "0"]])
def test_bounds_without_an_end_are_refused(options: list[str]) -> None:
    assert CliRunner().invoke(main, ["fetch", "http://127.0.0.1/", *options]).exit_code == 2


def test_control_characters_in_a_page_with_struck_out_words_end_nothing() -> None:
    said = "The \x01mayor <s>of\x02 Orle</s>\x03 said on Monday that the dam would hold through the night."
    assert "would hold through the night" in clean(Page("p", "p", html=f"<html><body><p>{said}</p></body></html>")).text
