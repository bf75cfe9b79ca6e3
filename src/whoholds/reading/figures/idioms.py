"""Turns of phrase that say what somebody does with ground: "at the mercy of", "masters of", "flew its flag over".

They stand in the vocabulary, under `[idioms]`, by how the side stands to them and what they say. A word with "~" is a
verb in any of its forms, a word with "?" may be missing, "a|b" is one of the two, and "_" is one word, whatever it is
("its", "rebel").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product

from whoholds.reading.figures.tokens import Token, low_at
from whoholds.reading.figures.vocabulary import english, verb_forms

ANY = "_"
"""The word of an idiom that stands for any word."""

Idiom = tuple[tuple[str, ...], str, str]
"""The words of an idiom, its shape and its relation."""


def _spellings(phrase: str) -> Iterator[tuple[str, ...]]:
    """Yield all that an idiom of the vocabulary stands for.

    >>> sorted(_spellings("cling~ on? to"))[:3]
    [('cling', 'on', 'to'), ('cling', 'to'), ('clinging', 'on', 'to')]
    """
    choices: list[list[str]] = []
    for word in phrase.split():
        if "|" in word:
            choices.append(word.split("|"))
        elif word.endswith("~"):
            choices.append(sorted({form for form, _ in verb_forms(word[:-1])}))
        elif word.endswith("?"):
            choices.append([word[:-1], ""])
        else:
            choices.append([word])
    for words in product(*choices):
        yield tuple(word for word in words if word)


@lru_cache(maxsize=1)
def _by_first_words() -> Mapping[str, Mapping[str, tuple[Idiom, ...]]]:
    """Return all idioms by their first and second word, the longest first; `ANY` stands for all other second words."""
    return {first: _by_second_word(idioms) for first, idioms in _by_first_word().items()}


def _by_second_word(idioms: Sequence[Idiom]) -> Mapping[str, tuple[Idiom, ...]]:
    seconds = {words[1] for words, _, _ in idioms if len(words) > 1} | {ANY}
    return {
        second: tuple(idiom for idiom in idioms if len(idiom[0]) == 1 or idiom[0][1] in (second, ANY))
        for second in seconds
    }


def _by_first_word() -> Mapping[str, tuple[Idiom, ...]]:
    """Return all idioms by their first word, the longest first."""
    found: dict[str, set[Idiom]] = {}
    for shape, relations in english().idioms.items():
        for relation, phrases in relations.items():
            for phrase in phrases:
                for words in _spellings(phrase):
                    found.setdefault(words[0], set()).add((words, shape, relation))
    return {first: tuple(sorted(idioms, key=_order)) for first, idioms in found.items()}


def _order(idiom: Idiom) -> tuple[int, Idiom]:
    return -len(idiom[0]), idiom


def _matches(tokens: Sequence[Token], i: int, words: Iterable[str]) -> bool:
    for k, word in enumerate(words, i):
        low = low_at(tokens, k)
        if low != word and (word != ANY or not low.isalpha()):
            return False
    return True


def first_words_of_idioms() -> Iterable[str]:
    """Return the words at which an idiom begins."""
    return _by_first_words()


def idiom_at(tokens: Sequence[Token], i: int) -> tuple[int, str, str] | None:
    """Return the idiom that begins at token i: the token after it, its shape and its relation; None if none does.

    >>> from whoholds.reading.figures.tokens import words_of
    >>> idiom_at(words_of("two districts at the mercy of gangs"), 2)
    (6, 'under', 'holds')
    """
    by_second = _by_first_words().get(tokens[i].low)
    if by_second is None:
        return None
    for words, shape, relation in by_second.get(low_at(tokens, i + 1), by_second[ANY]):
        if _matches(tokens, i, words):
            return i + len(words), shape, relation
    return None
