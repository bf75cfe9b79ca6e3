"""The command `whoholds atlas series`: who held how much from day to day, as a chart and as CSV."""

from __future__ import annotations

from pathlib import Path

import click

from whoholds.cli.options import Day, atlas_option


@click.command("series")
@click.argument("place")
@click.option("--from", "start", required=True, type=Day(), help="The first day: 2024-07-08.")
@click.option("--to", "end", required=True, type=Day(), help="The last day: 2024-12-31.")
@click.option("--source", help="The source; without it, the one with most maps in that time.")
@click.option("--by", "measure", default="area", show_default=True, help="area, places, population, units.")
@click.option("--base", help='What the whole is: "without Crimea", "without inland water", a unit, a zone.')
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The chart: chart.svg or .png.")
@click.option("--width", default=1200, show_default=True, type=click.IntRange(400, 4000), help="Its width in pixels.")
@click.option("--values", is_flag=True, help="Draw km² (or places, people) and not shares.")
@click.option("--csv", "table", type=click.Path(dir_okay=False, path_type=Path), help="Write all days as CSV.")
@atlas_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a day.")
def series_(
    place: str,
    start: str,
    end: str,
    source: str | None,
    measure: str,
    base: str | None,
    output: Path | None,
    width: int,
    values: bool,
    table: Path | None,
    atlas: Path | None,
    as_json: bool,
) -> None:
    """Say who held how much of a country from day to day, by the maps of one source.

    PLACE is a country's name or its code: UKR.

    \b
    Examples:
      whoholds atlas series UKR --from 2024-07-08 --to 2024-12-31 --atlas my-atlas -o chart.svg --csv days.csv
      whoholds atlas series SYR --from 2018 --to 2018 --by population
    """
    from whoholds.atlas import open_atlas
    from whoholds.atlas.over_time import as_csv, over_time
    from whoholds.days import last_day
    from whoholds.progress import watch
    from whoholds.showing import maps

    if output:
        maps.check_name(output, width)
    first, last = _first_day(start), last_day(end) or end
    if first > last:
        raise click.UsageError(f"--from {start} is after --to {end}.")
    book = open_atlas(atlas)
    code = book.find_place(place)
    country = book.country(code).name
    days = over_time(
        book, code, start=first, end=last, source=source, measure=measure, base=base, watch=watch("summing maps")
    )
    if output:
        chart = maps.series_chart(days, country, maps.frame_for(width), in_units=values)
        maps.write_picture(output, chart, width)
        click.echo(f"Wrote {output}", err=True)
    if table:
        from whoholds.writing import write_whole

        write_whole(table, as_csv(days))
        click.echo(f"Wrote {table}", err=True)
    if as_json:
        from whoholds.showing import to_json

        for shares in days:
            click.echo(to_json(shares, indent=None))
    else:
        from whoholds.showing.maps.printing import show_series

        show_series(days, country)


def _first_day(text: str) -> str:
    """Return the first day of a day, a month or a year.

    >>> _first_day("2018"), _first_day("2018-11-30")
    ('2018-01-01', '2018-11-30')
    """
    return "-".join([*text.split("-"), "01", "01"][:3])
