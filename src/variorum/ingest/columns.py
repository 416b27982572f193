"""Pieces of text at places of printed pages -> paragraphs in reading order: columns one after the other, lines joined."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

GUTTER = 0.9  # heights of a line: the narrowest white between two columns
MIN_PAIRS = 3  # lines that stand side by side before they are columns
MARGIN_LINES = 3  # at the top and bottom of a page that may be a running head
WIDE_GAP = 1.3  # usual distances of lines over which a paragraph ends
USUAL_PITCH, MAX_PITCH = 1.2, 2.0  # distance of lines, in heights of a line, where it cannot be seen; and the widest
ENOUGH = 5  # distances in a column that show its usual one
INDENT = 0.7  # heights of a line by which the first one of a paragraph is set in
FULL = 0.85  # share of the column's width from which a line is full
RUNNING_HEAD, PAGE_NUMBER = "running head or foot of a page", "page number"
_NUMBER = re.compile(
    r"(?:page|seite|página|pagina|стр\.?)?\s?[-–—|]?\s?\d{1,4}(?:\s?(?:/|of|von|de|di|sur)\s?\d{1,4})?\s?[-–—|]?",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"(?P<url>https?://\S+)(?:\s+(?:page\s)?\d{1,4}(?:\s?(?:/|of)\s?\d{1,4})?)?", re.IGNORECASE)
_ENDED = re.compile(r"[.!?:…][”\"'’»)\]]*$")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
_ITEM = re.compile(r"(?:[•▪‣*–—-]|\d{1,2}[.)])\s")


@dataclass(frozen=True, slots=True)
class Box:
    """A piece of text on a page: its borders in points from the lower left, its type size, and whether it is bold."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float = 0.0
    bold: bool = False

    @property
    def height(self) -> float:
        """From the lowest to the highest letter."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, why it is none of the text, where it is not, and the size of its type."""

    text: str
    because: str | None = None
    size: float = 0.0


def find_paragraphs(pages: Sequence[Sequence[Box]]) -> list[Paragraph]:
    """The paragraphs of a document, its running heads and page numbers marked."""
    ordered = [_in_order(_joined(page)) for page in pages]
    repeated = _repeated(ordered)
    paragraphs: list[Paragraph] = []
    flow: list[list[Box]] = []
    for page in ordered:
        body: list[list[Box]] = []
        for column in page:
            lines = []
            for line in column:
                because = _margin(line, page, repeated)
                if because:
                    paragraphs.append(Paragraph(line.text, because))
                else:
                    lines.append(line)
            body += [lines] if lines else []
        flow += body
    if not flow:
        return _text([column for page in ordered for column in page])
    return [*_text(flow), *paragraphs]


def _joined(boxes: Sequence[Box]) -> list[Box]:
    """The pieces of one line put together, where no white of a column's width parts them."""
    rows: list[Box] = []
    for box in sorted(boxes, key=lambda b: (-round(b.bottom + b.top, 1), b.left)):
        near = next((i for i in range(len(rows) - 1, max(-1, len(rows) - 40), -1) if _continues(rows[i], box)), None)
        if near is None:
            rows.append(box)
            continue
        row = rows[near]
        blank = " " if box.left - row.right > 0.15 * row.height and not row.text.endswith(" ") else ""
        rows[near] = replace(
            row, text=row.text + blank + box.text, right=max(row.right, box.right), bottom=min(row.bottom, box.bottom),
            top=max(row.top, box.top), size=max(row.size, box.size), bold=row.bold and box.bold,
        )  # fmt: skip
    return [replace(row, text=" ".join(row.text.split())) for row in rows if row.text.strip()]


def _continues(row: Box, box: Box) -> bool:
    """Does a piece stand on a line directly behind what is there of it?"""
    shared = min(row.top, box.top) - max(row.bottom, box.bottom)
    height = max(row.height, box.height, 1.0)
    return shared > 0.5 * min(row.height, box.height) and -0.5 * height < box.left - row.right < GUTTER * height


def _in_order(boxes: list[Box], depth: int = 0) -> list[list[Box]]:
    """Columns of lines in reading order; a line across several columns parts what is above from what is below."""
    gutter = _gutter(boxes) if depth < 5 else None
    if gutter is None:
        return [sorted(boxes, key=lambda b: (-b.top, b.left))] if boxes else []
    across = sorted((b for b in boxes if b.left < gutter < b.right), key=lambda b: -b.top)
    found: list[list[Box]] = []
    rest = [b for b in boxes if not b.left < gutter < b.right]
    for spanning in [*across, None]:
        above = [b for b in rest if spanning is None or b.bottom >= spanning.bottom]
        rest = [b for b in rest if b not in above] if spanning is not None else []
        for side in ([b for b in above if b.right <= gutter], [b for b in above if b.left >= gutter]):
            found += _in_order(side, depth + 1)
        if spanning is not None and found and found[-1][-1] in across and _is_next(found[-1][-1], spanning):
            found[-1].append(spanning)
        elif spanning is not None:
            found.append([spanning])
    return found


def _is_next(line: Box, other: Box) -> bool:
    return line.bottom - other.top < 1.5 * line.height


def _gutter(boxes: Sequence[Box]) -> float | None:
    """The middle of the white between two columns, None where there is one column."""
    gaps = list(_gaps(boxes))
    best: tuple[int, float] | None = None
    for at in sorted({round((left + right) / 2) for left, right in gaps}):
        pairs = sum(left < at < right for left, right in gaps)
        crossing = sum(b.left < at < b.right for b in boxes)
        if pairs >= MIN_PAIRS and crossing <= pairs and (best is None or pairs - crossing > best[0]):
            best = (pairs - crossing, at)
    return best[1] if best else None


def _gaps(boxes: Sequence[Box]) -> Iterator[tuple[float, float]]:
    """The white between a line and the next one to its right."""
    ordered = sorted(boxes, key=lambda b: b.left)
    for i, box in enumerate(ordered):
        middle = (box.bottom + box.top) / 2
        for other in ordered[i + 1 :]:
            if other.bottom <= middle <= other.top and other.left >= box.right:
                if other.left - box.right >= GUTTER * box.height:
                    yield box.right, other.left
                break


def _repeated(pages: Sequence[Sequence[Sequence[Box]]]) -> set[str]:
    """Lines near the top or bottom that stand on at least two pages, and on a third of them, figures apart."""
    if len(pages) < 2:
        return set()
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_pattern(line.text) for line in _outer(page)})
    return {text for text, number in counts.items() if number >= max(2, len(pages) / 3)}


def _outer(page: Sequence[Sequence[Box]]) -> list[Box]:
    lines = sorted((line for column in page for line in column), key=lambda b: -b.top)
    most = min(MARGIN_LINES, max(1, len(lines) // 4))
    return lines[:most] + lines[-most:]


def _pattern(text: str) -> str:
    return re.sub(r"\d+", "#", text.casefold())


def _margin(line: Box, page: Sequence[Sequence[Box]], repeated: set[str]) -> str | None:
    """Why a line is none of the text: it stands alike on other pages, or it is a page's number."""
    outer = _outer(page)
    if line not in outer:
        return None
    if _NUMBER.fullmatch(line.text) and line in (outer[0], outer[-1]):
        return PAGE_NUMBER
    return RUNNING_HEAD if _pattern(line.text) in repeated or ADDRESS.fullmatch(line.text) else None


def _text(columns: Sequence[Sequence[Box]]) -> list[Paragraph]:
    """The lines of all columns as paragraphs; one that breaks off goes on in the next column."""
    paragraphs: list[list[Box]] = []
    last: Box | None = None
    every = [distance for column in columns for distance in _distances(column)]
    for column in columns:
        own = _distances(column)
        pitch = _usual(own if len(own) >= ENOUGH else every)
        left, right = min(b.left for b in column), max(b.right for b in column)
        for number, line in enumerate(column):
            if number == 0:
                begins = last is None or not _goes_on(last, line)
            else:
                begins = _begins(column[number - 1], line, pitch * line.size, (left, right))
            if begins:
                paragraphs.append([])
            paragraphs[-1].append(line)
            last = line
    return [Paragraph(_mended([line.text for line in lines]), size=lines[0].size) for lines in paragraphs]


def _distances(column: Sequence[Box]) -> list[float]:
    """From line to line of one type, in sizes of the type."""
    return [
        (above.top - line.top) / line.size
        for above, line in itertools.pairwise(column)
        if abs(above.size - line.size) < 0.1 * line.size and above.top - line.top > 0.5 * line.height
    ]


def _usual(distances: list[float]) -> float:
    """The usual distance of lines: of four the second smallest, for breaks are wider; 0 where there is none."""
    return sorted(distances)[len(distances) // 4] if distances else 0.0


def _goes_on(last: Box, line: Box) -> bool:
    """Does a paragraph go on at the top of the next column or page?"""
    if abs(last.size - line.size) > 0.1 * last.size or last.bold != line.bold or _ENDED.search(last.text):
        return False
    return line.text[:1].islower() or bool(_HYPHEN.search(last.text)) or len(last.text.split()) > 4


def _begins(above: Box, line: Box, pitch: float, borders: tuple[float, float]) -> bool:
    """Does a line begin a paragraph under the one above it?"""
    left, right = borders
    distance = above.top - line.top
    if abs(above.size - line.size) > 0.1 * max(above.size, 1.0) or above.bold != line.bold or _ITEM.match(line.text):
        return True
    usual = min(pitch, MAX_PITCH * line.height) if pitch else USUAL_PITCH * line.height
    if distance > WIDE_GAP * usual or distance < -above.height:
        return True
    set_in = INDENT * line.height
    if line.left - left > set_in and above.left - left < set_in / 2 and line.left - above.left > set_in:
        return not line.text[:1].islower()
    return above.right - left < FULL * (right - left) and bool(_ENDED.search(above.text)) and not line.text[:1].islower()


def _mended(lines: Sequence[str]) -> str:
    """The lines as one, words that were parted at their ends put together."""
    text = lines[0]
    for line in lines[1:]:
        if _HYPHEN.search(text):
            text = text[:-1] + line if line[:1].islower() else text.rstrip("\u00ad") + line
        else:
            text += " " + line
    return text
