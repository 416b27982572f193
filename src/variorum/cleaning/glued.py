"""What was glued to a line when a page lost its markup: site names, headlines, stamps."""

from __future__ import annotations

import re
from collections.abc import Sequence

from variorum.cleaning.captions import BRACKETED_CREDIT, CAPTION, EMBEDDED, SIGNATURE
from variorum.cleaning.editors import EDITORS, ENDING, HEAD
from variorum.cleaning.footers import FOOTER, find_footer
from variorum.cleaning.furniture import INVITES, SEEN, TAIL, invites, may_invite
from variorum.cleaning.lines import Line
from variorum.cleaning.metadata import DATE_STAMP, HEADLINE
from variorum.cleaning.standing import STANDING, standing_end
from variorum.text.periods import find_date
from variorum.text.sentences import find_sentences
from variorum.text.words import find_words

REPEATED = 5  # words of a headline that stand twice before the text begins
WITHIN = 25  # words from the beginning in which they stand
_DATE = re.compile(
    r"(?:(?:Published|Posted|Updated|Date)\b:?\s*)?(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w{0,6},? )?"
    r"(?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8} \d{1,2}),? \d{4}[\s,:–—-]+(?=[\"“A-Z])"
)


def unglue(lines: Sequence[Line], title: str | None) -> None:
    """Cut a site's name that was glued to the headline or into words, and the editors' marks at the lines' ends."""
    for line in lines:
        mark = ENDING.search(line.text, max(0, len(line.text) - TAIL))
        if mark:
            line.keep(0, mark.start(), EDITORS)
    for pattern, because in find_glued_names([line.text for line in lines], title):
        for line in lines:
            line.before += [(m.group().strip(), because) for m in pattern.finditer(line.text)]
            line.text = pattern.sub("", line.text)


def strip_head(lines: Sequence[Line]) -> None:
    """Cut a headline or a date that was glued before the first sentence of the text."""
    for find, because in ((_mark, EDITORS), (_headline, HEADLINE), (_stamp, DATE_STAMP)):
        first = next((line for line in lines if line.because is None), None)
        start = find(first.text) if first else 0
        if first and start and len(first.text) - start >= 40:
            first.keep(start, len(first.text), because)


def strip_ends(lines: Sequence[Line]) -> None:
    """Cut sentences at the lines' ends that ask something of the reader, and signatures of posts and pictures."""
    for line in lines:
        if line.because is not None:
            continue
        line.keep(0, standing_end(line.text), STANDING)
        for pattern, because in ((SIGNATURE, EMBEDDED), (BRACKETED_CREDIT, CAPTION)):
            tail = pattern.search(line.text, max(0, len(line.text) - TAIL))
            if tail and tail.start():
                line.keep(0, tail.start(), because)
        if footer := find_footer(line.text):
            line.keep(0, footer, FOOTER)
        from_here = max(0, len(line.text) - SEEN)
        sentences = find_sentences(line.text[from_here:]) if may_invite(line.text[from_here:]) else []
        cut = len(sentences)
        while cut > 1 and invites(line.text[from_here:][slice(*sentences[cut - 1])]):
            cut -= 1
        if cut < len(sentences):
            line.keep(0, from_here + sentences[cut - 1][1], INVITES)


def _mark(line: str) -> int:
    """Where the text begins behind a mark of its version ("UPDATE 2: "), 0 where there is none."""
    m = HEAD.match(line)
    return m.end() if m else 0


def _stamp(line: str) -> int:
    """Where the text begins behind a date ("Published May 3 2019 Ten people …"), 0 where there is none."""
    m = _DATE.match(line)
    return m.end() if m and find_date(m.group()) else 0


def _headline(line: str) -> int:
    """Where the text begins behind a headline that stands before it twice, 0 where there is none."""
    words = find_words(line[:600])
    plain = [w.text.casefold() for w in words]
    for first in range(3):
        for second in range(first + REPEATED, min(WITHIN, len(words) - REPEATED)):
            run = 0
            while second + run < len(words) and first + run < second and plain[first + run] == plain[second + run]:
                run += 1
            end = second + run
            if run >= REPEATED and end < len(words) and words[end].text[0].isupper() and not _ended(line, words[end - 1].end):
                return words[end].start
    return 0


def _ended(line: str, at: int) -> bool:
    return bool(re.match(r"[\"”’)]*[.!?,;]", line[at:]))


def find_glued_names(lines: list[str], title: str | None) -> list[tuple[re.Pattern[str], str]]:
    """A site's or brand's name glued to the headline ("Brand-Talks open", "Talks open -SiteName"), and its other places.

    The headline must stand on the page again, without the name, or the name glued to other words; else it may be
    part of the headline.
    """
    found: list[tuple[re.Pattern[str], str]] = []
    heads = [line for line in [title or "", *lines[:6]] if 3 <= len(line.split()) <= 30]
    text = "\n".join(lines)
    for line in heads:
        front = re.match(r"(?P<name>[A-Z]\w{3,20})-(?=[A-Z])", line)
        if front:
            name = front.group("name")
            glued = re.compile(rf"\b{name}(?=[a-z])")
            if any(glued.search(x) for x in lines) and not re.search(rf"\b{name}\b(?!-)", text):
                found += [
                    (glued, "brand word glued into the text"),
                    (re.compile(rf"\b{name}-(?=[A-Z])"), "brand word glued to the headline"),
                ]
        back = re.search(r"\s[-–|](?P<name>[A-Z]\w{3,30})$", line)
        if back and any(line[: back.start()].endswith(x) or x in line[: back.start()] for x in lines if len(x) > 20):
            found.append((re.compile(re.escape(back.group()) + "$"), "site name glued to the headline"))
    return list({p.pattern: (p, why) for p, why in found}.values())
