"""Readings and tables of parts as Arrow: each reading is a row as the reckoning has it, and other libraries open it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import pytest
from growth import ends

import whoholds
from whoholds.errors import WhoholdsError
from whoholds.model import Answer, Claim, Evidence, Part, PartTable, Reckoning, Report
from whoholds.showing.as_arrow import parts_schema, readings_schema, to_arrow

ROOT = Path(__file__).resolve().parents[2]
ROWS = [
    {"holder": "Government", "value": 59.6, "rounding": 0.05},
    {"holder": "SDF", "value": 27.5, "rounding": 0.05},
    {"holder": "Opposition", "value": 8.3, "rounding": 0.05},
    {"holder": "Opposition", "value": 2.0, "rounding": 0.05, "status": "contested"},
    {"holder": "ISIS", "value": 2.55, "rounding": 0.005},
]
CLAIM = Claim(
    value=96.5,
    bound="at_least",
    last_place=0.1,
    holders=("Government",),
    enemies=("ISIS",),
    on="2018-12-11",
    place="NWH",
)


def reckoned(figure: int | None = None) -> Reckoning:
    rows = [{**row, "as_of": as_of} for as_of in ("2018-11", "2018-10") for row in ROWS]
    tables = whoholds.part_tables(rows, source="Atlas of Nowhere", place="NWH", measure="area", unit="percent")
    return whoholds.reckon(CLAIM, tables, figure=figure)


def as_row(reckoning: Reckoning, number: int) -> dict[str, Any]:
    """One reading of a reckoning, field by field, as its row should be."""
    tried = reckoning.readings[number]
    reading = tried.reading
    paper = reckoning.evidence[reading.evidence]
    return {
        "figure": reckoning.figure, "evidence": reading.evidence, "source": paper.source, "as_of": paper.as_of,
        "measure": reading.measure, "counted": list(reading.counted), "all_but": list(reading.all_but),
        "contested": reading.contested, "base": reading.base, "flow": reading.flow, "since": reading.since,
        "unsaid": reading.unsaid, "also": list(reading.also), "value": tried.value, "unit": "percent",
        "rounding": tried.rounding, "holds": tried.holds, "gives": tried.gives, "cost": tried.cost,
        "departures": [{"dimension": one.dimension, "to": one.to, "say": one.say} for one in tried.departures],
    }  # fmt: skip


def test_every_reading_is_a_row() -> None:
    reckoning = reckoned()
    table = to_arrow(reckoning)
    assert table.schema == readings_schema()
    assert table.num_rows == reckoning.readings_tried > 100
    table.validate(full=True)
    assert table.to_pylist() == [as_row(reckoning, number) for number in range(table.num_rows)]
    assert sum(table["gives"].to_pylist()) == reckoning.readings_that_give > 0


def test_a_gain_says_since_when() -> None:
    rows = [{**row, "as_of": as_of} for as_of in ("2018-11", "2018-01") for row in ROWS]
    gain = whoholds.reckon(
        "5%", rows, holder="Government", on="2018-12-11", since="2018-02", source="Atlas of Nowhere", place="NWH",
        measure="area", unit="percent",
    )  # fmt: skip
    table = to_arrow(gain)
    assert table.to_pylist() == [as_row(gain, number) for number in range(table.num_rows)]
    assert {row["flow"] for row in table.to_pylist()} >= {"gained"}
    assert {row["since"] for row in table.to_pylist()} >= {"2018-01"}


def test_an_answer_is_all_figures_in_one_table() -> None:
    first, second = reckoned(0), reckoned(3)
    lacking = Reckoning(figure=1, verdict="cannot tell", say="")
    answer = Answer(report=Report(), reckonings=(first, lacking, second), checks=())
    table = to_arrow(answer)
    assert table.schema == readings_schema()
    assert table.num_rows == 2 * first.readings_tried
    assert [row["figure"] for row in table.select(["figure"]).to_pylist()] == (
        [0] * first.readings_tried + [3] * second.readings_tried
    )


def test_what_has_no_readings_is_a_table_without_rows() -> None:
    for noun in (Reckoning(verdict="cannot tell", say=""), Answer(report=Report(), reckonings=(), checks=())):
        table = to_arrow(noun)
        assert table.schema == readings_schema()
        assert table.num_rows == 0
        table.validate(full=True)
    assert to_arrow([]).schema == parts_schema()


def test_tables_of_parts_come_back_as_they_were() -> None:
    tables = whoholds.part_tables(
        [
            {"holder": "A", "value": 60.0, "rounding": 0.5, "note": "by hand"},
            {"name": "the hills", "value": 30.0, "status": "contested", "note": "by hand"},
        ],
        source="Atlas of Nowhere", as_of="2018-11", place="NWH", unit="km2", total=100, url="https://example.org",
        kind="polygons", licence="CC0",
    )  # fmt: skip
    arrow = to_arrow(tables)
    assert arrow.schema == parts_schema()
    assert arrow.to_pylist()[-1]["name"] == "not said"
    assert whoholds.part_tables(arrow) == tables
    assert whoholds.part_tables(to_arrow(tables[0])) == tables
    over = whoholds.part_tables(
        [("A", 60.4), ("B", 40.0)], source="S", as_of="2018", place="NWH", unit="km2", total=100
    )
    assert over[0].parts[-1].value == pytest.approx(-0.4)
    assert whoholds.part_tables(to_arrow(over)) == over


def test_nothing_else_is_a_table() -> None:
    for wrong in (Report(), 5, ["a"], [Report()]):
        with pytest.raises(WhoholdsError, match="has no Arrow table"):
            to_arrow(wrong)  # type: ignore[arg-type]


def test_pandas_polars_duckdb_and_parquet_open_it(tmp_path: Path) -> None:
    pandas, duckdb, polars = (pytest.importorskip(name) for name in ("pandas", "duckdb", "polars"))
    reckoning = reckoned()
    table = to_arrow(reckoning)
    database = duckdb.connect()
    database.register("readings", table)
    frame = table.to_pandas()
    assert int(frame[frame["gives"]]["cost"].min()) == 1
    assert isinstance(frame["measure"].dtype, pandas.CategoricalDtype)
    told = polars.from_arrow(table).filter(polars.col("gives")).sort("cost", "value")
    assert told["counted"][0].to_list() == list(reckoning.explanations[0].reading.counted)
    assert database.sql("SELECT count(*) FROM readings WHERE gives").fetchone() == (reckoning.readings_that_give,)
    says = database.sql("SELECT DISTINCT all_but[1], departures[1].dimension FROM readings WHERE cost = 1 AND gives")
    assert says.fetchall() == [("ISIS", "all but")]
    pyarrow.parquet.write_table(table, tmp_path / "readings.parquet")
    assert pyarrow.parquet.read_table(tmp_path / "readings.parquet").to_pylist() == table.to_pylist()


def test_a_hundred_thousand_readings_are_rows() -> None:
    parts = tuple(Part(name=f"H{n}", holder=f"H{n}", value=6.0 + n / 7) for n in range(14))
    table = PartTable(
        evidence=Evidence(source="Atlas of Nowhere", as_of="2018-11"), place="NWH", measure="area", unit="percent",
        day="2018-11-30", parts=(*parts, Part(name="c", holder="H1", status="contested", value=2.0)), total=110.0,
    )  # fmt: skip
    claim = Claim(value=96.5, last_place=0.1, holders=("H0",), on="2018-12-11", place="NWH")
    reckoning = whoholds.reckon(claim, [table], deals=0)
    assert reckoning.readings_tried > 60_000
    with ends():
        arrow = to_arrow(reckoning)
    for number in (0, 12_345, arrow.num_rows - 1):
        assert arrow.slice(number, 1).to_pylist() == [as_row(reckoning, number)]


def test_the_reference_names_every_column_with_its_type() -> None:
    text = (ROOT / "docs/reference/arrow.md").read_text(encoding="utf-8")
    readings, parts = text.split("## Parts")
    for schema, section in ((readings_schema(), readings), (parts_schema(), parts)):
        for field in schema:
            kind = shown(field.type)
            assert f"| `{field.name}` | {kind}{' or null' if field.nullable else ''} |" in section


def shown(kind: pa.DataType) -> str:
    """A type as the reference writes it."""
    if pa.types.is_dictionary(kind):
        return "name"
    if pa.types.is_list(kind):
        return "list of departures" if pa.types.is_struct(kind.value_type) else "list of strings"
    return str(kind).replace("double", "float64")
