"""Edition -> Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from variorum.model import Collation, Edition, Span
from variorum.views.sheet import Answer, Entry, Sheet, lay_out, spell_days, spell_span

PAGE = "index.html"  # what collate -o writes beside the Markdown
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")


def to_markdown(edition: Edition) -> str:
    """All stories, each with brief, points and reports, then the problems."""
    parts = [_story(c) for c in edition.collations]
    if edition.problems:
        parts.append("## Problems\n\n" + "\n".join(f"- {escape(p.subject)}: {escape(p.message)}" for p in edition.problems))
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """The text on one line, with what Markdown would read as markup behind backslashes."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _story(collation: Collation) -> str:
    sheet = lay_out(collation)
    lines = [f"# {escape(sheet.title)}", "", f"*{sheet.days}*", ""]
    if collation.brief:
        lines += ["## In brief", ""]
        places = {c.at: c.id for c in collation.claims}
        lines += [f"- {escape(line.text)} {_links(line.cites, places, sheet.letters)}" for line in collation.brief]
        lines.append("")
    if sheet.parts:
        lines += ["## Where the reports part", "", *(x for e in sheet.parts for x in _parting(e)), ""]
    for heading, entries in (("On one voice or from one text", sheet.one_voice), ("Agreed", sheet.agreed)):
        if entries:
            lines += [f"## {heading}", "", *(_listed(e) for e in entries), ""]
    lines += _tables(sheet)
    if collation.timeline:
        lines += ["## Timeline", ""]
        for moment in collation.timeline:
            marks = " ".join(dict.fromkeys(spell_span(s, sheet.letters) for s in moment.cites))
            against = " ".join(dict.fromkeys(spell_span(s, sheet.letters) for s in moment.against))
            parted = f" (against [{against}]: {escape(moment.because)})" if against else ""
            lines.append(f"- **{spell_days(moment.period.first, moment.period.last)}**: {escape(moment.text)} [{marks}]{parted}")
        lines.append("")
    lines += ["## Reports", ""]
    lines += [f"- **{mark}** {escape(report.outlet or report.name)}: {escape(note)}" for mark, report, note in sheet.notes]
    return "\n".join(lines)


def _links(cites: Sequence[Span], places: dict[Span, str], letters: dict[str, str]) -> str:
    """Letters that open the passages in the page beside."""
    return " ".join(f"[{spell_span(s, letters)}]({PAGE}#{places[s]})" for s in cites)


def _tables(sheet: Sheet) -> list[str]:
    """The ledgers whose figures differ, what reports add and omit, and what they call a party."""
    lines: list[str] = []
    for figures in (f for f in sheet.ledgers if f.parts):
        lines += [
            f"### {escape(figures.of)}",
            "",
            "| as of | figure | on whose word | origin | reports |",
            "|---|---|---|---|---|",
        ]
        lines += [
            f"| {r.as_of} | {escape(r.text)} | {escape(r.voice)} | {escape(r.origin)} | {r.letters} |" for r in figures.rows
        ]
        lines.append("")
    lines = ["## Figures", "", *lines] if lines else []
    if sheet.shares:
        lines += ["## Alone in one report, or left out", ""]
        for share in sheet.shares:
            lines += [f"- **{share.letter}** alone: {escape(says)}" for _, says in share.adds]
            lines += [f"- **{share.letter}** alone: {share.more} more"] if share.more else []
            lines += [f"- **{share.letter}** left out: {escape(about)} [{letters}]" for about, letters in share.omits]
        lines.append("")
    if sheet.names:
        lines += ["## Names for one party", "", _row("party", "called", "reports"), _row(*["---"] * 3)]
        lines += [_row(escape(n.of), escape(text), letters) for n in sheet.names for text, letters, _ in n.rows]
        lines.append("")
    return lines


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _parting(entry: Entry) -> list[str]:
    lines = [f"- **{entry.status}**: {escape(entry.about)} ({escape(entry.because)})"]
    for answer in entry.answers:
        lines.append(f"  - {escape(answer.text)} [{answer.letters}], {_origins(answer)}")
        lines += [f"    - {mark}: “{escape(claim.says)}”" for mark, claim in answer.passages[:6]]
    return lines


def _listed(entry: Entry) -> str:
    answer = entry.answers[0]
    voices = f" ({escape('; '.join(answer.voices[:3]))})" if answer.voices else ""
    return f"- {escape(answer.text)}{voices} [{entry.letters}], {_origins(answer)}"


def _origins(answer: Answer) -> str:
    return f"{answer.origins} ({escape(answer.why)})" if answer.why else answer.origins
