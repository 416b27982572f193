"""Which blocks and lines of a page are its report's text: markup that plain text would lose, other reports, offers, ends."""

from __future__ import annotations

import json

import pytest

from variorum.cleaning import clean
from variorum.cleaning.inline import lowered, raised
from variorum.cleaning.offers import is_call, promises
from variorum.cleaning.stamps import is_stamp, is_update
from variorum.errors import BadInput
from variorum.model import Page, Report
from variorum.pipeline import clean_all

FIRST = [
    "The cable car of Tarn stopped above the gorge on Sunday morning, and forty people were caught in its cabins.",
    "Rescuers brought them down one by one on ropes, which took until late in the evening, the fire service said.",
    "The operator said that a bearing had broken, and that all of its other lines would be looked at this week.",
    "Governor Mira Sand thanked the climbers of the valley, who had come to help without being asked to.",
]
SECOND = [
    "The cable car was built in 1988 and carries some two hundred thousand people to the ridge in a year.",
    "It had been inspected in April, according to papers that the transport office published on Monday.",
    "Two people were treated for the cold, and a child for a cut, at the hospital of the county town.",
    "The line will stay shut until the office has seen the report of the engineers, a spokesman said.",
]
OTHER = [
    "The library of Bosk will open on Sundays from March, the council decided by nine votes to four.",
    "Staff had asked for more pay on these days, and will get half of what they wanted, it was said.",
    "Readers had signed a petition, which lay on the counter of the reading room for most of the year.",
]


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def page(body: str, head: str = "<title>Cable car stops above gorge</title>") -> Report:
    return clean(Page("p", "p", html=f"<html><head>{head}</head><body>{body}</body></html>"))


def article(*lines: str) -> Report:
    return page(f"<main><article><h1>Cable car stops above gorge</h1>{paragraphs(*lines)}</article></main>")


def reasons(found: Report) -> dict[str, str]:
    return {r.text: r.because for r in found.removed}


@pytest.mark.parametrize(
    ("before", "text", "after", "read"),
    [
        ("killed 12", "1", " people", None),
        ("killed 12", "1,2", " people", None),
        ("in 1987", "[4]", "", None),
        ("the mayor said.", "3", " Later", None),
        ("the mayor", "*", " said", None),
        ("40", "b", " hurt", None),
        ("a field of 5 km", "2", ".", "²"),
        ("30 m", "3", " of water", "³"),
        ("3 × 10", "6", " cells", "⁶"),
        ("10", "-3", " of it", "⁻³"),
        ("sold at $11", "50", " a tonne", ".50"),
        ("for 9", "99", " € each", ".99"),
        ("at 7", "30", " p.m.", ":30"),
        ("the 1", "st", " of May", "st"),
        ("le 2", "e", " tour", "e"),
        ("of 2", "1", "/", " 1"),
        ("traces of ", "137", "Cs", "¹³⁷"),
        ("him", "2", " said", None),
    ],
)
def test_what_is_raised_is_read_for_what_it_means(before: str, text: str, after: str, read: str | None) -> None:
    assert raised(before, text, after) == read


def test_what_is_lowered_is_a_formula_or_a_note() -> None:
    assert [lowered(*pair) for pair in (("CO", "2"), ("2 1/", "2"), ("40", "3"), ("PM", "2.5"))] == ["₂", "2", None, "2.5"]


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("At least 12<sup>1</sup> people died.", "At least 12 people died."),
        ("At least 12<sup><a href='#n'>a</a></sup> people died.", "At least 12 people died."),
        ("At least 12<a href='#n1'>1</a> people died.", "At least 12 people died."),
        ("At least <b>12</b><sup>1</sup> people died.", "At least 12 people died."),
        ("Smoke with CO<sub>2</sub> spread over 3 km<sup>2</sup>.", "Smoke with CO₂ spread over 3 km²."),
        ("<q>We ran</q>, she said.", "“We ran”, she said."),
        ("<q> They shouted <q>out</q> </q>, she said.", "“They shouted ‘out’”, she said."),
        ("“<q>We ran</q>”, she said.", "“We ran”, she said."),
        ("<q>“We ran”</q>, she said.", "“We ran”, she said."),
        ("<del>Nine</del> <ins>Ten</ins> people died.", "Ten people died."),
        ("On <s>Monday</s>, Tuesday, <strike>nine</strike> ten people died.", "On, Tuesday, ten people died."),
        ("<span class='line-through'>Nine</span> Ten people died.", "Ten people died."),
        ("<span style='text-decoration-line:line-through'>Nine</span> Ten people died.", "Ten people died."),
        ("<span style='text-decoration:none'>Ten</span> people died.", "Ten people died."),
    ],
)
def test_inline_markup_is_written_out(line: str, read: str) -> None:
    assert article(FIRST[0], line, *FIRST[1:]).text.split("\n") == [FIRST[0], read, *FIRST[1:]]


def test_what_is_struck_out_or_marks_a_note_is_kept_with_the_reason() -> None:
    found = article(FIRST[0], "<del>Nine</del> Ten people<sup>2</sup> died.", f"<del>{OTHER[0]}</del>", *FIRST[1:])
    assert OTHER[0] not in found.text
    gone = reasons(found)
    assert gone["Nine"] == gone[OTHER[0]] == "struck out on the page"
    assert gone["2"] == "mark of a footnote"


@pytest.mark.parametrize(
    "quotation",
    [
        "<figure><blockquote>Nobody told us a thing</blockquote><figcaption>Jon Abel, driver</figcaption></figure>",
        "<figure><blockquote><p>Nobody told us a thing</p></blockquote><figcaption>— Jon Abel, driver</figcaption></figure>",
        "<blockquote><p>Nobody told us a thing</p><cite>Jon Abel, driver</cite></blockquote>",
        "<blockquote>Nobody told us a thing <footer>– Jon Abel, driver</footer></blockquote>",
        "<figure class='wp-block-pullquote'><blockquote><p>“Nobody told us a thing”</p><cite>Jon Abel, driver</cite></blockquote>"
        "</figure>",
    ],
)
def test_a_quotation_keeps_its_speaker(quotation: str) -> None:
    found = page(f"<article><h1>Cable car stops</h1>{paragraphs(*FIRST[:2])}{quotation}{paragraphs(*FIRST[2:])}</article>")
    assert found.text.split("\n") == [*FIRST[:2], "Jon Abel, driver: “Nobody told us a thing”", *FIRST[2:]]


def test_a_pull_quote_that_repeats_the_text_and_a_picture_with_its_caption_go() -> None:
    quote = "<figure><blockquote>a bearing had broken, and that all of its other lines</blockquote></figure>"
    picture = "<figure><img src=a.jpg><figcaption>Climbers in the gorge</figcaption></figure>"
    found = page(f"<article><h1>Cable car stops</h1>{quote}{paragraphs(*FIRST[:2])}{picture}{paragraphs(*FIRST[2:])}</article>")
    assert found.text.split("\n") == FIRST


@pytest.mark.parametrize(
    "below",
    [
        "<div class='infinite'><article><h1>Library opens on Sundays</h1>{}</article></div>",
        "<article><h2>Library opens on Sundays</h2>{}</article>",
        "<section class='next'><article class='post'><header><h2>Library opens on Sundays</h2></header><div>{}</div></article>"
        "</section>",
        "<div class='post'><h1>Library opens on Sundays</h1>{}</div>",
        "<div role='article'><h2>Library opens on Sundays</h2>{}</div>",
        "<div itemscope itemtype='https://schema.org/NewsArticle'><h1>Library opens on Sundays</h1>{}</div>",
    ],
)
def test_the_next_article_of_an_endless_page_is_another_report(below: str) -> None:
    first = f"<article><h1>Cable car stops above gorge</h1>{paragraphs(*FIRST)}</article>"
    found = page(f"<main>{first}{below.format(paragraphs(*OTHER))}</main>")
    assert found.text.split("\n") == FIRST
    assert reasons(found)[OTHER[0]] == "another report on the page, left out"


def test_like_blocks_with_first_headlines_are_different_reports() -> None:
    blocks = [("Cable car stops above gorge", FIRST), ("Library opens on Sundays", OTHER)]
    body = "".join(f"<div class=item><h1>{head}</h1><div>{paragraphs(*lines)}</div></div>" for head, lines in blocks)
    assert page(f"<div id=stream>{body}</div>").text.split("\n") == FIRST


@pytest.mark.parametrize(
    "body",
    [
        "<article><h1>Cable car stops above gorge</h1>{}<section><h1>What is known of the car</h1>{}</section></article>",
        "<article><h1>Cable car stops above gorge</h1>{}<article><h2>A car of 1988</h2>{}</article></article>",
        "<h1>Cable car stops above gorge: live</h1><article><h2>All are safe</h2>{}</article><article><h2>A cold night</h2>{}"
        "</article>",
        "<article><h1>Cable car stops above gorge</h1><section>{}</section><div>Ad</div><section>{}</section></article>",
        "<article><h1>Cable car stops above gorge</h1>{}</article><article><h2>Cable car stops above gorge</h2>{}</article>",
    ],
)
def test_the_parts_of_one_report_stay_together(body: str) -> None:
    text = page(body.format(paragraphs(*FIRST), paragraphs(*SECOND))).text
    assert all(line in text for line in [*FIRST, *SECOND])


@pytest.mark.parametrize(
    "classes", ["LightboxWrapper", "comments-open has-sidebar", "fixed-navigation", "has-related", "no-ads", "social-ready menu"]
)
@pytest.mark.parametrize("around", ["body", "div", "main"])
def test_a_wrapper_of_the_whole_report_is_no_furniture(classes: str, around: str) -> None:
    chunk = "<div class='row'><div class='col text'>{}</div><div class='col side'>Ad</div></div>"
    inner = f"<h1>Cable car stops above gorge</h1>{chunk.format(paragraphs(*FIRST))}{chunk.format(paragraphs(*SECOND))}"
    found = page(f"<{around} class='{classes}'>{inner}</{around}>")
    assert found.text.split("\n") == [*FIRST, *SECOND]


@pytest.mark.parametrize(
    "text",
    [
        " ".join(FIRST),
        "\n".join(FIRST),
        "\n\n".join(FIRST),
        "".join(f"<p>{line}</p>" for line in FIRST),
        "".join(f"&lt;p&gt;{line}&lt;/p&gt;" for line in FIRST),
    ],
)
@pytest.mark.parametrize(
    "shown", ["<div id=root></div>", f"<article><h1>Cable car stops above gorge</h1><p>{FIRST[0]}</p></article>"]
)
def test_a_text_that_only_the_data_holds_is_read(text: str, shown: str) -> None:
    data = json.dumps({"@type": "NewsArticle", "headline": "Cable car stops above gorge", "articleBody": text})
    found = page(
        f"{shown}<footer><p>All rights reserved by the Tarn Echo</p></footer>",
        f'<title>Cable car stops above gorge</title><script type="application/ld+json">{data}</script>',
    )
    assert " ".join(found.text.split("\n")) == " ".join(FIRST)


def test_a_description_in_the_data_does_not_replace_the_text() -> None:
    data = json.dumps({"@type": "NewsArticle", "headline": "Cable car stops above gorge", "articleBody": " ".join(OTHER)})
    body = f"<article><h1>Cable car stops above gorge</h1>{paragraphs(*FIRST)}</article>"
    assert page(body, f'<script type="application/ld+json">{data}</script>').text.split("\n") == FIRST


OFFER = ["Access to every report on any device", "Six newsletters a week, sent to your inbox", "Games and puzzles every day"]


@pytest.mark.parametrize(
    "offer",
    [
        "<div><h3>Subscribe to the Tarn Echo</h3><ul>{}</ul></div>",
        "<div class=wall><p>Sign in or create an account to continue reading.</p><ul>{}</ul><p>Already a member? Log in</p></div>",
        "<section><h4>Become a member</h4><ul>{}</ul><a href=/buy>See plans</a></section>",
        "<h4>Register for free to read on</h4><ul>{}</ul>",
        "<div class=subscriber-offer><h4>This story is for subscribers only</h4><ul>{}</ul></div>",
    ],
)
def test_what_subscribers_get_is_no_text(offer: str) -> None:
    box = offer.format("".join(f"<li>{line}</li>" for line in OFFER))
    found = page(f"<article><h1>Cable car stops above gorge</h1>{paragraphs(*FIRST[:2])}{box}{paragraphs(*FIRST[2:])}</article>")
    assert found.text.split("\n") == FIRST


@pytest.mark.parametrize(
    "line",
    [
        "Subscribers of the line rose by two million in a year, the company said.",
        "Residents can register for emergency alerts at the town hall.",
        "The union asked its members to sign up for night shifts.",
        "Access to the valley was closed on Sunday.",
    ],
)
def test_a_report_on_subscribers_is_text(line: str) -> None:
    assert not is_call(line)
    assert not promises(line)
    assert line in article(*FIRST[:2], line, *FIRST[2:]).text


def plain(*lines: str) -> Report:
    return clean(Page("p", "p", text="\n".join(lines)))


@pytest.mark.parametrize(
    "tail",
    [
        ["About Tarn Lines", "Tarn Lines is a family firm that operates nine cable cars with 300 employees."],
        ["About Tarn Lines: Founded in 1950, Tarn Lines operates nine cable cars."],
        ["ABOUT TARN LINES", "The company runs nine cable cars.", "About the Sand Fund", "The Sand Fund supports schools."],
        ["ENDS", "Notes to editors", "The inspection took place on Monday, Jon Abel said.", "press@tarn.example"],
        ["- ENDS -", "For more information please contact Jon Abel on 020 7946 0000."],
        ["Media contact:", "Jon Abel, press officer", "Tel. 020 7946 0000"],
        ["# # #", "About Tarn Lines, Inc.", "Tarn Lines, Inc. is an operator of cable cars."],
        ["Forward-Looking Statements", "This release contains statements that are subject to risks."],
    ],
)
def test_what_stands_behind_every_release_is_no_text(tail: list[str]) -> None:
    assert plain(*FIRST, *tail).text.split("\n") == FIRST
    assert plain(*FIRST[:-1], f"{FIRST[-1]} About Tarn Lines Tarn Lines is an operator of cable cars.").text.split("\n") == FIRST


@pytest.mark.parametrize(
    "more",
    [
        ["About 300 people work for the line, most of them from the valley."],
        ["About Governor Sand", "The governor, who is 51, said on Monday that she would not run again."],
        ["About Tarn Lines", "On Tuesday the union said that it would strike over pay."],
        ["-30-", "The governor said on Monday that the line would have to pay.", "She told the council so in a letter."],
    ],
)
def test_news_under_a_heading_stays(more: list[str]) -> None:
    assert more[-1] in plain(*FIRST, *more).text


@pytest.mark.parametrize(
    "mark",
    [
        "(MORE)", "MORE TO FOLLOW", "ENDIT", "Eds: Adds quotes, details.", "ATTENTION - ADDS quotes ///", "URGENT",
        "(Adds comment from the governor in paragraph 3)", "(Updates with toll, adds background)", "UPDATE 2:",
        "Updated at 5 p.m.", "Last modified Tuesday 24 November", "This story was last updated at 7:15 p.m. on Friday",
        "Jul.15.2031 / 2:57 PM ET", "(Reporting by Ann Lee; Editing by Carl Vance)", "play_arrow", "prev next", "32 retweets",
        "CancelSend", "Photograph by Ann Lee / Norpix / Getty", "Analysis by Ann Lee, political editor",
        "Climbers bring people down from the gorge 01:37", "Follow Ann Lee on Twitter", "Tarn Echo•",
    ],
)  # fmt: skip
def test_a_mark_of_editors_or_of_the_page_is_no_text(mark: str) -> None:
    found = plain(*FIRST[:2], mark, *FIRST[2:])
    assert found.text.split("\n") == FIRST
    assert reasons(found)[mark]


@pytest.mark.parametrize(
    "line",
    [
        "Adds to a list of troubles at the line, the union said.",
        "More than 40 people were brought down.",
        "Updated rules take effect on Monday.",
        "Correction: An earlier version of this story said that nine people were hurt.",
        "The last cabin came down at 18:30",
        "CARL VANCE:",
        "They play on Monday.",
        "WHAT THE UNION WANTS",
    ],
)
def test_a_line_that_only_looks_like_a_mark_stays(line: str) -> None:
    assert line in plain(*FIRST[:2], line, *FIRST[2:]).text.split("\n")


def test_marks_at_the_ends_of_lines_are_cut() -> None:
    found = plain(f"UPDATE 2: {FIRST[0]}", f"{FIRST[1]} (MORE)", *FIRST[2:-1], f"{FIRST[-1]} ENDIT")
    assert found.text.split("\n") == FIRST


def test_captions_and_weather_before_a_dateline_go() -> None:
    top = ["Partly cloudy skies with a stray shower. High 86F.", "Tonight", "Clear and calm, with a low near 70F in the valley.",
           "People wait in a cabin of the cable car above the gorge of Tarn on Sunday."]  # fmt: skip
    found = plain(*top, f"TARN, Norland (NPA) — {FIRST[0]}", *FIRST[1:])
    assert found.text.startswith("TARN, Norland")


def test_stamps_are_read_where_they_are_glued() -> None:
    assert is_update("Published Wed, Feb 28 20316:03 AM ESTUpdated 1 Min Ago")
    assert not is_update("May 2031")
    assert not is_stamp("1" * 100)


def test_a_page_without_text_says_what_was_removed() -> None:
    with pytest.raises(BadInput, match=r"2 caption, 1 page control \(button\)"):
        plain("People wait on a roof. (Ann Lee/The Tarn Echo)", "Photo: Ann Lee, NPA", "prev next")
    with pytest.raises(BadInput, match="is empty"):
        plain("  ", "\u200b")


def test_lines_that_a_site_put_between_two_sentences_are_known_by_another_print() -> None:
    put_in = ["Ten towns that you have to see before you die", "Bakers of the county ask for longer hours on Sundays"]
    pages = [
        Page("a", "a", text="\n".join([FIRST[0], FIRST[1], *put_in, *FIRST[2:]]), outlet="Tarn Echo"),
        Page("b", "b", text="\n".join(FIRST), outlet="Norland Post"),
    ]
    texts = {r.name: r.text for r in clean_all(pages)[0]}
    assert texts["a"].split("\n") == FIRST


def test_a_line_that_speaks_to_readers_is_the_sites_and_the_united_states_is_nobody() -> None:
    plea = "Nobody tells what happens in your valley better than we do"
    news = "The backdrop: a US official had warned of the gorge and its winds in spring."
    more = [f"{line} It was the second vote on this." for line in OTHER]
    other = [*OTHER[:2], FIRST[1], OTHER[2], news, *more]
    pages = [
        Page("a", "a", text="\n".join([FIRST[0], FIRST[1], plea, *FIRST[2:], news, *SECOND]), outlet="Tarn Echo"),
        Page("b", "b", text="\n".join([*other[:3], plea, *other[3:]]), outlet="Tarn Echo"),
    ]
    texts = [r.text for r in clean_all(pages)[0]]
    assert not any(plea in text for text in texts)
    assert all(news in text for text in texts)
