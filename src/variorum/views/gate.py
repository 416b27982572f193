"""The gate of a brief: no name, number, date or quotation that is not in the passage that its sentence cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from variorum.claims import load_parser
from variorum.model import Claim, Collation, Edition, Report
from variorum.text.paragraphs import find_paragraphs
from variorum.text.sentences import find_sentences
from variorum.text.support import find_unsupported, value_keys
from variorum.text.words import content_stems, find_words
from variorum.views.placed import Placed, place
from variorum.views.sheet import letter

NO_PASSAGE = "no such passage"
NO_STORY = "no such passage: with several stories a letter needs a heading that is its story's title"
BRIEF = "in brief"  # the heading of the part that is checked, where a text has such a part
NEAREST = 2  # paragraphs of a report that a bare letter stands for: those with most of the sentence's words

LONGEST = 5_000  # characters of a paragraph; a longer one is refused unread
_CITE = re.compile(r"(?<!\\)\[\s*([A-Z]{1,3}(?:[\s,;]+[A-Z]{1,3})*)\s*\](?:\(([^)\s]*)\))?")
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,2}[.)])\s+")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]<>#|])")
_MARKUP = re.compile(r"(?<!\\)(?:\*{1,3}|`+|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|</?(?:b|em|i|strong|u)>)")
_BREAK = re.compile(r"<(?:br|hr|/?(?:div|li|ol|p|ul))\s*/?>")
_BLANKS = re.compile(r"\s+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")

Cited = tuple[str, int, list[str] | None]  # a citation as written, its line, and its passages, None where it has none


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation: a report's letter, the address behind it ("" for a bare letter), and its line."""

    mark: str
    address: str
    line: int


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line (from 1): the words, and why they are refused."""

    line: int
    words: str
    because: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """All faults of a text, how many sentences with citations were checked, and how many parts were not read.

    ``uncited`` are sentences without a citation in paragraphs that have some; they are told, not refused.
    """

    faults: tuple[Fault, ...]
    checked: int
    unread: int = 0
    uncited: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or item of a list: its text on one line, the heading above, and the line of the file of every character."""

    text: Placed
    heading: str
    is_heading: bool = False

    @property
    def line(self) -> int:
        """The line of the file where it begins."""
        return self.text.line_at(0)


def check_brief(text: str, edition: Edition) -> Verdict:
    """Hold ``text`` (Markdown or plain) against the passages that it cites.

    ``[A](#claim)`` cites the claim with that id, ``[A]`` or ``[A B]`` what is nearest in the reports with these letters, in
    the story whose title stands above. Where a part is headed "In brief", that part is checked, else all. A heading cites
    nothing and is held against all reports.
    """
    blocks = list(_blocks(text))
    brief = any(_is_brief(b) for b in blocks)
    read = [b for b in blocks if not brief or _is_brief(b)]
    names = frozenset(w.text for one in edition.collations for c in one.claims for n in c.names for w in find_words(n))
    titles = {" ".join(c.story.title.split()) for c in edition.collations}
    above = [(b.line, b.heading) for b in blocks if b.is_heading and b.heading in titles]
    found: list[Verdict] = []
    for block in read:
        title = next((t for line, t in reversed(above) if line < block.line), "")
        if len(block.text.text) > LONGEST:
            why = f"a paragraph of more than {LONGEST} characters is not read"
            found.append(Verdict((Fault(block.line, block.text.text[:30], why),), 0))
        elif block.is_heading:
            found.append(Verdict(tuple(_heading_faults(block, edition, names)), 0))
        else:
            found.append(_check(block, _story(title, edition), edition, names))
    faults = tuple(f for v in found for f in v.faults)
    uncited = tuple(f for v in found for f in v.uncited)
    return Verdict(faults, sum(v.checked for v in found), len(blocks) - len(read), uncited)


def _is_brief(block: Block) -> bool:
    return block.heading.casefold() == BRIEF


def _check(block: Block, story: Collation | None, edition: Edition, names: frozenset[str]) -> Verdict:
    """The verdict on one paragraph."""
    faults, uncited, checked = list[Fault](), list[Fault](), 0
    for sentence, cites in _stretches(block.text):
        passages = [(_written(c), c.line, _cited(c, sentence.text, story, edition)) for c in cites]
        why = NO_STORY if story is None and len(edition.collations) > 1 else NO_PASSAGE
        faults += _faults(sentence, passages, names | _proper(sentence.text), why)
        uncited += _uncited(sentence, [x for _, _, held in passages for x in held or ()], follows=checked > 0 and not cites)
        checked += bool(cites)
    return Verdict(tuple(faults), checked, uncited=tuple(uncited))


def _uncited(stretch: Placed, passages: Sequence[str], *, follows: bool) -> Iterator[Fault]:
    """Sentences behind the last citation of a paragraph, and those before one that share nothing with what it cites."""
    sentences = find_sentences(stretch.text, "en")
    known = {s for p in passages for s in (*content_stems(p), *value_keys(p))}
    for start, end in sentences if follows else sentences[:-1] if passages else ():
        sentence = stretch.text[start:end]
        keys = set(content_stems(sentence)) | value_keys(sentence)
        if keys and not keys & known:
            yield Fault(stretch.line_at(start), sentence, "sentence without a citation")


def _heading_faults(block: Block, edition: Edition, names: frozenset[str]) -> list[Fault]:
    """What a heading says that no report has."""
    texts = [x for one in edition.collations for r in one.story.reports for x in (r.text, r.title or "", one.story.title)]
    found = find_unsupported(block.heading, texts, names | _proper(block.heading)) if not _is_brief(block) else []
    return [Fault(block.line, part.words, f"{part.kind} that is in no report") for part in found]


def _proper(sentence: str) -> frozenset[str]:
    """The words that the parser takes for names, for those that begin a sentence."""
    return frozenset(t.text for doc in load_parser().parse([sentence]) for t in doc if t.pos_ == "PROPN")


def _blocks(text: str) -> Iterator[Block]:
    """Headings, paragraphs and items, wrapped lines joined; tables row by row."""
    heading, held = "", list[tuple[str, int]]()
    for number, line in enumerate([*_UNSEEN.sub("", text).split("\n"), ""], 1):
        headed = _heading(line)
        item = _ITEM.match(line)
        rule = bool(line.strip()) and set(line.strip()) <= set("|-: =")
        if held and (headed is not None or item or rule or not line.strip() or line.lstrip().startswith("|")):
            underlined = rule and len(held) == 1 and set(line.strip()) in ({"="}, {"-"}) and not _CITE.search(held[0][0])
            heading = _plain(place(held)).text if underlined else heading
            yield Block(place(held), heading, is_heading=underlined)
            held = []
        if headed is not None:
            heading = headed
            yield Block(place([(line.strip(), number)]), heading, is_heading=True)
        elif line.strip() and not rule:
            held.append((line[item.end() :].strip() if item and not held else line.strip(), number))


def _heading(line: str) -> str | None:
    """The words of a heading, None where the line is none."""
    bare = line.lstrip(" ")
    level = len(bare) - len(bare.lstrip("#"))
    if not 1 <= level <= 6 or bare[level : level + 1] not in (" ", "\t") or len(line) - len(bare) > 3:
        return None
    words = bare[level:].rstrip().rstrip("#")
    return _plain(place([(words[: LONGEST + 1], 0)])).text


def _stretches(block: Placed) -> Iterator[tuple[Placed, list[Cite]]]:
    """Each stretch of text with the citations behind it."""
    start, cites, end = 0, list[Cite](), 0
    for m in _CITE.finditer(block.text):
        if cites and re.search(r"\w", block.text[end : m.start()]):
            yield _plain(block.cut(start, end)), cites
            start, cites = end, []
        cites += [Cite(mark, m[2] or "", block.line_at(m.start())) for mark in re.findall(r"[A-Z]+", m[1])]
        end = m.end()
    if cites:
        yield _plain(block.cut(start, end)), cites
        start = end
    if re.search(r"\w", block.text[start:]):
        yield _plain(block.cut(start, len(block.text))), []


def _plain(text: Placed) -> Placed:
    """The words without citations and markup."""
    for pattern, by in ((_CITE, " "), (_BREAK, " "), (_MARKUP, ""), (_ESCAPED, r"\1"), (_BLANKS, " ")):
        text = text.replace(pattern, by)
    return text.strip()


def _written(cite: Cite) -> str:
    return f"[{cite.mark}]{cite.address and f'({cite.address})'}"


def _faults(sentence: Placed, cites: Sequence[Cited], names: frozenset[str], why: str) -> Iterator[Fault]:
    """What the sentence says beyond its passages, and the citations of none."""
    for mark, line, passages in cites:
        if passages is None:
            yield Fault(line, mark, why)
    known = [x for _, _, passages in cites for x in passages or ()]
    why = "that is not in the cited passage" if cites else "without a citation"
    for part in find_unsupported(sentence.text, known, names):
        yield Fault(sentence.line_at(part.at), part.words, f"{part.kind} {why}")


def _story(title: str, edition: Edition) -> Collation | None:
    """The story with that title; the only one where there is one."""
    if len(edition.collations) == 1:
        return edition.collations[0]
    return next((c for c in edition.collations if " ".join(c.story.title.split()) == title), None)


def _cited(cite: Cite, sentence: str, story: Collation | None, edition: Edition) -> list[str] | None:
    """The words of the passages that a citation stands for, None where there are none such."""
    if cite.address:
        name = cite.address.rpartition("#")[2] if "#" in cite.address and "://" not in cite.address else ""
        claims = ((c, one) for one in edition.collations for c in one.claims if c.id == name)
        return next((_words(c) for c, one in claims if _is_of(c, cite.mark, one)), None)
    if story is None:
        return None
    report = next((r for i, r in enumerate(story.story.reports) if letter(i) == cite.mark), None)
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
    keys = set(content_stems(sentence)) | value_keys(sentence)
    paragraphs = [report.text[s:e] for s, e in find_paragraphs(report.text)]
    shared = [len(keys & (set(content_stems(p)) | value_keys(p))) for p in paragraphs]
    best = sorted(range(len(paragraphs)), key=lambda i: (-shared[i], i))[:NEAREST]
    return [paragraphs[i] for i in best if shared[i]]
