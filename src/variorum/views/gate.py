"""The gate of a brief: no name, number, date or quotation that is not in the passage that its sentence cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from variorum.claims import load_parser
from variorum.model import Claim, Collation, Edition, Report
from variorum.text.paragraphs import find_paragraphs
from variorum.text.support import find_unsupported
from variorum.text.words import content_stems, find_words
from variorum.views.sheet import letter

BRIEF = "in brief"  # the heading of the part that is checked, where a text has such a part
NEAREST = 2  # paragraphs of a report that a bare letter stands for: those with most of the sentence's words

LONGEST = 5_000  # characters of a paragraph; a longer one is refused unread
_CITE = re.compile(r"(?<!\\)\[\s*([A-Z]{1,3}(?:[\s,;]+[A-Z]{1,3})*)\s*\](?:\(([^)\s]*)\))?")
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,2}[.)])\s+")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]<>#|])")
_MARKUP = re.compile(r"(?<!\\)(?:\*{1,3}|`+|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|</?(?:b|em|i|strong|u)>)")
_BREAK = re.compile(r"<(?:br|hr|/?(?:div|li|ol|p|ul))\s*/?>")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")

Cited = tuple[str, list[str] | None]  # a citation as written, and the words of its passages, None where it has none


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line (from 1): the words, and why they are refused."""

    line: int
    words: str
    because: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """All faults of a text, how many sentences with citations were checked, and how many parts were not read."""

    faults: tuple[Fault, ...]
    checked: int
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or item of a list: its text on one line, the line of the file where it begins, the heading above."""

    text: str
    line: int
    heading: str
    is_heading: bool = False


def check_brief(text: str, edition: Edition) -> Verdict:
    """Hold ``text`` (Markdown or plain) against the passages that it cites.

    ``[A](#claim)`` cites the claim with that id, ``[A]`` or ``[A B]`` what is nearest in the reports with these letters, in
    the story whose title stands above. Where a part is headed "In brief", that part is checked, else all. A heading cites
    nothing and is held against all reports.
    """
    blocks = list(_blocks(text))
    brief = any(b.heading.casefold() == BRIEF for b in blocks)
    read = [b for b in blocks if not brief or b.heading.casefold() == BRIEF]
    names = frozenset(w.text for one in edition.collations for c in one.claims for n in c.names for w in find_words(n))
    titles = {" ".join(c.story.title.split()) for c in edition.collations}
    above = [(b.line, b.text) for b in blocks if b.is_heading and b.text in titles]
    faults: list[Fault] = []
    checked = 0
    for block in read:
        title = next((t for line, t in reversed(above) if line < block.line), "")
        if len(block.text) > LONGEST:
            faults.append(Fault(block.line, block.text[:30], f"a paragraph of more than {LONGEST} characters is not read"))
        elif block.is_heading:
            faults += _heading_faults(block, edition, names)
        else:
            for sentence, cites in _sentences(block.text):
                checked += bool(cites)
                passages = _passages(sentence, cites, _story(title, edition), edition)
                faults += _faults(sentence, passages, block.line, names | _proper(sentence))
    return Verdict(tuple(faults), checked, len(blocks) - len(read))


def _heading_faults(block: Block, edition: Edition, names: frozenset[str]) -> list[Fault]:
    """What a heading says that no report has."""
    texts = [x for one in edition.collations for r in one.story.reports for x in (r.text, r.title or "", one.story.title)]
    found = find_unsupported(block.text, texts, names | _proper(block.text)) if block.text.casefold() != BRIEF else []
    return [Fault(block.line, part.words, f"{part.kind} that is in no report") for part in found]


def _proper(sentence: str) -> frozenset[str]:
    """The words that the parser takes for names, for those that begin a sentence."""
    return frozenset(t.text for doc in load_parser().parse([sentence]) for t in doc if t.pos_ == "PROPN")


def _blocks(text: str) -> Iterator[Block]:
    """Headings, paragraphs and items, wrapped lines joined; tables row by row."""
    heading, held, start = "", list[str](), 0
    for number, line in enumerate([*_UNSEEN.sub("", text).split("\n"), ""], 1):
        headed = _heading(line)
        item = _ITEM.match(line)
        if held and (headed is not None or item or not line.strip() or line.lstrip().startswith("|")):
            yield Block(" ".join(held), start, heading)
            held = []
        if headed is not None:
            heading = headed
            yield Block(headed, number, heading, is_heading=True)
        elif line.strip() and not set(line.strip()) <= set("|-: ="):
            begun = bool(held)
            start = start if begun else number
            held.append(line[item.end() :].strip() if item and not begun else line.strip())


def _heading(line: str) -> str | None:
    """The words of a heading, None where the line is none."""
    bare = line.lstrip(" ")
    level = len(bare) - len(bare.lstrip("#"))
    if not 1 <= level <= 6 or bare[level : level + 1] not in (" ", "\t") or len(line) - len(bare) > 3:
        return None
    return _plain(bare[level:].rstrip().rstrip("#"))


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
    text = _MARKUP.sub("", _BREAK.sub(" ", _CITE.sub(" ", text)))
    return " ".join(_ESCAPED.sub(r"\1", text).split())


def _faults(sentence: str, cites: Sequence[Cited], line: int, names: frozenset[str]) -> Iterator[Fault]:
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
    if address:
        name = address.rpartition("#")[2] if "#" in address and "://" not in address else ""
        claims = ((c, one) for one in edition.collations for c in one.claims if c.id == name)
        return next((_words(c) for c, one in claims if _is_of(c, mark, one)), None)
    if story is None:
        return None
    report = next((r for i, r in enumerate(story.story.reports) if letter(i) == mark), None)
    return _nearest(report, sentence) if report is not None else None


def _is_of(claim: Claim, mark: str, story: Collation) -> bool:
    """Is the claim of the report with that letter, and do its words stand there?"""
    report = next((r for i, r in enumerate(story.story.reports) if letter(i) == mark and r.id == claim.at.report), None)
    return report is not None and report.text[claim.at.start : claim.at.end] == claim.says


def _words(claim: Claim) -> list[str]:
    """The claim, the subject that it leaves out, and whose word it is."""
    voices = [x for a in claim.attribution for x in (a.speaker, a.voice)]
    return [claim.says, *(x for x in (claim.about, claim.subject, *voices) if x)]


def _nearest(report: Report, sentence: str) -> list[str]:
    """The report's paragraphs that share most with the sentence."""
    stems = set(content_stems(sentence))
    paragraphs = [report.text[s:e] for s, e in find_paragraphs(report.text)]
    shared = [len(stems & set(content_stems(p))) for p in paragraphs]
    best = sorted(range(len(paragraphs)), key=lambda i: (-shared[i], i))[:NEAREST]
    return [paragraphs[i] for i in best if shared[i]]
