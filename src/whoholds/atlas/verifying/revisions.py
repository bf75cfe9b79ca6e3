"""Revisions: those of one layer are numbered 1, 2, 3, … without a gap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from whoholds.atlas.verifying.finding import Finding

if TYPE_CHECKING:
    from whoholds.atlas.layers import LayerPapers


def check_revisions(papers: Mapping[Path, LayerPapers], wheres: Mapping[Path, str]) -> list[Finding]:
    """Return the gaps among the revisions of each layer. `papers` are those of all files that could be read."""
    numbers: dict[tuple[Path, str, bool], dict[int, Path]] = defaultdict(dict)
    for path, of_file in papers.items():
        numbers[path.parent, of_file.as_of, of_file.kind == "shares"][of_file.revision] = path
    return [finding for of_layer in numbers.values() for finding in _gaps(of_layer, wheres)]


def _gaps(of_layer: dict[int, Path], wheres: Mapping[Path, str]) -> Iterator[Finding]:
    last = max(of_layer)
    missing = [number for number in range(1, last) if number not in of_layer]
    if missing:
        yield Finding(
            where=wheres[of_layer[last]],
            what=f"revision {', '.join(map(str, missing[:5]))} before it is not there, and revisions are never deleted",
            to_do="Put the file back from a copy",
        )
