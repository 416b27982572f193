"""HTML -> its blocks of text, in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree, html

from variorum.cleaning.inline import BECAUSE
from variorum.text.lexicon import members

INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
))  # fmt: skip
SILENT = frozenset((
    "audio", "button", "canvas", "head", "iframe", "link", "math", "meta", "noscript", "object", "option", "script", "select",
    "style", "svg", "template", "textarea", "video",
))  # fmt: skip
JUNK = {"aside": "aside", "figcaption": "caption", "figure": "caption", "footer": "navigation", "form": "form",
        "nav": "navigation"}  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_UNSEEN = re.compile(r"visually-?hidden|sr-only|screen-?reader|assistive", re.IGNORECASE)
_BREAK = "\x0b"
PROSE = 8  # words of a block from which it is a sentence
LINKED = 0.5  # part of a block inside links, above which it is a list of links


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A run of text between two block borders: the element that holds it, and the part of it inside links, 0 to 1.

    ``gone`` is what stood in it and is no text, each with the reason; the text is empty where that was all.
    """

    text: str
    element: html.HtmlElement
    linked: float
    gone: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> int:
        """Number of words."""
        return len(self.text.split())

    @property
    def is_prose(self) -> bool:
        """Is it as long as a sentence, and no list of links?"""
        return self.words >= PROSE and self.linked < LINKED


def parse(source: str) -> html.HtmlElement:
    """The tree of a page without comments and control characters, which lxml reads but does not write.

    Raises etree.LxmlError or ValueError where there is none.
    """
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    root = html.document_fromstring(source, parser=parser)
    for element in root.iter():
        if element.text and _CONTROL.search(element.text):
            element.text = _CONTROL.sub("", element.text)
        if element.tail and _CONTROL.search(element.tail):
            element.tail = _CONTROL.sub("", element.tail)
    return root


def find_blocks(root: html.HtmlElement) -> tuple[list[Block], int]:
    """The blocks of a page that a reader sees, and how deep its elements are nested."""
    reader = _Reader(root)
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            reader.open(element)
        else:
            reader.close(element)
    reader.flush()
    return [part for block in reader.blocks for part in _split(block)], reader.deepest


class _Reader:
    """Gathers text between block borders while the tree is walked."""

    def __init__(self, root: html.HtmlElement) -> None:
        self.blocks: list[Block] = []
        self.deepest = self.depth = self.silent = self.links = 0
        self._root = self._owner = root
        self._run: list[str] = []
        self._gone: list[tuple[str, str]] = []
        self._linked = 0

    def open(self, element: html.HtmlElement) -> None:
        """Take in what stands before the first child."""
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)
        if self.silent or element.tag in SILENT or _is_hidden(element):
            self.silent += 1
            return
        if because := element.get(BECAUSE):
            self.silent += 1
            if element.tag not in INLINE:
                self.flush()
            if gone := " ".join(element.text_content().split()):
                self._gone.append((gone, because))
            return
        if element.tag == "br":
            self._run.append(_BREAK)
        elif element.tag not in INLINE:
            self.flush()
            self._owner = element
        self.links += element.tag == "a"
        self._add(element.text)

    def close(self, element: html.HtmlElement) -> None:
        """Take in what stands behind the element."""
        self.depth -= 1
        if self.silent:
            self.silent -= 1
            if not self.silent and element.get(BECAUSE) and element.tag not in INLINE:
                self.flush()
        else:
            self.links -= element.tag == "a"
            if element.tag not in INLINE and element.tag != "br":
                self.flush()
                self._owner = _holder(element)
        if not self.silent and element is not self._root:
            self._add(element.tail)

    def flush(self) -> None:
        """End the block."""
        text = re.sub(r"[^\S\x0b]+", " ", "".join(self._run)).strip(" " + _BREAK)
        if self._gone:
            text = re.sub(r" +(?=[,.;:!?](?:\s|$))", "", text)
        if text or self._gone:
            self.blocks.append(Block(text, self._owner, min(1.0, self._linked / max(1, len(text))), tuple(self._gone)))
        self._run, self._gone, self._linked = [], [], 0

    def _add(self, text: str | None) -> None:
        if text:
            self._run.append(text.replace(_BREAK, " "))
            self._linked += len(text.strip()) if self.links else 0


def _split(block: Block) -> Iterator[Block]:
    """The paragraphs of a block: two line breaks part them, one is a blank."""
    if not block.text:
        yield block
    gone = block.gone
    for part in re.split(rf"(?:{_BREAK}\s*){{2,}}", block.text):
        text = re.sub(rf"\s*{_BREAK}\s*", " ", part).strip()
        if text:
            yield Block(text, block.element, block.linked, gone)
            gone = ()


def _holder(element: html.HtmlElement) -> html.HtmlElement:
    """The block that holds an element."""
    holder = element.getparent()
    while holder is not None and holder.tag in INLINE and holder.getparent() is not None:
        holder = holder.getparent()
    return element if holder is None else holder


def _is_hidden(element: html.HtmlElement) -> bool:
    if element.tag in ("html", "body"):  # hidden until a script shows them
        return False
    if element.get("hidden") is not None or _UNSEEN.search(element.get("class") or ""):
        return True
    style = element.get("style")
    return bool(style and _HIDDEN.search(style))


def furniture_kind(element: html.HtmlElement) -> str | None:
    """The kind of furniture that an element itself is marked as; None for text."""
    return _kind(element.tag, element.get("class") or "", element.get("id") or "", element.get("role") or "")


def kind_around(element: html.HtmlElement) -> str | None:
    """The kind of furniture that an element, or one around it, is marked as; None for text."""
    kinds = (furniture_kind(e) for e in (element, *element.iterancestors()))
    return next((kind for kind in kinds if kind), None)


@lru_cache(maxsize=4096)
def _kind(tag: str, classes: str, name: str, role: str) -> str | None:
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", f"{classes} {name} {role}").lower()
    words = set(re.split(r"[^a-z]+", apart))
    return next((kind for kind, forms in members("markup").items() if words & set(forms)), JUNK.get(tag))
