"""PDF and Word: lines are joined, columns read one after the other, running heads and what is struck out kept apart."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from variorum.cleaning import clean
from variorum.errors import BadInput
from variorum.ingest import read
from variorum.model import Page

pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed")
docx = pytest.importorskip("docx", reason="python-docx is not installed")

Piece = tuple[float, float, str]  # from the left, from below, text
LEFT = ["The dam at Orle broke on Mon-", "day, and the lower town is", "under water, the mayor said."]
RIGHT = ["Engineers had warned of the", "cracks in March, a letter to", "the county shows."]


def pdf(*pages: list[Piece], size: int = 10, large: Piece | None = None) -> bytes:
    """A PDF with pieces of text at their places, ``large`` in large type on the first page."""
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    kids = []
    for number, pieces in enumerate(pages):
        lines = [f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET" for x, y, text in pieces]
        if large and not number:
            lines.insert(0, f"BT /F1 {size * 2} Tf {large[0]} {large[1]} Td ({large[2]}) Tj ET")
        stream = "\n".join(lines).encode("latin-1")
        kids.append(b"%d 0 R" % (len(parts) + 1))
        parts.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R/Resources<</Font<</F1 %d 0 R>>>>>>"
                     % (len(parts) + 2, 3 + 2 * len(pages)))  # fmt: skip
        parts.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    parts[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(pages))
    parts.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + table + end


def column(x: float, lines: list[str], top: float = 700, pitch: float = 12) -> list[Piece]:
    return [(x, top - number * pitch, line) for number, line in enumerate(lines)]


def page(raw: bytes, tmp_path: Path) -> Page:
    (tmp_path / "a.pdf").write_bytes(raw)
    (found,) = read(tmp_path / "a.pdf")
    assert isinstance(found, Page), found
    return found


LEFT_TEXT = "The dam at Orle broke on Monday, and the lower town is under water, the mayor said."
RIGHT_TEXT = "Engineers had warned of the cracks in March, a letter to the county shows."


@pytest.mark.parametrize("by_rows", [True, False])
def test_columns_are_read_one_after_the_other(by_rows: bool, tmp_path: Path) -> None:
    pieces = column(60, LEFT) + column(320, RIGHT)
    found = page(
        pdf(sorted(pieces, key=lambda p: -p[1]) if by_rows else pieces, large=(60, 740, "The dam of Orle breaks")), tmp_path
    )
    assert found.text == f"The dam of Orle breaks\n\n{LEFT_TEXT}\n\n{RIGHT_TEXT}"
    assert found.title == "The dam of Orle breaks"


def test_three_columns_and_a_line_across_them(tmp_path: Path) -> None:
    third = ["Nobody was hurt, the fire", "service said, and the road", "was open by noon."]
    pieces = column(40, LEFT) + column(220, RIGHT) + column(400, third)
    across = [
        (40.0, 600.0, "More on the dam and on the towns below it is on the next page of this paper, with a map of the river.")
    ]
    below = column(40, ["A second story begins", "here, of a bridge in", "Velmore."], top=570)
    text = page(pdf(pieces + across + below), tmp_path).text or ""
    assert text.split("\n\n") == [
        LEFT_TEXT, RIGHT_TEXT, " ".join(third), across[0][2], "A second story begins here, of a bridge in Velmore."
    ]  # fmt: skip


def test_a_paragraph_begins_after_a_wider_white_or_set_in(tmp_path: Path) -> None:
    wide = column(60, LEFT) + column(60, RIGHT, top=700 - 3 * 12 - 8)
    assert (page(pdf(wide), tmp_path).text or "").split("\n\n") == [LEFT_TEXT, RIGHT_TEXT]
    set_in = [*column(60, LEFT), (72, 700 - 3 * 12, RIGHT[0]), *column(60, RIGHT[1:], top=700 - 4 * 12)]
    assert (page(pdf(set_in), tmp_path).text or "").split("\n\n") == [LEFT_TEXT, RIGHT_TEXT]


def test_a_paragraph_goes_on_over_the_page_and_running_heads_are_kept_apart(tmp_path: Path) -> None:
    head, foot = "The Orle Daily, 5 May 2031", "Page {} of 2"
    one = [(60.0, 780.0, head), *column(60, LEFT[:2]), (280.0, 20.0, foot.format(1))]
    two = [(60.0, 780.0, head), *column(60, LEFT[2:]), *column(60, RIGHT, top=660), (280.0, 20.0, foot.format(2))]
    found = page(pdf(one, two), tmp_path)
    assert found.text == f"{LEFT_TEXT}\n\n{RIGHT_TEXT}"
    assert [(r.text, r.because) for r in found.removed] == [
        (head, "running head or foot of a page"), ("Page 1 of 2", "page number"),
        (head, "running head or foot of a page"), ("Page 2 of 2", "page number"),
    ]  # fmt: skip
    report = clean(found)
    assert report.published == "2031-05-05"
    assert {r.because for r in report.removed} == {"running head or foot of a page", "page number"}


def test_the_last_lines_of_a_document_are_kept(tmp_path: Path) -> None:
    last = column(60, ["People were told to keep", "their windows shut until noon"], top=620)
    assert clean(page(pdf(column(60, LEFT) + last), tmp_path)).text.endswith("keep their windows shut until noon")


def test_a_printed_page_of_the_web_knows_its_address(tmp_path: Path) -> None:
    found = page(pdf([*column(60, LEFT), (60, 20, "https://orle.example/dam 1/1")]), tmp_path)
    assert (found.url, found.text) == ("https://orle.example/dam", LEFT_TEXT)


def test_what_is_no_whole_pdf_is_told(tmp_path: Path) -> None:
    whole = pdf(column(60, LEFT))
    for name, raw in {"cut": whole[: len(whole) // 3], "empty": pdf([]), "junk": b"%PDF-1.7\n" + bytes(range(256)) * 40}.items():
        (tmp_path / f"{name}.pdf").write_bytes(raw)
    found = list(read(tmp_path))
    assert len(found) == 3
    assert all(isinstance(f, BadInput) for f in found)


def test_a_pdf_without_an_end_is_read_in_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from variorum.ingest import pdf as reader

    monkeypatch.setattr(reader, "MAX_PAGES", 2)
    found = page(pdf(*[column(60, LEFT), column(60, RIGHT)] * 3), tmp_path)
    assert found.notes == ("has 6 pages: only the first 2 are read",)


def word(paragraph: object, tmp_path: Path) -> Page:
    (found,) = read(tmp_path / "a.docx")
    assert isinstance(found, Page), found
    return found


def test_what_is_struck_out_or_hidden_in_word_is_kept_apart(tmp_path: Path) -> None:
    document = docx.Document()
    first = document.add_paragraph("At least ")
    first.add_run("nine").font.strike = True
    first.add_run(" ")
    first.add_run("ten").font.double_strike = True
    first.add_run(" 14 people were hurt")
    first.add_run(" (check)").font.hidden = True
    kept = first.add_run(" in Orle, the mayor said.")
    kept.font.strike = False
    document.save(tmp_path / "a.docx")
    report = clean(word(document, tmp_path))
    assert report.text == "At least 14 people were hurt in Orle, the mayor said."
    assert [(r.text.strip(), r.because) for r in report.removed] == [
        ("nine", "struck out"), ("ten", "struck out"), ("(check)", "hidden")
    ]  # fmt: skip
    assert report.removed[0].at == len("At least")


def test_tracked_changes_boxes_and_tables_of_word_are_read(tmp_path: Path) -> None:
    from lxml import etree

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    box = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = (
        f"<w:p {space}><w:r><w:t>The dam broke on </w:t></w:r><w:del><w:r><w:delText>Sunday</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>Monday</w:t></w:r></w:ins><w:r><w:t>, police said.</w:t></w:r></w:p>",
        f"<w:p {space} {box}><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>A box of text.</w:t></w:r></w:p>"
        "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>A box of text.</w:t></w:r></w:p></w:txbxContent>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>",
        f"<w:sdt {space}><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        f"<w:p {space}><w:r><w:t>With a note.</w:t><w:footnoteReference w:id='2'/></w:r></w:p>",
    )
    document = docx.Document()
    for part in body:
        document.element.body.insert(-1, etree.fromstring(part))
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "killed", "nine"
    document.save(tmp_path / "a.docx")
    found = word(document, tmp_path)
    assert (found.text or "").split("\n\n") == [
        "The dam broke on Monday, police said.", "A box of text.", "In a control.", "With a note.", "killed | nine"
    ]  # fmt: skip
    assert [(r.text, r.because) for r in found.removed] == [("Sunday", "deleted by an editor")]
    assert found.notes == ("its 1 footnotes were left out",)


def test_parts_of_word_that_are_nested_without_an_end_are_refused(tmp_path: Path) -> None:
    from lxml import etree

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    nest = f"<w:sdt {space}>" + "<w:sdtContent>" * 200 + "</w:sdtContent>" * 200 + "</w:sdt>"
    document = docx.Document()
    document.element.body.insert(-1, etree.fromstring(nest))
    stream = io.BytesIO()
    document.save(stream)
    (tmp_path / "a.docx").write_bytes(stream.getvalue())
    (found,) = read(tmp_path)
    assert isinstance(found, BadInput)
    assert "nested too deep" in str(found)
