"""Thousands of words looked for in bytes at once, with Hyperscan."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.sweeping.words_abroad import Sort, Word


class Scanner:
    """Finds regular expressions in bytes, many at once, whatever the case of Latin letters."""

    def __init__(self, patterns: Sequence[bytes], *, literal: bool = False, once: bool = False) -> None:
        """`literal` says that they are plain words, `once` that each is reported where it first ends only."""
        import hyperscan

        self._found: list[tuple[int, int]] = []
        append = self._found.append
        self._on_match = lambda number, start, end, flags, context: append((number, end))
        self._database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        flags = hyperscan.HS_FLAG_CASELESS | (hyperscan.HS_FLAG_SINGLEMATCH if once else 0)
        self._database.compile(
            expressions=list(patterns),
            ids=list(range(len(patterns))),
            elements=len(patterns),
            flags=[flags] * len(patterns),
            literal=literal,
        )

    def found(self, text: bytes) -> list[tuple[int, int]]:
        """Give the number of each pattern found, and where it ends; in the order of their ends."""
        self._found.clear()
        if text:
            self._database.scan(text, match_event_handler=self._on_match)
        return self._found


class WordScanner(Scanner):
    """Finds words, and only such as stand alone where they must; and other patterns, if there are any."""

    def __init__(self, words: Sequence[Word], others: Sequence[bytes] = (), *, other: Word | None = None) -> None:
        by_raw: dict[bytes, list[Word]] = {}
        for word in words:
            by_raw.setdefault(word.raw, []).append(word)
        if others:
            super().__init__([*map(_spelled, by_raw), *others])
        else:
            super().__init__(list(by_raw), literal=True)
        self._words = list(by_raw.values())
        # Of each pattern: the word, how much of it stands before its end, and whether it must not begin or go on there.
        self._shapes = [(of[0], len(of[0].raw), of[0].begins, of[0].whole) for of in self._words]
        self._many, self._other = len(self._words), other

    def hits(self, text: bytes) -> list[tuple[int, Word]]:
        """Give where words end that stand alone, and which, in order; for another pattern the word `other`."""
        found: list[tuple[int, Word]] = []
        shapes, many, other = self._shapes, self._many, self._other
        for number, end in self.found(text):
            if number >= many:
                if other is not None:
                    found.append((end - 1, other))
                continue
            word, size, begins, whole = shapes[number]
            if whole and text[end : end + 1].isalpha():
                continue
            if begins and end > size and text[end - size - 1 : end - size].isalpha():
                continue
            found.append((end, word))
        return found

    def sorts(self, text: bytes) -> set[Sort]:
        """Give what the words that were found say."""
        return {
            word.sort
            for number, end in self.found(text)
            for word in self._words[number]
            if self._stands(text, word, end)
        }

    @staticmethod
    def _stands(text: bytes, word: Word, end: int) -> bool:
        if word.whole and text[end : end + 1].isalpha():
            return False
        start = end - len(word.raw)
        return not (word.begins and start and text[start - 1 : start].isalpha())


def _spelled(raw: bytes) -> bytes:
    """A word as a regular expression in which every byte but letters and digits is written as a number."""
    return b"".join(bytes([byte]) if bytes([byte]).isalnum() else b"\\x%02x" % byte for byte in raw)
