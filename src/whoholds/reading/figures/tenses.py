"""What tense the verbs of a sentence stand in, as far as it tells to what time a number belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.vocabulary import english
from whoholds.reading.figures.when_words import words

_HYPHENS = ("-", "‑")


@dataclass(frozen=True, slots=True)
class Tenses:
    """The tokens of a sentence, and which of them are verbs in the past and which in the present tense."""

    tokens: Sequence[Token]
    past: Sequence[bool]
    present: Sequence[bool]

    def is_past(self, first: int, last: int) -> bool:
        """Whether one of tokens `first` to `last` is a verb in the past tense."""
        return any(self.past[max(first, 0) : max(last, 0)])

    def has_verb(self, first: int, last: int) -> bool:
        """Whether one of tokens `first` to `last` is a verb."""
        return self.is_past(first, last) or any(self.present[max(first, 0) : max(last, 0)])

    def is_now(self, first: int, last: int, bounds: tuple[int, int]) -> bool:
        """Whether the verb of the number in tokens `first` to `last` is in the present tense; False without a verb.

        It is looked for between two tokens, before the number and then behind it.
        """
        at = first - 1
        while at > bounds[0] and self.tokens[at].low in english()["grammar.adverbs"]:
            at -= 1
        verb = english().verbs.get(low_at(self.tokens, at))
        if at >= bounds[0] and verb is not None and verb.form == "base" and _is_finite(self.tokens, at):
            return True
        for k in (*range(first - 1, bounds[0] - 1, -1), *range(last, bounds[1])):
            if self.past[k] or self.present[k]:
                return not self.past[k]
        return False


NO_WORDS = Tenses((), (), ())


def tenses_of(tokens: Sequence[Token]) -> Tenses:
    """Return the verbs of a sentence by their tense."""
    every = range(len(tokens))
    return Tenses(tokens, [_is_past(tokens, k) for k in every], [_is_present(tokens, k) for k in every])


def _is_past(tokens: Sequence[Token], k: int) -> bool:
    """Whether token k is a verb in the simple past, or a participle behind its noun: "held", "land seized in May".

    Not "has held" and "is held", nor "rebel-held" and "the occupied zone", nor a word for saying.
    """
    low, small = tokens[k].low, english()
    if tokens[k].kind != "w" or low in small["grammar.speech"] or low in words("told") or low in words("not_past"):
        return False
    verb = small.verbs.get(low)
    regular = low.endswith("ed") and not tokens[k].cap
    if low not in words("past") and not (verb is not None and verb.form == "past") and not regular:
        return False
    before = low_at(tokens, k - 1)
    if low in words("past"):
        return before not in words("perfect") or low == "had"
    if before in _HYPHENS or low_at(tokens, k + 1) in _HYPHENS:
        return False
    # "That invaded" is a clause, "the invaded zone" is not.
    attributive = (before in small["grammar.determiners"] and before != "that") or before in small[
        "grammar.prepositions"
    ]
    return not attributive and not any(at in words("perfect") for at in (before, low_at(tokens, k - 2)))


def _is_present(tokens: Sequence[Token], k: int) -> bool:
    """Whether token k is a verb in the present or the perfect, or a word for now."""
    verb = english().verbs.get(tokens[k].low)
    return tokens[k].low in words("present") or tokens[k].low in words("now") or (verb is not None and verb.form == "s")


def _is_finite(tokens: Sequence[Token], k: int) -> bool:
    """Whether a verb in its base form has a subject: "rebels hold", not "to hold", "will hold" and "in control"."""
    before, small = low_at(tokens, k - 1), english()
    others = small["grammar.prepositions"] | small["grammar.auxiliaries"] | small["grammar.determiners"]
    return before not in others and before not in small.light
