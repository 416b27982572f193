"""Marks that editors and agencies write for one another: ends, what follows, what a new version adds, slugs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from variorum.cleaning.standing import is_news, opens_standing

EDITORS = "mark of the editors"
BEHIND_END = "behind the mark of the end"
REST = 0.5  # part of a page's characters that may stand behind the mark of an end
_CHANGES = r"(?:adds?|updates?|updating|recasts?|rewrites?|refiles?|repeats?|trims?|embeds?|changes|deletes?|raises|fixes|subs)"
_PLACE = r"(?:paragraphs?|paras?|grafs?|byline|dateline|headline|slug|details?|quotes?|comments?|background|bullets?|photos?)"
_END = re.compile(r"[\s(\[*-]*(?:ENDIT|ENDS?|Ends?|END OF (?:ITEM|MESSAGE|STORY|TEXT)|30|XXX)[\s)\]*-]*\.?")
_DECORATED_END = re.compile(r"(?:ENDIT|ENDS|[(\[*-]+\s*(?:[Ee]nds?|END|30)\s*[)\]*-]+|#\s?#\s?#|END OF \w+)\.?")
_LINE = re.compile(
    r"[(\[*-]*\s*MORE(?: TO (?:COME|FOLLOW))?\s*[)\]*.-]*|(?i:[(\[*-]+\s*more(?: to (?:come|follow))?\s*[)\]*-]+)"
    r"|(?:Eds|EDS|EDITORS|ATTENTION EDITORS|Attention editors)\b\.?\s?[:;–—-].{0,300}"
    r"|ATTENTION\b.{0,200}///.*|.{0,200}\s///"
    rf"|[(\[]\s*(?i:{_CHANGES})\b.{{2,200}}[)\]]"
    rf"|(?:ADDS|UPDATES|RECASTS|REWRITES|REFILES|REPEATS|TRIMS|CHANGES|DELETES|RAISES)\b.{{0,160}}\b(?i:{_PLACE})\b.{{0,60}}"
    rf"|(?:Adds|Updates|Recasts|Rewrites|Refiles|Repeats|Trims)\b.{{0,120}}\b(?:{_PLACE})\b[^.]{{0,30}}"
    r"|(?:URGENT|FLASH|BULLETIN|NEWSALERT|EMBARGOED?\b.{0,100})[:.]?"
    r"|(?:UPDATE|WRAPUP|LEAD|RPT|REFILE|TAKE) ?\d{0,2}[:.]?"
    r"|.{0,60}\b(?:\d(?:st|nd|rd|th) (?:Ld|Lead)|Writethru)\b.{0,60}|BC-\S{2,40}.{0,60}"
)
HEAD = re.compile(
    r"(?:UPDATE|WRAPUP|REFILE|RPT|REPEAT|URGENT|FLASH|TAKE|\d(?:ST|ND|RD|TH)? LEAD|LEAD)\s?\d{0,2}\s?[-:–—]\s?(?=\S)"
)
ENDING = re.compile(
    r"(?<=[.!?\"”’)])\s+"
    r"(?:[(\[]\s*(?:MORE|more|ENDS?|ends)\s*[)\]]|ENDIT|ENDS|MORE|#\s?#\s?#|-\s?(?:30|ENDS?|[Ee]nds)\s?-)\.?$"
)


def is_mark(line: str) -> bool:
    """Is the line a mark of the editors and nothing else?"""
    return len(line) <= 400 and bool(_DECORATED_END.fullmatch(line) or _LINE.fullmatch(line))


def find_end(lines: Sequence[str], verdicts: Sequence[str | None]) -> int:
    """The line with the mark of the end, behind which no text is kept; the number of lines where there is none."""
    total = sum(map(len, lines))
    for i, line in enumerate(lines):
        text = any(because is None for because in verdicts[:i])
        if text and len(line) <= 30 and (_DECORATED_END.fullmatch(line) or (_END.fullmatch(line) and line.isupper())):
            return i if _ends(lines[i + 1 :], total) else len(lines)
    return len(lines)


def _ends(rest: Sequence[str], total: int) -> bool:
    """May what stands behind a mark of the end go: short beside the text, and notes of the sender or no news?"""
    short = sum(map(len, rest)) <= REST * total
    noted = bool(rest) and opens_standing(rest[0], rest[1] if len(rest) > 1 else "")
    return short and (noted or not any(is_news(line) for line in rest))
