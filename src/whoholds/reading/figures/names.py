"""A text whose sentences and names are found when they are asked for, and what names in it are called.

The names themselves, runs of words, are found in `runs.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, TypeVar

from whoholds.reading.figures.runs import Run, bare, find_runs, tidy
from whoholds.reading.figures.tokens import Sentence, Token, low_at, sentence_spans, untitled, with_points, words_of
from whoholds.reading.figures.vocabulary import english

_COMMA = re.compile(r"\d,\d{1,2}(?!\d)")

_ADJECTIVAL = ("ic", "ical", "ive", "ary", "ist", "ous", "ish", "ern")

T = TypeVar("T")

LOOK_BACK = 6
"""How many sentences before a pronoun are searched for who it is."""

_MOST_KEPT = 32 * LOOK_BACK  # of what is found in sentences: more than all that is asked of those near one figure


def _is_front(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a run is where they fight: "on the front", "a front of 400 km", "a 630 km (390 mi) front"."""
    alone = run.last - run.first == 1 and tokens[run.first].text == "front"
    before = low_at(tokens, run.first - 1)
    return alone and (before in ("a", ")", "-") or run.before in ("across", "along", "at", "of", "on", "over", "to"))


def _decimal_mark(text: str) -> str:
    """Return the decimal mark of a text: the point, unless commas part one or two digits more often than points do."""
    if _COMMA.search(text) is None:
        return "."
    from whoholds.reading.figures.abroad.digits import decimal_mark

    return decimal_mark(text, ".")


class Passage:
    """A text cut into sentences, whose tokens and runs are found when they are asked for.

    Only the sentences near the one being read are kept, so that a text of any length costs little memory.
    """

    def __init__(self, text: str, published: str | None = None) -> None:
        self.text = text
        self.published = published
        # "44,8" somewhere makes "83.000" a whole number everywhere.
        self.decimal = _decimal_mark(text)
        # The country that the last figure was of: "the country" is this one more often than not.
        self.last_country: str | None = None
        # What the last figure was of: "the area" and "the total" speak of it again.
        self.last_base: str | None = None
        self._sentences: dict[int, Sentence] = {}
        self._runs: dict[int, list[Run]] = {}
        self._kept: dict[tuple[str, int], Any] = {}

    @cached_property
    def spans(self) -> list[tuple[int, int, int]]:
        """Start, end and paragraph of every sentence."""
        return list(sentence_spans(self.text))

    def sentence(self, i: int) -> Sentence:
        """Return sentence number i."""
        if i not in self._sentences:
            if len(self._sentences) > 4 * LOOK_BACK:
                self._sentences.clear()
                self._runs.clear()
            start, end, paragraph = self.spans[i]
            tokens = words_of(self.text, start, end)
            tokens = with_points(tokens) if self.decimal == "," else tokens
            self._sentences[i] = Sentence(start, end, paragraph, untitled(tokens))
        return self._sentences[i]

    def runs(self, i: int) -> list[Run]:
        """Return the names in sentence number i."""
        if i not in self._runs:
            tokens = self.sentence(i).tokens
            self._runs[i] = [run for run in find_runs(tokens) if self._names_fronts or not _is_front(tokens, run)]
        return self._runs[i]

    @cached_property
    def _names_fronts(self) -> bool:
        """Whether a side of the text is called a front; where none is, "the front" is where they fight."""
        return "Front" in self.text or "FRONT" in self.text

    def kept(self, name: str, i: int, find: Callable[[Passage, int], T]) -> T:
        """Return what a function finds in sentence number i; it is called once as long as that is kept."""
        if (name, i) not in self._kept:
            found = find(self, i)
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[name, i] = found
        kept: T = self._kept[name, i]
        return kept

    def words(self, i: int, first: int, last: int) -> str:
        """Return the text of tokens `first` to `last` of sentence i, as it stands."""
        tokens = self.sentence(i).tokens
        return self.text[tokens[first].start : tokens[last - 1].end] if first < last else ""

    def name(self, i: int, run: Run) -> str:
        """Return a run's text without a possessive at its end and without an acronym in brackets."""
        tokens = self.sentence(i).tokens
        last = run.last
        if last - run.first > 3 and tokens[last - 1].low == ")":
            last -= 3
        first = run.first
        if low_at(tokens, first - 1) == "-" and low_at(tokens, first - 2) in ("pro", "anti", "ex", "non"):
            first -= 2
        elif low_at(tokens, first - 1) in ("'", "’") and tokens[first - 2].low.endswith("s"):
            # "The generals' government".
            first -= 2
        elif low_at(tokens, first - 2) in ("the", "our") and low_at(tokens, first - 1).endswith(_ADJECTIVAL):
            # "The patriotic forces".
            first -= tokens[first].text.islower() and tokens[first - 1].text.islower()
        return tidy(self.words(i, first, last))


def is_named(passage: Passage, i: int, run: Run) -> bool:
    """Whether a run is a side with a name of its own: a known group or an acronym."""
    tokens = passage.sentence(i).tokens[run.first : run.last]
    if any(f"{one.low} {bare(two.low)}" in english().holder_names for one, two in pairwise(tokens)):
        return True
    for token in tokens:
        if bare(token.low) in english().holder_names or (token.text.isupper() and len(token.text) > 1):
            return True
    return "islamic state" in passage.words(i, run.first, run.last).lower()


def in_aside(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a run stands in ", including the guerrillas,": it is no subject."""
    for k in range(run.first - 1, max(-1, run.first - 9), -1):
        if tokens[k].low == "including":
            return True
        if tokens[k].low in (",", ";") or tokens[k].low in english().verbs:
            return False
    return False
