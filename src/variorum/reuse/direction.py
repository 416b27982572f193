"""Edges -> who copied whom, with the evidence; undecided where it does not decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from variorum.model import Report
from variorum.reuse.edges import Edge
from variorum.reuse.outlets import is_agency, is_cited, is_named, names_of
from variorum.reuse.stemma import Stemma

DECIDES = 2  # net weight of the evidence
WHOLE = 0.9  # of a report's words: it stands in the other as a whole ...
PART = 0.7  # ... of which it is this part at most

Evidence = tuple[int, str]  # its weight, above zero where the shorter report is the copy, and its reason


@dataclass(frozen=True, slots=True)
class Verdict:
    """The number of the copy, the numbers of source and common source where they are known, and why."""

    copy: int
    source: int | None
    common: int | None
    because: str


def judge(edges: Sequence[Edge], reports: Sequence[Report]) -> list[Verdict]:
    """A verdict for every edge, in order."""
    stemma = Stemma(edges)
    found = [_weigh(edge, reports, stemma) for edge in edges]
    sources: dict[int, set[int]] = {}
    for verdict in found:
        if verdict.source is not None:
            sources.setdefault(verdict.copy, set()).add(verdict.source)
    return [_or_common(edge, verdict, sources, reports, stemma) for edge, verdict in zip(edges, found, strict=True)]


def _weigh(edge: Edge, reports: Sequence[Report], stemma: Stemma) -> Verdict:
    """The verdict on an edge alone: what names, dates, the extent of the text and third reports say."""
    short, long = reports[edge.short], reports[edge.long]
    if long.id in short.versions:
        later = short.versions.index(short.id) > short.versions.index(long.id)
        copy, source = (edge.short, edge.long) if later else (edge.long, edge.short)
        return Verdict(copy, source, None, "a later version of the same page")
    unseen = _unseen(short, long)
    if unseen:
        return Verdict(edge.short, None, None, unseen)
    evidence = [*_named(short, long), *((-weight, why) for weight, why in _named(long, short))]
    dated = _dated(short, long)
    evidence += dated or _formed(edge, stemma)  # dates root the tree; what the texts tell of it, only then does
    net = sum(weight for weight, _ in evidence)
    if abs(net) < DECIDES:
        held = [f"for {(short if weight > 0 else long).name} as the copy: {why}" for weight, why in evidence]
        return Verdict(edge.short, None, None, f"who copied is not known{' (' + '; '.join(held) + ')' if held else ''}")
    copy, source = (edge.short, edge.long) if net > 0 else (edge.long, edge.short)
    return Verdict(copy, source, None, "; ".join(why for weight, why in evidence if weight * net > 0))


def _formed(edge: Edge, stemma: Stemma) -> list[Evidence]:
    """What the extent of the text and third reports say."""
    evidence: list[Evidence] = []
    if edge.share(edge.short) >= WHOLE and edge.share(edge.long) <= PART:
        evidence.append((1, "it stands whole in the other"))
    for hub, leaf, sign in ((edge.long, edge.short, 1), (edge.short, edge.long, -1)):
        others = stemma.between(hub, leaf)
        if others:
            evidence.append((sign * min(2, others), f"all that it shares with {others} more stands in the other too"))
    return evidence


def _unseen(a: Report, b: Report) -> str | None:
    """Why the source is a text that neither is: both credit it, or one is an agency's whose text the other has too."""
    own = names_of(a.outlet) | names_of(b.outlet)
    both = [c for c in a.credits if c in b.credits and c.casefold() not in own]
    if both:
        return f"both credit {both[0]}, whose own text is not one of the two"
    for one, other in ((a, b), (b, a)):
        if len(one.credits) == 1 and not other.credits and one.credits[0].casefold() not in own and is_agency(one.credits[0]):
            return f"{one.credits[0]}'s text, which one of them credits and the other does not"
    return None


def _named(copy: Report, source: Report) -> list[Evidence]:
    """What in the one report points to the other as its source."""
    names = names_of(source.outlet)
    if {c.casefold() for c in copy.credits} & names:
        return [(4, f"it credits {source.outlet}")]
    if is_cited(names, copy.text) and not is_cited(names_of(copy.outlet), source.text):
        return [(3, f"it cites {source.outlet}")]
    if is_named(names, _removed(copy)) and not is_named(names_of(copy.outlet), _removed(source)):
        return [(2, f"it carries furniture of {source.outlet}")]
    return []


def _removed(report: Report) -> tuple[str, ...]:
    return tuple(r.text for r in report.removed)


def _dated(short: Report, long: Report) -> list[Evidence]:
    """What the dates say, above zero where the shorter report is the later one."""
    if short.day is None or long.day is None:
        return []
    mine, theirs = _moment(short.published), _moment(long.published)
    if mine and theirs and mine != theirs:
        hours = abs((mine - theirs).total_seconds()) / 3600
        if hours < 24:
            weight = 2 if hours >= 1 else 1  # pages of one hour are stamped in any order
            return [
                (
                    weight if mine > theirs else -weight,
                    f"published {hours:.0f} hours later" if hours >= 1.5 else "published later",
                )
            ]
    days = (short.day - long.day).days
    return [(3 if days > 0 else -3, f"published {abs(days)} {'day' if abs(days) == 1 else 'days'} later")] if days else []


def _moment(published: str | None) -> datetime | None:
    """The moment of a date that has a time of day and a zone, None for another."""
    if published is None or "T" not in published:
        return None
    try:
        found = datetime.fromisoformat(published)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _or_common(edge: Edge, verdict: Verdict, sources: dict[int, set[int]], reports: Sequence[Report], stemma: Stemma) -> Verdict:
    """The verdict, or that both took the text from a third report: the source of both, which lacks nothing that they share."""
    both = sorted(sources.get(edge.short, set()) & sources.get(edge.long, set()))
    found = [hub for hub in both if stemma.holds(hub, edge)]
    if not found:
        return verdict
    source = reports[found[0]]
    named = f"{source.name}, {source.outlet}" if source.outlet and source.outlet != source.name else source.name
    return Verdict(edge.short, None, found[0], f"both took it from {named}")
