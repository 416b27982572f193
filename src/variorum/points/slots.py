"""What in a claim can differ from report to report as a number does: its figures, years and times of day."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache

from variorum.model import Claim, Clock, Figure, Span
from variorum.text.figures import is_house
from variorum.text.lexicon import classes
from variorum.text.periods import Time, find_times

YEAR, CLOCK, AGE = "year AD", "o'clock", "years old"
UTC = "o'clock UTC"  # the unit of times of day whose zone is told
CLOCKS = frozenset({CLOCK, UTC})
HOUR = 60  # minutes
TINY = 1e-6  # of a day: what hours in floating point lose
EITHER = "either half"  # event of a time of day that may be before noon or after it


_BASES = {
    "acre": ("square m", 4046.86), "barrel": ("liter", 158.99), "cm": ("m", 0.01), "CNY": ("yuan", 1.0),
    "cubic foot": ("liter", 28.317), "cubic m": ("liter", 1000.0), "day": ("hour", 24.0), "dollar": ("USD", 1.0),
    "euro": ("EUR", 1.0), "fahrenheit": ("celsius", 5 / 9), "fathom": ("m", 1.8288), "foot": ("m", 0.3048),
    "gallon": ("liter", 3.7854), "gram": ("kg", 0.001), "hectare": ("square m", 10_000.0), "inch": ("m", 0.0254),
    "INR": ("rupee", 1.0), "JPY": ("yen", 1.0), "kiloton": ("kg", 1e6), "km": ("m", 1000.0), "knot": ("km/h", 1.852),
    "m/s": ("km/h", 3.6), "mile": ("m", 1609.3), "minute": ("hour", 1 / 60), "ml": ("liter", 0.001),
    "mm": ("m", 0.001), "mph": ("km/h", 1.6093), "nautical mile": ("m", 1852.0), "ounce": ("kg", 0.02835),
    "pound": ("kg", 0.45359), "RUB": ("ruble", 1.0), "square foot": ("square m", 0.0929),
    "square km": ("square m", 1e6), "square mile": ("square m", 2_589_988.0), "ton": ("kg", 1000.0),
    "week": ("hour", 168.0), "yard": ("m", 0.9144),
}  # fmt: skip
_NOUGHTS = {"fahrenheit": 32.0}  # where the nought of the base stands, for those that do not begin at nought
CONVERTED = 0.08  # by which a figure in one unit may differ from that in another and be the same, rounded
DEGREE = 1.0  # degrees Celsius, the same for temperatures


def dimension(unit: str) -> str:
    """The unit in which figures of such units are compared: all lengths in metres, all durations in hours."""
    return _BASES.get(unit, (unit, 1.0))[0]


def convert(value: float, unit: str, to: str) -> float:
    """The value of one unit in another of its dimension: 3.048 for 10 feet in metres."""
    return _to_base(value, unit) / _BASES.get(to, (to, 1.0))[1] + _NOUGHTS.get(to, 0.0)


def _to_base(value: float, unit: str) -> float:
    return (value - _NOUGHTS.get(unit, 0.0)) * _BASES.get(unit, (unit, 1.0))[1]


@lru_cache(maxsize=1 << 14)
def in_base(figure: Figure, *, loose: bool = False) -> Figure:
    """The figure in the unit in which it is compared; ``loose``: as wide as a conversion rounds."""
    unit = dimension(figure.unit)
    low, high = (None if value is None else _to_base(value, figure.unit) for value in (figure.low, figure.high))
    if loose:
        low = None if low is None else low - _slack(low, unit)
        high = None if high is None else high + _slack(high, unit)
    return replace(figure, low=low, high=high, unit=unit)


def _slack(value: float, unit: str) -> float:
    return DEGREE if unit == "celsius" else CONVERTED * value


def find_slots(claim: Claim, *, ages: bool = False) -> tuple[Figure, ...]:
    """The claim's figures, and its years and clock times as figures of their own units where it has one of a kind.

    ``ages``: those of persons too, which are compared by the person elsewhere.
    """
    times = find_times(claim.says)
    years = [t for t in times if t.kind == "year" and not is_house(claim.says, t.end)]
    measures = set(classes("units").values())  # "an 18 and 15 year old": no count of years
    found = [f for f in claim.figures if (ages or f.unit != AGE) and (f.unit or f.counted not in measures)]
    if len(years) == 1:
        year = float(dict(years[0].parts)["year"])
        found.append(Figure(year, year, YEAR, "year", _span(claim, years[0]), "year"))
    if claim.clock is not None:
        found += _clocks(claim.clock)
    return tuple(found)


def _span(claim: Claim, time: Time) -> Span:
    return Span(claim.at.report, claim.at.start + time.start, claim.at.start + time.end)


def _clocks(clock: Clock) -> list[Figure]:
    """The time of day in hours: as it stands where it is of the place, in UTC where its zone is told."""
    shifts = {CLOCK: 0} if clock.zone is None or clock.local else {}
    shifts |= {UTC: clock.zone} if clock.zone is not None else {}
    event, about = EITHER if clock.halves else "", clock.first != clock.last
    return [
        Figure((clock.first - shift) / HOUR, (clock.last - shift) / HOUR, unit, "time of day", clock.at, "hour", event, about)
        for unit, shift in shifts.items()
    ]


def same_time(f: Figure, g: Figure) -> bool:
    """Do two times of day of one unit meet, on whatever day?"""
    turn = 12.0 if EITHER in (f.event, g.event) else 24.0
    ends = [x if x is not None else 0.0 for x in (f.low, f.high, g.low, g.high)]
    return math.floor((ends[1] - ends[2]) / turn + TINY) >= math.ceil((ends[0] - ends[3]) / turn - TINY)
