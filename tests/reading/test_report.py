"""Whole reports: figures in their places, and input that is too long for anybody."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from growth import HANG
from hypothesis import given, settings
from hypothesis import strategies as st

from whoholds.errors import UnreadableSource
from whoholds.model import Report
from whoholds.reading import read, read_html, read_text
from whoholds.reading.assemble import MOST_TEXT

TEXT = """Half Of The Province Is Held, Ministry Says

Colonel Ivan Petrov said on May 3 that the army had taken more than 40 percent of Oruland.

[AL: It is not clear how Petrov reached this 40%. Most of it, perhaps 30 percent, is held by the rebels.]

The rebels hold 20 percent of Oruland.

Comments

  * Bo

    The army holds a third of Oruland.

    * Cy

      No, the rebels hold 25 percent of Oruland.
"""


def texts(report: Report) -> dict[str, str]:
    """Every text of a report by the place that its figures have."""
    known = {"headline": report.headline or ""}
    known |= {f"body {number}": text for number, text in enumerate(report.paragraphs)}
    known |= {f"note {number}": note.text for number, note in enumerate(report.notes)}
    known |= {f"caption {number}": image.caption or "" for number, image in enumerate(report.images)}
    known |= {f"comment {comment.id}": comment.text for comment in report.thread}
    return known


def assert_quotes_stand_where_they_say(report: Report) -> None:
    known = texts(report)
    for figure in report.figures:
        numbers = {"body": figure.paragraph, "note": figure.note, "caption": figure.image}
        place = f"{figure.where} {numbers[figure.where]}" if figure.where in numbers else figure.where
        assert known[place or ""][slice(*figure.span)] == figure.quote


def test_figures_know_their_places_and_whose_they_are() -> None:
    report = read_text(TEXT)
    assert report.headline == "Half Of The Province Is Held, Ministry Says"
    assert (report.event_date, report.language) == ("--05-03", "en")
    assert [(note.by, note.after) for note in report.notes] == [("AL", 0)]
    assert len(report.paragraphs) == 2
    assert_quotes_stand_where_they_say(report)
    by_place = {(figure.where, figure.value): figure for figure in report.figures}
    assert by_place["body", 40].speaker == "Ivan Petrov"
    assert by_place["body", 40].bound == "at_least"
    assert by_place["body", 40].paragraph == 0
    assert by_place["note", 40].speaker == "Ivan Petrov"
    assert by_place["note", 40].note == 0
    assert by_place["body", 20].paragraph == 1
    assert by_place["comment 1", 33.3333].comment == 1
    assert by_place["comment 2", 25].comment == 2


def test_figures_come_in_the_order_of_the_page() -> None:
    found = [(figure.where, figure.value) for figure in read_text(TEXT).figures]
    assert found[0] == ("headline", 50)
    assert found.index(("body", 40)) < found.index(("note", 40)) < found.index(("body", 20))
    assert found[-1] == ("comment 2", 25)


def test_the_same_page_as_html_gives_the_same_figures() -> None:
    body = TEXT.split("\n\n")
    html = f"<html><body><article><h1>{body[0]}</h1>" + "".join(f"<p>{text}</p>" for text in body[1:4]) + "</article>"
    html += '<ol><li id="comment-7"><b class=fn>Bo</b><p>The army holds a third of Oruland.</p></li></ol></body></html>'
    of_text = [(f.where, f.quote, f.speaker) for f in read_text(TEXT).figures if f.comment is None]
    report = read_html(html)
    assert [(f.where, f.quote, f.speaker) for f in report.figures if f.comment is None] == of_text
    assert [f.where for f in report.figures if f.comment is not None] == ["comment 7"]
    assert_quotes_stand_where_they_say(report)


def test_a_caption_has_figures() -> None:
    report = read_text(f"Half Is Held\n\nMap by Ana: the army holds 60 percent of Oruland\n\n{TEXT}")
    assert ("caption", 0, 60) in [(figure.where, figure.image, figure.value) for figure in report.figures]


def test_a_reader_repeats_a_figure_of_the_page() -> None:
    report = read_text(
        TEXT.replace("that the army had taken more than 40 percent", "that the army had taken 41.5 percent")
        + """
  * Di

    Who believes this 41.5%?
"""
    )
    assert [(f.where, f.value) for f in report.figures][-1] == ("comment 3", 41.5)


def test_a_report_goes_to_json_and_back(tmp_path: Path) -> None:
    report = read_text(TEXT, url="https://example.org/half")
    path = tmp_path / "report.json"
    path.write_bytes(msgspec.json.encode(report))
    assert read(path) == report


def test_files_of_every_kind_and_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-16")
    (tmp_path / "a.md").write_text("# " + TEXT, encoding="utf-8")
    html = "<meta charset=windows-1251><h1>Half</h1><p>Ещё 20 процентов."
    (tmp_path / "a.html").write_bytes(html.encode("windows-1251"))
    assert read(tmp_path / "a.txt") == read_text(TEXT) == read(str(tmp_path / "a.md"))
    assert read(tmp_path / "a.html", url="https://example.org/x").paragraphs == ("Ещё 20 процентов.",)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert read("-") == read_text(TEXT)
    assert read_html("<h1>Half</h1><p>Ещё.".encode("windows-1251")).paragraphs == ("Ещё.",)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b'{"headline": 5}', r"\$.headline"),
        (
            b'{"figures": [{"quote": "x", "span": [0, 1], "value": "much", "kind": "share", "unit": ""}]}',
            r"figures\[0\]",
        ),
        (b"{", "not a report as JSON"),
        (b"[" * 100_000, "not a report as JSON"),
        (b"[]", "not a report as JSON"),
    ],
)
def test_json_that_is_no_report_is_refused_with_its_field(tmp_path: Path, raw: bytes, says: str) -> None:
    (tmp_path / "a.json").write_bytes(raw)
    with pytest.raises(UnreadableSource, match=says) as error:
        read(tmp_path / "a.json")
    assert "\n" not in str(error.value)


SENTENCE = "The army said on May 3 that it holds 60 percent of Oruland. "
LONG = {
    "a line of 20 million characters": "a" * 20_000_000,
    "digits": "1," * 10_000_000,
    "line ends": "\n" * 19_000_000 + SENTENCE,
    "spaces": "a" + " " * 19_000_000 + "b",
    "bullets": "* a\n" * 2_000_000,
    "brackets": "[" * 5_000_000,
    "one word": "half " * 300_000,
}


# In a process of its own, as other tests have been in this one. What `getrusage` says is no use: on Linux a new
# process begins with the peak of the one that started it.
READ_IT = """
import json, re, sys, time
from pathlib import Path
from whoholds import read_text
text = sys.stdin.read()
begun = time.process_time()
report = read_text(text)
taken = time.process_time() - begun
status = Path("/proc/self/status")
peak = int(re.search(r"VmHWM:\\s*(\\d+) kB", status.read_text())[1]) if status.exists() else None
print(json.dumps([taken, sum(map(len, report.paragraphs)), peak]))
"""


@pytest.mark.parametrize("name", LONG)
def test_input_too_long_for_anybody_is_read_in_bounded_time(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", READ_IT], input=LONG[name], capture_output=True, text=True, check=True, timeout=2 * HANG
    )
    taken, length, peak = json.loads(done.stdout)
    assert taken < HANG
    assert length <= 2 * MOST_TEXT
    assert peak is None or peak < 1_500_000  # kilobytes; it is known on Linux alone


def test_the_rest_of_a_long_text_is_said_to_be_left_out() -> None:
    report = read_text("Half Is Held\n\n" + (SENTENCE + "\n\n") * 12_000)
    assert "only about the first 500,000 were read" in report.warnings[0]
    assert sum(map(len, report.paragraphs)) < MOST_TEXT + 100


SHAPES = "Half Is Held|0 $|By Ana|• Ana|  text 5%|o Bo||[AL: a third.]|“a half|” he said|He said on May 3 it fell."


@settings(deadline=None)
@given(st.lists(st.one_of(st.sampled_from(SHAPES.split("|")), st.text(max_size=30)), max_size=20))
def test_any_text_gives_a_report_whose_quotes_stand_where_they_say(lines: list[str]) -> None:
    text = "\n".join(lines)
    report = read_text(text)
    assert_quotes_stand_where_they_say(report)
    assert msgspec.json.encode(report) == msgspec.json.encode(read_text(text))
