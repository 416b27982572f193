"""Page -> Report, the whole way."""

from __future__ import annotations

import re
from hashlib import blake2b

from variorum.cleaning.credits import find_credits
from variorum.cleaning.furniture import find_furniture, find_glued_names
from variorum.cleaning.html import extract
from variorum.cleaning.layout import unwrap
from variorum.cleaning.metadata import DATE_STAMP, Metadata, find_metadata
from variorum.errors import BadInput
from variorum.model import Page, Removed, Report
from variorum.text.language import find_language
from variorum.text.periods import find_date

_GLUED_DATE = re.compile(
    r"(?:(?:Published|Posted|Updated|Date)\b:?\s*)?(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w{0,6},? )?"
    r"(?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8} \d{1,2}),? \d{4}[\s,:–—-]+(?=[\"“A-Z])"
)
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def clean(page: Page) -> Report:
    """The report that a page holds. Raises BadInput where no text is left."""
    given = Metadata(page.title, page.outlet, None, page.published)
    if page.html is not None:
        text, given = extract(page.html, page.where, given)
    else:
        text = page.text or ""
    lines, removed = unglue(normalise(text), given)
    verdicts = find_furniture(lines, given.title)
    found = find_metadata(lines, verdicts, given)
    kept = [line for line, because in zip(lines, verdicts, strict=True) if because is None]
    removed += [Removed(line, because) for line, because in zip(lines, verdicts, strict=True) if because]
    kept, stamps = strip_stamp(kept)
    removed += stamps
    body = "\n".join(kept)
    if not body.strip():
        raise BadInput(page.where, "holds no text of a report: all of it is page furniture" if lines else "is empty")
    return Report(
        id=_identity(page),
        name=page.name,
        text=body,
        outlet=_line(found.outlet),
        title=_line(found.title),
        byline=_line(found.byline),
        url=page.url,
        published=found.published,
        language=find_language(body),
        credits=find_credits(kept, removed, found.byline),
        removed=tuple(removed),
        extra=page.extra,
    )


def normalise(text: str) -> list[str]:
    """The lines of a text without invisible characters, runs of blanks and the hard breaks inside paragraphs."""
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
    lines = [re.sub(r"[^\S\n]+", " ", line).strip() for line in text.split("\n")]
    return unwrap(lines)


def unglue(lines: list[str], given: Metadata) -> tuple[list[str], list[Removed]]:
    """The lines without a site's name that was glued to the headline or into words, and what was taken out."""
    removed: list[Removed] = []
    for pattern, because in find_glued_names(lines, given.title):
        for i, line in enumerate(lines):
            for m in pattern.finditer(line):
                removed.append(Removed(m.group(), because))
            lines[i] = pattern.sub("", line)
    return lines, removed


def _line(text: str | None) -> str | None:
    """The text on one line, without what a terminal would obey."""
    return " ".join(_INVISIBLE.sub(" ", text).split()) or None if text else None


def strip_stamp(kept: list[str]) -> tuple[list[str], list[Removed]]:
    """The lines without a date that was glued before the first sentence ("Published May 3 2019 Ten people …")."""
    m = _GLUED_DATE.match(kept[0]) if kept else None
    if m is None or find_date(m.group()) is None or len(kept[0]) - m.end() < 40:
        return kept, []
    return [kept[0][m.end() :], *kept[1:]], [Removed(m.group().strip(), DATE_STAMP)]


def _identity(page: Page) -> str:
    folder = dict(page.extra).get("folder")  # index.html of two folders are two pages
    parts = (page.name, folder, page.url, page.outlet, page.title, page.published, page.text or page.html)
    return blake2b("\x1f".join(p or "" for p in parts).encode("utf-8", "replace"), digest_size=6).hexdigest()
