"""RSS, Atom and sitemaps -> the entries that they list, as pages. No entity is resolved, nothing is loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from variorum.errors import BadInput
from variorum.ingest.encoding import decode
from variorum.model import Page

if TYPE_CHECKING:
    from lxml.etree import _Element

_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF|urlset|sitemapindex)[\s>]")
_MARKUP = re.compile(r"<(?:p|div|br|a|img|span|b|i|em|strong|ul|h\d)\b", re.IGNORECASE)
_CONTENT = ("encoded", "content", "description", "summary")
_DATES = ("pubDate", "published", "issued", "date", "publication_date", "updated", "lastmod")


def is_feed(raw: bytes) -> bool:
    """Do the first bytes look like a feed or a sitemap?"""
    return bool(_FEED.search(raw[:4_000])) and b"<html" not in raw[:4_000].lower()


def find_entries(raw: bytes, where: str) -> list[Page]:
    """The entries in their order, with the text that the feed gives of them, if any. Raises BadInput for no feed."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True)
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        if b"encoding" not in raw[:200]:
            raw = decode(raw, where)[0].encode()
    try:
        root = etree.fromstring(raw.lstrip(), parser)
    except (etree.LxmlError, ValueError) as error:
        raise BadInput(where, f"is XML that cannot be parsed: {error}") from error
    if root is None or _name(root) not in ("rss", "feed", "RDF", "urlset", "sitemapindex"):
        raise BadInput(where, "is no feed and no sitemap")
    outlet = _outlet(root)
    holders = [root, *(e for e in root if _name(e) == "channel")]
    items = [e for holder in holders for e in holder if _name(e) in ("item", "entry", "url", "sitemap")]
    pages = [_page(item, n, where, outlet) for n, item in enumerate(items, 1)]
    broken = parser.error_log.last_error
    if broken is not None and pages:
        pages[-1] = replace(pages[-1], notes=(f"is broken XML (line {broken.line}): what stands there may be lost",))
    return pages


def _page(item: _Element, number: int, where: str, outlet: str | None) -> Page:
    parts: dict[str, str] = {}
    for child in [*item, *(inner for part in item if _name(part) in ("news", "group") for inner in part)]:
        name = _name(child)
        text = " ".join("".join(child.itertext()).split()) if name else ""  # entities have no name
        if text and name not in parts:
            parts[name] = text
    body = max((parts[name] for name in _CONTENT if name in parts), key=len, default=None)
    marked = bool(body and _MARKUP.search(body))
    link = _link(item) or parts.get("loc") or parts.get("link") or parts.get("guid") or parts.get("id")
    url = link if link and (re.match(r"https?://", link) or link.startswith(("/", "?"))) else None
    return Page(
        name=url or f"{where}, entry {number}",
        where=f"{where}, entry {number}",
        text=None if marked else body,
        html=body if marked else None,
        url=url,
        outlet=outlet,
        title=parts.get("title"),
        published=_date(next((parts[name] for name in _DATES if name in parts), None)),
    )


def _link(item: _Element) -> str | None:
    """The address of an Atom entry: its link without a relation, or the alternate one."""
    for child in item:
        if _name(child) == "link" and child.get("href") and child.get("rel", "alternate") == "alternate":
            return str(child.get("href")).strip()
    return None


def _outlet(root: _Element) -> str | None:
    """The feed's own title."""
    for holder in [root, *(e for e in root if _name(e) == "channel")]:
        for child in holder:
            if _name(child) == "title":
                return " ".join("".join(child.itertext()).split()) or None
    return None


def _date(said: str | None) -> str | None:
    """A feed's date as ISO 8601 where it is one of mail (RFC 822), else as it stands."""
    try:
        return parsedate_to_datetime(said).isoformat() if said else None
    except (TypeError, ValueError, OverflowError):
        return said


def _name(element: _Element) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def read_feed(raw: bytes, where: str) -> Iterator[Page | BadInput]:
    """The entries that hold text; where none does, a fault that says how many pages are only named."""
    entries = find_entries(raw, where)
    if not entries:
        raise BadInput(where, "is a feed without entries")
    texts = [page for page in entries if page.text or page.html]
    yield from texts
    if len(texts) < len(entries):
        yield BadInput(where, f"names {len(entries) - len(texts)} pages without their text: variorum fetch reads them")
