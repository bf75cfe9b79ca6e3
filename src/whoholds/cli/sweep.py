"""`whoholds sweep`: the claims on all pages of web archives, as one table."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.argument("archives", nargs=-1, required=True)
@click.option(
    "--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="The folder to write the claims to."
)
@click.option("--workers", type=click.IntRange(1, 1024), help="How many processes work on it.  [default: one a core]")
@click.option("--scheduler", metavar="ADDRESS", help="Let a Dask cluster work on it: tcp://HOST:8786.")
@click.option(
    "--part", default=8, show_default=True, type=click.IntRange(1, 4096), help="Megabytes in a part of the work."
)
@click.option("--json", "as_json", is_flag=True, help="Print what it came to as JSON.")
def sweep(
    archives: tuple[str, ...], out: Path, workers: int | None, scheduler: str | None, part: int, as_json: bool
) -> None:
    """Read all pages of archives and write the claims on them to a folder.

    ARCHIVES are WARC and WACZ files, files of JSON lines, pages, and folders of all these. A sweep that was stopped
    goes on where it was: run the same command again.

    \b
    Examples:
      whoholds sweep crawl-2018.warc.gz --out claims
      whoholds sweep *.wacz pages/ posts.jsonl.gz --out claims --workers 4
      whoholds sweep /shared/*.warc.gz --out claims --scheduler tcp://10.0.0.1:8786
    """
    if workers and scheduler:
        raise click.UsageError("Use just one of --workers and --scheduler.")
    from whoholds.sweeping import sweep as sweep_archives
    from whoholds.sweeping.progress import Bar
    from whoholds.sweeping.state import CLAIMS, SKIPPED, SUMMARY

    was_done = (out / SUMMARY).exists()
    try:
        swept = sweep_archives(archives, out, workers=workers, scheduler=scheduler, part_size=part << 20, watcher=Bar())
    except KeyboardInterrupt:
        click.echo(f"Error: stopped. What is done stands in {out}; run the same command again to go on.", err=True)
        sys.exit(130)
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode(swept).decode())
        return
    total = swept.total
    came_to = f"{total.figures:,} figures on {total.kept:,} of {total.pages:,} pages"
    claims = out / CLAIMS
    told = f"{claims} was there from the same sweep: {came_to}. Nothing was written."
    click.echo(told if was_done else f"Wrote {claims}: {came_to}.", err=True)
    if total.skipped:
        click.echo(f"{total.skipped:,} records were skipped; {out / SKIPPED} says why.", err=True)
    if swept.left_out:
        endings = ", ".join(f"{many:,} {ending or 'without an ending'}" for ending, many in swept.left_out.items())
        click.echo(f"Files in the folders that are neither pages nor archives were left out: {endings}.", err=True)
