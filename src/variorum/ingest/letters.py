"""E-mail newsletters -> pages."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from variorum.errors import BadInput
from variorum.ingest.encoding import decode
from variorum.model import Page


def read_letter(raw: bytes, where: str, name: str) -> Page:
    """The page that an e-mail holds: its HTML part, else its text. Raises BadInput where it has neither."""
    letter = message_from_bytes(raw, policy=policy.default)
    if not isinstance(letter, EmailMessage) or not letter.keys():
        raise BadInput(where, "is no e-mail: it has no header")
    html, text = _part(letter, "html", where), _part(letter, "plain", where)
    if not html and not text:
        raise BadInput(where, "is an e-mail without text")
    sender = parseaddr(_header(letter, "From"))
    return Page(
        name=name,
        where=where,
        text=None if html else text,
        html=html,
        outlet=sender[0] or sender[1].rpartition("@")[2] or None,
        title=_header(letter, "Subject") or None,
        published=_date(_header(letter, "Date")),
    )


def _part(letter: EmailMessage, kind: str, where: str) -> str | None:
    """The text of the first part of a kind, None where there is none."""
    try:
        part = letter.get_body(preferencelist=(kind,))
        raw = part.get_payload(decode=True) if part is not None else None
        if not isinstance(raw, bytes) or not raw.strip() or part is None:
            return None
        return decode(raw, where, declared=part.get_content_charset())[0]
    except (LookupError, ValueError, AttributeError, KeyError) as error:
        raise BadInput(where, f"is a broken e-mail: {error}") from error


def _header(letter: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(letter.get(name, "")).split())
    except (ValueError, IndexError, AttributeError, LookupError):  # the parser of headers trips over some broken ones
        return ""


def _date(said: str) -> str | None:
    try:
        return parsedate_to_datetime(said).isoformat()
    except (TypeError, ValueError):
        return None
