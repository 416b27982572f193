"""What the commands share: their arguments, progress, and what they do when nothing could be read."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from variorum.ingest import read
from variorum.model import Problem, Report
from variorum.pipeline import clean_all

if TYPE_CHECKING:
    from rich.console import Console

Command = Callable[..., Any]


def paths(command: Command) -> Command:
    """The PATH arguments and -q."""
    command = click.option("-q", "--quiet", is_flag=True, help="No progress and no problems on standard error.")(command)
    return click.argument("paths", nargs=-1, required=True, metavar="PATH...")(command)


def verbose(more: str = "") -> Callable[[Command], Command]:
    """The option -v: tracebacks where the program itself fails. With ``more`` the command gets it too, as ``loud``."""

    def tell(context: click.Context, option: click.Parameter, loud: bool) -> bool:
        if loud:
            logging.basicConfig(format="%(message)s", force=True)
        logging.getLogger("variorum").setLevel(logging.DEBUG if loud else logging.WARNING)
        return loud

    what = f"{more + '; t' if more else 'T'}racebacks where the program itself fails."
    return click.option("-v", "--verbose", "loud", is_flag=True, callback=tell, expose_value=bool(more), help=what)


def read_reports(paths: tuple[str, ...]) -> tuple[tuple[Report, ...], tuple[Problem, ...]]:
    """The cleaned reports of the paths, and what could not be used; exits with 1 where no report is left."""
    reports, problems = clean_all(read(*paths))
    if not reports:
        nothing_read(problems)
    return reports, problems


def show_problems(problems: Iterable[Problem], *, quiet: bool) -> None:
    """Problems on standard error, a line each."""
    if not quiet:
        for problem in problems:
            click.echo(f"{problem.subject}: {problem.message}", err=True)


def nothing_read(problems: Iterable[Problem]) -> None:
    """Say that nothing could be read, and why, and exit with 1."""
    for problem in problems:
        click.echo(f"{problem.subject}: {problem.message}", err=True)
    click.echo("variorum: nothing could be read", err=True)
    sys.exit(1)


def page() -> Console:
    """Standard output as a page to be read: nothing in it is taken for markup, lines are broken on a terminal only."""
    from rich.console import Console

    return Console(soft_wrap=not sys.stdout.isatty(), highlight=False, markup=False, emoji=False)


def progress(quiet: bool) -> Callable[[str, int, int], None]:
    """A line of progress that overwrites itself on standard error, where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        return lambda stage, done, total: None

    def show(stage: str, done: int, total: int) -> None:
        end = "\n" if done == total else ""
        click.echo(f"\r{stage} {done} of {total} reports", err=True, nl=False)
        click.echo(end, err=True, nl=False)

    return show
