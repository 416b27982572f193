"""The error tree: what can go wrong with what a user gives."""

from __future__ import annotations

import re


class VariorumError(Exception):
    """Any error that variorum raises on purpose."""


class BadInput(VariorumError):
    """One input cannot be used; the message says why, ``where`` says which (file, and line where there is one)."""

    def __init__(self, where: str, why: str) -> None:
        self.where, self.why = shown(where), shown(why)
        super().__init__(f"{self.where}: {self.why}")


def shown(text: str) -> str:
    """Text as it can be printed: no control characters, which a terminal would obey, nothing that UTF-8 cannot hold."""
    whole = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", "\ufffd", whole)
