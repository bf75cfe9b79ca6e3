"""A folder laid over the starter data, and everything that can be wrong with its files."""

from __future__ import annotations

from pathlib import Path

import pytest

from whoholds.atlas import open_atlas
from whoholds.errors import BadTable, UnreadableSource

HEADER = "country,as_of,source,holder,status,measure,value,unit,total,url,note\n"
GOOD = "SYR,2018-12-01,A Desk,regime,controlled,area,61,percent,,https://example.org,\n"


def folder(tmp_path: Path, estimates: str | bytes | None = None, holders: str | None = None) -> Path:
    if isinstance(estimates, str):
        estimates = estimates.encode()
    if estimates is not None:
        (tmp_path / "estimates.csv").write_bytes(estimates)
    if holders is not None:
        (tmp_path / "holders.toml").write_text(holders, encoding="utf-8")
    return tmp_path


def test_a_laid_table_stands_beside_the_starter_data(tmp_path: Path) -> None:
    rows = GOOD + "SYR,2018-12-01,A Desk,YPG,controlled,area,27.5,percent,,https://example.org,\n"
    atlas = open_atlas(folder(tmp_path, HEADER + rows))
    near = [t for t in atlas.tables("SYR", on="2018-12-11", within_days=30) if t.evidence.kind == "shares"]
    assert [t.evidence.source for t in near] == ["Jusoor Center for Studies", "A Desk", "Jusoor Center for Studies"]
    assert [(p.name, p.holder, p.value, p.rounding) for p in near[1].parts] == [
        ("regime", "Government", 61, 0.5),
        ("YPG", "SDF", 27.5, 0.05),
        ("not said", None, 11.5, 0),
    ]


def test_notes_say_what_a_row_is(tmp_path: Path) -> None:
    rows = (
        GOOD
        + "SYR,2018-12-01,A Desk,rebels,controlled,area,300,km2,,,FLOW: taken in November\n"
        + "SYR,2018-12-01,A Desk,rebels,controlled,area,40,percent,,,BASE: Idlib province\n"
        + 'SYR,2018-12-01,A Desk,ISIS,controlled,area,3,percent,,,"""less than 3%"""\n'
    )
    tables = open_atlas(folder(tmp_path, HEADER + rows)).tables("SYR", on="2018-12-01", within_days=0)
    assert [(t.base, [p.value for p in t.parts]) for t in tables] == [
        ("Idlib province", [40, 60]),
        ("the whole country", [61, 3, 36]),
    ]
    assert tables[1].parts[1].rounding == 1.0


def test_a_laid_table_takes_the_place_of_the_same_starter_table(tmp_path: Path) -> None:
    rows = "SYR,2018-11,Jusoor Center for Studies,Government,controlled,area,70,percent,,,\n"
    atlas = open_atlas(folder(tmp_path, HEADER + rows))
    november = atlas.tables("SYR", on="2018-11-30", within_days=0)
    assert [[p.value for p in t.parts] for t in november] == [[70, 30]]


def test_holders_are_added(tmp_path: Path) -> None:
    names = '[[SYR.holders]]\nname = "ISIS"\naliases = ["the black flags"]\n[[SYR.holders]]\nname = "Desert Guard"\n'
    atlas = open_atlas(folder(tmp_path, holders=names))
    assert atlas.holder("the black flags", "SYR") == ("ISIS",)
    assert atlas.holder("Daesh", "SYR") == ("ISIS",)
    assert atlas.holder("Desert Guard fighters", "SYR") == ("Desert Guard",)


def test_a_holder_can_be_added_within_another(tmp_path: Path) -> None:
    names = '[[SYR.holders]]\nname = "Desert Guard"\nwithin = "SDF"\nfrom = "2018-01-01"\n'
    atlas = open_atlas(folder(tmp_path, holders=names))
    assert atlas.blocs("SYR", "2018-12-11")["SDF"] == ("Desert Guard",)
    assert "SDF" not in atlas.blocs("SYR", "2017-12-31")


def test_a_holder_that_no_file_knows_keeps_its_name(tmp_path: Path) -> None:
    atlas = open_atlas(folder(tmp_path, HEADER + "FRA,2018,A Desk,Upper Valley League,controlled,area,1,percent,,,\n"))
    assert atlas.tables("FRA")[0].parts[0].holder == "Upper Valley League"
    assert atlas.find_holder("upper valley league", "FRA") == ("Upper Valley League",)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("XYZ,2018,S,H,controlled,area,1,percent,,,", "unknown country 'XYZ'"),
        ("SYR,2018-13,S,H,controlled,area,1,percent,,,", "as_of '2018-13' is not a date"),
        ("SYR,2018-02-30,S,H,controlled,area,1,percent,,,", "as_of '2018-02-30' is not a date"),
        ("SYR,yesterday,S,H,controlled,area,1,percent,,,", "as_of 'yesterday' is not a date"),
        ("SYR,0000,S,H,controlled,area,1,percent,,,", "as_of '0000' is not a date"),
        ("SYR,2018,S,H,held,area,1,percent,,,", "unknown status 'held'"),
        ("SYR,2018,S,H,controlled,area,1,acres,,,", "unknown unit 'acres'"),
        ("SYR,2018,S,H,controlled,area,many,percent,,,", "value 'many' is not a number"),
        ("SYR,2018,S,H,controlled,area,nan,percent,,,", "value 'nan' is not a number"),
        ("SYR,2018,S,H,controlled,area,inf,km2,,,", "value 'inf' is not a number"),
        ("SYR,2018,S,H,controlled,area,1e9,km2,,,", "value '1e9' is not a number"),
        ("SYR,2018,S,H,controlled,area,-4,percent,,,", "value '-4' is not a number"),
        ("SYR,2018,S,H,controlled,area,\u0661\u0662,percent,,,", "is not a number"),
        ("SYR,2018,S,H,controlled,area,,percent,,,", "value '' is not a number"),
        ("SYR,2018,S,H,controlled,area,5,km2,x,,", "total 'x' is not a number"),
        ("SYR,2018,S,H,controlled,area,5,km2,0,,", "total is 0"),
        ("SYR,2018,S,H,controlled,area,100.5,percent,,,", "100.5 percent is more than the whole"),
        ("SYR,2018,S,H,controlled,districts,8,count,7,,", "8 is more than its total 7"),
        ("SYR,2018,S,,controlled,area,8,percent,,,", "holder is empty"),
        ("SYR,2018,S,H,controlled,area,8,percent", "8 cells, but 11 columns"),
    ],
)
def test_bad_rows_are_named(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(BadTable) as caught:
        open_atlas(folder(tmp_path, HEADER + GOOD + row + "\n"))
    assert str(caught.value).startswith("estimates.csv, row 3: ")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_ground_that_would_count_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadTable, match=r"row 3: 'regime' stands in this table already, in row 2"):
        open_atlas(folder(tmp_path, HEADER + GOOD + GOOD.replace("61", "62")))


def test_added_columns_are_checked(tmp_path: Path) -> None:
    header = HEADER.replace("note\n", "note,flow\n")
    with pytest.raises(BadTable, match=r"row 2: flow is 'yes'; write one of true, or nothing"):
        open_atlas(folder(tmp_path, header + GOOD.replace("\n", ",yes\n")))


@pytest.mark.parametrize("text", ["", "country,as_of\nSYR,2018\n", HEADER.replace("unit", "units")])
def test_missing_columns_are_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadTable, match=r"estimates.csv: no column '(country|source|unit)'"):
        open_atlas(folder(tmp_path, text))


def test_unreadable_files(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="no such folder"):
        open_atlas(tmp_path / "none")
    with pytest.raises(UnreadableSource, match=r"it holds no estimates.csv, no holders.toml, no layers"):
        open_atlas(tmp_path)
    with pytest.raises(UnreadableSource, match="not UTF-8 at byte 20"):
        open_atlas(folder(tmp_path, HEADER.encode()[:20] + b"\xff\xfe"))
    (tmp_path / "estimates.csv").unlink()
    (tmp_path / "estimates.csv").mkdir()
    with pytest.raises(UnreadableSource, match="give a file that can be read"):
        open_atlas(tmp_path)


def test_a_cell_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadTable, match="field larger than field limit"):
        open_atlas(folder(tmp_path, HEADER + 'SYR,"' + "x" * 200_000))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[SYR.holders]\n", "not TOML"),
        ("a = " + "[" * 100_000, "not TOML"),
        ('[[XYZ.holders]]\nname = "A"\n', "unknown country 'XYZ'"),
        ("SYR = 3\n", "must be a table"),
        ("[SYR]\nholders = 3\n", "must be written as [[SYR.holders]]"),
        ("[[SYR.holders]]\naliases = []\n", "must have a name"),
        ('[[SYR.holders]]\nname = "A"\naliases = "B"\n', "aliases must be a list of names"),
        ('[[SYR.holders]]\nname = "A"\nfrom = "then"\n', "from = 'then' is not a date"),
        ('[[SYR.allies]]\nname = "A"\n', "must have a side"),
        ("[SYR]\nregions = 3\n", "regions must give each region a list"),
        ("not_holders = 3\n", "not_holders must be a table"),
        ('[[SYR.holders]]\nname = "Hills"\nwithin = "Rebels"\n', "'Hills' is within 'Rebels', which is no holder here"),
        ('[[SYR.holders]]\nname = "Hills"\nwithin = "Hills"\n', "'Hills' is within itself"),
        ('[[SYR.holders]]\nname = "Opposition"\nwithin = "HTS and allies"\n', "is within itself"),
        ('[[SYR.holders]]\nname = "Hills"\nwithin = 3\n', "must have a within, in quotes"),
    ],
)
def test_bad_holders_are_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BadTable) as caught:
        open_atlas(folder(tmp_path, holders=text))
    assert str(caught.value).startswith("holders.toml")
    assert message in str(caught.value)
