"""One run at a time at a file that is read, added to and written again; a lock that ends with the process that holds it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

Tell = Callable[[str], None]


@contextmanager
def locked(file: Path, tell: Tell) -> Iterator[None]:
    """Hold the lock of ``file``, a file beside it with ".lock" behind its name, which is gone afterwards.

    Where another process holds it, ``tell`` is told so once, and the lock is waited for. Where the system or the disk has no
    such locks, ``tell`` is told that too, and nothing is locked. Raises OSError where the lock cannot be written.
    """
    beside = file.with_name(f"{file.name}.lock")
    held = _acquire(beside, tell)
    try:
        yield
    finally:
        if held is not None:
            beside.unlink(missing_ok=True)  # while it is held, so that no other run can hold the one that goes
            held.close()


def _acquire(beside: Path, tell: Tell) -> IO[bytes] | None:
    """The lock, open and held; None where there can be none."""
    try:
        import fcntl
    except ImportError:  # Windows
        tell("this system has no file locks: let no other run write the index at the same time")
        return None
    told = False
    while True:
        lock = beside.open("ab")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not told:
                tell(f"waiting for another run that holds {beside}")
                told = True
            fcntl.flock(lock, fcntl.LOCK_EX)
        except OSError as error:
            lock.close()
            tell(f"cannot be locked ({error.strerror}): let no other run write the index at the same time")
            return None
        if _is_there(lock, beside):
            return lock
        lock.close()  # the run before has taken it away


def _is_there(lock: IO[bytes], beside: Path) -> bool:
    """Is the open file still the one of that name?"""
    try:
        named = beside.stat()
    except FileNotFoundError:
        return False
    return os.path.samestat(os.fstat(lock.fileno()), named)
