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
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as error:
        raise WhoholdsError(f"{path}: {error.strerror}. Name a file in a folder that can be written to.") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes a private file; a page that is written for readers gets the mode of any new file.
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise WhoholdsError(f"{path}: {error.strerror}. Nothing was written.") from error
