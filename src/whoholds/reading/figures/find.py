"""Find the figures of a text: every number about ground, with its quote, unit, bound, relation, holder and base.

A text is read sentence by sentence. A number with a unit is a candidate; what speaks of ground, by its own words or
by a verb of holding, contesting, gaining or losing, is a figure.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

import msgspec

from whoholds.days import last_day
from whoholds.model import Figure, Kind, Relation
from whoholds.reading.figures.advances import advanced
from whoholds.reading.figures.assertion import is_asserted
from whoholds.reading.figures.bases import Part, base_of, of_which
from whoholds.reading.figures.bounds import Candidate
from whoholds.reading.figures.candidates import candidates
from whoholds.reading.figures.carried import carried, changed, grown_to
from whoholds.reading.figures.continued import continued, ended, parallel, risen, shared_out
from whoholds.reading.figures.earlier import UNKNOWN
from whoholds.reading.figures.grounds import is_ground, is_of_other, is_zone
from whoholds.reading.figures.holders import holder_of
from whoholds.reading.figures.names import Passage
from whoholds.reading.figures.or_contested import or_contested
from whoholds.reading.figures.periods import Period, period_of
from whoholds.reading.figures.relations import Stand, choose, of_their_area, triggers_of
from whoholds.reading.figures.repeats import find_repeats
from whoholds.reading.figures.rows import rows_of
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.totals import is_total
from whoholds.reading.figures.triggers import Trigger
from whoholds.reading.figures.vocabulary import english, words_in
from whoholds.reading.figures.when import Times, When, times_of
from whoholds.reading.figures.wholes import Whole, measure_of, says_nothing, whole_after

_DIGIT = re.compile(r"[\d½⅓⅔¼¾⅕⅖⅗⅘⅙⅛]")
_NUMBER_WORD = re.compile(
    r"(?<!\w)(?:half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty"
    r"|thirty|fou?rty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|dozen"
    r"|(?:nearly|almost) (?:all|the (?:entire|whole))"
    r"|an?[ -](?:square )?(?:kilomet(?:er|re)|mile))(?!\w)"
)


def _may_hold(text: str) -> bool:
    """Whether there may be a figure in a text; most sentences need no other look."""
    return _DIGIT.search(text) is not None or _NUMBER_WORD.search(text.lower()) is not None


def _may_count(text: str) -> bool:
    """Whether a sentence has a word or a mark that can make a number in it a share, an area, a distance or a count."""
    return not english().unit_words.isdisjoint(words_in(text))


def _converts(tokens: Sequence[Token], candidate: Candidate, previous: Candidate | None) -> bool:
    """Whether a candidate in brackets says the one before it again: in another unit, or a share of people as people."""
    if previous is None:
        return False
    between = [token.low for token in tokens[previous.last : candidate.first]]
    if (previous.unit.kind, candidate.unit.kind) == ("share", "people"):
        return between[-1:] == ["("] and len(between) <= 8 and not english()["ground.population"].isdisjoint(between)
    same = candidate.unit.kind == previous.unit.kind and candidate.unit.kind in ("area", "distance")
    return same and "(" in between and len(between) <= 3


def _says_again(tokens: Sequence[Token], made: Figure, last: Figure | None) -> bool:
    """Whether "This represents 99.7% of the region" says how much the figure of the sentence before is."""
    if last is None or made.relation != "none" or made.kind == last.kind:
        return False
    opening = [token.low for token in tokens[:2]]
    return opening[0] in ("this", "that", "it") and opening[-1] in english()["relations.amounting"] | {"is", "was"}


def _read_sentence(passage: Passage, i: int, last: Figure | None, recent: Sequence[Figure]) -> list[Figure]:
    """Return the figures of sentence i.

    `last` is the last figure of the sentence before, if it had one; `recent` are the figures before, in order.
    """
    tokens = passage.sentence(i).tokens
    found = candidates(tokens, last.unit if last is not None and last.kind == "count" else None)
    if not found:
        return []
    figures: list[Figure] = []
    previous: tuple[Candidate, Figure] | None = None
    dropped: Candidate | None = None
    for k, candidate in enumerate(found):
        if _converts(tokens, candidate, dropped):
            continue
        if previous and _converts(tokens, candidate, previous[0]):
            figure = _again(passage, tokens, candidate, previous[1])
        else:
            following = found[k + 1].first if k + 1 < len(found) else len(tokens)
            made = _figure(passage, i, candidate, previous, [*recent, *figures], following)
            if made is None:
                previous, dropped = None, candidate
                continue
            figure = made
            if last is not None and not figures and _says_again(tokens, made, last):
                figure = msgspec.structs.replace(made, relation=last.relation, holder=last.holder, since=last.since)
        if figure.base in english().place_names:
            passage.last_country = figure.base
        passage.last_base = figure.base or passage.last_base
        figures.append(figure)
        previous = (candidate, figure)
    return figures


def _quote(passage: Passage, tokens: Sequence[Token], candidate: Candidate) -> tuple[str, tuple[int, int]]:
    start, end = tokens[candidate.first].start, tokens[candidate.last - 1].end
    return passage.text[start:end], (start, end)


def _again(passage: Passage, tokens: Sequence[Token], candidate: Candidate, figure: Figure) -> Figure:
    """Make the figure of a conversion in brackets."""
    quote, span = _quote(passage, tokens, candidate)
    return Figure(
        quote=quote,
        span=span,
        value=round(candidate.number.value, 4),
        high=candidate.number.high,
        bound=candidate.bound,
        kind=candidate.unit.kind,  # type: ignore[arg-type]
        unit=candidate.unit.unit,
        relation=figure.relation,
        holder=figure.holder,
        base=figure.base,
        as_of=figure.as_of,
        earlier=figure.earlier,
        since=figure.since,
        last_place=candidate.number.last_place,
        or_contested=figure.or_contested,
    )


def _relation(
    passage: Passage, stand: Stand, trigger: Trigger | None, told: tuple[int, Trigger] | None
) -> tuple[Relation, str | None]:
    """Return the relation of a figure and its holder."""
    if told:
        return "holds", holder_of(passage, replace(stand, i=told[0]), told[1])
    if trigger is None:
        return ("holds", None) if stand.kind == "share" and is_zone(passage, stand) else ("none", None)
    if stand.unit == "fighters" and (trigger.relation != "contests" or trigger.shape == "active"):
        return "none", None
    if (
        stand.kind == "count"
        and trigger.shape == "attributive"
        and trigger.first >= stand.last
        and trigger.agent is None
    ):
        return "none", None
    return trigger.relation, holder_of(passage, stand, trigger)  # type: ignore[return-value]


def _times(passage: Passage, i: int) -> Times:
    start, end, _ = passage.spans[i]
    return times_of(passage.text[start:end], passage.sentence(i).tokens, start, last_day(passage.published))


def _when(passage: Passage, stand: Stand, relation: Relation, period: Period | None) -> tuple[When, Period | None]:
    """Return when a figure was so, and the period in which it changed hands.

    A period that is a date of another clause is none: "95 percent of the land that they held in 2014". That what
    changed hands did so at some earlier time says nothing.
    """
    times = passage.kept("times", stand.i, _times)
    when = times.of(stand.first, stand.last)
    if period and period.end and when.as_of != period.end and period.end in times.dates:
        period = None
    if period and period.end:
        return When(period.end), period
    is_state = relation in ("holds", "contests")
    return (when if is_state or when.earlier != UNKNOWN else When()), period


def _period(passage: Passage, i: int, span: tuple[int, int]) -> Period | None:
    start, end, _ = passage.spans[i]
    at = (span[0] - start, span[1] - start)
    return period_of(passage.text[start:end], at, published=passage.published)


def _measure(tokens: Sequence[Token], candidate: Candidate, whole: Whole | None, previous: Candidate | None) -> str:
    """Return what a share counts: of "54 districts, or 13 percent of the total" it is districts."""
    if whole is None and low_at(tokens, 0) == "of":
        # "Of Oruland's districts, 30 percent are contested".
        opening = whole_after(tokens, 0)
        whole = opening if opening is not None and low_at(tokens, opening.last) == "," else None
    said = whole is not None and not says_nothing(tokens, whole)
    if previous is None or previous.unit.kind != "count" or said:
        return measure_of(tokens, whole)
    between = {token.low for token in tokens[previous.last : candidate.first]}
    return previous.unit.unit if between <= english()["bases.again"] else measure_of(tokens, whole)


def _ground(
    passage: Passage, stand: Stand, candidate: Candidate, whole: Whole | None, *, chained: bool
) -> tuple[Trigger | None, tuple[int, Trigger] | None] | None:
    """Return the trigger of a number about ground, and who holds the area of people; None if it is about none."""
    number, unit = candidate.number, candidate.unit
    # Most numbers are of something else by the words beside them: triggers are looked for only then.
    if is_of_other(passage, stand, unit):
        return None
    trigger = choose(passage, stand, triggers_of(passage, stand.i))
    told = of_their_area(passage, stand, trigger) if unit.kind == "people" else None
    if not is_ground(passage, stand, number, unit, whole, told[1] if told else trigger, chained=chained):
        return None
    return trigger, told


def _has_own_verb(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Whether a number without its noun has a verb: of "12 lie on the line and 21 are held by Aru" Aru holds 21."""
    bare = candidate.last == candidate.number.last and candidate.unit.kind == "count"
    return bare and low_at(tokens, candidate.last) in english()["candidates.going_on"]


def _figure(
    passage: Passage,
    i: int,
    candidate: Candidate,
    pair: tuple[Candidate, Figure] | None,
    recent: Sequence[Figure],
    following: int,
) -> Figure | None:
    """Make the figure of a candidate, or none. `following` is the token where the next candidate begins."""
    tokens = passage.sentence(i).tokens
    previous, before = pair or (None, None)
    number, unit = candidate.number, candidate.unit
    if not math.isfinite(number.value) or number.value <= 0:
        return None
    whole = whole_after(tokens, candidate.last)
    stand = Stand(i, candidate.first, candidate.last, whole.last if whole else candidate.last, unit.kind, unit.unit)
    chained = previous is not None and previous.unit.kind == unit.kind
    ground = _ground(passage, stand, candidate, whole, chained=chained)
    said = (
        ended(tokens, stand, before)
        or parallel(passage, stand, before)
        or shared_out(passage, stand, candidate, before)
        or grown_to(passage, stand, recent)
    )
    if ground is None and said is None:
        said = (
            carried(passage, stand, candidate, whole, pair, recent)
            or continued(passage, stand, whole, pair, recent)
            or advanced(passage, stand)
        )
    if ground is None and said is None:
        return None
    trigger, told = ground or (None, None)
    if trigger is not None and trigger.first > following and _has_own_verb(tokens, candidate):
        return None
    if is_total(tokens, candidate, previous, trigger):
        trigger = told = None
    relation, holder = (said.relation, said.holder) if said else _relation(passage, stand, trigger, told)
    if relation != "none":
        relation = changed(tokens, candidate, before) or risen(tokens, candidate) or relation
    quote, span = _quote(passage, tokens, candidate)
    if unit.kind == "people" and holder is not None and holder in quote:
        # "300,000 Orus are encircled": not by themselves.
        holder = None
    share = unit.kind == "share"
    alike = before is not None and (before.kind == unit.kind or not share or of_which(tokens, candidate.first))
    sibling = before.base if before is not None and alike else None
    part = Part(candidate.first, candidate.last, unit.kind, unit.unit, number.value)
    base = (said.base if said else None) or base_of(passage, i, part, whole, sibling, holder, recent)
    measure = (said.measure if said else None) or _measure(tokens, candidate, whole, previous)
    kind: Kind = unit.kind  # type: ignore[assignment]
    period = _period(passage, i, span) if relation in ("gained", "lost") else None
    when, period = _when(passage, stand, relation, period)
    return Figure(
        quote=quote,
        span=span,
        value=round(number.value, 4),
        high=number.high,
        bound=candidate.bound,
        kind=kind,
        unit=unit.unit,
        relation=relation,
        holder=holder,
        base=base,
        measure=measure if share else None,
        as_of=when.as_of,
        earlier=when.earlier,
        since=period.since if period else None,
        last_place=number.last_place,
        in_words=number.form == "fraction",
        or_contested=relation == "holds" and (said.or_contested if said else or_contested(tokens, trigger)),
    )


def _place(figure: Figure) -> tuple[int, int]:
    return figure.span


def _overlap(rows: Sequence[Figure], figure: Figure) -> bool:
    """Whether a figure is one of a table's cells, which was read with its row; `rows` stand in order."""
    k = bisect_left(rows, figure.span[1], key=lambda row: row.span[0])
    return k > 0 and rows[k - 1].span[1] > figure.span[0]


# A page with more is no report; reading it to its end would take minutes.
MOST_FIGURES = 20_000


def find_figures(text: str, *, known: Sequence[Figure] = (), published: str | None = None) -> tuple[Figure, ...]:
    """Return the figures about ground in a text, in order. `speaker` and `quoted` are left for others to set.

    `known` are figures of the page that the text answers to: a comment that says "this 96.5%" says one of them again.
    `published` is the day (ISO 8601) of the text, which tells when "in July" and "last month" were.
    The first `MOST_FIGURES` are read, and the sentence in which the last of them stands to its end.

    >>> figure, = find_figures("Rebels now control more than a third of Oruland.")
    >>> figure.quote, figure.relation, figure.holder, figure.base
    ('more than a third', 'holds', 'Rebels', 'Oruland')
    """
    if not _may_hold(text):
        return ()
    passage = Passage(text, published)
    figures: list[Figure] = []
    last: Figure | None = None
    for i, (start, end, _) in enumerate(passage.spans):
        if len(figures) >= MOST_FIGURES:
            break
        read: list[Figure] = []
        sentence = text[start:end]
        # What comes after a count can count the same without a word for it.
        if _may_hold(sentence) and ((last is not None and last.kind == "count") or _may_count(sentence)):
            read = _read_sentence(passage, i, last, figures[-8:])
            figures += read
        last = read[-1] if read else None
    rows = rows_of(text, passage.decimal)[:MOST_FIGURES]
    if rows:
        figures = sorted([*rows, *(figure for figure in figures if not _overlap(rows, figure))], key=_place)
    again = find_repeats(passage, figures, known)
    found = sorted([*figures, *again], key=lambda figure: figure.span) if again else figures
    return tuple(
        figure if is_asserted(text, figure) else msgspec.structs.replace(figure, asserted=False) for figure in found
    )
