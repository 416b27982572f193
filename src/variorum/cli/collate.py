"""``variorum collate``."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import cast

import click

from variorum.cli.options import nothing_read, paths, progress, show_problems, verbose
from variorum.codec import encode_edition
from variorum.ingest import read
from variorum.model import Edition
from variorum.pipeline import Methods, collate
from variorum.views.edition import to_html
from variorum.views.markdown import to_markdown


@click.command("collate")
@paths
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write index.html, collation.json and brief.md into this folder.",
)
@click.option("--json", "form", flag_value="json", help="Print the collations as JSON.")
@click.option("--markdown", "form", flag_value="markdown", help="Print Markdown.")
@click.option("--html", "form", flag_value="html", help="Print the page.")
@click.option("--one-story", is_flag=True, help="Take all reports as reports of one event.")
@verbose("Print every point")
def command(paths: tuple[str, ...], output: Path | None, form: str | None, one_story: bool, loud: bool, quiet: bool) -> None:
    """Print what the reports of PATH... agree on and where they part."""
    edition = collate(read(*paths), Methods(progress=progress(quiet)), one_story=one_story)
    if not edition.collations:
        nothing_read(edition.problems)
    if output is not None:
        _write(edition, output)
    if form is None:
        _print(edition, verbose=loud)
    else:
        show_problems(edition.problems, quiet=quiet)
        made = {"json": encode_edition, "markdown": to_markdown, "html": to_html}[form](edition)
        click.echo(made, nl=False)
    if output is not None and not quiet:
        click.echo(
            f"\nOpen {output / 'index.html'} in a browser; beside it stand collation.json and brief.md.", err=form is not None
        )


def _write(edition: Edition, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index.html").write_text(to_html(edition), encoding="utf-8")
        (folder / "collation.json").write_text(encode_edition(edition), encoding="utf-8")
        (folder / "brief.md").write_text(to_markdown(edition), encoding="utf-8")
    except OSError as error:
        raise click.UsageError(f"cannot write to {folder}: {error.strerror}") from error


def _print(edition: Edition, *, verbose: bool) -> None:
    from rich.console import Console

    from variorum.views.terminal import print_edition

    console = Console(highlight=False)
    if console.is_terminal:
        print_edition(edition, console, verbose=verbose)
        return
    plain = Console(file=StringIO(), highlight=False, width=110, no_color=True)
    print_edition(edition, plain, verbose=verbose)
    for line in cast(StringIO, plain.file).getvalue().splitlines():
        click.echo(line.rstrip())
