"""The unit of a number: a percent sign or a noun behind it, before it, or behind the total that it is part of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from whoholds.model import Kind, Relation
from whoholds.reading.figures.abroad.cardinals import Number
from whoholds.reading.figures.abroad.language import Language, Sentence
from whoholds.reading.figures.abroad.lexicon import Mark
from whoholds.reading.figures.abroad.tokens import behind_brackets

RELATIONS: tuple[Relation, ...] = ("holds", "contests", "gained", "lost")

_KINDS: tuple[tuple[str, Kind], ...] = (
    ("units.area", "area"),
    ("units.distance", "distance"),
    ("units.count", "count"),
    ("units.people", "people"),
)
_MOST_BETWEEN = 3  # describing words between a number and its noun
PERCENT = ("units.percent", "units.percent_before")
OPENERS = frozenset('«“„"')


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its kind; `last` is the token behind it, `noun` and `first` where its noun and its words begin.

    `rough` says that its place before the number makes it about so many ("километров сорок").
    """

    kind: Kind
    unit: str
    last: int
    noun: int | None = None
    first: int | None = None
    rough: bool = False


class Units:
    """Finds the units of one sentence."""

    def __init__(self, language: Language, sentence: Sentence) -> None:
        self._language = language
        self._tokens = sentence.tokens
        self._marked = sentence.marked

    def unit(self, number: Number, numbers: Sequence[Number]) -> Unit | None:
        """Return the unit of one of the numbers of the sentence, or None if it has none of its own."""
        if number.form == "fraction":
            total = self._of_total(replace(number, value=0.0), numbers)
            return Unit("share", "percent", total.last if total and total.kind == "count" else number.last)
        marked = self._marked
        at = number.last
        late = marked.at("bounds.after", at)
        if late is not None:
            at = late.last
        percent = marked.at("units.percent", at)
        if percent is not None:
            total = self._of_total(replace(number, value=0.0, last=percent.last), numbers)
            return Unit("share", "percent", total.last if total and total.kind == "count" else percent.last)
        ahead = marked.before("units.percent_before", number.first)
        if ahead is not None:
            return Unit("share", "percent", at if late is None else number.last, first=ahead.first)
        if self._language.whole_first and self._is_of_them(number.first):
            counted = self._noun_first(number, numbers)
            if counted is not None:
                return counted
        return (
            self._one_in(number, at, numbers)
            or self._noun(at, numbers)
            or self._of_total(number, numbers)
            or self._noun_first(number, numbers)
            or self._noun_behind_share(number)
        )

    def _noun(self, at: int, numbers: Sequence[Number] = ()) -> Unit | None:
        """Return the unit whose noun stands behind token `at`, with a few describing words between."""
        if at < len(self._tokens) and self._tokens[at].text in OPENERS:
            at += 1
        k = at
        for _ in range(1 + _MOST_BETWEEN):
            for section, kind in _KINDS:
                mark = self._marked.at(section, k)
                if mark is not None and mark.value != "no":
                    if self._language.whole_first and self._is_shared_out(mark, numbers):
                        return None  # "18 ilin 12'si", "18 ilin yarısı": the total of what comes
                    return self._with_others(Unit(kind, mark.value, mark.last, noun=k))
            k = self._over_description(k)
            if not k:
                return None
        return None

    def _noun_behind_share(self, number: Number) -> Unit | None:
        """Read "59 (14,5%) районов": the noun stands behind the share that the number is."""
        behind = behind_brackets(self._tokens, number.last)
        if not any(self._marked.within(section, number.last, behind) for section in PERCENT):
            return None
        unit = self._noun(behind)
        return replace(unit, last=number.last, noun=None) if unit is not None and unit.kind == "count" else None

    def _over_description(self, k: int) -> int:
        """Return the token after a word that may stand between a number and its noun, or 0."""
        marked = self._marked
        if k >= len(self._tokens) or self._tokens[k].kind != "w":
            return 0
        for section in ("grammar.between", "grammar.adjectives"):
            mark = marked.at(section, k)
            if mark is not None:
                return mark.last
        for relation in RELATIONS:
            mark = marked.at(f"relations.{relation}", k)
            if mark is not None and mark.value == "attributive":
                return mark.last
        return 0

    def _with_others(self, unit: Unit) -> Unit:
        """Read on over "towns and villages": both are settlements."""
        joint = self._marked.at("grammar.and", unit.last) if unit.kind == "count" else None
        at = joint.last if joint is not None else unit.last
        other = self._marked.at("units.count", at)
        joined = joint is not None or (other is not None and self._language.begins_with_and(self._tokens[at]))
        if unit.kind != "count" or other is None or not joined:
            return unit
        both = {unit.unit, other.value}
        name = "settlements" if both & {"settlements", "towns", "cities"} else unit.unit
        return replace(unit, unit=name, last=other.last)

    def _one_in(self, number: Number, at: int, numbers: Sequence[Number]) -> Unit | None:
        """Read "un village sur cinq", "12 villages sur 18": a share if one of a few, else a count with its total."""
        unit = self._noun(at)
        if unit is None or unit.kind != "count":
            return None
        over = self._marked.at("numbers.over", unit.last)
        of = over or self._marked.at("numbers.of", unit.last)
        total = self._number_at(of.last, numbers) if of is not None else None
        if total is None or total.value < number.value:
            return None
        counted = self._noun(total.last)
        if counted is not None and counted.unit == unit.unit:
            return replace(unit, last=counted.last)  # "12 villages sur 18 villages"
        return replace(unit, last=total.last) if over is not None and counted is None else None

    def _number_at(self, at: int, numbers: Sequence[Number]) -> Number | None:
        """Return the number that begins at token `at`, over an article or an adjective before it."""
        while (small := self._marked.at("grammar.articles", at)) or (
            small := self._marked.at("grammar.adjectives", at)
        ):
            at = small.last
        return next((other for other in numbers if other.first == at), None)

    def _of_total(self, number: Number, numbers: Sequence[Number]) -> Unit | None:
        """Read "41 из 407 районов": the unit stands behind the total."""
        of = self._marked.at("numbers.of", number.last)
        if of is None:
            return None
        total = self._number_at(of.last, numbers)
        if total is None or total.value < number.value:
            return None
        unit = self._noun(total.last)
        return unit if unit is not None and unit.kind in ("count", "people", "area") else None

    def _is_total_of_before(self, first: int, numbers: Sequence[Number]) -> bool:
        """Whether a number is the total of the one before: the 34 of "10 من عواصم الولايات الـ34"."""
        return any(first - 5 <= n.last < first and self._marked.at("numbers.of", n.last) for n in numbers)

    def _noun_first(self, number: Number, numbers: Sequence[Number]) -> Unit | None:
        """Read "المحافظات الـ18", "18 ilin 12'si", "километров сорок": the noun stands before the number."""
        marked, tokens = self._marked, self._tokens
        first = number.first
        if self._is_total_of_before(first, numbers):
            return None
        pointed = marked.before("grammar.pointing", first)
        if pointed is not None:
            return self._ending_at(pointed.first, first)
        if self._language.whole_first and self._is_of_them(first):
            counted = self._total_before(first)
            return counted and replace(counted, last=number.last)
        definite = marked.at("grammar.pointing", first - 1) is None and self._language.article
        if definite and tokens[first].kind == "w" and tokens[first].low.startswith(definite):
            return self._ending_at(first, first)
        if marked.at("numbers.one_behind", first) is not None:
            return self._ending_at(first, first)  # "مدينة واحدة"
        turned = marked.before("units.turned", first) if tokens[first].kind == "w" else None
        if turned is not None and marked.before("units.percent", first) is not None:
            return Unit("share", "percent", number.last, first=turned.first, rough=True)
        if turned is not None:
            unit = self._ending_at(first, first, sections=("units.area", "units.distance"))
            return replace(unit, last=number.last, rough=True) if unit is not None else None
        return None

    def _ending_at(
        self, at: int, number: int, sections: Sequence[str] = ("units.count", "units.people")
    ) -> Unit | None:
        for section, kind in _KINDS:
            mark = self._marked.before(section, at) if section in sections else None
            if mark is not None and mark.value != "no":
                return Unit(kind, mark.value, number + 1, noun=mark.first, first=mark.first)
        return None

    def _is_shared_out(self, counted: Mark, numbers: Sequence[Number]) -> bool:
        """Whether a part of what is counted follows: "18 ilin 12'si", "18 ilin yarısı", "18 ilin 12 ili"."""
        bound = self._marked.at("bounds.before", counted.last)
        i = bound.last if bound is not None else counted.last
        following = next((n for n in numbers if n.first == i), None)
        if following is not None and following.form == "fraction":
            return True
        again = self._marked.at(counted.section, following.last) if following is not None else None
        return self._is_of_them(i) or (again is not None and again.value == counted.value)

    def _is_of_them(self, i: int) -> bool:
        """Whether the number at token i says how many of those before it: "12'si", "altısı"."""
        tokens, marked = self._tokens, self._marked
        if i + 1 < len(tokens) and tokens[i].kind == "n":
            return tokens[i + 1].kind == "s"
        word = marked.at("numbers.cardinals", i)
        while word is not None and (further := marked.at("numbers.cardinals", word.last)) is not None:
            word = further
        return word is not None and marked.at("numbers.of_them", word.last - 1) is not None

    def _total_before(self, at: int) -> Unit | None:
        """Read "18 ilin" of "18 ilin 12'si"."""
        for k in (at, at - 1, at - 2):
            found = self._ending_at(k, at, sections=("units.count", "units.people", "units.area"))
            if found is not None and found.first is not None:
                total = self._tokens[found.first - 1] if found.first else None
                first = found.first - 1 if total is not None and total.kind == "n" else found.first
                return replace(found, first=first)
        return None
