"""What DeepState's maps come to for the months whose gains were published, as `reckon` and `check` say it."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyproj")
pytest.importorskip("pyarrow")

from whoholds import check, read_text
from whoholds.atlas import Atlas, open_atlas
from whoholds.atlas.importing import Request, add_layers
from whoholds.checking import claim_from_words, reckon_claim
from whoholds.model import Reckoning

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "atlas" / "deepstate"
pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="the shared layers of control are not here")


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """Five maps, each for the first day of a month, and the one that is the series' first."""
    files, folder = tmp_path_factory.mktemp("maps"), tmp_path_factory.mktemp("atlas")
    for day in ("20240708", "20240801", "20240901", "20241001", "20241101", "20241201"):
        name = f"deepstatemap_data_{day}.geojson"
        (files / name).write_bytes((FOLDER / name).read_bytes())
    add_layers(
        Request(
            file=str(files), place="UKR", source="DeepState", licence="GPL-3.0", known="2026-11-26", holder="Russia"
        ),
        folder,
    )
    return open_atlas(folder)


def reckoned(atlas: Atlas, value: str, *, since: str, on: str, lost: bool = False, holder: str = "Russia") -> Reckoning:
    claim = claim_from_words(value, bound=None, on=on, measure=None, since=since, lost=lost)
    assert claim is not None
    return reckon_claim(claim, place="UKR", holder=holder, atlas=atlas)


def measured(reckoning: Reckoning) -> dict[str, float]:
    """The literal reading of each source, by its name and its two dates."""
    found = {}
    for tried in reckoning.by_source:
        paper = reckoning.evidence[tried.reading.evidence]
        found[f"{paper.source} ({paper.kind}): {paper.since} to {paper.as_of}"] = tried.value
    return found


def test_november_2024(atlas: Atlas) -> None:
    # DeepState printed 730 km², AFP from ISW's data 725.
    reckoning = reckoned(atlas, "730 sq km", since="2024-11", on="2024-11")

    found = measured(reckoning)
    assert found["DeepState (polygons): 2024-11-01 to 2024-12-01"] == pytest.approx(730.1, abs=0.5)
    assert found["DeepState (shares): 2024-11-01 to 2024-11"] == 730
    assert found["AFP from ISW data (shares): 2024-11-01 to 2024-11"] == 725
    says = [explanation.say for explanation in reckoning.explanations]
    assert says[0] == "comes out at 730 km² as the words go (DeepState, its own figure)"


def test_what_one_side_gained_the_other_did_not_lose_on_a_map_of_one_side(atlas: Atlas) -> None:
    # The maps name Russia alone: what Ukraine had and lost is not said by them.
    lost = reckoned(atlas, "730 sq km", since="2024-11", on="2024-11", lost=True)
    assert lost.literal is not None
    assert lost.literal.value == pytest.approx(-730.1, abs=0.5)
    assert (
        reckoned(atlas, "730 sq km", since="2024-11", on="2024-11", lost=True, holder="Ukraine").verdict
        == "cannot tell"
    )


def test_a_sentence_on_a_page(atlas: Atlas) -> None:
    report = read_text(
        "Kyiv, 3 December 2024\n\nRussian forces seized 730 square kilometres of Ukraine in November 2024."
    )
    answer = check(report, atlas=atlas, on="2024-12-03")

    (reckoning,) = answer.reckonings
    assert reckoning.claim is not None
    assert (reckoning.claim.since, reckoning.claim.on) == ("2024-11-01", "2024-11-30")
    assert "Russia gained 725 km² in November 2024 (AFP from ISW data, its own figure)" in reckoning.say
    assert [tried.gives for tried in reckoning.by_source] == [False, True, True]


def test_the_first_map_of_a_source_stands_for_days_before_it(atlas: Atlas) -> None:
    reckoning = reckoned(atlas, "100 sq km", since="2024-07", on="2024-07")
    assert "DeepState (polygons): 2024-07-08 to 2024-08-01" in measured(reckoning)
