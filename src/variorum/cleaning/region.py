"""The place of a report on its page: its headline, what stands between that and the text, and what belongs to others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from variorum.cleaning.blocks import Block, furniture_kind, kind_around
from variorum.cleaning.linked_data import SAME_STORY, closeness

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ABOVE = 3  # blocks over the headline in which its date or its author may stand
ABOVE_LEVELS = 2  # elements around the headline that may hold them
BELOW = 14  # blocks under it that are searched before the text begins
LONG_BLOCK = 20  # words: a paragraph of the text, or the lead over it
LEADS = 1  # long blocks between headline and byline
LINK_WORDS = 4  # of a link, above which it is another story's title
CARD_WORDS = 100  # an article element with fewer words is a teaser
MAX_HEADINGS = 200
MAX_ELEMENTS = 50_000
FOREIGN = frozenset(("advert", "aside", "comments", "embed", "form", "gallery", "navigation", "newsletter", "related", "widget"))
SOFT = ("aside", "navigation", "widget")  # by the headline they hold the report's own data, but where they lead to others
_OTHER_THINGS = ("comment", "review", "event", "person", "product", "listitem")  # what an itemscope can be of
_CARDS = ("li", "tr", "blockquote")
_HEADINGS = ("h1", "h2", "h3")


@dataclass(slots=True)
class Region:
    """A headline with the blocks near it; ``around`` are the elements that hold it, ``near`` those close to it."""

    elements: tuple[HtmlElement, ...]
    headline: HtmlElement | None
    around: frozenset[HtmlElement]
    blocks: tuple[Block, ...]
    near: frozenset[HtmlElement]
    _judged: dict[tuple[HtmlElement, bool], bool] = field(default_factory=dict)

    def is_foreign(self, element: HtmlElement) -> bool:
        """Does an element belong to another thing than the report: a teaser, a comment, the page's frame?"""
        close = element in self.near
        path: list[HtmlElement] = []
        node: HtmlElement | None = element
        foreign = False
        while node is not None and node not in self.around and not foreign:
            known = self._judged.get((node, close))
            foreign = _is_others(node, close=close) if known is None else known
            path.append(node)
            if known is False:
                break
            node = node.getparent()
        self._judged |= {(passed, close): foreign for passed in path}
        return foreign

    def is_beside(self, element: HtmlElement) -> bool:
        """Does an element stand in the same article as the headline, or is there no article to tell?"""
        articles = [node for node in self.around if node.tag in ("article", "main")]
        return not articles or any(node in articles for node in element.iterancestors())


def find_region(root: HtmlElement, blocks: Sequence[Block], titles: Sequence[str]) -> Region:
    """Where the report of a page is, by the titles that the page has in its head."""
    elements = tuple(element for _, element in zip(range(MAX_ELEMENTS), root.iter("*"), strict=False))
    headline = _headline(elements, titles)
    if headline is None:
        return Region(elements, None, frozenset((root, *root.iterchildren("body"))), (), frozenset())
    around = frozenset((headline, *headline.iterancestors()))
    at = next((i for i, b in enumerate(blocks) if b.element is headline or headline in b.element.iterancestors()), None)
    if at is None:
        return Region(elements, headline, around, (), frozenset())
    below = _below(blocks, at)
    chosen = [*below, *_above(blocks, at, headline)]
    text = next((b.element for b in blocks[at + 1 : at + 1 + 2 * BELOW] if _is_long(b)), None)
    if text is not None:  # what holds the text is no furniture, whatever its class says
        around |= frozenset((*text.iterancestors(), text))
    return Region(elements, headline, around, tuple(chosen), frozenset(_near(elements, chosen, headline)))


def _headline(elements: Sequence[HtmlElement], titles: Sequence[str]) -> HtmlElement | None:
    """The heading that is most like a title of the head, else the first of the first rank."""
    headings = [e for e in elements if e.tag in _HEADINGS or "headline" in e.get("itemprop", "").split()][:MAX_HEADINGS]
    ranked = [(_rank(heading, titles), heading) for heading in headings]
    best = max(ranked, key=lambda pair: pair[0], default=None)
    if best is not None and best[0] > 0:
        return best[1]
    return next((h for h in headings if h.tag == "h1" and h.text_content().strip()), None)


def _rank(heading: HtmlElement, titles: Sequence[str]) -> float:
    """How like a title of the head a heading is, 0 where it is another; those of the first rank a bit more."""
    text = heading.text_content()[:500]
    share, close = max((closeness(text, title) for title in titles), default=(0.0, 0.0))
    return close + (heading.tag == "h1") / 10 if share >= SAME_STORY else 0.0


def _below(blocks: Sequence[Block], at: int) -> list[Block]:
    found: list[Block] = []
    leads = 0
    for block in blocks[at + 1 : at + 1 + BELOW]:
        leads += _is_long(block) and kind_around(block.element) != "caption"
        if leads > LEADS:
            break
        found.append(block)
    return found


def _is_long(block: Block) -> bool:
    return block.words >= LONG_BLOCK and block.linked < 0.5


def _above(blocks: Sequence[Block], at: int, headline: HtmlElement) -> Iterator[Block]:
    close = [e for _, e in zip(range(ABOVE_LEVELS), headline.iterancestors(), strict=False) if e.tag not in ("body", "html")]
    for block in reversed(blocks[max(0, at - ABOVE) : at]):
        if block.linked < 0.5 and any(e in close for e in (block.element, *block.element.iterancestors())):
            yield block


def _near(elements: Sequence[HtmlElement], blocks: Sequence[Block], headline: HtmlElement) -> Iterator[HtmlElement]:
    """The elements of the blocks with what lies in them, and what lies between them without text of its own."""
    order = {element: number for number, element in enumerate(elements)}
    places = [order[b.element] for b in blocks if b.element in order] + [order.get(headline, 0)]
    holders = {b.element for b in blocks}
    yield from elements[min(places) : max(places) + 1]
    for holder in holders:
        yield from (e for e in holder.iter("*") if order.get(e, 0) >= min(places))


def _is_others(node: HtmlElement, *, close: bool) -> bool:
    """Is an element itself marked, or built, as a thing of its own? ``close``: what it holds stands by the headline."""
    kind = furniture_kind(node)
    if kind in FOREIGN and not (close and kind in SOFT and not _has_titles(node)):
        return True
    return _is_card(node) or _is_other_thing(node)


def _is_card(node: HtmlElement) -> bool:
    """Is it an entry of a list, or a small article, with a heading or a linked title of its own?"""
    if node.tag == "article":
        return len(node.text_content().split()) < CARD_WORDS and next(node.iter("h1", "h2", "h3", "h4"), None) is not None
    return node.tag in _CARDS and _has_titles(node)


def _has_titles(node: HtmlElement) -> bool:
    """Does it hold a heading, or a link that is long enough for one?"""
    heads = next(node.iter("h1", "h2", "h3", "h4", "h5"), None) is not None
    return heads or any(len(link.text_content().split()) > LINK_WORDS for link in node.iter("a"))


def _is_other_thing(node: HtmlElement) -> bool:
    kind = (node.get("itemtype") or "").lower()
    return kind.endswith(_OTHER_THINGS) or (node.get("itemprop") or "").lower() in ("comment", "review")
