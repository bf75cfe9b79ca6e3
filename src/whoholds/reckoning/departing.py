"""Departing: the named differences between one reading and the literal reading on the same table."""

from __future__ import annotations

from whoholds.model import Departure
from whoholds.reckoning import saying
from whoholds.reckoning.ground import Ground
from whoholds.reckoning.steps import Steps
from whoholds.reckoning.variants import Asked, Variant


def departures_of(variant: Variant, union: int, ground: Ground, steps: Steps, asked: Asked) -> tuple[Departure, ...]:
    """Name the differences between one reading and the literal reading on the same table."""
    return holder_departures(variant, union, steps) + choice_departures(variant, ground, steps, asked)


def holder_departures(variant: Variant, union: int, steps: Steps) -> tuple[Departure, ...]:
    """Name the departures in whose ground counts."""
    return all_but(steps) if variant.form == "all but" else steps.departures(union)


def all_but(steps: Steps) -> tuple[Departure, ...]:
    """Name the departure of counting all ground but the enemy's."""
    return (saying.all_but_departure(steps.enemies, steps.noun, unsaid=True, rest=steps.rest),)


def choice_departures(variant: Variant, ground: Ground, steps: Steps, asked: Asked) -> tuple[Departure, ...]:
    """Name the departures in everything else; they are the same for all readings of a variant."""
    found = []
    if variant.form == "unsaid":
        found.append(saying.unsaid_departure(steps.rest))
    usual = "with" if variant.form == "all but" else asked.treatment
    if variant.contested != usual:
        found.append(saying.contested_departure(variant.contested, steps.noun))
    if variant.form != "all but":
        found.extend(saying.also_departure(status, steps.noun) for status in variant.also)
    if variant.listed and ground.whole is not None:
        found.append(saying.listed_departure())
    return tuple(found)
