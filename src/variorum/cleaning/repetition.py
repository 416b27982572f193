"""Furniture that is known by its repetition over the reports of a run."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from variorum.cleaning.furniture import addresses, is_text
from variorum.cleaning.lines import Line, assemble
from variorum.cleaning.parts import find_parts
from variorum.model import Report

DISTINCT = 2  # reports of one outlet with different texts, from which a line that all of them hold is the site's
SENTENCE = 60  # characters of the sentences between which a line can be known as put in
INSERTED = 8  # lines that a site puts in at one place
HEADLINE = 5  # words of a headline: a heading of the text itself is mostly shorter
_POSTED = re.compile(r"\(@\w+\)|\bt\.co/|pic\.twitter")  # of a post that the text shows
_CUT_SHORT = re.compile(r"\s(?:\.{3}|…)$")  # a post that goes on ends without the blank
MOST = 300  # characters of a line of furniture
ALIKE = 0.3  # part of the shorter report's lines that two reports share, from which they print one text
OWN_PLACE = ("headline, kept as the title",)  # reasons that hold for the one report only
ELSEWHERE = "furniture in another report of the run"
BETWEEN = "stands between two sentences that another report prints together"
OF_SITE = "stands in other reports of the site"


def remove_repeated(reports: Sequence[Report]) -> tuple[Report, ...]:
    """The reports without lines that are no sentences and stand in different texts of the outlet, or are furniture elsewhere.

    Sentences that do not speak to the reader stay: an agency's background paragraph stands in many of its reports.
    """
    lines = {r.id: r.text.split("\n") for r in reports}
    short = {i: {x for x in held if len(x) <= MOST and _can_go(x)} for i, held in lines.items()}
    gone = {x.text for r in reports for x in r.removed if len(x.text.split()) >= 3 and x.because not in OWN_PLACE}
    holders: dict[tuple[str, str], list[str]] = {}
    for r in reports:
        for line in short[r.id] if r.outlet else ():
            holders.setdefault((r.outlet or "", line), []).append(r.id)
    texts = {i: set(held) - short[i] for i, held in lines.items()}
    shared = {key: ids for key, ids in holders.items() if len(ids) >= DISTINCT and _distinct(ids, texts)}
    of_site = {key for key, ids in shared.items() if not _go_together(key[1], [lines[i] for i in ids])}
    inserted = _inserted(reports, lines, short)
    return tuple(_without(r, lines[r.id], _Gone(short[r.id], gone, of_site, inserted[r.id])) for r in reports)


def _inserted(reports: Sequence[Report], lines: dict[str, list[str]], short: dict[str, set[str]]) -> dict[str, set[str]]:
    """Lines of each report that stand between two sentences which another outlet's report prints one after the other."""
    together: dict[tuple[str, str], set[str]] = {}
    for r in reports:
        for pair in pairwise(lines[r.id]):
            if all(len(line) >= SENTENCE and line not in short[r.id] for line in pair):
                together.setdefault(pair, set()).add(r.outlet or r.id)
    found: dict[str, set[str]] = {}
    for r in reports:
        sentences = [i for i, line in enumerate(lines[r.id]) if line not in short[r.id]]
        found[r.id] = {
            line
            for i, j in pairwise(sentences)
            if 1 < j - i <= INSERTED and together.get((lines[r.id][i], lines[r.id][j]), set()) - {r.outlet or r.id}
            if not any(_POSTED.search(line) for line in lines[r.id][i + 1 : j])
            for line in lines[r.id][i + 1 : j]
            if _is_foreign(line)
        }
    return found


def _is_foreign(line: str) -> bool:
    """Can a line have been put into a text by a site: a headline or an address to readers, no heading, quotation or time?"""
    return (len(line.split()) >= HEADLINE or addresses(line)) and not re.search(r"[“”\"]|[:?]$|^[^a-z]*$|^[-•*·—]", line)


def _can_go(line: str) -> bool:
    """Can a line be a site's: no sentence, cut short as a teaser is, or spoken to readers?"""
    return addresses(line) or not is_text(line) or bool(_CUT_SHORT.search(line))


def _distinct(ids: Iterable[str], texts: dict[str, set[str]]) -> bool:
    """Do as many of the reports as it takes print different texts?"""
    apart: list[set[str]] = []
    for i in sorted(ids):
        held = texts[i]
        if held and all(len(held & other) < ALIKE * min(len(held), len(other)) for other in apart):
            apart.append(held)
        if len(apart) == DISTINCT:
            return True
    return False


def _go_together(line: str, pages: Iterable[list[str]]) -> bool:
    """Does a line stand beside the same line in two of the pages? Then it is part of a text that they share.

    A line that speaks to readers is only where both lines beside it are the same: sites put it into texts that they share.
    """
    needed = 2 if addresses(line) else 1
    seen: list[set[str]] = []
    for held in pages:
        at = held.index(line)
        here = {x for x in held[max(0, at - 1) : at + 2] if x != line and is_text(x)}
        if any(len(here & other) >= needed for other in seen):
            return True
        seen.append(here)
    return False


@dataclass(frozen=True, slots=True)
class _Gone:
    """What may go of a report: its lines that are no sentences, what is furniture elsewhere, the site's, the inserted."""

    short: set[str]
    elsewhere: set[str]
    of_site: set[tuple[str, str]]
    inserted: set[str]

    def judge(self, outlet: str, line: str) -> str | None:
        """The reason to remove a line."""
        if line not in self.short:
            return None
        if (outlet, line) in self.of_site:
            return OF_SITE
        if line in self.inserted:
            return BETWEEN
        return ELSEWHERE if line in self.elsewhere else None


def _without(report: Report, lines: list[str], gone: _Gone) -> Report:
    """The report without the lines that are furniture; what was removed before keeps its place."""
    sheet, start = [], 0
    waiting = deque(report.removed)
    for line in lines:
        end = start + len(line)
        because = gone.judge(report.outlet or "", line)
        here = []
        while waiting and waiting[0].at <= end:
            here.append(waiting.popleft())
        sheet += [Line(r.text, r.because) for r in here if r.at < end]
        sheet += [Line(line, because), *(Line(r.text, r.because) for r in here if r.at == end)]
        start = end + 1
    if all(line.because for line in sheet) or not any(line.because in (OF_SITE, ELSEWHERE, BETWEEN) for line in sheet):
        return report
    if not any(is_text(line.text) for line in sheet if line.because is None):
        return report
    text, cut = assemble(sheet)
    return replace(report, text=text, parts=find_parts(text), removed=cut)
