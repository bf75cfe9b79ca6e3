"""Saying: departures, explanations and verdicts in plain sentences. What each thing is called stands in words.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from whoholds.days import first_day
from whoholds.model import Contested, Departure, Evidence, Status, Tried
from whoholds.reckoning.fit import Window

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
CONTESTED_SAY: dict[Contested, str] = {
    "with": "contested {noun} {be} counted with it",
    "half": "half of the contested {noun} {be} counted",
    "against": "contested {noun} {be} not counted",
    "left out": "contested {noun} {be} left out of both the sum and the whole",
}
ALSO_SAY: dict[Status, str] = {
    "influence": "{noun} under influence {be} counted as well as {noun} under control",
    "unknown": "unconfirmed {noun} {be} counted too",
}
NO_DECIMALS_FROM = 10_000
UNSAID = "what the source leaves unsaid"
EMPTY = "uninhabited land"
DISPUTED = "what is contested or not confirmed"


@cache
def words() -> dict[str, Any]:
    """Return the vocabulary of words.toml."""
    return tomllib.loads(files("whoholds.reckoning").joinpath("words.toml").read_text(encoding="utf-8"))


# ---------------------------------------------------------------------------------------------------- names


def holder_name(holder: str) -> str:
    """Return a holder's name as it stands inside a sentence.

    >>> holder_name("Government"), holder_name("ISIS")
    ('the government', 'ISIS')
    """
    return str(words()["holders"].get(holder, holder))


def noun_of(measure: str, *, of_a_map: bool = False) -> str:
    """Return what of a measure a side holds: "land", "districts". A map's places and people are those of a list.

    >>> noun_of("area"), noun_of("population"), noun_of("population", of_a_map=True)
    ('land', 'population', 'population of listed places')
    """
    nouns = {**words()["measures"], **words()["map_measures"]} if of_a_map else words()["measures"]
    return str(nouns.get(measure, measure))


def be(noun: str) -> str:
    """Return the verb for a noun: land is, districts are."""
    return "is" if noun in words()["singular"]["nouns"] else "are"


def listed(names: Iterable[str]) -> str:
    """Join names: "a", "a and b", "a, b and c"."""
    *first, last = list(names)
    return f"{', '.join(first)} and {last}" if first else last


def amount(value: float, unit: str) -> str:
    """Print a value in its unit, to two decimals at most, and to none from ten thousand up.

    >>> amount(97.4, "percent"), amount(14816.0, "km2"), amount(211, "districts")
    ('97.4%', '14,816 km²', '211 districts')
    """
    number = f"{value:,.2f}".rstrip("0").rstrip(".") if abs(value) < NO_DECIMALS_FROM else f"{value:,.0f}"
    number = "0" if number == "-0" else number
    return str(words()["units"].get(unit, "{} " + unit)).format(number)


def give_or_take(tried: Tried, window: Window, unit: str) -> str:
    """Say how far the source's own rounding may move a value that is in the window only by that.

    >>> from whoholds.model import Reading
    >>> tried = Tried(reading=Reading(evidence=0, measure="area"), value=17.5, rounding=2.5, holds=True, gives=True)
    >>> give_or_take(tried, Window(19.5, 20.5), "km2")
    ", give or take 2.5 km² by the source's own rounding,"
    """
    if window.takes(tried.value) or not window.takes(tried.value, tried.rounding):
        return ""
    return f", give or take {amount(tried.rounding, unit)} by the source's own rounding,"


def in_range(tried: Tried, evidence: Evidence, unit: str) -> str:
    """Say between what a value lies if the lines of its map are off by as much as they may be.

    >>> from whoholds.model import Reading
    >>> paper = Evidence(source="Front Watch", as_of="2018-11", kind="polygons", precision_km=1, assumed=True)
    >>> reading = Reading(evidence=0, measure="area")
    >>> tried = Tried(reading=reading, value=17.5, range=(16.9, 18.2), holds=True, gives=True)
    >>> in_range(tried, paper, "percent")
    ', from 16.9% to 18.2% if lines are off by 1 km,'
    """
    if tried.range is None or evidence.precision_km is None:
        return ""
    low, high = (amount(end, unit) for end in tried.range)
    return f", from {low} to {high} if lines are off by {evidence.precision_km:g} km,"


def date_name(as_of: str) -> str:
    """Print a day, a month or a year; anything else stays as the source gives it.

    >>> date_name("2018-11"), date_name("2018-12-01"), date_name("2018"), date_name("spring 2018")
    ('November 2018', '1 December 2018', '2018', 'spring 2018')
    """
    match = re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", as_of)
    if not match or not 1 <= int(match[2]) <= 12:
        return as_of
    month = f"{MONTHS[int(match[2]) - 1]} {match[1]}"
    return f"{int(match[3])} {month}" if match[3] else month


def paper_name(measure: str, as_of: str, since: str | None = None) -> str:
    """Name one table of a source, or two that are compared: a map of land, figures of all else.

    >>> paper_name("area", "2018-11"), paper_name("area", "2018-11", "2018-10")
    ('map of November 2018', 'maps of October 2018 and November 2018')
    """
    kind = "figures" if noun_of(measure) != "land" else "map" if since is None else "maps"
    return f"{kind} of {listed(date_name(date) for date in (since, as_of) if date)}"


def period_name(evidence: Evidence) -> str:
    """Name the period between two tables that are compared, or the one that a source prints a gain for.

    >>> period_name(Evidence(source="S", as_of="2018-12", since="2018-11"))
    'from November 2018 to December 2018'
    >>> period_name(Evidence(source="S", as_of="2018-11", since="2018-11-01", printed=True))
    'in November 2018'
    """
    since, end = evidence.since or "", date_name(evidence.as_of)
    if evidence.printed and since == first_day(evidence.as_of):
        return f"{'on' if len(evidence.as_of) == len(since) else 'in'} {end}"
    return f"from {date_name(since)} to {end}"


def source_name(evidence: Evidence, measure: str) -> str:
    """Name a table with its source, and say if its numbers are not printed there but ours, made on its map.

    >>> source_name(Evidence(source="Jusoor Center for Studies", as_of="2018-11"), "area")
    'Jusoor Center for Studies, map of November 2018'
    >>> source_name(Evidence(source="Front Watch", as_of="2018-11", kind="polygons"), "area")
    'Front Watch, map of November 2018, measured here'
    """
    if evidence.printed:
        return f"{evidence.source}, its own figure"
    ours = ", measured here" if noun_of(measure) == "land" else ", counted here"
    paper = paper_name(measure, evidence.as_of, evidence.since)
    return f"{evidence.source}, {paper}{ours if evidence.kind != 'shares' else ''}"


def union_name(counted: Sequence[str], left_out: Sequence[str]) -> str:
    """Name some parts of a map by the shorter list: those left out, or those counted.

    Names have "and" in them, so "+" stands between them.

    >>> union_name(("Government", "SDF"), ("HTS and allies", "ISIS")), union_name(("Government",), ("SDF", "ISIS"))
    ('all but HTS and allies + ISIS', 'the government')
    """
    if not left_out:
        return "all parts"
    if len(left_out) <= len(counted):
        return f"all but {' + '.join(holder_name(name) for name in left_out)}"
    return " + ".join(holder_name(name) for name in counted)


# ---------------------------------------------------------------------------------------------------- departures


def holder_departure(holder: str, noun: str) -> Departure:
    """Counting a further holder."""
    return Departure(dimension="holder", to=holder, say=f"{noun} held by {holder_name(holder)} {be(noun)} counted too")


def dropped_departure(holder: str, noun: str) -> Departure:
    """Not counting a holder whom the claim counts."""
    say = f"{noun} held by {holder_name(holder)} {be(noun)} not counted"
    return Departure(dimension="holder", to=f"not {holder}", say=say)


def bloc_departure(bloc: str, noun: str) -> Departure:
    """Counting all holders of a bloc."""
    return Departure(dimension="bloc", to=bloc, say=f"all {noun} held by {holder_name(bloc)} {be(noun)} counted")


def all_but_departure(enemies: Sequence[str], noun: str, *, unsaid: bool, rest: str = UNSAID) -> Departure:
    """Counting all but the enemy: what the others hold or, with the rest, the whole less what the enemy holds."""
    names = listed(holder_name(enemy) for enemy in enemies)
    say = f"all {noun} not held by {names} {be(noun)} counted"
    if not unsaid:
        return Departure(dimension="all but", to=", ".join(enemies), say=say)
    to = f"{', '.join(enemies)} ({_short(rest)} included)"
    return Departure(dimension="all but", to=to, say=f"{say}, {rest} included")


def unsaid_departure(rest: str = UNSAID) -> Departure:
    """Counting what the source gives to nobody."""
    return Departure(dimension="holder", to=_short(rest), say=f"{rest} is counted too")


def _short(rest: str) -> str:
    return {UNSAID: "unsaid", DISPUTED: "contested"}.get(rest, rest)


def contested_departure(treatment: Contested, noun: str) -> Departure:
    """Treating contested ground otherwise than the words do."""
    say = CONTESTED_SAY[treatment].format(noun=noun, be=be(noun))
    return Departure(dimension="contested", to=treatment, say=say)


def also_departure(status: Status, noun: str) -> Departure:
    """Counting ground that its holder does not control for certain."""
    return Departure(dimension="contested", to=status, say=ALSO_SAY[status].format(noun=noun, be=be(noun)))


def listed_departure() -> Departure:
    """Dividing by what the source lists instead of by the whole."""
    return Departure(dimension="base", to="the sum of the parts", say="the whole is the sum of what the source lists")


def base_departure(base: str, *, is_share: bool = True) -> Departure:
    """Taking another whole that the same source uses. What is no share is not divided, and counted within it.

    >>> base_departure("the country without the Golan", is_share=False).say
    'only the country without the Golan is looked at'
    >>> base_departure("'effective area'").say
    "the whole is what the source calls 'effective area'"
    """
    named = f"what the source calls {base}" if base.startswith("'") else base
    say = f"the whole is {named}" if is_share else f"only {named} is looked at"
    return Departure(dimension="base", to=base, say=say)


def measure_departure(measure: str, noun: str) -> Departure:
    """Counting something else on the same evidence."""
    return Departure(dimension="measure", to=measure, say=f"{noun} {be(noun)} counted")


def unit_departure(measure: str, unit: str) -> Departure:
    """Taking the source's figures in another unit."""
    name = {"km2": "km²", "percent": "percent"}.get(unit, unit)
    return Departure(dimension="measure", to=f"{measure} in {name}", say=f"the source's figures in {name} are used")


def date_departure(measure: str, as_of: str) -> Departure:
    """Taking the same source on another date."""
    return Departure(dimension="date", to=as_of, say=f"its {paper_name(measure, as_of)} is used")


def since_departure(measure: str, as_of: str) -> Departure:
    """Taking another date of the same source for the start of a period."""
    return Departure(dimension="since", to=as_of, say=f"its {paper_name(measure, as_of)} is taken for the start")


def flow_departure(since: str) -> Departure:
    """Counting what is held on the date, and not what came in the period."""
    say = f"what is held on the date is counted, and not what was gained since {date_name(since)}"
    return Departure(dimension="flow", to="held", say=say)
