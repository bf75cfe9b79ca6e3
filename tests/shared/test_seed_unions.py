"""The seed report on the layer that ships: which unions of holders come to 96.5, and how many figures come out so.

`syria2018/REPORT.md` has the same worked out by other means: its sections "Answer" and "Unions by area".
"""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyarrow")

from whoholds import check, read_text
from whoholds.model import WHOLE_COUNTRY, Reckoning, UnionSearch

SEED = Path(__file__).resolve().parents[2].parent / "shared" / "seed" / "report.txt"
LAYER = "Whoholds points for Syria"
WITHOUT_THE_GOLAN = "the country without the Golan"

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="needs ../shared")


@pytest.fixture(scope="module")
def reckoning() -> Reckoning:
    answer = check(SEED, on="2018-12-11")
    index = next(at for at, figure in enumerate(answer.report.figures) if figure.quote == "more than 96.5%")
    return next(reckoning for reckoning in answer.reckonings if reckoning.figure == index)


def by(reckoning: Reckoning, measure: str, base: str = WHOLE_COUNTRY) -> UnionSearch:
    (found,) = (each for each in reckoning.unions if (each.measure, each.base) == (measure, base))
    return found


def near(search: UnionSearch) -> dict[str, float]:
    return {union.say: round(union.value, 2) for union in search.found if union.near}


def test_the_searches_are_over_area_places_and_population(reckoning: Reckoning) -> None:
    assert [(search.measure, search.base) for search in reckoning.unions] == [
        ("area", WHOLE_COUNTRY),
        ("area", WITHOUT_THE_GOLAN),
        ("places", WHOLE_COUNTRY),
        ("population", WHOLE_COUNTRY),
    ]
    assert {reckoning.evidence[search.evidence].source for search in reckoning.unions} == {LAYER}


def test_by_area_all_but_the_idlib_zone_and_all_but_al_tanf(reckoning: Reckoning) -> None:
    search = by(reckoning, "area", WITHOUT_THE_GOLAN)

    assert (len(search.parts), search.unions) == (8, 255)
    found = near(search)
    assert found["all but HTS and allies"] == pytest.approx(96.44, abs=0.02)
    assert found["all but the al-Tanf garrison"] == pytest.approx(96.28, abs=0.02)
    assert set(found) == {
        "all but HTS and allies",
        "all but HTS and allies + Israel",
        "all but HTS and allies + mixed: SDF and government",
        "all but the al-Tanf garrison",
    }
    with_the_golan = near(by(reckoning, "area"))
    assert with_the_golan["all but HTS and allies"] == pytest.approx(96.46, abs=0.02)
    assert with_the_golan["all but the al-Tanf garrison"] == pytest.approx(96.30, abs=0.02)


def test_by_settlements_nothing(reckoning: Reckoning) -> None:
    assert near(by(reckoning, "places")) == {}


def test_by_population_all_but_the_turkey_backed_groups_and_isis(reckoning: Reckoning) -> None:
    assert near(by(reckoning, "population"))["all but ISIS + Turkey-backed groups"] == pytest.approx(96.66, abs=0.02)


def test_about_half_of_all_figures_lie_beside_some_union(reckoning: Reckoning) -> None:
    search = by(reckoning, "area", WITHOUT_THE_GOLAN)
    assert (search.targets_low, search.targets_high, search.targets, search.reach) == (90, 99.5, 96, 0.25)
    assert search.targets_near / search.targets == pytest.approx(0.50, abs=0.02)
    with_the_golan = by(reckoning, "area")
    assert with_the_golan.targets_near / with_the_golan.targets == pytest.approx(0.80, abs=0.02)
    # "More than 96.5" would be said at 96.45 to 97.5: a window four times as wide as half a point hits more.
    assert search.targets_near < search.targets_given < search.targets
    assert "48 (50%) lie as close to some union" in search.say


def test_the_government_alone_holds_what_other_sources_say(reckoning: Reckoning) -> None:
    literal = {reckoning.evidence[tried.reading.evidence].source: tried.value for tried in reckoning.by_source}
    assert literal[LAYER] == pytest.approx(62.3, abs=0.2)
    assert reckoning.evidence[reckoning.literal.reading.evidence].source == "Jusoor Center for Studies"  # type: ignore[union-attr]


def test_the_opposition_is_all_of_its_parts_on_the_finer_map() -> None:
    text = "The rebels held 9.4 percent of Syria on 11 December 2018."
    (reckoning,) = check(read_text(text), on="2018-12-11").reckonings
    values = {reckoning.evidence[tried.reading.evidence].source: tried for tried in reckoning.by_source}
    assert values[LAYER].value == pytest.approx(3.54 + 2.19 + 3.70, abs=0.05)
    assert values[LAYER].reading.counted == ("HTS and allies", "Turkey-backed groups", "al-Tanf garrison")
    assert values["Jusoor Center for Studies"].value == pytest.approx(10.3)


def test_hts_alone_is_answered_by_the_finer_map_and_by_no_other() -> None:
    text = "Hayat Tahrir al-Sham held 3.5 percent of Syria on 11 December 2018."
    (reckoning,) = check(read_text(text), on="2018-12-11").reckonings
    assert reckoning.verdict == "as stated"
    assert {paper.source for paper in reckoning.evidence} == {LAYER}


def test_the_evidence_says_how_the_country_is_drawn_and_what_its_places_are(reckoning: Reckoning) -> None:
    (note,) = {paper.note for paper in reckoning.evidence if paper.source == LAYER}
    assert note is not None
    assert note.startswith("the country is drawn with the Golan; listed places are GeoNames's: those of more than 500")
    assert "Not a reference map" in note
    assert {paper.kind for paper in reckoning.evidence if paper.source == LAYER} == {"points"}
