"""Pages from what a user names; what cannot be read is told with its place, and the rest goes on."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.cleaning import clean
from variorum.errors import BadInput
from variorum.ingest import read, read_lines, readers
from variorum.ingest.encoding import decode
from variorum.model import Page
from variorum.pipeline import clean_all


def pages(*paths: str | Path) -> list[Page]:
    return [p for p in read(*paths) if isinstance(p, Page)]


def faults(*paths: str | Path) -> list[str]:
    return [str(p) for p in read(*paths) if isinstance(p, BadInput)]


def test_a_folder_gives_its_known_files_in_order(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("B text", encoding="utf-8")
    (tmp_path / "a.md").write_text("A text", encoding="utf-8")
    (tmp_path / "c.html").write_text("<p>C text</p>", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text("no", encoding="utf-8")
    (tmp_path / "picture.xyz").write_text("no", encoding="utf-8")
    assert [p.name for p in pages(tmp_path)] == ["a", "b", "c"]
    assert pages(tmp_path)[2].html == "<p>C text</p>"


def test_a_glob_gives_what_it_matches(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt", "three.md"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    assert [p.name for p in pages(str(tmp_path / "*.txt"))] == ["one", "two"]
    assert faults(str(tmp_path / "*.pdf")) == [f"{tmp_path}/*.pdf: matches no file"]


def test_json_lines_name_their_line_in_faults(tmp_path: Path) -> None:
    file = tmp_path / "r.jsonl"
    file.write_text(
        '{"id": "x", "text": "one"}\n\n{"id": \n{"id": "y"}\n[1]\n{"text": 3.5}\n{"text": "last", "page": 7}\n', encoding="utf-8"
    )
    assert [p.name for p in pages(file)] == ["x", "r-7"]
    assert pages(file)[1].extra == (("page", "7"),)
    told = faults(file)
    assert [t.split(": ")[0] for t in told] == [f"{file}, line {n}" for n in (3, 4, 5, 6)]
    assert "not JSON" in told[0]
    assert "neither text nor html" in told[1]


def test_a_json_file_may_hold_one_object_a_list_or_lines(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text('{"text": "a"}', encoding="utf-8")
    (tmp_path / "list.json").write_text('[{"text": "a", "url": "http://x/1"}, 3, {"text": "b"}]', encoding="utf-8")
    (tmp_path / "lines.json").write_text('{"text": "a"}\n{"text": "b"}\n', encoding="utf-8")
    assert [p.name for p in pages(tmp_path / "one.json")] == ["one"]
    assert [p.name for p in pages(tmp_path / "list.json")] == ["http://x/1", "list-3"]
    assert len(faults(tmp_path / "list.json")) == 1
    assert [p.name for p in pages(tmp_path / "lines.json")] == ["lines-1", "lines-2"]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "is empty"),
        (b" \n\t", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF, not text"),
        (b"\x89PNG\r\n", "is a PNG picture, not text"),
        (b"text\x00\x01\x02", "is binary (it holds zero bytes), not text"),
        (b"\x01\x02\x03\x04\x05text", "is binary (it is full of control characters), not text"),
        (b"\xff\xfea", "says that it is utf-16, but byte 0 is not"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(raw: bytes, why: str) -> None:
    with pytest.raises(BadInput) as fault:
        decode(raw, "f")
    assert fault.value.why.startswith(why.split(", but")[0])


def test_another_encoding_is_found_and_told() -> None:
    text = "Der Bürgermeister von Köln sagte, die Brücke über den Fluss sei gesperrt. Größere Schäden gebe es nicht. " * 5
    found, note = decode(text.encode("cp1252"), "f")
    assert found == text
    assert note is not None
    assert "line 1 is not UTF-8" in note
    assert decode("ä".encode("utf-16"), "f") == ("ä", "read as utf-16, as its first bytes say")
    assert decode(b"\xef\xbb\xbfabc", "f") == ("abc", None)
    page = "<html><head><meta charset='windows-1251'></head><body>Привет мир</body></html>"
    assert decode(page.encode("cp1251"), "f") == (page, "read as windows-1251, as the page declares")


def test_a_western_text_is_taken_for_windows_1252_and_odd_bytes_in_utf8_are_mended() -> None:
    text = "Police said Señor Muñoz of Besançon died at the café près de Genève, a witness told reporters on Friday. " * 3
    found, note = decode(text.encode("cp1252"), "f")
    assert found == text
    assert note == "line 1 is not UTF-8: taken for windows-1252"
    mixed = "Zoë said that the café in the old town was closed. ".encode() + "Another café had burned.".encode("cp1252")
    found, note = decode(mixed, "f")
    assert found == "Zoë said that the café in the old town was closed. Another café had burned."
    assert note is not None
    assert "odd bytes" in note


def test_json_lines_may_begin_with_a_mark_or_be_utf16(tmp_path: Path) -> None:
    line = '{"id": "x", "text": "Größe"}\n'
    (tmp_path / "a.jsonl").write_bytes(b"\xef\xbb\xbf" + line.encode())
    (tmp_path / "b.jsonl").write_bytes(line.encode("utf-16"))
    (tmp_path / "c.jsonl").write_bytes(line.encode("cp1252"))
    assert [p.text for p in pages(tmp_path)] == ["Größe"] * 3


def test_an_odd_side_value_costs_the_value_and_not_the_report(tmp_path: Path) -> None:
    file = tmp_path / "r.jsonl"
    file.write_text('{"id": 7, "text": "a", "title": ["x"], "score": NaN, "outlet": "\\ud800"}\n', encoding="utf-8")
    page = pages(file)[0]
    assert (page.name, page.title, page.outlet) == ("7", None, "?")
    assert page.notes == ("'title' is a list, not a string: left out",)


def test_names_of_files_can_be_printed(tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/bad\xff\nname.txt"
    with open(odd, "wb") as file:  # noqa: PTH123
        file.write(b"Some text of a report.")
    page = pages(tmp_path)[0]
    assert page.name == "bad\ufffd\ufffdname"
    page.where.encode()


def test_equal_files_of_two_folders_are_two_pages(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "index.txt").write_text("The mayor said the bridge was closed on Friday.", encoding="utf-8")
    assert len({clean(p).id for p in pages(tmp_path)}) == 2
    assert len(pages(tmp_path, tmp_path / "one", tmp_path / "two" / ".." / "one" / "index.txt")) == 2


def test_a_page_over_the_limit_is_refused_and_the_rest_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MAX_BYTES", 100)
    (tmp_path / "a.txt").write_text("x" * 101, encoding="utf-8")
    (tmp_path / "b.txt").write_text("y" * 10, encoding="utf-8")
    (tmp_path / "c.jsonl").write_text(json.dumps({"text": "z" * 101}) + "\n" + json.dumps({"text": "z"}) + "\n", encoding="utf-8")
    assert [p.name for p in pages(tmp_path)] == ["b", "c-2"]
    assert len(faults(tmp_path)) == 2


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    assert faults(tmp_path / "no.txt") == [f"{tmp_path}/no.txt: does not exist"]
    assert "holds no file" in faults(tmp_path)[0]


@given(st.lists(st.binary(max_size=200), max_size=5))
def test_arbitrary_lines_never_crash(lines: list[bytes]) -> None:
    for found in read_lines(io.BytesIO(b"\n".join(lines)), "in"):
        assert isinstance(found, Page | BadInput)


@pytest.mark.parametrize("key", ["updated", "modified"])
def test_when_a_report_was_updated_comes_with_its_line(key: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "The dam broke.", key: "2031-05-02T10:00:00Z"}), encoding="utf-8")
    (tmp_path / "b.csv").write_text(f"text,{key}\nThe dam held.,3 May 2031\n", encoding="utf-8")
    reports, problems = clean_all(read(tmp_path))
    assert [r.updated for r in reports] == ["2031-05-02T10:00:00Z", "2031-05-03"]
    assert not problems


def test_an_id_that_two_lines_have_is_told(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": "One."}, {"url": "http://a.example", "text": "Two."}, {"id": "a", "text": "Three."}]
    rows += [{"url": "http://a.example", "text": "Four."}]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert [page.notes for page in pages(tmp_path)] == [(), (), ("has the id of line 1: 'a'",), ()]


@pytest.mark.parametrize("name", ["a.jsonl", "a.mbox", "a.warc", "a.arc"])
def test_what_has_no_end_is_read_in_bounds(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from variorum.ingest import letters, warc

    for module in (readers, letters, warc):
        monkeypatch.setattr(module, "MAX_SKIPPED", 30_000_000)
    (tmp_path / name).symlink_to("/dev/zero")
    assert not pages(tmp_path / name)
    assert faults(tmp_path / name)
