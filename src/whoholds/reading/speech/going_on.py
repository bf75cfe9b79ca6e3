"""Going on: when a sentence without a speaker of its own is still what the one before it reports.

A page goes on with somebody's report in three ways: with the next figures of the same paper ("According to a survey by
X, 5 towns fell. Another 12 are contested."), with a pronoun for what was just told ("This is 40 percent of the
valley."), and with a whole paragraph after a colon. Anything else is the writer's own again.
"""

from __future__ import annotations

from collections.abc import Sequence

from whoholds.reading.speech.cues import Cue
from whoholds.reading.speech.phrases import is_time
from whoholds.reading.speech.sentences import COVER, Word
from whoholds.reading.speech.words import speech

_LISTED = ("-", "–", "—", "*", "•", "·")
_OPENING = 4
_LONGEST_DAY = 4
_LONGEST_OCCASION = 14


def announces(paragraph: str) -> bool:
    """Whether a paragraph ends with a colon, so that the next one is what it announces."""
    return paragraph.rstrip().endswith(":")


def is_listed(paragraph: str) -> bool:
    """Whether a paragraph is an item of a list."""
    return paragraph.lstrip().startswith(_LISTED)


def reports_at_length(words: Sequence[Word], cue: Cue) -> bool:
    """Whether a cue introduces a paper that a page reports sentence by sentence, as its source or as where it stands.

    "The report said" only points back to one, and news are reported too; "according to the report" tells what is in it.
    """
    papers = speech().speakers["reported_on"]
    source = words[cue.source.lo : cue.source.hi] if cue.source is not None else ()
    # A capital inside a name is no paper ("the Velin Centre for Research").
    named = any(word.low in papers and not (word.capital and i) for i, word in enumerate(source))
    if named and (cue.kind == "according" or sum(word.is_word for word in source) > 2):
        return True
    return any(word.low in papers for word in words[slice(*cue.adjuncts)])


def goes_on(words: Sequence[Word], *, at_length: bool, in_paragraph: bool) -> bool:
    """Whether a sentence goes on with what the sentence before it reports.

    >>> from whoholds.reading.speech.sentences import words_of
    >>> def check(text, at_length=False, in_paragraph=True):
    ...     return goes_on(words_of(text, 0, len(text)), at_length=at_length, in_paragraph=in_paragraph)
    >>> check("This represents 40 percent of the valley.", in_paragraph=False), check("It has taken 12 towns.")
    (True, True)
    >>> check("Another 12 villages are contested."), check("Another 12 villages are contested.", at_length=True)
    (False, True)
    >>> check("In May 12 villages fell.", at_length=True)
    False
    """
    if not words or any(word.text[0] == COVER for word in words):
        return False
    if words[0].low in speech().going_on["pointers"]:
        return _is_present(words[1:3])
    if not in_paragraph:
        opening = " ".join(word.low for word in words[:2])
        in_order = opening.startswith(tuple(speech().going_on["counting_on"]))
        return at_length and in_order and any(counts(words, i) for i in range(len(words)))
    if words[0].low in speech().speakers["body_pronouns"] and _is_present(words[1:3]):
        return True
    # What happened on a Monday is no finding of a paper.
    dated = any(word.low in speech().weekdays for word in words) or _opens_with_time(words)
    return at_length and not dated and any(counts(words, i) for i in range(len(words)))


def points_back(words: Sequence[Word], cue: Cue) -> bool:
    """Whether a cue only says whose the words before it are: "This was reported by X.", "X stated this on Monday."."""
    if cue.kind != "say" or any(word.is_quote for word in words):
        return False
    if cue.at < cue.lo or (cue.source is not None and cue.source.lo > cue.at):
        before = [word for word in words[: cue.at] if word.is_word]
        opening = [word.low for word in before if word.low not in speech().words["adverbs"]]
        return len(opening) == 2 and opening[0] == "this" and opening[1] in speech().words["passives"]
    after = [word for word in words[cue.at + 1 :] if word.is_word]
    if not after or after[0].low not in {"this", "that", "so"} or cue.lo:
        return False
    # "X said that in the north …" goes on: after "that" only a day may follow.
    longest = _LONGEST_DAY if after[0].low == "that" else _LONGEST_OCCASION
    if len(after) == 1 or (len(after) == 2 and after[1].low in speech().weekdays):
        return True
    return len(after) <= longest and after[1].low in {"on", "in", "at", "during"}


def _is_present(words: Sequence[Word]) -> bool:
    """Whether the verb right after a pronoun is in the present: what was told, not what happened next."""
    lists = speech().going_on
    verb = next((word for word in words if word.low not in lists["adverbs"]), None)
    return verb is not None and verb.low in lists["present"]


def _opens_with_time(words: Sequence[Word]) -> bool:
    """Whether a sentence begins with a time, as the writer's own account of events does."""
    first = words[0].low in speech().words["prepositions"] | {"late", "early", "last", "overnight", "meanwhile", "also"}
    return first and (
        words[0].low in {"overnight", "meanwhile", "also"}
        or any(is_time(words, i) or _is_year(words[i]) for i in range(1, min(_OPENING, len(words))))
    )


def counts(words: Sequence[Word], i: int) -> bool:
    """Whether word number `i` is a number, and not a year or a day of the month."""
    word = words[i]
    if not word.text[0].isdigit():
        return word.low in speech().going_on["numbers"]
    beside = (i and is_time(words, i - 1)) or is_time(words, i + 1)
    return not _is_year(word) and not beside


def _is_year(word: Word) -> bool:
    return len(word.text) == 4 and word.text.isdigit() and word.text[:2] in {"19", "20"}
