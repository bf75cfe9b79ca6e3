"""An import in words: what was added, what was understood, what does not fit, and how to undo it."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator

from whoholds.atlas.importing.adding import Import, Imported
from whoholds.atlas.importing.features import counted
from whoholds.atlas.layers import LayerKind
from whoholds.model import Struct

MOST_RARE = 8  # remarks that are of some days only
FITS = {
    "overlap": "given twice",
    "gap": "left out between grounds",
    "sliver": "slivers, narrower than 200 m",
    "outside": "outside the country, however its border is drawn",
}


class LayerReport(Struct, frozen=True, kw_only=True):
    """What became of one layer. `path` is null after a dry run; `new` is false where the layer stood there already.

    `fits` is how much land does not fit, in km²; it is not worked out again for a layer that is not new.
    """

    place: str
    source: str
    as_of: str
    kind: LayerKind
    revision: int
    path: str | None
    new: bool
    rows: int
    sha256: str
    fits: dict[str, float]
    repairs: tuple[str, ...]
    said: tuple[str, ...]


class Report(Struct, frozen=True, kw_only=True):
    """What became of an import: what was said of the whole, and its layers in the order of their dates."""

    said: tuple[str, ...]
    layers: tuple[LayerReport, ...]


class NamesReport(Struct, frozen=True, kw_only=True):
    """Names that the user has to settle, by group, each with what comes near, and all that are known."""

    unsettled: dict[str, dict[str, list[str]]]
    known: dict[str, list[str]]


def lines_of(done: Import, *, dry_run: bool = False) -> Iterator[str]:
    """Yield the lines of the report: one paragraph each, the first one says what became of the import."""
    layers = done.layers
    yield _headline(layers[0], dry_run) if len(layers) == 1 else _headline_of_series(layers, dry_run)
    yield from done.said
    if len(layers) == 1:
        yield from layers[0].papers.repairs
        yield from layers[0].said
    else:
        yield from _common(layers)
        yield from _spans(layers)
    if not dry_run and any(layer.new for layer in layers):
        yield f"To undo: {undoing(layers)}"


def undoing(layers: tuple[Imported, ...]) -> str:
    """Return what takes the new layers away again."""
    new = [layer for layer in layers if layer.new and layer.path is not None]
    if len(new) == 1:
        return f"delete {new[0].path}"
    papers = new[0].papers
    span = f"--from {papers.as_of} --to {new[-1].papers.as_of}{' --shares' if papers.kind == 'shares' else ''}"
    return f"whoholds atlas remove {papers.place} --source {shlex.quote(papers.source)} {span}"


def report_of(done: Import) -> Report:
    """Return the report as it is printed as JSON."""
    return Report(
        said=done.said,
        layers=tuple(
            LayerReport(
                place=layer.papers.place,
                source=layer.papers.source,
                as_of=layer.papers.as_of,
                kind=layer.papers.kind,
                revision=layer.papers.revision,
                path=None if layer.path is None else str(layer.path),
                new=layer.new,
                rows=layer.num_rows,
                sha256=layer.papers.sha256,
                fits=layer.papers.fits,
                repairs=layer.papers.repairs,
                said=layer.said,
            )
            for layer in done.layers
        ),
    )


def _headline(layer: Imported, dry_run: bool) -> str:
    papers = layer.papers
    what = f"{papers.source}, {papers.place}, {papers.as_of}: {counted(layer.num_rows, 'row')} of {papers.kind}"
    if not layer.new:
        return f"Already there, and left as it is: {what}, in {layer.path}."
    if dry_run:
        return f"Would add {what}."
    revision = f", revision {papers.revision} (what stood there before stays)" if papers.revision > 1 else ""
    return f"Added {what}, in {layer.path}{revision}."


def _headline_of_series(layers: tuple[Imported, ...], dry_run: bool) -> str:
    new = [layer for layer in layers if layer.new]
    papers, there = layers[0].papers, len(layers) - len(new)
    span = f"{papers.as_of} to {layers[-1].papers.as_of}"
    verb = "Would add" if dry_run else "Added"
    folder = "" if dry_run or not new or new[0].path is None else f", in {new[0].path.parent}"
    stayed = "was left as it is" if there == 1 else "were left as they are"
    left = f"; {there} stood there already and {stayed}" if there else ""
    return f"{verb} {counted(len(new), 'layer')} of {papers.source}, {papers.place}, {span}{folder}{left}."


def _common(layers: tuple[Imported, ...]) -> Iterator[str]:
    """Yield the sentences that are said of many layers once, and those of a few with their dates."""
    new = [layer for layer in layers if layer.new]
    told = Counter(s for layer in new for s in (*layer.papers.repairs, *layer.said) if not _is_measure(s))
    for sentence, times in told.items():
        if 2 * times >= len(new):
            yield sentence
    rare = [(sentence, times) for sentence, times in told.items() if 2 * times < len(new)]
    for sentence, times in rare[:MOST_RARE]:
        first = next(layer.papers.as_of for layer in new if sentence in (*layer.papers.repairs, *layer.said))
        yield f"{first}{f' and {times - 1} more dates' if times > 1 else ''}: {sentence}"
    if len(rare) > MOST_RARE:
        yield f"{len(rare) - MOST_RARE} more remarks on single dates: --json lists them."


def _is_measure(sentence: str) -> bool:
    """Tell whether a sentence says how much land does not fit: of a series, the spans say it."""
    return " km² " in sentence and any(word in sentence for word in ("given twice", "left out", "slivers", "outside"))


def _spans(layers: tuple[Imported, ...]) -> Iterator[str]:
    new = [layer for layer in layers if layer.new and layer.papers.fits]
    for kind, what in FITS.items():
        of_it = [layer.papers.fits.get(kind, 0.0) for layer in new]
        if any(of_it):
            most = max(new, key=lambda layer: layer.papers.fits.get(kind, 0.0)).papers.as_of
            yield f"{what[0].upper()}{what[1:]}: {min(of_it):,.2f} to {max(of_it):,.2f} km², most on {most}."
