"""Other reports on a page: what an endless page shows below its report, each with a headline in an element of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from lxml.html import HtmlElement

from variorum.cleaning.blocks import Block
from variorum.cleaning.parts import is_clock

OTHER = "another report on the page, left out"
PARAGRAPHS = 2  # sentences of an element from which it is a report and no teaser
SAME = 0.6  # share of the shorter headline's words in the other, from which they are one
_CLASSES = frozenset(("article", "h-entry", "hentry", "news-article", "news-item", "post", "story"))
_TYPES = re.compile(r"(?:Article|Posting)$")
_HEADS = ("h1", "h2")


@dataclass(slots=True, eq=False)
class _Holder:
    """An element that can hold a report: its headline, the sentences in it, and where it begins."""

    element: HtmlElement
    at: int
    head: Block | None = None
    clocked: bool = False  # does it begin with a time of day, as an entry of a live page
    prose: int = 0
    outer: list[HtmlElement] = field(default_factory=list)

    @property
    def rank(self) -> str:
        """The tag of the headline."""
        return _heading(self.head) if self.head else ""


def find_others(blocks: Sequence[Block], titles: Sequence[str]) -> set[HtmlElement]:
    """The elements of a page that hold other reports than the one that the page's titles name."""
    holders = [h for h in _holders(blocks) if h.prose >= PARAGRAPHS]
    return {h.element for h in _other_articles(holders, blocks, titles)} | set(_twins(blocks))


def _holders(blocks: Sequence[Block]) -> list[_Holder]:
    """The articles of a page in its order, the headline being what stands before the first sentence."""
    found: dict[HtmlElement, _Holder] = {}
    for at, block in enumerate(blocks):
        around = [e for e in _around(block.element) if _is_article(e)]
        if not around:
            continue
        holder = found.setdefault(around[0], _Holder(around[0], at, outer=around[1:]))
        if block.is_prose and not _heading(block):
            holder.prose += 1
        elif not holder.prose:
            holder.clocked = holder.clocked or is_clock(block.text)
            holder.head = holder.head or (block if _heading(block) else None)
    return list(found.values())


def _other_articles(holders: Sequence[_Holder], blocks: Sequence[Block], titles: Sequence[str]) -> list[_Holder]:
    if len(holders) < 2:
        return []
    inside = {id(h.head) for h in holders}
    above = [b for b in blocks if _heading(b) == "h1" and id(b) not in inside]  # as on a live page
    apart = any(_names(b, titles) for b in above) if titles else any(b in blocks[: holders[0].at] for b in above)
    if apart and not titles:
        return []
    named = None if apart else next((h for h in holders if h.head and _names(h.head, titles)), None)
    return [h for h in holders if _is_other(h, named or holders[0], sure=named is not None)]


def _is_other(holder: _Holder, main: _Holder, *, sure: bool) -> bool:
    """Is an element another report than the main one? ``sure``: the page's titles name the main one."""
    if holder.head is None or holder is main or holder.clocked or holder.element in main.outer:
        return False
    if not sure and holder.at < main.at:
        return False
    first = holder.rank == "h1"
    if main.element in holder.outer and not (first and main.rank == "h1"):
        return False  # a part of it
    return not (main.head and _is_same(main.head.text, holder.head.text)) and (first or sure or main.rank == "h1")


def _names(head: Block, titles: Sequence[str]) -> bool:
    return any(_is_same(head.text, title) for title in titles)


def _twins(blocks: Sequence[Block]) -> Iterator[HtmlElement]:
    """Elements with a first headline and sentences of their own beside the one that holds the page's first headline."""
    heads = [b for b in blocks if _heading(b) == "h1"]
    if len(heads) < 2:
        return
    first = _around(heads[0].element)
    for head in heads[1:]:
        above = list(takewhile(lambda e: e not in first, _around(head.element)))
        if not above or head.element in first or _is_same(head.text, heads[0].text):
            continue
        joint = above[-1].getparent()
        if joint is None or any(e.tag == "article" for e in _around(joint)):
            continue
        beside = first[first.index(joint) - 1]
        if beside is not heads[0].element and all(_sentences(blocks, e) >= PARAGRAPHS for e in (above[-1], beside)):
            yield above[-1]


def _sentences(blocks: Sequence[Block], element: HtmlElement) -> int:
    return sum(b.is_prose and element in _around(b.element) for b in blocks)


def _around(element: HtmlElement) -> list[HtmlElement]:
    """An element and those around it, innermost first."""
    return [element, *element.iterancestors()]


def _is_article(element: HtmlElement) -> bool:
    if element.tag in ("html", "body", "main"):
        return False
    if element.tag == "article" or element.get("role") == "article" or _TYPES.search(element.get("itemtype") or ""):
        return True
    return not _CLASSES.isdisjoint((element.get("class") or "").lower().split())


def _heading(block: Block) -> str:
    """The tag of the first or second heading that a block is, empty for another block."""
    return next((str(e.tag) for e in (block.element, block.element.getparent()) if e is not None and e.tag in _HEADS), "")


def _is_same(one: str, other: str) -> bool:
    words, more = (set(re.findall(r"\w{3,}", text.casefold())) for text in (one, other))
    shorter = min(len(words), len(more))
    return bool(shorter) and len(words & more) >= SAME * shorter
