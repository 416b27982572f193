"""One name for each voice over the story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from variorum.model import Claim
from variorum.text.words import content_stems, find_words, fold, is_function_word

LETTERS = 6  # of the longest name by its initials
SPELLED = 0.87  # likeness of two spellings of one surname
_SOME = frozenset({"few", "many", "most", "others", "several", "some"})  # "many in Ovland" are not Ovland


def name_voices(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with one canonical name for each voice: a surname alone is the person of that name in the story,
    "Russia's Ministry of Defense" is "the Russian Defense Ministry"."""
    phrases = Counter(link.voice or link.speaker for c in claims for link in c.attribution)
    by_key: dict[frozenset[str], str] = {}
    for phrase, _ in sorted(phrases.items(), key=lambda item: (-item[1], len(item[0]), item[0])):
        by_key.setdefault(_key(phrase), phrase)
    canonical = {p: by_key[_key(p)] for p in phrases}
    bare = sorted((p for p in canonical.values() if _is_bare(p) and len(_name(p)) > 1), reverse=True)
    persons = {_name(p)[-1]: p for p in bare}
    named = {p: _fullest(c, persons, set(canonical.values())) for p, c in canonical.items()}
    counts = Counter({v: sum(n for p, n in phrases.items() if named[p] == v) for v in set(named.values())})
    one = _respelled(sorted(counts, key=lambda v: (-counts[v], v)))
    named = {p: one[v] for p, v in named.items()}
    return tuple(
        replace(c, attribution=tuple(replace(a, voice=_inside(named[a.voice or a.speaker])) for a in c.attribution))
        for c in claims
    )


def _respelled(voices: Sequence[str]) -> dict[str, str]:
    """Each voice to the one, named most, of which it is the initials or another spelling: "PMCO", "Zach Vorhis"."""
    initials: dict[str, str] = {}
    for voice in (v for v in voices if " " in v):
        initials.setdefault(
            "".join(w.text[0] for w in find_words(voice) if w.text[0].isupper() and not is_function_word(w.text)), voice
        )
    out: dict[str, str] = {}
    persons: dict[str, list[tuple[str, str]]] = {}
    for voice in voices:
        out[voice] = voice
        if voice.isupper() and 2 < len(voice) <= LETTERS:
            out[voice] = initials.get(voice, voice)
        name = _name(voice)
        if len(name) == 2 and _is_bare(voice):
            alike = persons.setdefault(name[0][:3], [])
            ratios = ((other, SequenceMatcher(None, name[1], surname).ratio()) for surname, other in alike)
            out[voice] = next((other for other, ratio in ratios if ratio >= SPELLED), voice)
            alike.append((name[1], voice))
    return out


def _inside(phrase: str) -> str:
    """The phrase as it stands inside a sentence: "The ministry" as "the ministry"."""
    first = phrase.split(" ", 1)[0]
    return phrase[0].lower() + phrase[1:] if is_function_word(first) and first not in ("I", "US") else phrase


def _key(phrase: str) -> frozenset[str]:
    """The stems of a phrase, with a mark where it names several without a name: "officials" are not "the official"."""
    first = fold(phrase.split(" ", 1)[0])
    if first in _SOME and " " in phrase:
        return frozenset(content_stems(phrase)) | {first}
    several = phrase.islower() and phrase.endswith("s") and not phrase.startswith(("a ", "an "))
    return (frozenset(content_stems(phrase)) or frozenset((fold(phrase),))) | ({"*"} if several else set())


def _name(phrase: str) -> list[str]:
    """The capitalised words that end the phrase, folded."""
    out: list[str] = []
    for word in reversed(find_words(phrase)):
        if not word.text[0].isupper() or is_function_word(word.text):
            break
        out.append(fold(word.text))
    return out[::-1]


def _is_bare(phrase: str) -> bool:
    """Is the phrase a name and nothing else?"""
    return len(_name(phrase)) == len(find_words(phrase))


def _fullest(phrase: str, persons: dict[str, str], everybody: Collection[str]) -> str:
    """The person whose surname the phrase is, alone or behind a title."""
    name = _name(phrase)
    if len(name) >= 2 and _name(persons.get(name[-1], "")) == name:
        return persons[name[-1]]
    if len({n[0] for p in everybody if len(n := _name(p)) >= 2 and n[-1] == name[-1:][0]} if name else ()) > 1:
        return phrase
    alone = len(name) == 1 and len([w for w in find_words(phrase) if not is_function_word(w.text)]) <= 1
    return persons.get(name[-1], phrase) if alone else phrase
