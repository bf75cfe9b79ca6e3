"""What is kept: what a layer comes to stands beside it, in the atlas's folder `parts/`, so that it is worked out once.

That folder may be deleted at any time. A file says what it was made of; where that has changed, it is made anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from whoholds import __version__
from whoholds.atlas.layers import LayerKey
from whoholds.atlas.parts import Parts
from whoholds.atlas.strips import Strips
from whoholds.errors import WhoholdsError
from whoholds.writing import write_whole_bytes

STARTER = Path(__file__).resolve().parent.parent / "starter"
# The files that decide how a country is cut.
BASE_FILES = (
    *("boundaries/countries.parquet", "boundaries/units.parquet"),
    *("water.parquet", "zones.geojson", "places.parquet"),
)
FORM = 3  # of the files in parts/: a change of what is in them makes it another number
ENDINGS: dict[type, str] = {Parts: ".json", Strips: ".strips.json"}

Made = TypeVar("Made", Parts, Strips)


class Kept:
    """What is kept of the layers of the starter data and of a folder that lies over them."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder

    def or_made(self, key: LayerKey, kind: type[Made], make: Callable[[], Made]) -> Made:
        """Return what is kept of a layer or, where there is nothing, what `make` gives, and keep that."""
        kept = self.read(key, kind)
        if kept is None:
            kept = make()
            self.keep(key, kept)
        return kept

    def read(self, key: LayerKey, kind: type[Made]) -> Made | None:
        """Return what was worked out before from the same layer on the same base, or None."""
        for folder in (self.folder, STARTER):
            file = None if folder is None else _file(folder, key, kind)
            if file is not None and file.is_file():
                try:
                    kept = msgspec.json.decode(file.read_bytes(), type=_File)
                    if kept.of == self._digest(key):
                        return msgspec.json.decode(kept.made, type=kind)
                except (OSError, msgspec.DecodeError):
                    continue  # it can be worked out again
        return None

    def keep(self, key: LayerKey, made: Made) -> None:
        """Keep something beside its layer, if that stands in the folder; where that fails it is not kept."""
        if self.folder is not None and key.path.is_relative_to(self.folder):
            self.write(self.folder, key, made)

    def write(self, folder: Path, key: LayerKey, made: Made) -> None:
        """Write what a layer comes to into a folder's `parts/`."""
        file = _file(folder, key, type(made))
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            written = _File(of=self._digest(key), made=msgspec.Raw(msgspec.json.encode(made)))
            write_whole_bytes(file, msgspec.json.encode(written) + b"\n")
        except (OSError, WhoholdsError):
            return  # a folder that cannot be written to can still be read

    def _digest(self, key: LayerKey) -> str:
        """Return what a layer comes to depends on, in short: the files that it is made of, and this version."""
        files = [folder / name for folder in (STARTER, self.folder) if folder for name in BASE_FILES]
        known = [_state(file) for file in files if file.is_file()]
        told = [FORM, __version__, key.place, _state(key.path), *known]
        return hashlib.sha256(msgspec.json.encode(told)).hexdigest()[:32]


class _File(msgspec.Struct, frozen=True, kw_only=True):
    """A file in `parts/`: what was made, and of what."""

    of: str
    made: msgspec.Raw


def _file(folder: Path, key: LayerKey, kind: type) -> Path:
    return folder / "parts" / key.place / key.slug / f"{key.path.stem}{ENDINGS[kind]}"


def _state(file: Path) -> tuple[str, int, int]:
    """Return a file's name and size, and when it was written; what ships is the same whenever it was installed."""
    state = file.stat()
    return file.name, state.st_size, 0 if file.is_relative_to(STARTER) else state.st_mtime_ns
