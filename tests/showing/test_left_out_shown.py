"""What the rules left out of a reckoning: one line on a terminal, a folded list on the page, a field of the JSON."""

from __future__ import annotations

import io
import json
from typing import Any

import lxml.html
import msgspec
import pytest
from rich.console import Console

from whoholds.model import Answer, LeftOut
from whoholds.showing import page, show_answer, to_json

TABLES = LeftOut(rule="too old", kind="table", say="A table is too old.", number=14, tables=("Watch <2019>", "Post"))
WAYS = LeftOut(rule="nobody", kind="reading", say="Nobody is not counted.", number=1)
CLAIMS = LeftOut(rule="another claim", kind="explanation", say="It explains nothing.", number=1_179)


def with_left_out(answer: Answer, *left_out: LeftOut) -> Answer:
    """Return the answer; its first "only if" has left this out, and the other reckonings nothing."""
    told = [msgspec.structs.replace(reckoning, left_out=()) for reckoning in answer.reckonings]
    at = next(at for at, reckoning in enumerate(told) if reckoning.verdict == "only if")
    told[at] = msgspec.structs.replace(told[at], left_out=left_out)
    return msgspec.structs.replace(answer, reckonings=tuple(told))


def printed(answer: Answer) -> str:
    file = io.StringIO()
    show_answer(answer, Console(file=file, width=80))
    return " ".join(file.getvalue().split())


@pytest.mark.parametrize(
    ("left_out", "line"),
    [
        ((TABLES, WAYS, CLAIMS), "Not counted: 14 tables and 1 way of counting; --html and --json say by which rules."),
        ((WAYS,), "Not counted: no tables and 1 way of counting; --html and --json say by which rules."),
        ((CLAIMS,), None),
        ((), None),
    ],
)
def test_the_terminal_has_one_line_of_it(answer: Answer, left_out: tuple[LeftOut, ...], line: str | None) -> None:
    text = printed(with_left_out(answer, *left_out))
    assert ("Not counted" in text) == (line is not None)
    assert line is None or line in text


def test_the_page_has_a_folded_list_of_it(answer: Answer) -> None:
    root: Any = lxml.html.document_fromstring(page(with_left_out(answer, TABLES, WAYS, CLAIMS)))
    (folded,) = [each for each in root.xpath("//details") if "Not counted, and why" in each[0].text_content()]

    assert folded.get("open") is None
    assert folded[0].text_content() == "Not counted, and why: 3 rules"
    assert [" ".join(item.text_content().split()) for item in folded.xpath(".//li")] == [
        "14 tables Too old. A table is too old. Watch <2019>; Post; …",
        "1 reading Nobody. Nobody is not counted.",
        "1,179 readings Another claim. It explains nothing.",
    ]
    assert "Not counted" not in page(with_left_out(answer))


def test_the_json_has_all_of_it(answer: Answer) -> None:
    (left_out,) = [
        found["left_out"]
        for found in json.loads(to_json(with_left_out(answer, TABLES)))["reckonings"]
        if found["left_out"]
    ]
    assert left_out == [
        {
            "rule": "too old",
            "kind": "table",
            "say": "A table is too old.",
            "number": 14,
            "tables": ["Watch <2019>", "Post"],
        }
    ]
