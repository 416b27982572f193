"""The markup of feeds -> their entries, each as a small tree whose texts are cut from the source as they stand there.

Feeds are rarely the XML that they say they are, so what is no markup is text: a bare &, a <, a tag that is never closed.
No document type is read, no entity is resolved but HTML's own characters, and nothing is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urljoin

MOST_CHILDREN = 1_000  # elements of one entry, or of what a feed says of itself
DEEP = 8  # elements in one another, of those that are looked into
SITEMAPS = frozenset(("urlset", "sitemapindex"))
_HOLDERS = frozenset(("rss", "feed", "rdf", "channel", *SITEMAPS))
_INSIDE = frozenset(("author", "contributor", "source", "group", "news", "image", "textinput", "owner", "guest-author"))
_BEGIN = re.compile(
    r"<!--.*?(?:-->|\Z)|<!DOCTYPE[^\[<>]*\[[^\]]*\]\s*>|<(?P<page>html)[\s>]"
    r"|<(?:[\w.-]+:)?(?P<root>rss|feed|RDF|urlset|sitemapindex|channel)(?=[\s>/])",
    re.IGNORECASE | re.DOTALL,
)
_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<[?!][^>]*>"
    r"|<(?P<end>/?)(?P<name>[A-Za-z_][\w:.-]*)(?P<rest>(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*(?=>)|[^<>]*)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_PARTS = re.compile(r"<!\[CDATA\[(?P<literal>.*?)(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<[?/A-Za-z!][^<>]*>", re.DOTALL)
_VOCABULARIES = {
    "": "",
    "http://backend.userland.com/rss": "",
    "http://backend.userland.com/rss2": "",
    "http://channel.netscape.com/rdf/simple/0.9": "",
    "http://my.netscape.com/rdf/simple/0.9": "",
    "http://purl.org/atom/ns": "atom",
    "http://purl.org/dc/elements/1.0": "dc",
    "http://purl.org/dc/elements/1.1": "dc",
    "http://purl.org/dc/terms": "dcterms",
    "http://purl.org/rss/1.0": "",
    "http://purl.org/rss/1.0/modules/content": "content",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://search.yahoo.com/mrss": "media",
    "http://video.search.yahoo.com/mrss": "media",
    "http://www.google.com/schemas/sitemap-image/1.1": "image",
    "http://www.google.com/schemas/sitemap-news/0.9": "news",
    "http://www.google.com/schemas/sitemap/0.84": "",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.sitemaps.org/schemas/sitemap/0.9": "",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns": "rdf",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.w3.org/2005/atom": "atom",
    "http://www.w3.org/xml/1998/namespace": "xml",
}
_PREFIXES = {name: name for name in ("atom", "content", "dc", "dcterms", "feedburner", "media", "image", "news", "itunes", "rdf",
                                     "xhtml", "xml")} | {"a10": "atom", "dct": "dcterms"}  # fmt: skip


@dataclass(slots=True)
class Element:
    """An element of a feed: its local name in small letters, its vocabulary ("" for the feed's own, "other" for one that
    is not known), its attributes, the address that its addresses are relative to, and the source between its tags."""

    name: str
    space: str
    attributes: Mapping[str, str]
    base: str
    inner: str = ""
    children: list[Element] = field(default_factory=list)

    def find(self, *names: str) -> Iterator[Element]:
        """The children of these names ("title", "dc:creator"), in the order of the names."""
        for name in names:
            space, _, local = name.rpartition(":")
            yield from (child for child in self.children if child.name == local and child.space == space)

    @property
    def text(self) -> str:
        """The text without markup, on one line."""
        return " ".join(plain(self.inner).split())


@dataclass(slots=True)
class _Open:
    """An element whose end has not come, with the vocabularies of its prefixes."""

    tag: str
    element: Element
    spaces: Mapping[str, str]
    start: int


def begin(text: str) -> int | None:
    """Where the feed or sitemap begins in a text; None for what is none, a page of HTML among it."""
    for found in _BEGIN.finditer(text):
        if found.group("page"):
            return None
        root = found.group("root")
        if root and (root.lower() != "channel" or not _holds_tag(text[: found.start()])):
            return found.start()
    return None


def _holds_tag(text: str) -> bool:
    return re.search(r"<[A-Za-z]", re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)) is not None


def resolve(text: str) -> str:
    """The text with the characters that HTML names or numbers, those from 128 to 159 as windows-1252; a bare & stays."""
    return _REFERENCE.sub(lambda found: unescape(found.group()), text) if "&" in text else text


def plain(source: str) -> str:
    """What a source says: its text without tags and comments, its references resolved, CDATA as it stands."""
    if "<" not in source:
        return resolve(source)
    return "".join(pieces(source, tags=False))


def pieces(source: str, *, tags: bool) -> Iterator[str]:
    """The parts of a source: resolved text, CDATA as it stands and, where wanted, the tags."""
    at = 0
    for found in _PARTS.finditer(source):
        yield resolve(source[at : found.start()])
        if found.group("literal") is not None:
            yield found.group("literal")
        elif tags:
            yield found.group()
        at = found.end()
    yield resolve(source[at:])


class Scanner:
    """Cuts entries from the text of a feed; ``feed`` holds what the feed said of itself so far."""

    def __init__(self, base: str = "") -> None:
        self.feed = Element("", "", {}, base)
        self.root = ""
        self.broken: str | None = None  # where and how the feed breaks off
        self._open: list[_Open] = []
        self._captured: _Open | None = None  # whose source is not looked into
        self._within = 0  # elements of its name within it
        self._lines = 1

    def entries(self, texts: Iterable[str]) -> Iterator[Element]:
        """The entries in their order. Each text but the last ends behind an entry."""
        for text in texts:
            for found in _TOKEN.finditer(text):
                tag = found.group("name")
                if tag is None:
                    continue
                entry = self._end(tag, found, text) if found.group("end") else self._start(tag, found, text)
                if entry is not None:
                    yield entry
            self._lines += text.count("\n")
            if self._open and self._captured:
                self._close_captured(text, len(text))
        if self._open:
            self.broken = f"breaks off in line {self._lines}"
            yield from (at.element for at in self._open if self._is_entry(at.element))

    def _start(self, tag: str, found: re.Match[str], text: str) -> Element | None:
        """Take in a start tag; the entry, where it is an empty one."""
        rest = found.group("rest")
        empty = rest.endswith("/")
        if self._captured is not None:
            self._within += tag == self._captured.tag and not empty
            return None
        element, spaces = self._element(tag, rest)
        holder = self._open[-1].element if self._open else self.feed
        self.root = self.root or element.name
        if element.name not in _HOLDERS:
            holder = self.feed if holder.name in _HOLDERS and not self._is_entry(element) else holder
            if not self._is_entry(element) and len(holder.children) < MOST_CHILDREN:
                holder.children.append(element)
        opened = _Open(tag, element, spaces, found.end())
        if empty:
            return element if self._is_entry(element) else None
        if self._is_holder(element):
            self._open.append(opened)
        else:
            self._captured, self._within = opened, 0
        return None

    def _element(self, tag: str, rest: str) -> tuple[Element, Mapping[str, str]]:
        """The element of a start tag, and the vocabularies that hold within it."""
        above = self._open[-1] if self._open else None
        spaces = above.spaces if above else {}
        base = above.element.base if above else self.feed.base
        attributes = {name.lower(): resolve(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(rest)} if "=" in rest else {}
        declared = {n[6:]: v for n, v in attributes.items() if n.startswith("xmlns:")}
        if "xmlns" in attributes:
            declared[""] = attributes["xmlns"]
        if declared:
            spaces = {**spaces, **{prefix: _vocabulary(prefix, url) for prefix, url in declared.items()}}
        if "xml:base" in attributes:
            base = joined(base, attributes["xml:base"])
        prefix, _, name = tag.lower().rpartition(":")
        space = spaces.get(prefix, _PREFIXES.get(prefix, "other") if prefix else "")
        return Element(name, "" if space == "atom" else space, attributes, base), spaces

    def _is_holder(self, element: Element) -> bool:
        """Is the element looked into?"""
        if len(self._open) >= DEEP:
            return False
        if self._is_entry(element):
            return not any(self._is_entry(at.element) for at in self._open)
        if element.name in _HOLDERS:
            return all(at.element.name in _HOLDERS for at in self._open)
        return element.name in _INSIDE or (element.space == "media" and element.name == "content")

    def _is_entry(self, element: Element) -> bool:
        if self.root in SITEMAPS:
            return element.name in ("url", "sitemap") and element.space == ""
        return element.name in ("item", "entry") and element.space in ("", "rdf")

    def _end(self, tag: str, found: re.Match[str], text: str) -> Element | None:
        """Take in an end tag; the entry that it ends."""
        if self._captured is not None:
            if tag == self._captured.tag and self._within:
                self._within -= 1
                return None
            if tag == self._captured.tag:
                self._close_captured(text, found.start())
                return None
            if not any(at.tag == tag for at in self._open):
                return None
            self._close_captured(text, found.start())
        if not any(at.tag == tag for at in self._open):
            return None
        ended: Element | None = None
        while self._open:
            closed = self._open.pop()
            if closed.element.name in _INSIDE or closed.element.space == "media":
                closed.element.inner = text[closed.start : found.start()]
            ended = closed.element if self._is_entry(closed.element) else ended
            if closed.tag == tag:
                break
        return ended

    def _close_captured(self, text: str, end: int) -> None:
        if self._captured is not None:
            self._captured.element.inner = text[self._captured.start : end]
            self._captured = None


def joined(base: str, address: str) -> str:
    """An address as it is under a base; as it stands where it is no address at all."""
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return address


def _vocabulary(prefix: str, url: str) -> str:
    known = _VOCABULARIES.get(url.strip().lower().rstrip("/#"))
    return known if known is not None else ("other" if prefix else "")
