"""Published rows as part tables: every number here was worked out by hand from the printed rows."""

from __future__ import annotations

from collections import Counter
from math import isclose

import pytest
from msgspec.structs import replace

from whoholds.atlas import Atlas, open_atlas
from whoholds.atlas.tables import rows_by_table, sort_out
from whoholds.model import Part, PartTable

JUSOOR = "Jusoor Center for Studies"
LWJ = "Long War Journal"
COUNTRIES = "SYR IRQ AFG UKR RUS MMR BFA HTI PSE YEM SDN SOM LBY GEO AZE ARM CYP NGA".split(" ")  # noqa: SIM905


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return open_atlas()


def table(atlas: Atlas, place: str, source: str, as_of: str, **wanted: str) -> PartTable:
    """Return the one table of that source and date with that measure, unit and base."""
    wanted = {"measure": "area", "unit": "percent", "base": "the whole country"} | wanted
    found = [
        t
        for t in atlas.tables(place)
        if (t.evidence.source, t.evidence.as_of) == (source, as_of)
        and all(getattr(t, key) == value for key, value in wanted.items())
    ]
    assert len(found) == 1
    return found[0]


def values(of: PartTable) -> dict[str, float]:
    return {
        f"{part.name} ({part.status})" if part.status != "controlled" else part.name: part.value for part in of.parts
    }


def held(of: PartTable) -> dict[str | None, float]:
    return {part.holder: part.value for part in of.parts}


# ------------------------------------------------------------------------------------------------ Syria, 2018


@pytest.mark.parametrize(
    ("as_of", "government", "isis", "opposition", "sdf", "unsaid"),
    [
        ("2018-02", 54.63, 7.73, 11.8, 25.53, 0.31),
        ("2018-03", 54.63, 7.79, 12.64, 24.93, 0.01),
        ("2018-04", 55.13, 7.8, 12.21, 24.86, None),
        ("2018-05", 56.14, 7.02, 10.96, 24.91, 0.97),
        ("2018-06", 56.58, 7.07, 10.4, 24.91, 1.04),
        ("2018-07-18", 58.55, 5.1, 9.75, 24.91, 1.69),
        ("2018-07", 58.6, 3.8, 9.3, 26.1, 2.2),
        ("2018-08", 59.8, 2.4, 9.3, 27.5, 1.0),
        ("2018-10", 59.8, 2.4, 10.3, 27.5, None),
        ("2018-11", 59.6, 2.55, 10.3, 27.5, 0.05),
        ("2018-12", 60.3, 1.67, 10.3, 27.7, 0.03),
    ],
)
def test_jusoor_2018(
    atlas: Atlas, as_of: str, government: float, isis: float, opposition: float, sdf: float, unsaid: float | None
) -> None:
    shares = held(table(atlas, "SYR", JUSOOR, as_of))
    expected = {"Government": government, "ISIS": isis, "Opposition": opposition, "SDF": sdf}
    assert shares == (expected if unsaid is None else expected | {None: unsaid})


def test_what_is_left_unsaid_is_said(atlas: Atlas) -> None:
    august = table(atlas, "SYR", JUSOOR, "2018-08")
    assert august.parts[-1] == Part(name="not said", status="unknown", value=1.0)
    assert august.evidence.note is not None
    assert august.evidence.note.startswith("the shares add up to 99.0; 1.0 of the whole is left unsaid")
    assert "10.3 since August, where this one prints 9.3" in august.evidence.note


def test_all_but_isis_in_2018_as_worked_by_hand(atlas: Atlas) -> None:
    def all_but_isis(as_of: str) -> float:
        parts = table(atlas, "SYR", JUSOOR, as_of).parts
        return round(sum(part.value for part in parts if part.holder != "ISIS"), 2)

    assert all_but_isis("2018-11") == 97.45
    assert all_but_isis("2018-12") == 98.33
    assert all_but_isis("2018-08") == 97.6


def test_papers_of_a_table(atlas: Atlas) -> None:
    november = table(atlas, "SYR", JUSOOR, "2018-11")
    assert (november.place, november.day, november.total) == ("SYR", "2018-11-30", 100)
    assert november.evidence.kind == "shares"
    assert november.evidence.licence == "facts collected from publications"
    assert november.evidence.url is not None and "01-12-2018" in november.evidence.url


def test_day_is_the_last_of_the_month(atlas: Atlas) -> None:
    assert table(atlas, "SYR", JUSOOR, "2018-02").day == "2018-02-28"
    assert table(atlas, "SYR", JUSOOR, "2018-07-18").day == "2018-07-18"


def test_what_lies_inside_another_is_left_out(atlas: Atlas) -> None:
    assert "Opposition (Afrin)" not in values(table(atlas, "SYR", JUSOOR, "2018-03"))
    august = table(atlas, "SYR", JUSOOR, "2017-08")
    assert values(august) == {"ISIS": 22.1, "Government": 36.2, "Opposition": 20, "SDF": 21.7}
    february = table(atlas, "SYR", JUSOOR, "2019-02")
    assert "ISIS (influence)" not in values(february)
    assert values(february)["said more than once (unknown)"] == -0.1


def test_shares_of_another_base_are_a_table_of_their_own(atlas: Atlas) -> None:
    effective = table(atlas, "SYR", JUSOOR, "2015-05", base="'effective area'")
    assert held(effective) == {"Opposition": 14.6, "Government": 29.8, "ISIS": 28.6, "SDF": 27}
    assert held(table(atlas, "SYR", JUSOOR, "2015-05"))["ISIS"] == 49


def test_misprints_are_left_out_and_said(atlas: Atlas) -> None:
    april = table(atlas, "SYR", JUSOOR, "2019-04")
    assert [part.value for part in april.parts if part.holder == "SDF"] == [27.92]
    assert "SDF 2.92 is left out: a misprint of 27.92" in str(april.evidence.note)
    february = table(atlas, "SYR", JUSOOR, "2020-02")
    assert held(february) == {"Opposition": 10.98, "SDF": 25.64, None: 63.38}
    assert "63.83 is left out: a misprint of 63.38" in str(february.evidence.note)
    assert not any(t.evidence.source == "Al-Alam quoting SOHR" for t in atlas.tables("SYR"))


def test_percent_and_km2_are_separate_tables(atlas: Atlas) -> None:
    shares = table(atlas, "SYR", "Syrian Observatory for Human Rights", "2017-05")
    areas = table(atlas, "SYR", "Syrian Observatory for Human Rights", "2017-05", unit="km2")
    assert held(shares) == {"Government": 19.3, "ISIS": 39.1, "SDF": 22.1, "Opposition": 19.2, None: 0.3}
    assert held(areas) == {"Government": 36000, "ISIS": 72300, "SDF": 41000, "Opposition": 35500, None: 200}
    assert (shares.total, areas.total) == (100, 185_000)


def test_areas_without_a_stated_total_are_set_against_the_country_and_that_is_said(atlas: Atlas) -> None:
    november = table(atlas, "SYR", JUSOOR, "2019-11", unit="km2")
    assert november.total == 185_180
    assert held(november)[None] == -1450
    note = str(november.evidence.note)
    assert "the parts add up to 186,630 of 185,180; that is 1,450 more than the whole" in note
    assert "the source states no total: the whole is the country's area, 185,180 km2 (GeoNames)" in note


def test_a_table_of_one_holder_says_so(atlas: Atlas) -> None:
    december = table(atlas, "SYR", "Syrian Observatory for Human Rights", "2017-12")
    assert held(december) == {"ISIS": 3, None: 97}
    assert str(december.evidence.note).startswith("the table gives ISIS alone")


def test_no_table_holds_a_statement_or_a_gain(atlas: Atlas) -> None:
    sources = {t.evidence.source for t in atlas.tables("SYR")}
    assert sources == {
        JUSOOR,
        "Syrian Observatory for Human Rights",
        "Wikipedia (Syrian territories, mirror)",
        "Nayrouz (press)",
        "Draw Media",
    }
    assert not any(part.value == 580 for t in atlas.tables("SYR") for part in t.parts)


def test_near_a_day_only(atlas: Atlas) -> None:
    near = atlas.tables("SYR", on="2018-12-11", within_days=30)
    assert [t.day for t in near if t.evidence.kind == "shares"] == ["2018-11-30", "2018-12-31"]
    assert {t.day for t in near if t.evidence.kind != "shares"} == {"2018-12-11"}
    assert len([t for t in atlas.tables("SYR", on="2018-12-11") if t.evidence.kind == "shares"]) == 36
    assert atlas.tables("FRA", on="2018-12-11") == ()
    assert atlas.tables("nowhere") == ()


# ------------------------------------------------------------------------------------------------ Afghanistan


def test_sigar_unions_are_left_out_where_their_parts_stand_beside_them(atlas: Atlas) -> None:
    districts = table(atlas, "AFG", "SIGAR / USFOR-A", "2016-08-28", measure="districts", unit="districts")
    assert [(p.holder, p.status, p.value) for p in districts.parts] == [
        ("Government", "controlled", 88),
        ("Government", "influence", 170),
        ("Insurgents", "controlled", 8),
        ("Insurgents", "influence", 25),
        (None, "contested", 116),
    ]
    assert districts.total == 407
    assert all(part.rounding == 0 for part in districts.parts)


def test_sigar_unions_stay_where_nothing_finer_is_given(atlas: Atlas) -> None:
    districts = table(atlas, "AFG", "SIGAR / Resolute Support", "2018-01-31", measure="districts", unit="districts")
    assert values(districts) == {
        "Government (influence)": 229,
        "Taliban (influence)": 59,
        "Contested (contested)": 119,
    }
    assert "under control and under influence" in str(districts.evidence.note)


def test_bbc_districts(atlas: Atlas) -> None:
    source = "BBC (Sharifi and Adamou)"
    counts = table(atlas, "AFG", source, "2017-11-21", measure="districts", unit="districts")
    assert values(counts) == {"Taliban": 14, "Taliban (influence)": 263, "Government": 122}
    assert counts.total == 399 == sum(part.value for part in counts.parts)
    shares = table(atlas, "AFG", source, "2017-11-21", measure="districts")
    assert values(shares) == {"Taliban": 4, "Taliban (influence)": 66, "Government": 30}
    people = table(atlas, "AFG", source, "2017-11-21", measure="population", unit="people")
    assert people.total is None and people.parts[0].value == 15_000_000


def test_a_union_whose_parts_do_not_come_to_it_stays(atlas: Atlas) -> None:
    printed = table(
        atlas, "AFG", "Long War Journal (WorldTribune)", "2017-09-26", measure="districts", unit="districts"
    )
    assert [(p.status, p.value) for p in printed.parts] == [("contested", 183), ("unknown", 224)]


def test_the_rest_is_contested_where_the_source_says_so(atlas: Atlas) -> None:
    july = table(atlas, "AFG", LWJ, "2021-07-10", measure="districts", unit="districts")
    assert july.parts[-1] == Part(name="the rest, contested", status="contested", value=129)
    assert "the rest, 129, is contested by the source's word" in str(july.evidence.note)


def test_swapped_figures_are_left_out(atlas: Atlas) -> None:
    people = table(atlas, "AFG", "SIGAR / USFOR-A", "2016-08-28", measure="population")
    assert held(people) == {"Government": 68.5, None: 31.5}
    assert "Insurgents 8.1 is left out" in str(people.evidence.note)


# ------------------------------------------------------------------------------------------------ elsewhere


def test_gaza_zones(atlas: Atlas) -> None:
    zones = table(atlas, "PSE", "China Daily Brief", "2026-05", base="the Gaza Strip")
    assert [(p.holder, p.status, p.value) for p in zones.parts] == [
        ("Israel", "controlled", 53),
        ("Israel", "influence", 11),
        (None, "unknown", 36),
    ]
    stated = [s for s in atlas.statements("PSE") if s.source == "Gaza government media office" and s.unit == "km2"]
    assert sorted(s.value for s in stated) == [33.5, 132.7, 198.8]
    assert {s.base for s in stated} == {"the Gaza Strip"}
    assert not any(t.evidence.source == "Gaza government media office" for t in atlas.tables("PSE"))
    assert {t.base for t in atlas.tables("PSE")} == {"the Gaza Strip"}


def test_the_ends_of_a_range_are_one_part(atlas: Atlas) -> None:
    rsf = table(atlas, "SDN", "Centre de recherche (Mahamat)", "2025-10-20").parts[0]
    assert (rsf.name, rsf.holder, rsf.value, rsf.rounding) == ("RSF (15 to 20)", "RSF", 17.5, 3.0)


def test_oblasts_have_their_own_tables(atlas: Atlas) -> None:
    oblast = table(atlas, "UKR", "DeepState", "2026-01-01", base="Luhansk oblast")
    assert held(oblast) == {"Russia": 99.6, None: 0.4}
    whole = table(atlas, "UKR", "DeepState", "2026-01-01")
    assert held(whole) == {"Russia": 19.25, None: 80.75}


def test_land_taken_since_2022_is_no_second_holding(atlas: Atlas) -> None:
    july = table(atlas, "UKR", "AFP from ISW data", "2024-07-30", unit="km2")
    assert [part.value for part in july.parts if part.holder == "Russia"] == [107_956]


def test_land_without_crimea_is_not_all_that_russia_holds(atlas: Atlas) -> None:
    of_that_day = [t for t in atlas.tables("UKR") if t.evidence.source.startswith("Sky News Arabia")]
    assert not [t for t in of_that_day if t.base == "the whole country"]
    (without,) = [t for t in of_that_day if t.base == "the country without Crimea"]
    assert held(without) == {"Russia": 92_092}
    assert without.evidence.note == "the source states no total; it counts Russia (excluding Crimea)"


def test_a_row_that_leaves_ground_out_is_no_part_of_the_whole(atlas: Atlas) -> None:
    (first, *_) = [row for row in atlas.rows("UKR") if row.holder == "Russia (excluding Crimea)"]
    for holder in ("Russia (without Crimea)", "Russia (except for Crimea)", "Russia (outside Crimea)"):
        row = replace(first, holder=holder, base="the whole country")
        assert sort_out([row]).left_out == ((row, "leaves out Crimea: not all that is held of the whole country"),)
    assert sort_out([replace(first, base="the country without Crimea")]).left_out == ()


def test_parts_that_come_to_a_total_replace_it(atlas: Atlas) -> None:
    after = atlas.tables("AZE")[0]
    assert after.base.startswith("territory held by the Karabakh authorities")
    assert [part.value for part in after.parts] == [32.5, 39.85, 27.7, -0.05]


# ------------------------------------------------------------------------------------------------ over all tables


def test_sums_over_all_tables(atlas: Atlas) -> None:
    tables = [t for code in COUNTRIES for t in atlas.tables(code)]
    assert len(tables) > 150
    for each in tables:
        if each.total is not None:
            assert isclose(sum(part.value for part in each.parts), each.total, abs_tol=1e-6)
        assert len([part for part in each.parts if part.name in ("not said", "said more than once")]) <= 1
        assert all(part.rounding >= 0 for part in each.parts)
        assert each.unit in ("percent", "km2", "districts", "townships", "settlements", "provinces", "people")


def test_every_row_is_used_stated_or_left_out_with_a_reason(atlas: Atlas) -> None:
    fates: Counter[str] = Counter()
    for code in COUNTRIES:
        for rows in rows_by_table(atlas.rows(code)):
            sorted_out = sort_out(rows)
            fates["used in a table"] += len(sorted_out.used)
            fates.update(reason for _, reason in sorted_out.left_out)
            assert all(reason for _, reason in sorted_out.left_out)
    for reason, rows_with_it in fates.most_common():
        print(f"{rows_with_it:4} {reason}")
    assert sum(fates.values()) == 710
    statements = sum(len(atlas.statements(code)) for code in COUNTRIES)
    assert fates["a side's statement: a claim, never evidence"] == statements
    # All but statements and gains are few, each for its own reason.
    assert fates["ground that changed hands in a period, not a holding"] + statements + fates["used in a table"] > 680


def test_no_holder_of_a_table_is_unknown_to_the_atlas(atlas: Atlas) -> None:
    for code in COUNTRIES:
        named = {part.holder for t in atlas.tables(code) for part in t.parts if part.holder}
        assert named <= set(atlas.holders(code))


def test_every_statement_has_a_side_of_its_war(atlas: Atlas) -> None:
    relays = {"AP on SIGAR"}  # a newsroom that words another source's table: a claim, but no side's
    for code in COUNTRIES:
        sides = {s.side for s in atlas.statements(code) if s.source not in relays}
        assert sides <= set(atlas.holders(code)), code


def test_a_source_that_is_near_a_side_says_so(atlas: Atlas) -> None:
    districts = table(atlas, "AFG", "SIGAR / USFOR-A", "2016-08-28", measure="districts", unit="districts")
    assert districts.evidence.note == "the data are those of a force that fought on the Government's side"
    assert table(atlas, "SYR", JUSOOR, "2018-04").evidence.note is None


def test_same_answer_twice() -> None:
    assert open_atlas().tables("SYR") == open_atlas().tables("SYR")
