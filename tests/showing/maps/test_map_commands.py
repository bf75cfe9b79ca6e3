"""The commands that draw: `whoholds atlas map`, `compare` and `series`, from an atlas on disk to pictures."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import lxml.etree
import pytest
from layers_by_hand import papers, polygons
from shapely import box

from whoholds.atlas.layers import LayerStore
from whoholds.cli import main

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Gabon on three days: the West gains a degree on the second, and another source differs on the third."""
    folder = tmp_path_factory.mktemp("atlas")
    store = LayerStore(folder)
    for day, line in (("2018-10-01", 11.0), ("2018-11-01", 12.0), ("2018-12-11", 12.5)):
        rows = polygons(("West", "West", box(8, -5, line, 3)), ("East", "East", box(line, -5, 15, 3)))
        store.add(papers(as_of=day), rows)
    store.add(papers(source="Other Desk"), polygons(("the West", "West", box(8, -5, 13, 3))))
    return folder


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["atlas", *words])
    out, err = capsys.readouterr()
    return int(str(ended.value.code)), out, err


def test_map_as_svg_with_its_table(atlas: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture, table = tmp_path / "gabon.svg", tmp_path / "gabon.csv"
    words = ("map", "Gabon", "--on", "2018-11-15", "--source", "Atlas of Squares", "--atlas", str(atlas))
    code, out, err = run(capsys, *words, "-o", str(picture), "--table", str(table))
    assert code == 0
    assert f"Wrote {picture}" in err
    tree = lxml.etree.fromstring(picture.read_bytes())
    said = " ".join(each.text or "" for each in tree.iter(f"{SVG}text"))
    assert "Gabon: who held what on 1 November 2018" in said
    assert "The newest layer of this source by 15 November 2018." in said
    assert "Libreville" in said
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    assert {row["holder"] for row in rows} >= {"West", "East"}
    assert sum(float(row["share_percent"]) for row in rows) == pytest.approx(100, abs=1e-5)
    west = next(row for row in rows if row["holder"] == "West")
    assert f"{float(west['share_percent']):.1f}%" in said
    assert f"{float(west['value']):,.0f}" in said
    assert "Sum: the parts come to the whole" in out
    assert len(picture.read_bytes()) < 500_000


def test_map_and_shares_say_the_same(atlas: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("GAB", "--on", "2018-11-15", "--source", "Atlas of Squares", "--atlas", str(atlas), "--json")
    _, drawn, _ = run(capsys, "map", *words)
    _, asked, _ = run(capsys, "shares", *words)
    rows = [json.loads(text)["rows"] for text in (drawn, asked)]
    assert [(row["name"], row["holder"], row["status"]) for row in rows[0]] == [
        (row["name"], row["holder"], row["status"]) for row in rows[1]
    ]
    assert [row["value"] for row in rows[0]] == pytest.approx([row["value"] for row in rows[1]], rel=1e-9, abs=1e-5)


def test_map_as_png_and_html(atlas: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture, table = tmp_path / "gabon.PNG", tmp_path / "gabon.html"
    words = ("map", "GAB", "--on", "2018-12-31", "--width", "400", "--atlas", str(atlas))
    code, _, _ = run(capsys, *words, "-o", str(picture), "--table", str(table))
    assert code == 0
    assert picture.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert "<table>" in table.read_text(encoding="utf-8")


def test_compare_two_dates(atlas: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture = tmp_path / "changes.svg"
    words = ("compare", "GAB", "2018-10-31", "2018-12-31", "--source", "Atlas of Squares", "--atlas", str(atlas))
    code, out, _ = run(capsys, *words, "-o", str(picture))
    assert code == 0
    assert "Sum: all pieces come to the whole" in out
    assert "Gabon: what changed hands from 1 October 2018 to 11 December 2018" in picture.read_text(encoding="utf-8")
    _, out, _ = run(capsys, *words, "--json")
    answer = json.loads(out)
    first = answer["rows"][0]
    assert (first["holder_before"], first["holder_after"], first["changed"]) == ("East", "West", True)
    assert sum(row["value"] for row in answer["rows"]) == pytest.approx(answer["total"], abs=1e-4)


def test_compare_two_sources(atlas: Path, capsys: pytest.CaptureFixture[str]) -> None:
    maps = ("Atlas of Squares@2018-12-11", "Other Desk@2018-12-11")
    code, out, _ = run(capsys, "compare", *maps, "--place", "Gabon", "--atlas", str(atlas), "--json")
    assert code == 0
    rows = json.loads(out)["rows"]
    assert {(row["holder_before"], row["holder_after"]) for row in rows if row["changed"]} == {
        ("East", "West"),
        ("East", None),
    }


def test_series_with_chart_and_csv(atlas: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture, table = tmp_path / "chart.svg", tmp_path / "days.csv"
    words = ("series", "GAB", "--from", "2018", "--to", "2018-12", "--atlas", str(atlas))
    code, out, _ = run(capsys, *words, "-o", str(picture), "--csv", str(table))
    assert code == 0
    assert "3 days" in out
    assert "Gabon: who held how much from 1 October 2018 to 11 December 2018" in picture.read_text(encoding="utf-8")
    days = [
        row["day"] for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines()) if row["holder"] == "West"
    ]
    assert days == ["2018-10-01", "2018-11-01", "2018-12-11"]
    _, out, _ = run(capsys, *words, "--json")
    assert [json.loads(line)["on"] for line in out.splitlines()] == days


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("map", "GAB", "--on", "2018-12-11", "-o", "map.gif"), 1, "ends in .svg or .png"),
        (("map", "GAB", "--on", "2018-12-11", "--width", "40"), 2, "400"),
        (("map", "GAB", "--on", "2018-12-11", "--table", "map.xls"), 2, ".csv or .html"),
        (("map", "GAB", "--on", "2018-12-11", "--base", "the moon"), 1, "no boundary 'the moon' of GAB"),
        (("map", "GAB", "--on", "2010-12-11"), 1, "the first is of 2018-10-01"),
        (("map", "GAB", "--on", "2018-12-11", "-o", "no/such/folder/map.svg"), 1, "folder"),
        (("compare", "2018-12-11", "2018-12-12"), 2, "--place UKR"),
        (("compare", "GAB", "2018-12-11"), 2, "--place UKR"),
        (("compare", "GAB"), 2, "Name two maps"),
        (("compare", "GAB", "2018-12-11", "2018-12-12"), 2, "the same map"),
        (("compare", "GAB", "yesterday", "2018-12-12"), 2, "'yesterday' is not a date"),
        (("series", "GAB", "--from", "2019", "--to", "2018"), 2, "is after"),
        (("series", "GAB", "--from", "2001", "--to", "2002"), 1, "no map of GAB"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    atlas: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int, says: str
) -> None:
    done, out, err = run(capsys, *words, "--atlas", str(atlas))
    assert done == code
    assert says in err
    assert err.count("\n") == 1
    assert out == ""
    assert not Path("map.gif").exists()
