"""Quotations that a page prints in elements of their own, with their speaker: read as one line, "SPEAKER: “…”"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from lxml.html import HtmlElement

from variorum.cleaning.blocks import Block

REPEATS = "pull quote, repeats the text"
LONGEST_SPEAKER = 20  # words
RUN = 4  # words of the runs by which a pull quote is found in the text
REPEATED = 0.8  # part of its runs that stand there
_SHOWN = "descendant::img|descendant::picture|descendant::video|descendant::iframe|descendant::object"
_PULLED = re.compile(r"pull-?quote|(?<![a-z])quote", re.IGNORECASE)
_OPEN = re.compile(r"[\"“„«‘']")


def quotation(element: HtmlElement | None) -> HtmlElement | None:
    """The element that an element belongs to as a quotation or its speaker: a figure without a picture, a blockquote."""
    found = None
    while element is not None:
        if element.tag == "figure":
            quotes = element.find(".//blockquote") is not None or element.find(".//q") is not None
            return element if quotes and not element.xpath(_SHOWN) else None
        if element.tag == "blockquote":
            found = element
        element = element.getparent()
    return found


def join_quotations(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, those of a quotation and its speaker as one."""
    for whole, group in groupby(blocks, key=lambda b: quotation(b.element)):
        held = list(group)
        said = [b for b in held if b.text and not _names_speaker(b)]
        names = [b for b in held if b.text and _names_speaker(b)]
        speaker = names[0].text.strip(" —–-―,:~") if names else ""
        if whole is None or len(names) != 1 or not said or not 0 < len(speaker.split()) <= LONGEST_SPEAKER:
            yield from held
            continue
        words = " ".join(b.text for b in said)
        quoted = words if _OPEN.match(words) else f"“{words}”"
        yield replace(said[0], text=f"{speaker}: {quoted}", gone=tuple(g for b in held for g in b.gone))


def find_repeats(blocks: Sequence[Block], verdicts: Sequence[str | None]) -> list[str | None]:
    """The verdicts, with the quotations set apart that stand in the text as well."""
    set_apart = [because is None and _is_set_apart(b) for b, because in zip(blocks, verdicts, strict=True)]
    if not any(set_apart):
        return list(verdicts)
    text = {
        run
        for b, because, apart in zip(blocks, verdicts, set_apart, strict=True)
        if because is None and not apart
        for run in _runs(b.text)
    }
    return [
        REPEATS if apart and _repeats(b.text, text) else because
        for b, because, apart in zip(blocks, verdicts, set_apart, strict=True)
    ]


def _repeats(line: str, text: set[tuple[str, ...]]) -> bool:
    opening = line.find(": “")
    runs = list(_runs(line[opening + 1 :]))
    return bool(runs) and sum(run in text for run in runs) >= REPEATED * len(runs)


def _runs(text: str) -> list[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return list(zip(*(words[i:] for i in range(RUN)), strict=False))


def _is_set_apart(block: Block) -> bool:
    parent = block.element.getparent()
    return quotation(block.element) is not None or any(
        e is not None and _PULLED.search(e.get("class") or "") for e in (block.element, parent)
    )


def _names_speaker(block: Block) -> bool:
    element = block.element
    while element is not None and element.tag not in ("blockquote", "figure"):
        if element.tag in ("figcaption", "footer", "cite"):
            return True
        element = element.getparent()
    return False
