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
MAX_BRIEF_BYTES = 8 << 20  # some two thousand pages
MAX_COLLATION_BYTES = 1 << 29  # of several thousand reports
HEAD_BYTES = 1 << 16


@click.command("check")
@click.argument("brief", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("collation", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(brief: Path, collation: Path) -> None:
    """Refuse every name, number, date or quotation of BRIEF that is not in the passage of COLLATION that it cites.

    BRIEF is Markdown or plain text. [A](#claim) cites a claim by its id in COLLATION, [A] or [A B] the reports with these
    letters. COLLATION is what "variorum collate --json" prints. Exit code 1 where something is refused; sentences without
    a citation in a paragraph that has some are told.
    """
    try:
        text = _read(brief, MAX_BRIEF_BYTES, b"").decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{brief}: cannot be read as text: {error}") from error
    try:
        edition = decode_edition(_read(collation, MAX_COLLATION_BYTES, b"{").removeprefix(codecs.BOM_UTF8))
    except (OSError, msgspec.DecodeError) as error:
        raise click.ClickException(f"{collation}: no collation: {error}") from error
    verdict = check_brief(text, edition)
    for fault in verdict.faults:
        click.echo(f"{brief}:{fault.line}: {_printable(fault.words)}: {fault.because}")
    for told in verdict.uncited:
        click.echo(f"{brief}:{told.line}: {_printable(told.words)}: {told.because}")
    if not verdict.checked and not verdict.faults:
        raise click.ClickException(f"{brief}: cites nothing")
    outcome = f"{len(verdict.faults)} words refused" if verdict.faults else "all in their passages"
    rest = f"; {len(verdict.uncited)} sentences without a citation" if verdict.uncited else ""
    rest += f"; {verdict.unread} parts outside “In brief” are not read" if verdict.unread else ""
    click.echo(f"{verdict.checked} sentences checked, {outcome}{rest}")
    sys.exit(bool(verdict.faults))


def _printable(words: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in words[:MOST])


def _read(file: Path, most: int, first: bytes) -> bytes:
    """What the file holds, of which nothing is read beyond ``most`` bytes, nor where it does not begin with ``first``."""
    with file.open("rb") as source:
        content = source.read(HEAD_BYTES)
        if not content.removeprefix(codecs.BOM_UTF8).lstrip().startswith(first):
            raise click.ClickException(f"{file}: no collation: it does not begin with {first.decode()}")
        content += source.read(most + 1 - len(content))
    if len(content) > most:
        raise click.ClickException(f"{file}: is larger than {most >> 20} MB, and is not read")
    return content
