"""Which figures are said of one time: "the army holds 60 percent" and "a year ago the rebels held 45" are not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from whoholds.model import Figure, Report
from whoholds.reckoning.inside.passages import Passage, sentence, sentence_start
from whoholds.reckoning.inside.words import ends_with_word, found_words, has_word, starts_with_word

# So far behind the last figure of a sentence a wish may still be of it: "60 percent is what they want".
NEAR = 30
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
# The time that a figure is said of: figures with one moment may be added up. None says that it cannot be told.
Moment = tuple[str, int] | None
NOW: Moment = ("now", 0)
TOLD: Moment = ("then", 0)
ANY: Moment = ("", 0)


def moments_of(report: Report, passage: Passage) -> Mapping[int, Moment]:
    """The moment of each figure of the passage.

    A sentence that names another time ("a year ago", "in 2015") is a moment of its own, if the words stand before or
    behind all of its figures: between them they part them. So is a sentence in the past, but for one that reports what
    a speaker said. Wishes, conditions and sentences in two tenses have none. Gains and losses go with any tense.
    """
    by_sentence: dict[int, list[int]] = defaultdict(list)
    for i in passage.figures:
        by_sentence[sentence_start(passage.text, report.figures[i])].append(i)
    return {
        i: moment
        for start, together in by_sentence.items()
        for i, moment in _moments(report, passage.text, start, together)
    }


def at_one_time(one: Moment, other: Moment) -> bool:
    """Whether two moments may be the same.

    >>> at_one_time(NOW, ANY), at_one_time(NOW, TOLD), at_one_time(None, NOW)
    (True, False, False)
    """
    return one is not None and other is not None and (one == other or ANY in (one, other))


def _moments(report: Report, text: str, start: int, together: Sequence[int]) -> list[tuple[int, Moment]]:
    figures = [report.figures[i] for i in together]
    words = sentence(text, figures[0])
    shares = [figure for figure in figures if figure.kind in ("share", "count")] or figures
    first, last = shares[0].span[0] - start, shares[-1].span[1] - start
    times = [*found_words(words, "times", "other"), *(found.span() for found in YEAR.finditer(words))]
    tenses = _tenses(words)
    unclear = len(tenses) > 1 or has_word(words[: last + NEAR], "times", "wishes")
    if unclear or any(first < begin and end < last for begin, end in times):
        return [(i, None) for i in together]
    return [
        (i, _moment(figure, start, "then" in tenses, named=bool(times)) if figure.asserted else None)
        for i, figure in zip(together, figures, strict=True)
    ]


def _moment(figure: Figure, start: int, past: bool, *, named: bool) -> Moment:
    if named or figure.earlier:
        return ("at", start)
    if figure.relation in ("gained", "lost", "none"):
        return ANY
    if past:
        return TOLD if figure.speaker else ("then", start + 1)
    return NOW


def _tenses(words: str) -> set[str]:
    """The tenses of the sentence's verbs of holding. "Held by" and "is held" are no past."""
    found = {"now"} if has_word(words, "tenses", "present") else set[str]()
    past = (span for span in found_words(words, "tenses", "past") if not _is_participle(words, *span))
    return found | {"then"} if any(past) else found


def _is_participle(words: str, start: int, end: int) -> bool:
    """Whether the word only looks like a past: "land held by the army", "is held", "has held"."""
    before = words[max(0, start - 20) : start]
    return starts_with_word(words[end:], "tenses", "by") or ends_with_word(before, "tenses", "auxiliaries")
