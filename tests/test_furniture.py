"""What cleaning takes for furniture, by structure, by neighbours and by repetition, and what it must leave alone."""

from __future__ import annotations

import time

import pytest

from variorum.cleaning import clean
from variorum.cleaning.captions import is_gallery
from variorum.errors import BadInput
from variorum.model import Page, Report
from variorum.pipeline import clean_all

BODY = [
    "The dam at Orle broke on Monday, and the lower town is under water, the mayor said.",
    "About 300 people were brought to a school, where they were given food and blankets for the night.",
    "Rain is expected to go on until Sunday, and trains will not run, according to the district.",
]


def report(*lines: str, **known: str) -> Report:
    return clean(Page("p", "p", text="\n".join(lines), **known))  # type: ignore[arg-type]


def html(body: str, head: str = "", **known: str) -> Report:
    return clean(Page("p", "p", html=f"<html><head>{head}</head><body>{body}</body></html>", **known))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "line",
    [
        "People wait on a roof in Orle. (Ann Lee/The Orle Post)",
        "People wait on a roof in Orle on Monday. Ann Lee / NPA",
        "Ann Lee, NPA/Getty Images",
        "Photo: Ann Lee, NPA",
        "The old wall above the town of Orle in spring (Norpix)",
        "The dam of Orle, pictured here last year | Ann Lee/Norpix Images",
        "Media: Orlenews",
        "FILE - In this May 2, 2030 file photo the dam stands.",
        "From CNN's Ann Lee and Carl Vance",
        "1 hr 14 min ago",
        "If you'd like to donate, click here.",
        "Sign up for our newsletter and never miss a story.",
        "Published: 38 mins ago",
        "3 hours ago",
        "___",
        "1 / 4",
        "window._ads = window._ads || []; _ads.push({flush: true});",
        "MAYOR PLEDGES NEW WALL AFTER DAM BREAKS ABOVE ORLE",
    ],
)
def test_a_line_that_names_itself_as_furniture_goes(line: str) -> None:
    found = report(BODY[0], line, *BODY[1:])
    assert found.text.split("\n") == BODY
    assert line in [r.text for r in found.removed]


@pytest.mark.parametrize(
    "line",
    [
        "One sign in Orle read: “Build walls, not promises!”",
        "ORLE, Norland (NPA) — One sign in the town read: “Build walls!”",
        "By 2:15 p.m., the governor had been told of the flood.",
        "The cellar can be reached from the street without a key, Mr. Vance said.",
        "For more than a decade, engineers had warned of the dam.",
        "Tap water was cut off in the lower town.",
        "She lives in the United States. He lives in North Korea.",
        "WHAT ENGINEERS WANT",
        "Vance was found dead on July 14, 2014.",
        "The old wall, which is of sand and clay, may have contributed to the flood, engineers think.",
        "For many that brings back the image of the flood of 2019.",
        "— Ann Lee (@annlee) May 5, 2031",
        "“You have to leave now,” a policeman told her.",
    ],
)
def test_a_line_of_the_report_stays(line: str) -> None:
    assert line in report(BODY[0], line, *BODY[1:]).text.split("\n")


def test_a_caption_is_known_by_what_stands_beside_it() -> None:
    twin = "A woman carries her cat out of her house in the lower town of Orle"
    gallery = ["Image 1 of 2", f"{twin} on Monday, May 5, 2031.", f"{twin} on Monday ... more", "Photo: Ann Lee, NPA"]
    assert report(BODY[0], *gallery, *BODY[1:]).text.split("\n") == BODY
    film = ["Now Playing:", "The governor said in a speech that she wou", "Media: Orlenews"]
    assert report(BODY[0], *film, *BODY[1:]).text.split("\n") == BODY


def test_a_gallery_on_one_line_is_no_text() -> None:
    shown = "A woman carries her cat out of her house in the lower town of Orle on Monday, May 5, 2031."
    head = f"Photo: Ann Lee Image 1 of / 9 Caption Close Image 1 of 9 {shown} {shown} "
    whole = head + "".join(f"Photo: Ann Lee Image {n} of 9 {shown} {shown} " for n in range(2, 10)) * 2
    assert report(BODY[0], whole + "Dam breaks 1 / 9 Back to Gallery", *BODY[1:]).text.split("\n") == BODY
    glued = f"{head}Image 2 of 9 {shown} Back to Gallery {' '.join(BODY)}"
    assert not is_gallery(glued)  # a text that was glued behind it


def test_what_stands_before_the_dateline_is_no_text() -> None:
    caption = "Men fill sandbags beside the bridge while the water rises behind them in the town."
    found = report("Dam breaks above Orle", caption, f"ORLE, Norland (NPA) — {BODY[0]}", *BODY[1:])
    assert found.text.startswith("ORLE, Norland")
    assert found.credits == ("NPA",)


def test_what_is_glued_to_a_text_is_cut_and_shown_at_its_place() -> None:
    found = report("Dam breaks above the town of Orle News Dam breaks above the town of Orle " + BODY[0], *BODY[1:],
                   "The mayor will speak again on Friday. Click here to see our photos of the flood.")  # fmt: skip
    assert found.text.split("\n")[:3] == BODY
    assert found.text.endswith("on Friday.")
    assert [(r.text, r.at) for r in found.removed] == [
        ("Dam breaks above the town of Orle News Dam breaks above the town of Orle", 0),
        ("Click here to see our photos of the flood.", len(found.text)),
    ]


def test_what_was_removed_keeps_its_place() -> None:
    found = report("Menu", BODY[0], "Photo: Ann Lee, NPA", BODY[1], BODY[2], "Share")
    places = {r.text: r.at for r in found.removed}
    assert places["Menu"] == 0
    assert places["Photo: Ann Lee, NPA"] == len(BODY[0])
    assert places["Share"] == len(found.text)


def test_a_line_in_different_texts_of_one_outlet_is_the_sites() -> None:
    slogan = "No one tells the news of our valley better than we do"
    other = ["The bakers of Orle want to sell bread on Sundays, and the council will vote on it in June.",
             "Some say that the market would suffer, others that the town would gain, a survey has found."]  # fmt: skip
    pages = [
        Page("a", "a", text="\n".join([BODY[0], slogan, *BODY[1:]]), outlet="Orle Post"),
        Page("b", "b", text="\n".join([other[0], slogan, other[1]]), outlet="Orle Post"),
        Page("c", "c", text="\n".join([BODY[0], slogan, *BODY[1:]]), outlet="Other Post"),
    ]
    texts = {r.name: r.text for r in clean_all(pages)[0]}
    assert slogan not in texts["a"]
    assert slogan not in texts["b"]


def test_lines_of_a_text_that_two_pages_share_stay() -> None:
    shared = [BODY[0], "Here is what she told us", BODY[1]]
    more = ["The bakers of Orle want to sell bread on Sundays, and the council will vote on it in June."] * 3
    texts = {n: "\n".join([*shared, *(f"{line} That is {n} {i}." for i, line in enumerate(more))]) for n in "ab"}
    pages = [Page(n, n, text=text, outlet="Orle Post") for n, text in texts.items()]
    assert all("Here is what she told us" in r.text for r in clean_all(pages)[0])


def test_a_background_paragraph_of_an_agency_stays() -> None:
    known = "The dam was built in 1931 and has been patched five times since, most lately after the flood of 2019."
    pages = [Page(n, n, text="\n".join([f"{BODY[i]} It is number {n}.", known]), outlet="NPA") for i, n in enumerate("abc")]
    assert all(known in r.text for r in clean_all(pages)[0])


def test_a_word_that_stands_in_every_slot_is_no_text() -> None:
    assert report(BODY[0], "None", "None", *BODY[1:], "None", "None").text.split("\n") == BODY


def test_a_round_up_has_entries() -> None:
    text = ["ORLE (NPA) — The latest on the flood (all times local):", "2:35 p.m.", *BODY[:1], "11:56 a.m.", *BODY[1:]]
    found = report(*text)
    assert [(p.time, found.text[p.start : p.end]) for p in found.parts] == [
        ("2:35 p.m.", BODY[0]), ("11:56 a.m.", "\n".join(BODY[1:])),
    ]  # fmt: skip
    assert report(*BODY).parts == ()


MAIN = "".join(f"<p>{line} {line.replace('Monday', 'that day')}</p>" for line in BODY * 2)


def test_markup_tells_what_is_not_the_report() -> None:
    found = html(
        f"<nav><a href=/>Home</a></nav><main><h1>Dam breaks</h1><p class=standfirst>Hundreds of people leave the lower town of "
        f"Orle after the dam breaks.</p><article>{MAIN}<aside class=related><p>Bakers want to sell bread on Sundays too, and "
        f"the council votes.</p></aside><p><a href=/x>Five more dams that are as old as this one</a></p></article></main>"
    )
    reasons = {r.text[:12]: r.because for r in found.removed}
    assert reasons["Home"].startswith(("marked", "outside"))
    assert reasons["Bakers want "] == "marked as related"
    assert reasons["Five more da"] in ("link to another page", "links")
    assert "Hundreds of people leave" in found.text
    assert found.title == "Dam breaks"


def test_text_for_screen_readers_and_hidden_text_is_not_read() -> None:
    found = html(f"<article>{MAIN}<p>The mayor <span class=sr-only>opens new tab</span>spoke on Friday of the old wall "
                 f"above the town.</p><p style='display: none'>Nobody sees this line.</p></article>")  # fmt: skip
    assert "The mayor spoke on Friday" in found.text
    assert "Nobody sees" not in found.text


def test_every_place_that_tells_a_date_is_kept() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Dam breaks", "datePublished": '
        '"2031-05-05T10:00:00Z", "author": [{"name": "Ann Lee"}], "publisher": {"name": "Orle Post"}}</script>'
        '<meta property="article:modified_time" content="2031-05-06"><meta name="date" content="2031-05-05">'
    )
    found = html(f"<article>{MAIN}</article>", head, url="http://orle.example/2031/05/05/dam.html")
    assert (found.published, found.updated, found.byline, found.outlet) == (
        "2031-05-05T10:00:00Z", "2031-05-06", "Ann Lee", "Orle Post",
    )  # fmt: skip
    assert [(c.value, c.found) for c in found.candidates if c.field == "published"] == [
        ("2031-05-05T10:00:00Z", "JSON-LD datePublished"), ("2031-05-05", "meta date"), ("2031-05-05", "address"),
    ]  # fmt: skip
    assert found.doubt is None


@pytest.mark.parametrize(
    ("text", "known", "doubt"),
    [
        (BODY[0], {"published": "2031-05-05", "url": "http://a.example/2023/09/20/dam"}, "its address says 2023-09-20"),
        ("ORLE, Sept. 20 (NPA) - " + BODY[0], {"published": "2031-05-05"}, "the dateline says 20 September"),
        ("The dam broke on Wednesday, September 20, the mayor said.", {"published": "2025-04-09"}, "fell in 2023"),
    ],
)
def test_a_date_that_the_page_contradicts_is_doubted(text: str, known: dict[str, str], doubt: str) -> None:
    found = report(text, *BODY[1:], **known)
    assert doubt in (found.doubt or "")
    assert found.day is None


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (BODY[0], {"published": "2031-05-05", "url": "http://a.example/2031/05/04/dam"}),
        ("ORLE, Dec. 31 (NPA) - " + BODY[0], {"published": "2032-01-01"}),
        ("The dam broke on Wednesday, September 20, the mayor said.", {"published": "2024-02-09"}),
        ("The dam of May 12, 1931, was the first. It broke on Monday.", {"published": "2031-05-05"}),
    ],
)
def test_a_date_that_can_be_right_is_not_doubted(text: str, known: dict[str, str]) -> None:
    assert report(text, *BODY[1:], **known).doubt is None


@pytest.mark.parametrize(
    ("head", "credited"),
    [
        (["Dam breaks", "By Ann Lee, Associated Press"], ("AP",)),
        (["Dam breaks", "Ann Lee, Associated Press", "May 5, 2031"], ("AP",)),
        (["Dam breaks", "Orle Daily Gazette•"], ("Orle Daily Gazette",)),
        (["Dam breaks", "By Ann Lee | Reuters"], ("Reuters",)),
        (["Dam breaks", "Norland (CNN)"], ("CNN",)),
        (["Dam breaks", "Orle Post", "Sport", "Weather"], ()),
        (["Dam breaks", "Carl Lee (AP)"], ()),
    ],
)
def test_credits_stand_at_the_head(head: list[str], credited: tuple[str, ...]) -> None:
    assert report(*head, *BODY).credits == credited


@pytest.mark.parametrize(
    ("tail", "credited"),
    [
        ("Copyright 2031 by CNN NewSource. All rights reserved.", ("CNN",)),
        ("This story was originally published at washingtonpost.com.", ("Washington Post",)),
        ("Fox News' Ann Lee and The Associated Press contributed to this report.", ("Fox News", "AP")),
        ("© 2031 Orle Valley Post", ()),
        ("The photo was taken by the Associated Press.", ()),
    ],
)
def test_credits_stand_at_the_end(tail: str, credited: tuple[str, ...]) -> None:
    assert report(*BODY, tail).credits == credited


DEEP = "<div>" * 100_000 + BODY[0] + "</div>" * 100_000


@pytest.mark.parametrize("body", [DEEP, f"<p>{BODY[0]}" + "<br>" * 10_000, f"<b>{BODY[0]}" + "<b>" * 50_000])
def test_odd_markup_comes_to_an_end(body: str) -> None:
    before = time.monotonic()
    assert BODY[0][:20] in html(body).text
    assert time.monotonic() - before < 20  # a hang, not a measure: it takes well under a second


def test_a_page_of_lines_without_end_is_refused() -> None:
    with pytest.raises(BadInput, match="no report has more than"):
        report(*["a"] * 40_000)
