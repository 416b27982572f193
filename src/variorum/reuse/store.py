"""The reports that were compared so far, with their fingerprints and edges; can be written to a file and opened again."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import BadZipFile

import msgspec
import numpy as np

from variorum.errors import BadInput
from variorum.model import Report
from variorum.reuse.edges import Edge, find_edges
from variorum.reuse.index import Index

FORMAT = 1


@dataclass(slots=True)
class Store:
    """Reports in the order in which they came, each once; a newcomer is compared with all before it."""

    reports: list[Report] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    index: Index = field(default_factory=Index)

    def add(self, reports: Sequence[Report]) -> None:
        """Take in the reports that are not yet there and find their edges."""
        known = {r.id for r in self.reports}
        fresh = {r.id: r for r in sorted(reports, key=lambda r: (r.name, r.id)) if r.id not in known}
        self.reports += fresh.values()
        self.edges += find_edges(self.reports, self.index.add([r.text for r in fresh.values()]))

    def save(self, file: Path) -> None:
        """Write all to ``file``, in the format of numpy's .npz; what stood there stays whole until all is written.

        Who reads ``file``, adds to it and writes it holds its lock all that time (``locked``).
        """
        arrays = {
            "format": np.array([FORMAT]),
            "reports": np.frombuffer(msgspec.msgpack.encode(self.reports), np.uint8),
            "edges": np.frombuffer(msgspec.msgpack.encode(self.edges), np.uint8),
            **self.index.arrays(),
        }
        part = file.with_name(f"{file.name}.part")
        with part.open("wb") as out:
            np.savez_compressed(out, allow_pickle=False, **arrays)
            out.flush()
            os.fsync(out.fileno())
        part.replace(file)


def open_store(file: Path) -> Store:
    """The store that was saved in ``file``. Raises BadInput where the file holds none."""
    try:
        with file.open("rb") as raw, np.load(raw, allow_pickle=False) as arrays:
            if arrays["format"].tolist() != [FORMAT]:
                raise BadInput(str(file), "was written by another version of variorum")
            reports = msgspec.msgpack.decode(arrays["reports"].tobytes(), type=list[Report])
            edges = msgspec.msgpack.decode(arrays["edges"].tobytes(), type=list[Edge])
            index = Index.of(dict(arrays))
            sound = _is_sound(index, len(reports), edges)
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        RuntimeError,
        EOFError,
        MemoryError,
        OverflowError,
        struct.error,
        zlib.error,
        BadZipFile,
        msgspec.MsgspecError,
    ) as error:
        raise BadInput(str(file), "is no index of variorum, or a damaged one") from error
    if not sound:
        raise BadInput(str(file), "is no index of variorum, or a damaged one")
    return Store(reports, edges, index)


def _is_sound(index: Index, reports: int, edges: list[Edge]) -> bool:
    """Do all numbers in it name a report?"""
    held = all(len(prints) == len(holders) and (holders < reports).all() for prints, holders in index.segments)
    return held and len(index.counts) == reports and all(0 <= e.short < reports and 0 <= e.long < reports for e in edges)
