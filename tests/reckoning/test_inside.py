"""Checks inside a report on shares: each with an example that fits, one that does not, and ones without an answer."""

from __future__ import annotations

from typing import Any

import pytest
from inside_reports import ALMANAC, SYRIA, checks, figure, one

from whoholds.model import Figure, Note, Report
from whoholds.reckoning.inside import check_inside

# ------------------------------------------------------------------------------------------------ a sum to a whole

THREE = "The government holds {} percent of the valley, the rebels {} percent and the militia {} percent."


def three(*values: float, **fields: Any) -> tuple[str, list[Figure]]:
    text = THREE.format(*values)
    names, seen, figures = ("government", "rebels", "militia"), 0, list[Figure]()
    for name, value in zip(names, values, strict=True):
        quote = f"{value} percent"
        start = text.index(quote, seen)
        seen = start + len(quote)
        usual: dict[str, Any] = {"kind": "share", "unit": "percent", "relation": "holds", "holder": name}
        usual |= {"base": "valley", "paragraph": 0}
        figures.append(Figure(quote=quote, span=(start, seen), value=value, **(usual | fields)))
    return text, figures


def test_three_shares_make_the_whole() -> None:
    text, figures = three(61, 27, 12)
    check = one(text, *figures)
    assert (check.kind, check.holds, check.figures) == ("sum to a whole", True, (0, 1, 2))
    assert "61 (government), 27 (rebels) and 12 (militia) add up to 100 percent, the whole." in check.say


def test_shares_that_miss_the_whole_by_their_rounding_alone_make_it() -> None:
    text, figures = three(33, 33, 33)
    check = one(text, *figures)
    assert check.holds is True
    assert "add up to 99 percent (97.5 to 100.5 with the rounding of each): the whole, but for rounding" in check.say


def test_what_the_shares_leave_unsaid_is_named_and_not_judged() -> None:
    text, figures = three(61, 20, 9)
    check = one(text, *figures)
    assert check.holds is None
    assert "add up to 90 percent" in check.say and "10 percent of the whole is left unsaid" in check.say


def test_shares_over_the_whole_do_not_fit() -> None:
    text, figures = three(61, 35, 12)
    check = one(text, *figures)
    assert check.holds is False
    assert "add up to 108 percent (106.5 to 109.5 with the rounding of each): 8 more than the whole" in check.say


@pytest.mark.parametrize("fields", [{"holder": "army"}, {"relation": "gained"}, {"relation": "none"}, {"holder": None}])
def test_shares_of_one_holder_and_gains_are_not_added_up(fields: dict[str, Any]) -> None:
    text, figures = three(61, 35, 12, **fields)
    assert checks(text, *figures) == ()


def test_shares_of_different_places_dates_speakers_and_measures_are_not_added_up() -> None:
    text, (first, second, third) = three(61, 35, 12)
    for name, other in (("base", "coast"), ("as_of", "2015"), ("speaker", "A minister"), ("measure", "population")):
        fields = {n: getattr(second, n) for n in Figure.__struct_fields__} | {name: other}
        assert checks(text, first, Figure(**fields)) == (), name
    assert one(text, first, second, third).holds is False


def test_a_part_of_a_part_is_not_added_up() -> None:
    text = "The government holds 61 percent of the valley, the rebels 39 percent, including 20 percent of the militia."
    usual: dict[str, Any] = {"base": "valley"}
    check = one(
        text,
        figure(text, "61 percent", 61, holder="government", **usual),
        figure(text, "39 percent", 39, holder="rebels", **usual),
        figure(text, "20 percent", 20, holder="militia", **usual),
    )
    assert (check.kind, check.figures) == ("share and its complement", (0, 1))


def test_contested_ground_may_be_counted_twice() -> None:
    text, (first, second, third) = three(61, 35, 12)
    contested = Figure(**{n: getattr(third, n) for n in Figure.__struct_fields__} | {"relation": "contests"})
    assert checks(text, first, second, contested) == ()


REST = "The army holds {} percent of the valley, the rebels {} percent. The remaining {} percent belongs to nobody."


@pytest.mark.parametrize(("shares", "holds"), [((50, 35, 15), True), ((50, 35, 25), False), ((50, 25, 15), False)])
def test_a_remainder_has_to_make_the_whole(shares: tuple[int, int, int], holds: bool) -> None:
    text = REST.format(*shares)
    quotes = [f"{share} percent" for share in shares]
    check = one(
        text,
        figure(text, quotes[0], shares[0], holder="army", base="valley"),
        figure(text, quotes[1], shares[1], holder="rebels", base="valley"),
        figure(text, quotes[2], shares[2], base="valley"),
    )
    assert (check.kind, check.holds, check.figures) == ("sum to a whole", holds, (0, 1, 2))
    assert "(what remains)" in check.say


# ------------------------------------------------------------------------------------- a share and its complement


def test_a_note_that_names_the_complement() -> None:
    body = "The general said that more than 96.5% of the country was retaken."
    remark = "It is unclear how he came to 96.5%. The other 3.5% may be the two pockets in the north."
    figures = (
        figure(body, "more than 96.5%", 96.5, bound="at_least", relation="gained", holder="army", base="country"),
        figure(remark, "96.5%", 96.5, relation="gained", paragraph=None, note=0),
        figure(remark, "3.5%", 3.5, paragraph=None, note=0),
    )
    report = Report(paragraphs=(body,), notes=(Note(text=remark, by="AB"),), figures=figures)
    (check,) = check_inside(report)
    assert (check.kind, check.holds, check.figures) == ("share and its complement", True, (1, 2))
    assert check.say.startswith("In the note by AB, “96.5%” and “3.5%” add up to 100 percent")


def test_more_than_leaves_less_than() -> None:
    text = "More than 96.5% is ours, and 3.5% is theirs."
    check = one(
        text,
        figure(text, "More than 96.5%", 96.5, bound="at_least", relation="gained", holder="we"),
        figure(text, "3.5%", 3.5, holder="they"),
    )
    assert check.say.endswith("Taken strictly, “More than 96.5%” leaves less than 3.5 percent.")


def test_two_sides_who_both_say_more_than_do_not_complete_each_other() -> None:
    text = "The governor put it at more than 80% of the town; the rebels said they hold more than 20%."
    assert (
        checks(
            text,
            figure(text, "more than 80%", 80, bound="at_least", holder="army", base="town", speaker="governor"),
            figure(text, "more than 20%", 20, bound="at_least", holder="rebels", base="town", speaker="rebels"),
        )
        == ()
    )


def test_more_than_and_more_than_do_not_make_the_whole() -> None:
    text = "The army holds more than 80% of the town, the rebels more than 20%."
    more: dict[str, Any] = {"bound": "at_least", "base": "town"}
    army = figure(text, "more than 80%", 80, holder="army", **more)
    assert checks(text, army, figure(text, "more than 20%", 20, holder="rebels", **more)) == ()


def test_a_change_is_no_complement() -> None:
    text = "Their share rose from 40 percent to 60 percent."
    assert checks(text, figure(text, "40 percent", 40), figure(text, "60 percent", 60, relation="gained")) == ()


def test_area_and_population_do_not_complete_each_other() -> None:
    text = "They hold 60 percent of the land and 40 percent of the people."
    assert (
        checks(
            text, figure(text, "60 percent", 60, holder="they"), figure(text, "40 percent", 40, measure="population")
        )
        == ()
    )


@pytest.mark.parametrize(("rest", "speaker", "found"), [(15, "Lapin", 1), (25, "Lapin", 0), (15, "The rebels", 0)])
def test_a_remainder_in_the_next_paragraph(rest: int, speaker: str, found: int) -> None:
    texts = ("About 85 percent of Syria is free, Lapin said.", f"They hold the remaining {rest} percent, he said.")
    figures = (
        figure(texts[0], "About 85 percent", 85, bound="about", relation="gained", base="Syria", speaker="Lapin"),
        figure(texts[1], f"{rest} percent", rest, paragraph=1, speaker=speaker, holder="they"),
    )
    said = [check.say for check in check_inside(Report(paragraphs=texts, figures=figures))]
    assert len(said) == found
    assert all(
        say.startswith("In paragraph 1 and paragraph 2, “About 85 percent” and “15 percent” add up to 100")
        for say in said
    )


# -------------------------------------------------------------------------------------- a remainder against an area


def test_a_remainder_that_fits_the_country() -> None:
    # 15 percent is 14.5 to 15.5, so 26,851 to 28,703 of 185,180; about 27,000 is 26,460 to 27,540.
    text = "Now 85 percent is free. The remaining 15 percent, about 27,000 sq km, is still theirs."
    first, second = checks(
        text,
        figure(text, "85 percent", 85, relation="gained", base="Syria"),
        figure(text, "15 percent", 15, base="Syria"),
        figure(text, "about 27,000 sq km", 27000, kind="area", unit="km2", bound="about"),
        country=SYRIA,
    )
    assert (first.kind, first.holds, first.figures) == ("share and its complement", True, (0, 1))
    assert (second.kind, second.holds, second.figures) == ("remainder against area", True, (1, 2))
    assert "15 percent of Syria (185,180 km²) is 27,777 km² (26,851 to 28,703)" in second.say
    assert "27,000 km² (26,460 to 27,540). The two fit." in second.say
    assert second.sources == (ALMANAC,)


def test_a_remainder_that_does_not_fit_the_country() -> None:
    # 41,000 of 185,180 is 22.14 percent.
    text = "The remaining 15 percent (41,000 sq km) is still theirs."
    check = one(
        text,
        figure(text, "15 percent", 15),
        figure(text, "41,000 sq km", 41000, kind="area", unit="km2"),
        country=SYRIA,
    )
    assert check.holds is False
    assert check.say.endswith("The two do not fit: that area is 22.14 percent of the whole.")


def test_what_a_share_leaves_is_told_by_the_area_alone() -> None:
    text = "He said that 85 percent was freed. Some 27,000 sq km remain to be freed."
    check = one(
        text,
        figure(text, "85 percent", 85, relation="gained", base="Syria"),
        figure(text, "Some 27,000 sq km", 27000, kind="area", unit="km2", bound="about"),
        country=SYRIA,
    )
    assert (check.holds, check.figures) == (True, (0, 1))
    assert "“85 percent” leaves 15 percent" in check.say


def test_an_area_to_go_is_what_the_share_leaves_and_not_the_share() -> None:
    text = "85 Percent Of Syria Freed, 27,000 Square Kilometres To Go"
    check = one(
        text,
        figure(text, "85 Percent", 85, relation="gained", base="Syria"),
        figure(text, "27,000 Square Kilometres", 27000, kind="area", unit="km2", relation="gained"),
        country=SYRIA,
    )
    assert check.holds is True
    assert "leaves 15 percent" in check.say and "the area is given as 27,000 km². The two fit." in check.say


def test_without_the_country_the_two_say_how_large_it_is() -> None:
    # 27,000 / 0.15 = 180,000; 26,999.5 / 0.155 = 174,190; 27,000.5 / 0.145 = 186,210.
    text = "The remaining 15 percent (27,000 sq km) is still theirs."
    pair = figure(text, "15 percent", 15), figure(text, "27,000 sq km", 27000, kind="area", unit="km2")
    check = one(text, *pair)
    assert check.holds is None
    assert "then the whole is 180,000 km² (174,190 to 186,210 with the rounding of both)" in check.say


def test_a_share_of_a_town_is_not_held_against_the_country() -> None:
    text = "They hold 15 percent of the town, or 27 sq km."
    check = one(
        text,
        figure(text, "15 percent", 15, base="town"),
        figure(text, "27 sq km", 27, kind="area", unit="km2"),
        country=SYRIA,
    )
    assert check.holds is None and check.sources == ()


def test_a_share_and_an_area_of_other_things_are_silent() -> None:
    text = "They hold 15 percent of the country and took 41,000 sq km from the army in the east."
    assert (
        checks(
            text,
            figure(text, "15 percent", 15),
            figure(text, "41,000 sq km", 41000, kind="area", unit="km2", relation="gained"),
            country=SYRIA,
        )
        == ()
    )


# -------------------------------------------------------------------------------------- a share against counts

DISTRICTS: dict[str, Any] = {"kind": "count", "unit": "districts"}


def districts_report(share: int) -> tuple[str, list[Figure]]:
    text = f"The Taliban hold {share} percent of 407 districts: they control 41 and fight over 118."
    same: dict[str, Any] = {"holder": "Taliban"}
    return text, [
        figure(text, f"{share} percent", share, measure="districts", **same),
        figure(text, "407 districts", 407, relation="none", **DISTRICTS),
        figure(text, "41", 41, **DISTRICTS, **same),
        figure(text, "118", 118, relation="contests", **DISTRICTS, **same),
    ]


def test_counts_that_make_the_share() -> None:
    # 41 + 118 = 159; 159 / 407 = 39.07 percent.
    text, figures = districts_report(39)
    check = one(text, *figures)
    assert (check.kind, check.holds, check.figures) == ("share against counts", True, (0, 2, 3))
    assert "41 and 118, make 159, which is 39.07 percent: the two fit." in check.say


def test_counts_that_do_not_make_the_share() -> None:
    # 44.5 percent of 407 is 181.1, 45.5 percent is 185.2.
    text, figures = districts_report(45)
    check = one(text, *figures)
    assert check.holds is False
    assert "make 159, which is 39.07 percent: only 182 to 185 would give the share." in check.say


def test_one_of_the_counts_may_be_what_the_share_says() -> None:
    text, figures = districts_report(10)  # 41 / 407 = 10.07
    check = one(text, *figures)
    assert check.holds is True
    assert "The count beside it, 41, is 10.07 percent" in check.say


def test_counts_of_another_holder_or_place_are_left_out() -> None:
    text, figures = districts_report(45)
    for name, other in (("holder", "Government"), ("base", "Helmand"), ("speaker", "A minister"), ("as_of", "2016")):
        changed = [
            Figure(**{n: getattr(f, n) for n in Figure.__struct_fields__} | {name: other})
            if f.value in (41, 118)
            else f
            for f in figures
        ]
        changed[0] = Figure(**{n: getattr(figures[0], n) for n in Figure.__struct_fields__} | {"base": "Afghanistan"})
        assert checks(text, *changed) == (), name


@pytest.mark.parametrize(("share", "holds"), [(56.3, True), (59, False)])
def test_a_count_with_its_share_in_brackets(share: float, holds: bool) -> None:
    # 229 / 407 = 56.27 percent.
    text = f"It has 229 of 407 districts under its control ({share} percent)."
    check = one(
        text,
        figure(text, "229 of 407 districts", 229, holder="government", **DISTRICTS),
        figure(text, f"{share} percent", share, holder="government", measure="districts"),
    )
    assert (check.holds, check.figures) == (holds, (0, 1))
    assert "229 of 407 districts is 56.27 percent" in check.say


def test_no_whole_number_gives_the_share() -> None:
    # Of 7, 2 are 28.57 percent and 3 are 42.86.
    text = "They hold 35 percent of the 7 provinces."
    check = one(text, figure(text, "35 percent", 35, measure="provinces"))
    assert check.holds is False
    assert check.say.endswith("No whole number of them gives it: 2 would be 28.6 percent and 3 would be 42.9 percent.")
    for share in (29, 43):
        fits = text.replace("35", str(share))
        assert checks(fits, figure(fits, f"{share} percent", share, measure="provinces")) == ()
