"""A report as words that can be compared, in its sentences; made once for all its comparisons."""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from variorum.model import Report
from variorum.reuse.fingerprints import hash_sequences
from variorum.text.lexicon import entries
from variorum.text.paragraphs import find_paragraphs
from variorum.text.quotes import find_quotes
from variorum.text.sentences import find_sentences
from variorum.text.spelling import one_spelling
from variorum.text.words import STEM, find_compounds, fold

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ACCOUNT = re.compile(r"\(@\w+\)|\bpic\.twitter\.com/")
CAPITALISED = frozenset(("de", "lb"))  # languages that write every noun with a capital
BYLINE = 80  # letters that a line has at most which only names the author of a post


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A report's words, in one spelling, where each starts and ends; its sentences, by words; the stems of each sentence.

    ``quoted`` has a bit for every word, set where it stands in quotation marks. ``spread`` tells in how many sentences a
    stem stands, ``grams`` is a hash of every few words in a row.
    """

    report: Report
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]
    stems: tuple[dict[str, int], ...]
    quoted: int
    spread: dict[str, int]
    grams: NDArray[np.uint64]

    @property
    def names(self) -> frozenset[str]:
        """The stems of words with a capital that begin no sentence, and of numbers; of numbers only where every noun has one."""
        text, heads = self.report.text, {first for first, _ in self.sentences}
        nouns = self.report.language in CAPITALISED
        kept = [n for n, i in enumerate(self.starts) if text[i].isdigit() or (not nouns and text[i].isupper() and n not in heads)]
        return frozenset(_key(text[self.starts[n] : self.ends[n]])[1] for n in kept) - {""}

    def part_quoted(self, first: int, behind: int) -> float:
        """The part of these words that stand in quotation marks, 0 to 1."""
        return (self.quoted >> first & bits(0, behind - first)).bit_count() / (behind - first)

    def at(self, first: int, behind: int) -> tuple[int, int]:
        """Offsets of the words from ``first`` to the one before ``behind``; of the place between words where there are none."""
        if first < behind:
            return self.starts[first], self.ends[behind - 1]
        end = self.ends[first - 1] if first else 0
        return end, end


def _posts(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of embedded posts: the paragraph that names its author's account, and the one before where it only does that."""
    before = (0, 0)
    for start, end in find_paragraphs(text):
        if _ACCOUNT.search(text, start, end):
            yield (before[0] if end - start < BYLINE else start), end
        before = (start, end)


def bits(first: int, behind: int) -> int:
    """Bits from one word to the one before another."""
    return (1 << behind) - (1 << first)


def prepare(report: Report) -> Prepared:
    """The report made ready."""
    found = find_compounds(report.text)
    text = report.text
    keys = [_key(text[start:end]) for start, end in found]
    words = tuple([k for k, _, _ in keys])
    starts = tuple([start for start, _ in found])
    sentences = []
    for start, end in find_sentences(report.text, report.language):
        first, behind = bisect_left(starts, start), bisect_left(starts, end)
        if first < behind:
            sentences.append((first, behind))
    stems = []
    seen: set[tuple[str, ...]] = set()
    for i, j in sentences:  # a sentence that the report repeats has nothing to align a second time
        stems.append({} if words[i:j] in seen else dict(Counter([s for _, s, _ in keys[i:j] if s])))
        seen.add(words[i:j])
    quoted = 0
    for start, end in [*((q.start, q.end) for q in find_quotes(text)), *_posts(text)]:
        quoted |= bits(bisect_left(starts, start), bisect_left(starts, end))
    return Prepared(
        report,
        words,
        starts,
        tuple([end for _, end in found]),
        tuple(sentences),
        tuple(stems),
        quoted,
        dict(Counter(s for bag in stems for s in bag)),
        hash_sequences(np.array([c for _, _, c in keys], np.uint64)),
    )


@lru_cache(maxsize=1 << 16)
def _key(word: str) -> tuple[str, str, int]:
    """The word in its one spelling, its stem, "" for a function word, and a hash of it."""
    folded = fold(word).replace("-", "")
    one = one_spelling(folded)
    stem = "" if folded in entries("function_words") else one if one.isdigit() else one[:STEM]
    return one, stem, zlib.crc32(one.encode("utf-8", "surrogatepass"))
