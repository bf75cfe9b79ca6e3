"""Sentences and words of a text, each with its place in it.

Both are found in one pass, so that the time is linear in the text. A sentence is at most `LONGEST` characters: what
comes after is read as another sentence, so that no figure looks further than that.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from whoholds.reading.figures.vocabulary import english

LONGEST = 1200
"""Characters of the longest sentence that is read as one."""

_WORD = re.compile(
    r"(?P<n>\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?![\d.,]?\d)|\d+(?:[.,]\d+)*)"
    r"|(?P<u>[kK][mM][²2]|[mM][iI]?[²2]|US\$|(?:[A-Z]\.){2,})"
    r"|(?P<w>[^\W\d_]+(?:[’'´][^\W\d_]+)*)"
    r"|(?P<p>[^\w\s]|_)"
)
# One set of characters at its beginning makes a search many times as fast: which one it was is asked behind it.
_END = re.compile(r"[.!?…;\n](?:(?<=[.!?…])[\"”’'»)\]]*\s+|(?<=\n)[ \t]*\n\s*|(?<=;)\s+)")
_LAST_WORD = re.compile(r"([^\W\d_]++(?:\.[^\W\d_]++)*+)\.$")


class Token(NamedTuple):
    """A word, number or mark: its offsets in the text, itself, itself in lower case, and "n", "w" or "p"."""

    start: int
    end: int
    text: str
    low: str
    kind: str

    @property
    def cap(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.kind == "w" and self.text[:1].isupper()


def low_at(tokens: Sequence[Token], i: int) -> str:
    """Return the word at an index in lower case, and "" before the first and behind the last."""
    return tokens[i].low if 0 <= i < len(tokens) else ""


@dataclass(frozen=True)
class Sentence:
    """One sentence: its offsets in the text and its tokens. `paragraph` is the offset of its paragraph."""

    start: int
    end: int
    paragraph: int
    tokens: tuple[Token, ...]

    def at(self, offset: int) -> int:
        """Return the index of the first token that does not begin before an offset of the text."""
        return bisect_left(self.tokens, (offset,))


def words_of(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Cut a stretch of text into tokens; a hyphen is a token of its own.

    >>> [t.text for t in words_of("rebel-held, 5 000 sq. km")]
    ['rebel', '-', 'held', ',', '5 000', 'sq', '.', 'km']
    """
    stop = len(text) if end is None else end
    made = []
    for match in _WORD.finditer(text, start, stop):
        kind = match.lastgroup or "p"
        word = match[0]
        # "IS" in capitals is a side, not a verb.
        low = word if word == "IS" else word.lower()
        begins, ends = match.span()
        made.append(Token(begins, ends, word, low, "w" if kind == "u" else kind))
    return tuple(made)


def with_points(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Write the numbers of a text whose decimal mark is the comma with a point, as the grammar reads them.

    >>> [t.text for t in with_points(words_of("44,8 % of 185.180 sq km"))]
    ['44.8', '%', 'of', '185180', 'sq', 'km']
    """
    return tuple(
        token._replace(text=token.text.replace(".", "").replace(",", ".")) if token.kind == "n" else token
        for token in tokens
    )


def untitled(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Write the common words of a headline in lower case: "Rebels Seize Two Villages In Hama".

    Only what the vocabulary knows as a common word is changed; the rest may be names. Other sentences stay as they are.

    >>> [t.text for t in untitled(words_of("Army Takes Back Half Of Port Aru"))]
    ['army', 'takes', 'back', 'half', 'of', 'Port', 'Aru']
    """
    words = [token for token in tokens if token.kind == "w" and len(token.text) > 3]
    capitals = sum(token.text[0].isupper() for token in words)
    if len(words) < 3 or capitals < 0.75 * len(words) or (len(words) < 6 and tokens[-1].low == "."):
        return tokens
    common = english().common
    return tuple(
        token._replace(text=token.low)
        if token.low in common and not _is_acronym(token) and token.text not in english().places
        else token
        for token in tokens
    )


def _is_acronym(token: Token) -> bool:
    return token.text.isupper() and 1 < len(token.text) < 5


def _is_end(text: str, match: re.Match[str], start: int) -> bool:
    """Tell the end of a sentence from the dot of an abbreviation or an initial."""
    if match.group()[0] in "\n;":
        return True
    following = text[match.end() : match.end() + 1]
    if following.islower():
        return False
    if match.group()[0] != ".":
        return True
    before = _LAST_WORD.search(text, max(start, match.start() - 12), match.start() + 1)
    if before is None:
        return True
    word = before.group(1)
    abbreviated = word.lower() in english()["grammar.abbreviations"] or (len(word) == 1 and word.isupper())
    return not abbreviated


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what is too long for one sentence, at a space if there is one."""
    while end - start > LONGEST:
        space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = space + 1 if space > 0 else start + LONGEST
        yield start, cut
        start = cut
    if end > start:
        yield start, end


def sentence_spans(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and start of the paragraph of every sentence, in order.

    >>> list(sentence_spans("Gen. Oru spoke. Five villages fell."))
    [(0, 16, 0), (16, 35, 0)]
    """
    start = paragraph = 0
    for match in _END.finditer(text):
        if not _is_end(text, match, start):
            continue
        for piece in pieces(text, start, match.end()):
            yield *piece, paragraph
        start = match.end()
        if text.count("\n", match.start(), match.end()) > 1:
            paragraph = start
    for piece in pieces(text, start, len(text)):
        yield *piece, paragraph
