"""``variorum claims``."""

from __future__ import annotations

from functools import partial

import click

from variorum.claims import load_parser
from variorum.claims.find import find_claims
from variorum.cli.options import page, paths, progress, read_reports, show_problems, verbose
from variorum.codec import encode_claims
from variorum.errors import BadInput, attempt
from variorum.model import Claim, Problem


@click.command("claims")
@paths
@verbose()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--show", "as_page", is_flag=True, help="Print each report with its claims, voices, figures and times.")
def command(paths: tuple[str, ...], *, as_json: bool, as_page: bool, quiet: bool) -> None:
    """Print who claims what in each report of PATH..., without comparing them."""
    reports, problems = read_reports(paths)
    parser, tell = load_parser(), progress(quiet)
    claims: list[Claim] = []
    for done, report in enumerate(reports, 1):
        found = attempt(report.name, partial(find_claims, report, parser))
        if isinstance(found, BadInput):
            problems += (Problem("claims", found.where, found.why),)
        else:
            claims += found
        tell("read", done, len(reports))
    if as_json:
        click.echo(encode_claims(reports, tuple(claims), problems), nl=False)
        return
    for report in reports:
        mine = [c for c in claims if c.at.report == report.id]
        if as_page:
            from variorum.views.claimed import print_claims

            print_claims(report, mine, page())
            continue
        click.echo(report.name)
        for claim in mine:
            click.echo(f"  {claim.voice + ': ' if claim.voice else ''}{' '.join(claim.says.split())}")
    show_problems(problems, quiet=quiet)
