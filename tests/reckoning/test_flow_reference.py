"""What changed hands, against a slow enumeration written part by part from the words of the explanation."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whoholds.model import Claim, Evidence, Part, PartTable, Reckoning, Status
from whoholds.reckoning import reckon

HOLDERS = ("A", "B", "C", "D")
STATUSES: tuple[Status, ...] = ("controlled", "influence", "unknown", "contested")
Row = tuple[str | None, Status, float]
# A way of counting as the reference names it: its cost and its value.
Way = tuple[int, Fraction]

values = st.integers(1, 400).map(lambda tenths: tenths / 10)
rows = st.lists(st.tuples(st.sampled_from([*HOLDERS, None]), st.sampled_from(STATUSES), values), max_size=5)
wholes = st.sampled_from(["none", "the sum", "a little more", "a little less", "much more"])
SCALE = {"the sum": Fraction(1), "a little more": Fraction(21, 20), "a little less": Fraction(19, 20)}


def table(as_of: str, given_rows: list[Row], whole: str) -> PartTable:
    named = [row for row in given_rows if row[0] is not None or row[1] == "contested"]
    total = sum((Fraction(str(value)) for _, _, value in named), Fraction(0))
    return PartTable(
        evidence=Evidence(source="Surveyors", as_of=as_of),
        place="NWH",
        measure="area",
        unit="km2",
        day=as_of,
        parts=tuple(
            Part(name=f"{number}", holder=holder, status=status, value=value)
            for number, (holder, status, value) in enumerate(named)
        ),
        total=None if whole == "none" else float(total * SCALE.get(whole, Fraction(3, 2))),
    )


@st.composite
def changes(draw: st.DrawFn) -> tuple[Claim, PartTable, PartTable]:
    """Return a claim, the later table and the earlier one. The claim's first holder stands in both."""
    first = draw(st.sampled_from(HOLDERS))
    lists = [[*draw(rows), (first, "controlled", draw(values))] for _ in range(2)]
    later, earlier = (
        table(day, own, draw(wholes)) for day, own in zip(("2018-12-31", "2017-12-31"), lists, strict=True)
    )
    claim = Claim(
        value=draw(st.integers(1, 40)),
        unit=draw(st.sampled_from(["percent", "km2"])),
        relation=draw(st.sampled_from(["gained", "lost"])),
        holders=(first,),
        enemies=tuple(draw(st.lists(st.sampled_from(HOLDERS), max_size=2, unique=True))),
        blocs=draw(
            st.dictionaries(
                st.sampled_from(["east", "west"]),
                st.lists(st.sampled_from(HOLDERS), min_size=1, max_size=4, unique=True).map(tuple),
            )
        ),
        since="2018-01-01",
        on="2018-12-31",
        place="NWH",
    )
    return claim, later, earlier


# ---------------------------------------------------------------------------------------------------- the slow way


class Side:
    """One of the two dates, with the parts of holders who are known on both."""

    def __init__(self, table: PartTable, dropped: set[str]) -> None:
        self.parts = [part for part in table.parts if part.holder not in dropped]
        self.whole = None if table.total is None else Fraction(str(table.total))
        self.named = total(self.parts)
        rest = Fraction(0) if self.whole is None else self.whole - self.named
        self.rest = (
            rest if abs(rest) > Fraction(1, 10**9) * max(Fraction(1), self.whole or Fraction(0)) else Fraction(0)
        )
        self.is_nearly_complete = self.whole is not None and abs(self.rest) <= self.whole / 10

    def some(self, holders: tuple[str, ...], *statuses: str) -> Fraction:
        return total([part for part in self.parts if part.holder in holders and part.status in statuses])

    def loose(self) -> Fraction:
        return total([part for part in self.parts if part.holder is None])

    def disputed(self) -> Fraction:
        return total([part for part in self.parts if part.status == "contested"])

    def divided(self, above: Fraction, *, share: bool, left_out: bool, listed: bool) -> Fraction | None:
        if not share:
            return above
        below = self.named if self.whole is None or listed else self.whole
        below -= self.disputed() if left_out else 0
        return 100 * above / below if below > 0 else None


def total(parts: list[Part]) -> Fraction:
    return sum((Fraction(str(part.value)) for part in parts), Fraction(0))


def sides_of(later: PartTable, earlier: PartTable) -> list[Side] | None:
    whole = [Side(one, set()) for one in (later, earlier)]
    if (whole[0].whole is None) != (whole[1].whole is None):
        return None
    names = [{part.holder for part in side.parts if part.holder is not None} for side in whole]
    dropped = {
        name
        for side, known in zip(whole, names, strict=True)
        for name in names[0] | names[1]
        if name not in known and not side.is_nearly_complete
    }
    if dropped and whole[0].whole is None:
        return None
    return [Side(one, dropped) for one in (later, earlier)]


def slow_changes(claim: Claim, sides: list[Side]) -> Iterator[Way]:
    """Yield the cost and the value of every way of counting what was gained."""
    share = claim.unit == "percent"
    present = sorted({part.holder for side in sides for part in side.parts if part.holder is not None})
    control = {part.holder for side in sides for part in side.parts if part.status == "controlled"}
    rests = [side.rest for side in sides]
    rest = min(rests) if min(rests) < 0 else max(rests)
    little = rest != 0 and all(side.is_nearly_complete for side in sides)
    disputed = any(side.disputed() for side in sides)
    enemies = [name for name in present if name in claim.enemies and name not in claim.holders]
    all_but = tuple(name for name in present if name not in enemies) if enemies else None
    treatments = ["against", *(["with", "half"] if disputed else []), *(["left out"] if disputed and share else [])]
    weight = {"with": Fraction(1), "half": Fraction(1, 2)}

    def extra(side: Side, holders: tuple[str, ...], status: str) -> Fraction:
        mine = tuple(name for name in holders if status != "influence" or name in control)
        return side.some(mine, status)

    def held(side: Side, holders: tuple[str, ...]) -> Fraction:
        only_influence = tuple(name for name in holders if name not in control)
        return side.some(holders, "controlled") + side.some(only_influence, "influence")

    def changed(amounts: list[Fraction], contested: str, *, listed: bool) -> Fraction | None:
        pairs = zip(sides, amounts, strict=True)
        shares = [
            side.divided(above, share=share, left_out=contested == "left out", listed=listed) for side, above in pairs
        ]
        return None if shares[0] is None or shares[1] is None else shares[0] - shares[1]

    for holders in unions(present):
        mine = [side.some(holders, "contested") + side.loose() for side in sides]
        for contested in treatments:
            if contested in ("with", "half") and not any(mine):
                continue
            for also in unions(["influence", "unknown"], empty=True):
                if not all(any(extra(side, holders, status) for side in sides) for status in also):
                    continue
                sums = [
                    held(side, holders)
                    + sum((extra(side, holders, status) for status in also), Fraction(0))
                    + weight.get(contested, Fraction(0)) * own
                    for side, own in zip(sides, mine, strict=True)
                ]
                steps = cost(claim, holders, present, all_but) + len(also) + (contested != "against")
                ways = [(steps, changed(sums, contested, listed=False))]
                if little and rest > 0 and holders != all_but:
                    more = [above + side.rest for above, side in zip(sums, sides, strict=True)]
                    ways.append((steps + 1, changed(more, contested, listed=False)))
                if little and share:
                    ways.append((steps + 1, changed(sums, contested, listed=True)))
                yield from ((steps, value) for steps, value in ways if value is not None)
    optional = any(extra(side, tuple(present), status) for side in sides for status in ("influence", "unknown"))
    if all_but and sides[0].whole is not None and (rest != 0 or disputed or optional):
        takes_more = disputed and (rest != 0 or optional)
        for contested in ["with", *(each for each in treatments if each != "with" and takes_more)]:
            away = 1 - weight.get(contested, Fraction(0))
            sums = [
                (side.whole or Fraction(0))
                - side.some(tuple(enemies), *STATUSES)
                - away * (side.some(all_but, "contested") + side.loose())
                for side in sides
            ]
            value = changed(sums, contested, listed=False)
            if value is not None:
                yield 1 + (contested != "with"), value


def cost(claim: Claim, holders: tuple[str, ...], present: list[str], all_but: tuple[str, ...] | None) -> int:
    """Count the steps to a union by trying every choice of blocs."""
    added, dropped = set(holders) - set(claim.holders), set(claim.holders) - set(holders)
    best = len(added)
    for names in unions(sorted(claim.blocs), empty=True):
        gained = {holder for name in names for holder in claim.blocs[name] if holder in present} - set(claim.holders)
        if gained <= added:
            best = min(best, len(names) + len(added - gained))
    steps = best + len(dropped)
    return min(steps, 1) if holders == all_but and not dropped else steps


def unions(names: list[str], *, empty: bool = False) -> list[tuple[str, ...]]:
    return [union for size in range(0 if empty else 1, len(names) + 1) for union in combinations(names, size)]


# ---------------------------------------------------------------------------------------------------- the comparison

Change = tuple[Claim, PartTable, PartTable]


def flows(reckoned: Reckoning) -> list[Any]:
    return [tried for tried in reckoned.readings if tried.reading.flow != "held"]


@settings(max_examples=200, deadline=None)
@given(changes())
def test_all_changes_are_those_of_the_slow_enumeration(change: Change) -> None:
    claim, later, earlier = change
    reckoned = reckon(claim, [later, earlier], deals=1)
    found, sides = flows(reckoned), sides_of(later, earlier)
    alone = claim.unit == "percent" and any(
        one.total is None and {part.holder for part in one.parts} <= set(claim.holders) for one in (later, earlier)
    )
    if sides is None or alone:
        assert not found
        return

    sign = -1 if claim.relation == "lost" else 1
    fast = sorted((tried.cost, sign * tried.value) for tried in found)
    slow = sorted((steps, float(value)) for steps, value in slow_changes(claim, sides))

    assert [steps for steps, _ in fast] == [steps for steps, _ in slow]
    assert [value for _, value in fast] == pytest.approx([value for _, value in slow], rel=1e-9, abs=5e-9)
    assert all(len(tried.departures) == tried.cost for tried in found)
    assert len({tried.departures for tried in reckoned.readings}) == len(reckoned.readings)


@settings(max_examples=60, deadline=None)
@given(changes())
def test_a_loss_is_a_gain_the_other_way_round(change: Change) -> None:
    claim, later, earlier = change
    gained, lost = (
        flows(reckon(msgspec.structs.replace(claim, relation=relation), [later, earlier], deals=1))
        for relation in ("gained", "lost")
    )

    assert [tried.value for tried in gained] == [0 - tried.value for tried in lost]
    assert [tried.rounding for tried in gained] == [tried.rounding for tried in lost]
    assert [tried.departures for tried in gained] == [tried.departures for tried in lost]


@settings(max_examples=60, deadline=None)
@given(changes())
def test_explanations_are_exactly_the_minimal_readings_that_give(change: Change) -> None:
    claim, later, earlier = change
    reckoned = reckon(claim, [later, earlier], deals=1)
    if reckoned.literal is None or reckoned.literal.gives:
        assert reckoned.explanations == ()
        return

    holders = set(claim.holders)
    own = [tried for tried in reckoned.readings if tried.reading.all_but or holders & set(tried.reading.counted)]
    giving = [frozenset(tried.departures) for tried in own if tried.gives]
    minimal = {steps for steps in giving if not any(fewer < steps for fewer in giving)}
    explained = [frozenset(explanation.departures) for explanation in reckoned.explanations]

    assert len(explained) == min(12, len(minimal))
    assert set(explained) <= minimal


@settings(max_examples=60, deadline=None)
@given(changes(), st.randoms(use_true_random=False))
def test_the_order_of_parts_and_tables_changes_no_byte(change: Change, random: Any) -> None:
    claim, later, earlier = change
    others = [
        msgspec.structs.replace(one, evidence=Evidence(source="Observers", as_of=one.evidence.as_of))
        for one in (later, earlier)
    ]
    middle = msgspec.structs.replace(
        earlier, evidence=Evidence(source="Surveyors", as_of="2018-01-31"), day="2018-01-31"
    )
    tables = [later, earlier, middle, *others]
    shuffled = []
    for one in tables:
        parts = list(one.parts)
        random.shuffle(parts)
        shuffled.append(msgspec.structs.replace(one, parts=tuple(parts)))
    random.shuffle(shuffled)

    answers = [msgspec.json.encode(reckon(claim, some, deals=20)) for some in (tables, shuffled)]
    assert answers[0] == answers[1]


@settings(max_examples=60, deadline=None)
@given(changes(), st.booleans(), st.integers(0, 20), st.integers(1, 10**6))
def test_a_part_split_in_two_changes_no_byte_of_the_answer(
    change: Change, is_later: bool, number: int, where: int
) -> None:
    claim, later, earlier = change
    # In whole numbers all sums are exact: then nothing at all may differ, the deals among it.
    later, earlier = (
        msgspec.structs.replace(
            one,
            parts=tuple(msgspec.structs.replace(part, value=round(10 * part.value) + 1.0) for part in one.parts),
            total=10 * one.total + len(one.parts) if one.total else None,
        )
        for one in (later, earlier)
    )
    whole = later if is_later else earlier
    at = number % len(whole.parts)
    first = msgspec.structs.replace(whole.parts[at], value=float(1 + where % (whole.parts[at].value - 1)))
    second = msgspec.structs.replace(whole.parts[at], value=whole.parts[at].value - first.value)
    split = msgspec.structs.replace(whole, parts=(second, *whole.parts[:at], first, *whole.parts[at + 1 :]))
    halves = [split, earlier] if is_later else [later, split]

    answers = [msgspec.json.encode(reckon(claim, some, deals=50)) for some in ([later, earlier], halves)]
    assert answers[0] == answers[1]
