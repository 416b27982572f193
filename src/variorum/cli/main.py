"""``variorum``: the group of commands, each loaded when it is called."""

from __future__ import annotations

import sys
from importlib import import_module

import click

COMMANDS = {
    "check": "Refuse what a brief says beyond its passages.",
    "claims": "Print who claims what, report by report, as JSON.",
    "clean": "Print the cleaned reports as JSON lines.",
    "collate": "Print what reports agree on and where they part.",
    "completion": "Print the shell's completion script.",
    "fetch": "Fetch pages and what feeds list, politely.",
    "schema": "Print the JSON Schema of collate's output.",
    "stories": "Print which reports tell of one event.",
    "trace": "Print who took text from whom.",
}


class Lazy(click.Group):
    """Commands by the name of their module, imported only when called, so that --help is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of that name."""
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"variorum.cli.{name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Their names and what they print, without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="variorum", prog_name="variorum")
def main() -> None:
    """Read many news reports of one event and reconcile them.

    PATH is a file, a folder, a glob, an address (http, https), or - for JSON lines on standard input.
    Exit codes: 0 done, 1 nothing could be read, 2 wrong use.
    """


def run() -> None:
    """The commands, as the installed program starts them: what cannot be written is said in one line."""
    try:
        main()
    except OSError as error:
        click.echo(f"variorum: cannot write: {error.strerror or error}", err=True)
        sys.exit(1)
