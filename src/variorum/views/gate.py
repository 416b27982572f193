"""The gate of a brief: no name, number, date or quotation that is not in the passage that its sentence cites."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from variorum.model import Claim, Collation, Edition, Report
from variorum.text.support import find_unsupported
from variorum.text.words import content_stems, find_words, fold
from variorum.views.sheet import letter

BRIEF = "in brief"  # the heading of the part that is checked, where a text has such a part
NEAREST = 3  # claims of a report that a bare letter stands for: those with most of the sentence's words

_CITE = re.compile(r"(?<!\\)\[\s*([A-Z]{1,3}(?:[\s,;]+[A-Z]{1,3})*)\s*\](?:\(([^)\s]*)\))?")
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+")
_HEADING = re.compile(r"\s*#{1,6}\s+(.*?)\s*#*\s*$")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]<>#|])")
_MARKUP = re.compile(r"(?<!\\)(?:\*{1,3}|`+|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|<[a-zA-Z/][^>]*>)")

Cited = tuple[str, list[str] | None]  # a citation as written, and the words of its passages, None where it has none


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line (from 1): the words, and why they are refused."""

    line: int
    words: str
    because: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """All faults of a text, and how many sentences with citations were checked."""

    faults: tuple[Fault, ...]
    checked: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or item of a list: its text on one line, the line of the file where it begins, the heading above."""

    text: str
    line: int
    heading: str


def check_brief(text: str, edition: Edition) -> Verdict:
    """Hold ``text`` (Markdown or plain) against the passages that it cites.

    ``[A](#claim)`` cites the claim with that id, ``[A]`` or ``[A B]`` what is nearest in the reports with these letters, in
    the story whose title stands above. Where a part is headed "In brief", that part is checked, else all but the headings.
    """
    blocks = list(_blocks(text))
    if any(b.heading.casefold() == BRIEF for b in blocks):
        blocks = [b for b in blocks if b.heading.casefold() == BRIEF]
    titles = _titles(text)
    names = {fold(w.text) for one in edition.collations for c in one.claims for n in c.names for w in find_words(n)}
    faults: list[Fault] = []
    checked = 0
    for block in blocks:
        title = next((t for line, t in reversed(titles) if line < block.line), "")
        for sentence, cites in _sentences(block.text):
            checked += bool(cites)
            faults += _faults(sentence, _passages(sentence, cites, _story(title, edition), edition), block.line, names)
    return Verdict(tuple(faults), checked)


def _blocks(text: str) -> Iterator[Block]:
    """Paragraphs and items, wrapped lines joined; tables row by row."""
    heading, held, start = "", list[str](), 0
    for number, line in enumerate([*text.splitlines(), ""], 1):
        headed, item = _HEADING.match(line), _ITEM.match(line)
        if held and (headed or item or not line.strip() or line.lstrip().startswith("|")):
            yield Block(" ".join(held), start, heading)
            held = []
        if headed:
            heading = _plain(headed[1])
        elif line.strip():
            start = start if held else number
            held.append(line[item.end() :].strip() if item else line.strip())


def _titles(text: str) -> list[tuple[int, str]]:
    """The headings with their lines."""
    found = ((n, _HEADING.match(line)) for n, line in enumerate(text.splitlines(), 1))
    return [(n, _plain(m[1])) for n, m in found if m]


def _sentences(block: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each stretch of text with the citations behind it: letter and address ("" for a bare letter)."""
    start, cites, end = 0, list[tuple[str, str]](), 0
    for m in _CITE.finditer(block):
        if cites and re.search(r"\w", block[end : m.start()]):
            yield _plain(block[start:end]), cites
            start, cites = end, []
        cites += [(mark, m[2] or "") for mark in re.findall(r"[A-Z]+", m[1])]
        end = m.end()
    if cites:
        yield _plain(block[start:end]), cites
        start = end
    if re.search(r"\w", block[start:]):
        yield _plain(block[start:]), []


def _plain(text: str) -> str:
    """The words without citations and markup."""
    return " ".join(_ESCAPED.sub(r"\1", _MARKUP.sub("", _CITE.sub(" ", text))).split())


def _faults(sentence: str, cites: Sequence[Cited], line: int, names: Collection[str]) -> Iterator[Fault]:
    """What the sentence says beyond its passages, and the citations of none."""
    for mark, passages in cites:
        if passages is None:
            yield Fault(line, mark, "no such passage")
    known = [x for _, passages in cites for x in passages or ()]
    why = "that is not in the cited passage" if cites else "without a citation"
    for part in find_unsupported(sentence, known, names):
        yield Fault(line, part.words, f"{part.kind} {why}")


def _passages(sentence: str, cites: list[tuple[str, str]], story: Collation | None, edition: Edition) -> list[Cited]:
    """Each citation as written, with its passages."""
    return [(f"[{mark}]{address and f'({address})'}", _cited(mark, address, sentence, story, edition)) for mark, address in cites]


def _story(title: str, edition: Edition) -> Collation | None:
    """The story with that title; the only one where there is one."""
    if len(edition.collations) == 1:
        return edition.collations[0]
    return next((c for c in edition.collations if " ".join(c.story.title.split()) == title), None)


def _cited(mark: str, address: str, sentence: str, story: Collation | None, edition: Edition) -> list[str] | None:
    """The words of the passages that a citation stands for, None where there are none such."""
    name = address.rpartition("#")[2]
    if name:
        claims = ((c, one) for one in edition.collations for c in one.claims)
        return next((_words(c) for c, one in claims if c.id == name and _is_of(c, mark, one)), None)
    if story is None:
        return None
    report = next((r for i, r in enumerate(story.story.reports) if letter(i) == mark), None)
    return _nearest(report, sentence, story) if report is not None else None


def _is_of(claim: Claim, mark: str, story: Collation) -> bool:
    return any(letter(i) == mark and r.id == claim.at.report for i, r in enumerate(story.story.reports))


def _words(claim: Claim) -> list[str]:
    """The claim, the subject that it leaves out, and whose word it is."""
    voices = [x for a in claim.attribution for x in (a.speaker, a.voice)]
    return [claim.says, *(x for x in (claim.about, claim.subject, *voices) if x)]


def _nearest(report: Report, sentence: str, story: Collation) -> list[str]:
    """The words of the report's claims that share most with the sentence."""
    stems = set(content_stems(sentence))
    mine = [c for c in story.claims if c.at.report == report.id]
    near: Sequence[Claim] = sorted(mine, key=lambda c: (-len(stems & set(content_stems(c.says))), c.at))[:NEAREST]
    return [x for c in near for x in _words(c)]
