"""The content of a letter, plain or HTML -> its lines with their links, from which parts can be cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_HEADLINE = 25  # words
WRAPPED = 100  # characters of a line; a longer one is a paragraph by itself
_MARKS = re.compile(r"^(?:[*•#_-]+|\d{1,2}[.)])\s+|^[*_]+|[*_]+$")
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SILENT = frozenset(("script", "style", "head", "title", "noscript", "template"))
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_QUOTED = re.compile(r"^(?:\s{0,3}[>|])+\s?")
_LINKED = re.compile(
    r"\s*(?:\[(?P<marked>[^\]]+)\]\((?P<address>https?://[^\s)]+)\)|(?P<text>.*?)\s*[<(\[]?(?P<url>https?://[^\s<>()\[\]]+)[>)\]]?)\s*"
)
_FILLING = re.compile(r"[\u00ad\u034f\u200b-\u200f\u2007\u2060\ufeff]+")


@dataclass(slots=True)
class Line:
    """A line: its text, how deep it is quoted, whether it is a heading or bold, and the address if all of it is a link.

    ``numbers`` are those of the lines of a plain letter that it was made of.
    """

    text: str
    quoted: int = 0
    heading: bool = False
    link: str | None = None
    places: list[tuple[_Element, bool]] = field(default_factory=list)  # elements, and whether the text stands behind them
    numbers: tuple[int, ...] = ()

    @property
    def words(self) -> int:
        """The number of its words; of a text without blanks, of every four letters."""
        return max(len(self.text.split()), sum(c > "\u2e80" for c in self.text) // 4)


def plain_lines(text: str) -> list[Line]:
    """The lines of a plain letter, empty ones too, without the marks of quotation."""
    lines = []
    for raw in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        mark = _QUOTED.match(raw)
        quoted = len(re.findall(r"[>|]", mark.group())) if mark else 0
        lines.append(Line(raw[mark.end() :] if mark else raw.rstrip(), quoted))
    return lines


def paragraphs(lines: Sequence[Line]) -> list[Line]:
    """The lines of a plain letter as paragraphs and headlines: what is parted by empty lines, with links as links."""
    found: list[Line] = []
    group: list[tuple[int, str]] = []
    for number, line in enumerate([*lines, Line("")]):
        text = line.text.strip()
        if text and not re.fullmatch(r"[-=_*~#•\s]{3,}", text):
            group.append((number, text))
            continue
        found += _grouped(group)
        group = []
    return found


def _grouped(group: list[tuple[int, str]]) -> Iterator[Line]:
    """The headline, the text and the links of lines that stand together."""
    links = {number: link for number, line in group if (link := _link(line))}
    plain = [line for number, line in group if number not in links]
    widest = max(map(len, plain), default=0)
    text: list[tuple[int, str]] = []
    for place, (number, line) in enumerate(group):
        link = links.get(number)
        if text and (link or len(text[-1][1]) > WRAPPED):
            yield _joined(text)
            text = []
        if link:
            yield Line(link[0], link=link[1], numbers=(number,))
        elif not place and _is_headline(line, widest, len(plain)):
            yield Line(_MARKS.sub("", line), heading=True, numbers=(number,))
        else:
            text.append((number, line))
    if text:
        yield _joined(text)


def _link(line: str) -> tuple[str, str] | None:
    """The words and the address of a line that is nothing but a link."""
    m = _LINKED.fullmatch(line)
    if m is None:
        return None
    url = m.group("address") or m.group("url")
    words = _MARKS.sub("", (m.group("marked") or m.group("text") or "").strip(" :-–—→>"))
    return (words or url, url) if len(words.split()) <= MAX_HEADLINE else None


def _joined(text: list[tuple[int, str]]) -> Line:
    return Line(" ".join(line for _, line in text), numbers=tuple(number for number, _ in text))


def _is_headline(line: str, widest: int, lines: int) -> bool:
    """Can a line that opens a paragraph be its headline: short, without an end, alone or shorter than what follows?"""
    words = len(line.split())
    short = lines == 1 or len(line) < 0.85 * widest or line.isupper() or bool(re.match(r"(?:[*•#]|\d{1,2}[.)])\s", line))
    return 2 <= words <= MAX_HEADLINE and line[-1] not in ".,;:…" and short


def html_lines(root: _Element) -> list[Line]:
    """The lines of an HTML letter, none of them empty."""
    from lxml import etree

    reader = _Reader()
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            reader.open(element)
        elif event == "end":
            reader.close(element)
        else:
            reader.take(element, behind=True)
    reader.flush()
    return reader.lines


class _Reader:
    """The lines of a tree as it is walked through."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._texts: list[tuple[str, str | None, bool]] = []  # text, address of its link, is it bold
        self._places: list[tuple[_Element, bool]] = []
        self._links: list[str] = []
        self._quoted = self._heading = self._bold = self._silent = 0

    def open(self, element: _Element) -> None:
        """Take in what an element begins with."""
        tag, style = _tag(element), element.get("style") or ""
        if self._silent or tag in _SILENT or _HIDDEN.search(style):
            self._silent += 1
            return
        if tag in _BLOCKS:
            self.flush()
        self._quoted += tag == "blockquote"
        self._heading += tag in _HEADINGS
        self._bold += _is_bold(tag, style)
        if tag == "a":
            self._links.append(element.get("href") or "")
        self.take(element, behind=False)

    def close(self, element: _Element) -> None:
        """Take in what stands behind an element."""
        tag, style = _tag(element), element.get("style") or ""
        if self._silent:
            self._silent -= 1
        else:
            if tag in _BLOCKS:
                self.flush()
            self._quoted -= tag == "blockquote"
            self._heading -= tag in _HEADINGS
            self._bold -= _is_bold(tag, style)
            if tag == "a" and self._links:
                self._links.pop()
        self.take(element, behind=True)

    def take(self, element: _Element, *, behind: bool) -> None:
        """Take in the text in or behind an element."""
        text = element.tail if behind else element.text
        if not text or self._silent:
            return
        self._places.append((element, behind))
        self._texts.append((_FILLING.sub("", text), self._links[-1] if self._links else None, self._bold > 0))

    def flush(self) -> None:
        """End a line."""
        text = " ".join("".join(part for part, _, _ in self._texts).split())
        if text:
            solid = [(link, bold) for part, link, bold in self._texts if re.search(r"\w", part)]
            links = {link for link, _ in solid}
            whole = links.pop() if len(links) == 1 else None
            heading = self._heading > 0 or (bool(solid) and all(bold for _, bold in solid))
            self.lines.append(Line(text, self._quoted, heading, whole or None, self._places))
            self._places = []
        self._texts = []
        if not text:
            self._places = []


def _tag(element: _Element) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _is_bold(tag: str, style: str) -> bool:
    return tag in ("b", "strong") or bool(_BOLD.search(style))


def cut(lines: Sequence[Line]) -> None:
    """Take the text of lines out of their tree."""
    for line in lines:
        for element, behind in line.places:
            if behind:
                element.tail = " "
            else:
                element.text = None
