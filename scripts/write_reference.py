"""Write docs/reference/commands.md from the help of every command."""

from __future__ import annotations

from pathlib import Path

import click

from whoholds.cli import main

PAGE = Path(__file__).resolve().parents[1] / "docs/reference/commands.md"
INTRODUCTION = """# The commands

Written by `uv run scripts/write_reference.py` from what `--help` prints.

Every command exits with 0 when it is done, 1 when it could not do it and 2 when it was used wrongly. "Cannot tell" is
an answer as any other verdict is: the code is 0. An error is one line that says what is wrong and what to do.
`WHOHOLDS_ATLAS` names an atlas for all commands, `NO_COLOR` turns colours off.
"""


def commands(group: click.Group = main, before: str = "") -> dict[str, click.Command]:
    """Every command by its name behind `whoholds`, those of a group by both names: "atlas add"."""
    context = click.Context(group)
    found: dict[str, click.Command] = {}
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            found |= commands(command, f"{before}{name} ")
        elif command:
            found[before + name] = command
    return found


def help_of(name: str, command: click.Command) -> str:
    """What `whoholds NAME --help` prints on a terminal of 80 columns."""
    context = click.Context(
        command,
        info_name=f"whoholds {name}",
        max_content_width=80,
        terminal_width=80,
        help_option_names=["-h", "--help"],
    )
    return "\n".join(line.rstrip() for line in command.get_help(context).splitlines())


def page() -> str:
    """The whole page."""
    parts = [
        f"## whoholds {name}\n\n```text\n{help_of(name, command)}\n```\n"
        for name, command in sorted(commands().items())
    ]
    return "\n".join([INTRODUCTION, *parts])


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
