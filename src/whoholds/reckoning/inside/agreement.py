"""Two figures by one speaker for one thing that cannot both be right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from whoholds.model import Check, Figure, Report
from whoholds.reckoning.inside.counts import wholes_of_shares
from whoholds.reckoning.inside.moments import YEAR
from whoholds.reckoning.inside.passages import SENTENCE_END, Passage, is_nested, is_rest, sentence
from whoholds.reckoning.inside.saying import number, quoted, unit_name
from whoholds.reckoning.inside.shares import is_of_another_place
from whoholds.reckoning.inside.voices import voice_of
from whoholds.reckoning.inside.windows import holds_window
from whoholds.reckoning.inside.words import has_word, tokens

Stand = tuple[int, Passage]


def check_agreement(report: Report, passages: Sequence[Passage]) -> Iterator[Check]:
    """Figures of one speaker with one holder, base, measure and date whose windows do not meet.

    Only levels are held against each other, since gains come again and again. A sentence that speaks of time may mean
    another time than its neighbour, one that speaks of allies other ground: its figures are left out. Different
    speakers may differ.
    """
    groups: dict[tuple[object, ...], list[Stand]] = defaultdict(list)
    for passage in passages:
        wholes = wholes_of_shares(report, passage)
        for index in passage.figures:
            figure = report.figures[index]
            if index not in wholes and _is_level(figure) and not _may_differ(passage, figure):
                groups[_about(passage, figure)].append((index, passage))
    for stands in groups.values():
        yield from _contradiction(report, stands)


def _is_level(figure: Figure) -> bool:
    return (
        figure.asserted
        and figure.kind in ("share", "area", "count")
        and figure.relation in ("holds", "contests")
        and figure.holder is not None
        and figure.base is not None
    )


def _may_differ(passage: Passage, figure: Figure) -> bool:
    """Whether the sentence may mean another time, other ground, another holder, or no fact at all.

    "Almost a third" may be any share near it.
    """
    words = sentence(passage.text, figure)
    return (
        bool(YEAR.search(words))
        or any(has_word(words, "times", name) for name in ("words", "other", "wishes"))
        or has_word(words, "joint", "words")
        or figure.earlier is not None
        or is_of_another_place(passage.text, figure)
        or figure.or_contested
        or (figure.in_words and figure.bound == "about")
        or not (tokens(figure.holder) & tokens(words) or has_word(words, "voices", "he"))
        or is_nested(passage.text, figure)
        or is_rest(passage.text, figure)
    )


def _about(passage: Passage, figure: Figure) -> tuple[object, ...]:
    """What a figure is about and in whose voice."""
    return (
        voice_of(passage.key, passage.text, figure), figure.kind, figure.unit, figure.relation,
        (figure.holder or "").casefold(), (figure.base or "").casefold(), figure.measure or "", figure.as_of or "",
    )  # fmt: skip


def _contradiction(report: Report, stands: Sequence[Stand]) -> Iterator[Check]:
    """The two figures that are farthest apart, if their windows do not meet.

    Not two in one sentence: there the one is rather a part of the other, or belongs to somebody else.
    """
    windows = [(holds_window(report.figures[index]), index, passage) for index, passage in stands]
    lowest = min(windows, key=lambda w: (w[0][1], w[1]))
    highest = max(windows, key=lambda w: (w[0][0], -w[1]))
    if lowest[0][1] >= highest[0][0]:
        return
    (_, one, here), (_, other, there) = sorted((lowest, highest), key=lambda w: w[1])
    first, second = report.figures[one], report.figures[other]
    if here is there and not _sentence_between(here.text, first, second):
        return
    where = f"both in {here.name}" if here is there else f"in {here.name} and {there.name}"
    voice = f"{first.speaker} gives" if first.speaker else "The same text gives"
    apart = abs(first.value - second.value)
    say = (
        f"{voice} two figures for what is {'held' if first.relation == 'holds' else 'contested'} by {first.holder} "
        f"(of {first.base}), {where}, with no date between them: {quoted(first)} and {quoted(second)}. They are "
        f"{number(apart, 2)} {'points' if first.unit == 'percent' else unit_name(first.unit)} apart."
    )
    yield Check(kind="two figures by one speaker", figures=tuple(sorted((one, other))), holds=False, say=say)


def _sentence_between(text: str, *figures: Figure) -> bool:
    """Whether a sentence ends between the two."""
    first, second = sorted(figures, key=lambda figure: figure.span)
    return SENTENCE_END.search(text, first.span[1], second.span[0]) is not None
