"""A letter inside a letter, forwarded or quoted: where it begins, who wrote it, when, and under which title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from variorum.ingest.dates import read_date
from variorum.ingest.letterlines import Line
from variorum.text.lexicon import classes, entries

MAX_HEAD = 14  # lines of the head of a letter inside
LONGEST = 500  # characters of a line that can be a field or tell who wrote
_FIELD = re.compile(
    r"\W{0,3}(?P<name>[^\W\d_][^:：<>@]{0,24}?)\W{0,2}\s?[:：]\W{0,2}(?:\s+(?P<value>.*)|\s*(?P<tight>[^\s/].*)|)$"
)
_MARKER = re.compile(r"[-_—=*]{3,}.*|[^.]{3,60}:\W*")
_AROUND = " \"'*([<"
_WROTE = re.compile(r"[:：]\W*$")
_MAIL = re.compile(r"[^\s<>\[\]()\"',;:]+@(?P<host>[\w-]+(?:\.[\w-]+)+)")
_NAME = re.compile(r"(?P<name>[^<>,;:\[\]()]*?)\s*[<\[(]?\s*(?:mailto:)?[^\s<>\[\]()\"',;:]+@[\w.-]+(?:[|\s<>\])]|mailto:\S*)*")
_CAPITALIZED = re.compile(r"(?:(?<=\s)|^)(?:[^\W\d_a-zß-ÿ][^\s]*|[^\W_]*[^\W\d_a-z][^\s]*)(?:\s+[^\s\d]\S*)*$")
_DAY = re.compile(r"(?<!\d)(?:\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d\d)(?!\d)")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:uhr)?\s*,?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Inner:
    """A letter inside: the line at which its head begins and the one at which its text does, and what the head says.

    ``quoted`` is how deep its text is quoted; ``forwarded`` whether a whole head stands above it. ``doubt`` is a date that
    could not be read.
    """

    begin: int
    text: int
    outlet: str | None
    title: str | None
    published: str | None
    quoted: int
    forwarded: bool
    doubt: str | None = None


def find_inner(lines: Sequence[Line]) -> Inner | None:
    """The first letter inside, by the fields above it or by the line that tells who wrote what is quoted below it."""
    for number, line in enumerate(lines):
        if not line.text.strip():
            continue
        found = _by_fields(lines, number) or _by_quotation(lines, number)
        if found:
            return found
    return None


def strip_prefixes(title: str) -> str:
    """The title without "Fwd:", "Re:" and their like."""
    title = re.sub(r"^\[(.*)\]$", r"\1", title.strip()) if _prefixes().match(title.strip().lstrip("[")) else title
    return _prefixes().sub("", title).strip() or title


@cache
def _prefixes() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, entries("mail_prefixes")), key=len, reverse=True))
    return re.compile(rf"^(?:\s*(?:{names})(?:\[\d+\]|\(\d+\))?\s*[:：]\s*)+", re.IGNORECASE)


def sender(said: str) -> str | None:
    """The name that stands before an address, else the address's host, else all that is said."""
    m = _NAME.search(said)
    if m is None:
        return said.strip(_AROUND) or None
    host = _MAIL.search(said)
    return m.group("name").strip(_AROUND) or (host.group("host") if host else None)


def _by_fields(lines: Sequence[Line], start: int) -> Inner | None:
    """A letter whose head is printed as fields, as programs forward it."""
    fields: dict[str, str] = {}
    at, last, odd = start, "", 0
    end = start
    while at < len(lines) and at < start + 2 * MAX_HEAD and odd <= 2:
        text = lines[at].text.strip()
        kind, value = _field(text)
        if kind:
            if not value and at + 1 < len(lines) and not _field(lines[at + 1].text.strip())[0]:
                at += 1
                value = lines[at].text.strip()
            fields.setdefault(kind, value)
            last, odd, end = kind, 0, at + 1
        elif not fields:
            return None
        elif text:
            odd += 1 if last in ("to", "copy") else 3
        elif last:
            odd += 1
        at += 1
    if "from" not in fields or len(fields.keys() & {"date", "subject", "to"}) < 2:
        return None
    date = read_date(fields["date"]) if fields.get("date") else None
    if "@" not in fields["from"] and not (date and "subject" in fields):
        return None  # "From: 5 May, to: 9 May" is a programme
    body = _filled(lines, end)
    return Inner(
        _marker_above(lines, start), body, sender(fields["from"]), strip_prefixes(fields.get("subject", "")) or None, date,
        lines[body].quoted if body < len(lines) else 0, True, None if date else fields.get("date"),
    )  # fmt: skip


def _field(text: str) -> tuple[str, str]:
    """The kind and the value of a field of a letter's head; empty for any other line."""
    m = _FIELD.match(text[:LONGEST])
    kind = classes("mail_headers").get(m.group("name").strip(" *").casefold(), "") if m else ""
    return (kind, (m.group("value") or m.group("tight") or "").strip(" *")) if m and kind else ("", "")


def _marker_above(lines: Sequence[Line], start: int) -> int:
    """The line of dashes or words that announces a head, if one does, else the head's own first line."""
    above = next((i for i in range(start - 1, -1, -1) if lines[i].text.strip()), None)
    return above if above is not None and _MARKER.fullmatch(lines[above].text.strip()) else start


def _by_quotation(lines: Sequence[Line], number: int) -> Inner | None:
    """A letter that is quoted below a line that tells who wrote it, or a letter that is mostly quoted."""
    line = lines[number]
    text = line.text.strip()
    if not _WROTE.search(text[-6:]) or len(text) > LONGEST:
        return None
    below = _filled(lines, number + 1)
    if below >= len(lines) or lines[below].quoted <= line.quoted:
        return None
    begin, said = number, text
    while not (_DAY.search(said) and _MAIL.search(said)) and begin and begin > number - 3 and lines[begin - 1].text.strip():
        begin -= 1
        said = f"{lines[begin].text.strip()} {said}"
    if not _DAY.search(said) and not _MAIL.search(said):
        return None
    date = read_date(_dated(said))
    return Inner(begin, below, _writer(said), None, date, lines[below].quoted, False, None if date else said)


def _dated(said: str) -> str:
    """The part of a line that tells who wrote when that may be a date."""
    return _MAIL.sub(" ", re.sub(r"<[^>]*>", " ", said))[:95]


def _writer(said: str) -> str | None:
    """The name in "On Tue, 24 Nov 2026 at 18:30, NAME <address> wrote:"."""
    m = re.search(r"(?P<before>[^<\[]*?)\s*[<\[(]\s*(?:mailto:)?[^\s<>]+@", said)
    if m is None:
        mail = _MAIL.search(said)
        return mail.group("host") if mail else None
    name = re.split(r"[,;]\s+", _CLOCK.split(m.group("before"))[-1])[-1].strip()
    capitalized = _CAPITALIZED.search(name)
    name = re.sub(r"^(?:schrieb|skrev|escribió|scrisse|wrote)\s+", "", capitalized.group() if capitalized else name)
    return name.strip(_AROUND) or sender(said)


def _filled(lines: Sequence[Line], start: int) -> int:
    return next((i for i in range(start, len(lines)) if lines[i].text.strip()), len(lines))
