"""JSON Feed 1.0 and 1.1 (jsonfeed.org) -> its items as pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from variorum.errors import BadInput
from variorum.ingest.dates import read_date
from variorum.ingest.entries import clean_person
from variorum.ingest.lines import parse_json
from variorum.ingest.markup import joined, resolve
from variorum.model import Page

_VERSION = re.compile(rb"\"version\"\s*:\s*\"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version")


def is_json_feed(raw: bytes) -> bool:
    """Is the JSON a feed?"""
    return raw[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and bool(_VERSION.search(raw))


def read_items(text: str, where: str, base: str) -> Iterator[Page | BadInput]:
    """The items in their order, with the text that the feed gives of them, if any. Raises BadInput for no feed."""
    feed = parse_json(text, where)
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(feed, dict) or not isinstance(items, list):
        raise BadInput(where, "is a JSON Feed without items")
    home = joined(joined(base, _string(feed, "feed_url") or ""), _string(feed, "home_page_url") or "")
    for number, item in enumerate(items, 1):
        if isinstance(item, dict):
            yield _page(item, feed, home, f"{where}, entry {number}")
        else:
            yield BadInput(f"{where}, entry {number}", "is no object")


def _page(item: dict[str, object], feed: dict[str, object], home: str, where: str) -> Page:
    html = _string(item, "content_html")
    text = None if html else _string(item, "content_text") or _string(item, "summary")
    url = next((whole for name in ("url", "external_url", "id") if (whole := _address(_string(item, name), home))), None)
    published, updated = (read_date(_string(item, name) or "") for name in ("date_published", "date_modified"))
    return Page(
        name=url or where,
        where=where,
        text=text,
        html=html,
        url=url,
        outlet=_string(feed, "title"),
        title=resolve(" ".join((_string(item, "title") or "").split())) or None,
        published=published or updated,
        updated=updated if published else None,
        byline=_byline(item) or _byline(feed),
        is_document=True,
    )


def _address(said: str | None, home: str) -> str | None:
    whole = joined(home, said) if said and (home or "/" in said) else ""
    return whole if re.match(r"https?://[^/\s]", whole) else None


def _byline(holder: dict[str, object]) -> str | None:
    """The authors of an item or a feed: a list, or the one of version 1.0."""
    several = holder.get("authors")
    people = [*(several if isinstance(several, list) else []), holder.get("author")]
    named = (clean_person(_string(person, "name") or "") for person in people if isinstance(person, dict))
    return ", ".join(dict.fromkeys(name for name in named if name)) or None


def _string(holder: dict[str, object], key: str) -> str | None:
    value = holder.get(key)
    return value.encode("utf-8", "replace").decode("utf-8") or None if isinstance(value, str) else None
