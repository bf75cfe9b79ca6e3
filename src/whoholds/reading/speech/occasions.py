"""When and on what occasion something was said: read from the words beside a cue."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from whoholds.reading.pages.dates import find_days
from whoholds.reading.speech.sentences import Word
from whoholds.reading.speech.words import speech

_LONGEST = 400
_NEAR = 8
_LONGEST_OCCASION = 40


def date_in(text: str, published: str | None = None) -> str | None:
    """Return the first day in a short stretch of text, in ISO 8601.

    A day without a year stays so ("--12-11"), unless it is known when the page was published: then it is the latest
    such day before. A weekday is read only with that.

    >>> date_in("on December 11"), date_in("on 11 December 2018"), date_in("on December 30", "2018-01-02")
    ('--12-11', '2018-12-11', '2017-12-30')
    >>> date_in("on Monday"), date_in("on Monday", "2018-12-12")
    (None, '2018-12-10')
    """
    text = text[:_LONGEST]
    today = _day(published)
    days = find_days(text)
    if days:
        day = days[0][0]
        return _latest(day, today) if day.startswith("--") and today else day
    if today is None:
        return None
    for word in text.casefold().replace(",", " ").replace(".", " ").split():
        if word in speech().weekdays:
            back = (today.weekday() - speech().weekdays.index(word)) % 7
            return (today - datetime.timedelta(days=back)).isoformat()
    return None


def _day(published: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _latest(day: str, today: datetime.date) -> str:
    """Return the latest such day that is not after the day of publication (or the day after it, for time zones)."""
    for year in range(today.year + 1, today.year - 9, -1):
        try:
            date = datetime.date.fromisoformat(f"{year:04}{day[1:]}")
        except ValueError:  # 29 February
            continue
        if date <= today + datetime.timedelta(days=1):
            return date.isoformat()
    return day


def occasion_in(words: Sequence[Word], text: str) -> str | None:
    """Return the occasion in a stretch of words, as it stands: "a joint meeting of the two staffs".

    >>> from whoholds.reading.speech.sentences import words_of
    >>> text = "on Monday during a joint meeting of the two staffs, where he spoke"
    >>> occasion_in(words_of(text, 0, len(text)), text)
    'a joint meeting of the two staffs'
    """
    lists = speech()
    for i, word in enumerate(words[:-1]):
        end = end_of_occasion(words, i + 1) if word.low in lists.occasions["prepositions"] else None
        if end is not None:
            return text[words[i + 1].start : words[end - 1].end]
    return None


def end_of_occasion(words: Sequence[Word], start: int) -> int | None:
    """Return where the occasion that begins at word number `start` ends, or None if none begins there."""
    lists = speech()
    near = words[start : start + _NEAR]
    noun = next((k for k, w in enumerate(near) if w.low in lists.occasions["nouns"]), None)
    if noun is None or any(w.low in lists.closed - {"of"} or not w.is_word for w in near[:noun]):
        return None
    return _end_of_occasion(words, start + noun + 1)


def speaking_at(words: Sequence[Word], text: str) -> str | None:
    """Return the occasion of "Speaking at X on Monday, …" at the beginning of a sentence, or None."""
    lists = speech()
    for i, word in enumerate(words[:30]):
        if word.text in lists.occasions["speaking"]:
            start = i + 1
            if start < len(words) and words[start].low in {"at", "in", "during", "to", "on", "after", "from", "before"}:
                start += 1
            end = _end_of_occasion(words, start)
            return text[words[start].start : words[end - 1].end] if end > start else None
    return None


def _end_of_occasion(words: Sequence[Word], start: int) -> int:
    """Return where the words of an occasion end: before a comma, "that", a day or a new clause."""
    lists = speech()
    last = min(len(words), start + _LONGEST_OCCASION)
    for i in range(start, last):
        word = words[i]
        if word.is_quote or (not word.is_word and word.text not in "-–&'’()"):
            return i
        if (
            word.low in {"that", "where", "which", "who", "when", "while", "as", "said", "told"}
            or word.low in lists.weekdays
        ):
            return i
        if _begins_clause(words[i - 1], word):
            return i
        following = words[i + 1] if i + 1 < len(words) else word
        dated = following.low in lists.weekdays or following.text.isdigit() or following.low in lists.months
        if word.low in {"on", "in"} and dated:
            return i
    return last


def _begins_clause(before: Word, word: Word) -> bool:
    """Whether a new clause begins without a comma: "at a briefing 9 men fell", "at a meeting the mayor fell"."""
    lists = speech()
    small = lists.words["prepositions"] | lists.words["determiners"] | {"and", "or", "&"}
    if before.low in lists.occasions["nouns"] and word.is_word:
        return word.low not in small | lists.occasions["nouns"] and not word.low.endswith(("ed", "ing"))
    if word.low in lists.words["determiners"] or word.low in lists.words["verbs"]:
        return before.low not in small
    return word.text[0].isdigit() and before.low not in small
