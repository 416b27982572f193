"""Claims that one party makes and another denies."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from variorum.linkage import link
from variorum.model import Claim
from variorum.points.alike import key_of
from variorum.points.context import Context
from variorum.points.split import Split, shorten, spell
from variorum.text.lexicon import entries
from variorum.text.words import content_stems, find_words, fold, stem

ANSWERS = 0.36  # likeness of a denial and the claim that it answers
SURELY = 0.5  # the same where the claim does not name who denies it
ANSWERS_NEAR = 0.28  # the same where the claim stands right before it
NEXT = 40  # characters between a denial and the claim right before it
NAMED = 0.2  # likeness, with their surroundings, of a denial and the claim whose voice it names
FAR = 25  # claims back that a denial may name by their voice
CLOSE = 250  # characters between a claim and a denial that points back at it
TOUCH = 0.08  # the same where an accusation stands right before the denial
SAME_SIDE = 0.35  # mean likeness of disputes that are one
ONE_MATTER = 0.3  # likeness of two claims that can be of one matter, though one party denies both
SAME_WORDS = 0.5  # likeness of a claim to one side that makes it another witness of that side

UNNAMED = "somebody unnamed"  # whose "claims" or "reports" they are is not told
_EMPTY = entries("claim_nouns") | entries("falsehood")
_SPOKESMAN = re.compile(r"\bspokes\w+", re.IGNORECASE)
_CONCEDED = re.compile(r"^[\s,;”\"’']*(?:even though|even as|although|though|contradicting)\b", re.IGNORECASE)
_CONTRARY = re.compile(r"^[\s,;”\"’']*(?:but|while|whereas|however)\b", re.IGNORECASE)
_THAT = re.compile(r"\bthat\W+\w+\W+\w+\W+\w+")  # "rejected the notion that he is rich": its own clause tells what is denied
_SIDE = r"(?:aides?|attorneys?|campaign|counsel|family|lawyers?|office|representatives?|spokes\w+|team)"
_ASIDE = re.compile(rf"(?:.*\s)?(\S+?)['’]s? (?:own |defen[cs]e )?{_SIDE}$|.*\b{_SIDE} (?:for|of) (?:.*\s)?(\S+)$")
_OFFICES = entries("person_nouns") | {"democrat", "republican"}
_GUILT = re.compile(r"\binnocen(?:ce|t)\b|\bnot guilty\b", re.IGNORECASE)
_SUSPECT = re.compile(r"\b(?:as|an?) suspects?\b|\bpersons? of interest\b", re.IGNORECASE)
_CONTESTED = frozenset(
    {"allege", "argue", "assert", "claim", "contend", "deny", "dismiss", "dispute", "insist", "maintain", "reject"}
)


Side = list[Claim]


def find_denials(context: Context, texts: dict[str, str]) -> list[Split]:
    """Points where a denial meets what it denies, and where one voice is set against another by the report itself."""
    found: list[tuple[Side, Side, str]] = []
    for denial in (c for c in context.claims if _stance(c) == "deny"):
        claims = [c for c in _denied_claims(denial, context) if not _are_one_party(c, denial, context) and not _denies(c)]
        if claims:
            found.append((claims, [denial], f"{_voice(denial)} denies what {_voice(claims[0])} said"))
    found += _set_against(context, texts)
    pairs = [(i, j, _one_dispute(a, found[j], context)) for i, a in enumerate(found) for j in range(i + 1, len(found))]
    groups = link(len(found), [p for p in pairs if p[2]], SAME_SIDE)
    return _merged([s for g in groups if (s := _split([found[i] for i in g], context)) is not None])


def _are_one_party(a: Claim, b: Claim, context: Context) -> bool:
    return _speaks_for(a, b, context) or _speaks_for(b, a, context) or _may_be_one(a.voice or "", b.voice or "")


def _may_be_one(a: str, b: str) -> bool:
    """ "Katie Holm" and "the Norland senator": a name, and what may stand for it."""
    for name, other in ((a, b), (b, a)):
        words = other.split()
        stands_for = len(words) > 2 and words[0].lower() == "the" and words[1][0].isupper() and words[-1].lower() in _OFFICES
        if stands_for and len(name.split()) > 1 and all(w[0].isupper() for w in name.split()):
            return True
        m = _ASIDE.match(other)
        if m is not None and name.split()[-1:] == [m[1] or m[2]]:
            return True  # "Holm’s attorneys", "Ida Holm"
    return False


def _denies(claim: Claim) -> bool:
    """Is what is said a denial itself: "we flatly deny it", "the affidavit says that he denies it"?"""
    return claim.predicate in ("deny", "dispute", "refute", "reject")


def _speaks_for(a: Claim, b: Claim, context: Context) -> bool:
    """Is the one voice said to be the other's spokesman? Then they are one party."""
    whom = set(content_stems(b.voice or ""))
    said = {s for c in context.roles if whom and c.about == a.voice and _SPOKESMAN.search(c.says) for s in content_stems(c.says)}
    return bool(whom) and whom <= said


def _merged(splits: list[Split]) -> list[Split]:
    """Disputes that share a claim and a denial are one: the one with more claims is printed."""
    out: list[Split] = []
    for split in sorted(splits, key=lambda s: -len(s.claims)):
        sides = [set(claims) for _, claims in split.readings]
        if not any(all(a & set(b[1]) for a, b in zip(sides, other.readings, strict=True)) for other in out):
            out.append(split)
    return out


def _one_dispute(a: tuple[Side, Side, str], b: tuple[Side, Side, str], context: Context) -> float:
    """How surely two pairs of claim and denial are of one dispute, 0 to 1."""
    if a[0][0] is b[0][0] or a[1][0] is b[1][0]:
        return 1.0
    claims = context.same_scene(a[0][0], b[0][0])
    denials = 1.0 if a[1][0].voice == b[1][0].voice else context.same_scene(a[1][0], b[1][0])
    crossed = context.same_scene(a[0][0], b[1][0])
    if denials > 0.6 and a[1][0].voice != b[1][0].voice:
        return denials
    return max(claims * 0.6 + denials * 0.4 if claims > ONE_MATTER else 0.0, crossed if a[1][0].voice == b[0][0].voice else 0.0)


def _stance(claim: Claim) -> str:
    return claim.attribution[-1].stance if claim.attribution else ""


def _voice(claim: Claim) -> str:
    """Whose word it is, as it is printed."""
    return UNNAMED if _is_nobodys(claim) else claim.voice or "the report"


def _denied_claims(denial: Claim, context: Context) -> Side:
    """What the denial answers: what it repeats ("rejected the claim that S"), with whoever is known to have said so."""
    if _GUILT.search(denial.says):
        return _charges(denial, context)
    inside = [
        c
        for c in context.claims
        if c is not denial and c.voice not in (None, denial.voice) and c.at.overlap(denial.at) == len(c.at)
    ]
    inside = [c for c in inside if _is_its_object(c, denial)]
    if inside and not _is_nobodys(inside[0]):
        return inside[:1]
    return [*_answered(denial, context), *inside[:1]]


def _charges(denial: Claim, context: Context) -> Side:
    """What somebody who says that he is not guilty is charged with or suspected of, in each report the nearest claim."""
    whom = next((fold(w.text) for w in find_words(denial.voice or "")[::-1]), "")
    found: dict[str, Claim] = {}
    for claim in context.claims:
        charged = key_of(claim.predicate) == "CHARGED" or _SUSPECT.search(claim.says)
        accused = charged or (_stance(claim) == "accuse" and _is_of_crime(claim))
        names = {n.split()[-1].casefold() for n in (*claim.names, claim.subject or "", claim.about or "") if n.split()}
        if not accused or claim.denied or whom not in names or _are_of_other_crimes(denial, claim):
            continue
        known = found.get(claim.at.report)
        if known is None or abs(claim.at.start - denial.at.start) < abs(known.at.start - denial.at.start):
            found[claim.at.report] = claim
    return list(found.values())


def _are_of_other_crimes(denial: Claim, claim: Claim) -> bool:
    """ "pleaded not guilty to harassment", "is charged with murder"."""
    mine, theirs = _crimes(denial), _crimes(claim)
    return bool(mine and theirs and not mine & theirs)


def _crimes(claim: Claim) -> set[str]:
    """Stems of the crimes that the claim names, all killings as one."""
    words = [fold(w.text) for w in find_words(claim.says)]
    return {key_of(w) if key_of(w).isupper() else stem(w) for w in words if stem(w) in _known_crimes() or key_of(w) == "KILLED"}


@cache
def _known_crimes() -> frozenset[str]:
    return frozenset(stem(c) for c in entries("crimes"))


def _is_of_crime(claim: Claim) -> bool:
    """Is it a crime of which somebody is accused, and not a whim?"""
    return bool(_crimes(claim))


def _is_its_object(claim: Claim, denial: Claim) -> bool:
    """ "denied reports that S", but not "denied that he had made light of reports that S"."""
    cue = denial.attribution[-1].cue
    begin = denial.says.find(cue) + len(cue) if cue in denial.says else 0
    voiced = set(content_stems(f"{claim.voice} {claim.attribution[-1].cue}"))
    words = set(content_stems(denial.says[begin : claim.at.start - denial.at.start])) - voiced
    return not [w for w in words if w != "guilty" and not any(e.startswith(w) or w.startswith(e[:6]) for e in _EMPTY)]


def _is_nobodys(claim: Claim) -> bool:
    """Is it the word of nobody who is named: "reports", "the claim"?"""
    return (claim.voice or "").split(" ")[-1].rstrip("s") in entries("claim_nouns")


def _answered(denial: Claim, context: Context) -> Side:
    """The claims just before the denial where it only points back, else the likest by another voice."""
    near = [c for c in context.before(denial, most=3) if c.voice != denial.voice and _stance(c) != "deny" and _is_held(c)]
    named = _named_in(denial, context)
    if named:
        return named
    if _points_back(denial):
        close = [c for c in near if c.attribution and denial.at.start - c.at.end < CLOSE]
        right_before = next((c for c in close if denial.at.start - c.at.end < NEXT), None)
        first = next((c for c in close if _stance(c) == "accuse"), right_before)
        if first is not None:
            return [c for c in close if c.voice == first.voice and _stance(c) == _stance(first)][::-1]
    near = [c for c in near if c.attribution]
    accusing = [
        c for c in near if _stance(c) == "accuse" and denial.at.start - c.at.end < CLOSE and context.alike(denial, c) >= TOUCH
    ]
    if accusing:
        return accusing[:1]
    likest = max(near, key=lambda c: context.alike(denial, c), default=None)
    if likest is not None and context.alike(denial, likest) >= ANSWERS_NEAR:
        return [likest]
    told = _told(denial)
    others = [
        c
        for c in context.claims
        if c.attribution
        and c.voice != denial.voice
        and _stance(c) != "deny"
        and _is_held(c)
        and (not told or not told.isdisjoint(_stems(c.says)))  # a word of what is denied, beside the names of both sides
        and denial.says not in c.says  # another print of the sentence that tells of the denial
        and not c.at.overlap(denial.at)
        and not _is_nobodys(c)
    ]
    best = max(((_answers(denial, c, context), c) for c in others), key=lambda a: (a[0], -a[1].at.start), default=(0.0, denial))
    return [best[1]] if best[0] >= (ANSWERS if _concerns(best[1], denial) else SURELY) else []


def _is_held(claim: Claim) -> bool:
    """Does anybody hold what is said: not "questioned whether"?"""
    return " whether " not in claim.says


def _told(denial: Claim) -> set[str]:
    """Stems of what the denial itself says that it denies."""
    told = set(content_stems(denial.says)) - _own(denial) - set(content_stems(denial.attribution[-1].cue))
    return {s for s in told if not any(e.startswith(s) or s.startswith(e[:6]) for e in _EMPTY)}


@lru_cache(maxsize=1 << 13)
def _stems(text: str) -> frozenset[str]:
    return frozenset(content_stems(text))


def _concerns(claim: Claim, denial: Claim) -> bool:
    """Does the claim name who denies it?"""
    return bool(_own(denial) & set(content_stems(f"{claim.says} {claim.subject}")))


def _named_in(denial: Claim, context: Context) -> Side:
    """The nearest claims by the voice that the denial names: "rejected the union's account"."""
    if not _points_back(denial, besides=1) or _THAT.search(denial.says):
        return []
    words = set(content_stems(denial.says)) - _own(denial)
    before = context.before(denial, most=FAR)
    theirs = [c for c in before if c.voice != denial.voice and words & set(content_stems(c.voice or "")) and _stance(c) != "deny"]
    return [c for c in theirs[:1] if _stance(c) == "accuse" or context.same_scene(c, denial) >= NAMED]


def _own(denial: Claim) -> set[str]:
    """Stems of the words that name the denier."""
    return set(content_stems(f"{denial.voice} {denial.attribution[-1].speaker}"))


def _answers(denial: Claim, claim: Claim, context: Context) -> float:
    bonus = 0.1 if _stance(claim) == "accuse" else 0.0
    like = plain = context.alike(denial, claim)
    if denial.at.report != claim.at.report:  # in one report, neighbours share their surroundings whatever they say
        like = max(like, context.same_scene(denial, claim))
    return like + (bonus if plain > TOUCH else 0.0)


def _points_back(denial: Claim, besides: int = 0) -> bool:
    """ "which X denied", "X rejected the claim", "X called it false": the thing denied is said before."""
    words = set(content_stems(denial.says)) - _own(denial) - set(content_stems(denial.attribution[-1].cue))
    return len([w for w in words if not any(e.startswith(w) or w.startswith(e[:6]) for e in _EMPTY)]) <= 1 + besides


def _set_against(context: Context, texts: dict[str, str]) -> list[tuple[list[Claim], list[Claim], str]]:
    """Two voices in one sentence, joined by "but" or "even though"."""
    out = []
    for a, b in zip(context.claims, context.claims[1:], strict=False):
        if (
            a.at.report != b.at.report
            or {x.voice for x in a.attribution} & {x.voice for x in b.attribution}
            or not a.attribution
            or not b.attribution
        ):
            continue
        between = texts[a.at.report][a.at.end : b.attribution[-1].at.start if b.attribution[-1].at else b.at.start]
        conceded = _CONCEDED.match(between) or (_CONTRARY.match(between) and _is_contested(a, b))
        if len(between) < 30 and conceded and "\n" not in between:
            claim, against = (b, a) if _stance(a) == "deny" else (a, b)
            out.append(([claim], [against], f"the report sets {_voice(b)} against {_voice(a)}"))
    return out


def _split(pairs: list[tuple[Side, Side, str]], context: Context) -> Split | None:
    """The dispute, with the claims of other reports that say the same as one of its sides; None without two sides."""
    side = list(dict.fromkeys(c for a, _, _ in pairs for c in a))
    other = list(dict.fromkeys(c for _, b, _ in pairs for c in b if c not in side))
    if not other:
        return None
    taken = {c.id for c in side + other}
    for claim in context.claims:
        if claim.id in taken or not claim.attribution:
            continue
        to_side = max(context.alike(claim, c) for c in side)
        to_other = max(context.alike(claim, c) for c in other)
        if max(to_side, to_other) >= SAME_WORDS and (_stance(claim) == "deny") == (to_other > to_side):
            (other if to_other > to_side else side).append(claim)
            taken.add(claim.id)
    about = shorten(spell(min(side, key=lambda c: (bool(c.about), abs(len(c.says) - 60), c.at))))
    cue = "denied by" if any(_stance(c) == "deny" for c in other) else "against it"
    readings = tuple(
        (f"{word} {_voices(claims)}", tuple(sorted(claims, key=lambda c: c.at)))
        for word, claims in (("said by", side), (cue, other))
    )
    return Split(about, "disputed", readings, pairs[0][2])


def _is_contested(a: Claim, b: Claim) -> bool:
    """Does the report itself, by its verb, keep one of the two at a distance?"""
    return any(cue.startswith(v[:6]) for c in (a, b) for v in _CONTESTED for cue in [c.attribution[-1].cue.lower()])


def _voices(claims: Side) -> str:
    """The voices of a side, those heard most first."""
    counts = Counter(_voice(c) for c in claims if not _is_nobodys(c)) or Counter([UNNAMED])
    return "; ".join(sorted(counts, key=lambda v: (-counts[v], v))[:3])
