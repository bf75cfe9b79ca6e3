"""Cases with their own parts: what is read, tried, searched and refused."""

from __future__ import annotations

import io
import json
from typing import Any

import msgspec
import pytest

from whoholds.errors import BadTable
from whoholds.reckoning.cases import read_cases, reckon_case, reckoned_lines, search_case


def line(**changes: Any) -> str:
    """Return a case: 45 percent of 400 districts, of which 40 are held, 120 contested and 20 unconfirmed."""
    case: dict[str, Any] = {
        "id": "case",
        "claim": {"value": 45, "unit": "percent", "bound": "exact"},
        "parts": [
            {"name": "held", "value": 40, "unit": "districts"},
            {"name": "contested", "value": 120, "unit": "districts", "status": "contested"},
            {"name": "unconfirmed", "value": 20, "unit": "districts", "status": "unknown"},
        ],
        "total": 400,
        "literal": {"numerator": ["held", "contested"], "denominator": "total"},
        "readings": [{"numerator": ["held", "contested", "unconfirmed"], "denominator": "total"}],
    }
    return json.dumps(case | changes)


def test_a_listed_reading_that_gives_the_figure_makes_it_only_if() -> None:
    (case,) = read_cases([line()])

    reckoned = reckon_case(case)

    assert reckoned.value == 40  # 160 of 400
    assert [(reading.value, reading.fits) for reading in reckoned.readings] == [(45, True)]  # 180 of 400
    assert reckoned.verdict == "only if"
    assert (reckoned.holds, reckoned.gives) == ((44.5, 45.5), (44.5, 45.5))


def test_a_name_with_a_minus_subtracts_and_the_total_may_stand_above_the_line() -> None:
    (case,) = read_cases([line(literal={"numerator": ["total", "-contested"], "denominator": ["held", "contested"]})])

    assert reckon_case(case).value == 175  # 280 of 160


def test_a_sum_without_a_denominator_stays_in_its_unit() -> None:
    claim = {"value": 180, "unit": "districts", "bound": "at_least"}
    (case,) = read_cases([line(claim=claim, literal={"numerator": ["held", "contested", "unconfirmed"]})])

    reckoned = reckon_case(case)

    assert (reckoned.value, reckoned.verdict) == (180, "as stated")
    assert reckoned.holds == (179.5, None), "an open end is null"


def test_no_reading_when_none_that_is_listed_gives_the_figure() -> None:
    (case,) = read_cases([line(readings=[])])

    assert reckon_case(case).verdict == "no reading"


def test_the_free_search_lists_all_unions_that_give_the_figure() -> None:
    (case,) = read_cases([line()])

    found = search_case(case).found

    assert found is not None
    # 180 of 400; no union comes to 45 percent of the 180 that are listed (40, 120, 20, 160, 60, 140).
    assert [(set(outcome.numerator), outcome.denominator) for outcome in found] == [
        ({"held", "contested", "unconfirmed"}, "total")
    ]


def test_the_free_search_takes_sixteen_parts_and_refuses_more() -> None:
    parts = [{"name": f"p{index}", "value": 2**index, "unit": "km2"} for index in range(17)]
    literal = {"numerator": ["p0"]}
    claim = {"value": 40961, "unit": "km2"}
    (sixteen,) = read_cases([line(claim=claim, parts=parts[:16], literal=literal, readings=[])])
    (seventeen,) = read_cases([line(claim=claim, parts=parts, literal=literal, readings=[])])

    # 40961 = 2^15 + 2^13 + 2^0: powers of two make every sum but one.
    assert [set(outcome.numerator) for outcome in search_case(sixteen).found or ()] == [{"p15", "p13", "p0"}]
    with pytest.raises(BadTable, match="17 parts; the free search takes at most 16"):
        search_case(seventeen)


@pytest.mark.parametrize(
    "bad",
    [
        "{",
        "[]",
        "null",
        '"' + "x" * 1_000_001 + '"',
        "[" * 100_000,
        line(parts="none"),
        line(literal={"numerator": ["nowhere"], "denominator": "total"}),
        line(literal={"numerator": ["-nowhere"], "denominator": "total"}),
        line(literal={"numerator": ["held"], "denominator": []}),
        line(total=0),
        line(parts=[{"name": "held", "value": 1}] * 2, literal={"numerator": ["held"]}, readings=[]),
        line(claim={"value": "many"}),
        line(claim={"value": 5, "high": 1}),
    ],
)
def test_a_bad_line_is_named_by_its_number(bad: str) -> None:
    cases = read_cases([line(), "", bad])

    next(cases)
    with pytest.raises(BadTable, match=r"^line 3: ") as error:
        next(cases)
    assert "\n" not in str(error.value)


def test_cases_are_read_one_at_a_time() -> None:
    def lines() -> Any:
        yield line()
        raise AssertionError("the second line was read before it was asked for")

    assert next(read_cases(lines())).id == "case"


def test_a_reckoned_case_encodes_to_the_promised_keys() -> None:
    (case,) = read_cases([line()])

    plain = json.loads(msgspec.json.encode(reckon_case(case)))
    free = json.loads(msgspec.json.encode(search_case(case)))

    assert list(plain) == ["id", "value", "literal", "holds", "gives", "readings", "verdict"]
    assert list(plain["literal"]) == ["value", "holds", "gives"]
    assert list(plain["readings"][0]) == ["numerator", "denominator", "value", "fits", "holds"]
    assert list(free) == [*plain, "found"]


def test_reckoned_lines_name_a_bad_line_and_go_on() -> None:
    outcomes = list(reckoned_lines([line(id="first"), "{", line(id="last")], free=True))

    assert isinstance(outcomes[1], BadTable)
    assert [json.loads(outcome)["id"] for outcome in (outcomes[0], outcomes[2]) if isinstance(outcome, str)] == [
        "first",
        "last",
    ]


def test_an_endless_line_is_refused_and_the_next_line_is_read() -> None:
    file = io.StringIO("x" * 3_500_000 + "\n" + line(id="next") + "\n")

    error, reckoned = reckoned_lines(file)

    assert str(error) == "line 1: longer than 1,000,000 characters; a case is shorter"
    assert isinstance(reckoned, str)
    assert json.loads(reckoned)["id"] == "next"
