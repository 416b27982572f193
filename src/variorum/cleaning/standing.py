"""What stands behind every release of a sender: "About NAME", notes to editors, contacts, known by heading and place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from variorum.text.dates import MONTHS, WEEKDAYS
from variorum.text.lexicon import members

STANDING = "standing paragraph of the sender"
HEADING = 10  # words of a heading
OPENING = 30  # words of a paragraph in which a sender says what it is
CONTACT = 20  # words of a line of an address
TAIL = 4_000  # characters of a line's end in which such a paragraph may be glued to the text
_PART = r"[^\W\d_a-z][\w&.’'+-]*"
_NAME = rf"(?:the )?(?P<name>{_PART}(?: (?:(?:of|for|and|the|in|de|du|la|&|on) )*(?:{_PART}|\([A-Z][\w.]*\))){{0,8}})"
_ABOUT = re.compile(rf"[\W_]*(?:About|ABOUT) {_NAME}\s*[:.–—-]*")
_GLUED = re.compile(rf"(?:^|(?<=[.!?”\"’)] ))About {_NAME}\s*(?:[:.–—-]+|(?=\s))\s*(?:The )?(?P=name)\b", re.MULTILINE)
_INLINE = re.compile(rf"[\W_]*(?:About|ABOUT) {_NAME}\s*(?::|\s[–—-]+\s)\s*(?=\S)")
_DATED = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b|\b(?:{'|'.join(MONTHS)}) \d{{1,2}}\b|\byesterday\b", re.IGNORECASE)
_NEWS = re.compile(r"\b(?:said|says|told|according to|announced|confirmed)\b|[“\"](?:\S+ ){2}", re.IGNORECASE)
_TURN_TO = re.compile(
    r"\W*(?:for )?(?:more|further|additional|media|press)\b.{0,40}?\b(?:information|enquir|inquir|contact)", re.IGNORECASE
)
_ADDRESS = re.compile(r"@|https?://|www\.|\+?\d[\d ()./-]{6,}\d|\b(?:tel|phone|fax|e-?mail|mobile)\b", re.IGNORECASE)


def find_standing(lines: Sequence[str], verdicts: Sequence[str | None]) -> list[str | None]:
    """The verdicts, with the standing paragraphs behind the text set apart.

    A section goes from its heading to the next or to the end. Where news follows in it, its first paragraph goes alone.
    """
    out = list(verdicts)
    kept = [i for i, because in enumerate(verdicts) if because is None]
    heads = [n for n, i in enumerate(kept) if n and opens_standing(lines[i], lines[kept[n + 1]] if n + 1 < len(kept) else "")]
    for n, end in pairwise([*heads, len(kept)]):
        section = kept[n:end]
        news = next((m for m, i in enumerate(section) if m and is_news(lines[i])), len(section))
        if news < len(section):
            section = section[: 1 if _INLINE.match(lines[section[0]]) else min(2, news)]
        for i in section:
            out[i] = STANDING
    return out


def standing_end(line: str) -> int:
    """Where the text of a line ends before a standing paragraph that was glued to it; its length where there is none."""
    start = max(0, len(line) - TAIL)
    found = next((m for m in _GLUED.finditer(line, start) if _describes(line[m.end("name") :])), None)
    return found.start() if found and not is_news(line[found.start() :]) else len(line)


def is_news(line: str) -> bool:
    """Does a line tell what somebody said, or on which day something happened?"""
    return bool(_NEWS.search(line) or _DATED.search(line))


def opens_standing(line: str, follower: str) -> bool:
    """Does a standing section begin with the line?"""
    head, colon, _ = line[:200].partition(":")
    plain = head.strip(" -–—*#_.").casefold().replace("’", "'")
    if len(head.split()) <= HEADING and plain in _headings():
        return bool(colon) or len(line.split()) <= HEADING
    if _contact(line):
        return True
    inline = _INLINE.match(line)
    if inline:
        return _describes(line[inline.end() :]) and not is_news(line)
    about = _ABOUT.fullmatch(line) if len(line.split()) <= HEADING else None
    return bool(about) and _describes(follower) and not is_news(follower)


def _contact(line: str) -> bool:
    """Does the line say to whom journalists may turn, with an address?"""
    return bool(_TURN_TO.match(line)) and len(line.split()) <= CONTACT and bool(_ADDRESS.search(line)) and not is_news(line)


def _describes(paragraph: str) -> bool:
    return bool(_verbs().search(" ".join(paragraph.split()[:OPENING])))


@cache
def _headings() -> frozenset[str]:
    return frozenset(members("standing")["contact"] + members("standing")["notes"])


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(members('standing')['describes'])})\b", re.IGNORECASE)
