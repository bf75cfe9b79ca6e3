"""The boundaries that ship: their areas against official ones, variants, neighbours, units and the files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("shapely")
pytest.importorskip("pyproj")
pytest.importorskip("pyarrow")

import pyarrow.parquet as pq
import shapely

from whoholds.atlas.boundaries import FOLDER, boundary, open_boundaries
from whoholds.atlas.geodesy import area_km2
from whoholds.errors import UnknownName, UnreadableSource

ESTIMATED = ["AFG", "ARM", "AZE", "BFA", "CYP", "GEO", "HTI", "IRQ", "LBY", "MMR", "NGA", "PSE", "RUS", "SDN", "SOM"]
ESTIMATED += ["SYR", "UKR", "YEM"]


@pytest.mark.parametrize(
    ("place", "variant", "official_km2", "percent"),
    [
        ("SYR", "without the Golan", 185_180, 0.5),
        ("UKR", "with Crimea", 603_550, 1),
        ("AFG", None, 652_230, 2),
        ("MMR", None, 676_578, 2.5),
        ("IRQ", None, 438_317, 1),
        (
            "YEM",
            None,
            527_968,
            15,
        ),  # the border with Saudi Arabia was settled in 2000; Natural Earth's Yemen is smaller
        ("CYP", "the whole island", 9_251, 1),
    ],
)
def test_areas_come_near_the_official_ones(
    place: str, variant: str | None, official_km2: float, percent: float
) -> None:
    assert boundary(place, variant=variant).area_km2 == pytest.approx(official_km2, rel=percent / 100)


def test_what_a_variant_changes() -> None:
    def difference(place: str, one: str, other: str) -> float:
        return boundary(place, variant=one).area_km2 - boundary(place, variant=other).area_km2

    assert difference("UKR", "with Crimea", "without Crimea") == pytest.approx(27_100, abs=100)
    assert difference("UKR", "with Crimea", "without Crimea") == pytest.approx(
        difference("RUS", "with Crimea", "without Crimea"), abs=1e-3
    )
    assert difference("SYR", "with the Golan", "without the Golan") == pytest.approx(1_125, abs=30)
    kurils = difference("JPN", "with the southern Kuril Islands", "without the southern Kuril Islands")
    assert kurils == pytest.approx(5_036, rel=0.02)  # the official figure
    assert kurils == pytest.approx(
        difference("RUS", "without Crimea", "without Crimea and the southern Kuril Islands"), abs=1e-3
    )
    assert difference("COM", "with Mayotte", "without Mayotte") == pytest.approx(374, rel=0.1)
    assert difference("ARG", "with the Falkland Islands", "without the Falkland Islands") == pytest.approx(
        boundary("FLK").area_km2, abs=1e-3
    )
    both = "with the parts of Jammu and Kashmir that India and Pakistan hold"
    india, pakistan = (difference(place, both, "without Jammu and Kashmir") for place in ("IND", "PAK"))
    assert india == pytest.approx(pakistan, abs=1e-3)


NEIGHBOURS = [("SYR", "ISR"), ("UKR", "RUS"), ("PSE", "ISR"), ("SOM", "ETH"), ("ESH", "MAR"), ("COM", "FRA")]
NEIGHBOURS += [("IND", "PAK"), ("IND", "CHN"), ("JPN", "RUS"), ("ESP", "GIB"), ("ARG", "FLK")]


@pytest.mark.parametrize("pair", NEIGHBOURS)
def test_standard_boundaries_of_neighbours_do_not_overlap(pair: tuple[str, str]) -> None:
    one, other = (boundary(place).geometry for place in pair)
    assert area_km2(shapely.intersection(one, other)) < 1e-6


def test_every_boundary_is_valid_and_its_area_is_its_own() -> None:
    boundaries = open_boundaries()
    for place in boundaries.places:
        variants = boundaries.variants(place)
        assert len(set(variants)) == len(variants)
        for variant in variants:
            each = boundaries.boundary(place, variant=variant or None) if variant else boundaries.boundary(place)
            assert each.geometry.is_valid and each.name
            assert each.standard == (variant == variants[0])
            assert bool(each.why) == (each.standard and len(variants) > 1)
            assert area_km2(each.geometry) == pytest.approx(each.area_km2, rel=1e-9, abs=1e-6)


@pytest.mark.parametrize("place", ESTIMATED)
def test_units_add_up_to_their_country(place: str) -> None:
    units = open_boundaries().units(place)
    assert len({unit.id for unit in units}) == len(units)
    whole = {"SYR": "without the Golan", "PSE": "without East Jerusalem"}
    country = boundary(place, variant=whole.get(place))
    assert sum(unit.area_km2 for unit in units) == pytest.approx(country.area_km2, rel=1e-6)


def test_units_whose_names_were_mixed_up() -> None:
    names = {unit.code: unit.name for unit in open_boundaries().units("AFG")}
    assert (names["AF-PAN"], names["AF-DAY"], names["AF-PAR"], names["AF-URU"]) == (
        "Panjshir", "Daykundi", "Parwan", "Uruzgan",
    )  # fmt: skip
    assert len(names) == len(open_boundaries().units("AFG")) == 34
    lie_in = {  # a place, mostly its town, in each unit that was mixed up
        "GUY": {"GY-UD": (-58.3, 6.0), "GY-UT": (-59.8, 3.38), "GY-EB": (-57.51, 6.24), "GY-CU": (-58.63, 6.4),
                "GY-PM": (-58.5, 7.26), "GY-DE": (-58.1, 6.79), "GY-MA": (-57.6, 6.39), "GY-ES": (-58.19, 6.8)},
        "AZE": {"AZ-LAC": (46.3, 39.7)},
        "RUS": {"RU-MOW": (37.62, 55.75), "RU-MOS": (38.1, 56.3)},
        "MDA": {"MD-SN": (29.01, 47.767)},
    }  # fmt: skip
    for place, towns in lie_in.items():
        for code, town in towns.items():
            within = [u for u in open_boundaries().units(place) if u.geometry.intersects(shapely.Point(town))]
            assert [u.code for u in within] == [code]
    aleppo = next(unit for unit in open_boundaries().units("SYR") if unit.name == "Aleppo")
    assert any("حلب" in name for name in aleppo.other_names)


def test_what_is_not_known_is_said_with_what_is() -> None:
    with pytest.raises(UnknownName, match=r"no boundary of 'SYRIA'.*near it: SYR"):
        boundary("SYRIA")
    with pytest.raises(UnknownName, match="'with the Golan'; 'without the Golan'"):
        boundary("SYR", variant="with Hatay")
    with pytest.raises(UnknownName, match="one way only"):
        boundary("IRQ", variant="with Kuwait")
    with pytest.raises(UnreadableSource, match=r"countries\.parquet"):
        open_boundaries("no-such-folder")


@pytest.mark.parametrize(("name", "megabytes"), [("countries", 4), ("units", 8)])
def test_files_are_geoparquet_and_small(name: str, megabytes: float) -> None:
    file = Path(FOLDER) / f"{name}.parquet"
    assert file.stat().st_size < megabytes * 1e6
    metadata = pq.read_schema(file).metadata
    geo = json.loads(metadata[b"geo"])
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    assert geo["columns"]["geometry"]["encoding"] == "WKB"
    assert set(json.loads(metadata[b"papers"])) == {"source", "licence", "version"}
