"""`whoholds atlas remove`: layers that were added by mistake are taken away again."""

from __future__ import annotations

from pathlib import Path

import click

from whoholds.cli.options import Day, atlas_option


@click.command("remove")
@click.argument("place")
@click.option("--source", required=True, help="Whose map it is: DeepState.")
@click.option("--on", type=Day(), help="The date of the one layer to remove.")
@click.option("--from", "first", type=Day(), help="The first date, to remove a series.")
@click.option("--to", "last", type=Day(), help="The last date, to remove a series.")
@click.option("--shares", is_flag=True, help="Remove tables of shares, not maps.")
@atlas_option
@click.option("--yes", is_flag=True, help="Do not ask.")
def remove_(
    place: str,
    source: str,
    on: str | None,
    first: str | None,
    last: str | None,
    shares: bool,
    atlas: Path | None,
    yes: bool,
) -> None:
    """Remove layers from an atlas of your own: the newest revision of each.

    What stood there before it is in force again. The layers are listed first, and you are asked. Those that ship with
    Whoholds stay.

    \b
    Examples:
      whoholds atlas remove UKR --source DeepState --on 2024-07-08 --atlas my-atlas
      whoholds atlas remove UKR --source DeepState --from 2024-07-08 --to 2024-07-31
    """
    if atlas is None:
        raise click.UsageError("Name the folder of your atlas with --atlas DIR, or set WHOHOLDS_ATLAS.")
    if (on is None) == (first is None or last is None):
        raise click.UsageError("Give --on for one layer, or --from and --to for a series.")
    from whoholds.atlas import open_atlas
    from whoholds.atlas.importing.removing import newest_layers, remove_layers
    from whoholds.days import last_day

    code = open_atlas().find_place(place)
    days = [last_day(day) or day for day in (on or first or "", on or last or "")]
    keys = newest_layers(atlas, code, source, *days, shares=shares)
    for key in keys[:20]:
        click.echo(f"{key.as_of}  revision {key.revision}  {key.path}")
    if len(keys) > 20:
        click.echo(f"… and {len(keys) - 20} more, to {keys[-1].as_of}")
    what = "this layer" if len(keys) == 1 else f"these {len(keys)} layers"
    if yes or click.confirm(f"Delete {what}?", err=True):
        remove_layers(keys)
        click.echo(f"Deleted {what}.")
