"""PDF -> pages, by PDFium."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from variorum.errors import BadInput
from variorum.ingest.columns import ADDRESS, RUNNING_HEAD, Box, Paragraph, find_paragraphs
from variorum.model import Page, Removed
from variorum.text.periods import find_date

MAX_PAGES = 500
MAX_CHARACTERS = 2_000_000  # of a document
HEAD, LARGER, TITLE_WORDS = 6, 1.15, (3, 30)  # paragraphs in which a headline is sought, how much larger its type is
BOLD = 600  # weight of a font
MAX_NAME = 80  # bytes of a font's name
_BOLD_NAME = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_LINE_END = (0x0A, 0x0D)
_HYPHENS = (0x02, 0xFFFE)  # what PDFium gives for a hyphen at a line's end
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?")


def read_pdf(raw: bytes, where: str, name: str) -> Page:
    """The page that a PDF holds. Raises BadInput where it is broken, locked or a picture."""
    try:
        import pypdfium2
    except ImportError as error:
        raise BadInput(where, "is a PDF, which needs pypdfium2: pip install 'variorum[pdf]'") from error
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise BadInput(where, "is a PDF behind a password" if locked else f"is a PDF that cannot be read: {error}") from error
    try:
        return _page(document, where, name)
    except (pypdfium2.PdfiumError, ValueError, OSError, RecursionError) as error:
        raise BadInput(where, f"is a PDF that cannot be read: {error}") from error
    finally:
        document.close()


def _page(document: Any, where: str, name: str) -> Page:
    pages: list[list[Box]] = []
    notes: list[str] = []
    left = MAX_CHARACTERS
    for number in range(len(document)):
        if number >= MAX_PAGES or left <= 0:
            notes.append(f"has {len(document)} pages: only the first {number} are read")
            break
        try:
            boxes = list(_boxes(document, number))
        except (ValueError, OSError, RuntimeError) as error:
            notes.append(f"page {number + 1} cannot be read: {error}")
            continue
        left -= sum(len(box.text) for box in boxes)
        pages.append(boxes)
    paragraphs = find_paragraphs(pages)
    text = "\n\n".join(p.text for p in paragraphs if p.because is None)
    if not text.strip():
        raise BadInput(where, "is a PDF without text: its pages are pictures")
    removed = tuple(Removed(p.text, p.because, len(text)) for p in paragraphs if p.because)
    url = next((m.group("url") for r in removed if (m := ADDRESS.fullmatch(r.text))), None)  # a page of the web, printed
    day = next((day for r in removed if r.because == RUNNING_HEAD and (day := find_date(r.text))), None)
    known = document.get_metadata_dict()
    made = _iso(known.get("CreationDate", ""))
    return Page(
        name,
        where,
        text=text,
        url=url,
        title=_headline(paragraphs) or " ".join(known.get("Title", "").split()) or None,
        published=day.isoformat() if day else None,
        extra=(("made", made),) if made else (),
        notes=tuple(notes),
        removed=removed,
        is_document=url is None,
    )


def _headline(paragraphs: Sequence[Paragraph]) -> str | None:
    """The paragraph in the largest type among the first ones, where it is larger than that of the text."""
    kept = [p for p in paragraphs if p.because is None]
    sizes: Counter[float] = Counter()
    for paragraph in kept:
        sizes[round(paragraph.size, 1)] += len(paragraph.text)
    largest = max(kept[:HEAD], key=lambda p: p.size)
    usual = sizes.most_common(1)[0][0]
    words = len(largest.text.split())
    return largest.text if largest.size > LARGER * usual and TITLE_WORDS[0] <= words <= TITLE_WORDS[1] else None


def _boxes(document: Any, number: int) -> Iterator[Box]:
    """The pieces of text of a page: letters that follow each other on one line without a wide white."""
    page = document[number]
    layer = page.get_textpage()
    try:
        letters = _Letters(layer)
        piece: Box | None = None
        for at in range(min(layer.count_chars(), MAX_CHARACTERS)):
            letter = letters.at(at)
            if letter is None:
                continue
            joined = _appended(piece, letter) if piece else None
            if piece and joined is None:
                yield piece
            piece = joined or (letter if letter.text.strip() else None)
        if piece:
            yield piece
    finally:
        layer.close()
        page.close()


class _Letters:
    """The letters of a page by their numbers."""

    def __init__(self, layer: Any) -> None:
        from pypdfium2 import raw

        self._raw, self._layer = raw, layer.raw
        self._box, self._flags = raw.FS_RECTF(), ctypes.c_int()
        self._name = ctypes.create_string_buffer(MAX_NAME)

    def at(self, number: int) -> Box | None:
        """One letter at its place, a bare line feed for the end of a line; None for what has no form."""
        code = self._raw.FPDFText_GetUnicode(self._layer, number)
        if code in _LINE_END or not code:
            return Box("\n", 0, 0, 0, 0)
        box = self._box
        if not self._raw.FPDFText_GetLooseCharBox(self._layer, number, ctypes.byref(box)):
            return None
        text = "-" if code in _HYPHENS else chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        size = self._raw.FPDFText_GetFontSize(self._layer, number)
        return Box(text, box.left, box.bottom, box.right, box.top, size, self._is_bold(number))

    def _is_bold(self, number: int) -> bool:
        if self._raw.FPDFText_GetFontWeight(self._layer, number) >= BOLD:
            return True
        self._name.value = b""
        self._raw.FPDFText_GetFontInfo(self._layer, number, self._name, MAX_NAME, ctypes.byref(self._flags))
        return bool(_BOLD_NAME.search(self._name.value))


def _appended(piece: Box, letter: Box) -> Box | None:
    """The piece with a further letter, None where the letter begins another one."""
    if letter.text == "\n":
        return None
    height = max(piece.height, 1.0)
    if abs(letter.bottom - piece.bottom) > 0.5 * height or not -0.5 * height < letter.left - piece.right < 0.9 * height:
        return None
    return Box(
        piece.text + letter.text, piece.left, min(piece.bottom, letter.bottom), max(piece.right, letter.right),
        max(piece.top, letter.top), max(piece.size, letter.size), piece.bold and (letter.bold or not letter.text.strip()),
    )  # fmt: skip


def _iso(said: str) -> str | None:
    """A date of a PDF as ISO 8601, without its zone."""
    m = _DATE.match(said)
    if m is None:
        return None
    year, month, day, hour, minute, second = (part or "" for part in m.groups())
    return f"{year}-{month or '01'}-{day or '01'}T{hour or '00'}:{minute or '00'}:{second or '00'}"
