"""Every kind of source through the command: from a file and from standard input alike, and its errors in one line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pdfs_by_hand import locked, pdf, running

from whoholds.errors import UnreadableSource
from whoholds.reading import read

TEXT = "The army said on Monday that it holds half of the province."
CHAT = json.dumps(
    {
        "name": "Front",
        "type": "private_channel",
        "id": 1,
        "messages": [
            {"id": 1, "type": "message", "date": "2018-12-10T10:00:00", "from": "Front", "text": "A third is held."},
            {"id": 2, "type": "message", "date": "2018-12-11T10:00:00", "from": "Front", "text": TEXT},
        ],
    }
)
SOURCES = {
    "pdf": pdf(running(TEXT)),
    "markdown": f"# Half\n\n{TEXT}\n".encode(),
    "mail": f"From: Ana <a@example.org>\nSubject: Half\nMIME-Version: 1.0\n\n{TEXT}\n".encode(),
    "mbox": f"From a@b Tue Dec 11 10:41:00 2018\nFrom: Ana\nMIME-Version: 1.0\n\n{TEXT}\n".encode(),
    "telegram": CHAT.encode(),
}


def whoholds(*words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", "from whoholds.cli import main; main()", *words],
        input=given,
        capture_output=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("kind", SOURCES)
def test_a_file_and_standard_input_give_the_same(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "source"
    path.write_bytes(SOURCES[kind])
    from_file = whoholds("read", str(path), "--json")
    from_pipe = whoholds("read", "-", "--json", given=SOURCES[kind])
    assert json.loads(from_file.stdout)["paragraphs"] == [TEXT]
    assert from_file.stdout == from_pipe.stdout


def test_the_day_of_a_chat_and_where_its_paragraphs_come_from() -> None:
    report = json.loads(whoholds("read", "-", "--on", "2018-12-10", "--json", given=SOURCES["telegram"]).stdout)
    assert (report["site"], report["published"], report["paragraphs"]) == ("Front", "2018-12-10", ["A third is held."])
    assert report["origins"] == [
        {"paragraph": 0, "page": None, "post": 1, "author": "Front", "posted": "2018-12-10T10:00:00"}
    ]


def test_an_error_is_one_line_and_the_exit_code_is_1(tmp_path: Path) -> None:
    (tmp_path / "statement.pdf").write_bytes(locked())
    done = whoholds("read", str(tmp_path / "statement.pdf"))
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().rstrip("\n").endswith("is a PDF that needs a password: save it without one")
    assert done.stderr.count(b"\n") == 1


REPORT = json.dumps({"headline": "Half", "paragraphs": [TEXT], "figures": []}).encode()


@pytest.mark.parametrize("name", ["report.json", "report.txt", "report.md", "report.html", "report"])
@pytest.mark.parametrize("before", [b"", "\ufeff".encode(), b"\n"])
def test_a_report_is_read_whatever_its_name(tmp_path: Path, name: str, before: bytes) -> None:
    (tmp_path / name).write_bytes(before + REPORT)
    report = read(tmp_path / name)
    assert (report.headline, report.paragraphs) == ("Half", (TEXT,))


@pytest.mark.parametrize("name", ["a.jsonl", "a.txt", "a.json"])
@pytest.mark.parametrize(
    "first", [f'{{"id": 1, "text": "{TEXT}"}}', f'\ufeff{{"url": "https://a.example", "html": "<p>{TEXT}"}}']
)
def test_json_lines_are_read_otherwise(tmp_path: Path, name: str, first: str) -> None:
    (tmp_path / name).write_text(f"{first}\n{first}\n", encoding="utf-8")
    with pytest.raises(UnreadableSource, match="is JSON lines: read it with --lines"):
        read(tmp_path / name)


@pytest.mark.parametrize("text", ["{Half} of it is held.", f'{{"id": 1}}\n{TEXT}', f'{{"text": "{TEXT}"'])
def test_what_only_begins_like_json_lines_is_a_text(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    report = read(tmp_path / "a.txt")
    assert " ".join([report.headline or "", *report.paragraphs]).split() == text.split()


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b'{"a": ', "it breaks off. Give what"),
        (b"[1]", "expected `object`, got `array`. Give what"),
        (b'{"headline": 5}', r"got `int` - at `\$.headline`. Give what"),
        (b'{"foo": 1}', "neither a headline nor paragraphs. Give what"),
    ],
)
def test_json_that_is_no_report_says_what_to_give(tmp_path: Path, raw: bytes, says: str) -> None:
    (tmp_path / "a.json").write_bytes(raw)
    with pytest.raises(UnreadableSource, match=says):
        read(tmp_path / "a.json")


@pytest.mark.parametrize(
    "account",
    [
        f'{{"about": "Your data", "personal_information": {{"user_id": 1}}, "chats": {{"list": [{CHAT}]}}}}',
        f'{{"chats": {{"about": "All chats", "list": [{CHAT}]}}}}',
    ],
)
def test_an_export_of_all_chats_says_to_export_one(tmp_path: Path, account: str) -> None:
    (tmp_path / "result.json").write_text(account, encoding="utf-8")
    with pytest.raises(UnreadableSource, match="holds all chats of an account: export one"):
        read(tmp_path / "result.json")


@pytest.mark.parametrize("kind", SOURCES)
def test_a_day_that_chooses_nothing_is_said(kind: str) -> None:
    done = whoholds("read", "-", "--on", "2018-12-11", given=SOURCES[kind])
    assert done.returncode == 0
    assert (b"--on was not used" in done.stderr) == (kind != "telegram")
