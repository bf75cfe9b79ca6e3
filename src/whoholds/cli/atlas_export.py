"""The command `whoholds atlas export`: maps as files for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from whoholds.cli.options import Day, atlas_option

if TYPE_CHECKING:
    from whoholds.atlas.exporting import Format, What

WHATS = ("faces", "holders", "layer", "parts")
FORMATS = ("geoparquet", "gpkg", "geojson", "topojson", "csv", "stac")


@click.command("export")
@click.argument("place")
@click.option("--on", type=Day(), help="The day: 2018-12-11. The map in force on it is exported.")
@click.option("--series", is_flag=True, help="All days of a source, in one file or folder.")
@click.option("--from", "first", type=Day(), help="With --series: the first day.")
@click.option("--to", "last", type=Day(), help="With --series: the last day.")
@click.option("--source", help="One source, where several are known.")
@click.option(
    "--what",
    type=click.Choice(WHATS),
    help="faces: ground that no way of counting splits. holders: the ground of each in one. layer: what the source "
    "gave. parts: faces without outlines. Without it: faces, in a CSV parts, as STAC layer.",
)
@click.option("--format", "form", type=click.Choice(FORMATS), help="Without it, what the file's ending means.")
@click.option("--base", help='What is exported of the country: "without the Golan", a unit, a zone, a circle.')
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="The file: .parquet, .gpkg, .geojson, .topojson or .csv. A name without ending is a folder of STAC items.",
)
@atlas_option
def export_(
    place: str,
    on: str | None,
    series: bool,
    first: str | None,
    last: str | None,
    source: str | None,
    what: What | None,
    form: Format | None,
    base: str | None,
    out: Path,
    atlas: Path | None,
) -> None:
    """Write maps as files that QGIS, DuckDB, GeoPandas, a spreadsheet or a web map open.

    PLACE is a country's name or its code: SYR. Each file says whose it is, as of when, under which licence and on which
    boundary; beside a CSV stands datapackage.json, which says what each column is.

    \b
    Examples:
      whoholds atlas export SYR --on 2018-12-11 -o syria.gpkg
      whoholds atlas export SYR --on 2018-12-11 --what holders -o syria.geojson
      whoholds atlas export UKR --series --source DeepState --what holders -o ukraine.csv
    """
    if series == (on is not None):
        raise click.UsageError("Give --on DATE for one day, or --series for all days of a source.")
    if (first or last) and not series:
        raise click.UsageError("--from and --to go with --series.")
    from whoholds.atlas import open_atlas
    from whoholds.atlas.exporting import USUAL, Asked, export, format_of
    from whoholds.days import last_day
    from whoholds.progress import watch
    from whoholds.showing.words import clean

    book = open_atlas(atlas)
    chosen = format_of(out) if form is None else form
    asked = Asked(
        place=book.find_place(place),
        what=what or USUAL.get(chosen, "faces"),
        form=chosen,
        on=last_day(on),
        source=source,
        base=base,
        series=series,
        first=first,
        last=last_day(last),
    )
    done = export(book, asked, out, watch("exporting"))
    click.echo(f"{clean(done.title)}: {_counted(done.rows, 'item' if chosen == 'stac' else 'row')}")
    click.echo(f"Wrote {', '.join(map(str, done.files))}", err=True)


def _counted(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else one + 's'}"
