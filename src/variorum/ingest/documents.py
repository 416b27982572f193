"""PDF and DOCX -> pages, by pypdf and python-docx."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from datetime import datetime

from variorum.errors import BadInput
from variorum.model import Page

UNPACKED = 100_000_000  # bytes of a document's parts
_ZIP = (OSError, RuntimeError, EOFError, zlib.error)  # what a broken or locked pack raises


def read_pdf(raw: bytes, where: str, name: str) -> Page:
    """The page that a PDF holds. Raises BadInput where it is broken, locked or a picture."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise BadInput(where, "is a PDF, which needs pypdf: pip install 'variorum[pdf]'") from error
    try:
        document = PdfReader(io.BytesIO(raw))
        if document.is_encrypted and not document.decrypt(""):
            raise BadInput(where, "is a PDF behind a password")
        text = "\n\n".join(page.extract_text() or "" for page in document.pages)
        known = document.metadata
        title = str(known.title).strip() if known and known.title else None
        made = known.creation_date if known else None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
        raise BadInput(where, f"is a PDF that cannot be read: {error}") from error
    if not text.strip():
        raise BadInput(where, "is a PDF without text: its pages are pictures")
    return _document(name, where, re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", text), title, made)


def read_docx(raw: bytes, where: str, name: str) -> Page:
    """The page that a Word document holds. Raises BadInput where it is broken."""
    try:
        import docx
        from docx.opc.exceptions import PackageNotFoundError
    except ImportError as error:
        raise BadInput(where, "is a Word document, which needs python-docx: pip install 'variorum[docx]'") from error
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as pack:
            if sum(part.file_size for part in pack.infolist()) > UNPACKED:
                raise BadInput(where, f"is over {UNPACKED // 1_000_000} MB unpacked")
        document = docx.Document(io.BytesIO(raw))
        text = "\n\n".join(_block(part) for part in document.iter_inner_content())
        known = document.core_properties
        title, made = known.title or None, known.created
    except (PackageNotFoundError, zipfile.BadZipFile, ValueError, KeyError, AttributeError, SyntaxError, *_ZIP) as error:
        raise BadInput(where, f"is no Word document, or a broken one: {error}") from error
    if not text.strip():
        raise BadInput(where, "is a Word document without text")
    return _document(name, where, text, title, made)


def _block(part: object) -> str:
    """A paragraph's text, or a table's rows, cells parted by bars."""
    rows = getattr(part, "rows", None)
    if rows is None:
        return str(getattr(part, "text", ""))
    return "\n".join(" | ".join(cell.text.strip() for cell in row.cells) for row in rows)


def _document(name: str, where: str, text: str, title: str | None, made: datetime | None) -> Page:
    """A page of a document; when it was made is a note beside it, for it is not when the report came out."""
    extra = (("made", made.isoformat()),) if made else ()
    return Page(name, where, text=text, title=title, extra=extra)
