"""The command `whoholds atlas compare`: what changed hands between two maps, as a table and as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from whoholds.cli.atlas_map import variant_of
from whoholds.cli.options import Day, atlas_option

if TYPE_CHECKING:
    from whoholds.atlas.layers import LayerKey
    from whoholds.atlas.maps import Maps


@click.command("compare")
@click.argument("which", nargs=-1, metavar="[PLACE] A B")
@click.option("--place", help="The country, if it is not the first argument: UKR or Ukraine.")
@click.option("--source", help="The source of both maps, where A and B are dates only.")
@click.option("--base", help='The boundary within which they are compared: "without Crimea".')
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The picture: map.svg or map.png."
)
@click.option("--width", default=1200, show_default=True, type=click.IntRange(400, 4000), help="Its width in pixels.")
@atlas_option
@click.option("--json", "as_json", is_flag=True, help="Print the table as JSON.")
def compare_(
    which: tuple[str, ...],
    place: str | None,
    source: str | None,
    base: str | None,
    output: Path | None,
    width: int,
    atlas: Path | None,
    as_json: bool,
) -> None:
    """Say what changed hands between two maps of a country: two dates of a source, or two sources.

    A and B are each a date (2024-07-08), or a source and a date (DeepState@2024-07-08). Each is the map in force on
    that day; without a source, the latest by then of any.

    \b
    Examples:
      whoholds atlas compare UKR 2024-07-08 2024-08-08 --source DeepState -o july.svg
      whoholds atlas compare "DeepState@2024-07-08" "Our desk@2024-07-08" --place UKR --json
    """
    from whoholds.atlas import open_atlas
    from whoholds.atlas.comparing import compare, comparison_of
    from whoholds.showing import maps

    if output:
        maps.check_name(output, width)
    place, one, other = _asked(which, place)
    book = open_atlas(atlas)
    code = book.find_place(place)
    variant = variant_of(base, code, book.maps.boundaries.variants(code))
    keys = [_map(book.maps, code, text, source) for text in (one, other)]
    if keys[0] == keys[1]:
        raise click.UsageError(f"A and B are the same map, that of {keys[0].as_of}: name another date or source.")
    a, b = (book.maps.faces_of(key) for key in keys)
    changes = compare(a, b, variant=variant)
    country = book.country(code)
    if output:
        towns = maps.towns_of(code, country.capital, atlas)
        around = maps.surroundings_of(code, towns=towns, water=maps.known_water(), name=country.name)
        drawn = maps.change_map(a, b, changes, around, maps.frame_for(width), variant=variant)
        maps.write_picture(output, drawn.picture, width)
        click.echo(f"Wrote {output}", err=True)
    comparison = comparison_of(a, b, changes, variant)
    if as_json:
        from whoholds.showing import to_json

        click.echo(to_json(comparison))
    else:
        from whoholds.showing.maps.printing import show_comparison

        show_comparison(comparison, country.name)


def _asked(which: tuple[str, ...], place: str | None) -> tuple[str, str, str]:
    """Return the place and the two maps that the arguments name."""
    if len(which) == 3 and place is None:
        return which[0], which[1], which[2]
    if len(which) == 2 and place is not None:
        return place, which[0], which[1]
    if len(which) == 2:
        raise click.UsageError("Name the country as well: whoholds atlas compare UKR A B, or --place UKR.")
    raise click.UsageError("Name two maps, each as a date or as SOURCE@DATE.")


def _map(maps: Maps, place: str, text: str, source: str | None) -> LayerKey:
    """Return the map that "2024-07-08" or "DeepState@2024-07-08" means."""
    from whoholds.days import last_day

    named, _, day = text.rpartition("@")
    asked = Day().convert(day, None, None)
    return maps.in_force(place, last_day(asked) or asked, named or source)
