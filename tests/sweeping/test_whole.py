"""A sweep from beginning to end: what comes out, and that it does not depend on who worked or when."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import ClassVar

import pytest
from archives_by_hand import claims, gz, numbered, output, page, record, with_figure, without_figure, write_wacz, zst

from whoholds.errors import WhoholdsError
from whoholds.reading import read_html
from whoholds.sweeping import Swept, Watcher, sweep
from whoholds.sweeping.claims import columns
from whoholds.sweeping.local import run_here
from whoholds.sweeping.parts import Head, Shard
from whoholds.sweeping.record import Place
from whoholds.sweeping.state import locked

COMMAND = [sys.executable, "-c", "from whoholds.cli.sweep import sweep; sweep()"]
SMALL = 1_000  # bytes of a part: so small that every archive here has many


@pytest.fixture
def archives(tmp_path: Path) -> list[Path]:
    """One archive of each kind, each with two figures."""
    records = numbered(10)
    folder = tmp_path / "in"
    (folder / "pages" / "sub").mkdir(parents=True)
    (folder / "a.warc").write_bytes(b"".join(records))
    (folder / "b.warc.gz").write_bytes(b"".join(gz(one) for one in records))
    (folder / "c.warc.gz").write_bytes(gz(*records))
    (folder / "d.warc.zst").write_bytes(zst(*records))
    write_wacz(
        folder / "e.wacz", [("archive/a.warc.gz", b"".join(gz(one) for one in records)), ("../b.warc", records[0])]
    )
    lines = [json.dumps({"url": f"http://a/{n}", "html": page_of(n)}) for n in range(10)]
    (folder / "f.jsonl").write_text("\n".join([*lines, "no json"]))
    (folder / "g.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))
    for number in range(10):
        (folder / "pages" / "sub" / f"{number}.html").write_text(page_of(number))
    return sorted(folder.iterdir())


def page_of(number: int) -> str:
    return with_figure(number + 1) if number % 5 == 0 else without_figure(number)


def test_every_kind_of_archive(archives: list[Path], tmp_path: Path) -> None:
    swept = sweep(archives, tmp_path / "out", workers=2, part_size=SMALL)
    rows = claims(tmp_path / "out")
    names = [str(path) for path in archives]
    names[names.index(str(archives[4]))] += "!archive/a.warc.gz"
    assert [row["archive"] for row in rows] == [name for name in names for _ in range(2)]
    assert [row["value"] for row in rows] == [1.0, 6.0] * 8
    assert {row["quote"] for row in rows} == {"1 percent", "6 percent"}
    assert {(row["relation"], row["holder"], row["base"], row["speaker"]) for row in rows} == {
        ("holds", "rebels", "Oruland", "ministry")
    }
    skipped = [json.loads(line) for line in (tmp_path / "out" / "skipped.jsonl").read_text().splitlines()]
    assert [(line["archive"].rsplit("/", 1)[-1], line["offset"] is None) for line in skipped] == [
        ("b.warc", True),
        ("f.jsonl", False),
    ]
    assert (swept.total.kept, swept.total.figures, swept.total.skipped) == (16, 16, 2)
    assert sorted(output(tmp_path / "out")) == ["claims.parquet", "skipped.jsonl", "sweep.json"]


def test_a_claim_is_what_the_reader_reads(tmp_path: Path) -> None:
    html = page("General Tor said: “The army holds 60 percent of Oruland.” Two villages fell to the rebels on May 3.")
    (tmp_path / "a.warc").write_bytes(record(html, url="https://a.example/1"))
    sweep([tmp_path / "a.warc"], tmp_path / "out", workers=1)
    figures = read_html(html, url="https://a.example/1").figures
    rows = claims(tmp_path / "out")
    assert list(rows[0]) == list(columns())
    assert len(figures) == 2
    for number, (figure, row) in enumerate(zip(figures, rows, strict=True)):
        fields = {name: getattr(figure, name) for name in figure.__struct_fields__ if name != "span"}
        assert {name: row[name] for name in fields} == fields
        assert (row["span_start"], row["span_end"], row["figure"]) == (*figure.span, number)
        assert str(row["text"])[figure.span[0] : figure.span[1]] == figure.quote
    assert rows[0]["statement_speaker"] == figures[0].speaker
    assert rows[0]["statement_content"] == "The army holds 60 percent of Oruland."
    assert rows[1]["statement_speaker"] is None


def test_who_works_and_how_it_is_cut_changes_nothing(archives: list[Path], tmp_path: Path) -> None:
    results = []
    for number, (workers, size) in enumerate([(1, 1 << 20), (2, SMALL), (3, 600)]):
        sweep(archives, tmp_path / f"out{number}", workers=workers, part_size=size)
        results.append(output(tmp_path / f"out{number}"))
    assert results[0] == results[1] == results[2]


def test_long_texts_are_cut_around_the_figure(tmp_path: Path) -> None:
    long = "It rained. " * 500 + "The rebels hold 40 percent of Oruland. " + "It rained. " * 500
    (tmp_path / "a.txt").write_text(long)
    sweep([tmp_path / "a.txt"], tmp_path / "out", workers=1)
    [row] = claims(tmp_path / "out")
    text, start = str(row["text"]), int(str(row["text_start"]))
    assert len(text) == 2000
    assert text[int(str(row["span_start"])) - start : int(str(row["span_end"])) - start] == "40 percent"


def test_a_second_call_does_nothing(archives: list[Path], tmp_path: Path) -> None:
    first = sweep(archives, tmp_path / "out", workers=1)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir() if path.name != ".lock"}
    assert sweep(archives, tmp_path / "out", workers=1) == first
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir() if path.name != ".lock"} == before


@pytest.mark.parametrize("after", [1, 100])
def test_a_sweep_goes_on_with_the_parts_that_it_began_with(archives: list[Path], tmp_path: Path, after: int) -> None:
    sweep(archives, tmp_path / "whole", workers=1, part_size=SMALL)
    try:
        sweep(archives, tmp_path / "out", workers=1, part_size=SMALL, watcher=Stop(after))
    except KeyboardInterrupt:
        assert after == 1
    sweep(archives, tmp_path / "out", workers=1, part_size=5 * SMALL)
    assert output(tmp_path / "out") == output(tmp_path / "whole")


def test_a_plan_of_an_older_version_is_refused(archives: list[Path], tmp_path: Path) -> None:
    sweep(archives[:1], tmp_path / "out", workers=1)
    plan = (tmp_path / "out" / ".plan").read_text().split()[0]
    (tmp_path / "out" / ".plan").write_text(plan)
    with pytest.raises(WhoholdsError, match="by another version"):
        sweep(archives[:1], tmp_path / "out", workers=1)


def test_other_archives_need_another_folder(archives: list[Path], tmp_path: Path) -> None:
    sweep(archives[:1], tmp_path / "out", workers=1)
    with pytest.raises(WhoholdsError, match="holds a sweep of other archives"):
        sweep(archives[1:2], tmp_path / "out", workers=1)
    os.utime(archives[0], (1, 1))
    with pytest.raises(WhoholdsError, match="holds a sweep of other archives"):
        sweep(archives[:1], tmp_path / "out", workers=1)
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "claims.parquet").write_text("mine")
    with pytest.raises(WhoholdsError, match="files of another kind"):
        sweep(archives[:1], tmp_path / "used", workers=1)


def test_only_one_sweep_at_a_time(archives: list[Path], tmp_path: Path) -> None:
    with locked(tmp_path / "out"), pytest.raises(WhoholdsError, match="another sweep is at work"):
        sweep(archives, tmp_path / "out", workers=1)


class Stop(Watcher):
    """Stops a sweep after some parts."""

    def __init__(self, after: int) -> None:
        self.left = after

    def done(self, shard: Shard, head: Head, *, now: bool) -> None:
        self.left -= now
        if self.left < 0:
            raise KeyboardInterrupt


@pytest.mark.parametrize("after", [0, 1, 5, 12])
def test_a_sweep_that_is_stopped_goes_on(archives: list[Path], tmp_path: Path, after: int) -> None:
    sweep(archives, tmp_path / "whole", workers=1, part_size=SMALL)
    with pytest.raises(KeyboardInterrupt):
        sweep(archives, tmp_path / "out", workers=2, part_size=SMALL, watcher=Stop(after))
    assert len(list((tmp_path / "out" / "work").iterdir())) > after
    sweep(archives, tmp_path / "out", workers=1, part_size=SMALL)
    assert output(tmp_path / "out") == output(tmp_path / "whole")


def test_parts_of_a_stream_are_taken_up_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whoholds.sweeping.whole._runner", lambda workers, scheduler: here)
    monkeypatch.setattr("whoholds.sweeping.parts._MOST_ROWS", 2)
    (tmp_path / "a.warc.gz").write_bytes(gz(*numbered(60)))
    sweep([tmp_path / "a.warc.gz"], tmp_path / "whole")
    for after in (0, 1, 1):
        with pytest.raises(KeyboardInterrupt):
            sweep([tmp_path / "a.warc.gz"], tmp_path / "out", watcher=Stop(after))
    assert len(list((tmp_path / "out" / "work").iterdir())) == 5
    sweep([tmp_path / "a.warc.gz"], tmp_path / "out")
    assert output(tmp_path / "out") == output(tmp_path / "whole")
    assert len(claims(tmp_path / "out")) == 12


def here(tasks: object) -> object:
    """Run tasks in this process."""
    from whoholds.sweeping.parts import encode, run

    for task in tasks:  # type: ignore[attr-defined]
        for part in run(task):
            yield task, encode(part)


def test_false_beginnings_inside_of_records(tmp_path: Path) -> None:
    inner = b"".join(gz(record(with_figure(number + 1), url=f"http://inner/{number}")) for number in range(30))
    stored = gzip.compress(record(inner, http=b"HTTP/1.1 200 OK\r\nContent-Type: application/warc\r\n"), 0, mtime=0)
    outer = [gz(one) for one in numbered(6)]
    archive = b"".join([*outer[:3], stored, *outer[3:]])
    assert inner in archive  # the false beginnings stand there as they are
    (tmp_path / "a.warc.gz").write_bytes(archive)
    sweep([tmp_path / "a.warc.gz"], tmp_path / "whole", workers=1, part_size=1 << 20)
    assert [row["url"] for row in claims(tmp_path / "whole")] == ["https://news.example/0", "https://news.example/5"]
    for size in (1000, 4000):
        sweep([tmp_path / "a.warc.gz"], tmp_path / f"out{size}", workers=2, part_size=size)
        assert output(tmp_path / f"out{size}") == output(tmp_path / "whole")


def test_a_page_that_breaks_the_reader_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(page: object) -> None:
        raise RecursionError

    monkeypatch.setattr("whoholds.sweeping.whole._runner", lambda workers, scheduler: here)
    monkeypatch.setattr("whoholds.sweeping.reading.read_page", broken)
    (tmp_path / "a.warc").write_bytes(b"".join(numbered(6)))
    swept = sweep([tmp_path / "a.warc"], tmp_path / "out")
    assert swept.total.skipped == 2  # the two that the cheap look keeps
    assert "the reader failed on it: RecursionError" in (tmp_path / "out" / "skipped.jsonl").read_text()


def test_a_page_that_ends_the_process_is_passed_over(tmp_path: Path) -> None:
    code = tmp_path / "sitecustomize.py"
    code.write_text(
        "import os, sys\n"
        "if '-m' in sys.orig_argv and 'whoholds.sweeping.worker' in sys.orig_argv:\n"
        "    import whoholds.sweeping.reading as reading\n"
        "    real = reading.read_page\n"
        "    def read_page(page):\n"
        "        if page.url.endswith('/5'):\n"
        "            os._exit(9)\n"
        "        return real(page)\n"
        "    reading.read_page = read_page\n"
    )
    (tmp_path / "a.warc").write_bytes(b"".join(numbered(12)))
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    command = [*COMMAND, str(tmp_path / "a.warc"), "--out", str(tmp_path / "out"), "--workers", "2"]
    subprocess.run(command, check=True, env=environment, stderr=subprocess.DEVNULL, timeout=120)
    assert [row["url"] for row in claims(tmp_path / "out")] == ["https://news.example/0", "https://news.example/10"]
    skipped = json.loads((tmp_path / "out" / "skipped.jsonl").read_text())
    assert (skipped["url"], skipped["reason"]) == ("https://news.example/5", "the reader's process ended on it")


def test_an_archive_that_goes_away_is_an_error(tmp_path: Path) -> None:
    from whoholds.sweeping.archives import find_archives
    from whoholds.sweeping.parts import Task, shards_of

    (tmp_path / "a.warc").write_bytes(record("x"))
    [archive], _ = find_archives([tmp_path / "a.warc"])
    (tmp_path / "a.warc").unlink()
    with pytest.raises(WhoholdsError, match="Every worker must see the archives"):
        list(run_here([Task(shard=shard) for shard in shards_of(archive, 100)], 1))


def test_the_command(archives: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [*COMMAND, *map(str, archives), "--out", str(out)]
    done = subprocess.run([*command, "--workers", "2"], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout == ""
    assert done.stderr == (
        f"Wrote {out}/claims.parquet: 16 figures on 16 of 80 pages.\n"
        f"2 records were skipped; {out}/skipped.jsonl says why.\n"
    )
    again = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert again.stderr.splitlines()[0] == (
        f"{out}/claims.parquet was there from the same sweep: 16 figures on 16 of 80 pages. Nothing was written."
    )
    as_json = subprocess.run([*command, "--json"], capture_output=True, check=True, timeout=60)
    assert json.loads(as_json.stdout) == json.loads((out / "sweep.json").read_text())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signal")
def test_pandas_is_not_loaded_to_write_claims(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"".join(numbered(2)))
    code = (
        "import sys; from pathlib import Path; from whoholds.sweeping import sweep; "
        "sweep([Path(sys.argv[1])], Path(sys.argv[2]), workers=1); print('pandas' in sys.modules)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "a.warc"), str(tmp_path / "out")]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout == "False\n"


def test_control_c_says_how_to_go_on(tmp_path: Path) -> None:
    records = [gz(one) for one in numbered(60, every=1)]
    (tmp_path / "a.warc.gz").write_bytes(b"".join(records * 30))
    out = tmp_path / "out"
    command = [*COMMAND, str(tmp_path / "a.warc.gz"), "--out", str(out), "--workers", "2", "--part", "1"]
    shutil.rmtree(out, ignore_errors=True)
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while not (out / "work").exists():
        time.sleep(0.01)
    time.sleep(0.5)
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert said == f"Error: stopped. What is done stands in {out}; run the same command again to go on.\n"
    assert not (out / "claims.parquet").exists()


def test_files_that_are_left_out_of_a_folder_are_counted(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "b").mkdir(parents=True)
    for name in ("1.txt", "2.eml", "b/3.EML", "4.json", "README", ".hidden"):
        (folder / name).write_text("page")
    (folder / "link.json").symlink_to(folder / "4.json")
    command = [*COMMAND, str(folder), str(folder / "1.txt"), "--out", str(tmp_path / "out")]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stderr
    assert said.splitlines()[1:] == [
        "Files in the folders that are neither pages nor archives were left out: 2 .eml, 1 without an ending, 1 .json."
    ]
    assert json.loads((tmp_path / "out" / "sweep.json").read_text())["left_out"] == {".eml": 2, "": 1, ".json": 1}


def test_the_work_says_how_far_it_has_come(tmp_path: Path) -> None:
    class Places(Watcher):
        seen: ClassVar[list[Place]] = []

        def moved(self, shard: Shard, place: Place) -> None:
            self.seen.append(place)

    (tmp_path / "a.warc").write_bytes(b"".join(numbered(5)))
    sweep([tmp_path / "a.warc"], tmp_path / "out", workers=1, watcher=Places())
    assert Places.seen  # the first record is told at once, further ones twice a second


def test_swept_is_a_summary(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"".join(numbered(5)))
    swept = sweep([tmp_path / "a.warc"], tmp_path / "out", workers=1)
    assert isinstance(swept, Swept)
    assert (swept.total.records, swept.total.pages, swept.total.kept) == (5, 5, 1)
