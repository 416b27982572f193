"""Reports -> stories, by the words and names they share and the days they were published."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

from variorum.linkage import link
from variorum.model import Report, Story
from variorum.stories.vectors import similarities, vector_terms
from variorum.text.words import content_stems, find_words, is_function_word

LONGEST = 160  # characters of a story's title
TERMS = 6  # words that characterise a story

FEW, MANY = 6, 300  # reports: between these the threshold rises
LOW, HIGH = 0.06, 0.14  # mean likeness of two groups that makes them one; HIGH was best on 3,660 reports of ten years,
# LOW keeps sets of 3 to 10 reports of one event whole, and 12 unlike events apart


def threshold_for(reports: int) -> float:
    """The threshold for so many reports: few that were given together are likelier to be of one event."""
    rise = math.log(min(max(reports, FEW), MANY) / FEW) / math.log(MANY / FEW)
    return LOW + (HIGH - LOW) * rise


def find_stories(reports: Sequence[Report], *, one_story: bool = False) -> list[Story]:
    """Every report in exactly one story; stories by first day, then title. The order of ``reports`` changes nothing."""
    ordered = sorted({r.id: r for r in reports}.values(), key=lambda r: (r.name, r.id))
    if not ordered:
        return []
    if one_story:
        return [_story(ordered)]
    groups = link(len(ordered), similarities(ordered), threshold_for(len(ordered)))
    stories = [_story([ordered[i] for i in group]) for group in groups]
    return sorted(stories, key=lambda s: (s.first or "9999", s.title, s.id))


def _story(reports: list[Report]) -> Story:
    dated = all(r.published for r in reports)
    reports = sorted(reports, key=lambda r: ((r.published or "")[:10] if dated else "", r.name, r.id))
    days = sorted((r.published or "")[:10] for r in reports if r.published)
    identity = blake2b("\x1f".join(sorted(r.id for r in reports)).encode(), digest_size=5).hexdigest()
    terms = vector_terms(reports, TERMS)
    return Story(
        id=identity,
        title=_title(reports),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        reports=tuple(reports),
        terms=terms,
        because=f"share {', '.join(terms)}" if len(reports) > 1 else "like no other report given",
    )


def _title(reports: list[Report]) -> str:
    """The headline that shares most with the reports, the shortest of equals; else the shortest first sentence."""
    counts = Counter(s for r in reports for s in set(content_stems(r.text)))
    heads = [h for r in reports if r.title for h in [_headline(r.title)] if h]
    if heads:
        return max(heads, key=lambda h: (_typical(h, counts), -len(h), h))
    first = [r.text.split("\n", 1)[0] for r in reports]
    return _shortened(min(first, key=lambda f: (-_typical(f, counts), len(f), f)))


def _headline(title: str) -> str:
    """The title without the site's name behind a bar or dash, and without a path before it."""
    parts = [p.strip() for p in re.split(r"\s[|–—-]\s|\s>\s", title) if p.strip()]
    best = max(parts, key=lambda p: len(p.split())) if parts else ""
    return best if len(best) <= LONGEST else best[:LONGEST] + " …"


def _typical(text: str, counts: Counter[str]) -> float:
    stems = set(content_stems(text))
    return round(sum(counts[s] for s in stems) / (len(stems) + 3), 4)


def _shortened(text: str, words: int = 14) -> str:
    found = find_words(text)
    if len(found) <= words:
        return text[:LONGEST].rstrip(".")
    end = words
    while end > 4 and is_function_word(found[end - 1].text):
        end -= 1
    return text[: min(LONGEST, found[end - 1].end)] + " …"
