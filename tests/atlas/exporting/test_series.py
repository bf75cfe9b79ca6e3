"""A series: all days of a source in one file, each as it is on its own."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio.raw
import pytest
from layers_by_hand import papers, polygons
from shapely import box

from whoholds.atlas import open_atlas
from whoholds.atlas.atlas import Atlas
from whoholds.atlas.exporting import Asked, export
from whoholds.atlas.exporting.asked import What
from whoholds.atlas.exporting.papers import ExportPapers
from whoholds.atlas.exporting.streamed import Streamed
from whoholds.atlas.geoparquet import papers_of
from whoholds.atlas.layers import LayerStore
from whoholds.errors import WhoholdsError


def series(what: What, form: str, **more: str) -> Asked:
    return Asked(place="GAB", what=what, form=form, series=True, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("what", ["faces", "holders", "parts", "layer"])
def test_each_day_is_as_it_is_on_its_own(what: What, atlas: Atlas, tmp_path: Path) -> None:
    done = export(atlas, series(what, "geoparquet"), tmp_path / "series.parquet")
    table = pq.read_table(tmp_path / "series.parquet")
    assert done.rows == table.num_rows
    rows = table.to_pylist()
    for day in ("2018-12-11", "2018-12-12"):
        export(atlas, Asked(place="GAB", what=what, form="geoparquet", on=day), tmp_path / "day.parquet")
        alone = pq.read_table(tmp_path / "day.parquet").to_pylist()
        together = [row for row in rows if row["as_of"] == day]
        assert [row["name"] for row in together] == [row["name"] for row in alone]
        assert [row["area_km2"] for row in together] == pytest.approx([row["area_km2"] for row in alone], abs=2e-6)
    told = papers_of(tmp_path / "series.parquet")
    assert told["as_of"] == "2018-12-11/2018-12-12"
    assert [(each["as_of"], each["sha256"]) for each in told["layers"]] == [
        ("2018-12-11", "0" * 64),
        ("2018-12-12", "0" * 64),
    ]


def test_days_from_and_to(atlas: Atlas, tmp_path: Path) -> None:
    export(atlas, series("holders", "csv", first="2018-12-12"), tmp_path / "late.csv")
    export(atlas, series("holders", "csv", last="2018-12-11"), tmp_path / "early.csv")
    for name, day in (("late", "2018-12-12"), ("early", "2018-12-11")):
        rows = (tmp_path / f"{name}.csv").read_text(encoding="utf-8").splitlines()[1:]
        assert {row.split(",")[2] for row in rows} == {day}


def test_a_series_as_geopackage(atlas: Atlas, tmp_path: Path) -> None:
    done = export(atlas, series("holders", "gpkg"), tmp_path / "series.gpkg")
    first = (tmp_path / "series.gpkg").read_bytes()
    _, table = pyogrio.raw.read_arrow(tmp_path / "series.gpkg")
    assert table.num_rows == done.rows == 6
    export(atlas, series("holders", "gpkg"), tmp_path / "series.gpkg")
    assert (tmp_path / "series.gpkg").read_bytes() == first


def test_only_the_newest_revision_of_a_day_counts(tmp_path: Path) -> None:
    store = LayerStore(tmp_path)
    for name in ("A", "B"):
        store.add(papers(), polygons((name, name, box(8, -5, 15, 3))))
    export(open_atlas(tmp_path), series("holders", "geoparquet"), tmp_path / "series.parquet")
    assert pq.read_table(tmp_path / "series.parquet").column("name").to_pylist() == ["B"]
    assert papers_of(tmp_path / "series.parquet")["layers"][0]["revision"] == 2


def test_tables_are_grouped_by_a_thousand_rows_and_none_is_lost() -> None:
    papers = ExportPapers(
        title="t", what="faces", place="XXX", country="X", source="s", as_of="2018", kind="polygons", licence="CC0",
        known="2018-01-01",
    )  # fmt: skip
    streamed = Streamed(papers, (pa.table({"day": [day] * 500}) for day in range(5)))
    groups = list(streamed.grouped())
    assert [len(group) for group in groups] == [1500, 1000]
    assert streamed.rows == 2500
    assert [row["day"] for group in groups for row in group.to_pylist()] == [d for d in range(5) for _ in range(500)]
    other = Streamed(papers, iter([pa.table({"day": [1]}), pa.table({"night": [1]})]))
    with pytest.raises(WhoholdsError, match="different columns"):
        list(other.grouped())
