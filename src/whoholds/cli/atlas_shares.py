"""The command `whoholds atlas shares`: who held how much of what on a day."""

from __future__ import annotations

from pathlib import Path

import click

from whoholds.cli.options import Day, atlas_option


@click.command("shares")
@click.argument("place")
@click.option("--on", required=True, type=Day(), help="The day: 2018-12-11.")
@click.option("--by", "measure", default="area", show_default=True, help="area, places, population, units, …")
@click.option(
    "--base", help='What the whole is: "without the Golan", "without inland water", a unit, a zone, a circle.'
)
@click.option("--source", help="One source, where several are known.")
@click.option("--bases", "list_bases", is_flag=True, help="List what --base can be for this place.")
@atlas_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def shares_(
    place: str,
    on: str,
    measure: str,
    base: str | None,
    source: str | None,
    list_bases: bool,
    atlas: Path | None,
    as_json: bool,
) -> None:
    """Say who held how much of a country on a day, by one source, and check the sum.

    PLACE is a country's name or its code: SYR. The answer is the map in force on that day; without a map, the latest
    published table.

    \b
    Examples:
      whoholds atlas shares SYR --on 2018-12-11
      whoholds atlas shares SYR --on 2018-12-11 --by population --base "without the Golan" --json
      whoholds atlas shares SYR --on 2018-12-11 --base "55 km around 33.5058 N 38.6178 E"
    """
    from whoholds.atlas import open_atlas
    from whoholds.atlas.base_choice import bases

    book = open_atlas(atlas)
    code = book.find_place(place)
    if list_bases:
        click.echo("\n".join(bases(code, book.maps)))
        return
    shares = book.shares(code, on=on, measure=measure, base=base, source=source)
    if as_json:
        from whoholds.showing import to_json

        click.echo(to_json(shares))
    else:
        from whoholds.showing.shares import show_shares

        show_shares(shares, book.country(code).name)
