"""Tables and lists of who holds what, from HTML to figures; tables of all else give none."""

from __future__ import annotations

import pytest
from growth import ends

from whoholds.model import Figure
from whoholds.reading.figures.find import find_figures
from whoholds.reading.pages.html import read_html_page

Row = tuple[str, float, str, str, str | None, str | None]

LEAD = "<p>The front has hardly moved since the spring, and both armies have dug in along the river for the winter.</p>"


def _figures(html: str) -> tuple[Figure, ...]:
    page = read_html_page(f"<html><body><article><h1>The war in Oruland</h1>{LEAD}{html}{LEAD}</article></body></html>")
    return find_figures("\n\n".join(page.paragraphs))


def _rows(figures: tuple[Figure, ...]) -> list[Row]:
    return [(f.quote, f.value, f.unit, f.relation, f.holder, f.as_of) for f in figures]


def test_shares_by_side_and_date() -> None:
    figures = _figures(
        """<table><caption>Share of the territory of Georgia held by each side</caption>
        <tr><th>Side</th><th>July 2019</th><th>August 2019</th></tr>
        <tr><td>Government</td><td>61.96%</td><td>62.19%</td></tr>
        <tr><td>Northern Front</td><td>about 38%</td><td>37.8 per cent</td></tr></table>"""
    )
    assert _rows(figures) == [
        ("61.96%", 61.96, "percent", "holds", "Government", "2019-07"),
        ("62.19%", 62.19, "percent", "holds", "Government", "2019-08"),
        ("about 38%", 38, "percent", "holds", "Northern Front", "2019-07"),
        ("37.8 per cent", 37.8, "percent", "holds", "Northern Front", "2019-08"),
    ]
    assert {(f.kind, f.measure, f.base) for f in figures} == {("share", "area", "Georgia")}
    assert [f.bound for f in figures] == ["exact", "exact", "about", "exact"]


def test_the_unit_stands_in_the_header() -> None:
    figures = _figures(
        """<p>Districts by who controls them</p>
        <table><tr><th>Control</th><th>Districts</th><th>Area (sq km)</th><th>Share of districts, %</th></tr>
        <tr><td>Government</td><td>229</td><td>301,500</td><td>56.3</td></tr>
        <tr><td>Contested</td><td>119</td><td>98,000</td><td>29.2</td></tr>
        <tr><td>Insurgents</td><td>59</td><td>41,000</td><td>14.5</td></tr>
        <tr><td>Total</td><td>407</td><td>440,500</td><td>100</td></tr></table>"""
    )
    assert _rows(figures) == [
        ("229", 229, "districts", "holds", "Government", None),
        ("301,500", 301_500, "km2", "holds", "Government", None),
        ("56.3", 56.3, "percent", "holds", "Government", None),
        ("119", 119, "districts", "contests", None, None),
        ("98,000", 98_000, "km2", "contests", None, None),
        ("29.2", 29.2, "percent", "contests", None, None),
        ("59", 59, "districts", "holds", "Insurgents", None),
        ("41,000", 41_000, "km2", "holds", "Insurgents", None),
        ("14.5", 14.5, "percent", "holds", "Insurgents", None),
    ]
    assert {f.measure for f in figures if f.kind == "share"} == {"districts"}


def test_a_comma_marks_the_decimals_of_the_whole_page() -> None:
    figures = _figures(
        """<p>Land held by the two armies:</p><table>
        <tr><td>Army of the North</td><td>44,8 %</td><td>83.000 km²</td></tr>
        <tr><td>Army of the South</td><td>55,2 %</td><td>102.180 km²</td></tr></table>"""
    )
    assert [(f.quote, f.value) for f in figures] == [
        ("44,8 %", 44.8),
        ("83.000 km²", 83_000),
        ("55,2 %", 55.2),
        ("102.180 km²", 102_180),
    ]


def test_a_quote_stands_where_its_span_says() -> None:
    text = "Territory held in Oruland\n\nSide | Share\n\nArmy | over 60%\n\nRebels | 1,250 sq. km"
    figures = find_figures(text)
    assert [figure.quote for figure in figures] == ["over 60%", "1,250 sq. km"]
    assert all(text[slice(*figure.span)] == figure.quote for figure in figures)


def test_lists() -> None:
    figures = _figures(
        """<p>In one week:</p><ul><li>the army captured 580 square kilometres in the south;</li>
        <li>rebels lost 31 villages and a 12-percent slice of Aru province;</li>
        <li>the Northern Front still controls all three dams.</li></ul>
        <ol><li>Half of the capital is under army control.</li></ol>"""
    )
    assert [(f.quote, f.relation) for f in figures] == [
        ("580 square kilometres", "gained"),
        ("31 villages", "lost"),
        ("12-percent", "lost"),
        ("all three dams", "holds"),
        ("Half", "holds"),
    ]


@pytest.mark.parametrize(
    "html",
    [
        # No word of ground, or none of holding.
        "<table><tr><th>Firm</th><th>Share</th></tr><tr><td>Aru Bank</td><td>31%</td></tr></table>",
        "<p>Land by use</p><table><tr><td>Forest</td><td>31%</td></tr><tr><td>Fields</td><td>20%</td></tr></table>",
        # Votes, even where districts are "held".
        "<p>Seats held after the vote, by party</p><table><tr><th>Party</th><th>Districts</th></tr>"
        "<tr><td>Liberals</td><td>31</td></tr></table>",
        # By place: the side stands elsewhere.
        "<p>Territory held by the invaders</p><table><tr><td>Ukraine</td><td>19%</td></tr>"
        "<tr><td>Georgia</td><td>20%</td></tr></table>",
        "<p>Territory held by the invaders</p><table><tr><td>Aru province</td><td>19%</td></tr></table>",
        # Dates, sums, blanks, impossible shares, two numbers in one cell, a cell of prose.
        "<p>Territory held by each side</p><table><tr><th>Side</th><th>Since</th></tr>"
        "<tr><td>Army</td><td>12 May 2016</td></tr></table>",
        "<p>Territory held by each side</p><table><tr><td>Total</td><td>100%</td></tr></table>",
        "<p>Territory held by each side</p><table><tr><td></td><td>40%</td></tr></table>",
        "<p>Territory held by each side</p><table><tr><td>Army</td><td>140%</td></tr></table>",
        "<p>Territory held by each side</p><table><tr><td>Army</td><td>40 / 60</td></tr></table>",
    ],
)
def test_tables_of_all_else(html: str) -> None:
    assert _figures(html) == ()


def test_a_long_table_is_read_in_little_time() -> None:
    rows = "\n\n".join(f"Army of Aru | {n % 100}% | {n} sq km" for n in range(1, 4_001))
    with ends():
        figures = find_figures(f"Territory held by each side\n\n{rows}")
    assert len(figures) >= 7_900
