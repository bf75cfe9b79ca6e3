"""The command line: what it prints, its exit codes, and one clear line for every bad input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
WHOHOLDS = str(Path(sys.executable).parent / "whoholds")
SYRIA = str(ROOT / "examples/syria-2018-12-11.txt")
RUSSIAN = "Армия удерживает 60 процентов территории страны, сообщил министр обороны 11 декабря 2018 года. " * 3
FRENCH = "L'armée tient 60 pour cent du pays, a déclaré le ministre. La région a été reprise à l'été. " * 3
OF_SYRIA = ("--holder", "Government", "--place", "Syria", "--on", "2018-12-11")
ENGLISH = "The army holds 60 percent of Syria, the minister said on 11 December 2018."


def run(*arguments: str, text: bytes | None = None, seconds: float = 60) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "80"}
    stdin = subprocess.DEVNULL if text is None else None
    return subprocess.run(
        [WHOHOLDS, *arguments],
        input=text,
        stdin=stdin,
        capture_output=True,
        timeout=seconds,
        env=environment,
        check=False,
    )


def answer_of(*arguments: str, text: bytes | None = None) -> Any:
    done = run(*arguments, "--json", text=text)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def assert_one_clear_line(done: subprocess.CompletedProcess[bytes], *words: str) -> None:
    message = done.stderr.decode()
    assert done.returncode in (1, 2), message
    assert done.stdout == b""
    assert "Traceback" not in message
    assert len(message.splitlines()) == 1, message
    for word in words:
        assert word in message


# ------------------------------------------------------------------------------------------------ what it prints


def test_check_on_the_example() -> None:
    answer = answer_of("check", SYRIA)
    figures = answer["report"]["figures"]
    index = next(i for i, figure in enumerate(figures) if figure["quote"] == "more than 96.5%")
    reckoning = next(r for r in answer["reckonings"] if r["figure"] == index)
    assert reckoning["verdict"] == "only if"
    assert reckoning["literal"]["value"] == pytest.approx(59.6)
    assert set(answer) == {"report", "reckonings", "checks", "given"}


def test_check_fits_80_columns() -> None:
    done = run("check", SYRIA)
    assert done.returncode == 0, done.stderr
    assert max(len(line) for line in done.stdout.decode().splitlines()) <= 80


def test_check_writes_a_page_whole(tmp_path: Path) -> None:
    page = tmp_path / "answer.html"
    done = run("check", SYRIA, "--html", str(page))
    assert done.returncode == 0, done.stderr
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert [path.name for path in tmp_path.iterdir()] == ["answer.html"]


def test_a_page_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    assert_one_clear_line(run("check", SYRIA, "--html", str(tmp_path / "no/answer.html")), "no/answer.html")
    assert list(tmp_path.iterdir()) == []


def test_a_report_as_json_can_be_checked_again(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    report.write_bytes(run("read", SYRIA, "--json").stdout)
    assert answer_of("check", str(report)) == answer_of("check", SYRIA)


def test_an_answer_as_json_can_be_checked_again(tmp_path: Path) -> None:
    answer = tmp_path / "answer.json"
    answer.write_bytes(run("check", SYRIA, "--json").stdout)
    assert answer_of("check", str(answer)) == answer_of("check", SYRIA)


def test_an_impossible_date_on_a_page_is_no_date() -> None:
    text = ENGLISH.replace("11 December 2018", "31 February 2018").encode()
    (reckoning,) = answer_of("check", "-", text=text)["reckonings"]
    assert reckoning["missing"][0]["option"] == "--on"


def test_a_disk_that_is_full_is_one_clear_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([WHOHOLDS, "check", SYRIA, "--json"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert len(done.stderr.decode().splitlines()) == 1, done.stderr


def test_a_reader_that_stops_reading_is_no_error() -> None:
    done = subprocess.run(f"{WHOHOLDS} check {SYRIA} --json | head -1", shell=True, capture_output=True, check=False)  # noqa: S602
    assert (done.returncode, done.stderr) == (0, b"")


def test_standard_input() -> None:
    answer = answer_of("check", "-", text=ENGLISH.encode())
    assert answer["report"]["figures"][0]["value"] == 60
    assert answer["reckonings"][0]["literal"]["value"] == pytest.approx(59.6)


def test_read_lines_streams() -> None:
    command = [WHOHOLDS, "read", "--lines"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as process:
        assert process.stdin
        assert process.stdout
        for number in range(3):  # each line is answered before the next one is sent
            process.stdin.write(json.dumps({"id": number, "text": ENGLISH}) + "\n")
            process.stdin.flush()
            result = json.loads(process.stdout.readline())
            assert result["id"] == number
            assert result["figures"][0]["quote"] == "60 percent"
        process.stdin.close()
        assert process.wait(timeout=10) == 0


def test_read_lines_names_a_bad_line_and_goes_on() -> None:
    done = run("read", "--lines", text=b'{"id": 1, "text": "a"}\nnot json\n\n{"id": 2, "text": "b"}\n')
    assert done.returncode == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [1, 2]
    assert b"line 2" in done.stderr


def test_read_lines_of_files_that_begin_with_a_byte_order_mark() -> None:
    line = '\ufeff{"id": 1, "text": "a"}\n'.encode()
    done = run("read", "--lines", text=line + line)  # two files that were joined
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 2)
    assert run("read", "--lines", text=b'{"id": ' + line).returncode == 1


def test_reckon_a_figure_without_a_page() -> None:
    reckoning = answer_of("reckon", "more than 96.5%", *OF_SYRIA, "--enemy", "ISIS")
    assert reckoning["verdict"] == "only if"
    assert reckoning["claim"]["bound"] == "at_least"


def test_each_command_names_the_options_that_it_has() -> None:
    checked = " ".join(run("check", SYRIA).stdout.decode().split())
    reckoned = " ".join(run("reckon", "60%", *OF_SYRIA).stdout.decode().split())
    assert "of counting; --html and --json say by which rules." in checked
    assert "of counting; --json says by which rules." in reckoned


def test_reckon_what_was_gained_and_what_was_lost_since_a_date() -> None:
    options = ("--place", "Syria", "--on", "2018-11", "--since", "2018")
    gained = answer_of("reckon", "6.2%", "--holder", "Government", *options)
    lost = answer_of("reckon", "4.55%", "--holder", "ISIS", *options, "--lost")
    assert (gained["verdict"], gained["literal"]["reading"]["flow"]) == ("as stated", "gained")
    assert (lost["verdict"], lost["literal"]["reading"]["flow"]) == ("as stated", "lost")
    assert gained["claim"]["since"] == lost["claim"]["since"] == "2018-01-01"


def test_check_takes_since_for_what_the_page_does_not_say(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text("Government forces lost 2 percent of Syria, and have seized 300 square kilometres.\n", "utf-8")
    options = ("--place", "SYR", "--on", "2018-11-30")
    missing = [reckoning["missing"] for reckoning in answer_of("check", str(file), *options)["reckonings"]]
    assert [[one["option"] for one in those] for those in missing] == [["--since"], ["--since"]]
    told = answer_of("check", str(file), *options, "--since", "2018")["reckonings"]
    assert [reckoning["claim"]["since"] for reckoning in told] == ["2018-01-01"] * 2
    assert told[0]["literal"]["value"] == -6.2


GIVEN = ("--on", "2018-12-11", "--place", "SYR", "--holder", "Government", "--since", "2018-11")


def test_what_was_given_by_hand_is_said_to_be(tmp_path: Path) -> None:
    text = b"More than 96.5 percent was liberated. The SDF hold 27 percent of it."
    done = " ".join(run("check", "-", *GIVEN, text=text).stdout.decode().split())
    assert "given by hand: --on 2018-12-11, --place SYR, --holder Government, --since 2018-11" in done
    assert "gained by Government (given with --holder), of SYR (given with --place), as of 11 December 2018" in done
    assert "since November 2018 (given with --since)" in done
    # What a sentence says itself is not replaced.
    assert "share of area, held by SDF, of SYR (given with --place), as of 11 December 2018 (given with --on)" in done
    assert "by whom is not said" not in done
    page = tmp_path / "answer.html"
    assert run("check", "-", *GIVEN, "--html", str(page), text=text).returncode == 0
    html = page.read_text(encoding="utf-8")
    assert "given by hand: --on 2018-12-11, --place SYR, --holder Government, --since 2018-11" in html
    assert "gained by Government (given with --holder)" in html
    answer = answer_of("check", "-", *GIVEN, text=text)
    assert answer["given"] == {"on": "2018-12-11", "place": "SYR", "holder": "Government", "since": "2018-11"}
    assert [reckoning["claim"]["holders"] for reckoning in answer["reckonings"]] == [["Government"], ["SDF"]]


def test_nothing_given_is_said_of_nothing() -> None:
    assert answer_of("check", SYRIA)["given"] == {"on": None, "place": None, "holder": None, "since": None}
    assert b"given" not in run("check", SYRIA).stdout.replace(b"given by", b"")


def test_cannot_tell_is_an_answer() -> None:
    reckoned = run("reckon", "60%", "--holder", "Government", "--place", "SYR", "--on", "1950-01-01")
    checked = run("check", "-", text=b"The army holds 60 percent of the country.")
    assert b"CANNOT TELL" in reckoned.stdout
    assert b"CANNOT TELL" in checked.stdout
    assert (reckoned.returncode, checked.returncode) == (0, 0)


# ------------------------------------------------------------------------------------------------ bad input


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "PNG"),
        ("paper.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 20, "PDF"),
        ("noise.bin", bytes(range(256)) * 400, "text"),
        ("report.json", b'{"headline": 5}', "headline"),
        ("broken.json", b'{"headline": ', "JSON"),
        ("other.json", b'{"name": "x"}', "neither a headline nor paragraphs"),
        (
            "misplaced.json",
            b'{"paragraphs": ["a"], "figures": [{"quote": "5%", "span": [0, 2], "value": 5, "kind": "share",'
            b' "unit": "percent", "relation": "holds", "paragraph": 7}]}',
            "does not stand where it says",
        ),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert_one_clear_line(run("check", str(path)), name, words)


@pytest.mark.parametrize("figure", ["150%", "more than 100.5 percent"])
def test_a_share_above_the_whole_is_refused(figure: str) -> None:
    assert_one_clear_line(run("reckon", figure, *OF_SYRIA), "more than the whole", "at most 100%")


def test_a_holder_that_the_atlas_does_not_know_is_refused() -> None:
    options = ("--holder", "Nobody", "--place", "SYR")
    assert_one_clear_line(run("check", SYRIA, *options), "unknown holder 'Nobody' in SYR", "Government")
    assert_one_clear_line(run("reckon", "60%", *options, "--on", "2018-12-11"), "unknown holder 'Nobody'", "SDF")


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    assert_one_clear_line(run("check", str(tmp_path / "gone.txt")), "gone.txt")
    assert_one_clear_line(run("check", str(tmp_path)), "folder")


def test_a_file_that_is_too_large_or_never_ends(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(3_000_000_000)
    assert_one_clear_line(run("check", str(large)), "large.txt")
    assert_one_clear_line(run("check", "/dev/zero"), "/dev/zero")


@pytest.mark.parametrize("arguments", ["read --lines", "check -"])
def test_a_stream_that_never_ends_is_given_up(arguments: str) -> None:
    command = f"tr '\\0' 'a' < /dev/zero | {WHOHOLDS} {arguments}"
    done = subprocess.run(command, shell=True, capture_output=True, timeout=60, check=False)  # noqa: S602
    assert_one_clear_line(done)


@pytest.mark.parametrize(
    ("text", "encoding", "seen"),
    [
        (RUSSIAN, "windows-1251", "Армия"),
        (RUSSIAN, "utf-16", "Армия"),
        (RUSSIAN, "utf-8-sig", "Армия"),
        (FRENCH, "latin-1", "été"),
        (FRENCH, "windows-1252", "été"),
        (ENGLISH, "utf-16-le", "army"),
        (ENGLISH, "utf-16-be", "army"),
    ],
)
def test_other_encodings(tmp_path: Path, text: str, encoding: str, seen: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(text.encode(encoding))
    report = answer_of("read", str(path))
    assert seen in " ".join([report["headline"] or "", *report["paragraphs"]])


@pytest.mark.parametrize(
    "page",
    [
        b"<html><body><p>The army holds 60 percent of Syria.<div><b></p></span></table>",
        b"<p>The army holds 60 percent of Syria. <" + b"a" * 100_000,
        b"<div>" * 100_000 + b"The army holds 60 percent of Syria." + b"</div>" * 100_000,
        b"<html><body>" + b"<p>The army holds 60 percent of Syria.</p>" * 20_000,
        b"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><p>The army holds 60 percent of Syria &b;</p>",
    ],
    ids=["unclosed", "endless tag", "nested 100,000 deep", "20,000 paragraphs", "entities"],
)
def test_hostile_html(tmp_path: Path, page: bytes) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(page)
    report = answer_of("read", str(path))
    assert report["figures"] or report["warnings"]


def test_a_million_figures(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("The army holds 60 percent of Syria.\n" * 50_000 + "60% " * 1_000_000, encoding="utf-8")
    done = run("check", str(path), "--on", "2018-12-11", seconds=300)
    assert done.returncode in (0, 1), done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--place", "Atlantis"), "Atlantis"),
        (("--place", "Syrai"), "Syria"),  # a near miss is named
        (("--place", "FRA"), "France"),  # no row for the country
        (("--place", "SYR", "--holder", "Martians"), "Martians"),
        (("--on", "2018-13-40"), "2018-13-40"),
        (("--atlas", "no-such-folder"), "no-such-folder"),
        (("--json", "--html", "x.html"), "--json"),
    ],
)
def test_names_and_options_that_do_not_fit(options: tuple[str, ...], words: str) -> None:
    assert_one_clear_line(run("check", SYRIA, *options), words)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("reckon",), "VALUE"),
        (("reckon", "96.5%"), "--holder"),
        (("reckon", "much", "--holder", "Government", "--place", "SYR", "--on", "2018-12-11"), "much"),
        (("reckon", "5%", "--holder", "Nobody", "--place", "SYR", "--on", "2018-12-11"), "Nobody"),
        (("reckon", "5%", "--holder", "Government", "--place", "FRA", "--on", "2018-12-11"), "France"),
        (("reckon", "5%", "--case", "no-such-file"), "no-such-file"),
        (("reckon", "5%", "--holder", "Government", "--place", "SYR", "--on", "2018-12-11", "--lost"), "--since"),
        (("read",), "SOURCE"),
        (("read", "--lines", "no-such-file"), "no-such-file"),
    ],
)
def test_wrong_use_of_other_commands(arguments: tuple[str, ...], words: str) -> None:
    assert_one_clear_line(run(*arguments), words)


def test_help_answers_without_the_heavy_imports() -> None:
    heavy = ("lxml", "trafilatura", "numpy", "rich", "jinja2", "msgspec")
    code = f"import sys; from whoholds.cli import main; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
