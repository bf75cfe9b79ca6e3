"""Layers on disk: kept with their papers, never rewritten, the same thing twice changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyarrow")

import json
import os

import pyarrow as pa
import pyarrow.parquet as pq
from layers_by_hand import papers, polygons
from shapely import box

from whoholds.atlas.layers import LayerStore, read_layer, read_papers, slug_of
from whoholds.errors import BadTable, UnreadableSource, WhoholdsError

SQUARE = polygons(("A", "A", box(10, -1, 11, 0)))
LARGER = polygons(("A", "A", box(10, -1, 12, 0)))


def test_a_layer_comes_back_with_its_papers(tmp_path: Path) -> None:
    added = LayerStore(tmp_path).add(papers(note="drawn by hand", fits={"gap": 1.5}), SQUARE)
    assert added.path.relative_to(tmp_path).as_posix() == "layers/GAB/atlas-of-squares/2018-12-11.parquet"
    layer = read_layer(added.path)
    assert layer.papers == papers(note="drawn by hand", fits={"gap": 1.5})
    assert layer.table.equals(SQUARE)
    assert read_papers(added.path) == layer.papers


def test_the_file_is_geoparquet(tmp_path: Path) -> None:
    geo = json.loads(pq.read_schema(LayerStore(tmp_path).add(papers(), SQUARE).path).metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    assert geo["columns"]["geometry"]["bbox"] == [10, -1, 11, 0]
    assert "crs" not in geo["columns"]["geometry"]  # without one it is OGC:CRS84, longitude first


def test_the_same_layer_twice_changes_nothing(tmp_path: Path) -> None:
    store = LayerStore(tmp_path)
    first = store.add(papers(), SQUARE)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.parquet")}
    again = store.add(papers(known="2026-01-01"), SQUARE)
    assert (again.path, again.new) == (first.path, False)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.parquet")} == before


def test_a_correction_is_a_revision_beside_the_old_one(tmp_path: Path) -> None:
    store = LayerStore(tmp_path)
    first = store.add(papers(), SQUARE)
    content = first.path.read_bytes()
    second = store.add(papers(), LARGER)
    assert (second.path.name, second.revision, second.new) == ("2018-12-11.r2.parquet", 2, True)
    assert first.path.read_bytes() == content
    assert [key.revision for key in store.keys("GAB")] == [2]
    assert [key.revision for key in store.revisions("GAB", "Atlas of Squares", "2018-12-11")] == [1, 2]
    back = store.add(papers(), SQUARE)  # the first one was right after all: that too is kept
    assert (back.revision, back.new) == (3, True)


def test_a_table_of_shares_does_not_stand_in_a_maps_way(tmp_path: Path) -> None:
    store = LayerStore(tmp_path)
    store.add(papers(), SQUARE)
    added = store.add(papers(kind="shares"), pa.table({"holder": ["A"], "value": ["60"]}))
    assert added.path.name == "2018-12-11.shares.parquet"
    assert [(key.shares, key.revision) for key in store.keys("GAB")] == [(False, 1), (True, 1)]
    assert [key.shares for key in store.in_force("GAB", "2018-12-31")] == [False]


def test_the_layer_in_force_is_the_latest_by_the_day(tmp_path: Path) -> None:
    store = LayerStore(tmp_path)
    for as_of in ("2018-10", "2018-12-11", "2018"):
        store.add(papers(as_of=as_of), SQUARE)
    assert [key.as_of for key in store.keys("GAB")] == ["2018-10", "2018-12-11", "2018"]  # a year is for its last day
    assert [key.as_of for key in store.in_force("GAB", "2018-12-30")] == ["2018-12-11"]
    assert store.in_force("GAB", "2018-10-30") == ()


def test_the_latest_map_is_found_without_a_look_at_the_others(tmp_path: Path) -> None:
    store = LayerStore(tmp_path)
    for as_of in ("2017", "2018-10", "2018-12-10", "2018-12-11", "2018"):
        store.add(papers(as_of=as_of), SQUARE)
    store.add(papers(as_of="2018-12-11"), LARGER)
    store.add(papers(as_of="2018-12-20", kind="shares"), pa.table({"holder": ["A"]}))
    for on, as_of, revision in (
        ("2019-05-01", "2018", 1),
        ("2018-12-30", "2018-12-11", 2),
        ("2018-12-10", "2018-12-10", 1),
        ("2018-11-01", "2018-10", 1),
        ("2018-10-30", "2017", 1),
    ):
        assert [(key.as_of, key.revision) for key in store.latest("GAB", on)] == [(as_of, revision)], on
    assert store.latest("GAB", "2017-12-30") == ()
    assert store.latest("GAB", "2019-01-01", "Another") == ()


@pytest.mark.parametrize(
    ("changes", "table", "what"),
    [
        ({"licence": " "}, SQUARE, "no licence"),
        ({"source": ""}, SQUARE, "no source"),
        ({"as_of": "2018-13"}, SQUARE, "not a date"),
        ({"as_of": "2018-12-11/../../x"}, SQUARE, "not a date"),
        ({"place": "../"}, SQUARE, "no code of a place"),
        ({}, SQUARE.drop(["status"]), "no column 'status'"),
    ],
)
def test_what_is_not_a_layer_is_refused(tmp_path: Path, changes: dict[str, str], table: pa.Table, what: str) -> None:
    with pytest.raises(WhoholdsError, match=what):
        LayerStore(tmp_path).add(papers(**changes), table)
    assert list(tmp_path.rglob("*")) == []


def test_two_sources_do_not_share_a_folder(tmp_path: Path) -> None:
    store = LayerStore(tmp_path)
    store.add(papers(source="Deep State"), SQUARE)
    with pytest.raises(WhoholdsError, match="its source is written 'Deep State', not 'deep-state'"):
        store.add(papers(source="deep-state"), SQUARE)
    assert slug_of("Глибока держава") != slug_of("Інша держава")


def test_a_crash_while_writing_leaves_no_layer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = LayerStore(tmp_path)
    store.add(papers(), SQUARE)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WhoholdsError, match="Nothing was written"):
        store.add(papers(), LARGER)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["2018-12-11.parquet"]


def test_another_writer_in_the_same_moment_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, other = LayerStore(tmp_path), LayerStore(tmp_path)
    revisions = store.revisions

    def raced(*where: str, shares: bool = False) -> object:
        found = revisions(*where, shares=shares)
        monkeypatch.setattr(store, "revisions", revisions)
        other.add(papers(), LARGER)
        return found

    monkeypatch.setattr(store, "revisions", raced)
    added = store.add(papers(), SQUARE)
    assert added.revision == 2
    assert read_layer(tmp_path / "layers/GAB/atlas-of-squares/2018-12-11.parquet").table.equals(LARGER)
    assert read_layer(added.path).table.equals(SQUARE)


def test_files_that_are_no_layers_are_said_to_be_none(tmp_path: Path) -> None:
    broken = tmp_path / "2018-12-11.parquet"
    broken.write_bytes(b"PAR1 and no more")
    with pytest.raises(BadTable, match="not a Parquet file"):
        read_layer(broken)
    plain = tmp_path / "plain.parquet"
    pq.write_table(SQUARE, plain)
    with pytest.raises(BadTable, match="no papers"):
        read_layer(plain)
    with pytest.raises(UnreadableSource):
        read_layer(tmp_path / "missing.parquet")


def test_other_files_in_the_folder_are_passed_over(tmp_path: Path) -> None:
    store = LayerStore(tmp_path)
    folder = store.add(papers(), SQUARE).path.parent
    for name in ("notes.txt", ".2018-12-11.parquet.x.part", "2018-02-31.parquet", "old-2018-12-11.parquet"):
        (folder / name).write_bytes(b"")
    assert len(LayerStore(tmp_path).keys("GAB")) == 1
