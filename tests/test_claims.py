"""From a figure to a claim: nothing is guessed, and what is missing is said with the option that gives it."""

from __future__ import annotations

from typing import Any

import pytest

from whoholds import check, read_text
from whoholds.atlas import Atlas, open_atlas
from whoholds.claims import Options, day_of, settle
from whoholds.evidence import evidence_for, maps_for
from whoholds.model import Claim, Evidence, Figure, Missing, Part, PartTable, Report


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return open_atlas()


def figure(**fields: Any) -> Figure:
    given: dict[str, Any] = {
        "quote": "60 percent",
        "span": (0, 10),
        "value": 60.0,
        "kind": "share",
        "unit": "percent",
        "relation": "holds",
        "holder": "the army",
        "base": "Syria",
        "measure": "area",
        "last_place": 10.0,
    }
    return Figure(**{**given, **fields})


REPORT = Report(headline="Towns Freed From ISIS", event_date="2018-12-11", paragraphs=("The army holds 60 percent.",))


def settled(atlas: Atlas, report: Report = REPORT, options: Options | None = None, **fields: Any) -> Claim:
    claim, missing = settle(figure(**fields), report, atlas, options or Options())
    assert missing == ()
    return claim


def lacking(atlas: Atlas, report: Report = REPORT, **fields: Any) -> tuple[Missing, ...]:
    return settle(figure(**fields), report, atlas, Options())[1]


def test_names_are_settled(atlas: Atlas) -> None:
    claim = settled(atlas)
    assert (claim.place, claim.holders, claim.on) == ("SYR", ("Government",), "2018-12-11")
    assert claim.enemies == ("ISIS",)


def test_an_enemy_in_the_figures_own_paragraph_counts(atlas: Atlas) -> None:
    report = Report(event_date="2018-12-11", paragraphs=("Other.", "60 percent was retaken from ISIS."))
    assert settled(atlas, report, paragraph=1).enemies == ("ISIS",)
    assert settled(atlas, report, paragraph=0).enemies == ()


def test_a_holder_is_not_its_own_enemy(atlas: Atlas) -> None:
    assert settled(atlas, holder="ISIS").enemies == ()


@pytest.mark.parametrize(
    ("as_of", "on", "event", "published", "day"),
    [
        ("2017-05", "2018-12-11", "2018-12-10", "2018-12-12", "2017-05-31"),  # the figure's own date comes first
        (None, "2018-12-11", "2018-12-10", "2018-12-12", "2018-12-11"),  # then the user's
        (None, None, "2018-12-10", "2018-12-12", "2018-12-10"),  # then the event's
        (None, None, None, "2018-12-12T08:00:00Z", "2018-12-12"),  # then the day of publication
        (None, None, "--12-11", "2018-12-12", "2018-12-11"),  # its year is the last one before publication
        (None, None, "--12-31", "2019-01-02", "2018-12-31"),
        (None, "2018-12-11", "--12-11", None, "2018-12-11"),
    ],
)
def test_which_day_a_figure_is_for(
    as_of: str | None, on: str | None, event: str | None, published: str | None, day: str
) -> None:
    report = Report(event_date=event, published=published)
    assert day_of(figure(as_of=as_of), report, Options(on=on)) == (day, None)


def test_a_missing_year_is_said(atlas: Atlas) -> None:
    (missing,) = lacking(atlas, Report(event_date="--12-11"))
    assert (missing.what, missing.option) == ("year", "--on")
    assert "11 December" in missing.say


def test_a_missing_date_place_and_holder_are_all_said(atlas: Atlas) -> None:
    missing = lacking(atlas, Report(), base=None, holder=None)
    assert [(item.what, item.option) for item in missing] == [
        ("date", "--on"),
        ("place", "--place"),
        ("holder", "--holder"),
    ]


@pytest.mark.parametrize("base", ["the country", "our country", "country", "the national territory"])
def test_a_country_without_a_name_is_asked_for(atlas: Atlas, base: str) -> None:
    (missing,) = lacking(atlas, base=base)
    assert (missing.what, missing.option) == ("place", "--place")
    assert settled(atlas, options=Options(place="SYR"), base=base).place == "SYR"


def test_a_share_of_what_is_left_is_no_share_of_the_country(atlas: Atlas) -> None:
    (missing,) = lacking(atlas, base="the remaining land")
    assert missing.what == "base"


def test_a_region_that_tables_take_as_a_whole(atlas: Atlas) -> None:
    claim = settled(atlas, base="Donetsk region", holder="Russia")
    assert (claim.place, claim.base) == ("UKR", "Donetsk oblast")


def test_an_unknown_base_and_an_unknown_holder_are_named(atlas: Atlas) -> None:
    assert "Ruritania" in lacking(atlas, base="Ruritania")[0].say
    assert "Martians" in lacking(atlas, holder="Martians")[0].say


def test_the_options_fill_gaps_and_overrule_nothing(atlas: Atlas) -> None:
    options = Options(place="AFG", holder="ISIS")
    assert settled(atlas, options=options).place == "SYR"
    assert settled(atlas, options=options).holders == ("Government",)
    assert settled(atlas, options=Options(place="SYR", holder="ISIS"), base=None, holder=None).holders == ("ISIS",)


def test_square_miles_stay_what_the_source_said(atlas: Atlas) -> None:
    claim = settled(atlas, value=100.0, kind="area", unit="mi2", measure=None, last_place=100.0)
    assert (claim.value, claim.unit, claim.measure, claim.last_place) == (100.0, "mi2", "area", 100.0)


@pytest.mark.parametrize(("value", "says"), [(59.6, "so"), (75.0, "otherwise")])
def test_a_source_is_no_evidence_for_itself_but_what_it_prints_is_said(value: float, says: str) -> None:
    text = f"The government holds {value} percent of Syria, the Jusoor Center for Studies said on 11 December 2018."
    (reckoning,) = check(read_text(text)).reckonings
    assert reckoning.say.startswith(f"Its own source says {says}: land held by the government comes to 59.6%")
    assert "Jusoor Center for Studies" not in {evidence.source for evidence in reckoning.evidence}


def test_a_map_of_the_speakers_own_side_is_no_evidence(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    def drawn(source: str) -> PartTable:
        papers = Evidence(source=source, as_of="2018-12-11", kind="polygons")
        return PartTable(
            evidence=papers,
            place="SYR",
            measure="area",
            unit="km2",
            day="2018-12-11",
            parts=(Part(name="SDF", value=1),),
        )

    tables = tuple(map(drawn, ("SDF General Command", "Front Watch", "Russian Ministry of Defence")))
    monkeypatch.setattr(atlas, "tables", lambda *_, **__: tables)
    monkeypatch.setattr("whoholds.evidence.with_bases", lambda tables, _: tables)
    claim = Claim(value=28, place="SYR", on="2018-12-11", holders=("SDF",))

    def sources(speaker: str | None) -> tuple[list[str], list[str]]:
        others, own = evidence_for(claim, speaker, atlas)
        return [table.evidence.source for table in others], [table.evidence.source for table in own]

    assert sources("SDF commander") == (["Front Watch", "Russian Ministry of Defence"], ["SDF General Command"])
    assert sources("Syrian Foreign Minister") == (
        ["SDF General Command", "Front Watch"],
        ["Russian Ministry of Defence"],
    )
    assert sources("Front Watch")[1] == [] and sources(None)[1] == []


def test_the_maps_of_an_answer_are_those_that_it_was_reckoned_on(atlas: Atlas) -> None:
    pytest.importorskip("shapely")
    text = "The army holds 61 percent of Syria and ISIS 2 percent of Syria, the office said on 11 December 2018."
    answer = check(read_text(text), atlas=atlas)
    assert len(answer.reckonings) == 2

    (one,) = maps_for(answer, atlas)  # one map, not one for each figure

    assert (one.faces.place, one.faces.day, one.faces.evidence.kind) == ("SYR", "2018-12-11", "points")
    assert (one.country, one.capital, one.asked) == ("Syria", "Damascus", "2018-12-11")
    assert maps_for(check(read_text("The army held 60 percent of Syria in May 2017."), atlas=atlas), atlas) == ()
