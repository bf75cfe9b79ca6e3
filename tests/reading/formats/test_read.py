"""Every kind of source through the command: from a file and from standard input alike, and its errors in one line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pdfs_by_hand import locked, pdf, running

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
