"""One wording put for another: what kind of fact it changes, if any."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from variorum.model import VariantKind
from variorum.text.dates import MONTHS, WEEKDAYS
from variorum.text.figures import find_numbers
from variorum.text.lexicon import both_ways, classes, entries
from variorum.text.spelling import one_spelling
from variorum.text.words import find_words, fold, is_function_word, stem

SCALES = frozenset(("billion", "dozen", "hundred", "million", "thousand", "trillion"))
PERSONS = frozenset(("children", "men", "people", "women"))  # plurals that the list of nouns for persons has not
LONGEST = 4  # words of an edit that can be one changed fact; a longer one is a clause put otherwise
AROUND = 60  # letters about an edit in which the words before and behind it are looked for
FORM = 4  # first letters that two forms of one name share
INFLECTED = 4  # letters that two forms of one verb share at least

_DAYS = frozenset((*MONTHS, *WEEKDAYS)) - {"may"}
_END = re.compile(r"[.!?:]\s|\n|[“\"]")
_APPOSED = re.compile(r"[A-Z][\w’'-]+,\s+(?:[\w’'-]+\s+){0,3}$")
_PLACES = frozenset(("at", "in", "inside", "near", "outside", "around"))
_COMPASS = re.compile(r"(?:north|south|east|west|central)(?:ern|-?east(?:ern)?|-?west(?:ern)?)?|the", re.IGNORECASE)
_ALIKE = frozenset(("amid", "among", "at", "during", "in", "inside", "into", "of", "on", "within"))  # houses differ in these


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an edit: its words, those before and behind it in its sentence, as written."""

    text: str
    words: tuple[str, ...]
    before: tuple[str, ...]
    behind: tuple[str, ...]
    apposed: bool

    @property
    def folded(self) -> tuple[str, ...]:
        """The words in small letters."""
        return tuple(fold(w) for w in self.words)

    @property
    def names(self) -> set[str]:
        """Folded words with a capital that are no days, months or function words; a sentence's first word is none."""
        first = not self.before
        named = [w for w in self.words[first:] if w[0].isupper() and not is_function_word(w)]
        return {fold(w) for w in named if fold(w) not in _DAYS}


def side_of(text: str, start: int, end: int, *, first: int, last: int) -> Side:
    """One side of an edit, at its offsets in ``text``; no words before ``first`` or behind ``last`` are looked at."""
    before = _END.split(text[max(first, start - AROUND) : start])[-1]
    behind = _END.split(text[end : min(last, end + AROUND)])[0]
    words = [tuple(w.text for w in find_words(part)) for part in (text[start:end], before, behind)]
    return Side(text[start:end], words[0], words[1], words[2], bool(_APPOSED.search(before)))


def kind_of(copy: Side, source: Side) -> VariantKind | None:
    """What kind of fact an edit changes, None where it changes the wording only, or more than one fact can be."""
    if max(len(copy.words), len(source.words)) > LONGEST:
        return None
    mine, theirs = copy.folded, source.folded
    if "".join(mine) == "".join(theirs):
        return None  # "9 mm", "9mm"
    if _denies(mine) != _denies(theirs):
        plain = source if _denies(mine) else copy
        if "yet" in {fold(w) for w in (*plain.before, *plain.words, *plain.behind)}:
            return None  # "No charges have been filed", "charges have yet to be filed"
        return "negation" if _matter(mine) == _matter(theirs) else None
    if not mine or not theirs:
        return None
    numbers = _numbers(mine), _numbers(theirs)
    if _worth(copy) and _worth(copy) == _worth(source):
        return None  # "1.5 million", "1,500,000"
    if numbers[0] - numbers[1] and numbers[1] - numbers[0]:
        one, other = sorted((_counted(mine), _counted(theirs)), key=len)
        return "number" if one == other or (not one and len(other) == 1) else None
    days = _DAYS.intersection(mine), _DAYS.intersection(theirs)
    if _differ(*days) or (any(days) and "may" in {*mine, *theirs} and len(mine) == len(theirs) == 1):
        return "date"
    if _is_role(copy) and _is_role(source) and _matter(mine) != _matter(theirs):
        return "role" if _office(copy) != _office(source) or len(mine) == len(theirs) == 1 else None
    if _are_names(copy) and _are_names(source) and not _is_same_name(copy.words, source.words):
        placed = _placed(copy) and _placed(source)
        return "place" if placed else "name"
    if len(mine) == len(theirs) == 1 and {*mine, *theirs} <= entries("prepositions") and not {*mine, *theirs} <= _ALIKE:
        return "preposition"
    if _is_contrary(mine, theirs):
        return "contrary"
    told = _matter(mine) == _matter(theirs) and _differ(_tenses(mine), _tenses(theirs))
    return "tense" if told or _is_inflected(mine, theirs) else None


def _placed(side: Side) -> bool:
    """Does "in", "near" ... stand before the words, or before a point of the compass: "in northern Ovland"?"""
    before = [w for w in side.before if not _COMPASS.fullmatch(w)]
    return bool(set(before[-1:]) & _PLACES)


def _denies(words: tuple[str, ...]) -> bool:
    return bool(set(words) & entries("negators"))


def _matter(words: tuple[str, ...]) -> list[str]:
    """Stems of the words that carry subject matter."""
    return [stem(w) for w in words if not is_function_word(w) and w not in entries("negators")]


def _counted(words: tuple[str, ...]) -> set[str]:
    """What is counted, in stems, where the edit holds it: another thing or unit has another number."""
    nouns = [w for w in words if not is_function_word(w) and not one_spelling(w)[0].isdigit()]
    return {"person" if w in PERSONS or w.removesuffix("s") in entries("person_nouns") else stem(w) for w in nouns}


def _are_names(side: Side) -> bool:
    """Is the side a name, and nothing else that carries matter?"""
    return bool(side.names) and all(w[0].isupper() or is_function_word(w) for w in side.words)


def _worth(side: Side) -> set[tuple[float | None, float | None]]:
    return {(n.low, n.high) for n in find_numbers(side.text)}


def _is_contrary(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Is the one word the contrary of the other ("rose", "fell"), or another event ("killed", "injured")?"""
    if len(a) != 1 or len(b) != 1:
        return False
    events = classes("events")
    return (a[0], b[0]) in both_ways("opposites") or (a[0] in events and b[0] in events and events[a[0]] != events[b[0]])


def _differ(a: Set[str], b: Set[str]) -> bool:
    return bool(a) and bool(b) and not a & b


def _numbers(words: tuple[str, ...]) -> set[str]:
    return {one for w in words if (one := one_spelling(w))[0].isdigit() or one in SCALES}


def _is_same_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Is it one name, said in full, in short ("UN", "Tenn.") or as an adjective ("Russia's", "Russian")?"""
    mine, theirs = ([fold(w) for w in words if w[0].isupper()] for words in (a, b))
    for short, long in ((mine, theirs), (theirs, mine)):
        if len(long) > 1 and "".join(short) == "".join(w[0] for w in long):
            return True
    return any(_is_form(x, y) for x in mine for y in theirs)


def _is_form(a: str, b: str) -> bool:
    """Do two words of a name begin alike, or is one cut short of the other ("St.", "Street")?"""
    short, long = sorted((a, b), key=len)
    return (
        long.startswith(short[:FORM])
        and short[0] == long[0]
        and (len(short) >= FORM or long.startswith(short) or short[-1] == long[-1])
    )


def _is_role(side: Side) -> bool:
    """Is it what a person is, before the name or behind it ("lawyer Ann Lee", "Ann Lee, a lawyer")?"""
    nouns = [w for w in side.words if not is_function_word(w)]
    named = side.apposed or bool(side.behind and side.behind[0][0].isupper())
    last = nouns[-1].casefold() if nouns else ""
    return named and last in entries("speaker_nouns") | entries("person_nouns") and last not in entries("bodies")


def _office(side: Side) -> str:
    """The last noun, that for one office which house styles vary."""
    last = [w for w in side.words if not is_function_word(w)][-1].casefold()
    return classes("roles").get(last, last)


def _tenses(words: tuple[str, ...]) -> set[str]:
    known = classes("tenses")
    return {known[w] for w in words if w in known}


def _is_inflected(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Are the two one verb, in the past on one side only ("evacuates", "evacuated")?"""
    if len(a) != 1 or len(b) != 1 or a[0].endswith("ed") == b[0].endswith("ed"):
        return False
    past, other = (a[0], b[0]) if a[0].endswith("ed") else (b[0], a[0])
    stem = past.removesuffix("ed")
    return len(stem) >= INFLECTED and re.sub(r"(?:e|es|s)$", "", other) == stem
