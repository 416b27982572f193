"""HTML -> its blocks, which of them are the report, and what the markup declares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from html import unescape

from lxml import etree
from lxml.html import HtmlElement

from variorum.cleaning.article import find_article, find_in_body
from variorum.cleaning.blocks import Block, find_blocks, parse
from variorum.cleaning.data_body import complete
from variorum.cleaning.declared import find_declared
from variorum.cleaning.inline import BECAUSE, spell_out
from variorum.cleaning.lines import Line
from variorum.cleaning.near_headline import find_near_headline
from variorum.cleaning.others import OTHER, find_others
from variorum.cleaning.quotations import join_quotations
from variorum.errors import BadInput
from variorum.model import Candidate

DEEP = 400  # nested elements: what is deeper is no page that anybody laid out, and parsers recurse on it
RUN = 5  # words: a block all of whose runs stand in the main text stands there
LOST = 2_000  # nested elements from which libxml2 leaves out what comes
LARGE = 3_000_000  # characters of HTML over which only the blocks are read
_TAG = re.compile(r"<!--[^<>]*-->|<(?P<name>/?[a-zA-Z]*)[^<>]*>")


def extract(html: str, where: str, *, is_document: bool = False) -> tuple[list[Line], list[Candidate], bool]:
    """The lines of a page with the reasons why they are not the report, what the markup declares, and whether it told.

    ``is_document`` says that the HTML is the report alone. Raises BadInput where there is no text at all.
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
    if is_document:
        told = zip(blocks, find_in_body(blocks), strict=True)
        return [line for block, because in told for line in _lines(block, because)], [], True
    declared = [*find_declared(root), *(find_near_headline(root, blocks) if depth <= DEEP else ())]
    lines, told_by_seed = _find_lines(root, blocks, declared, plain=depth > DEEP or len(html) > LARGE)
    whole = complete(lines, root)
    return whole, declared, told_by_seed or len(whole) > len(lines)


def _find_lines(
    root: HtmlElement, blocks: Sequence[Block], declared: Sequence[Candidate], *, plain: bool
) -> tuple[list[Line], bool]:
    """The lines of the blocks, those of other reports apart, and whether the report was told from the rest."""
    others = find_others(blocks, [c.value for c in declared if c.field == "title" and c.found != "h1 element"])
    for element in others:
        element.set(BECAUSE, OTHER)
    apart = [not others.isdisjoint((b.element, *b.element.iterancestors())) for b in blocks]
    own = [b for b, other in zip(blocks, apart, strict=True) if not other]
    seed = None if plain else _seed(root, own)
    verdicts = iter([None] * len(own) if seed is None else find_article(own, seed))
    found = (_lines(b, OTHER if other else next(verdicts)) for b, other in zip(blocks, apart, strict=True))
    return [line for lines in found for line in lines], seed is not None


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

    page = _without_gone(root)
    try:
        found = main_text(deepcopy(page), include_comments=False) or main_text(_unmarked(page), include_comments=False)
    except (ValueError, RecursionError, AttributeError, TypeError):
        return None
    if not found:
        return None
    lines = {tuple(_words(line)) for line in found.split("\n")}
    runs = set(_runs(_words(found)))
    return [tuple(words := _words(b.text)) in lines or (len(words) >= RUN and runs.issuperset(_runs(words))) for b in blocks]


def _without_gone(root: HtmlElement) -> HtmlElement:
    """A copy of the page without other reports, what is struck out, and the marks of notes."""
    copy = deepcopy(root)
    for element in copy.xpath(f"//*[@{BECAUSE}]"):
        if element.getparent() is not None:
            element.drop_tree()
    return copy


def _unmarked(page: HtmlElement) -> HtmlElement:
    """The page without the classes of the elements that hold most of it: such a class says nothing of the report in it."""
    most = len(page.text_content()) / 2
    for element in page.iter("*"):
        if len(element.text_content()) > most:
            element.attrib.pop("class", None)
            element.attrib.pop("id", None)
    return page


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[i:] for i in range(RUN)), strict=False)
