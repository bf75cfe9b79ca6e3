"""The command `whoholds atlas list`: which layers there are."""

from __future__ import annotations

from pathlib import Path

import click

from whoholds.cli.options import atlas_option


@click.command("list")
@click.argument("place", required=False)
@click.option("--all", "all_days", is_flag=True, help="One line a layer, not one a source.")
@atlas_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a layer.")
def list_(place: str | None, all_days: bool, atlas: Path | None, as_json: bool) -> None:
    """List the layers of control: source, kind, dates, licence.

    PLACE is a country's name or its code; without it, all countries that have layers are listed.

    \b
    Examples:
      whoholds atlas list
      whoholds atlas list UKR --atlas my-atlas --all
    """
    from whoholds.atlas import open_atlas
    from whoholds.atlas.listing import listed
    from whoholds.showing import to_json
    from whoholds.showing.listing import show_listing

    book = open_atlas(atlas)
    code = book.find_place(place) if place else None
    entries = listed(book.maps, code, each=all_days or as_json)
    if as_json:
        for entry in entries:
            click.echo(to_json(entry, indent=None))
    elif entries:
        show_listing(entries)
    else:
        click.echo(f"No layer{f' of {code}' if code else ''}. Add one with `whoholds atlas add`.")
