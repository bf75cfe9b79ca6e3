"""From a figure to a claim: nothing is guessed, and what is missing is said with the option that gives it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from whoholds import check, read_text
from whoholds.atlas import Atlas, open_atlas
from whoholds.checking import claim_from_words, reckon_claim
from whoholds.claims import Options, day_of, settle
from whoholds.errors import WhoholdsError
from whoholds.evidence import evidence_for, maps_for
from whoholds.model import Claim, Evidence, Figure, Missing, Part, PartTable, Report
from whoholds.showing import groups


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


def test_what_is_held_or_contested_is_asked_for_as_such_and_contested_ground_by_itself(atlas: Atlas) -> None:
    both = settled(atlas, relation="holds", or_contested=True)
    assert (both.relation, both.holders) == ("contests", ("Government",))
    alone = settled(atlas, relation="contests")
    assert (alone.relation, alone.holders) == ("holds", ("Contested",))
    held = settled(atlas, relation="holds")
    assert (held.relation, held.holders) == ("holds", ("Government",))


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
        # A month that the report came out in ends with the report: no map of its last day was out yet.
        ("2025-08", None, "2025-08-17", "2025-08-20", "2025-08-20"),
        ("2025", None, None, "2025-08-20", "2025-08-20"),
        ("2025-08", "2025-08-18", None, "2025-08-20", "2025-08-18"),
        ("2025-08", None, "2025-08-17", None, "2025-08-17"),
        ("2025-07", None, None, "2025-08-20", "2025-07-31"),
        ("2025-08-31", None, None, "2025-08-20", "2025-08-31"),
        (None, None, "2025-08", "2025-08-20", "2025-08-20"),
    ],
)
def test_which_day_a_figure_is_for(
    as_of: str | None, on: str | None, event: str | None, published: str | None, day: str
) -> None:
    report = Report(event_date=event, published=published)
    assert day_of(figure(as_of=as_of), report, Options(on=on)) == (day, None)


@pytest.mark.parametrize(
    ("earlier", "on", "published", "day"),
    [
        ("P1Y", None, "2018-12-05", "2017-12-05"),
        ("P3Y", None, "2018-12-05T08:00:00Z", "2015-12-05"),
        ("P6M", None, "2018-08-31", "2018-02-28"),
        ("P7D", None, "2018-12-05", "2018-11-28"),
        ("P1Y", "2018-12-05", None, "2017-12-05"),  # what the user gives is the page's day
        ("unknown", "2015-05-31", "2018-12-05", "2015-05-31"),
    ],
)
def test_which_day_an_earlier_time_is(earlier: str, on: str | None, published: str | None, day: str) -> None:
    report = Report(published=published)
    assert day_of(figure(earlier=earlier), report, Options(on=on)) == (day, None)


@pytest.mark.parametrize(
    ("on", "published"), [(None, "2018-12-05"), (None, None), ("2018-12-05", "2018-12-05"), ("2018-12-05", None)]
)
def test_a_time_that_has_only_passed_is_not_the_pages_day(on: str | None, published: str | None) -> None:
    day, missing = day_of(figure(earlier="unknown"), Report(published=published), Options(on=on))
    assert day is None
    assert missing is not None
    assert missing.say.startswith("The sentence speaks of an earlier time and does not say when")
    # What is given for a page without a date may be the page's day.
    assert missing.option == ("--on" if published else None)


def test_a_year_ago_of_a_page_without_a_date_is_open() -> None:
    day, missing = day_of(figure(earlier="P1Y"), Report(), Options())
    assert day is None
    assert missing is not None and missing.say == "The page gives no date."


def test_what_was_once_held_is_not_tried_on_the_maps_of_today() -> None:
    text = "At its height ISIS held 45 percent of Syria. ISIS holds 3 percent of Syria."
    answer = check(read_text(f"Published: 11 December 2018\n\n{text}"), deals=0)
    assert [reckoning.verdict == "cannot tell" for reckoning in answer.reckonings] == [True, False]


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


def test_a_holder_of_other_days_is_named_with_them_and_not_among_those_of_the_day(atlas: Atlas) -> None:
    ended = Report(published="2024-12-05")
    (missing,) = lacking(atlas, ended, base="Azerbaijan", holder="Armenian forces")
    assert missing.say == (
        "“Armenian forces” is not a holder that the atlas knows for AZE on 5 December 2024. It knows Azerbaijan. "
        "It knows Armenian forces until 20 September 2023."
    )
    assert settled(atlas, Report(published="2020-12-05"), base="Azerbaijan", holder="Armenian forces").holders


def test_the_options_fill_gaps_and_overrule_nothing(atlas: Atlas) -> None:
    options = Options(place="AFG", holder="ISIS")
    assert settled(atlas, options=options).place == "SYR"
    assert settled(atlas, options=options).holders == ("Government",)
    assert settled(atlas, options=Options(place="SYR", holder="ISIS"), base=None, holder=None).holders == ("ISIS",)


def test_more_than_the_whole_is_no_share() -> None:
    told = [
        check(read_text(f"The army controls {share} of Syria, a spokesman said on 11 December 2018.")).reckonings[0]
        for share in ("150 percent", "100 percent", "95 to 105 percent")
    ]
    assert [reckoning.verdict == "cannot tell" for reckoning in told] == [True, False, True]
    assert told[0].missing[0].what == told[2].missing[0].what == "whole"


def test_square_miles_stay_what_the_source_said(atlas: Atlas) -> None:
    claim = settled(atlas, value=100.0, kind="area", unit="mi2", measure=None, last_place=100.0)
    assert (claim.value, claim.unit, claim.measure, claim.last_place) == (100.0, "mi2", "area", 100.0)


@pytest.mark.parametrize(("value", "says"), [(59.6, "so"), (75.0, "otherwise")])
def test_a_source_is_no_evidence_for_itself_but_what_it_prints_is_said(value: float, says: str) -> None:
    text = f"The government holds {value} percent of Syria, the Jusoor Center for Studies said on 11 December 2018."
    (reckoning,) = check(read_text(text)).reckonings
    assert reckoning.say.startswith(f"Its own source says {says}: land held by the government comes to 59.6%")
    assert reckoning.own_source_agrees is (says == "so")
    assert "Jusoor Center for Studies" not in {evidence.source for evidence in reckoning.evidence}


def test_a_body_that_prints_the_data_of_two_forces_is_no_evidence_for_itself() -> None:
    said = "The government controlled 57.1 percent of the land of Afghanistan in November 2016, {} said."
    by_itself, by_another = (
        check(read_text(said.format(who)), deals=0).reckonings[0] for who in ("SIGAR", "a diplomat")
    )
    assert (by_itself.own_source_agrees, by_another.own_source_agrees) == (True, None)
    assert by_itself.verdict == "cannot tell"
    assert by_another.verdict == "as stated"
    assert by_another.evidence[0].source == "SIGAR / USFOR-A"


def test_what_the_own_source_prints_is_shown_where_others_have_nothing() -> None:
    text = "The junta controls 21 percent of Myanmar, the BBC said on 20 January 2025."
    answer = check(read_text(text), deals=0)
    (group,) = groups.lacking(answer)
    assert group.says[0].startswith("Its own source says so: land held by the junta comes to 21% (BBC")


def test_a_month_s_map_is_no_evidence_before_its_end_but_its_own_source_s_word() -> None:
    text = "On 20 August 2025 Russia held 19 percent of Ukraine, Reuters reported in August 2025."
    report = Report(published="2025-08-20", paragraphs=(text,))
    about = figure(value=19.0, holder="Russia", base="Ukraine", as_of="2025-08", speaker="Reuters", last_place=1.0)
    (reckoning,) = check(msgspec.structs.replace(report, figures=(about,)), deals=0).reckonings
    assert reckoning.claim is not None and reckoning.claim.on == "2025-08-20"
    assert reckoning.literal is not None
    assert reckoning.evidence[reckoning.literal.reading.evidence].as_of == "2025-08-17"
    assert "Its own source says so: land held by Russia comes to 19% (Reuters from open-source maps, map of August" in (
        reckoning.say
    )


def test_evidence_that_is_later_than_the_figure_says_so() -> None:
    claim = claim_from_words("20%", bound=None, on="2024-12-05", measure=None)
    assert claim is not None
    say = reckon_claim(claim, place="SYR", holder="SDF", deals=0).say
    assert say.endswith("This evidence is for 31 December 2024, later than the figure (5 December 2024).")
    claim = msgspec.structs.replace(claim, on="2024-12-31")
    assert "later than the figure" not in reckon_claim(claim, place="SYR", holder="SDF", deals=0).say


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


# ---------------------------------------------------------------------------------------------------- since when


def gained(**fields: Any) -> dict[str, Any]:
    return {"kind": "area", "unit": "km2", "relation": "gained", "measure": None, **fields}


@pytest.mark.parametrize(
    ("since", "as_of", "first", "on"),
    [
        ("2024-11-01", "2024-11", "2024-11-01", "2024-11-30"),  # "in November 2024"
        ("2015", "2015", "2015-01-01", "2018-12-11"),  # "since 2015": it is no date of the figure
        ("2018-05", None, "2018-05-01", "2018-12-11"),
        ("--01-01", None, "2018-01-01", "2018-12-11"),  # "this year"
        ("--12-30", None, "2017-12-30", "2018-12-11"),  # the last 30 December
        ("P6M", None, "2018-06-12", "2018-12-11"),
        ("P7D", "2018-11-30", "2018-11-24", "2018-11-30"),
    ],
)
def test_since_when_a_gain_is_counted(atlas: Atlas, since: str, as_of: str | None, first: str, on: str) -> None:
    claim = settled(atlas, **gained(since=since, as_of=as_of))
    assert (claim.since, claim.on) == (first, on)


def test_the_sentence_goes_before_the_user(atlas: Atlas) -> None:
    options = Options(since="2016-05")
    assert settled(atlas, options=options, **gained(since="2015")).since == "2015-01-01"
    assert settled(atlas, options=options, **gained()).since == "2016-05-01"


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(WhoholdsError, match="'spring' is not a date"):
        check(REPORT, since="spring")


@pytest.mark.parametrize(
    ("text", "value", "noun"),
    [
        # SIGAR, 31 January 2018: 59 and 119 of 407 districts are the Taliban's or contested, 119 are contested.
        ("The Taliban control or contest 44 percent of Afghanistan's districts", 43.7, "of the Taliban or contested"),
        ("About 29 percent of Afghanistan's districts are contested", 29.2, "contested districts"),
        ("The Taliban contest 29 percent of Afghanistan's districts", 29.2, "contested districts"),
    ],
)
def test_what_is_contested_counts_as_the_words_go(text: str, value: float, noun: str) -> None:
    (reckoning,) = check(read_text(f"{text}, a diplomat said on 1 February 2018."), deals=0).reckonings
    assert reckoning.literal is not None
    assert reckoning.literal.value == pytest.approx(value, abs=0.05)
    assert f"{noun} come to {value}%" in reckoning.say


def test_what_is_held_has_no_start(atlas: Atlas) -> None:
    assert settled(atlas, options=Options(since="2016")).since is None


def test_a_gain_lacks_its_start_and_a_gained_share_does_not(atlas: Atlas) -> None:
    (missing,) = lacking(atlas, **gained())
    assert (missing.what, missing.option) == ("since", "--since")
    assert missing.say == "A gain is the difference of two dates, and no start was read from the sentence."
    assert lacking(atlas, relation="lost")[0].option == "--since"
    assert settled(atlas, relation="gained").since is None


def test_the_start_of_an_operation_is_a_date_if_the_page_says_so(atlas: Atlas) -> None:
    said = "The army took 60 sq km since the start of the operation."
    undated = Report(event_date="2018-12-11", paragraphs=(said,))
    (missing,) = lacking(atlas, undated, **gained(paragraph=0, span=(14, 22)))
    assert (
        missing.say == "The sentence counts from the start of the operation, and the page does not say when that was."
    )
    dated = Report(event_date="2018-12-11", paragraphs=(said, "The operation began on 30 September 2015."))
    assert settled(atlas, dated, **gained(paragraph=0, span=(14, 22))).since == "2015-09-30"
    twice = Report(event_date="2018-12-11", paragraphs=(*dated.paragraphs, "One operation started in May 2017."))
    assert lacking(atlas, twice, **gained(paragraph=0, span=(14, 22)))


def test_tables_about_the_eve_are_evidence_too(atlas: Atlas) -> None:
    claim = Claim(value=8, holders=("Government",), on="2018-11-30", place="SYR", relation="gained")
    since = Claim(value=8, holders=("Government",), on="2018-11-30", place="SYR", relation="gained", since="2017-05-01")
    near, _ = evidence_for(claim, None, atlas)
    more, _ = evidence_for(since, None, atlas)
    assert set(near) < set(more)
    assert len(set(more)) == len(more)
    about_the_eve = {table.day for table in more} - {table.day for table in near}
    assert about_the_eve
    assert all("2017-02-27" <= day <= "2017-07-01" for day in about_the_eve)


@pytest.mark.parametrize(
    ("base", "region"),
    [
        ("Idlib province", "Idlib"),
        ("Hasakah province", "Hasaka (Al Haksa)"),
        ("the governorate of Suwayda", "As Suwayda'"),
        ("the 55 km zone around al-Tanf", "the 55 km zone around al-Tanf"),
        ("the territory that ISIS once held in Syria", "land that ISIS ever held"),
    ],
)
def test_a_part_of_a_country_that_maps_know_is_a_whole(atlas: Atlas, base: str, region: str) -> None:
    claim = settled(atlas, base=base)
    assert (claim.place, claim.base) == ("SYR", region)


def test_land_once_held_by_somebody_unknown_is_no_whole(atlas: Atlas) -> None:
    (missing,) = lacking(atlas, base="the territory that it once held")
    assert missing.what == "base"


def test_a_share_of_a_province_is_reckoned_on_the_map() -> None:
    report = read_text("On 11 December 2018, HTS controlled 84 percent of Idlib governorate.")
    (reckoned,) = check(report, place="SYR").reckonings
    # Points and lines halfway between them: all of the province but its east and its north.
    assert reckoned.verdict == "as stated"
    assert reckoned.claim is not None
    assert reckoned.claim.base == "Idlib"
    assert reckoned.literal is not None
    assert reckoned.literal.range is not None
    low, high = reckoned.literal.range
    assert low < reckoned.literal.value < high


def test_names_that_are_not_read_are_not_said_to_be_missing(atlas: Atlas) -> None:
    report = read_text(
        "Армия контролирует 60 процентов территории страны, заявили 11 декабря 2018 года в министерстве."
    )
    (found,) = report.figures
    _, missing = settle(found, report, atlas, Options())
    assert [each.option for each in missing if each.what in ("holder", "place")] == ["--place", "--holder"]
    assert all("read in English only" in each.say for each in missing if each.what in ("holder", "place"))
    claim, missing = settle(found, report, atlas, Options(on="2018-12-11", place="SYR", holder="Government"))
    assert missing == ()
    assert (claim.value, claim.holders) == (60.0, ("Government",))
