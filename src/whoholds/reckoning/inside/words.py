"""The vocabulary of the checks, read once from `words.toml`, and how words are looked for in a text."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources
from typing import Any, cast

TOKEN = re.compile(r"[^\W\d_]+")


@functools.cache
def vocabulary() -> dict[str, dict[str, Any]]:
    """The whole of `words.toml`."""
    return tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


@functools.cache
def word_list(section: str, name: str) -> frozenset[str]:
    """One list of it.

    >>> "another" in word_list("rest", "again")
    True
    """
    return frozenset(cast("list[str]", vocabulary()[section][name]))


@functools.cache
def _pattern(section: str, name: str) -> re.Pattern[str]:
    longest_first = sorted(word_list(section, name), key=lambda word: (-len(word), word))
    words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def has_word(text: str, section: str, name: str) -> bool:
    """Whether one of the list's words or phrases stands in the text, as a whole word.

    >>> has_word("and the Remaining land", "rest", "before"), has_word("the forest", "rest", "before")
    (True, False)
    """
    return _pattern(section, name).search(text) is not None


def found_words(text: str, section: str, name: str) -> list[tuple[int, int]]:
    """Where the list's words stand in the text.

    >>> found_words("a while ago", "times", "other")
    [(8, 11)]
    """
    return [found.span() for found in _pattern(section, name).finditer(text)]


def starts_with_word(text: str, section: str, name: str) -> bool:
    """Whether the text, but for spaces, begins with one of the list's words.

    >>> starts_with_word(" of the rest, they say", "rest", "share_of")
    True
    """
    return _pattern(section, name).match(text.lstrip()) is not None


def ends_with_word(text: str, section: str, name: str) -> bool:
    """Whether the text, but for spaces, ends with one of the list's words.

    >>> ends_with_word("and the remaining ", "rest", "before")
    True
    """
    text = text.rstrip()
    return any(found.end() == len(text) for found in _pattern(section, name).finditer(text))


def tokens(text: str | None) -> frozenset[str]:
    """The words of a text in lower case, without digits and signs.

    >>> sorted(tokens("Shoigu (Russian MoD)"))
    ['mod', 'russian', 'shoigu']
    """
    return frozenset(word.casefold() for word in TOKEN.findall(text or ""))


def word_groups(section: str, name: str) -> tuple[frozenset[str], ...]:
    """The groups of a list of lists.

    >>> frozenset({"regions", "oblasts"}) in word_groups("units", "same")
    True
    """
    return tuple(frozenset(group) for group in cast("list[list[str]]", vocabulary()[section][name]))
