"""``variorum completion``."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script: eval "$(variorum completion bash)"."""
    from variorum.cli.main import main

    made = get_completion_class(shell)
    if made is not None:
        click.echo(made(main, {}, "variorum", "_VARIORUM_COMPLETE").source())
