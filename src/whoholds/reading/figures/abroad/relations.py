"""What a figure says of its ground: held, contested, gained, lost, or nothing of it.

Of the words of holding, contesting, gaining and losing in its sentence the one is taken that stands nearest to the
figure, where a border between clauses counts as far.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from whoholds.model import Relation
from whoholds.reading.figures.abroad.candidates import Candidate
from whoholds.reading.figures.abroad.language import Language, Sentence
from whoholds.reading.figures.abroad.tokens import behind_brackets
from whoholds.reading.figures.abroad.units import RELATIONS

FAR = 34
"""Words of this distance, borders counted in, say nothing about a figure."""

_HEAVY, _DASH, _COMMA, _LIGHT = 9, 3, 3, 2
_OF_MARKS = dict.fromkeys(";؛:()", _HEAVY) | dict.fromkeys("—–-", _DASH) | dict.fromkeys(",،", _COMMA)
_SIDE = 3  # for standing on the side where the language does not put its verbs
_ATTRIBUTE = 7  # for a participle, which may describe the noun only
# Of two with the same words the one that says more goes first: "under contested control" before "under control".
_MORE = ("contests", "lost", "gained", "holds")
_WEAK = 4  # for a word that has other meanings too
_WEAK_REACH = 6
_SUBJECT = 4  # words of a subject between a verb and its object
_CLAUSE = 6  # words of a relative clause up to its verb


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase that speaks of holding ground, in tokens `first` to `last`.

    `sort` is "words" (a verb or a phrase), "taken" (they occupied it), "attributive" (it describes a noun) or "weak"
    (it has other meanings too).
    """

    first: int
    last: int
    relation: Relation
    sort: str


class Relations:
    """The triggers of one sentence and how far they stand from its figures."""

    def __init__(self, language: Language, sentence: Sentence) -> None:
        self._language = language
        self._tokens = sentence.tokens
        self._marked = sentence.marked
        self.triggers = _longest(language, sentence)

    @cached_property
    def _borders(self) -> list[int]:
        """Return the weight of all borders before each token."""
        heavy, light = ({mark.first for mark in self._marked.of(f"borders.{weight}")} for weight in ("heavy", "light"))
        sums = [0]
        for i, token in enumerate(self._tokens):
            weight = _OF_MARKS.get(token.text, 0)
            if i in heavy:
                weight += _HEAVY
            elif i in light or self._language.begins_with_and(token):
                weight += _LIGHT
            sums.append(sums[-1] + weight)
        return sums

    def between(self, first: int, last: int) -> int:
        """Weigh the borders in tokens `first` to `last`."""
        return self._borders[max(first, last)] - self._borders[first]

    def cost(self, candidate: Candidate, trigger: Trigger, end: int) -> int | None:
        """Return how far a trigger stands from a figure whose noun phrase ends at token `end`, or None: not its."""
        cost = 0
        if trigger.last <= candidate.first:
            gap = candidate.first - trigger.last
            cost = gap + self.between(trigger.last, candidate.first)
            if self._language.verb_last:
                cost += 0 if trigger.sort == "attributive" else 3 * _SIDE
        elif trigger.first >= candidate.last:
            if self._marked.within("borders.rest", candidate.last, trigger.first):
                return None  # "…, the rest is contested"
            gap = max(0, trigger.first - end)
            behind = behind_brackets(self._tokens, candidate.last)
            cost = gap + self.between(behind if behind <= trigger.first else candidate.last, trigger.first)
            cost += 0 if self._language.verb_last else _SIDE
            cost -= self._relative(end, trigger)
        else:
            gap, cost = 0, _SIDE
        if trigger.sort == "weak":
            if gap > _WEAK_REACH:
                return None
            cost += _WEAK
        if trigger.sort == "attributive":
            cost += _ATTRIBUTE
        return cost

    def _relative(self, end: int, trigger: Trigger) -> int:
        """Return the weight of the border before a relative clause right behind a figure: "800 km² that they held"."""
        comma = end < len(self._tokens) and self._tokens[end].text in (",", "،")
        at = end + comma
        if self._marked.at("borders.relative", at) is None or trigger.first - at > _CLAUSE:
            return 0
        return self.between(end, at + 1)

    def is_beside(self, candidate: Candidate, trigger: Trigger | None) -> bool:
        """Whether a trigger stands right at a figure, with no mark between but what stands in brackets behind it."""
        if trigger is None:
            return False
        behind = behind_brackets(self._tokens, candidate.last)
        first, last = min(trigger.last, behind), max(trigger.first, candidate.first)
        return last - first <= 2 and all(token.kind != "p" for token in self._tokens[first:last])

    def _is_of_another(self, candidate: Candidate, trigger: Trigger, others: Sequence[Candidate]) -> bool:
        """Whether a border between clauses and another figure stand between a figure and a trigger."""
        first, last = sorted((candidate.first, trigger.first))
        if self.between(first, last) < _HEAVY:
            return False
        return any(first < other.first < last and other is not candidate for other in others)

    def is_led(self, candidate: Candidate) -> bool:
        """Whether a verb of change or of saying stands right before a figure: "it became 99 %", "Kyiv says 12"."""
        return any(self._marked.before(section, candidate.first) for section in ("ranges.moving", "grammar.giving"))

    def is_of_the_first(self, first: Candidate, trigger: Trigger, second: Candidate) -> bool:
        """Whether a trigger between two figures stands in a relative clause about the first of them."""
        if not first.last < trigger.first <= trigger.last <= second.first or first.kind != second.kind:
            return False
        relative = self._marked.within("borders.heavy", first.last, trigger.first) is not None
        joint = range(max(trigger.last, second.first - 2), second.first + 1)
        joined = any(
            self._marked.at("borders.light", k) or self._language.begins_with_and(self._tokens[k]) for k in joint
        )
        return relative and joined

    def _shared(self, candidate: Candidate, others: Sequence[Candidate]) -> Trigger | None:
        """Return the verb at the end of a sentence that a figure shares with the next one, or None.

        "Hükümet 229 ilçeyi, Taliban ise 59 ilçeyi kontrol ediyor": a comma right behind the first says that it has none
        of its own.
        """
        comma = behind_brackets(self._tokens, candidate.last)
        if not self._language.verb_last or comma >= len(self._tokens) or self._tokens[comma].text != ",":
            return None
        following = next((other for other in others if other.first > comma), None)
        verb = next((trigger for trigger in self.triggers if trigger.first > comma), None)
        if following is None or verb is None or following.unit != candidate.unit or verb.first < following.last:
            return None
        begun = behind_brackets(self._tokens, following.last)
        return verb if not self.between(begun, max(begun, verb.first)) else None

    def choose(self, candidate: Candidate, end: int, others: Sequence[Candidate] = ()) -> Trigger | None:
        """Return the trigger that a figure belongs to, or None. On a tie the left one is taken.

        `others` are the figures of the sentence: a word behind another one and a border between clauses stands far.
        """
        best = self._shared(candidate, others)
        if best is not None:
            return best
        least = FAR
        for trigger in self.triggers:
            if trigger.last < candidate.first - FAR or trigger.first > end + FAR:
                continue
            if trigger.sort == "weak" and candidate.kind not in ("count", "share", "area"):
                continue
            cost = self.cost(candidate, trigger, end)
            if cost is not None and self._is_of_another(candidate, trigger, others):
                cost += _HEAVY
            if cost is not None and cost < least:
                best, least = trigger, cost
        return best


def _longest(language: Language, sentence: Sentence) -> list[Trigger]:
    """Return the triggers of a sentence, of those that overlap the longest."""
    found: list[Trigger] = []
    for relation in RELATIONS:
        for mark in sentence.marked.of(f"relations.{relation}"):
            found.append(Trigger(mark.first, mark.last, relation, mark.value))
    off = sentence.marked.of("relations.none")
    found.sort(key=lambda t: (t.first - t.last, t.first, t.sort != "words", _MORE.index(t.relation)))
    taken: set[int] = {i for mark in off for i in range(mark.first, mark.last)}
    kept: list[Trigger] = []
    for trigger in found:
        if taken.isdisjoint(range(trigger.first, trigger.last)):
            taken.update(range(trigger.first, trigger.last))
            kept.append(trigger)
    return _told_by_others(language, sentence, sorted(kept, key=lambda trigger: trigger.first))


def _told_by_others(language: Language, sentence: Sentence, triggers: Sequence[Trigger]) -> list[Trigger]:
    """Leave out what only helps the word beside it: "remain contested", "took from them", "holds or influences"."""
    off: set[Trigger] = set()
    for left, right in pairwise(triggers):
        between = range(left.last, right.first)
        if _has_as_object(language, sentence, left, right):
            off.add(right)
        if len(between) > 1 or any(sentence.tokens[k].kind == "p" for k in between):
            continue
        if sentence.marked.within("borders.heavy", left.last, right.first):
            continue
        if between and sentence.marked.at("grammar.and", left.last):
            off |= {right} if (left.relation, right.relation) == ("holds", "contests") else set()
        elif left.sort == "weak" and right.sort != "weak":
            off.add(left)
        elif _is_object(left, right, beside=not between):
            off.add(right)
    return [trigger for trigger in triggers if trigger not in off]


def _has_as_object(language: Language, sentence: Sentence, left: Trigger, right: Trigger) -> bool:
    """Whether the control of which a word speaks is what a verb before its subject gains or loses.

    "استعاد الجيش العراقي السيطرة على": the army regained control of.
    """
    if left.sort != "words" or left.relation not in ("gained", "lost") or right.first - left.last > _SUBJECT:
        return False
    if sentence.marked.at("relations.object", right.first) is None:
        return False
    return not any(
        sentence.tokens[k].kind == "p"
        or language.begins_with_and(sentence.tokens[k])
        or any(sentence.marked.at(f"borders.{weight}", k) for weight in ("heavy", "light"))
        for k in range(left.last, right.first)
    )


def _is_object(left: Trigger, right: Trigger, *, beside: bool) -> bool:
    """Whether a word is what a verb of gaining or losing is about: "lost control of", "отбила у талибов"."""
    if left.sort != "words" or left.relation not in ("gained", "lost"):
        return left.sort == "words" and left.relation == "contests" and right.sort == "weak" and beside
    return (right.sort == "weak" and beside) or (right.sort == "words" and right.relation == "holds")


def ends_at(sentence: Sentence, candidate: Candidate, triggers: Sequence[Trigger]) -> int:
    """Return where the noun phrase of a figure ends: "40 % территории этой провинции" before a verb or a border."""
    starts = {trigger.first for trigger in triggers}
    begun = at = behind_brackets(sentence.tokens, candidate.last)
    while at < min(len(sentence.tokens), begun + 8):
        token = sentence.tokens[at]
        if token.kind == "p" or at in starts or sentence.marked.at("borders.heavy", at):
            break
        at += 1
    return at
