"""Median seconds of some runs."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

RUNS = 5


def timed(work: Callable[[], object], runs: int = RUNS) -> float:
    """Median seconds of ``runs`` runs."""
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return median(seconds)
