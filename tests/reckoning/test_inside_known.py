"""Checks inside a report on what the atlas knows: unit counts, other measures, misprints, and who is left out."""

from __future__ import annotations

from typing import Any

import pytest
from inside_reports import ALMANAC, SYRIA, checks, figure, one

from whoholds.model import Check, Claim, Evidence, Figure, Part, PartTable, Report
from whoholds.reckoning.inside import WholeUnits, check_inside
from whoholds.reckoning.inside.misprints import swaps

PROVINCES = WholeUnits(unit="provinces", number=14, source=ALMANAC)
COUNT: dict[str, Any] = {"kind": "count", "base": "Syria"}


def table(measure: str, *parts: Part, source: str = "Mapmakers", **fields: Any) -> PartTable:
    usual: dict[str, Any] = {"unit": "percent", "total": 100, "day": "2018-08-31"}
    evidence = Evidence(source=source, as_of="2018-08")
    return PartTable(evidence=evidence, place="SYR", measure=measure, parts=parts, **(usual | fields))


def part(holder: str, value: float, rounding: float = 0.05, **fields: Any) -> Part:
    return Part(name=holder, holder=holder, value=value, rounding=rounding, **fields)


def told(
    value: float,
    *tables: PartTable,
    measure: str = "area",
    speaker: str | None = "Mapmakers",
    on: str = "2018-08-31",
    **fields: Any,
) -> tuple[Check, ...]:
    """What is said of one share of the army, by the Mapmakers, beside their tables."""
    quote = f"{value:g} percent"
    text = f"The army holds {quote} of Syria, they said."
    share = figure(text, quote, value, holder="army", base="Syria", measure=measure, speaker=speaker, **fields)
    claim = Claim(value=value, holders=("Army",), measure=measure, on=on, place="SYR")
    report = Report(paragraphs=(text,), figures=(share,))
    named = {"Mapmakers": frozenset({"Mapmakers"})}
    return check_inside(
        report, on=on, tables=tables, claims={0: claim}, named=lambda words: named.get(words, frozenset())
    )  # fmt: skip


# ------------------------------------------------------------------------------------------------ unit counts


@pytest.mark.parametrize(
    ("quote", "value", "unit", "holds"),
    [
        ("5 of 14 provinces", 5, "provinces", True),
        ("all 14 governorates", 14, "governorates", True),
        ("5 of Syria's 14 provinces", 5, "provinces", True),
        ("5 of 13 provinces", 5, "provinces", None),
        ("5 of 40 provinces", 5, "provinces", False),
        ("all 30 provinces", 30, "provinces", False),
        ("30 provinces", 30, "provinces", False),
    ],
)
def test_units_of_a_country(quote: str, value: float, unit: str, holds: bool | None) -> None:
    text = f"The army holds {quote} of Syria."
    check = one(text, figure(text, quote, value, unit=unit, holder="army", **COUNT), country=SYRIA, units=[PROVINCES])
    assert (check.kind, check.holds, check.sources) == ("unit count", holds, (ALMANAC,))
    assert "14 of An almanac (2017)" in check.say
    assert ("sources differ" in check.say) == (holds is None)


@pytest.mark.parametrize(
    ("quote", "value", "fields"),
    [
        ("5 provinces", 5, {}),
        ("15 provinces", 15, {}),  # units are divided over the years
        ("5 of 7 provinces", 5, {}),  # of a smaller place
        ("5 of about 13 provinces", 5, {}),
        ("5 of 40 provinces", 5, {"base": "Iraq"}),
        ("5 of 40 provinces", 5, {"base": None}),
        ("5 of 40 districts", 5, {"unit": "districts"}),
    ],
)
def test_counts_that_may_be_right_or_of_another_place(quote: str, value: float, fields: dict[str, Any]) -> None:
    text = f"The army holds {quote} there."
    count = figure(text, quote, value, **({"unit": "provinces", "holder": "army"} | COUNT | fields))
    assert checks(text, count, country=SYRIA, units=[PROVINCES]) == ()


def test_a_table_knows_how_many_districts_there_are() -> None:
    text = "The army holds 226 of 407 districts of Syria."
    count = figure(text, "226 of 407 districts", 226, unit="districts", holder="army", **COUNT)
    districts = table("districts", part("Army", 226, 0), unit="districts", total=407)
    check = one(text, count, country=SYRIA, tables=[districts])
    assert check.holds is True
    assert "as many as 407 of Mapmakers (August 2018) for Syria" in check.say


@pytest.mark.parametrize(
    ("counts", "total", "holds", "words"),
    [
        ((226, 49, 132), 407, True, "make 407 of 407 districts: all of them"),
        ((226, 49, 120), 407, None, "make 395 of 407 districts: 12 are left unsaid"),
        ((226, 149, 132), 407, False, "make 507 of 407 districts: 100 more than there are"),
    ],
)
def test_counts_should_add_up_to_all_units(
    counts: tuple[int, int, int], total: int, holds: bool | None, words: str
) -> None:
    army, rebels, tribes = counts
    text = f"The army holds {army} of {total} districts, the rebels {rebels} districts, the tribes {tribes} districts."
    same: dict[str, Any] = {"kind": "count", "unit": "districts"}
    check = one(
        text,
        figure(text, f"{army} of {total} districts", army, holder="army", **same),
        figure(text, f"{rebels} districts", rebels, holder="rebels", **same),
        figure(text, f"{tribes} districts", tribes, holder="tribes", **same),
    )
    assert (check.kind, check.holds, check.figures) == ("sum of counts", holds, (0, 1, 2))
    assert words in check.say


# ------------------------------------------------------------------------------------------------ another measure


def test_a_share_of_districts_that_stands_as_a_share_of_land() -> None:
    (check,) = told(45, table("districts", part("Army", 45, 0.5)))
    assert (check.kind, check.holds, check.figures) == ("figure of another measure", None, (0,))
    assert check.say == (
        "“45 percent” stands as a share of land: Mapmakers for August 2018 gives 45 percent of districts for Army, "
        "and near that day none of land."
    )


def test_the_source_s_own_land_is_another_figure() -> None:
    (check,) = told(63.6, table("population", part("Army", 63.6)), table("area", part("Army", 57.1)))
    assert check.holds is False
    assert check.say.endswith("gives 63.6 percent of people for Army, and of land 57.1.")


def test_no_other_measure_where_the_printed_one_fits_or_the_table_is_not_the_speaker_s() -> None:
    people = table("population", part("Army", 63.6))
    assert told(63.6, people, table("area", part("Army", 63.6), source="Others")) == ()
    assert told(63.6, people, speaker=None) == ()
    assert told(63.6, people, on="2018-11-30") == ()
    assert told(57.1, people) == ()
    assert told(63.6, people, measure="population") == ()
    assert told(63.6, people, bound="at_least") == ()


# ------------------------------------------------------------------------------------------------ misprints


def test_swaps_of_neighbouring_digits() -> None:
    def of(value: float, **fields: Any) -> list[float]:
        return swaps(Figure(quote="x", span=(0, 1), value=value, kind="share", unit="percent", **fields))

    assert of(63.83) == [36.83, 68.33, 63.38]
    assert of(6460) == [4660, 6640, 6406]
    assert of(101.5) == [110.5, 105.1]  # not 011.5
    assert of(2.5, last_place=0.01) == [5.2, 2.05]
    assert of(85) == of(27000) == of(4.5) == []  # too few digits to tell


def test_two_digits_that_changed_places() -> None:
    (check,) = told(63.83, table("area", part("Army", 63.38, 0.005)), speaker=None)
    assert (check.kind, check.holds) == ("swapped digits", None)
    assert (
        check.say
        == "“63.83 percent”: Mapmakers for August 2018 gives 63.38 percent. Two digits may have changed places."
    )


def test_digits_that_need_not_have_changed_places() -> None:
    right = table("area", part("Army", 63.38, 0.005))
    assert told(63.38, right) == ()
    assert told(63.83, right, table("area", part("Army", 63.8, 0.05), source="Others")) == ()
    assert told(63.83, right, table("area", part("Army", 63.7, 0.005), source="Others")) == ()  # nearer than the swap
    assert told(63.83, table("area", part("Rebels", 63.38, 0.005))) == ()
    assert told(63.83, table("area", part("Army", 63, 0.5))) == ()  # too coarse to say so
    assert told(61.3, table("area", part("Army", 63.1))) != ()  # the speaker's own table
    assert told(61.3, table("area", part("Army", 63.1)), speaker=None) == ()  # three digits are easily met


def test_digits_that_were_cut_off() -> None:
    (check,) = told(36.2, table("area", part("Army", 36.27, 0.005)))
    assert (check.kind, check.holds) == ("cut off, not rounded", None)
    assert check.say.endswith(
        "Mapmakers for August 2018 gives 36.27 percent. Its last digits were cut off, not rounded."
    )
    assert told(36.3, table("area", part("Army", 36.27, 0.005))) == ()
    assert told(36.2, table("area", part("Army", 36.24, 0.005))) == ()
    assert told(36.2, table("area", part("Army", 36.27, 0.005)), speaker=None) == ()


@pytest.mark.parametrize(("share", "holds", "cut"), [(56.3, True, False), (56.2, False, True), (56.1, False, False)])
def test_a_share_beside_its_count_that_was_cut_off(share: float, holds: bool, cut: bool) -> None:
    # 229 / 407 = 56.265 percent.
    text = f"It has 229 of 407 districts under its control ({share} percent)."
    check = one(
        text,
        figure(text, "229 of 407 districts", 229, kind="count", unit="districts", holder="army"),
        figure(text, f"{share} percent", share, holder="army", measure="districts"),
    )
    assert (check.holds, "cut off, not rounded" in check.say) == (holds, cut)


@pytest.mark.parametrize(("share", "holds", "cut"), [(36.3, True, False), (36.2, False, True), (37, False, False)])
def test_a_share_beside_its_area_that_was_cut_off(share: float, holds: bool, cut: bool) -> None:
    # 67,167 / 185,180 = 36.271 percent.
    text = f"The army holds {share} percent of Syria (67,167 sq km)."
    check = one(
        text,
        figure(text, f"{share} percent", share, holder="army", base="Syria"),
        figure(text, "67,167 sq km", 67167, kind="area", unit="km2", holder="army"),
        country=SYRIA,
    )
    assert (check.holds, "cut off, not rounded" in check.say) == (holds, cut)


def test_noughts_at_the_end_of_an_area_may_be_rounding() -> None:
    # 22.2 percent of 185,180 is 41,017 to 41,203; 41,000 is 40,500 to 41,500 if it was rounded.
    text = "The army holds 22.2 percent of Syria (41,000 sq km)."
    share, area = (
        figure(text, "22.2 percent", 22.2, base="Syria"),
        figure(text, "41,000 sq km", 41000, kind="area", unit="km2"),
    )
    check = one(text, share, area, country=SYRIA)
    assert check.holds is True and check.say.endswith("if the area was rounded to the noughts at its end.")


# ------------------------------------------------------------------------------------------------ sums


def shares(*values: float, measure: str = "area") -> tuple[str, list[Figure]]:
    quotes = [f"{value:g} percent" for value in values]
    names = ("army", "rebels", "tribes")[: len(values)]
    text = " and ".join(f"the {name} hold {quote} of Syria" for name, quote in zip(names, quotes, strict=True))
    return text, [
        figure(text, quote, value, holder=name, base="Syria", measure=measure)
        for name, quote, value in zip(names, quotes, values, strict=True)
    ]


@pytest.mark.parametrize(
    ("values", "holds", "swapped"),
    [
        ((10.98, 63.83, 25.64), False, True),
        ((10.98, 63.38, 25.64), True, False),
        ((10.98, 63.5, 25.64), False, False),
        ((10.1, 65.4, 25.4), False, False),  # 64.5 would make 100, but tenths often do
    ],
)
def test_a_sum_that_two_swapped_digits_make_the_whole(values: tuple[float, ...], holds: bool, swapped: bool) -> None:
    text, figures = shares(*values)
    check = one(text, *figures)
    assert (check.kind, check.holds) == ("sum to a whole", holds)
    assert ("With 63.38 for “63.83 percent” they make 100" in check.say) == ("changed places" in check.say) == swapped


def test_whom_a_sum_leaves_out() -> None:
    text, figures = shares(60, 28)
    claims = {
        i: Claim(value=figures[i].value, holders=(name,), on="2018-09-10", place="SYR")
        for i, name in enumerate(("Army", "Rebels"))
    }
    august = table("area", part("Army", 59.8), part("Rebels", 27.5), part("Tribes", 9.3), part("Pirates", 2.4))
    (check,) = check_inside(Report(paragraphs=(text,), figures=tuple(figures)), claims=claims, tables=[august])
    assert check.say.endswith(
        "12 percent of the whole is left unsaid. Of those not named, Mapmakers for August 2018 gives Tribes 9.3 and "
        "Pirates 2.4 percent."
    )
    assert check.sources == (august.evidence,)
    far = {i: Claim(value=60, holders=claim.holders, on="2018-12-31", place="SYR") for i, claim in claims.items()}
    (check,) = check_inside(Report(paragraphs=(text,), figures=tuple(figures)), claims=far, tables=[august])
    assert check.say.endswith("12 percent of the whole is left unsaid.") and check.sources == ()


def test_a_holder_under_two_names_is_not_added_up_twice() -> None:
    text, figures = shares(60, 38, 9)
    claims = {i: Claim(value=figures[i].value, holders=(name,)) for i, name in enumerate(("Army", "Rebels", "Rebels"))}
    report = Report(paragraphs=(text,), figures=tuple(figures))
    assert check_inside(report, claims=claims) == ()
    (check,) = check_inside(report)
    assert check.holds is False and "7 more than the whole" in check.say


def columns(land: tuple[float, float, float], people: tuple[float, float, float]) -> list[Check]:
    text, figures = "", list[Figure]()
    for measure, values in (("area", land), ("population", people)):
        for name, value in zip(("army", "rebels", "tribes"), values, strict=True):
            text += f"The {name} hold {value:g} percent"
            start = len(text) - len(f"{value:g} percent")
            text += f" of its {measure}. "
            usual: dict[str, Any] = {"kind": "share", "unit": "percent", "relation": "holds", "paragraph": 0}
            figures.append(
                Figure(quote=f"{value:g} percent", span=(start, start + len(f"{value:g} percent")), value=value,
                       holder=name, measure=measure, **usual)
            )  # fmt: skip
    return [check for check in checks(text, *figures) if check.kind == "columns exchanged"]


def test_columns_whose_figures_changed_places() -> None:
    # 61.3 + 8.7 + 22.7 = 92.7 and 68.5 + 8.1 + 28.5 = 105.1; with the army's exchanged 99.9 and 97.9.
    (check,) = columns((61.3, 8.7, 22.7), (68.5, 8.1, 28.5))
    assert (check.holds, check.figures) == (False, (0, 1, 2, 3, 4, 5))
    assert "add up to 92.7 of land and 105.1 of people, each of 100 percent" in check.say
    assert "With the two figures of army exchanged, or else all the others, they add up to 99.9 and 97.9" in check.say


def test_columns_that_stand_as_they_should() -> None:
    assert columns((57.1, 16.2, 26.7), (63.6, 7.8, 28.7)) == []  # 100 and 100.1
    assert columns((61.3, 8.7, 20.1), (68.5, 8.1, 28.5)) == []  # no exchange makes a whole
    assert columns((61, 9, 23), (69, 8, 28)) == []  # rounded to a percent, too many exchanges would
