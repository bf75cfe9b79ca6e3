"""What an export is asked for: what of an atlas, in which format, into which file."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

from whoholds.errors import WhoholdsError
from whoholds.model import Struct

What = Literal["faces", "holders", "layer", "parts"]
Format = Literal["geoparquet", "gpkg", "geojson", "topojson", "csv", "stac"]
WHATS: tuple[What, ...] = get_args(What)
FORMATS: tuple[Format, ...] = get_args(Format)
ENDINGS: dict[str, Format] = {
    ".parquet": "geoparquet",
    ".geoparquet": "geoparquet",
    ".gpkg": "gpkg",
    ".geojson": "geojson",
    ".topojson": "topojson",
    ".csv": "csv",
}
USUAL: dict[Format, What] = {"csv": "parts", "stac": "layer"}
# A series in one of the others would be a file that no program opens.
OF_SERIES: tuple[Format, ...] = ("geoparquet", "gpkg", "csv", "stac")


class Asked(Struct, frozen=True, kw_only=True):
    """What is asked for: the layer in force `on` a day, or all layers of a source `first` to `last` (ISO 8601).

    `base` is in the words that `base_choice.settled_base` takes.
    """

    place: str
    what: What
    form: Format
    on: str | None = None
    source: str | None = None
    base: str | None = None
    series: bool = False
    first: str | None = None
    last: str | None = None

    @property
    def outlines(self) -> bool:
        """Whether the file holds outlines."""
        return self.what != "parts" and self.form != "csv"


def format_of(path: Path) -> Format:
    """Return the format that a file's ending means; a name without an ending is a folder of STAC items.

    >>> format_of(Path("map.geojson")), format_of(Path("stac"))
    ('geojson', 'stac')
    """
    ending = path.suffix.casefold()
    if ending in ENDINGS:
        return ENDINGS[ending]
    if not ending or path.is_dir():
        return "stac"
    raise WhoholdsError(f"{path}: no format has this ending; end it in {', '.join(ENDINGS)}, or name one with --format")


def check_asked(asked: Asked) -> None:
    """Raise WhoholdsError for what does not go together.

    >>> check_asked(Asked(place="SYR", what="parts", form="geojson", on="2018-12-11"))
    Traceback (most recent call last):
    whoholds.errors.WhoholdsError: parts have no outlines: export faces, or parts as csv or geoparquet
    """
    if asked.what == "parts" and asked.form in ("geojson", "topojson"):
        raise WhoholdsError("parts have no outlines: export faces, or parts as csv or geoparquet")
    if asked.what == "layer" and asked.base:
        raise WhoholdsError("a layer is exported as its source gave it: leave --base away, or export faces or holders")
    if asked.series and asked.form not in OF_SERIES:
        raise WhoholdsError(f"a series as {asked.form} would be too large: choose {', '.join(OF_SERIES)}")
    if asked.form == "stac" and asked.what == "parts":
        raise WhoholdsError("STAC items hold outlines: export layer, faces or holders")
