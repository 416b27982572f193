"""Claims that one party makes and another denies."""

from __future__ import annotations

import re

from variorum.model import Claim
from variorum.points.context import Context
from variorum.points.split import Split, shorten
from variorum.text.lexicon import entries
from variorum.text.words import content_stems

ANSWERS = 0.2  # likeness of a denial and the claim that it answers
SAME_SIDE = 0.3  # likeness of two claims, or two denials, of the same side

_EMPTY = entries("claim_nouns") | entries("falsehood")
_CONTRARY = re.compile(r"^[\s,;”\"’']*(?:but|even though|although|though|while|whereas|however)\b", re.IGNORECASE)


def find_denials(context: Context, texts: dict[str, str]) -> list[Split]:
    """Points where a denial meets what it denies, and where one voice is set against another by the report itself."""
    found: list[tuple[list[Claim], list[Claim], str]] = []
    for denial in (c for c in context.claims if _stance(c) == "deny"):
        claim = _denied_claim(denial, context)
        if claim is not None:
            found.append(([claim], [denial], f"{_voice(denial)} denies what {_voice(claim)} says"))
    found += _set_against(context, texts)
    return [_split(side, other, why, context) for side, other, why in _joined(found, context)]


def _stance(claim: Claim) -> str:
    return claim.attribution[-1].stance if claim.attribution else ""


def _voice(claim: Claim) -> str:
    return claim.voice or "the report"


def _denied_claim(denial: Claim, context: Context) -> Claim | None:
    """What the denial answers: the claim just before it where it only points back, else the likest by another voice."""
    near = [c for c in context.before(denial, most=3) if c.voice != denial.voice and _stance(c) != "deny"]
    if _points_back(denial):
        close = [c for c in near if denial.at.start - c.at.end < 200]
        return next((c for c in close if _stance(c) == "accuse"), next((c for c in close if c.attribution), None))
    others = [c for c in context.claims if c.voice != denial.voice and _stance(c) != "deny" and not c.at.overlap(denial.at) and (c.attribution or c in near)]
    accusing = [c for c in near if _stance(c) == "accuse"]
    if accusing:
        return accusing[0]
    ranked = sorted(others, key=lambda c: (-_answers(denial, c, context), c.at))
    return ranked[0] if ranked and _answers(denial, ranked[0], context) >= ANSWERS else None


def _answers(denial: Claim, claim: Claim, context: Context) -> float:
    bonus = 0.1 if _stance(claim) == "accuse" else 0.0
    return context.alike(denial, claim) + (bonus if context.alike(denial, claim) > 0.1 else 0.0)


def _points_back(denial: Claim) -> bool:
    """ "which X denied", "X rejected the claim", "X called it false": the thing denied is said before."""
    words = set(content_stems(denial.says)) - set(content_stems(denial.voice or "")) - set(content_stems(denial.attribution[-1].cue))
    return len([w for w in words if not any(e.startswith(w) or w.startswith(e[:6]) for e in _EMPTY)]) <= 1


def _set_against(context: Context, texts: dict[str, str]) -> list[tuple[list[Claim], list[Claim], str]]:
    """Two voices in one sentence, joined by "but" or "even though"."""
    out = []
    for a, b in zip(context.claims, context.claims[1:], strict=False):
        if a.at.report != b.at.report or not a.attribution or not b.attribution or a.voice == b.voice:
            continue
        between = texts[a.at.report][a.at.end : b.attribution[-1].at.start if b.attribution[-1].at else b.at.start]
        if len(between) < 30 and _CONTRARY.match(between) and "\n" not in between:
            out.append(([a], [b], f"the report sets {_voice(b)} against {_voice(a)}"))
    return out


def _joined(found: list[tuple[list[Claim], list[Claim], str]], context: Context) -> list[tuple[list[Claim], list[Claim], str]]:
    """The pairs of claim and denial that are the same dispute, together."""
    out: list[tuple[list[Claim], list[Claim], str]] = []
    for side, other, why in found:
        home = next((o for o in out if _same_dispute(o, (side, other), context)), None)
        if home is None:
            out.append((list(side), list(other), why))
        else:
            home[0].extend(c for c in side if c not in home[0])
            home[1].extend(c for c in other if c not in home[1])
    return out


def _same_dispute(a: tuple[list[Claim], list[Claim], str], b: tuple[list[Claim], list[Claim]], context: Context) -> bool:
    def like(x: list[Claim], y: list[Claim]) -> float:
        return max(context.same_scene(c, d) for c in x for d in y)

    return like(a[0], b[0]) >= SAME_SIDE and (like(a[1], b[1]) >= SAME_SIDE or _voice(a[1][0]) == _voice(b[1][0]))


def _split(side: list[Claim], other: list[Claim], why: str, context: Context) -> Split:
    """The dispute, with the claims of other reports that say the same as one of its sides."""
    taken = {c.id for c in side + other}
    for claim in context.claims:
        if claim.id in taken or not claim.attribution:
            continue
        to_side = max(context.alike(claim, c) for c in side)
        to_other = max(context.alike(claim, c) for c in other)
        if max(to_side, to_other) >= 0.5 and (_stance(claim) == "deny") == (to_other > to_side):
            (other if to_other > to_side else side).append(claim)
            taken.add(claim.id)
    about = shorten(min(side, key=lambda c: (len(c.says), c.at)).says)
    voices = " and ".join(dict.fromkeys(_voice(c) for c in side)), " and ".join(dict.fromkeys(_voice(c) for c in other))
    cue = "denied by" if any(_stance(c) == "deny" for c in other) else "against it"
    return Split(about, "disputed", ((f"said by {voices[0]}", tuple(sorted(side, key=lambda c: c.at))), (f"{cue} {voices[1]}", tuple(sorted(other, key=lambda c: c.at)))), why)
