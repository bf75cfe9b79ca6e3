"""Shapefiles, alone or in a ZIP archive: their parts, copied under names of ours and read by GDAL."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from whoholds.atlas.importing.features import Features, listed
from whoholds.atlas.importing.formats.gdal import read_layer
from whoholds.atlas.importing.guard import checked_archive, checked_file, unpack
from whoholds.errors import UnreadableSource

PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
NEEDED = (".shp", ".dbf")


def read_shapefile(path: Path, *, zipped: bool = False, layer: str | None = None) -> Features:
    """Read a Shapefile, or one in an archive (`layer` names it if there are several). Raises UnreadableSource."""
    with _from_archive(path, layer) if zipped else _from_folder(path) as (copy, name):
        found = read_layer(copy, copy.stem, shown=path)
        return Features(columns=found.columns, geometry=found.geometry, crs=found.crs, layer=name)


def parts_of(path: Path) -> list[Path]:
    """Return the files of a Shapefile that stand beside its .shp, itself first.

    >>> [part.name for part in parts_of(Path("nowhere/map.shp"))]
    ['map.shp']
    """
    beside = {}
    if path.parent.is_dir():
        beside = {p.suffix.lower(): p for p in path.parent.iterdir() if p.stem == path.stem and p != path}
    return [path, *(beside[suffix] for suffix in PARTS[1:] if suffix in beside)]


@contextmanager
def _from_folder(path: Path) -> Iterator[tuple[Path, str]]:
    with tempfile.TemporaryDirectory() as folder:
        parts = parts_of(path)
        _check_parts({part.suffix.lower() for part in parts}, path)
        for part in parts:
            if part != path and part.is_symlink():
                raise UnreadableSource(f"{path}: its {part.suffix} points to another file; put the file itself there")
            checked_file(part)
            shutil.copyfile(part, Path(folder) / f"map{part.suffix.lower()}")
        yield Path(folder) / "map.shp", path.stem


@contextmanager
def _from_archive(path: Path, layer: str | None) -> Iterator[tuple[Path, str]]:
    members = {PurePosixPath(member.filename): member for member in checked_archive(path)}
    maps = {inside.stem: inside for inside in members if inside.suffix.lower() == ".shp"}
    if layer is None and len(maps) == 1:
        layer = next(iter(maps))
    if layer not in maps:
        raise UnreadableSource(f"{path}: name one of its Shapefiles with --layer: {listed(sorted(maps))}")
    chosen = maps[layer]
    parts = {
        inside.suffix.lower(): member
        for inside, member in members.items()
        if inside.with_suffix("") == chosen.with_suffix("") and inside.suffix.lower() in PARTS
    }
    _check_parts(set(parts), path)
    with tempfile.TemporaryDirectory() as folder:
        for suffix, member in parts.items():
            unpack(path, member, Path(folder) / f"map{suffix}")
        yield Path(folder) / "map.shp", layer


def _check_parts(suffixes: set[str], path: Path) -> None:
    missing = [suffix for suffix in NEEDED if suffix not in suffixes]
    if missing:
        raise UnreadableSource(f"{path}: its {missing[0]} is missing; a Shapefile is several files of one name")
