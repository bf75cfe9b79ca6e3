"""Layers on disk: one source's picture of control on one date is one file, and no file is ever written again.

    ATLAS/layers/SYR/deepstate/2024-07-08.parquet       the layer as it came first
    ATLAS/layers/SYR/deepstate/2024-07-08.r2.parquet    a correction of it: the second revision
    ATLAS/layers/SYR/jusoor/2018-12-01.shares.parquet   a published table, which has no geometry

Each file is GeoParquet 1.1 and opens in QGIS, DuckDB and GeoPandas. Its papers stand in its metadata as JSON.
"""

from __future__ import annotations

import hashlib
import operator
import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from whoholds import days
from whoholds.atlas.geoparquet import geoparquet
from whoholds.errors import BadTable, UnreadableSource, WhoholdsError
from whoholds.model import Evidence, Struct
from whoholds.writing import write_new

if TYPE_CHECKING:
    import pyarrow as pa

LayerKind = Literal["polygons", "points", "units", "shares"]
LARGEST_FILE = 500_000_000  # bytes: a layer is a few hundred kilobytes
COLUMNS: dict[LayerKind, tuple[str, ...]] = {
    "polygons": ("name", "holder", "status", "note", "geometry"),
    "points": (
        *("name", "holder", "status", "note", "place_name", "population", "settlement", "land", "url"),
        "geometry",
    ),
    "units": ("name", "holder", "status", "note", "unit", "unit_name", "geometry"),
    "shares": (),
}
_FILE = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(\.shares)?(?:\.r(\d{1,6}))?\.parquet", re.ASCII)


class LayerPapers(Struct, frozen=True, kw_only=True):
    """The papers of a layer.

    `as_of` is the day, month or year that the layer is for; `known` the day on which it became known (both ISO 8601).
    `sha256` is that of the file as it came, `file` its name. `cap_km` is how far a point's land reaches, None for no
    end. `precision_km` is how far a line may be off, if the source says it. `repairs` says in sentences what was
    changed on the way in. `fits` says how much land does not fit, in km²: "overlap", "gap", "sliver", "outside".
    """

    place: str
    source: str
    as_of: str
    kind: LayerKind
    licence: str
    url: str | None = None
    known: str
    sha256: str
    file: str | None = None
    revision: int = 1
    note: str | None = None
    cap_km: float | None = None
    precision_km: float | None = None
    repairs: tuple[str, ...] = ()
    fits: dict[str, float] = msgspec.field(default_factory=dict)

    @property
    def day(self) -> str:
        """The last day that the layer is for, in ISO 8601."""
        return days.last_day(self.as_of) or self.as_of

    def evidence(self) -> Evidence:
        """The papers as a reckoning shows them."""
        return Evidence(
            source=self.source,
            as_of=self.as_of,
            url=self.url,
            licence=self.licence,
            kind=self.kind,
            note="; ".join(filter(None, (self.note, *self.repairs))) or None,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Layer:
    """A layer: its papers, and a table with the columns of its kind (see `COLUMNS`). Geometry is WKB, longitude first.

    A layer of shares has the columns of `estimates.csv` and no geometry.
    """

    papers: LayerPapers
    table: pa.Table


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class LayerKey:
    """Where a layer stands: place (ISO 3166 alpha-3), day, the source's folder, revision, and the file.

    `shares` says that it is a published table and no map.
    """

    place: str
    day: str
    slug: str
    revision: int
    as_of: str
    path: Path
    shares: bool = False


# The order of keys: the same as their own, and quicker for thousands of them.
IN_ORDER = operator.attrgetter("place", "day", "slug", "revision", "as_of", "shares")


@dataclass(frozen=True, kw_only=True, slots=True)
class Added:
    """What became of a layer that was to be added: its file, its revision, and whether it is new."""

    path: Path
    revision: int
    new: bool


class LayerStore:
    """The layers in the folder of one atlas.

    >>> from whoholds.atlas.atlas import STARTER
    >>> [key.day for key in LayerStore(STARTER).keys("SYR")]
    ['2018-12-11']
    """

    def __init__(self, folder: Path) -> None:
        self._root = folder / "layers"
        self._keys: dict[str, tuple[LayerKey, ...]] = {}

    def places(self) -> tuple[str, ...]:
        """Return the codes of the places that have layers, in their order."""
        return tuple(folder.name for folder in _folders(self._root))

    def keys(self, place: str, source: str | None = None) -> tuple[LayerKey, ...]:
        """Return the layers of a place in the order of their days, the newest revision of each only.

        `source` is a source's name. () where there is none.
        """
        if place not in self._keys:
            self._keys[place] = tuple(sorted(_newest_only(self._all(place)), key=IN_ORDER))
        slug = None if source is None else slug_of(source)
        return tuple(key for key in self._keys[place] if slug in (None, key.slug))

    def revisions(self, place: str, source: str, as_of: str, *, shares: bool = False) -> tuple[LayerKey, ...]:
        """Return all revisions of one map, or of one table of shares, the first one first; () where there is none."""
        folder = self._root / place / slug_of(source)
        names = [name for name in _names(folder) if name.startswith(as_of)]
        found = filter(None, (_key(place, folder, name) for name in names))
        return tuple(sorted(key for key in found if key.as_of == as_of and key.shares == shares))

    def latest(self, place: str, on: str, source: str | None = None) -> tuple[LayerKey, ...]:
        """Return the maps of the latest day by a day (ISO 8601), of one source or of any; () where there is none.

        A long series costs no more than the names of its files: only a few of them are looked at closely.
        """
        folders = _folders(self._root / place) if source is None else [self._root / place / slug_of(source)]
        found = [key for folder in folders for key in _latest(place, folder, on)]
        day = max((key.day for key in found), default="")
        return tuple(sorted(key for key in found if key.day == day))

    def in_force(self, place: str, on: str) -> tuple[LayerKey, ...]:
        """Return for each source its latest map by a day (ISO 8601), in the order of the sources' folders."""
        latest = {key.slug: key for key in self.keys(place) if key.day <= on and not key.shares}
        return tuple(latest[slug] for slug in sorted(latest))

    def add(self, papers: LayerPapers, table: pa.Table) -> Added:
        """Write a layer as a file of its own; the same layer a second time changes nothing.

        A layer that differs from what stands there for its place, source and date becomes the next revision. Raises
        BadTable if the table has not the columns of its kind, and WhoholdsError if the file cannot be written.
        """
        _check(papers, table)
        known = self.revisions(papers.place, papers.source, papers.as_of, shares=papers.kind == "shares")
        if known and _is_same(read_layer(known[-1].path), papers, table):
            return Added(path=known[-1].path, revision=known[-1].revision, new=False)
        folder = self._root / papers.place / slug_of(papers.source)
        _make(folder)
        _refuse_another_name(folder, papers.source)
        revision = known[-1].revision + 1 if known else 1
        while True:
            of_it = msgspec.structs.replace(papers, revision=revision)
            path = folder / _file_name(of_it)
            if write_new(path, geoparquet(table, msgspec.to_builtins(of_it))):
                self._keys.pop(papers.place, None)
                return Added(path=path, revision=revision, new=True)
            revision += 1  # somebody else wrote one in the same moment

    def _all(self, place: str) -> Iterator[LayerKey]:
        for folder in _folders(self._root / place):
            yield from filter(None, (_key(place, folder, name) for name in _names(folder)))


def read_layer(path: Path) -> Layer:
    """Read a layer's file. Raises UnreadableSource if it cannot be read, BadTable if it is no layer."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableSource(f"{path}: larger than {LARGEST_FILE // 1_000_000} MB; no layer is")
        with pq.ParquetFile(path) as file:
            table = file.read()
    except OSError as error:
        raise UnreadableSource(f"{path}: {error.strerror or error}; give a file that can be read") from error
    except pa.ArrowException as error:
        raise BadTable(
            f"{path}: not a Parquet file ({str(error).splitlines()[0][:120]}); add the layer again"
        ) from error
    written = (table.schema.metadata or {}).get(b"papers")
    layer = Layer(papers=_decoded(path, written), table=table.replace_schema_metadata(None))
    _check(layer.papers, layer.table, str(path))
    return layer


def read_papers(path: Path) -> LayerPapers:
    """Read the papers of a layer without its table. Raises as `read_layer` does."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        metadata = pq.read_schema(path).metadata or {}
    except OSError as error:
        raise UnreadableSource(f"{path}: {error.strerror or error}; give a file that can be read") from error
    except pa.ArrowException as error:
        raise BadTable(f"{path}: not a Parquet file; add the layer again") from error
    return _decoded(path, metadata.get(b"papers"))


def _decoded(path: Path, written: bytes | None) -> LayerPapers:
    if written is None:
        raise BadTable(f"{path}: no papers in its metadata; add it with `whoholds atlas add`")
    try:
        return msgspec.json.decode(written, type=LayerPapers)
    except msgspec.DecodeError as error:
        raise BadTable(f"{path}: its papers are not as they must be ({error}); add the layer again") from error


def slug_of(source: str) -> str:
    """Return the name of a source's folder: its name in small Latin letters, digits and hyphens.

    A name in another script keeps a part of its SHA-256, so that no two sources share a folder.

    >>> slug_of("Institute for the Study of War"), slug_of("DeepState")
    ('institute-for-the-study-of-war', 'deepstate')
    >>> slug_of("دیپ")
    'source-3a92905d'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", source.strip()) if not unicodedata.combining(c))
    slug = re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")[:60].strip("-")
    if slug and all(c.isascii() or not c.isalnum() for c in plain) and len(plain) <= 60:
        return slug
    return f"{slug or 'source'}-{hashlib.sha256(source.strip().encode()).hexdigest()[:8]}"


# ------------------------------------------------------------------------------------------------ pieces of it


def _folders(root: Path) -> list[Path]:
    if not root.is_dir():
        return []
    return sorted(folder for folder in root.iterdir() if folder.is_dir() and not folder.name.startswith("."))


def _file_name(papers: LayerPapers) -> str:
    kind = ".shares" if papers.kind == "shares" else ""
    revision = f".r{papers.revision}" if papers.revision > 1 else ""
    return f"{papers.as_of}{kind}{revision}.parquet"


def _names(folder: Path) -> list[str]:
    return os.listdir(folder) if folder.is_dir() else []  # noqa: PTH208  # names alone, of which there may be thousands


def _latest(place: str, folder: Path, on: str) -> list[LayerKey]:
    """Return a source's maps of its latest day by a day, the newest revisions only."""
    found: list[LayerKey] = []
    for name in sorted(_names(folder), reverse=True):  # a month comes before its days, a year before its months
        if name[10:11] == "." and name[:10] > on:
            continue  # a later day, told without a closer look
        key = _key(place, folder, name)
        if key is None or key.shares or key.day > on:
            continue
        if found and key.day < found[0].day:
            break
        found.append(key)
    return _newest_only(iter(found))


def _key(place: str, folder: Path, name: str) -> LayerKey | None:
    """Return the key of a layer's file, None for any other file."""
    found = _FILE.fullmatch(name)
    day = days.last_day(found[1]) if found else None
    if not found or day is None:
        return None
    return LayerKey(
        place=place,
        day=day,
        slug=folder.name,
        revision=int(found[3] or 1),
        as_of=found[1],
        path=folder / name,
        shares=found[2] is not None,
    )


def _newest_only(keys: Iterator[LayerKey]) -> list[LayerKey]:
    newest: dict[tuple[str, str, bool], LayerKey] = {}
    for key in keys:
        known = newest.get((key.slug, key.as_of, key.shares))
        if known is None or known.revision < key.revision:
            newest[key.slug, key.as_of, key.shares] = key
    return list(newest.values())


def _check(papers: LayerPapers, table: pa.Table, where: str | None = None) -> None:
    """Raise if the papers or the columns are not as they must be."""
    where = where or f"the layer of {papers.source[:60]} for {papers.as_of[:20]}"
    for name in ("source", "licence"):
        if not getattr(papers, name).strip():
            raise WhoholdsError(f"{where}: no {name}. Give it with --{name}.")
    if days.last_day(papers.as_of) is None or not re.fullmatch(r"[0-9-]+", papers.as_of):
        raise BadTable(f"{where}: {papers.as_of[:40]!r} is not a date; write 2018-12-11, 2018-12 or 2018")
    if not re.fullmatch(r"[A-Z]{3}", papers.place):
        raise BadTable(f"{where}: {papers.place[:40]!r} is no code of a place; write the ISO 3166 alpha-3 code")
    missing = [column for column in COLUMNS[papers.kind] if column not in table.column_names]
    if missing:
        raise BadTable(
            f"{where}: no column {missing[0]!r}; a layer of {papers.kind} has {', '.join(COLUMNS[papers.kind])}"
        )


def _is_same(layer: Layer, papers: LayerPapers, table: pa.Table) -> bool:
    """Tell whether the layer on disk says the same: the day on which it became known makes no difference."""
    ours = msgspec.structs.replace(
        papers, revision=layer.papers.revision, known=layer.papers.known, file=layer.papers.file
    )
    return layer.papers == ours and layer.table.equals(table.replace_schema_metadata(None))


def _refuse_another_name(folder: Path, source: str) -> None:
    """Raise WhoholdsError if the folder is that of a source whose name is written otherwise."""
    with os.scandir(folder) as entries:  # not all of them are read
        first = next((entry.path for entry in entries if _FILE.fullmatch(entry.name)), None)
    written = read_papers(Path(first)).source if first else source
    if written != source:
        raise WhoholdsError(
            f"{folder}: its source is written {written[:80]!r}, not {source[:80]!r}. Give one name to both."
        )


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WhoholdsError(f"{folder}: {error.strerror}. Name a folder that can be written to.") from error
