"""Credits: whom a report names as the source of its text."""

from __future__ import annotations

import re
from functools import cache

from variorum.model import Removed
from variorum.text.lexicon import members

BEHIND = "behind the end of the text"
SIGNATURE = 30  # characters of a line behind the text that is nothing but a signature
_SHORT_TEXT = 160  # characters: a longer line credits nobody, it is a paragraph that mentions an agency
_CREDITING = re.compile(
    r"^\(?(?:source|sources|credit|via|from)s?\s*:|information (?:for|in|from)|provided by|contributed (?:to|reporting)|"
    r"with (?:files|reporting|material) (?:from|by)|©|\(c\)|copyright|compiled from|agencies|this (?:story|article|report)",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"(?:^|[./]\s*/?|\s[—–-]\s?|\()\s*[/(]?\s*(?P<name>[A-Z][\w./ ]{1,24}?)\s*\)?\.?\s*$")
_DATELINE = re.compile(r"^[^a-z]{2,40}?(?:, [A-Z][\w. ]{1,24})?,?\s*\((?P<name>[^)]{2,40})\)\s*(?:[—–-]|_|--)?")
_SOURCE_IS = re.compile(r"^\(?\s*(?:source|sources|courtesy|credit)\s*:\s*(?P<name>[^:]{2,50}?)\)?\.?$", re.IGNORECASE)
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_PICTURE = re.compile(r"\b(?:photo|picture|image|file|video|pool)\b|/[A-Z][\w ]+ via|via AP", re.IGNORECASE)


def find_credits(kept: list[str], removed: list[Removed], byline: str | None) -> tuple[str, ...]:
    """Names of the credited, agencies under their short names, in order of the page; photo credits are none."""
    found: list[str] = []
    if byline:
        found += agencies_in(byline)
    if kept:
        found += _dateline(kept[0])
    for line in kept:
        found += _credit_line(line, last=line is kept[-1])
    for line, because in ((r.text, r.because) for r in removed):
        if not _PICTURE.search(line):
            found += _credit_line(line, last=len(line) <= SIGNATURE and because == BEHIND)
    return tuple(dict.fromkeys(found))


def agencies_in(text: str) -> list[str]:
    """Short names of the agencies that ``text`` names, in its order."""
    return [_forms()[m.group().casefold()] for m in _pattern().finditer(text)]


def _credit_line(line: str, *, last: bool) -> list[str]:
    source = _SOURCE_IS.match(line)
    if source:
        return agencies_in(line) or [source.group("name").strip()]
    if len(line) <= _SHORT_TEXT and (_CREDITING.search(line) or re.match(r"By\b", line)):
        return agencies_in(line)
    signed = _SIGNED.search(line[-40:]) if last else None
    return _named(signed.group("name").strip()) if signed else []


def _dateline(line: str) -> list[str]:
    m = _DATELINE.match(line)
    return _named(m.group("name")) if m else []


def _named(name: str) -> list[str]:
    """The agencies that a name in brackets holds, or its last part where that is an acronym ("tr / NPA")."""
    last = re.split(r"[/,]", name)[-1].strip()
    return agencies_in(name) or ([last] if _ACRONYM.fullmatch(last) else [])


@cache
def _forms() -> dict[str, str]:
    return {form.casefold(): name for name, forms in members("agencies").items() for form in forms}


@cache
def _pattern() -> re.Pattern[str]:
    """Short all-capital names only as written, long ones in any case."""
    forms = sorted((f for forms in members("agencies").values() for f in forms), key=len, reverse=True)
    parts = [re.escape(f) if len(f) <= 5 else f"(?i:{re.escape(f)})" for f in forms]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b")
