"""Headlines: "Petrov: Half of the valley is ours", "Half of the valley is ours – Petrov", "Petrov Says Half Is Ours".

A headline has little grammar, and a colon in it can stand after a topic as well as after a speaker ("Velin: 12 villages
fall"). A name before or after a colon is the speaker if the page below says that it spoke, or if it is an office.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from whoholds.reading.speech.phrases import Phrase, is_clear, phrase_after, phrase_before
from whoholds.reading.speech.sentences import Word, words_of
from whoholds.reading.speech.speakers import Speaker, rank_at, speaker_of, without_possessive
from whoholds.reading.speech.words import speech

_LONGEST = 30  # words
_LONGEST_SPEAKER = 8
_SHORTEST_CONTENT = 3


class Told(NamedTuple):
    """Who says what in a headline: the content is half-open offsets."""

    speaker: Speaker
    cue: str
    start: int
    end: int


def read_headline(text: str, page: Mapping[str, Speaker]) -> Told | None:
    """Return who says what in a headline; `page` are those who speak on the page below it, by name.

    >>> told = read_headline("UN envoy: Rebels hold half of the valley", {})
    >>> told.speaker.name, told.start, told.end
    ('UN envoy', 10, 40)
    >>> read_headline("Velin: Rebels hold half of the valley", {}) is None
    True
    """
    if "\n" in text.strip() or text.rstrip().endswith((".", "!", "?", "…", ":")):
        return None
    words = words_of(text, 0, len(text))
    if not _SHORTEST_CONTENT < len(words) <= _LONGEST:
        return None
    return _with_mark(words, page) or _with_verb(words, page)


def _with_mark(words: Sequence[Word], page: Mapping[str, Speaker]) -> Told | None:
    """Read a speaker before a colon, or behind the last colon or dash."""
    marks = [k for k, word in enumerate(words[:-1]) if k and (word.text == ":" or _is_dash(words, k))]
    tried = [(Phrase(0, k), k, (k + 1, len(words))) for k in marks[:1] if words[k].text == ":"]
    tried += [(Phrase(k + 1, len(words)), k, (0, k)) for k in marks[-1:]]
    for phrase, k, content in tried:
        # Behind what is said stands no topic: a body is enough there.
        inner = words[phrase.lo : phrase.hi]
        initials = len(inner) == 1 and len(inner[0].text) > 1 and inner[0].text.isupper()
        body = phrase.lo and (initials or any(w.low in speech().nouns for w in inner))
        known_only = not (body or _in_the_first_person(words[content[0]]))
        told = _told(words, phrase, words[k].text, content, page, known_only=known_only)
        if told is not None:
            return told
    return None


def _is_dash(words: Sequence[Word], k: int) -> bool:
    """Whether a dash has room on both sides."""
    return words[k].text in "–—-" and words[k - 1].end < words[k].start and words[k].end < words[k + 1].start


def _with_verb(words: Sequence[Word], page: Mapping[str, Speaker]) -> Told | None:
    """Read a verb of saying with a capital: those without one are read as in any sentence."""
    cues = speech().headlines["verbs"]
    for i, word in enumerate(words):
        if not (i and word.capital and word.low in cues):
            continue
        before = phrase_before(words, i - 1)
        if before is not None and before.lo == 0:
            return _told(words, before, word.text, (i + 1, len(words)), page, known_only=False)
        comma = before is not None and words[before.lo - 1].text in ",–—-"
        if comma and before is not None and i == len(words) - 1:
            return _told(words, before, word.text, (0, before.lo - 1), page, known_only=False)
        after = phrase_after(words, i + 1) if words[i - 1].text == "," else None
        if after is not None and after.hi == len(words):
            return _told(words, after, word.text, (0, i - 1), page, known_only=False)
    return None


def _told(
    words: Sequence[Word],
    phrase: Phrase,
    cue: str,
    content: tuple[int, int],
    page: Mapping[str, Speaker],
    *,
    known_only: bool,
) -> Told | None:
    inner, said = words[phrase.lo : phrase.hi], words[slice(*content)]
    if not inner or len(inner) > _LONGEST_SPEAKER or sum(w.is_word for w in said) < _SHORTEST_CONTENT:
        return None
    if not is_clear(words, phrase) or not all(w.is_word for w in inner):
        return None
    if any(w.low in speech().closed - speech().words["joins"] for w in inner):
        return None
    speaker = _known(speaker_of(inner), page)
    if speaker is None or (known_only and speaker.name not in page and not _is_office(inner)):
        return None
    return Told(speaker, cue, said[0].start, said[-1].end)


def _known(speaker: Speaker | None, page: Mapping[str, Speaker]) -> Speaker | None:
    """Return the speaker of the page in whose name the one of the headline stands; the latter if there is none."""
    if speaker is None or speaker.kind in {"pronoun", "document"}:
        return None
    part = _spaced(speaker.name)
    return next((known for name, known in page.items() if part in _spaced(name)), speaker)


def _spaced(name: str) -> str:
    """Return a name in small letters, with room on both sides of each word: "U.S." is "US"."""
    return f" {' '.join(without_possessive(word) for word in name.replace('.', '').casefold().split())} "


def _is_office(words: Sequence[Word]) -> bool:
    return bool(rank_at(words, 0)) or any(word.low in speech().speakers["roles"] for word in words)


def _in_the_first_person(word: Word) -> bool:
    return word.low in {"we", "i", "our", "my"}
