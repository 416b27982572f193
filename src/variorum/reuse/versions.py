"""Reports that are versions of one page: fetched again, or put out anew by one outlet, under a new headline perhaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from variorum.linkage import link
from variorum.model import Report
from variorum.reuse.edges import Edge

SAME_PAGE = 0.6  # share of the shorter text that stands in the other version, at one address; a judgement
MOVED_PAGE = 0.8  # share of each text that stands in the other, where the address changed too


def mark_versions(reports: Sequence[Report], edges: Sequence[Edge]) -> tuple[Report, ...]:
    """The reports, those that are versions of one page with the ids of all of them, the first one first.

    Versions share most of their text, and have one address, or one outlet and addresses of one site. Where no address is
    known, or not when each of them was updated, captured or published, they are left as they are: an agency sends many
    dispatches that share their text.
    """
    pairs = [(e.short, e.long, 1.0) for e in edges if e.share(e.short) >= SAME_PAGE and _is_one_page(reports, e)]
    marked = list(reports)
    for group in link(len(reports), pairs, 1.0):
        moments = {i: _moment(reports[i]) for i in group}
        if len(group) < 2 or None in moments.values() or len(set(moments.values())) < len(group):
            continue
        ordered = sorted(group, key=lambda i: moments[i] or datetime.min)
        versions = tuple(reports[i].id for i in ordered)
        for i in group:
            marked[i] = replace(reports[i], versions=versions)
    return tuple(marked)


def _is_one_page(reports: Sequence[Report], edge: Edge) -> bool:
    one, other = reports[edge.short], reports[edge.long]
    if not (one.url and other.url):
        return False
    mine, theirs = urlsplit(one.url), urlsplit(other.url)
    if (mine.netloc, mine.path, mine.query) == (theirs.netloc, theirs.path, theirs.query):
        return True
    whole = min(edge.share(edge.short), edge.share(edge.long)) >= MOVED_PAGE
    return whole and mine.netloc == theirs.netloc and bool(one.outlet) and one.outlet == other.outlet


def _moment(report: Report) -> datetime | None:
    """When the text stood so: its update, else its capture, else its publication."""
    told = report.updated or report.captured or report.published
    try:
        found = datetime.fromisoformat(told) if told else None
    except ValueError:
        return None
    return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)
