"""A cleaned report -> the terminal: its text with what was removed struck through, and what its page said of it."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.text import Text

from variorum.model import Report

FIELDS = ("title", "outlet", "byline", "published", "updated", "language", "url")
OTHERS = 3  # other candidates of a field that are printed


def print_report(report: Report, console: Console) -> None:
    """Print one report: head, lines, and what was removed with the reason at its place."""
    console.print(Text(report.name, style="bold"))
    for field in FIELDS:
        said = _field(report, field)
        if said:
            console.print(said)
    if report.doubt:
        console.print(Text(f"  doubtful   {report.doubt}", style="yellow"))
    if report.credits:
        console.print(Text(f"  credits    {', '.join(report.credits)}"))
    counted = Counter(removed.because for removed in report.removed)
    if counted:
        console.print(Text("  removed    " + ", ".join(f"{n} {because}" for because, n in counted.most_common()), style="dim"))
    console.print()
    for piece in _pieces(report):
        console.print(piece)
    console.print()


def _field(report: Report, field: str) -> Text | None:
    """The believed value and where it was found, then what other places say."""
    value = getattr(report, field)
    candidates = [c for c in report.candidates if c.field == field]
    if value is None and not candidates:
        return None
    found = next((c.found for c in candidates), "text")
    line = Text.assemble(f"  {field:<10} {value}", (f"  ({found})", "dim"))
    others = list(dict.fromkeys(f"{c.value} ({c.found})" for c in candidates[1:] if c.value != value))
    if others:
        more = f", {len(others) - OTHERS} more" if len(others) > OTHERS else ""
        line.append(f"; else {'; '.join(others[:OTHERS])}{more}", style="dim")
    return line


def _pieces(report: Report) -> list[Text]:
    """The lines of the page in its order."""
    pieces: list[Text] = []
    waiting = list(report.removed)
    at = 0
    for line in report.text.split("\n"):
        while waiting and waiting[0].at <= at:
            pieces.append(_struck(waiting[0].text, waiting.pop(0).because))
        pieces.append(Text(f"  {line}"))
        at += len(line) + 1
    return pieces + [_struck(removed.text, removed.because) for removed in waiting]


def _struck(text: str, because: str) -> Text:
    return Text.assemble("- ", (text, "strike dim"), (f"  [{because}]", "italic dim"))
