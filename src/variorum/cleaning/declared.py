"""What a page's markup declares of its report: JSON-LD, meta elements, times, and the address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from variorum.cleaning.linked_data import Described, Identity, Node, find_objects, identify, own_reports
from variorum.model import Candidate

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LINKED = {"title": "headline", "published": "datePublished", "updated": "dateModified", "byline": "author",
           "outlet": "publisher", "language": "inLanguage"}  # fmt: skip
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "sailthru.title", "parsely-title"),
    "outlet": ("og:site_name", "application-name", "publisher", "dc.publisher"),
    "byline": ("author", "article:author", "dc.creator", "sailthru.author", "parsely-author", "byl"),
    "published": ("article:published_time", "article:published", "datepublished", "date", "dc.date", "dc.date.issued",
                  "dcterms.created", "sailthru.date", "parsely-pub-date", "pubdate", "publish-date", "publication_date",
                  "og:published_time", "cxenseparse:recs:publishtime"),
    "updated": ("article:modified_time", "article:modified", "datemodified", "lastmod", "last-modified", "og:updated_time",
                "dcterms.modified"),
    "url": ("og:url",),
}  # fmt: skip
_URL_DATE = re.compile(r"/(?P<year>(?:19|20)\d\d)[/-]?(?P<month>\d\d|[a-z]{3})[/-]?(?P<day>[0-3]\d)(?=[/_.-]|$)", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def find_declared(root: HtmlElement, address: str | None = None) -> list[Candidate]:
    """All that the markup says of the page at ``address``, the surest places first."""
    objects = find_objects(root)
    linked = _reports_data(objects, identify(root, address))
    return [*linked, *_meta(root), *_pages_data(objects), *_times(root), *_head(root)]


def find_in_address(url: str | None) -> list[Candidate]:
    """Outlet and date that stand in a page's address."""
    if not url:
        return []
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return []
    found = [Candidate("outlet", host.removeprefix("www."), "address")] if host else []
    m = _URL_DATE.search(url)
    if m:
        name = m.group("month").lower()
        month = int(name) if name.isdigit() else _MONTHS.index(name) + 1 if name in _MONTHS else 0
        found.append(Candidate("published", f"{m.group('year')}-{month:02d}-{m.group('day')}", "address"))
    return found


def _reports_data(objects: Sequence[Described], page: Identity) -> Iterator[Candidate]:
    named = {str(o.node["@id"]): o.node for o in objects if "@id" in o.node and "name" in o.node}
    for node in own_reports(objects, page):
        for field, key in _LINKED.items():
            value = ", ".join(_names(node.get(key), named))
            if value:
                yield Candidate(field, value, f"JSON-LD {key}")


def _pages_data(objects: Sequence[Described]) -> Iterator[Candidate]:
    """The dates of the page or the site where its report has none of its own."""
    for described in sorted((o for o in objects if o.is_page), key=lambda o: o.types[0] == "WebSite"):
        for field in ("published", "updated"):
            for value in _names(described.node.get(_LINKED[field]), {}):
                yield Candidate(field, value, f"JSON-LD {described.types[0]} {_LINKED[field]}")


def _names(value: object, named: Mapping[str, Node], depth: int = 0) -> list[str]:
    """The strings of a value: itself, the name of an object, or of the one that it points to, those of a list."""
    if depth > 4:
        return []
    if isinstance(value, str):
        return [plain] if (plain := " ".join(unescape(value).split())) else []
    if isinstance(value, dict):
        name = value.get("name") or named.get(str(value.get("@id")), {}).get("name")
        return _names(name, named, depth + 1)
    return [name for item in value[:50] for name in _names(item, named, depth + 1)] if isinstance(value, list) else []


def _meta(root: HtmlElement) -> list[Candidate]:
    said: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        value = " ".join((meta.get("content") or "").split())
        if key and value:
            said.setdefault(key, []).append(value)
    return [Candidate(f, value, f"meta {key}") for f, keys in _META.items() for key in keys for value in said.get(key, ())]


def _times(root: HtmlElement) -> Iterator[Candidate]:
    """Marked times: microdata and ``time`` elements, those of other reports' teasers among them."""
    for time in root.iter("time"):
        value, role = (time.get("datetime") or "").strip(), (time.get("itemprop") or time.get("class") or "").lower()
        if value:
            yield Candidate("updated" if "modif" in role or "updat" in role else "published", value, "time element")


def _head(root: HtmlElement) -> Iterator[Candidate]:
    for element in root.iter("h1", "title", "link"):
        if element.tag == "link":
            if element.get("rel") == "canonical" and element.get("href"):
                yield Candidate("url", element.get("href").strip(), "canonical link")
        elif text := " ".join(element.text_content().split()):
            yield Candidate("title", text, f"{element.tag} element")
    if root.get("lang"):
        yield Candidate("language", root.get("lang"), "lang attribute")
