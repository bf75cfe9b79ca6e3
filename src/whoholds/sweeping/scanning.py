"""Thousands of words looked for in bytes at once, with Hyperscan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from whoholds.sweeping.words_abroad import Sort, Word

_LETTERS = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
# Bytes before and behind a word that make it a part of a longer one, or of an attribute: "wp-block", height="40".
_GOES_ON_FROM = bytes(byte in _LETTERS or byte in b"_/.=" for byte in range(256))
_GOES_ON_TO = bytes(byte in _LETTERS or byte in b"_=" for byte in range(256))


class Scanner:
    """Finds regular expressions in bytes, many at once, whatever the case of Latin letters.

    Those of `once` are each reported where they first end only; their numbers follow on those of `patterns`.
    """

    def __init__(self, patterns: Sequence[bytes], once: Sequence[bytes] = ()) -> None:
        import hyperscan

        self._found: list[tuple[int, int]] = []
        append = self._found.append
        self._on_match = lambda number, start, end, flags, context: append((number, end))
        self._database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        every, flag = [*patterns, *once], hyperscan.HS_FLAG_CASELESS
        self._database.compile(
            expressions=every,
            ids=list(range(len(every))),
            elements=len(every),
            flags=[flag] * len(patterns) + [flag | hyperscan.HS_FLAG_SINGLEMATCH] * len(once),
        )

    def found(self, text: bytes) -> list[tuple[int, int]]:
        """Give the number of each pattern found, and where it ends; in the order of their ends."""
        self._found.clear()
        if text:
            self._database.scan(text, match_event_handler=self._on_match)
        return self._found


class Hits(NamedTuple):
    """Where words end, and which; in order. `small` are the small words that are there, by their number."""

    words: list[tuple[int, Word]]
    small: list[int]


class WordScanner(Scanner):
    """Finds words, and only such as stand alone where they must.

    `signs` are regular expressions that end with a byte behind what they look for, which is the word `sign`. `small`
    are runs of bytes of which is only said whether they are there.

    A text must begin and end with a byte that is no part of a word, as what stands beside a word is looked at.
    """

    def __init__(
        self, words: Iterable[Word], signs: Sequence[bytes] = (), sign: Word | None = None, small: Sequence[bytes] = ()
    ) -> None:
        by_raw: dict[bytes, list[Word]] = {}
        for word in words:
            by_raw.setdefault(word.raw, []).append(word)
        super().__init__([*map(_spelled, by_raw), *signs], [_spelled(raw) for raw in small])
        self._words = list(by_raw.values())
        # Of each pattern: the word, how much of it stands before its end, and whether it must not begin or go on there.
        self._shapes = [(of[0], len(of[0].raw), of[0].begins, of[0].whole) for of in self._words]
        self._signs, self._sign = len(signs), sign

    def hits(self, text: bytes) -> Hits:
        """Give where words end that stand alone."""
        words: list[tuple[int, Word]] = []
        small: list[int] = []
        shapes, many, sign = self._shapes, len(self._shapes), self._sign
        for number, end in self.found(text):
            if number < many:
                word, size, begins, whole = shapes[number]
                if (begins and _GOES_ON_FROM[text[end - size - 1]]) or (whole and _GOES_ON_TO[text[end]]):
                    continue
                words.append((end, word))
            elif number >= many + self._signs:
                small.append(number - many - self._signs)
            elif sign is not None:
                words.append((end - 1, sign))
        return Hits(words, small)

    def sorts(self, text: bytes) -> set[Sort]:
        """Give what the words that were found say."""
        return {
            word.sort
            for number, end in self.found(text)
            for word in self._words[number]
            if not (word.begins and _GOES_ON_FROM[text[end - len(word.raw) - 1]])
            and not (word.whole and _GOES_ON_TO[text[end]])
        }


def _spelled(raw: bytes) -> bytes:
    """A run of bytes as a regular expression, in which every byte but letters and digits is written as a number."""
    return b"".join(bytes([byte]) if bytes([byte]).isalnum() else b"\\x%02x" % byte for byte in raw)
