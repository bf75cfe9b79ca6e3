"""Sentences and words of a text in any script, each with its place and the forms under which it is looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from whoholds.reading.figures.abroad.letters import KNOWN_WORDS, LONGEST_WORD, Letters
from whoholds.reading.figures.tokens import pieces

# Letters with their marks (Arabic vowels, combining accents) and the apostrophe inside a word.
_LETTERS = r"(?:[^\W\d_]+|[\u0300-\u036f\u064b-\u065f\u0670]+)+"
_BLANK = " \u00a0\u202f\u2009"
_TOKEN = re.compile(
    rf"(?P<n>\d{{1,3}}(?:[{_BLANK}]\d{{3}})+(?![\d{_BLANK}]?\d)(?:[.,٫]\d{{1,2}}(?!\d))?|\d+(?:[.,٫٬'’]\d+)*)"
    rf"|(?P<u>(?:[кК][мМ]|[kK][mM]|كم|[мМmM])\s?[2²٢](?!\w)|[mM]i\s?[2²](?!\w))"
    rf"|(?P<w>{_LETTERS}(?:['’ʼ`´]{_LETTERS})*)"
    r"|(?P<p>[^\w\s\u200c-\u200f\u202a-\u202e\u2060-\u206f\ufeff])"
)
_SENTENCE_END = re.compile(r"[.!?…؟۔]+[\"”’'»)\]]*\s+|\n[ \t]*\n\s*|[;؛]\s+")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.$")
_ELISION = re.compile(r"(?:[dlnsjmtc]|qu|jusqu|lorsqu|puisqu)['’ʼ`´]", re.IGNORECASE)
_HYPHENS = frozenset("-‐‑")
_BRACKETED = 6  # words of brackets that say a figure again


class Token(NamedTuple):
    """A word, number or mark: its offsets, itself, its folded form, its kind, and all forms to look it up by.

    The kind is "n" for digits, "w" for a word, "s" for an ending written onto digits, "p" for a mark.
    """

    start: int
    end: int
    text: str
    low: str
    kind: str
    forms: tuple[str, ...]


def behind_brackets(tokens: Sequence[Token], i: int) -> int:
    """Return the token behind short brackets that open at token i, or i if none do: "12 villages (30 %) remain"."""
    if i >= len(tokens) or tokens[i].text != "(":
        return i
    inside = range(i + 1, min(len(tokens), i + 1 + _BRACKETED))
    return next((k + 1 for k in inside if tokens[k].text == ")"), i)


class _Part(NamedTuple):
    """A word, or what is left of it when the words elided before it are cut off ("l'", "armée"), without its place."""

    text: str
    low: str
    forms: tuple[str, ...]


class Cutter:
    """Cuts texts of one language. `abbreviations` are folded words whose dot ends no sentence.

    Those of `measures` stand behind numbers and not before names: before a capital letter their dot ends one.
    """

    def __init__(
        self,
        letters: Letters,
        *,
        abbreviations: Iterable[str] = (),
        measures: Iterable[str] = (),
        elides: bool = False,
    ) -> None:
        self._letters = letters
        self._abbreviations = frozenset(map(letters.fold, abbreviations))
        self._measures = frozenset(map(letters.fold, measures))
        self._elides = elides
        self._known_words = lru_cache(KNOWN_WORDS)(self._parted)

    def phrase(self, words: str) -> tuple[str, ...]:
        """Return the folded words of a phrase of the vocabulary, cut as those of a text are."""
        words = words.replace("-", " ")
        if self._elides:
            words = re.sub(rf"(?<!\S)({_ELISION.pattern})(?=\S)", r"\1 ", words, flags=re.IGNORECASE)
        return tuple(map(self._letters.fold, words.split()))

    def sentences(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of every sentence, in order; a long one in pieces."""
        start = 0
        for match in _SENTENCE_END.finditer(text):
            if self._ends(text, match, start):
                yield from pieces(text, start, match.end())
                start = match.end()
        yield from pieces(text, start, len(text))

    def _ends(self, text: str, match: re.Match[str], start: int) -> bool:
        if match[0][0] in "\n;؛":
            return True
        if text[match.end() : match.end() + 1].islower():
            return False
        if match[0][0] != ".":
            return True
        before = _LAST_WORD.search(text, max(start, match.start() - 16), match.start() + 1)
        if before is None:
            return True
        word = before[1]
        folded = self._letters.fold(word)
        if folded in self._measures:
            return text[match.end() : match.end() + 1].isupper()
        return folded not in self._abbreviations and not (len(word) == 1 and word.isupper())

    def tokens(self, text: str, start: int, end: int) -> tuple[Token, ...]:
        """Cut a stretch of text into tokens. A hyphen inside a word and the dot of an abbreviation are left out."""
        made: list[Token] = []
        for match in _TOKEN.finditer(text, start, end):
            kind = match.lastgroup or "p"
            if kind == "p" and self._is_no_mark(text, match, made):
                continue
            if kind in "wu":
                start = match.start()
                for word, low, forms in self._parts(match[0]):
                    made.append(Token(start, start + len(word), word, low, "w", forms))
                    start += len(word)
                if _is_ending(text, match, made):
                    made[-1] = made[-1]._replace(kind="s")
            else:
                made.append(Token(match.start(), match.end(), match[0], match[0], kind, (match[0],)))
        return tuple(made)

    def _is_no_mark(self, text: str, match: re.Match[str], made: list[Token]) -> bool:
        glued = bool(made) and made[-1].end == match.start()
        if match[0] == "." and glued:
            return made[-1].low in self._abbreviations
        if match[0] in _HYPHENS:
            following = text[match.end() : match.end() + 1]
            return glued and following.isalpha()
        # An apostrophe between a number or a unit and its ending ("60'ını", "km²'lik") is no mark.
        return glued and made[-1].kind in "nw" and match[0] in "'’ʼ`´"

    def _parts(self, word: str) -> tuple[_Part, ...]:
        """Return a word of a text with what is elided before it cut off: one part or more."""
        return self._known_words(word) if len(word) <= LONGEST_WORD else self._parted(word)

    def _parted(self, word: str) -> tuple[_Part, ...]:
        parts = []
        while self._elides and (elided := _ELISION.match(word)) and elided.end() < len(word):
            parts.append(self._part(elided[0]))
            word = word[elided.end() :]
        return (*parts, self._part(word))

    def _part(self, word: str) -> _Part:
        low = self._letters.fold(word)
        stem, apostrophe, _ = low.partition("'")
        forms = self._letters.forms(low)
        if apostrophe and len(stem) > 1:
            # "Suriye'nin" is looked up as "suriye" too; "jusqu'" as it is.
            forms = (*forms, stem)
        return _Part(word, low, forms)


def _is_ending(text: str, match: re.Match[str], made: list[Token]) -> bool:
    """Whether letters behind an apostrophe are the ending of the number before it: "60'ını"."""
    before = made[-2] if len(made) > 1 else None
    return before is not None and before.kind == "n" and text[before.end : match.start()] in tuple("'’ʼ`´")
