"""Tables: any table of parts becomes part tables, or is refused with one line that says where it is wrong."""

from __future__ import annotations

import datetime
import subprocess
import sys
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import whoholds
from whoholds.errors import BadTable, WhoholdsError
from whoholds.model import WHOLE_COUNTRY, Claim, Evidence, Part, PartTable
from whoholds.tables import part_tables, reckon

PAPERS: dict[str, Any] = {
    "source": "Atlas of Nowhere", "as_of": "2018-11", "place": "NWH", "measure": "area", "unit": "percent",
}  # fmt: skip
PAIRS = [("Government", 59.6), ("SDF", 27.5), ("Opposition", 10.3), ("ISIS", 2.6)]
COLUMNS = {"holder": [holder for holder, _ in PAIRS], "value": [value for _, value in PAIRS]}
PARTS = tuple(Part(name=holder, holder=holder, value=value) for holder, value in PAIRS)
TABLE = PartTable(
    evidence=Evidence(source="Atlas of Nowhere", as_of="2018-11"),
    place="NWH",
    measure="area",
    unit="percent",
    day="2018-11-30",
    parts=PARTS,
    total=100.0,
)
CLAIM = Claim(
    value=96.5,
    bound="at_least",
    last_place=0.1,
    holders=("Government",),
    enemies=("ISIS",),
    on="2018-12-11",
    place="NWH",
)


class Capsule:
    """A table of a library that nobody knows, with nothing but the Arrow PyCapsule interface."""

    def __init__(self, columns: dict[str, Any]) -> None:
        self.table = pa.table(columns)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.table.__arrow_c_stream__(requested_schema)


FORMS: dict[str, Any] = {
    "pairs": PAIRS,
    "lists in a tuple": tuple([holder, value] for holder, value in PAIRS),
    "rows with names": [{"holder": holder, "value": value} for holder, value in PAIRS],
    "Parts": list(PARTS),
    "a dict of columns": COLUMNS,
    "an Arrow table": pa.table(COLUMNS),
    "an Arrow batch": pa.record_batch(COLUMNS),
    "a reader of Arrow": pa.table(COLUMNS).to_reader(),
    "any capsule": Capsule(COLUMNS),
    "categories": pa.table({**COLUMNS, "holder": pa.array(COLUMNS["holder"]).dictionary_encode()}),
    "decimals": [(holder, Decimal(str(value))) for holder, value in PAIRS],
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_table_is_the_same_part_table(form: str) -> None:
    assert part_tables(FORMS[form], **PAPERS) == (TABLE,)


def test_pandas_polars_and_duckdb_are_the_same_part_table() -> None:
    pandas = pytest.importorskip("pandas")
    duckdb = pytest.importorskip("duckdb")
    frame = pandas.DataFrame(COLUMNS)
    assert part_tables(frame, **PAPERS) == (TABLE,)
    assert part_tables(frame.set_index("holder"), **PAPERS) == (TABLE,)
    assert part_tables(frame.astype({"holder": "category"}), **PAPERS) == (TABLE,)
    assert part_tables(duckdb.sql("SELECT holder, value FROM frame"), **PAPERS) == (TABLE,)


def test_a_polars_table_is_the_same_part_table() -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(COLUMNS)
    assert part_tables(frame, **PAPERS) == (TABLE,)
    assert part_tables(frame.with_columns(polars.col("holder").cast(polars.Categorical)), **PAPERS) == (TABLE,)
    with pytest.raises(BadTable, match="a LazyFrame is no table: collect it first"):
        part_tables(frame.lazy(), **PAPERS)


def test_a_long_table_falls_into_part_tables_by_its_papers() -> None:
    rows = [
        {"holder": holder, "value": value, "source": source, "as_of": as_of, "measure": measure, "unit": unit}
        for source, as_of, measure, unit in (
            ("A", "2018-11", "area", "percent"),
            ("A", datetime.date(2018, 10, 31), "area", "percent"),
            ("B", 2018, None, "districts"),
            ("B", datetime.datetime(2018, 12, 11, 9), None, "km2"),
        )
        for holder, value in (("X", 70), ("Y", 30))
    ]
    found = part_tables(rows, place="NWH")
    assert [(t.evidence.source, t.day, t.measure, t.unit, t.total) for t in found] == [
        ("A", "2018-11-30", "area", "percent", 100.0),
        ("A", "2018-10-31", "area", "percent", 100.0),
        ("B", "2018-12-31", "districts", "districts", None),
        ("B", "2018-12-11", "area", "km2", None),
    ]
    assert [t.evidence.as_of for t in found] == ["2018-11", "2018-10-31", "2018", "2018-12-11"]
    mixed = [row for pair in zip(rows[:4], rows[4:], strict=True) for row in pair]
    assert sorted(part_tables(mixed, place="NWH"), key=lambda t: t.day) == sorted(found, key=lambda t: t.day)


def test_all_that_a_row_can_say_is_kept() -> None:
    row = {
        "name": "Kunduz", "holder": "Taliban", "status": "contested", "value": 12, "rounding": 0.5, "source": "LWJ",
        "as_of": "2018-10-31", "place": "AFG", "measure": "districts", "unit": "districts", "base": "the north",
        "total": 20, "url": "https://example.org", "licence": "CC0", "kind": "units", "note": "by hand", "remark": "x",
    }  # fmt: skip
    (table,) = part_tables([row])
    assert table.evidence == Evidence(
        source="LWJ", as_of="2018-10-31", url="https://example.org", licence="CC0", kind="units", note="by hand"
    )
    assert (table.base, table.total, table.unit) == ("the north", 20.0, "districts")
    assert table.parts == (
        Part(name="Kunduz", holder="Taliban", status="contested", value=12.0, rounding=0.5),
        Part(name="not said", status="unknown", value=8.0),
    )


def test_what_nobody_says_has_its_default_and_no_other() -> None:
    (table,) = part_tables([(None, 5.0), ("A", 95.0)], **PAPERS)
    assert table.base == WHOLE_COUNTRY
    assert table.parts == (Part(name="not said", value=5.0), Part(name="A", holder="A", value=95.0))
    (counts,) = part_tables([("A", 7)], source="S", as_of="2018", place="NWH", unit="settlements")
    assert counts.total is None
    assert counts.measure == "settlements"
    (land,) = part_tables([("A", 7)], source="S", as_of="2018", place="NWH", unit="km2", total=10)
    assert land.measure == "area"
    assert land.parts[-1] == Part(name="not said", status="unknown", value=3.0)


def test_shares_that_add_up_to_a_little_more_keep_that_as_a_remainder_below_zero() -> None:
    (table,) = part_tables([("A", 60.4), ("B", 40.0)], **PAPERS)
    assert table.parts[-1].holder is None
    assert table.parts[-1].value == pytest.approx(-0.4)
    rounded = [(name, 20.4, 0.5) for name in "ABCDE"]
    assert part_tables(rounded, columns=("holder", "value", "rounding"), **PAPERS)[0].parts[-1].value < -1


def test_columns_of_other_names_are_named_by_the_user() -> None:
    frame = pa.table({"faction": ["A", "B"], "share": [60.0, 40.0], "remark": ["", ""]})
    (table,) = part_tables(frame, columns={"holder": "faction", "value": "share"}, **PAPERS)
    assert [part.holder for part in table.parts] == ["A", "B"]
    rows = [("A", "controlled", 60.0), ("A", "contested", 40.0)]
    (table,) = part_tables(rows, columns=("holder", "status", "value"), **PAPERS)
    assert [part.status for part in table.parts] == ["controlled", "contested"]


WRONG: dict[str, tuple[Any, dict[str, Any], str]] = {
    "negative": ([("A", 60), ("B", -4)], {}, r"row 2: the value is -4; give a number from 0 to 1e15"),
    "not a number": ([("A", float("nan"))], {}, r"row 1: the value is missing; give a number"),
    "missing": ([("A", 1), ("B", None)], {}, r"row 2: the value is missing"),
    "infinite": ([("A", float("inf"))], {}, r"row 1: the value is inf"),
    "text": ([("A", "59.6")], {}, r"row 1: the value is '59.6'; give a number"),
    "true": ([("A", True)], {}, r"row 1: the value is True; give a number"),
    "too large": ([("A", 10**400)], {}, r"row 1: the value is 1000"),
    "larger than the earth": (
        [("A", 1e16)],
        {"unit": "km2"},
        r"row 1: the value is 1e\+16; give a number from 0 to 1e15",
    ),
    "status": (
        [{"holder": "A", "value": 1, "status": "held"}],
        {},
        r"row 1: the status is 'held'; write controlled, contested, influence, unknown",
    ),
    "twice": ([("A", 1), ("B", 2), ("A", 3)], {}, r"rows 1 and 3 are one part twice: A, controlled"),
    "small total": ([("A", 80), ("B", 40)], {}, r"add up to 120, which is more than the total of 100"),
    "no total": ([("A", 80)], {"total": 0}, r"row 1: the total is 0; give more than 1e-06"),
    "fractions": ([("A", 0.6), ("B", 0.4)], {}, r"add up to 1 percent; give percentages"),
    "no rows": (pa.table({"holder": pa.array([], pa.string()), "value": []}), {}, r"the table has no rows"),
    "no holder": (
        {"faction": ["A"], "value": [1]},
        {},
        r"no column holder; it has faction, value. If that is what they are, write columns=\{'holder': 'faction'\}",
    ),
    "no columns": ({"a": [1], "b": [2]}, {}, r"no column holder and no value; it has a, b. Say what they are"),
    "misspelt": (
        {"holder": ["A"], "value": [1], "statuss": ["contested"]},
        {},
        r"column 'statuss' may be meant as status; write columns=\{'status': 'statuss'\}, or leave it out",
    ),
    "said twice": (
        {"holder": ["A"], "value": [1], "source": ["S"]},
        {},
        r"source is a column of the table and is said",
    ),
    "unit": ([("A", 1)], {"unit": "%"}, r"row 1: the unit is '%'; write 'percent'"),
    "no unit": ([("A", 1)], {"unit": None}, r"row 1: it is not said in what it counts: unit='percent'"),
    "no measure": ([("A", 1)], {"measure": None}, r"row 1: it is not said of what the percentages are"),
    "no source": ([("A", 1)], {"source": " "}, r"row 1: it is not said whose assessment it is"),
    "no place": ([("A", 1)], {"place": None}, r"row 1: it is not said of which country it is"),
    "no date": ([("A", 1)], {"as_of": None}, r"row 1: it is not said for which day"),
    "no such day": ([("A", 1)], {"as_of": "2018-02-31"}, r"row 1: as_of is '2018-02-31'; write a day"),
    "a date in words": ([("A", 1)], {"as_of": "Nov 2018"}, r"row 1: as_of is 'Nov 2018'; write a day"),
    "kind": ([("A", 1)], {"kind": "map"}, r"row 1: kind is 'map'; write shares, units, points, polygons"),
    "two totals": (
        {"holder": ["A", "B"], "value": [1, 2], "total": [3, 4]},
        {"unit": "km2"},
        r"rows 1 and 2: one table by Atlas of Nowhere for 2018-11, with two values of total: 3.0 and 4.0",
    ),
    "a holder that is a number": ([(5, 1)], {}, r"row 1: holder is 5; write a short text"),
    "a triple": ([("A", 1, 2)], {}, r"row 1 has 3 values and not 2 values \(holder, value\); name them with columns="),
    "uneven": ({"holder": ["A"], "value": [1, 2]}, {}, r"the columns of the table have different lengths"),
    "a number": (5, {}, r"a int is no table: give a PyArrow, pandas or Polars table"),
    "a text": ("A,5", {}, r"a str is no table"),
    "a column": (pa.array([1]), {}, r"a Int64Array that Arrow cannot read"),
    "names and none": ([{"holder": "A", "value": 1}, ("B", 2)], {}, r"row 2 has no names for its values"),
    "second table": ([[("A", 1)], [("B", -1)]], {}, r"table 2: row 1: the value is -1"),
    "too long": ({"holder": ["A"] * 200_001, "value": [1] * 200_001}, {}, r"200,001 rows; at most 200,000"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_table_is_refused_in_one_line(name: str) -> None:
    table, papers, says = WRONG[name]
    with pytest.raises(BadTable, match=says) as caught:
        part_tables(table, **{**PAPERS, **papers})
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 500


def test_wrong_keywords_are_refused_as_python_does() -> None:
    with pytest.raises(TypeError, match="unexpected keyword argument 'sources'"):
        part_tables(PAIRS, sources="S")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected keyword argument 'sources'"):
        reckon(CLAIM, PAIRS, sources="S")  # type: ignore[call-arg]
    with pytest.raises(BadTable, match="columns= names 'side'"):
        part_tables(PAIRS, columns={"side": "holder"}, **PAPERS)
    with pytest.raises(BadTable, match="columns= says that holder is in 'side'; it has holder, value"):
        part_tables(PAIRS, columns={"holder": "side"}, **PAPERS)


def test_columns_that_say_nothing_are_not_looked_into() -> None:
    frame = pa.table({**COLUMNS, "shape": pa.array([b"x" * 10] * 4), "nested": pa.array([[1], [2], [3], [4]])})
    assert part_tables(frame, **PAPERS) == (TABLE,)


CELLS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6) | st.just("A") | st.binary(max_size=3)
)


@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(["Government", "SDF", "ISIS", None]) | CELLS,
            st.floats(0, 100) | CELLS,
            st.sampled_from(["controlled", "contested", "", None]) | CELLS,
        ),
        max_size=5,
    ),
    total=st.none() | st.floats(0, 500) | CELLS,
    as_of=st.just("2018-11") | CELLS,
)
def test_any_cells_make_part_tables_or_are_refused_in_one_line(rows: list[Any], total: Any, as_of: Any) -> None:
    papers = {**PAPERS, "unit": "km2", "total": total, "as_of": as_of}
    try:
        tables = part_tables(rows, columns=("holder", "value", "status"), **papers)
    except BadTable as error:
        assert len(str(error).splitlines()) == 1
        return
    for table in tables:
        assert all(part.value >= 0 or part.holder is None for part in table.parts)
        # What was taken can be reckoned on.
        reckon(CLAIM, [table], deals=0)


# ------------------------------------------------------------------------------------------------------------- reckon


def test_a_claim_is_reckoned_on_any_table_as_on_part_tables() -> None:
    expected = whoholds.reckon(CLAIM, [TABLE])
    assert expected.verdict == "only if"
    papers = {field: value for field, value in PAPERS.items() if field != "place"}
    for tables in (TABLE, PAIRS, [PAIRS], pa.table(COLUMNS), [pa.table(COLUMNS)], COLUMNS):
        assert whoholds.reckon(CLAIM, tables, **papers) == expected


def test_several_tables_may_come_in_several_forms() -> None:
    later = [{"holder": holder, "value": value, "source": "Later", "as_of": "2018-12-01"} for holder, value in PAIRS]
    found = whoholds.reckon(CLAIM, [TABLE, later], measure="area", unit="percent")
    assert {paper.source for paper in found.evidence} == {"Atlas of Nowhere", "Later"}
    (own,) = part_tables(later, place="NWH", measure="area", unit="percent")
    assert found == whoholds.reckon(CLAIM, [own, TABLE])


def test_the_claimants_own_tables_may_be_any_tables_too() -> None:
    own = [{"holder": "Government", "value": 98.0, "source": "Ministry"}]
    found = reckon(CLAIM, [TABLE], own=own, as_of="2018-12", measure="area", unit="percent")
    assert found.say.startswith("Its own source says so: land held by the government comes to 98%")


def test_a_figure_in_words_is_the_claim_that_it_makes() -> None:
    said = reckon("more than 96.5%", PAIRS, holder="Government", on="2018-12-11", enemies=["ISIS"], **PAPERS)
    # In words the figure is one that the grammar read; the numbers behind it are the same.
    assert said.claim == CLAIM
    assert said == reckon(CLAIM, PAIRS, **PAPERS)
    firm = reckon("96.5%", PAIRS, holder=["Government", "SDF"], on="2018-12", bound="at_most", **PAPERS).claim
    assert firm
    assert (firm.holders, firm.bound, firm.on) == (("Government", "SDF"), "at_most", "2018-12-31")
    third = reckon("a third", PAIRS, holder="SDF", on="2018-12-11", blocs={"Two": ["SDF", "ISIS"]}, **PAPERS).claim
    assert third
    assert third.in_words
    assert third.blocs == {"Two": ("SDF", "ISIS")}
    assert third.place == "NWH"


def test_a_gain_in_words_is_the_difference_of_two_dates() -> None:
    rows = [
        {"holder": holder, "value": value, "as_of": as_of}
        for as_of, land in (("2018-01-31", (50, 50)), ("2018-11-30", (60, 40)))
        for holder, value in zip("AB", land, strict=True)
    ]
    papers = {field: value for field, value in PAPERS.items() if field != "as_of"}
    found = reckon("10%", rows, holder="A", on="2018-12-11", since="2018-02", **papers)
    assert found.claim
    assert (found.claim.relation, found.claim.since) == ("gained", "2018-02-01")
    assert found.verdict == "as stated"
    less = reckon("10%", rows, holder="B", on="2018-12-11", since="2018-02", lost=True, **papers)
    assert less.verdict == "as stated"


def test_a_day_is_given_as_text_or_as_a_date() -> None:
    day = datetime.date(2018, 12, 11)
    as_text = reckon("96.5%", PAIRS, holder="SDF", on="2018-12-11", since="2018-01-01", **PAPERS)
    assert reckon("96.5%", PAIRS, holder="SDF", on=day, since=datetime.date(2018, 1, 1), **PAPERS) == as_text
    moment = datetime.datetime(2018, 12, 11, 9, tzinfo=datetime.UTC)
    assert reckon("96.5%", PAIRS, holder="SDF", on=moment, since="2018", **PAPERS) == as_text
    with pytest.raises(WhoholdsError, match="on is 20181211; write '2018-12-11'"):
        reckon("96.5%", PAIRS, holder="SDF", on=20181211, **PAPERS)  # type: ignore[arg-type]
    with pytest.raises(WhoholdsError, match="since is 2018; write"):
        reckon("96.5%", PAIRS, holder="SDF", on=day, since=2018, **PAPERS)  # type: ignore[arg-type]


def test_a_share_is_at_most_the_whole() -> None:
    with pytest.raises(WhoholdsError, match="'150%' is more than the whole"):
        reckon("150%", PAIRS, holder="SDF", on="2018-12-11", **PAPERS)
    assert reckon("100%", PAIRS, holder="SDF", on="2018-12-11", **PAPERS).verdict == "only if"


def test_a_figure_in_words_lacks_nothing_silently() -> None:
    with pytest.raises(WhoholdsError, match="whose ground"):
        reckon("96.5%", PAIRS, on="2018-12-11", **PAPERS)
    with pytest.raises(WhoholdsError, match="for which day"):
        reckon("96.5%", PAIRS, holder="SDF", on="soon", **PAPERS)
    with pytest.raises(WhoholdsError, match="'most of it' is not a figure"):
        reckon("most of it", PAIRS, holder="SDF", on="2018-12-11", **PAPERS)
    with pytest.raises(WhoholdsError, match="since when"):
        reckon("5%", PAIRS, holder="SDF", on="2018-12-11", lost=True, **PAPERS)
    with pytest.raises(WhoholdsError, match="go with a figure in words"):
        reckon(CLAIM, PAIRS, holder="SDF", **PAPERS)
    with pytest.raises(WhoholdsError, match="holder is 5; write a name"):
        reckon("96.5%", PAIRS, holder=5, on="2018-12-11", **PAPERS)  # type: ignore[arg-type]
    two = [{"holder": "A", "value": 50.0, "place": place} for place in ("NWH", "ELS")]
    with pytest.raises(BadTable, match="the tables are of ELS, NWH"):
        reckon("50%", two, holder="A", on="2018-12-11", source="S", as_of="2018-12", measure="area", unit="percent")


def test_a_holder_that_no_table_names_cannot_be_told_about() -> None:
    found = reckon("96.5%", PAIRS, holder="Goverment", on="2018-12-11", **PAPERS)
    assert found.verdict == "cannot tell"
    assert "name other holders: Government, ISIS, Opposition, SDF" in found.say


def test_part_tables_and_lists_need_no_library_of_tables() -> None:
    code = (
        "import sys, whoholds\n"
        "whoholds.part_tables([('A', 1.0)], source='S', as_of='2018', place='NWH', unit='km2')\n"
        "print([m for m in ('pyarrow', 'pandas', 'polars', 'duckdb', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
