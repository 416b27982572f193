"""A collation set out for reading: letters for reports, points in the order in which an editor wants them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from variorum.model import DIVERGENT, Claim, Collation, Point, Report, Span
from variorum.text.words import content_stems, stem
from variorum.views.tables import Figures, Names, Share, lay_out_ledgers, lay_out_names, lay_out_shares, sort_letters

_HE = re.compile(r"(?:he|she)\b", re.IGNORECASE)
_TORN = re.compile(  # "[Lee] living in a trailer", "[the man] killed by police", "which was denied"
    r"(?:who|whom|whose|which|where)\b|\[[^]]*\] \w+ by\b"
    r"|(?:\[[^]]*\] )?(?!\w*thing\b|bring|during|evening|king|morning|spring)[a-z]+ing\b"
)
ALIKE = 0.6  # the same of two lines of the same reports
AGAIN = 0.7  # of the words of the shorter of two lines: that says the other again
ORDER = {status: i for i, status in enumerate(DIVERGENT)}


@dataclass(frozen=True, slots=True)
class Answer:
    """One reading: its wording, the letters of its reports, its passages, how many origins, whose word, and why so few."""

    text: str
    letters: str
    passages: tuple[tuple[str, Claim], ...]
    origins: str
    voices: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One point as it is printed."""

    id: str
    status: str
    about: str
    because: str
    answers: tuple[Answer, ...]

    @property
    def letters(self) -> str:
        """The letters of all its reports."""
        return sort_letters({x for a in self.answers for x in a.letters.split()})


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that the views print of one story."""

    title: str
    days: str
    letters: dict[str, str]
    notes: tuple[tuple[str, Report, str], ...]
    parts: tuple[Entry, ...]
    one_voice: tuple[Entry, ...]
    agreed: tuple[Entry, ...]
    families: int
    ledgers: tuple[Figures, ...] = ()
    shares: tuple[Share, ...] = ()
    names: tuple[Names, ...] = ()


def lay_out(collation: Collation) -> Sheet:
    """The sheet of a collation."""
    letters = {r.id: letter(i) for i, r in enumerate(collation.story.reports)}
    claims = {c.id: c for c in collation.claims}
    entries = [(p, _entry(p, claims, letters)) for p in collation.points]
    parts = sorted((e for p, e in entries if p.status in DIVERGENT), key=lambda e: ORDER[e.status])  # type: ignore[index]
    told = [(p, e) for p, e in entries if p.status not in DIVERGENT]
    same = [
        (p, e)
        for p, e in told
        if not all(claims[i].is_bare for i in p.readings[0].claims) and not _leans(e.answers[0])  # "Mayor Ida Berg"
    ]
    weight = {e.id: (-p.readings[0].origins[1], -p.readings[0].origins[0], -len(e.letters)) for p, e in same}
    whole = [
        (p, e) for p, e in same if any(not claims[i].is_detail for i in p.readings[0].claims if i not in p.readings[0].beside)
    ]
    agreed = _once(sorted((e for p, e in whole if not _rests_on_one(p)), key=lambda e: weight[e.id]))
    alone = [
        e
        for p, e in same
        if _rests_on_one(p)
        and len(e.answers[0].letters.split()) > 1
        and not claims[p.readings[0].claims[-1]].is_detail
        and not any(e.answers[0].text.casefold() == a.answers[0].text.casefold() or _says_again(e, a) for a in agreed)
    ]
    return Sheet(
        title=collation.story.title,
        days=spell_days(collation.story.first, collation.story.last),
        letters=letters,
        notes=tuple((letters[r.id], r, _note(r, collation, letters)) for r in collation.story.reports),
        parts=tuple(parts),
        one_voice=_once(sorted(alone, key=lambda e: weight[e.id])),
        agreed=agreed,
        families=len(collation.families),
        ledgers=lay_out_ledgers(collation, letters),
        shares=lay_out_shares(collation, letters),
        names=lay_out_names(collation.namings, letters),
    )


def _once(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries, those of the very same words as one with the passages of all: a claim may stand in two points; and none
    that says again, of no other report, what has been said in much the same words."""
    found: dict[str, Entry] = {}
    for entry in entries:
        if any(_says_again(entry, told) for told in found.values()):
            continue
        known = found.setdefault(entry.answers[0].text.casefold(), entry)
        if known is not entry:
            mine, theirs = known.answers[0], entry.answers[0]
            passages = tuple(dict.fromkeys((*mine.passages, *theirs.passages)))
            voices = tuple(dict.fromkeys((*mine.voices, *theirs.voices)))
            joined = replace(mine, letters=sort_letters({x for x, _ in passages}), passages=passages, voices=voices)
            found[mine.text.casefold()] = replace(known, answers=(joined,))
    return tuple(found.values())


def _leans(answer: Answer) -> bool:
    """Is it of a "he" whom no voice tells, of what somebody was doing besides, or of nobody at all: "hid in a closet"?"""
    first = re.match(r"[a-z]+", answer.text)
    bare = first is not None and any(c.predicate and stem(first[0])[:4] == stem(c.predicate)[:4] for _, c in answer.passages)
    return bare or bool(_TORN.match(answer.text)) or (not answer.voices and bool(_HE.match(answer.text)))


def _says_again(entry: Entry, told: Entry) -> bool:
    """Are all its reports told of already, in most of its words or by half of its claims?"""
    mine, theirs = entry.answers[0], told.answers[0]
    if mine.text.casefold() == theirs.text.casefold() or not set(mine.letters.split()) <= set(theirs.letters.split()):
        return False
    claims = [{c.id for _, c in a.passages} for a in (mine, theirs)]
    words = [set(content_stems(a.text)) for a in (mine, theirs)]
    share = ALIKE if mine.letters == theirs.letters else AGAIN
    in_words = len(words[0] & words[1]) >= share * max(1, min(map(len, words)))
    return in_words or 2 * len(claims[0] & claims[1]) >= len(claims[0])


def letter(index: int) -> str:
    """A, B … Z, AA, AB …"""
    out = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        out = chr(ord("A") + rest) + out
    return out


def spell_day(iso: str) -> str:
    """The ISO day as "21 September 2023"."""
    day = date.fromisoformat(iso[:10])
    return f"{day.day} {day.strftime('%B')} {day.year}"


def spell_days(first: str | None, last: str | None) -> str:
    """One day, or a month or year as a whole, or the first and last day; "no date known" for none."""
    if first is None or last is None:
        return "no date known"
    one, other = date.fromisoformat(first[:10]), date.fromisoformat(last[:10])
    if one.day == 1 and (other + timedelta(days=1)).day == 1 and (one.year, one.month) == (other.year, other.month):
        return f"{one.strftime('%B')} {one.year}"
    if (one.month, one.day, other.month, other.day) == (1, 1, 12, 31):
        return str(one.year) if one.year == other.year else f"{one.year} to {other.year}"
    return spell_day(first) if one == other else f"{spell_day(first)} to {spell_day(last)}"


def spell_span(span: Span, letters: dict[str, str]) -> str:
    """The letter of the passage's report."""
    return letters.get(span.report, "?")


def _rests_on_one(point: Point) -> bool:
    """One text, or one voice alone?"""
    return point.status == "single" or point.readings[0].origins[0] < 2


def _entry(point: Point, claims: dict[str, Claim], letters: dict[str, str]) -> Entry:
    answers = []
    for reading in point.readings:
        given = [claims[i] for i in reading.claims if i not in reading.beside]
        low, high = reading.origins
        origins = f"{low} to {high} origins" if low < high else f"{high} origin{'s' if high > 1 else ''}"
        answers.append(
            Answer(
                reading.answer,
                sort_letters({letters[c.at.report] for c in given}),
                tuple((letters[c.at.report], c) for c in given),
                origins,
                reading.voices,
                reading.because,
            )
        )
    return Entry(point.id, point.status, point.about, point.because, tuple(answers))


def _note(report: Report, collation: Collation, letters: dict[str, str]) -> str:
    """What an editor must know of a report: whose text it is, whom it credits, whether its date is believed."""
    family = next(f for f in collation.families if report.id in f.reports)
    others = [i for i in letters if i in family.reports and i != report.id]
    notes = [f"one text with {join([letters[i] for i in others])}" if others else "own text"]
    sources = [r for r in collation.reuses if r.copy == report.id and r.source in others]
    if report.versions:
        notes[0] = f"version {report.versions.index(report.id) + 1} of {len(report.versions)} of one page"
    elif sources:
        notes[0] += f", copied from {letters[max(sources, key=lambda r: r.share).other]}"
    elif others and family.origin:
        notes[0] += f", from {family.origin}"
    shared = {
        i: r.source is not None
        for i in family.partly_from
        for r in collation.reuses
        if {r.copy, r.other} == {report.id, i} and r.source != report.id
    }
    for known, verb in ((True, "takes passages of"), (False, "shares passages with")):
        if partly := [letters[i] for i in letters if shared.get(i) is known]:
            notes.append(f"{'a round-up, ' if family.round_up else ''}{verb} {join(partly)}")
    if report.credits:
        notes.append(f"credits {', '.join(report.credits)}")
    if report.doubt:
        notes.append(report.doubt)
    elif report.published:
        notes.append(report.published[:10])
    return "; ".join(notes)


def join(words: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else list(words))
