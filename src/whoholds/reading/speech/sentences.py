"""Sentences and words of a paragraph, with their offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from whoholds.reading.speech.words import speech

# A quotation that was covered up stands as a run of this character, so that offsets stay as they are.
COVER = "\ue000"
# What is longer is no sentence. It is cut, so that time stays bounded on hostile text.
LONGEST_SENTENCE = 2000
_LONGEST_WORD = 40

_ABBREVIATION = (
    r"(?:Maj|Gen|Lt|Col|Brig|Capt|Sgt|Adm|Cmdr|Cpl|Dr|Mr|Mrs|Ms|Prof|Gov|Sen|Rep|St|No|Nos|vs|approx|sq"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Inc|Ltd|Co|Corp|Jr|Sr|Hon|Rev|Messrs|Art|Res)"
)
_WORD = re.compile(
    COVER
    + r"+|(?:[^\W\d_]\.){2,}(?:-[^\W_]+)*|\b"
    + _ABBREVIATION
    + r"\.(?=\s|$)|[^\W_]+(?:[-’'´.&/][^\W_]+)*[’']?|[^\w\s]"
)
# One set of characters at its beginning makes a search many times as fast: which one it was is asked behind it.
_STOP = re.compile(
    r"[.!?…\n](?:(?<=[a-z"
    + COVER
    + r"]\.)(?=[A-Z])|(?<=[.!?…])(?<![.!?…]{2})[.!?…]*+[\"”’')\]]*+(?=\s|"
    + COVER
    + r"|$)|(?<=\n)(?:\s*\n|(?=\s*[*•#-])))"
)
_SHORTENED = re.compile(r"(?<!\w)(?:" + _ABBREVIATION + r"|[^\W\d_])\.$")
# A blank was lost ("the army said.The group denied it"), but no site is named ("Velin.Net").
_SMALL_BEFORE = re.compile(r"(?<![\w.-])[a-z]+\.$")
_FIRST_WORD = re.compile(r"([A-Z][a-z’']*)(?=[\s,])")
_OPENS_SENTENCE = re.compile(r"\s*[\"“„«'‘(\[*_#•-]*\s*(?:[^\W_]|" + COVER + ")")


# Names that would be small words in lower case.
_NAMES = frozenset({"IS", "US", "WHO"})


class Word(NamedTuple):
    """One word or mark of a sentence; offsets are those of the paragraph. `low` is it in lower case."""

    text: str
    low: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number, not a mark."""
        return self.text[0].isalnum()

    @property
    def is_quote(self) -> bool:
        """Whether it stands for a quotation."""
        return self.text[0] == COVER


def words_of(text: str, start: int, end: int) -> list[Word]:
    """Split a stretch of text into words and marks.

    >>> [w.text for w in words_of("Maj. Gen. al-Saadi’s U.S. visit.", 0, 32)]
    ['Maj.', 'Gen.', 'al-Saadi’s', 'U.S.', 'visit', '.']
    """
    words = []
    for match in _WORD.finditer(text, start, end):
        word = match[0]
        begins, ends = match.span()
        low = word if word in _NAMES else word.lower().replace("’", "'")
        words.append(Word(word, low, begins, ends))
    return words


def sentences_of(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of a paragraph's sentences, white space left out. Linear in the text.

    >>> text = "Maj. Gen. X spoke. It was 5.5 km. Then he left"
    >>> [text[start:end] for start, end in sentences_of(text)]
    ['Maj. Gen. X spoke.', 'It was 5.5 km.', 'Then he left']
    """
    start = 0
    for stop in _STOP.finditer(text):
        if _ends_here(text, stop):
            yield from _cut(text, start, stop.end())
            start = stop.end()
    yield from _cut(text, start, len(text))


def _ends_here(text: str, stop: re.Match[str]) -> bool:
    if stop[0][0] == "\n":
        return True
    if text[stop.end() : stop.end() + 1].isupper() and not _lacks_blank(text, stop):
        return False
    following = _OPENS_SENTENCE.match(text, stop.end(), stop.end() + 40)
    if following and following[0][-1].islower():
        return False
    if stop[0] == ".":
        # "Gen." and "J." end no sentence, unless nothing follows.
        return not (following and _SHORTENED.search(text, max(0, stop.start() - 12), stop.start() + 1))
    return True


def _lacks_blank(text: str, stop: re.Match[str]) -> bool:
    """Whether a sentence begins right behind a stop: after a small word or a quotation, or with a small word."""
    first = _FIRST_WORD.match(text, stop.end(), stop.end() + _LONGEST_WORD)
    if first is None:
        return False
    before = text[max(0, stop.start() - _LONGEST_WORD) : stop.end()]
    lists = speech()
    small = lists.words["determiners"] | lists.closed | lists.pronouns
    return before[-2:-1] == COVER or bool(_SMALL_BEFORE.search(before)) or first[1].lower() in small


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretch without white space around it, in pieces of bounded length."""
    while start < end:
        piece = end
        if end - start > LONGEST_SENTENCE:
            piece = (
                text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE) + 1 or start + LONGEST_SENTENCE
            )
        inner = text[start:piece]
        stripped = inner.strip()
        if stripped:
            lead = start + len(inner) - len(inner.lstrip())
            yield lead, lead + len(stripped)
        start = piece
