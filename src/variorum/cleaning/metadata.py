"""What a page says of its report: every candidate with its place, and which of them is believed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime

from variorum.cleaning.bylines import find_byline
from variorum.cleaning.date_order import find_order, shown_orders
from variorum.cleaning.names import is_name, known_names
from variorum.model import Candidate, Page
from variorum.text.periods import find_times
from variorum.text.stamps import find_stamps
from variorum.text.words import content_stems

_BYLINE = re.compile(r"^(?:By|Author|Written by|Reported by)\b[:\s]+(?P<names>\S.{1,100})$", re.IGNORECASE)
_WHO = r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*){1,3}"
_PERSON = re.compile(
    rf"(?:(?:Analysis|Opinion|Reporting|Story) by )?(?P<names>{_WHO}(?:(?:,| and| &) {_WHO})*)"
    r"(?: ?,| ?\||\s[—–-]) ?(?P<outlet>[A-Z][\w .’'-]{1,40}?)(?: writers?| staff| correspondent)?\s?[•·]?"
)
DATE_STAMP = "date stamp"  # why a line was removed that only tells the date
HEADLINE = "headline, kept as the title"
BEFORE = "before the beginning of the text"
TITLE = (3, 30)  # words of a headline
FIRST_YEAR = 1600  # the first newspapers; a date before is a default or a mistake
GIVEN = "given"  # where a value was found that came with the page
LINE = "line"
_ISO = re.compile(r"(?<![\d-])\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?")
_UNIX = re.compile(r"1\d{9}(?:\d{3})?")  # seconds, or thousandths of them, since 1970
_COMPACT = re.compile(r"((?:19|20)\d{6})(\d{4}(?:\d\d)?)")
_OPENING = re.compile(
    r"(?:(?:Published|Posted|Updated|Date)\b:? ?)?(?:of publication )?(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,? )?"
)
_UPDATED = re.compile(r"\b(?:updated|modified|edited|corrected)\b", re.IGNORECASE)
_SITE = re.compile(r"\s+[|–—-]\s*(?P<site>[^|–—]{2,40})$")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_DATES = ("published", "updated")


def find_given(page: Page) -> list[Candidate]:
    """What came with the page: from a JSON line, a feed, an archive."""
    known = (
        ("title", page.title),
        ("outlet", page.outlet),
        ("byline", page.byline),
        ("published", page.published),
        ("updated", page.updated),
        ("url", page.url),
    )
    return [Candidate(field, value, GIVEN) for field, value in known if value]


def find_in_lines(lines: Sequence[str], verdicts: Sequence[str | None]) -> list[Candidate]:
    """What the visible lines say, the removed ones among them."""
    found = [Candidate(*pair, LINE) for pair in _stamps(lines, verdicts)]
    title, byline = _title(lines, verdicts), _byline(lines)
    found += [Candidate("title", title, LINE)] if title else []
    return found + ([Candidate("byline", byline, LINE)] if byline else [])


def settle(candidates: Sequence[Candidate], lines: Iterable[str] = ()) -> tuple[Candidate, ...]:
    """The candidates whose values can be what they claim, each value and place once; ``lines`` are those of the page.

    Dates are written as ISO 8601, bylines without what is no name. What is no name at all comes last.
    """
    dates = _dates(candidates, lines)
    outlets = [c.value for c in candidates if c.field == "outlet"]
    sound: dict[Candidate, None] = {}
    junk: dict[Candidate, None] = {}
    for c in candidates:
        value = dates[c] if c.field in _DATES else find_byline(c.value, outlets) if c.field == "byline" else c.value
        if value:
            sound.setdefault(Candidate(c.field, _CONTROL.sub(" ", value), c.found))
        elif c.field == "byline":
            junk.setdefault(Candidate(c.field, _CONTROL.sub(" ", c.value), c.found))
    return (*sound, *junk)


def _dates(candidates: Sequence[Candidate], lines: Iterable[str]) -> dict[Candidate, str | None]:
    """The dates in ISO 8601; of those that fit both orders of day and month what the page tells of the order."""
    dates = {c: find_iso(c.value) for c in candidates if c.field in _DATES}
    known = [date.fromisoformat(iso[:10]) for iso in dates.values() if iso]
    open_ones = [c for c, iso in dates.items() if iso is None and find_iso(c.value, month_first=True)]
    shown = shown_orders(lines) if open_ones else frozenset()
    return dates | {c: find_iso(c.value, month_first=find_order(c.value, known, shown, candidates)) for c in open_ones}


def believed(candidates: Iterable[Candidate], field: str) -> str | None:
    """The value of the first candidate for a field: what was given, then what the markup says, then the lines."""
    return next((c.value for c in candidates if c.field == field), None)


def find_title(candidates: Sequence[Candidate]) -> str | None:
    """The believed title without the site's name behind it: what another title lacks, or what the outlet is called."""
    title = believed(candidates, "title")
    m = _SITE.search(title or "")
    if title is None or m is None:
        return title
    site, bare = m.group("site").casefold(), title[: m.start()]
    outlets = {c.value.casefold() for c in candidates if c.field == "outlet"}
    plainer = any(c.field == "title" and c.value.strip() == bare for c in candidates)
    known = site in outlets or any(o.split(".")[0] == re.sub(r"\W+", "", site) for o in outlets) or is_name(m.group("site"))
    return bare if plainer or known else title


def find_iso(said: str | None, *, month_first: bool | None = None) -> str | None:
    """The date as ISO 8601, None where it is none, of no newspaper's time, or fits both orders and nobody decides.

    A written clock is kept where its time zone is given: the outlet's own hour is no moment.
    """
    if not said or not said.strip():
        return None
    said = said.strip()[:200]
    m = _ISO.search(said)
    compact = _COMPACT.fullmatch(said)
    try:
        if _UNIX.fullmatch(said):
            return _in_time(datetime.fromtimestamp(int(said[:10]), UTC).isoformat())
        plain = "T".join(compact.groups()) if compact else said if m is None else m.group()
        found = datetime.fromisoformat(plain.replace(" ", "T").replace("Z", "+00:00"))
        return _in_time(m.group().replace(" ", "T") if m else found.isoformat())
    except ValueError:
        stamps = find_stamps(said, month_first=month_first)
        return _in_time(stamps[0].iso if stamps[0].in_zone else stamps[0].iso[:10]) if stamps else None


def _in_time(iso: str) -> str | None:
    """The date where a newspaper can have it: after the first ones, and not the day from which computers count."""
    return iso if int(iso[:4]) >= FIRST_YEAR and not iso.startswith(("1970-01-01", "1969-12-31")) else None


def _stamps(lines: Sequence[str], verdicts: Sequence[str | None]) -> Iterator[tuple[str, str]]:
    """The dates of the lines that were removed as stamps, else of one that opens the text."""
    stamps = [line for line, because in zip(lines, verdicts, strict=True) if because == DATE_STAMP]
    for line in stamps:
        yield "updated" if _UPDATED.search(line) else "published", line
    opening = _OPENING.match(lines[0]) if lines and not stamps else None
    first = next(iter(find_times(lines[0][opening.end() : opening.end() + 40])), None) if opening else None
    if opening and first and first.start == 0 and first.kind in ("iso", "numeric", "date") and "year" in dict(first.parts):
        yield "published", lines[0][opening.end() : opening.end() + first.end]


def _byline(lines: Sequence[str]) -> str | None:
    for line in lines[:12]:
        m = _BYLINE.match(line)
        if m and len(line.split()) <= 12 and line[-1] not in ".!?":
            return re.sub(r"\s+", " ", m.group("names")).strip()
        person = _PERSON.fullmatch(line)
        if person and known_names(person.group("outlet")):
            return person.group("names").strip(" ,")
    return None


def _title(lines: Sequence[str], verdicts: Sequence[str | None]) -> str | None:
    """The first line before the text that shares half of its words with it, else the first that can be a headline."""
    try:
        first = list(verdicts).index(None)
    except ValueError:
        return None
    heads = [line for line, because in zip(lines[:first], verdicts, strict=False) if because in (HEADLINE, BEFORE)]
    heads = [line for line in heads if not line.startswith(("By ", "by ")) and TITLE[0] <= len(line.split()) <= TITLE[1]]
    if not heads:
        return None
    body = {s for line, because in zip(lines, verdicts, strict=True) if because is None for s in content_stems(line)}
    near = [line for line in heads if len(set(content_stems(line)) & body) >= max(2, len(set(content_stems(line))) / 2)]
    first_one = next(iter(near or heads), None)
    return next((line for line in heads if first_one and line != first_one and first_one.endswith(line)), first_one)
