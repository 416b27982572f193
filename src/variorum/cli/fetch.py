"""``variorum fetch``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import click

from variorum.cli.options import nothing_read
from variorum.codec import encode_page
from variorum.errors import BadInput, shown
from variorum.ingest import read
from variorum.ingest.web import Fetcher, Limits, fetch_pages
from variorum.ingest.web.archive import warc_record
from variorum.model import Page, Problem

LONG = 3600  # seconds


def bounds(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of politeness and safety, as one value ``limits``."""

    @click.option("--pace", default=1.0, show_default=True, help="Seconds between two requests to one host.")
    @click.option("--timeout", default=30.0, show_default=True, help="Seconds for one page.")
    @click.option("--max-mb", default=20, show_default=True, help="Size of one page, unpacked.")
    @click.option("--port", "ports", type=int, multiple=True, help="Allow this port beside 80 and 443.")
    @click.option("--allow-local", is_flag=True, help="Allow addresses of the own network, and all ports.")
    def bounded(pace: float, timeout: float, max_mb: int, ports: tuple[int, ...], allow_local: bool, **others: Any) -> Any:
        if not (0 <= pace <= LONG and 0 < timeout <= LONG and 0 < max_mb <= 1000):
            raise click.UsageError(f"pace and timeout are seconds up to {LONG}, a page has 1 to 1000 MB")
        limits = Limits(
            most=max_mb * 1_000_000, seconds=timeout, pace=pace, ports=frozenset((80, 443, *ports)), local=allow_local
        )
        return command(limits=limits, **others)

    bounded.__doc__ = command.__doc__
    return bounded


@click.command("fetch")
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write here: JSON lines, or WARC if it ends in .warc.gz.")
@click.option(
    "--known", type=click.Path(exists=True, dir_okay=False), help="What an earlier run wrote, for pages that did not change."
)
@click.option("--most", default=1000, show_default=True, help="Pages that one feed or sitemap may list.")
@click.option("-q", "--quiet", is_flag=True, help="No problems on standard error.")
@bounds
def command(urls: tuple[str, ...], output: str | None, known: str | None, most: int, limits: Limits, quiet: bool) -> None:
    """Fetch the pages at URL... and those that a feed or sitemap among them lists.

    Heeds robots.txt, Retry-After and a pace for each host, and asks no address of a private network.
    """
    before = {p.name: p for p in read(known) if isinstance(p, Page)} if known else {}
    archive = bool(output and output.endswith(".warc.gz"))
    problems: list[Problem] = []
    written = 0
    with _opened(output) as out:
        for found in fetch_pages([shown(url) for url in urls], Fetcher(limits), before, most=most):
            if isinstance(found, BadInput):
                problems.append(Problem("fetch", found.where, found.why))
                if not quiet:
                    click.echo(str(found), err=True)
            else:
                out.write(warc_record(found) if archive else encode_page(found).encode())
                out.flush()
                written += 1
    if not written:
        nothing_read(problems if quiet else ())


@contextmanager
def _opened(output: str | None) -> Iterator[BinaryIO]:
    if output is None:
        yield sys.stdout.buffer
        return
    unfinished = Path(f"{output}.part")
    with unfinished.open("wb") as file:
        yield file
    if unfinished.stat().st_size:
        unfinished.replace(output)  # only now: what was there before is kept until there is something better
    else:
        unfinished.unlink()
