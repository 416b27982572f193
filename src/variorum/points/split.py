"""A split: answers to one question that do not agree, and why they are set apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from variorum.model import Claim, Report, Status
from variorum.text.words import content_stems, find_words, fold

_RELATIVE = re.compile(r"^(?:which|who|that)\s+")
LONGEST = 60  # characters of a subject that is put before a claim
_PRONOUNS = frozenset(
    {"he", "her", "his", "i", "it", "its", "she", "their", "they", "we", "you", "this", "that", "these", "those", "there"}
)


@dataclass(frozen=True, slots=True)
class Split:
    """One question with two or more answers, each with its claims; ``about`` names the question."""

    about: str
    status: Status
    readings: tuple[tuple[str, tuple[Claim, ...]], ...]
    because: str

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of all readings, in their order."""
        return tuple(dict.fromkeys(c for _, claims in self.readings for c in claims))


def settle_versions(split: Split, reports: Sequence[Report]) -> Split:
    """The split; an update where only versions of one page stand against each other: the page was changed."""
    latest = {r.id for r in reports if not r.versions or r.id == r.versions[-1]}
    standing = [answer for answer, given in split.readings if any(c.at.report in latest for c in given)]
    if split.status != "conflict" or len(standing) > 1:
        return split
    return replace(split, status="updated", because="the page was changed after it first came out")


def spell(claim: Claim) -> str:
    """The claim's words, behind its subject in brackets where the clause leaves it out: "[the ship] sank at noon"."""
    own = _RELATIVE.sub("", claim.says)
    words = [w.text for w in find_words(own)]
    if claim.about is None or not words or _PRONOUNS & {fold(w) for w in words[:5]}:
        return claim.says
    known = own == claim.says and set(content_stems(claim.about)) & set(content_stems(claim.says))
    if fold(claim.about.split()[0]) in _PRONOUNS or known:
        return claim.says
    return f"[{shorten(claim.about, LONGEST)}] {own}"


def shorten(text: str, most: int = 90) -> str:
    """The text on one line, cut behind a word where it is longer than ``most`` characters."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    blank = line.rfind(" ", most // 2, most)
    return line[: blank if blank > 0 else most].rstrip(" ,;:") + " …"
