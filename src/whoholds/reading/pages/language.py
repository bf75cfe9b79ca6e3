"""Which language a text is in, from how often its small words stand in it.

A dozen languages are known by their commonest words, which is enough for reports of a paragraph or more; a library
for two hundred languages would cost more time than all the rest of the reading. Where it is unsure, it says nothing.
"""

from __future__ import annotations

import re
from functools import cache

from whoholds.reading.pages.page_words import vocabulary

_SAMPLE = 20_000  # characters
_FEWEST = 3  # small words that must be there


def language_of(text: str) -> str | None:
    """Give a text's language as an ISO 639-1 code, or None.

    >>> language_of("The army said that it had taken half of the province."), language_of("Что было в городе, не знали")
    ('en', 'ru')
    >>> language_of("Idlib 96.5") is None
    True
    """
    words = re.findall(r"[^\W\d_]+", text[:_SAMPLE].lower())
    counts = [(sum(1 for word in words if word in small), code) for code, small in _small_words().items()]
    counts.sort(key=lambda entry: (-entry[0], entry[1]))
    (most, best), (next_most, _) = counts[0], counts[1]
    if most < _FEWEST or most < 0.08 * len(words) or most < 1.2 * next_most:
        return None
    return best


@cache
def _small_words() -> dict[str, frozenset[str]]:
    return {code: frozenset(words) for code, words in vocabulary("languages").items()}
