"""A cheap look at a page's bytes, which says whether it may hold a figure about ground.

1. Scripts and styles are passed over.
2. In what is left, every word that a number may count is found: percent, square kilometres, villages, people.
3. One that has a number beside it must have a word for holding, taking, losing or fighting for ground in its sentence.
   Then the page is kept.

The look knows all languages and encodings that pages come in, and it errs on one side: a page that it drops has no
figure that the reader would find. `tests/sweeping/test_prefilter.py` measures that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import Literal

from whoholds.sweeping.numbers import SIGN, SMALL, NumberBeside
from whoholds.sweeping.scanning import Scanner, WordScanner
from whoholds.sweeping.spots import Sentences, Spot
from whoholds.sweeping.words import counted_words, english_says, sign_patterns
from whoholds.sweeping.words_abroad import SMALL_ENGLISH, Sort, Word, latin_words, saying_words, small_words

_NEAR = 1_000  # bytes on each side of a counted word that show whether a page is in English
_FRAME = 6  # times as many small words may the frame of a page have, in another language than its report
_FEW_WORDS = 3  # so many different small words of a language show that a page has text in it
_NAMED = re.compile(rb"(?:\W|<[^<>]*>){0,4}(?i:of|in|from|over)\s+(?:the\s+)?[A-Z\x80-\xff]")
# Letters that a page spells as numbers, three in a row: Cyrillic or Arabic.
_SPELLED = rb"(?:&#(?:1[0-9]{3}|x0?[46][0-9a-f]{2});\s?){3}"
# Cyrillic or Arabic: in UTF-8, or two letters of an encoding with one byte each.
_OTHER_LETTERS = re.compile(rb"[\xd0-\xd3\xd8-\xdb][\x80-\xbf]|[\xc0-\xff]{2}")
_SCRIPTS = (b"<script", b"</script", b"<style", b"</style")
# "latin": it may be in another language than English that is read and has Latin letters, or it has few words in such
# letters; "other": it is in one that is not read.
_Language = Literal["english", "latin", "other"]


class Prefilter:
    """Looks at pages. Making one takes a third of a second; `prefilter()` keeps one a process.

    >>> look = prefilter()
    >>> look.may_hold(b"<p>Rebels now hold more than a third of the country.</p>")
    True
    >>> look.may_hold(b"<p>The side has won 12 of its last 30 matches.</p>")
    False
    >>> look.may_hold("Армия контролирует 60 процентов страны".encode("windows-1251"))
    True
    """

    def __init__(self) -> None:
        self._has_number = NumberBeside()
        self._scripts = Scanner([*_SCRIPTS, _SPELLED])
        read, unread = small_words()
        self._counted = WordScanner(counted_words(), sign_patterns(), SIGN, [*read, *unread])
        self._many_read = len(read)
        self._english = english_says()

    @cached_property
    def _others(self) -> WordScanner:  # made when they are first asked for, as many archives are in English
        return WordScanner(saying_words())

    @cached_property
    def _latin_counted(self) -> WordScanner:
        return WordScanner(latin_words()[0])

    @cached_property
    def _latin(self) -> WordScanner:
        return WordScanner(latin_words()[1])

    def may_hold(self, page: bytes) -> bool:
        """Whether a page may hold a figure about ground."""
        return self.finds(self.visible(page))

    def finds(self, text: bytes) -> bool:
        """Whether there may be a figure about ground in what `visible` gave."""
        return next(self.spots(text), None) is not None

    def visible(self, page: bytes) -> bytes:
        """Give a page's bytes as UTF-8 or in a one-byte encoding, without scripts, styles and numbered characters.

        A line end stands before and behind them.
        """
        return self._unscripted(_narrow(page))

    def spots(self, text: bytes) -> Iterator[Spot]:
        """Yield where figures may stand in what `visible` gave, in order; each sentence once."""
        hits, small = self._counted.hits(text)
        language = self._language(text, hits, small)
        if language == "latin":
            hits = sorted([*hits, *self._latin_counted.hits(text).words], key=itemgetter(0))
        sentences = Sentences(text)
        start = end = 0
        said, done = frozenset[bytes](), False
        for at, word in hits:
            if (done and at <= end) or not self._has_number(text, at, word):
                continue
            if at > end or not end:
                found = sentences.around(at)
                if found is None:
                    continue
                (start, end), done = found, False
                said = self._said(text, start, end)
            if (said and self._says_it(text, start, end, said, at, word)) or (
                self._may_be_in_another_language(word) and self._says_it_abroad(text[start:end], language)
            ):
                done = True
                yield sentences.spot(start, end)
            elif (cell := sentences.cell(at)) is not None and self._says_plainly(text, cell, language):
                done = True
                yield cell

    def may_be_latin(self, text: bytes) -> bool:
        """Whether what `visible` gave may be in another language than English that is read and has Latin letters."""
        hits, small = self._counted.hits(text)
        return self._language(text, hits, small) == "latin"

    def _language(self, text: bytes, hits: list[tuple[int, Word]], small: list[int]) -> _Language:
        """What a page may be in beside English: another language that is read and has Latin letters, or none such."""
        read = sum(number < self._many_read for number in small)
        unread = len(small) - read
        if read >= _FEW_WORDS and _FRAME * read >= unread:
            return "latin"
        if unread >= _FEW_WORDS:
            return "other"
        # Where something is counted there are words; on most pages no more of the text need be looked through.
        near = hits[len(hits) // 2][0] if hits else 0
        english = _has_english(text[max(0, near - _NEAR) : near + _NEAR]) or _has_english(text)
        return "english" if english else "latin"

    def _unscripted(self, page: bytes) -> bytes:
        pieces: list[bytes] = [b""]
        at, inside, spelled = 0, -1, False
        for tag, end in self._scripts.found(page):
            if tag == len(_SCRIPTS):
                spelled = True
            elif inside < 0 and tag % 2 == 0:
                if b"ld+json" in page[end : end + 80]:
                    continue  # a page's text may stand there too
                pieces.append(page[at:end])
                at, inside = end, tag
            elif tag == inside + 1 and inside >= 0:
                at, inside = end, -1
        pieces += (page[at:], b"")  # also if a script never ends
        text = b"\n".join(pieces)
        return _spelled_out(text) if spelled else text

    def _said(self, text: bytes, start: int, end: int) -> frozenset[bytes]:
        """The words of a sentence that may speak of ground."""
        return self._english.every.intersection(text[start:end].translate(SMALL).split())

    def _says_it(self, text: bytes, start: int, end: int, said: frozenset[bytes], at: int, word: Word) -> bool:
        says = self._english
        if not said.isdisjoint(says.strong):
            return True
        weak = not said.isdisjoint(says.weak) or (word.kind in ("people", "any") and not said.isdisjoint(says.staying))
        if weak and (not said.isdisjoint(says.ground) or _NAMED.match(text, at)):
            return True
        if not said.isdisjoint(says.shapes) and not said.isdisjoint(says.lengths):
            return True
        if said.isdisjoint(says.openings):
            return False
        low = text[start:end].lower()
        return any(phrase in low for phrase in says.phrases)

    @staticmethod
    def _may_be_in_another_language(word: Word) -> bool:
        """Whether a counted word is one that English has not alone."""
        return word.kind not in ("part", "people", "unit") or not word.whole or word is SIGN

    def _says_it_abroad(self, sentence: bytes, language: _Language) -> bool:
        """Whether a sentence has the words that a figure needs in another language than English."""
        sorts: set[Sort] = set()
        if _OTHER_LETTERS.search(sentence):
            sorts |= self._others.sorts(b"\n%s\n" % sentence)
        if language == "latin":
            sorts |= self._latin.sorts(b"\n%s\n" % sentence)
        return "strong" in sorts or {"weak", "ground"} <= sorts

    def _says_plainly(self, text: bytes, spot: Spot, language: _Language) -> bool:
        """Whether what stands around a cell speaks of holding ground; there no other word of its own tells of it."""
        if not self._said(text, spot.start, spot.end).isdisjoint(self._english.strong):
            return True
        # On a page in another language that is a menu of languages.
        return language == "latin" and self._says_it_abroad(text[spot.start : spot.end], language)


def _has_english(text: bytes) -> bool:
    """Whether a page has some of the small words of English."""
    found = 0
    for word in SMALL_ENGLISH:
        found += word in text
        if found == _FEW_WORDS:
            return True
    return False


@lru_cache(maxsize=1)
def prefilter() -> Prefilter:
    """Give the process's own prefilter."""
    return Prefilter()


def _narrow(page: bytes) -> bytes:
    """Turn UTF-16 and UTF-32 into UTF-8; pages in other encodings stay as they are."""
    if page[:2] not in (b"\xff\xfe", b"\xfe\xff") and b"\0" not in page[:256]:
        return page
    from whoholds.errors import UnreadableSource
    from whoholds.reading.pages.encoding import decode

    try:
        return decode(page).encode("utf-8", errors="replace")
    except UnreadableSource:
        return b""


def _spelled_out(text: bytes) -> bytes:
    """Write out letters that a page spells as numbers ("&#1082;"), as some Cyrillic and Arabic pages do."""
    return re.sub(rb"&#([xX]?)([0-9a-fA-F]{2,6});", _letter, text)


def _letter(match: re.Match[bytes]) -> bytes:
    number = int(match[2], 16 if match[1] else 10) if match[1] or match[2].isdigit() else 0
    return chr(number).encode("utf-8") if 0x80 < number < 0xD800 else match[0]
