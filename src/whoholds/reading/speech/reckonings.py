"""Reckonings: "by the army's count", "on the map of X", "in X's words" and "per X" name whose figures follow."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.speech.phrases import Phrase, is_clear, is_time, phrase_after, phrase_before, subject_of
from whoholds.reading.speech.sentences import Word
from whoholds.reading.speech.speakers import without_possessive
from whoholds.reading.speech.words import speech

_REACH = 9
_PRONOUNS = frozenset({"his", "her", "their", "its"})


def by_reckoning(words: Sequence[Word], i: int) -> tuple[Phrase, int, str] | None:
    """Read the reckoning whose preposition is word number `i`: its source, where it ends, and the cue as it stands.

    >>> from whoholds.reading.speech.sentences import words_of
    >>> text = "By the army's own count 12 villages fell"
    >>> source, end, cue = by_reckoning(words_of(text, 0, len(text)), 0)
    >>> (source.lo, source.hi), end, cue
    ((1, 3), 5, 'By count')
    """
    if words[i].low == "per":
        return _per(words, i)
    nouns = speech().reckonings[words[i].low]
    for k in range(i + 2, min(len(words), i + _REACH)):
        if not words[k].is_word or words[k].low in speech().closed - {"of", "for"}:
            return None
        if words[k].low in nouns:
            found = _owner_after(words, i, k) or _owner_before(words, i, k)
            if found is None:
                return None
            source, end = found
            return source, end, f"{words[i].text} {words[k].text}"
    return None


def _per(words: Sequence[Word], i: int) -> tuple[Phrase, int, str] | None:
    """Read "Per X, …" and "…, as per X": elsewhere the word counts ("40 per square kilometre")."""
    after = i == 0 or words[i - 1].low == "as" or words[i - 1].text in ",("
    source = phrase_after(words, i + 1) if after else None
    if source is None or not is_clear(words, source) or words[source.lo].low in {"cent", "centum"}:
        return None
    return source, source.hi, words[i].text


def _owner_after(words: Sequence[Word], i: int, k: int) -> tuple[Phrase, int] | None:
    """Read "by the estimate of X": not "by the estimates of May", and no map of a place."""
    if k + 2 >= len(words) or words[k + 1].low != "of" or words[i + 1].low not in {"the", "a", "an"}:
        return None
    source = phrase_after(words, k + 2)
    if source is None or not is_clear(words, source):
        return None
    inner = words[source.lo : source.hi]
    speaks = any(without_possessive(w.low) in speech().nouns for w in inner) or inner[0].text.isupper()
    named = words[k].low in {"words", "view", "opinion", "estimation"}
    return (source, source.hi) if speaks or named else None


def _subject(words: Sequence[Word], i: int, k: int) -> Phrase | None:
    """Find whom the pronoun of "by its own count" means: the subject of the same sentence, after it or before it."""
    if words[k - 1].low in {"his", "her"}:
        return None
    if i == 0:
        start = k + 1 + (k + 1 < len(words) and words[k + 1].text == ",")
        return subject_of(words, start, len(words))
    return subject_of(words, 0, i)


def subject_of_own(words: Sequence[Word], i: int, source: Phrase) -> Phrase | None:
    """Find whose paper "according to its own figures" means, with "according" as word number `i`."""
    own = (
        words[source.lo].low in _PRONOUNS - {"his", "her"}
        and source.lo + 1 < source.hi
        and words[source.lo + 1].low == "own"
    )
    return subject_of(words, 0, i) or _before_verb(words, i) if own and i else None


def _before_verb(words: Sequence[Word], hi: int) -> Phrase | None:
    """Find the subject behind a long adverbial without a comma: "At the time of the truce the Guard had …"."""
    verb = next((k for k in range(1, hi) if words[k].low in speech().words["verbs"]), None)
    subject = phrase_before(words, verb - 1) if verb is not None else None
    return subject if subject is not None and not subject.governed and is_clear(words, subject) else None


def _owner_before(words: Sequence[Word], i: int, k: int) -> tuple[Phrase, int] | None:
    """Read "by X's own count", "by their count" and "by Velin Group estimates"."""
    lo, hi = i + 1, k
    while hi - 1 > lo and words[hi - 1].low in {"own", "latest", "last", "first", "official"}:
        hi -= 1
    last = words[hi - 1]
    if last.low in _PRONOUNS:
        return _subject(words, i, k) or Phrase(hi - 1, hi, end=hi), k + 1
    source = Phrase(lo, hi, end=hi)
    owned = without_possessive(last.text) != last.text or (last.capital and not is_time(words, hi - 1))
    return (source, k + 1) if owned and is_clear(words, source) else None
