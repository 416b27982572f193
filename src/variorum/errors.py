"""The error tree: what can go wrong with what a user gives, and the one place where a run goes on after it."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

log = logging.getLogger("variorum")


class VariorumError(Exception):
    """Any error that variorum raises on purpose."""


class BadInput(VariorumError):
    """One input cannot be used; the message says why, ``where`` says which (file, and line where there is one)."""

    def __init__(self, where: str, why: str) -> None:
        self.where, self.why = shown(where), shown(why)
        super().__init__(f"{self.where}: {self.why}")


class Fault(BadInput):
    """The program itself fails on one input; the traceback is logged."""

    def __init__(self, where: str, error: Exception) -> None:
        super().__init__(where, f"fault of the program, please report it: {type(error).__name__}: {error}")


def attempt(where: str, work: Callable[[], T]) -> T | BadInput:
    """What ``work`` returns, or why it could not be done: no single input ends a run.

    What is no BadInput is a fault of the program: it is told as one, and its traceback logged at level DEBUG.
    """
    try:
        return work()
    except BadInput as fault:
        return fault
    except Exception as error:
        log.debug("fault of the program at %s", where, exc_info=True)
        return Fault(where, error)


def attempt_each(where: str, items: Callable[[], Iterable[T | BadInput]]) -> Iterator[T | BadInput]:
    """The items, and in the end why no more of them could be had, where that is so."""
    found = attempt(where, lambda: iter(items()))
    if isinstance(found, BadInput):
        yield found
        return
    while (item := attempt(where, lambda: next(found, None))) is not None:
        yield item


def shown(text: str) -> str:
    """Text as it can be printed: no control characters, which a terminal would obey, nothing that UTF-8 cannot hold."""
    whole = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", "\ufffd", whole)
