"""Points of control from Lua modules of our own writing: every form of mark, and what is not read and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from whoholds.atlas.importing.lua_marks import LuaMarks, read_lua_marks
from whoholds.errors import BadTable

MODULES = Path(__file__).with_name("lua")
DAY = "2018-12-11"
GOV, OPP = "Syrian government", "Syrian opposition"


def module(name: str, place: str = "SYR", on: str | None = DAY) -> LuaMarks:
    return read_lua_marks((MODULES / f"{name}.lua").read_text(encoding="utf-8"), place=place, on=on)


def one(entry: str, place: str = "SYR", on: str | None = DAY) -> LuaMarks:
    return read_lua_marks(f"return {{ {entry} }}", place=place, on=on)


# place, what the source calls the holder, status, kind, what goes with it
EVERY_MARK = [
    ("Redtown", GOV, "controlled", "settlement", None),
    ("Redville", GOV, "controlled", "settlement", None),
    ("Blackton", "ISIS", "controlled", "settlement", None),
    ("Yellow ton (Zer)", "SDF", "controlled", "settlement", None),
    ("Limeton", OPP, "controlled", "settlement", None),
    ("Greyton", "HTS", "controlled", "settlement", None),
    ("Greenton", "Turkish Armed Forces", "controlled", "settlement", None),
    (None, "SDF", "influence", "rural", "rural presence"),
    (None, "ISIS", "influence", "rural", "rural presence"),
    ("Fort Red", GOV, "controlled", "base", None),
    ("Yellow base", "SDF", "controlled", "base", None),
    ("Red Airport", GOV, "controlled", "airport", None),
    ("Grey heliport", "HTS", "controlled", "heliport", None),
    ("Red harbour", GOV, "controlled", "port", None),
    ("Black works", "ISIS", "controlled", "industry", None),
    ("Lime oil", OPP, "controlled", "oil field", None),
    ("Red oil", GOV, "controlled", "oil field", None),
    ("Red hill", GOV, "controlled", "hill", None),
    ("Grey dam", "HTS", "controlled", "dam", None),
    ("Foughtton", f"{GOV}, {OPP}", "contested", "settlement", "contested"),
    ("Threeton", f"{GOV}, {OPP}, SDF", "contested", "settlement", "contested"),
    ("Squareton", f"{GOV}, ISIS", "contested", "settlement", "contested"),
    ("Mixton", f"{GOV}, SDF", "contested", "settlement", "mixed control"),
    ("Mixthree", f"{GOV}, {OPP}, SDF", "contested", "settlement", "mixed control"),
    ("Twodot", f"{OPP}, ISIS", "contested", "settlement", "mixed control"),
    ("Truceton", f"{GOV}, {OPP}", "contested", "settlement", "truce"),
    ("Redgate", GOV, "controlled", "crossing", None),
    ("Yellow barrage", "SDF", "controlled", "dam", None),
]


def test_every_form_of_mark() -> None:
    read = module("every_mark")
    assert [(p.place_name, p.name, p.status, p.kind, p.note) for p in read.points] == EVERY_MARK
    assert (read.points[0].line, read.points[0].latitude, read.points[0].longitude) == (12, 35.001, 37.001)
    assert (read.points[0].mark, read.points[0].link) == ("Location dot red.svg", "Redtown")
    assert (read.refused, read.warnings, read.merged, read.left_out) == ((), (), 0, 0)


def test_a_contested_place_has_its_sides_and_no_holder() -> None:
    for point in module("every_mark").points:
        assert (point.holder is None) == (point.status == "contested")
        assert ", ".join(point.sides) == (point.name if point.status == "contested" else "")
        assert point.settlement == (point.kind == "settlement")
        assert point.land


def test_a_mark_that_the_table_does_not_know_is_listed_with_what_is_near() -> None:
    misspelt, purple = module("every_mark").unknown_marks
    assert (misspelt.mark, misspelt.count, misspelt.line) == ("Locaton dot red.svg", 2, 56)
    assert misspelt.near[0] == "location dot red"
    assert (purple.mark, purple.count, purple.said) == ("Location dot purple.svg", 1, "Purple league")
    assert purple.why == "the table of marks does not say who purple stands for in SYR"


def test_what_says_nothing_about_control_is_set_aside() -> None:
    read = module("every_mark")
    assert [(aside.mark, aside.line, aside.why.partition(":")[0].partition(",")[0]) for aside in read.set_aside] == [
        ("Map-circle-lime.svg", 42, "a siege"),
        ("map-arcNE-black.svg", 43, "a siege"),
        ("Map-arcSS-black.svg", 44, "a siege"),
        ("Mountain pass 12x12 e.svg", 46, "a border post"),
        ("Arch dam 12x12 s.svg", 48, "a dam"),
        ("Arch dam 12x12 w.svg", 50, "a dam"),
        ("Syria location map road overlay.svg", 52, "a picture that lies over the map"),
        ("Location dot red.svg", 53, "drawn too small to be seen"),
    ]


def test_the_module_s_own_legend_and_further_modules_are_told() -> None:
    read = module("every_mark")
    assert read.legend == {"location dot red": "Government", "location dot purple": "Purple league"}
    assert read.other_modules == ("Module:Map of a made-up neighbour",)


def test_names_at_the_head_of_the_module() -> None:
    read = module("names", "UKR", None)
    assert [(p.place_name, p.latitude, p.longitude, p.name, p.status, p.kind) for p in read.points] == [
        ("Degreeton", 48.21, 36.5, "Ukraine", "controlled", "settlement"),
        ("Foughtton", 48.5, 36.25, "Russia, Ukraine", "contested", "settlement"),
        ("Hexton", 48.0, 36.5, "Russia", "controlled", "settlement"),
        ("Redport", 48.0, 36.75, "Russia", "controlled", "airport"),
        ("Shareton", 48.1, 36.1, "Russia, Ukraine", "contested", "settlement"),
        ("Greyzone", 48.2, 36.2, "grey zone", "unknown", "settlement"),
        ("Deepton", 48.4, 36.4, "Ukraine", "controlled", "settlement"),
    ]
    assert [(unknown.mark, unknown.line) for unknown in read.unknown_marks] == [("mk.nosuch", 19)]
    (warning,) = read.warnings
    assert warning.line == 10
    assert "not run" in warning.reason


def test_names_that_another_module_would_make() -> None:
    read = module("names_of_elsewhere")
    assert [(p.place_name, p.name, p.kind, p.mark) for p in read.points] == [
        ("Aton", GOV, "settlement", "m.gov"),
        ("Bton Camp", "SDF", "base", "m.SDF_base"),
        ("Cton Airport", "ISIS", "airport", "m.IS_air"),
        ("Dton", f"{GOV}, SDF", "settlement", "m.stable_gov_SDF"),
        ("Eton", OPP, "settlement", "m.opp"),
        ("Fton", f"{GOV}, {OPP}, ISIS", "settlement", "m.gov_opp_IS"),
        ("G (1006)", GOV, "hill", "m.gov_hill"),
        ("Hton Oil Field", "SDF", "oil field", "m.SDF_oil"),
    ]
    assert [unknown.mark for unknown in read.unknown_marks] == ["m.wholly_new", 'm.icon("gov")']
    assert [aside.mark for aside in read.set_aside] == ["m.opp_NE"]
    reasons = {warning.line: warning.reason for warning in read.warnings}
    assert "is a call, which is not run" in reasons[1]
    assert reasons[5] == "'m.SDF_base' is not set in this file; it was read as 'Abm-yellow-icon.png'"


def test_forces_vehicles_and_persons_are_refused_and_places_kept() -> None:
    read = module("forces")
    assert [p.place_name for p in read.points] == [
        "Redtown",
        "Brigade 93 base",
        "Red Airport",
        "Drone base",
        "Armyanka",
        "Redbase",
    ]
    assert [(refused.line, refused.reason.split("(")[1].split(")")[0]) for refused in read.refused] == [
        (4, "'brigade'"),
        (6, "'convoy'"),
        (7, "'uss'"),
        (8, "'tank'"),
        (10, "'arrow'"),
    ]
    (link,) = [warning for warning in read.warnings if warning.line == 13]
    assert link.reason == "the link '4th Regiment' names a force, a vehicle or a person; it was left out"
    assert read.points[-1].link is None
    assert not any("35.4" in refused.reason for refused in read.refused)  # where it is, nobody is told


def test_mistakes_are_told_with_their_lines() -> None:
    read = module("odd")
    assert [(p.line, p.place_name) for p in read.points] == [
        (10, "Twice"),
        (11, "No comma after this"),
        (12, "Odd size"),
        (13, None),
        (14, "Repeated"),
        (16, None),
        (18, "Last"),
    ]
    assert read.points[0].latitude == 35.4
    assert {(warning.line, warning.reason) for warning in read.warnings} >= {
        (3, "lat = 95 is beyond 90 degrees; it was left out"),
        (4, "long = 197.1 is beyond 180 degrees; it was left out"),
        (5, "lat = XX.XXX is no number of degrees; it was left out"),
        (6, "lat = nan is no number of degrees; it was left out"),
        (7, "an entry without a longitude; it was left out"),
        (8, "an entry without a latitude was left out"),
        (9, "an entry without a mark; it was left out"),
        (10, "lat is given twice; the last one counts"),
        (12, "a comma is missing before this"),
        (13, "a string is not closed on its line; it was left out"),
        (15, "repeats line 14; it was merged with it"),
        (16, "the label or link 'f(x)' is not known without running the Lua"),
    }
    assert [unknown.line for unknown in read.unknown_marks] == [17]
    assert (read.left_out, read.merged) == (6, 1)


def test_several_marks_at_one_spot() -> None:
    read = module("spots")
    assert [(p.line, p.place_name, p.name, p.status, p.land) for p in read.points] == [
        (4, "Red in lime", GOV, "controlled", True),
        (5, "Three", f"{GOV}, SDF, ISIS", "contested", True),
        (8, "Same size", f"{GOV}, ISIS", "contested", True),
        (10, "Airtown", GOV, "controlled", True),
        (11, "Airtown Airport", GOV, "controlled", False),
        (12, "One name", GOV, "controlled", True),
        (13, "Another name", GOV, "controlled", False),
    ]
    assert read.points[0].note == f"pressed by {OPP}"
    assert read.merged == 5
    assert [(warning.line, warning.reason) for warning in read.warnings] == [
        (3, f"{OPP} stands around {GOV} (line 4): read as pressure from outside"),
        (5, f"lines 5, 6, 7 mark one spot for {GOV}, SDF, ISIS: read as contested"),
        (8, f"lines 8, 9 mark one spot for {GOV}, ISIS: read as contested"),
        (11, "stands at the spot of line 10, which keeps the land around it"),
        (13, "stands at the spot of line 12, which keeps the land around it"),
        (14, "repeats line 12; it was merged with it"),
    ]
    on_land = [(p.latitude, p.longitude) for p in read.points if p.land]
    assert len(on_land) == len(set(on_land))


@pytest.mark.parametrize("name", ["every_mark", "names_of_elsewhere", "forces", "odd", "spots"])
def test_no_entry_is_lost(name: str) -> None:
    read = module(name)
    counted = sum(mark.count for mark in read.unknown_marks) + sum(mark.count for mark in read.set_aside)
    assert read.entries == len(read.points) + counted + len(read.refused) + read.merged + read.left_out


@pytest.mark.parametrize(
    ("on", "holder"),
    [("2018-12-11", "HTS"), ("2024-12-07", "HTS"), ("2024-12-08", "Transitional government"), ("2018", "HTS")],
)
def test_what_a_colour_means_depends_on_the_day(on: str, holder: str) -> None:
    read = one('{ lat = 35, long = 37, mark = "Map-dot-grey-68a.svg" }', on=on)
    assert [point.holder for point in read.points] == [holder]


def test_a_colour_that_changed_hands_is_not_read_without_a_day() -> None:
    read = one('{ lat = 35, long = 37, mark = "Map-dot-grey-68a.svg" }', on=None)
    assert read.points == ()
    assert read.unknown_marks[0].why == "whom grey stands for in SYR depends on the day: give it"
    read = one('{ lat = 35, long = 37, mark = "Dot yellow ff4.svg" }', on=None)
    assert [point.holder for point in read.points] == ["SDF"]  # on all days


def test_a_colour_outside_its_days_is_not_read() -> None:
    read = one('{ lat = 35, long = 37, mark = "Location dot red.svg" }', on="2025-03-01")
    assert read.unknown_marks[0].why == "the table of marks does not say who red stands for in SYR on 2025-03-01"


def test_two_colours_of_one_holder_are_control() -> None:
    read = one('{ lat = 15, long = 45, mark = "80x80-green-lime-anim.gif" }', place="YEM")
    assert [(p.holder, p.status, p.sides) for p in read.points] == [("Houthis", "controlled", ())]


def test_the_same_icon_means_another_holder_in_another_country() -> None:
    entry = '{ lat = 32, long = 35, mark = "Dot green 0d0.svg" }'
    assert one(entry, "PSE", "2024-01-01").points[0].holder == "Palestinian Authority"
    assert one(entry, "YEM").points[0].holder == "Houthis"
    assert one(entry, "IRQ").unknown_marks[0].why == "the table of marks does not say who lime stands for in IRQ"


def test_a_country_of_which_the_table_says_nothing() -> None:
    (unknown,) = one('{ lat = 32, long = 13, mark = "Location dot red.svg" }', "LBY").unknown_marks
    assert (unknown.near, unknown.why) == ((), "the table of marks does not say who red stands for in LBY")


@pytest.mark.parametrize("text", ["", "<!DOCTYPE html><p>Not found</p>", "return { marks = {} }", "lat = 3", "{"])
def test_a_text_without_an_entry_is_refused(text: str) -> None:
    with pytest.raises(BadTable, match="no entry with lat, long and mark"):
        read_lua_marks(text, place="SYR")


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(BadTable, match="'soon' is not a date"):
        one("{ lat = 1, long = 2, mark = 'x' }", on="soon")


def test_entries_without_the_table_around_them_are_read() -> None:
    text = (
        '{ lat = 35, long = 37, mark = "Dot yellow ff4.svg" },\n{ lat = 36, long = 37, mark = "Dot yellow ff4.svg" },\n'
    )
    read = read_lua_marks(text, place="SYR", on=DAY)
    assert [point.line for point in read.points] == [1, 2]
    assert [warning.line for warning in read.warnings] == [1, 2]


def test_the_bounds_of_the_earth_are_on_it() -> None:
    read = one(
        "{ lat = -90, lon = 180, mark = 'Dot yellow ff4.svg' }, { lat = 90, long = -180, mark = 'Dot yellow ff4.svg' }"
    )
    assert [(point.latitude, point.longitude) for point in read.points] == [(-90, 180), (90, -180)]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("[[Aton]]", "Aton"),
        ("[[Aton, Somewhere|Aton]]", "Aton"),
        ("[[Aton#War]]", "Aton"),
        ("[[#Aton|Aton]]", "Aton"),
        ("[[#Aton]]", "Aton"),
        ("'''Aton'''", "Aton"),
        ("[[Aton]] (West)", "Aton (West)"),
        ("[[A|Aton]] & [[B|Bton]]", "Aton & Bton"),
        ("Aton&nbsp;&amp;&#32;Bton", "Aton & Bton"),
        ("<small>Aton</small>", "Aton"),
        ("A\u202eton\x1b[31m", "Aton [31m"),
        ("  Aton \t ", "Aton"),
        ("[[Aton", "[[Aton"),
        ("Şêx Yûnis", "Şêx Yûnis"),
        ("حلب", "حلب"),
        ("[[]]", None),
        ("", None),
    ],
)
def test_labels_without_the_markup_of_a_wiki(label: str, name: str | None) -> None:
    (point,) = one(f"{{ lat = 35, long = 37, mark = 'Dot yellow ff4.svg', label = [=[{label}]=] }}").points
    assert point.place_name == name


def test_a_label_that_is_too_long_is_left_out() -> None:
    read = one(f"{{ lat = 35, long = 37, mark = 'Dot yellow ff4.svg', label = '{'a' * 301}' }}")
    assert read.points[0].place_name is None
    assert read.warnings[0].reason == "a label or link of 301 characters was left out"


def test_many_names_at_one_spot_are_told_in_one_line() -> None:
    marks = ("Location dot red", "Dot yellow ff4")
    read = one(
        "\n".join(
            f"{{ lat = 35, long = 37, mark = '{marks[number % 2]}', label = '{number}' }}," for number in range(10_000)
        )
    )
    assert [(point.status, point.sides) for point in read.points] == [("contested", (GOV, "SDF"))]
    assert read.warnings[0].reason.startswith("lines 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, … mark one spot")


def test_too_many_different_marks_are_no_map() -> None:
    entries = "\n".join(f"{{ lat = 35, long = 37, mark = 'm{number}' }}," for number in range(10_001))
    with pytest.raises(BadTable, match="line 10001: more than 10,000 different marks"):
        one(entries)
