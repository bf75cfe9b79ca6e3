"""`whoholds atlas add` and `whoholds atlas remove`, as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from imported_maps import NEIGHBOUR, SQUARE, geojson, text_file

from whoholds.atlas.layers import LayerStore
from whoholds.cli.atlas_add import add_
from whoholds.cli.atlas_remove import remove_
from whoholds.errors import WhoholdsError

PAPERS = ("--source", "A mapmaker", "--licence", "CC0-1.0")
WHERE = ("--place", "Syria", "--on", "2018-12-11")


def run(command: click.Command, *arguments: object, answer: str | None = None) -> Result:
    return CliRunner().invoke(
        command, [str(argument) for argument in arguments], input=answer, env={"WHOHOLDS_ATLAS": ""}
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return geojson(tmp_path / "map.geojson", [(SQUARE, {"holder": "SDF"}), (NEIGHBOUR, {"holder": "regime"})])


def test_add_says_what_it_did_and_how_to_undo_it(tmp_path: Path, path: Path) -> None:
    atlas = tmp_path / "new" / "atlas"
    done = run(add_, path, "--atlas", atlas, *WHERE, *PAPERS)
    assert done.exit_code == 0, done.output
    file = atlas / "layers/SYR/a-mapmaker/2018-12-11.parquet"
    assert file.exists()
    text = " ".join(done.output.split())
    assert text.startswith("Added A mapmaker, SYR, 2018-12-11: 2 rows of polygons")
    assert "'regime' is Government." in text
    assert "To undo: delete" in text
    assert max(len(line) for line in done.output.splitlines()) <= 80 or str(file) in done.output
    again = run(add_, path, "--atlas", atlas, *WHERE, *PAPERS)
    assert again.output.startswith("Already there, and left as it is")


def test_add_prints_json(tmp_path: Path, path: Path) -> None:
    done = run(add_, path, "--atlas", tmp_path / "atlas", *WHERE, *PAPERS, "--json")
    (layer,) = json.loads(done.output)["layers"]
    assert layer["place"] == "SYR"
    assert layer["rows"] == 2
    assert layer["new"] is True
    assert set(layer["fits"]) == {"overlap", "gap", "sliver", "outside", "not_said"}
    assert Path(layer["path"]).exists()


def test_a_dry_run_writes_nothing(tmp_path: Path, path: Path) -> None:
    done = run(add_, path, "--atlas", tmp_path / "atlas", *WHERE, *PAPERS, "--dry-run")
    assert done.output.startswith("Would add A mapmaker")
    assert not (tmp_path / "atlas").exists()


def test_the_folder_of_the_atlas_must_be_named(path: Path) -> None:
    done = run(add_, path, *WHERE, *PAPERS)
    assert done.exit_code == 2
    assert "--atlas DIR, or set WHOHOLDS_ATLAS" in done.output


@pytest.mark.parametrize("missing", ["--source", "--licence"])
def test_a_source_and_a_licence_are_needed(tmp_path: Path, path: Path, missing: str) -> None:
    papers = list(PAPERS)
    at = papers.index(missing)
    without = run(add_, path, "--atlas", tmp_path / "atlas", *WHERE, *papers[:at], *papers[at + 2 :])
    assert without.exit_code == 2
    papers[at + 1] = " "
    blank = run(add_, path, "--atlas", tmp_path / "atlas", *WHERE, *papers)
    assert isinstance(blank.exception, WhoholdsError)
    assert not (tmp_path / "atlas").exists()


def test_unknown_names_are_printed_as_lines_that_settle_them(tmp_path: Path) -> None:
    path = geojson(tmp_path / "map.geojson", [(SQUARE, {"holder": "The Rohirrim"})])
    done = run(add_, path, "--atlas", tmp_path / "atlas", *WHERE, *PAPERS)
    assert done.exit_code == 1
    assert '"The Rohirrim" = "?"' in done.stdout
    names = text_file(tmp_path / "names.toml", done.stdout.replace('"?"', '"SDF"'))
    settled = run(add_, path, "--atlas", tmp_path / "atlas", *WHERE, *PAPERS, "--names", names)
    assert settled.exit_code == 0, settled.output
    as_json = run(add_, path, "--atlas", tmp_path / "atlas", *WHERE, *PAPERS, "--json")
    assert json.loads(as_json.stdout)["unsettled"] == {"holders": {"The Rohirrim": []}}


def test_remove_lists_asks_and_deletes_the_newest_revision(tmp_path: Path, path: Path) -> None:
    atlas = tmp_path / "atlas"
    run(add_, path, "--atlas", atlas, *WHERE, *PAPERS)
    geojson(path, [(SQUARE, {"holder": "ISIS"})])
    run(add_, path, "--atlas", atlas, *WHERE, *PAPERS)
    named = ("SYR", "--source", "A mapmaker", "--on", "2018-12-11", "--atlas", atlas)
    kept = run(remove_, *named, answer="n\n")
    assert "revision 2" in kept.output
    assert LayerStore(atlas).keys("SYR")[0].revision == 2
    run(remove_, *named, answer="y\n")
    assert LayerStore(atlas).keys("SYR")[0].revision == 1
    run(remove_, *named, "--yes")
    assert LayerStore(atlas).keys("SYR") == ()
    gone = run(remove_, *named, "--yes")
    assert "no map of 'A mapmaker'" in str(gone.exception)


def test_maps_and_tables_of_shares_are_removed_one_by_one(tmp_path: Path, path: Path) -> None:
    atlas = tmp_path / "atlas"
    table = text_file(tmp_path / "shares.csv", "holder,percent\nSDF,27\n")
    for file in (path, table):
        assert run(add_, file, "--atlas", atlas, *WHERE, *PAPERS).exit_code == 0
    left_over = atlas / "parts/SYR/a-mapmaker/2018-12-11.json"
    left_over.parent.mkdir(parents=True)
    left_over.write_text("{}", encoding="utf-8")
    named = ("SYR", "--source", "A mapmaker", "--on", "2018-12-11", "--atlas", atlas, "--yes")
    run(remove_, *named)
    assert [key.shares for key in LayerStore(atlas).keys("SYR")] == [True]
    assert not left_over.exists()
    run(remove_, *named, "--shares")
    assert LayerStore(atlas).keys("SYR") == ()


def test_what_undoes_a_series_is_a_command_that_works(tmp_path: Path) -> None:
    folder = tmp_path / "series"
    folder.mkdir()
    for day in (10, 11):
        geojson(folder / f"201812{day}.geojson", [(SQUARE, {"holder": "SDF"})])
    done = run(add_, folder, "--atlas", tmp_path / "atlas", "--place", "SYR", *PAPERS)
    text = " ".join(done.output.split())
    assert "Added 2 layers of A mapmaker, SYR, 2018-12-10 to 2018-12-11" in text
    undo = text.partition("To undo: whoholds atlas remove ")[2]
    assert undo == "SYR --source 'A mapmaker' --from 2018-12-10 --to 2018-12-11"
    run(
        *(remove_, "SYR", "--source", "A mapmaker", "--from", "2018-12-10", "--to", "2018-12-11"),
        *("--atlas", tmp_path / "atlas", "--yes"),
    )
    assert LayerStore(tmp_path / "atlas").keys("SYR") == ()


def test_names_from_a_file_do_not_steer_the_terminal(tmp_path: Path) -> None:
    path = geojson(tmp_path / "map.geojson", [(SQUARE, {"holder": "SDF", "\x1b[2Jx": "1"})], name="\x1b[31m")
    done = run(add_, path, "--atlas", tmp_path / "atlas", *WHERE, *PAPERS)
    assert done.exit_code == 0
    assert "\x1b" not in done.output
    bad = geojson(tmp_path / "map.geojson", [(SQUARE, {"holder": "\x1b[31mred"})])
    told = run(add_, bad, "--atlas", tmp_path / "atlas", *WHERE, *PAPERS)
    assert "\x1b" not in told.output + str(told.exception)
