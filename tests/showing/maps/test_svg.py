"""SVG and PNG: well formed, readable without eyes, safe with hostile names, and the same bytes every time."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
import zlib

import lxml.etree
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoholds.atlas.faces import Faces
from whoholds.errors import WhoholdsError
from whoholds.showing.maps import Picture, Surroundings, control_map, frame_for, png, svg
from whoholds.showing.maps.drawing import Box, Group, Look, Shape, Text, path_of_box, path_of_dot
from whoholds.showing.maps.outlines import path_of

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def picture(faces: Faces, around: Surroundings) -> Picture:
    return control_map(faces, around, frame_for(700)).picture


def test_it_is_an_image_with_a_name_and_a_description(picture: Picture) -> None:
    tree = lxml.etree.fromstring(svg(picture, key="k").encode())
    assert tree.get("role") == "img"
    by_id = {each.get("id"): each for each in tree.iter() if each.get("id")}
    assert by_id[tree.get("aria-labelledby")].text == "Vardia: who held what on 11 December 2018"
    desc = by_id[tree.get("aria-describedby")].text
    assert desc is not None
    assert "South: 25.0%, 24,6" in desc
    assert "Lambert azimuthal equal-area" in desc


def test_words_are_text_and_ids_have_their_key(picture: Picture) -> None:
    tree = lxml.etree.fromstring(svg(picture, key="k").encode())
    assert "Capital" in [text.text for text in tree.iter(f"{SVG}text")]
    assert all(str(each.get("id")).startswith("k-") for each in tree.iter() if each.get("id"))
    refers = set(re.findall(r"url\(#([^)]+)\)", svg(picture, key="k")))
    assert refers <= {each.get("id") for each in tree.iter()}


def test_nothing_is_fetched_and_nothing_runs(picture: Picture) -> None:
    text = svg(picture)
    assert not re.search(r"<script|<foreignObject|<image|<use|\son\w+=|javascript:|@import", text)
    assert re.findall(r"url\((?!#|data:font/woff2;base64,)", text) == []
    assert "http" not in re.sub(r'xmlns="[^"]*"', "", text)


def test_hostile_names_are_only_words(picture: Picture) -> None:
    text = svg(picture)
    assert "<script" not in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    tree = lxml.etree.fromstring(text.encode())
    said = " ".join(each.text or "" for each in tree.iter(f"{SVG}text"))
    assert "<script>" in said  # as words


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_words_make_a_well_formed_picture(words: str, says: str) -> None:
    shape = Shape(path=path_of_dot(1, 1, 1), fill=Look("#ffffff"), says=says)
    drawn = Picture(
        width=400,
        height=10,
        title=words,
        desc=says,
        groups=(Group(part=words, items=(shape, Text(x=0, y=0, words=words, size=9))),),
    )
    lxml.etree.fromstring(svg(drawn).encode())


def test_a_page_gets_no_fonts(picture: Picture) -> None:
    assert "@font-face" in svg(picture)
    assert "@font-face" not in svg(picture, in_page=True)
    assert "<style" not in svg(picture, in_page=True)


def test_only_the_letters_that_are_there_are_carried() -> None:
    def carried(words: str) -> list[str]:
        text = Text(x=0, y=0, words=words, size=9)
        drawn = Picture(width=400, height=10, title="t", desc="d", groups=(Group(part="g", items=(text,)),))
        return re.findall(r"unicode-range:(U\+[0-9A-F]+)", svg(drawn))

    assert carried("Homs") == ["U+0000"]
    assert set(carried("Київ")) == {"U+0000", "U+0301"}


def test_the_same_picture_is_the_same_bytes_in_another_process(faces: Faces, around: Surroundings) -> None:
    program = (
        "from shapely import box\n"
        "from whoholds.atlas.faces import cut_base, cut_layer\n"
        "from whoholds.atlas.ground_from_points import Ground\n"
        "from whoholds.model import Evidence\n"
        "from whoholds.showing.maps import *\n"
        "land = box(0, 0, 4, 2)\n"
        "grounds = [Ground(name=n, holder=n, status='controlled', geometry=box(x, 0, x + 1, 2))"
        " for x, n in enumerate('ABC')]\n"
        "faces = cut_layer('XXX', Evidence(source='s', as_of='2018'), '2018-12-31', grounds, cut_base({'': land}))\n"
        "around = Surroundings(name='Vardia', variants={'': land}, why={})\n"
        "picture = control_map(faces, around, frame_for(400)).picture\n"
        "import hashlib\n"
        "print(hashlib.sha256(svg(picture).encode() + png(picture, 400)).hexdigest())\n"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
    assert len(runs.pop().strip()) == 64


@pytest.mark.parametrize("width", [400, 1000])
def test_a_png_has_its_width_and_no_date(picture: Picture, width: int) -> None:
    image = png(picture, width)
    wide, high = struct.unpack(">II", image[16:24])
    assert wide == width
    assert high == pytest.approx(picture.height * width / picture.width, abs=1)
    kinds, at = [], 8
    while at < len(image):
        length, kind = struct.unpack(">I4s", image[at : at + 8])
        kinds.append(kind)
        at += length + 12
    assert set(kinds) <= {b"IHDR", b"IDAT", b"IEND", b"sRGB", b"gAMA", b"cHRM"}
    assert image == png(picture, width)


def test_a_png_shows_what_the_picture_says() -> None:
    """Four squares: a plain one, a striped one, and the paper around them."""
    box = path_of_box(Box(0, 0, 200, 100))
    other = path_of_box(Box(200, 0, 200, 100))
    stripes = Look("#ff0000", "#0000ff", "stripes")
    items = (Shape(path=box, fill=Look("#00ff00")), Shape(path=other, fill=stripes))
    drawn = Picture(width=400, height=200, title="t", desc="d", groups=(Group(part="g", items=items),))
    rows = pixels(png(drawn, 400))
    assert rows[50][100] == (0, 255, 0)
    striped = [rows[50][x] for x in range(220, 380)]
    assert striped.count((255, 0, 0)) > 40
    assert striped.count((0, 0, 255)) > 40
    assert rows[150][100] == (255, 255, 255)


def pixels(image: bytes) -> list[list[tuple[int, int, int]]]:
    """Read an RGBA picture of eight bits without interlace: its rows of (red, green, blue)."""
    wide, high, bits, colour, _, _, interlaced = struct.unpack(">IIBBBBB", image[16:29])
    assert (bits, colour, interlaced) == (8, 6, 0)
    data, at = b"", 8
    while at < len(image):
        length, kind = struct.unpack(">I4s", image[at : at + 8])
        data += image[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += length + 12
    raw, before, rows = zlib.decompress(data), bytes(4 * wide), []
    for y in range(high):
        line = raw[y * (4 * wide + 1) : (y + 1) * (4 * wide + 1)]
        before = unfiltered(line[0], line[1:], before)
        rows.append([(before[4 * x], before[4 * x + 1], before[4 * x + 2]) for x in range(wide)])
    return rows


def unfiltered(kind: int, line: bytes, above: bytes) -> bytes:
    """Undo a row's filter (PNG, third edition, 9.2)."""
    out = bytearray(line)
    for n in range(len(out)):
        left, up, corner = (out[n - 4] if n >= 4 else 0), above[n], (above[n - 4] if n >= 4 else 0)
        guess = left + up - corner
        nearest = min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))[2]
        out[n] = (out[n] + (0, left, up, (left + up) // 2, nearest)[kind]) % 256
    return bytes(out)


@pytest.mark.parametrize("width", [399, 4001])
def test_widths_that_no_picture_has(picture: Picture, width: int) -> None:
    with pytest.raises(WhoholdsError, match="from 400 to 4,000"):
        png(picture, width)


def test_paths_are_what_they_were() -> None:
    """A path of relative steps leads back to the corners, to the last digit."""
    import shapely

    ring = shapely.Polygon([(0.04, 0.06), (10.26, -3.31), (12.5, 8.0), (0.5, 7.77)])
    numbers = re.findall(r"-?\d*\.?\d+", path_of(ring, 1))
    x, y = float(numbers[0]), float(numbers[1])
    corners = [(x, y)]
    for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
        x, y = x + float(dx), y + float(dy)
        corners.append((round(x, 1), round(y, 1)))
    assert corners == [(round(a, 1), round(b, 1)) for a, b in list(ring.exterior.coords)[:-1]]
