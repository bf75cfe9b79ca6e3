"""The WARC files inside a WACZ, which is a zip file. Nothing is ever unpacked to the disk."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from whoholds.errors import UnreadableSource
from whoholds.sweeping.archives import Archive, Problem, kind_of
from whoholds.sweeping.members import packing_of, unpacked
from whoholds.sweeping.stretches import open_stretch

MOST_ENTRIES = 100_000
_MOST_LISTING = 64_000_000  # bytes of the zip's own list of its members
_TAIL = 66_000  # bytes: the end of a zip file stands in its last 64 KiB
_ENDINGS = (".warc", ".warc.gz", ".warc.zst")


def archives_in(path: Path, name: str, stamp: str) -> Iterator[Archive | Problem]:
    """Yield the WARC files of a WACZ, by name. Raises UnreadableSource if it is damaged, too large or none."""
    _refuse_long_listing(path, name)
    try:
        with zipfile.ZipFile(path) as packed:
            members = sorted(packed.infolist(), key=lambda member: member.filename)
            found = [member for member in members if member.filename.lower().endswith(_ENDINGS)]
            for member in found:
                yield _member(path, f"{name}!{_printable(member.filename)}", stamp, member)
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError, EOFError) as error:
        raise UnreadableSource(f"{name} cannot be read as a WACZ file: {error}") from error
    if not found:
        raise UnreadableSource(f"{name} is a zip file without a WARC file in it. Name a WACZ file.")


def _printable(name: str) -> str:
    return "".join(letter if letter.isprintable() else "�" for letter in name)[:500]


def _refuse_long_listing(path: Path, name: str) -> None:
    """Look at how long the list of members says that it is, before it is read into memory."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _TAIL))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise UnreadableSource(f"{name} cannot be read as a WACZ file: it has no end of a zip file. Fetch it again.")
    entries, listing = struct.unpack("<HI", tail[at + 10 : at + 16])
    wide = tail.rfind(b"PK\x06\x06", 0, at)
    if wide >= 0 and len(tail) >= wide + 48:
        entries, listing = struct.unpack("<QQ", tail[wide + 32 : wide + 48])
    if entries > MOST_ENTRIES or listing > _MOST_LISTING:
        raise UnreadableSource(
            f"{name} lists {entries:,} members; at most {MOST_ENTRIES:,} are taken from one WACZ file."
        )


def _member(path: Path, name: str, stamp: str, member: zipfile.ZipInfo) -> Archive | Problem:
    parts = PurePosixPath(member.filename.replace("\\", "/")).parts
    if ".." in parts or member.filename.startswith(("/", "\\")) or ":" in parts[0]:
        return Problem(archive=name, reason="its name leads out of the WACZ file")
    if member.flag_bits & 1:
        return Problem(archive=name, reason="it is encrypted")
    stored = member.compress_type == zipfile.ZIP_STORED
    if not stored and member.compress_type != zipfile.ZIP_DEFLATED:
        return Problem(archive=name, reason="it is packed in a way that is not read here; store it or deflate it")
    try:
        start = _start_of(path, member) if stored else 0
        where = {"start": start} if stored else {"inside": member.filename}
        stretch = open_stretch(str(path), size=member.file_size, **where)
        try:
            head = stretch.read_at(0, 200_000)
        finally:
            stretch.close()
    except (OSError, zipfile.BadZipFile, struct.error, NotImplementedError) as error:
        return Problem(archive=name, reason=f"it cannot be found in the WACZ file ({error})")
    packing = packing_of(head)
    if kind_of(unpacked(head, packing, 4096).content) != "warc":
        return Problem(archive=name, reason="it is no WARC file")
    return Archive(
        name=name,
        path=str(path.resolve()),
        kind="warc",
        packing=packing,
        start=start,
        size=member.file_size,
        inside=None if stored else member.filename,
        stamp=stamp,
    )


def _start_of(path: Path, member: zipfile.ZipInfo) -> int:
    """Where a stored member's bytes begin: behind its own head, which may differ from the list's."""
    with path.open("rb") as file:
        file.seek(member.header_offset)
        head = file.read(30)
        if head[:4] != b"PK\x03\x04":
            raise zipfile.BadZipFile("its head is missing")
        name, extra = struct.unpack("<HH", head[26:30])
        start = member.header_offset + 30 + int(name) + int(extra)
        if start + member.file_size > file.seek(0, 2):
            raise zipfile.BadZipFile("it is longer than the file")
        return start
