"""A share with its complement: "96.5 percent was freed; the other 3.5 percent …"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from whoholds.model import Check, Figure, Report
from whoholds.reckoning.inside.facts import Known
from whoholds.reckoning.inside.moments import Moment, at_one_time
from whoholds.reckoning.inside.overlaps import overlap
from whoholds.reckoning.inside.passages import Passage, between, is_nested, is_rest
from whoholds.reckoning.inside.saying import number, quoted
from whoholds.reckoning.inside.shares import is_side_s, shares_of
from whoholds.reckoning.inside.voices import voice_of

# Of many mentions of one value only the first few are compared with each other, and with so many other shares.
MENTIONS = 4
OTHERS = 50


def check_complements(
    report: Report, passage: Passage, group: Sequence[int], moments: Mapping[int, Moment], known: Known
) -> Iterator[Check]:
    """The pairs of one base that make 100, if the words say that the one is the rest, or nobody else has a share."""
    by_value: dict[float, list[int]] = defaultdict(list)
    for i in group:
        by_value[round(report.figures[i].value, 2)].append(i)
    for value, larger in by_value.items():
        smaller = by_value.get(round(100 - value, 2), [])
        if value < 50 or value == 100 or not smaller:
            continue
        pairs = product(larger[:MENTIONS], smaller[:MENTIONS])
        if any(
            _is_said_to_be_rest(passage.text, report, pair)
            or (
                _may_complete(passage.text, report, pair, moments)
                and not _has_third(report, passage, group, pair, moments, known)
            )
            for pair in pairs
            if pair[0] != pair[1]
        ):
            yield _complement(report, passage.name, larger, smaller)


def check_rest_of_before(report: Report, before: Passage, here: Passage) -> Iterator[Check]:
    """A remainder at the head of a paragraph, after the one share of its speaker in the paragraph before."""
    figures = report.figures
    rest = next(iter(shares_of(report, here)), None)
    (kind, number_before), (_, number_here) = before.key, here.key
    neighbours = kind == here.key[0] == "paragraph" and int(number_here) - int(number_before) == 1
    if rest is None or not neighbours or not is_rest(here.text, figures[rest]):
        return
    one = figures[rest]
    said = [i for i in shares_of(report, before) if figures[i].speaker == one.speaker is not None]
    alike = [
        i
        for i in said
        if (figures[i].measure or "area") == (one.measure or "area")
        and (figures[i].as_of is None or one.as_of is None or figures[i].as_of == one.as_of)
        and (figures[i].base is None or one.base is None or figures[i].base == one.base)
    ]
    if len(said) == len(alike) == 1 and abs(figures[said[0]].value + one.value - 100) < 0.005:
        names = f"{before.name} and {here.name}"
        yield _complement(report, names, [said[0]], [rest])


def _is_said_to_be_rest(text: str, report: Report, pair: tuple[int, int]) -> bool:
    one, other = (report.figures[i] for i in pair)
    if _is_change(text, one, other) or (is_nested(text, one) and is_nested(text, other)):
        return False
    if one.as_of != other.as_of and None not in (one.as_of, other.as_of):
        return False
    return is_rest(text, one) or is_rest(text, other)


def _is_change(text: str, one: Figure, other: Figure) -> bool:
    """Whether the second figure is what became of the first: "from 40 to 60 percent"."""
    first, second = sorted((one, other), key=lambda figure: figure.span)
    return (between(text, first, second) or "").split()[-1:] in (["to"], ["from"])


def _may_complete(text: str, report: Report, pair: tuple[int, int], moments: Mapping[int, Moment]) -> bool:
    """Whether the two may be said of one whole at one time: not of one holder twice, and not both "more than"."""
    one, other = (report.figures[i] for i in pair)
    if _is_change(text, one, other) or one.as_of != other.as_of or not at_one_time(*(moments[i] for i in pair)):
        return False
    if is_nested(text, one) or is_nested(text, other):
        return False
    if one.value == 50 or (one.bound == other.bound and one.bound in ("at_least", "at_most")):
        return False
    same_holder = (one.holder or "").casefold() == (other.holder or "").casefold()
    relations = {one.relation, other.relation}
    if same_holder and one.holder is not None:
        return relations == {"holds", "lost"}
    return not same_holder or relations in ({"holds", "gained"}, {"holds", "none"}, {"gained", "none"})


def _has_third(
    report: Report,
    passage: Passage,
    group: Sequence[int],
    pair: tuple[int, int],
    moments: Mapping[int, Moment],
    known: Known,
) -> bool:
    """Whether somebody else has a share besides, in the voice of one of the two: then they are no whole."""
    voices = {voice_of(passage.key, passage.text, report.figures[i]) for i in pair}
    return any(
        is_side_s(passage.text, report.figures[i])
        and report.figures[i].as_of == report.figures[pair[0]].as_of
        and voice_of(passage.key, passage.text, report.figures[i]) in voices
        and all(at_one_time(moments[i], moments[a]) and not overlap(report, i, a, known) for a in pair)
        for i in group[:OTHERS]
        if i not in pair
    )


def _complement(report: Report, where: str, larger: list[int], smaller: list[int]) -> Check:
    one, other = report.figures[larger[0]], report.figures[smaller[0]]
    say = (
        f"In {where}, {quoted(one)} and {quoted(other)} add up to 100 percent: "
        "each is what the other leaves of the whole."
    )
    strict = next((report.figures[i] for i in larger if report.figures[i].bound == "at_least"), None)
    if strict is not None and other.bound == "exact":
        say += f" Taken strictly, {quoted(strict)} leaves less than {number(other.value, 2)} percent."
    return Check(kind="share and its complement", figures=tuple(sorted({*larger, *smaller})), holds=True, say=say)
