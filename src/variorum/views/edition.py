"""Edition -> one self-contained HTML page: no script, no outside file."""

from __future__ import annotations

import itertools
from functools import cache

from jinja2 import Environment, PackageLoader, select_autoescape

from variorum.model import Claim, Collation, Edition, Report, Span
from variorum.views.chart import draw
from variorum.views.sheet import lay_out, spell_days, spell_span


def to_html(edition: Edition) -> str:
    """The whole page."""
    return str(
        _environment()
        .get_template("edition.html")
        .render(stories=[_story(c) for c in edition.collations], problems=edition.problems)
    )


def fragment(collation: Collation) -> str:
    """One story as an HTML fragment with its own style, for notebooks."""
    return str(_environment().get_template("fragment.html").render(story=_story(collation)))


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("variorum.views"), autoescape=select_autoescape(default=True), trim_blocks=True, lstrip_blocks=True
    )


def _story(collation: Collation) -> dict[str, object]:
    sheet = lay_out(collation)
    cited = {i for p in collation.points for r in p.readings for i in r.claims}
    cited |= {i for share in sheet.shares for i, _ in share.adds} | {
        i for g in collation.ledgers for x in g.counts for i in x.claims
    }
    claims = [c for c in collation.claims if c.id in cited]
    lines = [(line.text, _links(line.cites, claims, sheet.letters)) for line in collation.brief]
    moments = [
        (
            spell_days(m.period.first, m.period.last or m.period.first),
            m.text,
            _links(m.cites, claims, sheet.letters),
            _links(m.against, claims, sheet.letters),
            m.because,
        )
        for m in collation.timeline
    ]
    texts = [(mark, report, note, mark_text(report, claims)) for mark, report, note in sheet.notes]
    names = [(n.of, [(text, _links(cites, claims, sheet.letters)) for text, _, cites in n.rows]) for n in sheet.names]
    ledgers = [(figures, draw(figures)) for figures in sheet.ledgers]
    views = {"brief": lines, "timeline": moments, "texts": texts, "names": names, "ledgers": ledgers}
    return {"sheet": sheet, "id": collation.story.id, **views}


def _links(cites: tuple[Span, ...], claims: list[Claim], letters: dict[str, str]) -> list[tuple[str, str]]:
    """Letter and anchor of each cited passage."""
    by_place = {c.at: c.id for c in claims}
    return [(spell_span(s, letters), by_place.get(s, s.report)) for s in cites]


def mark_text(report: Report, claims: list[Claim]) -> list[list[tuple[str, tuple[str, ...], bool]]]:
    """The report's paragraphs as pieces: text, ids of the claims that begin with it, whether it is inside a claim."""
    mine = [c for c in claims if c.at.report == report.id]
    cuts = sorted({0, len(report.text), *(x for c in mine for x in (c.at.start, c.at.end))})
    paragraphs: list[list[tuple[str, tuple[str, ...], bool]]] = [[]]
    for start, end in itertools.pairwise(cuts):
        ids = tuple(c.id for c in mine if c.at.start == start)
        inside = any(c.at.start <= start < c.at.end for c in mine)
        for n, line in enumerate(report.text[start:end].split("\n")):
            if n:
                paragraphs.append([])
            paragraphs[-1].append((line, ids if n == 0 else (), inside))
    return [p for p in paragraphs if any(text for text, _, _ in p)]
