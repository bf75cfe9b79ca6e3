"""Lua that we print ourselves reads back the same, and no text, however odd, does more than be refused."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from whoholds.atlas.importing.lua_marks import LuaMarks, read_lua_marks
from whoholds.atlas.importing.lua_module import read_module
from whoholds.errors import WhoholdsError

SAMPLES = {
    path.stem: path.read_text(encoding="utf-8") for path in sorted(Path(__file__).with_name("lua").glob("*.lua"))
}
FILLERS = ["", " ", "\t", "\n", "\r\n", "  ", "--[[ } ]] ", "--[==[ { ]] ]==]", "-- }\n", "--\n", " --[ no block\n"]
FIELDS = ["lat", "long", "mark", "label", "link", "marksize", "position", "k1", "_", "ending"]
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
numbers = st.floats(allow_nan=False, allow_infinity=False, width=32) | st.integers(-(10**9), 10**9).map(float)


def quoted(text: str, quote: str) -> str:
    """The string in quotes, with the escapes that it needs."""
    inside = text.replace("\\", "\\\\").replace(quote, f"\\{quote}").replace("\r", "\\r").replace("\n", "\\n")
    return f"{quote}{inside}{quote}"


@st.composite
def printed_strings(draw: st.DrawFn, text: str) -> str:
    """A string in one of the ways in which Lua writes it."""
    way = draw(st.sampled_from(["double", "single", "long", "joined", "bytes"]))
    if way == "double":
        return quoted(text, '"')
    if way == "long" and "\r" not in text:
        level = draw(st.integers(0, 3))
        while f"]{'=' * level}]" in f"{text}]":
            level += 1
        return f"[{'=' * level}[{draw(st.just(chr(10))) if text[:1] == chr(10) else ''}{text}]{'=' * level}]"
    if way == "joined":
        cut = draw(st.integers(0, len(text)))
        return f"{quoted(text[:cut], chr(34))} .. {quoted(text[cut:], chr(39))}"
    if way == "bytes":
        return '"' + "".join(f"\\{byte:03d}" for byte in text.encode()) + '"'
    return quoted(text, "'")


@st.composite
def printed_numbers(draw: st.DrawFn, number: float) -> str:
    """A number in one of the ways in which Lua writes it."""
    shown = repr(number)
    return draw(
        st.sampled_from([shown, f"({shown})", f"{shown} + 0", f"0 + {shown}", f"({shown}) * 1", f"- -({shown})"])
    )


@st.composite
def printed_entries(draw: st.DrawFn) -> tuple[dict[str | int, object], str]:
    """An entry and a way in which Lua writes it."""

    def filler() -> str:
        return draw(st.sampled_from(FILLERS))

    names = ["lat", *draw(st.lists(st.sampled_from(FIELDS[1:]), unique=True, max_size=6))]
    entry: dict[str | int, object] = {name: draw(words | numbers) for name in draw(st.permutations(names))}
    fields = []
    for name, value in entry.items():
        shown = draw(printed_strings(value)) if isinstance(value, str) else draw(printed_numbers(float(str(value))))
        key = name if draw(st.booleans()) else f"[{filler()}'{name}'{filler()}]"
        fields.append(f"{filler()}{key}{filler()}={filler()}{shown}{filler()}")
    text = "".join(field + draw(st.sampled_from([",", ";"])) for field in fields[:-1]) + fields[-1]
    return entry, f"{{{text}{draw(st.sampled_from(['', ',', ';']))}{filler()}}}"


@given(st.lists(printed_entries(), max_size=5), st.sampled_from(FILLERS))
@settings(max_examples=100, deadline=None)
def test_tables_that_we_print_read_back_the_same(
    written: list[tuple[dict[str | int, object], str]], filler: str
) -> None:
    module = read_module(f"{filler}return {{ marks = {{{filler}{','.join(text for _, text in written)} }} }}")
    assert module.problems == ()
    assert [entry for _, entry in module.entries] == [entry for entry, _ in written]


def read_or_refused(text: str, place: str = "SYR", on: str | None = "2018-12-11") -> LuaMarks | None:
    """What a text says, if it is read; anything but a WhoholdsError fails the test."""
    try:
        read = read_lua_marks(text, place=place, on=on)
    except WhoholdsError as error:
        assert "\n" not in str(error)
        return None
    counted = sum(mark.count for mark in read.unknown_marks) + sum(mark.count for mark in read.set_aside)
    assert read.entries == len(read.points) + counted + len(read.refused) + read.merged + read.left_out
    spots = [(point.latitude, point.longitude) for point in read.points if point.land]
    assert len(spots) == len(set(spots))
    for point in read.points:
        assert abs(point.latitude) <= 90
        assert abs(point.longitude) <= 180
        assert point.name
        assert (point.name + (point.place_name or "") + (point.link or "") + point.mark).isprintable()
    return read


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    read_or_refused(text)
    read_or_refused(
        f"return {{ {{ lat = 1, long = 2, mark = 'Location dot red.svg', label = {text} }}, {{ {text} }} }}"
    )


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    read_or_refused(data.decode("latin-1"))
    read_or_refused(data.decode("utf-8", "surrogateescape"))


TOKENS = st.sampled_from(
    [
        *(
            "{",
            "}",
            "(",
            ")",
            "[",
            "]",
            "=",
            ",",
            ";",
            ".",
            "..",
            "-",
            "--",
            "--[[",
            "[[",
            "]]",
            "[=[",
            "]=]",
            '"',
            "'",
        ),
        *(
            "\\",
            "\n",
            " ",
            "lat",
            "long",
            "mark",
            "label",
            "local",
            "return",
            "function",
            "end",
            "do",
            "if",
            "for",
            "repeat",
        ),
        *(
            "until",
            "nil",
            "or",
            "not",
            "1",
            "0x",
            "1e",
            "36.5",
            "m.gov",
            "'Location dot red.svg'",
            "{ lat = 1 }",
            ":",
            "#",
            "^",
        ),
    ]
)


@given(st.lists(TOKENS, max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_row_of_tokens_is_read_or_refused(tokens: list[str]) -> None:
    read_or_refused(" ".join(tokens))
    read_or_refused("return { { lat = 1, long = 1, mark = m.gov }, " + "".join(tokens))


@given(st.sampled_from(sorted(SAMPLES)), st.data())
@settings(max_examples=100, deadline=None)
def test_samples_with_pieces_lost_doubled_or_put_in(name: str, data: st.DataObject) -> None:
    text = SAMPLES[name]
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 80)))
        put_in = data.draw(st.sampled_from(["", text[start:end] * 2]) | TOKENS | st.text(max_size=5))
        text = text[:start] + put_in + text[end:]
    read_or_refused(
        text, place=data.draw(st.sampled_from(["SYR", "UKR", "XXX"])), on=data.draw(st.sampled_from([None, "2018"]))
    )


@given(st.sampled_from(sorted(SAMPLES)))
@settings(deadline=None)
def test_the_same_text_gives_the_same_answer(name: str) -> None:
    assert read_or_refused(SAMPLES[name]) == read_or_refused(SAMPLES[name])
