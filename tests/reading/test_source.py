"""Getting bytes and making text of them: what is refused, and every encoding that pages come in."""

from __future__ import annotations

import http.server
import io
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from growth import ends
from hypothesis import given
from hypothesis import strategies as st

from whoholds.errors import UnreadableSource
from whoholds.reading.pages.encoding import decode
from whoholds.reading.pages.source import from_bytes, load
from whoholds.reading.pages.web import fetch

RUSSIAN = "Армия заявила 3 мая, что удерживает половину области. Ещё 20 процентов — «серая зона»."
FRENCH = "L’armée a déclaré qu’elle tenait déjà près de la moitié de la région, où règne l’incertitude."
ENGLISH = "The army said on May 3 that it holds half of the province, some 1,200 sq km."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "utf-8"),
        (RUSSIAN, "utf-8-sig"),
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "utf-16"),
        (RUSSIAN, "utf-16-le"),
        (RUSSIAN, "utf-16-be"),
        ("Армия взяла город Озерск.", "windows-1251"),
        ("Армия взяла город Озерск.", "koi8-r"),
        ("ПОЛОВИНА ОБЛАСТИ ПОД КОНТРОЛЕМ", "windows-1251"),
        ("Україна: армія утримує 20 відсотків області.", "windows-1251"),
        ("Киев", "windows-1251"),
        (FRENCH, "utf-8"),
        (FRENCH, "windows-1252"),
        ("La moitié de la région est libérée, déclare l'armée.", "latin-1"),
        ("Libéré", "latin-1"),
        (FRENCH, "utf-16-le"),
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-32"),
        ("Half", "utf-16-le"),
    ],
)
def test_text_in_every_encoding_is_read(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "head",
    ['<meta charset="windows-1251">', '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'],
)
def test_the_charset_that_markup_declares_is_used(head: str) -> None:
    page = f"<html><head>{head}</head><p>Ещё"
    assert decode(page.encode("windows-1251")) == page


def test_the_charset_that_the_server_names_is_used() -> None:
    assert decode("Ğ".encode("iso-8859-9"), charset="iso-8859-9") == "Ğ"


def test_a_charset_that_does_not_exist_is_passed_over() -> None:
    assert (
        decode(b'<meta charset="no-such-thing">Lib\xe9r\xe9e', charset="zip") == '<meta charset="no-such-thing">Libérée'
    )


def test_one_broken_byte_does_not_make_utf8_something_else() -> None:
    assert decode((RUSSIAN * 5).encode() + b"\xff" + RUSSIAN.encode()) == RUSSIAN * 5 + "\ufffd" + RUSSIAN


def test_line_ends_are_made_one_kind() -> None:
    assert decode(b"a\r\nb\rc\n") == "a\nb\nc\n"


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused_in_one_line(raw: bytes) -> None:
    try:
        assert isinstance(decode(raw), str)
    except UnreadableSource as error:
        assert "\n" not in str(error)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_utf8_is_always_read_as_it_was_written(text: str) -> None:
    # A text that begins with the byte order mark loses it.
    assert decode(text.encode()) == text.removeprefix("\ufeff")


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\t\n", "is empty"),
        ("map.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "is a PNG image"),
        ("photo.html", b"\xff\xd8\xff\xe0\x00\x10JFIF", "is a JPEG image"),
        ("report.txt", b"PK\x03\x04\x14\x00", "a zip file or an office document"),
        ("noise.txt", bytes(range(256)) * 40, "is not text"),
        ("zeros.txt", b"\x00" * 1000, "is not text"),
    ],
)
def test_what_is_no_page_is_refused_by_its_name(tmp_path: Path, name: str, raw: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    with pytest.raises(UnreadableSource, match=says) as error:
        load(str(path))
    assert name in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="there is no file"):
        load(str(tmp_path / "missing.txt"))
    with pytest.raises(UnreadableSource, match="is a folder"):
        load(str(tmp_path))
    with pytest.raises(UnreadableSource, match="NUL"):
        load("a\0b")


def test_a_file_without_leave_to_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="cannot be read"):
        load(str(tmp_path / ("long" * 200)))


def test_a_large_file_is_refused_and_its_end_never_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000_000)  # sparse: reading it all would take more memory than there is
    with ends(), pytest.raises(UnreadableSource, match="larger than 1,000 bytes"):
        load(str(path), limit=1_000)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no endless file here")
def test_an_endless_file_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="larger than"):
        load("/dev/zero", limit=100_000)


def test_an_endless_pipe_is_refused() -> None:
    code = "from whoholds.reading.pages.source import load; load('-', limit=100_000)"
    endless = subprocess.Popen(
        [sys.executable, "-c", "while True: print('Half of the province')"], stdout=subprocess.PIPE
    )
    try:
        done = subprocess.run(
            [sys.executable, "-c", code], stdin=endless.stdout, capture_output=True, text=True, timeout=30
        )
    finally:
        endless.kill()
        endless.wait()
        assert endless.stdout
        endless.stdout.close()
    assert "standard input is larger than 100,000 bytes" in done.stderr


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"<!doctype html><p>Half")))
    source = load("-")
    assert (source.name, source.kind) == ("standard input", "html")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.txt", "text"),
        ("a.md", "markdown"),
        ("a.HTM", "html"),
        ("a.json", "json"),
        ("a.eml", "mail"),
        ("a.mbox", "mbox"),
        ("a", "text"),
    ],
)
def test_the_ending_says_what_kind_of_text_it_is(tmp_path: Path, name: str, kind: str) -> None:
    (tmp_path / name).write_text("Half of the province", encoding="utf-8")
    assert load(str(tmp_path / name)).kind == kind


@pytest.mark.parametrize("name", ["a", "a.txt"])
@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"%PDF-1.7\n1 0 obj", "pdf"),
        (b"Received: by example.org\nFrom: Ana\n\nHalf of it.", "mail"),
        (b"From ana@example.org Tue Dec 11 10:41:00 2018\nFrom: Ana\nMessage-ID: <a@b>\n\nHalf of it.", "mbox"),
        (b'{"name": "Front", "type": "public_channel", "id": 1, "messages": []}', "telegram"),
        (b"<!doctype html><p>Half of it.", "html"),
    ],
)
def test_what_the_bytes_say_goes_before_the_name(tmp_path: Path, name: str, raw: bytes, kind: str) -> None:
    (tmp_path / name).write_bytes(raw)
    assert load(str(tmp_path / name)).kind == kind
    assert from_bytes(raw).kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "From: the front\n\nHalf of it is held.",
        "Date: 11 December 2018\n\nHalf of it is held.",
        "Note: half\nTo: nobody\n\nHalf of it is held.",
        "A PDF begins with %PDF-1.7, and half of it is held.",
        '{"messages": [1], "type": "letters"}',
    ],
)
def test_a_text_that_begins_somewhat_like_another_kind_is_text(text: str) -> None:
    assert from_bytes(text.encode()).kind == "text"


def test_a_file_without_ending_is_told_by_how_it_begins() -> None:
    assert from_bytes(b"# Half\n\nOf it.").kind == "markdown"
    assert from_bytes(b"---\ntitle: Half\n---\nOf it.").kind == "markdown"
    assert from_bytes(b'{"report": {}}').kind == "json"
    assert from_bytes(b"\n <html lang=en>").kind == "html"
    assert from_bytes(b"<<< Half of it").kind == "text"


class Handler(http.server.BaseHTTPRequestHandler):
    """A server of small pages and of every kind of trouble."""

    def do_GET(self) -> None:
        getattr(self, "page_" + self.path.strip("/").split("?")[0])()

    def _answer(self, code: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def page_good(self) -> None:
        self._answer(200, "<p>Ещё".encode("windows-1251"), Content_Type="text/html; charset=windows-1251")

    def page_moved(self) -> None:
        self._answer(302, Location="/good")

    def page_round(self) -> None:
        self._answer(302, Location="/round")

    def page_tofile(self) -> None:
        self._answer(302, Location="file:///etc/hostname")

    def page_gone(self) -> None:
        self._answer(410)

    def page_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"Half of the province. " * 1000)
        except OSError:
            return

    def page_broken(self) -> None:
        self.wfile.write(b"nonsense\r\n\r\n")

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def _without_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)


def test_a_page_is_fetched_and_redirects_are_followed(site: str) -> None:
    source = load(f"{site}/moved")
    assert (source.text, source.kind, source.url) == ("<p>Ещё", "html", f"{site}/good")


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("gone", "answers 410"),
        ("tofile", "not allowed"),
        ("round", "cannot be read"),
        ("endless", "larger than"),
        ("broken", "cannot be read"),
    ],
)
def test_trouble_on_the_web_is_one_line(site: str, page: str, says: str) -> None:
    with pytest.raises(UnreadableSource, match=says) as error:
        fetch(f"{site}/{page}", limit=100_000)
    assert "\n" not in str(error.value)


def test_a_server_that_is_not_there_is_one_line() -> None:
    with pytest.raises(UnreadableSource, match="cannot be read"):
        load("http://127.0.0.1:9/")
    with pytest.raises(UnreadableSource, match="cannot be read"):
        load("http://[broken/")
