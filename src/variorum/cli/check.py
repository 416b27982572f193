"""``variorum check``."""

from __future__ import annotations

import codecs
import sys
from pathlib import Path

import click
import msgspec

from variorum.codec import decode_edition
from variorum.views.gate import check_brief

MOST = 80  # characters of refused words that are printed


@click.command("check")
@click.argument("brief", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("collation", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(brief: Path, collation: Path) -> None:
    """Refuse every name, number, date or quotation of BRIEF that is not in the passage of COLLATION that it cites.

    BRIEF is Markdown or plain text. [A](#claim) cites a claim by its id in COLLATION, [A] or [A B] the reports with these
    letters. COLLATION is what "variorum collate --json" prints. Exit code 1 where something is refused.
    """
    try:
        text = brief.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{brief}: cannot be read as text: {error}") from error
    try:
        edition = decode_edition(collation.read_bytes().removeprefix(codecs.BOM_UTF8))
    except (OSError, msgspec.DecodeError) as error:
        raise click.ClickException(f"{collation}: no collation: {error}") from error
    verdict = check_brief(text, edition)
    for fault in verdict.faults:
        words = "".join(c if c.isprintable() else "?" for c in fault.words[:MOST])
        click.echo(f"{brief}:{fault.line}: {words}: {fault.because}")
    if not verdict.checked and not verdict.faults:
        raise click.ClickException(f"{brief}: cites nothing")
    outcome = f"{len(verdict.faults)} words refused" if verdict.faults else "all in their passages"
    rest = f"; {verdict.unread} parts outside “In brief” are not read" if verdict.unread else ""
    click.echo(f"{verdict.checked} sentences checked, {outcome}{rest}")
    sys.exit(bool(verdict.faults))
