"""Variants: all choices of a reading but whose ground counts, and the rules by which some of them are left out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Literal, NamedTuple

from whoholds.model import Contested, Status
from whoholds.reckoning import rules
from whoholds.reckoning.ground import SMALLEST, Ground
from whoholds.reckoning.rules import Rule
from whoholds.reckoning.steps import Steps

Form = Literal["union", "unsaid", "all but"]
TREATMENTS: tuple[Contested, ...] = ("against", "with", "half", "left out")
SHARE_OF_CONTESTED: dict[Contested, float] = {"against": 0.0, "with": 1.0, "half": 0.5, "left out": 0.0}


class Asked(NamedTuple):
    """What the claim's words ask of every table.

    `treatment` is what they do with contested ground. `unit_size` is the size of the claim's unit in the table's
    unit, or None for a share in percent.
    """

    treatment: Contested
    unit_size: float | None


class Variant(NamedTuple):
    """All choices of a reading but whose ground counts. `listed`: divided by the sum of what the source lists."""

    form: Form
    contested: Contested
    also: tuple[Status, ...]
    listed: bool


def offered(ground: Ground, steps: Steps, asked: Asked) -> list[Variant]:
    """Return the choices that this table offers, the literal one first."""
    return [variant for variant, rule in considered(ground, steps, asked) if rule is None]


def considered(ground: Ground, steps: Steps, asked: Asked) -> Iterator[tuple[Variant, Rule | None]]:
    """Yield all choices that one may think of on this table, each with the rule that leaves it out, or None."""
    for variant, rule in _variants(ground, steps, asked):
        if rule is None and asked.unit_size is None and _is_of_nothing(ground, variant):
            rule = rules.SHARE_OF_NOTHING
        yield variant, rule


def _is_of_nothing(ground: Ground, variant: Variant) -> bool:
    return any(whole_of_variant(one, variant)[0] <= SMALLEST for one in ground.each)


def _variants(ground: Ground, steps: Steps, asked: Asked) -> Iterator[tuple[Variant, Rule | None]]:
    others = tuple(other for other in TREATMENTS if other != asked.treatment)
    treatments = (asked.treatment, *others) if ground.disputed[0] else (asked.treatment,)
    present = tuple(ground.also)
    extras = [also for size in range(len(present) + 1) for also in combinations(present, size)]
    rest = ground.remainder
    # What a source does not say at all is not its to count or to leave out of the whole.
    much = None if ground.is_nearly_complete else rules.MUCH_UNSAID
    # A map without its uninhabited land is a table of its own.
    again = rules.UNINHABITED if ground.empty else None
    for contested in treatments:
        # Without a whole a plain sum has nothing to leave out.
        undivided = rules.SHARES_ONLY if asked.unit_size is not None and contested == "left out" else None
        for also in extras:
            yield Variant("union", contested, also, listed=False), undivided
            if rest > 0:
                yield Variant("unsaid", contested, also, listed=False), undivided or much
            if rest != 0:
                sums = undivided or (rules.SHARES_ONLY if asked.unit_size is not None else None)
                yield Variant("union", contested, also, listed=True), sums or much or again
    if steps.all_but is not None:
        yield from _all_but_variants(ground, steps, asked, present)


def _all_but_variants(
    ground: Ground, steps: Steps, asked: Asked, present: tuple[Status, ...]
) -> Iterator[tuple[Variant, Rule | None]]:
    """Yield the treatments of "the whole less the enemy", which takes in what is contested, unconfirmed or unsaid."""
    for contested in ("with", "against", "half", "left out") if ground.disputed[0] else ("with",):
        rule = None
        if ground.whole is None:
            rule = rules.NO_WHOLE
        elif not has_all_but(ground, steps):
            rule = rules.ALL_BUT_ONCE
        elif contested != "with" and not (ground.remainder or present):
            # Where nothing else is taken in, the sum of the other holders has the same treatments already.
            rule = rules.ALL_BUT_ONCE
        elif contested == "left out" and asked.unit_size is not None:
            rule = rules.SHARES_ONLY
        yield Variant("all but", contested, present, listed=False), rule


def left_out(ground: Ground, steps: Steps, asked: Asked, tried: int) -> dict[Rule, int]:
    """Count the readings of a table that are left out, by the rule that does; `tried` are those that are not."""
    found: dict[Rule, int] = {}
    unions, offers = len(steps.costs) - 1, 0
    for variant, rule in considered(ground, steps, asked):
        size = 1 if variant.form == "all but" else unions
        if rule:
            found[rule] = found.get(rule, 0) + size
        else:
            offers += size
            # The union of no holders, which is no reading, is not among the others.
            found[rules.NOBODY] = found.get(rules.NOBODY, 0) + (variant.form != "all but")
            if has_twin(variant, steps):
                found[rules.ALL_BUT_ONCE] = found.get(rules.ALL_BUT_ONCE, 0) + 1
                offers -= 1
    return {**found, rules.NO_SUCH_GROUND: offers - tried}


def has_twin(variant: Variant, steps: Steps) -> bool:
    """Tell whether one union with the unsaid ground is "all but the enemy", which has a variant of its own."""
    return variant.form == "unsaid" and steps.all_but is not None


def has_all_but(ground: Ground, steps: Steps) -> bool:
    """Tell whether "the whole less the enemy" differs from the sum of the other holders."""
    unlisted = bool(ground.remainder or ground.loose[0] or ground.contested[0].any() or ground.also)
    return steps.all_but is not None and ground.whole is not None and unlisted


def own_cost(variant: Variant, ground: Ground, asked: Asked) -> int:
    """Count the departures of a variant without those of the union."""
    if variant.form == "all but":
        return 1 + (variant.contested != "with")
    return (
        (variant.contested != asked.treatment)
        + len(variant.also)
        + (variant.form == "unsaid")
        + (variant.listed and ground.whole is not None)
    )


def whole_of_variant(ground: Ground, variant: Variant) -> tuple[float, float]:
    """Return what the variant divides by, and its rounding."""
    named, disputed = ground.named, ground.disputed
    if variant.listed or ground.whole is None:
        below = named - disputed if variant.contested == "left out" else named
        return float(below[0]), float(below[1])
    if variant.contested == "left out":
        return ground.whole - float(disputed[0]), float(disputed[1])
    return ground.whole, 0.0
