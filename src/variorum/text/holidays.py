"""Days that have a name in any year: Christmas, New Year, Easter."""

from __future__ import annotations

from datetime import date, timedelta

FIXED = {
    "boxing day": (12, 26), "christmas day": (12, 25), "christmas eve": (12, 24), "halloween": (10, 31),
    "new year's day": (1, 1), "new year's eve": (12, 31), "valentine's day": (2, 14),
}  # fmt: skip
MOVING = {"ash wednesday": -46, "easter monday": 1, "easter sunday": 0, "good friday": -2, "palm sunday": -7}  # days from Easter
NAMES = "|".join(sorted((*FIXED, *MOVING), key=len, reverse=True)).replace("'", "['’]")


def find_holiday(name: str, year: int) -> date:
    """The day of that name, in small letters with a straight apostrophe, in the year."""
    if name in FIXED:
        return date(year, *FIXED[name])
    return find_easter(year) + timedelta(days=MOVING[name])


def find_easter(year: int) -> date:
    """Easter Sunday by the western reckoning (the anonymous Gregorian algorithm, Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)
