"""What an import takes at most, and files that it takes in no case.

A file from a stranger may be made to fill the memory, to run for days, or to open other files. Sizes are looked at
before anything is unpacked; what cannot be known before runs apart, under the limits of `apart`.
"""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path, PurePosixPath

from whoholds.errors import UnreadableSource

LARGEST_FILE = 512_000_000  # bytes: daily maps of two years have 10 million
MOST_UNPACKED = 1_000_000_000  # bytes of all files in an archive
# How much smaller packing makes a file. Geometry shrinks to a third, a sheet to a thirtieth; no real file to less.
MOST_SHRUNK = 200
SMALL = 10_000_000  # bytes: what unpacks to less does no harm, however it was packed
MOST_MEMBERS = 10_000
MOST_ROWS = 1_000_000
MOST_COLUMNS = 1_000
MOST_CORNERS = 20_000_000
LONGEST_CELL = 5_000  # characters that are kept of a name or a note
COPIED_AT_ONCE = 1 << 20


def checked_file(path: Path) -> int:
    """Return the size of an ordinary file. Raises UnreadableSource for a device, a folder, and a file too large."""
    try:
        found = path.stat()
    except OSError as error:
        raise UnreadableSource(f"{path}: {error.strerror or error}; give a file that can be read") from error
    if not stat.S_ISREG(found.st_mode):
        raise UnreadableSource(f"{path}: not an ordinary file; save it as one first")
    if found.st_size == 0:
        raise UnreadableSource(f"{path}: the file is empty")
    if found.st_size > LARGEST_FILE:
        raise UnreadableSource(f"{path}: larger than {LARGEST_FILE // 1_000_000} MB; simplify the map or split it")
    return found.st_size


def checked_archive(path: Path) -> list[zipfile.ZipInfo]:
    """Return the files in a ZIP archive. Raises UnreadableSource for one that is a trap, or too large."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
        raise UnreadableSource(f"{path}: a damaged ZIP archive ({error}); save it again") from error
    if len(members) > MOST_MEMBERS:
        raise UnreadableSource(f"{path}: {len(members):,} files in one archive; pack only the map")
    for member in members:
        _check_member(member, path)
    unpacked = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    if unpacked > MOST_UNPACKED or (unpacked > SMALL and unpacked / packed > MOST_SHRUNK):
        raise UnreadableSource(
            f"{path}: unpacks to {unpacked / 1e6:,.0f} MB, {unpacked / packed:,.0f} times its size; no map does"
        )
    return [member for member in members if not member.is_dir()]


def unpack(path: Path, member: zipfile.ZipInfo, to: Path) -> None:
    """Unpack one file of an archive. Raises UnreadableSource if it is damaged or larger than the archive says."""
    left = min(member.file_size, MOST_UNPACKED)
    try:
        with zipfile.ZipFile(path) as archive, archive.open(member) as source, to.open("wb") as target:
            while block := source.read(COPIED_AT_ONCE):
                left -= len(block)
                if left < 0:
                    raise UnreadableSource(f"{path}: {member.filename[:80]!r} is larger than the archive says")
                target.write(block)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise UnreadableSource(f"{path}: {member.filename[:80]!r} cannot be unpacked ({error})") from error


def _check_member(member: zipfile.ZipInfo, path: Path) -> None:
    name = member.filename.replace("\\", "/")
    inside = PurePosixPath(name)
    if inside.is_absolute() or ".." in inside.parts or name[1:2] == ":" or "\0" in name:
        raise UnreadableSource(f"{path}: {name[:80]!r} would be unpacked outside its folder; the archive is a trap")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise UnreadableSource(f"{path}: {name[:80]!r} points to another file; pack the file itself")
    if member.flag_bits & 1:
        raise UnreadableSource(f"{path}: {name[:80]!r} needs a password; pack it without one")
