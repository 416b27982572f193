"""Model <-> JSON, and the JSON Schema of what is printed."""

from __future__ import annotations

from typing import Any

import msgspec

from variorum.model import Claim, Collation, Edition, Family, Page, Problem, Report, Reuse, Story, Variant

COLLATION = "variorum.collation/1"
STORIES = "variorum.stories/1"
TRACE = "variorum.trace/1"
CLAIMS = "variorum.claims/1"


class CollationFile(msgspec.Struct, frozen=True):
    """What ``variorum collate --json`` prints."""

    schema: str
    collations: tuple[Collation, ...]
    problems: tuple[Problem, ...]


class ClaimsFile(msgspec.Struct, frozen=True):
    """What ``variorum claims --json`` prints."""

    schema: str
    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...]


def encode(value: object, *, indent: int = 2) -> str:
    """``value`` as JSON, keys in the order of the types, without ASCII escapes, ended by a line break."""
    raw = msgspec.json.encode(value)
    return (msgspec.json.format(raw, indent=indent) if indent else raw).decode() + "\n"


def encode_page(page: Page) -> str:
    """A page as a JSON line that ``variorum`` reads again."""
    known = {"id": page.name, "url": page.url, "outlet": page.outlet, "title": page.title, "published": page.published}
    known |= {"updated": page.updated, "byline": page.byline}
    row = {**known, "text": page.text, "html": page.html, **dict(page.extra)}
    return encode({key: value for key, value in row.items() if value is not None}, indent=0)


def encode_edition(edition: Edition) -> str:
    """The JSON of ``variorum collate --json``."""
    return encode(CollationFile(COLLATION, edition.collations, edition.problems))


def decode_edition(text: str | bytes) -> Edition:
    """The edition of such a JSON. Raises msgspec.ValidationError for anything else."""
    found = msgspec.json.decode(text, type=CollationFile)
    if found.schema != COLLATION:
        raise msgspec.ValidationError(f"schema is {found.schema!r}, not {COLLATION!r}")
    return Edition(found.collations, found.problems)


def encode_stories(stories: tuple[Story, ...], problems: tuple[Problem, ...]) -> str:
    """The JSON of ``variorum stories --json``."""
    rows = [
        {
            "id": s.id,
            "title": s.title,
            "terms": s.terms,
            "because": s.because,
            "reports": [{"id": r.id, "name": r.name} for r in s.reports],
        }
        for s in stories
    ]
    return encode({"schema": STORIES, "stories": rows, "problems": problems})


def encode_trace(
    reports: tuple[Report, ...],
    families: tuple[Family, ...],
    reuses: tuple[Reuse, ...],
    variants: tuple[Variant, ...],
    problems: tuple[Problem, ...],
) -> str:
    """The JSON of ``variorum trace --json``."""
    rows = [
        {"id": r.id, "name": r.name, "outlet": r.outlet, "published": r.published, "doubt": r.doubt, "credits": r.credits}
        for r in reports
    ]
    found = {"reports": rows, "families": families, "reuses": reuses, "variants": variants, "problems": problems}
    return encode({"schema": TRACE, **found})


def encode_claims(reports: tuple[Report, ...], claims: tuple[Claim, ...], problems: tuple[Problem, ...]) -> str:
    """The JSON of ``variorum claims --json``."""
    return encode(ClaimsFile(CLAIMS, reports, claims, problems))


def find_schema() -> dict[str, Any]:
    """JSON Schema of the output of ``variorum collate --json``, made from the types."""
    schema = msgspec.json.schema(CollationFile)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": COLLATION, **schema}
