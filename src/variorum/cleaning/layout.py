"""Lines of a page -> paragraphs."""

from __future__ import annotations

import itertools
import re

WRAP = (45, 100)  # characters: the widths to which wires, mail and text files break their lines
ENDED = re.compile(r"[.!?:;”\"'’)\]]$|''$")


def unwrap(lines: list[str]) -> list[str]:
    """Paragraphs: lines that were broken at a fixed width joined again, every other line as it is, none empty."""
    if not _is_wrapped(lines):
        return [line for line in lines if line]
    out: list[list[str]] = []
    width = max(len(line) for line in lines if len(line) <= WRAP[1])
    open_line = False
    for line in lines:
        if line and open_line and out:
            out[-1].append(line)
        elif line:
            out.append([line])
        open_line = bool(line) and (len(line) > 0.6 * width or not ENDED.search(line))
    return [" ".join(parts) for parts in out]


def _is_wrapped(lines: list[str]) -> bool:
    """Do most lines have about the same width, and break off inside a sentence?"""
    full = [line for line in lines if line]
    if len(full) < 4:
        return len(full) > 1 and all(_breaks_off(a, b) for a, b in itertools.pairwise(full))
    inner = full[:-1]
    wide = [line for line in inner if WRAP[0] <= len(line) <= WRAP[1]]
    broken = sum(_breaks_off(a, b) for a, b in itertools.pairwise(full))
    return len(wide) >= 0.7 * len(inner) and broken >= 0.5 * len(inner)


def _breaks_off(line: str, follower: str) -> bool:
    return bool(WRAP[0] <= len(line) <= WRAP[1] and not ENDED.search(line) and not re.match(r"[-•*]\s", follower))
