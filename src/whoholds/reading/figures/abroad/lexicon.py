"""All words of a language in one index, found in a sentence in one pass.

An entry is a phrase as a speaker writes it in the vocabulary: `*` at the end of a word stands for any ending and at
its beginning for any beginning, `{a,b,}` for one of some endings, and `~` between words for up to two other words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from whoholds.reading.figures.abroad.tokens import Token

_GAP = "~"
_QUOTES = frozenset('«»“”„"')
_WIDEST_GAP = 2
_CHOICE = re.compile(r"\{([^{}]*)\}")


class Mark(NamedTuple):
    """An entry found in tokens `first` to `last` (half-open): its section in the vocabulary and what it stands for."""

    first: int
    last: int
    section: str
    value: str


@dataclass(frozen=True, slots=True)
class _Entry:
    rest: tuple[str, ...]
    section: str
    value: str


def spelled_out(phrase: str) -> Iterator[str]:
    """Yield a phrase with each of its choices of endings.

    >>> list(spelled_out("сел{о,а,} *"))
    ['село *', 'села *', 'сел *']
    """
    parts = _CHOICE.split(phrase)
    choices = [part.split(",") if k % 2 else [part] for k, part in enumerate(parts)]
    for chosen in product(*choices):
        yield "".join(chosen)


class Lexicon:
    """The entries of a language. `cut` cuts a phrase into words as tokens have them; `article` stands on words."""

    def __init__(self, cut: Callable[[str], tuple[str, ...]], *, article: str = "") -> None:
        self._article = article
        self._cut = cut
        self._whole: dict[str, list[_Entry]] = {}
        self._stems: dict[str, list[_Entry]] = {}
        self._endings: dict[str, list[_Entry]] = {}
        self._longest = 0

    def add(self, section: str, value: str, phrases: Iterable[str]) -> None:
        """Add phrases of a section that stand for a value."""
        for phrase in phrases:
            for spelling in spelled_out(phrase):
                self._add(section, value, self._cut(spelling))

    def _add(self, section: str, value: str, words: tuple[str, ...]) -> None:
        if not words:
            return
        entry = _Entry(words[1:], section, value)
        index = self._stems if words[0].endswith("*") else self._endings if words[0].startswith("*") else self._whole
        key = words[0].strip("*")
        index.setdefault(key, []).append(entry)
        self._longest = max(self._longest, len(key))

    def of(self, section: str) -> Iterator[str]:
        """Yield the first words of a section's entries."""
        for index in (self._whole, self._stems, self._endings):
            yield from (word for word, entries in index.items() for entry in entries if entry.section == section)

    def knows(self, word: str) -> bool:
        """Whether a folded word is an entry, or begins one, as it stands."""
        return word in self._whole

    def marks(self, tokens: Sequence[Token]) -> list[Mark]:
        """Return the entries found, from left to right. They may overlap."""
        found: dict[Mark, None] = {}
        for i, token in enumerate(tokens):
            for form in self._forms(token):
                for entry in self._beginning(form):
                    last = _end(entry.rest, tokens, i + 1)
                    if last:
                        found.setdefault(Mark(i, last, entry.section, entry.value))
        return list(found)

    def _forms(self, token: Token) -> tuple[str, ...]:
        """Return the forms of a word; of one that is known as it stands ("وطن"), nothing is taken off."""
        plain = token.low in self._whole and not token.low.startswith(self._article or "\0")
        return token.forms[:1] if plain else token.forms

    def _beginning(self, form: str) -> Iterator[_Entry]:
        yield from self._whole.get(form, ())
        for length in range(1, min(len(form), self._longest) + 1):
            yield from self._stems.get(form[:length], ())
            yield from self._endings.get(form[-length:], ())


def _fits(pattern: str, token: Token) -> bool:
    if pattern.endswith("*"):
        return any(form.startswith(pattern[:-1]) for form in token.forms)
    if pattern.startswith("*"):
        return any(form.endswith(pattern[1:]) for form in token.forms)
    return pattern in token.forms


def _end(rest: Sequence[str], tokens: Sequence[Token], at: int) -> int:
    """Return the token after a phrase whose further words begin at token `at`, or 0 if they do not stand there."""
    for k, pattern in enumerate(rest):
        if pattern == _GAP:
            for skipped in range(_WIDEST_GAP + 1):
                if any(t.kind == "p" for t in tokens[at : at + skipped]):
                    return 0
                last = _end(rest[k + 1 :], tokens, at + skipped)
                if last:
                    return last
            return 0
        if at < len(tokens) and tokens[at].text in _QUOTES:
            at += 1  # "в «серой» зоне"
        if at >= len(tokens) or not _fits(pattern, tokens[at]):
            return 0
        at += 1
    return at


class Marked:
    """The marks of one sentence by section, by where they begin and by where they end; the longest of each counts."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self._begin: dict[tuple[str, int], Mark] = {}
        self._end: dict[tuple[str, int], Mark] = {}
        self._of: dict[str, list[Mark]] = {}
        for mark in marks:
            self._of.setdefault(mark.section, []).append(mark)
            begun = self._begin.get((mark.section, mark.first))
            if begun is None or mark.last > begun.last:
                self._begin[mark.section, mark.first] = mark
            ended = self._end.get((mark.section, mark.last))
            if ended is None or mark.first < ended.first:
                self._end[mark.section, mark.last] = mark

    def at(self, section: str, i: int) -> Mark | None:
        """Return the longest mark of a section that begins at token i."""
        return self._begin.get((section, i))

    def before(self, section: str, i: int) -> Mark | None:
        """Return the longest mark of a section that ends before token i."""
        return self._end.get((section, i))

    def of(self, section: str) -> Sequence[Mark]:
        """Return the marks of a section, from left to right."""
        return self._of.get(section, ())

    def within(self, section: str, first: int, last: int) -> Mark | None:
        """Return the first mark of a section that begins in tokens `first` to `last`."""
        return next((mark for k in range(first, last) if (mark := self._begin.get((section, k)))), None)
