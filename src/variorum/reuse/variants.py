"""Edits of a passage -> variants: facts that read otherwise in a copy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from variorum.model import Passage, Reuse, Span, Variant
from variorum.text.changes import AROUND, Side, kind_of, side_of
from variorum.text.words import find_words

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"[.,](?=\d{3}(?!\d))")


def find_variants(reuse: Reuse, texts: dict[str, str]) -> Iterator[Variant]:
    """The variants of a reuse, passage by passage; ``texts`` holds the reports' texts by id."""
    for passage in reuse.passages:
        if reuse.kind == "translated":
            yield from _other_number(passage, texts)
            continue
        for edit in passage.edits:
            mine, theirs = _whole_numbers(edit.copy, texts), _whole_numbers(edit.source, texts)
            copy, source = _side(mine, passage.copy, texts), _side(theirs, passage.source, texts)
            kind = kind_of(copy, source)
            if kind:
                if not copy.words or not source.words:
                    mine, theirs = _with_next(mine, texts), _with_next(theirs, texts)
                yield Variant(kind, mine, theirs, _text(theirs, texts), _text(mine, texts))


def _other_number(passage: Passage, texts: dict[str, str]) -> Iterator[Variant]:
    """The number of a translated sentence that the other has not, where each has one such."""
    here, there = _digits(passage.copy, texts), _digits(passage.source, texts)
    mine, theirs = [v for v in here if v not in there], [v for v in there if v not in here]
    if len(mine) == len(theirs) == 1:
        copy, source = here[mine[0]], there[theirs[0]]
        yield Variant("number", copy, source, _text(source, texts), _text(copy, texts))


def _digits(span: Span, texts: dict[str, str]) -> dict[str, Span]:
    """The numbers in digits, without marks between thousands, and where they stand."""
    found = _NUMBER.finditer(texts[span.report], span.start, span.end)
    return {_THOUSANDS.sub("", m.group()): Span(span.report, m.start(), m.end()) for m in found}


def _text(span: Span, texts: dict[str, str]) -> str:
    return texts[span.report][span.start : span.end]


def _side(span: Span, passage: Span, texts: dict[str, str]) -> Side:
    return side_of(texts[span.report], span.start, span.end, first=passage.start, last=passage.end)


def _whole_numbers(span: Span, texts: dict[str, str]) -> Span:
    """The span, widened to the whole of a number that it begins or ends in: "5" of "1.5"."""
    text = texts[span.report]
    near = max(0, span.start - AROUND)
    for m in _NUMBER.finditer(text, near, span.end + AROUND):
        if m.start() < span.end and span.start < m.end():
            span = Span(span.report, min(span.start, m.start()), max(span.end, m.end()))
    return span


def _with_next(span: Span, texts: dict[str, str]) -> Span:
    """The span with the word behind it, so that what is not there can be shown at its place."""
    behind = find_words(texts[span.report][span.end : span.end + AROUND])
    if not behind:
        return span
    start = span.start if span.start < span.end else span.end + behind[0].start
    return Span(span.report, start, span.end + behind[0].end)
