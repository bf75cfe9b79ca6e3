"""Verifying: an atlas that is sound has no finding, and each thing that can be wrong is found, once, where it is."""

from __future__ import annotations

import json
import random
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyproj")
pytest.importorskip("pyarrow")

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from layers_by_hand import papers, points, polygons
from shapely import Point, box

from whoholds.atlas.content import content_digest
from whoholds.atlas.geoparquet import geoparquet
from whoholds.atlas.layers import LayerStore, read_layer
from whoholds.atlas.maps import Maps
from whoholds.atlas.verifying import verify
from whoholds.atlas.verifying.one_file import read_one

TABLE = polygons(("A", "A", box(8, -5, 11, 3)), ("B", "B", box(11, -5, 13, 3)))
NUMBERED = TABLE.set_column(0, "name", pa.array([1, 2]))
FILE = "layers/GAB/atlas-of-squares/2018-12-11.parquet"
HOLDERS = '[[GAB.holders]]\nname = "A"\n[[GAB.holders]]\nname = "B"\n'


WEST = shapely.to_wkb(box(8, -5, 11, 3))
EIGHT, ENDLESS, NEITHER = (struct.pack("<d", number) for number in (8.0, float("inf"), float("nan")))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An atlas of one sound layer, in which A and B hold the west and the middle of Gabon."""
    (tmp_path / "holders.toml").write_text(HOLDERS, encoding="utf-8")
    LayerStore(tmp_path).add(papers(), TABLE)
    return tmp_path


def found(folder: Path, **options: Any) -> list[str]:
    """The findings in the folder, each as a line."""
    return [finding.line() for finding in verify(folder, **options).findings]


def lay(folder: Path, table: pa.Table, **changes: Any) -> None:
    """Write the layer anew without any check, with papers that may be wrong."""
    told = msgspec.to_builtins(papers()) | changes
    (folder / FILE).write_bytes(geoparquet(table, told))


def lay_bytes(folder: Path, geometry: list[bytes]) -> None:
    """Write the layer anew with geometry that no program of ours would write."""
    known = dict(pq.read_schema(folder / FILE).metadata)
    table = changed(geometry=geometry)
    known[b"content_sha256"] = content_digest(table, known[b"papers"]).encode()
    pq.write_table(table.replace_schema_metadata(known), folder / FILE)


def changed(**columns: list[Any]) -> pa.Table:
    """The sound table with other cells."""
    table = TABLE
    for name, cells in columns.items():
        at = table.column_names.index(name)
        table = table.set_column(at, name, pa.array(cells, table.schema.field(name).type))
    return table


def test_a_sound_atlas(folder: Path) -> None:
    LayerStore(folder).add(papers(kind="points", source="Points"), points([("A", 9.45, 0.39), ("B", 13.58, -1.63)]))
    LayerStore(folder).add(papers(), polygons(("A", "A", box(8, -5, 12, 3))))
    verified = verify(folder)
    assert [finding.line() for finding in verified.findings] == []
    assert (verified.layers, verified.maps, verified.anew) == (3, 3, 3)
    assert verified.bases >= 10  # Gabon, with and without its water, and its nine units


def test_the_layer_that_ships() -> None:
    verified = verify(full=True)
    assert [finding.line() for finding in verified.findings] == []
    assert verified.maps == 1
    assert verified.bases == 2 + 2 + 1 + 15  # two borders, each without water as well, one zone, fifteen units


# ------------------------------------------------------------------------------------------------ the file


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "not a Parquet file"),
        (b"PAR1 nonsense", "not a Parquet file"),
        (geoparquet(TABLE.drop_columns(["status"]), msgspec.to_builtins(papers())), "no column 'status'"),
        (geoparquet(NUMBERED, msgspec.to_builtins(papers())), "its column 'name' holds int64"),
        (geoparquet(TABLE, msgspec.to_builtins(papers()) | {"licence": " "}), "no licence"),
        (geoparquet(TABLE, msgspec.to_builtins(papers()) | {"source": ""}), "no source"),
        (geoparquet(TABLE, {"place": "GAB"}), "its papers are not as they must be"),
    ],
)
def test_a_file_that_is_no_layer(content: bytes, what: str, folder: Path) -> None:
    (folder / FILE).write_bytes(content)
    (line,) = found(folder)
    assert line.startswith(f"{FILE}: ")
    assert what in line


def test_an_edit_by_hand(folder: Path) -> None:
    table = pq.read_table(folder / FILE)
    at = table.column_names.index("name")
    edited = table.set_column(at, "name", pa.array(["A", "A"])).replace_schema_metadata(table.schema.metadata)
    pq.write_table(edited, folder / FILE)
    (line,) = found(folder)
    assert line.startswith(f"{FILE}: its content is not what was written")


def test_edited_papers(folder: Path) -> None:
    table = pq.read_table(folder / FILE)
    told = dict(table.schema.metadata)
    told[b"papers"] = told[b"papers"].replace(b"CC0", b"MIT")
    pq.write_table(table.replace_schema_metadata(told), folder / FILE)
    (line,) = found(folder)
    assert "its content is not what was written" in line


def test_no_flipped_bit_goes_by_that_changes_what_is_read(folder: Path) -> None:
    whole, layer = (folder / FILE).read_bytes(), read_layer(folder / FILE)
    draw = random.Random(0)  # noqa: S311
    caught = 0
    for _ in range(150):
        content = bytearray(whole)
        content[draw.randrange(len(content))] ^= 1 << draw.randrange(8)
        (folder / FILE).write_bytes(content)
        read, findings = read_one(folder / FILE, FILE)
        caught += bool(findings)
        same = read is not None and read.table.equals(layer.table) and read.papers == layer.papers
        assert findings or same
    assert caught > 100


def test_a_file_without_a_hash(folder: Path) -> None:
    table = pq.read_table(folder / FILE)
    told = {key: value for key, value in table.schema.metadata.items() if key != b"content_sha256"}
    pq.write_table(table.replace_schema_metadata(told), folder / FILE)
    (line,) = found(folder)
    assert "no hash of its content" in line


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (b'"bbox": [8.0', b'"bbox": [7.0', "do not fit its geometry"),
        (b'["Polygon"]', b'["Point"]', "do not fit its geometry"),
        (b'"columns"', b'"nothing"', "no metadata of GeoParquet"),
    ],
)
def test_what_other_programs_go_by(old: bytes, new: bytes, what: str, folder: Path) -> None:
    table = pq.read_table(folder / FILE)
    told = dict(table.schema.metadata)
    assert old in told[b"geo"]
    told[b"geo"] = told[b"geo"].replace(old, new)
    pq.write_table(table.replace_schema_metadata(told), folder / FILE)
    (line,) = found(folder)
    assert what in line


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("layers/GAB/atlas-of-squares/2018-12-12.parquet", "the file is named '2018-12-12.parquet'"),
        ("layers/GAB/atlas-of-squares/2018-12-11.r2.parquet", "the file is named '2018-12-11.r2.parquet'"),
        ("layers/GAB/squares/2018-12-11.parquet", "the source's folder is named 'squares'"),
        ("layers/COG/atlas-of-squares/2018-12-11.parquet", "the country's folder is named 'COG'"),
        ("layers/lost.parquet", "the file is named 'lost.parquet'"),
    ],
)
def test_a_file_in_the_wrong_place(path: str, what: str, folder: Path) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / FILE).rename(folder / path)
    assert any(line.startswith(f"{path}: ") and what in line for line in found(folder))


@pytest.mark.parametrize(
    ("told", "what"),
    [
        ({"sha256": "none"}, "is no SHA-256"),
        ({"known": "2018-12"}, "'2018-12', is no day"),
        ({"known": "2018-02-30"}, "'2018-02-30', is no day"),
        ({"url": "javascript:alert(1)"}, "none of the web"),
        ({"cap_km": -5.0}, "its cap_km is -5.0"),
        ({"precision_km": 0.0}, "its precision_km is 0.0"),
        ({"fits": {"gap": -1.0}}, "its 'gap' is -1.0 km²"),
        ({"revision": 0}, "its revision is 0"),
    ],
)
def test_papers_that_cannot_be_right(told: dict[str, Any], what: str, folder: Path) -> None:
    lay(folder, TABLE, **told)
    (line,) = found(folder)
    assert what in line


# ------------------------------------------------------------------------------------------------ the rows


@pytest.mark.parametrize(
    ("table", "what"),
    [
        (changed(status=["controlled", "lost"]), "row 2: the status 'lost' is none of contested, controlled"),
        (changed(name=["A", " "]), "row 2: ground without a name"),
        (changed(holder=["A", "C"]), "row 2: no holder 'C' is known in GAB"),
        (changed(geometry=[None, None]), "rows 1, 2: no geometry"),
        (polygons(("A", "A", Point(9, 0))), "row 1: geometry that is no Polygon or MultiPolygon"),
        (polygons(("A", "A", box(8, -5, 190, 3))), "a coordinate beyond 180 degrees"),
        (polygons(("A", "A", box(8, -5, 11, 91))), "or beyond a pole"),
        (polygons(("A", "A", shapely.Polygon([(8, 0), (9, 1), (9, 0), (8, 1)]))), "not valid (Self-intersection"),
        (polygons(("A", "A", box(8, -5, 11, 3)), ("B", "B", box(10.9, -5, 13, 3))), "km² are given twice"),
    ],
)
def test_a_row_that_is_wrong(table: pa.Table, what: str, folder: Path) -> None:
    lay(folder, table)
    (line,) = found(folder)
    assert line.startswith(FILE)
    assert what in line


@pytest.mark.parametrize(
    ("wkb", "what"),
    [
        (b"nonsense", "geometry that cannot be read as WKB"),
        (b"", "geometry that cannot be read as WKB"),
        (WEST.replace(EIGHT, ENDLESS), "row 1: a coordinate that is not a finite number"),
        (WEST.replace(EIGHT, NEITHER), "row 1: a coordinate that is not a finite number"),
    ],
)
def test_geometry_that_no_program_of_ours_writes(wkb: bytes, what: str, folder: Path) -> None:
    lay_bytes(folder, [wkb, WEST])
    (line,) = found(folder)
    assert what in line


def test_land_given_twice_is_no_finding_where_the_papers_say_so(folder: Path) -> None:
    lay(folder, polygons(("A", "A", box(8, -5, 11, 3)), ("B", "B", box(10.9, -5, 13, 3))), fits={"overlap": 4321.0})
    assert found(folder) == []


def test_land_given_twice_beyond_the_border_counts_for_nothing(folder: Path) -> None:
    lay(folder, polygons(("A", "A", box(8, -5, 11, 3)), ("B", "B", box(7, -5, 8.1, -4))))
    assert found(folder) == []


def test_a_gap_among_revisions(folder: Path) -> None:
    store = LayerStore(folder)
    for name in "AB":
        store.add(papers(), polygons((name, name, box(8, -5, 12, 3))))
    assert found(folder) == []
    (folder / FILE.replace(".parquet", ".r2.parquet")).unlink()
    (line,) = found(folder)
    assert line.startswith(FILE.replace(".parquet", ".r3.parquet"))
    assert "revision 2 before it is not there" in line


# ------------------------------------------------------------------------------------------------ the sums


def kept(folder: Path, change: Callable[[list[Any]], None]) -> None:
    """Change the pieces that are kept of the layer, behind the atlas's back."""
    maps = Maps(folder)
    maps.parts(maps.in_force("GAB", "2018-12-31"))
    file = folder / "parts/GAB/atlas-of-squares/2018-12-11.json"
    content = json.loads(file.read_bytes())
    change(content["made"]["pieces"])
    file.write_text(json.dumps(content), encoding="utf-8")


def test_parts_that_do_not_come_to_the_whole(folder: Path) -> None:
    def more(pieces: list[Any]) -> None:
        pieces[0]["area_km2"] += 0.5

    kept(folder, more)
    lines = found(folder)
    whole = next(line for line in lines if "by area over the whole country" in line)
    assert "+0.500000 too much" in whole
    assert whole.endswith("Delete the folder parts/ of the atlas, and verify again.")


def test_a_place_that_is_missing(folder: Path) -> None:
    def fewer(pieces: list[Any]) -> None:
        next(piece for piece in pieces if piece["places"])["places"] -= 1

    kept(folder, fewer)
    assert any("by places over the whole country" in line for line in found(folder))


def test_parts_that_come_to_the_whole_and_are_still_wrong(folder: Path) -> None:
    def exchange(pieces: list[Any]) -> None:
        unit = next(p["unit"] for p in pieces if p["name"] == "B")
        (a,) = [p for p in pieces if p["name"] == "B" and p["unit"] == unit and not p["water"]]
        b = next(p for p in pieces if p["name"] != "B" and p["unit"] == unit and not p["water"])
        a["area_km2"] += 100.0
        b["area_km2"] -= 100.0

    kept(folder, exchange)
    (line,) = found(folder)
    assert "the parts that are kept are not those of the map" in line


def test_kept_parts_of_another_source(folder: Path) -> None:
    maps = Maps(folder)
    maps.parts(maps.in_force("GAB", "2018-12-31"))
    file = folder / "parts/GAB/atlas-of-squares/2018-12-11.json"
    file.write_bytes(file.read_bytes().replace(b"CC0", b"MIT"))
    (line,) = found(folder)
    assert "other papers or other bases than the map" in line


def test_a_sample_and_all(tmp_path: Path) -> None:
    (tmp_path / "holders.toml").write_text(HOLDERS, encoding="utf-8")
    for day in range(1, 15):
        LayerStore(tmp_path).add(papers(as_of=f"2018-12-{day:02}"), TABLE)
    some, every = verify(tmp_path, seed=3), verify(tmp_path, full=True)
    assert (some.maps, some.anew, some.seed) == (14, 12, 3)
    assert (every.maps, every.anew, every.seed) == (14, 14, None)


# ------------------------------------------------------------------------------------------------ tables of shares


def shares(folder: Path, *values: str, **more: list[str]) -> None:
    count = len(values)
    cells = {
        "country": ["GAB"] * count,
        "as_of": ["2018-12"] * count,
        "source": ["Shares"] * count,
        "holder": ["A", "B"][:count],
        "status": ["controlled"] * count,
        "measure": ["area"] * count,
        "value": list(values),
        "unit": ["percent"] * count,
        **{name: [""] * count for name in ("total", "url", "note")},
        "holder_id": ["A", "B"][:count],
        **more,
    }
    LayerStore(folder).add(papers(kind="shares", source="Shares", as_of="2018-12"), pa.table(cells))


@pytest.mark.parametrize("values", [("60", "30"), ("60", "40"), ("60.4", "39.7")])
def test_shares_that_say_no_more_than_the_whole(values: tuple[str, ...], folder: Path) -> None:
    shares(folder, *values)
    assert found(folder) == []


def test_shares_that_say_more_than_the_whole(folder: Path) -> None:
    shares(folder, "60", "43")
    (line,) = found(folder)
    assert line.startswith("layers/GAB/shares/2018-12.shares.parquet: by area it says 3 more than the whole of 100")


def test_a_misprint_that_is_said_to_be_one(folder: Path) -> None:
    shares(folder, "60", "43", doubt=["", "it is printed so"])
    assert found(folder) == []


def test_shares_of_a_holder_that_nobody_knows(folder: Path) -> None:
    shares(folder, "60", "30", holder_id=["A", "Nobody"])
    (line,) = found(folder)
    assert "row 2: no holder 'Nobody' is known in GAB" in line


def test_a_row_of_shares_that_cannot_be_read(folder: Path) -> None:
    shares(folder, "sixty")
    (line,) = found(folder)
    assert "2018-12.shares.parquet" in line
    assert "row 1" in line


def test_a_broken_table_of_the_atlas(folder: Path) -> None:
    (folder / "holders.toml").write_text("[[GAB.holders]]\n", encoding="utf-8")
    lines = found(folder)
    assert lines[0].startswith(f"{folder}: holders.toml")


# ------------------------------------------------------------------------------------------------ the command


def whoholds(*words: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "whoholds"), "atlas", "verify", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_the_command(folder: Path) -> None:
    done = whoholds("--atlas", str(folder))
    assert done.returncode == 0
    assert done.stdout.startswith("Nothing is wrong. 1 layer was read, 1 map was summed over up to 11 bases")
    lay(folder, TABLE, sha256="none")
    done = whoholds("--atlas", str(folder), "--json")
    assert done.returncode == 1
    said = json.loads(done.stdout)
    assert said["layers"] == 1
    assert [finding["where"] for finding in said["findings"]] == [FILE]
    assert whoholds("--atlas", str(folder)).returncode == 1


def test_the_digest_is_over_what_is_said_and_not_how_it_lies_in_memory() -> None:
    told = msgspec.json.encode(msgspec.to_builtins(papers()))
    digest = content_digest(TABLE, told)
    assert content_digest(pa.concat_tables([TABLE[:1], TABLE[1:]]), told) == digest
    others = [changed(name=["A", ""]), changed(name=["A", None]), changed(name=["AB", ""]), changed(note=["", None])]
    others += [TABLE[:1], TABLE.take([1, 0]), TABLE.drop_columns(["note"])]
    digests = {content_digest(table, told) for table in others} | {content_digest(TABLE, told + b" ")}
    assert len(digests) == len(others) + 1
    assert digest not in digests
