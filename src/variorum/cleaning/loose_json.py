"""JSON as pages really carry it: with comments, wrappers, commas too many, raw line breaks, and what is cut off."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape

MAX_DEPTH = 60  # nested values: what lies deeper is left out
_END = (  # what follows the quote that ends a string: quotes inside a string are often not escaped
    r"\s{0,999}(?:[:}\]]|$|//|/\*|,\s{0,999}(?:[\"{}\[\]\d-]|true\b|false\b|null\b|/[/*]|$)|\"@?\w{1,40}\"\s{0,99}:)"
)
_TOKEN = re.compile(
    rf'(?P<string>"(?:[^"\\]|\\.|"(?!{_END}))*")'
    r"|\s+|//(?:\s{0,9}<!\[CDATA\[|\s{0,9}\]\]>|\s{0,9}-->|[^\n]*)|/\*(?:.*?\*/|.*)|<!--|-->|<!\[CDATA\[|\]\]>"
    r"|(?P<mark>[{}\[\]:,])|(?P<word>[\w$@.+-]+)|(?P<open>\")|.",
    re.DOTALL,
)
_ESCAPE = re.compile(r'\\(?P<plain>["\\/bfnrt]|u[0-9a-fA-F]{4})|\\(?P<other>.)|(?P<quote>")', re.DOTALL)
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


def parse_json(text: str) -> list[object]:
    """The values of ``text``, one after another; of a broken one what could be read. Empty where there is none."""
    if '"' not in text and "&quot;" in text:
        text = unescape(text)
    try:
        values: list[object] = [json.loads(text.strip(" \t\r\n;\ufeff"), strict=False)]
    except (ValueError, RecursionError):
        values = _Reader(text).values()
    return [_whole(value) for value in values]


def _whole(value: object, depth: int = 0) -> object:
    """The value with no half of a surrogate pair in its strings, and nothing below the greatest depth."""
    if isinstance(value, str):
        return _LONE_SURROGATE.sub("\ufffd", value)
    if depth > MAX_DEPTH:
        return None
    if isinstance(value, dict):
        return {_LONE_SURROGATE.sub("\ufffd", key): _whole(item, depth + 1) for key, item in value.items()}
    return [_whole(item, depth + 1) for item in value] if isinstance(value, list) else value


class _Reader:
    """Reads values from tokens; what does not fit is passed over, what is missing at the end is taken as closed."""

    def __init__(self, text: str) -> None:
        self._tokens = _tokens(text)
        self._token: tuple[str, str] = ("", "")
        self._next()

    def _next(self) -> None:
        self._token = next(self._tokens, ("", ""))

    def values(self) -> list[object]:
        """The objects and lists of the text."""
        found: list[object] = []
        while self._token[0]:
            if self._token in (("mark", "{"), ("mark", "[")):
                found.append(self._value(0))
            else:
                self._next()
        return found

    def _value(self, depth: int) -> object:
        kind, token = self._token
        self._next()
        if kind == "string":
            return _unquoted(token)
        if kind == "word":
            return _word(token)
        if token not in ("{", "["):
            return None
        items: dict[str, object] | list[object] = {} if token == "{" else []
        self._fill(items, depth + 1)
        return items

    def _fill(self, items: dict[str, object] | list[object], depth: int) -> None:
        """Read on to the end of an object or a list; deeper ones than the greatest depth are only passed over."""
        if depth > MAX_DEPTH:
            self._pass()
            return
        while self._token[0] and self._token not in (("mark", "}"), ("mark", "]")):
            if self._token in (("mark", ","), ("mark", ":")):
                self._next()
            elif isinstance(items, list):
                items.append(self._value(depth))
            else:
                self._pair(items, depth)
        self._next()

    def _pair(self, items: dict[str, object], depth: int) -> None:
        kind, token = self._token
        if kind == "mark":  # a value where a name should be
            self._value(depth)
            return
        self._next()
        if self._token == ("mark", ":"):
            self._next()
            if self._token not in (("mark", ","), ("mark", "}")):
                items[_unquoted(token) if kind == "string" else token] = self._value(depth)

    def _pass(self) -> None:
        opened = 1
        while self._token[0] and opened:
            opened += (self._token[1] in ("{", "[")) - (self._token[1] in ("}", "]"))
            self._next()


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    for found in _TOKEN.finditer(text):
        if found.lastgroup == "open":  # a string that never ends
            return
        if found.lastgroup:
            yield found.lastgroup, found.group()


def _unquoted(token: str) -> str:
    """What a string in its quotes says, whatever stands escaped in it, or not."""
    try:
        return str(json.loads(f'"{_ESCAPE.sub(_escape, token[1:-1])}"', strict=False))
    except ValueError:  # half an escape is left over
        return token[1:-1]


def _escape(found: re.Match[str]) -> str:
    if found.group("quote"):
        return '\\"'
    return found.group() if found.group("plain") else found.group("other")


def _word(token: str) -> object:
    try:
        value: object = json.loads(token)
    except ValueError:
        return None if token in ("undefined", "NaN") else token
    return value
