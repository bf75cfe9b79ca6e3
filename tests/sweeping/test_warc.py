"""WARC files as they come: whole, damaged, and made to do harm."""

from __future__ import annotations

import io

import pytest
from archives_by_hand import HTTP, gz, numbered, record, zst
from growth import ends

from whoholds.sweeping.members import next_start, packing_of
from whoholds.sweeping.record import MOST_BYTES, Begin, End, Found, Looked, PassedOver, Place
from whoholds.sweeping.stretches import Stretch
from whoholds.sweeping.warc import read_warc


def numbered_page(number: int, **how: object) -> bytes:
    return record(f"<p>page {number}", url=f"http://a/{number}", **how)  # type: ignore[arg-type]


A, B, C = (numbered_page(number) for number in (1, 2, 3))


def read(archive: bytes, low: int = 0, high: int | None = None, start: Place | None = None) -> list[object]:
    stretch = Stretch(io.BytesIO(archive), size=len(archive))
    return list(read_warc(stretch, packing_of(archive), low, high or len(archive), start=start))


def said(archive: bytes) -> list[tuple[int, int, str]]:
    """What is read from an archive: the body of each page, or why a record was passed over."""
    return [
        (*item.place, item.body.decode() if isinstance(item, Found) else f"! {item.reason}")
        for item in read(archive)
        if isinstance(item, Found | PassedOver)
    ]


PAGES = ["<p>page 1", "<p>page 2", "<p>page 3"]


@pytest.mark.parametrize(
    "archive", [A + B + C, gz(A) + gz(B) + gz(C), gz(A, B, C), gz(A, B) + gz(C), zst(A, B, C), zst(A + B, C)]
)
def test_whole_archives(archive: bytes) -> None:
    items = read(archive)
    assert isinstance(items[0], Begin)
    assert items[-1] == End(None)
    found = [item for item in items if isinstance(item, Found)]
    assert [item.body.decode() for item in found] == PAGES
    assert [item.url for item in found] == ["http://a/1", "http://a/2", "http://a/3"]
    places = [item.place for item in found]
    assert sorted(set(places)) == places


def test_a_place_is_where_the_record_stands() -> None:
    assert [place for *place, _ in said(gz(A) + gz(B, C) + gz(A))] == [
        [0, 0],
        [len(gz(A)), 0],
        [len(gz(A)), 1],
        [len(gz(A) + gz(B, C)), 0],
    ]


def spoiled(archive: bytes, at: int) -> bytes:
    return archive[:at] + bytes([archive[at] ^ 255]) + archive[at + 1 :]


SHORT, LONG = numbered_page(2, length=10), numbered_page(2, length=150)
DAMAGED = {
    "shorter than it is": (A + SHORT + C, 1),
    "longer than it is": (A + LONG + C, 1),
    "longer than the archive": (A + numbered_page(2, length=10**12) + C, 1),
    "no number": (A + numbered_page(2, length="many") + C, 1),
    "junk between": (A + b"junk\r\n\r\n" + C, 1),
    "junk before": (b"junk\r\n\r\n" + A + C, 1),
    "cut off": (A + C + B[:-20], 1),
    "cut off in its head": (A + C + B[:60], 1),
    "a head without end": (A + numbered_page(2, extra=b"X: " + b"a" * 100_000 + b"\r\n") + C, 1),
    "gzip, shorter": (gz(A) + gz(SHORT) + gz(C), 1),
    "gzip, longer": (gz(A) + gz(LONG) + gz(C), 1),
    "gzip, spoiled": (gz(A) + spoiled(gz(B), 60) + gz(C), 1),
    "gzip, wrong sum": (gz(A) + gz(B)[:-8] + bytes(8) + gz(C), 1),
    "gzip, cut off": (gz(A) + gz(C) + gz(B)[:-30], 1),
    "gzip, junk between": (gz(A) + b"junk" + gz(C), 1),
    "gzip, endless": (gz(A) + gz(numbered_page(2, length=10**12)) + gz(C), 1),
    "gzip, a head without end": (gz(A) + gz(numbered_page(2, extra=b"X: " + b"a" * 100_000 + b"\r\n")) + gz(C), 1),
    "zstd, spoiled": (zst(A) + spoiled(zst(B), 90) + zst(C), 1),
    "zstd, cut off": (zst(A, C) + zst(B)[:-10], 1),
}


@pytest.mark.parametrize(("archive", "bad"), DAMAGED.values(), ids=DAMAGED)
def test_damage_costs_no_other_record(archive: bytes, bad: int) -> None:
    found = [text for *_, text in said(archive)]
    assert [text for text in found if text[0] != "!"] == ["<p>page 1", "<p>page 3"]
    assert len([text for text in found if text[0] == "!"]) == bad


def test_behind_a_bad_record_in_a_member_nothing_is_believed() -> None:
    texts = [text for *_, text in said(gz(A, SHORT, B) + gz(C))]
    assert [text for text in texts if text[0] != "!"] == ["<p>page 1", "<p>page 3"]


def test_what_is_no_page_is_only_looked_at() -> None:
    archive = b"".join(
        [
            record(b"\x89PNG", http=HTTP.replace(b"text/html; charset=utf-8", b"image/png")),
            record(b"moved", http=HTTP.replace(b"200 OK", b"301 Moved")),
            record(b"<p>made of the page", http=b"", kind="resource", mime="text/html", url="urn:text:http://a/"),
            record(b"plain words", http=b"", kind="conversion", mime="text/plain"),
        ]
    )
    items = [item for item in read(archive) if not isinstance(item, Begin | End)]
    assert [type(item) for item in items] == [Looked, Looked, Looked, Found]
    assert isinstance(items[-1], Found)
    assert items[-1].kind == "text"


def test_a_page_that_is_too_large_is_named() -> None:
    [(offset, number, text), last] = said(gz(record(b" " * (MOST_BYTES + 1))) + gz(C))
    assert (offset, number, text) == (0, 0, f"! it has {MOST_BYTES + 1:,} bytes, more than a page of {MOST_BYTES:,}")
    assert last[2] == "<p>page 3"


def test_bombs_are_left_alone() -> None:
    zeros = bytes(50_000_000)
    lying = gz(numbered_page(2, length=20) + zeros)
    honest = gz(record(zeros))
    packed = gz(record(gz(zeros), http=HTTP + b"Content-Encoding: gzip\r\n"))
    with ends():
        texts = [text for *_, text in said(gz(A) + lying + honest + packed + gz(C))]
    assert [text for text in texts if text[0] != "!"] == ["<p>page 1", "<p>page 3"]
    assert len(texts) == 5


def test_any_place_finds_the_next_record() -> None:
    members = [gz(A), gz(B), gz(C)]
    archive = b"".join(members)
    starts = [0, len(members[0]), len(members[0] + members[1])]
    stretch = Stretch(io.BytesIO(archive), size=len(archive))
    for place in range(len(archive)):
        expected = next((start for start in starts if start >= place), None)
        assert next_start(stretch, "gzip", place) == expected


def test_shards_join_to_the_whole() -> None:
    archive = b"".join(gz(one) for one in numbered(20))
    whole = [item for item in read(archive) if not isinstance(item, Begin | End)]
    for size in (100, 333, 1000, len(archive)):
        parts: list[object] = []
        expected: int | None = 0
        for low in range(0, len(archive), size):
            items = read(archive, low, min(len(archive), low + size))
            begins = next((item.place.offset for item in items if isinstance(item, Begin)), None)
            assert begins == (expected if expected is not None and expected < low + size else None)
            assert isinstance(items[-1], End)
            expected = items[-1].following
            parts += [item for item in items if not isinstance(item, Begin | End)]
        assert expected is None
        assert parts == whole


def test_a_shard_goes_on_where_it_stopped() -> None:
    archive = gz(A, B, C) + gz(A)
    whole = [item for item in read(archive) if isinstance(item, Found)]
    for number, item in enumerate(whole):
        place = Place(item.place.offset, item.place.number + 1)
        rest = [item for item in read(archive, start=place) if isinstance(item, Found)]
        assert rest == whole[number + 1 :]
