"""The error tree: what can go wrong with what a user gives."""

from __future__ import annotations


class VariorumError(Exception):
    """Any error that variorum raises on purpose."""


class BadInput(VariorumError):
    """One input cannot be used; the message says why, ``where`` says which (file, and line where there is one)."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why
