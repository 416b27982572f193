"""``variorum trace``."""

from __future__ import annotations

from pathlib import Path

import click

from variorum.cli.options import paths, read_reports, show_problems, verbose
from variorum.codec import encode_trace
from variorum.errors import BadInput
from variorum.views.traced import print_trace


@click.command("trace")
@paths
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@verbose("Print reports of their own text and every pair, not each copy's source only")
@click.option(
    "--index", type=click.Path(dir_okay=False, path_type=Path), help="Compare with the reports of this file too, and add these."
)
def command(paths: tuple[str, ...], *, as_json: bool, loud: bool, index: Path | None, quiet: bool) -> None:
    """Print which reports of PATH... come from one text, who took what from whom, and what changed on the way."""
    from variorum.reuse import Store, open_store, trace  # loads numpy

    if index and not index.resolve().parent.is_dir():
        raise click.UsageError(f"cannot write {index}: its folder does not exist")
    reports, problems = read_reports(paths)
    try:
        store = open_store(index) if index and index.exists() else Store()
    except BadInput as fault:
        raise click.ClickException(str(fault)) from fault
    found = trace(reports, store).of({r.id for r in reports})
    if as_json:
        click.echo(encode_trace(found.reports, found.families, found.reuses, found.variants, problems), nl=False)
    else:
        for line in print_trace(found.reports, found.families, found.reuses, found.variants, verbose=loud):
            click.echo(line)
        show_problems(problems, quiet=quiet)
    if index:
        try:
            store.save(index)
        except OSError as error:
            raise click.ClickException(f"cannot write {index}: {error.strerror}") from error
