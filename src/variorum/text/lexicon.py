"""The word lists of lexicons/: sorted data files with their source in the head comment."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def entries(name: str) -> frozenset[str]:
    """All entries of a plain list, casefolded."""
    return frozenset(line.casefold() for line in _lines(name))


@cache
def as_written(name: str) -> tuple[str, ...]:
    """All entries of a plain list as they stand, in the order of the file."""
    return tuple(_lines(name))


@cache
def classes(name: str) -> dict[str, str]:
    """Entry to class, both casefolded as written, of a list with lines ``class: entry, entry``."""
    found: dict[str, str] = {}
    for line in _lines(name):
        label, _, members = line.partition(":")
        for member in members.split(","):
            found[member.strip().casefold()] = label.strip()
    return found


@cache
def members(name: str) -> dict[str, tuple[str, ...]]:
    """Class to its entries, in the order of the file."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _lines(name):
        label, _, rest = line.partition(":")
        found[label.strip()] = tuple(member.strip() for member in rest.split(","))
    return found


@cache
def pairs(name: str) -> tuple[tuple[str, str], ...]:
    """Both sides of every line ``one: other``, in the order of the file."""
    split = (line.partition(":") for line in _lines(name))
    return tuple((one.strip(), other.strip()) for one, _, other in split)


@cache
def both_ways(name: str) -> frozenset[tuple[str, str]]:
    """The pairs of a list, and each the other way round."""
    return frozenset(p for a, b in pairs(name) for p in ((a, b), (b, a)))


@cache
def sequences(name: str) -> dict[str, tuple[frozenset[str], ...]]:
    """Label to its sets of entries in their order, of a list with lines ``label: entry, entry > entry, entry``."""
    found = {}
    for line in _lines(name):
        label, _, rest = line.partition(":")
        found[label.strip()] = tuple(frozenset(e.strip() for e in part.split(",")) for part in rest.split(">"))
    return found


@cache
def shares(name: str) -> dict[str, float]:
    """Entry to its share, 0 to 1, of a list with lines ``entry per-mille``."""
    return {entry: int(mille) / 1000 for entry, mille in (line.split() for line in _lines(name))}


def _lines(name: str) -> list[str]:
    text = (files("variorum.text") / "lexicons" / f"{name}.txt").read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
