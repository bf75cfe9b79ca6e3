"""The group `whoholds atlas`: each of its commands is a file of its own, which is loaded when it is asked for."""

from __future__ import annotations

from importlib import import_module

import click

# The command and the file that has it: `atlas add` stands in atlas_add.py as `add`.
HOMES = {
    "add": "atlas_add",
    "compare": "atlas_compare",
    "export": "atlas_export",
    "list": "atlas_list",
    "map": "atlas_map",
    "remove": "atlas_remove",
    "series": "atlas_series",
    "shares": "atlas_shares",
    "verify": "atlas_verify",
}


class LazyCommands(click.Group):
    """A group that imports a command when it is run, or when its help is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return sorted(HOMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name."""
        if cmd_name not in HOMES:
            return None
        command: click.Command = getattr(import_module(f"whoholds.cli.{HOMES[cmd_name]}"), f"{cmd_name}_")
        return command


@click.group(cls=LazyCommands)
def atlas() -> None:
    """Layers of control in; shares, maps and exports out.

    \b
    Examples:
      whoholds atlas list
      whoholds atlas shares SYR --on 2018-12-11
      whoholds atlas map SYR --on 2018-12-11 -o syria.svg
    """
