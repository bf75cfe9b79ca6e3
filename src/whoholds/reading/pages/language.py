"""Which language a text is in, from its script, its letters and how often small words stand in it.

A dozen languages are known by their commonest words, which is enough for reports of a sentence or more; a library
for two hundred languages would cost more time than all the rest of the reading. Where it is unsure, it says nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from whoholds.reading.pages.page_words import vocabulary

_SAMPLE = 6_000  # characters; more cost more time and say no more
_FEWEST = 3  # small words that must be there
_SHORT = 20  # words of a text of which two small words are enough if no other language has one
_MARKED = 6  # how many small words the letters of a language can stand for
_WORD = re.compile(r"[^\W\d_]+")
_ASCII_WORD = re.compile(r"[a-z]+")  # the same in plain letters, in half the time
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3]")


def language_of(text: str) -> str | None:
    """Give a text's language as an ISO 639-1 code, or None.

    >>> language_of("The army said that it had taken half of the province."), language_of("Что было в городе, не знали")
    ('en', 'ru')
    >>> language_of("Ордерлі взяли п'ять сіл"), language_of("يسيطر الجيش على ثلث البلاد"), language_of("12 köy alındı")
    ('uk', 'ar', 'tr')
    >>> language_of("Idlib 96.5") is None
    True
    """
    sample = text[:_SAMPLE]
    low = sample.lower()
    if not sample.isascii():
        script = _script(sample)
        if script == "cyrillic":
            return _by_letters(low, ("ru", "uk")) or _by_words(low, ("ru", "uk"))
        if script == "arabic":
            return _arabic(low)
    return _by_words(low, None)


def _script(sample: str) -> str | None:
    """Give the script that most letters are in, if it is not the Latin one."""
    head = sample[:2000]
    letters = sum(c.isalpha() for c in head)
    for name, pattern in (("cyrillic", _CYRILLIC), ("arabic", _ARABIC)):
        if letters and len(pattern.findall(head)) > 0.5 * letters:
            return name
    return None


def _by_letters(low: str, codes: tuple[str, ...]) -> str | None:
    """Give the language that alone has some of the letters of a text; none if it has letters of a further language."""
    letters = vocabulary("languages")["letters"]
    if any(letter in low for letter in letters["other_cyrillic"]):
        return None
    counts = {code: sum(map(low.count, letters[code])) for code in codes}
    most = max(counts, key=counts.__getitem__)
    others = sum(counts.values()) - counts[most]
    return most if counts[most] > 3 * others and counts[most] else None


def _arabic(low: str) -> str | None:
    """Tell Arabic from Persian and the other languages that are written with its letters."""
    letters = vocabulary("languages")["letters"]
    total = len(_ARABIC.findall(low))
    if sum(map(low.count, letters["not_arabic"])) > 0.02 * total:
        return _by_words(low, ("fa",))
    words = _WORD.findall(low)
    small = _small_words()["ar"]
    known = sum(word in small or word.startswith(("ال", "وال", "بال", "لل")) for word in words)
    return "ar" if known >= 0.1 * len(words) and known else None


def _by_words(low: str, codes: tuple[str, ...] | None) -> str | None:
    words = (_ASCII_WORD if low.isascii() else _WORD).findall(low)
    letters = vocabulary("languages")["letters"]
    by_word = _languages_by_word()
    known = Counter(code for word in words if word in by_word for code in by_word[word])
    counts = []
    for code in _small_words():
        if codes is not None and code not in codes:
            continue
        found = known[code]
        if code in letters and not low.isascii():
            found += min(_MARKED, sum(map(low.count, letters[code])))
        counts.append((found, code))
    counts.sort(key=lambda entry: (-entry[0], entry[1]))
    (most, best), next_most = counts[0], counts[1][0] if len(counts) > 1 else 0
    fewest = _FEWEST - 1 if len(words) <= _SHORT and next_most == 0 else _FEWEST
    if most < fewest or most < 0.08 * len(words) or most < 1.2 * next_most:
        return None
    return best


@cache
def _small_words() -> dict[str, frozenset[str]]:
    return {code: frozenset(words) for code, words in vocabulary("languages").items() if code != "letters"}


@cache
def _languages_by_word() -> dict[str, tuple[str, ...]]:
    """The languages that each small word is one of."""
    found: dict[str, tuple[str, ...]] = {}
    for code, small in _small_words().items():
        for word in small:
            found[word] = (*found.get(word, ()), code)
    return found
