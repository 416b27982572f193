"""Texts -> fingerprints: selected hashes of word sequences, many texts at a time.

Winnowing (Schleimer, Wilkerson & Aiken 2003): of every ``WINDOW`` sequences of ``GRAM`` words the least hash is kept, so any
``WINDOW + GRAM - 1`` words that two texts share in a row yield a fingerprint that both have. Beside them stand the hashes of
``NAMES`` names and numbers that follow one another, in whatever order: what a rewriting or a translation leaves alone.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from variorum.text.lexicon import entries
from variorum.text.words import fold

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]
    Numbers = NDArray[np.int64]

GRAM = 4  # words of a sequence
WINDOW = 6  # sequences of which one is kept: two in seven are, and nine equal words are sure to be found
NAMES = 3  # names and numbers in a row
FIGURES = 2  # numbers in a row
BLOCK = 200  # texts hashed at a time: their words stay in the processor's cache
LETTERS = 8  # of a word that count: what fits into one integer

_WORD = bytes(c if c < 128 and chr(c).isalnum() else 32 for c in range(256))
_KEEP = np.array([(1 << 8 * n) - 1 for n in range(LETTERS + 1)], dtype=np.uint64)
_SMALL = np.uint64(0x2020202020202020)
_ODD = np.uint64(0x9E3779B97F4A7C15)  # 2^64 over the golden ratio (Knuth 1973, multiplicative hashing)
_MIX = np.uint64(0xD6E8FEB86659FD93)
_HALF = np.uint64(32)
_MARKS = re.compile("[\u2010-\u2015\u2018\u201c-\u201f\u2026\u00a0\u00ab\u00bb]")
_IDEOGRAPHS = re.compile("([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])")


def find_fingerprints(texts: Sequence[str]) -> tuple[Hashes, Numbers]:
    """The fingerprints of all texts, and for each the place of its text in ``texts``; a text may have one twice."""
    blocks = [_block(texts[i : i + BLOCK]) for i in range(0, len(texts), BLOCK)] or [(np.empty(0, np.uint64), np.empty(0, int))]
    owners = [owner + n * BLOCK for n, (_, owner) in enumerate(blocks)]
    return np.concatenate([prints for prints, _ in blocks]), np.concatenate(owners)


def _block(texts: Sequence[str]) -> tuple[Hashes, Numbers]:
    plain = [_ascii(t) for t in texts]
    raw = b" ".join(plain).translate(_WORD, b"'") + b" " * (LETTERS + 1)
    lengths = np.fromiter((len(p) - p.count(b"'") for p in plain), np.int64, len(plain))
    letters = np.frombuffer(raw, np.uint8)
    turns = np.flatnonzero(np.diff(letters != ord(" "), prepend=False))
    first, behind = turns[::2], turns[1::2]
    counts = np.diff(np.searchsorted(first, np.cumsum(lengths + 1)), prepend=0)
    owner = np.repeat(np.arange(len(texts)), counts)
    words = _hash(raw, first, behind)
    found = _winnow(words, owner), _names(letters[first], words, owner)
    return np.concatenate([found[0][0], found[1][0]]), np.concatenate([found[0][1], found[1][1]])


def _hash(raw: bytes, first: Numbers, behind: Numbers) -> Hashes:
    """A hash for each word: its first letters, small, as one integer, mixed."""
    every = np.ndarray((len(raw) - LETTERS + 1,), np.dtype("<u8"), raw, strides=(1,))
    return _mix((every[first] | _SMALL) & _KEEP[np.minimum(behind - first, LETTERS)], _ODD)


def _mix(hashes: Hashes, by: np.uint64) -> Hashes:
    hashes ^= hashes >> _HALF
    hashes *= by
    hashes ^= hashes >> _HALF
    return hashes


def hash_sequences(words: Hashes) -> Hashes:
    """A hash for every ``GRAM`` words in a row, of the hashes of the words."""
    size = max(0, len(words) - GRAM + 1)
    found = np.zeros(size, np.uint64)
    for n in range(GRAM):
        found *= _ODD
        found += words[n : n + size]
    return found


def _winnow(words: Hashes, owner: Numbers) -> tuple[Hashes, Numbers]:
    """The least hash of every window that lies within one text, once where windows in a row have the same."""
    size = len(words) - (GRAM + WINDOW - 2)
    if size <= 0:
        return words[:0], owner[:0]
    least, width = _mix(hash_sequences(words), _MIX), 1
    while width < WINDOW:
        step = min(width, WINDOW - width)
        least = np.minimum(least[:-step], least[step:])
        width += step
    whole = owner[:size] == owner[-size:]
    fresh = whole.copy()
    fresh[1:] &= (least[1:] != least[:-1]) | ~whole[:-1]
    kept = np.flatnonzero(fresh)
    return least[kept], owner[kept]


def _names(initials: NDArray[np.uint8], words: Hashes, owner: Numbers) -> tuple[Hashes, Numbers]:
    """Hashes of words with a capital and of numbers, some in a row, and of two numbers in a row, which any language keeps.

    Capitals at the head of a sentence pass for names too.
    """
    kept = np.flatnonzero(initials < ord("a"))
    kept = kept[~np.isin(words[kept], _function_words())]
    figures = np.flatnonzero(initials <= ord("9"))
    named, named_in = _in_a_row(words[kept], owner[kept], NAMES)
    counted, counted_in = _in_a_row(words[figures], owner[figures], FIGURES)
    return np.concatenate([named, counted]), np.concatenate([named_in, counted_in])


def _in_a_row(words: Hashes, owner: Numbers, many: int) -> tuple[Hashes, Numbers]:
    size = len(words) - many + 1
    if size <= 0:
        return words[:0], owner[:0]
    total = sum((words[n : size + n] for n in range(many)), np.zeros(size, np.uint64))
    one = np.flatnonzero(owner[:size] == owner[-size:])
    return _mix(total[one], _ODD), owner[one]


@cache
def _function_words() -> Hashes:
    words = [w.encode()[:LETTERS].ljust(LETTERS) for w in sorted(entries("function_words")) if w.isascii() and w.isalpha()]
    keys = np.frombuffer(b"".join(words), "<u8")
    lengths = [len(w.rstrip()) for w in words]
    return _mix(keys & _KEEP[lengths], _ODD)


def _ascii(text: str) -> bytes:
    """The text in plain letters: typographic marks are blanks, accents go, words of other scripts become numbers."""
    if not text.isascii():
        text = _MARKS.sub(" ", text.replace("’", "'"))
    if not text.isascii():
        text = " ".join(w if w.isascii() else _spelled(w) for w in text.split())
    return text.encode()


def _spelled(word: str) -> str:
    plain = fold(word)
    if not plain.isascii():
        return " ".join(f"{zlib.crc32(w.encode()):08x}" for w in _IDEOGRAPHS.sub(r" \1 ", plain).split())
    return plain.capitalize() if word[:1].isupper() else plain
