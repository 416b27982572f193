"""HTML -> its blocks, which of them are the report, and what the markup declares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from html import unescape

from lxml import etree
from lxml.html import HtmlElement

from variorum.cleaning.article import find_article
from variorum.cleaning.blocks import Block, find_blocks, parse
from variorum.cleaning.data_body import complete
from variorum.cleaning.declared import find_declared
from variorum.cleaning.inline import BECAUSE, spell_out
from variorum.cleaning.lines import Line
from variorum.cleaning.others import OTHER, find_others
from variorum.cleaning.quotations import join_quotations
from variorum.errors import BadInput
from variorum.model import Candidate

DEEP = 400  # nested elements: what is deeper is no page that anybody laid out, and parsers recurse on it
RUN = 5  # words: a block all of whose runs stand in the main text stands there
LOST = 2_000  # nested elements from which libxml2 leaves out what comes
LARGE = 3_000_000  # characters of HTML over which only the blocks are read
_TAG = re.compile(r"<!--[^<>]*-->|<(?P<name>/?[a-zA-Z]*)[^<>]*>")


def extract(html: str, where: str) -> tuple[list[Line], list[Candidate], bool]:
    """The lines of a page with the reasons why they are not the report, what the markup declares, and whether it told.

    Raises BadInput where there is no text at all.
    """
    try:
        root = parse(html.encode("utf-8", "replace").decode("utf-8"))
    except (etree.LxmlError, ValueError):
        return _bare(html, where), [], False
    spell_out(root)
    blocks, depth = find_blocks(root)
    if depth >= LOST:
        return _bare(html, where), find_declared(root), False
    if not blocks:
        lines = complete([], root)
        return lines or _bare(html, where), find_declared(root), bool(lines)
    blocks = list(join_quotations(blocks))
    declared = find_declared(root)
    apart = find_others(blocks, [c.value for c in declared if c.field == "title" and c.found != "h1 element"])
    own = [b for b, other in zip(blocks, apart, strict=True) if not other]
    seed = _seed(root, own) if depth <= DEEP and len(html) <= LARGE else None
    verdicts = iter([None] * len(own) if seed is None else find_article(own, seed))
    lines = [line for b, other in zip(blocks, apart, strict=True) for line in _lines(b, OTHER if other else next(verdicts))]
    whole = complete(lines, root)
    return whole, declared, seed is not None or len(whole) > len(lines)


def _lines(block: Block, because: str | None) -> list[Line]:
    """The line of a block; what is no text of a block that holds nothing else has lines of its own."""
    if not block.text:
        return [Line(text, why) for text, why in block.gone]
    return [Line(block.text, because, before=list(block.gone))]


def _bare(html: str, where: str) -> list[Line]:
    """What stands between the tags, for pages that no tree can be made of. Raises BadInput where nothing does."""
    lines: list[Line] = []
    at, silent = 0, ""
    for tag in _TAG.finditer(html):
        text = unescape(html[at : tag.start()]).strip()
        if text and not silent:
            lines.append(Line(text))
        name = (tag.group("name") or "").lower()
        silent = ("" if name == f"/{silent}" else silent) or (name if name in ("script", "style", "head") else "")
        at = tag.end()
    if not lines:
        raise BadInput(where, "is HTML without any text")
    return lines


def _seed(root: HtmlElement, blocks: Sequence[Block]) -> list[bool] | None:
    """Which blocks trafilatura takes for the report; None where it finds none."""
    from trafilatura import extract as main_text

    try:
        found = main_text(_without_gone(root), include_comments=False)
    except (ValueError, RecursionError, AttributeError, TypeError):
        return None
    if not found:
        return None
    lines = {tuple(_words(line)) for line in found.split("\n")}
    runs = set(_runs(_words(found)))
    return [tuple(words := _words(b.text)) in lines or (len(words) >= RUN and runs.issuperset(_runs(words))) for b in blocks]


def _without_gone(root: HtmlElement) -> HtmlElement:
    """A copy of the page without what is struck out and the marks of notes."""
    copy = deepcopy(root)
    for element in copy.xpath(f"//*[@{BECAUSE}]"):
        if element.getparent() is not None:
            element.drop_tree()
    return copy


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[i:] for i in range(RUN)), strict=False)
