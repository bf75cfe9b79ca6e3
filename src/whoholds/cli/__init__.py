"""The command `whoholds`.

Exit codes: 0 done ("cannot tell" is an answer too), 1 could not, 2 wrong use. Errors are one line that says what is
wrong and what to do. Each command imports what it needs when it runs, so that --help answers at once.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

import click

from whoholds import __version__
from whoholds.cli.atlas import atlas
from whoholds.cli.json_ld import Documents, check_use, document_options, write_documents
from whoholds.cli.options import Day, atlas_option
from whoholds.cli.sweep import sweep
from whoholds.errors import WhoholdsError

if TYPE_CHECKING:
    from whoholds.model import Bound, Report

BOUNDS = ("exact", "about", "at_least", "at_most")


class Commands(click.Group):
    """The group of commands. An error is one line on standard error; exit 1: could not be done, 2: wrong use."""

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Run a command and exit with its code."""
        try:
            code = super().main(*args, **{**extra, "standalone_mode": False})
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message())
            sys.exit(2)
        except click.UsageError as error:
            command = error.ctx.command_path if error.ctx else "whoholds"
            fail(f"{error.format_message()} See {command} --help.", 2)
        except click.Abort:
            fail("stopped.", 130)
        except BrokenPipeError:
            # The reader has closed the pipe (`whoholds … | head`); what is left to print has nowhere to go.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        except (WhoholdsError, click.ClickException) as error:
            fail(str(error), 1)
        except KeyboardInterrupt:
            fail("stopped.", 130)
        except OSError as error:
            fail(f"{error.filename or 'the output'}: {error.strerror}.", 1)
        except RecursionError:
            fail("the source is nested too deeply to be read.", 1)
        except MemoryError:
            fail("the source needs more memory than there is.", 1)
        sys.exit(code if isinstance(code, int) else 0)


def fail(message: str, code: int) -> NoReturn:
    """Print one line and exit."""
    click.echo(f"Error: {' '.join(message.split())}", err=True)
    sys.exit(code)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="whoholds")
def main() -> None:
    """Reads who is said to hold what ground in a war, and shows which ways of counting give the figure.

    \b
    Start here:
      whoholds check report.txt --on 2018-12-11
      whoholds check report.html --html answer.html
    """


@main.command()
@click.argument("source")
@atlas_option
@click.option("--on", type=Day(), help="The day of the report: 2018-12-11. It goes before a date on the page.")
@click.option("--place", help="The country, where a sentence names none: SYR or Syria.")
@click.option("--holder", help="The holder, where a sentence names none: Government.")
@click.option("--since", type=Day(), help="When gains and losses are counted from, where a sentence does not say.")
@click.option(
    "--deals", default=1000, show_default=True, type=click.IntRange(100, 100_000), help="Random deals for chance."
)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@click.option("--readings", is_flag=True, help="With --json: print every reading that was tried.")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write the answer as one HTML page.")
@document_options
def check(
    source: str,
    atlas: Path | None,
    on: str | None,
    place: str | None,
    holder: str | None,
    since: str | None,
    deals: int,
    as_json: bool,
    readings: bool,
    html: Path | None,
    **others: Any,
) -> None:
    """Read a page and say which ways of counting give its figures.

    SOURCE is a file, a URL, or - for standard input: plain text, HTML, Markdown, a PDF, an e-mail (.eml, .mbox), an
    export of a chat by Telegram (result.json), or a report as JSON. Its first bytes tell which.

    \b
    Examples:
      whoholds check examples/syria-2018-12-11.txt
      whoholds check page.html --on 2018-12-11 --html answer.html
      whoholds check page.txt --on 2018-12-11 --json > answer.json
      whoholds check page.html --html answer.html --annotations notes.jsonld
    """
    if as_json and html:
        raise click.UsageError("Use just one of --json and --html.")
    if readings and not as_json:
        raise click.UsageError("--readings goes with --json.")
    documents = Documents(**others)
    check_use(documents, html)
    from whoholds.atlas import open_atlas
    from whoholds.checking import check as check_source
    from whoholds.progress import watch

    book = open_atlas(atlas)
    given, text = _report_with_text(source) if documents.annotations else (source, None)
    answer = check_source(
        given, atlas=book, on=on, place=place, holder=holder, since=since, deals=deals, watch=watch("reckoning")
    )
    if html:
        from whoholds.evidence import maps_for, ways_by_hand
        from whoholds.showing import page
        from whoholds.writing import write_whole

        maps, ways = maps_for(answer, book), ways_by_hand(answer, book)
        write_whole(html, page(answer, maps=maps, ways=ways, reviewer=documents.by()))
        click.echo(f"Wrote {html}", err=True)
    elif as_json:
        from whoholds.showing import to_json

        click.echo(to_json(answer, readings=readings))
    else:
        from whoholds.showing import show_answer

        show_answer(answer)
    write_documents(answer, documents, source=source, text=text, html=html)


def _report_with_text(source: str) -> tuple[Report, str | None]:
    from whoholds.page_text import read_with_text

    return read_with_text(source)


@main.command()
@click.argument("source", required=False)
@click.option("--lines", is_flag=True, help='JSON lines in ({"id", "text", …}), JSON lines out ({"id", "figures"}).')
@click.option("--on", type=Day(), help="Of a chat: the day whose posts are read; the last one, if not given.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def read(source: str | None, lines: bool, on: str | None, as_json: bool) -> None:
    """Say what is on a page: statements, figures, notes, thread, appeal.

    SOURCE is a file, a URL, or - for standard input: plain text, HTML, Markdown, a PDF, an e-mail (.eml, .mbox), an
    export of a chat by Telegram (result.json), or a report as JSON. Its first bytes tell which.

    \b
    Examples:
      whoholds read examples/syria-2018-12-11.txt
      whoholds read page.html --json
      whoholds read result.json --on 2018-12-11
      whoholds read --lines passages.jsonl > figures.jsonl
    """
    if lines:
        sys.exit(read_lines(source or "-"))
    if source is None:
        raise click.UsageError("Name a SOURCE: a file, a URL, or - for standard input.")
    from whoholds.reading import read as read_source

    report = read_source(source, on=on)
    if on and not any(origin.post is not None for origin in report.origins):
        click.echo("Warning: --on was not used: it chooses the day of a chat, and this source is none.", err=True)
    if as_json:
        from whoholds.showing import to_json

        click.echo(to_json(report))
    else:
        from whoholds.showing import show_report

        show_report(report)


def read_lines(source: str) -> int:
    """Read JSON lines and print the figures of each; a line that cannot be read is named, and the rest goes on."""
    from whoholds.progress import watch_stream
    from whoholds.reading.lines import figures_of_lines
    from whoholds.streams import bounded_lines

    failed = 0
    with opened(source) as file:
        for result in figures_of_lines(watch_stream(bounded_lines(file), "reading")):
            if isinstance(result, WhoholdsError):
                failed += 1
                click.echo(f"Error: {source}: {result}", err=True)
            else:
                click.echo(result)
    return 1 if failed else 0


def opened(source: str) -> TextIO:
    """A text file, or standard input for "-"."""
    try:
        return click.open_file(source, encoding="utf-8", errors="replace")  # type: ignore[return-value]
    except OSError as error:
        raise WhoholdsError(
            f"{source}: {error.strerror}. Name a file that can be read, or - for standard input."
        ) from error


@main.command()
@click.argument("value", required=False)
@click.option("--bound", type=click.Choice(BOUNDS), help="How the figure is bounded; read from its words if not given.")
@click.option("--holder", help="Who is said to hold it: Government, Taliban, …")
@click.option("--place", help="The country: SYR or Syria.")
@click.option("--on", type=Day(), help="The day that the figure is for: 2018-12-11.")
@click.option("--since", type=Day(), help="What was gained from the start of this date on: 2018-01, 2015.")
@click.option("--lost", is_flag=True, help="With --since: what was lost.")
@click.option("--measure", help="What is counted: area, population, districts, settlements, …")
@click.option("--enemy", "enemies", multiple=True, help="A side that the ground is said to have been taken from.")
@click.option(
    "--case", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Claims with their own parts."
)
@click.option("--free", is_flag=True, help="With --case: search all unions of the parts.")
@atlas_option
@click.option(
    "--deals", default=1000, show_default=True, type=click.IntRange(100, 100_000), help="Random deals for chance."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def reckon(
    value: str | None,
    bound: Bound | None,
    holder: str | None,
    place: str | None,
    on: str | None,
    since: str | None,
    lost: bool,
    measure: str | None,
    enemies: tuple[str, ...],
    case: Path | None,
    free: bool,
    atlas: Path | None,
    deals: int,
    as_json: bool,
) -> None:
    """Reckon a figure without a page, or claims that bring their own parts.

    VALUE is the figure in words or digits: 96.5%, "more than 96.5%", "27,000 sq km", "a third".

    \b
    Examples:
      whoholds reckon "more than 96.5%" --holder Government --place SYR --on 2018-12-11 --enemy ISIS
      whoholds reckon "45%" --holder Taliban --place AFG --on 2018-10-31 --measure districts --json
      whoholds reckon "8%" --holder Government --place SYR --on 2018-11-30 --since 2018-01
      whoholds reckon --case cases.jsonl --json
    """
    if case:
        if value:
            raise click.UsageError("Use just one of VALUE and --case.")
        sys.exit(reckon_cases(case, free=free))
    if free:
        raise click.UsageError("--free goes with --case.")
    if value is None:
        raise click.UsageError("Name a VALUE, such as 96.5%, or give --case FILE.")
    if not (holder and place and on):
        lacking = next(name for name, given in (("--holder", holder), ("--place", place), ("--on", on)) if not given)
        raise click.UsageError(f"Give {lacking} as well: a figure alone says neither who, nor where, nor when.")
    if lost and not since:
        raise click.UsageError("--lost goes with --since.")
    from whoholds.checking import claim_from_words, reckon_claim
    from whoholds.reckoning.fit import is_more_than_the_whole

    claim = claim_from_words(value, bound=bound, on=on, measure=measure, since=since, lost=lost)
    if claim is None:
        raise click.UsageError(f"{value!r} is not a figure. Write it as 96.5%, “27,000 sq km” or “a third”.")
    if is_more_than_the_whole(claim):
        raise click.UsageError(f"{value!r} is more than the whole: a share is at most 100%.")
    reckoning = reckon_claim(claim, atlas=atlas, place=place, holder=holder, enemies=enemies, deals=deals)
    if as_json:
        from whoholds.showing import to_json

        click.echo(to_json(reckoning))
    else:
        from whoholds.showing import show_reckoning

        show_reckoning(reckoning)


def reckon_cases(path: Path, *, free: bool) -> int:
    """Reckon claims with their own parts, one JSON object a line; a bad line is named, and the rest goes on."""
    from whoholds.reckoning.cases import reckoned_lines
    from whoholds.streams import bounded_lines

    failed = 0
    with opened(str(path)) as file:
        for result in reckoned_lines(bounded_lines(file), free=free):
            if isinstance(result, WhoholdsError):
                failed += 1
                click.echo(f"Error: {path}: {result}", err=True)
            else:
                click.echo(result)
    return 1 if failed else 0


main.add_command(atlas)
main.add_command(sweep)
