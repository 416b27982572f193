"""HTML -> main text and metadata, by trafilatura."""

from __future__ import annotations

import re
from html import unescape

from variorum.cleaning.metadata import Metadata
from variorum.errors import BadInput

_INLINE = re.compile(r"</?(?:a|abbr|b|cite|em|i|q|small|span|strong|u)\b[^<>]*>", re.IGNORECASE)
_TAGS = re.compile(r"<(script|style|head)\b.*?</\1\s*>|<!--.*?-->|<[^<>]*>", re.IGNORECASE | re.DOTALL)


def extract(html: str, where: str, given: Metadata) -> tuple[str, Metadata]:
    """Main text of a page, and its metadata behind what was given. Raises BadInput where there is no main text."""
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(html, with_metadata=True, include_comments=False, favor_precision=False, deduplicate=False)
    except (ValueError, RecursionError, AttributeError, TypeError) as error:
        raise BadInput(where, f"is HTML that cannot be parsed: {error}") from error
    if found is None or not found.text:
        text = _bare(html)
        if not text:
            raise BadInput(where, "is HTML without any text")
        return text, given
    data = found.as_dict()
    return data["text"], Metadata(
        given.title or data.get("title"),
        given.outlet or data.get("sitename"),
        data.get("author"),
        given.published or data.get("date"),
    )


def _bare(html: str) -> str:
    """What stands between the tags: for fragments, and for pages nested too deep for a parser."""
    return re.sub(r"\n\s*\n+", "\n", unescape(_TAGS.sub("\n", _INLINE.sub("", html)))).strip()
