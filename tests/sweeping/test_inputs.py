"""JSON lines, folders, WACZ files and bodies: what goes in, and what hostile ones of them come to."""

from __future__ import annotations

import gzip
import io
import json
import os
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from archives_by_hand import gz, numbered, record, write_wacz, zst

from whoholds.errors import UnreadableSource, WhoholdsError
from whoholds.sweeping.archives import Archive, Problem, find_archives
from whoholds.sweeping.bodies import BadBody, plain_body
from whoholds.sweeping.lines import read_lines
from whoholds.sweeping.members import packing_of
from whoholds.sweeping.pages import read_pages
from whoholds.sweeping.record import MOST_BYTES, Found, PassedOver, Place
from whoholds.sweeping.stretches import Stretch

LINES = [json.dumps({"url": f"http://a/{number}", "text": f"Text {number}", "date": "2024"}) for number in range(5)]
FILE = "\n".join(LINES).encode() + b"\n"


def lines_of(raw: bytes, low: int = 0, high: int | None = None, start: Place | None = None) -> list[Found | PassedOver]:
    stretch = Stretch(io.BytesIO(raw), size=len(raw))
    items = read_lines(stretch, packing_of(raw), low, high or len(raw), start=start)
    return [item for item in items if isinstance(item, Found | PassedOver)]


@pytest.mark.parametrize(
    "raw", [FILE, gzip.compress(FILE), gzip.compress(FILE[:100]) + gzip.compress(FILE[100:]), zst(FILE)]
)
def test_lines(raw: bytes) -> None:
    found = lines_of(raw)
    assert [item.url for item in found] == [f"http://a/{number}" for number in range(5)]
    assert [item.place.offset for item in found] == [sum(len(line) + 1 for line in LINES[:n]) for n in range(5)]
    assert isinstance(found[0], Found)
    assert (found[0].kind, found[0].body, found[0].date) == ("text", b"Text 0", "2024")


def test_parts_of_lines_join_to_the_whole() -> None:
    whole = lines_of(FILE)
    for size in range(1, len(FILE) + 1):
        parts = [item for low in range(0, len(FILE), size) for item in lines_of(FILE, low, min(len(FILE), low + size))]
        assert parts == whole


@pytest.mark.parametrize("raw", [FILE, gzip.compress(FILE)])
def test_lines_go_on_where_they_stopped(raw: bytes) -> None:
    whole = lines_of(raw)
    for number, item in enumerate(whole):
        assert lines_of(raw, start=Place(item.place.offset, 1)) == whole[number + 1 :]


def test_bad_lines_are_named() -> None:
    raw = b'\n{"url": 3, "text": "a"}\nnot json\n{"url": "http://a/"}\n\xff\xfe\n{"html": "<p>good"}'
    found = lines_of(raw)
    assert [isinstance(item, Found) for item in found] == [False, False, False, False, True]
    assert [item.place.offset for item in found] == [1, 25, 34, 55, 58]
    assert all(isinstance(item, Found) or item.reason for item in found)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_byte_order_mark_costs_no_page(pack: Callable[[bytes], bytes]) -> None:
    mark = "\ufeff".encode()
    found = lines_of(pack(mark + FILE + mark + FILE + mark))
    assert [item.url for item in found] == 2 * [f"http://a/{number}" for number in range(5)]
    [bad] = lines_of(b'{"text": ' + mark + b"1}")
    assert isinstance(bad, PassedOver)


def test_a_line_that_never_ends_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    long = b'{"text": "' + b" " * (2 * MOST_BYTES) + b'"}\n'
    good = b'{"text": "good"}\n'
    reasons = [getattr(item, "reason", "good") for item in lines_of(gzip.compress(good + long + good))]
    assert [reason[:22] for reason in reasons] == ["good", "the line has over 40,0", "good"]
    monkeypatch.setattr("whoholds.sweeping.lines._MOST_SKIPPED", 50_000_000)
    endless = gzip.compress(good + bytes(60_000_000))
    assert [getattr(item, "reason", "good") for item in lines_of(endless)] == [
        "good",
        "there is no end of a line in 50,000,000 bytes",
    ]


def test_packed_lines_that_are_damaged_are_read_up_to_the_damage() -> None:
    raw = gzip.compress(FILE * 2000)
    found = lines_of(raw[: len(raw) // 2])
    assert len(found) > 100
    assert isinstance(found[-1], PassedOver)
    assert found[-1].reason == "the file cannot be unpacked from here on (it ends too soon)"


# ------------------------------------------------------------------------------------------------------------ folders


def test_a_folder_of_pages_and_archives(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/2.html", "1.txt", "3.png"):
        (tmp_path / name).write_text(f"page {name}")
    (tmp_path / "crawl.warc.gz").write_bytes(gz(record("<p>x")))
    (tmp_path / "bad.warc").write_bytes(b"nothing of the kind")
    (tmp_path / "away").symlink_to("/etc")
    (tmp_path / "c.txt").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "d.txt")
    archives, problems = find_archives([tmp_path])
    assert [(archive.name, archive.kind) for archive in archives] == [
        (str(tmp_path), "pages"),
        (f"{tmp_path}/crawl.warc.gz", "warc"),
    ]
    assert [problem.archive for problem in problems] == [f"{tmp_path}/bad.warc"]
    assert [name for name, _ in archives[0].pages] == ["1.txt", "b/2.html"]
    pages = list(read_pages(archives[0], 0, 2))
    assert [(page.url, page.kind) for page in pages if isinstance(page, Found)] == [
        ("1.txt", "text"),
        ("b/2.html", "html"),
    ]


def test_pages_that_are_gone_or_too_large_are_named(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text("page")
    (tmp_path / "2.txt").write_text("page")
    with (tmp_path / "3.txt").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    [archive], _ = find_archives([tmp_path])
    (tmp_path / "1.txt").unlink()
    assert [type(item) for item in read_pages(archive, 0, 3)] == [PassedOver, Found, PassedOver]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.bin", b"\x00\x01\x02", "is no archive"),
        ("a.gz", gzip.compress(b"some text"), "is no archive"),
        ("a.wacz", b"PK\x03\x04", "no end of a zip file"),
    ],
)
def test_what_is_no_archive_is_refused(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableSource, match=said):
        find_archives([tmp_path / name])


def test_what_is_missing_or_named_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="there is no file"):
        find_archives([tmp_path / "none"])
    (tmp_path / "a.warc").write_bytes(record("x"))
    with pytest.raises(WhoholdsError, match="named twice"):
        find_archives([tmp_path, tmp_path / "a.warc"])
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableSource, match="is no file"):
        find_archives([tmp_path / "pipe"])


# --------------------------------------------------------------------------------------------------------------- WACZ


@pytest.mark.parametrize("packed", [False, True])
def test_a_wacz(tmp_path: Path, packed: bool) -> None:
    records = numbered(4)
    path = tmp_path / "a.wacz"
    write_wacz(
        path,
        [("archive/b.warc.gz", gz(*records)), ("datapackage.json", b"{}"), ("archive/a.warc", records[0])],
        packed=packed,
    )
    archives, problems = find_archives([path])
    assert not problems
    assert [archive.name for archive in archives] == [f"{path}!archive/a.warc", f"{path}!archive/b.warc.gz"]
    assert [archive.packing for archive in archives] == ["none", "gzip"]
    assert [(archive.inside is not None) for archive in archives] == [packed, packed]


def test_a_wacz_leads_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "a.wacz"
    names = [
        "../../out.warc",
        "/abs.warc",
        "archive/..\\..\\w.warc",
        "C:\\x.warc",
        "archive/bad.warc",
        "archive/\x07.warc",
    ]
    good = record("x")
    write_wacz(path, [(name, b"junk" if "bad" in name else good) for name in names])
    before = sorted(tmp_path.parent.rglob("*.warc"))
    archives, problems = find_archives([path])
    assert [archive.name for archive in archives] == [f"{path}!archive/�.warc"]
    assert len(problems) == 5
    assert sorted(tmp_path.parent.rglob("*.warc")) == before


def test_a_wacz_that_lies_of_its_lengths(tmp_path: Path) -> None:
    path = tmp_path / "a.wacz"
    write_wacz(path, [("archive/a.warc", record("x"))])
    raw = bytearray(path.read_bytes())
    at = raw.rfind(b"PK\x01\x02")
    struct.pack_into("<II", raw, at + 20, 10**9, 10**9)
    path.write_bytes(raw)
    archives, problems = find_archives([path])
    assert not archives
    assert [problem.reason for problem in problems] == [
        "it cannot be found in the WACZ file (it is longer than the file)"
    ]


def test_a_wacz_with_too_long_a_list(tmp_path: Path) -> None:
    path = tmp_path / "a.wacz"
    write_wacz(path, [("archive/a.warc", record("x"))])
    raw = bytearray(path.read_bytes())
    at = raw.rfind(b"PK\x05\x06")
    struct.pack_into("<I", raw, at + 12, 100_000_000)
    path.write_bytes(raw)
    with pytest.raises(UnreadableSource, match="lists 1 members"):
        find_archives([path])


def test_an_encrypted_member_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.wacz"
    write_wacz(path, [("archive/a.warc", record("x"))])
    raw = bytearray(path.read_bytes())
    raw[raw.rfind(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)
    assert find_archives([path])[1] == [Problem(archive=f"{path}!archive/a.warc", reason="it is encrypted")]


def test_a_zip_file_of_other_things_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as file:
        file.writestr("a.txt", "text")
    with pytest.raises(UnreadableSource, match="without a WARC file"):
        find_archives([tmp_path / "a.wacz"])


def test_shards_of_packed_lines_are_one(tmp_path: Path) -> None:
    from whoholds.sweeping.parts import shards_of

    lines = Archive(name="a", path="a", kind="lines", packing="gzip", size=100)
    assert [(shard.low, shard.high) for shard in shards_of(lines, 10)] == [(0, 100)]
    pages = Archive(name="a", path="a", kind="pages", pages=(("1", 6), ("2", 6), ("3", 3), ("4", 30)))
    assert [(shard.low, shard.high) for shard in shards_of(pages, 10)] == [(0, 1), (1, 3), (3, 4)]


# ------------------------------------------------------------------------------------------------------------- bodies


def deflated(raw: bytes, bits: int) -> bytes:
    packer = zlib.compressobj(wbits=bits)
    return packer.compress(raw) + packer.flush()


@pytest.mark.parametrize(
    ("body", "transfer", "content"),
    [
        (b"<p>page", None, None),
        (b"3\r\n<p>\r\n4\r\npage\r\n0\r\n\r\n", "chunked", None),
        (gzip.compress(b"<p>page"), None, "gzip"),
        (gzip.compress(b"<p>page"), None, "x-gzip"),
        (deflated(b"<p>page", 15), None, "deflate"),
        (deflated(b"<p>page", -15), None, "deflate"),
        (zst(b"<p>page"), None, "zstd"),
        (b"1b\r\n" + gzip.compress(b"<p>page", mtime=0) + b"\r\n0\r\n\r\n", "chunked", "gzip"),
        (b"<p>page", "chunked", "gzip, br"),
        (b"<p>page", None, "something new"),
    ],
)
def test_bodies(body: bytes, transfer: str | None, content: str | None) -> None:
    assert plain_body(body, transfer, content) == b"<p>page"


def test_a_brotli_body() -> None:
    brotli = pytest.importorskip("brotli")
    assert plain_body(brotli.compress(b"<p>page"), None, "br") == b"<p>page"


@pytest.mark.parametrize(
    ("body", "content"),
    [
        (gzip.compress(bytes(2_000_000)), "gzip"),
        (gzip.compress(gzip.compress(bytes(200_000_000))), "gzip, gzip"),
        (deflated(bytes(2_000_000), 15), "deflate"),
        (zst(bytes(2_000_000)), "zstd"),
        (gzip.compress(b"<p>page" * 100)[:-20], "gzip"),
        (b"\x8b\x00\x80junk", "br"),
    ],
)
def test_bodies_that_are_bombs_or_damaged(body: bytes, content: str) -> None:
    with pytest.raises(BadBody):
        plain_body(body, None, content, most=1_000_000)
