"""Lua read without running it: forms of tables, strings and numbers, what is left out, and hostile texts."""

from __future__ import annotations

import pytest

from whoholds.atlas.importing import lua_expressions, lua_tables, lua_text
from whoholds.atlas.importing.lua_module import LuaModule, read_module
from whoholds.atlas.importing.lua_values import Unread, Value
from whoholds.errors import BadTable


def value(expression: str, head: str = "") -> Value:
    """What an expression comes to, as the `v` of an entry."""
    ((_, entry),) = read_module(f"{head}\nreturn {{ lat = 1, v = {expression} }}").entries
    return entry.get("v")


def entries(text: str) -> list[tuple[int, object]]:
    """The lines and latitudes of a text's entries."""
    return [(line, entry["lat"]) for line, entry in read_module(text).entries]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("36", 36.0),
        ("36.25", 36.25),
        ("36.", 36.0),
        (".5", 0.5),
        ("-36.25", -36.25),
        ("- 36.25", -36.25),
        ("- -36.25", 36.25),
        ("-(-36.25)", 36.25),
        ("3625e-2", 36.25),
        ("3.625E+1", 36.25),
        ("0x24", 36.0),
        ("0x1.8p1", 3.0),
        ("36 + 12/60", 36.2),
        ("36 + 12/60 + 36/3600", 36.21),
        ("-(36 + 15/60)", -36.25),
        ("7 - 2 - 1", 4.0),
        ("2 + 3 * 4", 14.0),
        ("(2 + 3) * 4", 20.0),
        ("7 // 2 + 7 % 4", 6.0),
        ("2 ^ 3 ^ 2", 512.0),
        ("-2 ^ 2", -4.0),
        ("2 ^ -1", 0.5),
        ("'36' + '0.25'", 36.25),
        ("true", True),
        ("nil", None),
    ],
)
def test_numbers(expression: str, expected: Value) -> None:
    assert value(expression) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('"a b"', "a b"),
        ("'a b'", "a b"),
        ("[[a b]]", "a b"),
        ("[==[a ]] b]==]", "a ]] b"),
        ("[[\nfirst line\n]]", "first line\n"),
        ('"it\'s"', "it's"),
        (r'"a \"b\" \\ c"', r'a "b" \ c'),
        (r"'it\'s'", "it's"),
        (r'"a\tb\nc"', "a\tb\nc"),
        (r'"\65\066"', "AB"),
        (r'"\x41\u{1F30D}"', "A\U0001f30d"),
        (r'"\195\169t\xC3\xA9"', "été"),
        ('"a\\z   \n  b"', "ab"),
        ('"a\\\nb"', "a\nb"),
        ('"a -- no comment"', "a -- no comment"),
        ('"{ , } ; ="', "{ , } ; ="),
        ('"Loc" .. "ation" .. \' dot\'', "Location dot"),
        ('"dot" .. 12 .. ".svg"', "dot12.svg"),
        ('"dot" .. 0.5', "dot0.5"),
        ('("a")', "a"),
        ('"حلب"', "حلب"),
    ],
)
def test_strings(expression: str, expected: str) -> None:
    assert value(expression) == expected


HEAD = """
local red, blue = "R", 'B'
local x <const> = 5
mk = { rus = red, ["ukr"] = blue, deep = { er = "D" }, [1] = "one"; "first" }
mk.con = red .. blue
mk["shr"] = mk.con .. "!"
local copy = mk
"""


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("red", "R"),
        ("x * 2", 10.0),
        ("mk.rus", "R"),
        ("mk['ukr']", "B"),
        ("mk . rus", "R"),
        ("mk.deep.er", "D"),
        ('mk["deep"]["er"]', "D"),
        ("mk.con", "RB"),
        ("mk.shr", "RB!"),
        ("copy.con", "RB"),
        ("mk[1]", "first"),
        ('red .. " dot"', "R dot"),
    ],
)
def test_names(expression: str, expected: Value) -> None:
    assert value(expression, HEAD) == expected


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("mk.nosuch", "mk.nosuch"),
        ("other", "other"),
        ("other.deep['er']", "other.deep['er']"),
        ("f(1, 2)", "f(1, 2)"),
        ("f'x'", "f'x'"),
        ("mw.loadData('Module:X').gov", "mw.loadData('Module:X').gov"),
        ("string.format('%s', 'red')", "string.format('%s', 'red')"),
        ("('x'):rep(1000000)", "('x'):rep(1000000)"),
        ("red or 'x'", "red or 'x'"),
        ("red .. other", "other"),
        ("1 + other", "other"),
        ("not red", "not of a value"),
        ("#mk", "# of a value"),
        ("function() return 1 end", "function"),
    ],
)
def test_what_only_running_it_could_tell(expression: str, said: str) -> None:
    assert value(expression, HEAD) == Unread(said)


@pytest.mark.parametrize(
    "table",
    [
        "{ lat = 1, long = 2 }",
        "{lat=1,long=2}",
        "{ lat = 1; long = 2; }",
        "{ [\"lat\"] = 1, ['long'] = 2 }",
        "{ lat\t=\n1, long = --[[ here ]] 2 -- there\n}",
        "{ --[==[ } ]] ]==] lat = 1, long = 2, --{ lat = 3 }\n }",
        "{ 'positional', lat = 1, { nested = true }, long = 2 }",
        "{ long = 2, lat = 1, lat2 = 3, x = { y = { z = {} } } }",
    ],
)
def test_forms_of_a_table(table: str) -> None:
    ((line, entry),) = read_module(f"return {{ marks = {{ {table} }} }}").entries
    assert (line, entry["lat"], entry["long"]) == (1, 1.0, 2.0)


def test_where_entries_may_stand() -> None:
    text = """local a = { { lat = 1 } }
b = { deep = { { { lat = 2 } } } }
table.insert(a, { lat = 3 })
p.add{ lat = 4 }
setmetatable({ lat = 5 }, {})
return { marks = a, { lat = 6 } }, { lat = 7 }
"""
    assert entries(text) == [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6), (6, 7)]


def test_an_entry_that_is_changed_later() -> None:
    assert read_module('local a = { { lat = 1 } }\na[1].mark = "x"').entries == ((1, {"lat": 1.0, "mark": "x"}),)


def test_an_entry_within_an_entry_comes_after_it() -> None:
    assert entries("return { lat = 1,\n{ lat = 2 } }") == [(1, 1), (2, 2)]


def test_code_is_left_out_and_reported_with_its_line() -> None:
    text = """local p = {}
for _, side in pairs({ 'a', 'b' }) do
    for i = 1, 3 do if i > 2 then p[i] = { lat = 9 } elseif i then p.end_ = "end" end end
end
function p.make(x) return function() while x do x = nil end end end
local function made() repeat local y = [[ end ]] -- end
until true return { lat = 9 } end
if p then return { lat = 9 } else p = nil end
do local z = 1 end
while false do end
repeat p.x = 1 until p.x > 3
return { { lat = 1 } }
"""
    module = read_module(text)
    assert [(line, entry["lat"]) for line, entry in module.entries] == [(12, 1)]
    assert [line for line, reason in module.problems if "is not run" in reason] == [2, 5, 6, 8, 9, 10, 11]
    assert len(module.problems) == 7


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("return {\n{ lat = 1 } { lat = 2 } }", 2, "a comma is missing before this"),
        ("return { lat = 1, lat = 2 }", 1, "lat is given twice; the last one counts"),
        ("return { lat = 1, ['lat'] = 2 }", 1, "lat is given twice; the last one counts"),
        ("return {\n lat = 1", 1, "a table is not closed"),
        ('return {\n lat = 1, x = "open\n}', 2, "a string is not closed on its line; it was left out"),
        (
            "return { lat = 1 }\n--[[ open",
            2,
            "a comment in long brackets is never closed; the rest of the file was left out",
        ),
        (
            "return { lat = 1, x = [[ open }",
            1,
            "a string in long brackets is never closed; the rest of the file was left out",
        ),
        ("return { lat = 1, x = 12abc }", 1, "'12abc' is no number"),
        ("return { lat = 1, x = 0x }", 1, "'0x' is no number"),
        ("return { lat = 1, % }", 1, "'%' was not understood here"),
        ("return { lat = 1, [x = 2 }", 1, "'[' is not closed"),
        ("return { lat = 1, x = (2 }", 1, "'(' is not closed"),
        ("return { lat = 1, [{}] = 2 }", 1, "the key of a field is neither a string nor a whole number"),
        ('return { lat = 1, x = "\\999" }', 1, "a string has an escape that stands for no character; it was left out"),
        ('return { lat = 1, x = "\\255" }', 1, "a string has an escape that stands for no character; it was left out"),
        ("return { lat = 1 }\nhello world", 2, "'hello' was not understood here"),
        ("return { lat = 1 }\nend", 2, "'end' was not understood here"),
        ("goto x return { lat = 1 }", 1, "'goto' was not understood here"),
        (
            "return { lat = 1 }\nmm['A'].position = 'b'",
            2,
            "\"mm['A'].position\" is not of this file; what it is set to here was left out",
        ),
        ("return { lat = 1 }\nif x then", 2, "'if' has no end"),
        (
            "return { lat = 1, x = nosuch .. 'a' }",
            1,
            "strings are joined of which one is not known, or which are too long together",
        ),
        ("{ lat = 1 }", 1, "a table stands by itself, without a name; its entries were read"),
        ("return { { lat = 1 }, { long = 1, mark = 'x' } }", 1, "an entry without a latitude was left out"),
    ],
)
def test_what_is_not_understood_is_told_with_its_line(text: str, line: int, reason: str) -> None:
    module = read_module(text)
    assert (line, reason) in module.problems
    assert module.entries[0][1]["lat"] in (1.0, 2.0)  # what could be read was read


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(ends: str) -> None:
    text = ends.join(["-- one", "return {", "  x = [[a", "b]],", "  { lat = 5 },", "}"])
    assert entries(text) == [(5, 5)]


def test_a_byte_order_mark_is_no_code() -> None:
    assert read_module("\ufeffreturn { lat = 1 }") == LuaModule(((1, {"lat": 1.0}),), (), (), ())


def test_captions_and_further_modules() -> None:
    module = read_module("return { lat = 1, secondaryModules = { [[Module:A]], 'B', 3 }, c = { caption = [=[x]=] } }")
    assert (module.captions, module.other_modules) == (("x",), ("Module:A", "B"))


@pytest.mark.parametrize("deep", ["{", "(", "x = {", "f(", "a[", "f{", "- {", "{ x = ", "{ [", "{ ( ", "((", "a:b("])
def test_nesting_is_bounded(deep: str) -> None:
    with pytest.raises(BadTable, match=r"line 1: nested more than 32 deep"):
        read_module("return " + deep * 10_000)


@pytest.mark.parametrize(
    "text",
    [
        "--[[" * 5_000,
        "[[" * 5_000,
        "[=" * 5_000,
        "'\\" * 5_000,
        '"' * 5_001,
        "x = " + "- " * 5_000,
        "x = " + "not " * 5_000,
        "x = 1" + " ^ 2" * 5_000,
        "x = 'a'" + " .. 'a'" * 5_000,
        "x = a" + ".b" * 5_000,
        "x = f" + "()" * 5_000,
        "x = f" + "'a'" * 5_000,
        "x = 1" + " or 1" * 5_000,
        "do " * 5_000,
        "function " * 5_000,
        "end " * 5_000,
        "," * 5_000,
        "a," * 5_000,
        "return {" + "," * 5_000,
        "return {" + "a = b " * 2_000,
        "return {" + "= " * 2_000,
        "return {" + "{}," * 5_000,
        "return { 'a' " * 30,
        "\x00" * 5_000,
        "\ud800" * 100 + "'\ud800'",
        "-" * 5_001,
        "local " * 5_000,
        "return " * 5_000,
        "::" * 5_000,
        "x = 0x" + "f" * 5_000,
        "x = 1e999 x = 1e" + "9" * 5_000,
        "x = 2 ^ 99999 ^ 99999 x = -8 ^ 0.5 x = 1 / 0 x = 1 // 0 x = 1 % 0 x = 0 ^ -1",
    ],
)
def test_odd_texts_come_to_an_end_without_an_entry(text: str) -> None:
    assert read_module(text).entries == ()


def test_prose_is_soon_given_up() -> None:
    with pytest.raises(BadTable, match="more to work out than a module of a map has"):
        read_module("<p>word</p> " * 100_000)


def test_strings_that_double_again_and_again_are_bounded() -> None:
    doubling = "a = 'xxxxxxxx'\n" + "a = a .. a\n" * 60
    module = read_module(f"{doubling} return {{ lat = 1, v = a }}")
    assert isinstance(module.entries[0][1]["v"], Unread)
    assert any("too long together" in reason for _, reason in module.problems)


def test_bounds_on_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lua_tables, "MOST_ENTRIES", 3)
    with pytest.raises(BadTable, match="line 2: more than 3 entries"):
        read_module("return { {lat=1}, {lat=1},\n{lat=1}, {lat=1} }")
    monkeypatch.setattr(lua_tables, "MOST_VALUES", 30)
    with pytest.raises(BadTable, match="more values than a module of a map has"):
        read_module("return {" + "{}," * 7 + "}")
    monkeypatch.setattr(lua_expressions, "MOST_STEPS", 30)
    with pytest.raises(BadTable, match="more to work out than a module of a map has"):
        read_module("x = 1" + " + 1" * 40)


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(BadTable, match="a Lua text of 8,000,001 characters"):
        read_module(" " * (lua_text.MOST_CHARACTERS + 1))


def test_a_string_that_is_too_long_is_left_out() -> None:
    module = read_module(f"return {{ lat = 1, v = '{'a' * 100_001}' }}")
    assert module.problems == ((1, "a string of 100,001 characters was left out; 100,000 are read"),)


def test_a_thousand_problems_are_not_listed_one_by_one() -> None:
    module = read_module("return {\n" + "{ lat = 1, lat = 1 },\n" * 1_000 + "}")
    assert len(module.problems) == lua_text.MOST_PROBLEMS + 1
    assert module.problems[-1][1] == "and 800 more problems in the file"
