"""The enumeration against a slow one, written part by part from the design's words."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whoholds.model import Claim, Evidence, Part, PartTable, Reckoning, Status
from whoholds.reckoning import reckon

HOLDERS = ("A", "B", "C", "D")
STATUSES: tuple[Status, ...] = ("controlled", "influence", "unknown", "contested")
# A way of counting as the reference names it: its cost, its value and its departures.
Way = tuple[int, Fraction, frozenset[str]]


# ---------------------------------------------------------------------------------------------------- what is tried

values = st.integers(1, 400).map(lambda tenths: tenths / 10)
parts = st.lists(
    st.tuples(st.sampled_from([*HOLDERS, None]), st.sampled_from(STATUSES), values),
    min_size=1,
    max_size=7,
)


@st.composite
def trials(draw: st.DrawFn) -> tuple[Claim, PartTable]:
    rows = draw(parts)
    rows.append((draw(st.sampled_from(HOLDERS)), "controlled", draw(values)))
    named = [row for row in rows if row[0] is not None or row[1] == "contested"]
    total = draw(st.sampled_from(["none", "the sum", "a little more", "a little less", "much more"]))
    whole = sum((Fraction(str(value)) for _, _, value in named), Fraction(0))
    scale = {"the sum": Fraction(1), "a little more": Fraction(21, 20), "a little less": Fraction(19, 20)}
    table = PartTable(
        evidence=Evidence(source="Surveyors", as_of="2018-11"),
        place="NWH",
        measure="area",
        unit="km2",
        day="2018-11-30",
        parts=tuple(
            Part(name=f"{number}", holder=holder, status=status, value=value)
            for number, (holder, status, value) in enumerate(rows)
            if holder is not None or status == "contested"
        ),
        total=None if total == "none" else float(whole * scale.get(total, Fraction(3, 2))),
    )
    present = sorted({holder for holder, _, _ in named if holder is not None})
    claim = Claim(
        value=draw(st.integers(1, 99)),
        bound=draw(st.sampled_from(["exact", "about", "at_least", "at_most"])),
        unit=draw(st.sampled_from(["percent", "km2"])),
        relation=draw(st.sampled_from(["holds", "gained", "contests"])) if total != "none" else "holds",
        holders=tuple(draw(st.lists(st.sampled_from(present), min_size=1, max_size=2, unique=True))),
        enemies=tuple(draw(st.lists(st.sampled_from(HOLDERS), max_size=2, unique=True))),
        blocs=draw(
            st.dictionaries(
                st.sampled_from(["east", "west"]),
                st.lists(st.sampled_from(HOLDERS), min_size=1, max_size=4, unique=True).map(tuple),
            )
        ),
        on="2018-12-11",
        place="NWH",
    )
    return (msgspec.structs.replace(claim, relation="holds") if claim.unit == "km2" else claim), table


# ---------------------------------------------------------------------------------------------------- the slow way


def slow_ways(claim: Claim, table: PartTable) -> Iterator[Way]:
    whole = None if table.total is None else Fraction(str(table.total))
    named = total(table.parts)
    share = claim.unit == "percent"
    rest = Fraction(0) if whole is None else whole - named
    if whole is not None and abs(rest) <= Fraction(1, 10**9) * max(Fraction(1), whole):
        rest = Fraction(0)
    little = whole is not None and rest != 0 and abs(rest) <= whole / 10
    disputed = [part for part in table.parts if part.status == "contested"]
    usual = "with" if claim.relation == "contests" else "against"
    present = sorted({part.holder for part in table.parts if part.holder is not None})
    enemies = [name for name in present if name in claim.enemies and name not in claim.holders]
    all_but = [name for name in present if name not in enemies] if enemies else None

    def extras(holders: tuple[str, ...], status: Status) -> list[Part]:
        found = [part for part in table.parts if part.holder in holders and part.status == status]
        if status == "influence":
            found = [part for part in found if controls(part.holder)]
        return found

    def controls(holder: str | None) -> bool:
        return any(part.holder == holder and part.status == "controlled" for part in table.parts)

    def held(holders: tuple[str, ...]) -> list[Part]:
        return [
            part
            for part in table.parts
            if part.holder in holders
            and (part.status == "controlled" or (part.status == "influence" and not controls(part.holder)))
        ]

    def divided(above: Fraction, left_out: bool, listed: bool) -> Fraction | None:
        if not share:
            return above
        below = named if whole is None or listed else whole
        below -= total(disputed) if left_out else 0
        return 100 * above / below if below > 0 else None

    treatments = ["against", "with", "half"] + (["left out"] if share else [])
    for holders in unions(present):
        mine = [part for part in disputed if part.holder is None or part.holder in holders]
        for contested in treatments if disputed else [usual]:
            if contested in ("against", "with", "half") and contested != usual and not mine:
                continue
            for also in unions(["influence", "unknown"], empty=True):
                if any(not extras(holders, status) for status in also):  # type: ignore[arg-type]
                    continue
                above = total(held(holders)) + sum((total(extras(holders, kind)) for kind in also), Fraction(0))  # type: ignore[arg-type]
                above += {"with": Fraction(1), "half": Fraction(1, 2)}.get(contested, Fraction(0)) * total(mine)
                choices = {*also} | ({contested} if contested != usual else set())
                for unsaid in (False, True):
                    for listed in (False, True):
                        if unsaid and (listed or not little or rest <= 0 or list(holders) == all_but):
                            continue
                        if listed and not (little and share):
                            continue
                        value = divided(above + (rest if unsaid else 0), contested == "left out", listed)
                        if value is not None:
                            own = choices | ({"unsaid"} if unsaid else set()) | ({"listed"} if listed else set())
                            yield cost(claim, holders, present, all_but) + len(own), value, frozenset(own)
    has_more = rest != 0 or bool(disputed) or any(extras(tuple(present), kind) for kind in ("influence", "unknown"))
    if all_but is not None and set(claim.holders) <= set(all_but) and whole is not None and has_more:
        theirs = [part for part in table.parts if part.holder in enemies]
        ours = [part for part in disputed if part.holder not in enemies]
        optional = any(extras(tuple(present), kind) for kind in ("influence", "unknown"))
        for contested in treatments if disputed and (rest != 0 or optional) else ["with"]:
            away = {"with": Fraction(0), "half": Fraction(1, 2)}.get(contested, Fraction(1)) * total(ours)
            value = divided(whole - total(theirs) - away, contested == "left out", False)
            if value is not None:
                own = {"all but"} | ({contested} if contested != "with" else set())
                yield len(own), value, frozenset(own)


def cost(claim: Claim, holders: tuple[str, ...], present: list[str], all_but: list[str] | None) -> int:
    """Count the steps to a union by trying every choice of blocs."""
    added, dropped = set(holders) - set(claim.holders), set(claim.holders) - set(holders)
    best = len(added)
    for names in unions(sorted(claim.blocs), empty=True):
        gained = {holder for name in names for holder in claim.blocs[name] if holder in present} - set(claim.holders)
        if gained <= added:
            best = min(best, len(names) + len(added - gained))
    steps = best + len(dropped)
    return min(steps, 1) if list(holders) == all_but and not dropped else steps


def unions(names: list[str], *, empty: bool = False) -> list[tuple[str, ...]]:
    return [union for size in range(0 if empty else 1, len(names) + 1) for union in combinations(names, size)]


def total(chosen: list[Part] | tuple[Part, ...]) -> Fraction:
    return sum((Fraction(str(part.value)) for part in chosen), Fraction(0))


# ---------------------------------------------------------------------------------------------------- the comparison


@settings(max_examples=150, deadline=None)
@given(trials())
def test_all_readings_are_those_of_the_slow_enumeration(trial: tuple[Claim, PartTable]) -> None:
    claim, table = trial
    reckoned = reckon(claim, [table], deals=1)
    if reckoned.verdict == "cannot tell":
        said = {part.holder for part in table.parts if part.status in ("controlled", "influence")}
        alone = not any(part.value > 1e-6 and part.holder not in claim.holders for part in table.parts)
        assert not said.issuperset(claim.holders) or (claim.unit == "percent" and table.total is None and alone)
        return

    fast = sorted((tried.cost, tried.value) for tried in reckoned.readings)
    slow = sorted((steps, float(value)) for steps, value, _ in slow_ways(claim, table))

    assert [steps for steps, _ in fast] == [steps for steps, _ in slow]
    assert [value for _, value in fast] == pytest.approx([value for _, value in slow], rel=1e-9, abs=2e-9)
    assert all(len(tried.departures) == tried.cost for tried in reckoned.readings)
    assert len({tried.departures for tried in reckoned.readings}) == len(reckoned.readings)


@settings(max_examples=100, deadline=None)
@given(trials())
def test_explanations_are_exactly_the_minimal_readings_that_give(trial: tuple[Claim, PartTable]) -> None:
    reckoned = reckon(*both(trial), deals=1)
    if reckoned.literal is None or reckoned.literal.gives:
        assert reckoned.explanations == ()
        return

    holders = set(trial[0].holders)
    own = [tried for tried in reckoned.readings if tried.reading.all_but or holders & set(tried.reading.counted)]
    giving = [frozenset(tried.departures) for tried in own if tried.gives]
    minimal = {steps for steps in giving if not any(fewer < steps for fewer in giving)}
    explained = [frozenset(explanation.departures) for explanation in reckoned.explanations]

    assert len(explained) == min(12, len(minimal))
    assert set(explained) <= minimal
    assert sorted(map(len, explained)) == sorted(map(len, minimal))[: len(explained)]


@settings(max_examples=60, deadline=None)
@given(trials(), st.randoms(use_true_random=False))
def test_the_order_of_parts_and_tables_changes_no_byte(trial: tuple[Claim, PartTable], random: st.DataObject) -> None:
    claim, table = trial
    older = msgspec.structs.replace(
        table, evidence=Evidence(source="Surveyors", as_of="2018-10"), day="2018-10-31", parts=table.parts[::-1]
    )
    other = msgspec.structs.replace(table, evidence=Evidence(source="Observers", as_of="2018-11"))
    mixed = list(table.parts)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    shuffled = msgspec.structs.replace(table, parts=tuple(mixed))

    assert encoded(reckon(claim, [table, older, other], deals=20)) == encoded(
        reckon(claim, [other, older, shuffled], deals=20)
    )


@settings(max_examples=60, deadline=None)
@given(trials(), st.integers(0, 20), st.floats(0.01, 0.99))
def test_a_part_split_in_two_changes_no_reading(trial: tuple[Claim, PartTable], number: int, where: float) -> None:
    claim, table = trial
    at = number % len(table.parts)
    part = table.parts[at]
    first = msgspec.structs.replace(part, value=part.value * where)
    second = msgspec.structs.replace(part, value=part.value - first.value)
    split = msgspec.structs.replace(table, parts=(*table.parts[:at], first, second, *table.parts[at + 1 :]))

    whole, halves = reckon(claim, [table], deals=1), reckon(claim, [split], deals=1)

    assert len(whole.readings) == len(halves.readings)
    for one, two in zip(whole.readings, halves.readings, strict=True):
        assert (one.reading, one.departures) == (two.reading, two.departures)
        assert abs(one.value - two.value) <= 2e-9


@settings(max_examples=60, deadline=None)
@given(trials(), st.integers(0, 20), st.integers(1, 10**6))
def test_a_part_split_in_two_changes_no_byte_of_the_answer(
    trial: tuple[Claim, PartTable], number: int, where: int
) -> None:
    claim, tenths = trial
    # In whole numbers all sums are exact: then nothing at all may differ, the deals among it.
    parts = tuple(msgspec.structs.replace(part, value=round(10 * part.value) + 1.0) for part in tenths.parts)
    table = msgspec.structs.replace(tenths, parts=parts, total=10 * tenths.total + len(parts) if tenths.total else None)
    at = number % len(parts)
    first = msgspec.structs.replace(parts[at], value=float(1 + where % (parts[at].value - 1)))
    second = msgspec.structs.replace(parts[at], value=parts[at].value - first.value)
    split = msgspec.structs.replace(table, parts=(second, *parts[:at], first, *parts[at + 1 :]))

    assert first.value > 0
    assert encoded(reckon(claim, [table], deals=50)) == encoded(reckon(claim, [split], deals=50))


def both(trial: tuple[Claim, PartTable]) -> tuple[Claim, list[PartTable]]:
    claim, table = trial
    return claim, [table]


def encoded(reckoned: Reckoning) -> bytes:
    return msgspec.json.encode(reckoned)
