"""To what time a number of a sentence belongs: to a date, to a past time without a date, or to no time that is said.

1. A time counts for a number if it stands in the number's own stretch of the sentence, or in another that speaks of the
   same: not in a relative clause, a participle or a clause with "since" beside it. "Russia, which invaded Ukraine in
   February 2022, controls 19 percent" says nothing of when.
2. A time of another verb does not count for a number whose verb is in the present tense: "the group arose in 2013 and
   now controls half".
3. What stands behind "down from" or "compared with" is of another time than what stands before.
4. Of several the nearest counts. A dateline, and a year in brackets at the end, count where there is no other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from whoholds.reading.figures.as_of import dates_in, dates_of_last_year, label_of
from whoholds.reading.figures.compared import Region, regions_of
from whoholds.reading.figures.datelines import dash_of_dateline
from whoholds.reading.figures.earlier import UNKNOWN, is_after, is_name_of_event, times_before
from whoholds.reading.figures.stretches import Stretch, is_number, stretches_of
from whoholds.reading.figures.tenses import NO_WORDS, Tenses, tenses_of
from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.vocabulary import english
from whoholds.reading.figures.when_words import when_words, words


class When(NamedTuple):
    """The time of a number: a date, or what is known of an earlier time that has none (`times_before`)."""

    as_of: str | None = None
    earlier: str | None = None


class _Time(NamedTuple):
    """A time in tokens `first` to `last` (half-open); `since` is the "since" before it, where a period starts."""

    first: int
    last: int
    when: When
    since: int | None = None

    @property
    def is_vague(self) -> bool:
        return self.when.earlier == UNKNOWN


@dataclass(frozen=True, slots=True)
class _Number:
    """A number in tokens `first` to `last`, its stretch, and whether its verb is in the present tense."""

    first: int
    last: int
    stretch: int
    region: Region | None
    now: bool


@dataclass(frozen=True, slots=True)
class Times:
    """The times of a sentence and its stretches. `label` counts where nothing else does.

    `dates` are all that the sentence states, also those that are of none of its numbers.
    """

    tenses: Tenses = NO_WORDS
    times: tuple[_Time, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    regions: tuple[Region, ...] = ()
    label: str | None = None
    dates: frozenset[str] = frozenset()

    def of(self, first: int, last: int) -> When:
        """Return the time of the number in tokens `first` to `last`."""
        if not self.stretches:
            return When(self.label)
        number = self._number(first, last)
        beside = [time for time in self.times if self._belongs(time, number)]
        own = self.stretches[number.stretch]
        near = [time for time in beside if own.first <= time.first < own.last]
        tokens = self.tenses.tokens
        found = _nearest(tokens, near, first, last) or _nearest(tokens, beside, first, last)
        if found:
            return found.when
        if (number.region and number.region.before) or self._is_once(number):
            return When(earlier=UNKNOWN)
        return When(self.label)

    def _number(self, first: int, last: int) -> _Number:
        stretch = _stretch_at(self.stretches, first)
        region = next((region for region in self.regions if region.first <= first and last <= region.last), None)
        own = self._bounds(stretch, region)
        return _Number(first, last, stretch, region, self.tenses.is_now(first, last, own))

    def _bounds(self, stretch: int, region: Region | None) -> tuple[int, int]:
        """Return where a stretch begins and ends, as far as it lies in a region."""
        own = self.stretches[stretch]
        return (max(own.first, region.first), min(own.last, region.last)) if region else (own.first, own.last)

    def _belongs(self, time: _Time, number: _Number) -> bool:
        """Whether a time is one of a number's own clause, or of another that says when this was so."""
        region = next((region for region in self.regions if region.first <= time.first < region.last), None)
        if region != number.region and (region is not None or _is_apart(number.region, self.times)):
            return False
        if (time.is_vague and number.now) or (time.since is not None and not self._is_since_then(time, number)):
            return False
        there = _stretch_at(self.stretches, time.first)
        if there == number.stretch:
            own = self._bounds(there, number.region)
            return (
                self._is_before(time, number, own) if time.last <= number.first else self._is_behind(time, number, own)
            )
        return self._is_said_apart(time, there, number)

    def _is_since_then(self, time: _Time, number: _Number) -> bool:
        """Whether a number stands in the clause of a "since" with its time: "since it took half of Oru in 2012"."""
        since = time.since or 0
        return since < number.first < time.first and self.tenses.has_verb(since, number.first)

    def _is_said_apart(self, time: _Time, there: int, number: _Number) -> bool:
        """Whether a time in another stretch than a number's says when the number was so."""
        other = self.stretches[there]
        if other.aside:
            return False
        if not number.now:
            return not time.is_vague or there < number.stretch
        if other.near or self.tenses.is_past(other.first, other.last):
            return False
        rest = (k for k in range(other.first, other.last) if not time.first <= k < time.last)
        return there < number.stretch or not any(is_number(self.tenses.tokens, k) for k in rest)

    def _is_before(self, time: _Time, number: _Number, own: tuple[int, int]) -> bool:
        """Whether a time before a number, in the same stretch, is one of the number's verb."""
        tokens, past = self.tenses.tokens, self.tenses.past
        if number.now:
            # "Arose in 2013 and now controls", "In 2013 it arose and now controls".
            verb = next((k for k in range(time.last, number.first) if past[k]), number.first)
            return not _joins(tokens, verb, number.first) and not self.tenses.is_past(own[0], time.first)
        at = time.first - 1
        while at >= own[0] and tokens[at].low in words("leading"):
            at -= 1
        # "The SDF founded in 2015 controlled".
        described = at >= own[0] and past[at] and self.tenses.is_past(time.last, number.first)
        return not described or _joins(tokens, time.last, number.first)

    def _is_behind(self, time: _Time, number: _Number, own: tuple[int, int]) -> bool:
        """Whether a time behind a number, in the same stretch, is one of its verb: not "land they held in 2014"."""
        tokens, small = self.tenses.tokens, english()
        has_verb = self.tenses.has_verb(own[0], number.first)
        timed = False
        for k in range(number.last, time.first):
            timed = timed or tokens[k].low in words("near") or tokens[k].low in words("joining")
            if not self.tenses.past[k]:
                continue
            before = low_at(tokens, k - 1)
            subject = before in small["grammar.pronouns"] or before in words("relative") or before == "that"
            if subject and k - 1 == number.last and not has_verb:
                # "From the 50 percent it held in May 2016".
                return True
            if (subject or has_verb) and (number.now or not timed):
                return False
        return True

    def _is_once(self, number: _Number) -> bool:
        """Read "once held 45 percent" and "45 percent was formerly held", but not "of the land that it once held"."""
        tokens, past = self.tenses.tokens, when_words()["past"]
        first, last = self._bounds(number.stretch, number.region)
        for k in range(first, last):
            alone = low_at(tokens, k + 1) not in past["not_once"]["behind"]
            if tokens[k].low not in past["held"] or not alone or low_at(tokens, k - 1) in past["not_once"]["before"]:
                continue
            if k < number.first and self.tenses.is_past(k + 1, number.first) and not number.now:
                return True
            passive = number.last <= k and low_at(tokens, k - 1) in ("was", "were")
            if passive and not self.tenses.has_verb(first, number.first):
                return True
        return False


def times_of(sentence: str, tokens: Sequence[Token], start: int, published: str | None = None) -> Times:
    """Return the times of a sentence whose tokens' offsets count from `start` characters before it.

    `published` is the day of the text, which tells when "May last year" was.
    """
    found = sorted(_found(sentence, published))
    hints = {"from", *when_words()["past"]["held"]}
    if not found and hints.isdisjoint(token.low for token in tokens):
        return Times(label=label_of(sentence))
    spans = [(_at(tokens, start + first), _at(tokens, start + last)) for first, last, _ in found]
    times = [_Time(*span, when, _since(tokens, span[0])) for span, (_, _, when) in zip(spans, found, strict=True)]
    tenses = tenses_of(tokens)
    dash = dash_of_dateline(tokens)
    dateline = dash + 1 if dash else 0
    return Times(
        tenses,
        tuple(time for time in times if time.first >= dateline),
        tuple(stretches_of(tenses, dateline, spans)),
        tuple(regions_of(tokens, dateline)),
        next((time.when.as_of for time in times if time.first < dateline), None) or label_of(sentence),
        frozenset(when.as_of for _, _, when in found if when.as_of),
    )


def _found(sentence: str, published: str | None) -> Iterator[tuple[int, int, When]]:
    dated = [*dates_in(sentence), *dates_of_last_year(sentence, published)]
    dates = [date for date in dated if not is_name_of_event(sentence, date[0], date[1])]
    for first, last, date in dates:
        # What was so before a date was so until an earlier day.
        yield first, last, When(earlier=UNKNOWN) if is_after(sentence, first) else When(as_of=date)
    for first, last, ago in times_before(sentence):
        # "In May 2017 …, compared with 20 percent a year earlier" counts from that May.
        counted = UNKNOWN if dates and sentence[first:last].lower().endswith("earlier") else ago
        if not any(first < end and begin < last for begin, end, _ in dates):
            yield first, last, When(earlier=counted)


def _at(tokens: Sequence[Token], offset: int) -> int:
    return bisect_left(tokens, (offset,))


def _since(tokens: Sequence[Token], first: int) -> int | None:
    """Return the "since" of a time at a token: "since the coup in 2015", but not "has since taken it, in 2015"."""
    for k in range(first, -1, -1):
        if tokens[k].kind == "p" and tokens[k].low != "-":
            return None
        if tokens[k].low in words("since"):
            return k if low_at(tokens, k - 1) not in words("perfect") else None
    return None


def _stretch_at(stretches: Sequence[Stretch], at: int) -> int:
    return max(0, bisect_left(stretches, at + 1, key=lambda stretch: stretch.first) - 1)


def _is_apart(region: Region | None, times: Sequence[_Time]) -> bool:
    """Whether a number in a region is of no time that stands outside it."""
    if region is None:
        return False
    return region.before or any(region.first <= time.first < region.last for time in times)


def _joins(tokens: Sequence[Token], first: int, last: int) -> bool:
    return any(tokens[k].low in words("joining") for k in range(first, last))


def _nearest(tokens: Sequence[Token], times: Sequence[_Time], first: int, last: int) -> _Time | None:
    """Return the time right behind a number, else the last before it, else the first behind; a date before "once"."""
    times = [time for time in times if not time.is_vague] or times
    behind = [time for time in times if time.first >= last]
    before = [time for time in times if time.first < last]
    if behind and not any(
        is_number(tokens, k) or tokens[k].low in (",", "and", "but") for k in range(last, behind[0].first)
    ):
        return behind[0]
    return (before or behind)[-1 if before else 0] if times else None
