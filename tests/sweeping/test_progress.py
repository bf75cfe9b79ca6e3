"""The line that says how fast a sweep goes: on a terminal, once it has taken a second."""

from __future__ import annotations

import io
import re
import sys

import pytest

from whoholds.sweeping.archives import Archive
from whoholds.sweeping.parts import Head, shards_of
from whoholds.sweeping.progress import Bar
from whoholds.sweeping.record import Place

SHARDS = shards_of(Archive(name="a", path="a", kind="warc", size=3_000_000), 1_000_000)


class Terminal(io.StringIO):
    """A terminal that remembers."""

    def isatty(self) -> bool:
        return True


def shown(terminal: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("COLUMNS", "200")
    bar = Bar()
    bar.begin(SHARDS)
    bar.done(SHARDS[0], Head(shard=0, sequence=0, records=70, figures=2), now=False)
    bar.done(SHARDS[1], Head(shard=1, sequence=0, records=50, figures=3), now=True)
    bar.end()
    return terminal.getvalue()


def test_rates_and_the_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whoholds.sweeping.progress._PATIENCE", 0.0)
    text = shown(Terminal(), monkeypatch)
    assert "2.0/3.0 MB" in text
    assert "5 figures" in text
    assert "MB/s" in text
    assert "records/s" in text
    assert re.search(r"\d:\d\d left", text)


def test_the_line_moves_within_a_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whoholds.sweeping.progress._PATIENCE", 0.0)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("COLUMNS", "200")
    bar = Bar()
    bar.begin(SHARDS)
    bar.moved(SHARDS[0], Place(400_000))
    bar.moved(SHARDS[2], Place(2_300_000, 5))
    bar.end()
    assert "0.7/3.0 MB" in terminal.getvalue()
    bar.done(SHARDS[0], Head(shard=0, sequence=0), now=True)
    assert bar.read == 1_300_000


@pytest.mark.parametrize(
    ("archive", "place", "read"),
    [
        (Archive(name="a", path="a", kind="pages", pages=(("1", 300), ("2", 500))), Place(1), 300),
        (Archive(name="a", path="a", kind="lines", size=100), Place(60), 60),
        # Places in packed lines are those of the lines as unpacked: they say nothing of the file.
        (Archive(name="a", path="a", kind="lines", packing="gzip", size=100), Place(600), 0),
        (Archive(name="a", path="a", kind="warc", packing="gzip", size=100), Place(600), 100),
    ],
)
def test_how_much_of_a_part_is_read(archive: Archive, place: Place, read: int) -> None:
    bar = Bar()
    [shard] = shards_of(archive, 1_000)
    bar.begin([shard])
    bar.moved(shard, place)
    assert bar.read == read


def test_nothing_is_shown_of_short_work(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(Terminal(), monkeypatch) == ""


def test_nothing_is_shown_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whoholds.sweeping.progress._PATIENCE", 0.0)
    assert shown(io.StringIO(), monkeypatch) == ""
