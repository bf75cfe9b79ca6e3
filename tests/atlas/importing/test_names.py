"""Names of holders and words for statuses: found, joined, nobody's, or left to the user; never guessed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from imported_maps import NEIGHBOUR, SQUARE, geojson, rows, text_file

from whoholds.atlas.importing import Settled, Unsettled, read_settled
from whoholds.atlas.importing.draft import Draft
from whoholds.errors import WhoholdsError

Drafted = Callable[..., Draft]


@pytest.mark.parametrize(
    ("name", "holder", "status"),
    [
        ("Syrian Arab Army", "Government", "controlled"),
        ("YPG", "SDF", "controlled"),
        ("HTS and allied opposition", "HTS and allies", "controlled"),
        ("SDF and its allies", "SDF", "controlled"),
        ("mixed: SDF and government", None, "contested"),
        ("SDF / Syrian government", None, "contested"),
        ("contested between ISIS and SDF", None, "contested"),
        ("Contested", None, "contested"),
        ("grey zone", None, "contested"),
        ("No man's land", None, "controlled"),
        ("uninhabited", None, "controlled"),
        ("unclear", None, "unknown"),
        ("غير معروف", None, "unknown"),
    ],
)
def test_what_a_name_means(tmp_path: Path, drafted: Drafted, name: str, holder: str | None, status: str) -> None:
    path = geojson(tmp_path / "a.geojson", [(SQUARE, {"holder": name})])
    assert rows(drafted(path), "name", "holder", "status") == [(name, holder, status)]


@pytest.mark.parametrize(
    "name", ["Gondor", "Wagner and government", "SDF and Gondor", "mixed: Gondor and SDF", "terrorists"]
)
def test_a_name_of_which_any_part_is_unknown_is_left_to_the_user(tmp_path: Path, drafted: Drafted, name: str) -> None:
    path = geojson(tmp_path / "a.geojson", [(SQUARE, {"holder": name})])
    with pytest.raises(Unsettled) as caught:
        drafted(path)
    assert list(caught.value.names["holders"]) == [name]
    assert rows(drafted(path, new_holders=True), "name", "holder") == [(name, name)]
    settled = Settled(holders={name: "SDF"})
    assert rows(drafted(path, settled=settled), "name", "holder") == [(name, "SDF")]
    nobody = Settled(holders={name: ""})
    assert rows(drafted(path, settled=nobody), "name", "holder", "status") == [(name, None, "unknown")]


def test_the_lines_to_settle_names_can_be_pasted_into_a_file(tmp_path: Path, drafted: Drafted) -> None:
    features = [
        (SQUARE, {"holder": "Govrnment", "status": "hled"}),
        (NEIGHBOUR, {"holder": 'A "new" one\n', "status": "held"}),
    ]
    path = geojson(tmp_path / "a.geojson", features)
    with pytest.raises(Unsettled) as caught:
        drafted(path)
    lines = caught.value.lines
    assert '"Govrnment" = "Government"' in lines
    assert '"hled" = "controlled"' in lines
    assert "# one of: Government" in lines
    with pytest.raises(WhoholdsError, match="is not settled yet"):
        read_settled(text_file(tmp_path / "names.toml", lines))
    settled = read_settled(text_file(tmp_path / "names.toml", lines.replace('"?"', '"SDF"')))
    assert rows(drafted(path, settled=settled), "holder", "status") == [
        ("Government", "controlled"),
        ("SDF", "controlled"),
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[holder]\n", "unknown table 'holder'"),
        ("[holders]\na = 1\n", "must map names to names"),
        ('[statuses]\nfought = "fought"\n', "is no status"),
        ("[holders\n", "not TOML"),
    ],
)
def test_a_file_of_names_must_have_its_form(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(WhoholdsError, match=says):
        read_settled(text_file(tmp_path / "names.toml", text))


def test_statuses_by_words_by_option_and_by_name(tmp_path: Path, drafted: Drafted) -> None:
    fought: dict[str, Any] = {"holder": "SDF", "status": "Heavy fighting"}
    path = geojson(tmp_path / "a.geojson", [(SQUARE, fought), (NEIGHBOUR, {"holder": "SDF", "status": None})])
    assert rows(drafted(path), "status") == [("contested",), ("controlled",)]
    assert rows(drafted(path, status="influence"), "status") == [("contested",), ("influence",)]


def test_one_holder_for_all(tmp_path: Path, drafted: Drafted) -> None:
    path = geojson(tmp_path / "a.geojson", [(SQUARE, {}), (NEIGHBOUR, {})])
    assert (
        rows(drafted(path, holder="YPG", status="contested"), "name", "holder", "status")
        == [("YPG", "SDF", "contested")] * 2
    )


def test_a_name_means_who_bore_it_on_the_day(tmp_path: Path, drafted: Drafted) -> None:
    path = geojson(tmp_path / "a.geojson", [(SQUARE, {"holder": "Syrian army"})])
    assert rows(drafted(path), "holder") == [("Government",)]
    later = drafted(path, on="2025-02-01", known="2025-02-02")
    assert rows(later, "holder") == [("Transitional government",)]


def test_a_row_without_a_holder_is_not_given_to_anybody(tmp_path: Path, drafted: Drafted) -> None:
    features: list[tuple[Any, dict[str, Any]]] = [(SQUARE, {"holder": None}), (NEIGHBOUR, {"holder": "SDF"})]
    draft = drafted(geojson(tmp_path / "a.geojson", features))
    assert rows(draft, "name", "holder", "status")[0] == ("not named", None, "unknown")
    assert "Not said whose: row 1." in draft.said
