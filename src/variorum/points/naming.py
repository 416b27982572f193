"""Naming: what each report calls the same party: separatists, local forces, fighters, self-defence forces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from variorum.linkage import link
from variorum.model import Claim, Line, Naming, Point, Report, Reuse, Span
from variorum.points.alike import key_of
from variorum.text.figures import find_numbers
from variorum.text.lexicon import classes, entries
from variorum.text.words import content_stems, find_words, fold, is_function_word

LONGEST = 5  # words of what a party is called
_BEFORE = re.compile(r"([\w’'-]+) $")
_INSIDE = re.compile(r"(?<=[a-z,] )([A-Z][\w’'-]*)")  # words with a capital inside a sentence
_ANYBODY = "people"
_SURE, _LEAST = 1.0, 0.5  # a pair of names for one party, and the mean that joins groups of them


def find_namings(
    claims: Sequence[Claim], points: Sequence[Point], reports: Sequence[Report], reuses: Sequence[Reuse]
) -> tuple[Naming, ...]:
    """The parties that reports call by different words: they are told to do the same, or a copy puts one for the other."""
    texts = {r.id: r.text for r in reports}
    by_id = {c.id: c for c in claims}
    told = [*_by_deed(points, by_id), *_by_copy(reuses, texts)]
    proper = {m[1] for r in reports for m in _INSIDE.finditer(r.text)}
    lowered = {tuple(sorted((_lowered(a, proper), _lowered(b, proper)))) for a, b in told}
    pairs = sorted((a, b) for a, b in lowered if _can_be_one(a, b))
    phrases = sorted({p for pair in pairs for p in pair})
    place = {p: i for i, p in enumerate(phrases)}
    groups = link(len(phrases), [(*sorted((place[a], place[b])), _SURE) for a, b in pairs], _LEAST)  # type: ignore[misc]
    found = []
    for group in groups:
        names = [phrases[i] for i in group]
        lines = [Line(n, cites) for n in names if (cites := _mentions(n, reports))]
        lines.sort(key=lambda n: (-len({s.report for s in n.cites}), -len(n.cites), n.text))
        if len(lines) > 1 and len({s.report for n in lines for s in n.cites}) > 1:
            found.append(Naming(lines[0].text, tuple(lines)))
    return tuple(sorted(found, key=lambda n: (-len({s.report for x in n.names for s in x.cites}), n.of)))


def _by_deed(points: Sequence[Point], by_id: dict[str, Claim]) -> Iterator[tuple[str, str]]:
    """What two reports call the subject of one deed: claims of one reading with one verb."""
    for reading in (r for p in points for r in p.readings):
        given = [by_id[i] for i in reading.claims]
        for a, b in combinations(given, 2):
            if a.at.report == b.at.report or a.denied != b.denied or key_of(a.predicate) != key_of(b.predicate):
                continue
            mine, theirs = _party(a.subject or ""), _party(b.subject or "")
            if mine and theirs:
                yield mine, theirs


def _by_copy(reuses: Sequence[Reuse], texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What a copy puts in the place of its source's word for a party."""
    for reuse in reuses:
        for edit in (e for p in reuse.passages for e in p.edits if e.kind == "replaced"):
            mine, theirs = (_party(texts[s.report][s.start : s.end]) for s in (edit.copy, edit.source))
            if mine and theirs:
                yield mine, theirs


@lru_cache(maxsize=1 << 12)
def _party(phrase: str) -> str | None:
    """The phrase without its article, where it names several persons or a body by a common noun; else None."""
    words = [w.text for w in find_words(phrase)]
    while words and is_function_word(words[0]):
        words = words[1:]
    end = next((i for i, w in enumerate(words) if is_function_word(w)), len(words))  # "fighters in the hills"
    words = words[:end]
    if not words or len(words) > LONGEST or find_numbers(" ".join(words)):
        return None
    head = fold(words[-1])
    nouns = entries("bodies") | entries("person_nouns") | set(classes("parties"))
    singular = next((s for s in (head.removesuffix("s"), f"{head[:-3]}y" if head.endswith("ies") else head) if s in nouns), None)
    known = singular is not None or head in nouns
    several = head.endswith("s") or head in entries("bodies") or head in ("people", "police")
    if not known or not several or words[-1][0].isupper() or words == [_ANYBODY]:
        return None
    return " ".join(words)


def _lowered(phrase: str, proper: set[str]) -> str:
    """The phrase as it stands inside a sentence: its first word small, unless the story has it with a capital there."""
    return phrase if phrase.split(" ", 1)[0] in proper else phrase[0].lower() + phrase[1:]


def _can_be_one(a: str, b: str) -> bool:
    """Are the phrases different words, and name they no two different places or peoples?"""
    if set(content_stems(a)) == set(content_stems(b)):
        return False
    names = [{fold(w.text)[:4] for w in find_words(p) if w.text[0].isupper()} for p in (a, b)]
    return not (names[0] and names[1]) or bool(names[0] & names[1])


def _mentions(phrase: str, reports: Sequence[Report]) -> tuple[Span, ...]:
    """Where the reports use these very words, and not as the end of a longer name: "forces" in "local forces"."""
    pattern = re.compile(rf"(?<![\w-]){re.escape(phrase)}(?![\w-])".replace(r"\ ", r"\s+"), re.IGNORECASE)
    return tuple(
        Span(r.id, m.start(), m.end()) for r in reports for m in pattern.finditer(r.text) if _stands_alone(r.text, m.start())
    )


def _stands_alone(text: str, start: int) -> bool:
    before = _BEFORE.search(text[max(0, start - 30) : start])
    return before is None or is_function_word(before[1])
