"""Attribution: whose figure a figure is, from the statements around it and from quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from whoholds.model import Figure, Statement
from whoholds.reading.speech.quotations import find_quotations
from whoholds.reading.speech.sentences import Word, words_of
from whoholds.reading.speech.speakers import without_possessive
from whoholds.reading.speech.words import speech

_LONGEST_NAME = 4
_BEFORE = 80  # characters before a figure in which its owner can be named
_POSSESSED = re.compile(r"[’'´`]s?$")


def attribute_figures(
    figures: Sequence[Figure],
    text: str,
    statements: Sequence[Statement],
    *,
    own_voice: str | None = None,
    known: Sequence[str] = (),
    full_names: bool = True,
    claimed: Sequence[Figure] = (),
) -> tuple[Figure, ...]:
    """Set `speaker` and `quoted` on the figures of one paragraph, note or comment.

    `text` is what the figures stand in, and `statements` are those that stand in it: their spans are offsets into it.
    The speaker is that of the innermost statement around the figure. What nobody is said to have said is the
    writer's own: `own_voice` (an editor's initials for a note, None for a report).
    `known` are the speakers of the whole page. A figure that the text calls theirs ("how Petrov reached this 40%",
    "Petrov's 40%") is theirs, under their full name, or, without `full_names`, under the name that the text gives them
    (for a reader's comment). In a text with an `own_voice`, the same value said again is nobody's claim, and so is the
    value of a figure that is somebody's elsewhere on the page (`claimed`): None.

    >>> from whoholds.reading.speech.statements import find_statements
    >>> text = "The army said that it took 12 villages."
    >>> figure = Figure(quote="12 villages", span=(27, 38), value=12, kind="count", unit="settlements")
    >>> attribute_figures([figure], text, find_statements([text]))[0].speaker
    'army'
    >>> note = Figure(quote="40%", span=(34, 37), value=40, kind="share", unit="percent")
    >>> text = "It is unclear how Petrov got this 40%."
    >>> attribute_figures([note], text, [], own_voice="JK", known=["Ivan Petrov"])[0].speaker
    'Ivan Petrov'
    """
    if not figures:
        return ()
    speakers = _innermost(figures, [s for s in statements if (s.cue or "").lower() not in speech().denial])
    quotations = find_quotations(text)
    opened = [q.start for q in quotations]
    owners = _Owners([*known, *(s.speaker for s in statements)])
    attributed: list[Figure] = []
    others = {(figure.value, figure.unit) for figure in claimed if figure.speaker is not None}
    for figure, said_by in zip(figures, speakers, strict=True):
        owner = owners.of(figure, text)
        speaker = owner[full_names] if owner else said_by
        if owner:
            others.add((figure.value, figure.unit))
        if speaker is None and own_voice is not None and (figure.value, figure.unit) not in others:
            speaker = own_voice
        at = bisect_right(opened, figure.span[0]) - 1
        quoted = at >= 0 and figure.span[1] <= quotations[at].end
        attributed.append(msgspec.structs.replace(figure, speaker=speaker, quoted=quoted))
    return tuple(attributed)


def _innermost(figures: Sequence[Figure], statements: Sequence[Statement]) -> list[str | None]:
    """Return for each figure the speaker of the shortest statement that it stands in. One sweep from left to right."""
    speakers: list[str | None] = [None] * len(figures)
    coming = sorted(statements, key=lambda s: s.span, reverse=True)
    around: list[Statement] = []
    for number in sorted(range(len(figures)), key=lambda n: figures[n].span):
        place = figures[number].span[0]
        while coming and coming[-1].span[0] <= place:
            around.append(coming.pop())
        around = [s for s in around if s.span[1] > place]
        if around:
            speakers[number] = min(around, key=lambda s: s.span[1] - s.span[0]).speaker
    return speakers


class _Owners:
    """The known speakers, by the last words of their names, to tell whose figure the words before it say that it is."""

    def __init__(self, known: Sequence[str]) -> None:
        self._known = known
        self._by_ending: dict[tuple[str, ...], str] | None = None

    def of(self, figure: Figure, text: str) -> tuple[str, str] | None:
        """Return the owner's name as written and in full: "how Petrov reached this 40%", "Petrov's figure of 40%"."""
        if not self._known:
            return None
        words = words_of(text, max(0, figure.span[0] - _BEFORE), figure.span[0])
        lists = speech().figures
        small = lists["nouns"] | lists["pointers"] | {"of", "own", "famous", "so-called"}
        end = len(words)
        while end and (words[end - 1].low in small or not (words[end - 1].is_word or words[end - 1].text in ".;:!?")):
            end -= 1
        if not end:
            return None
        if _POSSESSED.search(words[end - 1].text):
            return self._named(words[:end])
        length = _verb_before(words, end)
        return self._named(words[: end - length]) if length else None

    def _named(self, words: Sequence[Word]) -> tuple[str, str] | None:
        """Return the longest known name that ends these words, as written and in full."""
        endings = self._endings()
        for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
            tail = [without_possessive(w.text) for w in words[-length:]]
            full = endings.get(tuple(part.casefold() for part in tail))
            if full is not None and tail[0][:1].isupper():
                return " ".join(tail), full
        return None

    def _endings(self) -> dict[tuple[str, ...], str]:
        if self._by_ending is None:
            self._by_ending = {}
            for full in self._known:
                parts = tuple(full.casefold().split())
                for length in range(1, min(_LONGEST_NAME, len(parts)) + 1):
                    self._by_ending[parts[-length:]] = full
        return self._by_ending


def _verb_before(words: Sequence[Word], end: int) -> int:
    """Return how many words before `end` say that somebody came to a figure (0: none)."""
    lists = speech().figures
    for length in (3, 2):
        if " ".join(w.low for w in words[max(0, end - length) : end]) in lists["phrases"]:
            return length
    return 1 if words[end - 1].low in lists["verbs"] else 0
