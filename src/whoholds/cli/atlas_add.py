"""`whoholds atlas add`: a file or a folder becomes layers of an atlas."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

import click

from whoholds.cli.options import Day
from whoholds.model import Status

if TYPE_CHECKING:
    from whoholds.atlas.importing import Request, Unsettled
    from whoholds.atlas.layers import LayerKind

KINDS = ("polygons", "points", "units", "shares")


@click.command("add")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--atlas",
    envvar="WHOHOLDS_ATLAS",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of your atlas (or WHOHOLDS_ATLAS); it is made if it is not there.",
)
@click.option("--place", required=True, help="The country: SYR or Syria.")
@click.option("--on", type=Day(), help="The date that the map is for; a series has its own dates.")
@click.option("--source", required=True, help="Whose map it is: DeepState.")
@click.option("--licence", required=True, help="How it may be used: CC-BY-4.0, public domain, …")
@click.option("--url", help="Where it was published.")
@click.option("--holder", help="Who holds all of it.")
@click.option("--holder-column", metavar="COLUMN", help="The column that says who holds what.")
@click.option("--status", type=click.Choice(get_args(Status)), help="The status of all of it.  [default: controlled]")
@click.option("--status-column", metavar="COLUMN", help="The column that says in what status it is held.")
@click.option("--kind", type=click.Choice(KINDS), help="What it is, where the file alone does not say it.")
@click.option("--unit-column", metavar="COLUMN", help="The column that names the administrative units.")
@click.option("--date-column", metavar="COLUMN", help="The column of dates, if the table is a series.")
@click.option("--layer", metavar="NAME", help="One layer of a GeoPackage, one Shapefile of an archive, one sheet.")
@click.option("--cap", "cap_km", type=float, metavar="KM", help="How far the land of a point reaches.")
@click.option("--precision", "precision_km", type=float, metavar="KM", help="How far its lines may be off.")
@click.option("--note", help="What a reader must know of it.")
@click.option("--known", type=Day(), help="The day on which it became known.  [default: today]")
@click.option(
    "--names",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A TOML file that settles names; the command prints the lines that it lacks.",
)
@click.option(
    "--marks",
    type=click.Path(exists=True, dir_okay=False),
    help="A TOML file that says what marks of a Lua table mean.",
)
@click.option("--new-holders", is_flag=True, help="Let unknown names be holders of their own.")
@click.option("--dry-run", is_flag=True, help="Check everything and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def add_(
    file: Path, atlas: Path | None, names: Path | None, kind: str | None, dry_run: bool, as_json: bool, **asked: object
) -> None:
    """Add a map, or a series of maps, to an atlas of your own.

    FILE is GeoJSON, GeoPackage, Shapefile (alone or zipped), GeoParquet, KML, KMZ, CSV, Excel or a Lua table of marks;
    or a folder of such files with a date in each name. Everything is checked first, and then all of it is written or
    nothing. The same file a second time changes nothing; another one for the same date becomes a new revision.

    \b
    Examples:
      whoholds atlas add map.geojson --atlas my-atlas --place UKR \\
        --on 2024-07-08 --source DeepState --licence GPL-3.0 --holder Russia
      whoholds atlas add points.csv --atlas my-atlas --place SYR \\
        --on 2018-12-11 --source "My own count" --licence CC-BY-4.0
    """
    if atlas is None:
        raise click.UsageError("Name the folder of your atlas with --atlas DIR, or set WHOHOLDS_ATLAS.")
    from whoholds.atlas.importing import Unsettled, add_layers
    from whoholds.progress import watch

    request = _request(file, names, cast("LayerKind | None", kind), asked)
    try:
        done = add_layers(request, atlas, dry_run=dry_run, watch=watch("reading"), watch_writing=watch("writing"))
    except Unsettled as error:
        _show_unsettled(error, as_json)
        raise
    if as_json:
        from whoholds.atlas.importing.report import report_of
        from whoholds.showing import to_json

        click.echo(to_json(report_of(done)))
    else:
        from whoholds.atlas.importing.report import lines_of
        from whoholds.showing.printer import Printer

        printer = Printer()
        for number, line in enumerate(lines_of(done, dry_run=dry_run)):
            printer.line(line, indent=2 if number else 0)


def _request(file: Path, names: Path | None, kind: LayerKind | None, asked: dict[str, object]) -> Request:
    """Return the request that the options make."""
    from datetime import UTC, datetime

    from whoholds.atlas import open_atlas
    from whoholds.atlas.importing import Request, Settled, read_settled

    place = open_atlas().find_place(str(asked.pop("place")))
    known = asked.pop("known") or datetime.now(UTC).date().isoformat()
    settled = read_settled(names) if names is not None else Settled()
    return Request(file=str(file), place=place, known=str(known), kind=kind, settled=settled, **asked)  # type: ignore[arg-type]


def _show_unsettled(error: Unsettled, as_json: bool) -> None:
    """Print what the user has to settle: lines to paste into a file, or JSON."""
    if as_json:
        from whoholds.atlas.importing.report import NamesReport
        from whoholds.showing import to_json

        click.echo(to_json(NamesReport(unsettled=error.names, known=error.known)))
    else:
        click.echo(error.lines, nl=False)
