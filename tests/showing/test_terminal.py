"""What is printed on a terminal."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from rich.cells import cell_len
from rich.console import Console

from whoholds.model import Answer, Comment, Evidence, Figure, Reckoning, Report, Statement
from whoholds.showing.terminal import show_answer, show_reckoning, show_report

LONG = "Llanfair" * 25
WIDE = "北方委員会が国の四分の一を保持している" * 8
ARABIC = "يسيطر المجلس الشمالي على ربع مساحة البلاد " * 8


def printed(show: Callable[..., None], noun: object, *, width: int = 80, colour: bool = False) -> str:
    file = io.StringIO()
    terminal = {"force_terminal": True, "color_system": "standard"} if colour else {}
    show(noun, Console(file=file, width=width, **terminal))  # type: ignore[arg-type]
    return file.getvalue()


def test_says_what_was_read_and_what_came_out(answer: Answer) -> None:
    text = " ".join(printed(show_answer, answer).split())
    for words in (
        "640 Villages Back In Army Hands",
        "published 15 May 2021, 08:30",
        "14 May (year not given)",
        "appeal: $1,586 raised of $5,000",
        "“more than 96.5%” · Ilan Moss, quoted · paragraph 2",
        "◐ ONLY IF",
        "● AS STATED",
        "○ NO READING",
        "Read literally: 60.4%",
        "the words hold at 96.45% or more; somebody would say it at 96.45% to 97.5%",
        "Observatory, May 2021",
        "of 279 readings give it. Of 136 figures like this one",
        "? CANNOT TELL 5 figures: “640 Villages”; “640 villages”; “3.5%”; “96.5%” (2 times)",
        "Nobody is named as the holder. Give it with --holder NAME (`whoholds atlas shares CODE --on YYYY-MM-DD` lists",
        "Not reckoned: 3 figures: “4,000 fighters”; “40 km”; “25٪”",
        "does not fit: A ring of 40 km",
        "observatory.example/maps/2021/05/control",
    ):
        assert words in text


def test_a_table_that_is_compared_with_several_is_cited_with_its_date_once() -> None:
    papers = tuple(Evidence(source="Observatory", as_of="2018-11", since=since) for since in ("2018-08", "2018-10"))
    text = printed(show_reckoning, Reckoning(verdict="cannot tell", say="", evidence=papers))
    assert text.count("November 2018") == 1
    assert "dates from" not in text


def test_the_same_quantity_is_shown_at_length_once(answer: Answer) -> None:
    text = printed(show_answer, answer)
    assert text.count("It also") == 1
    assert "Said again: “96.5%” in note by VR, no reading" in text


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("word", [LONG, WIDE, ARABIC])
def test_no_line_is_wider_than_80_columns(build_answer: Callable[..., Answer], word: str, width: int) -> None:
    figure = Figure(quote=word, span=(0, 5), value=1, kind="share", unit=word, holder=word, base=word, speaker=word)
    report = Report(
        headline=word,
        site=word,
        figures=(figure,) * 3,
        statements=(Statement(speaker=word, content=word, direct=True, span=(0, 2)),),
        thread=(Comment(id=1, author=word, text=word),),
        warnings=(word,),
    )
    for text in (printed(show_answer, build_answer(report), width=width), printed(show_report, report, width=width)):
        assert text
        assert max(cell_len(line) for line in text.splitlines()) <= min(width, 80)


def test_hostile_text_commands_nothing(build_answer: Callable[..., Answer]) -> None:
    hostile = "a\x1b[2J\x1b]0;title\x07b\x9b31mc\u202ed\u2066e[bold red]f[/] [link=http://x.example]g[/link] :smile:"
    figure = Figure(quote=hostile, span=(0, 5), value=1, kind="share", unit=hostile, holder=hostile, speaker=hostile)
    report = Report(headline=hostile, site=hostile, url=hostile, figures=(figure,) * 11, warnings=(hostile,))
    text = printed(show_answer, build_answer(report)) + printed(show_report, report)
    assert not any(letter in text for letter in "\x1b\x07\x9b\u202e\u2066")
    assert "[bold red]f[/]" in text
    assert ":smile:" in text


def test_half_of_a_surrogate_pair_is_left_out() -> None:
    assert "\ud800" not in printed(show_report, Report(headline="a\ud800b"))


def test_no_colour_where_there_is_no_terminal(answer: Answer) -> None:
    assert "\x1b" not in printed(show_answer, answer)
    assert "\x1b[1;33m" in printed(show_answer, answer, colour=True)


def test_no_color_is_obeyed(answer: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[1;33m" not in printed(show_answer, answer, colour=True)


def test_a_terminal_without_unicode_gets_marks_that_it_can_print(answer: Answer) -> None:
    file = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    show_answer(answer, Console(file=file, width=80))
    file.seek(0)
    assert "(+) ONLY IF" in file.read()


def test_a_reckoning_stands_alone(reckoning: Reckoning) -> None:
    assert "ONLY IF" in printed(show_reckoning, reckoning)


def test_an_empty_report_is_shown() -> None:
    assert "A report without a headline" in printed(show_report, Report())


def test_a_hundred_thousand_figures_stay_compact(build_answer: Callable[..., Answer]) -> None:
    figure = Figure(quote="4,000 fighters", span=(0, 5), value=1, kind="people", unit="fighters")
    other = Figure(quote="40 km", span=(0, 5), value=1, kind="distance", unit="km")
    report = Report(figures=(figure,) * 100_000 + (other,) * 11)
    text = printed(show_answer, build_answer(report, reckonings=(), checks=()))
    assert "“4,000 fighters” (100000 times)" in text
    assert len(text.splitlines()) < 20
