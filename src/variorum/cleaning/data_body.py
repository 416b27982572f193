"""The text of a report that stands in a page's data only, since a script or a subscription shows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from variorum.cleaning.blocks import find_blocks, parse
from variorum.cleaning.lines import Line
from variorum.cleaning.linked_data import own_report

MIN_WORDS = 30  # of a text in the data: less is a description
SHOWN = 0.5  # part of its runs of words that stand on the page, from which the page's own lines are the text
MORE = 1.2  # times as many words as the page shows, from which it is the fuller text
RUN = 5  # words
MAX_CHARACTERS = 400_000
IN_DATA = "stands in the page's data as well, from which the text is taken"
NOT_IN_DATA = "outside the text in the page's data"
_KEYS = ("articleBody", "reviewBody", "text")


def complete(lines: Sequence[Line], root: HtmlElement) -> list[Line]:
    """The lines of a page; where they lack most of the text that its data holds, that text, and the lines set aside."""
    paragraphs = _paragraphs(root)
    words = _words("\n".join(paragraphs))
    shown = _words("\n".join(line.text for line in lines if line.because is None))
    if len(words) < MIN_WORDS or len(words) < MORE * len(shown):
        return list(lines)
    runs, here = set(_runs(words)), set(_runs(shown))
    if len(runs & here) >= SHOWN * len(runs):
        return list(lines)
    for line in lines:
        if line.because is None:
            held = set(_runs(_words(line.text)))
            line.because = IN_DATA if held and held <= runs else NOT_IN_DATA
    at = next((i for i, line in enumerate(lines) if line.because in (IN_DATA, NOT_IN_DATA)), len(lines))
    return [*lines[:at], *(Line(p) for p in paragraphs), *lines[at:]]


def _paragraphs(root: HtmlElement) -> list[str]:
    """The paragraphs of the text that the data of a page gives for its own report."""
    report = own_report(root) or {}
    body = next((value for key in _KEYS if isinstance(value := report.get(key), str) and value.strip()), "")
    body = body[:MAX_CHARACTERS]
    if re.search(r"&lt;(?:p|br|div)\b", body, re.IGNORECASE):
        body = unescape(body)
    if re.search(r"<(?:p|br|div|h\d)\b[^<>]*>", body, re.IGNORECASE):
        try:
            return [b.text for b in find_blocks(parse(body))[0] if b.text]
        except (etree.LxmlError, ValueError):
            return []
    return [text for line in unescape(body).split("\n") if (text := " ".join(line.split()))]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(*(islice(words, i, None) for i in range(RUN)), strict=False))
