"""One record of a web archive -> the pages that it holds, or what it is instead of a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from variorum.errors import BadInput
from variorum.ingest.codings import parse_answer, undo_codings
from variorum.ingest.documents import read_docx
from variorum.ingest.encoding import decode
from variorum.ingest.feeds import find_entries, is_feed
from variorum.ingest.lines import parse_object
from variorum.ingest.pdf import read_pdf
from variorum.model import Page
from variorum.text.lexicon import entries

OWN = ("request", "warcinfo", "metadata")  # types of records that tell of the archive and of its other records
_READ = ("response", "resource", "conversion")
_WEB = ("http", "https", "ftp", "file", "")  # schemes of addresses at which pages are; all others are a crawler's own
_HTML, _PLAIN, _WORD = ("text/html", "application/xhtml+xml"), "text/plain", "wordprocessingml.document"
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_ADDRESSES = re.compile(r"(?:https?://\S+\s+)*https?://\S+")


@dataclass(frozen=True, slots=True)
class Contents:
    """What a record holds: pages, in a feed those that it lists; or, in a word, what it is instead."""

    pages: tuple[Page | BadInput, ...] = ()
    instead: str = ""
    listed: bool = False


@dataclass(frozen=True, slots=True)
class _Content:
    """The bytes of a record with all that is known of them."""

    url: str | None
    kind: str  # content type, without parameters
    charset: str | None
    body: bytes
    where: str
    notes: tuple[str, ...]


def find_contents(header: Mapping[str, str], body: bytes, where: str, notes: tuple[str, ...] = ()) -> Contents:
    """The pages of a record, or what it is instead. Raises BadInput where it is broken."""
    url = header.get("warc-target-uri", "").strip("<> ") or None
    instead = _kind_of_record(header) or _kind_of_address(url or "")
    if instead:
        return Contents(instead=instead)
    declared = header.get("content-type", "").lower()
    if declared.startswith("application/http"):
        answer = parse_answer(body)
        if not 200 <= answer.status < 300:
            return Contents(instead=_kind_of_status(answer.status))
        declared = answer.headers.get("content-type", "text/html").lower()
        body, short = undo_codings(answer, where)
        notes += ("breaks off: its body is not whole",) if short else ()
    if not body.strip():
        return Contents(instead="empty")
    charset = _CHARSET.search(declared)
    content = _Content(url, declared.split(";")[0].strip(), charset.group(1) if charset else None, body, where, notes)
    found = _read(content)
    captured = (("archived", header["warc-date"]),) if header.get("warc-date") else ()
    pages = tuple(p if isinstance(p, BadInput) else replace(p, extra=(*p.extra, *captured)) for p in found.pages)
    return replace(found, pages=pages)


def _kind_of_record(header: Mapping[str, str]) -> str:
    """What a record is by its type, if none that holds a page."""
    kind = header.get("warc-type", "").lower()
    if kind not in _READ:
        return kind or "record without a type"
    if kind == "response" and not header.get("content-type", "").lower().startswith("application/http"):
        scheme = header.get("warc-target-uri", "").strip("<> ").partition(":")[0].lower()
        return f"{scheme}: record" if scheme not in _WEB else "answer of another protocol"
    return ""


def _kind_of_address(url: str) -> str:
    """What a record is by its address, if no page: a crawler's own log, the text of a page, a file for machines."""
    scheme, _, rest = url.partition(":") if ":" in url else ("", "", url)
    if scheme.lower() == "urn":
        return f"urn:{rest.partition(':')[0]}"[:40]
    if scheme.lower() not in _WEB:
        return f"{scheme.lower()[:30]}: record"
    try:
        path = urlsplit(url).path
    except ValueError:
        return ""
    if path.startswith("/.well-known/"):
        return ".well-known"
    name = path.removeprefix("/").casefold()
    return name if name in entries("site_files") else ""


def _kind_of_status(status: int) -> str:
    if not status:
        return "answer without a status"
    return "redirect" if 300 <= status < 400 else f"error {status}" if status >= 400 else f"answer {status}"


def _read(content: _Content) -> Contents:
    """What the bytes hold by what they begin with, then by the type that was declared."""
    name = content.url or content.where
    start = content.body[:4_096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"%PDF-"):
        return _document(read_pdf(content.body, content.where, name), content)
    if start.startswith(b"PK\x03\x04") and (_WORD in content.kind or name.lower().endswith(".docx")):
        return _document(read_docx(content.body, content.where, name), content)
    if is_feed(content.body):
        return _feed(content)
    if start[:1] in (b"{", b"["):
        objects = _objects(content, name)
        if objects is not None:
            return objects
    if content.kind in _HTML or ("xml" in content.kind and b"<html" in start.lower()):
        return _page(content, plain=False)
    return _page(content, plain=True) if content.kind == _PLAIN else Contents(instead=content.kind[:60] or "record of no type")


def _document(page: Page, content: _Content) -> Contents:
    return Contents((replace(page, url=content.url, notes=(*content.notes, *page.notes)),))


def _feed(content: _Content) -> Contents:
    """The entries of a feed that hold text; a sitemap holds none."""
    entries = find_entries(content.body, content.where, base=content.url or "", declared=content.charset)
    pages = tuple(page for page in entries if page.text or page.html)
    return Contents(pages, listed=True) if pages else Contents(instead="feed or sitemap without text")


def _objects(content: _Content, name: str) -> Contents | None:
    """The articles among the objects of a JSON answer: those with text and a title; None where it is no JSON."""
    try:
        text, _ = decode(content.body, content.where, declared=content.charset)
        found = list(parse_object(text, content.where, name))
    except BadInput:
        return None
    pages = [page for page in found if isinstance(page, Page) and page.title]
    if not pages:
        return Contents(instead="JSON that is no article") if "json" in content.kind or _is_json(text) else None
    if len(found) == 1:
        pages = [replace(pages[0], url=pages[0].url or content.url)]
    return Contents(tuple(pages))


def _is_json(text: str) -> bool:
    """Does the text end as it begins, in a bracket?"""
    return text.rstrip()[-1:] in ("}", "]")


def _page(content: _Content, *, plain: bool) -> Contents:
    text, note = decode(content.body, content.where, declared=content.charset)
    if plain and _ADDRESSES.fullmatch(text.strip()):
        return Contents(instead="list of addresses")
    page = Page(
        name=content.url or content.where,
        where=content.where,
        text=text if plain else None,
        html=None if plain else text,
        url=content.url,
        notes=content.notes + ((note,) if note else ()),
    )
    return Contents((page,))
