"""The numbers of a sentence that have a unit, each with the words of its bound: what may be a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from whoholds.model import Bound, Kind
from whoholds.reading.figures.abroad.cardinals import DASHES, Number
from whoholds.reading.figures.abroad.lexicon import Mark
from whoholds.reading.figures.abroad.tokens import behind_brackets
from whoholds.reading.figures.abroad.units import OPENERS, PERCENT, RELATIONS, Unit, Units

_ESTIMATED = 8  # words before a number in which an estimate can be named
_FIRST_YEAR, _LAST_YEAR = 1500, 2100


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number with its unit. Tokens `first` to `last` are its quote; `noun` is where its noun stands, if it has one.

    `told` is false where its unit is taken over from the figure before.
    """

    number: Number
    kind: Kind
    unit: str
    first: int
    last: int
    bound: Bound = "exact"
    noun: int | None = None
    told: bool = True


class Candidates(Units):
    """Finds the candidates of one sentence."""

    def all(self, numbers: Sequence[Number], before: Candidate | None) -> list[Candidate]:
        """Return the candidates in order and without overlap; `before` is the last one of the sentence before."""
        found = self._pairs()
        taken: set[int] = {i for pair in found for i in range(pair.first, pair.last)}
        units = [self.unit(number, numbers) for number in numbers]
        for k, number in enumerate(numbers):
            if number.first in taken or self._is_date(number):
                continue
            unit = units[k]
            if number.article and not self._is_no_article(number, unit):
                continue
            if unit is None and number.shares and k + 1 < len(numbers):
                shared = units[k + 1]
                unit = replace(shared, last=number.last, noun=None, first=None) if shared else None
            if unit is None and k + 1 < len(numbers) and self._is_listed(number, numbers[k + 1]):
                # "564 in July, 465 square kilometres in August".
                shared = units[k + 1]
                unit = replace(shared, last=number.last, noun=None, first=None) if shared else None
            told = unit is not None
            if unit is None:
                unit = self._taken_over(number, self._going_before(number, found, before))
            if unit is None:
                continue
            candidate = self._candidate(number, unit, told=told)
            if not taken.isdisjoint(range(candidate.number.first, candidate.last)):
                continue
            if not taken.isdisjoint(range(candidate.first, candidate.number.first)):
                candidate = replace(candidate, first=candidate.number.first)
            taken.update(range(candidate.first, candidate.last))
            found.append(candidate)
        found += [whole for whole in self._nearly_all() if taken.isdisjoint(range(whole.first, whole.last))]
        return sorted(found, key=lambda candidate: candidate.first)

    def _is_listed(self, number: Number, following: Number) -> bool:
        """Whether a number without a unit stands in a list whose last number has one."""
        tokens = self._tokens
        if tokens[number.first].kind != "n" or _is_year(number.value) or following.first - number.last > 3:
            return False
        if number.first and tokens[number.first - 1].text in DASHES and tokens[number.last].text in DASHES:
            return False  # "5 тыс. кв. км — 4900 — и 212 сёл"
        between = range(number.last, following.first)
        listed = any(tokens[k].text in ",،" or self._marked.at("grammar.and", k) for k in between)
        return listed and following.form == "cardinal" and tokens[following.first].kind == "n"

    def _is_no_article(self, number: Number, unit: Unit | None) -> bool:
        """Whether "un", "bir", "тысячи" say a number: "un kilomètre carré", "более тысячи сёл"."""
        if unit is None:
            return False
        return unit.kind in ("area", "distance", "share") or self._bound_before(number.first, unit.kind) is not None

    def _going_before(self, number: Number, found: Sequence[Candidate], before: Candidate | None) -> Candidate | None:
        """Return the figure that a number without a unit goes on.

        In "229 districts (56 %), the Taliban 59 (14.5)" the number outside the brackets goes on the one outside, and
        what fills brackets on what filled them before.
        """
        earlier = [c for c in found if c.last <= number.first]
        if not self._is_aside(number.first):
            earlier = [c for c in earlier if not self._is_aside(c.first)]
        elif self._fills_brackets(number.first, number.last):
            earlier = [c for c in earlier if self._fills_brackets(c.first, c.last)] or earlier
        return max(earlier, key=_end, default=before)

    @cached_property
    def _aside(self) -> frozenset[int]:
        """The tokens in brackets."""
        inside, found = False, set()
        for i, token in enumerate(self._tokens):
            inside = (inside or token.text == "(") and token.text != ")"
            if inside:
                found.add(i)
        return frozenset(found)

    def _is_aside(self, i: int) -> bool:
        return i in self._aside

    def _fills_brackets(self, first: int, last: int) -> bool:
        tokens = self._tokens
        return first > 0 and last < len(tokens) and (tokens[first - 1].text, tokens[last].text) == ("(", ")")

    def _is_paired(self, i: int) -> bool:
        """Whether a percentage in brackets stands at token i: what it stands behind is a count or an area."""
        behind = behind_brackets(self._tokens, i)
        return any(self._marked.within(section, i, behind) for section in PERCENT)

    def _taken_over(self, number: Number, previous: Candidate | None) -> Unit | None:
        """Give "…, правительство — 133" and "20 others are contested" the unit of the figure before."""
        if previous is None or number.form == "fraction":
            return None
        tokens, marked = self._tokens, self._marked
        by = marked.before("ranges.by", number.first)
        if previous.kind == "distance" and by is not None and by.first == previous.last:
            return Unit("distance", previous.unit, number.last)  # "une bande de 120 km sur 32"
        if previous.kind not in ("count", "area", "share"):
            return None
        if _is_year(number.value) and number.last == number.first + 1 and tokens[number.first].kind == "n":
            return None
        if number.article or (number.value < 2 and tokens[number.first].kind == "w"):
            return None
        late = marked.at("bounds.after", number.last)
        last = late.last if late is not None else number.last
        described = marked.at("grammar.adjectives", last)
        if described is not None and (described.last >= len(tokens) or tokens[described.last].kind == "p"):
            last = described.last  # "потеряла две южные."
        others = self._over_others(last)
        following = tokens[last] if last < len(tokens) else None
        dated = marked.within("grammar.months", last, last + 3) is not None
        closes = (
            following is None
            or following.kind == "p"
            or any(marked.at(section, last) for section in ("grammar.and", "borders.heavy"))
        )
        bound = self._bound_before(number.first, previous.kind)
        first = bound.first if bound is not None else number.first
        small = marked.before("grammar.articles", first)
        first = small.first if small is not None else first
        moved = any(marked.before("ranges.moving", k) for k in (first, first - 1))
        given = marked.before("grammar.giving", first - (tokens[first - 1].text in OPENERS if first else 0)) is not None
        dashed = first > 0 and tokens[first - 1].text in DASHES
        if self._is_paired(others):
            return Unit(previous.kind, previous.unit, others) if previous.kind in ("count", "area") else None
        if previous.kind == "share":
            led = moved or given or (dashed and number.value <= 100)
            return Unit("share", "percent", number.last) if closes and led else None
        opened = first > 0 and (
            dashed
            or given
            or tokens[first - 1].text == ":"
            or marked.before("grammar.another", first) is not None
            or self._verb_ends(first)
            or self._verb_ends(first - 1)
            or moved
            or marked.before("ground.sides", first) is not None
            or (dated and marked.before("grammar.and", first) is not None)
        )
        goes_on = (self._verb_at(last) or self._verb_at(last + 1)) and (following is None or following.kind != "p")
        another = marked.before("grammar.another", first) is not None and tokens[number.first].kind == "n"
        if goes_on or another or (closes and opened) or (marked.at("ranges.moving", last) is not None):
            return Unit(previous.kind, previous.unit, number.last)
        return None

    def _over_others(self, i: int) -> int:
        """Return the token behind the "others" of "119 others"."""
        others = self._marked.at("grammar.another", i) or self._marked.at("grammar.adjectives", i)
        return others.last if others is not None else i

    def _verb_at(self, i: int) -> bool:
        return any(self._marked.at(f"relations.{r}", i) for r in RELATIONS)

    def _verb_ends(self, i: int) -> bool:
        return any(self._marked.before(f"relations.{r}", i) for r in RELATIONS)

    def _candidate(self, number: Number, unit: Unit, *, told: bool) -> Candidate:
        first = number.first if unit.first is None else min(unit.first, number.first)
        last = max(number.last, unit.last)
        bound: Bound = "about" if number.rough or unit.rough else "exact"
        mark = self._bound_before(first, unit.kind)
        if mark is not None:
            bound, first = _bound(mark.value), mark.first
        late = self._marked.at("bounds.after", number.last) or self._marked.at("bounds.after", last)
        if late is not None and mark is None:
            bound, last = _bound(late.value), max(last, late.last)
        elif mark is None and self._is_estimated(first):
            bound = "about"
        if unit.kind in ("count", "people"):
            every = self._marked.before("grammar.all", first)
            first = every.first if every is not None else first
        return Candidate(number, unit.kind, unit.unit, first, last, bound, unit.noun, told)

    def _bound_before(self, first: int, kind: str) -> Mark | None:
        """Return the words of a bound before token `first`; an article may stand between."""
        marked = self._marked
        starts = [first]
        for section in ("grammar.articles", "units.percent_before"):
            skipped = marked.before(section, starts[-1])
            if skipped is not None:
                starts.append(skipped.first)
        for start in starts:
            mark = marked.before("bounds.before", start)
            if mark is not None:
                outer = marked.before("bounds.before", mark.first)
                if outer is not None and outer.value != "about" and mark.value == "about":
                    return outer
                return mark
            up_to = marked.before("bounds.up_to", start)
            if up_to is not None and not marked.within("ranges.moving", max(0, start - 8), start):
                return up_to._replace(value="at_most") if not marked.before("ranges.no_bound", up_to.first) else None
        return None

    def _is_estimated(self, first: int) -> bool:
        commas = 0
        for k in range(first - 1, max(-1, first - 1 - _ESTIMATED), -1):
            # "По оценке военных, от 200 до 300 бойцов": one comma may close what names the estimate.
            commas += self._tokens[k].text in ",،"
            if self._tokens[k].text in ";:؛" or commas > 1:
                return False
            if self._marked.at("bounds.estimating", k):
                return True
        if not self._language.verb_last:
            return False
        # "200 militan bulunduğunu tahmin ediyor"
        ahead = range(first, min(len(self._tokens), first + _ESTIMATED))
        mark = next(
            (k for k in ahead if self._tokens[k].text in ",;:" or self._marked.at("bounds.estimating", k)), None
        )
        return mark is not None and self._tokens[mark].text not in ",;:"

    def _pairs(self) -> list[Candidate]:
        """Read words that say number and unit at once: duals ("قريتين"), "тридцатикилометровая"."""
        found = []
        for mark in self._marked.of("units.two"):
            number = Number(mark.first, mark.last, 2.0, place=1.0)
            kind: Kind = "area" if mark.value == "km2" else "distance" if mark.value == "km" else "count"
            found.append(self._candidate(number, Unit(kind, mark.value, mark.last, noun=mark.first), told=True))
        for mark in self._marked.of("units.joined_km"):
            number = Number(mark.first, mark.last, float(mark.value), place=1.0)
            found.append(self._candidate(number, Unit("distance", "km", mark.last, noun=mark.first), told=True))
        return found

    def _nearly_all(self) -> list[Candidate]:
        """Read "почти вся территория", "la quasi-totalité du pays" as a share of 100."""
        found = []
        for mark in self._marked.of("numbers.nearly_all"):
            near = (
                range(mark.last, mark.last + 3) if not self._language.whole_first else range(mark.first - 3, mark.last)
            )
            if any(self._marked.at("ground.land", k) or self._marked.at("units.count", k) for k in near):
                number = Number(mark.first, mark.last, 100.0, form="fraction")
                found.append(Candidate(number, "share", "percent", mark.first, mark.last, "about"))
        return found

    def _is_date(self, number: Number) -> bool:
        """Whether a number is a day, an hour or a year."""
        marked = self._marked
        if number.form == "fraction" or self._tokens[number.first].kind != "n":
            return False
        if number.value <= 31 and marked.at("grammar.months", number.last):
            return True
        if marked.at("grammar.time_units", number.last):
            return True
        year = _is_year(number.value) and number.last == number.first + 1
        return (
            year
            and marked.before("grammar.year_before", number.first) is not None
            and not marked.at("units.percent", number.last)
        )


def _is_year(value: float) -> bool:
    return value.is_integer() and _FIRST_YEAR <= value <= _LAST_YEAR


def _end(candidate: Candidate) -> int:
    return candidate.last


def _bound(value: str) -> Bound:
    return value  # type: ignore[return-value]
