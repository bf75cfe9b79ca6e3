"""Text that runs from right to left stays in its own order, and leaves the words around it in theirs."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from rich.console import Console

from whoholds.model import Answer, Figure, Report
from whoholds.showing.page import page
from whoholds.showing.printer import ISOLATE, ISOLATE_ENDS, Printer, isolated
from whoholds.showing.terminal import show_report

HEADLINE = "الجيش يسيطر على ثلثي البلاد"
PARAGRAPH = "استعاد الجيش أكثر من 96.5% من أراضي سوريا."
QUOTE = "أكثر من 96.5%"
START = PARAGRAPH.index(QUOTE)
FIGURE = Figure(
    quote=QUOTE,
    span=(START, START + len(QUOTE)),
    value=96.5,
    bound="at_least",
    kind="share",
    unit="percent",
    relation="gained",
    measure="area",
    where="body",
    paragraph=0,
)
REPORT = Report(headline=HEADLINE, language="ar", paragraphs=(PARAGRAPH,), figures=(FIGURE,))


def printed(width: int = 80, *, encoding: str = "utf-8") -> str:
    file = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    show_report(REPORT, Console(file=file, width=width))
    file.flush()
    file.seek(0)
    return file.read()


def test_a_quote_on_a_terminal_is_isolated() -> None:
    assert f"“{ISOLATE}{QUOTE}{ISOLATE_ENDS}”" in printed()
    assert f"{ISOLATE}{HEADLINE}{ISOLATE_ENDS}" in printed()


@pytest.mark.parametrize("width", [20, 24, 33, 80])
def test_every_line_closes_what_it_opens(width: int) -> None:
    lines = printed(width).splitlines()
    assert any(ISOLATE in line for line in lines)
    for line in lines:
        assert re.fullmatch(
            f"[^{ISOLATE}{ISOLATE_ENDS}]*({ISOLATE}[^{ISOLATE}{ISOLATE_ENDS}]*{ISOLATE_ENDS}[^{ISOLATE}{ISOLATE_ENDS}]*)*",
            line,
        ), line


def test_words_from_left_to_right_have_no_marks() -> None:
    assert isolated("“half of it” · армия · 60 %") == "“half of it” · армия · 60 %"


def test_marks_that_a_page_brings_along_are_taken_out() -> None:
    file = io.StringIO()
    printer = Printer(Console(file=file, width=80))
    printer.line(f"{ISOLATE_ENDS}\u202eثلث\u202c{ISOLATE}")
    assert file.getvalue().strip() == f"{ISOLATE}ثلث{ISOLATE_ENDS}"


def test_nobody_is_said_to_have_said_what_was_not_read() -> None:
    assert "who says it is not read in Arabic" in printed()
    assert "writer's own words" not in printed()


def test_the_html_page_gives_quotes_their_language_and_direction() -> None:
    from lxml.html import document_fromstring

    tree: Any = document_fromstring(page(Answer(report=REPORT, reckonings=(), checks=())))
    quotes: list[Any] = tree.xpath("//q[@lang='ar'][@dir='auto']")
    assert [quote.text_content() for quote in quotes] == [QUOTE]
    (article,) = tree.xpath("//article[@lang='ar'][@dir='rtl']")
    assert QUOTE in article.text_content()
    (head,) = tree.xpath("//h1[@lang='ar'][@dir='rtl']")
    assert HEADLINE in head.text_content()
