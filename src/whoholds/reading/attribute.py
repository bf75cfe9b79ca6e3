"""Attribution: whose figure a figure is, from the statements around it and from quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from whoholds.model import Figure, Statement
from whoholds.reading.quotations import find_quotations
from whoholds.reading.sentences import Word, words_of
from whoholds.reading.speakers import without_possessive
from whoholds.reading.speech import speech

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
) -> tuple[Figure, ...]:
    """Set `speaker` and `quoted` on the figures of one paragraph, note or comment.

    `text` is what the figures stand in, and `statements` are those that stand in it: their spans are offsets into it.
    The speaker is that of the innermost statement around the figure. What nobody is said to have said is the
    writer's own: `own_voice` (an editor's initials for a note, None for a report).
    `known` are the speakers of the whole page. A figure that the text calls theirs ("how Petrov reached this 40%",
    "Petrov's 40%") is theirs, under their full name, or, without `full_names`, under the name that the text gives them
    (for a reader's comment). In a text with an `own_voice`, the same value said again is nobody's claim: None.

    >>> from whoholds.reading.statements import find_statements
    >>> text = "The army said that it took 12 villages."
    >>> figure = Figure(quote="12 villages", span=(27, 38), value=12, kind="count", unit="settlements")
    >>> attribute_figures([figure], text, find_statements([text]))[0].speaker
    'army'
    >>> note = Figure(quote="40%", span=(34, 37), value=40, kind="share", unit="percent")
    >>> text = "It is unclear how Petrov got this 40%."
    >>> attribute_figures([note], text, [], own_voice="JK", known=["Ivan Petrov"])[0].speaker
    'Ivan Petrov'
    """
    inside = [(q.start, q.end) for q in find_quotations(text)]
    claims = [s for s in statements if (s.cue or "").lower() not in speech().denial]
    spoken: list[Figure] = []
    others: set[tuple[float, str]] = set()
    for figure in figures:
        owner = _owner(figure, text, [*known, *(s.speaker for s in statements)])
        speaker = owner[full_names] if owner else _speaker(figure, claims)
        if owner:
            others.add((figure.value, figure.unit))
        if speaker is None and own_voice is not None and (figure.value, figure.unit) not in others:
            speaker = own_voice
        quoted = any(start <= figure.span[0] and figure.span[1] <= end for start, end in inside)
        spoken.append(msgspec.structs.replace(figure, speaker=speaker, quoted=quoted))
    return tuple(spoken)


def _speaker(figure: Figure, statements: Sequence[Statement]) -> str | None:
    """Return the speaker of the shortest statement that the figure stands in."""
    around = [s for s in statements if s.span[0] <= figure.span[0] < s.span[1]]
    if not around:
        return None
    return min(around, key=lambda s: s.span[1] - s.span[0]).speaker


def _owner(figure: Figure, text: str, known: Sequence[str]) -> tuple[str, str] | None:
    """Return whose figure the words right before it say that it is: the name as written and the known name.

    "how Petrov reached this 40%", "Petrov's figure of 40%".
    """
    if not known:
        return None
    words = words_of(text, max(0, figure.span[0] - _BEFORE), figure.span[0])
    lists = speech().figures
    end = len(words)
    small = lists["nouns"] | lists["pointers"] | {"of", "own", "famous", "so-called"}
    while end and (words[end - 1].low in small or (not words[end - 1].is_word and words[end - 1].text not in ".;:!?")):
        end -= 1
    if not end:
        return None
    if _POSSESSED.search(words[end - 1].text):
        return _known(words[:end], known)
    length = _verb_before(words, end)
    return _known(words[: end - length], known) if length else None


def _verb_before(words: Sequence[Word], end: int) -> int:
    """Return how many words before `end` say that somebody came to a figure (0: none)."""
    lists = speech().figures
    for length in (3, 2):
        if " ".join(w.low for w in words[max(0, end - length) : end]) in lists["phrases"]:
            return length
    return 1 if words[end - 1].low in lists["verbs"] else 0


def _known(words: Sequence[Word], known: Sequence[str]) -> tuple[str, str] | None:
    """Return the longest name of a known speaker that ends these words, as written and in full."""
    for length in (4, 3, 2, 1):
        tail = [without_possessive(w.text) for w in words[-length:]]
        if len(tail) < length or not tail or not tail[0][:1].isupper():
            continue
        lowered = [part.casefold() for part in tail]
        for full in reversed(known):
            parts = [part.casefold() for part in full.split()]
            if parts[-length:] == lowered:
                return " ".join(tail), full
    return None
