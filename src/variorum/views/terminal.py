"""Edition -> the terminal."""

from __future__ import annotations

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from variorum.model import Edition, Problem
from variorum.views.sheet import Entry, Sheet, lay_out
from variorum.views.tables import Figures

COLOURS = {"conflict": "red", "disputed": "magenta", "updated": "yellow", "agreed": "green", "single": "cyan"}
MOST = 12  # points printed of a kind; the others stand in the edition


def print_edition(edition: Edition, console: Console, *, verbose: bool = False) -> None:
    """Print all stories and problems; ``verbose`` prints every point."""
    sheets = [lay_out(c) for c in edition.collations]
    reports = sum(len(s.notes) for s in sheets)
    families = sum(s.families for s in sheets)
    console.print(
        f"{_count(reports, 'report')}, {_count(len(sheets), 'story', 'stories')}, {_count(families, 'family', 'families')}"
    )
    for sheet in sheets:
        console.print()
        console.print(_story(sheet, verbose=verbose))
    if edition.problems:
        console.print()
        console.print(_problems(edition.problems))


def _count(n: int, one: str, many: str | None = None) -> str:
    return f"{n} {one if n == 1 else many or one + 's'}"


def _story(sheet: Sheet, *, verbose: bool) -> RenderableType:
    parts: list[RenderableType] = [Text.assemble((sheet.title, "bold"), "  ", (sheet.days, "dim")), _reports(sheet)]
    most = 10_000 if verbose else MOST
    for heading, entries in (
        ("WHERE THE REPORTS PART", sheet.parts),
        ("ON ONE VOICE OR FROM ONE TEXT", sheet.one_voice),
        ("AGREED", sheet.agreed),
    ):
        if entries:
            parts += [Text(""), Text(heading, style="bold")]
            table = _parting(entries) if entries is sheet.parts else _listed(entries[:most])
            parts.append(table)
            if entries is not sheet.parts and len(entries) > most:
                parts.append(Text(f"  and {len(entries) - most} more (-v prints all)", style="dim"))
    parts += _tables(sheet, verbose=verbose)
    if not sheet.parts:
        parts += [Text(""), Text("No place was found where the reports part.", style="dim")]
    return Group(*parts)


def _tables(sheet: Sheet, *, verbose: bool) -> list[RenderableType]:
    """The ledgers whose figures differ (all with ``verbose``), what reports add and omit, and what they call a party."""
    parts: list[RenderableType] = []
    ledgers = [f for f in sheet.ledgers if f.parts or verbose]
    for heading, table in (
        ("FIGURES", _ledgers(ledgers) if ledgers else None),
        ("ALONE IN ONE REPORT, OR LEFT OUT", _shares(sheet) if sheet.shares and verbose else None),
        ("NAMES FOR ONE PARTY", _names(sheet) if sheet.names else None),
    ):
        if table is not None:
            parts += [Text(""), Text(heading, style="bold"), table]
    return parts


def _ledgers(ledgers: list[Figures]) -> Group:
    parts: list[RenderableType] = []
    for figures in ledgers:
        table = _grid(2, 16, None, None, 12)
        for row in figures.rows:
            voice = row.voice if len(row.voice) <= 40 else row.voice[:39] + "…"
            table.add_row(Text(""), Text(row.as_of, style="dim"), Text(row.text), Text(voice, style="dim"), Text(row.letters))
        parts += [Text(f"  {figures.of}"), table]
    return Group(*parts)


def _shares(sheet: Sheet) -> Table:
    table = _grid(0, 2, 9, None, 12)
    for share in sheet.shares:
        for _, says in share.adds:
            table.add_row(Text(""), Text(share.letter), Text("alone", style="dim"), Text(" ".join(says.split())), Text(""))
        if share.more:
            table.add_row(Text(""), Text(share.letter), Text(""), Text(f"and {share.more} more", style="dim"), Text(""))
        for about, letters in share.omits:
            table.add_row(Text(""), Text(share.letter), Text("left out", style="dim"), Text(about), Text(letters))
    return table


def _names(sheet: Sheet) -> Table:
    table = _grid(0, None, 12)
    for names in sheet.names:
        for i, (text, letters, _) in enumerate(names.rows):
            table.add_row(Text(""), Text(text if not i else f"  {text}", style="bold" if not i else ""), Text(letters))
    return table


def _grid(*widths: int | None) -> Table:
    table = Table.grid(padding=(0, 2))
    for width in widths:
        table.add_column(width=width, overflow="fold")
    return table


def _reports(sheet: Sheet) -> Table:
    table = _grid(0, 2, None, None)
    for mark, report, note in sheet.notes:
        name = report.outlet or report.name
        table.add_row(Text(""), Text(mark), Text(name if len(name) <= 28 else name[:27] + "…"), Text(note, style="dim"))
    return table


def _parting(entries: tuple[Entry, ...]) -> Table:
    table = _grid(0, 8, None, 12)
    for entry in entries:
        table.add_row(Text(""), Text(entry.status, style=COLOURS[entry.status]), Text(entry.about, style="bold"), Text(""))
        for answer in entry.answers:
            table.add_row(Text(""), Text(""), Text(answer.text), Text(answer.letters))
        table.add_row(Text(""), Text(""), Text(entry.because, style="dim italic"), Text(""))
    return table


def _listed(entries: tuple[Entry, ...]) -> Table:
    table = _grid(0, None, 12, 15)
    for entry in entries:
        answer = entry.answers[0]
        text = Text(answer.text)
        if answer.voices:
            text.append(f"  ({'; '.join(answer.voices[:3])})", style="dim")
        table.add_row(Text(""), text, Text(entry.letters), Text(answer.origins, style="dim"))
    return table


def _problems(problems: tuple[Problem, ...]) -> Table:
    table = _grid(None)
    table.add_row(Text("PROBLEMS", style="bold"))
    for problem in problems:
        table.add_row(Text(f"  {problem.subject}: {problem.message}"))
    return table
