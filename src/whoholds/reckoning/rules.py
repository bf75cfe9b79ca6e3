"""Rules: by which of them a table or a way of counting is left out, each with a name and one plain sentence.

The code that leaves something out refers to the rule by its constant here, so that the list that readers see and the
code cannot drift apart. `docs/reference/rules.md` prints the list, and a reckoning says how much each rule left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# What a rule leaves out: something before a reckoning begins, a table, a reading that is then not tried, a reading that
# is tried but explains nothing, or a search over unions.
Kind = Literal["evidence", "table", "reading", "explanation", "search"]
# The kinds of those that a reckoning counts.
Counted = Literal["table", "reading", "explanation"]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One rule. What a rule that is not `counted` leaves out never comes to a reckoning, or is not looked for."""

    name: str
    kind: Kind
    say: str
    counted: bool = True


# ---------------------------------------------------------------------------------------------------- the evidence

NO_PART = Rule(
    "no part",
    "evidence",
    "A published row is no part of a table of what is held if a side states it, if it is ground that changed hands, if "
    "it adds up or lies within other rows, or if it is marked as a misprint.",
    counted=False,
)
DAILY_MAPS = Rule(
    "thirteen maps",
    "evidence",
    "Of a source with a map for every day at most thirteen are tried: those in force on the claim's day and on the "
    "same day of the six months before and after.",
    counted=False,
)
SAME_WHOLE = Rule(
    "the same whole",
    "evidence",
    "A border, or the country without its inland water or its uninhabited land, is no other whole for a map that has "
    "the same ground in it.",
    counted=False,
)

# ---------------------------------------------------------------------------------------------------- tables

OWN_EVIDENCE = Rule(
    "own evidence",
    "table",
    "A claim is never evidence for itself: what a table of the speaker's own comes to is said, and nothing is reckoned "
    "with it.",
)
ANOTHER_COUNTRY = Rule("another country", "table", "A table of another country is no evidence.")
UNIT = Rule(
    "unit",
    "table",
    "A table counts only if its numbers can come to the figure's unit: a percentage is no area, and an area is no "
    "number of districts.",
)
NO_SHARE = Rule(
    "no share",
    "table",
    "A table without a whole, and without others beside the claim's holders, has nothing that a share could be of.",
)
LISTED = Rule(
    "a list is not all",
    "table",
    "The places, the people and the units of a map are those of a list: they give shares, and never a number.",
)
HOLDER_NOT_NAMED = Rule(
    "holder not named",
    "table",
    "A table that does not name each holder of the claim, or only says what one of them contests, does not say what "
    "they hold.",
)
PART_OF_A_SIDE = Rule(
    "part of a side",
    "table",
    "A table that names only some of those within a holder, and leaves more than 2 percent of the whole unsaid, does "
    "not know what all of them hold.",
)
TOO_COARSE = Rule(
    "too few units",
    "table",
    "A map's units are too few where one of them is more than the figure's whole window.",
)
ANOTHER_MEASURE = Rule(
    "another measure",
    "table",
    "Something else is counted only for a share, and only on the day of a table of the same source that counts what "
    "the claim does.",
)
ANOTHER_WHOLE = Rule(
    "another whole",
    "table",
    "A share of a region is no share of the country: another whole is tried only beside a table of the same source "
    "that has the claim's, and of a map only the same ground drawn otherwise.",
)
ONE_AT_A_TIME = Rule(
    "one at a time",
    "table",
    "Of another date, another measure, another whole and another unit a table may have one: two are not tried "
    "together.",
)
TOO_OLD = Rule("too old", "table", "A source whose latest table is more than 366 days old does not answer.")
TOO_NEW = Rule(
    "too new",
    "table",
    "A source that has no table by the day answers with its first one after, if that is within 62 days.",
)
DATE_TOO_FAR = Rule(
    "date too far",
    "table",
    "Another date of a source is tried if it is within 183 days of the claim's.",
)
ONE_END = Rule(
    "one end",
    "table",
    "What changed hands is the difference of two tables of one source with the same measure and whole: a table without "
    "another near the other end of the period is not tried.",
)
GAIN_PRINTED = Rule(
    "gain of a period",
    "table",
    "What a source prints as gained in a period is no holding on a day. It counts only for a gain in that period, give "
    "or take 3 days at each end.",
)
SAID_TWICE = Rule(
    "said twice",
    "table",
    "Of two tables of one source that differ in nothing which a departure names, the fuller one speaks for both.",
)
MOST_READINGS = Rule(
    "a million readings",
    "table",
    "Once more than 1,000,000 readings have been tried, the tables that are left are not: other dates, measures and "
    "wholes of the last sources.",
)
MOST_HOLDERS = Rule(
    "sixteen holders",
    "table",
    "A table of more than 16 holders is refused with an error: each one more doubles the readings.",
    counted=False,
)

# ---------------------------------------------------------------------------------------------------- readings

NOBODY = Rule("nobody", "reading", "To count no holder's ground at all is no way of counting.")
NO_SUCH_GROUND = Rule(
    "no such ground",
    "reading",
    "To treat contested, influenced or unconfirmed ground otherwise is no other way of counting for holders who have "
    "none of it.",
)
SHARES_ONLY = Rule(
    "shares only",
    "reading",
    "Only a share is divided: for an area or a number nothing is left out of the whole, nor is the whole another sum.",
)
MUCH_UNSAID = Rule(
    "much unsaid",
    "reading",
    "Where more than a tenth of the whole is unsaid, that is other holders' land: it is not counted as unsaid, and "
    "what is listed is not taken for the whole.",
)
UNINHABITED = Rule(
    "uninhabited land",
    "reading",
    "Where all that is left is uninhabited land, the country without it is a table of its own, and what is listed is "
    "not taken for the whole again.",
)
SHARE_OF_NOTHING = Rule("a share of nothing", "reading", "Where nothing is left to divide by, there is no share.")
NO_WHOLE = Rule(
    "no whole",
    "reading",
    "The whole less the enemy's ground is tried only where the source states a whole.",
)
ALL_BUT_ONCE = Rule(
    "all but once",
    "reading",
    "“All but the enemy” is tried once in each form: not again as the others with what is unsaid, and not as the whole "
    "less the enemy where that is the sum of the others.",
)

# ---------------------------------------------------------------------------------------------------- explanations

ANOTHER_CLAIM = Rule(
    "another claim",
    "explanation",
    "A reading that counts no ground of any holder of the claim is another claim: it is tried and drawn, but explains "
    "nothing, and chance leaves it out.",
)
TOO_DEAR = Rule(
    "more than three",
    "explanation",
    "A reading that gives the figure with more than 3 departures makes no verdict.",
)
NOT_MINIMAL = Rule(
    "not minimal",
    "explanation",
    "A reading that gives the figure is no explanation if it still does with one of its departures left out.",
    counted=False,
)

# ---------------------------------------------------------------------------------------------------- unions

SEARCHED_FIGURES = Rule(
    "figures searched for",
    "search",
    "Unions are searched for figures in percent that do not hold as stated, not for ranges and fractions in words.",
    counted=False,
)
SEARCHED_MAPS = Rule(
    "maps searched",
    "search",
    "Unions are searched on a source's literal map, by land, listed places and their people, if it has 3 to 16 parts "
    "and leaves at most a tenth unsaid.",
    counted=False,
)
SEARCHED_ONCE = Rule(
    "searched once",
    "search",
    "A whole on which every part has the same share as on one before, to a tenth of a point, is not searched again.",
    counted=False,
)

RULES: tuple[Rule, ...] = (
    *(NO_PART, DAILY_MAPS, SAME_WHOLE),
    *(OWN_EVIDENCE, ANOTHER_COUNTRY, UNIT, NO_SHARE, LISTED, HOLDER_NOT_NAMED, PART_OF_A_SIDE, TOO_COARSE),
    *(ANOTHER_MEASURE, ANOTHER_WHOLE, ONE_AT_A_TIME, TOO_OLD, TOO_NEW, DATE_TOO_FAR, ONE_END, GAIN_PRINTED, SAID_TWICE),
    *(MOST_READINGS, MOST_HOLDERS),
    *(NOBODY, NO_SUCH_GROUND, SHARES_ONLY, MUCH_UNSAID, UNINHABITED, SHARE_OF_NOTHING, NO_WHOLE, ALL_BUT_ONCE),
    *(ANOTHER_CLAIM, TOO_DEAR, NOT_MINIMAL),
    *(SEARCHED_FIGURES, SEARCHED_MAPS, SEARCHED_ONCE),
)
