"""A passage's shares, and which of them stand side by side: of one measure, base, date and voice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from whoholds.model import Figure, Report
from whoholds.reckoning.inside.passages import Passage, is_nested, is_of_another, words_after
from whoholds.reckoning.inside.voices import voice_of
from whoholds.reckoning.inside.words import has_word


def shares_of(report: Report, passage: Passage) -> list[int]:
    """The passage's plain shares: no ranges, no points of change, and none that is denied or only wished for."""
    return [
        index
        for index in passage.figures
        if (figure := report.figures[index]).kind == "share"
        and figure.unit == "percent"
        and figure.high is None
        and figure.asserted
        and "point" not in passage.text[figure.span[0] : figure.span[1] + 20].casefold()
    ]


def by_base(figures: Sequence[Figure], shares: Sequence[int]) -> dict[tuple[str, ...], list[int]]:
    """The shares of one measure and base. Shares without a base are taken to mean the passage's only base.

    Shares of what is left are of no whole, and have a check of their own.
    """
    bases = {(figures[i].base or "").casefold() for i in shares} - {""}
    only = bases.pop() if len(bases) == 1 else ""
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in (i for i in shares if not has_word(figures[i].base or "", "rest", "bases")):
        base = (figures[i].base or only).casefold()
        groups[(figures[i].measure or "area", base)].append(i)
    return groups


def by_voice(report: Report, passage: Passage, shares: Sequence[int]) -> list[list[int]]:
    """The same, of one date and in one voice.

    "The rebels held 35 percent in 2015" says nothing of an undated neighbour.
    """
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for key, group in by_base(report.figures, shares).items():
        for i in group:
            groups[(*key, report.figures[i].as_of, voice_of(passage.key, passage.text, report.figures[i]))].append(i)
    return list(groups.values())


def is_of_another_place(text: str, figure: Figure) -> bool:
    """Whether the words behind a share of land name another place than its base: "15 percent of the suburbs"."""
    of_land = figure.measure in (None, "area") and figure.base is not None
    return of_land and is_of_another(words_after(text, figure, 60), figure.base)


def is_side_s(text: str, figure: Figure) -> bool:
    """Whether the figure is what one side holds or contests, and no part of another figure."""
    level = figure.relation == "contests" or (figure.relation == "holds" and figure.holder is not None)
    return level and not is_nested(text, figure)
