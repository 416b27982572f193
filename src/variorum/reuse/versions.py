"""Reports that are versions of one page: fetched again, or put out anew by one outlet, under a new headline perhaps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

from variorum.linkage import link
from variorum.model import Report
from variorum.reuse.edges import Edge

SAME_PAGE = 0.6  # share of the shorter text that stands in the other version, at one address; a judgement
NEVER = datetime.min.replace(tzinfo=UTC)
_TRACKING = re.compile(r"utm_|(?:fb|g|ms|tw)clid$|(?:ref|source|cmp|cmpid)$", re.IGNORECASE)  # parameters that name no page
MOVED_PAGE = 0.8  # share of each text that stands in the other, where the address changed too


def mark_versions(reports: Sequence[Report], edges: Sequence[Edge]) -> tuple[Report, ...]:
    """The reports, those that are versions of one page with the ids of all of them, the first one first.

    Versions share most of their text, and have one address, or one outlet and addresses of one site; these only where it is
    known when each of them was updated, captured or published. Where no address is known they are left as they are: an
    agency sends many dispatches that share their text. What has one address and one time stays in the order of the reports.
    """
    pairs = [(e.short, e.long, 1.0) for e in edges if e.share(e.short) >= SAME_PAGE and _is_one_page(reports, e)]
    marked = list(reports)
    for group in link(len(reports), pairs, 1.0):
        moments = {i: _moment(reports[i]) for i in group}
        dated = None not in moments.values() and len(set(moments.values())) == len(group)
        if len(group) < 2 or not (dated or len({_address(reports[i].url or "") for i in group}) == 1):
            continue
        ordered = sorted(group, key=lambda i: (moments[i] or NEVER, i))
        versions = tuple(reports[i].id for i in ordered)
        for i in group:
            marked[i] = replace(reports[i], versions=versions)
    return tuple(marked)


def _is_one_page(reports: Sequence[Report], edge: Edge) -> bool:
    one, other = reports[edge.short], reports[edge.long]
    if not (one.url and other.url):
        return False
    mine, theirs = _address(one.url), _address(other.url)
    if mine == theirs:
        return True
    whole = min(edge.share(edge.short), edge.share(edge.long)) >= MOVED_PAGE
    return whole and mine[0] == theirs[0] and bool(one.outlet) and one.outlet == other.outlet


def _address(url: str) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """Host, path and query of an address, without what only tells from where a reader came."""
    parts = urlsplit(url)
    told = tuple((name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.match(name))
    return parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/"), told


def _moment(report: Report) -> datetime | None:
    """When the text stood so: its update, else its capture, else its publication."""
    told = report.updated or report.captured or report.published
    try:
        found = datetime.fromisoformat(told) if told else None
    except ValueError:
        return None
    return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)
