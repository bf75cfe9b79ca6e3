"""CSV: nothing that a spreadsheet would run, and a descriptor that says what each column is and whose it all is."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from whoholds.atlas.atlas import Atlas
from whoholds.atlas.estimates import PUBLISHED
from whoholds.atlas.exporting import Asked, export
from whoholds.atlas.exporting.cells import cell
from whoholds.atlas.exporting.csv_table import csv_table
from whoholds.atlas.exporting.fields import field
from whoholds.atlas.exporting.gather import Exported
from whoholds.atlas.exporting.papers import ExportPapers
from whoholds.errors import WhoholdsError

PARTS = Asked(place="GAB", what="parts", form="csv", on="2018-12-11")
HOLDERS = Asked(place="GAB", what="holders", form="csv", on="2018-12-11")


def described(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+1", "@SUM(A1)", "-2+3", "\t=1", "  =1", "\r=1", "＝1+1", "=cmd|' /C calc'!A0"]
)
def test_no_cell_is_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["A", "-5.5", "12", "'Ayn al-'Arab", "a=b", ""])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert cell(text) == text


def test_a_hostile_name_stays_one_harmless_cell() -> None:
    papers = ExportPapers(
        title="t", what="parts", place="XXX", country="X", source="s", as_of="2018", kind="polygons", licence="CC0",
        known="2018-01-01",
    )  # fmt: skip
    name = '=HYPERLINK("http://x","a"),\n"b'
    content = csv_table(Exported(papers=papers, table=pa.table({"name": [name], "area_km2": [1.5]}))).decode()
    assert list(csv.reader(io.StringIO(content))) == [["name", "area_km2"], [f"'{name}", "1.5"]]


def test_the_descriptor_describes_the_file(atlas: Atlas, tmp_path: Path) -> None:
    done = export(atlas, PARTS, tmp_path / "parts.csv")
    assert [file.name for file in done.files] == ["parts.csv", "datapackage.json"]
    content = (tmp_path / "parts.csv").read_bytes()
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    assert len(rows) == done.rows
    (resource,) = described(tmp_path)["resources"]
    fields = {each["name"]: each for each in resource["schema"]["fields"]}
    assert list(fields) == list(rows[0])
    assert all(each["description"] for each in fields.values())
    assert (fields["area_km2"]["type"], fields["area_km2"]["unit"]) == ("number", "km2")
    assert fields["population"]["unit"] == "people"
    assert resource["schema"]["missingValues"] == [""]
    assert (resource["bytes"], resource["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
    assert {row["status"] for row in rows} <= set(fields["status"]["constraints"]["enum"])


def test_the_descriptor_says_whose_it_is(atlas: Atlas, tmp_path: Path) -> None:
    export(atlas, HOLDERS, tmp_path / "holders.csv")
    package = described(tmp_path)
    assert package["created"] == "2018-12-11T00:00:00Z"
    assert package["sources"][0] == {"title": "Atlas of Squares", "path": "https://example.org/map"}
    assert package["licenses"][0]["name"] == "CC0-1.0"
    assert any("GeoNames" in each["title"] for each in package["licenses"])
    papers = package["resources"][0]["papers"]
    assert papers["revision"] == 1
    assert papers["base"] == "the whole country"
    assert "WGS 84" in papers["measured"]


def test_two_tables_of_one_folder_share_a_descriptor(atlas: Atlas, tmp_path: Path) -> None:
    for _ in range(2):  # the second time changes nothing
        export(atlas, PARTS, tmp_path / "parts.csv")
        export(atlas, HOLDERS, tmp_path / "holders.csv")
        assert [each["path"] for each in described(tmp_path)["resources"]] == ["holders.csv", "parts.csv"]


@pytest.mark.parametrize("content", ["{}", "nonsense", '{"resources":[{"path":"my.csv"}]}', "[" * 100_000])
def test_somebody_elses_descriptor_is_not_lost(content: str, atlas: Atlas, tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text(content, encoding="utf-8")
    with pytest.raises(WhoholdsError, match="not written by an export of ours"):
        export(atlas, PARTS, tmp_path / "parts.csv")
    assert (tmp_path / "datapackage.json").read_text(encoding="utf-8") == content
    assert not (tmp_path / "parts.csv").exists()


def test_every_column_of_an_export_is_described(atlas: Atlas, tmp_path: Path) -> None:
    for what in ("faces", "holders", "layer"):
        export(atlas, Asked(place="GAB", what=what, form="geoparquet", on="2018-12-11"), tmp_path / "x.parquet")
        for name in pq.read_schema(tmp_path / "x.parquet").names:
            assert field(name).says, name
    for name in (*PUBLISHED, "holder_id"):
        assert field(name, of_shares=True).says, name
