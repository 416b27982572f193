"""Tables -> pages: CSV and Parquet with named columns, read row by row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from variorum.errors import BadInput
from variorum.ingest.lines import make_page
from variorum.model import Page

COLUMNS = {
    "text": ("text", "body", "content", "article", "article_text", "full_text", "fulltext", "maintext"),
    "html": ("html", "raw_html"),
    "url": ("url", "link", "source_url"),
    "outlet": ("outlet", "publisher", "publication", "source", "site", "domain", "newspaper"),
    "title": ("title", "headline"),
    "published": ("published", "date", "pubdate", "publish_date", "published_at", "date_published", "datetime"),
    "updated": ("updated", "modified", "updated_at", "modified_at", "date_modified", "date_updated", "datemodified",
                "last_updated", "last_modified", "lastmod"),
    "id": ("id",),
}  # fmt: skip
CELL = 20_000_000  # characters of one cell
ROWS = 256  # of a Parquet file that are in memory at a time


def read_csv(stream: BinaryIO, where: str, name: str) -> Iterator[Page | BadInput]:
    """The pages of a table whose first row names its columns; commas, semicolons, tabs or bars part them."""
    csv.field_size_limit(CELL)
    lines = io.TextIOWrapper(stream, encoding=_encoding(stream), errors="cp1252-within", newline="")
    try:
        yield from _rows(lines, where, name)
    finally:
        lines.detach()  # whoever opened the stream closes it


def _rows(lines: io.TextIOWrapper, where: str, name: str) -> Iterator[Page | BadInput]:
    try:
        head = lines.readline(CELL)
        mark = max(",;\t|", key=head.count)
        names = next(csv.reader([head], delimiter=mark), [])
    except (UnicodeError, csv.Error) as error:
        yield BadInput(where, f"has no first row that names its columns: {error}")
        return
    if not any(name.strip() for name in names):
        yield BadInput(where, "is empty")
        return
    columns = _columns(names)
    if not {"text", "html"} & set(columns):
        yield BadInput(where, f"has no column named text or html, but {', '.join(n.strip() for n in names[:8])}")
        return
    rows = csv.reader(_bounded(lines), delimiter=mark, strict=True)
    while True:
        at = f"{where}, line {rows.line_num + 2}"
        try:
            row = next(rows)
            if row and any(cell.strip() for cell in row):
                yield _row(columns, names, row, mark, at, f"{name}-{rows.line_num + 1}")
        except StopIteration:
            return
        except BadInput as fault:
            yield fault
        except csv.Error as error:
            yield BadInput(at, f"is no row of a table: {error}")
        except UnicodeError as error:
            yield BadInput(at, f"cannot be decoded: {error}")
            return


def _row(columns: Mapping[str, int], names: list[str], row: list[str], mark: str, where: str, name: str) -> Page:
    """The page of a row; cells for which there is no column belong to the last one, whose marks were not quoted."""
    over = len(row) - len(names)
    if over > 0:
        row = [*row[: len(names) - 1], mark.join(row[len(names) - 1 :])]
    page = make_page(_named(columns, names, dict(enumerate(row))), where, name)
    note = f"has {over} cells more than columns: they were joined to the last one"
    return replace(page, notes=(*page.notes, note)) if over > 0 else page


def _bounded(lines: io.TextIOWrapper) -> Iterator[str]:
    """The lines. Raises csv.Error for one that no row can have."""
    while line := lines.readline(CELL + 1):
        if len(line) > CELL:
            while line and not line.endswith("\n"):
                line = lines.readline(CELL)
            raise csv.Error(f"is over {CELL // 1_000_000} MB")
        yield line


def read_parquet(file: Path, where: str, name: str) -> Iterator[Page | BadInput]:
    """The pages of a Parquet file."""
    try:
        from pyarrow import ArrowException, parquet
    except ImportError:
        yield BadInput(where, "is Parquet, which needs pyarrow: pip install 'variorum[parquet]'")
        return
    try:
        with parquet.ParquetFile(file) as table:
            names = list(table.schema_arrow.names)
            columns = _columns(names)
            if not {"text", "html"} & set(columns):
                raise BadInput(where, f"has no column named text or html, but {', '.join(names[:8])}")
            number = 0
            for batch in table.iter_batches(batch_size=ROWS):
                for row in batch.to_pylist():
                    number += 1
                    cells = {i: _plain(row[column]) for i, column in enumerate(names)}
                    yield _or_fault(_named(columns, names, cells), f"{where}, row {number}", f"{name}-{number}")
    except BadInput as fault:
        yield fault
    except (ArrowException, OSError, ValueError, OverflowError, TypeError) as error:
        yield BadInput(where, f"is no Parquet file, or a broken one: {str(error).splitlines()[0] if str(error) else error!r}")


def _or_fault(found: dict[str, object], where: str, name: str) -> Page | BadInput:
    try:
        return make_page(found, where, name)
    except BadInput as fault:
        return fault


def _columns(names: list[str]) -> dict[str, int]:
    """Field to the number of the first column that is named for it."""
    plain = [n.strip().strip("\ufeff").casefold().replace(" ", "_") for n in names]
    return {field: plain.index(known) for field, aliases in COLUMNS.items() for known in reversed(aliases) if known in plain}


def _named(columns: Mapping[str, int], names: list[str], cells: Mapping[int, object]) -> dict[str, object]:
    """The cells of a row under the names of fields, the others under those of their columns."""
    taken = set(columns.values())
    row = {n.strip(): cells[i] for i, n in enumerate(names) if i not in taken and n.strip() and cells.get(i) not in (None, "")}
    return row | {field: cells.get(i) for field, i in columns.items()}


def _plain(value: object) -> object:
    """A cell as JSON would hold it: dates as ISO 8601."""
    return value if isinstance(value, str | int | float | bool | list | dict | type(None)) else _iso(value)


def _iso(value: object) -> str:
    made = getattr(value, "isoformat", None)
    return str(made()) if made else str(value)


def _encoding(stream: BinaryIO) -> str:
    start = stream.read(4) if stream.seekable() else b""
    if start:
        stream.seek(0)
    return "utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
