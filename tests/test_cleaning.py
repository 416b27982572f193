"""Pages to reports: furniture out with its reason, body in, and what the page says of itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.cleaning import clean, find_iso
from variorum.errors import BadInput
from variorum.model import Page, Report

BODY = [
    "The river rose by two metres overnight and flooded the lower part of the town, the mayor said on Friday.",
    "About 300 people were brought to a sports hall, where they were given food and blankets for the night.",
    "Rain is expected to go on until Sunday, and schools will stay closed, according to the district.",
]


def report(text: str, **known: str) -> Report:
    return clean(Page("p", "p", text=text, **known))  # type: ignore[arg-type]


def reasons(found: Report) -> dict[str, str]:
    return {r.text: r.because for r in found.removed}


def test_furniture_goes_with_its_reason_and_the_body_stays() -> None:
    page = "\n".join([
        "Home | News | Weather", "You are signed in as", "River floods town of Aldern", "By Ann Lee, Associated Press",
        "Friday, 3 May 2019 07:38 AM", "Share Tweet Email", *BODY, "View Comments", "Related",
        "- Ten ways to dry a carpet", "- Why it rains so much now", "© 2019 Aldern Post. All rights reserved.",
    ])  # fmt: skip
    found = report(page)
    assert found.text.split("\n") == BODY
    assert found.title == "River floods town of Aldern"
    assert found.byline == "Ann Lee, Associated Press"
    assert found.published == "2019-05-03"
    assert found.credits == ("AP",)
    assert found.language == "en"
    assert set(page.split("\n")) == set(BODY) | set(reasons(found))
    assert all(reasons(found).values())


def test_a_brand_word_glued_into_headline_and_text_goes() -> None:
    page = "\n".join([
        "Zentra-River floods town of Aldern after a week of rain -AldernDaily",
        "River floods town of Aldern after a week of rain",
        BODY[0].replace("and flooded", "and Zentraflooded"), *BODY[1:],
    ])  # fmt: skip
    found = report(page)
    assert found.text.split("\n") == BODY
    assert "brand word glued into the text" in reasons(found).values()


def test_a_hyphenated_name_that_is_part_of_the_headline_stays() -> None:
    page = "\n".join(["Anglo-Dutch team told mayor that river flooded the town overnight", *BODY])
    assert "Anglo" in (report(page).title or "") + report(page).text


def test_hard_wrapped_lines_become_paragraphs() -> None:
    wire = "\n".join([
        "The river rose by two metres overnight and flooded the lower",
        "part of the town, the mayor said on Friday. About 300 people",
        "were brought to a sports hall, where they were given food and",
        "blankets for the night. Rain is expected to go on until Sunday,",
        "and schools will stay closed.",
    ])  # fmt: skip
    assert "\n" not in report(wire).text

    assert report("\n".join(BODY)).text.count("\n") == 2


def test_a_paragraph_that_stands_twice_is_kept_once() -> None:
    assert report("\n".join([*BODY, BODY[0]])).text.split("\n") == BODY


@pytest.mark.parametrize(
    ("line", "credited"),
    [
        ("Some information for this story was provided by Reuters and Agence France-Presse.", ("Reuters", "AFP")),
        ("Source: Aldern Post", ("Aldern Post",)),
        ("The Associated Press contributed to this report.", ("AP",)),
        ("With reporting by Tass.", ("Tass",)),
    ],
)
def test_credits_are_found_in_the_closing_line(line: str, credited: tuple[str, ...]) -> None:
    found = report("\n".join([*BODY, line]))
    assert found.credits == credited
    assert found.text.split("\n") == BODY


def test_credits_are_found_in_dateline_and_sign_off() -> None:
    assert report("\n".join(["ALDERN, Norland (AP) — " + BODY[0], *BODY[1:]])).credits == ("AP",)
    assert report("\n".join(["ALDERN (NPA) — " + BODY[0], *BODY[1:]])).credits == ("NPA",)
    assert report("\n".join([*BODY[:2], BODY[2] + "/ VOA"])).credits == ("VOA",)


def test_a_picture_credit_is_no_credit_of_the_text() -> None:
    assert report("\n".join(["The river on Friday (AP Photo/Ann Lee)", *BODY])).credits == ()


def test_html_gives_its_main_text_and_metadata() -> None:
    paragraphs = "".join(f"<p>{p}</p>" for p in BODY * 2)
    html = (
        "<html><head><title>River floods town</title><meta property='og:site_name' content='Aldern Post'>"
        "<meta property='article:published_time' content='2019-05-03T07:38:00Z'></head>"
        f"<body><nav><a href='/'>Home</a></nav><article><h1>River floods town</h1>{paragraphs}</article></body></html>"
    )
    found = clean(Page("p", "p", html=html))
    assert found.outlet == "Aldern Post"
    assert found.published is not None
    assert found.published.startswith("2019-05-03")
    assert BODY[0] in found.text


def test_html_without_a_body_still_gives_its_text() -> None:
    assert BODY[0] in clean(Page("p", "p", html=f"<p>{BODY[0]}</p>")).text


@pytest.mark.parametrize(
    ("published", "kept"),
    [
        ("2023-09-21T10:00:00+02:00", "2023-09-21T10:00:00+02:00"),
        ("21 September 2023", "2023-09-21"),
        ("20230921", "2023-09-21T00:00:00"),
        ("yesterday", None),
        ("2023-13-45", None),
        ("0001-01-01", None),
        ("-2023-01-01", None),
        ("", None),
    ],
)
def test_published_is_a_date_or_nothing(published: str, kept: str | None) -> None:
    assert find_iso(published) == kept


def test_what_a_terminal_would_obey_is_taken_out_of_title_and_outlet() -> None:
    found = report("\n".join(BODY), outlet="BBC\x1b[31m\x07", title="A\nB\x1b[2J")
    assert found.outlet is not None
    assert "\x1b" not in found.outlet
    assert found.title is not None
    assert "\n" not in found.title


def test_what_holds_no_text_is_refused() -> None:
    with pytest.raises(BadInput):
        clean(Page("p", "here", html="<html><body></body></html>"))
    with pytest.raises(BadInput):
        clean(Page("p", "here", text=" \u200b \n"))


@given(st.text(min_size=1, max_size=600))
def test_arbitrary_text_is_cleaned_or_refused(text: str) -> None:
    try:
        found = report(text)
    except BadInput:
        return
    assert found.text.strip()
    assert found.id == report(text).id


def test_text_in_other_languages_is_kept_whole() -> None:
    lines = [
        "El alcalde ordenó el lunes la evacuación de los vecinos después de que un depósito se incendiara cerca del puerto.",
        "Der Bürgermeister hat am Montag angeordnet, dass alle Bewohner der Altstadt ihre Häuser bis zum Abend verlassen.",
        "Пожар уничтожил старую мельницу в городе во вторник ночью, сообщили пожарные.",
        "周二晚上，一场大火烧毁了阿尔德恩的旧谷物磨坊，消防队说，至少有十二人受伤。",
        "Le maire a dit à la radio que les secours avaient travaillé toute la nuit in situ et a ce titre il les remercie.",
    ]
    report = clean(Page("x", "x", text="\n".join(lines)))
    assert report.text == "\n".join(lines)
    assert report.removed == ()
