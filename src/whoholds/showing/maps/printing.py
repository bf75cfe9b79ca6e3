"""Changes and series on a terminal: what the pictures show, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from whoholds.showing import words
from whoholds.showing.maps.parts import DUST, area_words, share_words
from whoholds.showing.maps.series_lines import lines_of
from whoholds.showing.printer import Printer

if TYPE_CHECKING:
    from rich.console import Console

    from whoholds.atlas.comparing import Comparison
    from whoholds.atlas.shares import Shares

MOST_ROWS = 30


def show_comparison(comparison: Comparison, country: str, console: Console | None = None) -> None:
    """Print what changed between two maps, what stayed, and whether all of it comes to the whole."""
    from rich.table import Table

    printer = Printer(console)
    one, other = comparison.before, comparison.after
    printer.line((f"{country}: {words.source(one)} and {words.source(other)}, by area", "bold"))
    table = Table(box=None, pad_edge=False, padding=(0, 2))
    for head in ("before", "after"):
        table.add_column(head)
    table.add_column("km²", justify="right")
    changed = [row for row in comparison.rows if row.changed and row.value >= DUST]
    for row in changed[:MOST_ROWS]:
        table.add_row(
            _held(row.name_before, row.status_before), _held(row.name_after, row.status_after), area_words(row.value)
        )
    stayed = sum(row.value for row in comparison.rows) - sum(row.value for row in changed[:MOST_ROWS])
    table.add_row("all other ground", "the same", area_words(stayed), style="dim")
    table.add_section()
    table.add_row("the whole", "", area_words(comparison.total))
    printer.console.print(table, soft_wrap=True)
    if len(changed) > MOST_ROWS:
        printer.line(f"{len(changed) - MOST_ROWS} smaller changes are counted with all other ground; --json has them.")
    if not changed:
        printer.line("Nothing changed.")
    printer.line(f"Sum: all pieces come to the whole, {area_words(comparison.total)} km².")
    for papers in dict.fromkeys((one, other)):
        known = (words.source(papers), papers.licence, papers.url)
        printer.line(("Source: ", "bold"), " · ".join(words.clean(each) for each in known if each))


def show_series(series: Sequence[Shares], country: str, console: Console | None = None) -> None:
    """Print what each side had at the beginning, at the end, and at its most and least in between."""
    from rich.table import Table

    printer = Printer(console)
    first, last = series[0], series[-1]
    by_share = all(row.share is not None for shares in series for row in shares.rows)
    say = share_words if by_share else words.number
    what = f"share of {first.base} by {first.measure}" if by_share else f"{first.measure} in {first.unit}"
    printer.line((f"{country}: {words.counted(len(series), 'day')}, {what}", "bold"))
    table = Table(box=None, pad_edge=False, padding=(0, 2))
    table.add_column("side")
    for head in (first.on, last.on, "least", "most"):
        table.add_column(head, justify="right")
    drawn, left_out = lines_of(series, by_share=by_share)
    for line in drawn:
        at = dict(line.points)
        ends = [at.get(date.fromisoformat(shares.on)) for shares in (first, last)]
        cells = ["" if value is None else say(value) for value in ends]
        table.add_row(words.clean(line.label), *cells, say(min(at.values())), say(max(at.values())))
    printer.console.print(table, soft_wrap=True)
    if left_out:
        printer.line(f"Also: {words.listing(left_out)}.")
    printer.line(("Source: ", "bold"), " · ".join(filter(None, (words.source(last.evidence), last.evidence.licence))))


def _held(name: str, status: str) -> str:
    shown = words.shorten(name, 60)
    return shown if status in ("controlled", "unknown") else f"{shown}, {status}"
