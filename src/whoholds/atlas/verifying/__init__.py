"""Verifying: every layer of an atlas is read again, and everything that can be checked is.

`verify` looks at all revisions of all layers: the files, their papers and rows, the sums of their parts on every base,
and for some of them, or for all, whether the parts that are kept are those that come out anew.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whoholds.atlas.kept import STARTER
from whoholds.atlas.layers import LayerKey, LayerPapers
from whoholds.atlas.maps import Maps
from whoholds.atlas.verifying.finding import Finding
from whoholds.atlas.verifying.kept import check_anew, check_maps, key_of
from whoholds.atlas.verifying.one_file import read_one
from whoholds.atlas.verifying.published import check_tables
from whoholds.atlas.verifying.revisions import check_revisions
from whoholds.atlas.verifying.rows import check_rows
from whoholds.errors import WhoholdsError
from whoholds.model import Struct

if TYPE_CHECKING:
    from whoholds.atlas.atlas import Atlas

__all__ = ["Finding", "Verified", "verify"]

SAMPLE = 12  # maps whose parts are worked out anew, unless all are to be
Watch = Callable[[str], Callable[[Iterable[Any], int], Iterator[Any]]]


class Verified(Struct, frozen=True, kw_only=True):
    """What was looked at, and what is wrong.

    `layers` are all files, `maps` those whose sums were checked, each over `bases` bases of its country at the most;
    `anew` of them were cut again, chosen by `seed`.
    """

    layers: int
    maps: int
    bases: int
    anew: int
    seed: int | None
    findings: tuple[Finding, ...]


def verify(folder: Path | None = None, *, full: bool = False, seed: int = 0, watch: Watch | None = None) -> Verified:
    """Verify the layers of a folder, or those that ship. `full` works out all parts anew, not only a sample.

    `watch` gives for a label a function that passes items on and may show how far it is.

    >>> verified = verify()
    >>> verified.maps, [finding.line() for finding in verified.findings]
    (1, [])
    """
    watching = watch or (lambda label: lambda items, total: iter(items))
    atlas, found = _opened(folder)
    files = dict(_files(STARTER if folder is None else folder))
    papers: dict[Path, LayerPapers] = {}
    sound: list[LayerKey] = []
    for path in watching("reading layers")(files, len(files)):
        layer, of_file = read_one(path, files[path])
        if layer is not None:
            papers[path] = layer.papers
            of_rows = check_rows(layer, atlas.holders(layer.papers.place), files[path])
            of_file += of_rows
            if not of_rows and layer.papers.kind != "shares":
                sound.append(key_of(path, layer.papers))
        found += of_file
    found += check_revisions(papers, files)
    found += check_tables(atlas, papers, files)
    maps = Maps(folder)
    bases, of_sums = check_maps(maps, sound, files, watching("summing"))
    some = sorted(sound if full or len(sound) <= SAMPLE else random.Random(seed).sample(sound, SAMPLE))  # noqa: S311
    of_anew = check_anew(maps, some, files, watching("cutting anew"))
    return Verified(
        layers=len(files),
        maps=len(sound),
        bases=bases,
        anew=len(some),
        seed=None if len(some) == len(sound) else seed,
        findings=(*found, *of_sums, *of_anew),
    )


# ------------------------------------------------------------------------------------------------ pieces of it


def _opened(folder: Path | None) -> tuple[Atlas, list[Finding]]:
    """Return the atlas, and what is wrong with its tables; then it is the starter data alone."""
    from whoholds.atlas.atlas import open_atlas

    try:
        return open_atlas(folder), []
    except WhoholdsError as error:
        finding = Finding(where=str(folder), what=str(error).rstrip("."), to_do="Correct it, and verify again")
        return open_atlas(), [finding]


def _files(root: Path) -> Iterator[tuple[Path, str]]:
    """Yield all files of layers, each with where it stands."""
    for path in sorted((root / "layers").rglob("*.parquet")):
        if not path.name.startswith("."):
            yield path, path.relative_to(root).as_posix()
