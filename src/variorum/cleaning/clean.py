"""Page -> Report, the whole way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b

from variorum.cleaning.bylines import find_byline
from variorum.cleaning.credits import find_credits
from variorum.cleaning.declared import find_in_address
from variorum.cleaning.doubts import find_doubt
from variorum.cleaning.furniture import find_furniture, says_same
from variorum.cleaning.glued import strip_ends, strip_head, unglue
from variorum.cleaning.layout import unwrap
from variorum.cleaning.lines import Line, assemble
from variorum.cleaning.metadata import BEFORE, HEADLINE, believed, find_given, find_in_lines, find_title, settle
from variorum.cleaning.parts import find_parts
from variorum.errors import BadInput
from variorum.model import Candidate, Page, Removed, Report
from variorum.text.language import find_language

MOST_LINES = 30_000
SEARCHED, SHORTEST = 60, 20  # characters before a place by which it is found again
REASONS = 5  # that are told where nothing is left of a page
LONGEST_TITLE = 400  # characters that are compared with lines
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")


def clean(page: Page) -> Report:
    """The report that a page holds. Raises BadInput where no text is left."""
    candidates, told = find_given(page), page.is_document
    if page.html is not None:
        from variorum.cleaning.html import extract  # brings lxml and trafilatura, which text does not need

        raw, declared, told = extract(page.html, page.where, is_document=page.is_document)
        candidates += declared
        lines = [part for line in raw for part in _parts(line)]
    else:
        lines = [Line(text) for text in normalise((page.text or "").split("\n"))]
    if len(lines) > MOST_LINES:
        raise BadInput(page.where, f"has {len(lines):,} lines: no report has more than {MOST_LINES:,}")
    open_lines = [line for line in lines if line.because is None]
    headline = (believed(candidates, "title") or "")[:LONGEST_TITLE] or None
    unglue(open_lines, headline)
    texts = [line.text for line in open_lines]
    verdicts = find_furniture(texts, headline, told=told)
    candidates += [*find_in_lines(texts, verdicts), *find_in_address(page.url or believed(candidates, "url"))]
    settled = settle(candidates, [line.text for line in lines])
    bylines = [c.value for c in candidates if c.field == "byline"]
    credited = find_credits(texts, verdicts, [line.text for line in lines if line.because], bylines)
    title = (find_title(settled) or "")[:LONGEST_TITLE]
    for line, because in zip(open_lines, verdicts, strict=True):
        line.because = BEFORE if because == HEADLINE and not says_same(title, line.text) else because
    strip_head(open_lines)
    strip_ends(open_lines)
    if not any(line.text and line.because is None for line in open_lines):
        raise BadInput(page.where, _why_nothing(lines))
    text, removed = assemble(lines)
    return _report(page, text, removed, settled, credited)


def _parts(line: Line) -> list[Line]:
    """The lines that a block of a page holds; what was cut off before it goes with the first."""
    parts = [Line(text, line.because) for text in normalise([line.text], wrapped=False)]
    if parts:
        parts[0].before += line.before
    return parts or [Line(text, because) for text, because in line.before]


def _why_nothing(lines: Sequence[Line]) -> str:
    """Why no text is left of a page: how many of its lines were removed for each reason, the most frequent first."""
    counted = Counter(line.because for line in lines if line.because)
    if not counted:
        return "is empty"
    reasons = ", ".join(f"{times} {because}" for because, times in counted.most_common(REASONS))
    return f"holds no text of a report: all of it is page furniture ({reasons}{', …' if len(counted) > REASONS else ''})"


def _report(
    page: Page, body: str, removed: tuple[Removed, ...], candidates: tuple[Candidate, ...], credited: tuple[str, ...]
) -> Report:
    return Report(
        id=_identity(page),
        name=_line(page.name) or "unnamed",
        text=body,
        outlet=_line(re.sub(r"(?<=\w\.\w\w|\.\w\w\w):\d{2,5}$", "", believed(candidates, "outlet") or "")),  # a host's port
        title=_line(find_title(candidates)),
        byline=_line(find_byline(believed(candidates, "byline") or "", (c.value for c in candidates if c.field == "outlet"))),
        url=_line(page.url or believed(candidates, "url")),
        published=believed(candidates, "published"),
        updated=believed(candidates, "updated"),
        doubt=find_doubt(candidates, body),
        language=find_language(body),
        credits=credited,
        removed=_with_earlier(page, body, removed),
        candidates=candidates,
        parts=find_parts(body),
        extra=page.extra,
    )


def _with_earlier(page: Page, body: str, removed: tuple[Removed, ...]) -> tuple[Removed, ...]:
    """What was removed, with what reading had taken out before, at its place in the text as far as that is still there."""
    earlier = tuple(replace(r, at=_place(page.text, r.at, body)) for r in page.removed if r.text.strip())
    return tuple(sorted((*earlier, *removed), key=lambda r: r.at))


def _place(raw: str | None, at: int, body: str) -> int:
    """The offset in ``body`` of what stands at ``at`` in the raw text: behind the same words, else at the end."""
    before = " ".join((raw or "")[max(0, at - SEARCHED) : at].split())
    for words in (before, before[-SHORTEST:]):
        found = body.find(words) if words else -1
        if found >= 0:
            return found + len(words)
    return len(body) if at else 0


def normalise(raw: list[str], *, wrapped: bool = True) -> list[str]:
    """The lines without invisible characters and runs of blanks; where they may be wrapped, without the hard breaks."""
    text = _INVISIBLE.sub("", "\n".join(raw).replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
    lines = [re.sub(r"[^\S\n]+", " ", line).strip() for line in text.split("\n")]
    return unwrap(lines) if wrapped else [line for line in lines if line]


def _line(text: str | None) -> str | None:
    """The text on one line, without what a terminal would obey."""
    return " ".join(_INVISIBLE.sub(" ", text).split()) or None if text else None


def _identity(page: Page) -> str:
    folder = dict(page.extra).get("folder")  # index.html of two folders are two pages
    parts = (page.name, folder, page.url, page.outlet, page.title, page.published, page.text or page.html)
    return blake2b("\x1f".join(p or "" for p in parts).encode("utf-8", "replace"), digest_size=6).hexdigest()
