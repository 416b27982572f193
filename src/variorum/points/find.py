"""Claims -> points: what answers one question together, its readings, its status and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from variorum.model import AGED, ROLE, Claim, Family, Point, Reading, Report, Variant
from variorum.points.context import Context
from variorum.points.counts import find_count_splits
from variorum.points.denials import find_denials
from variorum.points.disclosures import find_disclosures
from variorum.points.echoes import find_echoes
from variorum.points.fates import find_fates
from variorum.points.groups import find_groups
from variorum.points.matters import find_matters
from variorum.points.orders import find_orders
from variorum.points.origins import Origins, find_voices
from variorum.points.persons import find_age_splits, find_known_roles, find_role_splits
from variorum.points.split import Split, settle_versions, shorten, spell
from variorum.points.stages import find_stages
from variorum.points.turns import find_turns
from variorum.points.variants import find_variant_splits


def find_points(
    context: Context, reports: Sequence[Report], families: Sequence[Family], variants: Sequence[Variant] = ()
) -> tuple[Point, ...]:
    """All points of a story, in the order in which the reports come to them."""
    roles = context.roles
    origins = Origins(families, reports, context.reuses)
    order = {r.id: i for i, r in enumerate(reports)}
    splits = _find_splits(context, reports, families, variants)
    apart = {c.id for s in splits for c in s.claims}
    found: list[tuple[tuple[int, int], Point]] = []
    for split in splits:
        readings = tuple(_reading(answer, given, origins) for answer, given in split.readings)
        found.append((_place(split.claims, context, order), Point("", split.about, split.status, readings, split.because)))
    for group, core in find_groups(context, splits):
        found.append((_place(group, context, order), _agreed(group, core, origins)))
    for group in find_known_roles(roles):
        reading = _reading(max((c.says for c in group), key=lambda t: (len(t), t)), group, origins)
        if reading.origins[1] > 1 and not any(c.id in apart for c in group):
            what = f"age of {group[0].about}" if group[0].predicate == ROLE + AGED else f"what {group[0].about} is"
            found.append((_place(group, context, order), Point("", what, "agreed", (reading,), _spread(reading))))
    ordered = [p for _, p in sorted(found, key=lambda f: (f[0], f[1].about))]
    return tuple(replace(p, id=f"p{n}") for n, p in enumerate(ordered, 1))


def _find_splits(
    context: Context, reports: Sequence[Report], families: Sequence[Family], variants: Sequence[Variant]
) -> list[Split]:
    """All places where the claims part, those of variants last."""
    texts = {r.id: r.text for r in reports}
    splits = [
        *find_count_splits(context, reports),
        *find_denials(context, texts),
        *find_age_splits(context, reports),
        *find_role_splits(context.roles, families),
        *find_turns(context, reports),
        *find_stages(context, reports),
        *find_matters(context),
        *find_orders(context, texts),
        *find_fates(context, reports),
        *find_disclosures(context, reports),
    ]
    splits += find_variant_splits(context, context.roles, [*variants, *find_echoes(context, reports)], reports, splits)
    return [settle_versions(split, reports) for split in splits]


def _place(claims: Sequence[Claim], context: Context, order: dict[str, int]) -> tuple[int, int]:
    """Where the claim stands that is most like the others: the place of its report, and of the claim in it."""
    typical = max(claims, key=lambda c: (sum(context.alike(c, o) for o in claims), -order[c.at.report], -c.at.start))
    return order[typical.at.report], typical.at.start


def _reading(answer: str, claims: Sequence[Claim], origins: Origins) -> Reading:
    count, why = origins.count(claims)
    return Reading(answer, tuple(c.id for c in claims), count, find_voices(claims), why)


def _agreed(group: Sequence[Claim], core: Sequence[Claim], origins: Origins) -> Point:
    """The point of claims that say the same: agreed where they come from two origins, else single."""
    typical = core[0]
    beside = tuple(c.id for c in group if c not in core)
    counted = _reading(shorten(spell(typical), 160), core, origins)
    reading = replace(counted, claims=tuple(c.id for c in group), beside=beside)
    if reading.origins[1] < 2:
        return Point(
            "",
            shorten(spell(typical)),
            "single",
            (reading,),
            "all from one text" if not beside else "one text says so, others touch on it",
        )
    return Point("", shorten(spell(typical)), "agreed", (reading,), _spread(reading))


def _spread(reading: Reading) -> str:
    """How many origins say so."""
    low, high = reading.origins
    return f"{low} to {high} origins: {reading.because}" if low < high else f"{high} origins"
