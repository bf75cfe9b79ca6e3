"""The table of marks: forms of icons' names, files laid over one another, and what is wrong with a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from whoholds.atlas.importing.lua_icons import Meaning, NoControl, NotKnown, icon_key, mark_table
from whoholds.atlas.importing.lua_mark_file import KINDS, read_mark_file
from whoholds.atlas.importing.lua_marks import read_lua_marks
from whoholds.errors import BadTable, UnreadableSource

STARTER = Path(__file__).parents[3] / "src/whoholds/atlas/importing/lua_marks.toml"


def own(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "written",
    [
        "Location dot red.svg",
        "location dot red.svg",
        "Location_dot_red.svg",
        "File:Location dot red.svg",
        "file: Location_dot_red.SVG",
        ":Image:Location dot red.png",
        " Location  dot red ",
    ],
)
def test_one_icon_written_in_many_ways(written: str) -> None:
    assert icon_key(written) == "location dot red"
    meaning = mark_table().meaning(written, "UKR", "2024-01-01")
    assert meaning == Meaning(name="Russia", holder="Russia")


@pytest.mark.parametrize("icon", ["Location dot dark red.svg", "Location dot darkred.svg", "Location dot dark-red.svg"])
def test_a_colour_of_two_words_is_not_its_second(icon: str) -> None:
    assert mark_table().meaning(icon, "LBN", "2026-10-01") == Meaning(name="Syria", holder="Syria")
    pair = mark_table().meaning("Map-ctl2-blue+dark-red.svg", "LBN", "2026-10-01")
    assert isinstance(pair, Meaning)
    assert pair.sides == ("Israel", "Syria")


def test_gray_is_grey() -> None:
    table = mark_table()
    assert table.meaning("Abm-gray-icon.png", "YEM", None) == table.meaning("Abm-grey-icon.png", "YEM", None)


@pytest.mark.parametrize(
    "icon",
    ["Foo red.svg", "red.svg", "Location dot.svg", "Location dot reddish.svg", "Map-ctl2-red.svg", "x" * 5_000, ""],
)
def test_a_colour_in_an_unknown_form_says_nothing(icon: str) -> None:
    assert isinstance(mark_table().meaning(icon, "UKR", None), NotKnown)


@pytest.mark.parametrize(
    ("said", "icon"),
    [
        ("m.gov", "Location dot red.svg"),
        ("gov", "Location dot red.svg"),
        ('m["gov"]', "Location dot red.svg"),
        ("any.thing.SDF_hill", "Map-peak-yellow.svg"),
        ("m.JaN_lcl", "80x80-grey-blue-anim.gif"),
        ("m.stable_gov_opp_IS", "Map-ctl3-red+lime+black.svg"),
        ("m.pass_NE", "Mountain pass 12x12 n.svg"),
        ("m.opp", "Dot green 0d0.svg"),
        ("m.Gov", None),
        ("m.gov()", None),
        ("f('gov')", None),
        ("'a' .. gov", None),
        ("a." * 50 + "gov", None),
        ("", None),
    ],
)
def test_names_for_icons(said: str, icon: str | None) -> None:
    assert mark_table().icon_of_name(said, "SYR") == icon


def test_names_for_icons_in_one_country() -> None:
    assert mark_table().icon_of_name("mk.rNE", "UKR") == "Map-circle-red.svg"
    assert mark_table().icon_of_name("mk.rNE", "SYR") is None
    assert isinstance(mark_table().meaning("Map-circle-red.svg", "UKR", None), NoControl)


def test_the_starter_table_uses_every_kind_and_only_marks_that_mean_something() -> None:
    file = read_mark_file(STARTER)
    used = {shape.kind for shape in file.shapes if shape.kind}
    assert used == set(KINDS) - {"district"}
    for code, theatre in file.theatres.items():
        for period in theatre.colours:
            assert set(period.holders) <= set(file.colours), code
            assert period.first <= period.last
        for name in theatre.marks:
            assert name == icon_key(name)


def test_a_user_s_file_goes_before_the_starter_data(tmp_path: Path) -> None:
    path = own(
        tmp_path,
        """
        [colours]
        puce = ["puce2"]
        [sides]
        lna = "red"
        [[shapes]]
        icons = ["star-{colour}"]
        kind = "district"
        [[LBY.colours]]
        red = "LNA"
        lime = "GNA"
        puce = "Tribes"
        [LBY.marks]
        "blue star" = { holder = "Toubou" }
        "location dot grey" = { control = false, why = "unclear" }
        [LBY.names]
        "green_*" = "Location dot lime.svg"
        [[UKR.colours]]
        from = "2022-02-24"
        red = "Occupied"
        [refuse]
        forces = ["quux"]
        keep = ["8th Brigade"]
        """,
    )
    text = """return {
        { lat = 32, long = 13, mark = "Location dot red.svg", label = "A" },
        { lat = 32, long = 14, mark = "Star-puce2.svg", label = "B" },
        { lat = 32, long = 15, mark = "Blue star.svg", label = "8th Brigade" },
        { lat = 32, long = 16, mark = mk.green_west, label = "C" },
        { lat = 32, long = 17, mark = m.lna_base, label = "D" },
        { lat = 32, long = 18, mark = "80x80-red-lime-anim.gif", label = "E" },
        { lat = 32, long = 19, mark = "Location dot grey.svg", label = "F" },
        { lat = 32, long = 20, mark = "Location dot red.svg", label = "A quux" },
    }"""
    table = mark_table(path)
    read = read_lua_marks(text, place="LBY", on="2020-01-01", marks=table)
    assert [(p.place_name, p.name, p.kind) for p in read.points] == [
        ("A", "LNA", "settlement"),
        ("B", "Tribes", "district"),
        ("8th Brigade", "Toubou", "settlement"),
        ("C", "GNA", "settlement"),
        ("D", "LNA", "base"),
        ("E", "LNA, GNA", "settlement"),
    ]
    assert [aside.why for aside in read.set_aside] == ["unclear"]
    assert [refused.line for refused in read.refused] == [9]
    assert [point.settlement for point in read.points] == [True, True, True, True, False, True]
    assert table.meaning("Location dot red.svg", "UKR", "2022-01-01") == Meaning(name="Russia", holder="Russia")
    assert table.meaning("Location dot red.svg", "UKR", "2023-01-01") == Meaning(name="Occupied", holder="Occupied")
    assert isinstance(table.meaning("Location dot red.svg", "UKR", None), NotKnown)
    assert isinstance(mark_table().meaning("Location dot red.svg", "LBY", None), NotKnown)  # the starter data's own


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[colours", "own.toml: not TOML"),
        ("[[shapes]]\nkind = 'base'", "own.toml: Object missing required field `icons` - at `$.shapes[0]`"),
        ("[[shapes]]\nicons = ['{side}']\ncolours = ['red']", "'{side}' has braces that mean nothing here"),
        ("[names]\n'{side}' = '{side} {side}'", "names: '{side} {side}' has more {side} than '{side}'"),
        ("[SYR.names]\n'{side}' = 'x'", "SYR.names: '{side}' has braces that mean nothing here"),
        ("[[shapes]]\nicons = ['x {colour}']\nsize = 1", "Object contains unknown field `size`"),
        (
            "[[shapes]]\nicons = ['x {colour}']\nkind = 'town'",
            "unknown kind 'town'; the kinds are settlement, district",
        ),
        ("[[shapes]]\nicons = ['x {colour}']\nstatus = 'held'", "Invalid enum value 'held'"),
        ("[[shapes]]\nicons = ['x']", "shapes, entry 1 (x): neither {colour} in it nor colours beside it"),
        ("[[shapes]]\nicons = ['{colour}{colour}']", "contested places have two sides or more, all others one"),
        ("[[shapes]]\nicons = ['{colour}']\nstatus = 'contested'", "contested places have two sides or more"),
        ("[[shapes]]\nicons = ['x']\ncontrol = false", "say with why"),
        ("[[shapes]]\nicons = ['*a*b*']\ncolours = ['red']", "has more than 2 * or 3 {colour}"),
        ("[names]\n'***' = 'x'", "own.toml: names: '***' is empty, or has more than 2 *"),
        ("[syria]\nx = 1", "'syria' is no part of a table of marks, nor a country's code such as SYR"),
        ("[[SYR.colours]]\nred = 1", "own.toml: SYR: Expected `str`, got `int`"),
        ("[[SYR.colours]]\nred = 'A, B'", "SYR.colours, entry 1: 'A, B' is no name of a holder"),
        ("[[SYR.colours]]\nred = ' '", "is no name of a holder"),
        ("[[SYR.colours]]\nfrom = '2018-13-01'", "from = '2018-13-01' is no day; write 2018-12-11"),
        ("[SYR.marks]\nx = { }", "SYR.marks, 'x' must have one of holder, sides, colours, name, or control = false"),
        ("[SYR.marks]\nx = { holder = 'A', sides = ['B', 'C'] }", "must have one of holder"),
        ("[SYR.marks]\nx = { sides = ['A', 'B'] }", "contested places have two sides or more"),
        ("[SYR.marks]\nx = { name = 'A' }", "a name goes with the status unknown, and only with it"),
        ("[SYR.marks]\nx = { holder = 'A', status = 'unknown' }", "a name goes with the status unknown"),
        ("[SYR]\ntowns = 1", "Object contains unknown field `towns`"),
        ("SYR = 1", "Expected `object`, got `int`"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BadTable) as caught:
        mark_table(own(tmp_path, text))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="No such file"):
        mark_table(tmp_path / "nowhere.toml")
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableSource, match="not UTF-8 at byte 0"):
        mark_table(binary)
    large = tmp_path / "large.toml"
    large.write_bytes(b"#" * 2_000_001)
    with pytest.raises(UnreadableSource, match="larger than 2 MB"):
        mark_table(large)


@pytest.mark.parametrize(
    ("label", "force"),
    [
        ("8th Brigade", "brigade"),
        ("Brigade 93 base", None),
        ("Artillery hill", None),
        ("Tank column", "tank"),
        ("TANK COLUMN", "tank"),
        ("Commander X", "commander"),
        ("Tanf", None),
        ("Tankovo", None),
        ("Shia militia base", None),
        ("Russian troops", "troops"),
        ("Frigate Y", "frigate"),
        ("Hill 1146", None),
        ("", None),
    ],
)
def test_labels_of_forces(label: str, force: str | None) -> None:
    assert mark_table().force_in_label(label) == force
