"""Edges -> families: reports that come from one text. By average linkage: no chain of pairs makes a family."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from variorum.linkage import link
from variorum.model import Family, Report
from variorum.reuse.direction import Verdict
from variorum.reuse.edges import Edge
from variorum.reuse.outlets import names_of

SAME_TEXT = 0.4  # mean likeness of two groups that makes them one text; measured on 13 marked stories
SAME_CREDIT = 0.05  # added to the likeness of two reports that credit one source
TWIN = 0.8  # likeness, and the ratio of lengths, of two prints of one text: they count as one where groups are compared
TAKEN = 0.1  # of a report's words: so much from other families is worth telling
MAX_NAMED = 3  # reports made from the same form that are named
MIXED = 0.5  # of a report's words: so much from several other families makes a round-up


def find_families(reports: Sequence[Report], edges: Sequence[Edge]) -> tuple[Family, ...]:
    """Every report in exactly one family, in the order of ``reports``; the edges name reports by their place there."""
    likeness = {(min(e.short, e.long), max(e.short, e.long)): _likeness(e, reports) for e in edges}
    leader = _leaders(len(reports), edges)
    heads = sorted(set(leader))
    place = {head: n for n, head in enumerate(heads)}
    between: dict[tuple[int, int], list[float]] = {}
    for (i, j), value in likeness.items():
        x, y = sorted((place[leader[i]], place[leader[j]]))
        if x != y:
            between.setdefault((x, y), []).append(value)
    groups = link(len(heads), [(x, y, sum(v) / len(v)) for (x, y), v in sorted(between.items())], SAME_TEXT)
    home = {place_: n for n, group in enumerate(groups) for place_ in group}
    members: list[list[int]] = [[] for _ in groups]
    for n, head in enumerate(leader):
        members[home[place[head]]].append(n)
    return tuple(_family(group, reports, likeness) for group in sorted(members))


def _likeness(edge: Edge, reports: Sequence[Report]) -> float:
    """The likeness of two reports, more for one source; a round-up is like a single text only as far as it is that text."""
    a, b = reports[edge.short], reports[edge.long]
    likeness = edge.likeness
    if bool(a.parts) != bool(b.parts):
        likeness = min(likeness, edge.share(edge.short if a.parts else edge.long))
    return likeness + SAME_CREDIT * bool(_sources(a) & _sources(b))


def _sources(report: Report) -> frozenset[str]:
    return names_of(report.outlet) | {c.casefold() for c in report.credits}


def _leaders(size: int, edges: Sequence[Edge]) -> list[int]:
    """For every report the first print of its text: itself, or an earlier report that is nearly the same and leads itself."""
    twins: dict[int, list[int]] = {}
    for edge in edges:
        if edge.likeness >= TWIN and edge.words[0] >= TWIN * edge.words[1]:
            first, later = sorted((edge.short, edge.long))
            twins.setdefault(later, []).append(first)
    leader = list(range(size))
    for later in sorted(twins):
        leader[later] = next((first for first in sorted(twins[later]) if leader[first] == first), later)
    return leader


def _family(group: list[int], reports: Sequence[Report], likeness: dict[tuple[int, int], float]) -> Family:
    members = [reports[n] for n in group]
    ids = tuple(r.id for r in members)
    origin, why = _origin(members)
    if len(members) == 1:
        return Family(origin, ids, f"own text; {why}")
    inside = [value for pair in combinations(group, 2) if (value := likeness.get(pair)) is not None]
    low, high = f"{min(1.0, min(inside)):.0%}", f"{min(1.0, max(inside)):.0%}"
    return Family(origin, ids, f"one text: they share {low if low == high else f'{low} to {high}'} pairwise; {why}")


def _origin(members: list[Report]) -> tuple[str | None, str]:
    """Whom most members credit or are; a report alone with several credits, or none, has its outlet for origin."""
    if len(members) == 1:
        report = members[0]
        if len(report.credits) == 1:
            return report.credits[0], f"credits {report.credits[0]}"
        return report.outlet, f"credits {', '.join(report.credits)}" if report.credits else "credits nobody"
    credited = Counter(c for r in members for c in r.credits)
    if not credited and len({r.versions[:1] for r in members}) == 1 and members[0].versions:
        return members[0].outlet, "versions of one page"
    if not credited:
        return None, "no credit names its source"
    pointing = {name: [r for r in members if _points_to(r, name)] for name in credited}
    name = min(pointing, key=lambda n: (-len(pointing[n]), -credited[n], n))
    times, own = len(pointing[name]), any(r.outlet and name.casefold() in names_of(r.outlet) for r in members)
    told = f"{times} of {len(members)} credit {'or are ' if own else ''}{name}"
    return (name, told) if times * 2 >= len(members) else (None, f"only {told}")


def _points_to(report: Report, name: str) -> bool:
    """Does the report credit the source of this name, in whatever form, or is it its own?"""
    forms = names_of(name)
    return any(names_of(c) & forms for c in report.credits) or name.casefold() in names_of(report.outlet)


def mark_mixed(
    families: Sequence[Family], reports: Sequence[Report], edges: Sequence[Edge], verdicts: Sequence[Verdict]
) -> tuple[Family, ...]:
    """The families, told from which reports of others they take passages, and which take so much that they are round-ups."""
    number = {r.id: n for n, r in enumerate(reports)}
    family_of = {number[i]: k for k, f in enumerate(families) for i in f.reports}
    taken: dict[int, list[tuple[int, int]]] = {}  # report: the other report, and the words held by it
    words: dict[int, int] = {}
    for edge, verdict in zip(edges, verdicts, strict=True):
        words |= {edge.short: edge.words[0], edge.long: edge.words[1]}
        for mine, other in ((edge.short, edge.long), (edge.long, edge.short)):
            if family_of[mine] != family_of[other] and verdict.source != mine:
                taken.setdefault(mine, []).append((other, edge.kept_of(mine)))
    return tuple(
        _mixed(f, [_parts(taken.get(number[i], []), words.get(number[i], 1), family_of) for i in f.reports], reports)
        for f in families
    )


def _parts(taken: list[tuple[int, int]], words: int, family_of: dict[int, int]) -> tuple[list[int], bool]:
    """The reports of other families that hold a good part of a report, one of each, and whether they make a round-up."""
    largest: dict[int, tuple[int, int]] = {}
    for other, bits in sorted(taken):
        home = family_of[other]
        if bits.bit_count() >= TAKEN * words and (home not in largest or bits.bit_count() > largest[home][1].bit_count()):
            largest[home] = (other, bits)
    held = parts = 0
    for _, bits in sorted(largest.values(), key=lambda part: (-part[1].bit_count(), part[0])):
        if (bits & ~held).bit_count() >= TAKEN * words:
            held, parts = held | bits, parts + 1
    return [other for other, _ in largest.values()], parts > 1 and held.bit_count() >= MIXED * words


def _mixed(family: Family, parts: list[tuple[list[int], bool]], reports: Sequence[Report]) -> Family:
    others = sorted({other for found, _ in parts for other in found})
    if not others:
        return family
    round_up = 2 * sum(mixed for _, mixed in parts) > len(parts)
    said = "a round-up of other families' texts" if round_up else "passages of it stand in another family"
    return replace(
        family, partly_from=tuple(reports[n].id for n in others), round_up=round_up, because=f"{family.because}; {said}"
    )


def mark_forms(families: Sequence[Family], reports: Sequence[Report], edges: Sequence[Edge]) -> tuple[Family, ...]:
    """The families, told with which reports of other events they are made from one form, which makes them no copies."""
    names: dict[str, set[str]] = {}
    for edge in edges:
        if edge.form:
            one, other = reports[edge.short], reports[edge.long]
            names.setdefault(one.id, set()).add(other.name)
            names.setdefault(other.id, set()).add(one.name)
    return tuple(_formed(f, sorted({n for i in f.reports for n in names.get(i, ())})) for f in families)


def _formed(family: Family, others: list[str]) -> Family:
    if not others:
        return family
    named = ", ".join(others[:MAX_NAMED]) + (f" and {len(others) - MAX_NAMED} more" if len(others) > MAX_NAMED else "")
    return replace(family, because=f"{family.because}; same form as {named}, with other names, numbers and days")
