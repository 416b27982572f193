"""What a page says of its report: its own data and no other's, dates and authors as pages show them, in any order."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as markup

from variorum.cleaning import clean, find_iso
from variorum.cleaning.bylines import find_byline
from variorum.cleaning.linked_data import find_objects, own_report
from variorum.cleaning.loose_json import parse_json
from variorum.model import Page, Report
from variorum.text.stamps import find_stamps

CASES = Path(__file__).parent / "cases"
STAMPS = tomllib.loads((CASES / "stamps.toml").read_text(encoding="utf-8"))["case"]
BYLINES = tomllib.loads((CASES / "bylines.toml").read_text(encoding="utf-8"))["case"]
OUTLETS = ("Velmore Ledger", "velmoreledger.example")
PARAGRAPHS = (
    "A dyke gave way near Tarnhof on Sunday night and water stood a metre deep in forty cellars, the district said.",
    "Volunteers filled nine thousand sandbags before dawn, and the road to Ollen was closed for lorries until further notice.",
    "District head Wim Oster said that the pumps had held, that nobody had been hurt and that the school would open again.",
    "A hall was opened for those who could not go back to their houses for the night, according to the fire brigade.",
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
TITLE = "Dyke breaks at Tarnhof"
LEAD = f"<p class='lead'>{' '.join(['Water stood deep in many cellars after a dyke gave way'] * 3)}</p>"
OWN = (
    '{"@type":"NewsArticle","headline":"Dyke breaks at Tarnhof","datePublished":"2026-03-09T06:15:00Z",'
    '"author":{"name":"Ana Ruiz"},"url":"https://ollen.example/dyke"}'
)
OTHER = (
    '{"@type":"NewsArticle","headline":"Old mill sold to brewery","datePublished":"2024-02-01T06:15:00Z",'
    '"author":{"name":"Kurt Lamm"},"url":"https://ollen.example/mill"}'
)


def report(
    head: str = "", under: str = "", after: str = "", *, lang: str = "en", url: str | None = None, heading: str = "h1"
) -> Report:
    """The report of a page with things in its head, under its headline and after its text."""
    page = (
        f"<!DOCTYPE html><html lang='{lang}'><head><title>{TITLE} | Ollen Post</title>{head}</head><body>"
        "<header><div class='date'>Tuesday, 17 March 2026</div><nav><a href='/'>Home</a></nav></header>"
        f"<article><{heading}>{TITLE}</{heading}>{under}<div class='text'>{BODY}</div>{after}</article>"
        "<footer><p>Copyright 2026 Ollen Post. Last build 1 January 2026</p></footer></body></html>"
    )
    return clean(Page("p", "p", html=page, url=url))


def linked(*objects: str) -> str:
    return "".join(f"<script type='application/ld+json'>{o}</script>" for o in objects)


@pytest.mark.parametrize("case", STAMPS, ids=lambda c: f"{c['text']} {c.get('month_first', '')}")
def test_a_stamp_is_read_in_any_language_and_order(case: dict[str, object]) -> None:
    month_first = case.get("month_first")
    assert [
        s.iso for s in find_stamps(str(case["text"]), month_first=bool(month_first) if "month_first" in case else None)
    ] == case["want"]


@pytest.mark.parametrize("case", BYLINES, ids=lambda c: c["value"])
def test_a_byline_is_a_name_and_nothing_else(case: dict[str, str]) -> None:
    found = find_byline(case["value"], OUTLETS)
    assert found == case.get("want")
    assert found is None or find_byline(found, OUTLETS) == found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a":"http://x.example/y", // a "note": 1\n "b":[1,2,],}', {"a": "http://x.example/y", "b": [1, 2]}),
        ('/*<![CDATA[*/{"a":"b"}/*]]>*/', {"a": "b"}),
        ('<!--\n{"a":[[1]]}\n-->', {"a": [[1]]}),
        ('{"a":"He said "no", then left","b":"c"};', {"a": 'He said "no", then left', "b": "c"}),
        ('{"a":"raw\nline"}', {"a": "raw\nline"}),
        ('{"a":"it\\\'s","b":"\\ud800"}', {"a": "it's", "b": "\ufffd"}),
        ('{"a":"x"\n"b":"y"}', {"a": "x", "b": "y"}),
        ('{"a":"whole","b":{"c":"d"', {"a": "whole", "b": {"c": "d"}}),
        ('{"a":"whole","b":"cut', {"a": "whole", "b": None}),
        ("{&quot;a&quot;:&quot;b&quot;}", {"a": "b"}),
        ('{"a":undefined,b:"c"}', {"a": None, "b": "c"}),
    ],
)
def test_json_is_read_as_far_as_it_is_plain(text: str, value: object) -> None:
    assert parse_json(text) == [value]


def test_values_that_follow_one_another_are_all_read() -> None:
    assert parse_json('{"a":1},{"b":2}; [3]') == [{"a": 1}, {"b": 2}, [3]]


@given(st.text(alphabet='{}[]":,\\/*<!-> ab1\n\ud800u', max_size=200))
def test_no_text_stops_the_reader_of_json(text: str) -> None:
    for value in parse_json(text):
        str(value).encode("utf-8")


@pytest.mark.parametrize("text", ["[" * 200_000, '{"a":' * 100_000, '"' * 300_000, "/* " * 100_000, '{"a":"b",' * 50_000])
def test_endless_json_ends(text: str) -> None:
    parse_json(text)


@pytest.mark.parametrize(
    "head",
    [
        linked(OTHER, OWN),
        linked(f"[{OTHER},{OWN}]"),
        linked(f'{{"@graph":[{OTHER},{OWN}]}}'),
        linked(f"{OTHER};{OWN},"),
        linked('{"@type":"WebPage","mainEntity":' + OWN + ',"hasPart":[' + OTHER + "]}"),
        linked('{"@type":"ItemList","itemListElement":[{"@type":"ListItem","item":' + OTHER + "}]}", OWN),
        linked('{"@type":"Blog","blogPost":[' + OTHER + "]}", OWN),
        linked(OWN[:-1] + ',"comment":[{"@type":"Comment","datePublished":"2026-03-12","author":{"name":"Kurt Lamm"}}]}'),
        linked(OWN[:-1] + ',"description":"the "great" flood\nof the year",}'),
        linked(OWN.replace('"NewsArticle"', '["http://schema.org/NewsArticle","BlogPosting"]')),
        linked(OTHER, OWN.replace('"headline":"Dyke breaks at Tarnhof",', ""))
        + "<link rel='canonical' href='https://www.ollen.example/dyke/'>",
    ],
)
def test_a_page_is_described_by_its_own_data(head: str) -> None:
    found = report(head)
    assert (found.published, found.byline, found.title) == ("2026-03-09T06:15:00Z", "Ana Ruiz", TITLE)


@pytest.mark.parametrize(
    "head",
    [
        linked(OTHER),
        linked(OTHER.replace("Old mill sold to brewery", "Dyke repairs at Tarnhof finished"))
        + "<link rel='canonical' href='https://ollen.example/dyke'>",
        linked('{"@type":"ItemList","itemListElement":[' + OTHER + "]}"),
        linked(
            '{"@type":"Product","name":"Boots","review":{"@type":"Review","datePublished":"2020-01-01","author":"Kurt Lamm"}}'
        ),
    ],
)
def test_data_of_other_things_alone_tells_nothing(head: str) -> None:
    found = report(head)
    assert (found.published, found.byline, found.title) == (None, None, TITLE)


def test_a_lone_description_is_believed_where_nothing_speaks_against_it() -> None:
    found = report(linked(OWN.replace(TITLE, "Tarnhof: forty cellars under water")))
    assert found.byline == "Ana Ruiz"


def test_an_author_is_found_by_reference() -> None:
    graph = OWN.replace('{"name":"Ana Ruiz"}', '{"@id":"#a"}') + ',{"@type":"Person","@id":"#a","name":"Ana Ruiz"}'
    assert report(linked(f'{{"@graph":[{graph}]}}')).byline == "Ana Ruiz"


def test_the_page_has_its_own_object() -> None:
    root = markup.document_fromstring(f"<html><head>{linked(OTHER, OWN)}</head><body><h1>{TITLE}</h1></body></html>")
    own = own_report(root)
    assert own is not None
    assert own["headline"] == TITLE
    assert len([o for o in find_objects(root) if o.is_report]) == 2


def test_the_dates_of_the_page_stand_in_for_those_of_its_report() -> None:
    page = '{"@type":"WebPage","datePublished":"2026-03-09T06:15:00+00:00","dateModified":"2026-03-10"}'
    assert (report(linked(page)).published, report(linked(page)).updated) == ("2026-03-09T06:15:00+00:00", "2026-03-10")
    assert report(linked(page, OWN)).published == "2026-03-09T06:15:00Z"


@pytest.mark.parametrize(
    ("under", "lang", "url"),
    [
        ("<div class='artikel-info'>Montag, 9. März 2026, 07:15 Uhr</div>", "de", None),
        ("<span>9 de marzo de 2026</span>", "es", None),
        ("<div>9 марта 2026, 07:15</div>", "ru", None),
        ("<span>2026年3月9日 07:15</span>", "ja", None),
        ("<em>09.03.2026</em>", "de", None),
        ("<div class='timestamp'>03/09/2026 7:15 AM</div>", "en-US", None),
        ("<div class='timestamp'>09/03/2026 07:15</div>", "en-GB", None),
        ("<div class='timestamp'>Monday 03/09/2026</div>", "en-GB", None),
        ("<div class='timestamp'>03/09/2026</div>", "en", "https://ollen.example/2026/03/09/dyke"),
        ("<div class='timestamp'>09/03/2026</div>", "en", "https://www.ollen.co.uk/dyke"),
        ("<div class='timestamp'>03/09/2026</div><p>First aired 02/27/2026</p>", "en", None),
        ("<time title='March 9, 2026 7:15 AM'>2 days ago</time>", "en", None),
        ("<span class='ago' data-timestamp='1773040500'>2 days ago</span>", "en", None),
        ("<abbr class='published' title='2026-03-09T07:15:00+01:00'>last week</abbr>", "en", None),
        ("<meta itemprop='datePublished' content='2026-03-09T06:15:00Z'>", "en", None),
        ("<p>(Published: Mon, 9 Mar 2026)</p>", "en", None),
        (LEAD + "<div>By Ana Ruiz</div><div>9 March 2026</div>", "en", None),
        ("<aside class='sidebar'><p>9 March 2026</p></aside>", "en", None),
    ],
)
def test_a_date_by_the_headline_is_read(under: str, lang: str, url: str | None) -> None:
    assert (report(under=under, lang=lang, url=url).published or "")[:10] == "2026-03-09"


def test_a_date_after_the_text_is_read_where_it_is_marked() -> None:
    assert report(after="<p class='article-date'><time datetime='2026-03-09'>9 March</time></p>").published == "2026-03-09"


@pytest.mark.parametrize(
    ("under", "after", "lang"),
    [
        ("<div class='timestamp'>03/09/2026 07:15</div>", "", "en"),  # both orders fit
        ("<div class='timestamp'>03/09/2026 07:15</div>", "", "de"),  # no German writes so
        ("", "<section class='comments'><h3>Say</h3><p>Kurt <time datetime='2026-03-12'>12 March</time></p></section>", "en"),
        ("", "<div class='related'><article><h3>Mill sold</h3><span class='date'>1 February 2024</span></article></div>", "en"),
        ("", "<ul><li><a href='/x'>Old mill sold to a brewery</a> <time datetime='2024-02-01'>1 Feb</time></li></ul>", "en"),
        ("<p>The flood of 8 January 1995 was worse, say the old people.</p>", "", "en"),
        ("<div itemscope itemtype='https://schema.org/Event'><time itemprop='startDate' datetime='2026-05-01'>May</time></div>",
         "", "en"),
        ("<div class='author-box'>Ana Ruiz, joined 9 March 2016</div>", "", "en"),
        ("<meta property='article:published_time' content='1970-01-01T00:00:00Z'>", "", "en"),
    ],
)  # fmt: skip
def test_a_date_of_something_else_or_of_unknown_order_is_none(under: str, after: str, lang: str) -> None:
    assert report(under=under, after=after, lang=lang).published is None


def test_published_and_updated_are_told_apart() -> None:
    one = report(under="<p>Publié le 9 mars 2026 à 07h15, mis à jour le 10 mars 2026 à 8h00</p>", lang="fr")
    two = report(under="<p>Posted: March 9, 2026</p><p>Updated: March 10, 2026</p>")
    late = report(under="<p>Last updated: March 10, 2026</p>")
    assert [(r.published, r.updated) for r in (one, two, late)] == [
        ("2026-03-09", "2026-03-10"), ("2026-03-09", "2026-03-10"), (None, "2026-03-10"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("author", "under"),
    [
        ("https://ollen.example/author/ruiz", "<p>By Ana Ruiz</p>"),
        ("webmaster", "<span itemprop='author' itemscope><span itemprop='name'>Ana Ruiz</span></span>"),
        ("Ollen Post Staff", "<div class='article__author'>Ana Ruiz</div>"),
        ("@ollenpost", "<p class='author'>Ana Ruiz <a href='#'>@anaruiz</a></p>"),
        ("Super User", "<p class='byline'>Ana Ruiz<br>Senior Reporter</p>"),
        ("admin2", "<p>Von Ana Ruiz</p>"),
        ("9 March 2026", "<p class='byline'>By Ana Ruiz, March 9, 2026</p>"),
    ],
)
def test_where_the_author_field_names_nobody_the_page_does(author: str, under: str) -> None:
    head = f"<meta name='author' content='{author}'><meta property='og:site_name' content='Ollen Post'>"
    found = report(head, under)
    assert found.byline == "Ana Ruiz"
    assert author in {c.value for c in found.candidates} or author == "9 March 2026"


def test_those_who_comment_or_sign_other_stories_are_no_authors() -> None:
    after = "<div class='comments'><div class='comment'><a rel='author' href='#'>Kurt Lamm</a> wrote</div></div>"
    related = "<div class='related'><article><h3>Mill sold</h3><span class='author'>Kurt Lamm</span></article></div>"
    assert report(after=after + related).byline is None


def test_all_who_are_linked_as_authors_sign() -> None:
    under = "<p>By <a rel='author' href='#'>Ana Ruiz</a> and <a rel='author' href='#'>Jon Abrel</a></p>"
    assert report(under=under).byline == "Ana Ruiz, Jon Abrel"


@pytest.mark.parametrize(
    ("said", "iso"),
    [("1773040500", "2026-03-09T07:15:00+00:00"), ("20260309071500", "2026-03-09T07:15:00"),
     ("Mon, 09 Mar 2026 07:15:00 GMT", "2026-03-09T07:15:00+00:00"), ("9 March 2026, 7:15 pm", "2026-03-09"),
     ("1970-01-01T00:00:00+00:00", None), ("03/09/2026", None)],
)  # fmt: skip
def test_moments_are_kept_and_defaults_are_none(said: str, iso: str | None) -> None:
    assert find_iso(said) == iso


def test_a_page_of_nothing_but_dates_is_read_in_time() -> None:
    report(under="<time>9 March 2026</time>" * 20_000)
    report(under="<article>" * 300 + "<p class='date'>9 March 2026</p>" * 5_000)
