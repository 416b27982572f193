"""RSS, Atom, sitemaps and JSON Feed -> the entries that they list, as pages. No entity is resolved, nothing is loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import BinaryIO

from variorum.errors import BadInput
from variorum.ingest.dates import find_order
from variorum.ingest.encoding import decode, find_wide
from variorum.ingest.entries import describe, make_page
from variorum.ingest.jsonfeed import is_json_feed, read_items
from variorum.ingest.markup import Scanner, begin
from variorum.model import Page

HEAD = 65_536  # bytes in which a feed begins; programs' warnings may come before it
BLOCK = 20_000_000  # bytes of a large feed that are held at a time, and the most that one entry can have
_ENDS = (b"</item>", b"</entry>", b"</url>", b"</sitemap>")
_UNUSED = (0x81, 0x8D, 0x8F, 0x90, 0x9D)  # codes that windows-1252 leaves free
_C1 = {code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in _UNUSED}
_HAS_C1 = re.compile(r"[\x80-\x9f]")


def is_feed(raw: bytes) -> bool:
    """Do the first bytes look like a feed or a sitemap?"""
    return begin(raw[:HEAD].decode(find_wide(raw) or "latin-1", "replace")) is not None or is_json_feed(raw)


def find_entries(raw: bytes, where: str, *, base: str = "", declared: str | None = None) -> list[Page]:
    """The entries in their order, with the text that the feed gives of them, if any. Raises BadInput for no feed.

    ``base`` is the address that the feed was fetched from, ``declared`` the encoding that its server tells.
    """
    found = list(_read(raw, None, where, base, declared))
    pages = [page for page in found if isinstance(page, Page)]
    notes = tuple(fault.why for fault in found if isinstance(fault, BadInput))
    if not pages and notes:
        raise BadInput(where, notes[0])
    return [*pages[:-1], replace(pages[-1], notes=(*pages[-1].notes, *notes))] if notes else pages


def read_feed(raw: bytes, where: str, rest: BinaryIO | None = None) -> Iterator[Page | BadInput]:
    """The entries that hold text, and faults: how many pages are only named, cut short or of no certain date.

    ``rest`` is what comes behind the first bytes of a feed that is not held as a whole.
    """
    entries = named = cut = undated = 0
    date = ""
    for found in _read(raw, rest, where, "", None):
        if isinstance(found, BadInput):
            yield found
            continue
        entries += 1
        said = dict(found.extra)
        undated, date = undated + ("unread_date" in said), date or said.get("unread_date", "")
        if found.text or found.html:
            cut += "cut" in said
            yield found
        else:
            named += 1
    if not entries:
        raise BadInput(where, "is a feed without entries")
    if named:
        yield BadInput(where, f"names {named} pages without their text: variorum fetch reads them")
    if cut:
        yield BadInput(where, f"cuts {cut} of its texts short: variorum fetch reads their pages")
    if undated:
        yield BadInput(where, f"has {undated} dates that cannot be read, or can be two days, such as {date[:60]!r}")


def _read(raw: bytes, rest: BinaryIO | None, where: str, base: str, declared: str | None) -> Iterator[Page | BadInput]:
    """All entries, and what is wrong with the feed. Raises BadInput for no feed."""
    if is_json_feed(raw):
        yield from read_items(decode(raw, where, declared=declared)[0], where, base)
        return
    texts = _texts(raw, rest, where, declared)
    first = next(texts)
    at = begin(first)
    if at is None:
        raise BadInput(where, "is no feed and no sitemap")
    scanner, context = Scanner(base), None
    try:
        for number, entry in enumerate(scanner.entries(chain([first[at:]], texts)), 1):
            if context is None:
                language = next((part.text for part in scanner.feed.find("language", "dc:language")), "")
                context = describe(scanner.feed, where, find_order(first, language))
            yield make_page(entry, context, number)
    except BadInput as fault:
        yield fault
    if scanner.broken:
        yield BadInput(where, f"{scanner.broken} (broken XML): what stands there may be lost")


def _texts(raw: bytes, rest: BinaryIO | None, where: str, declared: str | None) -> Iterator[str]:
    """The text of a feed; of a large one part by part, each of which ends behind an entry."""
    held = raw
    while rest is not None and (more := rest.read(BLOCK)):
        end = max((at + len(tag) for tag in _ENDS if (at := held.rfind(tag)) >= 0), default=0)
        if not end:
            raise BadInput(where, f"has an entry of over {BLOCK // 1_000_000} MB: it and what comes behind it is left out")
        yield _decoded(held[:end], where, declared)
        held = held[end:] + more
    yield _decoded(held, where, declared)


def _decoded(raw: bytes, where: str, declared: str | None) -> str:
    text, _ = decode(raw, where, declared=declared)
    return text.translate(_C1) if _HAS_C1.search(text) else text
