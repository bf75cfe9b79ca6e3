"""What was verified on a terminal: a line for each finding, and what was looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whoholds.showing.printer import Printer

if TYPE_CHECKING:
    from rich.console import Console

    from whoholds.atlas.verifying import Verified


def show_verified(verified: Verified, console: Console | None = None) -> None:
    """Print what is wrong, a paragraph each, and then what was looked at."""
    printer = Printer(console)
    for finding in verified.findings:
        printer.line((f"{finding.where}: ", "bold"), f"{finding.what}. {finding.to_do}.")
    printer.line(summary(verified))


def summary(verified: Verified) -> str:
    """Return in a sentence or three what was looked at and how much is wrong.

    >>> from whoholds.atlas.verifying import Verified
    >>> summary(Verified(layers=2, maps=1, bases=20, anew=1, seed=None, findings=()))
    'Nothing is wrong. 2 layers were read, 1 map was summed over up to 20 bases, and 1 was cut anew.'
    """
    wrong = _counted(len(verified.findings), "thing is", "things are") if verified.findings else "Nothing is"
    chosen = "" if verified.seed is None else f", chosen at random with seed {verified.seed} (--full takes all)"
    return (
        f"{wrong} wrong. {_counted(verified.layers, 'layer was', 'layers were')} read, "
        f"{_counted(verified.maps, 'map was', 'maps were')} summed over up to {verified.bases:,} bases, and "
        f"{_counted(verified.anew, 'was', 'were')} cut anew{chosen}."
    )


def _counted(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"
