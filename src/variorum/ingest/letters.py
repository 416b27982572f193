"""E-mail newsletters -> pages."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

from variorum.errors import BadInput
from variorum.ingest.encoding import decode
from variorum.model import Page

LONGEST = 1_000  # characters of a header that are read
PARTS = 100  # of one letter
_SENDER = re.compile(r"\s*\"?(?P<name>[^\"<>]*?)\"?\s*<[^<>@]*@(?P<host>[^<>]*)>")


def read_letter(raw: bytes, where: str, name: str) -> Page:
    """The page that an e-mail holds: its HTML part, else its text. Raises BadInput where it has neither."""
    if raw.lower().count(b"content-type:") > PARTS:
        raise BadInput(where, f"is an e-mail of more than {PARTS} parts")
    try:
        letter = message_from_bytes(raw)
        parts = list(letter.walk())
    except (RecursionError, ValueError, LookupError, AttributeError) as error:
        raise BadInput(where, f"is a broken e-mail: {error}") from error
    if not letter.keys():
        raise BadInput(where, "is no e-mail: it has no header")
    html, text = _part(parts, "text/html", where), _part(parts, "text/plain", where)
    if not html and not text:
        raise BadInput(where, "is an e-mail without text")
    return Page(
        name=name,
        where=where,
        text=None if html else text,
        html=html,
        outlet=_sender(_header(letter, "From")),
        title=_header(letter, "Subject") or None,
        published=_date(_header(letter, "Date")),
    )


def _part(parts: list[Message], kind: str, where: str) -> str | None:
    """The text of the first part of a kind that can be read, None where there is none."""
    for part in parts:
        if part.get_content_type() != kind or part.get_content_disposition() == "attachment":
            continue
        try:
            raw = part.get_payload(decode=True)
            if isinstance(raw, bytes) and raw.strip():
                return decode(raw, where, declared=part.get_content_charset())[0]
        except (BadInput, LookupError, ValueError, AttributeError):
            continue  # another part may be whole
    return None


def _header(letter: Message, name: str) -> str:
    said = str(letter.get(name) or "")[:LONGEST]
    try:
        return " ".join(str(make_header(decode_header(said))).split())
    except (ValueError, LookupError, AttributeError):
        return " ".join(said.split())


def _sender(said: str) -> str | None:
    """The name that stands before an address, else the address's host."""
    m = _SENDER.match(said)
    return (m.group("name") or m.group("host")) if m else said.rpartition("@")[2] or None


def _date(said: str) -> str | None:
    try:
        return parsedate_to_datetime(said).isoformat()
    except (TypeError, ValueError, OverflowError):
        return None
