"""Which language a text is in, from its script, its letters and how often known words stand in it.

Some languages are known by their commonest words and by those of reports about ground, which is enough for a headline
or a comment; a library for two hundred languages would cost more time than all the rest of the reading. Where it is
unsure, it says nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from whoholds.reading.pages.page_words import vocabulary

_SAMPLE = 6_000  # characters; more cost more time and say no more
_FEWEST = 3  # known words that must be there
_SHORT = 20  # words of a text of which two known ones are enough if no other language comes near
_MARKED = 6  # how many words the letters of a language can stand for, and for each known word two at most
_WORD = re.compile(r"[^\W\d_]+")
_ASCII_WORD = re.compile(r"[a-z]+")  # the same in plain letters, in half the time
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3]")
_IN_CYRILLIC = ("ru", "uk", "be", "bg", "mk", "sr")
_IN_ARABIC_LETTERS = ("fa", "ps", "ur")


def language_of(text: str) -> str | None:
    """Give a text's language as an ISO 639-1 code, or None.

    A text in a neighbour of one of the languages that are read, such as Bulgarian, gives None.

    >>> language_of("The army said that it had taken half of the province."), language_of("Что было в городе, не знали")
    ('en', 'ru')
    >>> language_of("Ордерлі взяли п'ять сіл"), language_of("يسيطر الجيش على ثلث البلاد"), language_of("12 köy alındı")
    ('uk', 'ar', 'tr')
    >>> language_of("Les rebelles tiennent 12 villages.")
    'fr'
    >>> language_of("Армията контролира 60% от територията.") is None, language_of("Idlib 96.5") is None
    (True, True)
    """
    sample = text[:_SAMPLE]
    low = sample.lower()
    if not sample.isascii():
        script = _script(sample)
        if script == "cyrillic":
            return _by_letters(low, ("ru", "uk")) or _by_words(low, _IN_CYRILLIC)
        if script == "arabic":
            return _arabic(low)
    return _by_words(low, None)


def _script(sample: str) -> str | None:
    """Give the script that most letters are in, if it is not the Latin one."""
    head = sample[:2000]
    for name, pattern in (("cyrillic", _CYRILLIC), ("arabic", _ARABIC)):
        theirs = len(pattern.findall(head))
        if theirs and theirs > 0.5 * sum(c.isalpha() for c in head):
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
    if others and len(_WORD.findall(low)) <= _SHORT:
        return None  # Belarusian has letters of both
    return most if counts[most] > 3 * others and counts[most] else None


def _arabic(low: str) -> str | None:
    """Tell Arabic from Persian and the other languages that are written with its letters."""
    letters = vocabulary("languages")["letters"]
    total = len(_ARABIC.findall(low))
    if sum(map(low.count, letters["not_arabic"])) > 0.02 * total:
        return _by_words(low, _IN_ARABIC_LETTERS)
    words = _WORD.findall(low)
    small = _known_words()["ar"]
    known = sum(word in small or word.startswith(("ال", "وال", "بال", "لل")) for word in words)
    return "ar" if known >= 0.1 * len(words) and known else None


def _by_words(low: str, codes: tuple[str, ...] | None) -> str | None:
    words = Counter((_ASCII_WORD if low.isascii() else _WORD).findall(low))
    total = words.total()
    by_word = _languages_by_word()
    own = _of_own_letters(low)
    known: dict[str, Counter[str]] = {code: Counter() for code in own if codes is None}
    for word in words:
        for code in by_word.get(word, ()):
            if codes is None or code in codes:
                known.setdefault(code, Counter())[word] = words[word]
    if not known:
        return None
    counts = {code: found.total() + _marks(low, code, own, found.total()) for code, found in known.items()}
    best = min(counts, key=lambda code: (-counts[code], code))
    most = counts[best]
    # A language of which all words are those of the best, and fewer, is no other.
    rivals = (code for code in counts if code != best and (counts[code] == most or known[code].keys() - known[best]))
    next_most = max((counts[code] for code in rivals), default=0)
    alone = next_most == 0 or (2 * next_most <= most and not _ground_words(best).isdisjoint(words))
    fewest = _FEWEST - 1 if total <= _SHORT and alone else _FEWEST
    if (
        most < fewest
        or most < 0.08 * total
        or most < 1.2 * next_most
        or best in vocabulary("short_texts")["neighbours"]
    ):
        return None
    return best


def _marks(low: str, code: str, own: tuple[str, ...], found: int) -> int:
    """For how many words the letters of a language stand that has some known words in a text."""
    if low.isascii() or code not in _letters():
        return 0
    most = _MARKED if code in own else 2 * found
    return min(_MARKED, most, sum(map(low.count, _letters()[code])))


def _of_own_letters(low: str) -> tuple[str, ...]:
    """The languages that a text's letters tell without any word; none if it has letters of a neighbour."""
    tables = vocabulary("short_texts")
    if low.isascii() or any(letter in low for letters in tables["letters"].values() for letter in letters):
        return ()
    return tuple(code for code, letters in tables["own_letters"].items() if any(letter in low for letter in letters))


@cache
def _ground_words(code: str) -> frozenset[str]:
    return frozenset(vocabulary("short_texts")["ground"].get(code, ()))


@cache
def _letters() -> dict[str, tuple[str, ...]]:
    """The letters that tell each language from those beside it."""
    return {**vocabulary("languages")["letters"], **vocabulary("short_texts")["letters"]}


@cache
def _known_words() -> dict[str, frozenset[str]]:
    """The words by which each language is known: small ones, and those of reports about ground."""
    small = {code: frozenset(words) for code, words in vocabulary("languages").items() if code != "letters"}
    neighbours = {code: frozenset(words) for code, words in vocabulary("short_texts")["neighbours"].items()}
    return {code: words | _ground_words(code) for code, words in (small | neighbours).items()}


@cache
def _languages_by_word() -> dict[str, tuple[str, ...]]:
    """The languages that each known word is one of."""
    found: dict[str, tuple[str, ...]] = {}
    for code, known in _known_words().items():
        for word in known:
            found[word] = (*found.get(word, ()), code)
    return found
