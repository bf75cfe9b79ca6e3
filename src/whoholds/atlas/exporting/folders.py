"""A folder of files, written whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from whoholds.errors import WhoholdsError
from whoholds.writing import write_whole_bytes


def write_folder(folder: Path, files: Iterable[tuple[str, bytes]], mark: str) -> int:
    """Write files into a folder that is new, empty or of our own making, and return how many they are.

    The files are written beside it first; then the new folder takes the place of the old one. A folder of our own
    making has a file named `mark`, and nothing but what an export puts there. Raises WhoholdsError, and then what stood
    there still does.
    """
    _refuse_others(folder, mark)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(dir=folder.resolve().parent, prefix=f".{folder.name}.", suffix=".part"))
    except OSError as error:
        raise WhoholdsError(f"{folder}: {error.strerror}. Name a folder that can be written to.") from error
    try:
        number = _filled(beside / "new", files)
        if folder.exists():
            folder.rename(beside / "old")
        (beside / "new").rename(folder)
    except OSError as error:
        raise WhoholdsError(f"{folder}: {error.strerror}. Nothing was written.") from error
    finally:
        _put_back(beside / "old", folder)
        shutil.rmtree(beside, ignore_errors=True)
    return number


def _filled(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    folder.mkdir()
    number = 0
    for name, content in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole_bytes(path, content)
        number += 1
    return number


def _put_back(old: Path, folder: Path) -> None:
    """See that the old folder stands again if the new one does not."""
    if old.exists() and not folder.exists():
        old.rename(folder)


def _refuse_others(folder: Path, mark: str) -> None:
    """Raise WhoholdsError for a folder that holds anything that an export does not write."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise WhoholdsError(f"{folder}: a file of that name stands there; name a folder")
    if any(folder.iterdir()) and not (folder / mark).is_file():
        raise WhoholdsError(f"{folder}: not an export of ours; name a folder that is empty or not there yet")
    strange = [path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".json", ".parquet")]
    if strange:
        raise WhoholdsError(f"{strange[0]}: no export wrote it, and it would be lost; name another folder")
