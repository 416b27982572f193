"""Credits: whom a report names as the source of its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from variorum.cleaning.captions import CAPTION
from variorum.cleaning.datelines import bracketed_names, dateline_names
from variorum.cleaning.editors import EDITORS
from variorum.cleaning.furniture import BYLINE, MANY
from variorum.cleaning.metadata import DATE_STAMP
from variorum.cleaning.names import ends_known, find_names, is_agency, is_name, known_names, of_domain, shaped
from variorum.cleaning.stamps import is_stamp

SIGNATURE = 30  # characters of a line behind the text that is nothing but a signature
_SHORT = 160  # characters: a longer line credits nobody, it is a paragraph that mentions an agency
_LONGEST = 110  # characters of a byline with its stamp
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
_SOURCE_IS = re.compile(r"^\(?\s*(?:source|sources)\s*:\s*(?P<name>[^:]{2,50}?)\)?\.?$", re.IGNORECASE)
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
_PROVIDER = re.compile(r"(?:https?://)?(?:www\.)?(?P<name>[A-Z][\w&.’' -]{2,40}?|[\w-]+\.[a-z.]{2,6})\s*[•·]")
_JOB = re.compile(r"\b(?:reporter|editor|correspondent|writer|columnist|contributor|producer|analyst)$", re.IGNORECASE)
_SMALL = ("by", "and", "for", "of", "in", "the", "de", "von", "van", "al", "to", "at", "staff")
_PARTS = re.compile(r"\s*[|•·/;]\s*|\s+[—–-]+\s+|,\s+|\s+and\s+(?=[A-Z])|\s+(?:for|of|in) (?=[A-Z])")


def find_credits(
    lines: Sequence[str], verdicts: Sequence[str | None], removed: Sequence[str], bylines: Iterable[str]
) -> tuple[str, ...]:
    """Names of the credited, agencies under their short names, in order of the page; photo credits are none.

    ``lines`` are those of the page with the reasons why they go; ``removed`` is what the markup left out.
    """
    found: list[str] = []
    for byline in bylines:
        plain = _CUT.sub("", byline)
        found += known_names(plain) or _in_parts(plain)
    first = next((i for i, because in enumerate(verdicts) if because is None), 0)
    last = max((i for i, line in enumerate(lines) if len(line) > SIGNATURE), default=0)
    for i, (line, because) in enumerate(zip(lines, verdicts, strict=True)):
        if because in (CAPTION, EDITORS):
            continue
        follower = lines[i + 1] if i + 1 < len(lines) else ""
        heads = i < first + 2 or because in (BYLINE, DATE_STAMP) or (is_agency(line) and is_stamp(follower))
        if heads and len(line) <= _LONGEST:
            dated = is_stamp(follower) or (i > 0 and verdicts[i - 1] == DATE_STAMP)
            found += _byline(line, at=i, placed=dated or (i + 1 == first and bool(known_names(line))))
        found += _lines_names(line, signed=i >= last)
    for line in removed:
        found += _credit_line(line, signed=False)
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=MANY)
def _lines_names(line: str, *, signed: bool) -> tuple[str, ...]:
    """The names of a line's dateline, and those that it credits."""
    return (*dateline_names(line), *_credit_line(line, signed=signed))


def _byline(line: str, *, at: int, placed: bool) -> list[str]:
    """The outlets and agencies of a line that stands where bylines do; ``placed``: just above a date or the text."""
    provider = _PROVIDER.fullmatch(line)
    if provider and not _JOB.search(provider.group("name")):
        return [_canonical(provider.group("name"))]
    plain = _CUT.sub("", line).strip(" ,|•·–—-")
    words = [w for w in plain.split() if w.lower() not in _SMALL]
    if _PICTURE.search(line) or not words or sum(w[0].isupper() for w in words) < 0.8 * len(words):
        return []
    if is_name(plain) and plain == line.strip(" ,|•·") and not is_agency(plain) and not placed:
        return []  # an outlet's name alone is a logo or an entry of a menu
    return _in_parts(plain) if at > 0 or line.startswith("By ") else []


def _in_parts(line: str) -> list[str]:
    """The names that are whole parts of a byline ("Ann Lee, Associated Press"), or end it ("By Ann Lee Aldern Post")."""
    plain = re.sub(r"^by\s+", "", line.strip(), flags=re.IGNORECASE)
    parts = [p.strip(" .,•·|–—-") for p in _PARTS.split(plain)]
    found = [_canonical(part) for part in parts if part and is_name(part) and not _JOB.search(part)]
    if not found and len(parts) == 1 and plain != line.strip():
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
        return known_names(line) or [of_domain(name) or name for name in shaped(line) if _CREDITING.search(line)]
    mark = _SIGNED.search(line[-40:]) if signed else None
    return bracketed_names(mark.group("name").strip()) if mark else []


def _owners(line: str) -> Iterator[str]:
    """Whose copyright a line claims."""
    for m in _COPYRIGHT.finditer(line):
        name = _COMPANY.sub("", m.group("name").strip(" .,"))
        if known_names(name):  # others claim their own page, which says nothing of the text
            yield known_names(name)[0]


@cache
def _canonical(name: str) -> str:
    """The short name of what is known, stands last ("Ann Lee Aldern Post") or is an agency ("Reuters India"); else all."""
    known = known_names(name) or known_names(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name))
    if len(known) == 1 and (ends_known(name) or is_agency(known[0])):
        return known[0]
    return of_domain(name) or name
