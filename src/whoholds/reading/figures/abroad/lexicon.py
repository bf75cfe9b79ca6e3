"""All words of a language in one index, found in a sentence section by section, as they are asked for.

An entry is a phrase as a speaker writes it in the vocabulary: `*` at the end of a word stands for any ending and at
its beginning for any beginning, `{a,b,}` for one of some endings, and `~` between words for up to two other words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from operator import attrgetter
from typing import NamedTuple

from whoholds.reading.figures.abroad.letters import KNOWN_WORDS, LONGEST_WORD
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
class Entry:
    """A phrase of the vocabulary behind its first word: its further words, its section and what it stands for."""

    rest: tuple[str, ...]
    section: str
    value: str


class Beginning(NamedTuple):
    """The entries of one section that a word can begin.

    `following` are words of which one must stand behind it; None if what stands there does not tell.
    """

    entries: Sequence[Entry]
    following: frozenset[str] | None


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
        self._whole: dict[str, list[Entry]] = {}
        self._stems: dict[str, list[Entry]] = {}
        self._endings: dict[str, list[Entry]] = {}
        self._longest = 0
        self._known_words = lru_cache(KNOWN_WORDS)(self._sections)

    def add(self, section: str, value: str, phrases: Iterable[str]) -> None:
        """Add phrases of a section that stand for a value."""
        for phrase in phrases:
            for spelling in spelled_out(phrase):
                self._add(section, value, self._cut(spelling))

    def _add(self, section: str, value: str, words: tuple[str, ...]) -> None:
        if not words:
            return
        entry = Entry(words[1:], section, value)
        index = self._stems if words[0].endswith("*") else self._endings if words[0].startswith("*") else self._whole
        key = words[0].strip("*")
        index.setdefault(key, []).append(entry)
        self._longest = max(self._longest, len(key))
        self._known_words.cache_clear()

    def of(self, section: str) -> Iterator[str]:
        """Yield the first words of a section's entries."""
        for index in (self._whole, self._stems, self._endings):
            yield from (word for word, entries in index.items() for entry in entries if entry.section == section)

    def knows(self, word: str) -> bool:
        """Whether a folded word is an entry, or begins one, as it stands."""
        return word in self._whole

    def begun_by(self, token: Token) -> Mapping[str, Beginning]:
        """Return the entries that a word can begin, by section."""
        look_up = self._known_words if len(token.text) <= LONGEST_WORD else self._sections
        return look_up(token.low, token.forms)

    def _sections(self, low: str, forms: tuple[str, ...]) -> Mapping[str, Beginning]:
        # Of a word that is known as it stands ("وطن"), nothing is taken off.
        plain = low in self._whole and not low.startswith(self._article or "\0")
        sections: dict[str, list[Entry]] = {}
        for form in forms[:1] if plain else forms:
            for entry in self._beginning(form):
                sections.setdefault(entry.section, []).append(entry)
        return {section: Beginning(entries, _following(entries)) for section, entries in sections.items()}

    def _beginning(self, form: str) -> Iterator[Entry]:
        yield from self._whole.get(form, ())
        for length in range(1, min(len(form), self._longest) + 1):
            yield from self._stems.get(form[:length], ())
            yield from self._endings.get(form[-length:], ())


def _following(entries: Sequence[Entry]) -> frozenset[str] | None:
    words = [entry.rest[0] if entry.rest else _GAP for entry in entries]
    return None if any(word == _GAP or "*" in word for word in words) else frozenset(words)


def _over_quote(tokens: Sequence[Token], at: int) -> int:
    """Return where the next word of a phrase stands: "в «серой» зоне"."""
    return at + 1 if at < len(tokens) and tokens[at].text in _QUOTES else at


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
        at = _over_quote(tokens, at)
        if at >= len(tokens) or not _fits(pattern, tokens[at]):
            return 0
        at += 1
    return at


_last = attrgetter("last")


class Marked:
    """The marks of one sentence. An entry is looked for when its section is first asked for: few of them ever are."""

    def __init__(self, lexicon: Lexicon, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._begun: dict[str, dict[int, Sequence[Entry]]] = defaultdict(dict)
        for i, token in enumerate(tokens):
            at = _over_quote(tokens, i + 1)
            behind = tokens[at].forms if at < len(tokens) else ()
            for section, (entries, following) in lexicon.begun_by(token).items():
                if following is None or not following.isdisjoint(behind):
                    self._begun[section][i] = entries
        self._at: dict[tuple[str, int], Sequence[Mark]] = {}
        self._of: dict[str, Sequence[Mark]] = {}
        self._before: dict[str, dict[int, Mark]] = {}

    def at(self, section: str, i: int) -> Mark | None:
        """Return the longest mark of a section that begins at token i."""
        if section not in self._begun or i not in self._begun[section]:
            return None
        return max(self._beginning_at(section, i), key=_last, default=None)

    def before(self, section: str, i: int) -> Mark | None:
        """Return the longest mark of a section that ends before token i."""
        if section not in self._begun:
            return None
        if section not in self._before:
            # Of two that end at one place the longer stands more to the left.
            self._before[section] = {mark.last: mark for mark in reversed(self.of(section))}
        return self._before[section].get(i)

    def of(self, section: str) -> Sequence[Mark]:
        """Return the marks of a section, from left to right. They may overlap."""
        if section not in self._begun:
            return ()
        if section not in self._of:
            self._of[section] = [mark for i in self._begun[section] for mark in self._beginning_at(section, i)]
        return self._of[section]

    def within(self, section: str, first: int, last: int) -> Mark | None:
        """Return the first mark of a section that begins in tokens `first` to `last`."""
        if section not in self._begun:
            return None
        return next((mark for k in range(first, last) if (mark := self.at(section, k))), None)

    def _beginning_at(self, section: str, i: int) -> Sequence[Mark]:
        """Return the marks of a section that begin at token i, in the order of the vocabulary."""
        if (section, i) not in self._at:
            marks: dict[Mark, None] = {}
            for entry in self._begun[section][i]:
                last = _end(entry.rest, self._tokens, i + 1)
                if last:
                    marks.setdefault(Mark(i, last, section, entry.value))
            self._at[section, i] = tuple(marks)
        return self._at[section, i]
