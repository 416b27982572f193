"""Order: one event told before another, and behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from variorum.linkage import link
from variorum.model import Claim
from variorum.points.alike import key_of
from variorum.points.context import Context
from variorum.points.split import Split, shorten, spell
from variorum.text.periods import find_times
from variorum.text.words import compounds, is_function_word

MET = 0.6  # of the words of the shorter one that two tellings of an event share
LEAST = 2  # words that an event needs to be known again
_JOINT = re.compile(r"\W*\b(after|before)\b\W*", re.IGNORECASE)
_LED = re.compile(r"\b(after|before)\s+(?:\w+\s+)?$", re.IGNORECASE)
_NEXT = 4  # characters between "After S," and what followed

Event = frozenset[str]


@dataclass(frozen=True, slots=True)
class Order:
    """Two events in the order in which the claims tell of them."""

    first: Event
    then: Event
    claims: tuple[Claim, ...]


def find_orders(context: Context, texts: dict[str, str]) -> list[Split]:
    """Points where reports have two events the other way round."""
    orders = [o for c in context.claims if (o := _inside(c))] + _across(context.claims, texts)
    turned = [
        (i, j)
        for i, j in combinations(range(len(orders)), 2)
        if orders[i].claims[0].at.report != orders[j].claims[0].at.report and _is_turned(orders[i], orders[j])
    ]
    pairs = [(m, n, 1.0) for m, n in combinations(range(len(turned)), 2) if set(turned[m]) & set(turned[n])]
    return [_split([(orders[i], orders[j]) for i, j in (turned[n] for n in g)]) for g in link(len(turned), pairs, 0.5)]


def _is_turned(a: Order, b: Order) -> bool:
    straight = _met(a.first, b.first) + _met(a.then, b.then)
    crossed = min(_met(a.first, b.then), _met(a.then, b.first))
    return crossed >= MET and 2 * crossed > straight


def _met(a: Event, b: Event) -> float:
    return len(a & b) / min(len(a), len(b))


def _inside(claim: Claim) -> Order | None:
    """ "S after T", "S before T" in one claim."""
    joint = _JOINT.search(claim.says)
    if joint is None or claim.denied or claim.planned or _JOINT.search(claim.says, joint.end()):
        return None
    if any(t.start <= 1 for t in find_times(claim.says[joint.end() :])):
        return None  # "before 5 September" is behind no event
    return _order(joint[1], claim.says[joint.end() :], claim.says[: joint.start()], (claim,))


def _across(claims: Sequence[Claim], texts: dict[str, str]) -> list[Order]:
    """ "After T, S": two claims of one sentence."""
    found = []
    for a, b in pairwise(claims):
        led = _LED.search(texts[a.at.report][max(0, a.at.start - 20) : a.at.start])
        beside = a.at.report == b.at.report and 0 <= b.at.start - a.at.end <= _NEXT
        if led and beside and not (a.denied or b.denied):
            found.append(_order(led[1], a.says, b.says, (a, b)))
    return [o for o in found if o is not None]


def _order(word: str, behind: str, other: str, claims: tuple[Claim, ...]) -> Order | None:
    """The events in their order: what stands behind "after" was first, what stands behind "before" was then."""
    mine, theirs = _event(behind), _event(other)
    if min(len(mine), len(theirs)) < LEAST:
        return None
    return Order(mine, theirs, claims) if word.lower() == "after" else Order(theirs, mine, claims)


def _event(text: str) -> Event:
    return frozenset(key_of(w) for w in compounds(text) if not is_function_word(w))


def _split(pairs: Sequence[tuple[Order, Order]]) -> Split:
    """The two orders, each with all claims that have it."""
    head = pairs[0][0]
    orders = list({o.claims: o for pair in pairs for o in pair}.values())
    sides: tuple[list[Claim], list[Claim]] = ([], [])
    for order in orders:
        sides[_is_turned(head, order)].extend(c for c in order.claims if c not in sides[0] + sides[1])
    readings = tuple((shorten(" … ".join(spell(c) for c in side[:1]), 120), tuple(side)) for side in sides)
    return Split(shorten(spell(sides[0][0])), "conflict", readings, "what came first in the one came second in the other")
