"""An answer, a report or a reckoning on a terminal: compact, in plain sentences, 80 columns wide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from whoholds.model import Answer, Check, Evidence, Explanation, Figure, Given, Reckoning, Report, Tried
from whoholds.showing import groups, words
from whoholds.showing.printer import Piece, Printer

if TYPE_CHECKING:
    from rich.console import Console

MOST_EXPLANATIONS = 4
MOST_NAMED = 6
MOST_STEPS = 4  # more than the departures of any reading that is listed as one inside a range
# Characters. A map's note says how it was made, and what it is worth.
MOST_OF_A_NOTE, MOST_OF_A_MAPS_NOTE = 160, 480


def show_answer(answer: Answer, console: Console | None = None) -> None:
    """Print what `check` found: the report, figure by figure its reckoning, the checks and the sources.

    >>> from rich.console import Console
    >>> show_answer(Answer(report=Report(headline="A bridge"), reckonings=(), checks=()), Console(width=80))
    A bridge
      no paragraphs · no notes · no statements · no figures · no comments
    """
    printer = Printer(console)
    _head(printer, answer.report)
    if given := words.by_hand(answer.given):
        printer.line(f"given by hand: {given}", indent=2, hang=0)
    shown = groups.reckoned(answer)
    if shown:
        printer.heading("Figures")
    for same in shown:
        figure = groups.figure_of(same.first, answer)
        _figure(printer, figure, answer.report, answer.given) if figure else None
        _reckoning(printer, same.first, "--html and --json say")
        _said_again(printer, same.others, answer)
    _without_an_answer(printer, answer)
    _checks(printer, answer.checks)
    _sources(printer, groups.sources(answer))


def show_report(report: Report, console: Console | None = None) -> None:
    """Print what was read from a page: its head, statements, figures and notes."""
    printer = Printer(console)
    _head(printer, report)
    if report.statements:
        printer.heading("Statements")
    for statement in report.statements:
        who = ", ".join(words.clean(part) for part in (statement.speaker, statement.rank, statement.role) if part)
        verb = "quoted" if statement.direct else "reported"
        printer.line((who, "bold"), f" ({verb}): {words.shorten(statement.content, 160)}", indent=2)
    if report.notes:
        printer.heading("Notes")
    for note in report.notes:
        printer.line((note.by or note.kind, "bold"), f": {words.shorten(note.text, 240)}", indent=2)
    if report.figures:
        printer.heading("Figures")
    for figure in report.figures:
        _figure(printer, figure, report)


def show_reckoning(reckoning: Reckoning, console: Console | None = None) -> None:
    """Print one reckoning with its sources."""
    printer = Printer(console)
    _reckoning(printer, reckoning, "--json says")
    _sources(printer, reckoning.evidence)


# ------------------------------------------------------------------------------------------------------ the report


def _head(printer: Printer, report: Report) -> None:
    printer.line((report.headline or "A report without a headline", "bold"), hang=0)
    dates = [
        f"published {words.date(report.published)}" if report.published else "",
        f"about {words.date(report.event_date)}" if report.event_date else "",
        words.language(report.language) if report.language else "",
    ]
    origin = [part for part in (report.site or _host(report.url), *dates) if part]
    if origin:
        printer.line((" · ".join(origin), "dim"), indent=2, hang=0)
    printer.line(_counts(report), indent=2, hang=0)
    if report.appeal and report.appeal.raised is not None:
        raised = words.money(report.appeal.raised, report.appeal.currency)
        goal = words.money(report.appeal.goal, report.appeal.currency) if report.appeal.goal is not None else None
        printer.line(f"appeal: {raised} raised" + (f" of {goal}" if goal else ""), indent=2, hang=0)
    for warning in report.warnings[:MOST_NAMED]:
        printer.line(("Note: ", "bold"), warning, indent=2)
    if len(report.warnings) > MOST_NAMED:
        printer.line(f"and {len(report.warnings) - MOST_NAMED:,} more notes on what was read", indent=2)


def _counts(report: Report) -> str:
    thread = words.counted(len(report.thread), "comment")
    deepest = max((comment.depth for comment in report.thread), default=0)
    return " · ".join(
        [
            words.counted(len(report.paragraphs), "paragraph"),
            words.counted(len(report.notes), "note"),
            words.counted(len(report.statements), "statement"),
            words.counted(len(report.figures), "figure"),
            f"{thread}, replies {deepest} deep" if deepest else thread,
        ]
    )


def _figure(printer: Printer, figure: Figure, report: Report, given: Given = words.NOTHING_GIVEN) -> None:
    printer.console.print()
    where = words.standing(figure, report)
    printer.line(
        (f"“{words.shorten(figure.quote, 120)}”", "bold"), f" · {words.attribution(figure, report)} · {where}", indent=2
    )
    printer.line((f"{words.amount(figure)}: {words.asked(figure, given)}", "dim"), indent=4, hang=0)


# --------------------------------------------------------------------------------------------------- the reckoning


def _reckoning(printer: Printer, reckoning: Reckoning, where: str) -> None:
    """Print a reckoning; `where` names the options that show it whole."""
    verdict = printer.verdict(reckoning.verdict, words.by_whom(reckoning))
    printer.line(*verdict, f"  {reckoning.say}", indent=4, hang=2)
    unit = reckoning.claim.unit if reckoning.claim else "percent"
    _literal(printer, reckoning, unit)
    _explanations(printer, reckoning.explanations, reckoning)
    if reckoning.nearest and not reckoning.explanations:
        _tried(printer, "Nearest", reckoning.nearest, reckoning, unit)
    if reckoning.verdict != "as stated":
        for tried in reckoning.at_least_holds[:2]:
            _tried(printer, "The words would hold", tried, reckoning, unit)
    # What takes more departures than the simplest explanation is left to the page and the JSON.
    bar = min((len(explanation.departures) for explanation in reckoning.explanations), default=MOST_STEPS)
    for tried in [tried for tried in reckoning.in_range if tried.cost < bar and tried != reckoning.nearest][:2]:
        _tried(printer, "Only inside the range of its lines", tried, reckoning, unit)
    _by_source(printer, "By source, read literally", reckoning.by_source, reckoning, unit)
    for whose, tries in groups.by_holders(reckoning.over_time).items():
        _by_source(printer, f"On other dates, {whose}", tries, reckoning, unit)
    if reckoning.readings_tried:
        _labelled(printer, "Chance", f"{words.giving(reckoning)} {reckoning.chance.say if reckoning.chance else ''}")
    _unions(printer, reckoning)
    for missing in reckoning.missing:
        _labelled(printer, "Missing", missing.say + _given_with([missing.option] if missing.option else []))
    _left_out(printer, reckoning, where)


def _labelled(printer: Printer, label: str, *pieces: Piece) -> None:
    printer.line((f"{label}: ", "bold"), *pieces, indent=4)


def _literal(printer: Printer, reckoning: Reckoning, unit: str) -> None:
    if reckoning.literal:
        _tried(printer, "Read literally", reckoning.literal, reckoning, unit)
    if reckoning.holds_window and reckoning.gives_window:
        holds, gives = words.window(reckoning.holds_window, unit), words.window(reckoning.gives_window, unit)
        given = "" if holds == gives else f"; somebody would say it at {gives}"
        _labelled(printer, "Window", f"the words hold at {holds}{given}")


def _explanations(printer: Printer, explanations: Sequence[Explanation], reckoning: Reckoning) -> None:
    """Print the explanations that the verdict's own sentence does not name yet."""
    more = [explanation for explanation in explanations if explanation.say not in reckoning.say]
    if not more:
        return
    printer.line(("It also", "bold"), indent=4)
    for explanation in more[:MOST_EXPLANATIONS]:
        printer.line(f"- {explanation.say}", indent=6)
    if len(more) > MOST_EXPLANATIONS:
        printer.line(f"- and {len(more) - MOST_EXPLANATIONS} more ways", indent=6)


def _tried(printer: Printer, label: str, tried: Tried, reckoning: Reckoning, unit: str) -> None:
    value = words.quantity(tried.value, unit)
    how = words.way_of_counting(tried.reading, reckoning.evidence, unit)
    ranged = words.in_range(tried, reckoning.evidence, unit)
    _labelled(printer, label, (value, "bold"), f" · {how}", f"; {ranged}" if ranged else "")


def _unions(printer: Printer, reckoning: Reckoning) -> None:
    """Print which unions of a map's parts come near the figure, and of how many figures that could be said."""
    for source, searches in groups.by_map(reckoning).items():
        head = ("Which holders of a map come to it together, whoever is meant", "bold")
        printer.line(head, f" ({source}):", indent=4)
        for search in searches:
            named = [words.union(found) for found in search.found if found.near]
            near = _some(named, MOST_NAMED) if named else "none comes near"
            over = words.counted_over(search, reckoning.evidence)
            printer.line(f"- {over}: {near}. {search.say}", indent=6)


def _left_out(printer: Printer, reckoning: Reckoning, where: str) -> None:
    """Print in one line how much the rules left out; the page and the JSON have the list."""
    tables = sum(left.number for left in reckoning.left_out if left.kind == "table")
    ways = sum(left.number for left in reckoning.left_out if left.kind == "reading")
    if tables or ways:
        told = f"{words.counted(tables, 'table')} and {words.counted(ways, 'way', 'ways')} of counting"
        _labelled(printer, "Not counted", f"{told}; {where} by which rules.")


def _by_source(printer: Printer, label: str, tries: Sequence[Tried], reckoning: Reckoning, unit: str) -> None:
    if not tries:
        return
    named = [f"{words.quantity(t.value, unit)} ({_evidence_of(t.reading.evidence, reckoning)})" for t in tries]
    more = f" and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
    _labelled(printer, label, ", ".join(named[:MOST_NAMED]) + more)


def _evidence_of(index: int, reckoning: Reckoning) -> str:
    return words.source(reckoning.evidence[index]) if 0 <= index < len(reckoning.evidence) else ""


# ------------------------------------------------------------------------------------------- what has no long answer


def _said_again(printer: Printer, others: Sequence[Reckoning], answer: Answer) -> None:
    if not others:
        return
    named = []
    for reckoning in others:
        figure = groups.figure_of(reckoning, answer)
        if figure:
            quote = words.shorten(figure.quote, 40)
            # A bare mention lacks a holder or a place of its own; it has no verdict of its own either.
            verdict = "" if reckoning.verdict == "cannot tell" else f", {reckoning.verdict}"
            named.append(f"“{quote}” in {words.standing(figure, answer.report)}{verdict}")
    _labelled(printer, "Said again", _some(named, MOST_NAMED))


def _without_an_answer(printer: Printer, answer: Answer) -> None:
    lacking, others = groups.lacking(answer), groups.not_reckoned(answer)
    if not lacking and not others:
        return
    printer.heading("Figures without an answer")
    for group in lacking:
        say = " ".join(group.says) + _given_with(group.options)
        printer.line(*printer.verdict("cannot tell"), f"  {_quotes(group.figures, answer)}", indent=2)
        printer.line(say, indent=4, hang=0)
    if others:
        printer.line(("Not reckoned", "bold"), f": {_quotes(others, answer)}", indent=2)
        printer.line(
            "No reckoning is made for people, for distances, and for ground that nobody is said to hold.",
            indent=4,
            hang=0,
        )


def _given_with(options: Sequence[str]) -> str:
    """Say which options give what is missing, and the form of what to type after them."""
    forms = [f"{option} {words.vocabulary()['forms'].get(option, '…')}" for option in options]
    return f" Give it with {' and '.join(forms)}." if forms else ""


def _quotes(indexes: Sequence[int], answer: Answer) -> str:
    """Name figures by their words, the same words once."""
    times: dict[str, int] = {}
    for index in indexes:
        quote = f"“{words.shorten(answer.report.figures[index].quote, 60)}”"
        times[quote] = times.get(quote, 0) + 1
    named = [quote if many == 1 else f"{quote} ({many} times)" for quote, many in times.items()]
    return f"{words.counted(len(indexes), 'figure')}: {_some(named, 12)}"


def _some(named: Sequence[str], most: int) -> str:
    more = f"; and {len(named) - most:,} more" if len(named) > most else ""
    return "; ".join(named[:most]) + more


def _checks(printer: Printer, checks: Sequence[Check]) -> None:
    if checks:
        printer.heading("Checks inside the report")
    for check in checks:
        outcome = {True: "fits", False: "does not fit", None: "shown, not judged"}[check.holds]
        sources = "; ".join(words.source(evidence) for evidence in check.sources[:MOST_NAMED])
        printer.line((f"{outcome}: ", "bold"), check.say, (f" ({sources})" if sources else "", "dim"), indent=2)


def _sources(printer: Printer, evidence: Sequence[Evidence]) -> None:
    """Print each source once, then its dates, each with its address and what must be known of it."""
    if evidence:
        printer.heading("Sources")
    for name, papers in groups.cited(evidence).items():
        licences = dict.fromkeys(words.shorten(one.paper.licence, 40) for one in papers if one.paper.licence)
        printer.line(
            (words.shorten(name, 60), "bold"), (f" ({'; '.join(licences)})" if licences else "", "dim"), indent=2
        )
        for one in papers:
            paper = one.paper
            address = f" · {words.shorten(_short_address(paper.url), 48)}" if paper.url else ""
            kind = f" · {words.kind(paper)}" if paper.kind != "shares" else ""
            longest = MOST_OF_A_NOTE if paper.kind == "shares" else MOST_OF_A_MAPS_NOTE
            note = f": {words.shorten(paper.note, longest)}" if paper.note else ""
            printer.line(words.dates(one.dates), (address + kind, "dim"), (note, "italic"), indent=4)


def _host(url: str | None) -> str:
    return _short_address(url).split("/")[0] if url else ""


def _short_address(url: str) -> str:
    """Leave out the scheme and everything after the path."""
    return url.split("://", 1)[-1].split("?", 1)[0].split("#", 1)[0]
