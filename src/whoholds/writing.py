"""Files are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from whoholds.errors import WhoholdsError


def write_whole(path: Path, text: str) -> None:
    """Write a UTF-8 text file beside its place and move it there, so that a reader never sees half of it.

    Raises WhoholdsError if the folder is missing or cannot be written to; what stood there before then still does.
    """
    write_whole_bytes(path, text.encode("utf-8"))


def write_whole_bytes(path: Path, content: bytes) -> None:
    """Write a file of bytes as `write_whole` writes text."""
    part = _written_beside(path, content)
    try:
        part.replace(path)
        _keep(path.parent)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise WhoholdsError(f"{path}: {error.strerror}. Nothing was written.") from error


def write_new(path: Path, content: bytes) -> bool:
    """Write a file that is not there yet, whole or not at all, and return True; False if there is one already.

    Of two writers at the same time one gets False, and neither harms the other's file. Raises as `write_whole` does.
    """
    part = _written_beside(path, content)
    try:
        os.link(part, path)  # unlike a move, this never takes the place of a file
        _keep(path.parent)
    except FileExistsError:
        return False
    except OSError as error:
        raise WhoholdsError(f"{path}: {error.strerror}. Nothing was written.") from error
    finally:
        part.unlink(missing_ok=True)
    return True


def _written_beside(path: Path, content: bytes) -> Path:
    """Write the content to a file of another name in the same folder, and see it on the disk."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as error:
        raise WhoholdsError(f"{path}: {error.strerror}. Name a file in a folder that can be written to.") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes a private file; what is written for readers gets the mode of any new file.
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise WhoholdsError(f"{path}: {error.strerror}. Nothing was written.") from error
    return Path(name)


def _keep(folder: Path) -> None:
    """See the folder's new entry on the disk, where the system can do that."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # pragma: no cover  # Windows opens no folders
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
