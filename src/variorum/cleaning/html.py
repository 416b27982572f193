"""HTML -> main text and metadata, by trafilatura."""

from __future__ import annotations

from variorum.cleaning.metadata import Metadata
from variorum.errors import BadInput


def extract(html: str, where: str, given: Metadata) -> tuple[str, Metadata]:
    """Main text of a page, and its metadata behind what was given. Raises BadInput where there is no main text."""
    from trafilatura import bare_extraction, html2txt

    try:
        found = bare_extraction(html, with_metadata=True, include_comments=False, favor_precision=False, deduplicate=False)
    except (ValueError, RecursionError, AttributeError, TypeError) as error:
        raise BadInput(where, f"is HTML that cannot be parsed: {error}") from error
    if found is None or not found.text:
        text = html2txt(html)
        if not text.strip():
            raise BadInput(where, "is HTML without a main text, or nested too deep to be read")
        return "\n".join(text.split("\n")), given
    data = found.as_dict()
    return data["text"], Metadata(
        given.title or data.get("title"),
        given.outlet or data.get("sitename"),
        data.get("author"),
        given.published or data.get("date"),
    )
