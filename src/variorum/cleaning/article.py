"""Which blocks of a page are its report.

trafilatura gives the seed: it knows many layouts, but it leaves out what stands in an unusual place (lists, key points,
the entries of a live page) and takes teasers along. The seed tells where the report stands on the page; what stands in
the same place is text, what stands elsewhere or is marked as furniture is not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from lxml.html import HtmlElement

from variorum.cleaning.blocks import LINKED, PROSE, Block, furniture_kind, kind_around
from variorum.cleaning.offers import OFFER, find_offers, is_call, promises, tells
from variorum.cleaning.quotations import find_repeats, quotation

HOME = 0.8  # part of the seed's text that the report's own element holds
GAIN = 0.03  # part of the seed's text for which the element is taken one wider
USUAL = 0.3  # part of the prose at one place or in one class, from which a word in a class name there means nothing
WRAPPER = 0.5  # part of the seed's prose in an element, from which it is no furniture, whatever its class says
BOX, BOX_DEPTH = 15, 6  # blocks of a box that holds an offer, and elements between them and it
SIBLING = 2  # prose blocks of an element of the same kind as the report's own, from which it is a part of it
LEVELS = 3  # elements around the report's own beside which such parts are looked for
TWINS = 3  # prose blocks of one place and class that speak for others of the same class elsewhere
_ENDED = re.compile(r"[.!?…][\"”’)\]]*$")
_PROSE_TAGS = ("blockquote", "dd", "h2", "h3", "h4", "li", "p", "pre")
_HEADS = ("h2", "h3", "h4")
_CELLS = ("caption", "td", "th", "tr", "table", "tbody")


def find_article(blocks: Sequence[Block], seed: Sequence[bool]) -> list[str | None]:
    """For each block the reason to leave it out, None where it is text. ``seed`` tells which a first look took for text."""
    prose = [b for b, taken in zip(blocks, seed, strict=True) if taken and b.is_prose]
    if not prose:
        return [None if taken else "outside the report" for taken in seed]
    marks = _Marks(prose)
    home = _home(prose, [b for b, taken in zip(blocks, seed, strict=True) if taken], marks)
    place = _Place(blocks, prose, home, marks)
    verdicts = [place.judge(i, block, taken) for i, (block, taken) in enumerate(zip(blocks, seed, strict=True))]
    offers = find_offers([b.text for b in blocks], _boxes(blocks))
    verdicts = [OFFER if because is None and offer else because for because, offer in zip(verdicts, offers, strict=True)]
    return find_repeats(blocks, verdicts)


def _boxes(blocks: Sequence[Block]) -> list[HtmlElement | None]:
    """For each block the element that it shares with a call to subscribe, where no line in there tells anything."""
    calls = [b.element for b in blocks if is_call(b.text)]
    if not calls:
        return [None] * len(blocks)
    held: dict[HtmlElement, list[Block]] = {}
    for block in blocks:
        for element in _line_up(block.element)[:BOX_DEPTH]:
            held.setdefault(element, []).append(block)
    boxes: dict[HtmlElement, HtmlElement] = {}
    for call in calls:
        box = next((e for e in _line_up(call)[:BOX_DEPTH] if len(held.get(e, ())) > 1), None)
        if box is not None and len(held[box]) <= BOX and not any(tells(b.text) for b in held[box]):
            boxes |= {b.element: box for b in held[box]}
            continue
        listed = call.getnext()
        items = held.get(listed, []) if listed is not None and listed.tag in ("ul", "ol") else []
        if items and sum(promises(b.text) for b in items) * 2 >= len(items) and not any(tells(b.text) for b in items):
            boxes |= dict.fromkeys([call, *(b.element for b in items)], listed)
    return [boxes.get(b.element) for b in blocks]


class _Marks:
    """Which elements are marked as furniture: not what holds the report itself, nor what has the class of such a part."""

    def __init__(self, prose: Sequence[Block]) -> None:
        holders: Counter[HtmlElement] = Counter()
        classes: Counter[tuple[str, str]] = Counter()
        for block in prose:
            line = _line_up(block.element)
            holders.update({e: len(block.text) for e in line})
            classes.update({(str(e.tag), e.get("class") or ""): len(block.text) for e in line})
        total = sum(len(b.text) for b in prose)
        self._wrappers = {e for e, held in holders.items() if held >= WRAPPER * total}
        self._usual = {mark for mark, held in classes.items() if mark[1] and held >= USUAL * total}

    def kind(self, element: HtmlElement | None, stop: HtmlElement | None) -> str | None:
        """The kind of furniture that an element, or one around it below ``stop``, is marked as; None for text."""
        while element is not None and element is not stop:
            kind = furniture_kind(element)
            if kind and not self._is_text(element, kind):
                return kind
            element = element.getparent()
        return None

    def _is_text(self, element: HtmlElement, kind: str) -> bool:
        if element in self._wrappers or (str(element.tag), element.get("class") or "") in self._usual:
            return True
        return kind in ("author", "caption", "navigation") and quotation(element) is not None


def find_in_body(blocks: Sequence[Block]) -> list[str | None]:
    """For each block of HTML that is a report alone the reason to leave it out: captions, lists of links."""
    found = [_beside(block) for block in blocks]
    return found if None in found else [None] * len(blocks)


def _beside(block: Block) -> str | None:
    kind = kind_around(block.element)
    return f"marked as {kind}" if kind else "link to another page" if _is_link(block) and block.words > 3 else None


def _is_link(block: Block) -> bool:
    return block.linked > 0.95 and not _ENDED.search(block.text)


class _Place:
    """Where the report stands on its page."""

    def __init__(self, blocks: Sequence[Block], prose: Sequence[Block], home: HtmlElement, marks: _Marks) -> None:
        self.home = home
        self.marks = marks
        inside = [b for b in prose if _below(b.element, home)]
        self.paths = Counter(_path(b.element, home) for b in inside)
        self.signs = Counter(_sign(b.element) for b in inside)
        known = {id(b) for b in inside}
        self.first = next(i for i, b in enumerate(blocks) if id(b) in known)
        self.last = max(i for i, b in enumerate(blocks) if id(b) in known)
        self.siblings = _siblings(blocks, home)
        self.head = max((i for i, b in enumerate(blocks[: self.first]) if b.element.tag == "h1"), default=len(blocks))

    def judge(self, at: int, block: Block, taken: bool) -> str | None:
        """The reason to leave a block out."""
        because = self._inside(at, block, taken) if _below(block.element, self.home) else self._outside(at, block, taken)
        if because is None and block.element.tag == "h1" and at < self.first:
            return "headline, kept as the title"
        if because is None and _is_link(block) and (block.words > 3 or not taken):
            return "link to another page"
        return because

    def _inside(self, at: int, block: Block, taken: bool) -> str | None:
        path = _path(block.element, self.home)
        kind = self.marks.kind(block.element, self.home)
        if kind and self.paths[path] < max(3, USUAL * self.paths.total()):
            return f"marked as {kind}"
        if block.element.tag in _CELLS and block.words < PROSE:
            return "table"
        if taken or quotation(block.element) is not None:
            return None
        if block.linked > LINKED:
            return "links"
        between = self.first < at < self.last and block.element.tag in _PROSE_TAGS and block.words >= 2
        return None if self.paths[path] >= 2 or between or self._leads(at, block) else "beside the text"

    def _outside(self, at: int, block: Block, taken: bool) -> str | None:
        if (taken and at < self.first) or self._leads(at, block):
            return None
        sign = _sign(block.element)
        twin = bool(sign) and self.signs[sign] >= TWINS and block.is_prose
        says = block.is_prose or block.element.tag in _HEADS
        twin = twin or (says and not self.siblings.isdisjoint(_line_up(block.element)))
        return None if twin and not self.marks.kind(block.element, None) else "outside the report"

    def _leads(self, at: int, block: Block) -> bool:
        """Does a block stand between the headline and the text, and say something?"""
        return self.head < at < self.first and block.is_prose and not self.marks.kind(block.element, None)


def _siblings(blocks: Sequence[Block], home: HtmlElement) -> set[HtmlElement]:
    """The elements behind the report's own, or behind one close around it, that are of its kind and hold sentences too."""
    held: Counter[HtmlElement] = Counter()
    for block in blocks:
        if block.is_prose:
            held.update(_line_up(block.element))
    found = set()
    for own in _line_up(home)[:LEVELS]:
        if own.tag in ("article", "div", "section"):
            like = [e for e in own.itersiblings(own.tag) if e.get("class") == own.get("class")]
            found |= {e for e in like if held[e] >= SIBLING}
    return found


def _home(prose: Sequence[Block], seed: Sequence[Block], marks: _Marks) -> HtmlElement:
    """The deepest element that holds most of the prose, taken wider as long as more of the seed comes in unmarked."""
    weights: Counter[HtmlElement] = Counter()
    for block in prose:
        for element in _line_up(block.element):
            weights[element] += len(block.text)
    total = sum(len(b.text) for b in prose)
    home = max((e for e, w in weights.items() if w >= HOME * total), key=lambda e: sum(1 for _ in e.iterancestors()))
    if home is prose[0].element and home.getparent() is not None:
        home = home.getparent()
    above = list(_line_up(home))
    gains: Counter[HtmlElement] = Counter()
    for block in seed:
        joint = next((e for e in _line_up(block.element) if e in above), None)
        if joint is not None and joint is not home and block.linked < LINKED and not marks.kind(block.element, joint):
            gains[joint] += len(block.text)
    return next((e for e in reversed(above) if gains[e] >= GAIN * total), home)


def _line_up(element: HtmlElement | None) -> list[HtmlElement]:
    """An element and those around it, innermost first."""
    return [] if element is None else [element, *element.iterancestors()]


def _below(element: HtmlElement | None, home: HtmlElement) -> bool:
    while element is not None and element is not home:
        element = element.getparent()
    return element is not None


def _path(element: HtmlElement | None, stop: HtmlElement) -> tuple[str, ...]:
    """The tags between an element and ``stop``."""
    tags = []
    while element is not None and element is not stop:
        tags.append(str(element.tag))
        element = element.getparent()
    return tuple(tags)


def _sign(element: HtmlElement) -> tuple[tuple[str, str], ...]:
    """Tag and class of an element and the two around it; empty where it and its parent have no class."""
    line = _line_up(element)[:3]
    if not any(e.get("class") for e in line[:2]):
        return ()
    return tuple((str(e.tag), e.get("class") or "") for e in line)
