"""Checks inside a report on earlier figures, distances, the rest, conversions and contradictions, and all of them."""

from __future__ import annotations

from typing import Any

import pytest
from growth import grows_linearly
from inside_reports import ALMANAC, SYRIA, checks, figure, one

from whoholds.model import Check, Comment, Evidence, Figure, Part, PartTable, Report, Statement
from whoholds.reckoning.inside import PastClaim, check_inside

# -------------------------------------------------------------------------------------- the same figure before


def table(as_of: str, day: str, **shares: float) -> PartTable:
    return PartTable(
        evidence=Evidence(source="A map maker", as_of=as_of),
        place="SYR",
        measure="area",
        unit="percent",
        day=day,
        parts=tuple(Part(name=name, holder=name, value=value, rounding=0.05) for name, value in shares.items()),
        total=100,
    )


AUGUST = table("2018-08", "2018-08-31", Government=59.8, ISIS=2.4, Opposition=9.3, SDF=27.5)
NOVEMBER = table("2018-11", "2018-11-30", Government=59.6, ISIS=2.55, Opposition=10.3, SDF=27.5)
BEFORE = PastClaim(
    on="2018-08-22",
    source="Russian Ministry of Defence",
    value=96.5,
    measure="area",
    holder="Government",
    url="https://a.example",
)


def spoken(value: float = 96.5, **fields: Any) -> Report:
    text = f"Colonel Ivanov said that more than {value}% of Syria was retaken."
    usual: dict[str, Any] = {
        "bound": "at_least", "relation": "gained", "measure": "area", "speaker": "Ivan Ivanov",
        "holder": "Syrian government troops",
    }  # fmt: skip
    said = Statement(
        speaker="Ivan Ivanov",
        role="head of a Russian Defence centre",
        rank="Colonel",
        content="",
        direct=False,
        span=(0, 0),
    )
    return Report(
        paragraphs=(text,),
        figures=(figure(text, f"more than {value}%", value, **(usual | fields)),),
        statements=(said,),
    )


def test_the_same_side_gave_the_same_figure_and_the_map_moved() -> None:
    (check,) = check_inside(spoken(), on="2018-12-11", place="SYR", past=[BEFORE], tables=[AUGUST, NOVEMBER])
    assert (check.kind, check.holds, check.figures) == ("same figure before", None, (0,))
    assert "the same figure, 96.5 percent, before: Russian Ministry of Defence on 22 August 2018." in check.say
    assert "the map moved, by A map maker for August 2018 and November 2018" in check.say
    assert (
        "Government 59.8 to 59.6, ISIS 2.4 to 2.55, Opposition 9.3 to 10.3 and SDF stayed at 27.5 percent" in check.say
    )
    assert [(source.source, source.as_of) for source in check.sources] == [
        ("Russian Ministry of Defence", "2018-08-22"), ("A map maker", "2018-08"), ("A map maker", "2018-11"),
    ]  # fmt: skip
    assert check.sources[0].url == "https://a.example"


def test_the_same_figure_over_a_map_that_stood_still_fits() -> None:
    still = table("2018-11", "2018-11-30", Government=59.8, ISIS=2.4, Opposition=9.3, SDF=27.6)
    (check,) = check_inside(spoken(), on="2018-12-11", past=[BEFORE], tables=[AUGUST, still])
    assert check.holds is True and "the map did not move" in check.say


def test_a_map_says_how_it_moved_as_well() -> None:
    def drawn(day: str, base: str = "the whole country", **km2: float) -> PartTable:
        parts = tuple(Part(name=name, holder=name, value=value) for name, value in km2.items())
        papers = Evidence(source="Front Watch", as_of=day, kind="polygons")
        return PartTable(
            evidence=papers, place="SYR", measure="area", unit="km2", day=day, base=base, parts=parts, total=2000
        )

    elsewhere = drawn("2018-12-11", "the country without the Heights", Government=1, ISIS=1999)
    tables = [drawn("2018-08-22", Government=1196, ISIS=804), drawn("2018-12-11", Government=1240, ISIS=760), elsewhere]
    (check,) = check_inside(spoken(), on="2018-12-11", place="SYR", past=[BEFORE], tables=tables)
    assert (
        "by Front Watch for 22 August 2018 and 11 December 2018: Government 59.8 to 62 and ISIS 40.2 to 38" in check.say
    )


def test_without_tables_the_earlier_figure_is_still_shown() -> None:
    (check,) = check_inside(spoken(), on="2018-12-11", past=[BEFORE])
    assert check.holds is None and "map" not in check.say


@pytest.mark.parametrize(
    "claim",
    [
        PastClaim(on="2018-12-11", source="Russian Ministry of Defence", value=96.5, holder="Government"),
        PastClaim(on="2018-12", source="Russian Ministry of Defence", value=96.5, holder="Government"),
        PastClaim(on="2019-02-01", source="Russian Ministry of Defence", value=96.5, holder="Government"),
        PastClaim(on="2018-08-22", source="Russian Ministry of Defence", value=96.4, holder="Government"),
        PastClaim(on="2018-08-22", source="Russian Ministry of Defence", value=96.5, holder="ISIS"),
        PastClaim(on="2018-08-22", source="Russian Ministry of Defence", value=96.5, measure="population"),
        PastClaim(on="2018-08-22", source="Turkish Ministry of Defence", value=96.5, holder="Government"),
        PastClaim(on="2018-08-22", source="Russian news agency", value=96.5, holder="Government"),
        PastClaim(on="some day", source="Russian Ministry of Defence", value=96.5, holder="Government"),
    ],
    ids=["same day", "same month", "later", "value", "holder", "measure", "other state", "no office", "no date"],
)
def test_what_is_not_the_same_figure_before(claim: PastClaim) -> None:
    assert check_inside(spoken(), on="2018-12-11", past=[claim], tables=[AUGUST, NOVEMBER]) == ()


def test_without_a_year_nothing_is_before() -> None:
    assert check_inside(spoken(), past=[BEFORE], tables=[AUGUST, NOVEMBER]) == ()


def test_a_report_that_nobody_speaks_in_has_no_earlier_figure() -> None:
    assert check_inside(spoken(speaker=None), on="2018-12-11", past=[BEFORE]) == ()


def test_a_count_is_found_under_its_noun() -> None:
    text = "Colonel Ivanov spoke of 500 settlements."
    settled = figure(
        text, "500 settlements", 500, kind="count", unit="settlements", relation="gained", speaker="Ivanov"
    )
    claim = PastClaim(on="2016-04-08", source="Ivanov", value=500, unit="count", measure="settlements", kind="count")
    (check,) = check_inside(Report(paragraphs=(text,), figures=(settled,), published="2016-09-01T10:00"), past=[claim])
    assert "500 settlements, before: Ivanov on 8 April 2016" in check.say


# -------------------------------------------------------------------------------------- a distance as an area

DISTANCE: dict[str, Any] = {"kind": "distance", "unit": "km"}


def test_a_distance_around_a_post_is_a_circle() -> None:
    # 3.14159265 * 55 * 55 = 9503.3; of 185,180 that is 5.13 percent.
    text = "They hold the closed 55 km area around the desert post."
    check = one(text, figure(text, "55 km", 55, holder="they", **DISTANCE), country=SYRIA)
    assert (check.kind, check.holds, check.figures) == ("distance as area", None, (0,))
    assert "a flat circle of 9,503 km², 5.13 percent of the 185,180 km² of Syria." in check.say
    assert "less if a part of the circle lies across the border" in check.say
    assert check.sources == (ALMANAC,)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("a zone with a radius of 10 km near the dam", "314.2 km²"),
        ("a circle with a diameter of 10 km", "78.5 km²"),
        ("a 10 km exclusion zone", "314.2 km²"),
    ],
)
def test_radius_and_diameter(text: str, size: str) -> None:
    assert f"a flat circle of {size}." in one(text, figure(text, "10 km", 10, **DISTANCE)).say


@pytest.mark.parametrize(
    "text",
    [
        "a buffer 10 km wide along the border",
        "a front of 10 km around the town",
        "they stand 10 km from the town",
        "they advanced 10 km around the hill",
        "a 10 km strip",
    ],
)
def test_a_way_or_a_strip_is_no_circle(text: str) -> None:
    assert checks(text, figure(text, "10 km", 10, **DISTANCE), country=SYRIA) == ()


# -------------------------------------------------------------------------------------- conversions


@pytest.mark.parametrize(
    ("miles", "km", "holds"),
    [
        ("10,425 square miles", "27,000 sq km", True),  # 10,425 × 2.58999 = 27,000.6
        ("10,425 square miles", "28,000 sq km", False),
        ("10,000 square miles", "26,000 sq km", True),  # 25,900, printed to the thousand
        ("10,000 square miles", "30,000 sq km", False),
        ("870 square miles", "1,400 sq km", False),  # the factor for lengths: 870 × 1.609 = 1,400
    ],
)
def test_a_conversion_in_brackets(miles: str, km: str, holds: bool) -> None:
    text = f"They hold {miles} ({km})."
    check = one(
        text,
        figure(text, miles, float(miles.split()[0].replace(",", "")), kind="area", unit="mi2"),
        figure(text, km, float(km.split()[0].replace(",", "")), kind="area", unit="km2"),
    )
    assert (check.kind, check.holds, check.figures) == ("conversion", holds, (0, 1))
    assert ("factor for lengths" in check.say) == (miles == "870 square miles")


def test_two_lengths_that_are_no_conversion() -> None:
    text = "A trench 3 miles long and 2 km of wire."
    assert (
        checks(text, figure(text, "3 miles", 3, kind="distance", unit="mi"), figure(text, "2 km", 2, **DISTANCE)) == ()
    )


# -------------------------------------------------------------------------------------- two figures by one speaker


def twice(second: str, value: float, **fields: Any) -> tuple[Check, ...]:
    paragraphs = (
        "The rebels hold 20 percent of the valley, the mayor said.",
        f"The rebels hold {second} of the valley, he said.",
    )
    usual: dict[str, Any] = {"holder": "rebels", "base": "valley", "measure": "area", "speaker": "the mayor"}
    return check_inside(
        Report(
            paragraphs=paragraphs,
            figures=(
                figure(paragraphs[0], "20 percent", 20, **usual),
                figure(paragraphs[1], second, value, **(usual | {"paragraph": 1} | fields)),
            ),
        )
    )


def test_one_speaker_with_two_figures() -> None:
    (check,) = twice("30 percent", 30)
    assert (check.kind, check.holds, check.figures) == ("two figures by one speaker", False, (0, 1))
    assert "the mayor gives two figures for what is held by rebels (of valley)" in check.say
    assert "in paragraph 1 and paragraph 2" in check.say and "10 points apart" in check.say


@pytest.mark.parametrize(
    ("second", "value", "fields"),
    [
        ("20 percent", 20, {}),
        ("a fifth", 20, {"in_words": True}),
        ("at least 15 percent", 15, {"bound": "at_least"}),
        ("30 percent", 30, {"speaker": "the governor"}),
        ("30 percent", 30, {"speaker": None}),
        ("30 percent", 30, {"holder": "army"}),
        ("30 percent", 30, {"base": "coast"}),
        ("30 percent", 30, {"measure": "population"}),
        ("30 percent", 30, {"relation": "gained"}),
        ("30 percent", 30, {"as_of": "2015"}),
        ("30 percent", 30, {"asserted": False}),
    ],
)
def test_figures_that_do_not_contradict_each_other(second: str, value: float, fields: dict[str, Any]) -> None:
    assert twice(second, value, **fields) == ()


def test_a_date_in_the_sentence_keeps_figures_apart() -> None:
    text = "The rebels hold 20 percent of the valley. In 2015 the rebels held 30 percent of the valley."
    usual: dict[str, Any] = {"holder": "rebels", "base": "valley"}
    assert checks(text, figure(text, "20 percent", 20, **usual), figure(text, "30 percent", 30, **usual)) == ()


# -------------------------------------------------------------------------------------- the whole


def test_nothing_is_said_of_nothing() -> None:
    assert check_inside(Report()) == ()


def test_figures_that_no_text_has_do_no_harm() -> None:
    stray = Figure(quote="x", span=(10**9, 10**9 + 1), value=5, kind="share", unit="percent", paragraph=7)
    endless = Figure(quote="x", span=(0, 1), value=float("inf"), kind="area", unit="km2", paragraph=0)
    falling = Figure(quote="x", span=(0, 1), value=9, high=3, kind="share", unit="percent", paragraph=0)
    huge = Figure(quote="x", span=(0, 1), value=1e308, kind="area", unit="mi2", paragraph=0, relation="holds")
    assert check_inside(Report(paragraphs=("x",), figures=(stray, endless, falling, huge)), country=SYRIA) == ()


def test_checks_come_in_the_order_of_their_figures_and_the_same_each_time() -> None:
    text = "The rebels hold 35 percent of the 7 provinces."
    figures = [figure(text, "35 percent", 35, holder="rebels", measure="provinces")]
    comment = "They hold the 55 km area around the post and 60 percent; 40 percent is ours."
    more = [
        figure(comment, "55 km", 55, paragraph=None, comment=1, **DISTANCE),
        figure(comment, "60 percent", 60, paragraph=None, comment=1, holder="they"),
        figure(comment, "40 percent", 40, paragraph=None, comment=1, holder="we"),
    ]
    report = Report(
        paragraphs=(text,), thread=(Comment(id=1, author="A reader", text=comment),), figures=(*figures, *more)
    )
    found = check_inside(report, country=SYRIA)
    assert [check.figures for check in found] == [(0,), (1,), (2, 3)]
    assert found[1].say.startswith("In comment 1 by A reader, “55 km”")
    assert found == check_inside(report, country=SYRIA)


def test_a_hundred_thousand_figures_take_linear_time() -> None:
    piece = "They hold 20 percent of it, or 30 sq km, and 7 of 9 towns, 5 km around it; 80 percent is left. "
    kinds: list[tuple[str, float, dict[str, Any]]] = [
        ("20 percent", 20, {"holder": "they", "measure": "towns"}),
        ("30 sq km", 30, {"kind": "area", "unit": "km2"}),
        ("7 of 9 towns", 7, {"kind": "count", "unit": "towns", "holder": "they"}),
        ("5 km", 5, DISTANCE),
        ("80 percent", 80, {"holder": "others", "measure": "towns"}),
    ]

    usual: dict[str, Any] = {"kind": "share", "unit": "percent", "relation": "holds", "paragraph": 0}

    def look(copies: int) -> None:
        figures = [
            Figure(quote=quote, span=(at + piece.index(quote), at + piece.index(quote) + len(quote)), value=value,
                   **(usual | fields))
            for at in range(0, copies * len(piece), len(piece))
            for quote, value, fields in kinds
        ]  # fmt: skip
        report = Report(paragraphs=(piece * copies,), figures=tuple(figures))
        check_inside(report, country=SYRIA)

    grows_linearly(look, 1_250)
