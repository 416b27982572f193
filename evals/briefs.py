"""The gate of the brief, tried: printed briefs must pass, planted wrong words must not, another layout must."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

from evals.marks import read_marked
from variorum.ingest import read
from variorum.model import Edition
from variorum.pipeline import Methods, collate
from variorum.text.figures import find_numbers
from variorum.text.periods import find_times
from variorum.text.words import find_words, fold
from variorum.views.gate import check_brief
from variorum.views.markdown import to_markdown

SEED, EACH = 20260101, 50  # wrong words of each of four kinds, and other layouts of each of four kinds
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LINK = re.compile(r" (\[[A-Z]+\]\([^)]*\)\s*)+$")

Change = Callable[[str, Edition, random.Random], str | None]


def measure_gate(folder: Path) -> dict[str, float]:
    """The shares of printed briefs passed, of planted wrong words refused, and of other layouts passed."""
    methods, chance = Methods(), random.Random(SEED)
    editions = [collate(read(m.reports), methods) for m in read_marked(folder)]
    passed = [not check_brief(to_markdown(e), e).faults for e in editions]
    lines = [(line, e) for e in editions for line in _brief(e)]
    refused = [bool(check_brief(t, e).faults) for change in WRONG for t, e in _changed(lines, change, chance)]
    kept = [not check_brief(t, e).faults for change in HARMLESS for t, e in _changed(lines, change, chance)]
    return {
        "printed.passed": sum(passed) / len(passed),
        "planted.refused": sum(refused) / len(refused),
        "layouts.passed": sum(kept) / len(kept),
    }


def _brief(edition: Edition) -> list[str]:
    """The lines of the printed brief, with their citations."""
    text = to_markdown(edition)
    return [line for part in re.findall(r"## In brief\n\n(.*?)\n\n", text, re.DOTALL) for line in part.splitlines()]


def _changed(lines: list[tuple[str, Edition]], change: Change, chance: random.Random) -> list[tuple[str, Edition]]:
    """Fifty lines changed in one place, drawn at random; a line may be drawn again for another place."""
    found: list[tuple[str, Edition]] = []
    for _ in range(EACH * 20):
        line, edition = chance.choice(lines)
        other = change(line, edition, chance)
        if other is not None and other != line:
            found.append((other, edition))
        if len(found) == EACH:
            break
    return found


def _split(line: str) -> tuple[str, str]:
    link = _LINK.search(line)
    assert link is not None
    return line[: link.start()], line[link.start() :]


def _wrong_name(line: str, edition: Edition, chance: random.Random) -> str | None:
    """A name of the line becomes another of the story, or one that no story has."""
    text, cites = _split(line)
    names = [w for w in find_words(text)[1:] if w.text[0].isupper() and len(w.text) > 3]
    known = {n.split()[-1] for c in edition.collations for x in c.claims for n in x.names}
    told = {fold(w.text) for w in find_words(text)}
    others = [
        n for n in sorted(known) if n.isalpha() and n[0].isupper() and fold(n) not in told and _is_elsewhere(n, cites, edition)
    ]
    others += ["Petrovna", "Okonkwo", "Lindqvist"]
    if not names:
        return None
    name = chance.choice(names)
    return text[: name.start] + chance.choice(others) + text[name.end :] + cites


def _is_elsewhere(name: str, cites: str, edition: Edition) -> bool:
    """Is the name in none of the passages that are cited?"""
    ids = set(re.findall(r"#([^)]+)\)", cites))
    cited = [c for one in edition.collations for c in one.claims if c.id in ids]
    voices = [f"{a.speaker} {a.voice}" for c in cited for a in c.attribution]
    held = " ".join([*(f"{c.says} {c.about} {c.subject}" for c in cited), *voices])
    return fold(name) not in {fold(w.text) for w in find_words(held)}


def _wrong_number(line: str, edition: Edition, chance: random.Random) -> str | None:
    """A number grows by some."""
    text, cites = _split(line)
    dated = [range(t.start, t.end) for t in find_times(text)]
    found = [m for m in re.finditer(r"\b\d{1,3}(?:,\d{3})*\b", text) if not any(m.start() in r for r in dated)]
    words = [n for n in find_numbers(text) if text[n.start : n.end] in ("two", "three", "four", "five", "six", "seven", "eight")]
    if not found:
        if not words:
            return None
        number = chance.choice(words)
        return text[: number.start] + "nineteen" + text[number.end :] + cites
    digits = chance.choice(found)
    value = int(digits[0].replace(",", "")) + chance.choice((19, 101, 1000))
    if str(value) in text:
        return None
    return text[: digits.start()] + f"{value:,}" + text[digits.end() :] + cites


def _wrong_date(line: str, edition: Edition, chance: random.Random) -> str | None:
    """A weekday becomes another, or a day is put behind the sentence."""
    text, cites = _split(line)
    days = [w for w in find_words(text) if w.text in DAYS]
    if days:
        day = chance.choice(days)
        other = chance.choice([d for d in DAYS if f"{d}" not in text])
        return text[: day.start] + other + text[day.end :] + cites
    return f"{text} on {chance.choice(('29 February', 'Dec. 31, 1987', 'March 3', '17 August 1962'))}{cites}"


def _wrong_quotation(line: str, edition: Edition, chance: random.Random) -> str | None:
    """Words of the line are put into quotation marks with one of them changed, or something is quoted that nobody said."""
    text, cites = _split(line)
    words = find_words(text)
    if len(words) < 6:
        return None
    at = chance.randrange(1, len(words) - 4)
    first, second, last = words[at], words[at + 1], words[at + 3]
    if chance.random() < 0.5:
        return f"{text}, “we shall see to it”{cites}"
    inside = f"{text[first.start : second.end]} rather{text[second.end : last.end]}"
    return f"{text[: first.start]}“{inside}”{text[last.end :]}{cites}"


def _marked_up(line: str, edition: Edition, chance: random.Random) -> str | None:
    """Words in bold or italics, another bullet."""
    text, cites = _split(line)
    words = find_words(text)
    word, mark = chance.choice(words), chance.choice(("**", "*", "__"))
    return "* " + text[2 : word.start] + mark + text[word.start : word.end] + mark + text[word.end :] + cites


def _wrapped(line: str, edition: Edition, chance: random.Random) -> str | None:
    """Broken over several lines, or double blanks."""
    blanks = [i for i, c in enumerate(line) if c == " " and i > 2]
    at = chance.choice(blanks)
    return line[:at] + chance.choice(("\n  ", "   ", " \n  ")) + line[at + 1 :]


def _requoted(line: str, edition: Edition, chance: random.Random) -> str | None:
    """Curly marks straight and straight ones curly, dashes longer or shorter."""
    text, cites = _split(line)
    straight, curly = {"“": '"', "”": '"', "’": "'", "—": "–", "–": "-"}, {"'": "’"}
    table = str.maketrans(chance.choice((straight, curly)))
    return f"{chance.randint(1, 9)}. " + text[2:].translate(table) + cites


def _recited(line: str, edition: Edition, chance: random.Random) -> str | None:
    """The citations in another order, with a full stop before them, or with the bare anchor."""
    text, cites = _split(line)
    links = re.findall(r"\[[A-Z]+\]\([^)]*\)", cites)
    chance.shuffle(links)
    bare = [re.sub(r"\(index\.html", "(", link) for link in links]
    return f"{text}. {'; '.join(bare)}"


WRONG: tuple[Change, ...] = (_wrong_name, _wrong_number, _wrong_date, _wrong_quotation)
HARMLESS: tuple[Change, ...] = (_marked_up, _wrapped, _requoted, _recited)
