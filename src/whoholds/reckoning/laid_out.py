"""By hand: the sums and the steps of every table that a claim is tried on, laid out for a reader who tries a way alone.

A page cannot carry a million readings, and need not: each is a sum of a few numbers. These are the numbers, with the
choices that each table offers and the sentences that say them.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from whoholds.model import Claim, Evidence, PartTable, Struct
from whoholds.reckoning import saying
from whoholds.reckoning.changing import line_up
from whoholds.reckoning.choosing import Entry, noun_for, unit_size
from whoholds.reckoning.fit import claim_windows
from whoholds.reckoning.ground import Floats, Ground
from whoholds.reckoning.ranges import ends_of
from whoholds.reckoning.steps import Steps
from whoholds.reckoning.trying import ground_of, told_by
from whoholds.reckoning.variants import TREATMENTS, Asked, has_all_but, offered

Pair = tuple[float, ...]
Pairs = tuple[Pair, ...]
# The kind and the holder of what is on one side, those of what is on the other, and the amount.
StripByHand = tuple[str, int, str, int, float]
# What stands in a sentence for the name that is put there.
NAME = "{name}"


class Offer(Struct, frozen=True, kw_only=True):
    """The choices that a table offers beside whose ground counts.

    `contested` are the treatments of contested ground, the literal one first, and `all_but` those of "all but the
    enemy". `also` are the statuses whose ground may count too. `unsaid` says that what the source leaves unsaid may,
    `listed` that the whole may be the sum of what it lists.
    """

    contested: tuple[str, ...]
    all_but: tuple[str, ...]
    also: tuple[str, ...]
    unsaid: bool
    listed: bool


class SumsByHand(Struct, frozen=True, kw_only=True):
    """The sums of a table by holder, in its unit. They come in pairs: values, and how far rounding may move each."""

    held: Pairs
    also: dict[str, Pairs]
    contested: Pairs
    loose: Pair
    disputed: Pair
    named: Pair
    whole: float | None


class TableByHand(SumsByHand, frozen=True, kw_only=True):
    """One table's sums by holder, and what the claim's words ask of it.

    Sets of holders (`literal`, `enemies`, `blocs`) are bit masks over `holders`. `unit_size` is the size of the claim's
    unit in the table's, None for a share in percent. `usual` is what the words do with contested ground. `whole_less`
    says that "all but the enemy" is the whole less the enemy's ground, and not only the sum of the others.
    `departures` are the table's own from the literal one: their dimensions, and what is said of them. `rest` names
    what no holder has, and `says` has the sentences of all other departures, with {name} where a name goes. Where what
    changed hands between two dates is counted, `change` has the sums that a way is worked out on and those that are
    taken away; the table's own are then those of both dates together, for what there is to choose. `strips` are those
    of a map: what is on both sides, as `ranges.End` has it, and the amount that the first would win.
    """

    evidence: int
    holders: tuple[str, ...]
    remainder: float
    place: str
    measure: str
    unit: str
    base: str
    noun: str
    unit_size: float | None
    usual: str
    literal: int
    enemies: int
    all_but: int | None
    whole_less: bool
    blocs: tuple[tuple[str, int], ...]
    offer: Offer
    departures: tuple[tuple[str, str], ...]
    source: str
    papers: Evidence
    rest: str
    says: dict[str, str]
    change: tuple[SumsByHand, SumsByHand] | None = None
    strips: tuple[StripByHand, ...] = ()


class ByHand(Struct, frozen=True, kw_only=True):
    """All that one claim is tried on, in the order of its reckoning's evidence.

    `within` has the holders that stand within others, `names` all holders' names as they stand in a sentence, and
    `printed` how an amount in the claim's unit is printed ("{}%").
    """

    claim: Claim
    holds: tuple[float, float]
    gives: tuple[float, float]
    tables: tuple[TableByHand, ...]
    within: dict[str, tuple[str, ...]]
    names: dict[str, str]
    printed: str


def by_hand(claim: Claim, tables: Sequence[PartTable], *, most: int | None = None) -> ByHand | None:
    """Lay out the tables that `reckon` tries a claim on, the first `most` of them; None if there is none.

    `tables` are those that were given to `reckon`, in any order; `most` is the length of the reckoning's evidence.
    Raises as `reckon` does.

    >>> from whoholds.model import Part
    >>> parts = (Part(name="A", holder="A", value=60.0), Part(name="B", holder="B", value=39.0))
    >>> table = PartTable(
    ...     evidence=Evidence(source="Atlas of Nowhere", as_of="2018-11"), place="NWH", measure="area", unit="percent",
    ...     day="2018-11-30", parts=parts, total=100,
    ... )
    >>> laid = by_hand(Claim(value=99, holders=("A",), on="2018-12-11", place="NWH"), [table])
    >>> laid.tables[0].held[0], laid.tables[0].remainder, laid.tables[0].offer.unsaid
    ((60.0, 39.0), 1.0, True)
    """
    fit = claim_windows(claim)
    lineup = line_up(claim, tables)
    entries = (*lineup.literals, *lineup.others)[:most]
    if not entries:
        return None
    laid = tuple(_table(claim, entry, index) for index, entry in enumerate(entries))
    holders = {name for table in laid for name in table.holders}
    return ByHand(
        claim=claim,
        holds=fit.holds,
        gives=fit.gives,
        tables=laid,
        within={name: claim.blocs[name] for name in sorted(holders) if name in claim.blocs},
        names={name: saying.holder_name(name) for name in sorted(holders | _blocs(laid))},
        printed=str(saying.words()["units"].get(claim.unit, "{} " + claim.unit)),
    )


def _table(claim: Claim, entry: Entry, index: int) -> TableByHand:
    table, noun = entry.table, noun_for(entry.table)
    ground, told = ground_of(claim, entry), told_by(claim, entry)
    rest = saying.EMPTY if ground.empty else saying.UNSAID if ground.remainder else saying.DISPUTED
    steps = Steps(ground.holders, literal=told.holders, enemies=told.enemies, blocs=told.blocs, noun=noun, rest=rest)
    asked = Asked("with" if claim.relation == "contests" else "against", unit_size(claim, table))
    return TableByHand(
        **msgspec.structs.asdict(_sums(ground)),
        evidence=index,
        holders=ground.holders,
        remainder=ground.remainder,
        place=table.place,
        measure=next((step.to for step in entry.departures if step.dimension == "measure"), table.measure),
        unit=table.unit,
        base=table.base,
        noun=noun,
        unit_size=asked.unit_size,
        usual=asked.treatment,
        literal=steps.literal,
        enemies=sum(1 << at for at, name in enumerate(ground.holders) if name in steps.enemies),
        all_but=steps.all_but,
        whole_less=has_all_but(ground, steps),
        blocs=tuple(steps.blocs),
        offer=_offer(ground, steps, asked),
        departures=tuple((step.dimension, step.say) for step in entry.departures),
        source=saying.source_name(entry.evidence, table.measure),
        papers=entry.evidence,
        rest=rest,
        says=_says(noun, rest),
        change=_change(ground),
        strips=_strips(table, ground),
    )


def _strips(table: PartTable, ground: Ground) -> tuple[StripByHand, ...]:
    ends = ends_of(table, ground)
    return tuple(
        (*ends[strip.to, strip.to_status], *ends[strip.of, strip.of_status], strip.value) for strip in table.strips
    )


def _change(ground: Ground) -> tuple[SumsByHand, SumsByHand] | None:
    if len(ground.each) == 1:
        return None
    first, second = (_sums(one) for one in ground.each)
    return first, second


def _sums(ground: Ground) -> SumsByHand:
    return SumsByHand(
        held=_pairs(ground.held),
        also={status: _pairs(amounts) for status, amounts in ground.also.items()},
        contested=_pairs(ground.contested),
        loose=_pair(ground.loose),
        disputed=_pair(ground.disputed),
        named=_pair(ground.named),
        whole=ground.whole,
    )


def _offer(ground: Ground, steps: Steps, asked: Asked) -> Offer:
    variants = offered(ground, steps, asked)
    unions = [variant for variant in variants if variant.form != "all but"]
    return Offer(
        contested=tuple(dict.fromkeys(variant.contested for variant in unions)),
        all_but=tuple(variant.contested for variant in variants if variant.form == "all but"),
        also=tuple(ground.also),
        unsaid=any(variant.form == "unsaid" for variant in unions),
        listed=ground.whole is not None and any(variant.listed for variant in unions),
    )


def _says(noun: str, rest: str) -> dict[str, str]:
    """Return the sentences of departures on one table, with {name} where names go."""
    says = {
        "added": saying.holder_departure(NAME, noun).say,
        "dropped": saying.dropped_departure(NAME, noun).say,
        "bloc": saying.bloc_departure(NAME, noun).say,
        "all but": saying.all_but_departure((NAME,), noun, unsaid=False).say,
        "whole less": saying.all_but_departure((NAME,), noun, unsaid=True, rest=rest).say,
        "unsaid": saying.unsaid_departure(rest).say,
        "listed": saying.listed_departure().say,
    }
    says |= {f"contested {each}": saying.contested_departure(each, noun).say for each in TREATMENTS}
    return says | {f"also {each}": saying.also_departure(each, noun).say for each in saying.ALSO_SAY}


def _blocs(tables: Sequence[TableByHand]) -> set[str]:
    return {name for table in tables for name, _ in table.blocs}


def _pairs(amounts: Floats) -> Pairs:
    return tuple(_pair(row) for row in amounts)


def _pair(amounts: Floats) -> Pair:
    return tuple(float(amount) for amount in amounts)
