"""Pages -> a web archive: one WARC resource record a page (ISO 28500), each packed by itself."""

from __future__ import annotations

import gzip
import uuid
from urllib.parse import quote

from variorum.model import Page


def warc_record(page: Page) -> bytes:
    """The packed record of a page: its text as UTF-8 under its address."""
    body = (page.html or page.text or "").encode("utf-8", "replace")
    url = quote(page.url or page.name, safe=":/?#[]@!$&'()*+,;=%~")
    kind = "text/html" if page.html else "text/plain"
    head = {
        "WARC-Type": "resource",
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, url)}>",
        "WARC-Date": dict(page.extra).get("fetched", "1970-01-01T00:00:00Z"),
        "WARC-Target-URI": url,
        "Content-Type": f"{kind}; charset=utf-8",
        "Content-Length": str(len(body)),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return gzip.compress(f"WARC/1.1\r\n{lines}\r\n".encode() + body + b"\r\n\r\n", mtime=0)
