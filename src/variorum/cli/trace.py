"""``variorum trace``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from variorum.cli.options import paths, read_reports, show_problems, verbose
from variorum.codec import encode_trace
from variorum.errors import BadInput
from variorum.model import Report
from variorum.views.traced import print_trace

if TYPE_CHECKING:
    from variorum.reuse import Trace


@click.command("trace")
@paths
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@verbose("Print reports of their own text and every pair, not each copy's source only")
@click.option(
    "--index", type=click.Path(dir_okay=False, path_type=Path), help="Compare with the reports of this file too, and add these."
)
def command(paths: tuple[str, ...], *, as_json: bool, loud: bool, index: Path | None, quiet: bool) -> None:
    """Print which reports of PATH... come from one text, who took what from whom, and what changed on the way."""
    if index and not index.resolve().parent.is_dir():
        raise click.UsageError(f"cannot write {index}: its folder does not exist")
    reports, problems = read_reports(paths)
    found = _trace(reports, index.resolve() if index else None).of({r.id for r in reports})
    if as_json:
        click.echo(encode_trace(found.reports, found.families, found.reuses, found.variants, problems), nl=False)
    else:
        for line in print_trace(found.reports, found.families, found.reuses, found.variants, verbose=loud):
            click.echo(line)
        show_problems(problems, quiet=quiet)


def _trace(reports: Sequence[Report], index: Path | None) -> Trace:
    """The trace of the reports and of those in the index, which holds them too afterwards, whatever other runs do to it."""
    from variorum.reuse import Store, locked, open_store, trace  # loads numpy

    if index is None:
        return trace(reports)
    try:
        with locked(index, lambda told: click.echo(f"{index}: {told}", err=True)):
            store = open_store(index) if index.exists() else Store()
            found = trace(reports, store)
            store.save(index)
    except BadInput as fault:
        raise click.ClickException(str(fault)) from fault
    except OSError as error:
        raise click.ClickException(f"cannot write {index}: {error.strerror}") from error
    return found
