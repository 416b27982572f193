"""DOCX -> pages, by python-docx: paragraphs, tables and text boxes, without what is struck out."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from variorum.errors import BadInput
from variorum.model import Page, Removed

UNPACKED = 100_000_000  # bytes of a document's parts
MAX_DEPTH = 100  # of nested elements
STRUCK, DELETED, HIDDEN = "struck out", "deleted by an editor", "hidden"
_ZIP = (OSError, RuntimeError, EOFError, zlib.error)  # what a broken or locked pack raises
_SPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = ("0", "false", "off", "none")
_TITLES = ("Title", "Heading1")
_BLANKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


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
        writing = _Writing(_struck_styles(document.styles.element))
        for child in document.element.body:
            writing.block(child)
        known = document.core_properties
        title, made = known.title or None, known.created
    except (PackageNotFoundError, zipfile.BadZipFile, ValueError, KeyError, AttributeError, SyntaxError, *_ZIP) as error:
        raise BadInput(where, f"is no Word document, or a broken one: {error}") from error
    if not writing.text.strip():
        raise BadInput(where, "is a Word document without text")
    extra = (("made", made.isoformat()),) if made else ()  # not when the report came out
    return Page(
        name,
        where,
        text=writing.text,
        title=title or writing.title or None,
        extra=extra,
        notes=writing.notes,
        removed=tuple(writing.removed),
        is_document=True,
    )


class _Writing:
    """The text of a document as it is read, block by block, and what is not part of it."""

    def __init__(self, struck_styles: frozenset[str]) -> None:
        self.text = ""
        self.title = ""  # the first paragraph that is styled as one
        self.removed: list[Removed] = []
        self._struck_styles = struck_styles
        self._notes = 0
        self._boxes: list[Any] = []  # text boxes that wait for the end of their paragraph

    @property
    def notes(self) -> tuple[str, ...]:
        """What was left out without being part of the text."""
        return (f"its {self._notes} footnotes were left out",) if self._notes else ()

    def block(self, element: Any, depth: int = 0) -> None:
        """Take in a paragraph, a table, or what holds some."""
        kind = _kind(element)
        if depth > MAX_DEPTH:
            raise ValueError("its parts are nested too deep")
        if kind == "p":
            self._break("\n\n")
            begin = len(self.text)
            self._paragraph(element, depth)
            style = element.find(f"{_SPACE}pPr/{_SPACE}pStyle")
            if not self.title and style is not None and style.get(f"{_SPACE}val") in _TITLES:
                self.title = " ".join(self.text[begin:].split())
        elif kind == "tbl":
            for row in element.iter(f"{_SPACE}tr"):
                self._row(row, depth)
        elif kind in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "txbxContent"):
            for child in element:
                self.block(child, depth + 1)

    def _row(self, row: Any, depth: int) -> None:
        """The cells of a row, parted by bars."""
        self._break("\n" if _kind(row.getprevious()) == "tr" else "\n\n")
        for number, cell in enumerate(row.iter(f"{_SPACE}tc")):
            self.text += " | " if number else ""
            for place, paragraph in enumerate(cell.iter(f"{_SPACE}p")):
                self.text += " " if place else ""
                self._paragraph(paragraph, depth)

    def _paragraph(self, paragraph: Any, depth: int) -> None:
        for run, deleted in _runs(paragraph):
            self._run(run, deleted or self._reason(run, paragraph))
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.block(box, depth + 1)

    def _run(self, run: Any, because: str | None) -> None:
        words = []
        for part in run:
            kind = _kind(part)
            if kind in ("t", "delText"):
                words.append(part.text or "")
            elif kind in ("footnoteReference", "endnoteReference"):
                self._notes += 1
            elif kind in ("AlternateContent", "drawing", "pict"):
                self._boxes += _text_boxes(part)
            else:
                words.append(_BLANKS.get(kind, ""))
        said = "".join(words)
        if because is None:
            self.text += said
            return
        at = len(self.text)
        last = self.removed[-1] if self.removed else None
        if last and (last.at, last.because) == (at, because):
            self.removed[-1] = Removed(last.text + said, because, at)
        elif said.strip():
            self.removed.append(Removed(said, because, at))

    def _reason(self, run: Any, paragraph: Any) -> str | None:
        """Why a run is none of the text: struck out or hidden, by itself or by its style."""
        form = run.find(f"{_SPACE}rPr")
        own = None if form is None else _struck(form)
        if form is not None and _is_on(form.find(f"{_SPACE}vanish")):
            return HIDDEN
        if own is None:
            named = (run.find(f"{_SPACE}rPr/{_SPACE}rStyle"), paragraph.find(f"{_SPACE}pPr/{_SPACE}pStyle"))
            own = any(style is not None and style.get(f"{_SPACE}val") in self._struck_styles for style in named)
        return STRUCK if own else None

    def _break(self, mark: str) -> None:
        if self.text:
            self.text = self.text.rstrip("\n") + mark


def _runs(paragraph: Any) -> Iterator[tuple[Any, str | None]]:
    """The runs of a paragraph in their order, and why they are deleted, where an editor deleted them."""
    waiting: list[tuple[Any, str | None]] = [(child, None) for child in reversed(paragraph)]
    while waiting:
        element, because = waiting.pop()
        kind = _kind(element)
        if kind == "r":
            yield element, because
        elif kind != "pPr":
            because = DELETED if kind in ("del", "moveFrom") else because
            waiting += [(child, because) for child in reversed(element)]


def _text_boxes(part: Any) -> list[Any]:
    """The text boxes of a drawing, each once: of alternatives the first one that has some."""
    choices = [child for child in part if _kind(child) in ("Choice", "Fallback")] or [part]
    found = next((boxes for choice in choices if (boxes := list(choice.iter(f"{_SPACE}txbxContent")))), [])
    return [box for box in found if not any(other is not box and box in list(other.iter()) for other in found)]


def _struck_styles(styles: Any) -> frozenset[str]:
    """The names of styles that strike their text out."""
    forms = ((style.get(f"{_SPACE}styleId"), style.find(f"{_SPACE}rPr")) for style in styles.iter(f"{_SPACE}style"))
    return frozenset(name for name, form in forms if name and form is not None and _struck(form))


def _struck(form: Any) -> bool | None:
    """Does a form strike its text out? None where it says nothing of it."""
    marks = [mark for name in ("strike", "dstrike") if (mark := form.find(f"{_SPACE}{name}")) is not None]
    return any(_is_on(mark) for mark in marks) if marks else None


def _is_on(mark: Any) -> bool:
    return mark is not None and mark.get(f"{_SPACE}val", "true").lower() not in _OFF


def _kind(element: Any) -> str:
    tag = getattr(element, "tag", None)
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
