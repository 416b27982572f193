"""A report's claims -> the terminal: every paragraph, and under it its claims with voices, figures and times."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import category

from rich.console import Console
from rich.text import Text

from variorum.model import Attribution, Claim, Figure, Report
from variorum.text.paragraphs import find_paragraphs

FLAGS = ("denied", "withdrawn", "hedged", "planned")  # fields of a claim that are told where they are set


def print_claims(report: Report, claims: Sequence[Claim], console: Console) -> None:
    """Print one report with its claims; figures are set bold in them."""
    console.print(Text(_safe(report.name), style="bold"))
    rest = sorted(claims, key=lambda c: (c.at.start, c.at.end))[::-1]
    for start, end in find_paragraphs(report.text):
        console.print(Text(f"\n{_safe(report.text[start:end])}", style="dim"))
        while rest and rest[-1].at.start < end:
            _print_claim(rest.pop(), console)
    console.print()


def _print_claim(claim: Claim, console: Console) -> None:
    console.print(_claim(claim))
    told = _told(claim)
    if told:
        console.print(Text(f"      {_safe(told)}", style="italic"))


def _safe(text: str) -> str:
    """The text with what no terminal can show, halves of characters and controls, replaced; of the same length."""
    return "".join("\N{REPLACEMENT CHARACTER}" if category(c) in ("Cs", "Cc") and c not in "\n\t" else c for c in text)


def _claim(claim: Claim) -> Text:
    """The claim behind its voices, from the report inwards."""
    chain = _chain(claim.attribution)
    line = Text("  · ")
    if chain:
        line.append(f"{_safe(chain)}: ", style="magenta")
    if claim.about:
        line.append(f"[{_safe(claim.about)}] ", style="green")
    shown = Text(_safe(claim.says.replace("\n", " ")))
    for figure in claim.figures:
        shown.stylize("bold cyan", figure.at.start - claim.at.start, figure.at.end - claim.at.start)
    return line.append_text(shown)


def _chain(links: Sequence[Attribution]) -> str:
    """ "the union (said) → the Kremlin (citing Tass)", "the mayor (told the Post)"."""
    shown = []
    for place, link in enumerate(links):
        if any(later.cue == link.cue for later in links[place + 1 : place + 2]):
            continue  # who was told, not who said it
        heard = [other.speaker for other in links if other is not link and other.cue == link.cue]
        cue = " ".join([link.cue, *heard])
        shown.append(f"{_name(link.speaker, link.voice)} ({cue}{'' if link.stance == 'say' else ': ' + link.stance})")
    return " → ".join(shown)


def _name(speaker: str, voice: str) -> str:
    written = " ".join(speaker.split())
    return f"{written} = {voice}" if voice and voice != written else written


def _told(claim: Claim) -> str:
    """What was read out of the claim: figures, time, place, and how it is said."""
    parts = [spell_figure(f) for f in claim.figures]
    if claim.period:
        first, last = claim.period.first or "…", claim.period.last or "…"
        parts.append(first if first == last else f"{first} to {last}")
    parts += [f"in {claim.place}"] if claim.place else []
    parts += [flag for flag in FLAGS if getattr(claim, flag)]
    return "; ".join(parts)


def spell_figure(figure: Figure) -> str:
    """The figure as it computes: bounds, unit, what is counted and what happened to it."""
    low, high = (None if v is None else f"{v:,.12g}" for v in (figure.low, figure.high))
    if low == high:
        size = f"{low}"
    elif high is None:
        size = f"{low} or more"
    else:
        size = f"up to {high}" if low is None else f"{low} to {high}"
    words = [
        size,
        figure.unit,
        figure.counted if not figure.unit else "",
        figure.event,
        f"({figure.role})" if figure.role else "",
    ]
    return " ".join(w for w in words if w)
