"""A ledger as a drawing: figures over time, bounds as bars, open ends as dotted bars."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from variorum.model import Count
from variorum.points.slots import convert
from variorum.views.tables import Figures, Row, sort_letters

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 180, 60, 90, 14, 26  # in the units of the drawing
INNER = HEIGHT - BOTTOM - TOP
OPEN = 0.06  # of the height, by which an open end is drawn


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure: its place, the ends of its bar, whether one is open, its letters and what it says when pointed at."""

    x: float
    y: float
    low: float
    high: float
    open: bool
    letters: str
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing: its marks, and the labels of both axes with their places."""

    marks: tuple[Mark, ...]
    values: tuple[tuple[float, str], ...]
    times: tuple[tuple[float, str], ...]
    width: int = WIDTH
    height: int = HEIGHT


def draw(figures: Figures) -> Chart | None:
    """The drawing of a ledger whose figures differ, else None: a straight line tells nothing."""
    if not figures.parts:
        return None
    scale = _scale(figures)
    marks = _joined(_mark(row, figures.unit, scale) for row in figures.rows)
    middles = {sum(_bounds(r.count, figures.unit)) / 2 for r in figures.rows}
    values = _spaced([(scale.up(v), f"{v:,g}") for v in sorted({0.0, *middles})])
    times = {scale.across(r.count.as_of): r.as_of for r in figures.rows}
    return Chart(marks, values, tuple((x, times[x]) for x in sorted({min(times), max(times)})))


@dataclass(frozen=True, slots=True)
class Scale:
    """From moments and numbers to places in the drawing."""

    first: float
    last: float
    top: float

    def across(self, moment: str | None) -> float:
        """The place of a moment; figures without one stand at the right edge."""
        if moment is None:
            return WIDTH - RIGHT / 2
        share = (_time(moment) - self.first) / (self.last - self.first) if self.last > self.first else 0.5
        return round(LEFT + (WIDTH - LEFT - RIGHT) * share, 1)

    def up(self, value: float) -> float:
        """The place of a number above the base line."""
        return round(HEIGHT - BOTTOM - INNER * value / (self.top * 1.1), 1)


def _scale(figures: Figures) -> Scale:
    known = [_time(r.count.as_of) for r in figures.rows if r.count.as_of]
    top = max(max(_bounds(r.count, figures.unit)) for r in figures.rows) or 1.0
    return Scale(min(known, default=0.0), max(known, default=0.0), top)


def _mark(row: Row, unit: str, scale: Scale) -> Mark:
    low, high = _bounds(row.count, unit)
    below, above = (INNER * OPEN if end is None else 0.0 for end in (row.count.low, row.count.high))
    title = ", ".join(x for x in (f"{row.letters}: {row.text}", row.voice, row.as_of) if x)
    return Mark(
        scale.across(row.count.as_of),
        scale.up((low + high) / 2),
        round(scale.up(low) + below, 1),
        round(scale.up(high) - above, 1),
        bool(below or above),
        row.letters,
        title,
        row.passages[0][1].id,
    )


def _joined(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks, those at one place as one with the letters and words of all."""
    found: dict[tuple[float, float], Mark] = {}
    for mark in marks:
        same = found.get((mark.x, mark.y), mark)
        letters = sort_letters({*same.letters.split(), *mark.letters.split()})
        title = same.title if same is mark else f"{same.title}; {mark.title}"
        found[mark.x, mark.y] = replace(same, letters=letters, title=title, open=same.open or mark.open)
    return tuple(found.values())


def _bounds(count: Count, unit: str) -> tuple[float, float]:
    """Both ends of the figure, in that unit."""
    low = count.low if count.low is not None else count.high or 0.0
    high = count.high if count.high is not None else low
    return round(convert(low, count.unit, unit), 2), round(convert(high, count.unit, unit), 2)


def _time(moment: str) -> float:
    """Days since year 1, the clock's zone left out: the drawing is no finer than that; a month or a year stands at its end."""
    if len(moment) < len("2023-09-21"):
        year, month = int(moment[:4]), int(moment[5:7] or 12)
        moment = f"{year}-{month:02}-{monthrange(year, month)[1]}"
    found = datetime.fromisoformat(moment)
    return found.toordinal() + (found.hour * 60 + found.minute) / 1440


def _spaced(values: list[tuple[float, str]]) -> tuple[tuple[float, str], ...]:
    """The labels that do not lie on one another, the outermost kept."""
    kept = [values[0], values[-1]]
    for value in values[1:-1]:
        if all(abs(value[0] - k[0]) >= 12 for k in kept):
            kept.append(value)
    return tuple(sorted(set(kept)))
