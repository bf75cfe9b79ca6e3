"""What stands between a cue and what was said: to whom, when, where and on what occasion."""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.speech.occasions import end_of_occasion
from whoholds.reading.speech.phrases import is_time, phrase_after
from whoholds.reading.speech.sentences import Word
from whoholds.reading.speech.words import speech

_LONGEST = 14
_LONGEST_IN_ALL = 60
# Verbs that name who heard it.
HEARD = frozenset(
    {
        "told",
        "tells",
        "telling",
        "informed",
        "warned",
        "warns",
        "warning",
        "briefed",
        "assured",
        "assures",
        "assuring",
        "reminded",
        "reminds",
        "reminding",
        "notified",
    }
)


def after_cue(words: Sequence[Word], i: int, low: str) -> tuple[int, bool, tuple[int, int]]:
    """Go over what stands between a cue and what was said: hearers, times, occasions, "that", a colon.

    Returns where the content begins, whether "that" or a colon announces it, and the stretch of adjuncts.
    """
    first = i
    if i < len(words) and f"{low} {words[i].low}" in speech().with_preposition:
        return i + 1, True, (first, i + 1)
    if low.startswith("claim") and i < len(words) and words[i].low == "to":
        return i, False, (first, i)  # "claimed to hold the town"
    if low in HEARD and i < len(words) and words[i].low != "that":
        heard = _hearer(words, i)
        i = heard
    while i < len(words) and i - first < _LONGEST_IN_ALL:
        word = words[i]
        if word.low == "that" and i > first and words[i + 1 : i + 2] and words[i + 1].low in speech().words["passives"]:
            break  # "said on a call that was broadcast"
        if word.low == "that" and not _is_pointer(words, i):
            return i + 1, True, (first, i)
        if word.text == ":":
            return i + 1, True, (first, i)
        if word.text == "," and i + 1 < len(words) and (words[i + 1].low == "that" or words[i + 1].is_quote):
            i += 1
            continue
        step = _citation(words, i) if word.text == "," else _adjunct(words, i)
        if step == i:
            break
        i = step
    return i, False, (first, i)


def _citation(words: Sequence[Word], i: int) -> int:
    """Return the index after ", citing X," or `i` if that does not stand there."""
    if i + 2 >= len(words) or words[i + 1].low not in {"citing", "quoting"}:
        return i
    cited = phrase_after(words, i + 2)
    if cited is None or cited.hi >= len(words) or words[cited.hi].text != ",":
        return i
    return cited.hi + 1


def _is_pointer(words: Sequence[Word], i: int) -> bool:
    """Whether "that" is a pronoun ("said that on Monday.")."""
    return i + 1 >= len(words) or not (words[i + 1].is_word or words[i + 1].is_quote or words[i + 1].text in ",$€£(")


def _hearer(words: Sequence[Word], i: int) -> int:
    lists = speech()
    if i < len(words) and words[i].low in lists.speakers["hearers"]:
        return i + 1
    occasion = end_of_occasion(words, i)
    if occasion is not None:
        return occasion
    heard = phrase_after(words, i)
    if heard is None:
        return i
    # "told SANA the army …": the hearer is the first name only.
    return heard.hi


def _adjunct(words: Sequence[Word], i: int) -> int:
    """Return the index after the adjunct that begins at `i` ("on Monday", "in a statement"), or `i` if none does."""
    lists = speech()
    word = words[i]
    if word.low in {"on", "in", "late", "early"} and (is_time(words, i + 1) or _is_dated(words, i + 1)):
        return _after_time(words, i + 1)
    if word.low in {"here", "today", "yesterday", "earlier", "later", "again", "meanwhile", "separately", "also"} or (
        is_time(words, i) and word.low not in {"same"}
    ):
        return i + 1
    if _is_day_number(words, i):
        return i + 1
    if word.low not in {
        "on",
        "in",
        "at",
        "during",
        "to",
        "via",
        "through",
        "after",
        "before",
        "from",
        "by",
        "over",
        "ahead",
    }:
        return i
    if word.low == "on" and not (is_time(words, i + 1) or _is_dated(words, i + 1) or _is_medium(words, i + 1)):
        return i  # "commented on X"
    occasion = end_of_occasion(words, i + 1)
    if occasion is not None:
        return occasion
    stop = min(len(words), i + _LONGEST)
    that = next((k for k in range(i + 1, stop) if words[k].low == "that"), None)
    colon = next((k for k in range(i + 1, stop) if words[k].text in ":;" or words[k].is_quote), None)
    comma = next((k for k in range(i + 1, stop) if words[k].text == ","), None)
    if that is not None and (colon is None or that < colon) and not _cue_between(words, i + 1, that):
        return that
    if colon is not None and (comma is None or colon < comma):
        return colon
    if comma is not None and comma + 1 < len(words) and words[comma + 1].low == "that":
        return comma
    j = i + 1
    while j < stop and words[j].is_word:
        low = words[j].low
        if j > i + 1 and (
            low in lists.words["determiners"] and words[j - 1].low not in lists.words["prepositions"] | {"and"}
        ):
            break
        if low in lists.pronouns or low in {"there", "we", "i"}:
            break
        month = words[j].capital and low == "may"
        if (low in lists.words["verbs"] | lists.cues - lists.inside and not month) or low in {
            "when",
            "where",
            "as",
            "while",
            "who",
            "which",
        }:
            break
        if j > i + 2 and _closes_adjunct(words[j - 1]) and _begins_clause(words[j]):
            break
        if (
            words[j].text[0].isdigit()
            and not (is_time(words, j - 1) or (j + 1 < len(words) and is_time(words, j + 1)))
            and j > i + 1
        ):
            break
        j += 1
    return j if j > i + 1 else i


def _after_time(words: Sequence[Word], i: int) -> int:
    """Return the index after the words of a time: "12 May 2018", "Friday evening"."""
    while i < len(words):
        if words[i].text == "," and i + 1 < len(words) and _is_year(words[i + 1]) and words[i - 1].text.isdigit():
            i += 2
        elif is_time(words, i) or _is_day_number(words, i) or (_joins_times(words, i) and is_time(words, i + 1)):
            i += 1
        else:
            break
    return i


def _joins_times(words: Sequence[Word], i: int) -> bool:
    return words[i].low in {"the", "of"} or (words[i].text == "," and words[i - 1].low in speech().weekdays)


def _is_year(word: Word) -> bool:
    return len(word.text) == 4 and word.text.isdigit() and word.text[:2] in {"19", "20"}


def _is_day_number(words: Sequence[Word], i: int) -> bool:
    """Whether a number belongs to a date: it stands beside a month, and nothing is counted by it."""
    if not words[i].text.isdigit() or (i + 1 < len(words) and words[i + 1].low in {"%", "percent", "per"}):
        return False
    if is_time(words, i + 1):
        return True
    # "Said on Sunday 12 villages fell": a weekday has no number.
    month = i > 0 and is_time(words, i - 1) and words[i - 1].capital and words[i - 1].low not in speech().weekdays
    dated = i > 1 and words[i - 2].text.isdigit()  # "12 May" has its day already
    return month and len(words[i].text) in ({4} if dated else {1, 2, 4})


def _is_dated(words: Sequence[Word], i: int) -> bool:
    """Whether a day such as "11 December" begins at `i`."""
    return i + 1 < len(words) and words[i].text[0].isdigit() and is_time(words, i + 1)


def _is_medium(words: Sequence[Word], i: int) -> bool:
    return any(w.low in speech().words["media"] for w in words[i : i + 4])


def _closes_adjunct(word: Word) -> bool:
    lists = speech()
    return word.low in lists.speakers["documents"] | lists.occasions["nouns"] | lists.words["media"]


def _begins_clause(word: Word) -> bool:
    return word.low not in speech().words["prepositions"] and not word.low.endswith("ed")


def _cue_between(words: Sequence[Word], lo: int, hi: int) -> bool:
    lists = speech()
    return any(w.low in lists.say or w.low in lists.words["passives"] for w in words[lo:hi])
