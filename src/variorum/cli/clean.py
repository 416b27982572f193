"""``variorum clean``."""

from __future__ import annotations

from pathlib import Path

import click

from variorum.cli.options import nothing_read, paths, show_problems
from variorum.codec import encode
from variorum.ingest import read
from variorum.pipeline import attempt


@click.command("clean")
@paths
@click.option(
    "--problems",
    "problems_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write problems into this file, as JSON lines.",
)
def command(paths: tuple[str, ...], problems_file: Path | None, quiet: bool) -> None:
    """Print the reports of PATH... cleaned, as JSON lines, with what was removed and why."""
    reports, problems = attempt(read(*paths))
    for report in reports:
        click.echo(encode(report, indent=0), nl=False)
    if problems_file is not None:
        try:
            problems_file.write_text("".join(encode(p, indent=0) for p in problems), encoding="utf-8")
        except OSError as error:
            raise click.UsageError(f"cannot write {problems_file}: {error.strerror}") from error
    elif reports:
        show_problems(problems, quiet=quiet)
    if not reports:
        nothing_read(problems if problems_file is None else ())
