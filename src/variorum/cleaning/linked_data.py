"""A page's JSON-LD: the objects that describe it or its report, and which of them speaks of this page.

Pages carry data of other reports too: lists of teasers, related stories, comments, entries of a live page. An object
is the page's own by its headline and its address; what is a part of another object is believed by them alone.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from variorum.cleaning.loose_json import parse_json

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Node = dict[str, object]
MAX_SCRIPT = 1_000_000  # characters
MAX_SCRIPTS = 200
MAX_NODES = 20_000  # of one page's JSON-LD: more is no description of a report
MAX_WORDS = 60  # of a headline that are compared
OTHER_STORY = 0.2  # share of a headline's words, in a title of the page, below which it is another story's
SAME_STORY = 0.6  # the share from which it is the same
SAME_HEADLINE = 0.8  # share of all the words of two headlines that both have, from which they are one
LONG_WORD = 4  # letters: shorter ones are mostly articles and prepositions, in many languages
REPORTS = ("Article", "Posting", "Report", "Review")  # how the schema.org types end that are texts
PAGES = ("WebPage", "ItemPage", "WebSite")  # types of what a report stands on
_HEADLINES = ("headline", "name", "alternativeHeadline")
_OPEN = ("@graph", "mainEntity", "mainEntityOfPage")  # what they hold is as good as at the top
_LISTS = ("List", "Feed", "Blog", "CollectionPage", "SearchResultsPage")  # how types end that hold other reports
_OTHERS = re.compile(r"itemlist|comment|update|related|mentions|citation|recommend|review|haspart|posts?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Described:
    """One object of the JSON-LD: its types without their address, and whether it is a part of another object."""

    node: Node
    types: tuple[str, ...]
    nested: bool

    @property
    def is_report(self) -> bool:
        """Does it describe a text?"""
        return any(name.endswith(REPORTS) for name in self.types)

    @property
    def is_page(self) -> bool:
        """Does it describe a page or a site?"""
        return any(name in PAGES for name in self.types)


@dataclass(frozen=True, slots=True)
class Identity:
    """By what a page is known: its titles, and the address it gives itself."""

    titles: tuple[str, ...]
    addresses: tuple[str, ...]


def find_objects(root: HtmlElement) -> list[Described]:
    """The objects of a page's JSON-LD, outermost first; none of a list of other reports, of comments and the like."""
    found: list[Described] = []
    for script in list(root.iter("script"))[: 10 * MAX_SCRIPTS]:
        source = script.text or ""
        if "ld+json" in (script.get("type") or "").lower() and len(source) <= MAX_SCRIPT and len(found) < MAX_NODES:
            found += _objects(parse_json(source))
    return found


def own_reports(objects: Sequence[Described], page: Identity) -> list[Node]:
    """The objects that describe this page's report, the best first; empty where all speak of other stories."""
    reports = [(_likeness(o.node, page), o) for o in objects if o.is_report]
    sure = [(likeness, o) for likeness, o in reports if likeness > 0]
    if not sure:
        return [o.node for likeness, o in reports if likeness == 0 and not o.nested][:1]
    best = max(sure, key=lambda pair: pair[0])[1].node
    same = [o.node for _, o in sorted(sure, key=lambda pair: -pair[0]) if o.node is not best and _is_same(o.node, best)]
    return [best, *same]


def own_report(root: HtmlElement, address: str | None = None) -> Node | None:
    """The object that describes the page's report, None where there is none; ``address`` is whence it came."""
    return next(iter(own_reports(find_objects(root), identify(root, address))), None)


def identify(root: HtmlElement, address: str | None = None) -> Identity:
    """What a page calls itself: its headline, the titles of its head, its canonical address."""
    titles, addresses = [], [address] if address else []
    for element in root.iter("h1", "title", "meta", "link"):
        kind = (element.get("property") or element.get("name") or element.get("rel") or "").lower()
        if element.tag in ("h1", "title"):
            titles.append(element.text_content()[:2000])
        elif kind in ("og:title", "twitter:title"):
            titles.append(element.get("content") or "")
        elif kind in ("og:url", "canonical"):
            addresses.append(element.get("content") or element.get("href") or "")
    return Identity(tuple(t for t in titles if t.strip()), tuple(a for a in addresses if a.strip()))


def types_of(node: Node) -> tuple[str, ...]:
    """The types of an object without the address of their vocabulary ("https://schema.org/NewsArticle")."""
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return tuple(re.split(r"[/#:]", name)[-1] for name in names if isinstance(name, str))


def _objects(values: Iterable[object]) -> Iterator[Described]:
    waiting: deque[tuple[object, bool]] = deque((value, False) for value in values)
    for _ in range(MAX_NODES):
        if not waiting:
            return
        value, nested = waiting.popleft()
        if isinstance(value, list):
            waiting += [(item, nested) for item in value]
        elif isinstance(value, dict):
            types = types_of(value)
            if any(name.endswith(_LISTS) for name in types):
                continue
            yield Described(value, types, nested)
            waiting += [(item, nested or key not in _OPEN) for key, item in value.items() if not _OTHERS.search(key)]


def _likeness(node: Node, page: Identity) -> float:
    """How surely an object speaks of the page: above 0 by headline or address, below 0 of another story, else 0."""
    headlines = [text for key in _HEADLINES if isinstance(text := node.get(key), str) and text.strip()]
    share, closeness = max((_shared(h, title) for h in headlines for title in page.titles), default=(0.0, 0.0))
    here, there = _plain_addresses(page.addresses), _plain_addresses(_addresses(node))
    at_home = any(_same_address(a, b) for a in here for b in there)
    if at_home or share >= SAME_STORY:
        return share + closeness + 2 * at_home + 0.1
    elsewhere = bool(here and there)
    unlike = bool(headlines and page.titles) and share < OTHER_STORY
    return -1 if elsewhere or unlike else 0


def _is_same(node: Node, best: Node) -> bool:
    """Do two objects tell of one report, so that one may say what the other leaves out?"""
    one, other = (next((str(n[key]) for key in _HEADLINES if n.get(key)), "") for n in (node, best))
    return _shared(one, other)[1] >= SAME_HEADLINE or any(
        _same_address(a, b) for a in _plain_addresses(_addresses(node)) for b in _plain_addresses(_addresses(best))
    )


def _shared(headline: str, title: str) -> tuple[float, float]:
    """The words that two headlines have in common, as a share of the shorter one's, and of all of both."""
    words, other = _words(headline), _words(title)
    both = len(words & other)
    return (both / max(2, min(len(words), len(other))), both / len(words | other)) if both else (0.0, 0.0)


def _words(text: str) -> set[str]:
    """The longer words, and the single signs of scripts that put no spaces between words."""
    words = re.findall(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+", unescape(text).casefold())[:MAX_WORDS]
    longer = {w for w in words if len(w) >= LONG_WORD or not w.isascii()}
    return longer if len(longer) > 1 else set(words)


def _addresses(node: Node) -> Iterator[str]:
    for key in ("url", "mainEntityOfPage", "@id"):
        value = node.get(key)
        target = value.get("@id") or value.get("url") if isinstance(value, dict) else value
        if isinstance(target, str):
            yield target


def _plain_address(address: str) -> tuple[str, str, str] | None:
    """Host, path and query in one spelling; None for what names no page of its own."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    path = re.sub(r"/(?:amp|index\.\w+)?/?$", "", parts.path)
    host = re.sub(r"^(?:www|m|amp|mobile)\.|:\d+$", "", parts.netloc.lower())
    return (host, path, parts.query) if path or parts.query else None


def _plain_addresses(addresses: Iterable[str]) -> list[tuple[str, str, str]]:
    return [plain for address in addresses if (plain := _plain_address(address))]


def _same_address(one: tuple[str, str, str], other: tuple[str, str, str]) -> bool:
    host, query = {one[0], other[0]} - {""}, {one[2], other[2]} - {""}
    return one[1] == other[1] and len(host) < 2 and len(query) < 2
