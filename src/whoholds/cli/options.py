"""What the commands share: the type of a date, and the option that names an atlas."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click


class Day(click.ParamType[str]):
    """A day, a month or a year in ISO 8601."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The date as it was given, if the calendar has it."""
        text = str(value)
        parts = text.split("-")
        try:
            date.fromisoformat("-".join([*parts, "01", "01"][:3]))
        except ValueError:
            self.fail(f"{text!r} is not a date. Write it as 2018-12-11, 2018-12 or 2018.", param, ctx)
        return text


def atlas_option(function: Callable[..., None]) -> Callable[..., None]:
    """The option --atlas, which WHOHOLDS_ATLAS gives as well."""
    return click.option(
        "--atlas",
        envvar="WHOHOLDS_ATLAS",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="A folder that lies over the starter data (or WHOHOLDS_ATLAS).",
    )(function)
