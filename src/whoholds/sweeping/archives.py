"""What a sweep is to read: files and folders in, a list of archives out, each of one kind."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from whoholds.errors import UnreadableSource, WhoholdsError
from whoholds.model import Struct
from whoholds.sweeping.members import Packing, packing_of, unpacked

PAGES = {".html": "html", ".htm": "html", ".xhtml": "html", ".txt": "text", ".md": "text"}
_ARCHIVES = (".warc", ".warc.gz", ".warc.zst", ".wacz", ".jsonl", ".jsonl.gz", ".jsonl.zst", ".ndjson")
Kind = Literal["warc", "lines", "pages"]


class Archive(Struct, frozen=True, kw_only=True):
    """A run of records in one file, or the pages of a folder.

    `name` is what the output calls it, `path` the file. A WARC inside a WACZ is the bytes from `start` on, or, if the
    WACZ packs it once more, its member `inside`. `pages` are a folder's files in order, with their sizes. `stamp`
    changes when the file does.
    """

    name: str
    path: str
    kind: Kind
    packing: Packing = "none"
    start: int = 0
    size: int = 0
    inside: str | None = None
    pages: tuple[tuple[str, int], ...] = ()
    stamp: str = ""


class Problem(Struct, frozen=True, kw_only=True):
    """A part of an archive that cannot be read at all, and why."""

    archive: str
    reason: str


def find_archives(sources: Iterable[str | Path]) -> tuple[list[Archive], list[Problem]]:
    """List what stands in files and folders, in the order given, a folder's by name.

    Raises UnreadableSource for a source that is missing or no archive, and WhoholdsError for one that is named twice.
    """
    archives: list[Archive] = []
    problems: list[Problem] = []
    seen: set[tuple[str, int, str | None, str]] = set()
    for source in sources:
        for found in _in(Path(source), str(source)):
            if isinstance(found, Problem):
                problems.append(found)
                continue
            if (same := (found.path, found.start, found.inside, found.kind)) in seen:
                raise WhoholdsError(f"{found.name} is named twice, perhaps by the folder that it is in. Name it once.")
            seen.add(same)
            archives.append(found)
    return archives, problems


def left_out(sources: Iterable[str | Path]) -> dict[str, int]:
    """Count the files in folders that are neither pages nor archives by their endings, the most common first."""
    endings: Counter[str] = Counter()
    for folder, _, files in (step for source in sources for step in os.walk(source)):
        for file in files:
            path = Path(folder, file)
            is_taken = path.suffix.lower() in PAGES or file.lower().endswith(_ARCHIVES) or file.startswith(".")
            if not is_taken and path.is_file() and not path.is_symlink():
                endings[path.suffix.lower()] += 1
    return dict(sorted(endings.items(), key=lambda item: (-item[1], item[0])))


def _in(path: Path, name: str) -> Iterator[Archive | Problem]:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            yield from _folder(path, name)
        elif not stat.S_ISREG(status.st_mode):
            raise UnreadableSource(f"{name} is no file. Name an archive, a file of JSON lines or a folder.")
        elif path.suffix.lower() in PAGES:
            yield Archive(
                name=name,
                path=str(path.resolve()),
                kind="pages",
                pages=((path.name, status.st_size),),
                stamp=_stamp(status),
            )
        else:
            yield from _file(path, name, status)
    except FileNotFoundError:
        raise UnreadableSource(f"there is no file or folder {name}: check the path") from None
    except OSError as error:
        raise UnreadableSource(f"{name} cannot be read: {(error.strerror or 'an error').lower()}") from error


def _stamp(status: os.stat_result) -> str:
    return f"{status.st_size} {status.st_mtime_ns}"


def _file(path: Path, name: str, status: os.stat_result) -> Iterator[Archive | Problem]:
    with path.open("rb") as file:
        head = file.read(200_000)
    if head[:4] == b"PK\x03\x04":
        from whoholds.sweeping.wacz import archives_in

        yield from archives_in(path, name, _stamp(status))
        return
    packing = packing_of(head)
    kind = kind_of(unpacked(head, packing, 4096).content)
    if kind is None:
        raise UnreadableSource(
            f"{name} is no archive: it is neither WARC, WACZ nor JSON lines, nor a page that ends in .html, .txt or .md"
        )
    yield Archive(
        name=name, path=str(path.resolve()), kind=kind, packing=packing, size=status.st_size, stamp=_stamp(status)
    )


def kind_of(content: bytes) -> Kind | None:
    """Tell what an unpacked file is by its first bytes.

    >>> kind_of(b"WARC/1.1"), kind_of(b' {"url": ""}'), kind_of(b"PNG")
    ('warc', 'lines', None)
    """
    if content.lstrip(b"\r\n")[:5] == b"WARC/" or b"\nWARC/1." in content:
        return "warc"
    return "lines" if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" else None


def _folder(path: Path, name: str) -> Iterator[Archive | Problem]:
    """Give the pages of a folder as one archive, and then each archive in it. Links out of it are not followed."""
    pages: list[tuple[str, int]] = []
    archives: list[Path] = []
    stamps: list[str] = []
    for folder, folders, files in os.walk(path):
        folders.sort()
        for file in sorted(files):
            full = Path(folder, file)
            status = full.lstat()
            if not stat.S_ISREG(status.st_mode):
                continue
            if full.suffix.lower() in PAGES:
                pages.append((full.relative_to(path).as_posix(), status.st_size))
                stamps.append(_stamp(status))
            elif file.lower().endswith(_ARCHIVES):
                archives.append(full)
    if not pages and not archives:
        raise UnreadableSource(f"{name} holds no page and no archive. Pages end in .html, .txt or .md.")
    if pages:
        yield Archive(name=name, path=str(path.resolve()), kind="pages", pages=tuple(pages), stamp=" ".join(stamps))
    for full in archives:
        try:
            yield from _in(full, f"{name}/{full.relative_to(path).as_posix()}")
        except UnreadableSource as error:
            yield Problem(archive=f"{name}/{full.relative_to(path).as_posix()}", reason=str(error))
