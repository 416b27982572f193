"""Quotations that run over several sentences: whose they are."""

from __future__ import annotations

from bisect import bisect_left

from variorum.text.quotes import Quote

COVERED = 0.6  # of a sentence's characters inside quotation marks make it quoted as a whole


def near(quotes: list[Quote], start: int, end: int) -> list[Quote]:
    """The quotations, in order and apart, that reach into a stretch of text."""
    first = bisect_left(quotes, start, key=lambda q: q.end)
    return quotes[first : bisect_left(quotes, end, lo=first, key=lambda q: q.start)]


def quoted_share(sentence: tuple[int, int], quotes: list[Quote]) -> float:
    """The part of a sentence that stands between quotation marks, 0 to 1."""
    start, end = sentence
    inside = sum(max(0, min(end, q.end) - max(start, q.start)) for q in near(quotes, start, end))
    return inside / (end - start) if end > start else 0.0


def same_quote(a: tuple[int, int], b: tuple[int, int], quotes: list[Quote]) -> bool:
    """Do two sentences stand in one quotation?"""
    return any(min(a[1], q.end) - max(a[0], q.start) > 2 and min(b[1], q.end) - max(b[0], q.start) > 2 for q in near(quotes, *a))


def inherit(sentences: list[tuple[int, int]], spoken: list[bool], quotes: list[Quote], text: str) -> list[int | None]:
    """For each quoted sentence that names no speaker, the index of the sentence that does; None for all others.

    ``spoken`` tells which sentences have an attributed quotation or saying of their own. A quotation's own sentences
    come first, then the saying before it in the paragraph, then the one that the last paragraph ended with, then the
    one behind it.
    """
    out: list[int | None] = []
    for i, sentence in enumerate(sentences):
        if spoken[i] or quoted_share(sentence, quotes) < COVERED:
            out.append(None)
            continue
        out.append(_within(i, sentences, spoken, quotes) or _before(i, sentences, spoken, quotes, text, out))
    return [j if j is None or j >= 0 else None for j in out]


def _within(i: int, sentences: list[tuple[int, int]], spoken: list[bool], quotes: list[Quote]) -> int | None:
    near = [
        j
        for j in range(max(0, i - 8), min(len(sentences), i + 9))
        if spoken[j] and same_quote(sentences[i], sentences[j], quotes)
    ]
    return min(near, key=lambda j: (abs(j - i), j)) if near else None


def _before(
    i: int, sentences: list[tuple[int, int]], spoken: list[bool], quotes: list[Quote], text: str, out: list[int | None]
) -> int | None:
    """The speaker of the sentence before, if that was a quotation or a saying of this paragraph or the last one."""
    for j in range(i - 1, max(-1, i - 4), -1):
        breaks = text.count("\n", sentences[j][1], sentences[i][0])
        if spoken[j] and j == i - 1:
            return j  # "Berg said that it stood.", and in the next paragraph "“It is as good as new.”"
        if breaks > 1:
            return None
        opens = text[sentences[j][1] - 1] == ":"
        if spoken[j] and (breaks == 0 or opens or quoted_share(sentences[j], quotes) > 0):
            return j
        if out[j] is not None:
            return out[j]
    return None


def with_turns(
    givers: list[int | None], text: str, sentences: list[tuple[int, int]], turns: list[bool], spoken: list[bool]
) -> list[int | None]:
    """The givers, with the sentence where a speaker took the turn for those that go on in its paragraph and name no other."""
    found, turn = list(givers), None
    for i, (start, _) in enumerate(sentences):
        if turns[i]:
            turn = i
        elif turn is not None and ("\n" in text[sentences[i - 1][1] : start] or spoken[i]):
            turn = None
        elif turn is not None and found[i] is None:
            found[i] = turn
    return found
