"""Web archives made by hand for the tests of sweeping: records, packed or not, and files of them."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
FIGURE = "The rebels now hold {share} percent of Oruland, the ministry said."
OTHER = "The home side has won {share} of its last matches."


def page(sentence: str, title: str = "News of the day") -> str:
    """A small page of HTML."""
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{sentence}</p></body></html>"


def with_figure(share: int) -> str:
    """A page that says who holds how much."""
    return page(FIGURE.format(share=share), f"Report number {share}")


def without_figure(number: int) -> str:
    """A page that does not."""
    return page(OTHER.format(share=number), f"Match number {number}")


def record(
    body: bytes | str,
    *,
    url: str = "https://news.example/",
    http: bytes = HTTP,
    length: int | str | None = None,
    kind: str = "response",
    extra: bytes = b"",
    mime: str = "application/http; msgtype=response",
) -> bytes:
    """A WARC record. `length` is what it says of its length, if that is not the truth."""
    content = body.encode() if isinstance(body, str) else body
    block = http + b"\r\n" + content if http else content
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-05-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: {mime}\r\n"
    ).encode()
    said = len(block) if length is None else length
    return head + extra + f"Content-Length: {said}\r\n\r\n".encode() + block + b"\r\n\r\n"


def gz(*records: bytes) -> bytes:
    """Records in one gzip member, the same bytes on every machine."""
    return gzip.compress(b"".join(records), mtime=0)


def zst(*frames: bytes) -> bytes:
    """Each of these in a zstd frame of its own."""
    from fastwarc.stream_io import ZstdWriter

    file = io.BytesIO()
    writer = ZstdWriter(file)
    for frame in frames:
        writer.write(frame)
        writer.finish()
    writer.close()
    return file.getvalue()


def numbered(many: int, *, every: int = 5) -> list[bytes]:
    """Records of which one in `every` holds a figure, its number in the share; their addresses are numbered."""
    return [
        record(
            with_figure(1 + number % 99) if number % every == 0 else without_figure(number),
            url=f"https://news.example/{number}",
        )
        for number in range(many)
    ]


def write_wacz(path: Path, members: Iterable[tuple[str, bytes]], *, packed: bool = False) -> None:
    """Write a WACZ file: a zip file with these members, stored or packed once more."""
    how = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(path, "w", how) as file:
        for name, content in members:
            file.writestr(zipfile.ZipInfo(name), content, compress_type=how)


def claims(folder: Path) -> list[dict[str, object]]:
    """The rows that a sweep has written."""
    import pyarrow.parquet as pq

    rows: list[dict[str, object]] = pq.read_table(folder / "claims.parquet").to_pylist()
    return rows


def output(folder: Path) -> dict[str, bytes]:
    """All that a sweep has written, by name; what begins with a point is its own."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}
