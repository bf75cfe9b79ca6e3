"""The command `whoholds atlas map`: who held which ground on a day, as a picture with its table."""

from __future__ import annotations

from pathlib import Path

import click

from whoholds.cli.options import Day, atlas_option


@click.command("map")
@click.argument("place")
@click.option("--on", required=True, type=Day(), help="The day: 2018-12-11.")
@click.option("--source", help="One source, where several are known.")
@click.option("--base", help='The boundary, where there are several: "without the Golan".')
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The picture: map.svg or map.png."
)
@click.option("--width", default=1200, show_default=True, type=click.IntRange(400, 4000), help="Its width in pixels.")
@click.option("--table", type=click.Path(dir_okay=False, path_type=Path), help="The same as a table: .csv or .html.")
@atlas_option
@click.option("--json", "as_json", is_flag=True, help="Print the table as JSON.")
def map_(
    place: str,
    on: str,
    source: str | None,
    base: str | None,
    output: Path | None,
    width: int,
    table: Path | None,
    atlas: Path | None,
    as_json: bool,
) -> None:
    """Draw who held which ground of a country on a day, and print the same as a table.

    PLACE is a country's name or its code: SYR. The map is the one in force on that day. A picture of less than 560
    pixels is laid out for a phone, one of less than 900 for a column of text.

    \b
    Examples:
      whoholds atlas map SYR --on 2018-12-11 -o syria.svg
      whoholds atlas map SYR --on 2018-12-11 --base "without the Golan" -o syria.png --width 1600 --table syria.csv
    """
    from whoholds.atlas import open_atlas
    from whoholds.days import last_day
    from whoholds.showing import maps

    if output:
        maps.check_name(output, width)
    if table and table.suffix.lower() not in (".csv", ".html"):
        raise click.UsageError("--table writes .csv or .html: name such a file.")
    book = open_atlas(atlas)
    code = book.find_place(place)
    variant = variant_of(base, code, book.maps.boundaries.variants(code))
    asked = last_day(on) or on
    faces = book.maps.faces(code, asked, source)
    country = book.country(code)
    towns = maps.towns_of(code, country.capital, atlas)
    around = maps.surroundings_of(code, towns=towns, water=maps.known_water(), name=country.name)
    drawn = maps.control_map(faces, around, maps.frame_for(width), variant=variant, asked=asked)
    shares = maps.shares_of_map(faces, drawn, asked)
    if output:
        maps.write_picture(output, drawn.picture, width)
        click.echo(f"Wrote {output}", err=True)
    if table:
        from whoholds.atlas.over_time import as_csv
        from whoholds.writing import write_whole

        is_csv = table.suffix.lower() == ".csv"
        write_whole(table, as_csv([shares]) if is_csv else maps.html_table(drawn, faces))
        click.echo(f"Wrote {table}", err=True)
    if as_json:
        from whoholds.showing import to_json

        click.echo(to_json(shares))
    else:
        from whoholds.showing.shares import show_shares

        show_shares(shares, country.name)


def variant_of(base: str | None, place: str, variants: tuple[str, ...]) -> str | None:
    """Return the boundary variant that --base names, None for the standard one.

    Raises UnknownName for a base that is no boundary: a map shows a whole country.
    """
    from whoholds.errors import UnknownName

    def plain(name: str) -> str:
        return " ".join(word for word in name.casefold().split() if word != "the")

    if base is None:
        return None
    for name in variants:
        if name and plain(name) == plain(base):
            return name
    known = "; ".join(repr(name) for name in variants if name)
    hint = f"known: {known}" if known else "it is drawn in one way only, so leave --base away"
    raise UnknownName(f"no boundary {base[:80]!r} of {place}: {hint}")
