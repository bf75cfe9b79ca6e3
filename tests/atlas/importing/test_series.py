"""Series: from a folder whose files have dates in their names, and from a table with a column of dates."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from imported_maps import NEIGHBOUR, SQUARE, geojson, request_for, text_file

from whoholds.atlas.importing import Import, Unsettled, add_layers
from whoholds.atlas.importing.plan import date_in, plan_of
from whoholds.atlas.layers import LayerStore, read_layer
from whoholds.errors import WhoholdsError

DAYS = ["2018-12-09", "2018-12-10", "2018-12-11"]


def add(path: Path, atlas: Path, **asked: Any) -> Import:
    return add_layers(request_for(path, **{"on": None, **asked}), atlas)


def files_in(atlas: Path) -> dict[str, bytes]:
    return {str(path.relative_to(atlas)): path.read_bytes() for path in sorted(atlas.rglob("*")) if path.is_file()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "series"
    made.mkdir()
    for day in DAYS:
        land = shapely.box(37, 34.5, 38, 34.5 + int(day[-2:]) / 20)
        geojson(made / f"control_{day.replace('-', '')}.geojson", [(land, {"holder": "SDF"})])
    return made


def table_of(path: Path, days: list[str], *, more: int = 0) -> Path:
    """A table with two rows a day, one for each of two holders; `more` makes the land of the last day larger."""
    lands = [SQUARE, NEIGHBOUR] * len(days)
    lands[-1] = shapely.box(38, 34.5, 39 + more / 10, 35.5)
    cells = {"as_of": [day for day in days for _ in range(2)], "holder": ["Government", "SDF"] * len(days)}
    pq.write_table(pa.table({**cells, "geometry": shapely.to_wkb(lands)}), path)
    return path


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("deepstatemap_data_20240708.geojson", "2024-07-08"),
        ("2018-12-11.kml", "2018-12-11"),
        ("map_2018_12_11_v2.gpkg", "2018-12-11"),
        ("map.2018.12.11.shp", "2018-12-11"),
        ("map 2018-12.csv", "2018-12"),
        ("20181211_20181211.json", "2018-12-11"),
        ("20181211-20181212.json", None),
        ("map-20181341.json", None),
        ("map-v2.json", None),
        ("120181211.json", None),
    ],
)
def test_the_date_in_a_name(name: str, date: str | None) -> None:
    assert date_in(name) == date


def test_a_folder_is_a_series(tmp_path: Path, folder: Path) -> None:
    text_file(folder / "README.txt", "about these maps")
    done = add(folder, tmp_path / "atlas")
    assert [layer.papers.as_of for layer in done.layers] == DAYS
    assert all(layer.new for layer in done.layers)
    assert done.said == ("Left out, without one date in the name: 'README.txt'.",)
    assert [key.day for key in LayerStore(tmp_path / "atlas").keys("SYR", "A mapmaker")] == DAYS


def test_a_series_a_second_time_changes_nothing(tmp_path: Path, folder: Path) -> None:
    atlas = tmp_path / "atlas"
    add(folder, atlas)
    before = files_in(atlas)
    again = add(folder, atlas, known="2019-01-01")
    assert not any(layer.new for layer in again.layers)
    assert files_in(atlas) == before


def test_a_series_goes_on_where_it_was_broken_off(tmp_path: Path, folder: Path) -> None:
    atlas = tmp_path / "atlas"
    whole = files_in(atlas) if add(folder, atlas) else {}
    (atlas / "layers/SYR/a-mapmaker/2018-12-10.parquet").unlink()
    again = add(folder, atlas)
    assert [layer.new for layer in again.layers] == [False, True, False]
    assert files_in(atlas) == whole


def test_a_correction_becomes_a_revision_beside_what_was_there(tmp_path: Path, folder: Path) -> None:
    atlas = tmp_path / "atlas"
    add(folder, atlas)
    before = files_in(atlas)
    geojson(folder / "control_20181210.geojson", [(SQUARE, {"holder": "ISIS"})])
    again = add(folder, atlas)
    assert [(layer.new, layer.papers.revision) for layer in again.layers] == [(False, 1), (True, 2), (False, 1)]
    after = files_in(atlas)
    assert set(after) - set(before) == {"layers/SYR/a-mapmaker/2018-12-10.r2.parquet"}
    assert {name: after[name] for name in before} == before


def test_one_bad_day_and_none_is_added(tmp_path: Path, folder: Path) -> None:
    text_file(folder / "control_20181210.geojson", '{"type": "FeatureCollection", "features": [}')
    with pytest.raises(WhoholdsError, match="control_20181210"):
        add(folder, tmp_path / "atlas")
    assert not (tmp_path / "atlas").exists()


def test_all_unknown_names_of_a_series_are_listed_at_once(tmp_path: Path, folder: Path) -> None:
    for day, name in zip(DAYS, ["Gondor", "SDF", "Rohan"], strict=True):
        geojson(folder / f"control_{day.replace('-', '')}.geojson", [(SQUARE, {"holder": name})])
    with pytest.raises(Unsettled) as caught:
        add(folder, tmp_path / "atlas")
    assert list(caught.value.names["holders"]) == ["Gondor", "Rohan"]
    assert not (tmp_path / "atlas").exists()


def test_what_was_written_is_taken_away_if_the_disk_is_full(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    atlas = tmp_path / "atlas"
    one = tmp_path / "one"
    one.mkdir()
    shutil.copy(folder / "control_20181209.geojson", one)
    add(one, atlas)
    before = files_in(atlas)
    whole = LayerStore.add

    def full(store: LayerStore, papers: Any, table: Any) -> Any:
        if papers.as_of == "2018-12-11":
            raise WhoholdsError("no space left on the device. Nothing was written.")
        return whole(store, papers, table)

    monkeypatch.setattr(LayerStore, "add", full)
    with pytest.raises(WhoholdsError, match="no space left"):
        add(folder, atlas)
    assert files_in(atlas) == before


def test_two_files_of_one_day(tmp_path: Path, folder: Path) -> None:
    shutil.copy(folder / "control_20181210.geojson", folder / "copy-2018-12-10.geojson")
    with pytest.raises(WhoholdsError, match="are both of 2018-12-10"):
        add(folder, tmp_path / "atlas")


def test_a_folder_takes_no_date_of_its_own(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(WhoholdsError, match="leave out --on"):
        add(folder, tmp_path / "atlas", on="2018-12-11")
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(WhoholdsError, match="no file with a date in its name"):
        add(empty, tmp_path / "atlas")


def test_links_to_files_are_left_out_and_said_to_be_links(tmp_path: Path, folder: Path) -> None:
    linked = tmp_path / "linked"
    linked.mkdir()
    (linked / "map-2018-12-10.geojson").symlink_to(folder / "control_20181210.geojson")
    with pytest.raises(WhoholdsError, match=r"are links \('map-2018-12-10.geojson'\); copy them in"):
        add(linked, tmp_path / "atlas")
    shutil.copy(folder / "control_20181210.geojson", linked / "map-2018-12-11.geojson")
    assert add(linked, tmp_path / "atlas").said[0] == "Left out, links to other files: 'map-2018-12-10.geojson'."


def test_a_map_of_a_day_that_has_not_come(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(WhoholdsError, match="for 2018-12-11, but became known on 2018-12-10"):
        add(folder, tmp_path / "atlas", known="2018-12-10")


def test_a_table_with_dates_is_a_series(tmp_path: Path) -> None:
    done = add(table_of(tmp_path / "daily.parquet", DAYS), tmp_path / "atlas")
    assert [layer.papers.as_of for layer in done.layers] == DAYS
    layer = read_layer(done.layers[1].path or Path())
    assert layer.table.column("holder").to_pylist() == ["Government", "SDF"]
    assert done.said == ("The dates were taken from the column 'as_of'.",)


def test_one_more_day_in_a_table_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    atlas = tmp_path / "atlas"
    add(table_of(tmp_path / "daily.parquet", DAYS[:2]), atlas)
    before = files_in(atlas)
    again = add(table_of(tmp_path / "daily.parquet", DAYS), atlas)
    assert [layer.new for layer in again.layers] == [False, False, True]
    after = files_in(atlas)
    assert {name: after[name] for name in before} == before
    changed = add(table_of(tmp_path / "daily.parquet", DAYS, more=1), atlas)
    assert [layer.papers.revision for layer in changed.layers] == [1, 1, 2]


def test_one_day_of_a_table(tmp_path: Path) -> None:
    path = table_of(tmp_path / "daily.parquet", DAYS)
    with pytest.raises(WhoholdsError, match="3 dates from 2018-12-09 to 2018-12-11"):
        add(path, tmp_path / "atlas", on="2018-12-10")
    done = add(path, tmp_path / "atlas", on="2018-12-10", date_column="as_of")
    assert [layer.papers.as_of for layer in done.layers] == ["2018-12-10"]
    whole = add(path, tmp_path / "atlas")
    assert [layer.new for layer in whole.layers] == [True, False, True]
    with pytest.raises(WhoholdsError, match="nothing of 2018-12-25"):
        add(path, tmp_path / "atlas", on="2018-12-25", date_column="as_of", known="2018-12-26")


@pytest.mark.parametrize("cell", ["2018-12-11T10:00:00", "20181211", "2018/12/11", "2018-12-11 00:00:00.000"])
def test_dates_in_cells(tmp_path: Path, cell: str) -> None:
    path = text_file(tmp_path / "a.csv", f"lat,lon,holder,date\n35,37,SDF,{cell}\n")
    assert [task.as_of for task in plan_of(request_for(path, on=None)).tasks] == ["2018-12-11"]


def test_a_cell_that_is_no_date(tmp_path: Path) -> None:
    path = text_file(tmp_path / "a.csv", "lat,lon,holder,date\n35,37,SDF,2018-12-11\n35,37,SDF,11.12.2018\n")
    with pytest.raises(WhoholdsError, match=r"row 2: '11\.12\.2018' is not a date"):
        plan_of(request_for(path, on=None))


def test_the_date_of_one_file_may_stand_in_its_name(tmp_path: Path) -> None:
    path = geojson(tmp_path / "map_20181211.geojson", [(SQUARE, {"holder": "SDF"})])
    plan = plan_of(request_for(path, on=None))
    assert plan.tasks[0].as_of == "2018-12-11"
    assert "taken from the file's name" in plan.said[0]
    with pytest.raises(WhoholdsError, match="no date; give --on"):
        plan_of(request_for(geojson(tmp_path / "map.geojson", [(SQUARE, {})]), on=None))


def test_many_days_are_read_by_two_processes_in_their_order(tmp_path: Path) -> None:
    days = [f"2018-11-{day:02}" for day in range(1, 31)]
    seen: list[int] = []

    def watch(items: Iterable[int], total: int) -> Iterator[int]:
        for item in items:
            yield item
            seen.append(total)

    path = table_of(tmp_path / "daily.parquet", days)
    done = add_layers(request_for(path, on=None), tmp_path / "atlas", watch=watch)
    assert [layer.papers.as_of for layer in done.layers] == days
    assert seen == [30] * 30


def test_the_same_series_gives_the_same_bytes(tmp_path: Path) -> None:
    path = table_of(tmp_path / "daily.parquet", DAYS)
    add(path, tmp_path / "one")
    add(path, tmp_path / "other")
    assert files_in(tmp_path / "one") == files_in(tmp_path / "other")
