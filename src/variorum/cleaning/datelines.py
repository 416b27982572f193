"""Datelines: the place, the agency and the day with which agencies' texts begin ("HELSINKI, July 16 (Reuters) -")."""

from __future__ import annotations

import re

from variorum.cleaning.names import known_names

_TEXT = 30  # characters that follow a dateline on its line
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_DATELINE = re.compile(
    r"^(?:By [^()]{3,60} )?(?:[A-Z][^()—–\n]{1,60}?\s)?\((?P<name>[A-Z][^()]{1,40})\)(?P<dash>\s*(?:[—–-]|_|--))?\s*(?=[\"“‘'\w])"
)
_CAPITALS = re.compile(r"^[^a-z]{2,40}?(?:, [A-Z][\w. ]{1,24})?,?\s*\(")
_PLAIN = re.compile(
    r"^(?=[A-Z .,'’/-]*[A-Z]{4})[A-Z][A-Z .'’/-]{2,40}(?:, [A-Z][\w. ]{1,24})?"
    r"(?:,? \(?[A-Z][a-z]{2,8}\.? \d{1,2}\)?)? ?(?:[—–]|--?) ?(?=[\"“‘'\w])"
)
_ALONE = re.compile(r"(?P<place>|[A-Z][^() ,]{1,40}|[A-Z][^(),]{1,30}, [A-Z][^(),]{1,30}) ?\((?P<name>[A-Z][^()]{1,40})\)[ —–-]*")


def dateline_names(line: str) -> list[str]:
    """Whom a dateline names: any acronym behind a place in capitals, else a known name; empty where there is none."""
    m = _DATELINE.match(line)
    if m is None:
        alone = _ALONE.fullmatch(line)
        return known_names(alone.group("name")) if alone else []
    if len(line) - m.end() < _TEXT:
        return []
    if _CAPITALS.match(line):
        return bracketed_names(m.group("name"))
    placed = m.start("name") <= 45 and (m.group("dash") or _is_place(line[: m.start("name") - 1]))
    return known_names(m.group("name")) if placed else []


def begins_text(line: str) -> bool:
    """Does a text of an agency begin with the line?"""
    return bool(dateline_names(line) or (_PLAIN.match(line) and len(line) > 2 * _TEXT))


def bracketed_names(name: str) -> list[str]:
    """The agencies that a name in brackets holds, or its last part where that is an acronym ("tr / NPA")."""
    last = re.split(r"[/,]", name)[-1].strip()
    return known_names(name) or ([last] if _ACRONYM.fullmatch(last) else [])


def _is_place(before: str) -> bool:
    """Is what stands before the bracket nothing but the name of a place ("Washington", "Helsinki, Finland")?"""
    words = before.replace(",", " ").split()
    return len(words) <= 5 and all(w[0].isupper() for w in words)
