"""Tell a number about ground from a number about casualties, money, votes, weapons and all else."""

from __future__ import annotations

from collections.abc import Iterator

from whoholds.reading.figures.abroad.candidates import Candidate
from whoholds.reading.figures.abroad.language import Language, Sentence
from whoholds.reading.figures.abroad.relations import Relations, Trigger

_NEAR = 6  # words around a number that can make it one of casualties or money
_WHOLE = 5  # words behind a share (or before it) in which stands what it is a share of
_LIVING = 10
_ZONE = 4
_ADVANCE = 6

# Counted places that are about ground wherever a side is named.
PLACES = frozenset(
    (
        "settlements",
        "towns",
        "cities",
        "districts",
        "provinces",
        "regions",
        "governorates",
        "subdistricts",
        "neighbourhoods",
        "capitals",
        "district centers",
        "oblasts",
    )
)


class Ground:
    """Judges the candidates of one sentence. `war` says that the text speaks of a war in so many words."""

    def __init__(self, language: Language, sentence: Sentence, relations: Relations, *, war: bool = True) -> None:
        self._language = language
        self._tokens = sentence.tokens
        self._marked = sentence.marked
        self._relations = relations
        self._war = war

    def is_ground(
        self,
        candidate: Candidate,
        trigger: Trigger | None,
        *,
        after: bool = False,
        goes_on: bool = False,
        joined: bool = False,
    ) -> bool:
        """Whether a number with its unit, in its place, is about ground or people on it.

        `trigger` is its own or, if it `goes_on` what was said before, the one of that. `after` says that a figure
        stands before, `joined` that it is ground and stands right before: "12 villages and 400 people".
        """
        if self._marked.of("not_ground.always"):
            return False
        told = self._war and trigger is not None and trigger.sort == "words" and not goes_on
        if self._marked.of("not_ground.topic") and not self._marked.of("ground.war") and not told:
            return False
        if not self._war and trigger is not None and trigger.sort == "weak":
            return False
        own = range(trigger.first, trigger.last) if trigger is not None else range(0)
        if any(self._marked.at("not_ground.near", k) for k in self._near(candidate) if k not in own):
            return False
        if candidate.kind == "share":
            return self._share(candidate, trigger, after=after, goes_on=goes_on)
        if candidate.kind == "people":
            return self._people(candidate, trigger, joined=joined)
        judge = {"area": self._area, "count": self._count, "distance": self._distance}[candidate.kind]
        return judge(candidate, trigger)

    def _near(self, candidate: Candidate) -> Iterator[int]:
        """Yield the tokens around a figure, up to the borders of its part of the sentence."""
        yield from range(candidate.first, candidate.last)
        for steps in (range(candidate.first - 1, -1, -1), range(candidate.last, len(self._tokens))):
            for k in steps[:_NEAR]:
                if self._tokens[k].kind == "p" and self._tokens[k].text not in "\"'«»“”„()":
                    break
                if self._marked.at("borders.heavy", k) or self._marked.at("borders.light", k):
                    break
                if k >= candidate.last and self._language.begins_with_and(self._tokens[k]):
                    break
                yield k

    # ---------------------------------------------------------------------------------------------------- shares

    def whole_of(self, candidate: Candidate) -> str | None:
        """Return what a share is of: "land", "population", a unit of places, "no" (no ground), or None: not said."""
        inside = self._marked.within("units.count", candidate.first, candidate.last)
        if inside is not None and inside.value != "no":
            return inside.value
        last = min(len(self._tokens), candidate.last + _WHOLE)
        behind = range(candidate.last, last)
        if not self._language.whole_first:
            # A part may stand right before its whole, with no word for "of": "ثلث نفقات الدولة".
            bare = bool(self._language.article) and candidate.number.form == "fraction"
            return self._what(behind, of_needed=self._language.of_needed and not bare)
        return self._what(range(candidate.first - 1, max(-1, candidate.first - 1 - _WHOLE), -1)) or self._what(behind)

    def _what(self, order: range, *, of_needed: bool = False) -> str | None:
        """Return the first of some tokens that says what a share is of."""
        for k in order:
            if self._tokens[k].kind == "p" and self._tokens[k].text not in "\"'«»“”„":
                break
            of = not of_needed or self._is_of(order.start, k)
            if of and (self._marked.at("not_ground.of", k) or self._marked.at("not_ground.near", k)):
                return "no"
            if self._marked.at("ground.population", k):
                return "population"
            count = self._marked.at("units.count", k)
            if self._marked.at("ground.land", k) and not (count and self._is_counted(k)):
                return "land"
            if count is not None and count.value != "no":
                return count.value
            if self._is_border(k):
                break
            if self._is_name(k):
                return "land"
        return None

    def _is_name(self, k: int) -> bool:
        """Whether a word is written as a name: what a share is of is then a place, as far as we can tell."""
        token = self._tokens[k]
        return k > 0 and token.kind == "w" and token.text[:1].isupper() and not token.text.isupper()

    def _is_of(self, first: int, k: int) -> bool:
        """Whether a word for "of" stands before token k: "40 % des voix", and not "40 % aux forces"."""
        return any(self._marked.at("grammar.between", i) for i in range(first, k))

    def _is_counted(self, k: int) -> bool:
        """Whether a number stands before a noun: "419 ilçenin yarısı"."""
        return k > 0 and (self._tokens[k - 1].kind == "n" or self._marked.at("numbers.cardinals", k - 1) is not None)

    def _is_border(self, k: int) -> bool:
        return self._marked.at("borders.heavy", k) is not None or any(t.first == k for t in self._relations.triggers)

    def _share(self, candidate: Candidate, trigger: Trigger | None, *, after: bool, goes_on: bool) -> bool:
        whole = self.whole_of(candidate)
        if whole == "no":
            return False
        if trigger is None:
            return goes_on or (whole not in (None, "population") and self._war)
        weak = trigger.sort == "weak" and not self._relations.is_beside(candidate, trigger)
        return whole is not None or after or (self._war and not weak)

    # ---------------------------------------------------------------------------------------------- other kinds

    def _area(self, candidate: Candidate, trigger: Trigger | None) -> bool:
        return trigger is not None or self._war

    def names_a_side(self) -> bool:
        """Whether the sentence names who fights: then a share of land or an area is theirs, whatever the verb."""
        return self._war and bool(self._marked.of("ground.sides") or self._marked.of("ground.war"))

    def is_lived_in(self) -> bool:
        """Whether the sentence says that somebody lives there."""
        return bool(self._marked.of("people.living"))

    def _count(self, candidate: Candidate, trigger: Trigger | None) -> bool:
        if any(self._marked.at("not_ground.count", k) for k in self._near(candidate)):
            return False
        return trigger is not None or (candidate.told and candidate.unit in PLACES and self.names_a_side())

    def _people(self, candidate: Candidate, trigger: Trigger | None, *, joined: bool) -> bool:
        near = range(max(0, candidate.first - _LIVING), min(len(self._tokens), candidate.last + _LIVING))
        if any(self._marked.at("not_ground.people", k) for k in self._near(candidate)):
            return False
        if candidate.unit == "fighters":
            return any(self._marked.at("people.staying", k) for k in near)
        if joined:
            return True
        if not any(self._marked.at("people.living", k) for k in near):
            return False
        return trigger is not None or any(self._marked.at("people.civilians", k) for k in near)

    def _distance(self, candidate: Candidate, trigger: Trigger | None) -> bool:
        """Whether a distance is one of ground (a zone's depth, an advance) and not the way to somewhere."""
        marked = self._marked
        if not candidate.told:
            return True  # "une bande de 120 km sur 32"
        start, end = max(0, candidate.first - _ZONE), min(len(self._tokens), candidate.last + _ZONE)
        shaped = any(marked.at("distance.shape", k) for k in range(start, end))
        first = max(0, candidate.first - _ADVANCE)
        last = candidate.last + (_ADVANCE if self._language.verb_last else 2)
        own = trigger is not None and trigger.relation != "contests" and trigger.sort in ("words", "taken")
        placed = marked.before("distance.away_before", candidate.first) is not None
        away = marked.at("distance.away", candidate.last) is not None
        beside = trigger is not None and 0 <= candidate.first - trigger.last <= 1
        if self._language.verb_last and trigger is not None and not away:
            beside = beside or 0 <= trigger.first - candidate.last <= 1
        if not placed and own and beside:
            return True
        if not placed and any(marked.at("distance.advance", k) for k in range(first, candidate.first)):
            return True
        if away and not shaped:
            return False
        if any(marked.at("distance.advance", k) for k in range(first, min(last, len(self._tokens)))):
            return True
        if placed and not shaped:
            return False
        if any(marked.at("distance.zone", k) for k in range(start, end)):
            return True
        return shaped and not any(marked.at("not_ground.distance", k) for k in range(start, end))
