"""Planted conflicts: one change in one report of an agreed point must be found, and typed, as a place where reports part.

python -m evals.planted FOLDER     prints the changes that are not found
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evals.marks import read_marked
from evals.score import Score, score_story
from variorum.ingest import read
from variorum.model import DIVERGENT, Claim, Collation, Page, Span
from variorum.pipeline import Methods, collate
from variorum.text.lexicon import classes
from variorum.text.periods import find_times
from variorum.text.words import Word, find_words, fold

SEED, EACH = 20260101, 15  # changes of each kind, drawn over all stories
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PLACES = ("Ostrava", "Trieste", "Valparaiso", "Bergen", "Kandahar", "Winnipeg")
SMALL = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_DIGITS = re.compile(
    r"(?<![\w$£€.:,/-])\d{1,3}(?:,\d{3})*(?![\w.:,/%-])|(?<![\w-])(?:" + "|".join(SMALL) + r")(?![\w-])", re.IGNORECASE
)
_AUX = re.compile(r"\b(?:was|were|is|are|will|would|could)\b(?! not\b)")
_MOVES = re.compile(r"\w+ (?P<to>to|from) (?:(?:the |a |an )[a-z]+|[A-Z]\w+)")
_WHERE = re.compile(r"\b(?:in|at|near) (?:the )?(?:[a-z]+ )?([A-Z][a-z]{3,})(?![-\w]| ?\d)(?![\w’' ]*[A-Z])")
ROLES = ("lawyer", "spokesman", "director", "treasurer", "teacher")

Change = Callable[[str, Sequence[str], random.Random], tuple[int, int, str] | None]  # claim, the others -> place and new words


@dataclass(frozen=True, slots=True)
class Plant:
    """A change: its kind, the pages with it, the report's name, the changed passage, and those that it contradicts."""

    kind: str
    pages: tuple[Page, ...]
    report: str
    passage: str
    others: tuple[Span, ...]


def measure_planted(folder: Path, *, show: bool = False) -> dict[str, float]:
    """The share of planted changes found and typed, in all and by kind; and of points without a false alarm where none is."""
    methods, chance, score = Methods(), random.Random(SEED), Score()
    stories = []
    for marked in read_marked(folder):
        pages = tuple(p for p in read(marked.reports) if isinstance(p, Page))
        edition = collate(pages, methods, one_story=True)
        score_story(marked, edition, score)
        stories.append((pages, edition.collations[0]))
    hits, tried = Counter[str](), Counter[str]()
    for kind in CHANGES:
        for plant in _draw(kind, stories, chance):
            found = _is_found(plant, collate(plant.pages, methods, one_story=True).collations[0])
            tried[kind] += 1
            hits[kind] += found
            if show and not found:
                print(f"  {kind} in {plant.report}: {plant.passage}")
    points = sum(len(c.points) for _, c in stories)
    alarms = score.divergences.printed - score.divergences.right
    for kind in CHANGES:
        print(f"  {kind}: {hits[kind]} of {tried[kind]}")
    return {"found": sum(hits.values()) / max(1, sum(tried.values())), "quiet": 1 - alarms / points}


def _draw(kind: str, stories: Sequence[tuple[tuple[Page, ...], Collation]], chance: random.Random) -> Iterator[Plant]:
    """Changes of one kind, each in another point as far as there are enough."""
    found = [p for pages, collation in stories for p in _plants(kind, pages, collation, chance)]
    chance.shuffle(found)
    yield from found[:EACH]


def _plants(kind: str, pages: tuple[Page, ...], collation: Collation, chance: random.Random) -> Iterator[Plant]:
    """One change in each agreed point that can bear it."""
    claims = {c.id: c for c in collation.claims}
    reports = {r.id: r for r in collation.story.reports}
    apart = {i for p in collation.points if p.status in DIVERGENT for r in p.readings for i in r.claims}
    for point in (p for p in collation.points if p.status == "agreed" and not apart & set(p.readings[0].claims)):
        said = (claims[i] for i in point.readings[0].claims if i not in point.readings[0].beside)
        given = [c for c in said if not c.is_detail]  # two phrases that name one place need not be of one event
        chance.shuffle(given)
        for claim in given:
            others = tuple(c for c in given if c.at.report != claim.at.report and _says_the_same(c, claim))
            change = CHANGES[kind](claim.says, [o.says for o in others], chance) if others else None
            page = next((p for p in pages if p.name == reports[claim.at.report].name), None)
            if change is None or page is None or page.text is None or page.text.count(claim.says) != 1:
                continue
            start, end, words = change
            passage = claim.says[:start] + words + claim.says[end:]
            changed = tuple(replace(p, text=(p.text or "").replace(claim.says, passage)) if p is page else p for p in pages)
            yield Plant(kind, changed, page.name, passage, tuple(o.at for o in others))
            break


def _says_the_same(a: Claim, b: Claim) -> bool:
    """Do two claims share most of the words of the shorter one, so that a change in one contradicts the other?"""
    mine, theirs = ({fold(w.text) for w in find_words(c.says)} for c in (a, b))
    return len(mine & theirs) >= 0.6 * min(len(mine), len(theirs))


def _is_found(plant: Plant, collation: Collation) -> bool:
    """Does a point of the right status set (a part of) the changed passage apart from one that it contradicts?"""
    report = next(r for r in collation.story.reports if r.name == plant.report)
    start = report.text.find(plant.passage)
    changed = _inside(collation, (Span(report.id, start, start + len(plant.passage)),))
    others = _inside(collation, plant.others)
    for point in (p for p in collation.points if p.status in RIGHT[plant.kind]):
        mine, theirs = ({n for n, r in enumerate(point.readings) if ids & set(r.claims)} for ids in (changed, others))
        if mine and theirs and (mine != theirs or len(mine) > 1):
            return True
    return False


def _inside(collation: Collation, passages: Sequence[Span]) -> set[str]:
    """The ids of the claims that lie on the passages."""
    return {c.id for c in collation.claims if any(c.at.overlap(p) for p in passages)}


def _number(says: str, others: Sequence[str], chance: random.Random) -> tuple[int, int, str] | None:
    """A number that others have too becomes half as much again, and one more."""
    dated = [range(t.start, t.end) for t in find_times(says)]
    found = [m for m in _DIGITS.finditer(says) if not any(m.start() in r for r in dated) and _all_have(m[0], others)]
    if not found:
        return None
    m = chance.choice(found)
    if m[0].isalpha():
        return m.start(), m.end(), SMALL[(SMALL.index(m[0].lower()) + 3) % len(SMALL)]
    return m.start(), m.end(), f"{int(int(m[0].replace(',', '')) * 1.5) + 1:,}"


def _date(says: str, others: Sequence[str], chance: random.Random) -> tuple[int, int, str] | None:
    """A weekday becomes another, a year an earlier one."""
    days = [w for w in find_words(says) if w.text in DAYS and _all_have(w.text, others)]
    years = [w for w in find_words(says) if re.fullmatch(r"(?:19|20)\d\d", w.text) and _all_have(w.text, others)]
    if not days + years:
        return None
    word = chance.choice(days + years)
    other = DAYS[(DAYS.index(word.text) + 3) % 7] if word.text in DAYS else str(int(word.text) - 3)
    return word.start, word.end, other


def _place(says: str, others: Sequence[str], chance: random.Random) -> tuple[int, int, str] | None:
    """A name behind "in", "at", "near" or "of" becomes that of another town."""
    found = [m for m in _WHERE.finditer(says) if _all_have(m[1], others)]
    if not found:
        return None
    m = chance.choice(found)
    return m.start(1), m.end(1), chance.choice([p for p in PLACES if p not in says])


def _role(says: str, others: Sequence[str], chance: random.Random) -> tuple[int, int, str] | None:
    """What a person is becomes something else."""
    known = set(classes("roles").values()) | set(classes("roles"))
    found = [w for w in find_words(says) if fold(w.text) in known and _all_have(_with_neighbour(says, w), others)]
    if not found:
        return None
    word = chance.choice(found)
    other = chance.choice([r for r in ROLES if r != fold(word.text)])
    return word.start, word.end, other.capitalize() if word.text[0].isupper() else other


def _negation(says: str, others: Sequence[str], chance: random.Random) -> tuple[int, int, str] | None:
    """The first auxiliary is negated, where others have it with the same words about it."""
    m = _AUX.search(says)
    plain = m is not None and not re.search(r"\b(?:no|not|never|n[’']t|nobody|none)\b", says, re.IGNORECASE)
    return (m.end(), m.end(), " not") if m is not None and plain and _all_have(_with_next(says, m), others) else None


def _direction(says: str, others: Sequence[str], chance: random.Random) -> tuple[int, int, str] | None:
    """ "to the camp" becomes "from the camp", and the other way round, behind a word that others have before it too."""
    found = [m for m in _MOVES.finditer(says) if _all_have(m[0], others)]
    if not found:
        return None
    m = chance.choice(found)
    return m.start("to"), m.end("to"), "from" if m["to"] == "to" else "to"


def _with_next(says: str, m: re.Match[str]) -> str:
    """The word before the match, the match, and the word behind it."""
    around = re.search(rf"(?:\w+ )?{re.escape(m[0])} \w+", says[max(0, m.start() - 12) :])
    return around[0] if around else m[0]


def _with_neighbour(says: str, word: Word) -> str:
    """The word with the one before it, or behind it where it is the first."""
    before = re.search(r"[\w’']+ $", says[: word.start])
    behind = re.match(r" [\w’']+", says[word.end :])
    return f"{before[0]}{word.text}" if before else f"{word.text}{behind[0] if behind else ''}"


def _all_have(words: str, others: Sequence[str]) -> bool:
    """Has another telling of the point the very words?"""
    return any(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", o, re.IGNORECASE) for o in others)


CHANGES: dict[str, Change] = {
    "number": _number,
    "date": _date,
    "place": _place,
    "role": _role,
    "negation": _negation,
    "direction": _direction,
}
RIGHT: dict[str, frozenset[str]] = {
    **dict.fromkeys(CHANGES, frozenset({"conflict"})),
    "number": frozenset({"conflict", "updated"}),  # a toll that differs between two days moved on
    "negation": frozenset({"conflict", "disputed"}),
}


if __name__ == "__main__":
    print(measure_planted(Path(sys.argv[1]), show=True))
