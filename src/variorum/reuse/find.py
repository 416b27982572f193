"""Reports -> reuses: which report shares what with which, and who copied whom where that can be told."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.model import Passage, Report, Reuse, Span
from variorum.reuse.passages import Overlap, compare
from variorum.reuse.tokens import Prepared, prepare

MIN_SHARE = 0.1  # of the shorter report: less is what any two reports of an event have in common
MIN_GRAMS = 3  # fingerprints that two reports must share to be compared
MIN_PART = 0.02  # of the shorter report's fingerprints that must be shared too: stock phrases make less


def find_reuse(reports: Sequence[Report]) -> tuple[Reuse, ...]:
    """All pairs of reports of which one holds text of the other, strongest first."""
    prepared = prepare(sorted(reports, key=lambda r: (r.name, r.id)))
    found = []
    for i, j in _candidates(prepared):
        a, b = _copy_first(prepared[i], prepared[j])
        overlap = compare(a, b)
        if overlap.passages and overlap.share >= MIN_SHARE:
            found.append(_reuse(a.report, b.report, overlap))
    return tuple(sorted(found, key=lambda r: (-r.share, r.copy, r.other)))


def _candidates(prepared: Sequence[Prepared]) -> list[tuple[int, int]]:
    """Pairs that share enough fingerprints, by the product of the index with itself; no text is too common to count."""
    from scipy.sparse import csr_matrix

    index: dict[tuple[str, ...], int] = {}
    cells = [(row, index.setdefault(gram, len(index))) for row, p in enumerate(prepared) for gram in p.places]
    rows, columns = [c[0] for c in cells], [c[1] for c in cells]
    grams = csr_matrix(([1] * len(cells), (rows, columns)), shape=(len(prepared), max(1, len(index))), dtype="int32")
    shared = (grams @ grams.T).tocoo()
    sizes = [len(p.places) for p in prepared]
    counts = zip(shared.row.tolist(), shared.col.tolist(), shared.data.tolist(), strict=True)
    return sorted((i, j) for i, j, n in counts if i < j and n >= max(MIN_GRAMS, MIN_PART * min(sizes[i], sizes[j])))


def _copy_first(a: Prepared, b: Prepared) -> tuple[Prepared, Prepared]:
    """The shorter of two first: its share is what tells of copying."""
    return (a, b) if (len(a.words), a.report.name, a.report.id) <= (len(b.words), b.report.name, b.report.id) else (b, a)


def _reuse(short: Report, long: Report, overlap: Overlap) -> Reuse:
    copy, source, because = _direction(short, long)
    kind = "word for word" if overlap.verbatim > 0.5 * overlap.share else "reworded"
    places = [(Span(short.id, *mine), Span(long.id, *theirs)) for mine, theirs in overlap.passages]
    passages = tuple(Passage(a, b) if copy is short else Passage(b, a) for a, b in places)
    said = f"{overlap.share:.0%} of {'it' if copy is short else 'the other'}, mostly {kind}; {because}"
    return Reuse(copy.id, source.id if source else None, round(min(1.0, overlap.share), 3), passages, said)


def _direction(short: Report, long: Report) -> tuple[Report, Report | None, str]:
    """The copy, the source where it is known, and why."""
    if short.day and long.day and short.day != long.day:
        copy, source = (short, long) if short.day > long.day else (long, short)
        return copy, source, f"published {abs((short.day - long.day).days)} days later"
    if short.outlet and short.outlet in long.credits:
        return long, short, f"it credits {short.outlet}"
    if long.outlet and long.outlet in short.credits:
        return short, long, f"it credits {long.outlet}"
    return short, None, "which was first is not known"
