"""Reports -> edges: the pairs of reports of which one holds text of the other."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from variorum.model import Report
from variorum.reuse.passages import Overlap, Shared, compare, is_foreign
from variorum.reuse.tokens import Prepared, bits, prepare
from variorum.text.forms import is_same_form

MIN_KEPT = 20  # words that stand in both as they are, outside quotation marks: fewer are a stock phrase or a common fact ...
SHORT_KEPT = 12  # ... but for short texts of which most of the matter is the same
SHORT_LIKENESS = 0.6
TRANSLATED = 0.3  # likeness by names, numbers and like words of reports in two languages ...
SENTENCES = 3  # ... of which so many sentences follow one another alike
VERBATIM = 0.95  # exactness of what is word for word
HELD = 500  # reports kept ready for comparison: bounds the memory


@dataclass(frozen=True, slots=True, eq=False)
class Edge:
    """Two reports by number, the shorter first, and what they share; passages and changes by offsets.

    ``likeness`` is that of Reuse. Of each of the two: ``words`` is how many it has, ``held`` how many of them stand in passages,
    ``kept`` has a bit for every word, set where the other has kept it, as bytes, so that an edge can be written as it is. ``own``
    counts the kept words that are quoted in neither. ``form`` is true where they are made from one form, for other events.
    """

    short: int
    long: int
    likeness: float
    passages: tuple[Shared, ...]
    words: tuple[int, int]
    held: tuple[int, int]
    kept: tuple[bytes, bytes]
    own: int
    form: bool = False

    @property
    def exactness(self) -> float:
        """The part of the words in passages that are the same in both, 0 to 1."""
        return self.kept_of(self.short).bit_count() / max(1, self.held[0])

    def share(self, report: int) -> float:
        """The part of the words of one of the two reports that stand in passages, 0 to 1."""
        side = int(report == self.long)
        return min(1.0, self.held[side] / max(1, self.words[side]))

    def kept_of(self, report: int) -> int:
        """The bits of one of the two reports."""
        return int.from_bytes(self.kept[int(report == self.long)], "big")


def find_edges(reports: Sequence[Report], pairs: Iterable[tuple[int, int]]) -> Iterator[Edge]:
    """The edges among the proposed pairs, each verified by alignment."""
    held: OrderedDict[int, Prepared] = OrderedDict()

    def made(n: int) -> Prepared:
        if n in held:
            held.move_to_end(n)
        else:
            held[n] = prepare(reports[n])
            if len(held) > HELD:
                held.popitem(last=False)
        return held[n]

    for i, j in pairs:
        short, long = sorted((i, j), key=lambda n: (len(made(n).words), reports[n].name, reports[n].id))
        a, b = made(short), made(long)
        edge = _edge((short, long), a, b, compare(a, b))
        if is_foreign(a.report, b.report):
            believed = edge.likeness >= TRANSLATED and len(edge.passages) >= SENTENCES
        else:
            believed = edge.own >= MIN_KEPT or (edge.own >= SHORT_KEPT and edge.likeness >= SHORT_LIKENESS)
        if believed:
            yield edge


def _edge(pair: tuple[int, int], a: Prepared, b: Prepared, overlap: Overlap) -> Edge:
    kept, own = _keep(a, b, overlap)
    held = (sum(s.mine[1] - s.mine[0] for s in overlap.passages), sum(s.theirs[1] - s.theirs[0] for s in overlap.passages))
    passages = tuple(_by_offsets(a, b, s) for s in overlap.passages)
    form = (not a.report.url or a.report.url != b.report.url) and is_same_form(a.report.text, b.report.text)
    return Edge(*pair, round(overlap.likeness, 3), passages, (len(a.words), len(b.words)), held, kept, own, form)


def _by_offsets(a: Prepared, b: Prepared, shared: Shared) -> Shared:
    changes = tuple((kind, *a.at(i1, i2), *b.at(j1, j2)) for kind, i1, i2, j1, j2 in shared.changes)
    return Shared(a.at(*shared.mine), b.at(*shared.theirs), changes)


def _keep(a: Prepared, b: Prepared, overlap: Overlap) -> tuple[tuple[bytes, bytes], int]:
    """The bits of the kept words of either report, and how many of them are quoted in neither."""
    mine = theirs = own = 0
    for shared in overlap.passages:
        i, j = shared.mine[0], shared.theirs[0]
        for i1, i2, j1, j2 in [*(c[1:] for c in shared.changes), (shared.mine[1], 0, shared.theirs[1], 0)]:
            kept = min(i1 - i, j1 - j)
            mine |= bits(i, i + kept)
            theirs |= bits(j, j + kept)
            own += kept - ((a.quoted >> i | b.quoted >> j) & bits(0, kept)).bit_count()
            i, j = i2, j2
    return (mine.to_bytes(len(a.words) // 8 + 1, "big"), theirs.to_bytes(len(b.words) // 8 + 1, "big")), own
