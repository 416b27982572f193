"""Who is meant by "he", "the ministry", a surname alone: names within one report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from variorum.text.lexicon import classes, entries
from variorum.text.words import find_words, fold, is_function_word

_HERS = frozenset({"she", "her", "hers", "herself"})
_AT = re.compile(r"\s(?:at|for|from|in|of|on|with)\s")  # "a spokesman at the hospital" is a person
HEARD = 1  # sentences after which somebody without a name is "he" no longer, where another is named
_PAPER = re.compile(r"the (claim|letter|message|post|statement|tweet)", re.IGNORECASE)
_CLIENT = re.compile(r"(?:his|her|my|their) client", re.IGNORECASE)
_NAME = r"([A-Z][\w.-]+(?: [A-Z][\w.-]+){0,3})"
_FOR = re.compile(rf"{_NAME}['’]s? (?:[\w-]+ )?(?:attorney|lawyer)\b|\b(?:attorney|counsel|lawyer)s? for {_NAME}")
NEAR = 3  # sentences, this one among them, whose persons "he" may mean
FAR = 8  # sentences after which somebody whom none of them names is not "he" any more
PERSONAL = {"he", "she", "him", "her", "his", "hers", "himself", "herself"}
_BODY = {"it", "its", "itself"}
_MANY = {"they", "them", "their", "theirs", "themselves"}
PRONOUNS = PERSONAL | _BODY | _MANY
TITLES = {"mr", "mrs", "ms", "dr", "sir", "president", "gen", "col", "sgt", "sen", "rep", "gov", "lt", "capt", "maj"}


@dataclass(slots=True)
class Cast:
    """The persons and bodies that a report has named so far, the last named last; ``voices``: the bodies that have spoken."""

    persons: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)  # full names of persons, in whatever part of a sentence
    bodies: list[str] = field(default_factory=list)
    voices: list[str] = field(default_factory=list)
    named: list[frozenset[str]] = field(default_factory=list)  # surnames, sentence by sentence
    accused: str = ""  # of whom something bad was said last: who denies it is "he" or "it"
    papers: dict[str, str] = field(default_factory=dict)  # "statement", "letter" to who has spoken in the last one
    clients: dict[str, str] = field(default_factory=dict)  # a lawyer's name to whom the report has him speak for
    titles: dict[str, set[str]] = field(default_factory=dict)  # noun for an office to the persons named with it

    def meet(self, phrase: str, *, person: bool, speaks: bool = False) -> None:
        """Remember that ``phrase`` was named, and that it said something."""
        person = person and not _is_body(phrase)  # "the Harbour Watch Group" is nobody's name
        if fold(phrase) not in PRONOUNS:
            for known in (self.persons if person else self.bodies, *([self.voices] if speaks and not person else ())):
                if phrase in known:
                    known.remove(phrase)
                known.append(phrase)

    def hear(self, phrase: str) -> None:
        """Remember that a person without a name has spoken: "a relative"."""
        if phrase[:1].islower() and phrase.split(" ", 1)[0] in ("a", "an", "another", "one") and agrees("he", phrase):
            self.persons[:] = [p for p in self.persons if p != phrase] + [phrase]

    def entitle(self, phrase: str, person: str) -> None:
        """Remember the noun that stands before the person's name: "US President Ida Berg" is "the president"."""
        before = phrase[: phrase.find(person)].removesuffix("named ").removesuffix("called ").split()
        if before and fold(before[-1]) in entries("person_nouns") | entries("speaker_nouns"):
            self.titles.setdefault(fold(before[-1]), set()).add(self._fuller(person))

    def engage(self, lawyer: str, description: str, beside: Sequence[str]) -> None:
        """Remember for whom a lawyer speaks: "Lee's attorney, Ida Berg", "Ida Berg, a lawyer for Lee", or for the one person
        named ``beside`` the lawyer."""
        m = _FOR.search(description)
        if m is not None and (m[1] or m[2]) not in lawyer:
            self.clients[lawyer] = m[1] or m[2]
        elif len(set(beside)) == 1:
            self.clients.setdefault(lawyer, beside[0])

    def issue(self, papers: Sequence[str], voice: str) -> None:
        """Remember who has spoken in a paper; what it says is also called a claim."""
        for noun in papers:
            self.papers[noun] = self.papers["claim"] = voice

    def meant_by(self, pronoun: str) -> str | None:
        """Whom "he" or "she" means where the last sentences name no more than one person whom it can; else None."""
        known = (self._by_surname(n) for n in sorted(frozenset().union(*self.named[-NEAR:])))
        near = [p for p in known if not is_other(pronoun, p)]
        if len(near) > 1:
            return None
        name = near[0] if near else self.name(pronoun)
        lost = not near and name[:1].isupper() and not set(proper_words(name)[-1:]) & frozenset().union(*self.named[-FAR:])
        return None if lost or fold(name) in PRONOUNS or (near and not name[:1].isupper()) else name

    def _by_surname(self, surname: str) -> str:
        """The person named last by the surname, in full; the surname itself, in small letters, where none is known."""
        names = (*(s for s in self.seen if s not in self.persons), *self.persons)
        return next((self._fuller(p) for p in names[::-1] if proper_words(p)[-1:] == (surname,)), surname)

    def knows(self, phrase: str) -> bool:
        """Is the phrase the surname of a person named before?"""
        return any(proper_words(p)[-1:] == (fold(phrase),) for p in (*self.persons, *self.seen))

    def name(self, phrase: str, *, speaks: bool = False) -> str:
        """The fullest name by which the report has called what ``phrase`` means; the phrase itself where none fits.

        Where it ``speaks``, "it" is a body that has spoken before rather than a ship or a city that has not.
        """
        word = fold(phrase)
        if word in PERSONAL:
            return self._last_person(word) or phrase
        paper = _PAPER.fullmatch(phrase)
        if paper is not None:
            return self.papers.get(fold(paper[1]), phrase)
        if _CLIENT.fullmatch(phrase):
            return next((self._fuller(self.clients[p]) for p in self.persons[::-1] if p in self.clients), phrase)
        if word in _BODY | _MANY:
            known = (self.voices if speaks else []) or self.bodies
            return self._last(known) or phrase
        return self._fuller(phrase)

    def _last(self, known: list[str]) -> str:
        return self._fuller(known[-1]) if known else ""

    def _last_person(self, pronoun: str) -> str:
        """The person named last by two words or with a title whom the pronoun can mean, else the one named last at all: a lone
        word may be a place."""
        if self.persons and self.persons[-1][0].islower() and not frozenset().union(*self.named[-HEARD:]):
            return self.persons[-1]  # "a relative", who has just spoken, with nobody named since
        fuller = [f for p in self.persons[::-1] if not is_other(pronoun, f := self._fuller(p))]
        titled = set().union(*self.titles.values())
        return next((p for p in fuller if len(proper_words(p)) > 1 or p in titled), fuller[0] if fuller else "")

    def _fuller(self, phrase: str) -> str:
        core = proper_words(phrase)
        words = [w for w in find_words(phrase) if not is_function_word(w.text) and fold(w.text) not in TITLES]
        if core and len(core) == len(words):
            fuller = _named_fuller(core, self.persons) or _named_fuller(core, self.seen)
            several = len({proper_words(k)[0] for k in fuller}) > 1  # father and daughter: who is meant is not known
            return min(fuller, key=lambda k: (len(k), k)) if fuller and not several else phrase
        noun = fold(words[-1].text) if words else ""
        holders = self.titles.get(noun, set())
        if len(words) == 1 and len(holders) == 1 and phrase.lower().startswith("the "):
            return next(iter(holders))
        if noun in entries("speaker_nouns") and phrase.lower().startswith(("the ", "its ", "his ", "her ")) and not core:
            same = [k for k in self.bodies + self.persons if noun in {fold(w.text) for w in find_words(k)} and proper_words(k)]
            return same[-1] if same else phrase
        return phrase


def _named_fuller(core: tuple[str, ...], names: Sequence[str]) -> list[str]:
    """The names that end in the words and have more before them."""
    return [k for k in names if len(core) < len(proper_words(k)) and proper_words(k)[-len(core) :] == core]


def agrees(pronoun: str, voice: str) -> bool:
    """Can the pronoun stand for the speaker: a person for "he", several for "they", a body for "it"?"""
    words = [w.text for w in find_words(_AT.split(voice)[0])]
    word, last = fold(pronoun), fold(words[-1]) if words else ""
    noun_of_person = last in entries("person_nouns") or last.endswith(("man", "woman"))
    person = noun_of_person or (len(words) > 1 and all(w[0].isupper() for w in words[-2:]) and not _is_body(voice))
    if word in PERSONAL:
        return person and not is_other(word, voice)
    return (not person or last.endswith("s")) and (word in _MANY or not last.endswith("s"))


def is_other(pronoun: str, voice: str) -> bool:
    """Is it "he" of a spokeswoman, "she" of Mr. Berg?"""
    pronoun, words = fold(pronoun), {fold(w.text) for w in find_words(voice)}
    woman = bool(words & {"mrs", "ms", "miss"}) or any(w.endswith("woman") for w in words)
    man = "mr" in words or any(w.endswith("man") and not w.endswith("woman") for w in words & entries("person_nouns"))
    known = _sex(voice)
    return pronoun in PERSONAL and (woman or known == "female" if pronoun not in _HERS else man or known == "male")


def _sex(name: str) -> str:
    """ "female" or "male" by the first given name, where it is one that only one sex bears; else ""."""
    words = [w.text for w in find_words(name)]
    start = next((i for i, w in enumerate(words) if fold(w) in classes("given_names") and w[0].isupper()), len(words))
    return classes("given_names")[fold(words[start])] if start + 1 < len(words) and words[start + 1][0].isupper() else ""


def _is_body(voice: str) -> bool:
    return any(fold(w.text).removesuffix("s") in entries("speaker_nouns") for w in find_words(voice))


@lru_cache(maxsize=1 << 14)
def proper_words(phrase: str) -> tuple[str, ...]:
    """The capitalised words of a name, folded, without titles."""
    words = [w.text for w in find_words(phrase) if w.text[0].isupper() and not is_function_word(w.text)]
    return tuple(fold(w) for w in words if fold(w) not in TITLES)
