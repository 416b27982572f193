"""Credits: whom a report names as the source of its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from variorum.cleaning.furniture import BEHIND, is_stamp
from variorum.cleaning.names import find_names, is_agency, is_name, known_names, shaped
from variorum.model import Removed

SIGNATURE = 30  # characters of a line behind the text that is nothing but a signature
_SHORT = 160  # characters: a longer line credits nobody, it is a paragraph that mentions an agency
_BYLINE = 110  # characters of a byline with its stamp
_CREDITING = re.compile(
    r"^\(?(?:source|sources|credit|via|from)s?\s*:|information (?:for|in|from)|provided by|contributed (?:to|reporting)|"
    r"with (?:files|reporting|material) (?:from|by)|compiled from|agencies|this (?:story|article|report)|"
    r"(?:originally|first) (?:published|appeared|posted|ran)|content created by|courtesy of|reprinted (?:from|with)|"
    r"^with \w+ wires?\b|^from \w+['’]s\b|additional reporting",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\W{0,3}(?:©|\(c\))?\s*(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:(?:19|20)\d\d)?)?,?)?\s*(?:by\s+)?"
    r"(?P<name>(?:The\s+)?[A-Z][\w&.’'-]*(?:\s+(?:of\s+|the\s+|&\s+)?[A-Z0-9][\w&’'-]*){0,5})",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r",?\s+(?:Inc|LLC|L\.?P|Ltd|Limited|Co|Company|Corp|Corporation|GmbH|Plc|All|No|To|Registered|This)\b.*$", re.I
)
_VIA = re.compile(r"(?:authored|written|submitted|posted) by .{2,60}? (?:via|of|for) (?P<name>[^,;|]{2,40}),?$"
    r"|^via (?P<name2>[^,;|]{2,40})$",
                  re.IGNORECASE)  # fmt: skip
_SIGNED = re.compile(r"(?:^|[./]\s*/?|\s[—–-]\s?|\()\s*[/(]?\s*(?P<name>[A-Z][\w./ ]{1,24}?)\s*\)?\.?\s*$")
_DATELINE = re.compile(
    r"^(?:By [^()]{3,60} )?(?:[A-Z][^()—–\n]{1,60}?\s)?\((?P<name>[A-Z][^()]{1,40})\)(?P<dash>\s*(?:[—–-]|_|--))?\s*(?=[\"“‘'\w])"
)
_CAPITALS = re.compile(r"^[^a-z]{2,40}?(?:, [A-Z][\w. ]{1,24})?,?\s*\(")
_SOURCE_IS = re.compile(r"^\(?\s*(?:source|sources|courtesy|credit)\s*:\s*(?P<name>[^:]{2,50}?)\)?\.?$", re.IGNORECASE)
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_PICTURE = re.compile(
    r"\b(?:photos?|picture|image|file|video|pool|graphic|getty|shutterstock)\b"
    r"|/[A-Z][\w ]+ via|via AP|^(?:credit|media)\b",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\b(?:published|updated|posted|created|last)\b.*$|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tues|wednes|thurs|fri|satur|sun)"
    r"[a-z]*\.?,? (?:[a-z]+\.? )?\d.*$|\d{1,2}:\d\d.*$|\bstaff\b(?: writers?)?|\bwriters?$",
    re.IGNORECASE,
)
_SMALL = ("by", "and", "for", "of", "in", "the", "de", "von", "van", "al", "to", "at", "staff")
_PARTS = re.compile(r"\s*[|•·/;]\s*|\s+[—–-]+\s+|,\s+|\s+and\s+(?=[A-Z])|\s+(?:for|of|in) (?=[A-Z])")


def find_credits(lines: Sequence[str], first: int, removed: Sequence[Removed], bylines: Iterable[str]) -> tuple[str, ...]:
    """Names of the credited, agencies under their short names, in order of the page; photo credits are none.

    ``lines`` are those of the page, ``first`` is the number of the first that is text; ``removed`` is what the markup
    left out.
    """
    found: list[str] = []
    for byline in bylines:
        found += known_names(_CUT.sub("", byline)) or _in_parts(_CUT.sub("", byline))
    last = max((i for i, line in enumerate(lines) if len(line) > SIGNATURE), default=0)
    for i, line in enumerate(lines):
        follower = lines[i + 1] if i + 1 < len(lines) else ""
        if len(line) <= _BYLINE and (i < first + 2 or (is_agency(line) and is_stamp(follower))):
            found += _byline(line, follower, at=i)
        found += _dateline(line)
        found += _credit_line(line, signed=i >= last)
    for line, because in ((r.text, r.because) for r in removed):
        found += _credit_line(line, signed=len(line) <= SIGNATURE and because == BEHIND)
    return tuple(dict.fromkeys(found))


def _byline(line: str, follower: str, *, at: int) -> list[str]:
    """The outlets and agencies of a line that stands where bylines do; ``follower`` is the next line."""
    provider = re.fullmatch(r"(?P<name>[A-Z][\w&.’' -]{2,40}?)\s*[•·]", line)
    if provider:
        return [_canonical(provider.group("name"))]
    plain = _CUT.sub("", line).strip(" ,|•·")
    words = [w for w in plain.split() if w.lower() not in _SMALL]
    if _PICTURE.search(line) or not words or sum(w[0].isupper() for w in words) < 0.8 * len(words):
        return []
    if is_name(plain) and plain == line.strip(" ,|•·") and not is_agency(plain) and not is_stamp(follower):
        return []  # an outlet's name alone is a logo or an entry of a menu
    return _in_parts(plain) if at > 0 or line.startswith("By ") else []


def _in_parts(line: str) -> list[str]:
    """The names that are whole parts of a byline ("Ann Lee, Associated Press"), or end it ("By Ann Lee Aldern Post")."""
    parts = [p.strip(" .,•·|") for p in _PARTS.split(re.sub(r"^by\s+", "", line.strip(), flags=re.IGNORECASE))]
    found = [_canonical(part) for part in parts if part and is_name(part)]
    if not found and len(parts) == 1 and line.lower().startswith("by "):
        found = [name for name, start in find_names(parts[0]) if start and parts[0].split()[-1] in name.split()][-1:]
    return found


def _credit_line(line: str, *, signed: bool) -> list[str]:
    if _PICTURE.search(line) and not _CREDITING.search(line):
        return []
    source = _SOURCE_IS.match(line)
    if source:
        return known_names(line) or [source.group("name").strip()]
    if len(line) > _SHORT * 2:
        return []
    via = _VIA.search(line)
    if via:
        return [_canonical((via.group("name") or via.group("name2")).strip(" ."))]
    owned = list(_owners(line))
    if owned:
        return owned
    if len(line) <= _SHORT and (_CREDITING.search(line) or re.match(r"By\b", line)):
        return known_names(line) or [name for name in shaped(line) if _CREDITING.search(line)]
    mark = _SIGNED.search(line[-40:]) if signed else None
    return _named(mark.group("name").strip()) if mark else []


def _owners(line: str) -> Iterator[str]:
    """Whose copyright a line claims."""
    for m in _COPYRIGHT.finditer(line):
        name = _COMPANY.sub("", m.group("name").strip(" .,"))
        if known_names(name):  # others claim their own page, which says nothing of the text
            yield known_names(name)[0]


def _dateline(line: str) -> list[str]:
    """Whom a dateline names: any acronym behind a place in capitals, else a known name, before text."""
    m = _DATELINE.match(line)
    if m is None:
        alone = re.fullmatch(r"(?P<place>[A-Z][^()]{1,40}?) ?\((?P<name>[A-Z][^()]{1,40})\)[ —–-]*", line)
        return known_names(alone.group("name")) if alone and _place_only(alone.group("place")) else []
    if len(line) - m.end() < SIGNATURE:
        return []
    capitals = _CAPITALS.match(line)
    if not capitals and not (m.start("name") <= 45 and (m.group("dash") or _place_only(line[: m.start("name") - 1]))):
        return []
    return _named(m.group("name")) if capitals else known_names(m.group("name"))


def _place_only(before: str) -> bool:
    """Is what stands before the bracket nothing but the name of a place ("Washington", "Helsinki, Finland")?"""
    words = before.replace(",", " ").split()
    return len(words) <= 5 and all(w[0].isupper() for w in words)


def _named(name: str) -> list[str]:
    """The agencies that a name in brackets holds, or its last part where that is an acronym ("tr / NPA")."""
    last = re.split(r"[/,]", name)[-1].strip()
    return known_names(name) or ([last] if _ACRONYM.fullmatch(last) else [])


@cache
def _canonical(name: str) -> str:
    known = known_names(name)
    return known[0] if len(known) == 1 and is_name(name) else name
