"""Reckoning: a claim tried on all readings, and its verdict."""

from __future__ import annotations

import gc
from collections.abc import Sequence

import msgspec

from whoholds.errors import WhoholdsError
from whoholds.model import CONTESTED, Claim, Evidence, Missing, PartTable, Reckoning, Tried, Verdict
from whoholds.reckoning import saying
from whoholds.reckoning.answering import has_only_influence
from whoholds.reckoning.chance import chance
from whoholds.reckoning.changing import is_change, line_up
from whoholds.reckoning.choosing import Lineup, noun_for
from whoholds.reckoning.explaining import (
    MOST_COST,
    at_least_holding,
    comes_out,
    explain,
    explanations,
    nearest,
    only_in_range,
    over_time,
)
from whoholds.reckoning.fit import Windows, claim_windows, is_cut_off
from whoholds.reckoning.lacking import lacks_evidence, lacks_pairs, lacks_words
from whoholds.reckoning.leaving import left_out
from whoholds.reckoning.trying import Trial, told_by, try_table
from whoholds.reckoning.unions import union_searches

MOST_READINGS = 1_000_000


def reckon(
    claim: Claim,
    tables: Sequence[PartTable],
    *,
    own: Sequence[PartTable] = (),
    figure: int | None = None,
    deals: int = 1000,
    seed: int = 0,
) -> Reckoning:
    """Try a claim on all readings of the tables, and say which ways of counting give its figure.

    `own` are tables of the one who makes the claim: what they come to is said, and nothing is reckoned with them.
    `figure` is the index of the figure in its report. `deals` and `seed` are for the part that chance plays. The order
    of the tables and of their parts does not matter. Raises BadTable for evidence that cannot be used (more than 16
    holders, numbers that are not finite, a day that is none) and WhoholdsError for a figure that is not finite.

    >>> from whoholds.model import Evidence, Part
    >>> evidence = Evidence(source="Atlas of Nowhere", as_of="2018-11")
    >>> parts = (Part(name="A", holder="A", value=60.0), Part(name="B", holder="B", value=40.0))
    >>> table = PartTable(
    ...     evidence=evidence, place="NWH", measure="area", unit="percent", day="2018-11-30", parts=parts, total=100
    ... )
    >>> reckoned = reckon(Claim(value=100, holders=("A",), on="2018-12-11", place="NWH"), [table])
    >>> reckoned.verdict, reckoned.explanations[0].say.split(" (")[0]
    ('only if', 'comes out at 100% if land held by B is counted too')
    """
    if deals < 0 or seed < 0:
        raise WhoholdsError("the number of deals and the seed are at least 0")
    fit = claim_windows(claim)
    if missing := lacks_words(claim):
        return _cannot_tell(claim, figure, fit, missing)
    lineup = line_up(claim, tables)
    trials = _try_all(claim, lineup, fit)
    if not trials:
        reckoned = _cannot_tell(claim, figure, fit, lacks_evidence(claim, tables))
    else:
        reckoned = _judge(claim, figure, lineup, trials, deals=deals, seed=seed)
    if trials and is_change(claim) and trials[0].flow == "held":
        reckoned = _as_held(claim, tables, reckoned)
    theirs = _by_own_table(claim, own, fit)
    return msgspec.structs.replace(
        reckoned,
        own_source_agrees=theirs.literal.holds if theirs else None,
        say=(_own_sentence(claim, theirs) if theirs else "") + reckoned.say,
        left_out=left_out(lineup, trials, own),
    )


def _as_held(claim: Claim, tables: Sequence[PartTable], reckoned: Reckoning) -> Reckoning:
    """Say that a share is reckoned as what is held, because no source has tables for both ends of its period."""
    missing = lacks_pairs(claim, tables)
    since = saying.date_name(claim.since or "")
    instead = f"What was gained since {since} cannot be told; what is held on the date is reckoned instead."
    say = " ".join([instead, *(item.say for item in missing), reckoned.say])
    return msgspec.structs.replace(reckoned, say=say, missing=missing)


def _by_own_table(claim: Claim, own: Sequence[PartTable], fit: Windows) -> Trial | None:
    """Try the claim on the claimant's own table, if it has one; the first trial there is the literal reading."""
    lineup = line_up(claim, own)
    return try_table(claim, lineup.literals[0], 0, fit) if lineup.literals else None


def _own_sentence(claim: Claim, theirs: Trial) -> str:
    """Say what the claimant's own table comes to: it agrees or not, but a claim is never its own evidence."""
    agrees = "Its own source says so" if theirs.literal.holds else "Its own source says otherwise"
    return f"{agrees}: {_literal_sentence(claim, theirs)}. A claim is not its own evidence. By others: "


def _try_all(claim: Claim, lineup: Lineup, fit: Windows) -> list[Trial]:
    """Try the tables in order, as long as no more than a million readings have been tried."""
    trials: list[Trial] = []
    for entry in (*lineup.literals, *lineup.others):
        if sum(trial.size for trial in trials) <= MOST_READINGS:
            trials.append(try_table(claim, entry, len(trials), fit))
    return trials


def _all_readings(trials: Sequence[Trial]) -> tuple[Tried, ...]:
    """List every reading that was tried, with Python's search for dead cycles paused.

    No reading leads back to itself. That search would go through all of them again and again while they are made, which
    takes longer than to make them.
    """
    is_on = gc.isenabled()
    gc.disable()
    try:
        return tuple(tried for trial in trials for tried in trial.all_tried())
    finally:
        if is_on:
            gc.enable()


def _judge(
    claim: Claim, figure: int | None, lineup: Lineup, trials: Sequence[Trial], *, deals: int, seed: int
) -> Reckoning:
    primary = trials[0]
    literal = primary.literal
    explained = [] if literal.gives else explanations(claim, trials)
    verdict = _verdict(literal, explained)
    closest = None if literal.gives or explained else nearest(trials)
    # The nearest reading is named only where the figure does not hold.
    said_nearest = None if literal.holds else closest
    ranged = [] if literal.gives else only_in_range(claim, trials)
    cost = _bar(verdict, explained)
    # Dealt is the table on which the figure comes out, if it does on any.
    dealt = explained[0][0] if explained else primary
    luck = chance(claim, trials, cost, dealt=dealt, deals=deals, seed=seed)
    readings = _all_readings(trials)
    giving = sum(tried.gives for tried in readings)
    untried = len(lineup.literals) + len(lineup.others) - len(trials)
    return Reckoning(
        figure=figure,
        claim=claim,
        holds_window=primary.fit.holds,
        gives_window=primary.fit.gives,
        literal=literal,
        by_source=tuple(trial.literal for trial in trials[: len(lineup.literals)]),
        verdict=verdict,
        say=_say(claim, primary, verdict, explained, closest, is_given=giving > 0)
        + _ranged(claim, explained, said_nearest, ranged)
        + (_given_by_others(claim, giving, len(readings)) if said_nearest else "")
        + _untried(untried),
        explanations=tuple(explain(claim, trial, tried) for trial, tried in explained),
        nearest=closest[1] if closest else None,
        at_least_holds=() if literal.holds else tuple(tried for _, tried in at_least_holding(claim, trials)),
        readings_tried=len(readings),
        readings_that_give=giving,
        coincidence=luck.given / luck.could_have_been_said,
        by_dealing=luck.deals_that_give / luck.deals if luck.deals else None,
        chance=luck,
        evidence=_papers(trials),
        readings=readings,
        over_time=over_time(explained, trials) if explained else (),
        in_range=() if literal.gives else tuple(tried for _, tried in ranged),
        unions=() if verdict == "as stated" else union_searches(claim, trials),
    )


def _papers(trials: Sequence[Trial]) -> tuple[Evidence, ...]:
    """Return the papers that readings refer to; after these, each for itself, those of tables that are compared."""
    evidence = [trial.entry.evidence for trial in trials]
    apart = dict.fromkeys(paper for trial in trials for paper in trial.entry.papers)
    return (*evidence, *(paper for paper in apart if paper not in evidence))


def _verdict(literal: Tried, explained: Sequence[tuple[Trial, Tried]]) -> Verdict:
    if literal.holds:
        return "as stated"
    return "only if" if explained and explained[0][1].cost <= MOST_COST else "no reading"


def _bar(verdict: Verdict, explained: Sequence[tuple[Trial, Tried]]) -> int:
    """Return the number of departures at which chance is asked: the cheapest explanation's, or the most allowed."""
    if verdict == "as stated":
        return 0
    return explained[0][1].cost if explained else MOST_COST


def _say(
    claim: Claim,
    primary: Trial,
    verdict: Verdict,
    explained: Sequence[tuple[Trial, Tried]],
    closest: tuple[Trial, Tried] | None,
    *,
    is_given: bool,
) -> str:
    """Say the verdict in one to three sentences. `is_given` says that some reading gives the figure, near or far."""
    said = _literal_sentence(claim, primary)
    if verdict == "as stated":
        gives = "" if primary.literal.gives else " The words hold, but a closer figure could have been said."
        return f"Holds as stated: {said}.{gives}"
    if verdict == "only if":
        text = f"Does not hold as stated: {said}. It {comes_out(claim, *explained[0])}."
    elif explained:
        text = (
            f"No reading of at most {MOST_COST} departures gives it: {said}. With {explained[0][1].cost} departures it "
        )
        text += f"{comes_out(claim, *explained[0])}."
    else:
        which = f" that counts ground of {_claimed(claim)}" if is_given else ""
        text = f"No reading{which} gives it: {said}"
        if closest and closest[1].departures == () and closest[0] is primary:
            text += f", and no other{' of these' if is_given else ' reading'} comes nearer."
        else:
            text += f". The nearest {comes_out(claim, *closest)}." if closest else "."
    values = [primary.literal.value, *([closest[1].value] if closest else [])]
    cut = next((value for value in values if is_cut_off(value, claim)), None)
    return text if cut is None else f"{text} {_cut_off_sentence(claim, cut)}"


def _literal_sentence(claim: Claim, primary: Trial) -> str:
    """Say what the literal reading comes to: "land held by the government comes to 59.6% (…)"."""
    if primary.flow != "held":
        return _change_sentence(claim, primary)
    table = primary.entry.table
    value = saying.amount(primary.literal.value, claim.unit)
    value += saying.give_or_take(primary.literal, primary.fit.holds, claim.unit).removesuffix(",")
    value += saying.in_range(primary.literal, table.evidence, claim.unit).removesuffix(",")
    verb = "comes" if saying.be(noun_for(table)) == "is" else "come"
    return f"{_held(claim, primary)} {verb} to {value} ({saying.source_name(table.evidence, table.measure)})"


def _held(claim: Claim, primary: Trial) -> str:
    """Say what the literal reading counts: "land held by the government", "contested districts"."""
    table, names = primary.entry.table, _names(claim, primary)
    noun = noun_for(table)
    if claim.holders == (CONTESTED,):
        return f"contested {noun}"
    if has_only_influence(claim, table):
        return f"{noun} under the influence of {names}" + (" or contested" if claim.relation == "contests" else "")
    return f"{noun} held {'or contested ' if claim.relation == 'contests' else ''}by {names}"


def _change_sentence(claim: Claim, primary: Trial) -> str:
    """Say what the literal reading of two dates comes to: "Russia gained 730 km² from … to … (…)"."""
    table, paper, value = primary.entry.table, primary.entry.evidence, primary.literal.value
    grew = (primary.flow == "gained") == (value >= 0)
    names, influence = _names(claim, primary), has_only_influence(claim, table)
    if claim.unit == "percent":
        held = "under the influence of" if influence else "held by"
        how = f"the share of {noun_for(table)} {held} {names} {'grew' if grew else 'shrank'} by"
    else:
        how = f"{names} {'gained' if grew else 'lost'}{' influence over' if influence else ''}"
    amount = saying.amount(abs(value), "points" if claim.unit == "percent" else claim.unit)
    amount += saying.give_or_take(primary.literal, primary.fit.holds, claim.unit).removesuffix(",")
    dates = saying.period_name(paper)
    return f"{how} {amount} {dates} ({saying.source_name(paper, table.measure)})"


def _claimed(claim: Claim) -> str:
    return saying.listed(saying.holder_name(holder) for holder in claim.holders)


def _names(claim: Claim, primary: Trial) -> str:
    """Name the claim's holders, and those that they are made of in the source."""
    names = _claimed(claim)
    told = tuple(name for name in told_by(claim, primary.entry).holders if name in primary.ground.holders)
    if told == claim.holders:
        return names
    return f"{names} (there {saying.listed(saying.holder_name(holder) for holder in told)})"


def _cut_off_sentence(claim: Claim, value: float) -> str:
    whole, printed = saying.amount(value, claim.unit), saying.amount(claim.value, claim.unit)
    return f"{whole}, cut off instead of rounded, reads {printed}; that does not fit."


def _ranged(
    claim: Claim,
    explained: Sequence[tuple[Trial, Tried]],
    closest: tuple[Trial, Tried] | None,
    ranged: Sequence[tuple[Trial, Tried]],
) -> str:
    """Say that the figure comes out inside the range of a map's lines, where that takes fewer departures."""
    if not ranged or (explained and explained[0][1].cost <= ranged[0][1].cost):
        return ""
    if closest and closest[1] == ranged[0][1]:
        return " Inside the range of its map's lines, and only there, the nearest reading gives it."
    which = "a simpler reading" if explained else "a reading"
    return f" Only inside the range of a map's lines does {which} give it: it {comes_out(claim, *ranged[0])}."


def _given_by_others(claim: Claim, giving: int, tried: int) -> str:
    """Say that what gives a figure which nothing explains is another claim: any other reading would explain it."""
    if not giving:
        return ""
    give, count = ("gives", "it counts") if giving == 1 else ("give", "they count")
    ground = f"ground of {_claimed(claim)}"
    return f" {giving:,} of {tried:,} readings {give} it, but {count} no {ground}: that is another claim."


def _untried(tables: int) -> str:
    if not tables:
        return ""
    return f" {tables} more tables were not tried, because there were over {MOST_READINGS:,} readings before them."


def _cannot_tell(claim: Claim, figure: int | None, fit: Windows, missing: tuple[Missing, ...]) -> Reckoning:
    return Reckoning(
        figure=figure,
        claim=claim,
        holds_window=fit.holds,
        gives_window=fit.gives,
        verdict="cannot tell",
        say=" ".join(item.say for item in missing),
        missing=missing,
    )
