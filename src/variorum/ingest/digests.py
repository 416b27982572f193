"""The lines of a newsletter -> its stories, each with headline and address, and what of it is a footer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import parse_qsl, urlsplit

from variorum.ingest.letterlines import MAX_HEADLINE, Line
from variorum.text.lexicon import entries

MIN_STORIES = 2
MIN_HEADLINE = 3  # words; shorter links are buttons
MIN_BLURB = 8  # words below a headline
LEAD_WORDS = 60  # of text above the first headline, from which it is a story of its own
PARAGRAPH_WORDS = 20  # of a sentence that no footer has behind its own lines
FOOTER_SHARE = 0.35  # of a letter's words, at most
LABEL_WORDS = 4  # of a line that heads a part of a newsletter
_ENDED = re.compile(r"[.!?…。！？][”\"'’»)\]]*$")
_POSTAL = re.compile(r"[©®]|\(c\) ?\d{4}|^(?=.*\d)(?=.*,)[^.!?]{8,120}$", re.IGNORECASE)


@dataclass(slots=True)
class Told:
    """A story of a newsletter."""

    title: str | None
    url: str | None
    lines: list[Line] = field(default_factory=list)
    rest: list[Line] = field(default_factory=list)  # links and labels that are none of its text

    @property
    def text(self) -> str:
        """Its paragraphs."""
        return "\n\n".join(line.text for line in self.lines)


def find_footer(lines: Sequence[Line]) -> list[int]:
    """The numbers of the lines by which a newsletter speaks of itself, at its end and above its text."""
    filled = [i for i, line in enumerate(lines) if line.text.strip()]
    first = next((i for i in filled if lines[i].words >= MIN_BLURB and not _names_itself(lines[i])), len(lines))
    if first == len(lines):
        return []
    found = [i for i in filled if i < first and _names_itself(lines[i])]
    total = sum(lines[i].words for i in filled)
    for i in (i for i in filled if i > first and _names_itself(lines[i])):
        behind = [lines[j] for j in filled if j > i]
        told = any(line.words >= PARAGRAPH_WORDS and _ENDED.search(line.text) and not _names_itself(line) for line in behind)
        if not told or sum(line.words for line in behind) <= FOOTER_SHARE * total:
            begin = _begin(lines, filled, i, first)
            return found + [j for j in filled if j >= begin]
        found.append(i)
    return found


def _begin(lines: Sequence[Line], filled: Sequence[int], at: int, first: int) -> int:
    """Where a footer begins: with the postal address, the notice of rights and the bare links directly above it.

    The first of several links, or a single one, may belong to the text above.
    """
    above = [i for i in filled if first < i < at]
    while above and _ends_letter(lines[above[-1]]) and (not lines[above[-1]].link or (len(above) > 1 and lines[above[-2]].link)):
        at = above.pop()
    return at


def _ends_letter(line: Line) -> bool:
    if line.link and line.words < MIN_HEADLINE:
        return True
    return line.words <= 16 and not _ENDED.search(line.text) and not line.heading and bool(_POSTAL.search(line.text))


def _names_itself(line: Line) -> bool:
    return bool(_phrases().search(line.text)) and line.words <= 120


@cache
def _phrases() -> re.Pattern[str]:
    forms = sorted(map(re.escape, entries("mail_footers")), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})", re.IGNORECASE)


def find_stories(lines: Sequence[Line]) -> list[Told]:
    """The stories of a newsletter in order, what stands above the first headline among them; none where it heads none."""
    filled = [line for line in lines if line.text.strip()]
    heads = _heads(filled)
    if not heads:
        return []
    lead = Told(None, None, [], filled[: heads[0][0]])
    stories = [lead]
    for (start, url), end in zip(heads, [*(at for at, _ in heads[1:]), len(filled)], strict=True):
        story = Told(filled[start].text.strip(), url)
        for line in filled[start + 1 : end]:
            (story.rest if line.link else story.lines).append(line)
        while story.lines and story.lines[-1].words <= LABEL_WORDS and not _ENDED.search(story.lines[-1].text):
            story.rest.append(story.lines.pop())  # the label of the next part
        stories.append(story)
    if sum(line.words for line in lead.rest if not line.link) >= LEAD_WORDS:
        if len(heads) < MIN_STORIES:
            return []  # a letter that points to another page
        lead.lines, lead.rest = [x for x in lead.rest if not x.link], [x for x in lead.rest if x.link]
    return stories


def _heads(lines: Sequence[Line]) -> list[tuple[int, str]]:
    """The numbers of lines that head a story, with the story's address."""
    times = Counter(line.text for line in lines)
    can = [_can_head(line, times) for line in lines]
    can = [able and (not lines[i].link or _told(lines, can, i) >= MIN_BLURB) for i, able in enumerate(can)]  # else a button
    if not _is_regular(lines, can):
        can = [able and bool(line.link) for able, line in zip(can, lines, strict=True)]
    found: list[tuple[int, str]] = []
    seen: set[str] = set()
    for i, line in enumerate(lines):
        if not can[i]:
            continue
        url = line.link or next((other.link for other in lines[i + 1 : _end(lines, can, i)] if other.link), None)
        if url and _told(lines, can, i) >= MIN_BLURB and _address(url) not in seen:
            seen.add(_address(url))
            found.append((i, _address(url)))
    return found


def _is_regular(lines: Sequence[Line], can: Sequence[bool]) -> bool:
    """Have all headings that are no links themselves, but for one, a link below their text? Else they part one story."""
    bare = [i for i, able in enumerate(can) if able and not lines[i].link and _told(lines, can, i) >= MIN_BLURB]
    linked = [i for i in bare if any(line.link for line in lines[i + 1 : _end(lines, can, i)])]
    return len(linked) >= max(MIN_STORIES, len(bare) - 1)


def _end(lines: Sequence[Line], can: Sequence[bool], head: int) -> int:
    """Where the block below a headline ends: at the next one."""
    return next(
        (j for j in range(head + 1, len(lines)) if can[j] and (not lines[j].link or lines[j].link != lines[head].link)),
        len(lines),
    )


def _told(lines: Sequence[Line], can: Sequence[bool], head: int) -> int:
    """The number of words below a headline that are no links."""
    return sum(line.words for line in lines[head + 1 : _end(lines, can, head)] if not line.link)


def _can_head(line: Line, times: Counter[str]) -> bool:
    """Is a line a headline by its form: a link of several words, or set as a heading, and not on every story alike?"""
    if not (line.link or line.heading) or times[line.text] > 1 or _names_itself(line):
        return False
    if re.match(r"https?://", line.text):
        return False
    return MIN_HEADLINE <= line.words <= MAX_HEADLINE


def _address(url: str) -> str:
    """The address of a story; the one inside where a counter of clicks carries it along."""
    try:
        inside = [value for _, value in parse_qsl(urlsplit(url).query) if re.match(r"https?://[\w-]+\.", value)]
    except ValueError:
        return url
    return inside[0] if inside else url
