"""Taking layers away again: the newest revision of each, so that the one before it is in force again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from whoholds.atlas.layers import LayerKey, LayerStore
from whoholds.errors import UnknownName, WhoholdsError


def newest_layers(
    atlas: Path, place: str, source: str, first: str, last: str, *, shares: bool = False
) -> tuple[LayerKey, ...]:
    """Return the newest revision of each map of a source, or of each table of shares, from a day to a day (ISO 8601).

    Raises UnknownName if there is none, with the sources and the days that there are.
    """
    store = LayerStore(atlas)
    of_source = tuple(key for key in store.keys(place, source) if key.shares == shares)
    what = "table of shares" if shares else "map"
    if not of_source:
        known = ", ".join(dict.fromkeys(key.slug for key in store.keys(place))) or "none"
        raise UnknownName(f"no {what} of {source[:60]!r} for {place} in {atlas}; sources there: {known}")
    found = tuple(key for key in of_source if first <= key.day <= last)
    if not found:
        raise UnknownName(
            f"no {what} of {source[:60]!r} for {place} from {first} to {last}; there are {of_source[0].day} to "
            f"{of_source[-1].day}"
        )
    return found


def remove_layers(keys: Sequence[LayerKey]) -> None:
    """Delete the files of layers, and the folders that are empty then. Raises WhoholdsError if that fails."""
    for key in keys:
        worked_out = key.path.parents[3] / "parts" / key.place / key.slug / f"{key.path.stem}.json"
        try:
            worked_out.unlink(missing_ok=True)  # it must not be taken for that of another layer later
            key.path.unlink()
        except OSError as error:
            raise WhoholdsError(f"{key.path}: {error.strerror}. Those before it were deleted.") from error
    for folder in {key.path.parent for key in keys}:
        if not any(folder.iterdir()):
            folder.rmdir()
