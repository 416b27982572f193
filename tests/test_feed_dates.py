"""Dates of feeds: as mail, the web and programs write them, in many languages; what can be two days is none."""

from __future__ import annotations

import pytest

from variorum.ingest.dates import find_order, read_date


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("Mon, 16 Nov 2026 12:15 AM", "2026-11-16T00:15:00"),
        ("Mon, 16 Nov 2026 12:15:09 PM GMT", "2026-11-16T12:15:09+00:00"),
        ("Mon, 16 Nov 26 22:15:00 EST", "2026-11-16T22:15:00-05:00"),
        ("16 Nov 2026 22:15 +0530", "2026-11-16T22:15:00+05:30"),
        ("November 16, 2026, 3:05 p.m.", "2026-11-16T15:05:00"),
        ("Mon Nov 16 22:15:00 UTC 2026", "2026-11-16T22:15:00+00:00"),
        ("2026-11-16T22:15Z", "2026-11-16T22:15:00+00:00"),
        ("2026-11-16 22:15:00.000 -0800", "2026-11-16T22:15:00-08:00"),
        ("2026.11.16 22:15", "2026-11-16T22:15:00"),
        ("20261116T221500Z", "2026-11-16T22:15:00+00:00"),
        ("1794867300", "2026-11-16T22:15:00+00:00"),
        ("1794867300000", "2026-11-16T22:15:00+00:00"),
        ("16-11-2026 22:15", "2026-11-16T22:15:00"),
        ("16.11.26", "2026-11-16"),
        ("11/16/26 10:15 PM", "2026-11-16T22:15:00"),
        ("05/05/2026", "2026-05-05"),
        ("05/06/2026", None),
        ("16/11/26", None),
        ("lundi 16 novembre 2026 à 22h15", "2026-11-16T22:15:00"),
        ("mar., 24 nov. 2026 22:15", "2026-11-24T22:15:00"),
        ("lunes, 16 de noviembre de 2026", "2026-11-16"),
        ("seg, 16 nov 2026 22:15:00 -0300", "2026-11-16T22:15:00-03:00"),
        ("Mo, 16 Mär 2026 22:15:00 +0100", "2026-03-16T22:15:00+01:00"),
        ("lun, 16 dic 2026", "2026-12-16"),
        ("Pn, 16 lis 2026", None),  # October in Croatian, November in Polish
        ("16 października 2026", "2026-10-16"),
        ("2026. november 16., 22:15", "2026-11-16T22:15:00"),
        ("Пн, 16 ноя 2026 22:15:00 +0300", "2026-11-16T22:15:00+03:00"),
        ("16 Kasım 2026 Pazartesi 22:15", "2026-11-16T22:15:00"),
        ("Δευ, 16 Νοε 2026 22:15:00 EET", "2026-11-16T22:15:00+02:00"),
        ("2026年11月16日 22:15", "2026-11-16T22:15:00"),
        ("2026년 11월 16일 오후 10:15", "2026-11-16T22:15:00"),
        ("١٦ نوفمبر ٢٠٢٦", "2026-11-16"),
        ("16 tháng 11, 2026", "2026-11-16"),
        ("Thu, 1 Jan 1970 01:00:00 +0100", None),
        ("1970-01-01", None),
        ("0000-00-00 00:00:00", None),
        ("Mon, 01 Jan 0001 00:00:00 GMT", None),
        ("Mon, 31 Feb 2026 10:00:00 GMT", None),
        ("soon", None),
    ],
)
def test_dates_are_read_as_feeds_carry_them(said: str, date: str | None) -> None:
    assert read_date(said) == date


def test_the_order_of_a_numeric_date_is_that_of_the_others_or_of_the_language() -> None:
    decided = "<pubDate>05/06/2026</pubDate><x/><pubDate>28/05/2026</pubDate>"
    assert (find_order(decided), find_order(decided.replace("28/05", "05/28"))) == (False, True)
    assert (find_order("", "en-US"), find_order("", "de"), find_order("", "en")) == (True, False, None)
    assert read_date("05/06/2026 10:00", month_first=False) == "2026-06-05T10:00:00"
