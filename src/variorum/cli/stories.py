"""``variorum stories``."""

from __future__ import annotations

import click

from variorum.cli.options import paths, read_reports, show_problems, verbose
from variorum.codec import encode_stories
from variorum.stories import find_stories


@click.command("stories")
@paths
@verbose()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(paths: tuple[str, ...], as_json: bool, quiet: bool) -> None:
    """Print which reports of PATH... tell of one event."""
    reports, problems = read_reports(paths)
    stories = tuple(find_stories(reports))
    if as_json:
        click.echo(encode_stories(stories, problems), nl=False)
        return
    for story in stories:
        click.echo(f"{story.title}  ({story.because})")
        for report in story.reports:
            click.echo(f"  {report.name}")
    show_problems(problems, quiet=quiet)
