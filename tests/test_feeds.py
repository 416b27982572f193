"""What feeds carry is read as it is meant: texts, titles, authors, addresses, dates and encodings, broken feeds among them."""

from __future__ import annotations

import gzip
import json
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from variorum.cleaning.clean import clean
from variorum.cleaning.footers import find_footer
from variorum.cli.main import main
from variorum.errors import BadInput, attempt
from variorum.ingest import feeds, read, readers
from variorum.ingest.encoding import decode
from variorum.ingest.feeds import find_entries, is_feed, read_feed
from variorum.model import Page

BODY = "Two ferries ran aground off Skerry Point on Sunday night, the coast guard said."
SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)


def rss(inner: str, head: str = "<title>Skerry Courier</title>") -> str:
    return f'<?xml version="1.0"?><rss version="2.0" {SPACES}><channel>{head}<item>{inner}</item></channel></rss>'


def atom(inner: str, head: str = "<title>Skerry Courier</title>", more: str = "") -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom"{more}>{head}<entry>{inner}</entry></feed>'


def entry(feed: str | bytes, base: str = "") -> Page:
    (page,) = find_entries(feed.encode() if isinstance(feed, str) else feed, "f", base=base)
    return page


@pytest.mark.parametrize(
    ("inner", "name"),
    [
        ("<author>newsroom@skerry.example (Ines Corvo)</author>", "Ines Corvo"),
        ("<author>Ines Corvo &lt;ines@skerry.example&gt;</author>", "Ines Corvo"),
        ("<author>ines@skerry.example</author>", None),
        ("<author>ines@skerry.example</author><dc:creator>Ines Corvo</dc:creator>", "Ines Corvo"),
        ("<dc:creator><![CDATA[By Ines Corvo]]></dc:creator>", "Ines Corvo"),
        ("<dc:creator>Ines Corvo</dc:creator><dc:creator>Pál Ódor</dc:creator>", "Ines Corvo, Pál Ódor"),
        ("<itunes:author>Ines Corvo</itunes:author>", "Ines Corvo"),
        ("<author><name>Ines Corvo</name><email>i@skerry.example</email></author>", "Ines Corvo"),
        ("<dc:creator>(mailto:x@y.example) Åsa Öberg</dc:creator>", "Åsa Öberg"),
    ],
)
def test_authors_are_named_without_their_mail_addresses(inner: str, name: str | None) -> None:
    assert entry(rss(inner + f"<description>{BODY}</description>")).byline == name


def test_an_atom_entry_without_an_author_has_that_of_its_feed() -> None:
    head = "<title>Skerry Courier</title><author><name>Ines Corvo</name></author>"
    assert entry(atom(f"<summary>{BODY}</summary>", head)).byline == "Ines Corvo"
    one = f"<author><name>Pál Ódor</name></author><author><name>Ada Lunn</name></author><summary>{BODY}</summary>"
    assert entry(atom(one, head)).byline == "Pál Ódor, Ada Lunn"


@pytest.mark.parametrize(
    ("inner", "title", "text"),
    [
        (f"<title>B&B burns</title><description>{BODY} AT&T & Sons</description>", "B&B burns", f"{BODY} AT&T & Sons"),
        ("<title>a < b and Q&A</title><description>5 < 6 & 7 > 4</description>", "a < b and Q&A", "5 < 6 & 7 > 4"),
        ("<title>S&amp;P falls</title><description>P&O &mdash; S&ouml;hne</description>", "S&P falls", "P&O — Söhne"),
        ("<title>&Eacute;lys&eacute;e &euro;5</title><description>&laquo;Non&raquo;</description>", "Élysée €5", "«Non»"),
        ("<title>&#8216;No&#x92; &#150; PM</title><description>&#147;Yes&#148;&#133;</description>", "‘No’ – PM", "“Yes”…"),
        ("<title>&amp;amp;quot;Stay&amp;amp;quot;</title><description>x</description>", '"Stay"', "x"),
        ("<title>It&amp;#8217;s over &amp;amp; out</title><description>x</description>", "It’s over & out", "x"),
        ("<title>&lt;em&gt;Flood&lt;/em&gt; in &lt;b&gt;Ost&lt;/b&gt;</title><description>x</description>", "Flood in Ost", "x"),
        ("<title><![CDATA[Rain &amp; wind]]></title><description><![CDATA[Rain &amp; wind &#8211; gone]]></description>",
         "Rain & wind", "Rain & wind – gone"),
        ("<title>R&amp;amp;D</title><description>Fish &amp;amp; Chips at 6&amp;nbsp;p.m.</description>", "R&D",
         "Fish & Chips at 6\xa0p.m."),
    ],
)  # fmt: skip
def test_ampersands_and_references_are_read_as_they_are_meant(inner: str, title: str, text: str) -> None:
    page = entry(rss(inner))
    assert (page.title, page.text) == (title, text)


def test_an_address_keeps_its_parameters() -> None:
    link = "<link>https://a.example/?a=1&copy=2&amp;reg=3&lang=en&x;=4</link>"
    assert entry(rss(link)).url == "https://a.example/?a=1&copy=2&reg=3&lang=en&x;=4"
    assert entry(atom('<link href="https://a.example/?a=1&sect=2&amp;b=3"/>')).url == "https://a.example/?a=1&sect=2&b=3"


def test_an_atom_title_that_names_a_tag_keeps_it() -> None:
    assert entry(atom('<title type="text">The &lt;blink&gt; tag is gone</title>')).title == "The <blink> tag is gone"
    assert entry(atom('<title type="html">The &lt;i&gt;Marigold&lt;/i&gt; sank</title>')).title == "The Marigold sank"
    xhtml = '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">The <i>Marigold</i> sank</div></title>'
    assert entry(atom(xhtml)).title == "The Marigold sank"


CAPTION = "An old picture of the lighthouse, with a long caption that tells who took it, on which day and for whom it was."


@pytest.mark.parametrize(
    "inner",
    [
        f"<media:content url='x'><media:title>No</media:title><media:description>{CAPTION}</media:description></media:content>",
        f"<media:group><media:content url='x'/><media:description>{CAPTION}</media:description></media:group>",
        f"<media:thumbnail url='x.jpg'/><media:text>{CAPTION}</media:text><media:title>No</media:title>",
        f"<image><title>No</title><url>x.jpg</url><description>{CAPTION}</description></image>",
        f"<itunes:title>No</itunes:title><itunes:summary>{CAPTION}</itunes:summary>",
        f"<enclosure url='x.mp3' type='audio/mpeg'/><media:description type='html'>{CAPTION}</media:description>",
    ],
)
def test_what_is_said_of_a_picture_is_not_the_report(inner: str) -> None:
    page = entry(rss(f"{inner}<title>Ferries aground</title><description>{BODY}</description>{inner}"))
    assert (page.title, page.text) == ("Ferries aground", BODY)


def test_what_is_said_of_a_film_is_the_text_where_nothing_else_is() -> None:
    group = f"<media:group><media:title>Ferries aground</media:title><media:description>{BODY}</media:description></media:group>"
    page = entry(atom(group))
    assert (page.title, page.text) == ("Ferries aground", BODY)


def test_a_date_that_can_be_two_days_is_kept_as_written() -> None:
    assert entry(rss("<pubDate>05/06/2026</pubDate>", "<language>en-us</language>")).published == "2026-05-06"
    assert entry(rss("<pubDate>05/06/2026</pubDate>")).extra == (("unread_date", "05/06/2026"),)


@pytest.mark.parametrize(
    ("inner", "published", "updated"),
    [
        (
            "<dcterms:issued>2026-11-16</dcterms:issued><dcterms:modified>2026-11-17</dcterms:modified>",
            "2026-11-16",
            "2026-11-17",
        ),
        ("<dc:date>2026-11-16T10:00:00+01:00</dc:date>", "2026-11-16T10:00:00+01:00", None),
        ("<created>2026-11-16</created>", "2026-11-16", None),
        ("<modified>2026-11-16</modified>", "2026-11-16", None),
        ("<published>2026-11-16</published><updated>2026-11-18</updated>", "2026-11-16", "2026-11-18"),
        ("<pubDate>never</pubDate><dc:date>2026-11-16</dc:date>", "2026-11-16", None),
    ],
)
def test_the_first_date_is_the_publication_and_the_update_is_kept(inner: str, published: str, updated: str | None) -> None:
    page = entry(rss(inner))
    assert (page.published, page.updated) == (published, updated)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("The post Ferries aground appeared first on Skerry Courier.", ""),
        (f"{BODY} The post Ferries aground appeared first on Skerry Courier.", BODY),
        ("Ferries ran […] The article Ferries aground first appeared on Skerry Courier", "Ferries ran […]"),
        ("Der Beitrag Fähren gestrandet erschien zuerst auf Skerry Kurier.", ""),
        ("L’article Des ferries échoués est apparu en premier sur Le Courrier.", ""),
        ("La entrada Encallan dos ferris se publicó primero en El Correo.", ""),
        ("L'articolo Traghetti incagliati proviene da Il Corriere.", ""),
        ("Artykuł Promy na mieliźnie pochodzi z serwisu Kurier.", ""),
        ("Two ferries ran […] Continue reading Ferries aground", "Two ferries ran […]"),
        ("Zwei Fähren sind gestrandet … Weiterlesen →", "Zwei Fähren sind gestrandet …"),
        ("Deux ferries se sont échoués… Lire la suite »", "Deux ferries se sont échoués…"),
        ("Read more…", ""),
        ("The judge told the jurors to continue reading the file.", None),
        ("He said the post office where he worked appeared first on the list.", None),
        ("She had read more about it than anyone.", None),
    ],
)
def test_footers_are_found_and_sentences_are_not(line: str, kept: str | None) -> None:
    at = find_footer(line)
    if kept is None:
        assert at is None
    else:
        assert at is not None
        assert line[:at].strip() == kept


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Two ferries ran aground off [&#8230;]", "[…]"),
        ("Two ferries ran aground off [...] Read more", "[...] Read more"),
        (
            "<![CDATA[<p>Two ferries ran aground off&hellip; <a href='x'>Continue reading Ferries</a></p>]]>",
            "… Continue reading Ferries",
        ),
        ("Two ferries ran aground off the point… [+1234 chars]", "[+1234 chars]"),
        (BODY, None),
        ("“Well …” he said, and left.", None),
    ],
)
def test_a_text_that_is_cut_short_is_known_as_one(text: str, cut: str | None) -> None:
    raw = rss(f"<description>{text}</description>").encode()
    assert dict(entry(raw).extra).get("cut") == cut
    told = [str(f) for f in read_feed(raw, "f") if isinstance(f, BadInput)]
    assert bool(told) == bool(cut)


@pytest.mark.parametrize(
    "html",
    [
        f"<blockquote>{BODY}</blockquote>", f"<center><small>{BODY}</small></center>", f"<table><tr><td>{BODY}</td></tr></table>",
        f"<ol><li>{BODY}</li></ol>", f"{BODY}<script>var x = '<p>no</p>';</script>", f"{BODY}<iframe src='x'/>",
        f"<font color=red>{BODY}</font><style>p {{}}</style>", f"<article><header></header>{BODY}</article>",
        f"<figure><img src='x'><figcaption>A ship</figcaption></figure>{BODY}", f"{BODY}<!-- end of the text -->",
        f"<script src='x'/><p>{BODY}</p>",
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["cdata", "escaped", "atom", "encoded"])
def test_markup_and_scripts_never_stand_in_the_text(html: str, form: str) -> None:
    escaped = html.replace("&", "&amp;").replace("<", "&lt;")
    feed = {
        "cdata": rss(f"<description><![CDATA[{html}]]></description>"),
        "escaped": rss(f"<description>{escaped}</description>"),
        "atom": atom(f'<content type="html">{escaped}</content>'),
        "encoded": rss(f"<description>Short</description><content:encoded><![CDATA[{html}]]></content:encoded>"),
    }[form]
    assert clean(entry(feed)).text == BODY


@pytest.mark.parametrize(
    "inner",
    [
        "<div xmlns='http://www.w3.org/1999/xhtml'><h3>Aground</h3><p>{}</p><p>Nobody was hurt, she said.</p></div>",
        "<xh:div xmlns:xh='http://www.w3.org/1999/xhtml'><xh:h3>Aground</xh:h3><xh:p>{}</xh:p>"
        "<xh:p>Nobody was hurt, she said.</xh:p></xh:div>",
        "<div>Aground<br/><br/>{}<br/><br/>Nobody was hurt, she said.</div>",
        "<section><h2>Aground</h2></section><section>{}</section><section>Nobody was hurt, she said.</section>",
        "<ul><li>Aground</li><li>{}</li><li>Nobody was hurt, she said.</li></ul>",
    ],
)
def test_paragraphs_of_xhtml_stay_apart(inner: str) -> None:
    page = entry(atom(f"<title>T</title><content type='xhtml'>{inner.format(BODY)}</content>"))
    assert clean(page).text == f"Aground\n{BODY}\nNobody was hurt, she said."


@pytest.mark.parametrize(
    ("feed", "url"),
    [
        (atom('<link href="a"/>', more=' xml:base="https://s.example/n/"'), "https://s.example/n/a"),
        (atom('<link xml:base="b/" href="a"/>', more=' xml:base="https://s.example/n/"'), "https://s.example/n/b/a"),
        (atom('<link href="/a"/>', '<title>S</title><link href="https://s.example/"/>'), "https://s.example/a"),
        (atom('<link href="/a"/>', '<title>S</title><link rel="self" href="https://s.example/f.xml"/>'), "https://s.example/a"),
        (rss("<link>news/a</link>", "<title>S</title><link>https://s.example/x/</link>"), "https://s.example/x/news/a"),
        (rss("<link>//s.example/a</link>", "<title>S</title><link>https://s.example/x/</link>"), "https://s.example/a"),
        (rss("<link>\n https://s.example/a\n b </link>"), "https://s.example/ab"),
        (rss("<guid>https://s.example/a</guid>"), "https://s.example/a"),
        (rss('<guid isPermaLink="false">https://s.example/a</guid>'), None),
        (rss("<guid>tag:s.example,2026:1</guid>"), None),
        (atom('<link rel="alternate" type="application/pdf" href="https://s.example/p"/><link type="text/html" '
              'href="https://s.example/a"/><link rel="enclosure" href="https://s.example/e"/>'), "https://s.example/a"),
        (rss("<link>http://f.example/1</link><feedburner:origLink>https://s.example/a</feedburner:origLink>"),
         "https://s.example/a"),
    ],
)  # fmt: skip
def test_addresses_are_whole(feed: str, url: str | None) -> None:
    assert entry(feed).url == url


def test_a_relative_address_is_one_of_where_the_feed_is_from_and_else_kept_as_written() -> None:
    assert entry(rss("<link>a</link>"), base="https://s.example/f/feed.xml").url == "https://s.example/f/a"
    page = entry(rss("<link>/a</link>"))
    assert (page.url, page.extra) == (None, (("relative_address", "/a"),))


@pytest.mark.parametrize(
    "raw",
    [
        rss(f"<title>Köln – “Nein”</title><description>{BODY}</description>").encode("cp1252"),
        rss("<title>Köln – “Nein”</title>").replace("?>", ' encoding="UTF-8"?>').encode("cp1252"),
        rss("<title>Köln – “Nein”</title>").replace("?>", ' encoding="ISO-8859-1"?>').encode("cp1252"),
        rss("<title>Köln – “Nein”</title>").replace("?>", ' encoding="windows-1251"?>').encode(),
        rss("<title>Köln – “Nein”</title>").replace("?>", ' encoding="utf-16"?>').encode(),
        b"\xef\xbb\xbf\n" + rss("<title>Köln – “Nein”</title>").encode(),
        rss("<title>Köln – “Nein”</title>").encode("utf-16"),
        rss("<title>Köln – “Nein”</title>").encode("utf-16-be"),
        rss("<title>Köln – “Nein”</title>").encode("utf-32"),
        rss("<title>Köln – “Nein”</title>").encode("utf-32-le"),
        b"Notice: Undefined index in /srv/x.php on line 2\n\n" + rss("<title>Köln – “Nein”</title>").encode(),
        b"<!-- a cache wrote this -->\n<b>Warning</b>: old" + rss("<title>Köln – “Nein”</title>").encode(),
        rss("<title>K\xf6ln \x96 \x93Nein\x94</title>").encode(),
    ],
)
def test_the_bytes_decide_over_what_is_declared(raw: bytes) -> None:
    assert entry(raw).title == "Köln – “Nein”"


@pytest.mark.parametrize(
    ("name", "text"),
    [("windows-1251", "Два парома сели на мель"), ("Shift_JIS", "フェリー二隻が座礁した"), ("gb2312", "两艘渡轮搁浅"),
     ("euc-kr", "여객선 두 척 좌초"),
     ("ISO-2022-JP", "フェリー二隻が座礁した"), ("iso-8859-2", "Két komp zátonyra futott, mondta őszintén")],
)  # fmt: skip
def test_an_encoding_that_fits_is_believed(name: str, text: str) -> None:
    raw = rss(f"<title>{text}</title>").replace("?>", f' encoding="{name}"?>').encode(name)
    assert entry(raw).title == text
    assert decode(raw, "f")[1] is not None


def test_a_json_feed_of_either_version_is_read(tmp_path: Path) -> None:
    items: list[object] = [
        {"id": "1", "url": "/a", "title": "Aground &amp; safe", "content_text": BODY, "date_published": "2026-11-16T10:00:00Z",
         "date_modified": "2026-11-17T10:00:00Z", "author": {"name": "Ines Corvo"}},
        {"id": "https://s.example/b", "content_html": f"<p>{BODY}</p>", "authors": [{"name": "Ada Lunn"}, {"name": "Pál Ódor"}]},
        {"id": 3, "external_url": "https://o.example/c", "summary": BODY},
        "no item",
        {"id": "5", "url": "https://s.example/e", "title": "Only a title"},
    ]  # fmt: skip
    feed = {"items": items, "title": "Skerry Courier", "home_page_url": "https://s.example/", "author": {"name": "The desk"},
            "version": "https://jsonfeed.org/version/1"}  # fmt: skip
    (tmp_path / "f.json").write_text(json.dumps(feed).replace("/", "\\/"), encoding="utf-8")
    found = list(read(tmp_path))
    first, second, third = (p for p in found if isinstance(p, Page))
    assert (first.url, first.title, first.text, first.outlet) == ("https://s.example/a", "Aground & safe", BODY, "Skerry Courier")
    assert (first.published, first.updated, first.byline) == ("2026-11-16T10:00:00Z", "2026-11-17T10:00:00Z", "Ines Corvo")
    assert (second.url, second.html, second.byline) == ("https://s.example/b", f"<p>{BODY}</p>", "Ada Lunn, Pál Ódor")
    assert (third.url, third.text, third.byline) == ("https://o.example/c", BODY, "The desk")
    assert [f.why for f in found if isinstance(f, BadInput)] == [
        "is no object",
        "names 1 pages without their text: variorum fetch reads them",
    ]


@pytest.mark.parametrize("rest", [', "items": 5}', ', "items": [', "", "}"])
def test_a_broken_json_feed_is_told(rest: str, tmp_path: Path) -> None:
    (tmp_path / "f.json").write_text('{"version": "https://jsonfeed.org/version/1"' + rest, encoding="utf-8")
    assert all(isinstance(found, BadInput) for found in read(tmp_path))


@pytest.mark.parametrize(
    ("inner", "outlet"),
    [
        ('<source url="https://orle.example">Orle Post</source>', "Orle Post"),
        ('<source url="https://www.orle.example/"/>', "orle.example"),
        ("<dc:source>Orle Post</dc:source>", "Orle Post"),
        ("<source><title>Orle Post</title><id>x</id></source>", "Orle Post"),
        ("", "All the News"),
    ],
)
def test_the_outlet_of_an_aggregated_entry_is_its_source(inner: str, outlet: str) -> None:
    assert entry(rss(f"{inner}<description>{BODY}</description>", "<title>All the News</title>")).outlet == outlet


def test_an_aggregators_list_of_headlines_is_no_text() -> None:
    source = '<source url="https://orle.example">Orle Post</source>'
    alone = "<a href='x'>Ferries aground off Skerry</a>&amp;nbsp;<font color='#6f6f6f'>Orle Post</font>".replace("<", "&lt;")
    page = entry(rss(f"<title>Ferries aground off Skerry - Orle Post</title><description>{alone}</description>{source}"))
    assert (page.text, page.html) == (None, None)
    several = "".join(f"&lt;li&gt;&lt;a href='x'&gt;Ferry {n} runs aground&lt;/a&gt; Orle Post {n}&lt;/li&gt;" for n in range(4))
    assert entry(rss(f"<title>Ferries</title><description>&lt;ol&gt;{several}&lt;/ol&gt;</description>{source}")).html is None
    assert entry(rss(f"<title>Ferries</title><description>&lt;a href='x'&gt;Orle&lt;/a&gt; {BODY}</description>{source}")).html


def test_names_are_read_under_any_prefix_and_case() -> None:
    feed = (
        '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:d="http://purl.org/dc/elements/1.1/"><channel r:about="x"><title>Skerry Courier</title></channel>'
        f'<item r:about="https://s.example/a"><title>Aground</title><d:creator>Ines Corvo</d:creator><description>{BODY}'
        "</description></item></r:RDF>"
    )
    page = entry(feed)
    assert (page.title, page.byline, page.text, page.outlet) == ("Aground", "Ines Corvo", BODY, "Skerry Courier")
    undeclared = (
        f"<rss><channel><item><dc:creator>Ines Corvo</dc:creator><description>{BODY}</description></item></channel></rss>"
    )
    assert entry(undeclared).byline == "Ines Corvo"


@pytest.mark.parametrize("cut", [20, 60, 100, 140])
def test_what_stands_before_a_break_is_kept_and_the_break_is_told(cut: int) -> None:
    item = f"<item><title>Aground</title><description>{BODY}</description></item>"
    raw = f"<rss><channel><title>S</title>{item * 3}</channel></rss>"[:-cut].encode()
    found = list(read_feed(raw, "f"))
    assert [p.text for p in found if isinstance(p, Page)][:2] == [BODY, BODY]
    assert any("breaks off" in str(f) for f in found if isinstance(f, BadInput))


def test_markup_that_is_not_closed_loses_no_entry() -> None:
    item = f"<item><title>Aground</title><description><p>{BODY}<br>Nobody was hurt<b></description></item>"
    found = find_entries(f"<rss><channel><title>S</title>{item * 3}</channel></rss>".encode(), "f")
    assert [clean(p).text for p in found] == [f"{BODY} Nobody was hurt"] * 3


@pytest.mark.parametrize(
    "inner",
    [
        "<item>" * 20_000, "<a>" * 50_000, "<rss>" * 50_000, "<item><author>" * 20_000, "<item><a '>" * 20_000, "<" * 200_000,
        '<item><a "' * 20_000, "<!--" * 50_000, "<item><![CDATA[" * 20_000, "<item><description>" + "&" * 200_000,
        "<item><description>" + "<div>" * 50_000 + "x", "<item><description><![CDATA[" + "<b>" * 50_000 + "]]></description>",
        "<item><pubDate>" + "1 " * 50_000 + "</pubDate></item>", "<a xmlns:a='b'>" * 20_000, "<item " + "a='b' " * 50_000 + "/>",
        "<item><description>" + "&lt;script " * 50_000, "<item><title>" + "<![CDATA[" * 20_000,
    ],
)  # fmt: skip
def test_hostile_feeds_neither_crash_nor_hang(inner: str) -> None:
    for feed in (f"<rss><channel>{inner}", f'<feed xmlns="http://www.w3.org/2005/Atom">{inner.replace("item", "entry")}'):
        found = attempt("f", partial(find_entries, feed.encode(), "f"))
        assert "breaks off" in found.why if isinstance(found, BadInput) else len(found) <= 20_000


def test_entities_of_a_feeds_own_are_left_as_they_stand() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    feed = f"<!DOCTYPE rss [{laughs}]><rss><channel><item><description>{BODY} &l9;</description></item></channel></rss>"
    assert entry(feed).text == f"{BODY} &l9;"


def test_a_large_feed_is_read_part_by_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MAX_BYTES", 5_000)
    monkeypatch.setattr(feeds, "BLOCK", 5_000)
    item = f"<item><title>Köln</title><description>{BODY}</description></item>"
    (tmp_path / "a.rss").write_text(f"<rss><channel><title>S</title>{item * 300}</channel></rss>", encoding="utf-8")
    (tmp_path / "b.xml.gz").write_bytes(gzip.compress((tmp_path / "a.rss").read_bytes()))
    found = list(read(tmp_path))
    assert [(p.title, p.outlet, p.text) for p in found if isinstance(p, Page)] == [("Köln", "S", BODY)] * 600
    assert len(found) == 600
    (tmp_path / "c.rss").write_text(f"<rss><channel>{item * 9}<item><description>{'x ' * 20_000}", encoding="utf-8")
    found = list(read(tmp_path / "c.rss"))
    assert [p.title for p in found if isinstance(p, Page)] == ["Köln"] * 9
    assert "has an entry of over" in str(found[-1])


@pytest.mark.parametrize(
    ("raw", "feed"),
    [
        (b"<rss/>", True), (b"<?xml version='1.0'?><!-- <html> --><feed>", True), (b"<!DOCTYPE html><html><rss>", False),
        (b"<channel><item/></channel>", True), (b"<tv><channel id='1'/></tv>", False), (b"<opml></opml>", False),
        (b"{\"version\": \"https://jsonfeed.org/version/1.1\"}", True), (b'{"version": "1.1"}', False), (b"", False),
        (b"x" * 500, False),
    ],
)  # fmt: skip
def test_feeds_are_told_from_what_is_none(raw: bytes, feed: bool) -> None:
    assert is_feed(raw) == feed


def test_the_byline_and_the_heading_of_an_entry_reach_the_report(tmp_path: Path) -> None:
    body = f"&lt;h2&gt;What we know&lt;/h2&gt;&lt;p&gt;{BODY}&lt;/p&gt;"
    feed = rss(f"<dc:creator>Ines Corvo</dc:creator><title>Aground</title><description>{body}</description>")
    (tmp_path / "f.rss").write_text(feed, encoding="utf-8")
    (report,) = map(json.loads, CliRunner().invoke(main, ["clean", str(tmp_path / "f.rss")]).stdout.splitlines())
    assert (report["byline"], report["text"]) == ("Ines Corvo", f"What we know\n{BODY}")
