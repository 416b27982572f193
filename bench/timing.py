"""Median seconds of some runs."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

RUNS = 5


def timed(work: Callable[[], object]) -> float:
    """Median seconds of ``RUNS`` runs."""
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return median(seconds)
