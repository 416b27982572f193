"""JSON objects -> pages: ``text`` or ``html`` required, ``id``, ``url``, ``outlet``, ``title``, ``byline``, dates optional."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TypeVar

import msgspec

from variorum.errors import BadInput
from variorum.ingest.encoding import decode
from variorum.model import Page

T = TypeVar("T")

KNOWN = ("id", "text", "html", "url", "outlet", "title", "published", "updated", "byline")
ALSO = {"modified": "updated"}  # other names of keys, taken where the key itself is not there


def parse_line(line: bytes, where: str, name: str) -> Page:
    """The page of one JSON line. ``name`` is taken where it has neither ``id`` nor ``url``."""
    text, note = decode(line, where)
    return make_page(parse_json(text, where), where, name, (note,) if note else ())


def parse_json(text: str, where: str) -> object:
    """The value of a JSON text; NaN and lone surrogates, which some programs write, are let pass. Raises BadInput."""
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        pass
    try:
        return json.loads(text)
    except RecursionError as error:
        raise BadInput(where, "is JSON nested too deep") from error
    except ValueError as error:
        raise BadInput(where, f"is not JSON: {error}") from error


def parse_object(text: str, where: str, name: str) -> Iterator[Page | BadInput]:
    """The pages of a JSON file: one object, a list of objects, or JSON lines under another ending."""
    try:
        found = parse_json(text, where)
    except BadInput:
        if not text.lstrip().split("\n", 1)[0].rstrip().endswith("}"):
            raise
        lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
        for n, line in lines:
            yield _or_fault(parse_line, line.encode(), f"{where}, line {n}", f"{name}-{n}")
        return
    if not isinstance(found, list):
        yield _or_fault(make_page, found, where, name)
        return
    for n, item in enumerate(found, 1):
        yield _or_fault(make_page, item, f"{where}, item {n}", f"{name}-{n}")


def _or_fault(make: Callable[[T, str, str], Page], found: T, where: str, name: str) -> Page | BadInput:
    try:
        return make(found, where, name)
    except BadInput as fault:
        return fault


def make_page(found: object, where: str, name: str, notes: tuple[str, ...] = ()) -> Page:
    """The page of an object with known keys. Raises BadInput where it has neither text nor html."""
    if not isinstance(found, dict):
        raise BadInput(where, f"is {_KINDS.get(type(found), 'no object')}, not an object")
    found = {ALSO[key] if key in ALSO and ALSO[key] not in found else key: value for key, value in found.items()}
    known = {key: _string(found.get(key)) for key in KNOWN}
    odd = [k for k in KNOWN if found.get(k) not in (None, "") and known[k] is None]
    if not (known["text"] or known["html"]) and set(odd) & {"text", "html"}:
        raise BadInput(where, "its text is no string")
    notes += tuple(f"{key!r} is {_KINDS.get(type(found[key]), 'no string')}, not a string: left out" for key in odd)
    if not (known["text"] or known["html"]):
        raise BadInput(where, "has neither text nor html")
    return Page(
        name=known["id"] or known["url"] or name,
        where=where,
        text=known["text"],
        html=None if known["text"] else known["html"],
        url=known["url"],
        outlet=known["outlet"],
        title=known["title"],
        published=known["published"],
        updated=known["updated"],
        byline=known["byline"],
        notes=notes,
        extra=tuple(sorted((str(k), _plain(v)) for k, v in found.items() if k not in KNOWN)),
    )


_KINDS: dict[type, str] = {list: "a list", dict: "an object", bool: "true or false", float: "a number", type(None): "null",
                           int: "a number", str: "a string"}  # fmt: skip


def _string(value: object) -> str | None:
    """The value as a string, a whole number too (ids), None for all else."""
    if value is None or value == "" or isinstance(value, bool | float | dict | list):
        return None
    return _whole(str(value))


def _plain(value: object) -> str:
    return _whole(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str))


def _whole(text: str) -> str:
    """The text without lone surrogates, which no output encoding can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
