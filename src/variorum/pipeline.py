"""The whole way on one page: pages -> reports -> stories -> collations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from variorum.claims import Parser, find_claims, load_parser
from variorum.cleaning import clean, find_iso, remove_repeated
from variorum.errors import BadInput, attempt
from variorum.model import Claim, Collation, Edition, Page, Problem, Report, Story
from variorum.points import Context, find_coverage, find_ledgers, find_namings, find_points
from variorum.points.voices import name_voices
from variorum.stories import find_stories
from variorum.views.brief import write_brief
from variorum.views.timeline import write_timeline

if TYPE_CHECKING:
    from variorum.compare.judge import Judge

Progress = Callable[[str, int, int], None]  # stage, done, of how many


def _load_judge() -> Judge:
    from variorum.compare.judge import load_judge  # loads numpy

    return load_judge()


@dataclass(frozen=True, slots=True)
class Methods:
    """What a caller may put in the place of a stage's own means; ``progress`` is told of every report parsed."""

    parser: Parser = field(default_factory=load_parser)
    judge: Judge = field(default_factory=_load_judge)
    progress: Progress = lambda stage, done, total: None


def collate(pages: Iterable[Page | BadInput], methods: Methods | None = None, *, one_story: bool = False) -> Edition:
    """The collations of all stories in ``pages``; with ``one_story`` all reports are taken as one."""
    reports, problems = clean_all(pages)
    foreign = [r for r in reports if r not in readable(reports)]
    problems += tuple(Problem("claims", r.name, f"is in {r.language}: claims are found in English only") for r in foreign)
    stories = find_stories(reports, one_story=one_story)
    if not stories:
        return Edition((), problems)
    methods = methods or Methods()
    done = 0
    collations = []
    for story in stories:
        found = attempt(story.title, partial(_collate, story, methods))
        if isinstance(found, BadInput):
            problems += (Problem("collation", found.where, found.why),)
        else:
            collations.append(found[0])
            problems += found[1]
        done += len(story.reports)
        methods.progress("collated", done, len(reports))
    return Edition(tuple(collations), problems)


def collate_story(story: Story, methods: Methods) -> Collation:
    """All that is found in one story, without the claims of a report on which the program fails."""
    return _collate(story, methods)[0]


def _collate(story: Story, methods: Methods) -> tuple[Collation, tuple[Problem, ...]]:
    from variorum.reuse import trace  # it loads numpy, which a mere --help need not wait for

    found = trace(story.reports)
    story = date_story(story, found.reports)
    drafts, problems = claim_all(readable(story.reports), methods)
    claims = name_voices(drafts)
    context = Context(claims, found.reuses, story.reports, methods.judge)
    points = find_points(context, story.reports, found.families, found.variants)
    shared = {i for p in points for r in p.readings for i in r.claims}
    claims = tuple(c for c in claims if not c.is_detail or c.id in shared)
    collation = Collation(
        story,
        found.families,
        found.reuses,
        claims,
        points,
        brief=write_brief(claims, points),
        timeline=write_timeline(claims, points),
        variants=found.variants,
        ledgers=find_ledgers(context, story.reports, found.families),
        coverage=find_coverage(context, points, story.reports, found.families),
        namings=find_namings(claims, points, story.reports, found.reuses),
    )
    return collation, problems


def claim_all(reports: Sequence[Report], methods: Methods) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
    """The claims of all reports, report by report, and the reports on which the program fails.

    A report without a date is read as of the others' median day.
    """
    days = sorted(r.day for r in reports if r.day)
    usual: date | None = days[len(days) // 2] if days else None
    claims: list[Claim] = []
    problems: list[Problem] = []
    for report in reports:
        found = attempt(report.name, partial(find_claims, report, methods.parser, usual, details=True))
        if isinstance(found, BadInput):
            problems.append(Problem("claims", found.where, found.why))
        else:
            claims += found
    return tuple(claims), tuple(problems)


def readable(reports: Sequence[Report]) -> list[Report]:
    """The reports whose claims can be found: those in English, or in no language that can be told."""
    return [r for r in reports if r.language in (None, "en")]


def date_story(story: Story, reports: tuple[Report, ...]) -> Story:
    """The story with the reports' doubts, and its first and last day by the dates that are believed."""
    days = sorted(r.day.isoformat() for r in reports if r.day)
    return replace(story, reports=reports, first=days[0] if days else None, last=days[-1] if days else None)


def clean_all(pages: Iterable[Page | BadInput]) -> tuple[tuple[Report, ...], tuple[Problem, ...]]:
    """The reports of all pages, and what could not be used; the same page twice is one."""
    reports: dict[str, Report] = {}
    problems: list[Problem] = []
    for page in pages:
        if isinstance(page, BadInput):
            problems.append(Problem("ingest", page.where, page.why))
            continue
        problems += [Problem("ingest", page.where, note) for note in page.notes]
        for key, said in (("published", page.published), ("updated", page.updated)):
            if said and not find_iso(said):
                problems.append(Problem("cleaning", page.where, f"{key} is no date: {said[:40]!r}"))
        report = attempt(page.where, partial(clean, page))
        if isinstance(report, BadInput):
            problems.append(Problem("cleaning", report.where, report.why))
        else:
            reports.setdefault(report.id, report)
    return remove_repeated(sorted(reports.values(), key=lambda r: (r.name, r.id))), tuple(
        sorted(set(problems), key=lambda p: (p.stage, p.subject, p.message))
    )
