"""``variorum clean``."""

from __future__ import annotations

from pathlib import Path

import click

from variorum.cli.options import nothing_read, page, paths, show_problems, verbose
from variorum.codec import encode
from variorum.ingest import read
from variorum.model import Report
from variorum.pipeline import clean_all


@click.command("clean")
@paths
@verbose()
@click.option(
    "--problems",
    "problems_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write problems into this file, as JSON lines.",
)
@click.option("--show", is_flag=True, help="Print for the eye: what was removed struck through, with the reason.")
def command(paths: tuple[str, ...], problems_file: Path | None, show: bool, quiet: bool) -> None:
    """Print the reports of PATH... cleaned, as JSON lines, with what was removed and why."""
    reports, problems = clean_all(read(*paths))
    if show:
        _show(reports)
    else:
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


def _show(reports: tuple[Report, ...]) -> None:
    from variorum.views.cleaned import print_report

    console = page()
    for report in reports:
        print_report(report, console)
