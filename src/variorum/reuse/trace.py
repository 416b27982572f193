"""Reports -> who took what from whom: the whole way."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from variorum.model import Certainty, Edit, EditKind, Family, Passage, Report, Reuse, ReuseKind, Span, Variant
from variorum.reuse.dates import doubt_dates
from variorum.reuse.direction import Verdict, judge
from variorum.reuse.edges import MIN_KEPT, VERBATIM, Edge
from variorum.reuse.families import SAME_TEXT, find_families, mark_forms, mark_mixed
from variorum.reuse.passages import Shared, is_foreign
from variorum.reuse.store import Store
from variorum.reuse.variants import find_variants
from variorum.reuse.versions import mark_versions

EDITED = 0.6  # ... edited; less is reworded
SURE = 40  # kept words outside quotation marks; 60 pairs drawn from 601 scraped pages were read to set it
TURNED: dict[EditKind, EditKind] = {"cut": "added", "added": "cut", "replaced": "replaced"}


@dataclass(frozen=True, slots=True)
class Trace:
    """The reports, with doubts on dates that cannot be right; their families, reuses and variants."""

    reports: tuple[Report, ...]
    families: tuple[Family, ...]
    reuses: tuple[Reuse, ...]
    variants: tuple[Variant, ...]

    def of(self, reports: Collection[str]) -> Trace:
        """What concerns these reports (ids): their families, reuses and variants, and the other reports in them."""
        families = tuple(f for f in self.families if any(i in reports for i in f.reports))
        reuses = tuple(r for r in self.reuses if r.copy in reports or r.other in reports)
        variants = tuple(v for v in self.variants if v.copy.report in reports or v.source.report in reports)
        named = {i for f in families for i in (*f.reports, *f.partly_from)} | {i for r in reuses for i in (r.copy, r.other)}
        more = tuple(f for f in self.families if f not in families and any(i in named for i in f.reports))
        shown = named | {i for f in more for i in f.reports}
        return Trace(tuple(r for r in self.reports if r.id in shown), (*families, *more), reuses, variants)


def trace(reports: Sequence[Report], store: Store | None = None) -> Trace:
    """Which reports come from one text, who took what from whom, and what changed on the way; in any order the same.

    With a ``store`` they are compared with its reports too and stay in it; the trace is then of all that it holds.
    """
    store = Store() if store is None else store
    store.add(reports)
    edges = [e for e in store.edges if not e.form]
    versions = mark_versions(store.reports, edges)
    families = find_families(versions, edges)
    dated = doubt_dates(versions, families)
    verdicts = judge(edges, dated)
    families = mark_forms(mark_mixed(families, dated, edges, verdicts), dated, store.edges)
    reuses = [_reuse(e, v, dated) for e, v in zip(edges, verdicts, strict=True)]
    reuses.sort(key=lambda r: (-r.likeness, r.copy, r.other))
    by_id = {r.id: r for r in dated}
    order = {r.id: n for n, r in enumerate(reports)}
    told = sorted(dated, key=lambda r: order.get(r.id, len(order)))
    return Trace(tuple(told), families, tuple(reuses), _variants(reuses, by_id))


def _reuse(edge: Edge, verdict: Verdict, reports: Sequence[Report]) -> Reuse:
    copy, other = verdict.copy, edge.long if verdict.copy == edge.short else edge.short
    turned = copy != edge.short
    mine, theirs = reports[copy], reports[other]
    passages = tuple(_passage(s, mine.id, theirs.id, turned=turned) for s in edge.passages)
    share = round(edge.share(copy), 3)
    kind = _kind(edge, mine, theirs)
    certainty = _certainty(edge, kind)
    return Reuse(
        mine.id,
        reports[verdict.source].id if verdict.source is not None else None,
        share,
        passages,
        f"{share:.0%} of it, {kind} ({certainty}); {verdict.because}",
        edge.likeness,
        kind,
        certainty,
        reports[verdict.common].id if verdict.common is not None else None,
    )


def _kind(edge: Edge, a: Report, b: Report) -> ReuseKind:
    """How the wording was kept, by the part of the words in the passages that are the same."""
    if is_foreign(a, b):
        return "translated"
    return "word for word" if edge.exactness >= VERBATIM else "edited" if edge.exactness >= EDITED else "reworded"


def _certainty(edge: Edge, kind: ReuseKind) -> Certainty:
    """How sure it is that one text stands behind both: by the words that both have kept outside quotation marks.

    A rewording is less sure than a copy that keeps as many words, unless most of the text is reworded so; a translation is
    never sure.
    """
    if kind == "translated":
        return "likely" if edge.likeness >= SAME_TEXT else "possible"
    if edge.likeness >= SAME_TEXT and edge.own >= MIN_KEPT:
        return "sure"
    close = edge.exactness >= EDITED
    if edge.own >= SURE:
        return "sure" if close else "likely"
    return "likely" if edge.own >= MIN_KEPT and close else "possible"


def _passage(shared: Shared, copy: str, source: str, *, turned: bool) -> Passage:
    """The passage with the copy's side first; ``turned`` where that is the longer report."""
    mine, theirs = (shared.theirs, shared.mine) if turned else (shared.mine, shared.theirs)
    edits = []
    for kind, i1, i2, j1, j2 in shared.changes:
        here, there = ((j1, j2), (i1, i2)) if turned else ((i1, i2), (j1, j2))
        seen = TURNED[kind] if turned else kind
        edits.append(Edit(seen, Span(copy, *here), Span(source, *there)))
    return Passage(Span(copy, *mine), Span(source, *theirs), tuple(edits))


def _variants(reuses: Sequence[Reuse], reports: dict[str, Report]) -> tuple[Variant, ...]:
    """The variants of each copy against the source that it took most from, and of pairs of which nobody knows who copied.

    Each once for its two readings; what two have from a third is told against that.
    """
    texts = {i: r.text for i, r in reports.items()}
    nearest: dict[str, Reuse] = {}
    for reuse in sorted(reuses, key=lambda r: (-r.share, -r.likeness, r.other)):
        if reuse.source:
            nearest.setdefault(reuse.copy, reuse)
    found: dict[tuple[Span, str], Variant] = {}
    for reuse in reuses:
        told = nearest[reuse.copy] is reuse if reuse.source else reuse.common is None
        if told and reuse.certainty != "possible":
            for variant in find_variants(reuse, texts):
                found.setdefault((variant.copy, variant.was), variant)
    return tuple(sorted(found.values(), key=lambda v: (reports[v.copy.report].name, v.copy, v.source)))
