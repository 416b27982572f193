"""``variorum schema``."""

from __future__ import annotations

import click

from variorum.codec import encode, find_schema


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of what ``collate --json`` prints."""
    click.echo(encode(find_schema()), nl=False)
