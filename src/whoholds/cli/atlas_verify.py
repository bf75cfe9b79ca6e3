"""The command `whoholds atlas verify`: every layer read again, and everything checked that can be."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from whoholds.cli.options import atlas_option


@click.command("verify")
@click.option("--full", is_flag=True, help="Cut every map anew, not a dozen chosen at random.")
@click.option("--seed", default=0, show_default=True, help="Which dozen is chosen.")
@atlas_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def verify_(full: bool, seed: int, atlas: Path | None, as_json: bool) -> None:
    """Check every layer: the file, its papers and rows, its geometry, and the sums of its parts.

    All revisions of all layers of --atlas are looked at, or without it those of the starter data. Each thing that is
    wrong is one line: where it is, what it is and what to do. The exit code is 1 if anything is wrong.

    \b
    Examples:
      whoholds atlas verify
      whoholds atlas verify --atlas my-atlas --full --json
    """
    from whoholds.atlas.verifying import verify
    from whoholds.progress import watch

    verified = verify(atlas, full=full, seed=seed, watch=watch)
    if as_json:
        from whoholds.showing import to_json

        click.echo(to_json(verified))
    else:
        from whoholds.showing.verifying import show_verified

        show_verified(verified)
    if verified.findings:
        sys.exit(1)
