"""One further language: its letters, how it writes numbers, and its words, from `vocabulary/CODE.toml`.

Every list of words in that file is found in a text under the name of its table and key: `[ground] land = […]` as
"ground.land", and what is in a table of a table by the name of that, with its key as what it stands for:
`[units.area] km2 = […]` as "units.area" with the value "km2". A language is read from its file when a
text in it first comes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from whoholds.reading.figures.abroad.letters import letters_of
from whoholds.reading.figures.abroad.lexicon import Lexicon, Marked
from whoholds.reading.figures.abroad.tokens import Cutter, Token

_NO_WORDS = ("letters", "writing")  # tables that say how a language is written


@dataclass(frozen=True)
class Sentence:
    """One sentence: its offsets in the text, its tokens and the words of the vocabulary found in them."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    marked: Marked


@dataclass(frozen=True)
class Language:
    """A language as the engine asks for it.

    `decimal` is its decimal mark ("," or "."). `verb_last` says that verbs stand behind what they are about,
    `whole_first` that a share stands behind what it is a share of. `of_needed` says that a word for
    "of" stands before what it is a share of. `joined_and` and `article` are an "and" and a
    "the" that are written onto words.
    """

    code: str
    cutter: Cutter
    lexicon: Lexicon
    decimal: str
    verb_last: bool
    whole_first: bool
    of_needed: bool = False
    joined_and: str = ""
    article: str = ""

    def begins_with_and(self, token: Token) -> bool:
        """Whether "and" is written onto the front of a word, as in Arabic."""
        joined = self.joined_and
        if not joined or len(token.low) == len(joined) or not token.low.startswith(joined):
            return False
        return token.low[len(joined) :] in token.forms and not self.lexicon.knows(token.low)

    def sentences(self, text: str) -> Iterator[Sentence]:
        """Yield the sentences of a text, in order."""
        for start, end in self.cutter.sentences(text):
            tokens = self.cutter.tokens(text, start, end)
            yield Sentence(start, end, tokens, Marked(self.lexicon, tokens))


def _lists(table: dict[str, Any], path: str = "") -> Iterator[tuple[str, str, list[str]]]:
    """Yield every list of words with the path of its table and its key."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _lists(value, f"{path}.{key}" if path else key)
        elif isinstance(value, list):
            yield path, key, value


@cache
def language(code: str) -> Language:
    """Return a language by its code (ISO 639-1).

    >>> language("fr").decimal, language("tr").verb_last
    (',', True)
    """
    file = resources.files("whoholds.reading").joinpath("vocabulary", f"{code}.toml")
    table = tomllib.loads(file.read_text("utf-8"))
    writing = table["writing"]
    letters = letters_of(table.get("letters", {}))
    cutter = Cutter(
        letters,
        abbreviations=writing.get("abbreviations", ()),
        measures=writing.get("measures", ()),
        elides=writing.get("elides", False),
    )
    lexicon = Lexicon(cutter.phrase, article=writing.get("article", ""))
    for name, words in table.items():
        if name not in _NO_WORDS:
            for path, key, phrases in _lists(words, name):
                lexicon.add(path if "." in path else f"{path}.{key}", key, phrases)
    return Language(
        code=code,
        cutter=cutter,
        lexicon=lexicon,
        decimal=writing.get("decimal", ","),
        verb_last=writing.get("verb_last", False),
        whole_first=writing.get("whole_first", False),
        of_needed=writing.get("of_needed", False),
        joined_and=writing.get("joined_and", ""),
        article=writing.get("article", ""),
    )
