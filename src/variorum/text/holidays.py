"""Days that have a name in any year: Christmas, New Year, Easter, Labor Day."""

from __future__ import annotations

import re
from calendar import monthcalendar
from datetime import date, timedelta

FIXED = {
    "all saints' day": (11, 1), "anzac day": (4, 25), "armistice day": (11, 11), "australia day": (1, 26),
    "bastille day": (7, 14), "bonfire night": (11, 5), "boxing day": (12, 26), "canada day": (7, 1),
    "christmas day": (12, 25), "christmas eve": (12, 24), "guy fawkes night": (11, 5), "halloween": (10, 31),
    "international women's day": (3, 8), "juneteenth": (6, 19), "new year's day": (1, 1), "new year's eve": (12, 31),
    "st patrick's day": (3, 17), "st. patrick's day": (3, 17), "valentine's day": (2, 14), "veterans day": (11, 11),
}  # fmt: skip
MOVING = {
    "ascension day": 39, "ash wednesday": -46, "easter monday": 1, "easter sunday": 0, "good friday": -2, "holy saturday": -1,
    "mardi gras": -47, "maundy thursday": -3, "palm sunday": -7, "shrove tuesday": -47, "whit monday": 50,
}  # days from Easter  # fmt: skip
COUNTED = {  # month, weekday from Monday as 0, and which of the month; -1 for the last
    "labor day": (9, 0, 1), "martin luther king jr. day": (1, 0, 3), "memorial day": (5, 0, -1), "presidents day": (2, 0, 3),
    "presidents' day": (2, 0, 3), "remembrance sunday": (11, 6, 2),
}  # fmt: skip
NAMES = "|".join(
    re.escape(name) for name in sorted((*FIXED, *MOVING, *COUNTED), key=len, reverse=True)
).replace("'", "['’]").replace(r"\ ", r"\s+")  # fmt: skip


def find_holiday(name: str, year: int) -> date:
    """The day of that name, in small letters with a straight apostrophe and single blanks, in the year."""
    if name in FIXED:
        return date(year, *FIXED[name])
    if name in COUNTED:
        month, weekday, which = COUNTED[name]
        return _nth(year, month, weekday, which)
    return find_easter(year) + timedelta(days=MOVING[name])


def _nth(year: int, month: int, weekday: int, which: int) -> date:
    """The first, second … or last such weekday of the month."""
    days = [d for week in monthcalendar(year, month) if (d := week[weekday])]
    return date(year, month, days[which if which < 0 else which - 1])


def find_easter(year: int) -> date:
    """Easter Sunday by the western reckoning (the anonymous Gregorian algorithm, Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)
