"""The words of other languages than English by which a page's bytes may speak of ground, in all encodings of pages.

They come from the reader's own vocabularies. Further ones stand in `words.toml` beside this file, with the encodings.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Literal

Sort = Literal["counted", "strong", "weak", "ground"]
Kind = Literal["any", "half", "one", "part", "people", "place", "unit"]
# Tables and keys of the other languages' vocabularies: what is counted, and what says that it is about ground.
_COUNTED = ("units", "numbers.parts", "numbers.ordinals", "numbers.fractions", "numbers.nearly_all", "numbers.one_in")
_SAYING = (
    "relations.holds",
    "relations.contests",
    "relations.gained",
    "relations.lost",
    "ground.sides",
    "ground.war",
    "people.living",
    "people.staying",
    "distance.shape",
    "distance.zone",
    "distance.advance",
)
# Common small words of English, each between blanks.
SMALL_ENGLISH = tuple(b" %s " % word for word in b"the of and was is that with for has by".split())


@dataclass(frozen=True, slots=True)
class Word:
    """A run of bytes to look for, whatever the case of its Latin letters.

    `sort` is what it says; `whole` that it must not stand inside a longer word of Latin letters, `begins` that it is in
    Latin letters and must at least begin a word. `kind` is what English has behind a number: a "unit", "people", a
    "place", a single one, "half" or another "part".
    """

    raw: bytes
    sort: Sort
    whole: bool = True
    begins: bool = True
    kind: Kind = "any"


def saying_words() -> tuple[Word, ...]:
    """Give the words for what is done with ground in other letters than Latin ones.

    >>> "контрол".encode("windows-1251") in {word.raw for word in saying_words()}
    True
    """
    return once(word for word in other_words() if word.sort != "counted" and not word.begins)


def latin_words() -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """Give what is counted, and what says something of ground, in other languages with Latin letters."""
    latin = [word for word in other_words() if word.begins]
    return once(word for word in latin if word.sort == "counted"), once(
        word for word in latin if word.sort != "counted"
    )


def small_words() -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    """Give runs of bytes that tell languages with Latin letters: of those that are read, and of others.

    They are common small words, each between blanks, and letters that are in no western encoding, such as the Turkish
    ones. Of the languages that are read English is left out. A word of both kinds, or of English, is in neither.
    """
    from whoholds.reading.figures.spoken import is_read
    from whoholds.reading.pages.page_words import vocabulary

    tables = vocabulary("languages")
    words: dict[bool, set[str]] = {True: set(), False: set()}
    for code, small in tables.items():
        if code not in ("letters", "en"):
            words[is_read(code)] |= {word for word in small if len(word) > 1 and _is_latin(word[0])}
    letters = {each for code, some in tables["letters"].items() if is_read(code) for each in some if _is_latin(each)}
    own = sorted(letter.encode() for letter in letters if letter.encode("windows-1252", errors="ignore") == b"")
    return (
        (*_between_blanks(words[True] - words[False] - set(tables["en"])), *own),
        _between_blanks(words[False] - words[True] - set(tables["en"])),
    )


def _between_blanks(words: Iterable[str]) -> tuple[bytes, ...]:
    return tuple(
        sorted({b" %s " % raw for word in words for raw, _ in _spellings(word, ("windows-1252", "windows-1254"))})
    )


def other_number_words() -> frozenset[bytes]:
    """Give the words for numbers of the languages with the letters of English."""
    return frozenset(
        raw
        for table in _tables().values()
        for word in table.get("numbers", ())
        for raw, _ in _spellings(word, table["encodings"])
    )


def once(words: Iterable[Word]) -> tuple[Word, ...]:
    """Give each word once."""
    found: dict[tuple[bytes, Sort], Word] = {}
    for word in words:
        found.setdefault((word.raw, word.sort), word)
    return tuple(found.values())


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, Any]]:
    text = resources.files("whoholds.sweeping").joinpath("words.toml").read_text("utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def other_words() -> tuple[Word, ...]:
    """Give all words of the other languages."""
    return tuple(_read_others())


def _read_others() -> Iterator[Word]:
    sorts: tuple[Sort, ...] = ("counted", "strong", "weak", "ground")
    for code, table in _tables().items():
        found = {sort: set(table[sort]) for sort in sorts}
        found["counted"] |= _stems(_entries(code, _COUNTED), shortest=4)
        found["strong"] |= _stems(_entries(code, _SAYING), shortest=4)
        for sort in sorts:
            for word in _without_longer(found[sort]):
                for raw, latin in _spellings(word, table["encodings"]):
                    yield Word(raw, sort, whole=False, begins=latin)


def _entries(code: str, paths: Iterable[str]) -> Iterator[str]:
    """Yield the entries of a language's own vocabulary, which the reader reads it with, under tables or keys of it."""
    from whoholds.reading.pages.page_words import vocabulary

    table = vocabulary(code)
    for path in paths:
        value: Any = table
        for key in path.split("."):
            value = value.get(key, {})
        yield from _all_in(value)


def _all_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from value
    else:
        for inner in value.values():
            yield from _all_in(inner)


def _stems(entries: Iterable[str], *, shortest: int) -> set[str]:
    """Give what the longest word of each entry begins with: "control" of "bajo ~ control*", "perdi" of "perdi{ó,eron}".

    An entry whose longest word is shorter than that says too little, unless it is all in letters that English has not.
    """
    found: set[str] = set()
    for entry in entries:
        phrase = re.sub(r"\{[^{}]*\}", "*", entry.lower())
        words = [word.partition("*")[0] for word in phrase.split() if word[0] not in "*~"]
        stem = max(words, key=len, default="")
        if len(stem) >= shortest or (len(stem) > 1 and not stem.isascii()):
            found |= _written(stem)
    return found


def _written(stem: str) -> set[str]:
    """Give a stem as people write it: with and without accents, and with either apostrophe."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", stem) if not unicodedata.combining(letter))
    forms = {stem, unicodedata.normalize("NFC", plain)}
    return forms | {form.replace("'", "’") for form in forms}


def _without_longer(words: Iterable[str]) -> list[str]:
    """Leave out what begins with another one: it is found with that."""
    found: list[str] = []
    for word in sorted(words):
        if not found or not word.startswith(found[-1]):
            found.append(word)
    return found


def _spellings(word: str, encodings: Iterable[str]) -> Iterator[tuple[bytes, bool]]:
    """Yield a word as bytes in each encoding, in small letters, with a capital and in capitals.

    With each stands whether it is in Latin letters.
    """
    # A capital may be one of the 26 ("ın" in Turkish): as such it would be another word.
    forms = [form for form in (word, word.capitalize(), word.upper()) if not form.isascii()]
    for written in forms or (word,):
        for encoding in ("utf-8", *encodings):
            try:
                yield written.encode(encoding), _is_latin(written[0])
            except UnicodeEncodeError:
                continue


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")
