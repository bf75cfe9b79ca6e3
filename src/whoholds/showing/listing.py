"""Layers on a terminal: what there is, from when to when, by whom, under which licence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from whoholds.showing.printer import Printer
from whoholds.showing.words import clean

if TYPE_CHECKING:
    from rich.console import Console

    from whoholds.atlas.listing import Listed


def show_listing(lines: Sequence[Listed], console: Console | None = None) -> None:
    """Print a line or two for each source, or for each layer."""
    printer = Printer(console)
    for line in lines:
        days = line.first if line.first == line.last else f"{line.first} to {line.last}"
        count = "1 layer" if line.layers == 1 else f"{line.layers:,} layers"
        revision = f", revision {line.revision}" if line.revision > 1 else ""
        printer.line(
            (f"{line.place}  ", "bold"), (clean(line.source), "bold"), f" · {days} · {line.kind} · {count}{revision}"
        )
        printer.line(" · ".join(filter(None, (clean(line.licence), line.url))), indent=5)
