"""``variorum trace``."""

from __future__ import annotations

import click

from variorum.cli.options import paths, read_reports, show_problems
from variorum.codec import encode_trace
from variorum.reuse import doubt_dates, find_families, find_reuse


@click.command("trace")
@paths
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(paths: tuple[str, ...], as_json: bool, quiet: bool) -> None:
    """Print which reports of PATH... come from one text, and who took what from whom."""
    reports, problems = read_reports(paths)
    reuses = find_reuse(reports)
    families = find_families(reports, reuses)
    reports = doubt_dates(reports, families)
    if as_json:
        click.echo(encode_trace(reports, families, reuses, problems), nl=False)
        return
    names = {r.id: r.name for r in reports}
    for family in families:
        click.echo(f"{family.origin or 'unseen source'}  ({family.because})")
        for report in family.reports:
            click.echo(f"  {names[report]}")
    for reuse in reuses:
        arrow = "<-" if reuse.source else "--"
        click.echo(f"{names[reuse.copy]} {arrow} {names[reuse.other]}  {reuse.because}")
    show_problems(problems, quiet=quiet)
