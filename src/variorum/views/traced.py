"""What was traced -> lines: families with each copy's source, passages between families, variants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from variorum.model import Family, Report, Reuse, Variant

WIDTH = 36  # letters of a report's label
AROUND = 36  # letters of a source shown on either side of what was changed
ORDER = ("number", "date", "negation", "contrary", "name", "place", "role", "preposition", "tense")


def print_trace(
    reports: Sequence[Report],
    families: Sequence[Family],
    reuses: Sequence[Reuse],
    variants: Sequence[Variant],
    *,
    verbose: bool = False,
) -> Iterator[str]:
    """The lines; ``verbose``: reports that share nothing are listed too, and every pair instead of each copy's source."""
    names = _names(reports)
    home = {i: n for n, f in enumerate(families) for i in f.reports}
    yield f"{_count(len(reports), 'report')}, {_count(len(families), 'family', 'families')}"
    shared = [f for f in families if len(f.reports) > 1]
    alone = [f for f in families if len(f.reports) == 1]
    inside = [r for r in reuses if home[r.copy] == home[r.other]]
    sources = _sources(inside)
    for family in sorted(shared, key=lambda f: (-len(f.reports), f.reports)):
        yield from _family(family, names, sources)
    if alone:
        yield f"\n{_count(len(alone), 'report')} of own text{'' if verbose else ' (-v lists them)'}"
        yield from (f"  {names[f.reports[0]]}  {f.because}" for f in alone if verbose or f.round_up)
    across = [r for r in reuses if home[r.copy] != home[r.other]]
    between = reuses if verbose else _sources([r for r in across if r.certainty != "possible"]).values()
    if between:
        yield "\nEVERY PAIR THAT SHARES TEXT" if verbose else "\nPASSAGES FROM OTHER FAMILIES"
        yield from (f"  {_pair(r, names)}" for r in sorted(between, key=lambda r: (-r.likeness, r.copy, r.other)))
    if variants:
        yield "\nCHANGED IN A COPY"
        yield from (f"  {line}" for line in _variants(variants, reports, reuses))


def _count(n: int, one: str, many: str | None = None) -> str:
    return f"{n} {one if n == 1 else many or one + 's'}"


def _names(reports: Sequence[Report]) -> dict[str, str]:
    """A label for every report: its name, and its outlet where there is room."""
    found = {r.id: f"{r.name} {r.outlet}" if r.outlet and r.outlet != r.name else r.name for r in reports}
    return {i: label if len(label) <= WIDTH else label[: WIDTH - 1] + "…" for i, label in found.items()}


def _sources(reuses: Sequence[Reuse]) -> dict[str, Reuse]:
    """For every copy the reuse that best tells where its text is from: known sources first, then the one that holds most."""
    best: dict[str, Reuse] = {}
    for reuse in sorted(reuses, key=lambda r: (r.source is None, r.common is not None, -r.share, r.other)):
        best.setdefault(reuse.copy, reuse)
    return best


def _family(family: Family, names: dict[str, str], sources: dict[str, Reuse]) -> Iterator[str]:
    yield f"\n{family.origin or 'unseen source'}: {_count(len(family.reports), 'report')}, {family.because}"
    for report in family.reports:
        yield f"  {_pair(sources[report], names)}" if report in sources else f"  {names[report]}"


def _pair(reuse: Reuse, names: dict[str, str]) -> str:
    """One copy with its source, or the two where that is not known."""
    arrow = "<-" if reuse.source else "--"
    return f"{names[reuse.copy]:{WIDTH}} {arrow} {names[reuse.other]:{WIDTH}}  {reuse.because}"


def _variants(variants: Sequence[Variant], reports: Sequence[Report], reuses: Sequence[Reuse]) -> Iterator[str]:
    """A line for each: the kind, both readings between the words around them, an arrow where it is known who copied."""
    by_id = {r.id: r for r in reports}
    known = {(r.copy, r.source) for r in reuses}
    for v in sorted(variants, key=lambda v: (ORDER.index(v.kind), by_id[v.source.report].name, v.source, v.copy)):
        text = by_id[v.source.report].text
        before, behind = text[max(0, v.source.start - AROUND) : v.source.start], text[v.source.end : v.source.end + AROUND]
        arrow = "→" if (v.copy.report, v.source.report) in known else "|"
        shown = _line(
            f"{before.split(maxsplit=1)[-1] if ' ' in before else before}[{v.was} {arrow} {v.became}]{behind.rsplit(' ', 1)[0]}"
        )
        yield f"{v.kind:11} {shown}  ({by_id[v.source.report].name} {arrow} {by_id[v.copy.report].name})"


def _line(text: str) -> str:
    return " ".join(text.split())
